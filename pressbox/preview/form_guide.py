"""The form guide: the last six of each side, in all competitions and in this one.

In: a dossier and its claims. Out: the section's paragraphs, and the lines that pages draw as a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressbox.facts import occasions, words
from pressbox.facts.form import form_in
from pressbox.facts.record import FORM_LENGTH, SIDES, Record
from pressbox.preview.document import Form, FormLine, Paragraph, Section, Sentence
from pressbox.preview.joining import capitalised

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Match, Team
    from pressbox.facts.claim import Claim

NAME = "form guide"
KINDS = ("all", "competition")


def form_guide(dossier: Dossier, claims: Sequence[Claim]) -> tuple[Section, tuple[Form, ...]]:
    """Write the section and give its tables."""
    records = [Record.of_side(dossier, side) for side in SIDES]
    paragraphs = [paragraph for record in records for paragraph in _told(dossier, record, claims)]
    forms = tuple(
        _form(record, window, _counting(claims, record, kind, window))
        for record in records
        for kind, window in zip(KINDS, _windows(dossier, record), strict=True)
        if window
    )
    return Section(NAME, tuple(paragraphs)), forms


def _windows(dossier: Dossier, record: Record) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    return record.counted[:FORM_LENGTH], form_in(record, dossier.fixture.competition)


def _form(record: Record, window: tuple[Match, ...], claim: Claim | None) -> Form:
    lines = tuple(_line(match, record.team) for match in reversed(window))
    scope = claim.within if claim and len(window) > 1 else "on record"
    return Form(record.side, record.team.name, scope, lines, claim.id if claim else None)


def _line(match: Match, team: Team) -> FormLine:
    fixture = match.fixture
    scored, conceded = match.goals(team.id)
    return FormLine(
        fixture.date,
        fixture.competition.name,
        "neutral" if fixture.neutral else fixture.side(team.id),
        match.opponent(team.id).name,
        scored,
        conceded,
        match.outcome(team.id),
        _note(match, team),
    )


def _note(match: Match, team: Team) -> str | None:
    if match.awarded:
        return "awarded"
    if match.shoot_out_winner is not None:
        return f"{'won' if occasions.won_shoot_out(match, team.id) else 'lost'} on penalties"
    return "after extra time" if match.extra_time else None


def _told(dossier: Dossier, record: Record, claims: Sequence[Claim]) -> list[Paragraph]:
    """Write of one side what the letters are, then the matches one by one."""
    if not record.matches:
        text = f"No match of {record.team.name} is on record; results of this season would fill this part."
        return [Paragraph((Sentence(text),))]
    windows = [(kind, window) for kind, window in zip(KINDS, _windows(dossier, record), strict=True) if window]
    told = [_letters(record, window, _counting(claims, record, kind, window)) for kind, window in windows]
    if not told:
        missing = "the league matches before this one are not all on record; newer results would fill this part"
        told = [Sentence(f"No form of {record.team.name} is given: {missing}.")]
    if record.note:
        told.append(Sentence(f"{record.team.name} on record: {words.sentence_of(record.note)}"))
    if not windows:
        return [Paragraph(tuple(told))]
    results = (occasions.result_clause(match, record.team.id, record.seen_from) for match in reversed(windows[0][1]))
    matches = tuple(Sentence(f"{capitalised(result)}.", told[0].claims) for result in results)
    return [Paragraph(tuple(told)), Paragraph(matches)]


def _letters(record: Record, window: tuple[Match, ...], claim: Claim | None) -> Sentence:
    letters = "".join(match.outcome(record.team.id) for match in reversed(window))
    span = f"last {words.number(len(window))} {claim.within if claim else 'on record'}"
    if len(window) == 1:
        span = "one match on record"
    ids = (claim.id,) if claim else ()
    return Sentence(f"{record.team.name}, {span}, oldest first: {letters}.", ids)


def _counting(claims: Sequence[Claim], record: Record, kind: str, window: tuple[Match, ...]) -> Claim | None:
    """Find the claim whose evidence is the window: a count, or the last result for a single match."""
    wanted = ("COUNT_LASTN", kind) if len(window) > 1 else ("LAST_RESULT", "last")
    return next((c for c in claims if (c.template, c.kind, c.side) == (*wanted, record.side)), None)
