"""How long facts and previews take: one fixture, a weekend's hundred, and how the cost grows with the store."""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb

from pressbox.domain import Fixture
from pressbox.pipeline import Desk
from pressbox.store.database import STORE_FILE, Store, open_store

PAIRS = (
    ("Atalanta", "Liverpool", "2024-04-18"),
    ("Arsenal", "Chelsea", "2024-04-23"),
    ("Real Madrid", "Barcelona", "2024-04-21"),
    ("Inter", "Torino", "2024-04-28"),
    ("Bayern Munich", "Real Madrid", "2024-04-30"),
)
"""Fixtures of league and cup, on different days: none finds what another left."""

KEPT_FIRST = ("eng-", "ita-1", "esp-1", "ger-1", "uefa-", "fifa-")
"""Competitions of those fixtures, which stores of every size hold whole."""

DEPENDENT = ("team_matches", "goals", "cards", "substitutions", "lineups", "match_stats", "player_matches")


def taken(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of all cores, that something takes."""
    clock, cores = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - cores


def running(home: Path, of: str) -> list[tuple[float, float]]:
    """What each fixture takes in a process that has answered one before."""
    path = home / STORE_FILE
    with Desk(Store(open_store(path), str(path))) as desk:
        fixtures = [desk.fixture(home_side, away, on) for home_side, away, on in PAIRS]
        ask: Callable[[Fixture], object] = desk.preview if of == "preview" else desk.facts
        return [taken(lambda fixture=fixture: ask(fixture)) for fixture in fixtures][1:]  # type: ignore[misc]


def whole(home: Path, of: str) -> tuple[float, float]:
    """What the first fixture takes as a command, from start to exit."""
    home_side, away, on = PAIRS[0]
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-m", "pressbox", "--home", str(home), of, home_side, away, "--on", on]
        command += ["--json"] if of == "facts" else ["--out", out]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        clock = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cores = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - clock, cores


def weekend(home: Path, first: dt.date, count: int) -> tuple[int, float, float]:
    """How many fixtures of a day and the days after there were, and what the facts of them all take."""
    path = home / STORE_FILE
    with Desk(Store(open_store(path), str(path))) as desk:
        days = (first + dt.timedelta(days=day) for day in itertools.count())
        fixtures = list(itertools.islice((one for day in days for one in desk.fixtures(day)), count))
        clock, cores = taken(lambda: [desk.facts(fixture) for fixture in fixtures])
    return len(fixtures), clock, cores


def smaller(home: Path, folder: Path, matches: int) -> int:
    """Copy a home with no more than so many matches, those of the fixtures' competitions first; how many it has."""
    folder.mkdir()
    shutil.copy(home / STORE_FILE, folder / STORE_FILE)
    with duckdb.connect(str(folder / STORE_FILE)) as connection:
        first = " OR ".join(f"starts_with(competition, '{name}')" for name in KEPT_FIRST)
        connection.execute(
            f"CREATE TEMP TABLE held AS SELECT id FROM matches ORDER BY ({first}) DESC, date DESC NULLS LAST, id "
            f"LIMIT {matches}"
        )
        # A season of which matches are gone is no longer one that is known to be whole.
        connection.execute(
            "DELETE FROM coverage WHERE (competition, season) IN "
            "(SELECT competition, season FROM matches WHERE id NOT IN (FROM held))"
        )
        connection.execute("DELETE FROM matches WHERE id NOT IN (FROM held)")
        for table in DEPENDENT:
            connection.execute(f"DELETE FROM {table} WHERE match NOT IN (FROM held)")
        row = connection.execute("SELECT count(*) FROM matches").fetchone()
    return int(row[0]) if row else 0


def growth(home: Path, sizes: Sequence[int]) -> None:
    """Print what facts take in stores of some sizes."""
    print("\n| matches in the store | of them of the two sides | facts, s of the clock | s of all cores |")
    print("| ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            copied = Path(folder) / str(size)
            held = smaller(home, copied, size)
            times = running(copied, "facts")
            print(f"| {held:,} | {own(copied):,} | {middle(times, 0):.2f} | {middle(times, 1):.2f} |", flush=True)


def own(home: Path) -> int:
    """Matches of the sides of the fixtures, a fixture on average."""
    path = home / STORE_FILE
    with Desk(Store(open_store(path), str(path))) as desk:
        fixtures = [desk.fixture(*pair) for pair in PAIRS[1:]]
        query = "SELECT count(*) AS n FROM matches WHERE home IN ($a, $b) OR away IN ($a, $b)"
        counts = [desk.store.rows(query, {"a": f.home.id, "b": f.away.id})[0]["n"] for f in fixtures]
    return round(sum(counts) / len(counts))


def middle(times: Sequence[tuple[float, float]], which: int) -> float:
    """The median of one of the two measures."""
    values = sorted(time[which] for time in times)
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


def main() -> None:
    """Print what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a data home that is filled from ../shared/data")
    parser.add_argument("--weekend", type=int, metavar="N", default=100, help="fixtures of a weekend; 0 for none")
    parser.add_argument("--sizes", type=int, nargs="*", default=[50_000, 250_000, 1_000_000])
    arguments = parser.parse_args()
    print("| what | s of the clock | s of all cores |\n| --- | ---: | ---: |")
    for of in ("facts", "preview"):
        times = running(arguments.home, of)
        print(
            f"| {of}, running process (median of {len(times)}) | {middle(times, 0):.2f} | {middle(times, 1):.2f} |",
            flush=True,
        )
        clock, cores = whole(arguments.home, of)
        print(f"| {of}, whole process | {clock:.2f} | {cores:.2f} |", flush=True)
    if arguments.weekend:
        count, clock, cores = weekend(arguments.home, dt.date(2024, 4, 20), arguments.weekend)
        print(f"| facts of {count} fixtures from 20 April 2024 | {clock:.1f} | {cores:.1f} |", flush=True)
    if arguments.sizes:
        growth(arguments.home, arguments.sizes)


if __name__ == "__main__":
    main()
