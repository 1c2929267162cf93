from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbox.errors import BadProbability
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.bulk import markets_of
from pressbox.forecast.prices import implied_log_rates, power, shin, usable

PROBABILITIES = st.lists(st.floats(0.03, 1.0), min_size=3, max_size=3).map(lambda parts: np.array(parts) / sum(parts))
RATES = st.floats(0.2, 4.0)


def test_the_power_method_by_hand():
    """2/3 and 2/3 to the power k are 1/2 each: k = log 2 / log 1.5."""
    assert power(np.array([1.5, 1.5])) == pytest.approx([0.5, 0.5])
    fair = np.array([0.5, 0.25, 0.25])
    assert power(1 / fair**0.9) == pytest.approx(fair)


def test_shin_by_hand():
    """With q = 0.6, 0.3, 0.2 (sum 1.1) and z = 0.05 the three sum to 1 but for 0.003; the favourite keeps the most."""
    prices = 1 / np.array([0.6, 0.3, 0.2])
    probabilities = shin(prices)
    share = 0.05
    by_hand = (np.sqrt(share**2 + 4 * (1 - share) * np.array([0.36, 0.09, 0.04]) / 1.1) - share) / (2 * (1 - share))
    assert by_hand.sum() == pytest.approx(1.0, abs=0.01)
    assert probabilities == pytest.approx(by_hand, abs=0.005)
    assert probabilities[0] / 0.6 > probabilities[2] / 0.2


@given(PROBABILITIES)
def test_without_a_margin_prices_give_back_their_probabilities(probabilities: FloatArray):
    for method in (shin, power):
        assert method(1 / probabilities) == pytest.approx(probabilities, abs=1e-6)


@given(PROBABILITIES, st.floats(0.0, 0.4))
def test_probabilities_sum_to_one_and_keep_their_order(probabilities: FloatArray, margin: float):
    prices = 1 / (probabilities + margin * probabilities * (1 - probabilities))
    for method in (shin, power):
        found = method(prices)
        assert found.sum() == pytest.approx(1)
        in_order = found[np.argsort(1 / prices)]  # of two equal prices either may come first
        assert (np.diff(in_order) >= -1e-9).all()


@pytest.mark.parametrize(
    "prices", [[0.9, 3.0, 4.0], [1.0, 3.0, 4.0], [-2.0, 3.0, 4.0], [1.2, 1.9, 3.0], [4.0, 4.0, 4.0]]
)
def test_what_is_no_market_is_refused(prices: list[float]):
    """A price not above 1, a margin above 60%, and one at which the bettor could not lose."""
    for method in (shin, power):
        with pytest.raises(BadProbability):
            method(np.array(prices))


def test_usable_blanks_what_is_no_market():
    prices = np.array([[2.0, 3.5, 4.0], [0.9, 3.0, 4.0], [1.2, 1.9, 3.0], [np.nan, 3.0, 3.0]])
    assert np.isnan(usable(prices)).all(axis=1).tolist() == [False, True, True, True]


@given(RATES, RATES, st.floats(-0.1, 0.05), st.booleans())
def test_implied_rates_are_those_of_the_grid(home: float, away: float, rho: float, total: bool):
    rates = np.array([[home, away]])
    markets = markets_of(rates, rho, np.zeros((1, 2), dtype=np.int_))
    over = markets.over_2_5 if total else np.array([np.nan])
    assert np.exp(implied_log_rates(markets.result, over, rho)) == pytest.approx(rates, rel=1e-4)


def test_no_prices_imply_no_rates():
    assert np.isnan(implied_log_rates(np.full((1, 3), np.nan), np.array([0.5]), 0.0)).all()


def test_the_most_lopsided_prices_imply_rates_all_the_same():
    probabilities = shin(np.array([[1.01, 26.0, 67.0], [51.0, 21.0, 1.01]]))
    logs = implied_log_rates(probabilities, np.array([0.9, 0.55]), -0.06)
    assert np.isfinite(logs).all()
    assert logs[0, 0] - logs[0, 1] > 2
    assert logs[1, 0] - logs[1, 1] < -2
