"""The matches of a filled store as the benchmarks read them, and which of them a table is about."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import duckdb
import numpy as np

from pressbox.domain import MatchTable
from pressbox.forecast.arrays import BoolArray
from pressbox.forecast.model import select
from pressbox.forecast.ratings import national_matches

BIG_FIVE = ("eng-1", "ita-1", "esp-1", "ger-1", "fra-1")
TUNED, TESTED = ("2013-14", "2020-21"), ("2021-22", "2023-24")
TEXT = ("home", "away", "competition", "season", "phase")


@dataclasses.dataclass(frozen=True)
class History:
    """All matches of a store, and what the tables need of them besides."""

    table: MatchTable
    season: np.ndarray
    phase: np.ndarray
    measured: BoolArray

    @property
    def names(self) -> np.ndarray:
        """Competition of each match."""
        return np.array(self.table.competitions)[self.table.competition]

    def league_matches(self, first: str, last: str) -> BoolArray:
        """Matches of the big five with prices, play-offs left out."""
        seasons = (self.season >= first) & (self.season <= last)
        return np.isin(self.names, BIG_FIVE) & seasons & (self.phase == "league") & self.measured

    def internationals(self, first: str, last: str = "9999-12-31") -> BoolArray:
        """Matches between national teams from one day to another."""
        days = (self.table.day >= day_number_of(first)) & (self.table.day <= day_number_of(last))
        return np.asarray(national_matches(self.table) & days)

    def cut(self, rows: BoolArray) -> History:
        """Some of the matches."""
        return History(select(self.table, rows), self.season[rows], self.phase[rows], self.measured[rows])


def read(store: Path) -> History:
    columns = query(store, "matches.sql")
    count = len(columns["day"])
    text = {name: columns[name].astype(str) for name in TEXT}
    teams, sides = np.unique(np.concatenate([text["home"], text["away"]]), return_inverse=True)
    competitions, competition = np.unique(text["competition"], return_inverse=True)
    plain = {"day", "home_goals", "away_goals", "minutes", "neutral", "measured", *TEXT}
    table = MatchTable(
        tuple(teams.tolist()),
        tuple(competitions.tolist()),
        sides[:count].astype(np.int32),
        sides[count:].astype(np.int32),
        competition.astype(np.int32),
        columns["day"].astype(np.int32),
        columns["home_goals"],
        columns["away_goals"],
        columns["minutes"],
        columns["neutral"].astype(np.bool_),
        {name: column.astype(np.float64) for name, column in columns.items() if name not in plain},
    )
    return History(table, text["season"], text["phase"], columns["measured"].astype(np.bool_))


def query(store: Path, name: str) -> dict[str, np.ndarray]:
    """Columns of a query that lies beside this file."""
    with duckdb.connect(str(store), read_only=True) as connection:
        text = Path(__file__).with_name(name).read_text(encoding="utf-8")
        return {name: filled(column) for name, column in connection.execute(text).fetchnumpy().items()}


def filled(column: np.ndarray) -> np.ndarray:
    """A column without a mask: NULL is NaN in numbers and empty in text."""
    if not np.ma.isMaskedArray(column):
        return column
    return column.filled(np.nan if column.dtype.kind == "f" else "" if column.dtype.kind == "O" else 0)


def day_number_of(date: str) -> int:
    return int(np.datetime64(date).astype("datetime64[D]").astype(int))
