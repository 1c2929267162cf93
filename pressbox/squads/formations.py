"""Formations that a club has been using, with how much it has used each.

Where past elevens have their lines, those; where only positions are on record, the numbers of defenders, midfielders
and forwards as the source of the positions counts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pressbox.domain import Lineup
from pressbox.squads.places import Formation, formation_of, lines_of
from pressbox.squads.starters import starters
from pressbox.views import SquadMatch

LOOKED_AT = 10
"""Past elevens that tell the formation."""

_RECENT = 0.8
"""What an eleven counts one match further back."""

_LINES = ("GK", "DF", "MF", "FW")

Used = list[tuple[Formation, float]]
"""Formations and their shares, which add up to 1; the most used first."""


def formations_of_lineups(lineups: Sequence[Lineup]) -> Used:
    """Formations of the last elevens whose lines are on record, named as the newest of each prints it."""
    found = [(lines_of(lineup), lineup.formation) for lineup in lineups[:LOOKED_AT]]
    return _shares((sizes, name) for sizes, name in found if sizes)


def formations_of_positions(matches: Sequence[SquadMatch]) -> Used:
    """Numbers of defenders, midfielders and forwards in the last elevens."""
    return _shares((sizes, None) for match in matches[:LOOKED_AT] if (sizes := _by_position(match)))


def line_of(position: str | None) -> int | None:
    """Line of a position where lines are positions."""
    return _LINES.index(position) + 1 if position in _LINES else None


def _by_position(match: SquadMatch) -> tuple[int, ...] | None:
    eleven = starters(match)
    positions = [player.position for player in match.appearances if player.key in eleven]
    sizes = tuple(positions.count(position) for position in _LINES)
    if sum(sizes) != 11 or sizes[0] != 1 or not all(sizes[:-1]):
        return None
    # An eleven may do without anybody whom the list calls a forward.
    return sizes if sizes[-1] else sizes[:-1]


def _shares(used: Iterable[tuple[tuple[int, ...], str | None]]) -> Used:
    names: dict[tuple[int, ...], str | None] = {}
    weights: dict[tuple[int, ...], float] = {}
    for age, (sizes, name) in enumerate(used):
        names.setdefault(sizes, name)
        weights[sizes] = weights.get(sizes, 0.0) + _RECENT**age
    whole = sum(weights.values())
    shares = [(formation_of(sizes, names[sizes]), weight / whole) for sizes, weight in weights.items()]
    return sorted(shares, key=lambda one: -one[1])
