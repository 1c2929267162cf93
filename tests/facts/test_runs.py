from __future__ import annotations

import dataclasses

from pressbox.domain import Dossier
from pressbox.facts import mine
from pressbox.facts.claim import Claim
from pressbox.facts.history import History
from pressbox.facts.runs import mine_runs
from tests import builders as b
from tests.facts.sides import EVERTON, FULHAM, LIVERPOOL, about, league, statements, with_cups


def runs_of(dossier: Dossier) -> list[Claim]:
    return list(mine_runs(History.of_side(dossier, "home")))


def test_a_run_ends_at_the_match_that_broke_it():
    claims = runs_of(about(*league(["1-0", "2-0", "1-0", "0-1", "2-0"])))
    assert "Liverpool have won three matches in a row in the Premier League." in statements(claims)
    assert next(claim.value for claim in claims if claim.kind == "won") == 3


def test_a_run_of_two_is_no_claim():
    assert runs_of(about(*league(["1-0", "2-1", "0-1", "1-1"]))) == []


def test_a_run_that_reaches_the_oldest_match_says_at_least():
    claims = runs_of(about(*league(["1-0", "2-0", "1-0"])))
    assert "Liverpool have won at least three matches in a row in the Premier League." in statements(claims)


def test_a_winning_run_is_not_told_again_as_an_unbeaten_one():
    kinds = {claim.kind for claim in runs_of(about(*league(["2-1", "2-1", "3-2", "0-1", "1-0"])))}
    assert kinds == {"won", "without a clean sheet"}


def test_all_competitions_is_said_only_where_every_cup_is_on_record():
    played = league(["1-2", "2-3", "1-4", "3-0"])
    whole = runs_of(about(*with_cups(*played)))
    assert "Liverpool have lost three matches in a row in all competitions." in statements(whole)
    partial = runs_of(about(*played))
    assert "Liverpool have lost three matches in a row in the Premier League." in statements(partial)


def test_a_cup_that_is_half_on_record_is_left_out_of_a_league_run():
    cup = b.match("2024-04-10", LIVERPOOL, "0-1", FULHAM, b.FA_CUP, round="Semi-finals")
    newest, *older = league(["1-0", "2-0", "1-0", "0-1"])
    claims = runs_of(about(newest, cup, *older))
    run = next(claim for claim in claims if claim.kind == "won")
    assert (run.value, run.scope.competitions) == (3, "Premier League")
    assert cup.fixture.id not in [row.match for row in run.evidence]


def test_a_cup_may_be_missing_before_its_clubs_enter():
    early = b.fixture("2023-10-14", LIVERPOOL, EVERTON)
    played = league(["1-0", "2-0", "1-0", "2-1", "0-1", "1-1"], "2023-10-07")
    league_cup = b.match("2023-08-29", LIVERPOOL, "1-0", FULHAM, b.EFL_CUP, round="Round 2")
    claims = runs_of(about(*played, league_cup, of=early))
    assert "Liverpool have won four matches in a row in all competitions." in statements(claims)


def test_an_awarded_match_is_not_a_result_of_play_and_ends_a_run():
    played = league(["1-0", "2-0", "1-0", "3-0", "1-0"])
    played[3] = dataclasses.replace(played[3], awarded=True)
    claims = runs_of(about(*played))
    assert "Liverpool have won at least three matches in a row in the Premier League." in statements(claims)


def test_a_shoot_out_counts_as_a_draw():
    lost = b.match("2024-04-17", LIVERPOOL, "1-1", FULHAM, b.FA_CUP, extra_time=True, shoot_out_winner="away")
    league_cup = b.match("2023-09-27", LIVERPOOL, "3-1", FULHAM, b.EFL_CUP)
    claims = runs_of(about(lost, *league(["1-0", "2-0", "0-1"]), league_cup))
    assert "Liverpool are unbeaten in three matches in all competitions." in statements(claims)


def test_a_record_that_stopped_long_ago_has_no_active_run():
    assert runs_of(about(*league(["1-0", "2-0", "1-0", "0-1"], "2023-05-28"))) == []


def test_a_longer_run_is_the_more_surprising():
    short, long = (about(*league(["1-0"] * n + ["0-1"] * (12 - n))) for n in (3, 6))
    surprise = [
        next(c.surprise for c in mine(story) if (c.template, c.kind) == ("RUN_ACTIVE", "won"))
        for story in (short, long)
    ]
    # (3 + 1) / (12 + 2) = 2/7, cubed; (6 + 1) / (12 + 2) = 1/2, to the sixth.
    assert surprise == [round((2 / 7) ** 3, 6), 0.015625]


def test_one_match_under_two_names_is_in_no_run():
    played = league(["1-0", "2-0", "3-0", "0-1", "1-0", "1-0", "1-0"])
    twice = b.match("2024-04-13", LIVERPOOL, "1-0", b.team("FC Fulham"))
    assert runs_of(about(twice, *played)) == []


def test_a_run_at_home_is_told_only_where_it_is_longer_than_the_run_anywhere():
    away = b.match("2024-03-20", FULHAM, "1-0", LIVERPOOL)
    newest, before, *older = league(["1-0", "1-0", "1-0", "1-0", "1-0", "0-1"])
    assert [c.scope.venue for c in runs_of(about(newest, before, *older)) if c.kind == "won"] == ["any"]
    mixed = sorted((newest, before, *older, away), key=lambda match: match.fixture.date, reverse=True)
    assert [(c.scope.venue, c.value) for c in runs_of(about(*mixed)) if c.kind == "won"] == [("any", 4), ("home", 5)]
