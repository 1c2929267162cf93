"""Match tables for the tests of models: simulated leagues, and the embedded sample."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

import pressbox
from pressbox.domain import AsOf, MatchTable
from pressbox.forecast.model import day_number

SAMPLE = Path(pressbox.__file__).parent / "sample" / "results.csv"
SAMPLE_COMPETITIONS = {
    "Premier League": "eng-1", "Serie A": "ita-1", "Europa League": "uefa-el", "Champions League": "uefa-cl",
    "FA Cup": "eng-fa-cup", "EFL Cup": "eng-league-cup", "Coppa Italia": "ita-cup",
}  # fmt: skip


class Played(NamedTuple):
    day: int
    home: str
    away: str
    home_goals: float
    away_goals: float
    competition: str = "eng-1"
    neutral: bool = False
    minutes: float = 90.0


def as_of(date: str) -> AsOf:
    """Midnight at the start of a day."""
    return AsOf(dt.datetime.combine(dt.date.fromisoformat(date), dt.time(), dt.UTC))


def day(date: str) -> int:
    return day_number(dt.date.fromisoformat(date))


def match_table(rows: Sequence[Played]) -> MatchTable:
    rows = sorted(rows, key=lambda row: row.day)
    teams = tuple(sorted({side for row in rows for side in (row.home, row.away)}))
    competitions = tuple(sorted({row.competition for row in rows}))
    return MatchTable(
        teams,
        competitions,
        np.array([teams.index(row.home) for row in rows], dtype=np.int32),
        np.array([teams.index(row.away) for row in rows], dtype=np.int32),
        np.array([competitions.index(row.competition) for row in rows], dtype=np.int32),
        np.array([row.day for row in rows], dtype=np.int32),
        np.array([row.home_goals for row in rows], dtype=np.float64),
        np.array([row.away_goals for row in rows], dtype=np.float64),
        np.array([row.minutes for row in rows], dtype=np.float64),
        np.array([row.neutral for row in rows], dtype=np.bool_),
    )


def sample_rows() -> list[Played]:
    with SAMPLE.open(newline="", encoding="utf-8") as file:
        return [
            Played(
                day(row["date"]), row["home"], row["away"], int(row["home_goals"]), int(row["away_goals"]),
                SAMPLE_COMPETITIONS[row["competition"]], "neutral" in row["note"],
                120.0 if "aet" in row["note"] or "pens" in row["note"] else 90.0,
            )
            for row in csv.DictReader(file)
        ]  # fmt: skip


def season(
    strengths: dict[str, float], first: str = "2023-08-01", competition: str = "eng-1", seed: int = 1, rounds: int = 1
) -> list[Played]:
    """Everybody at home against everybody, one match a day; goals are Poisson around strengths and home advantage."""
    rng = np.random.default_rng(seed)
    pairs = [(home, away) for home in strengths for away in strengths if home != away] * rounds
    return [
        Played(
            day(first) + number % 280, home, away,
            rng.poisson(np.exp(0.3 + 0.12 + strengths[home] - strengths[away])),
            rng.poisson(np.exp(0.3 - 0.12 + strengths[away] - strengths[home])),
            competition,
        )
        for number, (home, away) in enumerate(pairs)
    ]  # fmt: skip


def shuffled(table: MatchTable, seed: int = 0) -> MatchTable:
    """The same matches in another order."""
    order = np.random.default_rng(seed).permutation(len(table))
    columns = ("home", "away", "competition", "day", "home_goals", "away_goals", "minutes", "neutral")
    return dataclasses.replace(table, **{name: getattr(table, name)[order] for name in columns})
