from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from pressbox.domain import Dossier, Side, Tie
from pressbox.facts import stage
from pressbox.facts.claim import Claim
from tests import builders as b
from tests import stories


def statements(miner: Callable[[Dossier], list[Claim]], dossier: Dossier) -> list[str]:
    return [claim.statement for claim in miner(dossier)]


def test_a_second_leg_tells_the_tie_so_far():
    assert statements(stage.mine_stage, stories.second_leg()) == [
        "Atalanta lead Liverpool 3-0 on aggregate, having won the first leg of their Europa League quarter-final tie "
        "away on Thursday 11 April."
    ]


def test_a_second_leg_tells_what_the_side_behind_needs():
    assert statements(stage.mine_need, stories.second_leg()) == [
        "Liverpool must win by three goals to force extra time and by four or more to go through without it."
    ]


def test_nothing_is_said_of_the_need_where_away_goals_count():
    dossier = stories.second_leg()
    tie = dataclasses.replace(dossier.tie, away_goals_rule=True)
    assert stage.mine_need(dataclasses.replace(dossier, tie=tie)) == []


def test_a_level_tie_is_told_so():
    dossier = stories.second_leg()
    level = dataclasses.replace(stories.FIRST_LEG, score=b.Score(1, 1))
    dossier = dataclasses.replace(dossier, tie=Tie(stories.TIE, 2, 2, level, False, True))
    assert statements(stage.mine_stage, dossier) == [
        "Atalanta and Liverpool are level at 1-1 after the first leg of their Europa League quarter-final tie "
        "on Thursday 11 April."
    ]
    assert statements(stage.mine_need, dossier) == [
        "A draw after 90 minutes would send the tie to extra time, and a win by any margin would settle it."
    ]


def test_a_second_leg_whose_first_is_not_on_record_says_so():
    dossier = dataclasses.replace(stories.second_leg(), tie=Tie(stories.TIE, 2, 2, None, False, True))
    assert statements(stage.mine_stage, dossier)[0].endswith("; the first is not on record.")


def test_a_first_leg_names_the_day_of_the_second():
    assert statements(stage.mine_stage, stories.first_leg()) == [
        "This is the first leg of the Europa League quarter-final tie of Liverpool and Atalanta; "
        "the second is at Atalanta on Thursday 18 April."
    ]


def test_a_final_is_called_a_final():
    assert statements(stage.mine_stage, stories.neutral_final()) == [
        "Atalanta and Bayer Leverkusen meet in the Europa League final."
    ]


def test_a_league_match_names_its_matchday():
    assert statements(stage.mine_stage, stories.league()) == [
        "Arsenal and Crystal Palace meet on matchday 34 of the Premier League."
    ]


def test_the_way_through_the_round_before_is_told_for_both():
    assert statements(stage.mine_paths, stories.second_leg()) == [
        "Atalanta put out Sporting CP 3-2 on aggregate in the round of 16.",
        "Liverpool put out Sparta Prague 11-2 on aggregate in the round of 16.",
    ]


@pytest.mark.parametrize(("score", "winner", "told"), [("1-1", "home", "on penalties"), ("0-1", None, None)])
def test_a_side_is_said_to_have_come_through_only_where_the_matches_show_it(
    score: str, winner: Side | None, told: str | None
):
    dossier = stories.second_leg()
    before = b.match(
        "2024-03-14", stories.ATALANTA, score, stories.SPORTING, b.EUROPA_LEAGUE,
        round="Round of 16", leg=1, tie="r16", shoot_out_winner=winner,
    )  # fmt: skip
    dossier = dataclasses.replace(dossier, recent={stories.ATALANTA.id: (stories.FIRST_LEG, before)})
    expected = [f"Atalanta beat Sporting CP {told} in the round of 16."] if told else []
    assert statements(stage.mine_paths, dossier) == expected


def test_a_tie_with_a_leg_missing_is_not_told():
    dossier = stories.second_leg()
    only_second = dossier.recent[stories.ATALANTA.id][2]
    dossier = dataclasses.replace(dossier, recent={stories.ATALANTA.id: (stories.FIRST_LEG, only_second)})
    assert stage.mine_paths(dossier) == []


def test_the_next_fixture_and_a_run_of_away_matches_are_told():
    assert statements(stage.mine_next, stories.second_leg()) == [
        "Atalanta go on to play Monza away in Serie A on Sunday 21 April.",
        "Liverpool go on to play Fulham away in the Premier League on Sunday 21 April.",
        "Liverpool begin a run of three matches away from home with this one.",
    ]


def test_a_run_of_away_matches_that_the_list_does_not_end_is_not_told():
    dossier = stories.second_leg()
    away_only = dossier.next_fixtures[stories.LIVERPOOL.id][:2]
    dossier = dataclasses.replace(dossier, next_fixtures={stories.LIVERPOOL.id: away_only})
    assert [claim.kind for claim in stage.mine_next(dossier)] == ["next"]
