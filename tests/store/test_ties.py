"""Each rule of ``docs/ties.md`` on hand-built matches, then the embedded sample's ties."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import duckdb

from pressbox.store import schema
from pressbox.store.competitions import competitions
from pressbox.store.ties import resolve_stages_and_ties

Row = dict[str, Any]


@dataclasses.dataclass
class Played:
    """A match as the lead's merge leaves it."""

    date: str
    competition: str
    season: str
    home: str
    away: str
    score: tuple[int, int] | None
    heading: str | None = None
    leg: int | None = None
    note: str | None = None
    status: str = "played"
    aet: bool | None = False
    pens: tuple[int, int] | None = None
    shoot_out: bool | None = None

    @property
    def id(self) -> str:
        return f"{self.competition}.{self.season}.{self.home}.{self.away}.{self.date}"


def store_of(*played: Played) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(":memory:")
    for table in schema.tables():
        connection.execute(table.ddl)
    for spec in {competitions()[match.competition].id: competitions()[match.competition] for match in played}.values():
        connection.execute(
            "INSERT INTO competitions VALUES (?, ?, ?, ?, ?, ?, ?)",
            [spec.id, spec.name, spec.kind, spec.country, spec.tier, spec.international, spec.national],
        )
    connection.execute("CREATE TEMP TABLE match_heading (match VARCHAR, heading VARCHAR, leg INTEGER, note VARCHAR)")
    connection.execute("CREATE TEMP TABLE name_of (source VARCHAR, name VARCHAR, team VARCHAR)")
    for match in played:
        home, away = match.score or (None, None)
        pens = match.pens or (None, None)
        shoot_out = match.pens is not None or match.shoot_out
        connection.execute(
            "INSERT INTO matches (id, competition, season, date, home, away, status, home_final, away_final, "
            "extra_time, shoot_out, home_pens, away_pens) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [match.id, match.competition, match.season, match.date, match.home, match.away, match.status, home, away,
             match.aet, shoot_out, *pens],
        )  # fmt: skip
        connection.execute(
            "INSERT INTO match_heading VALUES (?, ?, ?, ?)", [match.id, match.heading, match.leg, match.note]
        )
        for team in (match.home, match.away):
            connection.execute("INSERT INTO name_of VALUES ('made-up', ?, ?)", [team.upper(), team])
    return connection


def rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Row]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def resolved(*played: Played) -> tuple[list[Row], list[Row]]:
    """Ties by first day, and matches by day."""
    connection = store_of(*played)
    resolve_stages_and_ties(connection)
    return (
        rows(connection, "SELECT * FROM ties ORDER BY first_date, id"),
        rows(connection, "SELECT * FROM matches ORDER BY date, id"),
    )


def quarter_final(
    season: str,
    first: tuple[int, int],
    second: tuple[int, int] | None,
    status: str = "played",
    aet: bool = False,
    pens: tuple[int, int] | None = None,
    shoot_out: bool | None = None,
) -> tuple[list[Row], list[Row]]:
    """A tie of clubs a and b over two legs in the spring of a season; the rest is about the second leg."""
    year = int(season[:4]) + 1
    opening = Played(f"{year}-04-11", "uefa-el", season, "a", "b", first, "Quarterfinals")
    played = Played(f"{year}-04-18", "uefa-el", season, "b", "a", second, "Quarterfinals")
    return resolved(opening, dataclasses.replace(played, status=status, aet=aet, pens=pens, shoot_out=shoot_out))


def test_two_legs_with_venues_swapped_are_one_tie() -> None:
    (tie,), matches = quarter_final("2023-24", (0, 3), (0, 1))
    assert tie["id"] == "uefa-el.2023-24.quarter-finals.a.b"
    assert (tie["phase"], tie["round"], tie["legs"], tie["team_1"], tie["team_2"]) == (
        "knockout", "Quarter-finals", 2, "a", "b",
    )  # fmt: skip
    assert (tie["goals_1"], tie["goals_2"], tie["winner"], tie["decided"]) == (1, 3, "b", "aggregate")
    assert (tie["first_date"], tie["last_date"]) == (dt.date(2024, 4, 11), dt.date(2024, 4, 18))
    assert [(match["leg"], match["tie"]) for match in matches] == [(1, tie["id"]), (2, tie["id"])]


