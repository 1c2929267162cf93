"""The match preview: stake, home side, away side, meetings, what next.

In: a dossier and its claims. Out: the section's paragraphs. A sentence is written only where a claim carries it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.ranking import story_of
from pressbox.facts.record import SIDES
from pressbox.preview import prose
from pressbox.preview.document import Paragraph, Section, Sentence

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Side
    from pressbox.facts.claim import Claim
    from pressbox.preview.shelf import Shelf

NAME = "match preview"
NEWS_AT_MOST = 3
WORTH = 0.2
"""Score below which a claim is not told."""
SURPRISE_UNDER = 0.25  # what comes one time in four is no news

NEWS = (
    "TITLE_MATH",
    "FIRST_SINCE",
    "RUN_RECORD",
    "RUN_ACTIVE",
    "RUN_ENDED",
    "COUNT_LASTN",
    "WINDOW_CONTRAST",
    "LEAGUE_RANK",
    "STAGE_RECORD",
    "PLAYER_STREAK",
    "PLAYER_TALLY",
    "GOAL_EVENTS",
    "MATCH_COURSE",
)
"""Templates that a paragraph about a side is made of besides its last result and its place."""

SUBJECT = {
    "won": "results",
    "unbeaten": "results",
    "lost": "results",
    "winless": "results",
    "drawn": "results",
    "scored": "attack",
    "clean sheets": "defence",
    "without a clean sheet": "defence",
    "conceded at least": "defence",
}
"""What a story is about: two of one sort say nearly the same."""

LEADERS_WITHIN = 9  # points; from further off the gap to the place above says more


def match_preview(dossier: Dossier, shelf: Shelf) -> Section:
    """Write the section; a paragraph without a claim is left out."""
    written = [
        _stake(dossier, shelf),
        *(_side(dossier, shelf, side) for side in SIDES),
        _meetings(dossier, shelf),
        _next(shelf),
    ]
    return Section(NAME, tuple(Paragraph(tuple(sentences)) for sentences in written if sentences))


def _stake(dossier: Dossier, shelf: Shelf) -> list[Sentence]:
    lead = _first(shelf, "STAGE_STATE", "tie") or shelf.take("STAGE_STATE", "leg", "round", "matchday")
    record = _of_first_leg(dossier, shelf, "RECORD_EXTREME")
    need = _first(shelf, "CONDITIONAL", "deficit") or shelf.take("CONDITIONAL", "level")
    precedents = [shelf.take("TIE_PRECEDENT", "competition"), _first(shelf, "TIE_PRECEDENT", "side")]
    told = [prose.statement(claim) for claim in (lead, record, need, *precedents) if claim]
    lifts = [claim for claim in (shelf.take("CONDITIONAL", "win lifts", side=side) for side in SIDES) if claim]
    told += [prose.contrast(*lifts)] if len(lifts) == 2 else [prose.statement(claim) for claim in lifts]
    home, away = (shelf.take("STAGE_STATE", "path", side=side) for side in SIDES)
    if home and away:
        told.append(prose.contrast(home, away))
    else:
        told += [prose.statement(path) for path in (home, away) if path]
    return told


def _of_first_leg(dossier: Dossier, shelf: Shelf, template: str) -> Claim | None:
    """A claim of a template about the first leg: of the side that was beaten, else of the other."""
    found = [claim for claim in shelf.of(template) if _is_first_leg(dossier, claim)]
    chosen = min(found, key=lambda claim: claim.good is not False, default=None)
    shelf.remove(found)
    return chosen


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
    if not sentence.text.startswith("They "):
        return sentence
    return Sentence(name + sentence.text.removeprefix("They"), sentence.claims)


def _results(dossier: Dossier, shelf: Shelf, side: Side) -> list[Sentence]:
    last = shelf.take("LAST_RESULT", "last", side=side)
    before = shelf.take("LAST_RESULT", "second-last", side=side)
    if last is None:
        return []
    first = next((claim for claim in shelf.of("FIRST_SINCE", side) if claim.noun and _same_match(claim, last)), None)
    if first is not None:
        shelf.remove([first])
        return [prose.with_noun("They", last, ", ", first)]
    if before is None or _is_first_leg(dossier, before) or _is_first_leg(dossier, last):
        return [prose.about("They", last)]
    return [prose.with_noun("They", last, ", after ", before)]


def _same_match(claim: Claim, other: Claim) -> bool:
    return claim.evidence[0].match == other.evidence[0].match


def _is_first_leg(dossier: Dossier, claim: Claim) -> bool:
    """Whether a result is that of the first leg, which the paragraph before has told."""
    first_leg = dossier.tie.first_leg if dossier.tie else None
    return first_leg is not None and claim.evidence[0].match == first_leg.fixture.id


def _form(shelf: Shelf, side: Side) -> list[Sentence]:
    count = shelf.take("COUNT_LASTN", "all", side=side)
    news = _news(shelf, side)
    told = []
    if count:
        told.append(prose.about("They", count, *news[:1]))
        news = news[1:]
    return told + [prose.about("They", claim) for claim in news]


def _news(shelf: Shelf, side: Side) -> list[Claim]:
    """The most newsworthy claims about a side, each of another story, in plain clauses about the side."""
    told: dict[str, Claim] = {}
    for claim in shelf.of_side(side):
        if claim.template in NEWS and _is_news(claim) and claim.clause != claim.statement.rstrip("."):
            told.setdefault(SUBJECT.get(story_of(claim)[0], story_of(claim)[0]), claim)
    chosen = list(told.values())[:NEWS_AT_MOST]
    shelf.remove(chosen)
    return sorted(chosen, key=_narrowness)


def _is_news(claim: Claim) -> bool:
    plain = claim.template == "COUNT_LASTN" and claim.kind in ("all", "competition")
    return not plain and (claim.score or 0) >= WORTH and (claim.surprise or 0) < SURPRISE_UNDER


def _narrowness(claim: Claim) -> tuple[bool, bool]:
    return claim.scope.venue != "any", claim.scope.competitions != "all"


def _standing(shelf: Shelf, side: Side) -> list[Sentence]:
    place = shelf.take("TABLE_POS", "place", side=side)
    if place is None:
        return []
    leader = shelf.look("TABLE_GAP", "leader", side)
    far = leader is None or _gap(leader) > LEADERS_WITHIN
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
    unique = [claim for claim in shelf.of("UNIQUENESS") if (claim.score or 0) >= WORTH][:1]
    told = [prose.statement(claim) for claim in (all_time, visit, last, *unique) if claim]
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
