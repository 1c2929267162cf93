import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbox.errors import BadProbability
from pressbox.forecast import markets
from pressbox.forecast.scoreline import MOST_SPREAD, USUAL_SPREAD, Rates, rho_limits, scoreline_grid

rates = st.floats(0.02, 8)
parts = st.floats(0, 1)


def allowed_rho(rate_home: float, rate_away: float, part: float) -> float:
    lowest, highest = rho_limits(rate_home, rate_away)
    return lowest + part * (highest - lowest)


@given(rates, rates, parts)
def test_a_grid_has_no_negative_entry_and_sums_to_1(home: float, away: float, part: float):
    grid = scoreline_grid(home, away, allowed_rho(home, away, part))
    assert grid.min() >= 0
    assert grid.sum() == pytest.approx(1, abs=1e-12)


@given(rates, rates, parts)
def test_a_larger_grid_moves_no_market(home: float, away: float, part: float):
    rho = allowed_rho(home, away, part)
    usual, larger = (markets.all_markets(scoreline_grid(home, away, rho, size)) for size in (None, 60))
    for market, outcomes in usual.items():
        assert outcomes == pytest.approx(larger[market], abs=1e-8), market


@given(rates, rates, parts)
def test_swapping_the_rates_transposes_the_grid(home: float, away: float, part: float):
    rho = allowed_rho(home, away, part)
    assert scoreline_grid(away, home, rho) == pytest.approx(scoreline_grid(home, away, rho).T, abs=1e-15)


@given(rates, rates)
def test_without_dependence_goals_are_independent_poisson(home: float, away: float):
    grid = scoreline_grid(home, away)
    for h, a in ((0, 0), (1, 0), (2, 3), (5, 1)):
        expected = math.exp(-home - away) * home**h * away**a / math.factorial(h) / math.factorial(a)
        assert grid[h, a] == pytest.approx(expected, rel=1e-8)


@given(rates, rates, parts)
def test_dependence_leaves_each_side_its_own_goals(home: float, away: float, part: float):
    grid, independent = scoreline_grid(home, away, allowed_rho(home, away, part)), scoreline_grid(home, away)
    assert grid.sum(axis=1) == pytest.approx(independent.sum(axis=1), abs=1e-14)
    assert grid.sum(axis=0) == pytest.approx(independent.sum(axis=0), abs=1e-14)
    assert grid.sum(axis=1) @ np.arange(len(grid)) == pytest.approx(home, rel=1e-7)


def test_the_correction_is_that_of_dixon_and_coles():
    """Rates 2 and 1, rho -0.1: 0-0 is e^-3 (1 + 0.2), 0-1 e^-3 (1 - 0.2), 1-0 2e^-3 (1 - 0.1), 1-1 2e^-3 (1 + 0.1)."""
    grid = scoreline_grid(2, 1, -0.1)
    e3 = math.exp(-3)
    assert grid[:2, :2] == pytest.approx(np.array([[1.2 * e3, 0.8 * e3], [1.8 * e3, 2.2 * e3]]), rel=1e-8)
    assert grid[2, 0] == pytest.approx(2 * e3, rel=1e-8)


def test_the_limits_of_rho_follow_from_the_rates():
    """At 2 and 1 the cell 0-1 is empty at rho = -1/2 and 0-0 at rho = 1/2."""
    assert rho_limits(2, 1) == pytest.approx((-0.5, 0.5))
    assert scoreline_grid(2, 1, -0.5)[0, 1] == pytest.approx(0, abs=1e-16)
    assert scoreline_grid(2, 1, 0.5)[0, 0] == pytest.approx(0, abs=1e-16)


@pytest.mark.parametrize("rho", [-0.51, 0.51, math.nan])
def test_an_impossible_rho_is_refused_with_the_possible_ones(rho: float):
    with pytest.raises(BadProbability, match=r"from -0\.5 to 0\.5"):
        scoreline_grid(2, 1, rho)


