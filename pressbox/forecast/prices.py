"""From bookmakers' prices to probabilities, and from probabilities to the goals they imply.

A price is decimal odds. The prices of a market add up to more than the market is worth: the margin, which is removed
here by Shin's method or by the power method. All functions take many markets at once, one a row.

References
----------
Shin (1993), Economic Journal 103, 1141-1153; Štrumbelj (2014), Int. J. Forecasting 30(4), 934-943.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np

from pressbox.domain import Quotes
from pressbox.errors import BadProbability
from pressbox.forecast.arrays import BoolArray, FloatArray

MOST_MARGIN = 0.6
"""A market over 1.6 is a misprint or no market."""

HALVINGS = 60
MOST_STEPS = 40
GOALS = 26
"""Goals a side that implied rates are reckoned with; more than 25 have a probability below 1e-6 at a rate of 8."""

LOWEST_LOG, HIGHEST_LOG = np.log(0.02), np.log(8.0)


PRICE_DECIMALS = 8


@dataclasses.dataclass(frozen=True)
class Priced:
    """Prices of a match and the probabilities they stand for once the margin is removed.

    Attributes
    ----------
    timing : str
        ``opening`` or ``closing``.
    result : tuple of float
        Decimal prices of home win, draw and away win.
    total : tuple of float or None
        Of over and under 2.5 goals.
    probabilities : tuple of float
        Of home win, draw and away win.
    over_2_5 : float or None
    """

    timing: str
    result: tuple[float, float, float]
    total: tuple[float, float] | None
    probabilities: tuple[float, float, float]
    over_2_5: float | None

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON document."""
        outcomes = ("home", "draw", "away")
        given = [round(number, PRICE_DECIMALS) for number in self.result]
        meant = [round(number, PRICE_DECIMALS) for number in self.probabilities]
        total = [round(number, PRICE_DECIMALS) for number in self.total] if self.total else None
        return {
            "timing": self.timing,
            "result": dict(zip(outcomes, given, strict=True)),
            "probabilities": dict(zip(outcomes, meant, strict=True)),
            "total_2_5": dict(zip(("over", "under"), total, strict=True)) if total else None,
            "over_2_5": round(self.over_2_5, PRICE_DECIMALS) if self.over_2_5 is not None else None,
        }


def priced_of(quotes: Quotes) -> Priced | None:
    """Prices without their margin; None where there are none, or where they are no market."""
    if quotes.result is None or quotes.timing is None:
        return None
    try:
        home, draw, away = shin(np.array(quotes.result)).tolist()
        over = float(power(np.array(quotes.total))[0]) if quotes.total else None
    except BadProbability:
        return None
    return Priced(quotes.timing, quotes.result, quotes.total, (home, draw, away), over)


def shin(prices: FloatArray) -> FloatArray:
    """Probabilities without the margin, by Shin's method: the bookmaker guards against those who know more.

    With q the inverse prices, S their sum and z the share of insiders,

        p = (sqrt(z^2 + 4 (1 - z) q^2 / S) - z) / (2 (1 - z)),    z such that the p sum to 1.

    Parameters
    ----------
    prices : ndarray, shape (..., outcomes)
        Decimal odds; a row with NaN gives NaN.

    Returns
    -------
    ndarray of the same shape
        Rows sum to 1.

    Raises
    ------
    BadProbability
        If a price is not above 1, or a row's margin is not between 0 and 60%; a little below 0 is taken as none.
    """

    def at(share: FloatArray, inverse: FloatArray) -> FloatArray:
        total = inverse.sum(axis=-1, keepdims=True)
        root = np.sqrt(share**2 + 4 * (1 - share) * inverse**2 / total)
        return np.asarray((root - share) / (2 * (1 - share)))

    return _without_margin(prices, at, 0.0, 0.9)


def power(prices: FloatArray) -> FloatArray:
    """Probabilities without the margin, by the power method: p = q^k, k such that they sum to 1.

    Parameters, returns and exceptions are those of ``shin``.
    """
    return _without_margin(prices, lambda exponent, inverse: np.asarray(inverse**exponent), 1.0, 60.0)


def checked_inverse(prices: FloatArray) -> FloatArray:
    """Inverse prices.

    Raises
    ------
    BadProbability
        If a price is not above 1, or a row's margin is above 60% or so far below 0 that one could not lose.
    """
    inverse = 1.0 / np.asarray(prices, dtype=np.float64)
    if (inverse >= 1).any() or (inverse <= 0).any():
        raise BadProbability(
            f"a price of {_first(prices, (inverse >= 1) | (inverse <= 0)):g} is none: prices are above 1."
        )
    margin = inverse.sum(axis=-1) - 1
    wrong = (margin > MOST_MARGIN) | (margin < -0.02)
    if wrong.any():
        raise BadProbability(
            f"prices with a margin of {_first(margin, wrong):.1%} are no market; margins lie between 0 and"
            f" {MOST_MARGIN:.0%}. Look for a price in the wrong column."
        )
    return inverse


