"""The elevens of a preview: the possible one of each club, and the last one on record, said to be that.

In: the line-ups and news of a dossier. Out: ``Elevens``, whose ``to_dict`` is the document of ``lineup --json``; where
nothing supports a prediction, ``known`` is false and the eleven is the last one on record, if there is one.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pressbox.facts import words
from pressbox.squads.club_lineup import club_lineup
from pressbox.squads.document import PossibleLineup, not_known
from pressbox.squads.lineup import NOTHING

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Lineup, LineupPlayer, Match, Side, Team
    from pressbox.preview.team_news import TeamNews

# An eleven of last season says nothing about this one.
STALE_AFTER = dt.timedelta(days=120)
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


@dataclasses.dataclass(frozen=True)
class Elevens:
    """The possible eleven of a club, beside the last one on record."""

    possible: PossibleLineup
    last: LastEleven

    @property
    def club(self) -> str:
        """Name of the club."""
        return self.possible.club

    @property
    def known(self) -> bool:
        """Whether an eleven is predicted."""
        return self.possible.known

    def to_dict(self) -> dict[str, Any]:
        """The document of ``lineup --json``; of a last eleven no starting probability is given."""
        document = self.possible.to_dict()
        if self.known or self.last.lineup is None:
            return document
        eleven = [
            {
                "player": player.player,
                "line": player.line,
                "slot": player.slot,
                "p_start": None,
                "doubtful": player.player in self.last.doubtful,
            }
            for player in self.last.lineup.eleven
        ]
        return document | {"formation": self.last.lineup.formation, "eleven": eleven, "basis": self.last.basis}


def elevens_of(dossier: Dossier, side: Side, news: TeamNews) -> Elevens:
    """Both elevens of the fixture's home or away side."""
    team = dossier.fixture.team(side)
    record = dossier.news.get(team.id)
    possible = club_lineup(record, news) if record else not_known(team.name, NOTHING)
    return Elevens(possible, last_eleven(dossier, side, news))


def last_eleven(dossier: Dossier, side: Side, news: TeamNews) -> LastEleven:
    """The last eleven of the fixture's home or away side, with who of it is doubtful or out since."""
    team = dossier.fixture.team(side)
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
