"""Base rates: means of a competition, and of nothing later."""

import math

import numpy as np
import pytest

from pressbox.errors import NotFitted, TooFewMatches
from pressbox.forecast.base_rate import PRIOR_MATCHES, USUAL_GOALS, WINDOW_DAYS, BaseRate
from tests.forecast.matches import Played, as_of, day, match_table, sample_rows

DAY = day("2023-08-12")


def test_the_rates_are_the_means_of_the_competition_and_of_the_prior():
    """40 usual matches, then the same ten 3-0 wins twice: once among all clubs, once in the competition itself."""
    model = BaseRate().fit(match_table([Played(DAY, "A", "B", 3, 0)] * 10), as_of("2023-08-20"))
    usual = (30 + PRIOR_MATCHES * USUAL_GOALS[0]) / (10 + PRIOR_MATCHES)
    rates = model.predict("whoever", "plays", False, "eng-1", DAY + 8)
    assert rates.home == pytest.approx((30 + PRIOR_MATCHES * usual) / (10 + PRIOR_MATCHES))
    assert model.predict("whoever", "plays", False, "ita-1", DAY + 8).home == pytest.approx(usual)
    assert model.trained_on_matches == 10


def test_on_neutral_ground_both_sides_score_the_mean():
    model = BaseRate().fit(match_table(sample_rows()), as_of("2024-04-18"))
    there, here = (model.predict("A", "B", neutral, "eng-1", DAY + 250) for neutral in (True, False))
    assert there.home == there.away == pytest.approx((here.home + here.away) / 2)


def test_walking_forward_and_fitting_agree():
    table = match_table(sample_rows())
    walked = BaseRate.walk_forward(table)
    model = BaseRate().fit(table, as_of("2024-04-18"))
    for row in np.flatnonzero(table.day == day("2024-04-18")):
        competition, neutral = table.competitions[table.competition[row]], bool(table.neutral[row])
        rates = model.predict("A", "B", neutral, competition, day("2024-04-18"))
        assert (math.log(rates.home), math.log(rates.away)) == pytest.approx(tuple(walked[row, :2]), abs=1e-12)


def test_matches_count_for_four_years():
    rows = [
        Played(DAY, "A", "B", 9, 0),
        Played(DAY + WINDOW_DAYS, "A", "B", 0, 0),
        Played(DAY + WINDOW_DAYS + 1, "A", "B", 0, 0),
    ]
    walked = BaseRate.walk_forward(match_table(rows))
    assert walked[1, 0] > walked[2, 0]
    assert walked[0, :2] == pytest.approx(np.log(USUAL_GOALS))


def test_no_match_is_too_few():
    with pytest.raises(TooFewMatches, match="1461 days before"):
        BaseRate().fit(match_table([Played(DAY, "A", "B", 4, 0)]), as_of("2033-08-01"))
    with pytest.raises(NotFitted):
        _ = BaseRate().trained_on_matches
