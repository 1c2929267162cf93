"""The best eleven: of all formations in use, who fits it and is likeliest to start.

Each place goes to one player so that the chances of the eleven, less what it costs to play somebody out of his place,
are as great as they can be; the formation used most has a small lead.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Sequence

from pressbox.squads.formations import Used
from pressbox.squads.places import Formation, Place

_MISFIT = 0.4
"""What a player at the far end of the pitch from his place costs, in chances of starting."""

_USED = 0.1
"""What a formation that was always used is ahead of one that never was, in the same."""

_IMPOSSIBLE = 1e6

Misfit = Callable[[int, Place], float]
"""How far a candidate, by number, is from being at home in a place; infinite where he cannot play there."""


@dataclasses.dataclass(frozen=True)
class Selection:
    """A formation and the number of the candidate in each of its places."""

    formation: Formation
    chosen: tuple[int, ...]


def select(chances: Sequence[float], formations: Used, misfit: Misfit) -> Selection | None:
    """The best eleven; None where no formation can be filled."""
    found = [(_filled(chances, formation, misfit), share, formation) for formation, share in formations]
    possible = [(value + _USED * share, formation, chosen) for (value, chosen), share, formation in found if chosen]
    if not possible:
        return None
    _, formation, chosen = max(possible, key=lambda one: one[0])
    return Selection(formation, chosen)


def _filled(chances: Sequence[float], formation: Formation, misfit: Misfit) -> tuple[float, tuple[int, ...]]:
    """Value and candidates of one formation; no candidates where a place stays empty."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    if len(chances) < len(formation.places):
        return 0.0, ()
    worth = np.array(
        [[worth_of(chance, misfit(i, place)) for i, chance in enumerate(chances)] for place in formation.places]
    )
    rows, columns = linear_sum_assignment(worth, maximize=True)
    value = float(worth[rows, columns].sum())
    return (value, tuple(int(column) for column in columns)) if value > -_IMPOSSIBLE / 2 else (0.0, ())


def worth_of(chance: float, misfit: float) -> float:
    """What a candidate is worth in a place."""
    return -_IMPOSSIBLE if math.isinf(misfit) else chance - _MISFIT * misfit
