"""Forecasts of past matches as they would have been made on the morning of each: nothing of that day or later is known.

In come matches to forecast and the matches that a model learns from; out go rates, one row a match. Ratings move
forward in one pass; a model that is fitted is fitted anew for every match day.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from pressbox.domain import AsOf, MatchTable
from pressbox.errors import ForecastError
from pressbox.forecast.arrays import BoolArray, FloatArray, IntArray
from pressbox.forecast.base_rate import BaseRate
from pressbox.forecast.bulk import Markets, markets_of
from pressbox.forecast.elo import Elo
from pressbox.forecast.elo_settings import CLUBS, NATIONS
from pressbox.forecast.levels import is_national
from pressbox.forecast.market import Market
from pressbox.forecast.model import EPOCH, Model, day_number, select
from pressbox.forecast.rating_path import key_of
from pressbox.forecast.ratings import Rated, Ratings, national_matches
from pressbox.forecast.regularity import regularities
from pressbox.forecast.scoreline import Rates

Baseline = type[Elo] | type[BaseRate]

Known = Callable[[AsOf, dt.date, Sequence[str]], MatchTable]
"""The matches known at a moment, from a day on, of every competition that some teams play in."""


@dataclasses.dataclass(frozen=True)
class RatesTable:
    """Rates of many matches as columns, one row a match; each column as in ``Rates``.

    Attributes
    ----------
    rates, spreads : ndarray, shape (n, 2)
        Of the home and of the away side.
    rho, regularity : ndarray, shape (n,)
    """

    rates: FloatArray
    spreads: FloatArray
    rho: FloatArray
    regularity: FloatArray

    @classmethod
    def of(cls, rates: Sequence[Rates]) -> RatesTable:
        """The same rates, made one at a time."""
        return cls(
            np.array([(rate.home, rate.away) for rate in rates]),
            np.array([(rate.home_spread, rate.away_spread) for rate in rates]),
            np.array([rate.rho for rate in rates]),
            np.array([rate.regularity for rate in rates]),
        )

    def markets(self, matches: MatchTable) -> Markets:
        """Probabilities of the matches' markets, and of the score that came."""
        scores = np.stack([matches.home_goals, matches.away_goals], axis=1).astype(np.intp)
        return markets_of(self.rates, self.rho, scores, self.spreads, self.regularity)


def rates_of_past(
    model: Model,
    matches: MatchTable,
    history: MatchTable,
    known: Known,
    starts: Sequence[tuple[dt.date, Ratings]],
    progress: Callable[[str, int, int], None],
) -> tuple[RatesTable, BoolArray]:
    """Rates of past matches by any model, and which matches it could forecast; parameters as in the functions below.

    Raises
    ------
    ForecastError
        If it can forecast none of them, or forecasts from the prices of the match itself.
    """
    if isinstance(model, Market):
        raise ForecastError(
            "the market model learns nothing: how the opening and closing prices did stands beside every other model;"
            " choose one of those."
        )
    everything = np.ones(len(matches), dtype=np.bool_)
    if isinstance(model, Rated):
        return rates_by_ratings(model, starts, history, matches), everything
    if isinstance(model, Elo | BaseRate):
        return rates_by_baseline(type(model), history, matches), everything
    return rates_by_fits(model, known, matches, progress)


def rates_by_ratings(
    model: Rated, starts: Sequence[tuple[dt.date, Ratings]], history: MatchTable, matches: MatchTable
) -> RatesTable:
    """Rates by ratings that learn match by match.

    Parameters
    ----------
    model : Rated
        Whose ratings they are; it need not be fitted.
    starts : sequence of (date, Ratings)
        Ratings of all matches before a day, oldest first; each is learnt on, in place, until the day of the next. The
        first is of a day not after any of the matches.
    history : MatchTable
        What the ratings learn from: all matches from the first of those days on, ``matches`` among them.
    matches : MatchTable
        To forecast.
    """
    expected = np.full((len(history), 4), np.nan)
    ends = [day_number(day) for day, _ in starts[1:]] + [int(history.day.max(initial=0)) + 1]
    for (day, ratings), end in zip(starts, ends, strict=True):
        part = (history.day >= day_number(day)) & (history.day < end)
        expected[part] = ratings.learn(select(history, part))
    found = expected[rows_in(history, matches)]
    spread = np.sqrt(found[:, 2:].sum(axis=1)) / 2
    return RatesTable(
        np.exp(found[:, :2]),
        np.stack([spread, spread], axis=1),
        np.full(len(found), starts[0][1].clubs.settings.rho),
        regularities(model.kind, matches.competitions, matches.competition.astype(np.intp)),
    )


