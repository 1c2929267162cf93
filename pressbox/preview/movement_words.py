"""What has moved since an earlier edition, and why, in sentences.

In: the ``movement`` of a forecast's document. Out: sentences; every number is a difference of that document.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pressbox.facts import words
from pressbox.preview.document import Sentence
from pressbox.preview.percentages import shares

if TYPE_CHECKING:
    from pressbox.domain import Fixture

CAUSES = 3
"""Causes that are told, the biggest first; the document has all."""

LEAST = 0.0005
"""A change below this prints as no tenth of a point."""

_OUTCOMES = ("home", "draw", "away")


def movement_told(fixture: Fixture, movement: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """The movement in sentences: the chances then and now, then the causes."""
    since = words.day(dt.datetime.fromisoformat(movement["since"]).date(), fixture.date)
    before, after = (movement[name]["result"] for name in ("from", "to"))
    causes = [cause for cause in movement["causes"] if _most(cause["change"]) >= LEAST]
    if not causes:
        return (Sentence(f"Nothing has moved since the edition of {since}."),)
    then, now = (shares([result[name] for name in _OUTCOMES]) for result in (before, after))
    names = (fixture.home.name, "draw", fixture.away.name)
    moved = [
        f"{name} {old} then, {new} now" if old != new else f"{name} {new} as then"
        for name, old, new in zip(names, then, now, strict=True)
    ]
    told = [f"Since the edition of {since}: {'; '.join(moved)}."]
    told += _through(fixture, movement)
    causes.sort(key=lambda cause: -_most(cause["change"]))
    told += [_cause(fixture, cause) for cause in causes[:CAUSES]]
    rest = len(causes) - CAUSES
    if rest > 0:
        told.append(f"{words.counted(rest, 'smaller cause', 'smaller causes').capitalize()} did the rest.")
    return tuple(Sentence(text) for text in told)


def _most(change: Mapping[str, float]) -> float:
    return max(abs(number) for number in change.values())


def _through(fixture: Fixture, movement: Mapping[str, Any]) -> list[str]:
    before, after = (movement[name]["through"] for name in ("from", "to"))
    if not before or not after:
        return []
    then, now = (shares([through["home"], through["away"]])[0] for through in (before, after))
    aim = "win the final" if fixture.phase == "final" else "go through"
    if then == now:
        return [f"{words.possessive(fixture.home.name)} chance to {aim} is {now}, as then."]
    return [f"{words.possessive(fixture.home.name)} chance to {aim} was {then} and is {now}."]


def _cause(fixture: Fixture, cause: Mapping[str, Any]) -> str:
    names = {
        "home": fixture.home.name,
        "draw": "the draw",
        "away": fixture.away.name,
        "through_home": f"{fixture.home.name} going through",
    }
    points = [_points(names[name], by) for name, by in cause["change"].items() if abs(by) >= LEAST]
    return f"{_what(fixture, cause)}: {words.listed(points)} points."


def _what(fixture: Fixture, cause: Mapping[str, Any]) -> str:
    text = str(cause["text"])
    if "date" in cause:
        day = dt.date.fromisoformat(cause["date"])
        text = text.replace(cause["date"], words.day(day, fixture.date), 1)
    return text[0].upper() + text[1:]


def _points(name: str, by: float) -> str:
    return f"{name} {'+' if by > 0 else '−'}{abs(100 * by):.1f}"
