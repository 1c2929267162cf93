"""Who won a tie, and how: from its meetings and the rules of the season.

The order in which a tie is settled: goals over the legs (extra time included), a shoot-out, away goals, a replay, lots.
Where a tie is level after all that the sources tell, the club that plays on in the competition won it.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable

from pressbox.store.competitions import tie_rule
from pressbox.store.stage_windows import read_table
from pressbox.store.tie_pairing import Meeting, Pairing


@dataclasses.dataclass(frozen=True)
class TieFormat:
    """One row of ``tie_formats.csv``: how many legs a round has, and what settles a tie that stays level.

    Attributes
    ----------
    legs : int or None
        None where rounds of one leg and of two are mixed and the files do not tell them apart.
    level : str or None
        replay, lots or penalties.
    """

    legs: int | None = None
    level: str | None = None


@functools.cache
def tie_format(competition: str, season: str, phase: str, round_name: str | None) -> TieFormat:
    """Format of a round: the first row of ``tie_formats.csv`` that fits; finals by ``tie_rules.csv``."""
    row = next(
        (
            row
            for row in read_table("tie_formats.csv")
            if row["competition"] == competition
            and row["first_season"] <= season <= row["last_season"]
            and row["phase"] in ("", phase)
            and row["round"] in ("", round_name)
        ),
        None,
    )
    rule = tie_rule(competition, season)
    legs = int(row["legs"]) if row and row["legs"] else None
    if phase == "final":
        legs = rule.final_legs if rule else None
    return TieFormat(legs, row["level"] or None if row else None)


@dataclasses.dataclass(frozen=True)
class Parts:
    """A pairing told apart: its legs, the replays after them, and what counts for nothing.

    ``number`` is how many legs the tie has, whether or not they are all on file.
    """

    legs: tuple[Meeting, ...]
    replays: tuple[Meeting, ...]
    void: tuple[Meeting, ...]
    number: int


@dataclasses.dataclass(frozen=True)
class Outcome:
    """How a tie ended; None is not known, or not yet."""

    goals_1: int | None = None
    goals_2: int | None = None
    winner: str | None = None
    decided: str | None = None


def split(pairing: Pairing) -> Parts | None:
    """Tell legs and replays apart; None where it cannot be known how many legs there are."""
    rule = tie_format(pairing.competition, pairing.season, pairing.phase, pairing.round)
    counting = [meeting for meeting in pairing.meetings if not meeting.void] or list(pairing.meetings)
    void = tuple(meeting for meeting in pairing.meetings if meeting not in counting)
    first = [meeting for meeting in counting if not meeting.replay] or counting[:1]
    number = _number_of_legs(first, rule) or (1 if pairing.phase == "final" else None)
    if number is None:
        return None
    legs = tuple(first[:number])
    return Parts(legs, tuple(meeting for meeting in counting if meeting not in legs), void, number)


def _number_of_legs(meetings: list[Meeting], rule: TieFormat) -> int | None:
    if any(meeting.leg for meeting in meetings):
        return 2
    if len(meetings) == 1:
        return rule.legs
    if (rule.legs, rule.level) == (1, "replay") and (meetings[0].drawn or meetings[0].home == meetings[1].home):
        return 1
    return 2


def outcome(pairing: Pairing, parts: Parts, plays_on: Callable[[str], bool]) -> Outcome:
    """Settle a tie; ``plays_on`` tells whether a club has a later match in the competition."""
    home, away = parts.legs[0].home, parts.legs[0].away
    if len(parts.legs) < parts.number:
        return Outcome()
    survivors = [team for team in (home, away) if plays_on(team)]
    survivor = survivors[0] if len(survivors) == 1 else None
    if not all(leg.decided for leg in parts.legs):
        return Outcome(winner=survivor, decided="walkover" if survivor else None)
    found = _on_the_field(pairing, parts, survivor)
    if survivor not in (None, found.winner):  # the other club was expelled, or a score on file is wrong
        return dataclasses.replace(found, winner=survivor, decided=None)
    return found


def _on_the_field(pairing: Pairing, parts: Parts, survivor: str | None) -> Outcome:
    home, away = parts.legs[0].home, parts.legs[0].away
    goals = (_goals(parts.legs, home), _goals(parts.legs, away))
    if goals[0] != goals[1]:
        return Outcome(*goals, home if goals[0] > goals[1] else away, _by_goals(parts.legs))
    return Outcome(*goals, *_settle_level(pairing, parts, survivor))


def _by_goals(legs: tuple[Meeting, ...]) -> str:
    if any(leg.note and "walkover" in leg.note for leg in legs):
        return "walkover"
    if any(leg.status == "awarded" for leg in legs):
        return "awarded"
    return "extra time" if legs[-1].extra_time else "aggregate"


def _settle_level(pairing: Pairing, parts: Parts, survivor: str | None) -> tuple[str | None, str | None]:
    """Winner of a tie that is level on goals, and how; by replay, shoot-out, away goals, lots or the next round."""
    replays = [replay for replay in parts.replays if replay.decided]
    if replays and not replays[-1].drawn:
        return _winner_of(replays[-1]), "replay"
    last = (*parts.legs, *replays)[-1]
    if last.shoot_out or last.shoot_out_winner:
        return _shoot_out_winner(last) or survivor, "penalties"
    noted = last.note or ""
    if re.search(r"coin|lots", noted):
        return survivor, "lots"
    ahead = _ahead_on_away_goals(parts)
    rule = tie_rule(pairing.competition, pairing.season)
    if ahead and ((rule and rule.away_goals) or "away goals" in noted) and not replays and survivor in (None, ahead):
        return ahead, "away goals"
    return survivor, _last_resort(pairing) if survivor else None


def _last_resort(pairing: Pairing) -> str | None:
    """What settles a tie that nothing else did; a replay that is not on file cannot be told from other ways."""
    level = tie_format(pairing.competition, pairing.season, pairing.phase, pairing.round).level
    return level if level in ("penalties", "lots") else None


def _goals(legs: tuple[Meeting, ...], team: str) -> int:
    return sum((leg.home_goals if leg.home == team else leg.away_goals) or 0 for leg in legs)


def _ahead_on_away_goals(parts: Parts) -> str | None:
    """The club with more goals away from home, over two legs on two grounds."""
    if parts.number == 1 or parts.legs[0].home == parts.legs[1].home:
        return None
    first, second = parts.legs[0].away_goals or 0, parts.legs[1].away_goals or 0
    if first == second:
        return None
    return parts.legs[0].away if first > second else parts.legs[1].away


def _winner_of(match: Meeting) -> str:
    return match.home if (match.home_goals or 0) > (match.away_goals or 0) else match.away


def _shoot_out_winner(meeting: Meeting) -> str | None:
    return {"home": meeting.home, "away": meeting.away}.get(meeting.shoot_out_winner or "")
