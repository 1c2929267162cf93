"""All matches of the sides' league seasons, and their table as a result of the fixture would leave it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from pressbox.store.tables import league_table
from pressbox.views import LeagueMatch

if TYPE_CHECKING:
    from pressbox.domain import AsOf, Fixture, Table
    from pressbox.store.database import Store

SUPPOSED: Mapping[str, tuple[int, int]] = MappingProxyType({"home": (1, 0), "draw": (0, 0), "away": (0, 1)})
"""The narrowest result of each kind: by goals no win can bring less, and no defeat cost less."""


def league_matches(store: Store, tables: Mapping[str, Table], as_of: AsOf) -> dict[str, tuple[LeagueMatch, ...]]:
    """The matches behind the sides' tables, oldest first, by team id; those of a season by one query."""
    seasons = {(table.competition.id, table.season) for table in tables.values()}
    found = {season: store.league_results(*season, as_of) for season in sorted(seasons)}
    return {team: found[table.competition.id, table.season] for team, table in tables.items()}


def supposed_tables(
    fixture: Fixture, tables: Mapping[str, Table], matches: Mapping[str, tuple[LeagueMatch, ...]], as_of: AsOf
) -> dict[str, Table]:
    """The table of a league match after each narrowest result of it, with all else as it was; none of other matches."""
    table = tables.get(fixture.home.id)
    in_league = fixture.phase == "league" and table is not None and table.competition.id == fixture.competition.id
    if table is None or not in_league or table.season != fixture.season or table.row(fixture.away.id) is None:
        return {}
    played = [
        {"home": match.home, "away": match.away, "home_goals": match.home_goals, "away_goals": match.away_goals}
        for match in matches[fixture.home.id]
    ]
    teams = [row.team for row in table.rows]
    found: dict[str, Table] = {}
    for outcome, (home, away) in SUPPOSED.items():
        result = {"home": fixture.home.id, "away": fixture.away.id, "home_goals": home, "away_goals": away}
        found[outcome] = league_table(
            table.competition, table.season, as_of, teams, [*played, result], whole=table.complete
        )
    return found
