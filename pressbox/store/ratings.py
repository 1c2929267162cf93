"""Saved ratings in the store: written while it is built, read as of a mark.

A mark is a day on which the ratings were saved. Between two marks lie some months of the whole world, so that only the
matches since the last mark are left to learn; of each mark only what changed since the one before is kept.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from pressbox.domain import AsOf, MatchTable, RatingMark, SavedRatings
from pressbox.store import schema
from pressbox.store.database import Store, attach, open_store
from pressbox.store.queries import sql

MATCHES_A_MARK = 20_000
"""Learnt in a twentieth of a second."""

EVER = AsOf(dt.datetime(9000, 1, 1, tzinfo=dt.UTC))


class RatingBook:
    """The tables of ratings of a store that is being built, for who rates.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        The store being built; its matches are resolved.
    old : Path, optional
        The store whose place it takes.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, old: Path | None) -> None:
        self._connection = connection
        self._old = old

    @functools.cached_property
    def due(self) -> list[tuple[dt.date, str]]:
        """The marks that the matches call for, oldest first: first days of months, each with its digest.

        Matches added later leave the marks before them as they are.
        """
        due: list[tuple[dt.date, str]] = []
        digest, waiting = hashlib.sha256(), 0
        for after, count, content in self._connection.execute(sql("evidence_by_month")).fetchall():
            digest.update(f"{after} {count} {content}".encode())
            waiting += count
            if waiting >= MATCHES_A_MARK:
                due.append((after, digest.hexdigest()[:16]))
                waiting = 0
        return due

    def take_over(self, version: str) -> dict[str, SavedRatings]:
        """Copy the old store's marks as far as they rest on the same matches; the last of them is returned by state."""
        if self._old is None:
            return {}
        with open_store(self._old) as before:
            same = [mark for mark in read_marks(before) if mark.version == version]
            same = [mark for mark in same if (mark.mark, mark.digest) in self.due]
            last = max((mark.mark for mark in same), default=None)
            held = {mark.state: read_ratings(before, mark) for mark in same if mark.mark == last}
        if last is not None:
            attach(self._connection, self._old, "old")
            for table in ("rating_marks", "team_ratings", "competition_ratings"):
                self._connection.execute(f"INSERT INTO {table} SELECT * FROM old.{table} WHERE mark <= ?", [last])
            self._connection.execute("DETACH old")
        return held

    def matches(self, since: dt.date) -> MatchTable:
        """All matches from a day on."""
        return Store(self._connection, "a store that is being built").evidence(EVER, since)

    def write(self, saved: Iterable[tuple[SavedRatings, NDArray[np.bool_], NDArray[np.bool_]]]) -> None:
        """Add marks, of each only the chosen teams and competitions: those that changed since the mark before."""
        self._connection.begin()
        for mark, teams, competitions in saved:
            _write_ratings(self._connection, mark, teams, competitions)
        self._connection.commit()


def read_marks(connection: duckdb.DuckDBPyConnection) -> list[RatingMark]:
    """All saved marks, oldest first."""
    rows = connection.execute("SELECT * FROM rating_marks ORDER BY mark, state").fetchall()
    return [RatingMark(*row) for row in rows]


def read_ratings(connection: duckdb.DuckDBPyConnection, mark: RatingMark) -> SavedRatings:
    """All that was saved up to a mark, each row as it last changed."""
    parameters = {"state": mark.state, "mark": mark.mark}
    known = connection.execute(sql("competition_ratings_on"), parameters).fetchnumpy()
    competitions = known["competition"].tolist()
    place = {name: row for row, name in enumerate(competitions)}
    rated = connection.execute(sql("team_ratings_on"), parameters).fetchnumpy()
    rated["pool"] = np.array([place[name] for name in rated["pool"].tolist()], dtype=np.float64)
    return SavedRatings(
        mark,
        tuple(rated["team"].tolist()),
        np.stack([rated[name] for name in numbers_of("team_ratings")], axis=1).astype(np.float64),
        tuple(competitions),
        np.stack([known[name] for name in numbers_of("competition_ratings")], axis=1).astype(np.float64),
    )


def _write_ratings(
    connection: duckdb.DuckDBPyConnection,
    saved: SavedRatings,
    teams: NDArray[np.bool_],
    competitions: NDArray[np.bool_],
) -> None:
    mark = saved.mark
    connection.execute("INSERT INTO rating_marks VALUES (?, ?, ?, ?, ?, ?)", [*dataclasses.astuple(mark)])
    columns: dict[str, Any] = {"team": _chosen(saved.teams, teams)}
    columns |= zip(numbers_of("team_ratings"), saved.team_rows[teams].T, strict=True)
    columns["pool"] = [saved.competitions[int(pool)] for pool in columns["pool"]]
    _insert(connection, "team_ratings", mark, columns)
    columns = {"competition": _chosen(saved.competitions, competitions)}
    columns |= zip(numbers_of("competition_ratings"), saved.competition_rows[competitions].T, strict=True)
    _insert(connection, "competition_ratings", mark, columns)


def numbers_of(table: str) -> tuple[str, ...]:
    """The columns of ``team_ratings`` or ``competition_ratings`` that a row of ``SavedRatings`` holds, in order."""
    spec = next(spec for spec in schema.tables() if spec.name == table)
    return tuple(column.name for column in spec.columns[3:])


def _chosen(names: tuple[str, ...], chosen: NDArray[np.bool_]) -> list[str]:
    return [name for name, wanted in zip(names, chosen.tolist(), strict=True) if wanted]


def _insert(connection: duckdb.DuckDBPyConnection, table: str, mark: RatingMark, columns: dict[str, Any]) -> None:
    import pyarrow as pa

    connection.register("incoming", pa.table({name: pa.array(column) for name, column in columns.items()}))
    connection.execute(f"INSERT INTO {table} SELECT ?, ?, * FROM incoming", [mark.state, mark.mark])
    connection.unregister("incoming")
