"""A side's heaviest defeat and biggest win: alone, level with others, and not worth a word."""

from __future__ import annotations

import dataclasses

import pytest

from pressbox.domain import Match
from pressbox.facts.claim import Claim
from pressbox.facts.extremes import mine_extremes
from pressbox.facts.history import History
from tests.facts.sides import about, league

PLAIN = ["1-0", "1-1", "0-1"] * 15


def extremes(*matches: Match) -> list[Claim]:
    return list(mine_extremes(History.of_side(about(*matches), "home")))


def test_the_heaviest_defeat_says_of_what_and_since_when():
    (claim,) = extremes(*league(["0-5", *PLAIN]))
    assert claim.statement == (
        "The 5-0 defeat by Fulham on Saturday 13 April is Liverpool's heaviest defeat in the Premier League "
        "since June 2023."
    )
    assert (claim.kind, claim.good, claim.value) == (
        "heaviest defeat",
        False,
        {"margin": 5, "level_with": 0, "match": claim.evidence[0].match},
    )


def test_a_defeat_level_with_earlier_ones_is_joint_and_shows_them():
    (claim,) = extremes(*league(["0-4", *PLAIN[:30], "1-5", "0-4", *PLAIN]))
    assert "joint-heaviest" in claim.statement
    assert claim.value == {"margin": 4, "level_with": 2, "match": claim.evidence[0].match}
    assert [row.score for row in claim.evidence] == ["0-4", "1-5", "0-4"]


def test_the_biggest_win_is_good_news():
    (claim,) = extremes(*league(["7-1", *PLAIN]))
    assert (claim.kind, claim.good) == ("biggest win", True)
    assert claim.statement.startswith("The 7-1 win over Fulham on Saturday 13 April is Liverpool's biggest win")


@pytest.mark.parametrize(
    "scores",
    [
        ["0-2", *PLAIN],
        ["3-0", *PLAIN],
        ["0-5", *PLAIN[:35]],
        ["0-3", *PLAIN, "0-6"],
        ["0-3", *["0-3"] * 5, *PLAIN],
        ["1-0", "1-0", "1-0", "1-0", "0-5", *PLAIN],
    ],
    ids=["a small defeat", "a small win", "a short record", "a heavier one", "too many level", "weeks ago"],
)
def test_what_is_no_extreme_or_no_news_is_not_told(scores: list[str]):
    assert extremes(*league(scores)) == []


def test_a_match_that_was_awarded_is_nobody_s_heaviest_defeat():
    newest, *older = league(["0-5", *PLAIN])
    assert extremes(dataclasses.replace(newest, awarded=True), *older) == []
