"""What the page's template shows: every number formatted, every chart drawn, so that the template computes nothing.

In: a preview. Out: frozen values in the page's order. Percentages of outcomes that exclude one another add up.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from pressbox.facts import words
from pressbox.facts.record import SIDES
from pressbox.preview import forecast_sections, form_guide, line_up_sections, match_preview, news_words, we_say
from pressbox.preview.team_news import GROUPS
from pressbox.publish import charts
from pressbox.publish.data_view import ForecastView, forecast_view
from pressbox.publish.evidence_view import EvidenceView, Links, QueryView, evidence_of, queries_of
from pressbox.publish.line_up_view import ElevenView, elevens_shown, pitch_of
from pressbox.publish.svg import Alternative
from pressbox.publish.tables import Grid
from pressbox.squads.team_news import FROM_CARDS

if TYPE_CHECKING:
    from markupsafe import Markup

    from pressbox.preview.document import Form, FormLine, Paragraph, Preview, Sentence
    from pressbox.preview.line_ups import Elevens
    from pressbox.preview.team_news import PlayerNews

_GROUP_TITLES = {"out": "Out", "suspended": "Suspended", "doubtful": "Doubtful", "back": "Back"}
_OUTCOMES = {"W": "won", "D": "drawn", "L": "lost"}


class Ref(NamedTuple):
    """A link to a claim; the first one on the page is where the way back leads."""

    number: int
    id: str
    first: bool


class Citations:
    """Links to the claims of a preview, in the order of the page."""

    def __init__(self, preview: Preview) -> None:
        self._numbers = numbers(preview)
        self.used: set[str] = set()

    def of(self, ids: Sequence[str]) -> tuple[Ref, ...]:
        """Links to some claims."""
        refs = []
        for id_ in ids:
            refs.append(Ref(self._numbers[id_], id_, id_ not in self.used))
            self.used.add(id_)
        return tuple(refs)


@dataclasses.dataclass(frozen=True)
class Told:
    """A sentence with the numbers of its evidence."""

    text: str
    refs: tuple[Ref, ...]


@dataclasses.dataclass(frozen=True)
class FormView:
    """One side's form guide."""

    title: str
    chart: Markup
    grid: Grid
    refs: tuple[Ref, ...]


@dataclasses.dataclass(frozen=True)
class NewsLine:
    """One player's news."""

    player: str
    detail: str
    source: str
    href: str | None


@dataclasses.dataclass(frozen=True)
class NewsView:
    """One club's news; ``nothing`` is said where there is none."""

    club: str
    groups: tuple[tuple[str, tuple[NewsLine, ...]], ...]
    nothing: str | None


@dataclasses.dataclass(frozen=True)
class PageView:
    """The whole page."""

    title: str
    kicker: str
    headline: str
    standfirst: str
    as_of: str
    preview: tuple[tuple[Told, ...], ...]
    form: tuple[FormView, ...]
    form_notes: tuple[Told, ...]
    news: tuple[NewsView, ...]
    pitch: Markup | None
    in_doubt: bool
    elevens: tuple[ElevenView, ...]
    line_up_notes: tuple[Told, ...]
    verdict: str
    reason: tuple[tuple[Told, ...], ...]
    forecast: ForecastView | None
    analysis: tuple[tuple[Told, ...], ...]
    evidence: tuple[EvidenceView, ...]
    queries: tuple[QueryView, ...]
    edition: tuple[tuple[str, str], ...]


def numbers(preview: Preview) -> dict[str, int]:
    """Number of each claim in the evidence, by id: the order in which sentences cite them."""
    return {claim.id: i for i, claim in enumerate(preview.claims, 1)}


def page_view(preview: Preview, links: Links = lambda _: None) -> PageView:
    """Everything the page shows; ``links`` knows the addresses of matches."""
    cited = Citations(preview)
    shown = elevens_shown(preview.lineups)
    fixture = preview.fixture
    verdict, *reason = preview.section(we_say.NAME).paragraphs
    guide = preview.section(form_guide.NAME).paragraphs
    return PageView(
        title=f"{fixture.home.name} v {fixture.away.name}, {words.long_day(fixture.date)}",
        kicker=fixture.competition.name,
        headline=preview.headline,
        standfirst=preview.standfirst,
        as_of=moment(preview.edition.as_of),
        preview=_paragraphs(preview.section(match_preview.NAME).paragraphs, cited),
        form=tuple(_form(form, number, cited, fixture.date) for number, form in enumerate(preview.form, 1)),
        form_notes=_form_notes(guide, cited),
        news=_news(preview),
        pitch=pitch_of(preview.lineups),
        in_doubt=any(player.remark for eleven in shown for player in eleven.players),
        elevens=shown,
        line_up_notes=_line_up_notes(preview, cited),
        verdict=verdict.sentences[0].text,
        reason=_paragraphs(reason, cited),
        forecast=forecast_view(fixture, preview.forecast, preview.data) if preview.forecast else None,
        analysis=_paragraphs(preview.section(forecast_sections.ANALYSIS).paragraphs, cited),
        evidence=evidence_of(preview.claims, links, cited.used),
        queries=queries_of(preview.claims),
        edition=edition_lines(preview),
    )


