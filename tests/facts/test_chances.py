"""How likely something was, with numbers worked by hand."""

from __future__ import annotations

import math

import pytest

from pressbox.facts.chances import all_of, at_least, at_most, chance, counts, frequency
from pressbox.facts.history import side_match
from tests import builders as b

HOME, AWAY = b.team("Home"), b.team("Away")


def test_two_even_chances_give_a_quarter_a_half_and_a_quarter():
    assert counts([0.5, 0.5]) == [0.25, 0.5, 0.25]
    assert at_least(1, [0.5, 0.5]) == 0.75
    assert at_most(0, [0.5, 0.5]) == 0.25
    assert all_of([0.5, 0.2]) == pytest.approx(0.1)


def test_unequal_chances():
    assert counts([0.1, 0.6]) == pytest.approx([0.36, 0.58, 0.06])


def test_a_side_that_won_two_of_three_is_given_three_fifths():
    rows = [side_match(b.match("2024-04-13", HOME, score, AWAY), HOME) for score in ("2-0", "1-0", "0-0")]
    assert frequency(rows, "won") == 3 / 5


def test_a_clean_sheet_is_the_chance_that_the_other_side_does_not_score():
    row = side_match(b.match("2024-04-13", HOME, "1-0", AWAY), HOME)
    assert chance(row, "clean sheet", 0, {row.match: (1.4, 1.0)}) == pytest.approx(math.exp(-1.0), abs=1e-6)
    visitors = side_match(b.match("2024-04-13", HOME, "1-0", AWAY), AWAY)
    assert chance(visitors, "clean sheet", 0, {row.match: (1.4, 1.0)}) == pytest.approx(math.exp(-1.4), abs=1e-6)
    assert chance(row, "clean sheet", 0, {}) is None
