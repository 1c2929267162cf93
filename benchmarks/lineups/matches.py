"""Sides of past Premier League matches: what was known of each at kick-off, and who then started."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

from pressbox.domain import AsOf, Lineup, LineupPlayer, Team
from pressbox.squads.candidates import ELEVENS
from pressbox.squads.starters import starters
from pressbox.store.database import Store
from pressbox.store.squads import squad_record
from pressbox.views import SquadRecord

LEAGUE = "eng-1"


@dataclasses.dataclass(frozen=True)
class PastSide:
    """One side of a match that was played: its record at kick-off, and the keys of its starters."""

    match: str
    round: int
    record: SquadRecord
    started: frozenset[str]


def past_sides(store: Store, season: str) -> Iterator[PastSide]:
    """Both sides of every match of a season, oldest first; the season must be over in the store."""
    query = f"SELECT id, matchday, home, away FROM matches WHERE competition = '{LEAGUE}' AND season = $season"
    rounds = {row["id"]: row["matchday"] for row in store.rows(query, {"season": season})}
    end = AsOf(dt.datetime(int(season[:4]) + 1, 7, 15, tzinfo=dt.UTC))
    teams = [row["team"] for row in store.rows(f"SELECT DISTINCT home AS team FROM ({query})", {"season": season})]
    elevens = {}
    for team in teams:
        record = squad_record(store, Team(team, team, "ENG"), end.local_date, end, LEAGUE, season)
        elevens |= {(match.match, team): match for match in record.matches if match.match in rounds}
    for (match, team), played in sorted(elevens.items(), key=lambda item: (item[1].kick_off_at, item[0])):
        assert played.kick_off_at is not None
        as_of = AsOf(played.kick_off_at.replace(tzinfo=dt.UTC))
        record = squad_record(store, Team(team, team, "ENG"), played.date, as_of, LEAGUE, season)
        yield PastSide(match, rounds[match], record, starters(played))


def as_elevens(record: SquadRecord, count: int = ELEVENS) -> SquadRecord:
    """The same record as if only some last elevens were known, by key instead of name."""
    lineups, positions = [], {}
    for match in record.matches[:count]:
        positions |= {player.key: player.position for player in match.appearances if player.position}
        eleven = sorted(starters(match))
        lines = {key: 1 for key in eleven if positions.get(key) == "GK"}
        players = tuple(LineupPlayer(key, lines.get(key), None) for key in eleven)
        lineups.append(Lineup(match.match, match.date, record.team.id, None, players))
    reports = tuple(dataclasses.replace(report, player=report.player_key or report.player) for report in record.reports)
    return dataclasses.replace(record, matches=(), lineups=tuple(lineups), reports=reports, positions=positions)
