"""Days by weekday alone, where no other day could be meant."""

import datetime as dt

import pytest

from pressbox.preview.choice import Choice
from pressbox.preview.near_days import shortened

SATURDAY = dt.date(2024, 4, 27)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("They lost on Sunday 21 April.", "They lost on Sunday."),
        ("They lost on Friday 26 April.", "They lost on Friday."),
        ("They lost on Saturday 20 April.", "They lost last Saturday."),
        ("They play Lens on Wednesday 1 May.", "They play Lens on Wednesday."),
        ("They play Lens on Saturday 4 May.", "They play Lens the following Saturday."),
        ("They won on 21 April 2023.", "They won on 21 April 2023."),
        ("They won on Friday 21 April 2023.", "They won on Friday 21 April 2023."),
        ("They play on Saturday.", "They play on Saturday."),
    ],
)
def test_a_day_within_a_week_of_the_match_is_said_without_its_date(told: str, said: str):
    assert shortened(told, SATURDAY, Choice("any")) == said


def test_a_day_farther_off_keeps_its_date():
    said = {shortened("They won on Friday 12 April.", SATURDAY, Choice(str(n))) for n in range(40)}
    assert said == {"They won on Friday 12 April.", "They won on 12 April."}


def test_a_day_across_the_turn_of_the_year_is_reckoned_in_its_own_year():
    assert shortened("They won on Saturday 30 December.", dt.date(2024, 1, 2), Choice("x")) == "They won on Saturday."


def test_a_weekday_that_does_not_fit_the_date_is_left_alone():
    assert shortened("They won on Monday 21 April.", SATURDAY, Choice("x")) == "They won on Monday 21 April."