def moment(iso: str) -> str:
    """A moment as a reader reads it, in its own zone."""
    at = dt.datetime.fromisoformat(iso)
    zone = f"UTC{at.isoformat()[-6:]}" if at.utcoffset() else "UTC"
    return f"{words.long_day(at.date())}, {at:%H:%M} {zone}"


def edition_lines(preview: Preview) -> tuple[tuple[str, str], ...]:
    """What an edition was made of, for the foot of a page."""
    edition = preview.edition
    return (
        ("Edition", preview.hash[:16]),
        ("Data", edition.data_version),
        ("Model", edition.model_version or "none"),
        ("Known as of", moment(edition.as_of)),
        ("Made", moment(edition.made_at.isoformat())),
    )


def _told(sentence: Sentence, cited: Citations) -> Told:
    return Told(sentence.text, cited.of(sentence.claims))


def _paragraphs(paragraphs: Sequence[Paragraph], cited: Citations) -> tuple[tuple[Told, ...], ...]:
    return tuple(tuple(_told(sentence, cited) for sentence in paragraph.sentences) for paragraph in paragraphs)


def _form(form: Form, number: int, cited: Citations, on: dt.date) -> FormView:
    results = ", ".join(f"{_OUTCOMES[line.outcome]} {line.scored}-{line.conceded}" for line in form.lines)
    title = f"{form.club}, {form.scope.removeprefix('in ').removeprefix('the ')}"
    told = Alternative(f"form-{number}", f"Form of {title}, oldest first", f"{results[:1].upper()}{results[1:]}.")
    played = [charts.Played(line.outcome, line.scored, line.conceded) for line in form.lines]
    return FormView(
        title,
        charts.form_chart(played, told),
        Grid(
            f"{form.club}: matches {form.scope}, oldest first",
            ("Date", "Competition", "Opponent", "Result"),
            tuple(_form_row(line, on) for line in form.lines),
        ),
        cited.of([form.claim] if form.claim else []),
    )


def _form_row(line: FormLine, on: dt.date) -> tuple[str, ...]:
    year = "" if line.date.year == on.year else f" {line.date.year}"
    venue = {"home": "(h)", "away": "(a)", "neutral": "(n)"}[line.venue]
    score = f"{line.outcome} {line.scored}-{line.conceded}"
    return (
        f"{line.date.day} {line.date:%b}{year}",
        line.competition,
        f"{line.opponent} {venue}",
        f"{score}, {line.note}" if line.note else score,
    )


def _form_notes(guide: Sequence[Paragraph], cited: Citations) -> tuple[Told, ...]:
    """What the record covers, and who has none: the sentences that rest on no match."""
    notes = [sentence for paragraph in guide for sentence in paragraph.sentences if not sentence.claims]
    return tuple(dict.fromkeys(_told(sentence, cited) for sentence in notes))


def _news(preview: Preview) -> tuple[NewsView, ...]:
    paragraphs = preview.section(line_up_sections.TEAM_NEWS).paragraphs
    views = []
    for side, paragraph in zip(SIDES, paragraphs, strict=True):
        news, eleven = preview.news[side], preview.lineups[side]
        by_status = ((_GROUP_TITLES[status], news.group(status)) for status in GROUPS)
        groups = tuple(
            (title, tuple(_news_line(item, eleven, preview.fixture.date) for item in items))
            for title, items in by_status
            if items
        )
        if news.one_away:
            lines = (NewsLine(away.player, news_words.bookings_of(away), FROM_CARDS, None) for away in news.one_away)
            groups += (("One booking from a ban", tuple(lines)),)
        views.append(NewsView(news.club, groups, None if groups else paragraph.sentences[0].text))
    return tuple(views)


def _news_line(item: PlayerNews, eleven: Elevens, on: dt.date) -> NewsLine:
    details = line_up_sections.details_of(item, eleven, on) or ["no reason given"]
    href = item.source if item.source and item.source.startswith(("https://", "http://")) else None
    return NewsLine(item.player, "; ".join(details), news_words.said_by(item, on), href)


def _line_up_notes(preview: Preview, cited: Citations) -> tuple[Told, ...]:
    """What is said of a side of which nothing is shown, or only history."""
    paragraphs = preview.section(line_up_sections.LINE_UPS).paragraphs
    of_clubs = zip(SIDES, paragraphs, strict=True)
    return tuple(
        _told(paragraph.sentences[0], cited) for side, paragraph in of_clubs if not preview.lineups[side].known
    )
