"""The market model: its grid has the prices' probabilities, and prices that are no market are refused."""

import dataclasses
import datetime as dt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pressbox.domain import AsOf, Quotes
from pressbox.errors import BadProbability, ForecastError, NotFitted
from pressbox.forecast.market import CLOSE, HOME_EDGE, Market, implied_rates
from pressbox.forecast.markets import result, total
from pressbox.forecast.prices import power, shin
from pressbox.forecast.scoreline import Rates
from tests.builders import fixture, team
from tests.forecast.matches import Played, as_of, day, match_table

FIXTURE = fixture("2024-04-18", team("Home"), team("Away"))
SIDES = (FIXTURE.home.id, FIXTURE.away.id)
MOMENT = as_of("2024-04-18")
NOTHING = match_table([Played(day("2024-04-17"), "a", "b", 0, 0)])


def quotes(*prices: float, over_under: tuple[float, float] | None = None) -> Quotes:
    home, draw, away = prices
    return Quotes(FIXTURE, MOMENT, "closing", (home, draw, away), over_under)


def fitted(given: Quotes) -> Market:
    return Market(given).fit(NOTHING, MOMENT)


def test_the_grid_has_the_probabilities_of_the_prices():
    market = fitted(quotes(2.1, 3.5, 3.6, over_under=(1.8, 2.0)))
    grid = market.predict(*SIDES, False, "eng-1", day("2024-04-18")).grid()
    assert tuple(result(grid)) == pytest.approx(tuple(shin(np.array([[2.1, 3.5, 3.6]]))[0]), abs=1e-7)
    assert total(grid, 2.5).over == pytest.approx(power(np.array([[1.8, 2.0]]))[0, 0], abs=1e-7)
    assert market.trained_on_matches == 0


def test_without_a_total_the_grid_has_the_result():
    grid = implied_rates(quotes(1.2, 7.0, 15.0)).grid()
    assert tuple(result(grid)) == pytest.approx(tuple(shin(np.array([[1.2, 7.0, 15.0]]))[0]), abs=1e-7)


def test_a_total_that_no_grid_can_have_gives_way_to_the_result():
    grid = implied_rates(quotes(1.05, 15.0, 40.0, over_under=(15.0, 1.02))).grid()
    assert tuple(result(grid)) == pytest.approx(tuple(shin(np.array([[1.05, 15.0, 40.0]]))[0]), abs=CLOSE)


@given(st.floats(0.2, 4.0), st.floats(0.2, 4.0), st.floats(-0.12, 0.05), st.floats(1.0, 1.1))
def test_prices_of_a_grid_bring_it_back(home: float, away: float, rho: float, over_round: float):
    rates = Rates(home, away, rho)
    grid = rates.grid()
    prices = 1 / np.array([*result(grid), *total(grid, 2.5)[:1], total(grid, 2.5).under])
    assume((prices > over_round * 1.001).all())
    found = implied_rates(quotes(*prices[:3], over_under=(float(prices[3]), float(prices[4]))))
    assert (found.home, found.away, found.rho) == pytest.approx((home, away, rho), abs=1e-4)


@pytest.mark.parametrize(
    ("prices", "message"),
    [((0.9, 3.0, 4.0), "a price of 0.9"), ((1.5, 2.0, 2.2), "margin of 62.1%"), ((3.0, 4.0, 5.0), "margin of -21.7%")],
)
def test_prices_that_are_no_market_are_refused(prices: tuple[float, float, float], message: str):
    with pytest.raises(BadProbability, match=f"closing prices of Home v Away: .*{message}"):
        fitted(quotes(*prices)).predict(*SIDES, False, "eng-1", day("2024-04-18"))


def test_a_total_that_is_no_market_is_refused():
    with pytest.raises(BadProbability, match="a price of 1 is none"):
        implied_rates(quotes(2.1, 3.5, 3.6, over_under=(1.0, 8.0)))


def test_missing_prices_are_said_to_be_missing():
    unpriced = Quotes(FIXTURE, MOMENT, None, None, None, "the store has no prices of Home v Away.")
    with pytest.raises(ForecastError, match=r"the store has no prices of Home v Away\. Choose another model"):
        fitted(unpriced)
    with pytest.raises(ForecastError, match=r"Market\(store\.quotes"):
        Market().fit(NOTHING, MOMENT)
    with pytest.raises(NotFitted):
        Market(unpriced).predict(*SIDES, False, "eng-1", 0)


def test_prices_of_a_later_moment_are_refused():
    later = dataclasses.replace(quotes(2.1, 3.5, 3.6), as_of=AsOf(MOMENT.moment + dt.timedelta(hours=20)))
    with pytest.raises(ForecastError, match="these prices are of 2024-04-18T20:00"):
        fitted(later)


def test_another_fixture_is_refused():
    with pytest.raises(ForecastError, match="prices are of Home v Away, not of arsenal v away"):
        fitted(quotes(2.1, 3.5, 3.6)).predict("arsenal", "away", False, "eng-1", 0)


def test_the_other_leg_has_the_grounds_exchanged():
    market = fitted(quotes(2.1, 3.5, 3.6))
    here, there = (market.predict(*sides, False, "eng-1", 0) for sides in (SIDES, SIDES[::-1]))
    assert np.log(there.away / there.home) == pytest.approx(np.log(here.home / here.away) - 2 * HOME_EDGE)
    assert there.home * there.away == pytest.approx(here.home * here.away)
    neutral = market.predict(*SIDES[::-1], True, "eng-1", 0)
    assert np.log(neutral.away / neutral.home) == pytest.approx(np.log(here.home / here.away) - HOME_EDGE)