def test_away_goals_settle_uefa_ties_to_2020_21() -> None:
    (tie,), _ = quarter_final("2018-19", (1, 2), (0, 1))  # 2-2: a scored one away, b two
    assert (tie["goals_1"], tie["goals_2"], tie["winner"], tie["decided"]) == (2, 2, "b", "away goals")


def test_away_goals_settle_nothing_since_2021_22() -> None:
    (tie,), matches = quarter_final("2022-23", (1, 2), (0, 1), aet=True, pens=(3, 4))
    assert (tie["winner"], tie["decided"]) == ("a", "penalties")
    assert matches[1]["shoot_out_winner"] == "away"


def test_goals_in_extra_time_settle_a_tie() -> None:
    (tie,), _ = quarter_final("2022-23", (1, 0), (3, 1), aet=True)
    assert (tie["goals_1"], tie["goals_2"], tie["winner"], tie["decided"]) == (2, 3, "b", "extra time")


def test_a_second_leg_not_yet_played_leaves_the_tie_open() -> None:
    (tie,), matches = quarter_final("2023-24", (3, 0), None, status="scheduled")
    assert (tie["legs"], tie["goals_1"], tie["goals_2"], tie["winner"], tie["decided"]) == (2, None, None, None, None)
    assert [match["leg"] for match in matches] == [1, 2]


def test_a_second_leg_that_is_not_on_file_leaves_the_tie_open() -> None:
    (tie,), (match,) = resolved(Played("2024-04-11", "uefa-el", "2023-24", "a", "b", (3, 0), "Quarterfinals"))
    assert (tie["legs"], tie["winner"], match["leg"]) == (2, None, 1)


def test_a_group_pair_is_no_tie() -> None:
    ties, matches = resolved(
        Played("2023-09-21", "uefa-el", "2023-24", "a", "b", (1, 1), "Group A"),
        Played("2023-10-05", "uefa-el", "2023-24", "b", "a", (2, 1), "Group A"),
    )
    assert ties == []
    assert {(match["phase"], match["group_name"], match["leg"], match["tie"]) for match in matches} == {
        ("group", "A", None, None)
    }


def test_a_group_pair_that_meets_again_in_the_knockout_has_one_tie() -> None:
    ties, matches = resolved(
        Played("2005-10-20", "uefa-el", "2005-06", "a", "b", (1, 1)),
        Played("2006-02-15", "uefa-el", "2005-06", "b", "a", (2, 1)),
        Played("2006-02-23", "uefa-el", "2005-06", "a", "b", (0, 0)),
    )
    assert [(tie["team_1"], tie["winner"]) for tie in ties] == [("b", "b")]
    assert [match["phase"] for match in matches] == ["group", "knockout", "knockout"]


def test_matches_without_heading_or_calendar_are_in_no_tie() -> None:
    ties, matches = resolved(
        Played("2018-03-01", "conmebol-libertadores", "2018", "a", "b", (1, 1)),
        Played("2018-04-01", "conmebol-libertadores", "2018", "b", "a", (2, 1)),
    )
    assert ties == []
    assert [match["phase"] for match in matches] == [None, None]


def test_legs_on_both_sides_of_the_end_of_qualifying_are_one_tie() -> None:
    (tie,), _ = resolved(
        Played("1997-08-26", "uefa-el", "1997-98", "a", "b", (1, 0)),
        Played("1997-09-03", "uefa-el", "1997-98", "b", "a", (0, 0)),
    )
    assert (tie["phase"], tie["winner"]) == ("qualifying", "a")


def test_a_replay_is_no_second_leg() -> None:
    (tie,), matches = resolved(
        Played("1960-01-09", "eng-fa-cup", "1959-60", "a", "b", (1, 1), "3"),
        Played("1960-01-13", "eng-fa-cup", "1959-60", "b", "a", (2, 2), "3 | replay", aet=True),
        Played("1960-01-18", "eng-fa-cup", "1959-60", "a", "b", (0, 1), "3 | replay2"),
    )
    assert (tie["legs"], tie["goals_1"], tie["goals_2"]) == (1, 1, 1)
    assert (tie["winner"], tie["decided"]) == ("b", "replay")
    assert [match["leg"] for match in matches] == [1, None, None]


