"""One player's news in words: why, since when, until when, who says otherwise. What is unknown is left out."""

from __future__ import annotations

import calendar
import contextlib
import datetime as dt
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pressbox.facts import words
from pressbox.squads.injuries import body_part
from pressbox.squads.team_news import FROM_CARDS, FROM_MINUTES

if TYPE_CHECKING:
    from pressbox.squads.availability import Said
    from pressbox.squads.returns import Return
    from pressbox.squads.team_news import OneAway, PlayerNews, TeamNews

_STATUS = {"out": "out", "suspended": "suspended", "doubtful": "doubtful", "back": "back", "available": "available"}
_OWN = (FROM_CARDS, FROM_MINUTES)
_MONTHS = dict(zip(calendar.month_abbr[1:], calendar.month_name[1:], strict=True))
_MONTH = re.compile(rf"(?<=\d )(?:{'|'.join(_MONTHS)})$")
"""The month of a day as Fantasy Premier League writes it: "16 Dec"."""

_ORDINARY = frozenset(
    """
    abdominal ankle arm back bruised calf chest concussion elbow eye facial fatigue finger foot
    fractured groin hamstring hand head heel hip illness ineligible jaw knee knock lack left leg loaned
    match minor muscle neck not on permanent personal quad rib season season-long self-isolating shin
    shoulder suspended tendon thigh toe transferred unavailable unknown wrist
    """.split()  # noqa: SIM905  (seventy quoted words would be hard to read)
)
"""Words that a reason may begin with and that are no names."""


def mid_sentence(reason: str) -> str:
    """A reason as it stands after a colon: "Knee injury" is a "knee injury"; "Achilles injury" stays."""
    return reason[0].lower() + reason[1:] if reason.split()[0].lower() in _ORDINARY else reason


def told_of(item: PlayerNews, on: dt.date) -> list[str]:
    """The details of a player's news, without who says so."""
    details = [mid_sentence(item.reason)] if item.reason else []
    if item.since and item.source not in _OWN:
        details.append(f"since {words.day(item.since, on)}")
    details += [story_of(story, on) for story in item.stories[:1]]
    if item.expected_return and item.expected_return.lower() != "unknown":
        details.append(_return(item, on))
    if item.due:
        details.append("the day named for the return has come")
    if item.old and item.confirmed_at:
        details.append(f"last said {words.counted((on - item.confirmed_at.date()).days, 'day', 'days')} ago")
    if item.disagreement:
        details.append(f"but {words.listed([_said(said, item) for said in item.disagreement])}")
    return details


def story_of(story: Return, on: dt.date) -> str:
    """How a player has come back: his first minutes, his first start, or that he has not started yet."""
    since, away = words.day(story.since.date, on), words.matches(story.missed)
    where = f"in {words.the(story.competition)}" if story.competition else "in matches with minutes on record"
    if story.kind == "no start yet":
        return f"no start {where} since {since}"
    what = "first minutes" if story.kind == "first minutes" else "first start"
    how = "missed" if story.kind == "first minutes" else "not started"
    return f"{what} {where} since {since} on {words.day(story.match.date, on)}, after {away} {how}"


def _return(item: PlayerNews, on: dt.date) -> str:
    text = _MONTH.sub(lambda found: _MONTHS[found[0]], item.expected_return or "")
    with contextlib.suppress(ValueError):
        text = words.day(dt.date.fromisoformat(text), on)
    if item.estimated:
        return f"back about {text}, going by how long such injuries have lasted"
    return f"expected return: {text}"


def _said(said: Said, item: PlayerNews) -> str:
    part = body_part(said.reason) if said.status == item.status else None
    return f"{part or said.status}, says {publisher(said.source)}"


def said_by(item: PlayerNews, on: dt.date) -> str:
    """Who says so, and when it was seen where the source's own name does not hold the day."""
    seen = item.seen_at.date()
    said = publisher(item.source)
    if item.source in _OWN:
        return said
    return said if words.long_day(seen) in said else f"{said}, seen {words.day(seen, on)}"


def publisher(source: str | None) -> str:
    """A source as a reader knows it: the host of an address, else as it is."""
    if not source:
        return "source not named"
    host = urlsplit(source).hostname if source.startswith(("http://", "https://")) else None
    return host.removeprefix("www.") if host else source


def one_away_of(away: OneAway) -> str:
    """Say who is one booking from a ban."""
    return f"{away.player} is one booking from a ban, with {bookings_of(away)}"


def bookings_of(away: OneAway) -> str:
    """His bookings of the season: "four in Serie A"."""
    return f"{words.number(away.bookings)} in {words.the(away.competition)}"


def news_lines(news: TeamNews, on: dt.date) -> list[str]:
    """News of a club as lines of text."""
    lines = []
    for item in news.players:
        if item.status == "available" and not item.ban:
            continue
        details = "; ".join(told_of(item, on))
        lines.append(f"{item.player}: {_STATUS[item.status]}" + (f"; {details}" if details else ""))
        lines[-1] += f" ({said_by(item, on)})"
    lines += [one_away_of(away) for away in news.one_away]
    return lines or [f"No absence of {news.club} is known" + ("." if news.players else ": no report is on record.")]
