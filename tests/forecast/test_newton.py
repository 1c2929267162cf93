import dataclasses
import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbox.errors import NotConverged
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.newton import minimise


@dataclasses.dataclass(frozen=True)
class Exponentials:
    """Sum of exp(x) - y x, least at x = ln y."""

    y: FloatArray

    def value(self, point: FloatArray) -> float:
        return float((np.exp(point) - self.y * point).sum())

    def gradient(self, point: FloatArray) -> FloatArray:
        return np.asarray(np.exp(point) - self.y)

    def curvature(self, point: FloatArray) -> tuple[Callable[[FloatArray], FloatArray], FloatArray]:
        diagonal = np.exp(point)
        return (lambda vector: diagonal * vector), diagonal


@given(st.lists(st.floats(1e-3, 1e3), min_size=1, max_size=5), st.floats(-3, 3))
def test_the_minimum_is_found_from_anywhere_near(targets: list[float], start: float):
    found = minimise(Exponentials(np.array(targets)), np.full(len(targets), start), 1e-8)
    assert found == pytest.approx(np.log(targets), abs=1e-5)


def test_a_step_too_far_is_halved():
    """From -6 towards ln 1000 the first Newton step is about 400,000 long."""
    assert minimise(Exponentials(np.array([1000.0])), np.array([-6.0]), 1e-8) == pytest.approx([math.log(1000)])


def test_numbers_that_are_none_do_not_converge():
    with pytest.raises(NotConverged, match="not finite"):
        minimise(Exponentials(np.array([math.nan, 1.0])), np.zeros(2), 1e-8)


def test_a_fit_that_does_not_settle_says_so():
    with pytest.raises(NotConverged, match="within 1 steps"):
        minimise(Exponentials(np.array([50.0])), np.zeros(1), 1e-8, most_steps=1)
