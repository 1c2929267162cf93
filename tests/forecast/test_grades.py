"""Scores by hand: two matches, a 2-1 given 50, 30 and 20% and a 0-0 given 20, 30 and 50%."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from pressbox.forecast.bulk import Markets
from pressbox.forecast.grades import RULES, Calibration, Graded, priced
from tests.forecast.matches import Played, day, match_table

MATCHES = match_table([Played(day("2024-03-01"), "a", "b", 2, 1), Played(day("2024-03-02"), "b", "a", 0, 0)])
OURS = Markets(
    np.array([[0.5, 0.3, 0.2], [0.2, 0.3, 0.5]]), np.array([0.6, 0.4]), np.array([0.55, 0.45]), np.array([0.1, 0.08])
)
EVERYBODY_ALIKE = Markets(np.full((2, 3), 1 / 3), np.full(2, 0.5), np.full(2, 0.5), np.full(2, 0.1))
BOTH = np.array([True, True])
NAN = math.nan


def graded(**prices: list[float]) -> Graded:
    stats = {name: np.array(column) for name, column in prices.items()}
    return Graded.of(dataclasses.replace(MATCHES, stats=stats), OURS, {"elo": EVERYBODY_ALIKE})


def test_scores_by_hand():
    """RPS (0.5² + 0.2²) / 2 and (0.2² + 0.5²) / 2; Brier 0.25 + 0.09 + 0.04 and 0.04 + 0.49 + 0.25."""
    assert dict(graded().grade(BOTH).scores) == pytest.approx(
        {
            "rps": 0.145,
            "log_loss": -(math.log(0.5) + math.log(0.3)) / 2,
            "brier": 0.58,
            "score_log_loss": -(math.log(0.1) + math.log(0.08)) / 2,
            "over_2_5_log_loss": -math.log(0.6),
        },
        abs=1e-6,
    )


def test_paired_differences_by_hand():
    """Log losses less log(3): log(2 / 3) and log(10 / 9); the standard error is half their distance."""
    gap = graded().grade(BOTH).baselines["elo"].differences["log_loss"]
    ours = math.log(2 / 3), math.log(10 / 9)
    assert gap == pytest.approx((sum(ours) / 2, abs(ours[0] - ours[1]) / 2))


def test_prices_of_some_matches_are_set_against_the_model_on_the_same_ones():
    """Fair prices 2, 4 and 4 for the first match, and a fair coin for the second one's total."""
    found = graded(
        home_opening=[2.0, NAN], draw_opening=[4.0, NAN], away_opening=[4.0, NAN],
        over_2_5_opening=[NAN, 2.0], under_2_5_opening=[NAN, 2.0],
    ).grade(BOTH)  # fmt: skip
    opening = found.market["opening"]
    assert (found.matches, opening.matches, opening.totals) == (2, 1, 1)
    assert opening.theirs["log_loss"] == pytest.approx(math.log(2), abs=1e-6)
    assert opening.theirs["rps"] == pytest.approx((0.25 + 0.0625) / 2, abs=1e-6)
    assert opening.theirs["over_2_5_log_loss"] == pytest.approx(math.log(2), abs=1e-6)
    assert opening.theirs["score_log_loss"] is None
    assert opening.ours["rps"] == pytest.approx(0.145)
    assert opening.ours["over_2_5_log_loss"] == pytest.approx(-math.log(0.6), abs=1e-6)
    assert opening.ours["score_log_loss"] is None
    assert set(opening.differences.values()) == {None}, "one match has no standard error"
    closing = found.market["closing"]
    assert closing.matches == 0
    assert set(closing.theirs.values()) == set(closing.ours.values()) == {None}


def test_quotes_that_are_no_market_count_as_missing():
    quotes = {"home_closing": [0.9, 2.0], "draw_closing": [3.0, 1.5], "away_closing": [4.0, 1.5]}
    matches = dataclasses.replace(MATCHES, stats={name: np.array(column) for name, column in quotes.items()})
    assert np.isnan(priced(matches, "closing").result).all()


def test_a_part_of_the_matches_is_graded_alone():
    first = graded().grade(np.array([True, False]))
    assert first.matches == 1
    assert first.scores["log_loss"] == pytest.approx(math.log(2), abs=1e-6)
    assert list(first.scores) == list(RULES)


def test_calibration_counts_the_forecasts_of_each_bin():
    """Ten forecasts of 20% of which two came are calibrated; two of 100% of which one came are 50 points off."""
    found = Calibration.of(np.array([0.2] * 10 + [1.0] * 2), np.array([True] * 2 + [False] * 8 + [True, False]))
    assert found.error == pytest.approx(2 / 12 * 0.5)
    filled = {part.low: (part.events, part.forecast, part.happened) for part in found.bins if part.events}
    assert filled == {0.2: (10, 0.2, 0.2), 0.9: (2, 1.0, 0.5)}
    assert len(found.bins) == 10
    assert all(part.forecast is None and part.happened is None for part in found.bins if not part.events)


def test_all_three_outcomes_of_a_match_count_for_the_calibration_of_results():
    assert sum(part.events for part in graded().grade(BOTH).calibration["result"].bins) == 6
