import numpy as np
import pytest

from pressbox.forecast import low_scores
from pressbox.forecast.low_scores import fit_rho
from pressbox.forecast.scoreline import rho_limits, scoreline_grid


def drawn(rate_home: float, rate_away: float, rho: float, matches: int) -> list[np.ndarray]:
    """Scorelines in the shares that the model gives them, as near as whole matches come."""
    grid = scoreline_grid(rate_home, rate_away, rho)
    counts = np.rint(grid * matches).astype(int).ravel()
    home, away = (np.repeat(side.ravel(), counts).astype(float) for side in np.indices(grid.shape))
    return [home, away, np.full(len(home), rate_home), np.full(len(home), rate_away), np.ones(len(home))]


@pytest.mark.parametrize("rho", [-0.15, -0.05, 0.1])
def test_the_dependence_that_made_the_scores_is_found(rho: float):
    assert fit_rho(*drawn(1.5, 1.1, rho, 100_000)) == pytest.approx(rho, abs=0.002)


def test_one_match_says_next_to_nothing():
    """0-0 at rates 1 and 1: the maximum of ln(1 - rho) - 50 rho^2 is where -1 / (1 - rho) = 100 rho: -0.0099."""
    one = [np.array([goals]) for goals in (0.0, 0.0, 1.0, 1.0, 1.0)]
    assert fit_rho(*one) == pytest.approx(-0.0099, abs=1e-4)


def test_without_low_scores_goals_are_independent():
    assert fit_rho(*[np.array([goals]) for goals in (3.0, 2.0, 1.5, 1.0, 1.0)]) == pytest.approx(0, abs=1e-6)


def test_matches_of_no_weight_do_not_count():
    matches = drawn(1.5, 1.1, -0.1, 1000)
    assert fit_rho(*matches[:-1], np.zeros(len(matches[0]))) == pytest.approx(0, abs=1e-6)


def test_no_observed_score_is_made_impossible():
    """At rates 6 and 5 a 1-0 forbids rho below -1/5, a 0-0 above 1/30."""
    rates = [np.array([6.0]), np.array([5.0]), np.array([1e6])]
    lowest, highest = rho_limits(6, 5)
    assert fit_rho(np.array([0.0]), np.array([0.0]), *rates) == pytest.approx(-low_scores.MOST_RHO, abs=1e-5)
    assert lowest < fit_rho(np.array([1.0]), np.array([0.0]), *rates) <= low_scores.MOST_RHO
    both = fit_rho(np.array([0.0, 1.0]), np.array([0.0, 0.0]), *(np.repeat(column, 2) for column in rates))
    assert lowest < both < highest
