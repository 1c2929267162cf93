from __future__ import annotations

import dataclasses
from collections.abc import Callable

from pressbox.domain import Dossier, Tie
from pressbox.facts import head_to_head, table
from pressbox.facts.claim import Claim
from pressbox.facts.history import History
from pressbox.facts.record import SIDES
from tests import builders as b
from tests import stories


def statements(miner: Callable[[Dossier], list[Claim]], dossier: Dossier) -> list[str]:
    return [claim.statement for claim in miner(dossier)]


def test_place_and_gaps_are_told_from_the_table():
    assert statements(table.mine_table, stories.league()) == [
        "Arsenal are second in the Premier League with 71 points from 32 matches.",
        "Arsenal are two points behind the leaders, Manchester City.",
        "Crystal Palace are fourth in the Premier League with 33 points from 31 matches.",
        "Crystal Palace are 40 points behind the leaders, Manchester City, with a match in hand.",
        "Crystal Palace are seven points behind Fulham in third, with a match in hand.",
    ]


def test_leaders_are_told_how_clear_they_are():
    of = b.fixture("2024-04-20", stories.CITY, stories.PALACE)
    top = b.table(b.PREMIER_LEAGUE, (stories.CITY, 33, 73), (stories.ARSENAL, 32, 73))
    assert statements(table.mine_table, b.dossier(of, tables={stories.CITY.id: top})) == [
        "Manchester City top the Premier League with 73 points from 33 matches.",
        "Manchester City are level on points with Arsenal in second, having played a match more.",
    ]


def test_a_table_with_matches_missing_says_nothing():
    dossier = stories.league()
    partial = {key: dataclasses.replace(value, complete=False) for key, value in dossier.tables.items()}
    assert table.mine_table(dataclasses.replace(dossier, tables=partial)) == []


def test_a_table_claim_shows_the_lines_it_compares():
    gap = table.mine_table(stories.league())[1]
    assert [row["team"] for row in gap.to_dict()["coverage"]["table"]] == ["Manchester City", "Arsenal"]


def all_time(dossier: Dossier) -> list[Claim]:
    return head_to_head.mine_all_time([History.of_side(dossier, side) for side in SIDES])


def test_meetings_are_counted_over_those_on_record():
    assert statements(all_time, stories.second_leg()) == [
        "This is the fourth meeting of Atalanta and Liverpool on record since 3 November 2020: "
        "Atalanta have won two and Liverpool one."
    ]


def test_the_last_meeting_is_the_one_before_the_tie_and_the_last_visit_is_told_apart():
    assert statements(head_to_head.mine_last_meetings, stories.second_leg()) == [
        "In the last meeting on record before this tie, Atalanta won 2-0 away to Liverpool "
        "in the Champions League group stage on 25 November 2020.",
        "Liverpool won 5-0 away to Atalanta in the Champions League group stage on 3 November 2020, "
        "on their only earlier visit on record.",
    ]


def test_sides_that_never_met_are_said_to_have_no_meeting_on_record():
    assert statements(all_time, stories.unknown_clubs()) == [
        "No earlier meeting of Eastville and Westville is on record."
    ]
    assert head_to_head.mine_last_meetings(stories.unknown_clubs()) == []


def test_one_earlier_meeting_is_not_counted_out():
    dossier = stories.league()
    assert statements(all_time, dossier) == ["This is the second meeting of Arsenal and Crystal Palace on record."]
    assert statements(head_to_head.mine_last_meetings, dossier) == [
        "In the only earlier meeting on record, Arsenal won 1-0 away to Crystal Palace "
        "in the Premier League on 21 August 2023."
    ]


def test_a_first_leg_that_was_the_first_meeting_leaves_no_last_one():
    dossier = stories.second_leg()
    tie = Tie(stories.TIE, 2, 2, stories.FIRST_LEG, False, True)
    assert head_to_head.mine_last_meetings(dataclasses.replace(dossier, meetings=(stories.FIRST_LEG,), tie=tie)) == []


def test_awarded_meetings_are_won_by_nobody():
    dossier = stories.league()
    awarded = tuple(dataclasses.replace(match, awarded=True) for match in dossier.meetings)
    assert statements(all_time, dataclasses.replace(dossier, meetings=awarded)) == [
        "No earlier meeting of Arsenal and Crystal Palace that was decided on the field is on record."
    ]
