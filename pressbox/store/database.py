"""Open the store and ask it questions as of a moment; the only place where the rest of the program reads data.

Every question about the past takes an ``AsOf`` and answers with what ended before it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import itertools
import re
import sys
import zoneinfo
from collections.abc import Callable, Hashable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import duckdb

from pressbox.domain import (
    AsOf,
    Competition,
    Dossier,
    Fixture,
    LeagueSeason,
    Lineup,
    LineupPlayer,
    Match,
    MatchTable,
    PastMatches,
    Quotes,
    RatingMark,
    Report,
    SavedRatings,
    Score,
    Table,
    Team,
    Tie,
)
from pressbox.errors import HomeNotUsable, NoFixture, SchemaMismatch, StoreError, UnknownCompetition, UnknownTeam
from pressbox.store.brackets import Bracket, Undrawn, bracket_of
from pressbox.store.competitions import tie_rule
from pressbox.store.events import match_events, stat_lines
from pressbox.store.kept import Kept
from pressbox.store.league_past import league_pasts
from pressbox.store.leagues import league_matches, supposed_tables
from pressbox.store.name_of_the_time import NamesOfTheTime
from pressbox.store.names import ListedTeam, candidates, name_key
from pressbox.store.past_seasons import SeasonRange, choose
from pressbox.store.queries import connect, sql
from pressbox.store.quotes import quotes_of
from pressbox.store.schema import SCHEMA_VERSION
from pressbox.store.season_shape import first_phase, in_halves
from pressbox.store.seasons import league_format, league_season
from pressbox.store.side_matches import side_match
from pressbox.store.tables import league_table
from pressbox.views import Aftermath, Covered, LeagueMatch, NewsRecord, PastTie, SideMatch, SquadRecord

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

T = TypeVar("T")

STORE_FILE = "pressbox.duckdb"
SAMPLE = "embedded sample"

_PARAMETER = re.compile(r"\$(\w+)")
_RECENT = 60
"""Matches of each club that a dossier holds: a season of all competitions, and some."""


def open_store(path: Path) -> duckdb.DuckDBPyConnection:
    """Connect to a store, read only.

    Raises
    ------
    SchemaMismatch
        If another version wrote it, or it is no store at all.
    HomeNotUsable
        If it cannot be read.
    """
    # Attached to a database in memory, because DuckDB gives everybody who connects to one path the file that the
    # first of them opened, even where an ingest has put another in its place.
    connection = connect(":memory:")
    try:
        attach(connection, path, "store")
        connection.execute("USE store")
        check_schema(connection, path)
    except duckdb.Error as error:
        connection.close()
        raise HomeNotUsable(f"{path} cannot be opened: {first_line(error)} Move it away and ingest again.") from error
    except SchemaMismatch:
        connection.close()
        raise
    return connection


def attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Let a connection see a store under a name, read only."""
    quoted = str(path.absolute()).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY, TYPE duckdb)")


def first_line(error: BaseException) -> str:
    """What DuckDB says, without its hints."""
    return str(error).strip().splitlines()[0]


