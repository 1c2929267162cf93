"""Who started a match, where the source tells only how long each player played.

The goalkeeper who played longest and the ten others who did, without those who are on record as having come on; a
player sent off is taken to have started.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence

from pressbox.views import Appearance, SquadMatch

_SENT_OFF = 45
"""Minutes that a player who was sent off is credited with, because few substitutes are."""

_WITHIN = 6
"""Minutes by which a substitute may have played longer than the minute of the change leaves him."""


def starters(match: SquadMatch) -> frozenset[str]:
    """Keys of the players who started, eleven at most; as the source says, else inferred from minutes."""
    told = frozenset(player.key for player in match.appearances if player.started)
    if told:
        return told
    played = [player for player in match.appearances if player.minutes > 0]
    came_on = {player.key for player in played if _came_on(player, match)}
    keepers = [player for player in played if player.position == "GK"]
    others = [player for player in played if player.position != "GK"]
    return frozenset(player.key for player in [*_first(keepers, came_on, 1), *_first(others, came_on, 10)])


def _first(players: Sequence[Appearance], came_on: set[str], count: int) -> list[Appearance]:
    def order(player: Appearance) -> tuple[bool, int, str]:
        return player.key in came_on, -player.minutes - _SENT_OFF * player.sent_off, player.key

    return sorted(players, key=order)[:count]


def _came_on(player: Appearance, match: SquadMatch) -> bool:
    names = name_parts(player.player)
    return any(player.minutes <= 90 - minute + _WITHIN and names & name_parts(name) for name, minute in match.came_on)


@functools.lru_cache(maxsize=4096)
def name_parts(name: str) -> frozenset[str]:
    """Parts of a name by which two spellings of it are one, without accents and initials.

    >>> sorted(name_parts("Tomiyasu T.")), sorted(name_parts("João Félix"))
    (['tomiyasu'], ['felix', 'joao'])
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return frozenset(part for part in re.split(r"[^a-z]+", plain) if len(part) > 2)
