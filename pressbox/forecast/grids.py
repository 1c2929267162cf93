"""Many scoreline grids at once, whole: what a tie and the intervals of a forecast are reckoned from.

``bulk`` gives the markets of many fixtures without their grids; here are the grids, along a first axis.
"""

from __future__ import annotations

import math

import numpy as np

from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.goals import goals_around
from pressbox.forecast.scoreline import MOVE, SMALLEST_GRID


def grids_of(rates: FloatArray, rho: float, regularity: float) -> FloatArray:
    """Grids of rates known exactly, rho drawn in to what each pair of rates allows.

    Parameters
    ----------
    rates : ndarray, shape (n, 2)
    rho, regularity : float
        As in ``Rates``.

    Returns
    -------
    ndarray, shape (n, size, size)
        Each sums to 1; what would lie beyond is below 1e-7.
    """
    most = float(rates.max())
    scatter = max(1 / regularity, 1.0)
    goals = goals_around(
        rates, regularity, max(math.ceil(most + 6 * math.sqrt(most * scatter) + 6 * scatter), SMALLEST_GRID)
    )
    home, away = goals[:, 0], goals[:, 1]
    grids = home[:, :, None] * away[:, None, :]
    low = grids[:, :2, :2]
    lowest = -np.minimum(low[:, 0, 1], low[:, 1, 0])
    moved = np.clip(rho * low[:, 1, 1], lowest, np.minimum(low[:, 0, 0], low[:, 1, 1]))
    grids[:, :2, :2] += moved[:, None, None] * MOVE
    return np.asarray(grids / grids.sum(axis=(1, 2), keepdims=True))


def sheared(grids: FloatArray) -> FloatArray:
    """The grids with each row moved on by its number: entry [i, i + j] is entry [i, j]; 2 size - 1 columns."""
    stack, size = grids.shape[:-2], grids.shape[-1]
    wide = np.zeros((*stack, size, 2 * size))
    wide[..., :size] = grids
    return wide.reshape(*stack, -1)[..., :-size].reshape(*stack, size, 2 * size - 1)


def margins_of(grids: FloatArray) -> FloatArray:
    """P(home side's goals less the away side's), shape (n, 2 size - 1); a draw is the middle entry."""
    return np.asarray(sheared(grids[..., ::-1]).sum(axis=-2))


def results_of(grids: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """P(home win), P(draw), P(away win), shape (n,) each."""
    margins, level = margins_of(grids), grids.shape[-1] - 1
    return margins[..., level + 1 :].sum(axis=-1), margins[..., level], margins[..., :level].sum(axis=-1)
