"""Small turns of phrase."""

import datetime as dt

import pytest

from pressbox.preview.news_words import mid_sentence, told_of
from pressbox.squads.team_news import PlayerNews


def test_a_reason_loses_its_capital_after_a_colon_unless_it_is_a_name():
    assert mid_sentence("Knee injury") == "knee injury"
    assert mid_sentence("Achilles injury") == "Achilles injury"
    assert mid_sentence("Bajcetic returned to training") == "Bajcetic returned to training"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("16 Dec", "expected return: 16 December"),
        ("2023-12-16", "expected return: Saturday 16 December"),
        ("after the Dec break", "expected return: after the Dec break"),
        ("in a couple of weeks", "expected return: in a couple of weeks"),
    ],
)
def test_a_return_is_told_as_a_reader_says_it(said: str, told: str):
    on = dt.date(2023, 12, 2)
    news = PlayerNews("A. Player", "out", None, None, said, "press", dt.datetime(2023, 12, 1, tzinfo=dt.UTC))
    assert told_of(news, on) == [told]
