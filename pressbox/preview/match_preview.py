"""The match preview: stake, home side, away side, meetings, what next.

In: a dossier and its claims. Out: the section's paragraphs. A sentence is written only where a claim carries it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressbox.facts.record import SIDES
from pressbox.preview import joining
from pressbox.preview.document import Paragraph, Section, Sentence
from pressbox.preview.side_story import WORTH, SideStory
from pressbox.preview.stake import Stake

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Side
    from pressbox.preview.choice import Choice
    from pressbox.preview.shelf import Shelf

NAME = "match preview"


def match_preview(dossier: Dossier, shelf: Shelf, choice: Choice) -> Section:
    """Write the section; a paragraph without a claim is left out."""
    written = [
        Stake(dossier, shelf, choice).write(),
        *(_side(dossier, shelf, side, choice) for side in SIDES),
        _meetings(shelf, choice),
        _next(shelf, choice),
    ]
    return Section(NAME, tuple(Paragraph(tuple(sentences)) for sentences in written if sentences))


def _side(dossier: Dossier, shelf: Shelf, side: Side, choice: Choice) -> list[Sentence]:
    told = SideStory(dossier, shelf, side, choice).write()
    if told:
        return told
    team = dossier.fixture.home if side == "home" else dossier.fixture.away
    return [Sentence(f"No match of {team.name} in this season or the last is on record.")]


def _meetings(shelf: Shelf, choice: Choice) -> list[Sentence]:
    all_time = shelf.take("H2H_ALLTIME", "n-th meeting")
    last, visit = shelf.take("H2H_LAST", "last"), shelf.take("H2H_LAST", "last-visit", side="away")
    if last and visit and last.evidence[0] == visit.evidence[0]:
        last = None
    unique = [claim for claim in shelf.of("UNIQUENESS") if (claim.score or 0) >= WORTH][:1]
    return [joining.statement(claim, choice) for claim in (all_time, visit, last, *unique) if claim]


def _next(shelf: Shelf, choice: Choice) -> list[Sentence]:
    home, away = (shelf.take("NEXT_FIX", "next", side=side) for side in SIDES)
    told = []
    if home and away:
        when = "on the same day" if home.within == away.within else away.within
        text = f"{home.subject} {joining.said(home, choice)}, and {away.subject} play {away.noun} {when}"
        told.append(joining.sentence(text, home, away))
    else:
        told += [joining.statement(claim, choice) for claim in (home, away) if claim]
    runs = (shelf.take("NEXT_FIX", "away run", side=side) for side in SIDES)
    return told + [joining.statement(claim, choice) for claim in runs if claim]
