"""What a possible eleven of a club may rest on: minutes and elevens of its past matches, reports, rest days.

Rows of a match count once it was over, reports once they were seen.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pressbox.domain import AsOf, Report, Team
from pressbox.views import Appearance, SquadMatch, SquadRecord

if TYPE_CHECKING:
    from pressbox.store.database import Store

_MATCHES = 45
"""A season of a league and some of the one before."""

_ELEVENS = 20
_YEAR = dt.timedelta(days=400)


def squad_record(
    store: Store, team: Team, on: dt.date, as_of: AsOf, competition: str | None, season: str
) -> SquadRecord:
    """A club's record before a match on a day, in the order of ``SquadRecord``."""
    parameters = {"team": team.id, "since": on - _YEAR, "limit": _MATCHES, "on": on, "season": season}
    store.gather((team.id,))
    rows = store.known_rows("squad_appearances", as_of, parameters)
    # Substitutions say who started only where nobody says so himself.
    untold = sorted({row["match"] for row in rows if row["started"] is None})
    came_on = store.known_rows("squad_substitutions", as_of, parameters | {"matches": untold}) if untold else []
    matches = _matches(rows, came_on)
    reports = tuple(Report(**row) for row in store.known_rows("squad_reports", as_of, parameters))
    keys = {player.key for match in matches for player in match.appearances}
    keys |= {report.player_key for report in reports if report.player_key}
    moves = store.known_rows("squad_moves", as_of, parameters | {"keys": sorted(keys)}) if keys else []
    calendar = store.known_rows("squad_calendar", as_of, parameters)[0]
    return SquadRecord(
        team=team,
        on=on,
        as_of=as_of,
        competition=competition,
        matches=matches,
        lineups=store.lineups(team.id, as_of, _ELEVENS, on - _YEAR),
        reports=reports,
        moved={row["key"]: row["day"] for row in moves},
        positions={row["player"]: row["position"] for row in store.known_rows("squad_positions", as_of, parameters)},
        last=calendar["last"],
        next=calendar["next"],
    )


def _matches(rows: Sequence[Mapping[str, Any]], came_on: Sequence[Mapping[str, Any]]) -> tuple[SquadMatch, ...]:
    substitutes: dict[str, list[tuple[str, int]]] = {}
    for row in came_on:
        substitutes.setdefault(row["match"], []).append((row["player"], row["minute"]))
    matches = []
    for key, group in itertools.groupby(rows, key=lambda row: row["match"]):
        players = list(group)
        first = players[0]
        appearances = tuple(_appearance(row) for row in players)
        on = tuple(substitutes.get(key, ()))
        matches.append(SquadMatch(key, first["date"], first["kick_off_at"], first["competition"], appearances, on))
    return tuple(matches)


def _appearance(row: Mapping[str, Any]) -> Appearance:
    return Appearance(
        row["key"], row["player"], row["position"], row["minutes"] or 0, row["started"], bool(row["red_cards"])
    )
