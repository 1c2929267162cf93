"""What the store makes of what the files say: teams, matches, ties, events, coverage.

Everything here is derived from the ``said_`` tables and this package's own tables of names and rules, from the start,
each time either changes; so a better name or rule corrects the whole store at the next ingest.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from importlib import resources

import duckdb

from pressbox.countries import countries
from pressbox.store import schema
from pressbox.store.competitions import CompetitionSpec, competitions, season_of
from pressbox.store.names import Names, SaidName, former_names, misnamed, name_key
from pressbox.store.queries import append_rows, sql
from pressbox.store.ties import resolve_stages_and_ties

Progress = Callable[[str, int, int], None]


@functools.cache
def reference_digest() -> str:
    """Digest of the tables and the code that the derived tables depend on."""
    digest = hashlib.sha256(str(schema.SCHEMA_VERSION).encode())
    package = resources.files("pressbox")
    files = {f"store/{path.name}": path for path in package.joinpath("store").iterdir()}
    files |= {f"store/sql/{path.name}": path for path in package.joinpath("store", "sql").iterdir()}
    files |= {name: package.joinpath(name) for name in ("countries.csv", "countries.py")}
    for name in sorted(name for name in files if name.endswith((".csv", ".py", ".sql"))):
        digest.update(name.encode())
        digest.update(files[name].read_bytes())
    return digest.hexdigest()[:16]


def resolve(connection: duckdb.DuckDBPyConnection, progress: Progress) -> None:
    """Fill every derived table of a store whose ``said_`` tables and ``bundles`` are filled."""
    steps: tuple[tuple[str, Callable[[duckdb.DuckDBPyConnection], object]], ...] = (
        ("naming competitions", _resolve_competitions),
        ("naming teams", _resolve_names),
        ("deriving seasons", _resolve_seasons),
        ("lining up matches", _line_up),
        ("merging matches", lambda c: c.execute(sql("merge_rows"))),
        ("comparing sources", lambda c: c.execute(sql("conflicts"))),
        ("resolving rounds and ties", resolve_stages_and_ties),
        ("adding goals, cards, line-ups, prices", _resolve_events),
        ("adding squads and team news", _resolve_rosters),
        ("counting coverage", _finish),
    )
    for done, (doing, step) in enumerate(steps):
        progress(doing, done, len(steps))
        step(connection)


def _resolve_competitions(connection: duckdb.DuckDBPyConnection) -> None:
    known = competitions()
    by_name = {name_key(name): spec for spec in known.values() for name in _all_names(spec)}
    said = [row[0] for row in connection.execute(sql("said_competitions")).fetchall()]
    found = {text: known.get(text) or by_name.get(name_key(text)) or _unknown_competition(text) for text in said}
    specs = list((known | {spec.id: spec for spec in found.values()}).values())
    fields = ("id", "name", "kind", "country", "tier", "international", "national")
    append_rows(connection, "competitions", [tuple(getattr(s, field) for field in fields) for s in specs])
    names = [(s.id, name, first or None, last or None, True) for s in specs for name, first, last in s.names]
    names += [(s.id, alias, None, None, False) for s in specs for alias in s.aliases]
    append_rows(connection, "competition_names", names)
    connection.execute(sql("competition_of"))
    append_rows(connection, "competition_of", [(text, s.id, s.kind, s.area, s.national) for text, s in found.items()])
    append_rows(
        connection,
        "countries",
        [(c.code, c.name, c.adjective, c.confederation, c.timezone) for c in countries().values()],
    )


def _all_names(spec: CompetitionSpec) -> tuple[str, ...]:
    return (spec.id, spec.name, *spec.aliases, *(name for name, _, _ in spec.names))


def _unknown_competition(text: str) -> CompetitionSpec:
    """A competition of its own for a name that is nobody's; ``audit`` lists it."""
    spec_id = "own-" + (name_key(text).replace(" ", "-") or "nameless")
    return CompetitionSpec(spec_id, text, "league", None, None, False, False, (("split", 0),), (), ())


