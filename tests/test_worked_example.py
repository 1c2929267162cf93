"""The worked example of the taxonomy of claims: W1 to W4, W10, W12 and W19 by plain SQL over the store.

Atalanta v Liverpool, Europa League quarter-final, second leg, as of the morning of 18 April 2024.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pressbox.store.database import Store

pytestmark = pytest.mark.shared_data

Row = tuple[Any, ...]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def ask(store: Store, query: str) -> list[Row]:
    return store.connection.execute(query).fetchall()


NAMED = """
WITH named AS (
  SELECT m.*, h.name AS home_name, a.name AS away_name, n.name AS competition_name
  FROM matches AS m
  JOIN teams AS h ON h.id = m.home JOIN teams AS a ON a.id = m.away JOIN competitions AS n ON n.id = m.competition
), meetings AS (
  SELECT * FROM named
  WHERE (home_name, away_name) IN (('Atalanta', 'Liverpool'), ('Liverpool', 'Atalanta')) AND date < DATE '2024-04-18'
)
"""


def test_w1_second_leg_of_the_quarter_final_and_liverpool_trail_0_3(shared_store: Store):
    fixture = "FROM named WHERE (home_name, away_name, date) = ('Atalanta', 'Liverpool', DATE '2024-04-18')"
    (found,) = ask(shared_store, f"{NAMED} SELECT competition_name, season, phase, round, leg, neutral {fixture}")
    assert found[:5] == ("Europa League", "2023-24", "knockout", "Quarter-finals", 2)
    assert not found[5]
    first = f"{NAMED} SELECT date, home_name, home_final, away_final, away_name, leg FROM named"
    assert ask(shared_store, f"{first} WHERE leg = 1 AND tie = (SELECT tie {fixture})") == [
        (day("2024-04-11"), "Liverpool", 0, 3, "Atalanta", 1)
    ]


def test_w2_atalanta_put_sporting_out_in_the_round_of_16(shared_store: Store):
    tie = """
        SELECT t.id, o.name, w.name, t.decided,
          CASE WHEN t.team_1 = w.id THEN t.goals_1 ELSE t.goals_2 END,
          CASE WHEN t.team_1 = w.id THEN t.goals_2 ELSE t.goals_1 END
        FROM ties AS t JOIN teams AS w ON w.id = t.winner
        JOIN teams AS o ON o.id IN (t.team_1, t.team_2) AND o.id <> w.id JOIN competitions AS c ON c.id = t.competition
        WHERE c.name = 'Europa League' AND t.season = '2023-24' AND t.round = 'Round of 16' AND w.name = 'Atalanta'"""
    ((tie_id, opponent, winner, decided, scored, conceded),) = ask(shared_store, tie)
    assert (winner, decided, scored, conceded) == ("Atalanta", "aggregate", 3, 2)
    assert opponent.startswith("Sporting")
    legs = f"{NAMED} SELECT leg, date, home_name = 'Atalanta', home_final, away_final FROM named WHERE tie = '{tie_id}'"
    assert ask(shared_store, f"{legs} ORDER BY leg") == [
        (1, day("2024-03-06"), False, 1, 1),
        (2, day("2024-03-14"), True, 2, 1),
    ]


def test_w3_fourth_meeting_and_second_visit(shared_store: Store):
    found = ask(shared_store, f"{NAMED} SELECT date, home_name, home_final, away_final FROM meetings ORDER BY date")
    assert found == [
        (day("2020-11-03"), "Atalanta", 0, 5),
        (day("2020-11-25"), "Liverpool", 0, 2),
        (day("2024-04-11"), "Liverpool", 0, 3),
    ]


def test_w4_the_only_previous_visit_was_a_5_0_win_in_the_champions_league(shared_store: Store):
    query = "SELECT date, competition_name, season, phase, home_final, away_final FROM meetings"
    assert ask(shared_store, f"{NAMED} {query} WHERE home_name = 'Atalanta'") == [
        (day("2020-11-03"), "Champions League", "2020-21", "group", 0, 5)
    ]


LAST_LEAGUE_MATCH = """
SELECT id, date, home_name, home_final, away_final, away_name FROM named
WHERE '{club}' IN (home_name, away_name) AND date < DATE '2024-04-18' AND home_final IS NOT NULL
ORDER BY date DESC LIMIT 1"""

GOALS = "SELECT minute, side, player FROM goals WHERE match = ? ORDER BY sequence"


def test_w10_atalanta_drew_2_2_with_verona_after_leading_2_0(shared_store: Store):
    ((match, *result),) = ask(shared_store, NAMED + LAST_LEAGUE_MATCH.format(club="Atalanta"))
    assert result[:4] == [day("2024-04-15"), "Atalanta", 2, 2]
    assert "Verona" in result[4]
    goals = shared_store.connection.execute(GOALS, [match]).fetchall()
    assert [(minute, side) for minute, side, _ in goals] == [(13, "home"), (18, "home"), (56, "away"), (60, "away")]


def test_w12_liverpool_lost_at_home_to_crystal_palace_by_a_goal_of_eze(shared_store: Store):
    ((match, *result),) = ask(shared_store, NAMED + LAST_LEAGUE_MATCH.format(club="Liverpool"))
    assert result == [day("2024-04-14"), "Liverpool", 0, 1, "Crystal Palace"]
    ((minute, side, player),) = shared_store.connection.execute(GOALS, [match]).fetchall()
    assert (minute, side) == (14, "away")
    assert "Eze" in player


def test_w19_city_lead_with_73_and_arsenal_and_liverpool_have_71(shared_store: Store):
    query = """
        SELECT t.name, 3 * count(*) FILTER (outcome = 'W') + count(*) FILTER (outcome = 'D') AS points, count(*)
        FROM team_matches AS m JOIN teams AS t ON t.id = m.team JOIN competitions AS c ON c.id = m.competition
        WHERE c.name = 'Premier League' AND c.country = 'ENG' AND m.season = '2023-24' AND m.date < DATE '2024-04-18'
        GROUP BY t.name ORDER BY points DESC, t.name LIMIT 4"""
    assert ask(shared_store, query)[:3] == [("Manchester City", 73, 32), ("Arsenal", 71, 32), ("Liverpool", 71, 32)]
    for on in ("2024-04-17", "2024-04-18"):
        table = shared_store.table("eng-1", day(on))
        assert table is not None
        assert [(row.team.name, row.points) for row in table.rows[:3]] == [
            ("Manchester City", 73),
            ("Arsenal", 71),
            ("Liverpool", 71),
        ]
