"""An ingest that is killed, stopped or starved of room leaves the old store or the new one, and nothing else."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressbox.errors import HomeNotUsable
from pressbox.sources.registry import SOURCES
from pressbox.store.database import STORE_FILE, Store
from pressbox.store.ingest import ingest
from tests.store.folders import ENGLISH, ITALIAN, rows, small_data, write_premier_league, write_serie_a

KILLS = 20
OLD, NEW = (len(ENGLISH), len(ITALIAN)), (len(ENGLISH), len(ITALIAN) + 1)
COUNTS = "SELECT count(*) FILTER (competition = 'eng-1'), count(*) FILTER (competition = 'ita-1') FROM matches"

needs_fifo = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_data(tmp_path / "data")


@pytest.fixture
def home(tmp_path: Path, data: Path) -> Path:
    """A home whose store is older than the data."""
    home = tmp_path / "home"
    ingest(home, data, SOURCES)
    write_serie_a(data, [*ITALIAN, ("2023-09-02", "Roma", "Atalanta", 2, 2)])
    return home


def command(home: Path, *arguments: object) -> list[str]:
    return [sys.executable, "-m", "pressbox", "--home", str(home), *map(str, arguments)]


def ingest_all(home: Path, data: Path) -> None:
    ingest(home, data, SOURCES)


def left_behind(home: Path) -> list[str]:
    return sorted(path.name for path in home.iterdir() if path.name not in (STORE_FILE, "pressbox.lock"))


def wait_for(condition: object, seconds: float = 60.0) -> None:
    """Until a condition (a function) holds."""
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


# Killed


def test_killed_at_any_moment_the_store_is_the_old_or_the_new_one(home: Path, data: Path):
    """Twenty moments drawn over the time an ingest takes; the processes start with everything imported."""
    old = (home / STORE_FILE).read_bytes()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.test_ingest_interrupted"])
    whole = context.Process(target=ingest_all, args=(home, data))
    started = time.monotonic()
    whole.start()
    whole.join()
    took = time.monotonic() - started
    assert whole.exitcode == 0

    moments = random.Random(18_04_2024)
    found = []
    for _ in range(KILLS):
        (home / STORE_FILE).write_bytes(old)
        process = context.Process(target=ingest_all, args=(home, data))
        process.start()
        process.join(moments.uniform(0, took))
        process.kill()
        process.join()
        (counts,) = rows(home, COUNTS)
        assert counts in (OLD, NEW)
        found.append(counts)
        process.close()
    assert OLD in found

    ingest(home, data, SOURCES)
    assert left_behind(home) == []
    assert rows(home, COUNTS) == [NEW]


def test_left_overs_of_a_killed_ingest_are_removed_by_the_next(home: Path, data: Path):
    """The file being built, its log, and the folder into which DuckDB spills what memory does not hold."""
    (home / f"{STORE_FILE}.building").write_bytes(b"half a store")
    (home / f"{STORE_FILE}.building.wal").write_bytes(b"")
    spill = home / f"{STORE_FILE}.building.tmp"
    spill.mkdir()
    (spill / "duckdb_temp_storage_0.tmp").write_bytes(b"")
    ingest(home, data, SOURCES)
    assert left_behind(home) == []
    assert rows(home, COUNTS) == [NEW]


# Held at a known place, by a file that never comes


def heed_ctrl_c() -> None:
    """Undo what a shell does to its background jobs, whose children never see SIGINT."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextlib.contextmanager
def ended(process: subprocess.Popen[str]) -> Iterator[None]:
    """Leave no process behind, whatever the test finds."""
    try:
        yield
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()


