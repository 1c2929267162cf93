"""The rules of ``suspension_rules.csv``: how many bookings and which dismissals make how long a ban, and where.

A line of the file is one rule of one competition from its first to its last season (empty: ever since).

``offence``
    ``booking``, ``second yellow``, ``red``, or ``reset`` after which bookings are forgotten.
``at``
    Which booking of the season: ``5``; ``5+5`` is the fifth and every fifth after it.
``until``
    ``match 19``: only up to the club's 19th match of the season. Of a reset: the round after which it is.
``reason``
    Of a red card, as cards tell it, several joined by ``|``; the first rule that fits counts.
``ban``, ``likely``
    Matches that it brings for certain, and that it may well bring where somebody decides.
``served_in``
    ``competition``, which for a league is that country's leagues, or ``country``: its leagues and cups.
``carries_over``
    Whether what is left of a ban at the end of a season is served in the next.
``checked``
    ``cards`` where the rule was held against bookings and appearances of 2018-19 to 2020-21; else it is from the books.
"""

from __future__ import annotations

import csv
import dataclasses
import functools
from importlib import resources
from typing import Literal

Offence = Literal["booking", "second yellow", "red", "reset"]
Ground = Literal["competition", "country"]


@dataclasses.dataclass(frozen=True)
class Rule:
    """One rule; ``at`` is 0 where it is not about bookings, ``every`` 0 where it holds once."""

    competition: str
    first_season: str
    last_season: str
    offence: Offence
    at: int
    every: int
    until_match: int | None
    after_round: str | None
    reasons: frozenset[str]
    ban: int
    likely: int
    served_in: Ground
    carries_over: bool

    def holds_at(self, booking: int, match: int) -> bool:
        """Whether a player's booking of that number, in that match of his club's season, makes a ban."""
        if self.until_match is not None and match > self.until_match:
            return False
        beyond = booking - self.at
        return beyond == 0 or (self.every > 0 and beyond > 0 and beyond % self.every == 0)


@functools.cache
def rules_of(competition: str, season: str) -> tuple[Rule, ...]:
    """The rules of a competition's season, in the order of the file; none where they are not on file."""
    return tuple(
        rule
        for rule in _rules()
        if rule.competition == competition
        and rule.first_season <= season
        and (not rule.last_season or season <= rule.last_season)
    )


@functools.cache
def _rules() -> tuple[Rule, ...]:
    text = resources.files("pressbox.squads").joinpath("suspension_rules.csv").read_text(encoding="utf-8")
    return tuple(_rule(row) for row in csv.DictReader(text.splitlines()))


def _rule(row: dict[str, str]) -> Rule:
    offence: Offence = row["offence"]  # type: ignore[assignment]
    ground: Ground = row["served_in"] or "competition"  # type: ignore[assignment]
    at, _, every = row["at"].partition("+")
    until = row["until"]
    return Rule(
        competition=row["competition"],
        first_season=row["first_season"],
        last_season=row["last_season"],
        offence=offence,
        at=int(at or 0),
        every=int(every or 0),
        until_match=int(until.removeprefix("match ")) if until.startswith("match ") else None,
        after_round=until if offence == "reset" else None,
        reasons=frozenset(filter(None, row["reason"].split("|"))),
        ban=int(row["ban"] or 0),
        likely=int(row["likely"] or row["ban"] or 0),
        served_in=ground,
        carries_over=row["carries_over"] == "1",
    )
