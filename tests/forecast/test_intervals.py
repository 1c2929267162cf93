"""Intervals of the probabilities from what is not known of the rates."""

import dataclasses
import math
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbox.forecast import markets
from pressbox.forecast.intervals import Interval, Intervals, intervals_of
from pressbox.forecast.scoreline import Rates
from pressbox.forecast.ties import TieForecast, forecast_tie
from tests.forecast.test_ties import FIRST_LEG, SECOND_LEG, tie_of

NAMES = ("home", "draw", "away", "over_2_5", "both_score")
uncertain = st.builds(
    Rates, st.floats(0.02, 8), st.floats(0.02, 8), st.floats(-0.3, 0.3), st.floats(0, 1), st.floats(0.01, 1),
    st.sampled_from([0.9, 1.0, 1.12]), st.floats(-1, 1),
)  # fmt: skip
USUAL = Rates(1.5, 1.2, -0.06, 0.12, 0.12, 1.05, -0.2)


def points(rates: Rates) -> tuple[markets.Result, float, float]:
    grid = rates.grid()
    return markets.result(grid), markets.total(grid, 2.5).over, markets.both_score(grid).yes


def intervals(rates: Rates, tie: TieForecast | None = None) -> Intervals:
    found = intervals_of(rates, *points(rates), tie)
    assert found is not None
    return found


def width(interval: Interval | None) -> float:
    assert interval is not None
    return interval.high - interval.low


@given(uncertain)
def test_every_interval_holds_its_probability(rates: Rates):
    found, (result, over, both) = intervals(rates), points(rates)
    for name, point in zip(NAMES, (*result, over, both), strict=True):
        interval = getattr(found, name)
        assert -1e-12 <= interval.low <= point <= interval.high <= 1 + 1e-12
    assert found.home_through is None
    assert found.away_through is None


@given(uncertain, uncertain, st.booleans(), st.booleans(), st.integers(1, 3))
def test_so_do_those_of_a_tie_which_mirror_each_other(
    here: Rates, there: Rates, away_goals: bool, extra: bool, stage: int
):
    if stage == 3:
        tie = forecast_tie(SECOND_LEG, tie_of(first="1-0", away_goals=away_goals, extra=extra), here)
    else:
        fixture = FIRST_LEG if stage == 1 else SECOND_LEG
        tie = forecast_tie(fixture, tie_of(leg=stage, away_goals=away_goals, extra=extra), here, there)
    found = intervals(here, tie)
    assert found.home_through is not None
    assert found.away_through is not None
    assert found.home_through.low <= tie.through.home <= found.home_through.high
    assert found.away_through.low == pytest.approx(1 - found.home_through.high, abs=1e-6)
    assert found.away_through.high == pytest.approx(1 - found.home_through.low, abs=1e-6)


@given(uncertain)
def test_swapping_the_sides_swaps_the_intervals(rates: Rates):
    turned = dataclasses.replace(
        rates, home=rates.away, away=rates.home, home_spread=rates.away_spread, away_spread=rates.home_spread
    )
    one, other = intervals(rates), intervals(turned)
    for name, mirrored in zip(NAMES, ("away", "draw", "home", "over_2_5", "both_score"), strict=True):
        assert getattr(one, name) == pytest.approx(getattr(other, mirrored), abs=1e-9)


def test_a_tie_reads_the_same_from_either_leg():
    there = dataclasses.replace(USUAL, home=1.1, away=1.7)
    first = intervals(USUAL, forecast_tie(FIRST_LEG, tie_of(leg=1), USUAL, there))
    second = intervals(there, forecast_tie(SECOND_LEG, tie_of(leg=2), there, USUAL))
    assert first.home_through == pytest.approx(second.away_through, abs=0.01)


def test_rates_known_exactly_have_no_intervals():
    rates = Rates(1.5, 1.2, -0.06)
    assert intervals_of(rates, *points(rates)) is None


def test_the_less_is_known_the_wider_the_intervals():
    found = [
        intervals(dataclasses.replace(USUAL, home_spread=spread, away_spread=spread)) for spread in (0.05, 0.1, 0.2)
    ]
    for name in NAMES:
        widths = [width(getattr(one, name)) for one in found]
        assert widths == sorted(widths)


def test_errors_that_agree_make_totals_less_certain_and_results_more():
    agree, differ = (intervals(dataclasses.replace(USUAL, correlation=value)) for value in (0.9, -0.9))
    assert width(agree.over_2_5) > width(differ.over_2_5)
    assert width(agree.home) < width(differ.home)


def test_one_case_in_ten_lies_below_and_one_above():
    """20,000 pairs of rates drawn at random; the share below and above each end lies near a tenth."""
    rng = np.random.default_rng(1)
    found = intervals(Rates(1.5, 1.2, 0.0, 0.15, 0.15))
    drawn = np.array([1.5, 1.2]) * np.exp(0.15 * rng.standard_normal((20_000, 2)))
    total = drawn.sum(axis=1)
    over = 1 - np.exp(-total) * (1 + total + total**2 / 2)
    both = (1 - np.exp(-drawn[:, 0])) * (1 - np.exp(-drawn[:, 1]))
    for values, interval in ((over, found.over_2_5), (both, found.both_score)):
        assert (values < interval.low).mean() == pytest.approx(0.1, abs=0.02)
        assert (values > interval.high).mean() == pytest.approx(0.1, abs=0.02)


def test_a_tie_all_but_decided_is_so_in_every_case():
    found = intervals(USUAL, forecast_tie(SECOND_LEG, tie_of(first="9-0"), USUAL))
    assert found.home_through is not None
    assert found.home_through.high < 1e-4


def test_intervals_are_found_in_milliseconds():
    """About 1 ms; the bound leaves room for a busy machine."""
    tie = forecast_tie(FIRST_LEG, tie_of(leg=1), USUAL, USUAL)
    seconds = math.inf
    for _ in range(5):
        began = time.perf_counter()
        intervals(USUAL, tie)
        seconds = min(seconds, time.perf_counter() - began)
    assert seconds < 0.02
