"""Places of a formation, and how well a player fits one: by the places he had in past elevens, else by his position.

A place is where it stands on the pitch: ``depth`` from 0 (goalkeeper) to 1 (the last line), ``across`` from 0 to 1 in
the order of the slots.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence

from pressbox.domain import Lineup

_DEPTHS: Mapping[str, float] = {"DF": 0.33, "MF": 0.66, "FW": 1.0}
"""Where players of a position stand, of whom no place is on record."""

_SAME_LINE = 0.26
"""How far a line may be from that of a position, so that the five lines of 3-4-1-2 have players of three."""

_RARE = 0.4
"""What a place costs that a player has had, but almost never: it is not where he plays."""

_RECENT = 0.7
"""What a place counts one match further back."""


@dataclasses.dataclass(frozen=True, slots=True)
class Place:
    """A place of an eleven; line 1 is the goalkeeper's."""

    line: int
    slot: int
    depth: float
    across: float

    @property
    def keeper(self) -> bool:
        """Whether it is the goalkeeper's."""
        return self.line == 1


@dataclasses.dataclass(frozen=True)
class Formation:
    """A formation and its eleven places; ``name`` is as the source prints it."""

    name: str
    places: tuple[Place, ...]


def formation_of(lines: Sequence[int], name: str | None = None) -> Formation:
    """Formation of the given numbers of players, from the goalkeeper on.

    >>> formation_of([1, 4, 3, 3]).name
    '4-3-3'
    """
    places = tuple(
        Place(line, slot, (line - 1) / max(len(lines) - 1, 1), (slot - 0.5) / size)
        for line, size in enumerate(lines, 1)
        for slot in range(1, size + 1)
    )
    return Formation(name or "-".join(map(str, lines[1:])), places)


def lines_of(lineup: Lineup) -> tuple[int, ...] | None:
    """Players in each line of a past eleven; None where it is not eleven, or a line is not on record."""
    lines = [player.line for player in lineup.eleven]
    if len(lines) != 11 or None in lines or lines.count(1) != 1:
        return None
    sizes = tuple(lines.count(line) for line in range(1, max(line or 0 for line in lines) + 1))
    return sizes if all(sizes) and len(sizes) >= 3 else None


def past_places(lineups: Sequence[Lineup]) -> dict[str, list[tuple[Place, float]]]:
    """Places that players had, by name, with what each counts; ``lineups`` newest first."""
    found: dict[str, list[tuple[Place, float]]] = {}
    for age, lineup in enumerate(lineups):
        sizes = lines_of(lineup)
        if sizes is None:
            continue
        places = {(place.line, place.slot): place for place in formation_of(sizes).places}
        for player in lineup.eleven:
            place = places.get((player.line or 0, player.slot or 0))
            if place:
                found.setdefault(player.player, []).append((place, _RECENT**age))
    return found


def misfit(place: Place, past: Sequence[tuple[Place, float]], position: str | None) -> float:
    """How far a place is from where a player plays, from 0 (his place) to 1; infinite for a wrong goalkeeper."""
    if past:
        if place.keeper != past[0][0].keeper:
            return math.inf
        whole = sum(weight for _, weight in past)
        here = sum(weight for own, weight in past if _near(own, place)) / whole
        return min(1.0, min(_distance(place, own) for own, _ in past) + _RARE * (1 - here))
    if place.keeper != (position == "GK"):
        return math.inf
    if position is None or position not in _DEPTHS:
        return 0.5
    # Of whom no place is on record, nobody can say that he plays in another line.
    apart = abs(place.depth - _DEPTHS[position])
    return apart if apart <= _SAME_LINE else math.inf


def _distance(one: Place, other: Place) -> float:
    return min(1.0, abs(one.depth - other.depth) + 0.7 * abs(one.across - other.across))


def _near(one: Place, other: Place) -> bool:
    """Whether two places ask for the same player: a right-back's and a right centre-half's, not both full-backs'."""
    return abs(one.depth - other.depth) < 0.2 and abs(one.across - other.across) < 0.4
