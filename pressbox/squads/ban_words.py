"""A ban in the words of a reason: what for, and how it was earned."""

from __future__ import annotations

from pressbox.squads.suspensions import Ban

_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def ordinal(value: int) -> str:
    """First to ninth in words, then 10th, 21st.

    >>> ordinal(5), ordinal(10), ordinal(21)
    ('fifth', '10th', '21st')
    """
    if value < len(_ORDINALS):
        return _ORDINALS[value]
    teen = 10 <= value % 100 <= 20
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def number(value: int) -> str:
    """In words under ten."""
    return _NUMBERS[value] if value < len(_NUMBERS) else str(value)


def why_of(ban: Ban) -> str:
    """What a ban is for: "a tenth Serie A booking of the season, against Cagliari"."""
    against = f"against {ban.earned.opponent_name}"
    if ban.offence == "booking":
        name = ordinal(ban.booking)
        article = "an" if name.startswith(("e", "8", "11", "18")) else "a"
        return f"{article} {name} {ban.earned.competition_name} booking of the season, {against}"
    how = "for a second booking" if ban.offence == "second yellow" else "with a straight red card"
    return f"a sending-off {how} {against} in {_the(ban.earned.competition_name)}"


def _the(competition: str) -> str:
    bare = competition.startswith(("Serie ", "La Liga", "LaLiga", "Ligue ", "League One", "League Two"))
    return competition if bare else f"the {competition}"
