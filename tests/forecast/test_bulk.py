from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbox.forecast.bulk import markets_of
from pressbox.forecast.scoreline import Rates

RATES = st.floats(0.02, 5.0)


@given(
    RATES, RATES, st.floats(-0.2, 0.2), st.sampled_from([0.0, 0.3]), st.sampled_from([0.9, 1.0, 1.12]),
    st.integers(0, 6), st.integers(0, 6),
)  # fmt: skip
def test_bulk_markets_are_sums_of_the_grid(
    home: float, away: float, rho: float, spread: float, regularity: float, h: int, a: int
):
    rates = Rates(home, away, rho, spread, spread, regularity)
    grid = rates.grid()
    goals = np.add.outer(np.arange(len(grid)), np.arange(len(grid)))
    spreads = np.full((1, 2), spread) if spread else None
    steady = None if regularity == 1 else np.array([regularity])
    markets = markets_of(np.array([[home, away]]), rho, np.array([[h, a]]), spreads, steady)
    tolerance = 1e-6 if home * (1 + 3 * spread) < 6 and away * (1 + 3 * spread) < 6 else 1e-3
    assert markets.result[0] == pytest.approx(
        [np.tril(grid, -1).sum(), np.trace(grid), np.triu(grid, 1).sum()], abs=tolerance
    )
    assert markets.over_2_5[0] == pytest.approx(grid[goals > 2].sum(), abs=tolerance)
    assert markets.both_score[0] == pytest.approx(grid[1:, 1:].sum(), abs=tolerance)
    assert markets.score[0] == pytest.approx(grid[h, a], abs=tolerance)


def test_bulk_goes_over_the_edge_of_a_chunk():
    rates = np.tile([1.4, 1.1], (9000, 1))
    markets = markets_of(rates, -0.06, np.zeros((9000, 2), dtype=np.int_))
    assert np.ptp(markets.result, axis=0) == pytest.approx([0, 0, 0])
    assert len(markets.score) == 9000


def test_bulk_widens_only_the_grids_of_uncertain_rates():
    rates, spreads = np.tile([1.4, 1.1], (3, 1)), np.array([[0.1, 0.1], [0.1, 0.4], [0.5, 0.4]])
    markets = markets_of(rates, -0.06, np.zeros((3, 2), dtype=np.int_), spreads, np.array([1.1, 1.0, 0.95]))
    for row, (spread, regularity) in enumerate(zip(spreads, (1.1, 1.0, 0.95), strict=True)):
        grid = Rates(1.4, 1.1, -0.06, *spread, regularity).grid()
        assert markets.both_score[row] == pytest.approx(grid[1:, 1:].sum(), abs=1e-6)
