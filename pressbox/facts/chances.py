"""How likely something was for a side like this: the measure of what is news.

A property's chance in a past match comes from the rates that the ratings expected of it on the eve, where the dossier
has them; else from how often the side has had the property, with the rule of succession. The matches are taken as
independent of one another.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping, Sequence

from pressbox.facts.predicates import PREDICATES, Clock, holds
from pressbox.views import SideMatch

MOST_GOALS = 10

Expected = Mapping[str, tuple[float, float]]
"""Goals that the home and the away side of a match were expected to score, by match id."""


def chance(row: SideMatch, what: str, threshold: int, expected: Expected) -> float | None:
    """Chance that a match has a property, as it was expected on its eve; None where nothing was."""
    rates = expected.get(row.match)
    if rates is None:
        return None
    own, other = rates[::-1] if row.venue == "away" else rates
    return _chance(round(own, 1), round(other, 1), what, threshold)


@functools.lru_cache(maxsize=20_000)
def _chance(own: float, other: float, what: str, threshold: int) -> float:
    scores = range(MOST_GOALS + 1)
    scored, conceded = _poisson(own), _poisson(other)
    rule = PREDICATES[what].holds
    return sum(scored[f] * conceded[a] for f in scores for a in scores if rule(f, a, threshold))


@functools.lru_cache(maxsize=500)
def _poisson(rate: float) -> tuple[float, ...]:
    rate = max(rate, 0.05)
    return tuple(math.exp(-rate) * rate**k / math.factorial(k) for k in range(MOST_GOALS + 1))


def chances_of(
    rows: Sequence[SideMatch], record: Sequence[SideMatch], what: str, threshold: int, expected: Expected
) -> list[float]:
    """Chance of a property in each of some matches; ``record`` is what the side's own frequency is taken from."""
    usual = functools.cache(lambda: frequency(record, what, threshold))
    return [chance(row, what, threshold, expected) or usual() for row in rows]


def frequency(record: Sequence[SideMatch], what: str, threshold: int = 0, clock: Clock = "120") -> float:
    """How often a side has had a property: (k + 1) / (n + 2)."""
    known = [held for row in record if (held := holds(row, what, threshold, clock)) is not None]
    return (sum(known) + 1) / (len(known) + 2)


def all_of(chances: Sequence[float]) -> float:
    """Chance that every match has it."""
    return math.prod(chances)


def at_least(k: int, chances: Sequence[float]) -> float:
    """Chance that k or more have it."""
    return sum(counts(chances)[k:])


def at_most(k: int, chances: Sequence[float]) -> float:
    """Chance that k or fewer have it."""
    return sum(counts(chances)[: k + 1])


def counts(chances: Sequence[float]) -> list[float]:
    """Distribution of how many have it, from none to all."""
    found: Callable[[list[float], float], list[float]] = lambda so_far, p: [  # noqa: E731
        (so_far[k] * (1 - p) if k < len(so_far) else 0.0) + (so_far[k - 1] * p if k else 0.0)
        for k in range(len(so_far) + 1)
    ]
    return functools.reduce(found, chances, [1.0])
