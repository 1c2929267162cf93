"""A side's league season in figures, beside its earlier ones, and what this match would do to the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.facts.naive.leagues import league_rows
from tests.facts.naive.raw import Raw, Row
from tests.facts.naive.runs import length, same
from tests.facts.naive.tables import called, listed, standing, win_of

Document = dict[str, Any]


def season_of(raw: Raw, team: str, rows: list[Row]) -> list[Row]:
    """A team's matches among some that are over, oldest first, with its goals and whether it was at home."""
    own = [row for row in rows if team in (row["home"], row["away"]) and raw.over(row)]
    own.sort(key=lambda row: row["date"])
    return [
        {
            "for": row["home_final"] if row["home"] == team else row["away_final"],
            "against": row["away_final"] if row["home"] == team else row["home_final"],
            "home": row["home"] == team,
            "neutral": bool(row["neutral"]),
            "awarded": row["status"] == "awarded",
            "date": row["date"],
        }
        for row in own
    ]


def record(rows: list[Row]) -> tuple[int, int, int]:
    """Won, drawn and lost."""
    won = sum(row["for"] > row["against"] for row in rows)
    lost = sum(row["for"] < row["against"] for row in rows)
    return won, len(rows) - won - lost, lost


def on(rows: list[Row], ground: str) -> list[Row]:
    """Those at home or away."""
    return [row for row in rows if row["home"] is (ground == "home") and not row["neutral"]]


def measure(rows: list[Row], what: str, win: int = 3) -> int:
    """Points, goals or clean sheets of some matches."""
    won, drawn, _ = record(rows)
    found: dict[str, int] = {
        "points": win * won + drawn,
        "goals for": sum(row["for"] for row in rows),
        "goals against": sum(row["against"] for row in rows),
        "clean sheets": sum(row["against"] == 0 and not row["awarded"] for row in rows),
    }
    return found[what]


def totals(raw: Raw, claim: Document) -> Iterator[str]:
    """SEASON_AGG."""
    own, value = raw.sides[claim["side"]], claim["value"]
    rows = season_of(raw, own, league_rows(raw, claim))
    if claim["kind"] == "points":
        found = standing(raw, claim)[own][0]
    else:
        found = measure(rows, claim["kind"])
    yield from same("total, matches", (value["total"], value["matches"]), (found, len(rows)))


def split(raw: Raw, claim: Document) -> Iterator[str]:
    """SPLIT_COUNT: won, drawn and lost at home or away."""
    value = claim["value"]
    rows = season_of(raw, raw.sides[claim["side"]], league_rows(raw, claim))
    found = record(on(rows, claim["kind"].split()[0]))
    yield from same("record", (value["won"], value["drawn"], value["lost"]), found)
    yield from same("matches", value["matches"], sum(found))


def earlier(raw: Raw, claim: Document, year: int) -> list[Row]:
    """The team's league season that began in a year, oldest first."""
    (own,) = raw.select("SELECT * FROM matches WHERE id = ?", claim["evidence"][0]["match"])
    rows = [row for row in raw.past[raw.sides[claim["side"]]] if row["competition"] == own["competition"]]
    rows = [row for row in rows if row["phase"] == "league" and row["season"].startswith(str(year))]
    return sorted(rows, key=lambda row: row["date"])


def compared(raw: Raw, claim: Document) -> Iterator[str]:
    """SEASON_COMPARE: points after as many matches of this season and of the last."""
    value, all_rows = claim["value"], league_rows(raw, claim)
    rows = season_of(raw, raw.sides[claim["side"]], all_rows)
    before = earlier(raw, claim, int(all_rows[0]["season"][:4]) - 1)[: len(rows)]
    yield from same("matches", (value["matches"], value["matches"]), (len(rows), len(before)))
    yield from same(
        "points", (value["points"], value["last_season"]), (measure(rows, "points"), measure(before, "points"))
    )


def stage_record(raw: Raw, claim: Document) -> Iterator[str]:
    """STAGE_RECORD: a measure after so many matches of this season, and of each before it that is named."""
    value = claim["value"]
    most, what = claim["kind"].split(" ", 1)
    rows = season_of(raw, raw.sides[claim["side"]], league_rows(raw, claim))
    now = measure(rows, what)
    yield from same("value, matches", (value["value"], value["matches"]), (now, len(rows)))
    then = {season: measure(earlier(raw, claim, int(season[:4]))[: len(rows)], what) for season in value["seasons"]}
    yield from same("seasons", value["seasons"], then)
    beaten = [now > other if most == "most" else now < other for other in then.values()]
    all_but_last = beaten if "since at least" in claim["statement"] or beaten[-1] else beaten[:-1]
    yield from same(f"{most} of {then}", all(all_but_last), True)


