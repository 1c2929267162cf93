"""The match preview: stake, home side, away side, meetings, what next.

In: a dossier and its claims. Out: the section's paragraphs. A sentence is written only where a claim carries it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressbox.facts.record import SIDES
from pressbox.preview.document import Section, Sentence
from pressbox.preview.meetings import following, meetings
from pressbox.preview.near_days import in_near_days
from pressbox.preview.side_story import SideStory

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Side
    from pressbox.preview.choice import Choice
    from pressbox.preview.shelf import Shelf
    from pressbox.preview.stake import Stake

NAME = "match preview"


def match_preview(stake: Stake) -> Section:
    """Write the section; a paragraph without a claim is left out."""
    dossier, shelf, choice = stake.dossier, stake.shelf, stake.choice
    written = [
        stake.write(),
        *(_side(dossier, shelf, side, choice) for side in SIDES),
        meetings(shelf, choice),
        following(shelf, choice),
    ]
    fixture = dossier.fixture
    return Section(NAME, tuple(in_near_days(sentences, fixture, choice) for sentences in written if sentences))


def _side(dossier: Dossier, shelf: Shelf, side: Side, choice: Choice) -> list[Sentence]:
    told = SideStory(dossier, shelf, side, choice).write()
    if told:
        return told
    team = dossier.fixture.team(side)
    return [Sentence(choice.of(f"unknown {side}", _unknown(team.name)))]


def _unknown(name: str) -> list[str]:
    """That nothing is known of a side's form."""
    return [
        f"No match of {name} in this season or the last is on record.",
        f"Of {name} no match in this season or the last is on record.",
        f"There is no match of {name} on record in this season or the last.",
        f"Nothing can be said of the form of {name}: no match of this season or the last is on record.",
        f"The form of {name} is not known, with no match of this season or the last on record.",
        f"On record there is no match of {name} in this season or the last.",
    ]
