"""What search engines read in a page: schema.org's SportsEvent and NewsArticle."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pressbox.publish.site import addresses
from pressbox.publish.site.scope import Scope
from pressbox.publish.site.summary import Summary, local_kick_off
from pressbox.store.calendar import Listed

_CONTEXT = "https://schema.org"
_HEADLINE = 110
"""Characters of a headline at most."""

_EVENT_STATUS = {"cancelled": "EventCancelled", "void": "EventCancelled"}


def sports_event(one: Listed, scope: Scope, was: dt.date | None = None) -> dict[str, Any]:
    """A fixture as a SportsEvent; what is not known is left out. ``was`` is the day that it was moved from."""
    fixture = one.fixture
    kick_off = local_kick_off(fixture)
    event: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "SportsEvent",
        "name": f"{fixture.home.name} v {fixture.away.name}",
        "sport": "Association football",
        "startDate": kick_off.isoformat() if kick_off else fixture.date.isoformat(),
        "eventStatus": f"{_CONTEXT}/{_EVENT_STATUS.get(one.status, 'EventScheduled')}",
        "homeTeam": {"@type": "SportsTeam", "name": fixture.home.name},
        "awayTeam": {"@type": "SportsTeam", "name": fixture.away.name},
        "superEvent": {"@type": "EventSeries", "name": f"{fixture.competition.name} {fixture.season}"},
    }
    if was is not None:
        event |= {"eventStatus": f"{_CONTEXT}/EventRescheduled", "previousStartDate": was.isoformat()}
    if fixture.venue or fixture.city:
        place = {"@type": "Place", "name": fixture.venue or fixture.city}
        event["location"] = place | ({"address": fixture.city} if fixture.city else {})
    if scope.url:
        event["url"] = f"{scope.url}/{addresses.match(fixture.id)}"
    return event


def news_article(one: Listed, summary: Summary, scope: Scope) -> dict[str, Any]:
    """A preview as a NewsArticle about the fixture."""
    event = sports_event(one, scope)
    del event["@context"]
    article: dict[str, Any] = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "headline": _shortened(summary.headline),
        "description": summary.standfirst,
        "datePublished": summary.made_at,
        "dateModified": summary.made_at,
        "inLanguage": "en-GB",
        "author": {"@type": "Organization", "name": "Pressbox"},
        "about": event,
    }
    if scope.url:
        article["mainEntityOfPage"] = f"{scope.url}/{addresses.match(one.fixture.id)}"
        article["image"] = f"{scope.url}/{addresses.picture(one.fixture.id)}"
    return article


def _shortened(headline: str) -> str:
    """A headline that search engines take, cut between words."""
    if len(headline) <= _HEADLINE:
        return headline
    return f"{headline[: _HEADLINE - 1].rsplit(' ', 1)[0]}…"
