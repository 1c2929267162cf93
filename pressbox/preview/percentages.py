"""Probabilities as percentages: those that must add up do.

In: probabilities. Out: whole percentages by the largest-remainder method, and the words for them.
"""

from __future__ import annotations

from collections.abc import Sequence


def whole_percentages(parts: Sequence[float]) -> tuple[int, ...]:
    """Whole percentages that add up to that of their sum.

    Each part is rounded down; what is left over goes to the largest remainders, the earlier part first where two
    are equal.

    >>> whole_percentages([0.335, 0.335, 0.33])
    (34, 33, 33)
    """
    exact = [100 * part for part in parts]
    floors = [int(value + 1e-9) for value in exact]
    spare = round(sum(exact)) - sum(floors)
    by_remainder = sorted(range(len(exact)), key=lambda i: (round(floors[i] - exact[i], 9), i))
    return tuple(floor + (i in by_remainder[:spare]) for i, floor in enumerate(floors))


def percent(whole: int, probability: float) -> str:
    """A whole percentage in words; what is possible is never 0%, what is not certain never 100%.

    >>> percent(47, 0.468), percent(0, 0.002), percent(100, 0.998)
    ('47%', 'under 1%', 'over 99%')
    """
    if whole == 0 and probability > 0:
        return "under 1%"
    if whole == 100 and probability < 1:
        return "over 99%"
    return f"{whole}%"


def rounded(probability: float) -> str:
    """One probability as a whole percentage."""
    return percent(whole_percentages([probability])[0], probability)


def shares(parts: Sequence[float]) -> tuple[str, ...]:
    """Probabilities of outcomes that exclude one another, as percentages that add up."""
    return tuple(percent(whole, part) for whole, part in zip(whole_percentages(parts), parts, strict=True))


def tenths(probability: float) -> str:
    """A probability to a tenth of a per cent: 8.1%."""
    return f"{100 * probability:.1f}%"
