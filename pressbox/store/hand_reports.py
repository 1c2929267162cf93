"""A desk's own reports: a table file in the data home, in our own layout, which is added to and never overwritten.

In: reports on players. Out: ``desk/availability.csv``, and rows laid over those of the store when it is opened; nothing
has to be ingested. The file is replaced as a whole by one that ends with the new rows, so that an interrupted write
leaves the old one.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import filelock

from pressbox.errors import HomeNotUsable, PressboxError, StoreBusy, UnknownTeam
from pressbox.sources.base import Bundle
from pressbox.sources.rows import AvailabilityRow
from pressbox.sources.tables import Tables

if TYPE_CHECKING:
    from pressbox.store.database import Store

COLUMNS = ("as_of", "club", "country", "player", "status", "chance", "reason", "since", "expected_return", "source")


def desk_file(home: Path) -> Path:
    """Where a home keeps the desk's own reports."""
    return home / "desk" / "availability.csv"


def read_reports(path: Path) -> tuple[list[AvailabilityRow], list[str]]:
    """Reports of a table file, and what was wrong with the rows that are none.

    Raises
    ------
    LayoutChanged
        If it is no table of availability.
    """
    parsed = Tables().parse(Bundle(Tables.name, path.parent.name, (path,)))
    return parsed.availability, [f"line {row.source_line}: {row.reason}" for row in parsed.rejected]


def add_reports(home: Path, rows: Sequence[AvailabilityRow]) -> int:
    """Add reports to the file of a home, but for those that are in it; how many were added.

    Raises
    ------
    StoreBusy
        If another process is adding to it.
    HomeNotUsable
        If it cannot be written.
    """
    path = desk_file(home)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(path.with_suffix(".lock")).acquire(timeout=5):
            old = path.read_text(encoding="utf-8") if path.exists() else f"{','.join(COLUMNS)}\n"
            lines = [line for line in map(_line, rows) if line not in old]
            text = old if old.endswith("\n") else f"{old}\n"
            building = path.with_suffix(".building")
            with building.open("w", encoding="utf-8", newline="") as file:
                file.write(text + "".join(dict.fromkeys(lines)))
                file.flush()
                os.fsync(file.fileno())
            building.replace(path)
    except filelock.Timeout as error:
        raise StoreBusy(f"another process is adding to {path}; wait for it, then try again.") from error
    except OSError as error:
        raise HomeNotUsable(f"{path} cannot be written: {error.strerror or error}.") from error
    return len(dict.fromkeys(lines))


def _line(row: AvailabilityRow) -> str:
    cells = {
        "as_of": f"{row.seen_at.isoformat(timespec='seconds')}",
        "club": row.team,
        "country": row.country,
        "source": row.reporter,
        **_said(row),
    }
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(["" if cells[name] is None else cells[name] for name in COLUMNS])
    return written.getvalue()


def _said(row: AvailabilityRow) -> dict[str, Any]:
    """What a report says of its player."""
    return {
        "player": row.player,
        "status": row.status,
        "chance": row.chance,
        "reason": row.reason,
        "since": row.since,
        "expected_return": row.expected_return,
    }


def lay_over(store: Store, home: Path) -> tuple[str, ...]:
    """Lay the desk's reports over those of a store; what was left out, and why."""
    path = desk_file(home)
    if not path.exists():
        return ()
    try:
        rows, faults = read_reports(path)
    except PressboxError as error:
        return (str(error),)
    told = []
    for row in rows:
        try:
            team = store.team(f"{row.team} {row.country}" if row.country else row.team, row.seen_at.date())
        except UnknownTeam as error:
            faults.append(f"line {row.source_line}: {error}")
            continue
        told.append(
            {
                "team": team.id,
                "source": "desk",
                "reporter": row.reporter,
                "seen_at": row.seen_at.replace(tzinfo=None),
                **_said(row),
            }
        )
    store.lay_over_availability(told)
    return tuple(f"{path}: {fault}" for fault in faults)