def test_two_matches_where_one_is_usual_are_legs_if_draws_are_not_replayed() -> None:
    (tie,), _ = resolved(
        Played("2018-08-01", "uefa-cl", "2018-19", "a", "b", (1, 1)),
        Played("2018-08-08", "uefa-cl", "2018-19", "b", "a", (0, 1)),
    )
    assert (tie["phase"], tie["legs"], tie["winner"], tie["decided"]) == ("qualifying", 2, "a", "aggregate")


def test_a_drawn_cup_match_and_its_unmarked_replay_are_told_from_two_legs() -> None:
    ties, _ = resolved(
        Played("1995-01-07", "eng-fa-cup", "1994-95", "a", "b", (1, 1)),
        Played("1995-01-17", "eng-fa-cup", "1994-95", "b", "a", (1, 0)),
        Played("1995-02-12", "eng-league-cup", "1994-95", "a", "b", (1, 1), "semi", leg=1),
        Played("1995-03-01", "eng-league-cup", "1994-95", "b", "a", (1, 0), "semi", leg=2),
    )
    assert [(tie["competition"], tie["legs"], tie["decided"]) for tie in ties] == [
        ("eng-fa-cup", 1, "replay"),
        ("eng-league-cup", 2, "aggregate"),
    ]


def test_a_third_match_settles_a_level_tie_on_neutral_ground() -> None:
    (tie,), matches = resolved(
        Played("1959-04-23", "uefa-cl", "1958-59", "a", "b", (2, 1), "SF", leg=1),
        Played("1959-05-07", "uefa-cl", "1958-59", "b", "a", (1, 0), "SF", leg=2),
        Played("1959-05-13", "uefa-cl", "1958-59", "a", "b", (2, 1), "SF | replay"),
    )
    assert (tie["legs"], tie["goals_1"], tie["goals_2"], tie["winner"], tie["decided"]) == (2, 2, 2, "a", "replay")
    assert [(match["leg"], match["neutral"]) for match in matches] == [(1, False), (2, False), (None, True)]


def test_a_coin_was_tossed_after_a_third_draw() -> None:
    ties, _ = resolved(
        Played("1970-04-01", "uefa-cw", "1969-70", "a", "b", (1, 1), aet=None),
        Played("1970-04-15", "uefa-cw", "1969-70", "b", "a", (2, 2), aet=None),
        Played("1970-04-22", "uefa-cw", "1969-70", "b", "a", (1, 1), aet=None),
        Played("1970-04-29", "uefa-cw", "1969-70", "b", "c", (1, 2), aet=None),
    )
    assert (ties[0]["legs"], ties[0]["winner"], ties[0]["decided"]) == (2, "b", "lots")


def test_a_coin_was_tossed_where_the_note_says_so() -> None:
    ties, _ = resolved(
        Played("1969-11-12", "uefa-cl", "1969-70", "a", "b", (3, 0), "R16", leg=1),
        Played("1969-11-26", "uefa-cl", "1969-70", "b", "a", (3, 0), "R16", leg=2, note="coin toss", aet=True),
        Played("1970-03-04", "uefa-cl", "1969-70", "c", "a", (0, 3), "QF", leg=1),
    )
    assert (ties[0]["winner"], ties[0]["decided"]) == ("a", "lots")


def test_who_plays_on_won_a_shoot_out_of_which_nothing_else_is_known() -> None:
    ties, matches = resolved(
        Played("2005-02-17", "uefa-el", "2004-05", "a", "b", (2, 0)),
        Played("2005-02-24", "uefa-el", "2004-05", "b", "a", (2, 0), shoot_out=True, aet=None),
        Played("2005-03-10", "uefa-el", "2004-05", "b", "c", (0, 0)),
    )
    assert (ties[0]["winner"], ties[0]["decided"]) == ("b", "penalties")
    assert matches[1]["shoot_out_winner"] == "home"


def test_a_shoot_out_that_nobody_plays_on_from_has_no_winner() -> None:
    (tie,), _ = quarter_final("2022-23", (1, 0), (1, 0), shoot_out=True)
    assert (tie["winner"], tie["decided"]) == (None, "penalties")


