from __future__ import annotations

import math

import pytest

from pressbox.domain import Side
from pressbox.forecast.absences import WEIGHT, Absence, effects, moved_by
from pressbox.forecast.scoreline import Rates

RATES = Rates(1.5, 1.2)


def out(side: Side, share: float) -> Absence:
    return Absence(side, f"{side} {share}", None, share)


def test_a_missing_regular_takes_from_his_side_and_adds_to_the_other():
    """One of eleven who always started: the log of the rate falls by 0.245 / 11."""
    moved = moved_by(RATES, [out("home", 1.0)])
    assert moved.home == pytest.approx(1.5 * math.exp(-WEIGHT / 11))
    assert moved.away == pytest.approx(1.2 * math.exp(WEIGHT / 11))


def test_absences_as_great_on_both_sides_cancel_out():
    moved = moved_by(RATES, [out("home", 0.5), out("away", 0.5)])
    assert (moved.home, moved.away) == (pytest.approx(1.5), pytest.approx(1.2))


def test_what_an_absence_changes_is_what_his_return_would_undo():
    absences = [out("home", 1.0), out("away", 0.4)]
    told = dict(effects(moved_by(RATES, absences), absences))
    change = told[absences[0]]
    assert change.home < 0 < change.away
    assert sum(change) == pytest.approx(0)
    assert abs(told[absences[1]].home) < abs(change.home)
