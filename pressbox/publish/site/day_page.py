"""The matches of a day by competition, played or not; the front page is that of the nearest day."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from pressbox.facts import words
from pressbox.forecast.document import fixture_document
from pressbox.publish.site import addresses
from pressbox.publish.site.match_page import Made
from pressbox.publish.site.page import About, encoded, render
from pressbox.publish.site.scope import Scope
from pressbox.publish.site.structured import sports_event
from pressbox.publish.site.summary import Summary, kick_off, line, note_of, short_day
from pressbox.publish.site.words import Group, Heading, heading
from pressbox.store.calendar import Listed

Summaries = Mapping[str, Summary]
"""Summaries of previews by the id of their fixture."""

Counts = Mapping[dt.date, int]
"""Matches of each day that is linked to."""

_EVENTS_AT_MOST = 40
"""Fixtures that a day's page tells search engines of; each has its own page that does so too."""


@dataclasses.dataclass(frozen=True)
class OtherDay:
    """A link to another day."""

    title: str
    href: str | None
    matches: str


@dataclasses.dataclass(frozen=True)
class DayView(Heading):
    """A day's page."""

    groups: tuple[Group, ...]
    days_title: str
    days: tuple[OtherDay, ...]


def make_day(on: dt.date, of_day: Sequence[Listed], counts: Counts, summaries: Summaries, scope: Scope) -> Made:
    """The page of a day."""
    return _made(addresses.day(on), on, of_day, counts, summaries, scope)


def make_index(on: dt.date, of_day: Sequence[Listed], counts: Counts, summaries: Summaries, scope: Scope) -> Made:
    """The front page: the matches of the ``nearest`` day."""
    return _made(addresses.INDEX, on, of_day, counts, summaries, scope)


def nearest(today: dt.date, counts: Counts) -> dt.date:
    """The day with matches that is nearest to one; of two as near, the one to come."""
    return min(counts, key=lambda on: (abs(on - today), on < today), default=today)


def _made(path: str, on: dt.date, of_day: Sequence[Listed], counts: Counts, summaries: Summaries, scope: Scope) -> Made:
    title = f"{on:%A} {words.long_day(on)}"
    standfirst = f"{words.matches(len(of_day)).capitalize()} on {words.long_day(on)}, with previews and forecasts."
    around = heading(path, scope, title=title, standfirst=standfirst, folio="Matches of the day", kicker="Football")
    view = DayView(
        **vars(around),
        groups=tuple(_groups(of_day, path, summaries, scope)),
        days_title="Days" if path == addresses.INDEX else "Other days",
        days=tuple(_other(other, on, path, counts[other]) for other in sorted(counts)),
    )
    events = [sports_event(one, scope) for one in of_day[:_EVENTS_AT_MOST] if one.match is None]
    about = About(path, title, standfirst, structured=events)
    return Made(
        {
            path: render("day", scope, about, page=view),
            addresses.document(path): encoded(
                {
                    "date": on,
                    "as_of": str(scope.as_of),
                    "fixtures": [document_of(one, summaries, scope) for one in of_day],
                }
            ),
        }
    )


def _groups(of_day: Sequence[Listed], path: str, summaries: Summaries, scope: Scope) -> list[Group]:
    groups = []
    for competition, ones in itertools.groupby(of_day, key=lambda one: one.fixture.competition):
        lines = tuple(line(one, path, summaries.get(one.fixture.id), has_page(one, scope)) for one in ones)
        href = addresses.relative(path, addresses.competition(competition.id))
        groups.append(Group(competition.name, href, lines))
    return groups


def has_page(one: Listed, scope: Scope) -> bool:
    """Whether a match is previewed: not where it was called off before it began."""
    return one.status != "cancelled" and scope.has(one.fixture)


def _other(other: dt.date, on: dt.date, path: str, count: int) -> OtherDay:
    here = other == on and path != addresses.INDEX
    href = None if here else addresses.relative(path, addresses.day(other))
    return OtherDay(short_day(other), href, str(count))


def document_of(one: Listed, summaries: Summaries, scope: Scope) -> dict[str, Any]:
    """A fixture of a list in a JSON document."""
    fixture, summary = one.fixture, summaries.get(one.fixture.id)
    keys = ("home", "draw", "away")
    return {
        **fixture_document(fixture),
        "kick_off": kick_off(fixture) or None,
        "status": one.status,
        "score": dataclasses.asdict(one.match.score) if one.match else None,
        "note": note_of(one) or None,
        "page": addresses.match(fixture.id) if has_page(one, scope) else None,
        "headline": summary.headline if summary else None,
        "result": dict(zip(keys, summary.result, strict=True)) if summary and summary.result else None,
        "we_say": summary.predicted if summary else None,
        "given": summary.given if summary else None,
    }