@pytest.mark.parametrize("rate", [0, -1, math.nan, math.inf, 100])
def test_a_rate_that_is_no_number_of_goals_is_refused(rate: float):
    with pytest.raises(BadProbability, match="not a number of goals"):
        scoreline_grid(rate, 1)
    with pytest.raises(BadProbability, match="not a number of goals"):
        Rates(1, rate).grid()


def test_a_grid_without_goals_is_no_grid():
    with pytest.raises(ValueError, match="at least one goal"):
        scoreline_grid(1, 1, 0.0, 0)


@given(rates, rates, st.floats(-2, 2), st.floats(0, 1), st.floats(0, 1), st.floats(0.5, 2))
def test_a_models_rho_is_drawn_in_to_what_the_rates_allow(
    home: float, away: float, rho: float, home_spread: float, away_spread: float, regularity: float
):
    grid = Rates(home, away, rho, home_spread, away_spread, regularity).grid()
    assert grid.min() >= 0
    assert grid.sum() == pytest.approx(1, abs=1e-12)


@given(rates, rates, st.floats(-0.3, 0.3), st.floats(0, 0.6), st.floats(0.5, 2))
def test_regularity_and_dependence_leave_the_expected_goals(
    home: float, away: float, rho: float, spread: float, regularity: float
):
    grid = Rates(home, away, rho, spread, spread, regularity).grid()
    counts = np.arange(len(grid))
    assert grid.sum(axis=1) @ counts == pytest.approx(home, rel=1e-5)
    assert grid.sum(axis=0) @ counts == pytest.approx(away, rel=1e-5)


def test_regular_goals_mean_that_both_sides_score_more_often():
    both = [markets.both_score(Rates(1.5, 1.2, -0.06, regularity=value).grid()).yes for value in (0.9, 1.0, 1.1, 1.2)]
    assert both == sorted(both)


@given(rates, rates, st.floats(0, USUAL_SPREAD))
def test_a_usual_spread_leaves_the_grid_as_it_is(home: float, away: float, spread: float):
    assert (Rates(home, away, 0.0, spread, spread).grid() == scoreline_grid(home, away)).all()


@given(st.floats(0.1, 4), st.floats(0.25, 0.8))
def test_an_uncertain_rate_scatters_goals_more_around_the_same_mean(rate: float, spread: float):
    """Variance of goals: rate + rate^2 (exp(s^2) - 1), s^2 being what of the spread exceeds the usual one."""
    goals = Rates(rate, 1, 0.0, spread, 0).grid().sum(axis=1)
    counts = np.arange(len(goals))
    mean = goals @ counts
    assert mean == pytest.approx(rate, rel=1e-5)
    variance = rate + rate**2 * math.expm1(spread**2 - USUAL_SPREAD**2)
    assert goals @ (counts - mean) ** 2 == pytest.approx(variance, rel=1e-3)


def test_a_scoreline_beyond_the_grid_has_its_probability():
    """31-0 at a rate of 2: e^-2 2^31 / 31! for the home side, e^-0.5 for none of the away side."""
    expected = math.exp(-2.5) * 2**31 / math.factorial(31)
    assert Rates(2, 0.5).probability(31, 0) == pytest.approx(expected, rel=1e-6)
    assert Rates(2, 0.5, -0.1).probability(1, 1) == pytest.approx(scoreline_grid(2, 0.5, -0.1)[1, 1])


def test_a_shorter_stretch_of_play_has_fewer_goals_and_no_dependence():
    assert Rates(1.5, 0.9, -0.1, 0.2, 0.3).scaled(1 / 3) == Rates(0.5, pytest.approx(0.3), 0.0, 0.2, 0.3)


def test_next_to_nothing_known_is_no_licence_for_absurd_scores():
    assert (Rates(1.4, 1.1, 0.0, 5.0, 5.0).grid() == Rates(1.4, 1.1, 0.0, MOST_SPREAD, MOST_SPREAD).grid()).all()
