"""The forecast of one fixture as a frozen value, and as the JSON document that other programs read."""

from __future__ import annotations

import dataclasses
import functools
from typing import TypedDict

from pressbox.domain import AsOf, Fixture, Score, Side
from pressbox.forecast import markets
from pressbox.forecast.absences import Absence, effects
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.intervals import LEVEL, Intervals, intervals_of
from pressbox.forecast.movement import DECIMALS, Movement
from pressbox.forecast.scoreline import Rates
from pressbox.forecast.ties import TieForecast

TOTAL_LINES = (0.5, 1.5, 2.5, 3.5, 4.5)
TEAM_LINES = (0.5, 1.5, 2.5)
HANDICAP_LINES = (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5)
"""Goals added to the home side's score; a half decides every one of them."""


@dataclasses.dataclass(frozen=True)
class ModelCard:
    """Which model made a forecast, and from how many matches."""

    name: str
    version: str
    trained_on_matches: int


class FixtureDocument(TypedDict):
    """The fixture in a JSON document."""

    id: str
    date: str
    competition: str
    season: str
    round: str | None
    leg: int | None
    home: str
    away: str
    neutral: bool


def fixture_document(fixture: Fixture) -> FixtureDocument:
    """The fixture as every JSON document of Pressbox shows it."""
    return {
        "id": fixture.id,
        "date": fixture.date.isoformat(),
        "competition": fixture.competition.name,
        "season": fixture.season,
        "round": fixture.round,
        "leg": fixture.leg,
        "home": fixture.home.name,
        "away": fixture.away.name,
        "neutral": fixture.neutral,
    }


@dataclasses.dataclass(frozen=True, eq=False)
class Forecast:
    """What may happen in a fixture, as of a moment.

    Every probability is a sum of the grid's cells; ``pressbox.forecast.markets`` has all the sums there are.
    ``absences`` are counted in the rates; None where it is not known who is missing.
    """

    fixture: Fixture
    as_of: AsOf
    model: ModelCard
    rates: Rates
    tie: TieForecast | None
    movement: Movement | None = None  # one forecast alone has not moved
    absences: tuple[Absence, ...] | None = None

    @functools.cached_property
    def grid(self) -> FloatArray:
        """Entry [h, a] is P(h-a after 90 minutes). Not to be written to."""
        grid = self.rates.grid()
        grid.flags.writeable = False
        return grid

    @functools.cached_property
    def result(self) -> markets.Result:
        """Home win, draw, away win after 90 minutes."""
        return markets.result(self.grid)

    @functools.cached_property
    def both_score(self) -> markets.YesNo:
        """Both sides score."""
        return markets.both_score(self.grid)

    @functools.cached_property
    def predicted_score(self) -> Score:
        """The likeliest score of the likeliest result."""
        return markets.predicted_score(self.grid)

    @functools.cached_property
    def scorelines(self) -> tuple[tuple[Score, float], ...]:
        """Every scoreline of at least 0.0005, the likeliest first."""
        return markets.scorelines(self.grid)

    @functools.cached_property
    def intervals(self) -> Intervals | None:
        """Ranges of 80% around the probabilities; None where the model takes its rates to be exact."""
        return intervals_of(self.rates, self.result, self.over(2.5), self.both_score.yes, self.tie)

    def over(self, line: float) -> float:
        """P(more goals of both sides than a line such as 2.5)."""
        return markets.total(self.grid, line).over

    def team_over(self, side: Side, line: float) -> float:
        """P(more goals of a side than a line such as 1.5)."""
        return markets.team_total(self.grid, side, line).over

    def __repr__(self) -> str:
        home, draw, away = (f"{p:.1%}" for p in self.result)
        return (
            f"<Forecast {self.fixture.home.name} {self.predicted_score} {self.fixture.away.name},"
            f" {self.fixture.date}: home {home}, draw {draw}, away {away} ({self.model.name})>"
        )

    def to_dict(self) -> dict[str, object]:
        """The document of ``pressbox forecast --json``, its numbers to eight decimals."""
        return {key: _rounded(value) for key, value in self._document().items()}

    def _document(self) -> dict[str, object]:
        return {
            "fixture": fixture_document(self.fixture),
            "as_of": str(self.as_of),
            "model": dataclasses.asdict(self.model),
            "rates": {"home": self.rates.home, "away": self.rates.away},
            "result": self.result._asdict(),
            "scorelines": [{"home": score.home, "away": score.away, "p": p} for score, p in self.scorelines],
            "totals": {_over(line): self.over(line) for line in TOTAL_LINES},
            "btts": self.both_score.yes,
            "team_goals": {
                "home": {_over(line): self.team_over("home", line) for line in TEAM_LINES},
                "away": {_over(line): self.team_over("away", line) for line in TEAM_LINES},
            },
            "handicaps": [self._handicap_document(line) for line in HANDICAP_LINES],
            "predicted_score": dataclasses.asdict(self.predicted_score),
            "tie": self._tie_document(self.tie) if self.tie else None,
            "movement": self.movement.to_dict() if self.movement else None,
            "intervals": _intervals_document(self.intervals) if self.intervals else None,
            "absences": None if self.absences is None else self._absences_document(self.absences),
        }

    def _handicap_document(self, line: float) -> dict[str, float]:
        home = markets.handicap(self.grid, "home", line)
        return {"line": line, "home": home.win, "away": home.loss}

    def _absences_document(self, absences: tuple[Absence, ...]) -> list[object]:
        return [
            {**dataclasses.asdict(absence), "change": change._asdict()}
            for absence, change in effects(self.rates, absences)
        ]

    def _tie_document(self, tie: TieForecast) -> dict[str, object]:
        before = tie.aggregate_before
        club = {"home": self.fixture.home.name, "away": self.fixture.away.name}
        return {
            "leg": tie.leg,
            "aggregate_before": dataclasses.asdict(before) if before else None,
            "away_goals_rule": tie.away_goals_rule,
            "through": tie.through._asdict(),
            "decided": tie.decided._asdict(),
            "predicted_aggregate": dataclasses.asdict(tie.predicted_aggregate),
            "needs": [{"club": club[need.side], **dataclasses.asdict(need)} for need in tie.needs],
        }


def _rounded(part: object) -> object:
    """The same part of a document with its numbers rounded to ``DECIMALS``."""
    if isinstance(part, float):
        return round(part, DECIMALS)
    if isinstance(part, dict):
        return {key: _rounded(value) for key, value in part.items()}
    return [_rounded(value) for value in part] if isinstance(part, list) else part


def _over(line: float) -> str:
    return f"over_{line:g}".replace(".", "_")


def _intervals_document(intervals: Intervals) -> dict[str, object]:
    through = intervals.home_through, intervals.away_through
    return {
        "level": LEVEL,
        "result": {
            "home": intervals.home._asdict(),
            "draw": intervals.draw._asdict(),
            "away": intervals.away._asdict(),
        },
        "over_2_5": intervals.over_2_5._asdict(),
        "btts": intervals.both_score._asdict(),
        "through": {"home": through[0]._asdict(), "away": through[1]._asdict()} if through[0] and through[1] else None,
    }
