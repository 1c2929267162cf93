"""How good are the forecasts, and how fast? Prints the tables of README.md, or those that are asked for."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.forecast.matches import BIG_FIVE, TESTED, TUNED, read
from benchmarks.forecast.measures import BASELINES, KINDS, expect_all
from benchmarks.forecast.nations import print_nations
from benchmarks.forecast.penaltyblog_dixon_coles import print_penaltyblog
from benchmarks.forecast.skill import print_fivethirtyeight, print_skill
from benchmarks.forecast.speed import print_speed
from benchmarks.forecast.ties import print_ties
from pressbox.sources.registry import SOURCES
from pressbox.store.database import STORE_FILE
from pressbox.store.ingest import ingest

TABLES = ("skill", "fivethirtyeight", "ties", "nations", "penaltyblog", "speed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="ingest this folder first (about three minutes)")
    parser.add_argument("--home", type=Path, help="a data home that is filled already")
    parser.add_argument("--only", choices=TABLES, nargs="+", default=TABLES, help="the tables to print; all by default")
    parser.add_argument(
        "--scope", choices=("world", "five"), default="world", help="which matches the ratings learn from"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or Path(folder)
        if given.home is None:
            if given.data is None:
                parser.error("give --data or --home")
            ingest(home, given.data, SOURCES)
        print_tables(home / STORE_FILE, tuple(given.only), given.scope)


def print_tables(store: Path, tables: tuple[str, ...], scope: str) -> None:
    history = read(store)
    if scope == "five":
        tables = tuple(name for name in tables if name not in ("ties", "nations"))
        history = history.cut(np.isin(history.names, BIG_FIVE))
    expected = {name: expect_all(history.table, name) for name in (*BASELINES, *KINDS)}
    if "skill" in tables:
        print_skill("Tested on, 2021-22 to 2023-24", history, history.league_matches(*TESTED), expected)
        print_skill("Tuned on, 2013-14 to 2020-21", history, history.league_matches(*TUNED), expected)
    if "fivethirtyeight" in tables:
        print_fivethirtyeight(history, expected)
    if "ties" in tables:
        print_ties(store, history, expected)
    if "nations" in tables:
        print_nations(history, expected)
    if "penaltyblog" in tables:
        print_penaltyblog(history, expected)
    if "speed" in tables:
        print_speed(history)


if __name__ == "__main__":
    main()
