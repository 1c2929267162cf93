"""When each phase of a competition is played, for files that give no rounds: ``stage_windows.csv`` as dates.

A row holds from one season to another. ``from`` and ``to`` are month and day within each of them, or whole dates for a
season that was moved. The first row that fits a match counts. ``preliminary`` is for qualifying rounds that overlap in
time with the first round proper: the number of ties of that round; the ties before it are then preliminary ones.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from importlib import resources

OPEN = "9999"
_SEASON_TURNS = 6
"""A month before June belongs to the second year of a season like 2023-24."""


@dataclasses.dataclass(frozen=True)
class StageWindow:
    """One row of ``stage_windows.csv``."""

    competition: str
    first_season: str
    last_season: str
    phase: str
    round: str | None
    first: str
    last: str
    preliminary: int | None

    def holds(self, competition: str, season: str) -> bool:
        """Whether the row is about a competition's season."""
        return competition == self.competition and self.first_season <= season <= self.last_season

    def dates(self, season: str) -> tuple[dt.date, dt.date]:
        """First and last day in a season.

        Examples
        --------
        >>> StageWindow("uefa-el", "1971-72", "1993-94", "knockout", None, "09-02", "06-14", None).dates("1972-73")
        (datetime.date(1972, 9, 2), datetime.date(1973, 6, 14))
        """
        if len(self.first) > len("MM-DD"):
            return dt.date.fromisoformat(self.first), dt.date.fromisoformat(self.last)
        second_half = "-" in season and int(self.first[:2]) < _SEASON_TURNS
        year = int(season[:4]) + second_half
        first = dt.date.fromisoformat(f"{year}-{self.first}")
        return first, dt.date.fromisoformat(f"{year + (self.last < self.first)}-{self.last}")


@functools.cache
def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a CSV file of this package; an open last season is later than any."""
    text = resources.files("pressbox.store").joinpath(name).read_text(encoding="utf-8")
    return [row | {"last_season": row.get("last_season") or OPEN} for row in csv.DictReader(text.splitlines())]


@functools.cache
def stage_windows() -> tuple[StageWindow, ...]:
    """Every row, in order."""
    return tuple(
        StageWindow(
            row["competition"],
            row["first_season"],
            row["last_season"],
            row["phase"],
            row["round"] or None,
            row["from"],
            row["to"],
            int(row["preliminary"]) if row["preliminary"] else None,
        )
        for row in read_table("stage_windows.csv")
    )


def dated_windows(
    seasons: Iterable[tuple[str, str]],
) -> Iterator[tuple[int, str, str, str, str | None, dt.date, dt.date]]:
    """Order, competition, season, phase, round, first and last day of every window of some competitions' seasons."""
    for competition, season in seasons:
        for order, window in enumerate(stage_windows()):
            if window.holds(competition, season):
                yield order, competition, season, window.phase, window.round, *window.dates(season)


def first_round_size(competition: str, season: str) -> int | None:
    """Ties of the first round proper, where what precedes it is preliminary; None elsewhere."""
    return next((window.preliminary for window in stage_windows() if window.holds(competition, season)), None)
