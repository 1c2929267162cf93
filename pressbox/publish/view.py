"""What the page's template shows: every number formatted, every chart drawn, so that the template computes nothing.

In: a preview. Out: frozen values in the page's order. Percentages of outcomes that exclude one another add up.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pressbox.facts import words
from pressbox.facts.record import SIDES
from pressbox.preview import forecast_sections, form_guide, line_up_sections, match_preview, news_words
from pressbox.preview.percentages import rounded, shares, tenths
from pressbox.preview.team_news import GROUPS
from pressbox.publish import charts
from pressbox.squads.team_news import FROM_CARDS

if TYPE_CHECKING:
    from markupsafe import Markup

    from pressbox.domain import Fixture, Side
    from pressbox.facts.claim import Claim
    from pressbox.preview.document import Form, FormLine, Paragraph, Preview, Sentence
    from pressbox.preview.line_ups import Elevens, LastEleven
    from pressbox.preview.team_news import PlayerNews
    from pressbox.squads.document import PossiblePlayer

_GROUP_TITLES = {"out": "Out", "suspended": "Suspended", "doubtful": "Doubtful", "back": "Back"}
_OUTCOMES = {"W": "won", "D": "drawn", "L": "lost"}
_LINES = ("0_5", "1_5", "2_5", "3_5", "4_5")


@dataclasses.dataclass(frozen=True)
class Told:
    """A sentence with the numbers of its evidence."""

    text: str
    refs: tuple[tuple[int, str], ...]


@dataclasses.dataclass(frozen=True)
class Grid:
    """A table with a caption; the first cell of a row heads it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclasses.dataclass(frozen=True)
class FormView:
    """One side's form guide."""

    title: str
    chips: Markup
    grid: Grid
    refs: tuple[tuple[int, str], ...]


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
class ElevenView:
    """One club's possible eleven, or its last one, as a list."""

    club: str
    basis: str
    lines: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class ForecastView:
    """The data page's charts and tables."""

    result: tuple[tuple[str, str, str], ...]  # style class, who, percentage
    result_bar: Markup
    through_label: str
    through: tuple[tuple[str, str, str], ...]
    through_bar: Markup | None
    heat: Markup
    grids: tuple[Grid, ...]


@dataclasses.dataclass(frozen=True)
class EvidenceView:
    """One claim of the evidence panel."""

    number: int
    id: str
    statement: str
    about: str
    grids: tuple[Grid, ...]


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
    elevens: tuple[ElevenView, ...]
    line_up_notes: tuple[Told, ...]
    verdict: str
    reason: tuple[tuple[Told, ...], ...]
    forecast: ForecastView | None
    analysis: tuple[tuple[Told, ...], ...]
    evidence: tuple[EvidenceView, ...]
    edition: tuple[tuple[str, str], ...]


def numbers(preview: Preview) -> dict[str, int]:
    """Number of each claim in the evidence, by id: the order in which sentences cite them."""
    return {claim.id: i for i, claim in enumerate(preview.claims, 1)}