def test_the_winner_of_a_shoot_out_may_stand_in_a_note() -> None:
    ties, matches = resolved(
        Played("2019-06-26", "int-friendly", "2019", "a", "b", (1, 1), note="shoot-out won by B; first kick by A")
    )
    assert ties == []
    assert (matches[0]["shoot_out"], matches[0]["shoot_out_winner"]) == (True, "away")


def test_uefa_cup_finals_had_two_legs_to_1997_and_one_since() -> None:
    ties, matches = resolved(
        *(Played(f"{year}-04-08", "uefa-el", f"{year - 1}-{year % 100}", "a", "c", (2, 0)) for year in (1997, 1998)),
        *(Played(f"{year}-04-22", "uefa-el", f"{year - 1}-{year % 100}", "c", "a", (0, 0)) for year in (1997, 1998)),
        *(Played(f"{year}-04-08", "uefa-el", f"{year - 1}-{year % 100}", "b", "d", (2, 0)) for year in (1997, 1998)),
        *(Played(f"{year}-04-22", "uefa-el", f"{year - 1}-{year % 100}", "d", "b", (0, 0)) for year in (1997, 1998)),
        Played("1997-05-07", "uefa-el", "1996-97", "a", "b", (1, 0)),
        Played("1997-05-21", "uefa-el", "1996-97", "b", "a", (1, 1)),
        Played("1998-05-06", "uefa-el", "1997-98", "a", "b", (0, 3)),
    )
    finals = [tie for tie in ties if tie["round"] == "Final"]
    assert [(tie["phase"], tie["legs"], tie["winner"]) for tie in finals] == [("final", 2, "a"), ("final", 1, "b")]
    assert [tie["round"] for tie in ties].count("Semi-finals") == 4
    assert [match["neutral"] for match in matches if match["round"] == "Final"] == [False, False, True]


def test_rounds_are_not_counted_back_where_a_tie_is_missing() -> None:
    ties, _ = resolved(
        Played("1996-04-08", "uefa-el", "1995-96", "a", "c", (2, 0)),
        Played("1996-04-22", "uefa-el", "1995-96", "c", "a", (0, 0)),
        Played("1996-05-07", "uefa-el", "1995-96", "a", "b", (1, 0)),
        Played("1996-05-21", "uefa-el", "1995-96", "b", "a", (1, 1)),
    )
    assert [(tie["phase"], tie["round"]) for tie in ties] == [("knockout", None), ("knockout", None)]


def test_the_last_semi_final_is_not_taken_for_the_final() -> None:
    ties, _ = resolved(
        Played("2012-03-20", "ger-cup", "2011-12", "a", "c", (1, 0)),
        Played("2012-03-21", "ger-cup", "2011-12", "b", "d", (1, 0)),
    )
    assert [tie["round"] for tie in ties] == [None, None]


def test_a_club_that_plays_on_though_beaten_went_through_in_a_way_not_on_file() -> None:
    ties, _ = resolved(
        Played("2011-07-28", "uefa-el", "2011-12", "a", "b", (0, 3)),
        Played("2011-08-04", "uefa-el", "2011-12", "b", "a", (3, 0)),
        Played("2011-08-18", "uefa-el", "2011-12", "a", "c", (0, 4)),
    )
    assert (ties[0]["goals_1"], ties[0]["goals_2"], ties[0]["winner"], ties[0]["decided"]) == (0, 6, "a", None)


def test_a_walkover_goes_to_the_club_that_plays_on() -> None:
    ties, _ = resolved(
        Played("2020-09-22", "eng-league-cup", "2020-21", "a", "b", None, "Round 3", status="walkover"),
        Played("2020-09-29", "eng-league-cup", "2020-21", "b", "c", (1, 1), "Round of 16", pens=(5, 4)),
    )
    assert [(tie["winner"], tie["decided"]) for tie in ties] == [("b", "walkover"), ("b", "penalties")]


def test_a_fixture_that_never_got_a_score_was_a_walkover_for_the_club_that_played_on() -> None:
    ties, _ = resolved(
        Played("2020-09-22", "eng-league-cup", "2020-21", "a", "b", None, "Round 3", status="scheduled"),
        Played("2020-09-29", "eng-league-cup", "2020-21", "b", "c", (1, 0), "Round of 16"),
    )
    assert (ties[0]["winner"], ties[0]["decided"]) == ("b", "walkover")


