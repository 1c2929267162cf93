"""Team news and possible line-ups as sections.

In: the news and the last elevens of both sides. Out: paragraphs that say who says so and since when, or what is not
known and what would fill the part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressbox.facts import words
from pressbox.facts.record import SIDES
from pressbox.preview import prose
from pressbox.preview.document import Paragraph, Section, Sentence
from pressbox.preview.team_news import GROUPS, PlayerNews, TeamNews

if TYPE_CHECKING:
    from pressbox.domain import Side
    from pressbox.preview.line_ups import LastEleven

TEAM_NEWS = "team news"
LINE_UPS = "possible line-ups"
_STATUS = {"out": "is out", "suspended": "is suspended", "doubtful": "is doubtful", "back": "is back"}


def team_news_section(news: Mapping[Side, TeamNews], elevens: Mapping[Side, LastEleven], on: dt.date) -> Section:
    """Who is out, suspended, doubtful or back, club by club."""
    return Section(TEAM_NEWS, tuple(Paragraph(tuple(_club(news[side], elevens[side], on))) for side in SIDES))


def _club(news: TeamNews, eleven: LastEleven, on: dt.date) -> list[Sentence]:
    told = [Sentence(_player(item, eleven, on)) for status in GROUPS for item in news.group(status)]
    if told:
        return told
    if news.players:
        return [Sentence(f"No absence of {news.club} is reported.")]
    return [Sentence(f"No team news of {news.club} is on record; availability reports would fill this part.")]


def _player(item: PlayerNews, eleven: LastEleven, on: dt.date) -> str:
    details = "; ".join(details_of(item, eleven, on))
    # "Back from injury" needs no second "back".
    if item.status == "back" and details.startswith("back "):
        told = f"{item.player} is {details}"
    else:
        told = f"{item.player} {_STATUS[item.status]}" + (f": {details}" if details else "")
    return f"{told} ({said_by(item, on)})."


def details_of(item: PlayerNews, eleven: LastEleven, on: dt.date) -> list[str]:
    """Say why, since when, until when, and whether in the last eleven; what is unknown is left out."""
    details = [prose.mid_sentence(item.reason)] if item.reason else []
    if item.since:
        details.append(f"since {words.day(item.since, on)}")
    if item.expected_return and item.expected_return.lower() != "unknown":
        details.append(f"expected return: {item.expected_return}")
    if item.status != "back" and eleven.started(item.player):
        details.append(f"in {eleven.basis}")
    return details


def said_by(item: PlayerNews, on: dt.date) -> str:
    """Who says so, and when it was seen where the source's own name does not hold the day."""
    seen = item.seen_at.date()
    said = publisher(item.source)
    return said if words.long_day(seen) in said else f"{said}, seen {words.day(seen, on)}"


def publisher(source: str | None) -> str:
    """A source as a reader knows it: the host of an address, else as it is."""
    if not source:
        return "source not named"
    host = urlsplit(source).hostname if source.startswith(("http://", "https://")) else None
    return host.removeprefix("www.") if host else source


def line_up_section(elevens: Mapping[Side, LastEleven]) -> Section:
    """The last eleven of each side, said to be that."""
    paragraphs = [Paragraph((_eleven(elevens[side]),)) for side in SIDES]
    if any(elevens[side].lineup for side in SIDES):
        preface = "No line-up is predicted in this edition: what follows is history, not a forecast."
        paragraphs.insert(0, Paragraph((Sentence(preface),)))
    return Section(LINE_UPS, tuple(paragraphs))


def _eleven(eleven: LastEleven) -> Sentence:
    if eleven.lineup is None:
        return Sentence(
            f"No recent line-up of {eleven.club} is on record; elevens of this season's matches would fill this part."
        )
    names = "; ".join(", ".join(player.player for player in line) for line in eleven.lines)
    formation = f" ({eleven.lineup.formation})" if eleven.lineup.formation else ""
    return Sentence(f"{eleven.club}, {eleven.basis}{formation}: {names}.")
