from __future__ import annotations

import dataclasses

from pressbox.facts import form
from tests import builders as b
from tests.facts.sides import FULHAM, LIVERPOOL, about, league, statements, with_cups


def test_friendlies_and_super_cups_do_not_count():
    friendly = b.match("2024-04-17", LIVERPOOL, "0-5", FULHAM, b.FRIENDLY)
    claims = form.mine_last_results(about(friendly, *league(["1-0"])))
    assert statements(claims) == ["Liverpool beat Fulham 1-0 at home in the Premier League on Saturday 13 April."]


def test_the_last_six_are_counted():
    claims = form.mine_counts(about(*with_cups(*league(["1-0", "0-1", "1-1", "2-2", "0-3", "0-1"]))))
    assert statements(claims) == [
        "Liverpool have won one, drawn two and lost three of their last six matches in all competitions."
    ]


def test_fewer_than_six_are_said_to_be_those_on_record():
    claims = form.mine_counts(about(*league(["1-0", "2-1", "3-1"])))
    assert statements(claims) == ["Liverpool have won all of their last three matches on record in the Premier League."]


def test_one_match_under_two_names_is_not_counted_twice():
    played = league(["1-0", "2-0", "3-0", "0-1", "1-0", "1-0", "1-0"])
    twice = b.match("2024-04-13", LIVERPOOL, "1-0", b.team("FC Fulham"))
    story = about(twice, *played)
    assert form.mine_counts(story) == []
    assert [claim.kind for claim in form.mine_last_results(story)] == ["last"]


def test_a_league_left_years_ago_has_no_last_six():
    """A side that went down to a division without data has only its cup matches since."""
    cup = b.match("2024-04-13", LIVERPOOL, "1-1", FULHAM, b.FA_CUP, round="Round 1")
    old = league(["1-0", "2-0", "0-1", "2-2", "1-3", "0-0"], last="2021-04-13")
    assert form.mine_counts(about(cup, *old)) == []


def test_the_match_before_the_last_is_told_only_where_the_league_is_on_record():
    cup = b.match("2024-04-13", LIVERPOOL, "1-1", FULHAM, b.FA_CUP, round="Round 1")
    before = b.match("2023-12-04", LIVERPOOL, "1-3", FULHAM, b.FA_CUP, round="Round 2")
    assert [claim.kind for claim in form.mine_last_results(about(cup, before))] == ["last"]
    assert [claim.kind for claim in form.mine_last_results(about(cup, *league(["1-0"], last="2024-04-06")))] == [
        "last",
        "second-last",
    ]


def test_a_league_whose_newest_results_are_missing_gives_no_form():
    """A store that stops in April knows of the cup final in May, but not of the league matches in between."""
    cup = b.match("2024-05-15", LIVERPOOL, "1-1", FULHAM, b.FA_CUP, round="Round 1")
    held = about(cup, *league(["1-0", "2-0", "0-1", "2-2", "1-3", "0-0"], last="2024-04-13"))
    missing = dataclasses.replace(held, followed={LIVERPOOL.id: False})
    assert len(form.mine_counts(held)) == 1
    assert form.mine_counts(missing) == []
    assert [claim.kind for claim in form.mine_last_results(missing)] == ["last"]
