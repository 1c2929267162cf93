"""A match: its preview as a page and as JSON, the share picture, and the card that others may embed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
from markupsafe import Markup

from pressbox.domain import AsOf
from pressbox.errors import BadProbability
from pressbox.facts import words
from pressbox.forecast.document import fixture_document
from pressbox.forecast.prices import power
from pressbox.preview.percentages import tenths
from pressbox.publish import charts
from pressbox.publish.page import environment
from pressbox.publish.site import addresses
from pressbox.publish.site.page import About, encoded, render
from pressbox.publish.site.picture import share_picture
from pressbox.publish.site.structured import news_article, sports_event
from pressbox.publish.site.summary import Chances, Summary, note_of
from pressbox.publish.site.words import Section, TextView, heading
from pressbox.publish.svg import Alternative
from pressbox.publish.view import page_view
from pressbox.store.calendar import Listed

if TYPE_CHECKING:
    from pressbox.facts.claim import Evidence
    from pressbox.publish.evidence_view import Links
    from pressbox.publish.site.newsroom import Newsroom
    from pressbox.publish.site.scope import Scope


@dataclasses.dataclass(frozen=True)
class Made:
    """The files of a page by their addresses, and what lists say of it."""

    files: dict[str, bytes]
    summary: Summary | None = None


@dataclasses.dataclass(frozen=True)
class Trail:
    """Where a match belongs, and what is said of it now."""

    day: tuple[str, str]  # title and address
    competition: tuple[str, str]
    clubs: tuple[tuple[str, str], ...]
    document: str
    card: str
    embed: str | None  # markup that shows the card elsewhere; None where the site does not know its own address


@dataclasses.dataclass(frozen=True)
class Card:
    """What a card shows."""

    kicker: str
    home: str
    away: str
    chances: tuple[str, str, str] | None
    bar: Markup | None
    verdict: str
    href: str
    score: str | None


def moment_for(desk: Newsroom, one: Listed, scope: Scope) -> AsOf:
    """What a preview may know: until the start of the match day, and nothing that the site does not know."""
    start = desk.store.default_as_of(one.fixture)
    return min(start, scope.as_of, key=lambda moment: moment.utc)


def make_match(desk: Newsroom, one: Listed, scope: Scope) -> Made:
    """All files of a match."""
    fixture = one.fixture
    preview = desk.preview(fixture, moment_for(desk, one, scope))
    summary = Summary.of(preview, one.match, _market(desk, one, scope))
    view = page_view(preview, _links(addresses.match(fixture.id), scope))
    about = About(
        addresses.match(fixture.id),
        view.title,
        preview.standfirst,
        "article",
        addresses.picture(fixture.id),
        [news_article(one, summary, scope)],
    )
    trail, after = _trail(one, scope), afterwards(one, summary)
    document: dict[str, Any] = preview.to_dict()
    return Made(
        {
            about.path: render("match", scope, about, page=view, trail=trail, after=after),
            addresses.document(about.path): encoded(document),
            addresses.picture(fixture.id): share_picture(one, summary),
            addresses.card(fixture.id): card_page(one, summary, scope),
        },
        summary,
    )


def make_moved(one: Listed, was: dt.date, scope: Scope) -> Made:
    """What stands at the address of a match that has been moved to a day that the site does not have."""
    fixture = one.fixture
    path = addresses.match(fixture.id)
    title = f"{fixture.home.name} v {fixture.away.name}"
    told = f"This match was to be on {words.long_day(was)} and has been moved to {words.long_day(fixture.date)}."
    around = heading(
        path, scope, title=title, standfirst=told, folio="Postponed", kicker=f"{fixture.competition.name}, postponed"
    )
    withdrawn = f"Its preview of {words.long_day(was)} is withdrawn."
    view = TextView(**vars(around), sections=(Section("Postponed", (told, withdrawn)),))
    about = About(path, title, told, structured=[sports_event(one, scope, was)])
    document = {"fixture": fixture_document(fixture), "moved_from": was, "as_of": str(scope.as_of)}
    return Made({path: render("text", scope, about, page=view), addresses.document(path): encoded(document)})


def _market(desk: Newsroom, one: Listed, scope: Scope) -> Chances | None:
    """What the last prices had implied; None where there are none, or the match is not over."""
    if one.match is None:
        return None
    quoted = desk.store.quotes(one.fixture, scope.as_of).result
    if quoted is None:
        return None
    try:
        home, draw, away = power(np.array([quoted]))[0].tolist()
    except BadProbability:
        return None
    return home, draw, away


def afterwards(one: Listed, summary: Summary) -> str | None:
    """What became of the match, and how likely the forecast had thought that score; None while it is still to come."""
    fixture, match = one.fixture, one.match
    if match is None:
        if one.overdue:
            return "No result of this match is on record: it was postponed, or has not been reported yet."
        return None if one.status == "scheduled" else f"{_capital(_what_became(one))}."
    told = f"{fixture.home.name} {match.score} {fixture.away.name}"
    note = _what_became(one)
    told = f"{told}, {note}." if note else f"{told}."
    if summary.given is None:
        return told
    chance = tenths(summary.given) if summary.given else "less than 0.1%"
    of = "that score" if match.score_90 == match.score else f"{match.score_90} after 90 minutes"
    return f"{told} The forecast had given {of} a chance of {chance}."


def _what_became(one: Listed) -> str:
    """The note of a list without what stands elsewhere on the page."""
    return note_of(
        dataclasses.replace(one, fixture=dataclasses.replace(one.fixture, round=None, leg=None, neutral=False))
    )


def card_page(one: Listed, summary: Summary, scope: Scope) -> bytes:
    """A small page of its own: the chances and the verdict, with a link to the whole preview."""
    fixture = one.fixture
    path = addresses.card(fixture.id)
    bar = None
    if summary.result and summary.chances:
        names = (fixture.home.name, "draw", fixture.away.name)
        label = ", ".join(f"{name} {share}" for name, share in zip(names, summary.chances, strict=True))
        parts = zip(("home", "draw", "away"), summary.result, strict=True)
        bar = charts.bar(list(parts), Alternative("result", "After 90 minutes", f"{label}."))
    to = addresses.match(fixture.id)
    href = f"{scope.url}/{to}" if scope.url else addresses.relative(path, to)
    kicker = f"{fixture.competition.name}, {words.long_day(fixture.date)}"
    score = str(one.match.score) if one.match else None
    home, away = fixture.home.name, fixture.away.name
    card = Card(kicker, home, away, summary.chances, bar, summary.verdict, href, score)
    return environment().get_template("site/card.html.j2").render(card=card).encode()


def _links(page: str, scope: Scope) -> Links:
    """Addresses of those matches of the evidence that the site has pages of."""

    def address(row: Evidence) -> str | None:
        competition = row.match.partition(".")[0]
        if not (scope.first <= row.date <= scope.last and scope.has_competition(competition)):
            return None
        to = addresses.match(row.match)
        return None if to == page else addresses.relative(page, to)

    return address


def _trail(one: Listed, scope: Scope) -> Trail:
    fixture = one.fixture
    page, card = addresses.match(fixture.id), addresses.card(fixture.id)
    embed = None
    if scope.url:
        embed = str(
            Markup('<iframe src="{}" title="{} v {}" width="360" height="230" loading="lazy"></iframe>').format(
                f"{scope.url}/{card}", fixture.home.name, fixture.away.name
            )
        )
    return Trail(
        (words.long_day(fixture.date), addresses.relative(page, addresses.day(fixture.date))),
        (fixture.competition.name, addresses.relative(page, addresses.competition(fixture.competition.id))),
        tuple((t.name, addresses.relative(page, addresses.club(t.id))) for t in (fixture.home, fixture.away)),
        addresses.relative(page, addresses.document(page)),
        addresses.relative(page, card),
        embed,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