def _resolve_names(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(sql("misnamed"))
    append_rows(connection, "misnamed", [*misnamed()])
    connection.execute(sql("named_matches"))
    connection.execute(sql("roster_names"))
    said = [SaidName(*row) for row in connection.execute(sql("said_names")).fetchall()]
    names = Names()
    resolved = names.resolve(said)
    connection.execute(sql("name_of"))
    append_rows(
        connection,
        "name_of",
        [(name.source, name.name, name.area, name.national, found.team, found.how) for name, found in resolved.items()],
    )
    used = {found.team for found in resolved.values()}
    teams = [(team, how) for team, how in names.teams.values() if team.id in used]
    append_rows(connection, "teams", [(team.id, team.name, team.country, team.national, how) for team, how in teams])
    append_rows(connection, "former_names", [row for row in former_names() if row[0] in used])
    keys = {(name_key(said.name), found.team, False) for said, found in resolved.items()}
    keys |= {(key, team, own) for key, team, own in names.search_keys() if team in used}
    append_rows(connection, "key_of", sorted(keys))


def _resolve_seasons(connection: duckdb.DuckDBPyConnection) -> None:
    """Seasons of matches whose file gives none: from the date and the competition's calendar."""
    rows = connection.execute(sql("dates_without_season")).fetchall()
    connection.execute(sql("season_of"))
    append_rows(
        connection, "season_of", [(competition, date, season_of(competition, date)) for competition, date in rows]
    )


def _line_up(connection: duckdb.DuckDBPyConnection) -> None:
    for step in ("said_rows", "align_rows", "cluster_rows"):
        connection.execute(sql(step))


_MERGED = ("match_stats",)
_FROM_ALL = ("prices", "published_forecasts")
_SIDED = ("goals", "cards", "substitutions", "incidents", "lineups", "player_matches")


def _resolve_events(connection: duckdb.DuckDBPyConnection) -> None:
    """Rows about matches, with the match resolved and the sides turned where the match was."""
    for table in schema.EVENTS:
        columns = [column.name for column in schema.own_columns(table)]
        if table in _MERGED:
            connection.execute(_merge_columns(table, columns))
        else:
            connection.execute(_take_rows(table, columns))
    connection.execute(sql("mean_prices"))


def _merge_columns(table: str, columns: list[str]) -> str:
    """Each column from the best source that fills it."""
    best = ", ".join(
        f"arg_min({_turned(table, column)}, s.rank) FILTER ({_turned(table, column)} IS NOT NULL)" for column in columns
    )
    return (
        f"INSERT INTO {table} SELECT s.match, arg_min(s.source, s.rank), {best} "
        f"FROM said_{table} AS t JOIN match_row AS s ON s.bundle = t.bundle AND s.key = t.match "
        "GROUP BY s.match ORDER BY s.match"
    )


def _take_rows(table: str, columns: list[str]) -> str:
    """All rows of a match from one said row of it; prices and forecasts from all of them.

    The said row is the best source's whose goals add up to the score; of other things, the one that has most of them.
    """
    fullest = "n = goals DESC, rank" if table == "goals" else "n DESC, rank"
    chosen = "" if table in _FROM_ALL else f"QUALIFY row_number() OVER (PARTITION BY match ORDER BY {fullest}) = 1"
    picked = ", ".join(_turned(table, column) for column in columns)
    return f"""
        INSERT INTO {table}
        WITH said AS (
          SELECT r.match, r.source, r.bundle, r.key, r.rank, r.flipped, count(*) AS n,
            m.home_final + m.away_final AS goals
          FROM match_row AS r
          JOIN said_{table} AS t ON t.bundle = r.bundle AND t.match = r.key
          JOIN matches AS m ON m.id = r.match
          GROUP BY ALL
        ), s AS (SELECT * FROM said {chosen})
        SELECT s.match, s.source, {picked}
        FROM s JOIN said_{table} AS t ON t.bundle = s.bundle AND t.match = s.key
        ORDER BY s.match, t.source_line"""


def _turned(table: str, column: str) -> str:
    """Expression of a column that changes sides in a match whose sides were turned."""
    if column == "side":
        return "CASE WHEN s.flipped THEN CASE t.side WHEN 'home' THEN 'away' ELSE 'home' END ELSE t.side END"
    if column.startswith("home_"):
        return f"CASE WHEN s.flipped THEN t.away_{column[5:]} ELSE t.{column} END"
    if column.startswith("away_"):
        return f"CASE WHEN s.flipped THEN t.home_{column[5:]} ELSE t.{column} END"
    if table == "prices" and column == "outcome":
        return (
            "CASE WHEN s.flipped AND t.outcome = 'home' THEN 'away' "
            "WHEN s.flipped AND t.outcome = 'away' THEN 'home' ELSE t.outcome END"
        )
    if table == "prices" and column == "handicap":
        return "CASE WHEN s.flipped AND t.market = 'handicap' THEN -t.handicap ELSE t.handicap END"
    if table == "published_forecasts" and column in ("home", "away"):
        other = "away" if column == "home" else "home"
        return f"CASE WHEN s.flipped THEN t.{other} ELSE t.{column} END"
    return f"t.{column}"


def _resolve_rosters(connection: duckdb.DuckDBPyConnection) -> None:
    for table in schema.ROSTERS:
        columns = ", ".join(f"t.{column.name}" for column in schema.own_columns(table))
        connection.execute(
            f"INSERT INTO {table} SELECT n.team, r.source, {columns} FROM said_{table} AS t "
            "JOIN roster_name AS r ON r.kind = ? "
            "AND r.bundle = t.bundle AND r.source_line = t.source_line AND r.name = t.team "
            "JOIN name_of AS n ON n.source = r.source AND n.name = r.name AND n.area IS NOT DISTINCT FROM r.area "
            "AND n.national = r.national ORDER BY n.team, t.source_line",
            [table],
        )


def _finish(connection: duckdb.DuckDBPyConnection) -> None:
    for step in ("team_matches", "team_names", "team_keys", "coverage"):
        connection.execute(sql(step))
