"""Runs, their ends, and first times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from tests.facts.naive.raw import Raw, Row

Document = dict[str, Any]


def has(row: Row, kind: str) -> bool:
    """Whether a match has what a kind of run speaks of."""
    scored, conceded = row["for"], row["against"]
    of_goals = {
        "scored": scored > 0,
        "not scored": scored == 0,
        "clean sheets": conceded == 0,
        "clean sheet": conceded == 0,
        "without a clean sheet": conceded > 0,
        "conceded": conceded > 0,
    }
    if kind in of_goals:
        return of_goals[kind] and not row["awarded"]
    return bool(
        {
            "won": scored > conceded,
            "lost": scored < conceded,
            "unbeaten": scored >= conceded,
            "winless": scored <= conceded,
        }[kind]
    )


def length(rows: list[Row], kind: str, *, of_play: bool = True) -> int:
    """How many of the first rows have it without a break; an awarded match is a break of a run of play."""
    count = 0
    for row in rows:
        if not has(row, kind) or (of_play and row["awarded"]):
            break
        count += 1
    return count


def all_runs(rows: list[Row], kind: str) -> list[list[Row]]:
    """Every run, the newest first."""
    found: list[list[Row]] = []
    going = False
    for row in rows:
        if has(row, kind):
            if going:
                found[-1].append(row)
            else:
                found.append([row])
        going = has(row, kind)
    return found


def same(what: str, claimed: object, found: object) -> Iterator[str]:
    """A difference, where there is one."""
    if claimed != found:
        yield f"[{what}: claimed {claimed!r}, found {found!r}]"


def evidence(claim: Document, rows: list[Row]) -> Iterator[str]:
    """Whether the evidence is just these rows, with their scores, and the scope's days theirs."""
    yield from same("evidence", [row["match"] for row in claim["evidence"]], [row["id"] for row in rows])
    scores = {row["id"]: {row["home_final"], row["away_final"]} for row in rows}
    for row in claim["evidence"]:
        told = {int(goals) for goals in row["score"].split("-")} if row["score"] else set()
        yield from same(f"score of {row['match']}", told, scores.get(row["match"]))
    days = [row["date"].isoformat() for row in rows]
    yield from same("days", (claim["scope"]["since"], claim["scope"]["until"]), (min(days), max(days)))


def active(raw: Raw, claim: Document) -> Iterator[str]:
    """RUN_ACTIVE."""
    rows, kind = raw.within(claim), claim["kind"]
    if kind.endswith(" this season"):
        of_season = [row for row in rows if row["season"] == claim["value"]["season"]]
        yield from same("newest season", of_season[0]["season"], rows[0]["season"])
        yield from same("length", claim["value"]["length"], len(of_season))
        yield from same("in a row", length(of_season, kind.removesuffix(" this season")), len(of_season))
        yield from evidence(claim, of_season)
        return
    found = length(rows, kind)
    yield from same("length", claim["value"], found)
    yield from evidence(claim, rows[:found])
    ended = found < len(rows) and not rows[found]["awarded"]
    ever = claim["coverage"]["note"] == "from the first on record" and found == len(rows)
    yield from same("at least", "at least" in claim["statement"], not ended and not ever)


def record(raw: Raw, claim: Document) -> Iterator[str]:
    """RUN_RECORD."""
    rows, kind = raw.within(claim), claim["kind"]
    found = length(rows, kind, of_play=False)
    before = max((len(run) for run in all_runs(rows[found:], kind)), default=0)
    yield from same("lengths", (claim["value"]["length"], claim["value"]["longest_before"]), (found, before))
    yield from same("longer", found > before, True)
    yield from evidence(claim, rows[:found])


def first_since(raw: Raw, claim: Document) -> Iterator[str]:
    """FIRST_SINCE of every kind."""
    rows, kind, value = raw.within(claim), claim["kind"], claim["value"]
    if kind.startswith("first "):
        yield from _first(rows, kind.removeprefix("first "), claim)
    elif kind.startswith("last "):
        what = kind.removeprefix("last ")
        place = next(at for at, row in enumerate(rows) if has(row, what))
        yield from _dated(value, rows[place], raw.fixture["date"])
        yield from same("matches since", value["matches"], place)
        yield from evidence(claim, [rows[place]])
    else:
        what = kind.removeprefix("longest ").removesuffix(" again").split(" ", 1 if kind.endswith(" again") else 0)[-1]
        found = length(rows, what, of_play=False)
        then = next(run for run in all_runs(rows[found:], what) if len(run) >= found)
        yield from same("length", value["length"], found)
        yield from same("then", (value["length_then"], value["since"]), (len(then), then[0]["date"].isoformat()))
        yield from evidence(claim, rows[:found] + then)


def _first(rows: list[Row], what: str, claim: Document) -> Iterator[str]:
    yield from same("the newest has it", has(rows[0], what), True)
    place = next(at for at, row in enumerate(rows[1:], 1) if has(row, what))
    yield from _dated(claim["value"], rows[place], rows[0]["date"])
    yield from same("matches between", claim["value"]["matches_between"], place - 1)
    yield from evidence(claim, [rows[0], rows[place]])


def _dated(value: Document, row: Row, until: dt.date) -> Iterator[str]:
    yield from same("since", value["since"], row["date"].isoformat())
    yield from same("days", value["days"], (until - row["date"]).days)


def ended(raw: Raw, claim: Document) -> Iterator[str]:
    """RUN_ENDED."""
    rows, kind = raw.within(claim), claim["kind"]
    found = length(rows[1:], kind)
    yield from same("the newest broke it", has(rows[0], kind), False)
    yield from same("length", claim["value"]["length"], found)
    yield from same("ended", claim["value"]["ended"], rows[0]["date"].isoformat())
    yield from evidence(claim, rows[: found + 1])


CHECKS = {"RUN_ACTIVE": active, "RUN_RECORD": record, "FIRST_SINCE": first_since, "RUN_ENDED": ended}
