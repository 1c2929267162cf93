"""All sides of a league after so many matches of each season, and its champions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.facts.naive.raw import Raw, Row
from tests.facts.naive.runs import same
from tests.facts.naive.seasons import measure, season_of
from tests.facts.naive.tables import listed, win_of

Document = dict[str, Any]


def seasons_since(raw: Raw, claim: Document) -> dict[str, list[Row]]:
    """Rows of the league's seasons from the one that the claim names to its own, by season."""
    (own,) = raw.select("SELECT * FROM matches WHERE id = ?", claim["evidence"][0]["match"])
    rows = raw.select("SELECT * FROM matches WHERE competition = ? AND phase = 'league'", own["competition"])
    found: dict[str, list[Row]] = {}
    for row in filter(raw.over, rows):
        if row["season"] >= claim["value"]["since"]:
            found.setdefault(row["season"], []).append(row)
    return found


def after(raw: Raw, rows: list[Row], matches: int, what: str) -> dict[str, int]:
    """A measure of each side of a season in its first so many matches, of those that played as many."""
    teams = {team for row in rows for team in (row["home"], row["away"])}
    ordered = {team: season_of(raw, team, sorted(rows, key=lambda row: row["id"])) for team in teams}
    return {team: measure(own[:matches], what) for team, own in ordered.items() if len(own) >= matches}


def mutual(league: str, season: str) -> bool:
    """Whether the matches between sides that are level on points come first."""
    for row in listed("league_rules"):
        if row["competition"] == league and (row["first_season"] or "0") <= season <= (row["last_season"] or "9"):
            return row["order"].startswith("head_to_head")
    return False


def champion(raw: Raw, rows: list[Row]) -> str | None:
    """Who was first of a season, the listed exceptions apart."""
    league, season = rows[0]["competition"], rows[0]["season"]
    for item in listed("title_exceptions"):
        if (item["competition"], item["season"]) == (league, season):
            return item["champion"] or None
    points = after(raw, rows, 0, "points")
    for team in points:
        own = season_of(raw, team, rows)
        points[team] = measure(own, "points", win_of(league, season))
        points[team] -= sum(
            int(item["points"])
            for item in listed("deductions")
            if (item["competition"], item["season"], item["team"]) == (league, season, team)
        )
    first = [team for team, total in points.items() if total == max(points.values())]
    by_goals = not mutual(league, season)
    among = [row for row in rows if by_goals or {row["home"], row["away"]} <= set(first)]

    def merit(team: str) -> tuple[int, int]:
        own = season_of(raw, team, among)
        difference = sum(row["for"] - row["against"] for row in own)
        return (0 if by_goals else measure(own, "points"), difference)

    return max(first, key=merit)


def record(raw: Raw, claim: Document) -> Iterator[str]:
    """STAGE_RECORD, kinds ``league ...``: how many sides had more, or fewer, and as many."""
    value, own = claim["value"], raw.sides[claim["side"]]
    _, most, what = claim["kind"].split(" ", 2)
    seasons = seasons_since(raw, claim)
    now = max(seasons)
    found = {
        (season, team): total
        for season, rows in seasons.items()
        for team, total in after(raw, rows, value["matches"], what).items()
    }
    mine = found.pop((now, own))
    yield from same("value", value["value"], mine)
    better = sum(other > mine if most == "most" else other < mine for other in found.values())
    yield from same("better, level", (value["better"], value["level"]), (better, list(found.values()).count(mine)))


def precedent(raw: Raw, claim: Document) -> Iterator[str]:
    """CLUB_PRECEDENT: sides of earlier seasons with as many points, and how many of them were champions."""
    value, own = claim["value"], raw.sides[claim["side"]]
    seasons = seasons_since(raw, claim)
    now = max(seasons)
    yield from same("points", value["points"], after(raw, seasons.pop(now), value["matches"], "points")[own])
    alike = [
        (season, team)
        for season, rows in seasons.items()
        for team, points in after(raw, rows, value["matches"], "points").items()
        if points >= value["points"] and (team == own or claim["kind"] == "champions from here")
    ]
    won = sum(champion(raw, seasons[season]) == team for season, team in alike)
    count = value["seasons"] if claim["kind"] == "own from here" else value["sides"]
    yield from same("alike, champions", (count, value["champions"]), (len(alike), won))


def titles(raw: Raw, claim: Document) -> Iterator[str]:
    """TROPHY, kind ``league title``."""
    value, own = claim["value"], raw.sides[claim["side"]]
    (under_way,) = {row["season"] for row in raw.select("SELECT season FROM matches WHERE id = ?", raw.fixture["id"])}
    seasons = {s: rows for s, rows in seasons_since(raw, claim).items() if s[:4] < under_way[:4]}
    won = [season for season, rows in seasons.items() if champion(raw, rows) == own]
    yield from same("titles", (value["won"], value["seasons"]), (len(won), sorted(won, reverse=True)))
    yield from same("champions now", value["holders"], max(seasons) in won)


CHECKS = {
    **{
        f"STAGE_RECORD/league {extreme} {what}": record
        for extreme in ("most", "fewest")
        for what in ("points", "goals for", "goals against")
    },
    "CLUB_PRECEDENT": precedent,
    "TROPHY/league title": titles,
}
