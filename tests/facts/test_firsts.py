from __future__ import annotations

import datetime as dt

import pytest

from pressbox.domain import Match
from pressbox.facts.claim import Claim
from pressbox.facts.firsts import mine_again, mine_ended, mine_first_since, months
from pressbox.facts.history import History
from pressbox.facts.runs import mine_runs, mine_season_runs
from pressbox.facts.telling import duration
from tests import builders as b
from tests.facts.sides import FULHAM, LIVERPOOL, about, league

UNBEATEN = ["1-1", "2-0", "1-0"] * 6


def history(*matches: Match) -> History:
    return History.of_side(about(*matches), "home")


def only(claims: list[Claim], kind: str, venue: str = "any") -> Claim:
    (found,) = [claim for claim in claims if (claim.kind, claim.scope.venue) == (kind, venue)]
    return found


def test_a_defeat_after_long_is_told_with_the_one_before_it():
    claims = list(mine_first_since(history(*league(["0-1", *UNBEATEN, "1-2", "0-3"]))))
    assert [claim.statement for claim in claims if claim.kind == "first lost"] == [
        "Liverpool lost in the Premier League on Saturday 13 April for the first time in 19 matches, "
        "since 2 December 2023 (a 2-1 home defeat by Fulham)."
    ]
    assert only(claims, "first lost").value == {"since": "2023-12-02", "days": 133, "matches_between": 18}


def test_a_defeat_whose_like_is_not_on_record_is_no_first():
    assert not [c for c in mine_first_since(history(*league(["0-1", *UNBEATEN]))) if c.kind == "first lost"]


def test_two_defeats_in_a_row_are_news_where_it_is_long_since():
    claims = list(mine_again(history(*league(["0-1", "0-2", *UNBEATEN, "1-2", "0-3", "0-1", "2-0"]))))
    claim = only(claims, "two lost again")
    assert claim.statement == (
        "Liverpool have lost two in a row in the Premier League for the first time "
        "since three in a row in November 2023."
    )
    assert [row.date.isoformat() for row in claim.evidence][2:] == ["2023-11-25", "2023-11-18", "2023-11-11"]


def test_the_match_that_ended_a_run_is_named():
    (claim,) = [c for c in mine_ended(history(*league(["1-1", *["1-0"] * 6, "0-1"]))) if c.kind == "won"]
    assert claim.statement == (
        "Liverpool had won six matches in a row in the Premier League before a 1-1 home draw with Fulham "
        "on Saturday 13 April."
    )


def test_a_run_that_has_no_equal_on_record_says_since_when_the_record_runs():
    scores = ["1-0"] * 8 + ["0-0", "1-0", "0-1"] * 9
    (claim,) = [c for c in mine_runs(history(*league(scores))) if (c.template, c.kind) == ("RUN_RECORD", "won")]
    assert claim.statement == (
        "Liverpool have won eight matches in a row in the Premier League, their longest such run since at least "
        "August 2023."
    )


def test_each_match_of_a_season_is_told_where_the_season_is_whole():
    newest = league(["2-1"] * 30)
    before = b.match("2023-05-20", LIVERPOOL, "0-0", FULHAM, season="2022-23")
    claim = only(list(mine_season_runs(history(*newest, before))), "won this season")
    assert claim.statement == "Liverpool have won each of their 30 matches in the Premier League this season."
    assert list(mine_season_runs(history(*newest))) == []  # the season may have begun before the record


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2023-03-11", "2023-03-15", "in March 2023"),
        ("2023-03-11", "2023-04-01", "in March and April 2023"),
        ("2022-12-26", "2023-01-02", "in December 2022 and January 2023"),
        ("2020-10-03", "2021-02-07", "from October 2020 to February 2021"),
    ],
)
def test_months_of_a_stretch(first: str, last: str, said: str):
    assert months(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "one day"),
        (80, "80 days"),
        (380, "just over 12 months"),
        (533, "nearly 18 months"),
        (1250, "more than three years"),
        (1430, "nearly four years"),
    ],
)
def test_about_how_long(days: int, said: str):
    assert duration(days) == said
