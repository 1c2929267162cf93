"""Tables by SQL and tables by Python, place by place, in seasons whose rules are out of the ordinary."""

from __future__ import annotations

import datetime as dt

import pytest

from pressbox.domain import AsOf, Table
from pressbox.store.database import Store
from pressbox.store.league_proofs import league_answers
from pressbox.store.leagues import SUPPOSED
from pressbox.store.tables import league_table
from pressbox.views import Proof, TableQuestion

pytestmark = pytest.mark.shared_data

DAYS = [
    ("eng-1", "1995-05-10"),
    ("eng-1", "2024-04-18"),  # points deducted
    ("ita-1", "2023-03-01"),  # points deducted that were given back
    ("ita-1", "2023-06-06"),  # and order by the matches between sides that are level
    ("esp-1", "2024-04-21"),
    ("ger-1", "1990-05-01"),  # two points for a win
    ("rus-1", "2018-04-01"),  # order by wins
    ("sco-1", "2024-04-06"),
    ("sco-1", "2024-05-05"),  # in two parts
    ("sco-1", "2024-05-25"),
    ("sco-1", "2020-02-20"),
    ("sco-1", "2020-06-01"),  # ended early
    ("eng-3", "2020-02-20"),
    ("eng-3", "2020-06-20"),
    ("fra-1", "2020-02-09"),
    ("fra-1", "2020-06-01"),
    ("ned-1", "2020-03-10"),
]


@pytest.mark.parametrize(("competition", "on"), DAYS)
def test_sql_and_python_make_the_same_table(shared_store: Store, competition: str, on: str):
    moment = AsOf(dt.datetime.fromisoformat(f"{on}T00:00:00+00:00"))
    table = shared_store.table(competition, moment.local_date, moment)
    assert table is not None
    expected: dict[Proof, int] = {}
    for row in table.rows:
        numbers = {"place": row.place, "points": row.points, "played": row.played, "goals for": row.goals_for}
        for what, number in numbers.items():
            expected[TableQuestion(competition, table.season, row.team.id, what)] = number
    expected |= supposed_places(shared_store, table, moment)
    assert league_answers(shared_store, moment, expected) == expected


def supposed_places(store: Store, table: Table, moment: AsOf) -> dict[Proof, int]:
    """Every place if the sixth and the seventh met now and the home side won, drew or lost."""
    season = {"competition": table.competition.id, "season": table.season}
    results = store.known_rows("league_results", moment, season)
    home, away = table.rows[5].team.id, table.rows[6].team.id
    found: dict[Proof, int] = {}
    for goals in SUPPOSED.values():
        result = {"home": home, "away": away, "home_goals": goals[0], "away_goals": goals[1]}
        teams = [row.team for row in table.rows]
        after = league_table(table.competition, table.season, moment, teams, [*results, result])
        for row in after.rows:
            asked = TableQuestion(*season.values(), row.team.id, "place", supposed=(home, away, *goals))
            found[asked] = row.place
    return found


@pytest.mark.parametrize(
    ("competition", "on"), [("fra-1", "2020-02-09"), ("fra-1", "2020-06-01"), ("eng-1", "2024-04-18")]
)
def test_sql_and_python_count_the_same_matches_left(shared_store: Store, competition: str, on: str):
    moment = AsOf(dt.datetime.fromisoformat(f"{on}T00:00:00+00:00"))
    season = shared_store.season(competition, moment.local_date, moment)
    assert season is not None
    expected: dict[Proof, int] = {
        TableQuestion(competition, season.table.season, row.team.id, "left"): sum(
            row.team.id in (pair.home, pair.away) for pair in season.left
        )
        for row in season.table.rows
    }
    assert league_answers(shared_store, moment, expected) == expected