def rates_by_baseline(baseline: Baseline, history: MatchTable, matches: MatchTable) -> RatesTable:
    """Rates by Elo or base rates, learnt from the whole history."""
    found = np.exp(baseline.walk_forward(history)[rows_in(history, matches), :2])
    rho = BaseRate.rho if baseline is BaseRate else np.where(national_matches(matches), NATIONS.rho, CLUBS.rho)
    return RatesTable(found, np.zeros_like(found), np.full(len(found), rho), np.ones(len(found)))


def rates_by_fits(
    model: Model, known: Known, matches: MatchTable, progress: Callable[[str, int, int], None]
) -> tuple[RatesTable, BoolArray]:
    """Rates by a model that is fitted on the morning of every match day.

    Returns
    -------
    rates : RatesTable
        Of the matches that could be forecast.
    forecast : ndarray of bool, shape (n,)
        Which these are: not those for which the model found too little to learn from, or did not settle.

    Raises
    ------
    ForecastError
        If there is none; what was wrong with the first.
    """
    rates: list[Rates] = []
    forecast = np.zeros(len(matches), dtype=np.bool_)
    reason: ForecastError | None = None
    days = list(_days(matches))
    for done, (day, rows) in enumerate(days):
        progress(f"fitting {model.name}", done, len(days))
        for row, rate in _forecast_day(model, known, day, select(matches, _only(rows, len(matches)))):
            if isinstance(rate, ForecastError):
                reason = reason or rate
            else:
                rates.append(rate)
                forecast[rows[row]] = True
    if reason is not None and not rates:
        raise reason
    return RatesTable.of(rates), forecast


def rows_in(history: MatchTable, matches: MatchTable) -> IntArray:
    """Where in a history each of some matches stands.

    Raises
    ------
    ValueError
        If one is not in it.
    """
    wanted = np.isin(np.array(history.competitions), matches.competitions)[history.competition]
    near = np.flatnonzero(wanted & np.isin(history.day, matches.day)).tolist()
    place = {key_of(history, row): row for row in near}
    missing = [key for key in (key_of(matches, row) for row in range(len(matches))) if key not in place]
    if missing:
        raise ValueError(f"{missing[0]} is to be forecast and is not in the history to learn from")
    return np.array([place[key_of(matches, row)] for row in range(len(matches))], dtype=np.intp)


def _days(matches: MatchTable) -> Iterator[tuple[int, list[int]]]:
    """Each day, oldest first, with the rows of its matches."""
    for day in np.unique(matches.day).tolist():
        yield day, np.flatnonzero(matches.day == day).tolist()


def _only(rows: Sequence[int], size: int) -> BoolArray:
    chosen = np.zeros(size, dtype=np.bool_)
    chosen[list(rows)] = True
    return chosen


def _forecast_day(
    model: Model, known: Known, day: int, matches: MatchTable
) -> Iterator[tuple[int, Rates | ForecastError]]:
    """Rates of each match of a day, or why there are none."""
    date = EPOCH + dt.timedelta(days=day)
    as_of = AsOf(dt.datetime.combine(date, dt.time(), dt.UTC))
    window = max(model.window_days(is_national(name)) for name in matches.competitions)
    since = max(date.toordinal() - window, 1)
    try:
        fitted = model.fit(known(as_of, dt.date.fromordinal(since), matches.teams), as_of)
    except ForecastError as error:
        yield from ((row, error) for row in range(len(matches)))
        return
    for row in range(len(matches)):
        home, away, competition, _ = key_of(matches, row)
        try:
            yield row, fitted.predict(home, away, bool(matches.neutral[row]), competition, day)
        except ForecastError as error:
            yield row, error
