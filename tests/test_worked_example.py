"""The worked example of the taxonomy of claims, W1 to W21: by plain SQL over the store, and as the miners find them.

Atalanta v Liverpool, Europa League quarter-final, second leg, as of the morning of 18 April 2024.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pressbox.facts.claim import Claim
from pressbox.pipeline import Desk
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


@pytest.fixture(scope="module")
def claims(shared_store: Store) -> dict[tuple[str, str, str], Claim]:
    """What is told of Liverpool: by kind, competitions and ground."""
    desk = Desk(shared_store)
    found = desk.facts(desk.fixture("Atalanta", "Liverpool", "2024-04-18"))
    return {(c.kind, c.scope.competitions, c.scope.venue): c for c in found if c.side == "away"}


def days_of(claim: Claim) -> list[str]:
    return [row.date.isoformat() for row in claim.evidence]


def test_w13_liverpools_first_home_league_defeat_in_29_matches(claims: dict[tuple[str, str, str], Claim]):
    claim = claims["first lost", "Premier League", "home"]
    assert claim.value == {"since": "2022-10-29", "days": 533, "matches_between": 28}
    assert days_of(claim) == ["2024-04-14", "2022-10-29"]
    assert claim.statement == (
        "Liverpool lost at home in the Premier League on Sunday 14 April for the first time in 29 matches, "
        "since 29 October 2022 (a 2-1 defeat by Leeds United)."
    )


def test_w14_liverpool_have_lost_two_in_a_row(claims: dict[tuple[str, str, str], Claim]):
    claim = claims["two lost again", "all", "any"]
    assert claim.value == {"length": 2, "since": "2023-04-01", "length_then": 3}
    assert days_of(claim) == ["2024-04-14", "2024-04-11", "2023-04-01", "2023-03-15", "2023-03-11"]


def test_w15_nine_matches_without_a_clean_sheet(claims: dict[tuple[str, str, str], Claim]):
    claim = claims["without a clean sheet", "all", "any"]
    assert (claim.template, claim.value, days_of(claim)[-1]) == ("RUN_ACTIVE", 9, "2024-03-07")


def test_w16_liverpool_have_scored_in_each_away_match_of_the_season(claims: dict[tuple[str, str, str], Claim]):
    claim = claims["scored this season", "all", "away"]
    assert claim.value == {"length": 24, "of": 24, "season": "2023-24"}
    assert len(claim.evidence) == 24
    assert "2024-02-25" in days_of(claim)  # at Wembley, 0-0 after 90 minutes
    assert claim.scope.clock == "120"


def test_w17_liverpool_last_failed_to_score_away_at_chelsea(claims: dict[tuple[str, str, str], Claim]):
    claim = claims["last not scored", "all", "away"]
    assert claim.value == {"since": "2023-04-04", "days": 380, "matches": 28}
    assert [(row.home, row.away, row.score) for row in claim.evidence] == [("Chelsea", "Liverpool", "0-0")]


@pytest.fixture(scope="module")
def ranked(shared_store: Store) -> list[Claim]:
    """All that is told of the fixture, the most newsworthy first."""
    desk = Desk(shared_store)
    return list(desk.facts(desk.fixture("Atalanta", "Liverpool", "2024-04-18")))


def told(ranked: list[Claim], template: str, kind: str, subject: str = "") -> Claim:
    (claim,) = [c for c in ranked if (c.template, c.kind) == (template, kind) and c.subject.startswith(subject)]
    return claim


def test_w1_to_w4_as_they_are_told(ranked: list[Claim]):
    assert told(ranked, "STAGE_STATE", "tie").value == {"leg": 2, "home": 3, "away": 0}
    assert told(ranked, "STAGE_STATE", "path", "Atalanta").statement == (
        "Atalanta put out Sporting Lisbon 3-2 on aggregate in the round of 16."
    )
    assert told(ranked, "H2H_ALLTIME", "n-th meeting").value == {
        "meeting": 4,
        "home_won": 2,
        "drawn": 0,
        "away_won": 1,
    }
    visit = told(ranked, "H2H_ALLTIME", "n-th visit", "Liverpool")
    assert visit.value == {"visit": 2, "won": 1, "drawn": 0, "lost": 0}
    assert days_of(visit) == ["2020-11-03"]
    last = told(ranked, "H2H_LAST", "last-visit", "Liverpool")
    assert (days_of(last), last.evidence[0].score) == (["2020-11-03"], "0-5")


def test_w10_and_w12_as_they_are_told(ranked: list[Claim]):
    assert told(ranked, "LAST_RESULT", "last", "Atalanta").statement == (
        "Atalanta drew 2-2 at home with Hellas Verona in Serie A on Monday 15 April."
    )
    assert told(ranked, "LAST_RESULT", "last", "Liverpool").statement == (
        "Liverpool lost 1-0 at home to Crystal Palace in the Premier League on Sunday 14 April."
    )


def test_w18_the_first_of_four_away_matches_in_a_row(ranked: list[Claim]):
    claim = told(ranked, "NEXT_FIX", "away run", "Liverpool")
    assert claim.value == 4
    assert days_of(claim) == ["2024-04-18", "2024-04-21", "2024-04-24", "2024-04-27"]


def test_w19_as_it_is_told(ranked: list[Claim]):
    assert told(ranked, "TABLE_GAP", "leader", "Liverpool").value == {
        "gap": -2,
        "to": "Manchester City",
        "in_hand": 0,
    }


def test_w5_joint_heaviest_home_defeat_in_europe(ranked: list[Claim]):
    claim = told(ranked, "RECORD_EXTREME", "heaviest defeat")
    assert isinstance(claim.value, dict)
    assert (claim.value["margin"], claim.value["level_with"]) == (3, 2)
    assert days_of(claim) == ["2024-04-11", "2023-02-21", "2014-10-22"]
    assert (
        claim.statement == "The 3-0 defeat by Atalanta on Thursday 11 April is Liverpool's joint-heaviest home defeat "
        "in European competition."
    )


def test_w6_atalanta_alone_won_on_both_of_their_first_two_visits(ranked: list[Claim]):
    claim = told(ranked, "UNIQUENESS", "first visits won", "Atalanta")
    assert days_of(claim) == ["2024-04-11", "2020-11-25"]


def test_w7_all_132_sides_went_through(ranked: list[Claim]):
    """The note in claims.md counts 165 in qualifying: eight first legs on 29 and 30 June went to the season before."""
    claim = told(ranked, "TIE_PRECEDENT", "competition")
    assert claim.value == {
        "ties": 132,
        "went_through": 132,
        "qualifying_ties": 173,
        "qualifying_went_through": 170,
    }


def test_w8_liverpool_came_back_once_in_five(ranked: list[Claim]):
    claim = told(ranked, "TIE_PRECEDENT", "side", "Liverpool")
    assert claim.value == {"ties": 5, "went_through": 1}
    assert "against Barcelona in 2019" in claim.statement


def test_w9_six_european_cups(ranked: list[Claim]):
    claim = told(ranked, "TROPHY", "uefa-cl", "Liverpool")
    assert claim.value == {"won": 6, "years": [1977, 1978, 1981, 1984, 2005, 2019], "holders": False}


def test_w11_three_wins_in_the_last_11(ranked: list[Claim]):
    claim = told(ranked, "COUNT_LASTN", "few won", "Atalanta")
    assert isinstance(claim.value, dict)
    assert (claim.value["count"], claim.value["n"]) == (3, 11)


def test_w20_the_title_is_out_of_liverpools_hands(ranked: list[Claim]):
    claim = told(ranked, "TITLE_MATH", "out of own hands", "Liverpool")
    assert isinstance(claim.value, dict)
    assert {name: row["most"] for name, row in claim.value.items()} == {"Liverpool": 89, "Manchester City": 91}
    assert "the two do not meet again" in claim.statement


def test_w21_atalantas_goals(ranked: list[Claim]):
    claim = told(ranked, "LEAGUE_RANK", "goals for", "Atalanta")
    assert claim.value == {"value": 57, "better": 2, "level": 0}
    assert claim.statement == "Atalanta have scored 57 goals, the third most in Serie A."


def test_what_a_writer_would_use_is_among_the_first_25(ranked: list[Claim]):
    """W5, W6, W7, W13 to W17, W19 and W20."""
    first = {(claim.template, claim.kind, claim.side) for claim in ranked[:25]}
    assert {
        ("RECORD_EXTREME", "heaviest defeat", "away"),
        ("UNIQUENESS", "first visits won", "home"),
        ("TIE_PRECEDENT", "competition", None),
        ("FIRST_SINCE", "first lost", "away"),
        ("FIRST_SINCE", "two lost again", "away"),
        ("FIRST_SINCE", "longest without a clean sheet", "away"),
        ("RUN_ACTIVE", "scored this season", "away"),
        ("FIRST_SINCE", "last not scored", "away"),
        ("TABLE_GAP", "leader", "away"),
        ("TITLE_MATH", "out of own hands", "away"),
    } <= first
