"""Who of a club played in a match that is over, and which players of a list those are.

In: the record of the club after the match. Out: ``Attendance``, which answers by any spelling of a player's name.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Literal

from pressbox.squads.people import Roster, same_person
from pressbox.squads.squad_list import squad_list
from pressbox.squads.starters import starters
from pressbox.views import NewsRecord

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


def attendance(record: NewsRecord, match_id: str) -> Attendance:
    """Who played in a match, from a record of after it."""
    roster = squad_list(record)
    listed = next((match for match in record.squad.matches if match.match == match_id), None)
    lineup = next((lineup for lineup in record.squad.lineups if lineup.match_id == match_id), None)
    seen = next((match.seen for match in record.cards.matches if match.match == match_id), ())
    if lineup is not None:
        eleven = [player.player for player in lineup.eleven]
    else:
        keys = starters(listed) if listed else frozenset()
        eleven = [player.player for player in listed.appearances if player.key in keys] if listed else []
    played = [player.player for player in listed.appearances if player.minutes > 0] if listed else []
    found = Attendance(tuple(eleven), (), bool(played), roster)
    came_on = tuple(dict.fromkeys(name for name in (*played, *seen) if found.part(name) != "started"))
    return dataclasses.replace(found, came_on=came_on)
