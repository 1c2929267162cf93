"""League tables, and the fixtures that come next."""

from __future__ import annotations

import csv
import datetime as dt
import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.facts.naive.raw import Raw, Row
from tests.facts.naive.runs import same

Document = dict[str, Any]
DATA = Path(__file__).resolve().parents[3] / "pressbox" / "store"


@functools.cache
def listed(name: str) -> list[dict[str, str]]:
    """Rows of a list of ours: points for a win, points deducted."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def standing(raw: Raw, claim: Document) -> dict[str, tuple[int, int]]:
    """Points and matches of every club of the league season that a claim speaks of."""
    (own,) = raw.select("SELECT * FROM matches WHERE id = ?", claim["evidence"][0]["match"])
    league, season = own["competition"], own["season"]
    rows = raw.select("SELECT * FROM matches WHERE competition = ? AND season = ? AND phase = 'league'", league, season)
    points = {team: (0, 0) for row in rows for team in (row["home"], row["away"])}
    for row in filter(raw.over, rows):
        for team, scored, conceded in _both(row):
            had, played = points[team]
            won = win_of(league, season) if scored > conceded else 1 if scored == conceded else 0
            points[team] = had + won, played + 1
    for item in listed("deductions"):
        on = dt.date.fromisoformat(item["date"])
        if (item["competition"], item["season"]) == (league, season) and on < raw.today:
            had, played = points[item["team"]]
            points[item["team"]] = had - int(item["points"]), played
    return points


def _both(row: Row) -> list[tuple[str, int, int]]:
    home, away = row["home_final"], row["away_final"]
    return [(row["home"], home, away), (row["away"], away, home)]


@functools.cache
def win_of(league: str, season: str) -> int:
    """Points for a win: as listed, or three since 1995-96."""
    for row in listed("league_rules"):
        if row["competition"] == league and (row["first_season"] or "0") <= season <= (row["last_season"] or "9"):
            return int(row["win"])
    return 3 if season >= "1995" else 2


def place(raw: Raw, claim: Document) -> Iterator[str]:
    """TABLE_POS: points and matches; the place as far as points decide it."""
    points = standing(raw, claim)
    own, value = raw.sides[claim["side"]], claim["value"]
    yield from same("points, matches", (value["points"], value["played"]), points[own])
    yield from same("clubs", value["of"], len(points))
    above = sum(other > points[own][0] for other, _ in points.values())
    level = sum(other == points[own][0] for other, _ in points.values())
    told = f"place {value['place']} of {above} above and {level} level"
    yield from same(told, above < value["place"] <= above + level, True)


def gap(raw: Raw, claim: Document) -> Iterator[str]:
    """TABLE_GAP to the leader, the second, or the place above."""
    points = standing(raw, claim)
    own, value = raw.sides[claim["side"]], claim["value"]
    others = [team for team in points if team != own and value["to"] in called(raw, team)]
    found = [(points[own][0] - points[other][0], points[other][1] - points[own][1]) for other in others]
    yield from same(f"gap and matches in hand, of {found}", (value["gap"], value["in_hand"]) in found, True)
    most = max(have for have, _ in points.values())
    if claim["kind"] == "leader":
        yield from same("behind the leader by", value["gap"], points[own][0] - most)
    elif claim["kind"] == "second":
        second = max(have for team, (have, _) in points.items() if team != own)
        yield from same("ahead of the second by", value["gap"], points[own][0] - second)
    else:
        between = [have for have, _ in points.values() if points[own][0] < have < points[own][0] - value["gap"]]
        yield from same("points between", between, [])


def called(raw: Raw, team: str) -> set[str]:
    """A team's names."""
    return raw.team_names[team]


def coming(raw: Raw, team: str) -> list[Row]:
    """Fixtures after this one that were on the calendar, in order."""
    rows = raw.select("SELECT * FROM matches WHERE home = ? OR away = ?", team, team)
    day = raw.fixture["date"]
    rows = [
        row
        for row in rows
        if row["date"] is not None
        and day < row["date"] <= day + dt.timedelta(days=45)
        and row["status"] != "cancelled"
        and row["phase"] in (None, "league", "group")
    ]
    latest = dt.datetime.max
    return sorted(rows, key=lambda row: (row["date"], row["kick_off_at"] or latest, row["id"]))


def following(raw: Raw, claim: Document) -> Iterator[str]:
    """NEXT_FIX, kind ``next``."""
    team = raw.sides[claim["side"]]
    row = coming(raw, team)[0]
    opponent = row["away"] if row["home"] == team else row["home"]
    yield from same("opponent", claim["value"] in called(raw, opponent), True)
    yield from same("evidence", [entry["match"] for entry in claim["evidence"]], [row["id"]])


def away_run(raw: Raw, claim: Document) -> Iterator[str]:
    """NEXT_FIX, kind ``away run``."""
    team, count = raw.sides[claim["side"]], 0
    for row in [raw.fixture, *coming(raw, team)]:
        if row["away"] != team or row["neutral"]:
            break
        count += 1
    yield from same("matches", claim["value"], count)


CHECKS = {
    "TABLE_POS/place": place,
    "TABLE_GAP/leader": gap,
    "TABLE_GAP/second": gap,
    "TABLE_GAP/above": gap,
    "NEXT_FIX/next": following,
    "NEXT_FIX/away run": away_run,
}
