import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbox.errors import BadProbability
from pressbox.forecast import scoring
from pressbox.forecast.arrays import FloatArray

HOME, DRAW, AWAY = 0, 1, 2

distributions = st.lists(st.floats(0.01, 1), min_size=3, max_size=3).map(lambda parts: [p / sum(parts) for p in parts])
Rule = Callable[..., FloatArray]
RULES: list[Rule] = [scoring.ranked_probability_score, scoring.brier_score, scoring.log_loss]


def test_the_ranked_probability_score_by_hand():
    """0.5, 0.3, 0.2. Home win: (0.5^2 + 0.2^2) / 2. Draw: (0.5^2 + 0.2^2) / 2. Away win: (0.5^2 + 0.8^2) / 2."""
    scores = scoring.ranked_probability_score([[0.5, 0.3, 0.2]] * 3, [HOME, DRAW, AWAY])
    assert scores == pytest.approx([0.145, 0.145, 0.445])


def test_the_brier_score_by_hand():
    """0.5, 0.3, 0.2 and a home win: 0.25 + 0.09 + 0.04. An away win: 0.25 + 0.09 + 0.64."""
    assert scoring.brier_score([[0.5, 0.3, 0.2]] * 2, [HOME, AWAY]) == pytest.approx([0.38, 0.98])


def test_the_log_loss_by_hand():
    """-ln 0.5 and -ln 0.2."""
    scores = scoring.log_loss([[0.5, 0.3, 0.2]] * 2, [HOME, AWAY])
    assert scores == pytest.approx([math.log(2), math.log(5)])


def test_what_was_given_no_chance_costs_much_but_not_everything():
    assert scoring.surprisal([0.0, 1.0]) == pytest.approx([-math.log(1e-15), 0])


@pytest.mark.parametrize("rule", RULES)
def test_a_sure_and_right_forecast_scores_0(rule: Rule):
    assert rule([[1, 0, 0], [0, 0, 1]], [HOME, AWAY]) == pytest.approx([0, 0])


@pytest.mark.parametrize("rule", RULES)
@given(distributions, distributions)
def test_the_true_probabilities_have_the_best_expected_score(
    rule: Rule, probabilities: list[float], guess: list[float]
):
    def expected(given: list[float]) -> float:
        return float(np.dot(probabilities, rule([given] * 3, [HOME, DRAW, AWAY])))

    assert expected(probabilities) <= expected(guess) + 1e-12


def test_the_ranked_score_punishes_the_far_outcome_more():
    near, far = scoring.ranked_probability_score([[0.2, 0.7, 0.1], [0.2, 0.1, 0.7]], [HOME, HOME])
    assert near < far


def test_the_calibration_error_by_hand():
    """0.1, 0.1 of which one happened: off by 0.4; 0.9, 0.9 of which both did: off by 0.1; half of them each: 0.25."""
    error = scoring.calibration_error([0.1, 0.1, 0.9, 0.9], [True, False, True, True])
    assert error == pytest.approx(0.25)


def test_certainties_that_come_true_are_calibrated():
    assert scoring.calibration_error([0.0, 1.0, 1.0], [False, True, True]) == 0


def test_paired_differences_by_hand():
    """Differences -0.1, -0.3: mean -0.2, standard deviation 0.1 sqrt 2, over sqrt 2 matches: 0.1."""
    assert scoring.paired_difference([0.2, 0.1], [0.3, 0.4]) == pytest.approx((-0.2, 0.1))


@pytest.mark.parametrize("bad", [[[0.5, 0.3, 0.3]], [[1.2, -0.1, -0.1]], [[math.nan, 0.5, 0.5]], [0.5, 0.5]])
def test_what_is_no_distribution_is_not_scored(bad: list[object]):
    with pytest.raises(BadProbability, match="sum to 1"):
        scoring.brier_score(bad, [HOME])


@pytest.mark.parametrize("bad", [[], [1.5], [math.nan]])
def test_what_is_no_probability_is_not_calibrated(bad: list[object]):
    with pytest.raises(BadProbability, match="not all probabilities"):
        scoring.calibration_error(bad, [True] * len(bad))


def test_scores_of_different_matches_are_not_compared():
    with pytest.raises(ValueError, match="the same"):
        scoring.paired_difference([1, 2, 3], [1, 2])