def check_schema(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Refuse a store that another version wrote.

    Raises
    ------
    SchemaMismatch
        If the store's schema is older or newer, or it is no store at all.
    """
    try:
        rows = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        found = int(rows["schema_version"])
    except (duckdb.CatalogException, duckdb.BinderException, KeyError, ValueError) as error:
        raise SchemaMismatch(f"{path} is not a Pressbox store; move it away and ingest again.") from error
    if found != SCHEMA_VERSION:
        remedy = "upgrade Pressbox" if found > SCHEMA_VERSION else "move it away and ingest again"
        raise SchemaMismatch(
            f"{path} has schema {found} (Pressbox {rows.get('pressbox_version', '?')}), this program reads schema "
            f"{SCHEMA_VERSION}; {remedy}."
        )


class Store:
    """What is known, read only.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        A filled store.
    origin : str
        Path of the store, or ``embedded sample``.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, origin: str) -> None:
        self.connection = connection
        self.origin = origin
        self._kept = Kept()

    @classmethod
    def open(cls, home: Path) -> Store:
        """Open the store of a data home; the embedded sample where the home is empty.

        Raises
        ------
        SchemaMismatch
            If another version wrote it.
        HomeNotUsable
            If it cannot be read.
        """
        path = home / STORE_FILE
        from pressbox.store.hand_reports import lay_over

        try:
            store = cls(open_store(path), str(path)) if path.exists() else cls.sample()
            store.left_out = lay_over(store, home)
        except PermissionError as error:
            raise HomeNotUsable(f"the data home {home} cannot be read: {error.strerror}.") from error
        return store

    @classmethod
    def sample(cls) -> Store:
        """A store in memory, filled from the facts that ship with the package."""
        from pressbox.sources.registry import SOURCES
        from pressbox.store.ingest import ingest_in_memory

        with resources.as_file(resources.files("pressbox").joinpath("sample")) as folder:
            return cls(ingest_in_memory(folder, SOURCES), SAMPLE)

    left_out: tuple[str, ...] = ()
    """Reports of the desk's own that could not be taken, and why."""

    def lay_over_availability(self, rows: Sequence[dict[str, Any]]) -> None:
        """Let reports of the desk's own stand beside those of the store, while it is open."""
        self._rows(sql("lay_over_availability"))
        self._reported = None
        for row in rows:
            self._rows(sql("add_availability"), row)

    _reported: frozenset[str] | None = None

    def reported_teams(self) -> frozenset[str]:
        """Teams of which there is any report of a player's availability."""
        if self._reported is None:
            self._reported = frozenset(row["team"] for row in self._rows(sql("reported_teams")))
        return self._reported

    def players_elsewhere(self, player: str, team: str, on: dt.date) -> list[str]:
        """Names of other teams that list a player of a name around a day."""
        year = on.year if on.month >= 7 else on.year - 1
        parameters = {"player": player, "team": team, "seasons": [f"{year}-{(year + 1) % 100:02d}", str(on.year)]}
        return [row["name"] for row in self._rows(sql("players_elsewhere"), parameters)]

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    @functools.cached_property
    def data_version(self) -> str:
        """Digest of everything the store was made from."""
        return str(self._rows("SELECT value FROM meta WHERE key = 'data_version'")[0]["value"])

    def _rows(self, query: str, parameters: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Rows of a query as dicts by column name."""
        wanted = set(_PARAMETER.findall(query))
        with self._reading():
            cursor = self.connection.execute(
                query, {key: value for key, value in (parameters or {}).items() if key in wanted}
            )
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """Translate what DuckDB says of a file that has been cut or damaged since it was written."""
        try:
            yield
        except duckdb.IOException as error:
            raise HomeNotUsable(
                f"{self.origin} cannot be read: {first_line(error)} Move it away and ingest again."
            ) from error

    # Names

    def team(self, name: str, on: dt.date | None = None) -> Team:
        """The club or national team that people call so.

        Of several of one name it is the one active around the day, well known before others; two of equal rank are
        ambiguous.

        Raises
        ------
        UnknownTeam
            If nobody, or more than one team, is called so; with the candidates.
        """
        found = self._bearers(name, on)
        best = [team for team, rank in found if rank == found[0][1]]
        if len(best) == 1:
            return best[0]
        listed = [f"{team.name} ({team.country or team.id})" for team in best]
        raise UnknownTeam(
            f'"{name}" could be {_either(listed)}; name the country too, as in "{name} {best[0].country}".',
            name,
            listed,
        )

    def team_of(self, id_: str, on: dt.date) -> Team | None:
        """The team of an id, under its name of a day; None where there is none."""
        known = self._rows("SELECT 1 AS known FROM teams WHERE id = $id", {"id": id_})
        return self._names.team(id_, on) if known else None

    def _bearers(self, name: str, on: dt.date | None) -> list[tuple[Team, str]]:
        """Teams that bear a name with their rank, likeliest first.

        Raises
        ------
        UnknownTeam
            If there is none.
        """
        parameters = {"key": name_key(name), "on": on or dt.date.today()}
        found = [(_team(row), str(row["rank"])) for row in self._rows(sql("teams_by_key"), parameters)]
        if found:
            return found
        near = candidates(name, self._all_teams, 4)
        hint = f"did you mean {_either(near)}?" if near else "no name in the store is near it."
        raise UnknownTeam(f'"{name}" is not a known team; {hint}', name, near)

    @functools.cached_property
    def _all_teams(self) -> list[ListedTeam]:
        rows = self._rows(sql("teams_by_importance"))
        return [ListedTeam(row["id"], row["name"], row["country"], row["national"]) for row in rows]

    def competition(self, name: str) -> str:
        """Id of the competition that people call so.

        Raises
        ------
        UnknownCompetition
            If none, or more than one, is called so.
        """
        rows = self._rows(sql("competitions_by_name"))
        exact = {row["id"] for row in rows if name_key(name) in (name_key(row["name"]), name_key(row["id"]))}
        present = {
            row["id"]
            for row in rows
            if row["id"] in exact and row["present"] and name_key(row["name"]) == name_key(name)
        }
        found = present or exact
        if len(found) == 1:
            return str(found.pop())
        near = sorted(found) or _near_competitions(name, rows)
        hint = f"did you mean {_either(near)}?" if near else "see `pressbox status`."
        raise UnknownCompetition(f'"{name}" is not one known competition; {hint}', name, near)

    def competition_name(self, id_: str) -> str | None:
        """Present name of a competition; None where there is none of that id."""
        rows = self._rows("SELECT name FROM competitions WHERE id = $id", {"id": id_})
        return str(rows[0]["name"]) if rows else None

    # Fixtures

    def fixture(self, home: str, away: str, on: dt.date) -> Fixture:
        """The fixture of two sides on a day, whichever of the two is named first.

        A name that several teams bear means the one that plays the other side that day.

        Raises
        ------
        UnknownTeam
            If a name is nobody's.
        NoFixture
            If the two do not meet that day; the message says when they do.
        """
        a, b = ([team.id for team, _ in self._bearers(name, on)] for name in (home, away))
        query = f"{sql('fixtures')} WHERE m.date = $on AND ((list_contains($a, m.home) AND list_contains($b, m.away)) "
        query += "OR (list_contains($b, m.home) AND list_contains($a, m.away))) AND m.status <> 'cancelled'"
        found = self._rows(query, {"a": a, "b": b, "on": on})
        if found:
            return self._names.fixture(found[0])
        raise NoFixture(self._when_they_meet((self.team(home, on), self.team(away, on)), on))

    def _when_they_meet(self, sides: tuple[Team, Team], on: dt.date) -> str:
        pair = f"{sides[0].name} and {sides[1].name}"
        rows = self._rows(sql("nearest_meetings"), {"a": sides[0].id, "b": sides[1].id, "on": on})
        if not rows:
            return f"{pair} have no fixture on {on}, and no other meeting is on record."
        days = _either([f"{row['date']} ({row['home']} v {row['away']})" for row in rows])
        return f"{pair} have no fixture on {on}; nearest on record: {days}."

    def fixtures(self, on: dt.date, competition: str | None = None) -> list[Fixture]:
        """Fixtures of a day, by competition and kick-off."""
        where = "WHERE m.date = $on AND m.status <> 'cancelled'" + (
            " AND m.competition = $competition" if competition else ""
        )
        parameters: dict[str, Any] = {"on": on} | ({"competition": competition} if competition else {})
        found = [self._names.fixture(row) for row in self._rows(sql("fixtures") + where, parameters)]
        return sorted(found, key=_order_of_the_day)

    def next_fixtures(self, team: str, fixture: Fixture, limit: int = 5) -> tuple[Fixture, ...]:
        """A team's fixtures after one, as far as they were on the calendar."""
        where = "WHERE $team IN (m.home, m.away) AND m.date > $date AND m.date <= $until AND m.status <> 'cancelled' "
        # Who plays a later knockout round is not known before this one is over.
        where += "AND (m.phase IS NULL OR m.phase IN ('league', 'group')) "
        where += "ORDER BY m.date, m.kick_off_at NULLS LAST, m.id LIMIT $limit"
        until = fixture.date + dt.timedelta(days=45)
        self.gather((team,))
        query = sql("fixtures").replace("FROM matches", "FROM own_matches") + where
        rows = self._rows(query, {"team": team, "date": fixture.date, "until": until, "limit": limit})
        return tuple(self._names.fixture(row) for row in rows)

    # Matches

    def recent(self, team: str, as_of: AsOf, limit: int = _RECENT) -> tuple[Match, ...]:
        """A team's last matches, newest first."""
        of_team = (row for row in self._own_results((team,), as_of) if team in (row["home"], row["away"]))
        return tuple(self.match(row) for row in itertools.islice(of_team, limit))

    def side_matches(self, team: str, as_of: AsOf) -> tuple[SideMatch, ...]:
        """All that a team has played, seen from its side, newest first."""
        rows = self._own_results((team,), as_of)
        return tuple(side_match(row, team, self._names) for row in rows if team in (row["home"], row["away"]))

    def meetings(self, a: str, b: str, as_of: AsOf) -> tuple[Match, ...]:
        """All meetings of two teams, newest first."""
        pair = {a, b}
        rows = self._own_results((a, b), as_of)
        return tuple(self.match(row) for row in rows if row["home"] in pair and row["away"] in pair)

    def gather(self, teams: Sequence[str]) -> None:
        """Copy all matches of some teams beside the store, unless they are there: ``own_matches`` holds only those."""
        if not self._gathered.issuperset(teams):
            self._rows(sql("own_matches"), {"teams": list(teams)})
            self._gathered = frozenset(teams)
            self._own = None

    _gathered: frozenset[str] = frozenset()
    _own: tuple[dict[str, Any], list[dict[str, Any]]] | None = None

    def _own_results(self, teams: Sequence[str], as_of: AsOf) -> list[dict[str, Any]]:
        """Matches, newest first, that some teams, and perhaps others, had played by a moment."""
        self.gather(teams)
        moment = _moment(as_of)
        if self._own is None or self._own[0] != moment:
            self._own = moment, self._rows(_known("own_results"), moment)
        return self._own[1]

    def once(self, asked: tuple[Hashable, ...], as_of: AsOf, find: Callable[[], T]) -> T:
        """What was asked for as of a moment: kept from an earlier fixture of the day, or else found now."""
        return self._kept.once((*asked, *_moment(as_of).values()), find)

    def forget(self) -> None:
        """Let go of what is kept of the store, where its tables were changed."""
        self._gathered = frozenset()
        self._reported = None
        self._own = None
        self._kept.clear()

    def played(self, a: str, b: str, since: AsOf, as_of: AsOf) -> tuple[Match, ...]:
        """What two teams played that became known between two moments, oldest first."""
        where = f"m.date >= $first AND (m.home IN ($a, $b) OR m.away IN ($a, $b)) AND NOT ({_KNOWN_SINCE})"
        first = since.local_date - dt.timedelta(days=2)  # by when a match is over, whatever the time zone
        parameters = {"a": a, "b": b, "first": first, "since": since.utc, "since_date": since.local_date}
        return self._matches(where, parameters, as_of, 10_000)[::-1]

    def _matches(self, where: str, parameters: dict[str, Any], as_of: AsOf, limit: int) -> tuple[Match, ...]:
        order = "ORDER BY m.date DESC, m.kick_off_at DESC NULLS LAST, m.id LIMIT $limit"
        query = f"{sql('matches')} WHERE {where} AND {KNOWN} {order}"
        rows = self._rows(query, parameters | _moment(as_of) | {"limit": limit})
        return tuple(self.match(row) for row in rows)

    @functools.cached_property
    def _names(self) -> NamesOfTheTime:
        return NamesOfTheTime(self._rows)

    def fixture_of(self, row: dict[str, Any]) -> Fixture:
        """A row of ``matches`` as a fixture, its sides under their names of that time."""
        return self._names.fixture(row)

    def match(self, row: dict[str, Any]) -> Match:
        """A row of ``matches`` with its scores as a match.

        Raises
        ------
        ValueError
            If it has no score.
        """
        score = _score(row, "final")
        if score is None:
            raise ValueError(f"{row['id']} has no score")
        return Match(
            fixture=self._names.fixture(row),
            score=score,
            score_90=_score(row, "goals"),
            score_ht=_score(row, "goals_ht"),
            extra_time=bool(row["extra_time"]),
            pens=_score(row, "pens"),
            shoot_out_winner=row["shoot_out_winner"],
            awarded=row["status"] == "awarded",
        )

    def tie(self, fixture: Fixture, as_of: AsOf) -> Tie | None:
        """The tie a fixture is a leg of; None outside a knockout round."""
        if fixture.tie is None or fixture.leg is None:
            return None
        legs = self._rows("SELECT legs FROM ties WHERE id = $id", {"id": fixture.tie})[0]["legs"]
        rule = tie_rule(fixture.competition.id, fixture.season)
        return Tie(
            id=fixture.tie,
            legs=legs,
            leg=fixture.leg,
            first_leg=self._first_leg(fixture, as_of) if fixture.leg == 2 else None,
            away_goals_rule=bool(rule and rule.away_goals),
            extra_time=rule is None or rule.extra_time,
        )

    def _first_leg(self, fixture: Fixture, as_of: AsOf) -> Match | None:
        """The first leg that a second one follows; None where it was not over or is not on record."""
        query = f"{sql('matches')} WHERE m.tie = $tie AND m.leg = 1 AND m.date >= $since AND {KNOWN}"
        since = fixture.date - dt.timedelta(days=730)  # so that not all matches there are need be read
        rows = self._rows(query, {"tie": fixture.tie, "since": since} | _moment(as_of))
        return self.match(rows[0]) if rows else None

    def result(self, fixture: Fixture) -> Match | None:
        """How a fixture ended, for the report afterwards; None where it has not been played."""
        rows = self._rows(f"{sql('matches')} WHERE m.id = $id AND m.home_final IS NOT NULL", {"id": fixture.id})
        return self.match(rows[0]) if rows else None

    def results(self, ids: Sequence[str]) -> tuple[Match, ...]:
        """How fixtures of some ids ended; those that have not been played are left out."""
        where = "WHERE list_contains($ids, m.id) AND m.status IN ('played', 'awarded') AND m.home_final IS NOT NULL"
        return tuple(self.match(row) for row in self._rows(f"{sql('matches')} {where}", {"ids": list(ids)}))

    def aftermaths(self, ids: Sequence[str]) -> dict[str, Aftermath]:
        """All that is on record of fixtures of some ids once they have been played, for reports afterwards."""
        from pressbox.store.aftermath import aftermaths

        return aftermaths(self, ids)

    def quotes(self, fixture: Fixture, as_of: AsOf) -> Quotes:
        """Mean prices of a fixture at a moment: opening ones from the start of its day, closing ones from kick-off."""
        rows = self._rows(sql("quotes"), {"id": fixture.id})
        return quotes_of(fixture, as_of, rows[0] if rows else {}, self.default_as_of(fixture))

    # Tables

    def table(
        self, competition: str, on: dt.date, as_of: AsOf | None = None, season: str | None = None
    ) -> Table | None:
        """League table before the matches of a day; None where there is no league season around it."""
        moment = as_of or AsOf(dt.datetime.combine(on, dt.time(), dt.UTC))
        wanted = season or self._season_around(competition, on)
        if wanted is None:
            return None
        asked = ("table", competition, wanted, *_moment(moment).values())
        return self._kept.once(asked, lambda: self._table(competition, wanted, moment))

    def _table(self, competition: str, wanted: str, moment: AsOf) -> Table | None:
        rows = self._rows(_known("league_results"), {"competition": competition, "season": wanted} | _moment(moment))
        teams = self._rows(sql("league_teams"), {"competition": competition, "season": wanted})
        if not teams:
            return None
        own = _competition(self._rows(sql("competition"), {"competition": competition, "season": wanted})[0])
        state = self._season_state(competition, wanted, moment)
        whole = state["complete"] or (state["last"] and state["followed"])
        table = league_table(own, wanted, moment, [_team(row) for row in teams], rows, whole=whole)
        return dataclasses.replace(table, by_points=self._by_points(table))

    def league_results(self, competition: str, season: str, as_of: AsOf) -> tuple[LeagueMatch, ...]:
        """Results of a league season that were known at a moment, oldest first."""
        parameters = {"competition": competition, "season": season}
        return self._kept.once(
            ("league_results", competition, season, *_moment(as_of).values()),
            lambda: tuple(LeagueMatch(**row) for row in self.known_rows("league_results", as_of, parameters)),
        )

    def _by_points(self, table: Table) -> bool:
        """Whether the places of a table are those of the league."""
        competition, season = table.competition.id, table.season
        if in_halves(competition, season):
            return False
        if league_format(competition, season):
            return True  # all meet equally often, or the table minds how the league splits
        rows = self._rows(sql("league_meetings"), {"competition": competition, "season": season})
        first = first_phase([row["meetings"] for row in rows], len(table.rows))
        return first is None or max(row.played for row in table.rows) <= first

    def _season_state(self, competition: str, season: str, as_of: AsOf) -> dict[str, bool]:
        """Whether a league season is complete, followed up to a moment, and the last on record."""
        parameters = {"competition": competition, "season": season} | _moment(as_of)
        return self._kept.once(
            ("season_state", *parameters.values()), lambda: self._rows(sql("season_state"), parameters)[0]
        )

    def season(self, competition: str, on: dt.date, as_of: AsOf) -> LeagueSeason | None:
        """League season around a day: table, results and fixtures left; None where there is none.

        Raises
        ------
        StoreError
            If results are missing, or the fixture list is not whole.
        """
        table = self.table(competition, on, as_of)
        if table is None:
            return None
        parameters = {"competition": competition, "season": table.season} | _moment(as_of)
        return league_season(table, self._rows(_known("league_calendar"), parameters), as_of.local_date)

    def open_ties(self, competition: str, on: dt.date, as_of: AsOf) -> tuple[Fixture, ...]:
        """Next fixture of every tie of a cup around a day that is not over, in the round that is on."""
        season = self._season_around(competition, on)
        parameters = {"competition": competition, "season": season} | _moment(as_of)
        return self.fixtures_by_id([row["id"] for row in self._rows(_known("open_ties"), parameters)])

    def bracket(self, ties: Sequence[Fixture], as_of: AsOf) -> Bracket | Undrawn:
        """What is left of a cup from the round of its ``open_ties`` on, where the whole bracket was known."""
        on = ties[0]
        parameters = {"competition": on.competition.id, "season": on.season} | _moment(as_of)
        rows = self._rows(_known("bracket_ties"), parameters)
        present = self.fixtures_by_id([row["match"] for row in rows if row["round"] == on.round])
        return bracket_of(present, {fixture.tie for fixture in ties}, rows, as_of)

    def fixtures_by_id(self, ids: Sequence[str]) -> tuple[Fixture, ...]:
        """Fixtures of some ids, by date; ids of none are passed over."""
        rows = self._rows(f"{sql('fixtures')} WHERE list_contains($ids, m.id) ORDER BY m.date, m.id", {"ids": ids})
        return tuple(self._names.fixture(row) for row in rows)

    def _season_around(self, competition: str, on: dt.date) -> str | None:
        rows = self._rows(sql("season_around"), {"competition": competition, "on": on})
        return rows[0]["season"] if rows else None

    def domestic_table(self, team: str, on: dt.date, as_of: AsOf) -> Table | None:
        """Table of the league that a team plays in around a day."""
        league = self._domestic_league(team, on)
        return self.table(league[0], on, as_of, league[1]) if league else None

    def _domestic_league(self, team: str, on: dt.date) -> tuple[str, str] | None:
        return self._kept.once(("league", team, on), lambda: self._found_league(team, on))

    def _found_league(self, team: str, on: dt.date) -> tuple[str, str] | None:
        self.gather((team,))
        rows = self._rows(sql("domestic_league"), {"team": team, "on": on})
        return (rows[0]["competition"], rows[0]["season"]) if rows else None

    def followed(self, team: str, on: dt.date, as_of: AsOf) -> bool:
        """Whether a team's league is on record up to a moment, so that its last matches are the last on record."""
        league = self._domestic_league(team, on)
        return league is not None and self._season_state(*league, as_of)["followed"]

    # Squads

    def reports(self, team: str, as_of: AsOf) -> tuple[Report, ...]:
        """Reports on a team's players seen before a moment and not older than a season, newest first."""
        rows = self._rows(sql("reports"), {"team": team} | _moment(as_of))
        fields = ("team", "player", "status", "reason", "since", "expected_return", "reporter", "seen_at")
        return tuple(Report(**{name: row[name] for name in fields}) for row in rows)

    def lineups(self, team: str, as_of: AsOf, limit: int = 10, since: dt.date = dt.date.min) -> tuple[Lineup, ...]:
        """Elevens that started a team's last matches, newest first."""
        self.gather((team,))
        rows = self._rows(_known("lineups"), {"team": team, "limit": limit, "since": since} | _moment(as_of))
        by_match: dict[str, list[dict[str, Any]]] = {}
        for row in rows:
            by_match.setdefault(row["match"], []).append(row)
        return tuple(_lineup(team, match, players) for match, players in by_match.items())

    def squad_record(self, team: Team, on: dt.date, as_of: AsOf, fixture: Fixture | None = None) -> SquadRecord:
        """All that a possible eleven of a club may rest on, before a match on a day."""
        from pressbox.store.squads import squad_record

        competition = fixture.competition.id if fixture else None
        return squad_record(self, team, on, as_of, competition, fixture.season if fixture else str(on.year))

    def news_records(
        self, teams: Sequence[Team], on: dt.date, as_of: AsOf, fixture: Fixture | None = None
    ) -> dict[str, NewsRecord]:
        """All that the team news of some clubs may rest on, before a match on a day, by team id."""
        from pressbox.store.team_news import news_records

        return news_records(self, teams, on, as_of, fixture)

    # All together

    def default_as_of(self, fixture: Fixture) -> AsOf:
        """The start of the match day, venue time."""
        zone = zoneinfo.ZoneInfo(fixture.timezone) if fixture.timezone else dt.UTC
        return AsOf(dt.datetime.combine(fixture.date, dt.time(), zone))

    def dossier(self, fixture: Fixture, as_of: AsOf) -> Dossier:
        """All that is known of a fixture at a moment."""
        sides = (fixture.home.id, fixture.away.id)
        self.gather(sides)
        tables = {side: self.domestic_table(side, fixture.date, as_of) for side in sides}
        told = {side: table for side, table in tables.items() if table is not None}
        histories = {side: self.side_matches(side, as_of) for side in sides}
        played = league_matches(self, told, as_of)
        covered = self._covered(sides, as_of)
        return Dossier(
            fixture=fixture,
            as_of=as_of,
            recent={side: self.recent(side, as_of) for side in sides},
            meetings=self.meetings(*sides, as_of),
            tie=self.tie(fixture, as_of),
            tables=told,
            reports={side: self.reports(side, as_of) for side in sides},
            lineups={side: self.lineups(side, as_of) for side in sides},
            next_fixtures={side: self.next_fixtures(side, fixture) for side in sides},
            coverage=self._coverage(sides, as_of),
            followed={side: self.followed(side, fixture.date, as_of) for side in sides},
            histories=histories,
            covered=covered,
            seasons={side: season for side in sides if (season := self._season_of(side, fixture.date, as_of))},
            past_ties=self.past_ties(fixture.competition, as_of),
            news=self.news_records((fixture.home, fixture.away), fixture.date, as_of, fixture),
            events=match_events(self, histories, fixture.date),
            stat_lines=stat_lines(self, histories, fixture.date, as_of),
            league_matches=played,
            supposed=supposed_tables(fixture, told, played, as_of),
            league_past=league_pasts(self, told, covered, as_of),
        )

    def _season_of(self, team: str, on: dt.date, as_of: AsOf) -> LeagueSeason | None:
        """The league season of a team, where its calendar is whole; the days of what is left may still be moved."""
        league = self._domestic_league(team, on)
        if league is None:
            return None
        asked = ("season", *league, on, *_moment(as_of).values())
        return self._kept.once(asked, lambda: self._whole_season(league[0], on, as_of))

    def _whole_season(self, league: str, on: dt.date, as_of: AsOf) -> LeagueSeason | None:
        with contextlib.suppress(StoreError):
            season = self.season(league, on, as_of)
            if season is not None:
                undated = [dataclasses.replace(pairing, date=None) for pairing in season.left]
                left = tuple(sorted(undated, key=lambda pairing: (pairing.home, pairing.away)))
                return dataclasses.replace(season, left=left)
        return None

    def past_ties(self, competition: Competition, as_of: AsOf) -> tuple[PastTie, ...]:
        """Ties of a cup, and of the other cups of its confederation, that were over; none where it is no cup."""
        if competition.kind != "cup":
            return ()
        asked = ("past ties", competition.id, *_moment(as_of).values())
        return self._kept.once(asked, lambda: self._past_ties(competition, as_of))

    def _past_ties(self, competition: Competition, as_of: AsOf) -> tuple[PastTie, ...]:
        confederation = f"{competition.id.split('-')[0]}-"
        named = [row["id"] for row in self._rows("SELECT id FROM competitions WHERE kind = 'cup' AND international")]
        cups = [name for name in named if competition.international and name.startswith(confederation)]
        rows = self._rows(sql("past_ties"), {"competitions": cups or [competition.id]} | _moment(as_of))
        return tuple(_past_tie(row) for row in rows)

    def _covered(self, sides: Sequence[str], as_of: AsOf) -> tuple[Covered, ...]:
        self.gather(sides)
        rows = self._rows(sql("covered"), {"teams": list(sides)} | _moment(as_of))
        return tuple(Covered(**row) for row in rows)

    def _coverage(self, sides: Sequence[str], as_of: AsOf) -> dict[str, str]:
        rows = self._rows(sql("first_matches"), {"a": sides[0], "b": sides[1], "as_of_date": as_of.local_date})
        first = {row["team"]: row["first_date"] for row in rows}
        words = {side: f"since {first[side]}" if side in first else "no matches" for side in sides}
        both = [first[side] for side in sides if side in first]
        return words | {"meetings": f"since {max(both)}" if len(both) == 2 else "no matches"}

    def history(self, as_of: AsOf, since: dt.date, teams: Sequence[str]) -> MatchTable:
        """Matches, from a day to a moment, of every competition that some teams played in: what a model learns from."""
        parameters = _moment(as_of) | {"since": since, "teams": list(teams)}
        return self._match_table(_known("history"), parameters)

    def evidence(self, as_of: AsOf, since: dt.date = dt.date.min) -> MatchTable:
        """All matches from a day to a moment, with what was measured in them: what ratings learn from."""
        return self._match_table(_known("evidence"), _moment(as_of) | {"since": since})

    def past_matches(self, competitions: Sequence[str], seasons: SeasonRange | None) -> PastMatches:
        """Matches of some competitions' seasons, with their prices, by which forecasts are graded.

        Parameters
        ----------
        competitions : sequence of str
            Ids; without any, the big five leagues.
        seasons : SeasonRange, optional
            Without it the last three of each.

        Raises
        ------
        StoreError
            If the store has none of them.
        """
        import numpy as np

        rows = self._rows(sql("past_seasons"), {"competitions": list(competitions)})
        chosen = choose(rows, competitions, seasons)
        parameters = {"competitions": [name for name, _ in chosen], "seasons": [season for _, season in chosen]}
        with self._reading():
            columns = self.connection.execute(sql("past_matches"), parameters).fetchnumpy()
        season, promoted = columns.pop("season"), columns.pop("promoted")
        names = {row["competition"]: str(row["name"]) for row in rows}
        return PastMatches(match_table(columns), names, season, np.ma.filled(promoted, np.nan))

    def _match_table(self, query: str, parameters: dict[str, Any]) -> MatchTable:
        with self._reading():
            return match_table(self.connection.execute(query, parameters).fetchnumpy())

    def rows(self, query: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """Rows of a query of this folder's own; parameters that it does not name are left out."""
        return self._rows(query, parameters)

    def known_rows(self, name: str, as_of: AsOf, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        """Rows of a query of ``sql/`` whose matches ``m`` had ended by a moment."""
        return self._rows(_known(name), parameters | _moment(as_of))

    def run(self, name: str, as_of: AsOf, parameters: dict[str, Any]) -> None:
        """Run a query of ``sql/`` whose matches ``m`` had ended by a moment, for what it makes."""
        self._rows(_known(name), parameters | _moment(as_of))

    def rating_marks(self) -> list[RatingMark]:
        """Marks on which ratings were saved, oldest first."""
        from pressbox.store.ratings import read_marks

        with self._reading():
            return read_marks(self.connection)

    def saved_ratings(self, mark: RatingMark) -> SavedRatings:
        """The ratings on a mark."""
        from pressbox.store.ratings import read_ratings

        with self._reading():
            return read_ratings(self.connection, mark)

    # The store itself

    def status(self) -> list[dict[str, Any]]:
        """What the store holds: a row a competition and season."""
        return self._rows(sql("status"))

    def audit(self) -> dict[str, list[dict[str, Any]]]:
        """Findings of every check of ``store/checks``, by name, and rows that were not loaded."""
        from pressbox.store.checks import run_checks

        with self._reading():
            return run_checks(self.connection)


def match_table(columns: dict[str, Any]) -> MatchTable:
    """Columns of a query as a table; those that ``MatchTable`` does not name are its ``stats``."""
    import numpy as np

    count = len(columns["home"])
    teams, sides = _numbered([*columns["home"].tolist(), *columns["away"].tolist()])
    competitions, competition = _numbered(columns["competition"].tolist())
    named = {field.name for field in dataclasses.fields(MatchTable)}
    return MatchTable(
        teams,
        competitions,
        sides[:count],
        sides[count:],
        competition,
        columns["day"].astype(np.int32),
        columns["home_goals"].astype(np.float64),
        columns["away_goals"].astype(np.float64),
        columns["minutes"].astype(np.float64),
        columns["neutral"].astype(np.bool_),
        {
            name: np.ma.filled(column.astype(np.float64), np.nan)
            for name, column in columns.items()
            if name not in named
        },
    )


def _numbered(ids: list[str]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """The ids there are, in order, and each one's number among them."""
    import numpy as np

    names = sorted(set(ids))
    numbers = {name: number for number, name in enumerate(names)}
    return tuple(names), np.fromiter((numbers[name] for name in ids), np.int32, len(ids))


KNOWN = (
    "m.status IN ('played', 'awarded') AND m.home_final IS NOT NULL AND m.date <= $as_of_date AND "
    "CASE WHEN m.kick_off_at IS NULL THEN m.date < $as_of_date "
    "ELSE m.kick_off_at + CASE WHEN m.extra_time THEN INTERVAL 165 MINUTE ELSE INTERVAL 135 MINUTE END <= $as_of END"
)
"""Condition on a match ``m``: it had ended by the moment."""

_KNOWN_SINCE = KNOWN.replace("$as_of", "$since")
"""The same of an earlier moment."""


def _known(name: str) -> str:
    """A query with the condition that its matches ``m`` had ended by the moment."""
    return sql(name).replace("/* known */", KNOWN)


def _moment(as_of: AsOf) -> dict[str, Any]:
    return {"as_of": as_of.utc, "as_of_date": as_of.local_date}


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _near_competitions(name: str, rows: Sequence[dict[str, Any]]) -> list[str]:
    """Present names of the competitions that any of whose names is near to one."""
    present = {row["id"]: str(row["name"]) for row in rows if row["present"]}
    names = {row["name"]: row["id"] for row in rows}
    near = candidates(name, [ListedTeam(text, text, None, False) for text in names], 8)
    return list(dict.fromkeys(present[names[text]] for text in near))[:4]


def _team(row: dict[str, Any]) -> Team:
    return Team(row["id"], row["name"], row["country"], row["national"])


def _competition(row: dict[str, Any]) -> Competition:
    return Competition(
        row["competition_id"],
        row["competition_name"],
        row["competition_kind"],
        row["competition_country"],
        row["competition_tier"],
        row["competition_international"],
    )


def _past_tie(row: dict[str, Any]) -> PastTie:
    home, away = row.pop("home_goals"), row.pop("away_goals")
    return PastTie(**row, first=None if home is None or away is None else (home, away))


def _order_of_the_day(fixture: Fixture) -> tuple[Any, ...]:
    """International competitions before domestic ones, high divisions before low ones, then by kick-off."""
    competition, kick_off = fixture.competition, fixture.kick_off_at
    tier = competition.tier if competition.tier is not None else sys.maxsize
    return (
        not competition.international,
        tier,
        competition.id,
        kick_off is None,
        kick_off or dt.datetime.min,
        fixture.home.name,
    )


def _score(row: dict[str, Any], suffix: str) -> Score | None:
    home, away = row[f"home_{suffix}"], row[f"away_{suffix}"]
    return None if home is None or away is None else Score(home, away)


def _lineup(team: str, match: str, players: list[dict[str, Any]]) -> Lineup:
    eleven = tuple(
        LineupPlayer(" ".join(row["player"].split()), row["line"], row["slot"], row["number"]) for row in players
    )
    return Lineup(match, players[0]["date"], team, players[0]["formation"], eleven)
