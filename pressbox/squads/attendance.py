"""Who of a club played in a match that is over, and which players of a list those are.

In: what sources tell of the match. Out: ``Attendance``, which answers by any spelling of a player's name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Literal

from pressbox.squads.people import Roster, same_person
from pressbox.squads.starters import starters
from pressbox.views import Played

Part = Literal["started", "came on", "did not play", "did not start"]
"""``did not start`` is all that is known where nobody tells who came on."""

ELEVEN = 11


@dataclasses.dataclass(frozen=True)
class Attendance:
    """Who played for a club in a match.

    Attributes
    ----------
    eleven : tuple of str
        Who started; empty where that is not on record.
    came_on : tuple of str
        Who came on, as far as is told.
    whole : bool
        Whether everybody who played is on record.
    roster : Roster
        Of the club, by which two spellings are told to be one player's.
    """

    eleven: tuple[str, ...]
    came_on: tuple[str, ...]
    whole: bool
    roster: Roster

    @property
    def known(self) -> bool:
        """Whether the eleven is on record."""
        return len(self.eleven) == ELEVEN

    def part(self, player: str) -> Part | None:
        """What a player did; None where the eleven is not on record."""
        if not self.known:
            return None
        if self._among(player, self.eleven):
            return "started"
        if self._among(player, self.came_on):
            return "came on"
        return "did not play" if self.whole else "did not start"

    def right(self, predicted: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Of a predicted eleven those who started and those who did not; and who started instead."""
        left = list(self.eleven)
        started = []
        for player in predicted:
            found = next((other for other in left if self._same(player, other)), None)
            if found is not None:
                left.remove(found)
                started.append(player)
        return tuple(started), tuple(player for player in predicted if player not in started), tuple(left)

    def _among(self, player: str, others: Iterable[str]) -> bool:
        return any(self._same(player, other) for other in others)

    def _same(self, one: str, other: str) -> bool:
        own = self.roster.own(one)
        return (own is not None and own == self.roster.own(other)) or same_person(one, other)


def attendance(played: Played) -> Attendance:
    """Who played in a match, from what sources tell of it."""
    listed = played.listed.appearances
    on_the_pitch = tuple(player.player for player in listed if player.minutes > 0)
    keys = starters(played.listed)
    eleven = played.eleven or tuple(player.player for player in listed if player.key in keys)
    found = Attendance(eleven, (), bool(on_the_pitch), _roster(played))
    others = (*on_the_pitch, *(name for name, _ in played.listed.came_on))
    came_on = tuple(dict.fromkeys(name for name in others if found.part(name) != "started"))
    return dataclasses.replace(found, came_on=came_on)


def _roster(played: Played) -> Roster:
    roster = Roster()
    for names in played.names:
        roster.add(names)
    roster.add(player.player for player in played.listed.appearances)
    roster.add(played.eleven)
    roster.add(name for name, _ in played.listed.came_on)
    return roster
