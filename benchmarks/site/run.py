"""How long a site of one match day takes, from nothing, after one new result, and with nothing new.

``python benchmarks/site/run.py HOME`` with a home filled from ../shared/data; see README.md.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

import duckdb

from pressbox.config import Config
from pressbox.pipeline import open_desk, site
from pressbox.publish.site.build import Built
from pressbox.store.database import STORE_FILE

DAY = dt.date(2024, 4, 13)
FIXTURES = 50
LARGEST = 150_000
NOW = dt.datetime(2024, 4, 14, 6, tzinfo=dt.UTC)


def competitions_of(home: Path, day: dt.date, wanted: int) -> list[str]:
    """Competitions of a day, whole ones in the order of its list, that come nearest to a number of fixtures."""
    with open_desk(home) as desk:
        counts = Counter(fixture.competition.id for fixture in desk.fixtures(day))
    chosen: list[str] = []
    for name, count in counts.items():
        if sum(counts[other] for other in chosen) + count <= wanted:
            chosen.append(name)
    return chosen


def without_result(home: Path, folder: Path, match: str) -> Path:
    """A copy of a home in which a match is still to come."""
    copy = folder / "home"
    copy.mkdir()
    shutil.copy(home / STORE_FILE, copy / STORE_FILE)
    with duckdb.connect(str(copy / STORE_FILE)) as store:
        columns = store.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = 'matches'").fetchall()
        scores = [name for (name,) in columns if name.startswith(("home_", "away_")) and name not in ("home", "away")]
        unset = ", ".join(f"{name} = NULL" for name in scores)
        store.execute(f"UPDATE matches SET status = 'scheduled', {unset} WHERE id = ?", [match])
        store.execute("DELETE FROM team_matches WHERE match = ?", [match])
        store.execute("UPDATE meta SET value = value || '-1' WHERE key = 'data_version'")
    return copy


def timed(home: Path, out: Path, competitions: list[str], processes: int) -> tuple[float, Built]:
    """Seconds of a whole build, the opening of the store included."""
    start = time.perf_counter()
    with open_desk(home) as desk:
        built = site(desk, Config(home), out, DAY, DAY, competitions, now=NOW, processes=processes)
    return time.perf_counter() - start, built


def cpu_seconds() -> float:
    """Of this process and of those that it has waited for."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("home", type=Path)
    parser.add_argument("--fixtures", type=int, default=FIXTURES)
    parser.add_argument("--processes", type=int, default=2)
    arguments = parser.parse_args()
    competitions = competitions_of(arguments.home, DAY, arguments.fixtures)
    with open_desk(arguments.home) as desk:
        match = next(one.id for one in desk.fixtures(DAY) if one.competition.id in competitions)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        earlier = without_result(arguments.home, Path(folder), match)
        print(f"{DAY}: {', '.join(competitions)}")
        for name, home in (
            ("from nothing", earlier),
            ("one new result", arguments.home),
            ("nothing new", arguments.home),
        ):
            before = cpu_seconds()
            seconds, built = timed(home, out, competitions, arguments.processes)
            print(
                f"{name}: {seconds:.1f} s ({cpu_seconds() - before:.1f} s of processors), {built.matches} matches,"
                f" {built.made} pages made, {built.kept} kept",
                flush=True,
            )
        sizes = sorted((page.stat().st_size, str(page.relative_to(out))) for page in out.rglob("*.html"))
        print(
            f"largest page: {sizes[-1][0]:,} bytes, {sizes[-1][1]};"
            f" over {LARGEST:,}: {sum(s > LARGEST for s, _ in sizes)}"
        )


if __name__ == "__main__":
    main()
