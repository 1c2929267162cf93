"""Forecasts of past matches know nothing of their day or later, whatever the model."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from pressbox.domain import AsOf, MatchTable
from pressbox.errors import ForecastError
from pressbox.forecast.base_rate import BaseRate
from pressbox.forecast.dixon_coles import DixonColes
from pressbox.forecast.forecast import MODELS
from pressbox.forecast.market import Market
from pressbox.forecast.model import day_number, last_known_day, select
from pressbox.forecast.ratings import Rated, Ratings, Results
from pressbox.forecast.walk_forward import RatesTable, rates_by_fits, rates_by_ratings, rates_of_past, rows_in
from tests.forecast.matches import Played, as_of, day, match_table, season

CLUBS = {name: 0.1 * place - 0.35 for place, name in enumerate("abcdefgh")}
HISTORY = match_table(
    [
        row._replace(day=day("2023-08-01") + 7 * (number // 4))  # four matches a day
        for number, row in enumerate(season(CLUBS, rounds=4))
    ]
)
PAST = select(HISTORY, HISTORY.day >= np.median(HISTORY.day))
LEARNING = [name for name in MODELS if name != Market.name]


def nothing(*_: object) -> None:
    pass


def known_of(history: MatchTable) -> Callable[[AsOf, dt.date, Sequence[str]], MatchTable]:
    return lambda moment, since, _: select(
        history, (history.day >= day_number(since)) & (history.day <= last_known_day(moment))
    )


def forecast(name: str, history: MatchTable, matches: MatchTable = PAST) -> RatesTable:
    model = MODELS[name]()
    starts = [(dt.date.min, Ratings.new(model.kind))] if isinstance(model, Rated) else []
    rates, done = rates_of_past(model, matches, history, known_of(history), starts, nothing)
    assert done.all()
    return rates


def with_other_results(history: MatchTable, first: int) -> MatchTable:
    """The same up to a day, from which on every home side wins 9-0."""
    later = history.day >= first
    return dataclasses.replace(
        history,
        home_goals=np.where(later, 9.0, history.home_goals),
        away_goals=np.where(later, 0.0, history.away_goals),
    )


@pytest.mark.parametrize("name", LEARNING)
def test_neither_the_match_nor_others_of_its_day_nor_later_ones_change_a_forecast(name: str):
    middle = int(np.unique(PAST.day)[3])
    before = PAST.day <= middle  # the day of the change itself included
    ours, changed = forecast(name, HISTORY), forecast(name, with_other_results(HISTORY, middle))
    for column in ("rates", "spreads", "rho", "regularity"):
        np.testing.assert_array_equal(getattr(ours, column)[before], getattr(changed, column)[before])
    assert not np.allclose(ours.rates[~before], changed.rates[~before]), "the change changed nothing"


@pytest.mark.parametrize("name", LEARNING)
def test_forecasts_are_those_of_a_fit_on_the_morning(name: str):
    ours = forecast(name, HISTORY)
    for row in (0, len(PAST) - 1):
        date = dt.date(1970, 1, 1) + dt.timedelta(days=int(PAST.day[row]))
        fitted = MODELS[name]().fit(HISTORY, as_of(str(date)))
        home, away = PAST.teams[PAST.home[row]], PAST.teams[PAST.away[row]]
        rates = fitted.predict(home, away, False, "eng-1", int(PAST.day[row]))
        close = 0.02 if name == BaseRate.name else 1e-3  # walking forward it fills up differently
        assert ours.rates[row] == pytest.approx([rates.home, rates.away], rel=close)
        assert ours.rho[row] == pytest.approx(rates.rho, abs=1e-3)


def test_ratings_may_start_from_a_day_on():
    """Half of the way learnt before, the rest from there: the same forecasts as all the way."""
    middle = dt.date(1970, 1, 1) + dt.timedelta(days=int(PAST.day.min()))
    start = Ratings.new("results")
    start.learn(select(HISTORY, HISTORY.day < PAST.day.min()))
    whole = rates_by_ratings(Results(), [(dt.date.min, Ratings.new("results"))], HISTORY, PAST)
    half = rates_by_ratings(Results(), [(middle, start.copy())], HISTORY, PAST)
    joined = rates_by_ratings(Results(), [(dt.date.min, Ratings.new("results")), (middle, start)], HISTORY, PAST)
    np.testing.assert_allclose(half.rates, whole.rates)
    np.testing.assert_array_equal(joined.rates, half.rates)


def test_one_fit_a_match_day_with_progress():
    told: list[tuple[str, int, int]] = []
    rates_by_fits(DixonColes(), known_of(HISTORY), PAST, lambda *step: told.append(step))
    days = len(np.unique(PAST.day))
    assert told == [("fitting dixon-coles", number, days) for number in range(days)]


def test_matches_with_too_little_before_them_are_left_out():
    rates, done = rates_by_fits(DixonColes(), known_of(HISTORY), HISTORY, nothing)
    np.testing.assert_array_equal(done, HISTORY.day > HISTORY.day.min())
    assert len(rates.rates) == np.count_nonzero(done)


def test_where_none_can_be_forecast_it_is_said_why():
    first = select(HISTORY, HISTORY.day == HISTORY.day.min())
    with pytest.raises(ForecastError, match=r"no match in the .* days before 2023-08-01"):
        rates_by_fits(DixonColes(), known_of(HISTORY), first, nothing)


def test_prices_of_the_match_itself_are_no_model_to_walk_forward():
    with pytest.raises(ForecastError, match="choose one of those"):
        rates_of_past(Market(), PAST, HISTORY, known_of(HISTORY), [], nothing)


def test_a_match_that_the_history_lacks_is_the_callers_mistake():
    stranger = match_table([Played(int(HISTORY.day.max()), "a", "z", 1, 0)])
    with pytest.raises(ValueError, match="is to be forecast and is not in the history"):
        rows_in(HISTORY, stranger)
