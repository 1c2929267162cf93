"""How long the ratings take."""

from __future__ import annotations

import time
from collections.abc import Callable

from benchmarks.forecast.matches import TESTED, History
from benchmarks.forecast.measures import expect_all, grids, print_table
from pressbox.forecast.model import select
from pressbox.forecast.ratings import Ratings, spread_of


def seconds(action: Callable[[], object], times: int = 1) -> float:
    began = time.perf_counter()
    for _ in range(times):
        action()
    return (time.perf_counter() - began) / times


def print_speed(history: History) -> None:
    table = history.table
    five = history.cut(history.league_matches("2009-10", TESTED[1])).table

    def walk_and_grids() -> None:
        grids(expect_all(five, "shots"), five, "shots")

    walk_and_grids()
    whole = Ratings.new("shots")
    world = seconds(lambda: whole.learn(select(table, table.day < table.day.max())))
    last_day = select(table, table.day == table.day.max())
    learnt = whole.copy()
    one_day = seconds(lambda: learnt.learn(last_day))
    pairing = ("eng-liverpool", "eng-arsenal", False, "eng-1", int(table.day.max()) + 7)
    lines = [
        (f"every match of the store ({len(table):,})", f"{world:.2f} s"),
        (f"adding one match day ({len(last_day)} matches) to saved ratings", f"{1000 * one_day:.1f} ms"),
        (
            f"walk-forward of five leagues, 2009-10 to 2023-24, grids included ({len(five):,} matches)",
            f"{1000 * seconds(walk_and_grids, 3):.0f} ms",
        ),
        ("one forecast of a pairing", f"{1000 * seconds(lambda: whole.expect(*pairing), 100):.1f} ms"),
    ]
    print(f"spread of that forecast's rates: {spread_of(whole.expect(*pairing)):.3f}\n")
    print_table(("what", "time"), lines)