def test_the_next_round_being_drawn_does_not_settle_a_tie() -> None:
    ties, _ = resolved(
        Played("2024-01-23", "eng-league-cup", "2023-24", "a", "b", (1, 1), "Semifinals", leg=1),
        Played("2024-01-24", "eng-league-cup", "2023-24", "b", "a", None, "Semifinals", leg=2, status="scheduled"),
        Played("2024-02-25", "eng-league-cup", "2023-24", "a", "c", None, "Final", status="scheduled"),
    )
    assert [tie["winner"] for tie in ties] == [None, None]


def test_a_final_over_two_legs_whose_first_was_drawn_has_no_replay() -> None:
    (tie,), _ = resolved(
        Played("2016-08-19", "conmebol-recopa", "2016", "a", "b", (0, 0)),
        Played("2016-08-26", "conmebol-recopa", "2016", "b", "a", (2, 1)),
    )
    assert (tie["phase"], tie["legs"], tie["winner"], tie["decided"]) == ("final", 2, "b", "aggregate")


def test_unnamed_play_offs_of_four_clubs_have_semi_finals_and_a_final() -> None:
    ties, matches = resolved(
        Played("2022-05-13", "eng-2", "2021-22", "d", "a", (1, 2), "Playoffs"),
        Played("2022-05-17", "eng-2", "2021-22", "a", "d", (1, 1), "Playoffs"),
        Played("2022-05-14", "eng-2", "2021-22", "c", "b", (1, 2), "Playoffs"),
        Played("2022-05-18", "eng-2", "2021-22", "b", "c", (0, 1), "Playoffs", aet=True, pens=(4, 3)),
        Played("2022-05-29", "eng-2", "2021-22", "a", "b", (0, 1), "Playoffs"),
    )
    assert [(tie["round"], tie["legs"], tie["winner"]) for tie in ties] == [
        ("Play-off semi-finals", 2, "a"),
        ("Play-off semi-finals", 2, "b"),
        ("Play-off final", 1, "b"),
    ]
    assert [match["neutral"] for match in matches] == [False] * 4 + [True]


def test_a_tie_with_an_awarded_leg_says_so() -> None:
    (tie,), _ = quarter_final("2022-23", (0, 3), (0, 0), status="awarded")
    assert (tie["winner"], tie["decided"]) == ("b", "awarded")


def test_a_void_match_is_no_leg() -> None:
    (tie,), matches = resolved(
        Played("1983-11-02", "uefa-cw", "1983-84", "a", "b", (0, 2), "Round of 16", status="void"),
        Played("1983-11-03", "uefa-cw", "1983-84", "a", "b", (2, 1), "Round of 16"),
        Played("1983-11-16", "uefa-cw", "1983-84", "b", "a", (0, 0), "Round of 16"),
    )
    assert (tie["goals_1"], tie["goals_2"], tie["winner"]) == (2, 1, "a")
    assert [(match["tie"] == tie["id"], match["leg"]) for match in matches] == [(True, None), (True, 1), (True, 2)]


def test_numbered_cup_rounds_are_quarter_finals_where_four_ties_precede_the_semi_finals() -> None:
    fifth = [Played("1990-02-17", "eng-fa-cup", "1989-90", f"w{n}", f"l{n}", (1, 0), "5") for n in range(8)]
    sixth = [Played("1990-03-10", "eng-fa-cup", "1989-90", f"w{n}", f"w{n + 4}", (1, 0), "6") for n in range(4)]
    semis = [Played("1990-04-08", "eng-fa-cup", "1989-90", f"w{n}", f"w{n + 2}", (1, 0), "s") for n in range(2)]
    ties, matches = resolved(*fifth, *sixth, *semis)
    assert [tie["round"] for tie in ties] == ["Round of 16"] * 8 + ["Quarter-finals"] * 4 + ["Semi-finals"] * 2
    assert {match["round"] for match in matches if match["neutral"]} == {"Semi-finals"}


