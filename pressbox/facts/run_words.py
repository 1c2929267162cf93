"""How a run of each property is said, while it is on and when it is over."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.telling import matches_of

if TYPE_CHECKING:
    from pressbox.facts.history import Span


@dataclasses.dataclass(frozen=True)
class Told:
    """How a run of a property is said.

    Attributes
    ----------
    kind : str
        Of the claim.
    what, opposite : str
        Predicates.
    clause : str
        ``{n}`` is "at least " or nothing, ``{matches}`` "nine away matches", ``{sheets}`` "nine clean sheets".
    had : str
        The same of a run that is over.
    each : str
        The same of every match of something, which ``{matches}`` names.
    last : str
        What happened when it did not hold: "last failed to score".
    implied_by : str or None
        Kind of a run that says more at equal length.
    """

    kind: str
    what: str
    opposite: str
    clause: str
    had: str
    each: str
    last: str
    implied_by: str | None = None


RUNS = (
    Told(
        "won",
        "won",
        "winless",
        "have won {n}{matches} in a row",
        "had won {n}{matches} in a row",
        "have won each of their {matches}",
        "last failed to win",
    ),
    Told(
        "lost",
        "lost",
        "unbeaten",
        "have lost {n}{matches} in a row",
        "had lost {n}{matches} in a row",
        "have lost each of their {matches}",
        "last avoided defeat",
    ),
    Told(
        "unbeaten",
        "unbeaten",
        "lost",
        "are unbeaten in {n}{matches}",
        "had been unbeaten in {n}{matches}",
        "are unbeaten in their {matches}",
        "last lost",
        "won",
    ),
    Told(
        "winless",
        "winless",
        "won",
        "are without a win in {n}{matches}",
        "had been without a win in {n}{matches}",
        "are without a win in their {matches}",
        "last won",
        "lost",
    ),
    Told(
        "not scored",
        "not scored",
        "scored",
        "have gone {n}{matches} without scoring",
        "had gone {n}{matches} without scoring",
        "have failed to score in each of their {matches}",
        "last scored",
    ),
    Told(
        "scored",
        "scored",
        "not scored",
        "have scored in {n}{matches} in a row",
        "had scored in {n}{matches} in a row",
        "have scored in each of their {matches}",
        "last failed to score",
        "won",
    ),
    Told(
        "clean sheets",
        "clean sheet",
        "conceded",
        "have kept {n}{sheets} in a row{ground}",
        "had kept {n}{sheets} in a row{ground}",
        "have kept a clean sheet in each of their {matches}",
        "last conceded a goal",
    ),
    Told(
        "without a clean sheet",
        "conceded",
        "clean sheet",
        "have gone {n}{matches} without a clean sheet",
        "had gone {n}{matches} without a clean sheet",
        "have conceded in each of their {matches}",
        "last kept a clean sheet",
        "lost",
    ),
)


def said(told: str, span: Span, count: int, *, open_ended: bool = False) -> str:
    """A clause about so many matches of a span's ground."""
    return told.format(
        n="at least " if open_ended else "",
        matches=matches_of(span, count),
        sheets=words.counted(count, "clean sheet", "clean sheets"),
        ground={"home": " at home", "away": " away from home"}.get(span.venue, ""),
    )
