"""How goals scatter around what is expected, and how much so in each competition."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbox.errors import BadProbability
from pressbox.forecast.evidence import Kind
from pressbox.forecast.goals import LEAST_REGULARITY, MOST_REGULARITY, goals_around, reach
from pressbox.forecast.regularity import regularities, regularity_of

KINDS: tuple[Kind, ...] = ("results", "shots", "prices")
rates = st.floats(0.02, 8)
regularity = st.floats(LEAST_REGULARITY, MOST_REGULARITY)


def goals(rate: float, value: float) -> np.ndarray:
    return goals_around(np.array([rate]), value, reach(rate, value))[0]


@given(rates, regularity)
def test_goals_sum_to_1_around_their_rate(rate: float, value: float):
    found = goals(rate, value)
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1, abs=1e-12)
    assert found @ np.arange(len(found)) == pytest.approx(rate, rel=1e-9)
    assert found[-1] < 1e-12


@given(rates, regularity, regularity)
def test_more_regular_goals_scatter_less(rate: float, one: float, other: float):
    def variance(value: float) -> float:
        found = goals(rate, value)
        return float(found @ (np.arange(len(found)) - rate) ** 2)

    low, high = sorted((one, other))
    assert variance(high) <= variance(low) + 1e-9


@given(rates)
def test_a_regularity_of_1_is_poisson(rate: float):
    found = goals(rate, 1.0)
    for count in (0, 1, 2, 5):
        assert found[count] == pytest.approx(math.exp(-rate) * rate**count / math.factorial(count), rel=1e-9)
    assert goals(rate, 1 + 1e-9) == pytest.approx(found, abs=1e-7)


def test_at_a_regularity_of_2_every_goal_is_harder_by_the_square_of_its_number():
    """P(k) in proportion to x^k / k!^2; at x = 1: 1, 1, 1/4, 1/36 and so on; their mean is I1(2) / I0(2) = 0.697775."""
    found = goals(0.6977746579640080, 2.0)
    assert found[1:4] / found[0] == pytest.approx([1, 1 / 4, 1 / 36], rel=1e-9)


def test_each_rate_has_its_own_regularity():
    many = goals_around(np.array([[1.5, 1.2], [1.5, 1.2]]), np.array([[1.0], [1.1]]), 30)
    assert many[0, 1] == pytest.approx(goals_around(np.array([1.2]), 1.0, 30)[0])
    assert many[1, 0] == pytest.approx(goals_around(np.array([1.5]), 1.1, 30)[0])


@pytest.mark.parametrize("value", [0.4, 2.1, math.nan])
def test_a_regularity_out_of_bounds_is_refused(value: float):
    with pytest.raises(BadProbability, match="regularity"):
        goals_around(np.array([1.0]), value, 20)


@pytest.mark.parametrize("kind", KINDS)
def test_competitions_differ_as_they_were_measured(kind: Kind):
    assert regularity_of(kind, "ita-1") > regularity_of(kind, "eng-1") >= 1
    assert regularity_of(kind, "nowhere-1") == 1
    found = regularities(kind, ("ita-1", "nowhere-1"), np.array([1, 0, 0]))
    assert found.tolist() == [1.0, regularity_of(kind, "ita-1"), regularity_of(kind, "ita-1")]
