"""From two rates to the joint probability of every scoreline: the grid that all else is a sum of.

In come the goals that each side is expected to score in 90 minutes, the dependence of low scores, how uncertain the
rates are and how regular goals are around them; out goes a square array with entry [h, a] the probability of h-a. The
dependence is that of Dixon and Coles (1997), written so that it also holds for uncertain rates and goals that are not
Poisson: one amount of probability moves from 0-0 and 1-1 to 1-0 and 0-1, or back, so that neither side's own goals
change their distribution.
"""

from __future__ import annotations

import dataclasses
import functools
import math

import numpy as np

from pressbox.errors import BadProbability
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.goals import goals_around, reach

TAIL = 1e-9
"""Probability of either side scoring more than a grid holds, before it is normalised."""

SMALLEST_GRID = 10
"""Goals that every grid holds at least, so that every printed line lies inside it."""

MOST_RATE = 60.0
"""No side is expected to score more; a rate above it is a fault further up."""

USUAL_SPREAD = 0.17
"""Spread of the rates of well-known sides. Goals around such rates scatter no more than Poisson goals (five leagues,
2013-14 to 2020-21), as if known exactly; a side's uncertainty widens the grid by what exceeds this."""

MOST_SPREAD = 0.8
"""A side of which less is known is taken to be known this well: beyond it a grid would hold scores never played."""

QUADRATURE_POINTS = 9

MOVE = np.array([[-1.0, 1.0], [1.0, -1.0]])
"""Which low scores gain and which lose for a rho above 0."""


@dataclasses.dataclass(frozen=True)
class Rates:
    """What a model says of a fixture: expected goals in 90 minutes, and how sure it is.

    Attributes
    ----------
    home, away : float
        Expected goals in 90 minutes, greater than 0.
    rho : float
        Dependence of 0-0, 1-0, 0-1 and 1-1; below 0 there are more draws than independence has.
    home_spread, away_spread : float
        Standard deviation of the logarithm of each rate; 0 is a rate known exactly.
    regularity : float
        How closely goals keep to the rates (``pressbox.forecast.goals``); 1 is Poisson.
    correlation : float
        Of the errors of the two logarithms, from -1 to 1: below 0 it is surer how many goals there will be than whose.
        The grid does not depend on it; intervals do.
    """

    home: float
    away: float
    rho: float = 0.0
    home_spread: float = 0.0
    away_spread: float = 0.0
    regularity: float = 1.0
    correlation: float = 0.0

    def grid(self) -> FloatArray:
        """The scoreline grid, rho drawn in to what these rates allow.

        Returns
        -------
        ndarray, shape (n + 1, n + 1)
            Entry [h, a] is P(home = h, away = a). Sums to 1.
        """
        goals = self._marginals()
        lowest, highest = _rho_limits(*goals)
        return _joint(*goals, min(max(self.rho, lowest), highest))

    def probability(self, home: int, away: int) -> float:
        """Probability of one scoreline, also of one beyond the grid."""
        grid = self.grid()
        if max(home, away) < len(grid):
            return float(grid[home, away])
        goals = self._marginals(max(home, away) + 1)
        return float(goals[0][home] * goals[1][away])

    def _marginals(self, size: int | None = None) -> tuple[FloatArray, FloatArray]:
        return (
            _goals(self.home, _excess(self.home_spread), size, self.regularity),
            _goals(self.away, _excess(self.away_spread), size, self.regularity),
        )

    def scaled(self, factor: float) -> Rates:
        """Rates of a shorter or slower stretch of play, its goals independent."""
        return dataclasses.replace(self, home=self.home * factor, away=self.away * factor, rho=0.0)


