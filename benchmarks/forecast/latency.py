"""How long whoever asks for a forecast waits: in a running process, in a new one, and the very first time.

    python -m benchmarks.forecast.latency --home HOME

Beside each figure stands the processor time, which other work on the machine disturbs less than the clock. The baseline
is a process that does nothing but import numpy, numba and duckdb.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pressbox
from benchmarks.forecast.measures import print_table
from pressbox.domain import Fixture
from pressbox.pipeline import Desk

SATURDAY, THURSDAY = "2024-04-13", "2024-04-18"
BASELINE = (sys.executable, "-c", "import numpy, numba, duckdb")
TIMES = 7
FIXTURES = 50

Line = tuple[str, str, str, str]


def passed(action: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - clock, time.process_time() - processor


def run(command: Sequence[str], **environment: str) -> tuple[float, float]:
    """The same of a process from its start to its end; Python may keep its bytecode, as an installation does."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    clock = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=kept | environment)
    clock = time.perf_counter() - clock
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def median(measured: Sequence[tuple[float, float]]) -> tuple[float, float]:
    clock, processor = (statistics.median(column) for column in zip(*measured, strict=True))
    return clock, processor


def further(desk: Desk, fixtures: Sequence[Fixture]) -> tuple[float, float]:
    """Of one forecast with its document, once the ratings of the moment are at hand."""
    desk.forecast(fixtures[0]).to_dict()
    return median([passed(lambda fixture=fixture: desk.forecast(fixture).to_dict()) for fixture in fixtures[1:]])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True, help="a data home that is filled already")
    home = parser.parse_args().home
    asked = ("Atalanta", "Liverpool", "--on", THURSDAY)
    command = (sys.executable, "-m", "pressbox", "--home", str(home), "forecast", *asked)
    run(command)
    run(BASELINE)
    both = [(run(command), run(BASELINE)) for _ in range(TIMES)]
    whole, baseline = median([pair[0] for pair in both]), median([pair[1] for pair in both])
    with tempfile.TemporaryDirectory() as empty:
        first = run(command, NUMBA_CACHE_DIR=empty)
    lines: list[Line] = []

    def add(what: str, figure: tuple[float, float], target: str, unit: float = 1.0) -> None:
        clock, processor = (f"{unit * part:.{1 if unit > 1 else 2}f} {'ms' if unit > 1 else 's'}" for part in figure)
        lines.append((what, clock, processor, target))

    with pressbox.open(home) as desk:
        saturday = desk.fixtures(SATURDAY)[: FIXTURES + 1]
        legs = [fixture for fixture in desk.fixtures(THURSDAY) if fixture.leg == 2]
        add(f"one more forecast of a day, {len(saturday) - 1} fixtures", further(desk, saturday), "5 ms", 1000)
        add(f"one more second leg of a day, {len(legs) - 1} fixtures", further(desk, legs), "5 ms", 1000)
        next_day = desk.as_of(legs[0], dt.datetime(2024, 4, 19))
        add("the first forecast of another day", passed(lambda: desk.forecast(legs[0], next_day)), "", 1000)
    add("the whole process, compiled before", whole, "1.0 s")
    add("baseline: a process that imports numpy, numba and duckdb", baseline, "")
    add("the whole process, compiled for the first time", first, "")
    add("of which compiling", (first[0] - whole[0], first[1] - whole[1]), "10 s")
    print_table(("what", "clock", "processor", "target"), lines)
    print(f"\nThe whole process takes {whole[1] / baseline[1]:.2f} times the baseline's processor time.")


if __name__ == "__main__":
    main()
