"""A side among all that its league has seen, with hand-made seasons."""

from __future__ import annotations

import dataclasses

import pytest

from pressbox.domain import Dossier
from pressbox.facts import league_past
from pressbox.facts.league_past import mine_league_precedents, mine_league_records, mine_league_titles
from pressbox.views import LeaguePast, StageLine
from tests.facts.leagues import ARSENAL, CHELSEA, EVERTON, league

SEASONS = tuple(f"{year}-{(year + 1) % 100:02d}" for year in range(2022, 2014, -1))


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch):
    """Five matches of four clubs are few."""
    monkeypatch.setattr(league_past, "FEWEST_PLAYED", 5)
    monkeypatch.setattr(league_past, "HALF_A_SEASON", 5)


def beside(points: dict[str, list[int]], champions: list[str], *, now: int | None = None) -> Dossier:
    """Arsenal, with 10 points of 5 matches, beside the points of sides in the last eight seasons."""
    dossier = league()
    row = dossier.tables[ARSENAL.id].row(ARSENAL.id)
    assert row is not None
    lines = [StageLine("2023-24", ARSENAL.id, ARSENAL.name, row.points, row.goals_for, row.goals_against)]
    if now is not None:
        lines.append(StageLine("2023-24", CHELSEA.id, CHELSEA.name, now, 50, 50))
    for team, totals in points.items():
        lines += [StageLine(s, team, team, total, 50, 50) for s, total in zip(SEASONS, totals, strict=True)]
    won = dict(zip(SEASONS, champions, strict=True))
    past = LeaguePast("eng-1", "2023-24", row.played, SEASONS, tuple(lines), won)
    return dataclasses.replace(dossier, league_past={ARSENAL.id: past})


def kinds(dossier: Dossier) -> dict[str, str]:
    claims = [*mine_league_records(dossier), *mine_league_precedents(dossier), *mine_league_titles(dossier)]
    return {claim.kind: claim.statement for claim in claims}


OTHERS = [EVERTON.id] * 8


def test_the_most_points_of_any_side_at_this_stage():
    found = kinds(beside({EVERTON.id: [2, 3, 4, 5, 6, 7, 8, 9]}, OTHERS))
    assert found["league most points"] == (
        "Arsenal have taken 10 points, the most that any side has had after five matches of a Premier League season "
        "since 2015-16."
    )


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([3, 4, 5, 6, 7, 8, 9, 10], "as many as any side has had"),
        ([3, 4, 5, 6, 7, 8, 9, 12], "the second most that any side has had"),
        ([3, 4, 5, 6, 7, 8, 13, 12], "the third most that any side has had"),
    ],
)
def test_a_record_that_is_shared_or_beaten_is_told_so(others: list[int], said: str):
    assert said in kinds(beside({EVERTON.id: others}, OTHERS))["league most points"]


def test_a_side_of_the_season_under_way_counts_too():
    assert "the second most" in kinds(beside({EVERTON.id: [3] * 8}, OTHERS, now=12))["league most points"]


def test_nothing_is_told_of_the_fourth_or_of_a_second_that_is_shared():
    assert "league most points" not in kinds(beside({EVERTON.id: [12, 13, 14, 3, 3, 3, 3, 3]}, OTHERS))
    assert "league most points" not in kinds(beside({EVERTON.id: [12, 10, 3, 3, 3, 3, 3, 3]}, OTHERS))


def test_points_taken_away_leave_nothing_to_compare():
    dossier = beside({EVERTON.id: [3] * 8}, OTHERS)
    table = dossier.tables[ARSENAL.id]
    rows = tuple(dataclasses.replace(row, deducted=3) if row.team == ARSENAL else row for row in table.rows)
    docked = dataclasses.replace(dossier, tables={ARSENAL.id: dataclasses.replace(table, rows=rows)})
    assert "league most points" not in kinds(docked)


def test_what_became_of_sides_with_as_many_points():
    everton, chelsea = [10, 12, 13, 10, 3, 3, 3, 3], [12, 3, 3, 3, 3, 3, 3, 3]
    won = [CHELSEA.id, EVERTON.id, EVERTON.id, "x", "x", "x", "x", "x"]
    assert kinds(beside({EVERTON.id: everton, CHELSEA.id: chelsea}, won))["champions from here"] == (
        "Of the five sides that had 10 points or more after five matches of a Premier League season since 2015-16, "
        "three became champions."
    )


def test_what_became_of_the_club_itself():
    had = [12, 10, 3, 3, 3, 3, 3, 3]
    once = kinds(beside({ARSENAL.id: had}, ["x", ARSENAL.id, *["x"] * 6]))["own from here"]
    assert once == (
        "Arsenal have had 10 points or more after five matches of a league season twice before since 2015-16, and "
        "became champions once."
    )
    never = kinds(beside({ARSENAL.id: had}, ["x"] * 8))["own from here"]
    assert never.endswith("twice before since 2015-16, and each time missed the title.")


def test_titles_with_the_champions_named_as_such():
    holders = kinds(beside({}, [ARSENAL.id, "x", ARSENAL.id, *["x"] * 5]))["league title"]
    assert holders == (
        "Arsenal are the English champions, and have won the title twice since 2015-16, in 2020-21 and 2022-23."
    )
    once = kinds(beside({}, ["x", "x", ARSENAL.id, *["x"] * 5]))["league title"]
    assert once == "Arsenal have been English champions once since 2015-16, in 2020-21."
    assert "league title" not in kinds(beside({}, ["x"] * 8))
