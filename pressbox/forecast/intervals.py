"""How far the probabilities of a forecast could be off because the ratings are not known exactly.

In come the two rates with the spreads of their logarithms; out goes, for each probability, the range that holds it in
80 of 100 cases, one in ten below and one in ten above. The pairs of rates are a fixed set, spread evenly over what the
rates could be, so the same forecast always has the same intervals. In a tie whose legs are both to come a side is as
much better or worse than thought in the one as in the other.

What the model itself gets wrong is not in them.

References
----------
Niederreiter (1992), Random Number Generation and Quasi-Monte Carlo Methods, chapter 5: lattices of good points.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import statistics
from typing import NamedTuple

import numpy as np

from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.grids import grids_of, results_of
from pressbox.forecast.markets import Result
from pressbox.forecast.scoreline import MOST_RATE, MOST_SPREAD, Rates
from pressbox.forecast.ties import EXTRA_TIME, TieForecast, passages, played

LEVEL = 0.8
"""Share of cases that an interval holds."""

POINTS, STEP = 55, 34
"""Consecutive numbers of Fibonacci: the lattice of that many points covers the square most evenly."""


class Interval(NamedTuple):
    """A range of a probability."""

    low: float
    high: float


@dataclasses.dataclass(frozen=True)
class Intervals:
    """Ranges of a forecast's probabilities; each holds the probability itself.

    Attributes
    ----------
    home, draw, away : Interval
        Of the results after 90 minutes.
    over_2_5, both_score : Interval
    home_through, away_through : Interval or None
        Of going through; None outside a tie.
    """

    home: Interval
    draw: Interval
    away: Interval
    over_2_5: Interval
    both_score: Interval
    home_through: Interval | None = None
    away_through: Interval | None = None


def intervals_of(
    rates: Rates, result: Result, over_2_5: float, both_score: float, tie: TieForecast | None = None
) -> Intervals | None:
    """Intervals around the probabilities of a fixture; None where its rates are known exactly.

    Parameters
    ----------
    rates : Rates
        Of the fixture.
    result, over_2_5, both_score
        The probabilities themselves.
    tie : TieForecast, optional
        The tie that the fixture is a leg of.
    """
    if rates.home_spread == 0 and rates.away_spread == 0:
        return None
    errors = _errors(rates.correlation)
    cases = _cases(rates, errors)
    grids = grids_of(cases, rates.rho, rates.regularity)
    over = 1 - sum(grids[:, home, away] for home in range(3) for away in range(3 - home))
    values = (*results_of(grids), over, grids[:, 1:, 1:].sum(axis=(1, 2)))
    ranges = [_around(value, point) for value, point in zip(values, (*result, over_2_5, both_score), strict=True)]
    if tie is None:
        return Intervals(*ranges)
    through = _through(tie, rates, cases, grids, errors)
    return Intervals(*ranges, *map(_around, through, tie.through))


def _through(
    tie: TieForecast, rates: Rates, cases: FloatArray, grids: FloatArray, errors: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """P(home side through) and P(away side through) in each case."""
    if tie.reverse is None:
        last, last_cases, first, last_grids = rates, cases, played(tie.aggregate_before)[None], grids
    else:
        other_cases = _cases(tie.reverse, errors[:, ::-1])
        other = grids_of(other_cases, tie.reverse.rho, tie.reverse.regularity)
        if tie.leg == 1:
            last, last_cases, first, last_grids = tie.reverse, other_cases, grids, other
        else:
            last, last_cases, first, last_grids = rates, cases, other, grids
    extra = grids_of(last_cases * EXTRA_TIME, 0.0, last.regularity) if tie.tie.extra_time else None
    home, away = passages(first, last_grids, extra, tie.tie)[:2]
    return (away, home) if last is not rates else (home, away)


def _cases(rates: Rates, errors: FloatArray) -> FloatArray:
    """The rates as they could be, a row each."""
    spreads = np.minimum([rates.home_spread, rates.away_spread], MOST_SPREAD)
    cases = np.array([rates.home, rates.away]) * np.exp(spreads * errors)
    return np.asarray(np.minimum(cases, MOST_RATE))


def _around(values: FloatArray, point: float) -> Interval:
    """Between the tenth and the ninetieth percentile; widened where the probability itself lies outside.

    That is so where any other rates than those expected make it less, as with the draw of two equal sides.
    """
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], method="hazen").tolist()
    return Interval(min(low, point), max(high, point))


def _normal(shares: FloatArray) -> FloatArray:
    """Where these shares of a standard normal variable lie below."""
    normal = statistics.NormalDist()
    return np.array([normal.inv_cdf(share) for share in shares.ravel().tolist()]).reshape(shares.shape)


@functools.lru_cache(maxsize=64)
def _errors(correlation: float) -> FloatArray:
    """Standard normal errors of the home and of the away rate's logarithm, shape (2 ``POINTS``, 2).

    Each point comes with its mirror image, so that swapping the sides swaps the intervals.
    """
    places = np.arange(POINTS)
    lattice = _normal((np.stack([places, places * STEP % POINTS], axis=1) + 0.5) / POINTS)
    points = np.concatenate([lattice, lattice[:, ::-1]])
    more, less = math.sqrt(1 + correlation) / 2, math.sqrt(1 - correlation) / 2
    errors = np.asarray(points @ np.array([[more + less, more - less], [more - less, more + less]]))
    errors.flags.writeable = False
    return errors