def rank(raw: Raw, claim: Document) -> Iterator[str]:
    """LEAGUE_RANK by clean sheets, or points at home or away."""
    rows, value, own = league_rows(raw, claim), claim["value"], raw.sides[claim["side"]]
    win = win_of(rows[0]["competition"], rows[0]["season"])
    teams = {team for row in rows for team in (row["home"], row["away"])}
    of_team = {team: season_of(raw, team, rows) for team in teams}
    if claim["kind"] == "clean sheets":
        found = {team: measure(played, "clean sheets") for team, played in of_team.items()}
    else:
        ground = claim["kind"].split()[0]
        found = {team: measure(on(played, ground), "points", win) for team, played in of_team.items()}
    yield from same("value", value["value"], found[own])
    yield from same("better", value["better"], sum(other > found[own] for other in found.values()))
    yield from same("level", value["level"], list(found.values()).count(found[own]) - 1)


def gap(raw: Raw, claim: Document) -> Iterator[str]:
    """TABLE_GAP to a zone: to a side that can hold the place just in it, or out of it, as far as points tell."""
    points, own, value = standing(raw, claim), raw.sides[claim["side"]], claim["value"]
    (match,) = raw.select("SELECT * FROM matches WHERE id = ?", claim["evidence"][0]["match"])
    (zone,) = (
        row
        for row in listed("zones")
        if (row["competition"], row["zone"]) == (match["competition"], value["zone"])
        and row["first_season"] <= match["season"] <= (row["last_season"] or "9")
    )
    counts = {"zone": int(zone["to"]), "relegation": int(zone["from"]), "safety": int(zone["from"]) - 1}[claim["kind"]]
    others = [team for team in points if team != own and value["to"] in called(raw, team)]
    found = [
        (points[own][0] - points[other][0], points[other][1] - points[own][1])
        for other in others
        if counts in places(points, other)
    ]
    yield from same(f"gap and matches in hand, of {found}", (value["gap"], value["in_hand"]) in found, True)
    inside = claim["kind"] == "safety"
    can_be = [place >= int(zone["from"]) if inside else place < counts for place in places(points, own)]
    if claim["kind"] == "zone":
        can_be = [place > counts for place in places(points, own)]
    yield from same("on the other side of the line", any(can_be), True)


def places(points: dict[str, tuple[int, int]], team: str) -> range:
    """Places that a side can have by its points, whatever goals say."""
    above = sum(have > points[team][0] for have, _ in points.values())
    level = sum(have == points[team][0] for have, _ in points.values())
    return range(above + 1, above + level + 1)


def supposed(raw: Raw, claim: Document) -> Iterator[str]:
    """CONDITIONAL: the place, as far as points decide it, after a win or after a defeat by the other side."""
    points, own = standing(raw, claim), raw.sides[claim["side"]]
    (other,) = set(raw.sides.values()) - {own}
    win = win_of(raw.fixture["competition"], raw.fixture["season"])
    winner = other if claim["kind"] == "defeat drops" else own
    after = {team: have + (win if team == winner else 0) for team, (have, _) in points.items()}
    above = sum(have > after[own] for have in after.values())
    level = sum(have == after[own] for have in after.values())
    yield from same("points", claim["value"]["points"], after[own])
    place = claim["value"]["place"]
    yield from same(f"place, with {above} above and {level} level", above < place <= above + level, True)


def extends(raw: Raw, claim: Document) -> Iterator[str]:
    """CONDITIONAL, kind ``win extends``."""
    yield from same("win in a row", claim["value"], length(raw.within(claim), "won", of_play=False) + 1)


CHECKS = {
    "SEASON_AGG": totals,
    "SPLIT_COUNT": split,
    "SEASON_COMPARE": compared,
    "STAGE_RECORD": stage_record,
    "LEAGUE_RANK/clean sheets": rank,
    "LEAGUE_RANK/home points": rank,
    "LEAGUE_RANK/away points": rank,
    "TABLE_GAP/zone": gap,
    "TABLE_GAP/safety": gap,
    "TABLE_GAP/relegation": gap,
    "CONDITIONAL/win lifts": supposed,
    "CONDITIONAL/win lifts on goals": supposed,
    "CONDITIONAL/defeat drops": supposed,
    "CONDITIONAL/win extends": extends,
}
