"""Data checks: each ``checks/*.sql`` is a claim about the store that returns the rows that break it."""

from __future__ import annotations

from importlib import resources
from typing import Any

import duckdb

from pressbox.store.names import ListedTeam, candidates, country_group


def check_names() -> tuple[str, ...]:
    """Names of all checks, in order."""
    folder = resources.files("pressbox.store").joinpath("checks")
    return tuple(sorted(path.name.removesuffix(".sql") for path in folder.iterdir() if path.name.endswith(".sql")))


def run_checks(connection: duckdb.DuckDBPyConnection) -> dict[str, list[dict[str, Any]]]:
    """Rows that each check returns; an empty list is a check passed."""
    folder = resources.files("pressbox.store").joinpath("checks")
    found = {
        name: _rows(connection, folder.joinpath(f"{name}.sql").read_text(encoding="utf-8")) for name in check_names()
    }
    _add_candidates(connection, found["unknown_names"])
    return found


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _add_candidates(connection: duckdb.DuckDBPyConnection, unknown: list[dict[str, Any]]) -> None:
    """Give each unknown name its nearest known ones of the same country."""
    rows = connection.execute("SELECT id, name, country, national FROM teams WHERE how <> 'unknown'").fetchall()
    by_country: dict[str | None, list[ListedTeam]] = {}
    for team in (ListedTeam(*row) for row in rows):
        by_country.setdefault(country_group(team.country), []).append(team)
    everyone = [team for teams in by_country.values() for team in teams]
    for row in unknown:
        pool = by_country.get(country_group(row["country"]), []) if row["country"] else everyone
        row["candidates"] = candidates(row["name"], pool)
