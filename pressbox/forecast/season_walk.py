"""The year before a day, walked once: the ratings week by week, and what would have been said of its matches.

In come ratings of before the first day and the matches since; out go, for any pairing, the goals that would have been
expected of it each week, and, for any competition, how the forecasts of its matches did. Nothing of the last day or
later is in it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple, Self

import numpy as np

from pressbox.domain import Fixture, MatchTable, PastMatches
from pressbox.forecast.arrays import FloatArray, IntArray
from pressbox.forecast.bulk import Markets
from pressbox.forecast.grades import RULES, Timing, losses, priced, rounded
from pressbox.forecast.model import EPOCH, day_number, select
from pressbox.forecast.rating_path import Key, key_of
from pressbox.forecast.ratings import Rated, Ratings
from pressbox.forecast.regularity import regularities
from pressbox.forecast.walk_forward import RatesTable

DAYS_BACK = 364
STEP = 7
FEWEST = 20
"""Matches below which nothing is said of how forecasts did."""

RPS = RULES.index("rps")


NO_STAKES = (0.0, 0.0)
"""A course is that of the ratings alone: what a table has at stake comes and goes with the season."""


class Expected(NamedTuple):
    """Goals that would have been expected of a fixture's sides, had it been played on a day with nothing at stake."""

    day: dt.date
    home: float
    away: float


@dataclasses.dataclass(frozen=True)
class Record:
    """How forecasts of a competition's matches of one season did, up to a day.

    Attributes
    ----------
    until : date
        Day of the last of them.
    matches : int
    right, expected_right : int, float
        How often the likeliest result came, and the sum of the probabilities it was given.
    rps : float
        Mean ranked probability score; 0 is perfect.
    priced, rps_priced, rps_prices : int, float or None
        Matches with closing prices, the model's score on these, and that of the prices; None where there are too few.
    """

    competition: str
    season: str
    until: dt.date
    matches: int
    right: int
    expected_right: float
    rps: float
    priced: int
    rps_priced: float | None
    rps_prices: float | None

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON document."""
        return dataclasses.asdict(self) | {"until": self.until.isoformat()}


class SeasonWalk:
    """Ratings at the start of each week of a stretch, and what they expected of its matches.

    Parameters
    ----------
    weeks : dict of int to Ratings
        By day, each from all matches of earlier days.
    history : MatchTable
        All matches of the stretch.
    expected : ndarray, shape (n, 4)
        What was expected of each, as ``Ratings.learn`` gives it.
    """

    def __init__(self, weeks: Mapping[int, Ratings], history: MatchTable, expected: FloatArray) -> None:
        self._weeks = weeks
        self._history = history
        self._expected = expected

    @classmethod
    def of(cls, start: Ratings, history: MatchTable, end: dt.date) -> Self:
        """Walk from ratings of before some day to the end, which is left out; ``start`` is changed.

        Parameters
        ----------
        history : MatchTable
            All matches that ``start`` does not know, in any order.
        """
        last = day_number(end)
        history = select(history, history.day < last)
        expected = np.full((len(history), 4), np.nan)
        weeks: dict[int, Ratings] = {}
        before = -np.inf
        for day in range(last - DAYS_BACK, last + 1, STEP):
            rows = (history.day >= before) & (history.day < day)
            expected[rows] = start.learn(select(history, rows))
            weeks[day] = start.copy()
            before = day
        return cls(weeks, history, expected)

    def course(self, model: Rated, fixture: Fixture) -> tuple[Expected, ...]:
        """Goals expected of the fixture's sides week by week, from the first on in which both had played."""
        found = (expected_on(day, ratings, model, fixture) for day, ratings in self._weeks.items())
        return tuple(point for point in found if point)

    def record(self, model: Rated, past: PastMatches, competition: str) -> Record | None:
        """How the forecasts of a season's matches did, beside their closing prices; None where they are too few.

        Parameters
        ----------
        past : PastMatches
            Of one season of one competition, named ``competition``; those outside the stretch are left out.
        """
        named = {name: number for number, name in enumerate(self._history.competitions)}
        asked = [named[name] for name in past.matches.competitions if name in named]
        in_question = np.flatnonzero(np.isin(self._history.competition, asked)).tolist()
        places = {key_of(self._history, row): row for row in in_question}
        rows, known = _placed(past.matches, places)
        if len(rows) < FEWEST:
            return None
        matches = select(past.matches, known)
        markets = _markets(model, matches, self._expected[rows])
        ours, closing = losses(markets, matches), losses(priced(matches, _CLOSING), matches)
        came = 1 - np.sign(matches.home_goals - matches.away_goals).astype(np.intp)
        beside = ~np.isnan(closing[:, RPS])
        enough = int(np.count_nonzero(beside)) >= FEWEST
        return Record(
            competition,
            str(past.season[0]),
            EPOCH + dt.timedelta(days=int(matches.day.max())),
            len(rows),
            int(np.count_nonzero(markets.result.argmax(axis=1) == came)),
            rounded(markets.result.max(axis=1).sum()),
            rounded(ours[:, RPS].mean()),
            int(np.count_nonzero(beside)),
            rounded(ours[beside, RPS].mean()) if enough else None,
            rounded(closing[beside, RPS].mean()) if enough else None,
        )


def expected_on(day: int, ratings: Ratings, model: Rated, fixture: Fixture) -> Expected | None:
    """Goals that ratings expect of a fixture's sides on a day; None where they do not know both."""
    home, away, competition = fixture.home.id, fixture.away.id, fixture.competition.id
    state = ratings.state_of(competition)
    if home not in state.teams or away not in state.teams:
        return None
    rates = model.as_rates(state.expect(home, away, fixture.neutral, competition, day, NO_STAKES), competition)
    return Expected(EPOCH + dt.timedelta(days=day), rates.home, rates.away)


_CLOSING: Timing = "closing"


def _placed(matches: MatchTable, places: Mapping[Key, int]) -> tuple[IntArray, Any]:
    """Where each of some matches stands in a history, and which of them do."""
    found = [places.get(key_of(matches, row), -1) for row in range(len(matches))]
    rows = np.array(found, dtype=np.intp)
    return rows[rows >= 0], rows >= 0


def _markets(model: Rated, matches: MatchTable, expected: FloatArray) -> Markets:
    """Probabilities of matches from what was expected of them."""
    spread = np.sqrt(expected[:, 2:].sum(axis=1)) / 2
    table = RatesTable(
        np.exp(expected[:, :2]),
        np.stack([spread, spread], axis=1),
        np.full(len(expected), model.ratings_.clubs.settings.rho),
        regularities(model.kind, matches.competitions, matches.competition.astype(np.intp)),
    )
    return table.markets(matches)
