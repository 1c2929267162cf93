"""The elevens of a preview: for now the last one on record of each club, said to be that and no prediction.

In: the line-ups and reports of a dossier. Out: ``LastEleven``, whose ``to_dict`` is the document of ``lineup --json``
with ``known`` false.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pressbox.facts import words

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Lineup, LineupPlayer, Match, Side, Team
    from pressbox.preview.team_news import TeamNews

# An eleven of last season says nothing about this one.
STALE_AFTER = dt.timedelta(days=120)
NOT_PREDICTED = "no eleven is predicted in this edition"
NO_LINEUP = "no recent line-up is on record"


@dataclasses.dataclass(frozen=True)
class LastEleven:
    """The last eleven on record of a club; ``lineup`` is None where there is none."""

    club: str
    lineup: Lineup | None
    match: Match | None  # the match it started, where that is on record
    basis: str
    out: tuple[str, ...]
    doubtful: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why no eleven is predicted."""
        return NOT_PREDICTED if self.lineup else NO_LINEUP

    @property
    def lines(self) -> tuple[tuple[LineupPlayer, ...], ...]:
        """Players by line from the goalkeeper on; one line of all where the lines are not on record."""
        if self.lineup is None:
            return ()
        if any(player.line is None for player in self.lineup.eleven):
            return (self.lineup.eleven,)
        in_order = sorted(self.lineup.eleven, key=lambda player: (player.line or 0, player.slot or 0))
        return tuple(tuple(line) for _, line in groupby(in_order, key=lambda player: player.line))

    def started(self, player: str) -> bool:
        """Whether a player was in the last eleven."""
        return self.lineup is not None and any(player == other.player for other in self.lineup.eleven)

    def to_dict(self) -> dict[str, Any]:
        """The document of ``lineup --json``; the eleven is the last one, so no starting probability is given."""
        eleven = self.lineup.eleven if self.lineup else ()
        return {
            "club": self.club,
            "formation": self.lineup.formation if self.lineup else None,
            "eleven": [
                {
                    "player": player.player,
                    "line": player.line,
                    "slot": player.slot,
                    "p_start": None,
                    "doubtful": player.player in self.doubtful,
                }
                for player in eleven
            ],
            "bench": [],
            "out": list(self.out),
            "basis": self.basis,
            "known": False,
            "reason": self.reason,
        }


def last_eleven(dossier: Dossier, side: Side, news: TeamNews) -> LastEleven:
    """The last eleven of the fixture's home or away side, with who of it is doubtful or out since."""
    team = dossier.fixture.home if side == "home" else dossier.fixture.away
    recent = (lineup for lineup in dossier.lineups.get(team.id, ()) if dossier.fixture.date - lineup.date < STALE_AFTER)
    lineup = next(recent, None)
    match = _match_of(dossier, team, lineup)
    return LastEleven(
        team.name,
        lineup,
        match,
        _basis(dossier, team, lineup, match),
        tuple(item.player for item in news.group("out") + news.group("suspended")),
        tuple(item.player for item in news.group("doubtful")),
    )


def _match_of(dossier: Dossier, team: Team, lineup: Lineup | None) -> Match | None:
    recent = dossier.recent.get(team.id, ())
    return next((match for match in recent if lineup and match.fixture.id == lineup.match_id), None)


def _basis(dossier: Dossier, team: Team, lineup: Lineup | None, match: Match | None) -> str:
    if lineup is None:
        return NO_LINEUP
    against = f", against {match.opponent(team.id).name}" if match else ""
    return f"the last eleven on record{against} on {words.day(lineup.date, dossier.fixture.date)}"
