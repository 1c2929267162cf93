"""National teams: all internationals from 2018 on, beside Elo and base rates; settings were tuned on earlier ones."""

from __future__ import annotations

from benchmarks.forecast.matches import History
from benchmarks.forecast.skill import print_beside_elo
from pressbox.forecast.arrays import FloatArray

FIRST_DAY = "2018-01-01"
MODELS = ("base-rate", "elo", "results")


def print_nations(history: History, expected: dict[str, FloatArray]) -> None:
    """Print log losses of all internationals, and of those that are not friendlies."""
    rows = history.internationals(FIRST_DAY)
    print_beside_elo("All internationals from 2018 on", history, rows, expected, MODELS)
    competitive = rows & (history.names != "int-friendly")
    print_beside_elo("Internationals without friendlies", history, competitive, expected, MODELS)
