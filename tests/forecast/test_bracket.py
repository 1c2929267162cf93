"""Chances in a drawn knockout, against hand-worked ones."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbox.forecast.bracket import simulate_bracket

STRENGTH = {"a": 4.0, "b": 1.0, "c": 3.0, "d": 2.0}


def stronger(one: str, other: str) -> float:
    return STRENGTH[one] / (STRENGTH[one] + STRENGTH[other])


def test_four_sides_by_hand():
    """a beats b in 4/5; then meets c (3/5) or d (2/5): 4/5 (3/5 4/7 + 2/5 4/6) = 4/5 64/105 = 256/525."""
    chances = simulate_bracket([("a", "b"), ("c", "d")], stronger)
    assert chances["a"] == pytest.approx((4 / 5, 256 / 525))
    assert chances["d"] == pytest.approx((2 / 5, 2 / 5 * (4 / 5 * 2 / 6 + 1 / 5 * 2 / 3)))


def test_a_final_is_a_bracket_of_one_tie():
    assert simulate_bracket([("a", "b")], stronger) == {"a": (0.8,), "b": (pytest.approx(0.2),)}


@given(st.lists(st.floats(0, 1), min_size=28, max_size=28))
def test_each_round_has_as_many_winners_as_ties(numbers: list[float]):
    sides = [str(number) for number in range(8)]
    chance = dict(zip(itertools.combinations(sides, 2), numbers, strict=True))
    pairs = list(zip(sides[::2], sides[1::2], strict=True))
    found = simulate_bracket(pairs, lambda one, other: chance[one, other])
    for place, winners in enumerate((4, 2, 1)):
        assert sum(chances[place] for chances in found.values()) == pytest.approx(winners)
    assert all(chances == tuple(sorted(chances, reverse=True)) for chances in found.values())


@pytest.mark.parametrize("pairs", [[], [("a", "b"), ("c", "d"), ("e", "f")], [("a", "b"), ("a", "c")]])
def test_pairs_that_make_no_bracket_are_refused(pairs: list[tuple[str, str]]):
    with pytest.raises(ValueError, match=r"bracket|two ties"):
        simulate_bracket(pairs, stronger)
