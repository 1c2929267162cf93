from __future__ import annotations

import datetime as dt
import doctest
from types import ModuleType
from typing import Any

import pytest

from pressbox.facts import occasions, ranking, season_totals, telling, visits, words
from pressbox.preview import percentages
from pressbox.publish import charts, markdown
from tests import builders as b

HOME, AWAY = b.team("Arsenal"), b.team("Wolves")
SEEN = dt.date(2024, 4, 18)


@pytest.mark.parametrize("module", [words, ranking, season_totals, telling, visits, percentages, charts, markdown])
def test_examples_in_docstrings_hold(module: ModuleType):
    assert doctest.testmod(module).failed == 0


def test_days_far_away_are_told_with_their_year():
    assert words.day(dt.date(2024, 4, 14), SEEN) == "Sunday 14 April"
    assert words.day(dt.date(2024, 1, 14), SEEN) == "14 January"
    assert words.day(dt.date(2023, 4, 14), SEEN) == "14 April 2023"


@pytest.mark.parametrize(
    ("score", "about", "told"),
    [
        ("2-0", {}, "beat Wolves 2-0 at home in the Premier League on Sunday 14 April"),
        ("1-1", {}, "drew 1-1 at home with Wolves in the Premier League on Sunday 14 April"),
        ("0-3", {}, "lost 3-0 at home to Wolves in the Premier League on Sunday 14 April"),
        (
            "2-1",
            {"competition": b.FA_CUP, "round": "Round 3", "extra_time": True},
            "beat Wolves 2-1 at home after extra time in the FA Cup third round on Sunday 14 April",
        ),
        (
            "0-0",
            {"competition": b.EFL_CUP, "round": "Final", "neutral": True, "shoot_out_winner": "away"},
            "lost on penalties to Wolves after a 0-0 draw on neutral ground in the EFL Cup final on Sunday 14 April",
        ),
        (
            "2-1",
            {"competition": b.EUROPA_LEAGUE, "round": "Round of 16", "leg": 2},
            "beat Wolves 2-1 at home in the second leg of their Europa League round-of-16 tie on Sunday 14 April",
        ),
        ("3-0", {"awarded": True}, "had their match with Wolves awarded 3-0 in the Premier League on Sunday 14 April"),
    ],
)
def test_results_are_told_from_one_side(score: str, about: dict[str, Any], told: str):
    assert occasions.result_clause(b.match("2024-04-14", HOME, score, AWAY, **about), HOME.id, SEEN) == told


def test_results_away_from_home_are_told_so():
    match = b.match("2024-04-14", HOME, "0-3", AWAY)
    assert occasions.result_clause(match, AWAY.id, SEEN).startswith("won 3-0 away to Arsenal")
    assert occasions.result_noun(match, AWAY.id, SEEN) == "a 3-0 away win over Arsenal on Sunday 14 April"


@pytest.mark.parametrize(
    ("round_", "stage"),
    [
        ("Quarter-finals", "quarter-finals"),
        ("Round of 16", "round of 16"),
        ("Round 3", "third round"),
        ("Knockout round play-offs", "knockout play-offs"),
        ("Group A", "group stage"),
        ("Matchday 32", None),
        (None, None),
    ],
)
def test_rounds_are_named_or_left_out(round_: str | None, stage: str | None):
    assert occasions.stage(b.fixture("2024-04-14", HOME, AWAY, b.FA_CUP, round=round_)) == stage
