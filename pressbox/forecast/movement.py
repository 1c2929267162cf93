"""What changed in a forecast since an earlier moment, split into named causes that add up.

In come what was said then, what is said now and what would have been said after each thing that became known in
between, in the order of time; out go the causes, each with the sum of the differences that it made. Differences of
neighbours add up whatever the neighbours are; they are reckoned in whole units of the last decimal that is printed, so
printed numbers add up too. What a cause did depends on what was known before it: another order gives other parts.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from pressbox.domain import AsOf, Match
from pressbox.forecast.markets import Result
from pressbox.forecast.scoreline import Rates
from pressbox.forecast.ties import Through

DECIMALS = 8
"""Of a number in a document: what lies beyond differs between processors, and an edition's hash must not."""

MatchCause: TypeAlias = Literal["price", "result", "first leg"]
WideCause: TypeAlias = Literal[
    "own matches",
    "other results",
    "results elsewhere",
    "table",
    "days",
    "results since",
    "prices",
    "rounding",
    "records",
    "model",
    "absences",
]

TEXTS: dict[WideCause, str] = {
    "own matches": "the sides' own matches",
    "other results": "other results in the sides' competitions",
    "results elsewhere": "results elsewhere",
    "table": "the league table: what is still at stake",
    "days": "matches played in what would have been idle days, whatever their scores",
    "results since": "other results since, and the smaller weight of older ones",
    "prices": "the prices of the match itself",
    "rounding": "rounding of saved ratings",
    "records": "earlier results that were put on record or corrected since",
    "model": "another version of the model",
    "absences": "who will probably be missing, and who no longer",
}
"""Causes without a match of their own, in words."""


class Standing(NamedTuple):
    """What a forecast says, as far as movement tells of it."""

    rates: Rates
    result: Result
    through: Through | None


class Change(NamedTuple):
    """What a cause added to each probability; ``through_home`` is None outside a tie."""

    home: float
    draw: float
    away: float
    through_home: float | None

    @property
    def most(self) -> float:
        """The largest of them, either way."""
        return max(abs(number) for number in self if number is not None)


class Step(NamedTuple):
    """What would have been said once something more was known."""

    cause: MatchCause | WideCause
    match: Match | None
    standing: Standing


@dataclasses.dataclass(frozen=True)
class Cause:
    """Something that became known, and what it changed."""

    kind: MatchCause | WideCause
    match: Match | None
    change: Change

    @property
    def text(self) -> str:
        """In words."""
        if self.match is None:
            return TEXTS[self.kind]  # type: ignore[index]  # a cause without a match is a wide one
        fixture, score = self.match.fixture, self.match.score
        sides = f"{fixture.home.name} {score} {fixture.away.name} on {fixture.date}"
        if self.kind == "first leg":
            return f"{sides}, the score that the second leg starts from"
        return f"{sides}, {'its closing price' if self.kind == 'price' else 'what it said of the sides'}"

    def to_dict(self) -> dict[str, object]:
        """As in the JSON document."""
        change = self.change._asdict()
        if self.change.through_home is None:
            del change["through_home"]
        return {"cause": self.kind, **_match_document(self.match), "text": self.text, "change": change}


@dataclasses.dataclass(frozen=True)
class Movement:
    """What changed between two moments.

    Attributes
    ----------
    since, as_of : AsOf
    before, after : Standing
    causes : tuple of Cause
        In the order of time, those without a match of their own last. Their changes add up to the whole.
    """

    since: AsOf
    as_of: AsOf
    before: Standing
    after: Standing
    causes: tuple[Cause, ...]

    def to_dict(self) -> dict[str, object]:
        """As in the JSON document."""
        return {
            "since": str(self.since),
            "from": _standing_document(self.before),
            "to": _standing_document(self.after),
            "causes": [cause.to_dict() for cause in self.causes],
        }


def movement(since: AsOf, as_of: AsOf, before: Standing, after: Standing, steps: Iterable[Step]) -> Movement:
    """Add up what each cause changed on the way; what the steps do not reach is rounding.

    A cause may have several steps; one without a match that changed nothing is left out.
    """
    sums: dict[tuple[MatchCause | WideCause, str | None], tuple[Match | None, list[int]]] = {}
    at = _units(before)
    for cause, match, standing in (*steps, Step("rounding", None, after)):
        there = _units(standing)
        units = sums.setdefault((cause, match.fixture.id if match else None), (match, [0] * len(there)))[1]
        units[:] = [total + new - old for total, new, old in zip(units, there, at, strict=True)]
        at = there
    causes = [Cause(kind, match, _change(units)) for (kind, _), (match, units) in sums.items() if match or any(units)]
    causes.sort(key=lambda cause: cause.match is None)
    return Movement(since, as_of, before, after, tuple(causes))


def _units(standing: Standing) -> list[int]:
    numbers = [*standing.result, *(() if standing.through is None else standing.through[:1])]
    return [round(number * 10**DECIMALS) for number in numbers]


def _change(units: list[int]) -> Change:
    home, draw, away, *through = (unit / 10**DECIMALS for unit in units)
    return Change(home, draw, away, through[0] if through else None)


def _match_document(match: Match | None) -> dict[str, object]:
    if match is None:
        return {}
    fixture = match.fixture
    return {
        "match": fixture.id,
        "date": str(fixture.date),
        "home": fixture.home.name,
        "away": fixture.away.name,
        "score": str(match.score),
    }


def _standing_document(standing: Standing) -> dict[str, object]:
    return {
        "rates": {"home": standing.rates.home, "away": standing.rates.away},
        "result": standing.result._asdict(),
        "through": standing.through._asdict() if standing.through else None,
    }
