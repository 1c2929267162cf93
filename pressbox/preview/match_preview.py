"""The match preview: stake, home side, away side, meetings, what next.

In: a dossier and its claims. Out: the section's paragraphs. A sentence is written only where a claim carries it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.record import SIDES
from pressbox.preview import prose
from pressbox.preview.document import Paragraph, Section, Sentence

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Side
    from pressbox.facts.claim import Claim
    from pressbox.preview.shelf import Shelf

NAME = "match preview"
RUNS_AT_MOST = 3
SURPRISE_UNDER = 0.25  # a run that comes one time in four is no news
LEADERS_WITHIN = 9  # points; from further off the gap to the place above says more


def match_preview(dossier: Dossier, shelf: Shelf) -> Section:
    """Write the section; a paragraph without a claim is left out."""
    written = [
        _stake(shelf),
        *(_side(dossier, shelf, side) for side in SIDES),
        _meetings(dossier, shelf),
        _next(shelf),
    ]
    return Section(NAME, tuple(Paragraph(tuple(sentences)) for sentences in written if sentences))


def _stake(shelf: Shelf) -> list[Sentence]:
    told: list[Sentence] = []
    lead = _first(shelf, "STAGE_STATE", "tie") or shelf.take("STAGE_STATE", "leg", "round", "matchday")
    need = _first(shelf, "CONDITIONAL", "deficit") or shelf.take("CONDITIONAL", "level")
    told += [prose.statement(claim) for claim in (lead, need) if claim]
    home, away = (shelf.take("STAGE_STATE", "path", side=side) for side in SIDES)
    if home and away:
        told.append(prose.contrast(home, away))
    else:
        told += [prose.statement(path) for path in (home, away) if path]
    return told


def _first(shelf: Shelf, template: str, kind: str) -> Claim | None:
    """Take a claim about either side or both."""
    sides: tuple[Side | None, ...] = (*SIDES, None)
    found = (shelf.take(template, kind, side=side) for side in sides if shelf.look(template, kind, side))
    return next(found, None)


def _side(dossier: Dossier, shelf: Shelf, side: Side) -> list[Sentence]:
    team = dossier.fixture.home if side == "home" else dossier.fixture.away
    results, form, standing = _results(dossier, shelf, side), _form(shelf, side), _standing(shelf, side)
    if not (results or form or standing):
        return [Sentence(f"No match of {team.name} in this season or the last is on record.")]
    parts = (standing, results, form) if _standing_first(dossier, side) else (results, form, standing)
    sentences = [sentence for part in parts for sentence in part]
    # Every other sentence names the side; those between speak of the same one.
    return [_named(sentence, team.name) if i % 2 == 0 else sentence for i, sentence in enumerate(sentences)]


def _standing_first(dossier: Dossier, side: Side) -> bool:
    """One paragraph of the two begins with the table: which one differs from fixture to fixture, never by chance."""
    even = hashlib.sha256(dossier.fixture.id.encode()).digest()[0] % 2 == 0
    return (side == "home") is even


def _named(sentence: Sentence, name: str) -> Sentence:
    return Sentence(name + sentence.text.removeprefix("They"), sentence.claims)


def _results(dossier: Dossier, shelf: Shelf, side: Side) -> list[Sentence]:
    last = shelf.take("LAST_RESULT", "last", side=side)
    before = shelf.take("LAST_RESULT", "second-last", side=side)
    if last is None:
        return []
    if before is None or _is_first_leg(dossier, before) or _is_first_leg(dossier, last):
        return [prose.about("They", last)]
    return [prose.with_noun("They", last, ", after ", before)]


def _is_first_leg(dossier: Dossier, claim: Claim) -> bool:
    """Whether a result is that of the first leg, which the paragraph before has told."""
    first_leg = dossier.tie.first_leg if dossier.tie else None
    return first_leg is not None and claim.evidence[0].match == first_leg.fixture.id


def _form(shelf: Shelf, side: Side) -> list[Sentence]:
    count = shelf.take("COUNT_LASTN", "all", side=side)
    runs = shelf.take_surprising("RUN_ACTIVE", side, RUNS_AT_MOST, SURPRISE_UNDER)
    told = []
    if count:
        told.append(prose.about("They", count, *runs[:1]))
        runs = runs[1:]
    if runs:
        told.append(prose.about("They", *runs))
    return told


def _standing(shelf: Shelf, side: Side) -> list[Sentence]:
    place = shelf.take("TABLE_POS", "place", side=side)
    if place is None:
        return []
    leader = shelf.look("TABLE_GAP", "leader", side)
    far = leader is not None and _gap(leader) > LEADERS_WITHIN
    gap = shelf.take("TABLE_GAP", "second", *(("above", "leader") if far else ("leader",)), side=side)
    return [prose.with_noun("They", place, ", ", gap) if gap else prose.about("They", place)]


def _gap(claim: Claim) -> int:
    value = claim.value
    return abs(int(value["gap"])) if isinstance(value, dict) else 0


def _meetings(dossier: Dossier, shelf: Shelf) -> list[Sentence]:
    all_time = shelf.take("H2H_ALLTIME", "n-th meeting")
    last, visit = shelf.take("H2H_LAST", "last"), shelf.take("H2H_LAST", "last-visit", side="away")
    if last and visit and last.evidence[0] == visit.evidence[0]:
        last = None
    told = [prose.statement(claim) for claim in (all_time, visit, last) if claim]
    note = dossier.coverage.get("meetings")
    if note and not dossier.meetings:
        told.append(Sentence(f"Both sides on record: {words.sentence_of(note)}"))
    return told


def _next(shelf: Shelf) -> list[Sentence]:
    home, away = (shelf.take("NEXT_FIX", "next", side=side) for side in SIDES)
    told = []
    if home and away:
        when = "on the same day" if home.within == away.within else away.within
        text = f"{home.subject} {home.clause}, and {away.subject} play {away.noun} {when}."
        told.append(Sentence(text, (home.id, away.id)))
    else:
        told += [prose.statement(claim) for claim in (home, away) if claim]
    runs = (shelf.take("NEXT_FIX", "away run", side=side) for side in SIDES)
    return told + [prose.statement(claim) for claim in runs if claim]
