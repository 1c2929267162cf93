from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pressbox.preview.percentages import percent, rounded, shares, whole_percentages


def test_thirds_add_up_to_a_hundred():
    assert whole_percentages([1 / 3, 1 / 3, 1 / 3]) == (34, 33, 33)


def test_the_largest_remainder_takes_what_is_left():
    # 28.4 + 24.7 + 46.9: the floors give 98, so the two largest remainders (.9 and .7) go up.
    assert whole_percentages([0.284, 0.247, 0.469]) == (28, 25, 47)


def test_the_possible_is_not_nought_and_the_uncertain_not_a_hundred():
    assert shares([0.9985, 0.0015]) == ("over 99%", "under 1%")
    assert percent(0, 0.0) == "0%"
    assert rounded(1.0) == "100%"


@given(st.lists(st.floats(0.001, 1), min_size=2, max_size=8))
def test_parts_of_a_whole_add_up_and_are_off_by_less_than_one(parts: list[float]):
    probabilities = [part / sum(parts) for part in parts]
    whole = whole_percentages(probabilities)
    assert sum(whole) == 100
    assert all(abs(w - 100 * p) < 1 for w, p in zip(whole, probabilities, strict=True))
