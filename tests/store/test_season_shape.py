"""Leagues that split, that are two championships a year, and seasons that were cut short."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from pressbox.domain import AsOf, Competition, Table, Team
from pressbox.store.database import Store
from pressbox.store.season_shape import cut_short, first_phase, in_halves, to_be_played
from pressbox.store.seasons import league_season
from pressbox.store.tables import league_table

SCOTLAND = Competition("sco-1", "Scottish Premiership", "league", "SCO", 1)
LEAGUE_ONE = Competition("eng-3", "League One", "league", "ENG", 3)
CLUBS = [Team(name, name.upper(), "SCO") for name in "abcd"]
HALF = len(CLUBS) // 2

Result = tuple[str, str, int, int]


def table(results: list[Result], competition: Competition, season: str, on: str) -> Table:
    rows = [dict(zip(("home", "away", "home_goals", "away_goals"), result, strict=True)) for result in results]
    return league_table(competition, season, AsOf(dt.datetime.fromisoformat(f"{on}T00:00:00+00:00")), CLUBS, rows)


def three_rounds() -> list[Result]:
    """Each of four clubs meets the others three times; the earlier letter wins, so that a is first."""
    return [(home, away, 1, 0) for _ in range(3) for home, away in itertools.combinations("abcd", 2)]


def test_after_the_split_the_lower_part_stays_below(monkeypatch: pytest.MonkeyPatch):
    """b has six wins and c three; c wins four more, and b, with 18 points to 21, stays second."""
    form = type("Form", (), {"meetings": 3, "split_top": HALF})
    monkeypatch.setattr("pressbox.store.tables.league_format", lambda *_: form)
    results = [*three_rounds(), *[("c", "d", 1, 0)] * 4]
    found = table(results, SCOTLAND, "2023-24", "2024-05-20")
    assert [(row.team.id, row.points) for row in found.rows] == [("a", 27), ("b", 18), ("c", 21), ("d", 0)]


def test_until_the_split_points_alone_order_a_league(monkeypatch: pytest.MonkeyPatch):
    form = type("Form", (), {"meetings": 3, "split_top": HALF})
    monkeypatch.setattr("pressbox.store.tables.league_format", lambda *_: form)
    found = table([("c", "d", 1, 0), ("a", "b", 0, 0)], SCOTLAND, "2023-24", "2024-05-20")
    assert found.rows[0].team.id == "c"


def test_a_season_cut_short_ends_by_points_per_match():
    """From the day after the decision: b has three points from one match, a four from two."""
    results = [("a", "c", 1, 0), ("a", "d", 0, 0), ("b", "d", 1, 0)]
    before, after = (table(results, LEAGUE_ONE, "2019-20", day) for day in ("2020-06-09", "2020-06-10"))
    assert [row.team.id for row in before.rows[:2]] == ["a", "b"]
    assert [(row.place, row.team.id, row.points) for row in after.rows[:2]] == [(1, "b", 3), (2, "a", 4)]


def test_what_was_cancelled_later_was_still_to_be_played():
    row = {"date": dt.date(2020, 3, 14), "neutral": False, "home_goals": None, "away_goals": None}
    calendar = [
        {**row, "home": "a", "away": "b", "status": "played", "known": True, "home_goals": 1, "away_goals": 0},
        {**row, "home": "b", "away": "a", "status": "cancelled", "known": False},
    ]
    two = table([("a", "b", 1, 0)], LEAGUE_ONE, "2019-20", "2020-03-01")
    rows = tuple(line for line in two.rows if line.played)
    whole = Table(LEAGUE_ONE, "2019-20", "now", rows)
    assert len(league_season(whole, calendar, dt.date(2020, 3, 1)).left) == 1
    assert league_season(whole, calendar, dt.date(2020, 7, 1)).left == ()
    assert to_be_played("eng-3", "2019-20", dt.date(2020, 6, 9))
    assert cut_short("eng-3", "2019-20", dt.date(2020, 6, 9)) is None
    assert not to_be_played("eng-3", "2018-19", dt.date(2019, 3, 1))


def test_a_second_phase_is_told_by_the_calendar():
    """Twelve clubs that all meet twice, and then each six among themselves: the first phase is 22 matches long."""
    assert first_phase([2] * 66, 12) is None
    assert first_phase([4] * 30 + [2] * 36, 12) == 22
    assert first_phase([1] * 320 + [2] * 5, 26) is None  # five replays


def test_some_years_are_two_championships():
    assert in_halves("mex-1", "2018-19")
    assert in_halves("uru-1", "1995")
    assert not in_halves("eng-1", "2018-19")


def named(store: Store, competition: str, on: str) -> Table:
    found = store.table(competition, dt.date.fromisoformat(on))
    assert found is not None
    return found


@pytest.mark.shared_data
def test_aberdeen_were_seventh_in_2023_24_with_six_points_more_than_the_sixth(shared_store: Store):
    rows = named(shared_store, "sco-1", "2024-05-25").rows
    assert [(row.team.name, row.points) for row in rows[4:8]] == [
        ("St Mirren", 47), ("Dundee", 42), ("Aberdeen", 48), ("Hibernian", 46),
    ]  # fmt: skip


@pytest.mark.shared_data
def test_wycombe_rose_to_third_when_league_one_was_ended(shared_store: Store):
    before, after = (named(shared_store, "eng-3", day) for day in ("2020-06-01", "2020-06-20"))
    assert [row.team.name for row in before.rows[:3]] == ["Coventry City", "Rotherham United", "Oxford United"]
    assert [row.team.name for row in after.rows[:3]] == ["Coventry City", "Rotherham United", "Wycombe Wanderers"]


@pytest.mark.shared_data
def test_paris_had_15_matches_left_in_february_2020(shared_store: Store):
    moment = AsOf(dt.datetime(2020, 2, 9, tzinfo=dt.UTC))
    season = shared_store.season("fra-1", moment.local_date, moment)
    assert season is not None
    assert sum("fra-paris-saint-germain" in (pair.home, pair.away) for pair in season.left) == 15


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("competition", "on", "told"),
    [
        ("aut-1", "2019-02-24", True),
        ("aut-1", "2019-05-19", False),  # points were halved, and two groups of six play on
        ("gre-1", "2021-05-08", False),
        ("esp-1", "1987-06-01", False),  # the only play-off for the title that Spain has had
        ("ita-1", "2024-05-20", True),
        ("mex-1", "2018-11-01", False),
    ],
)
def test_places_are_not_told_where_points_do_not_make_them(shared_store: Store, competition: str, on: str, told: bool):
    assert named(shared_store, competition, on).by_points is told
