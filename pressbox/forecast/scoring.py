"""How good probabilities were, once it is known what happened.

Every rule is negatively oriented (less is better), proper (the true probabilities have the best expected score), and
returns one number a forecast, so that two models can be compared match by match; ``paired_difference`` does that.

References
----------
Brier (1950), Monthly Weather Review 78(1), 1-3.
Epstein (1969), Journal of Applied Meteorology 8(6), 985-987.
Constantinou and Fenton (2012), J. Quant. Anal. Sports 8(1).
Naeini, Cooper and Hauskrecht (2015), AAAI, 2901-2907 (calibration error).
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from pressbox.errors import BadProbability
from pressbox.forecast.arrays import FloatArray

LEAST = 1e-15
"""A probability below this counts as this much in a log loss: no forecast is infinitely wrong."""

BINS = 10


class Difference(NamedTuple):
    """Mean of a difference and its standard error."""

    mean: float
    standard_error: float


def ranked_probability_score(probabilities: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Ranked probability score: 1/(r-1) Σ_{i<r} (P_i - O_i)², P and O cumulative over ordered outcomes.

    Parameters
    ----------
    probabilities : array, shape (n, r)
        Of outcomes in their order: home win, draw, away win.
    outcomes : array of int, shape (n,)
        Which outcome came, from 0.

    Returns
    -------
    ndarray, shape (n,)
        Between 0 (certain and right) and 1.

    Raises
    ------
    BadProbability
        If a row is no distribution.
    """
    given, happened = _checked(probabilities, outcomes)
    gaps = np.cumsum(given - happened, axis=1)[:, :-1]
    return np.asarray((gaps**2).sum(axis=1) / gaps.shape[1])


def brier_score(probabilities: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Brier's score: Σ_i (p_i - o_i)² over all outcomes; between 0 and 2. Arguments as above."""
    given, happened = _checked(probabilities, outcomes)
    return np.asarray(((given - happened) ** 2).sum(axis=1))


def log_loss(probabilities: ArrayLike, outcomes: ArrayLike) -> FloatArray:
    """Logarithmic score: -log of the probability of what came, natural logarithm. Arguments as above."""
    given, happened = _checked(probabilities, outcomes)
    return surprisal((given * happened).sum(axis=1))


def surprisal(probabilities: ArrayLike) -> FloatArray:
    """-log of probabilities that were given to what came: exact scores, for one."""
    return np.asarray(-np.log(np.maximum(np.asarray(probabilities, dtype=np.float64), LEAST)))


def calibration_error(probabilities: ArrayLike, happened: ArrayLike, bins: int = BINS) -> float:
    """Expected calibration error: Σ_b n_b / n |mean probability - share that happened|, over bins of equal width.

    Parameters
    ----------
    probabilities : array, shape (n,)
        Of events; for a market of several outcomes, all of its outcomes one after the other.
    happened : array of bool, shape (n,)
        Whether each did.
    bins : int
        Over [0, 1]; 1 itself belongs to the last.

    Raises
    ------
    BadProbability
        If one lies outside [0, 1], or there is none.
    """
    given, came = np.asarray(probabilities, dtype=np.float64), np.asarray(happened, dtype=np.float64)
    if given.size == 0 or not ((given >= 0) & (given <= 1)).all():
        raise BadProbability(f"calibration of {given.size} numbers that are not all probabilities from 0 to 1")
    place = np.minimum((given * bins).astype(np.intp), bins - 1)
    return float(np.abs(np.bincount(place, given - came, bins)).sum() / given.size)


def paired_difference(ours: ArrayLike, theirs: ArrayLike) -> Difference:
    """Mean of ours less theirs over the same forecasts, with its standard error; below 0 ours is better.

    Raises
    ------
    ValueError
        If there are not as many of one as of the other, or fewer than two.
    """
    left, right = np.asarray(ours, dtype=np.float64), np.asarray(theirs, dtype=np.float64)
    if left.shape != right.shape or left.size < 2:
        raise ValueError(f"scores of the same two or more forecasts, not {left.size} and {right.size}")
    gaps = left - right
    return Difference(float(gaps.mean()), float(gaps.std(ddof=1) / math.sqrt(gaps.size)))


def _checked(probabilities: ArrayLike, outcomes: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Probabilities by forecast and outcome, and 1 where the outcome came."""
    given = np.asarray(probabilities, dtype=np.float64)
    if given.ndim != 2 or (given < 0).any() or not np.allclose(given.sum(axis=1), 1, rtol=0, atol=1e-6):
        raise BadProbability("a forecast's probabilities are not negative and sum to 1; a row here does not.")
    return given, np.eye(given.shape[1])[np.asarray(outcomes, dtype=np.intp)]
