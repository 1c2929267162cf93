"""Small data folders in the publishers' layouts, made up for tests of the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from pressbox.store import schema
from pressbox.store.database import STORE_FILE, open_store

Result = tuple[str, str, str, int, int]
"""Date, home, away, goals."""

FOOTBALL_DATA_HEADER = "Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG,HTR"

ENGLISH = [
    ("2023-08-12", "Arsenal", "Chelsea", 2, 1),
    ("2023-08-13", "Everton", "Liverpool", 0, 0),
    ("2023-08-19", "Chelsea", "Everton", 1, 3),
    ("2023-08-20", "Liverpool", "Arsenal", 0, 2),
]
ITALIAN = [("2023-08-19", "Atalanta", "Inter", 1, 1), ("2023-08-26", "Inter", "Roma", 0, 1)]


def write_premier_league(data: Path, results: Iterable[Result], season: str = "2324") -> Path:
    """A season file as football-data.co.uk has it."""
    rows = [FOOTBALL_DATA_HEADER]
    for date, home, away, home_goals, away_goals in results:
        year, month, day = date.split("-")
        letter = "H" if home_goals > away_goals else "A" if home_goals < away_goals else "D"
        rows.append(f"E0,{day}/{month}/{year},{home},{away},{home_goals},{away_goals},{letter},0,0,D")
    return write(data / "football-data" / "mmz4281" / season / "E0.csv", rows)


def write_other_premier_league(data: Path, results: Iterable[Result], season: str = "2324") -> Path:
    """The same league as football-datasets has it, which decides less than football-data.co.uk."""
    empty = ",Referee,HS,AS,HST,AST,HF,AF,HC,AC,HY,AY,HR,AR"
    rows = [f"Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG,HTR{empty}"]
    rows += [
        f"{date},{home},{away},{goals},{against},,0,0,D" + "," * empty.count(",")
        for date, home, away, goals, against in results
    ]
    return write(data / "football-datasets" / "premier-league" / f"season-{season}.csv", rows)


def write_serie_a(data: Path, results: Iterable[Result], season: str = "2023-24") -> Path:
    """A season file as openfootball has it."""
    lines = [f"= Italian Serie A {season.replace('-', '/')}", ""]
    for number, (date, home, away, goals, against) in enumerate(results, 1):
        year, month, day = map(int, date.split("-"))
        lines += [f"▪ Matchday {number}", f"  {_day(year, month, day)}", f"    {home}  {goals}-{against} (0-0)  {away}"]
    return write(data / "openfootball" / "italy" / season / "1-seriea.txt", lines)


def _day(year: int, month: int, day: int) -> str:
    import datetime as dt

    return f"{dt.date(year, month, day):%a %b} {day} {year}"


def write(path: Path, lines: Iterable[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def small_data(data: Path) -> Path:
    """One file of each of two publishers."""
    write_premier_league(data, ENGLISH)
    write_serie_a(data, ITALIAN)
    return data


def rows(home: Path, query: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Rows of a query over the store of a home."""
    with open_store(home / STORE_FILE) as connection:
        return connection.execute(query, parameters).fetchall()


def content(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that a store says, in an order of its own: bundles by name, because their numbers mean nothing."""
    tables = {}
    for table in schema.tables():
        names = [column.name for column in table.columns]
        if table.name == "meta":
            continue
        wanted = ", ".join(
            f"(SELECT source || '/' || name FROM bundles AS b WHERE b.id = t.{name})"
            if name == "bundle"
            else f"t.{name}"
            for name in names
            if (table.name, name) != ("bundles", "id")
        )
        tables[table.name] = connection.execute(f"SELECT {wanted} FROM {table.name} AS t ORDER BY ALL").fetchall()
    return tables
