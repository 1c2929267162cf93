"""Which ties neighbour one another, and when that was known, on hand-built rows."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from pressbox.domain import AsOf, Fixture
from pressbox.store.brackets import ROUNDS, Bracket, Undrawn, bracket_of, was_drawn
from pressbox.store.competitions import competitions
from pressbox.store.stage_windows import read_table
from tests.builders import CHAMPIONS_LEAGUE, fixture, team

QUARTER_FINALS = ("ab", "cd", "ef", "gh")
SEMI_FINALS, FINAL = ("ac", "eg"), ("ae",)
ON = "2024-04-09"


def at(day: str) -> AsOf:
    return AsOf(dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC))


def ties(round_name: str, first: str, pairs: tuple[str, ...], winners: str = "") -> list[dict[str, Any]]:
    """Rows as ``bracket_ties.sql`` gives them, a day apart."""
    return [
        {
            "id": f"{round_name}.{pair}",
            "round": round_name,
            "team_1": pair[0],
            "team_2": pair[1],
            "first_date": dt.date.fromisoformat(first) + dt.timedelta(days=number),
            "winner": next((side for side in pair if side in winners), None),
        }
        for number, pair in enumerate(pairs)
    ]


def present(rows: list[dict[str, Any]], season: str = "2023-24") -> list[Fixture]:
    return [
        fixture(
            str(row["first_date"]), team(row["team_1"]), team(row["team_2"]), CHAMPIONS_LEAGUE,
            season=season, round=row["round"], leg=1, tie=row["id"],
        )
        for row in rows
    ]  # fmt: skip


def bracket(
    later: list[dict[str, Any]], first: list[dict[str, Any]] | None = None, on: str = ON, season: str = "2023-24"
) -> Bracket | Undrawn:
    rows = first or ties("Quarter-finals", ON, QUARTER_FINALS)
    open_ties = {row["id"] for row in rows if row["winner"] is None}
    return bracket_of(present(rows, season), open_ties, rows + later, at(on))


def order(found: Bracket | Undrawn) -> list[str]:
    assert isinstance(found, Bracket)
    return ["".join(side.id for side in tie.sides) for tie in found.ties]


def test_neighbours_are_those_whose_sides_met_in_the_next_round():
    later = ties("Semi-finals", "2024-04-30", ("ea", "gd")) + ties("Final", "2024-06-01", ("ag",))
    assert order(bracket(later)) == ["ab", "ef", "cd", "gh"]


@pytest.mark.parametrize("came_through", ["aceg", "bdfh", "adeh"])
def test_who_came_through_changes_nothing(came_through: str):
    a, c, e, g = came_through
    pairings = [((a + e, g + c), (a + g,)), ((e + a, c + g), (c + e,)), ((g + c, e + a), (e + c,))]
    found = [
        bracket(ties("Semi-finals", "2024-04-30", semi) + ties("Final", "2024-06-01", final))
        for semi, final in pairings
    ]
    expected = bracket(ties("Semi-finals", "2024-04-30", ("ae", "cg")) + ties("Final", "2024-06-01", ("ac",)))
    assert order(expected) == ["ab", "ef", "cd", "gh"]
    assert all(one == expected for one in found)


def test_the_last_two_parts_meet_also_where_no_source_has_their_match():
    assert order(bracket(ties("Semi-finals", "2024-04-30", ("ae",)))) == ["ab", "ef", "cd", "gh"]
    semi_finals = ties("Semi-finals", "2024-04-30", ("ae", "cg"))
    assert order(bracket([], semi_finals, "2024-04-30")) == ["ae", "cg"]


def test_what_no_later_round_tells_is_left_out():
    found = bracket([])
    assert found == Undrawn("Later rounds are left out: which ties are neighbours is not on file.")


@pytest.mark.parametrize("pairs", [("ab", "ce"), ("ax", "ce"), ("ac", "ae")])
def test_pairings_that_contradict_the_bracket_make_none(pairs: tuple[str, str]):
    """Two sides of one tie, a side of no tie, a side twice."""
    assert isinstance(bracket(ties("Semi-finals", "2024-04-30", pairs)), Undrawn)


def test_a_round_of_another_size_makes_no_bracket():
    assert isinstance(bracket([], ties("Quarter-finals", ON, QUARTER_FINALS[:3])), Undrawn)


def test_a_draw_is_known_from_the_day_after_it():
    later = ties("Semi-finals", "2024-04-30", SEMI_FINALS)
    assert isinstance(bracket(later, on="2024-03-15"), Undrawn)
    assert isinstance(bracket(later, on="2024-03-16"), Bracket)


def test_a_season_that_drew_each_round_by_itself_has_no_bracket_before_the_semi_finals():
    later = ties("Semi-finals", "2018-04-24", SEMI_FINALS)
    found = bracket(later, ties("Quarter-finals", "2018-04-03", QUARTER_FINALS), "2018-04-03", "2017-18")
    assert isinstance(found, Undrawn)
    assert "not drawn yet" in found.reason


def test_sides_that_are_through_are_told_and_a_tie_that_is_neither_open_nor_settled_makes_no_bracket():
    later = ties("Semi-finals", "2024-04-30", SEMI_FINALS)
    rows = ties("Quarter-finals", ON, QUARTER_FINALS, winners="bg")
    found = bracket(later, rows)
    assert isinstance(found, Bracket)
    assert [tie.winner for tie in found.ties] == ["b", None, None, "g"]
    replay = bracket_of(present(rows), {rows[1]["id"]}, rows + later, at(ON))
    assert isinstance(replay, Undrawn)
    assert "replay" in replay.reason


def test_later_rounds_follow_the_rules_of_the_season():
    later = ties("Semi-finals", "2024-04-30", SEMI_FINALS) + ties("Final", "2024-06-01", FINAL)
    found = bracket(later)
    assert isinstance(found, Bracket)
    assert [(one.name, one.legs, one.away_goals_rule, one.extra_time, one.date.isoformat()) for one in found.later] == [
        ("Semi-finals", 2, False, True, "2024-04-30"),
        ("Final", 1, False, True, "2024-06-01"),
    ]
    earlier = bracket(
        ties("Semi-finals", "2021-04-27", SEMI_FINALS), ties("Quarter-finals", "2021-04-06", QUARTER_FINALS),
        "2021-04-06", "2020-21",
    )  # fmt: skip
    assert isinstance(earlier, Bracket)
    assert [(one.away_goals_rule, one.date.isoformat()) for one in earlier.later] == [
        (True, "2021-04-27"),
        (True, "2021-04-27"),
    ]


def test_hosts_are_at_home_in_the_rounds_that_their_row_names():
    rows = ties("Quarter-finals", "2021-07-02", QUARTER_FINALS)
    later = ties("Semi-finals", "2021-07-06", SEMI_FINALS) + ties("Final", "2021-07-11", FINAL)
    hosts = {"uefa-euro": "2020", "fifa-world-cup": "2002"}
    found = {}
    for competition, season in hosts.items():
        played_in = dataclasses.replace(CHAMPIONS_LEAGUE, id=competition)
        fixtures = [dataclasses.replace(one, competition=played_in) for one in present(rows, season)]
        bracket = bracket_of(fixtures, {row["id"] for row in rows}, rows + later, at("2021-07-02"))
        assert isinstance(bracket, Bracket)
        found[competition] = [(one.legs, one.hosts) for one in bracket.later]
    assert found == {
        "uefa-euro": [(1, {"nat-england"}), (1, {"nat-england"})],
        "fifa-world-cup": [(1, {"nat-south-korea", "nat-japan"}), (1, {"nat-japan"})],
    }


def test_the_rows_of_the_files_are_sound():
    for row in read_table("brackets.csv"):
        assert row["competition"] in competitions()
        assert row["from_round"] in ROUNDS[:-2]
        assert row["first_season"] <= row["last_season"]
        if row["drawn_on"]:
            dt.date.fromisoformat(row["drawn_on"])
            assert row["first_season"] == row["last_season"]
    for row in read_table("hosts.csv"):
        assert row["competition"] in competitions()
        assert set(filter(None, row["rounds"].split("|"))) <= set(ROUNDS)
        assert row["team"].startswith("nat-")


def test_the_draw_of_the_summer_of_2020_came_before_the_round_of_16_was_over():
    assert not was_drawn("uefa-cl", "2019-20", "Round of 16", at("2020-03-10"))
    assert was_drawn("uefa-cl", "2019-20", "Round of 16", at("2020-08-07"))
    assert was_drawn("uefa-cl", "2019-20", "Quarter-finals", at("2020-08-12"))
    assert not was_drawn("uefa-cl", "2023-24", "Round of 16", at("2024-03-13"))
    assert was_drawn("eng-fa-cup", "2023-24", "Semi-finals", at("2024-04-20"))
    assert not was_drawn("eng-fa-cup", "2023-24", "Quarter-finals", at("2024-03-16"))


def test_a_round_whose_matches_are_not_on_file_makes_no_bracket():
    assert isinstance(bracket_of((), set(), (), at(ON)), Undrawn)
