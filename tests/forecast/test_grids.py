"""Stacks of grids are the grids one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbox.forecast import markets
from pressbox.forecast.grids import grids_of, margins_of, results_of, sheared
from pressbox.forecast.scoreline import Rates

rates = st.floats(0.02, 8)


@given(st.lists(st.tuples(rates, rates), min_size=1, max_size=4), st.floats(-2, 2), st.floats(0.5, 2))
def test_a_stack_of_grids_holds_those_of_its_rates(pairs: list[tuple[float, float]], rho: float, regularity: float):
    stack = grids_of(np.array(pairs), rho, regularity)
    assert stack.min() >= 0
    assert stack.sum(axis=(1, 2)) == pytest.approx(np.ones(len(pairs)), abs=1e-12)
    for grid, (home, away) in zip(stack, pairs, strict=True):
        alone = Rates(home, away, rho, regularity=regularity).grid()
        size = min(len(grid), len(alone))
        assert grid[:size, :size] == pytest.approx(alone[:size, :size], abs=1e-6)


@given(rates, rates, st.floats(-0.3, 0.3))
def test_margins_and_results_are_those_of_the_grid(home: float, away: float, rho: float):
    grid = Rates(home, away, rho).grid()
    assert margins_of(grid[None])[0] == pytest.approx(markets.margins(grid), abs=1e-14)
    assert [column[0] for column in results_of(grid[None])] == pytest.approx(list(markets.result(grid)), abs=1e-14)


def test_shearing_moves_each_row_on_by_its_number():
    assert sheared(np.array([[1.0, 2.0], [3.0, 4.0]])).tolist() == [[1, 2, 0], [0, 3, 4]]