def test_clubs_with_a_handful_of_league_matches_are_play_off_opponents() -> None:
    clubs = [f"c{n}" for n in range(12)]
    season = [
        Played(str(dt.date(2010, 8, 1) + dt.timedelta(days=7 * i + j % 7)), "ger-1", "2010-11", home, away, (1, 0))
        for i, home in enumerate(clubs)
        for j, away in enumerate(clubs)
        if home != away
    ]
    ties, matches = resolved(
        *season,
        Played("2011-05-19", "ger-1", "2010-11", "c11", "guest", (1, 0)),
        Played("2011-05-25", "ger-1", "2010-11", "guest", "c11", (1, 1)),
    )
    assert [(tie["phase"], tie["winner"]) for tie in ties] == [("play-off", "c11")]
    assert {match["phase"] for match in matches[:-2]} == {"league"}


def test_the_second_part_of_a_league_is_numbered_on() -> None:
    _, matches = resolved(
        Played("2024-04-20", "sui-1", "2023-24", "a", "b", (1, 0), "Matchday 33"),
        Played("2024-05-04", "sui-1", "2023-24", "b", "a", (1, 0), "Championship, Matchday 1"),
    )
    assert [(match["matchday"], match["round"], match["group_name"]) for match in matches] == [
        (33, "Matchday 33", None),
        (34, "Matchday 34", "Championship round"),
    ]


def test_ties_moved_abroad_in_2021_are_on_neutral_ground() -> None:
    _, matches = resolved(
        Played("2021-02-16", "uefa-cl", "2020-21", "ger-rb-leipzig", "eng-liverpool", (0, 2), "Round of 16"),
        Played("2021-03-10", "uefa-cl", "2020-21", "eng-liverpool", "ger-rb-leipzig", (2, 0), "Round of 16"),
        Played("2022-02-16", "uefa-cl", "2021-22", "ita-inter", "eng-liverpool", (0, 2), "Round of 16"),
    )
    assert [match["neutral"] for match in matches] == [True, True, False]


def test_a_shoot_out_printed_as_the_score_is_put_right() -> None:
    connection = store_of(
        Played("1984-05-09", "uefa-el", "1983-84", "bel-anderlecht", "eng-tottenham", (1, 1), aet=None),
        Played("1984-05-23", "uefa-el", "1983-84", "eng-tottenham", "bel-anderlecht", (4, 3), aet=None),
    )
    connection.execute(
        "INSERT INTO name_of VALUES ('schochastics', 'Tottenham Hotspur', 'eng-tottenham'), "
        "('schochastics', 'RSC Anderlecht', 'bel-anderlecht')"
    )
    resolve_stages_and_ties(connection)
    (tie,) = rows(connection, "SELECT goals_1, goals_2, winner, decided FROM ties")
    assert tie == {"goals_1": 2, "goals_2": 2, "winner": "eng-tottenham", "decided": "penalties"}
    second = rows(connection, "SELECT home_final, away_final, home_pens, away_pens FROM matches WHERE leg = 2")
    assert second == [{"home_final": 1, "away_final": 1, "home_pens": 4, "away_pens": 3}]


def test_an_empty_store_has_no_ties() -> None:
    assert resolved() == ([], [])


SAMPLE = Path(__file__).resolve().parents[2] / "pressbox" / "sample" / "results.csv"


def test_the_ties_of_the_sample_come_out() -> None:
    with SAMPLE.open(encoding="utf-8") as file:
        cup = [
            row for row in csv.DictReader(file) if row["competition"] == "Europa League" and row["season"] == "2023-24"
        ]
    played = [
        Played(
            row["date"], "uefa-el", row["season"], row["home"], row["away"],
            (int(row["home_goals"]), int(row["away_goals"])), row["round"],
        )
        for row in cup
    ]  # fmt: skip
    ties, matches = resolved(*played)
    found = {(tie["round"], tie["team_1"], tie["team_2"]): tie for tie in ties}
    assert found["Quarter-finals", "Liverpool", "Atalanta"]["winner"] == "Atalanta"
    assert found["Round of 16", "Sporting Lisbon", "Atalanta"]["goals_2"] == 3
    second = next(match for match in matches if (match["home"], match["away"]) == ("Atalanta", "Liverpool"))
    first = next(match for match in matches if match["tie"] == second["tie"] and match["leg"] == 1)
    assert (second["leg"], first["home_final"], first["away_final"]) == (2, 0, 3)
    assert sum(match["phase"] == "group" for match in matches) == 96
    assert found["Final", "Atalanta", "Bayer Leverkusen"]["legs"] == 1
