"""How long an ingest, its repetition and the commands that a reader waits for take, and what they need.

Prints the table of README.md. Every command is a process of its own, started as a user would.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRESSBOX = Path(sys.executable).with_name("pressbox")
REPEATED = 7
"""Runs of the short commands; the median counts."""


@dataclasses.dataclass(frozen=True)
class Run:
    """What one process needed."""

    seconds: float
    cpu_seconds: float  # of the process and the processes it started
    megabytes: float  # resident at once, its processes together, at the worst of the moments looked at


def run(command: list[str | Path], folder: Path = ROOT) -> Run:
    """Run a command to its end, looking at its memory now and then."""
    started = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    most = 0.0
    while True:
        finished, status, usage = os.wait4(process.pid, os.WNOHANG)
        if finished:
            break
        most = max(most, _resident(process.pid))
        time.sleep(0.5 if time.perf_counter() - started > 5 else 0.02)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, max(most, usage.ru_maxrss / 1024))


def _resident(group: int) -> float:
    """Megabytes that the processes of a group share or hold."""
    pages = 0
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            if int((place / "stat").read_text().rpartition(")")[2].split()[2]) == group:
                pages += int((place / "statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def median(command: list[str | Path]) -> Run:
    """The middle one of several runs after one that warms the disk's cache."""
    run(command)
    runs = [run(command) for _ in range(REPEATED)]
    seconds = statistics.median(one.seconds for one in runs)
    return dataclasses.replace(min(runs, key=lambda one: abs(one.seconds - seconds)), seconds=seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="data folder to ingest")
    data = parser.parse_args().data
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        ingest: list[str | Path] = [PRESSBOX, "--home", home, "ingest", data]
        rows = [("ingest into an empty home", run(ingest), 180.0), ("second ingest", run(ingest), 30.0)]
        size = (home / "pressbox.duckdb").stat().st_size / 1e6
        on = ["--on", "2024-04-18"]
        tie = ["Atalanta", "Liverpool", *on]
        rows += [
            ("`pressbox fixtures --on 2024-04-18`", median([PRESSBOX, "--home", home, "fixtures", *on]), 0.6),
            (
                "`pressbox preview` on this store",
                median([PRESSBOX, "--home", home, "preview", *tie, "--out", place]),
                None,
            ),
        ]
        empty: list[str | Path] = [PRESSBOX, "--home", Path(place) / "none", "preview", *tie, "--out", place]
        rows.append(("`pressbox preview` on the sample", median(empty), None))
    rows += [
        ("`pressbox --help`", median([PRESSBOX, "--help"]), 0.4),
        ("`make preview`, set-up done", median(["make", "preview", "OUT=/tmp/pressbox-benchmark"]), 3.0),
    ]
    print(f"{os.cpu_count()} processors, load {load:.1f} before the first run\n")
    print("| what | seconds | allowed | processor seconds | MB at the most |\n| --- | --- | --- | --- | --- |")
    for what, one, allowed in rows:
        bound = f"{allowed:g}" if allowed else ""
        print(f"| {what} | {one.seconds:.2f} | {bound} | {one.cpu_seconds:.2f} | {one.megabytes:,.0f} |")
    print(f"\nstore: {size:,.0f} MB (allowed 1,000)")


if __name__ == "__main__":
    main()
