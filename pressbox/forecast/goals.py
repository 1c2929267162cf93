"""How a side's goals scatter around the goals it is expected to score.

In come rates and a regularity; out go the probabilities of 0, 1, 2 and more goals, whose mean is the rate. At a
regularity of 1 goals are Poisson. Above 1 they keep closer to the rate, below 1 they stray further: the distribution of
Conway and Maxwell, in which every next goal is k ** regularity times as hard as the first, k being its number.

References
----------
Shmueli, Minka, Kadane, Borle and Boatwright (2005), J. R. Stat. Soc. C 54(1), 127-142.
"""

from __future__ import annotations

import functools
import math

import numpy as np

from pressbox.errors import BadProbability
from pressbox.forecast.arrays import FloatArray

LEAST_REGULARITY, MOST_REGULARITY = 0.5, 2.0
"""No league's goals are further from Poisson's."""

_MOST_STEPS = 40
_LONGEST_STEP = 2.0
_CLOSE = 1e-13


def goals_around(rates: FloatArray, regularity: FloatArray | float, size: int) -> FloatArray:
    """P(k goals), k from 0 to size - 1.

    Parameters
    ----------
    rates : ndarray
        Expected goals, above 0; far enough below ``size`` that what lies beyond does not matter (see ``reach``).
    regularity : float or ndarray
        Of each rate, from ``LEAST_REGULARITY`` to ``MOST_REGULARITY``.
    size : int

    Returns
    -------
    ndarray, shape (*rates.shape, size)
        Poisson goals fall short of a sum of 1 by what lies beyond; others sum to 1, and the rate is their mean.

    Raises
    ------
    BadProbability
        If a regularity is out of bounds.
    """
    steady = np.broadcast_to(np.asarray(regularity, dtype=np.float64), rates.shape)
    if not ((steady >= LEAST_REGULARITY) & (steady <= MOST_REGULARITY)).all():
        raise BadProbability(
            f"a regularity of {regularity} is none of goals: it lies from {LEAST_REGULARITY} to {MOST_REGULARITY}."
        )
    counts, log_factorials = _counting(size)
    other = steady != 1
    if other.all():
        return _conway_maxwell(rates, steady, size)
    goals = np.exp(np.log(rates)[..., None] * counts - rates[..., None] - log_factorials)
    if other.any():
        goals[other] = _conway_maxwell(rates[other], steady[other], size)
    return np.asarray(goals)


def reach(rate: float, regularity: float = 1.0) -> int:
    """More goals than a side of this rate ever scores (the probability is below 1e-12)."""
    scatter = max(1 / regularity, 1.0)
    return math.ceil(rate + 8 * math.sqrt(rate * scatter) + 14 * scatter)


def _conway_maxwell(rates: FloatArray, regularity: FloatArray, size: int) -> FloatArray:
    """P(k) in proportion to exp(k t) / k! ** regularity, t such that the mean is the rate.

    Newton's method on the logarithm of the mean, which is nearly a straight line in t.
    """
    counts, log_factorials = _counting(size)
    wanted = np.log(rates)
    t = np.where(rates > 1, regularity, 1.0) * wanted
    hard = regularity[..., None] * log_factorials
    for _ in range(_MOST_STEPS):
        weights = t[..., None] * counts - hard
        goals = np.exp(weights - weights.max(axis=-1, keepdims=True))
        goals /= goals.sum(axis=-1, keepdims=True)
        mean = goals @ counts
        step = (wanted - np.log(mean)) * mean / np.maximum(goals @ counts**2 - mean**2, 1e-12)
        if np.abs(step).max(initial=0.0) < _CLOSE:
            break
        t = t + np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
    return np.asarray(goals)


@functools.lru_cache(maxsize=256)
def _counting(size: int) -> tuple[FloatArray, FloatArray]:
    """0, 1, 2 and so on, and the logarithms of their factorials."""
    counts = np.arange(size, dtype=np.float64)
    return counts, np.concatenate([[0.0], np.log(counts[1:]).cumsum()])
