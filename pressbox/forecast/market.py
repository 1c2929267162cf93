"""The market: rates that a match's own prices imply, whatever the sides did before.

In come the prices of one fixture as known at a moment (``Quotes``); out go rates whose grid has the probabilities that
the prices give once the margin is removed, from the result by Shin's method, from the total by the power method.
"""

from __future__ import annotations

import math
from typing import ClassVar, Self

import numpy as np

from pressbox.domain import AsOf, MatchTable, Quotes
from pressbox.errors import BadProbability, ForecastError
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.markets import result
from pressbox.forecast.model import fitted
from pressbox.forecast.prices import implied_log_rates, power, shin
from pressbox.forecast.scoreline import Rates

RHO = -0.06
"""Dependence of low scores where there is no total to tell it from."""

HOME_EDGE = 0.31
"""What playing at home adds to the log of the ratio of the rates, for the other leg of a tie, which has no prices yet;
from UEFA's 8,049 matches since 2010-11."""

CLOSE = 1e-4
"""The grid's result must be the prices' within this."""


class Market:
    """The prices of the match itself without their margin.

    Where the total is priced too, three numbers (who wins, how many goals, how often a draw) give the two rates and the
    dependence of low scores; where it is not, the dependence is the usual one.

    Parameters
    ----------
    quotes : Quotes, optional
        Of the fixture to forecast.
    """

    name: ClassVar[str] = "market"
    version: ClassVar[str] = "1"

    def __init__(self, quotes: Quotes | None = None) -> None:
        self._quotes = quotes
        self._as_of: AsOf | None = None

    @property
    def trained_on_matches(self) -> int:
        """None: prices speak for themselves."""
        return 0

    @property
    def fitted_as_of(self) -> AsOf:
        """The moment at which the prices were known.

        Raises
        ------
        NotFitted
            Before ``fit``.
        """
        return fitted(self.name, self._as_of)

    def window_days(self, national: bool) -> int:  # noqa: ARG002
        """No past is needed."""
        return 0

    def fit(self, matches: MatchTable, as_of: AsOf) -> Self:  # noqa: ARG002
        """Take up the prices; the matches say nothing.

        Raises
        ------
        ForecastError
            If there are no prices of the match at that moment, or they are of a later one.
        """
        quotes = self._quotes
        if quotes is None:
            raise ForecastError(
                "the market model forecasts one fixture, from its prices: Market(store.quotes(fixture, as_of)); choose"
                " another model for anything else."
            )
        if quotes.as_of.utc > as_of.utc:
            raise ForecastError(f"these prices are of {quotes.as_of}, after {as_of}; ask the store for those of then.")
        if quotes.result is None:
            raise ForecastError(f"{quotes.missing} Choose another model.")
        self._as_of = as_of
        return self

    def predict(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> Rates:  # noqa: ARG002
        """Rates of the fixture, or of its other leg: the same sides, the grounds exchanged.

        Raises
        ------
        NotFitted
            Before ``fit``.
        BadProbability
            If the prices are no market.
        ForecastError
            If the pairing is another.
        """
        self.fitted_as_of  # noqa: B018 - raises before fit
        assert self._quotes is not None  # fit saw to it
        fixture = self._quotes.fixture
        here, there = fixture.home.id, fixture.away.id
        if (home_id, away_id) not in ((here, there), (there, here)):
            raise ForecastError(
                f"the prices are of {fixture.home.name} v {fixture.away.name}, not of {home_id} v {away_id};"
                " choose another model."
            )
        rates = implied_rates(self._quotes)
        return rates if home_id == here else _other_leg(rates, fixture.neutral, neutral)


def implied_rates(quotes: Quotes) -> Rates:
    """Rates and dependence whose grid has the probabilities that prices give.

    Where no grid has all of them, the total gives way.

    Raises
    ------
    BadProbability
        If a price is not above 1, a margin not between 0 and 60%, or the result that of no two rates.
    """
    fixture = quotes.fixture
    try:
        wanted = shin(np.array([quotes.result]))
        over = np.full(1, np.nan) if quotes.total is None else power(np.array([quotes.total]))[:, 0]
    except BadProbability as error:
        raise BadProbability(f"{quotes.timing} prices of {fixture.home.name} v {fixture.away.name}: {error}") from error
    for total in dict.fromkeys((float(over[0]), math.nan)):
        rates = _rates(wanted, np.array([total]))
        if np.abs(np.array(result(rates.grid())) - wanted[0]).max() < CLOSE:
            return rates
    raise BadProbability(
        f"{quotes.timing} prices of {fixture.home.name} v {fixture.away.name} (home, draw, away: {quotes.result}) are"
        " those of no two rates; look for a price in the wrong column, or choose another model."
    )


def _rates(wanted: FloatArray, over: FloatArray) -> Rates:
    """Rates that meet P(home) - P(away) and the total; then the dependence that meets P(draw)."""
    home, away = np.exp(implied_log_rates(wanted, over, RHO)[0]).tolist()
    if np.isnan(over[0]):
        return Rates(home, away, RHO)
    independent = Rates(home, away).grid()
    rho = float(result(independent).draw - wanted[0, 1]) / (2 * float(independent[1, 1]))
    return Rates(home, away, rho)


def _other_leg(rates: Rates, neutral: bool, other_neutral: bool) -> Rates:
    """Rates of the same sides at the other's ground, home and away as there."""
    edges = (0.0 if neutral else HOME_EDGE) + (0.0 if other_neutral else HOME_EDGE)
    factor = math.exp(edges / 2)
    return Rates(rates.away * factor, rates.home / factor, rates.rho)
