"""Counts over the last matches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.facts.naive.raw import Raw, Row
from tests.facts.naive.runs import evidence, same

Document = dict[str, Any]


def has(row: Row, what: str, threshold: int) -> bool:
    """Whether a match has a property that is counted."""
    scored, conceded = row["for"], row["against"]
    if what in ("won", "lost", "drawn"):
        return bool({"won": scored > conceded, "lost": scored < conceded, "drawn": scored == conceded}[what])
    of_goals = {
        "clean sheet": conceded == 0,
        "not scored": scored == 0,
        "scored": scored > 0,
        "scored at least": scored >= threshold,
        "conceded at least": conceded >= threshold,
        "both scored": scored > 0 and conceded > 0,
        "goals over": scored + conceded > threshold,
        "goals at most": scored + conceded <= threshold,
    }
    return of_goals[what] and not row["awarded"]


def window(raw: Raw, claim: Document) -> Iterator[str]:
    """COUNT_LASTN, kinds ``few`` and ``many``, and GOALS_PATTERN: the count, and that the window is an extreme one."""
    rows, value = raw.within(claim), claim["value"]
    n, what, threshold = value["n"], value["property"], value["threshold"]
    having = [has(row, what, threshold) for row in rows]
    yield from same("count", value["count"], sum(having[:n]))
    yield from evidence(claim, rows[:n])
    if claim["kind"].startswith("few"):
        yield from same("the next older has it", having[n : n + 1], [True])
    else:
        yield from same("the oldest has it", having[n - 1 : n], [True])


def tally(raw: Raw, claim: Document) -> Iterator[str]:
    """COUNT_LASTN, kinds ``all`` and ``competition``: won, drawn and lost of the newest matches of a scope."""
    rows, value = raw.within(claim, since_coverage=False), claim["value"]
    newest = rows[: value["n"]]
    for outcome in ("won", "drawn", "lost"):
        yield from same(outcome, value[outcome], sum(has(row, outcome, 0) for row in newest))
    yield from evidence(claim, newest)


def contrast(raw: Raw, claim: Document) -> Iterator[str]:
    """WINDOW_CONTRAST."""
    rows, value = raw.within(claim), claim["value"]
    newest, before = rows[: value["n"]], rows[value["n"] : value["n"] + value["before"]]
    for part in (newest, before):
        yield from same("count", value["count"], sum(has(row, claim["kind"], 0) for row in part))
    yield from evidence(claim, newest + before)


CHECKS = {
    "COUNT_LASTN": window,
    "COUNT_LASTN/all": tally,
    "COUNT_LASTN/competition": tally,
    "GOALS_PATTERN": window,
    "WINDOW_CONTRAST": contrast,
}
