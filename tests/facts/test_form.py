from __future__ import annotations

import dataclasses

from pressbox.domain import Dossier, Fixture, Match
from pressbox.facts import form
from pressbox.facts.claim import Claim
from tests import builders as b

LIVERPOOL, FULHAM, EVERTON = b.team("Liverpool"), b.team("Fulham"), b.team("Everton")
OF = b.fixture("2024-04-20", LIVERPOOL, EVERTON)


def about(*matches: Match, of: Fixture = OF) -> Dossier:
    return b.dossier(of, recent={LIVERPOOL.id: matches})


def statements(claims: list[Claim]) -> list[str]:
    return [claim.statement for claim in claims]


def league(scores: list[str], last: str = "2024-04-13") -> list[Match]:
    return b.run_of(scores, LIVERPOOL, [FULHAM], last)


def with_cups(*matches: Match) -> tuple[Match, ...]:
    """Matches with both English cups among the season's."""
    cups = (
        b.match("2024-01-07", LIVERPOOL, "0-2", FULHAM, b.FA_CUP, round="Round 3"),
        b.match("2023-09-27", LIVERPOOL, "3-1", FULHAM, b.EFL_CUP, round="Round 3"),
    )
    return (*matches, *cups)


def test_a_run_ends_at_the_match_that_broke_it():
    claims = form.mine_runs(about(*league(["1-0", "2-0", "1-0", "0-1", "2-0"])))
    assert "Liverpool have won three matches in a row in the Premier League." in statements(claims)
    assert next(claim.value for claim in claims if claim.kind == "won") == 3


def test_a_run_of_two_is_no_claim():
    assert form.mine_runs(about(*league(["1-0", "2-1", "0-1", "1-1"]))) == []


def test_a_run_that_reaches_the_oldest_match_says_at_least():
    claims = form.mine_runs(about(*league(["1-0", "2-0", "1-0"])))
    assert "Liverpool have won at least three matches in a row in the Premier League." in statements(claims)


def test_a_winning_run_is_not_told_again_as_an_unbeaten_one():
    kinds = {claim.kind for claim in form.mine_runs(about(*league(["2-1", "2-1", "3-2", "0-1", "1-0"])))}
    assert kinds == {"won", "without a clean sheet"}


def test_all_competitions_is_said_only_where_every_cup_is_on_record():
    played = league(["1-2", "2-3", "1-4", "3-0"])
    whole = form.mine_runs(about(*with_cups(*played)))
    assert "Liverpool have lost three matches in a row in all competitions." in statements(whole)
    partial = form.mine_runs(about(*played))
    assert "Liverpool have lost three matches in a row in the Premier League." in statements(partial)


def test_a_cup_that_is_half_on_record_is_left_out_of_a_league_run():
    cup = b.match("2024-04-10", LIVERPOOL, "0-1", FULHAM, b.FA_CUP, round="Semi-finals")
    newest, *older = league(["1-0", "2-0", "1-0", "0-1"])
    claims = form.mine_runs(about(newest, cup, *older))
    run = next(claim for claim in claims if claim.kind == "won")
    assert (run.value, run.scope.competitions) == (3, "Premier League")
    assert cup.fixture.id not in [row.match for row in run.evidence]


def test_a_cup_may_be_missing_before_its_clubs_enter():
    early = b.fixture("2023-10-14", LIVERPOOL, EVERTON)
    played = league(["1-0", "2-0", "1-0", "2-1", "0-1", "1-1"], "2023-10-07")
    league_cup = b.match("2023-08-29", LIVERPOOL, "1-0", FULHAM, b.EFL_CUP, round="Round 2")
    claims = form.mine_runs(about(*played, league_cup, of=early))
    assert "Liverpool have won four matches in a row in all competitions." in statements(claims)


def test_an_awarded_match_is_not_a_result_of_play_and_ends_a_run():
    played = league(["1-0", "2-0", "1-0", "3-0", "1-0"])
    played[3] = dataclasses.replace(played[3], awarded=True)
    claims = form.mine_runs(about(*played))
    assert "Liverpool have won at least three matches in a row in the Premier League." in statements(claims)


def test_a_shoot_out_counts_as_a_draw():
    lost = b.match("2024-04-17", LIVERPOOL, "1-1", FULHAM, b.FA_CUP, extra_time=True, shoot_out_winner="away")
    league_cup = b.match("2023-09-27", LIVERPOOL, "3-1", FULHAM, b.EFL_CUP)
    claims = form.mine_runs(about(lost, *league(["1-0", "2-0", "0-1"]), league_cup))
    assert "Liverpool are unbeaten in three matches in all competitions." in statements(claims)


def test_friendlies_and_super_cups_do_not_count():
    friendly = b.match("2024-04-17", LIVERPOOL, "0-5", FULHAM, b.FRIENDLY)
    claims = form.mine_last_results(about(friendly, *league(["1-0"])))
    assert statements(claims) == ["Liverpool beat Fulham 1-0 at home in the Premier League on Saturday 13 April."]


def test_a_record_that_stopped_long_ago_has_no_active_run():
    assert form.mine_runs(about(*league(["1-0", "2-0", "1-0", "0-1"], "2023-05-28"))) == []


def test_the_last_six_are_counted():
    claims = form.mine_counts(about(*with_cups(*league(["1-0", "0-1", "1-1", "2-2", "0-3", "0-1"]))))
    assert statements(claims) == [
        "Liverpool have won one, drawn two and lost three of their last six matches in all competitions."
    ]


def test_fewer_than_six_are_said_to_be_those_on_record():
    claims = form.mine_counts(about(*league(["1-0", "2-1", "3-1"])))
    assert statements(claims) == ["Liverpool have won all of their last three matches on record in the Premier League."]


def test_a_longer_run_is_the_more_surprising():
    short = form.mine_runs(about(*league(["1-0"] * 3 + ["0-1"] * 9)))
    long = form.mine_runs(about(*league(["1-0"] * 6 + ["0-1"] * 6)))
    surprise = [next(c.surprise for c in claims if c.kind == "won") for claims in (short, long)]
    # (3 + 1) / (12 + 2) = 2/7, cubed; (6 + 1) / (12 + 2) = 1/2, to the sixth.
    assert surprise == [round((2 / 7) ** 3, 6), 0.015625]


def test_one_match_under_two_names_is_not_counted_twice():
    played = league(["1-0", "2-0", "3-0", "0-1", "1-0", "1-0", "1-0"])
    twice = b.match("2024-04-13", LIVERPOOL, "1-0", b.team("FC Fulham"))
    story = about(twice, *played)
    assert form.mine_runs(story) == []
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