def scoreline_grid(rate_home: float, rate_away: float, rho: float = 0.0, max_goals: int | None = None) -> FloatArray:
    """Joint probability of every scoreline, with the Dixon-Coles low-score correction.

    Parameters
    ----------
    rate_home, rate_away : float
        Expected goals in 90 minutes, greater than 0.
    rho : float
        Dependence of 0-0, 1-0, 0-1 and 1-1, dimensionless; 0 is independence.
    max_goals : int, optional
        Most goals of a side; by default so many that no market moves by more than 1e-8.

    Returns
    -------
    ndarray, shape (max_goals + 1, max_goals + 1)
        Entry [h, a] is P(home = h, away = a). Sums to 1.

    Raises
    ------
    BadProbability
        If a rate is not a rate, or rho makes an entry negative at these rates.
    ValueError
        If max_goals is below 1.

    References
    ----------
    Dixon and Coles (1997), J. R. Stat. Soc. C 46(2), 265-280.
    """
    if max_goals is not None and max_goals < 1:
        raise ValueError(f"max_goals is {max_goals}; a grid holds at least one goal a side")
    size = None if max_goals is None else max_goals + 1
    home, away = _goals(rate_home, size=size), _goals(rate_away, size=size)
    lowest, highest = _rho_limits(home, away)
    if not lowest * (1 + 1e-12) <= rho <= highest * (1 + 1e-12):
        raise BadProbability(
            f"rho {rho} at rates {rate_home} and {rate_away} makes a probability negative;"
            f" it can be from {lowest:.4g} to {highest:.4g} there (rho_limits)."
        )
    return _joint(home, away, rho)


def rho_limits(rate_home: float, rate_away: float) -> tuple[float, float]:
    """Lowest and highest rho at which no entry of the grid is negative.

    max(-1/rate_home, -1/rate_away) and min(1, 1/(rate_home rate_away)).

    Raises
    ------
    BadProbability
        If a rate is not a rate.
    """
    return _rho_limits(_goals(rate_home), _goals(rate_away))


def _excess(spread: float) -> float:
    """What of a rate's uncertainty widens the goals around it."""
    return math.sqrt(max(min(spread, MOST_SPREAD) ** 2 - USUAL_SPREAD**2, 0.0))


def _goals(rate: float, spread: float = 0.0, size: int | None = None, regularity: float = 1.0) -> FloatArray:
    """P(k goals), averaged over a log-normal rate whose mean is ``rate``; as long as its tail asks for."""
    if not 0 < rate <= MOST_RATE:
        raise BadProbability(f"a rate of {rate} is not a number of goals: rates lie above 0 and up to {MOST_RATE:g}.")
    if spread == 0:
        return _cut(goals_around(np.array([rate]), regularity, size or reach(rate, regularity))[0], size)
    nodes, weights = normal_nodes()
    rates = rate * np.exp(spread * nodes - spread * spread / 2)
    rates *= rate / float(weights @ rates)  # the quadrature's own error must not move the mean
    return _cut(weights @ goals_around(rates, regularity, size or reach(float(rates[-1]), regularity)), size)


def _cut(goals: FloatArray, size: int | None) -> FloatArray:
    if size is not None:
        return goals
    beyond = goals[::-1].cumsum()[::-1]  # entry k is P(at least k)
    return goals[: max(int(np.count_nonzero(beyond > TAIL)), SMALLEST_GRID + 1)]


@functools.lru_cache(maxsize=1)
def normal_nodes() -> tuple[FloatArray, FloatArray]:
    """Points and weights that integrate over a standard normal variable (Gauss and Hermite)."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(QUADRATURE_POINTS)
    return np.asarray(nodes), np.asarray(weights / weights.sum())


def _rho_limits(home: FloatArray, away: FloatArray) -> tuple[float, float]:
    both = home[1] * away[1]
    return (
        -float(min(home[1] * away[0], home[0] * away[1]) / both),
        float(min(home[0] * away[0], both) / both),
    )


def _joint(home: FloatArray, away: FloatArray, rho: float) -> FloatArray:
    """The grid of two marginals whose low scores depend on one another; normalised once."""
    size = max(len(home), len(away))
    grid = np.zeros((size, size))
    np.outer(home, away, out=grid[: len(home), : len(away)])
    low = grid[:2, :2]
    moved = rho * low[1, 1]
    moved = min(max(moved, -low[0, 1], -low[1, 0]), low[0, 0], low[1, 1])  # a limit met exactly leaves a cell at 0
    low += moved * MOVE
    return np.asarray(grid / grid.sum())
