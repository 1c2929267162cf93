"""The Atom feed of the previews, newest edition first (RFC 4287)."""

from __future__ import annotations

import datetime as dt
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from pressbox.publish.site import addresses
from pressbox.publish.site.day_page import Summaries
from pressbox.publish.site.scope import Scope
from pressbox.publish.site.xml_text import clean, written
from pressbox.store.calendar import Listed

_ATOM = "http://www.w3.org/2005/Atom"
_ENTRIES = 100


def make_feed(ones: Sequence[Listed], summaries: Summaries, scope: Scope) -> bytes:
    """The feed of the previews that there are."""
    told = [(one, summaries[one.fixture.id]) for one in ones if one.fixture.id in summaries]
    told.sort(key=lambda pair: (_utc(pair[1].made_at), pair[0].fixture.id), reverse=True)
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en-GB"})
    _text(feed, "id", _id(scope.url or "feed"))
    _text(feed, "title", "Pressbox previews")
    _text(feed, "updated", _utc(told[0][1].made_at) if told else scope.as_of.moment.isoformat(timespec="seconds"))
    ET.SubElement(ET.SubElement(feed, "author"), "name").text = "Pressbox"
    ET.SubElement(feed, "link", {"href": _href(scope, addresses.INDEX)})
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": _href(scope, addresses.FEED)})
    for one, summary in told[:_ENTRIES]:
        fixture = one.fixture
        entry = ET.SubElement(feed, "entry")
        _text(entry, "id", _id(fixture.id))
        _text(entry, "title", summary.headline)
        _text(entry, "updated", _utc(summary.made_at))
        ET.SubElement(entry, "link", {"href": _href(scope, addresses.match(fixture.id))})
        ET.SubElement(entry, "category", {"term": clean(fixture.competition.name)})
        told_of = f"{fixture.home.name} v {fixture.away.name}, {fixture.date}. {summary.standfirst} {summary.verdict}"
        _text(entry, "summary", told_of)
    return written(feed)


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = clean(text)


def _href(scope: Scope, path: str) -> str:
    return f"{scope.url}/{path}" if scope.url else path


def _id(name: str) -> str:
    """A name of its own for a feed or an entry, the same wherever the site lies."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"pressbox:{name}").urn


def _utc(iso: str) -> str:
    return dt.datetime.fromisoformat(iso).astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
