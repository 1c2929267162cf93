"""Past meetings: windows of them, the gap before this one, visits, and clubs of a country."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from tests.facts.naive.counts import has
from tests.facts.naive.raw import EUROPE, Raw, Row
from tests.facts.naive.runs import evidence, same

Document = dict[str, Any]


def meetings(raw: Raw, claim: Document) -> list[Row]:
    """Meetings that a claim's scope takes in, newest first, as its side sees them; as the home side for both."""
    side = claim["side"] or "home"
    (other,) = set(raw.sides.values()) - {raw.sides[side]}
    rows = [row for row in raw.within(claim | {"side": side}) if row["opponent"] == other]
    return (
        rows if claim["scope"]["venue"] == "any" else [row for row in rows if row["ground"] == claim["scope"]["venue"]]
    )


def last_n(raw: Raw, claim: Document) -> Iterator[str]:
    """H2H_LASTN: the count, and that the window is an extreme one."""
    rows, value = meetings(raw, claim), claim["value"]
    n = value["n"]
    having = [has(row, value["property"], value["threshold"]) for row in rows]
    yield from same("count", value["count"], sum(having[:n]))
    yield from evidence(claim, rows[:n])
    if claim["kind"].startswith("few"):
        yield from same("the next older has it", all(having[n : n + 1]), True)
    else:
        yield from same("the oldest has it", having[n - 1], True)
    yield from same("shoot-outs", [row["shoot_out_winner"] for row in rows[:n]], [None] * n)


def gap(raw: Raw, claim: Document) -> Iterator[str]:
    """MEETING_GAP: the newest meeting of any kind but friendlies, and how long ago it was."""
    home, away = raw.sides["home"], raw.sides["away"]
    national = raw.teams[home]["national"]
    days = [
        row["date"] for row in raw.past[home] if row["opponent"] == away and (national or row["kind"] != "friendly")
    ]
    yield from same("since", dt.date.fromisoformat(claim["value"]["since"]), max(days))
    yield from same("days", claim["value"]["days"], (raw.fixture["date"] - max(days)).days)


def visit(raw: Raw, claim: Document) -> Iterator[str]:
    """H2H_ALLTIME, kind ``n-th visit``: European cups of clubs."""
    host, guest = raw.sides["home"], raw.sides["away"]
    rows = [
        row
        for row in raw.past[guest]
        if row["opponent"] == host and row["ground"] == "away" and row["competition"] in EUROPE
    ]
    value = claim["value"]
    yield from same("visit", value["visit"], len(rows) + 1)
    yield from same("record", [value["won"], value["drawn"], value["lost"]], record(rows))


def record(rows: list[Row]) -> list[int]:
    """Won, drawn, lost."""
    return [sum(has(row, what, 0) for row in rows) for what in ("won", "drawn", "lost")]


def of_country(raw: Raw, claim: Document) -> list[Row]:
    """Matches of the claim's scope with clubs of the other side's country."""
    (other,) = set(raw.sides.values()) - {raw.sides[claim["side"]]}
    country = raw.teams[other]["country"]
    return [row for row in raw.within(claim) if raw.teams[row["opponent"]]["country"] == country]


def against_country(raw: Raw, claim: Document) -> Iterator[str]:
    """H2H_ALLTIME, kind ``record against a country``."""
    rows, value = of_country(raw, claim), claim["value"]
    yield from same("record", [value["won"], value["drawn"], value["lost"]], record(rows))
    yield from evidence(claim, rows)


def nth_opponent(raw: Raw, claim: Document) -> Iterator[str]:
    """H2H_ALLTIME, kind ``n-th opponent from a country``: the clubs met before, and that this is none of them."""
    met = {row["opponent"] for row in of_country(raw, claim)}
    yield from same("opponent", claim["value"]["opponent"], len(met) + 1)
    yield from same("a new one", met & set(raw.sides.values()), set())


CHECKS = {
    "H2H_LASTN": last_n,
    "MEETING_GAP": gap,
    "H2H_ALLTIME/n-th visit": visit,
    "H2H_ALLTIME/record against a country": against_country,
    "H2H_ALLTIME/n-th opponent from a country": nth_opponent,
}