def page_view(preview: Preview) -> PageView:
    """Everything the page shows."""
    numbered = numbers(preview)
    fixture = preview.fixture
    verdict, *reason = preview.section(forecast_sections.WE_SAY).paragraphs
    guide = preview.section(form_guide.NAME).paragraphs
    return PageView(
        title=f"{fixture.home.name} v {fixture.away.name}, {words.long_day(fixture.date)}",
        kicker=fixture.competition.name,
        headline=preview.headline,
        standfirst=preview.standfirst,
        as_of=moment(preview.edition.as_of),
        preview=_paragraphs(preview.section(match_preview.NAME).paragraphs, numbered),
        form=tuple(_form(form, numbered, fixture.date) for form in preview.form),
        form_notes=_form_notes(guide, numbered),
        news=_news(preview),
        pitch=_pitch(preview.lineups),
        elevens=tuple(_eleven(preview.lineups[side]) for side in SIDES if _shown(preview.lineups[side])),
        line_up_notes=_line_up_notes(preview, numbered),
        verdict=verdict.sentences[0].text,
        reason=_paragraphs(reason, numbered),
        forecast=_forecast(fixture, preview.forecast) if preview.forecast else None,
        analysis=_paragraphs(preview.section(forecast_sections.ANALYSIS).paragraphs, numbered),
        evidence=tuple(_evidence(claim, numbered[claim.id]) for claim in preview.claims),
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


def _told(sentence: Sentence, numbered: Mapping[str, int]) -> Told:
    return Told(sentence.text, _refs(sentence, numbered))


def _refs(sentence: Sentence, numbered: Mapping[str, int]) -> tuple[tuple[int, str], ...]:
    return tuple((numbered[id_], id_) for id_ in sentence.claims)


def _paragraphs(paragraphs: Sequence[Paragraph], numbered: Mapping[str, int]) -> tuple[tuple[Told, ...], ...]:
    return tuple(tuple(_told(sentence, numbered) for sentence in paragraph.sentences) for paragraph in paragraphs)


def _form(form: Form, numbered: Mapping[str, int], on: dt.date) -> FormView:
    label = f"{form.club}, oldest first: {', '.join(_OUTCOMES[letter] for letter in form.letters)}"
    return FormView(
        f"{form.club}, {form.scope.removeprefix('in ').removeprefix('the ')}",
        charts.form_chips(form.letters, label),
        Grid(
            f"{form.club}: matches {form.scope}, oldest first",
            ("Date", "Competition", "Opponent", "Result"),
            tuple(_form_row(line, on) for line in form.lines),
        ),
        ((numbered[form.claim], form.claim),) if form.claim else (),
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


def _form_notes(guide: Sequence[Paragraph], numbered: Mapping[str, int]) -> tuple[Told, ...]:
    """What the record covers, and who has none: the sentences that rest on no match."""
    notes = [sentence for paragraph in guide for sentence in paragraph.sentences if not sentence.claims]
    return tuple(dict.fromkeys(_told(sentence, numbered) for sentence in notes))


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


def _pitch(elevens: Mapping[Side, Elevens]) -> Markup | None:
    drawn = {side: _on_pitch(elevens[side]) for side in SIDES}
    if not any(drawn.values()):
        return None
    told = " and ".join(_spoken_of(elevens[side]) for side in SIDES if drawn[side])
    label = f"On a pitch, by line: {told}; the names are in the lists beside it."
    return charts.pitch(drawn["home"], drawn["away"], label)


def _spoken_of(eleven: Elevens) -> str:
    return f"the possible eleven of {eleven.club}" if eleven.known else f"the last eleven on record of {eleven.club}"


def _shown(eleven: Elevens) -> bool:
    return eleven.known or eleven.last.lineup is not None


def _on_pitch(eleven: Elevens) -> tuple[tuple[str, ...], ...]:
    """Names by line; none where the lines are not on record, because a place would be made up."""
    lines = eleven.possible.lines if eleven.known else eleven.last.lines
    return tuple(tuple(player.player for player in line) for line in lines) if len(lines) >= 3 else ()


def _eleven(eleven: Elevens) -> ElevenView:
    if eleven.known:
        lines = tuple(", ".join(map(_with_chance, line)) for line in eleven.possible.lines)
        return ElevenView(
            eleven.club, ", ".join(filter(None, (eleven.possible.formation, eleven.possible.basis))), lines
        )
    last = eleven.last
    formation = f", {last.lineup.formation}" if last.lineup and last.lineup.formation else ""
    lines = tuple(", ".join(_marked(player.player, last) for player in line) for line in last.lines)
    basis = f"{last.basis}{formation}"
    return ElevenView(eleven.club, basis[:1].upper() + basis[1:], lines)


def _with_chance(player: PossiblePlayer) -> str:
    told = f"{player.player} {rounded(player.p_start)}"
    if not player.doubtful:
        return told
    return f"{told} (doubtful; else {player.alternative})" if player.alternative else f"{told} (doubtful)"


def _marked(player: str, eleven: LastEleven) -> str:
    if player in eleven.out:
        return f"{player} (now out)"
    return f"{player} (now doubtful)" if player in eleven.doubtful else player


def _line_up_notes(preview: Preview, numbered: Mapping[str, int]) -> tuple[Told, ...]:
    """What is said of a side of which nothing is shown, or only history."""
    paragraphs = preview.section(line_up_sections.LINE_UPS).paragraphs
    of_clubs = zip(SIDES, paragraphs, strict=True)
    return tuple(
        _told(paragraph.sentences[0], numbered) for side, paragraph in of_clubs if not preview.lineups[side].known
    )


def _forecast(fixture: Fixture, forecast: Mapping[str, Any]) -> ForecastView:
    result = [(outcome, forecast["result"][outcome]) for outcome in ("home", "draw", "away")]
    who = (fixture.home.name, "Draw", fixture.away.name)
    result_shares = shares([p for _, p in result])
    tie = forecast["tie"]
    through_label = forecast_sections.through_label(fixture)
    through = [(side, tie["through"][side]) for side in SIDES] if tie else []
    through_shares = shares([p for _, p in through])
    return ForecastView(
        tuple((outcome, name, share) for (outcome, _), name, share in zip(result, who, result_shares, strict=True)),
        charts.bar(result, _spoken("Result after 90 minutes", who, result_shares)),
        through_label,
        tuple((s, name, share) for (s, _), name, share in zip(through, who[::2], through_shares, strict=False)),
        charts.bar(through, _spoken(through_label, who[::2], through_shares)) if through else None,
        charts.heat_map(forecast["scorelines"], fixture.home.name, fixture.away.name),
        (_scores(fixture, forecast), _totals(forecast), _team_goals(fixture, forecast), *_tie(tie)),
    )


def _spoken(what: str, who: Sequence[str], percentages: Sequence[str]) -> str:
    return f"{what}: {', '.join(f'{name} {share}' for name, share in zip(who, percentages, strict=True))}"


def _scores(fixture: Fixture, forecast: Mapping[str, Any]) -> Grid:
    columns = [forecast_sections.scorelines_of(forecast, outcome) for outcome in ("home", "draw", "away")]
    cells = [[f"{c['home']}-{c['away']} {tenths(c['p'])}" for c in column] for column in columns]
    depth = max(len(column) for column in cells)
    rows = tuple(
        (words.ordinal(i + 1).capitalize(), *(column[i] if i < len(column) else "" for column in cells))
        for i in range(depth)
    )
    return Grid("Likeliest scores of each result", ("", fixture.home.name, "Draw", fixture.away.name), rows)


def _totals(forecast: Mapping[str, Any]) -> Grid:
    rows = []
    for line in _LINES:
        over = forecast["totals"][f"over_{line}"]
        rows.append((line.replace("_", "."), *shares([over, 1 - over])))
    both, not_both = shares([forecast["btts"], 1 - forecast["btts"]])
    rows.append(("Both score", f"yes {both}", f"no {not_both}"))
    return Grid("Goals in the match", ("Goals", "Over", "Under"), tuple(rows))


def _team_goals(fixture: Fixture, forecast: Mapping[str, Any]) -> Grid:
    goals = forecast["team_goals"]
    names = ("At least one", "At least two", "At least three")
    rows = tuple(
        (name, *(rounded(goals[side][f"over_{line}"]) for side in SIDES))
        for name, line in zip(names, _LINES, strict=False)
    )
    return Grid("Goals of each side", ("Goals", fixture.home.name, fixture.away.name), rows)


def _tie(tie: Mapping[str, Any] | None) -> tuple[Grid, ...]:
    if not tie or not tie.get("decided"):
        return ()
    parts = (("In 90 minutes", "in_90"), ("In extra time", "extra_time"), ("On penalties", "penalties"))
    decided = shares([tie["decided"][key] for _, key in parts])
    rows = tuple((name, share) for (name, _), share in zip(parts, decided, strict=True))
    return (Grid("How the tie is decided", ("Decided", "Chance"), rows),)


def _evidence(claim: Claim, number: int) -> EvidenceView:
    return EvidenceView(number, claim.id, claim.statement, about(claim), _proof(claim))


def about(claim: Claim) -> str:
    """Scope and coverage of a claim in a line."""
    scope, coverage = claim.scope, claim.coverage
    parts = ["all competitions" if scope.competitions == "all" else scope.competitions]
    if scope.venue != "any":
        parts.append({"home": "at home", "away": "away", "neutral": "neutral ground"}[scope.venue])
    if scope.since and scope.until:
        same = scope.since == scope.until
        until = words.long_day(scope.until)
        parts.append(until if same else f"{words.long_day(scope.since)} to {until}")
    if coverage.note:
        parts.append(f"looked for in: {coverage.note}")
    return "; ".join(parts)


def _proof(claim: Claim) -> tuple[Grid, ...]:
    grids = []
    if claim.coverage.table:
        rows = tuple(
            (str(r.place), r.team.name, str(r.played), str(r.goals_for), str(r.goals_against), str(r.points))
            for r in claim.coverage.table
        )
        grids.append(Grid("Lines of the table", ("", "Club", "P", "F", "A", "Pts"), rows))
    if claim.evidence:
        matches = tuple((row.date.isoformat(), row.home, row.score or "v", row.away) for row in claim.evidence)
        grids.append(Grid("Matches", ("Date", "Home", "Score", "Away"), matches))
    return tuple(grids)
