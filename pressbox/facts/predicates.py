"""Properties and measures of a match seen from one side: the words that every template is built from.

A property of a match whose score on the chosen clock is not known is None: neither true nor false. SQL has the same
names in ``store/proofs.py``, written apart, so that one can prove the other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from pressbox.views import SideMatch

Clock = Literal["90", "120"]


@dataclasses.dataclass(frozen=True)
class Predicate:
    """A property of goals for and against, and how it is said.

    Attributes
    ----------
    name : str
    holds : callable
        Of goals for, goals against and the threshold.
    good : bool or None
        Whether it is good news for the side; None for neither.
    of_play : bool
        Whether it speaks of goals on the field, which an awarded match does not have.
    """

    name: str
    holds: Callable[[int, int, int], bool]
    good: bool | None
    of_play: bool = False


PREDICATES: Mapping[str, Predicate] = MappingProxyType(
    {
        predicate.name: predicate
        for predicate in (
            Predicate("won", lambda f, a, t: f > a, True),
            Predicate("drawn", lambda f, a, t: f == a, None),
            Predicate("lost", lambda f, a, t: f < a, False),
            Predicate("unbeaten", lambda f, a, t: f >= a, True),
            Predicate("winless", lambda f, a, t: f <= a, False),
            Predicate("scored", lambda f, a, t: f > 0, True, True),
            Predicate("not scored", lambda f, a, t: f == 0, False, True),
            Predicate("clean sheet", lambda f, a, t: a == 0, True, True),
            Predicate("conceded", lambda f, a, t: a > 0, False, True),
            Predicate("both scored", lambda f, a, t: f > 0 and a > 0, None, True),
            Predicate("goals over", lambda f, a, t: f + a > t, None, True),
            Predicate("goals at most", lambda f, a, t: f + a <= t, None, True),
            Predicate("scored at least", lambda f, a, t: f >= t, True, True),
            Predicate("conceded at least", lambda f, a, t: a >= t, False, True),
            Predicate("won by at least", lambda f, a, t: f - a >= t, True, True),
            Predicate("lost by at least", lambda f, a, t: a - f >= t, False, True),
            Predicate("won to nil", lambda f, a, t: f > a and a == 0, True, True),
            Predicate("lost without scoring", lambda f, a, t: f < a and f == 0, False, True),
        )
    }
)

MEASURES: Mapping[str, Callable[[int, int], int]] = MappingProxyType(
    {
        "goals for": lambda f, a: f,
        "goals against": lambda f, a: a,
        "goals": lambda f, a: f + a,
        "winning margin": lambda f, a: f - a,
        "losing margin": lambda f, a: a - f,
        "points": lambda f, a: 3 if f > a else 1 if f == a else 0,
    }
)


def goals(row: SideMatch, clock: Clock) -> tuple[int, int] | None:
    """Goals for and against on a clock; None where they are not known."""
    if clock == "120":
        return row.goals_for, row.goals_against
    if row.for_90 is None or row.against_90 is None:
        return None
    return row.for_90, row.against_90


def holds(row: SideMatch, name: str, threshold: int, clock: Clock) -> bool | None:
    """Whether a match has a property; None where that cannot be told."""
    predicate = PREDICATES[name]
    score = None if row.awarded and predicate.of_play else goals(row, clock)
    return None if score is None else predicate.holds(*score, threshold)


def measured(row: SideMatch, name: str, clock: Clock) -> int | None:
    """A measure of a match; None where that cannot be told."""
    score = goals(row, clock)
    return None if score is None else MEASURES[name](*score)