def usable(prices: FloatArray) -> FloatArray:
    """The same prices with NaN for every row that is no market: what many matches at once are read with."""
    prices = np.array(prices, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        margin = (1 / prices).sum(axis=-1) - 1
        market = (prices > 1).all(axis=-1) & (margin <= MOST_MARGIN) & (margin >= -0.02)
    prices[~market] = np.nan
    return prices


def implied_log_rates(result: FloatArray, over_2_5: FloatArray, rho: float) -> FloatArray:
    """Logs of the two rates whose grid has these probabilities.

    Two rates meet two numbers: P(home win) - P(away win), and P(over 2.5) or, where that is NaN, P(draw). Newton's
    method with the derivatives of the Poisson sums.

    Parameters
    ----------
    result : ndarray, shape (n, 3)
        P(home), P(draw), P(away); a row with NaN gives NaN.
    over_2_5 : ndarray, shape (n,)
        P(over 2.5 goals), NaN where there is no such market.
    rho : float
        Dependence of low scores, as in ``scoreline_grid``.

    Returns
    -------
    ndarray, shape (n, 2)
        Log rates of the home and of the away side.
    """
    logs = np.full((len(result), 2), np.nan)
    priced = ~np.isnan(result).any(axis=1)
    by_total = ~np.isnan(over_2_5)
    for rows, third in ((priced & by_total, over_2_5), (priced & ~by_total, result[:, 1])):
        if rows.any():
            target = np.stack([result[rows, 0] - result[rows, 2], third[rows]], axis=1)
            logs[rows] = _solve(target, rho, total=third is over_2_5)
    return logs


def _solve(target: FloatArray, rho: float, total: bool) -> FloatArray:
    logs: FloatArray = np.log(np.tile([1.4, 1.1], (len(target), 1)))
    for _ in range(MOST_STEPS):
        value, slope = _market(logs, rho, total)
        off = value - target
        if np.abs(off).max() < 1e-10:
            break
        step = np.linalg.solve(slope, off[..., None])[..., 0]
        step /= np.maximum(np.abs(step).max(axis=1, keepdims=True) / 0.5, 1.0)
        logs = np.asarray(np.clip(logs - step, LOWEST_LOG, HIGHEST_LOG))
    return logs


def _market(logs: FloatArray, rho: float, total: bool) -> tuple[FloatArray, FloatArray]:
    """P(home) - P(away) and P(over 2.5) or P(draw), shape (n, 2), and their derivatives by log rate, (n, 2, 2)."""
    rates = np.exp(logs)
    counts = np.arange(GOALS)
    log_factorial = np.concatenate([[0.0], np.log(counts[1:]).cumsum()])
    goals = np.exp(counts * logs[..., None] - rates[..., None] - log_factorial)  # (n, side, goals)
    slopes = goals * (counts - rates[..., None])  # derivative by log rate
    home, away, home_slope, away_slope = goals[:, 0], goals[:, 1], slopes[:, 0], slopes[:, 1]
    lead = np.sign(counts[:, None] - counts)
    second = np.where(counts[:, None] + counts > 2, 1.0, 0.0) if total else np.eye(GOALS)

    def of(one: FloatArray, other: FloatArray) -> FloatArray:
        return np.stack([(one @ table * other).sum(axis=1) for table in (lead, second)], axis=1)

    value = of(home, away)
    slope = np.stack([of(home_slope, away), of(home, away_slope)], axis=2)
    if not total:
        # rho moves this much from 0-0 and from 1-1 to 1-0 and 0-1; the lead and the total over 2.5 do not change.
        moved = rho * home[:, 1] * away[:, 1]
        value[:, 1] -= 2 * moved
        slope[:, 1] -= 2 * moved[:, None] * (1 - rates)
    return value, slope


def _without_margin(
    prices: FloatArray, at: Callable[[FloatArray, FloatArray], FloatArray], lowest: float, highest: float
) -> FloatArray:
    """Halve the interval of a parameter that makes the probabilities fall until they sum to 1."""
    inverse = checked_inverse(prices)
    low = np.full((*inverse.shape[:-1], 1), lowest)
    high = np.full_like(low, highest)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = at(middle, inverse).sum(axis=-1, keepdims=True) > 1
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    probabilities = at((low + high) / 2, inverse)
    return np.asarray(probabilities / probabilities.sum(axis=-1, keepdims=True))


def _first(values: FloatArray, where: BoolArray) -> float:
    return float(np.asarray(values)[where].flat[0])