@pytest.fixture
def stalled(home: Path, data: Path) -> Iterator[subprocess.Popen[str]]:
    """An ingest by the command line, in a group of processes of its own, that waits for a file for ever."""
    pipe = data / "football-data" / "mmz4281" / "2223" / "E0.csv"
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    process = subprocess.Popen(
        command(home, "ingest", data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    )
    # Whoever opens a pipe to write waits until somebody reads it: the ingest is there.
    with contextlib.ExitStack() as stack:
        wait_for(lambda: _opened(pipe, stack))
        yield process
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _opened(pipe: Path, stack: contextlib.ExitStack) -> bool:
    try:
        stack.callback(os.close, os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
    except OSError:  # nobody reads yet
        return False
    return True


@needs_fifo
def test_a_second_ingest_is_told_that_the_store_is_busy(stalled: subprocess.Popen[str], home: Path, data: Path):
    second = subprocess.run(command(home, "ingest", data), capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert second.stdout == ""
    assert second.stderr.splitlines() == [
        f"pressbox: another process is changing the store in {home}; wait for it, then try again."
    ]


@needs_fifo
def test_readers_keep_working_during_an_ingest(stalled: subprocess.Popen[str], home: Path):
    reader = subprocess.run(
        command(home, "fixtures", "--on", ITALIAN[0][0], "--json"), capture_output=True, text=True, check=False
    )
    assert (reader.returncode, reader.stderr) == (0, "")
    assert reader.stdout.count('"Atalanta') == 1
    assert stalled.poll() is None


@needs_fifo
def test_ctrl_c_leaves_the_old_store_and_says_so_in_one_line(stalled: subprocess.Popen[str], home: Path):
    os.killpg(stalled.pid, signal.SIGINT)
    stdout, stderr = stalled.communicate(timeout=60)
    assert stalled.returncode == 1
    assert stdout == ""
    assert stderr.splitlines() == ["pressbox: interrupted; the store is as it was."]
    assert left_behind(home) == []
    assert rows(home, COUNTS) == [OLD]


# In the middle of its work


SLOW_QUERY = """
import pathlib, sys
from pressbox.sources.registry import SOURCES
from pressbox.store import ingest, resolve
from pressbox import cli, pipeline

def endless(connection, progress):
    pathlib.Path(sys.argv[-1], "resolving").touch()
    connection.execute("SELECT count(*) FROM range(10000000000000) WHERE range % 7 = 3")

ingest.resolve = endless
cli.main()
"""


def test_ctrl_c_during_a_query_leaves_the_old_store_and_says_so_in_one_line(home: Path, data: Path):
    """Also within one task of DuckDB, in which it looks for no signal."""
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW_QUERY, "--home", str(home), "ingest", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    )
    with ended(process):
        wait_for((data / "resolving").exists)
        time.sleep(0.3)  # from the mark into the query
        os.killpg(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (1, "")
    assert stderr.splitlines() == ["pressbox: interrupted; the store is as it was."]
    assert left_behind(home) == []
    assert rows(home, COUNTS) == [OLD]


READ_BY_TWO = """
import pathlib, sys
from pressbox import cli
from pressbox.sources.registry import SOURCES
from pressbox.store import ingest

if __name__ == "__main__":
    ingest._PARALLEL_FROM = 1
    cli.main()
"""


@needs_fifo
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["stopped", "killed"])
def test_processes_that_read_files_end_with_their_parent(home: Path, data: Path, tmp_path: Path, number: int):
    """Ctrl-C reaches the whole group, and none but the parent speaks; a kill reaches the parent alone."""
    script = tmp_path / "read_by_two.py"
    script.write_text(READ_BY_TWO, encoding="utf-8")
    for season in ("1819", "1920", "2021", "2122", "2223"):
        write_premier_league(data, ENGLISH, season)
    pipe = data / "football-data" / "mmz4281" / "1718" / "E0.csv"
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, str(script), "--home", str(home), "ingest", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_ctrl_c,
    )
    with contextlib.ExitStack() as stack:
        wait_for(lambda: _opened(pipe, stack))  # compared by the parent
    with contextlib.ExitStack() as stack:
        wait_for(lambda: len(_group(process.pid)) >= 3 and _opened(pipe, stack))  # being read by one of the two
        if number == signal.SIGINT:
            os.killpg(process.pid, number)
        else:
            process.kill()
            wait_for(lambda: not _group(process.pid))
    _, stderr = process.communicate(timeout=60)
    if number == signal.SIGINT:
        assert process.returncode == 1
        assert stderr.splitlines() == ["pressbox: interrupted; the store is as it was."]
    wait_for(lambda: not _group(process.pid))
    assert rows(home, COUNTS) == [OLD]


def _group(leader: int) -> list[int]:
    """Living processes of a group."""
    members = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, group = re.sub(r".*\)", "", status.read_text()).split()[:3]
            if int(group) == leader and state != "Z":
                members.append(int(status.parent.name))
    return members


# No room


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a few megabytes."""
    place = tmp_path / "small-disk"
    place.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "pressbox-test", str(place)], capture_output=True, check=False
    )
    if mount.returncode:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill(place: Path) -> None:
    """Leave next to no room."""
    with contextlib.suppress(OSError), (place / "filler").open("wb") as file:
        while True:
            file.write(b"\0" * 65_536)
            file.flush()


def test_a_full_disk_leaves_the_old_store_and_nothing_half_written(small_disk: Path, data: Path):
    home = small_disk / "home"
    ingest(home, data, SOURCES)
    old = (home / STORE_FILE).read_bytes()
    write_serie_a(data, [*ITALIAN, ("2023-09-02", "Roma", "Atalanta", 2, 2)])
    fill(small_disk)
    with pytest.raises(HomeNotUsable, match=r"could not be written and stays as it was|cannot be written"):
        ingest(home, data, SOURCES)
    assert (home / STORE_FILE).read_bytes() == old
    assert left_behind(home) == []
    (small_disk / "filler").unlink()
    ingest(home, data, SOURCES)
    assert rows(home, COUNTS) == [NEW]


@pytest.mark.parametrize("room", [0, 100_000, 400_000, 1_000_000, 2_000_000, 3_000_000])
def test_whatever_the_room_the_store_is_the_old_or_the_new_one(small_disk: Path, data: Path, room: int):
    home = small_disk / "home"
    ingest(home, data, SOURCES)
    write_serie_a(data, [*ITALIAN, ("2023-09-02", "Roma", "Atalanta", 2, 2)])
    fill(small_disk)
    os.truncate(small_disk / "filler", max((small_disk / "filler").stat().st_size - room, 0))
    expected = NEW
    try:
        ingest(home, data, SOURCES)
    except HomeNotUsable:
        expected = OLD
    assert rows(home, COUNTS) == [expected]
    assert left_behind(home) == []


def test_a_preview_on_a_full_disk_is_not_half_written(small_disk: Path, tmp_path: Path):
    fill(small_disk)
    arguments = ("preview", "Atalanta", "Liverpool", "--on", "2024-04-18", "--out", small_disk / "out")
    done = subprocess.run(command(tmp_path / "none", *arguments), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "could not be written: No space left on device" in done.stderr.splitlines()[-1]
    assert list((small_disk / "out").glob("*")) == []


def test_a_home_that_is_read_only_is_named(small_disk: Path, data: Path):
    home = small_disk / "home"
    ingest(home, data, SOURCES)
    write_serie_a(data, [*ITALIAN, ("2023-09-02", "Roma", "Atalanta", 2, 2)])
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    try:
        with pytest.raises(HomeNotUsable, match=r"small-disk/home cannot be written: Read-only file system\."):
            ingest(home, data, SOURCES)
        store = Store.open(home)
        assert store.connection.execute(COUNTS).fetchall() == [OLD]
        store.close()
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
