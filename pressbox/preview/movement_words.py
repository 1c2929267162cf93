"""What has moved since an earlier edition, and why, in sentences.

In: the ``movement`` of a forecast's document, the document of the earlier edition, the news and elevens of now. Out:
sentences; every number is one of a document, or a difference of two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pressbox.facts import words
from pressbox.facts.record import SIDES
from pressbox.preview.document import Sentence
from pressbox.preview.percentages import shares
from pressbox.squads.team_news import GROUPS

if TYPE_CHECKING:
    from pressbox.domain import Fixture, Side
    from pressbox.preview.line_ups import Elevens
    from pressbox.preview.team_news import TeamNews

CAUSES = 3
"""Causes that are told, the biggest first; the document has all."""

WORTH_TELLING = 0.0025
"""A cause that moved no chance by a quarter of a point is not told."""

LEAST = 0.0005
"""A change below this prints as no tenth of a point."""

NAMED = 5
"""Players of a side whose news is told."""

_OUTCOMES = ("home", "draw", "away")


def movement_told(fixture: Fixture, movement: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """The movement in sentences: the chances then and now, then the causes."""
    since = f"the edition of {words.day(dt.datetime.fromisoformat(movement['since']).date(), fixture.date)}"
    causes = sorted(movement["causes"], key=lambda cause: -_most(cause["change"]))
    if not causes or _most(causes[0]["change"]) < LEAST:
        return (Sentence(f"The forecast is as it was in {since}."),)
    told = [_chances(fixture, movement, since), *_through(fixture, movement)]
    worth = [cause for cause in causes if _most(cause["change"]) >= WORTH_TELLING]
    told += [_cause(fixture, cause) for cause in worth[:CAUSES]]
    return tuple(Sentence(text) for text in told)


def _most(change: Mapping[str, float]) -> float:
    return max(abs(number) for number in change.values())


def _chances(fixture: Fixture, movement: Mapping[str, Any], since: str) -> str:
    then, now = (shares([movement[name]["result"][outcome] for outcome in _OUTCOMES]) for name in ("from", "to"))
    names = (fixture.home.name, "the draw", fixture.away.name)
    moved = [f"{name} from {old} to {new}" for name, old, new in zip(names, then, now, strict=True) if old != new]
    if not moved:
        return f"The forecast has hardly moved since {since}."
    return f"Since {since} the chances have moved: {words.listed(moved)}."


def _through(fixture: Fixture, movement: Mapping[str, Any]) -> list[str]:
    before, after = (movement[name]["through"] for name in ("from", "to"))
    if not before or not after:
        return []
    then, now = (shares([through["home"], through["away"]])[0] for through in (before, after))
    if then == now:
        return []
    aim = "win the final" if fixture.phase == "final" else "go through"
    return [f"{words.possessive(fixture.home.name)} chance to {aim} was {then} and is {now}."]


def _cause(fixture: Fixture, cause: Mapping[str, Any]) -> str:
    names = {
        "home": fixture.home.name,
        "draw": "the draw",
        "away": fixture.away.name,
        "through_home": f"{fixture.home.name} going through",
    }
    points = [f"{names[name]} {_points(by)}" for name, by in cause["change"].items() if abs(by) >= LEAST]
    return f"{_what(fixture, cause)}: {words.listed(points)} points."


def _what(fixture: Fixture, cause: Mapping[str, Any]) -> str:
    if "match" not in cause:
        text = str(cause["text"])
        return text[0].upper() + text[1:]
    day = words.day(dt.date.fromisoformat(cause["date"]), fixture.date)
    match = f"{cause['home']} {cause['score']} {cause['away']} on {day}"
    if cause["cause"] == "price":
        return f"The closing price of {match}"
    return f"The aggregate after {match}" if cause["cause"] == "first leg" else match


def _points(by: float) -> str:
    return f"{'+' if by > 0 else '−'}{abs(100 * by):.1f}"


def changes_told(
    fixture: Fixture,
    earlier: Mapping[str, Any],
    forecast: Mapping[str, Any] | None,
    news: Mapping[Side, TeamNews],
    elevens: Mapping[Side, Elevens],
) -> tuple[Sentence, ...]:
    """What else is new since an earlier edition: the predicted score, who is missing, who is named.

    Parameters
    ----------
    earlier : mapping
        The document of the earlier edition.
    """
    told = [*_score_told(earlier["forecast"], forecast)]
    for side in SIDES:
        club = fixture.team(side).name
        told += _news_told(club, earlier["news"][side], news[side].to_dict())
        told += _eleven_told(club, earlier["lineups"][side], elevens[side].to_dict())
    return tuple(Sentence(text) for text in told)


def _score_told(then: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> Iterator[str]:
    if then and now and then["predicted_score"] != now["predicted_score"]:
        old, new = (f"{score['home']}-{score['away']}" for score in (then["predicted_score"], now["predicted_score"]))
        yield f"We said {old} then and say {new} now."


def _news_told(club: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    before, after = (
        {item["player"]: item["status"] for item in news["players"] if item["status"] in GROUPS} for news in (then, now)
    )
    new = [f"{player} {status}" for player, status in after.items() if before.get(player) != status]
    new += [f"{player} no longer {status}" for player, status in before.items() if player not in after]
    if new:
        more = [f"{len(new) - NAMED} more"] if len(new) > NAMED else []
        yield f"New in {words.possessive(club)} team news: {words.listed([*new[:NAMED], *more])}."


def _eleven_told(club: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    if not then["known"] or not now["known"]:
        return
    before, after = ([player["player"] for player in lineup["eleven"]] for lineup in (then, now))
    new = [player for player in after if player not in before]
    gone = [player for player in before if player not in after]
    if new and len(new) == len(gone):
        yield f"{words.possessive(club)} possible eleven has {words.listed(new)} for {words.listed(gone)}."
