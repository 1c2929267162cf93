"""Many scoreline grids at once, for backtests: the numbers that ``Rates.grid`` and ``markets`` give one at a time."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.goals import goals_around
from pressbox.forecast.scoreline import MOST_SPREAD, USUAL_SPREAD, normal_nodes

GOALS = 21
"""Goals a side held; what lies beyond is below 1e-9 for rates up to 5."""

CHUNK = 4096


@dataclasses.dataclass(frozen=True)
class Markets:
    """Probabilities of many fixtures, one a row.

    Attributes
    ----------
    result : ndarray, shape (n, 3)
        Home win, draw, away win.
    over_2_5, both_score : ndarray, shape (n,)
    score : ndarray, shape (n,)
        Of the scoreline asked about.
    """

    result: FloatArray
    over_2_5: FloatArray
    both_score: FloatArray
    score: FloatArray


def markets_of(
    rates: FloatArray,
    rho: float | FloatArray,
    scores: NDArray[np.int_],
    spreads: FloatArray | None = None,
    regularity: FloatArray | None = None,
) -> Markets:
    """Markets of many fixtures.

    Parameters
    ----------
    rates : ndarray, shape (n, 2)
        Expected goals of the home and of the away side.
    rho : float or ndarray, shape (n,)
        Dependence of low scores, drawn in to what each pair of rates allows.
    scores : ndarray of int, shape (n, 2)
        A scoreline each, to give the probability of.
    spreads : ndarray, shape (n, 2), optional
        Standard deviations of the logs of the rates, of which ``scoreline.USUAL_SPREAD`` counts for nothing, as in
        ``Rates``; 0 if not given.
    regularity : ndarray, shape (n,), optional
        As in ``Rates``; 1 if not given.
    """
    nothing, steady = np.zeros_like(rates), np.ones(len(rates)) if regularity is None else regularity
    known, dependence = nothing if spreads is None else spreads, np.broadcast_to(rho, len(rates))
    parts = [
        _markets(_goals(rates[part], known[part], steady[part, None]), dependence[part], scores[part])
        for part in (slice(start, start + CHUNK) for start in range(0, len(rates), CHUNK))
    ]
    return Markets(*(np.concatenate(columns) for columns in zip(*map(dataclasses.astuple, parts), strict=True)))


def _markets(goals: FloatArray, rho: FloatArray, scores: NDArray[np.int_]) -> Markets:
    home, away = goals[:, 0], goals[:, 1]
    both = home[:, 1] * away[:, 1]
    lowest = -np.minimum(home[:, 1] * away[:, 0], home[:, 0] * away[:, 1])
    moved = np.clip(rho * both, lowest, np.minimum(home[:, 0] * away[:, 0], both))
    below = np.cumsum(away, axis=1) - away  # entry h: the away side scores fewer than h
    draw = (home * away).sum(axis=1) - 2 * moved
    win = (home * below).sum(axis=1) + moved
    whole = home.sum(axis=1) * away.sum(axis=1)
    under = home[:, 0] * away[:, :3].sum(axis=1) + home[:, 1] * away[:, :2].sum(axis=1) + home[:, 2] * away[:, 0]
    neither = home[:, 0] * away.sum(axis=1) + away[:, 0] * home.sum(axis=1) - home[:, 0] * away[:, 0]
    row = np.arange(len(goals))
    at = np.minimum(scores, GOALS - 1)
    low = (at < 2).all(axis=1)
    sign = np.where(at[:, 0] == at[:, 1], -1.0, 1.0)
    score = home[row, at[:, 0]] * away[row, at[:, 1]] + np.where(low, sign * moved, 0.0)
    return Markets(
        np.stack([win, draw, whole - win - draw], axis=1) / whole[:, None],
        1 - under / whole,
        1 - (neither + moved) / whole,
        score / whole,
    )


def _goals(rates: FloatArray, spreads: FloatArray, regularity: FloatArray) -> FloatArray:
    """P(k goals) by fixture, side and k; averaged over a log-normal rate of that mean where it is uncertain."""
    steady = np.broadcast_to(regularity, rates.shape)
    goals = goals_around(rates, steady, GOALS)
    excess = np.sqrt(np.maximum(np.minimum(spreads, MOST_SPREAD) ** 2 - USUAL_SPREAD**2, 0.0))
    wide = excess > 0
    if wide.any():
        nodes, weights = normal_nodes()
        factors = np.exp(excess[wide, None] * nodes - excess[wide, None] ** 2 / 2)
        around = rates[wide, None] * factors / (factors @ weights)[:, None]
        goals[wide] = weights @ goals_around(around, np.repeat(steady[wide, None], len(nodes), axis=1), GOALS)
    return goals
