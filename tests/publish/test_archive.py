"""Editions on disk: whole or not at all, in a chain, by one process at a time."""

from __future__ import annotations

import datetime as dt
import errno
import multiprocessing
import os
from pathlib import Path

import pytest

from pressbox.errors import ChainBroken, EditionRefused, HomeNotUsable
from pressbox.publish import archive as archives
from pressbox.publish.archive import Archive
from pressbox.publish.edition import Edition, Entry
from pressbox.publish.verify import verify
from tests import editions as e


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {archives.LOCK}


def test_a_home_without_editions_has_none_and_asking_makes_nothing(tmp_path: Path):
    assert Archive(tmp_path / "home").entries() == ()
    assert list(tmp_path.iterdir()) == []


def test_an_edition_is_a_file_of_its_day_and_a_line_of_the_ledger(tmp_path: Path):
    archive = Archive(tmp_path)
    archive.add(lambda _: e.edition())
    entry = e.only(archive.entries())
    assert entry.file == "2024-04-20/000001-arsenal-chelsea.json"
    assert names(archive.folder) == {entry.file, "ledger.jsonl"}
    assert archive.read(entry).preview == e.document()
    assert archive.read(entry).entry((archive.folder / entry.file).read_bytes()) == entry


def test_each_edition_names_the_file_before_it_by_its_hash(tmp_path: Path):
    archive = e.filled(tmp_path)
    entries = archive.entries()
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    previous = [archive.read(entry).previous for entry in entries]
    assert previous == [None, *(entry.sha256 for entry in entries[:-1])]


def test_editions_of_one_fixture_are_told_from_the_others(tmp_path: Path):
    archive = e.filled(tmp_path)
    assert [entry.home for entry in archive.entries("eng-1.2023-24.club 3.chelsea")] == ["Club 3"]


def test_nothing_is_added_where_nothing_is_made(tmp_path: Path):
    archive = e.filled(tmp_path, 1)
    before = names(archive.folder)
    assert len(archive.add(lambda _: None)) == 1
    assert names(archive.folder) == before


def test_what_was_published_before_is_not_touched(tmp_path: Path):
    archive = e.filled(tmp_path, 2)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in e.files(archive)}
    archive.add(lambda _: e.edition(9))
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before


def test_a_clock_that_goes_back_is_refused_in_a_line(tmp_path: Path):
    archive = e.filled(tmp_path, 2)
    with pytest.raises(EditionRefused, match=r"the clock says 2024-04-01T11:00.*edition 2 .*12:02:00.*set the"):
        archive.add(lambda _: e.edition(3, published_at=e.NOON - dt.timedelta(hours=1)))
    assert len(archive.entries()) == 2


STEPS = ("fsync of the edition", "fsync of the ledger", "replacing the ledger")


def full_disk(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Let the disk be full at a step of publishing."""
    calls = iter(range(100))
    fsync, replace = os.fsync, Path.replace

    def failing_sync(handle: int) -> None:
        if next(calls) == STEPS.index(step):
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    def failing_replace(path: Path, target: Path) -> Path:
        if target.name == archives.LEDGER:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    if step == STEPS[2]:
        monkeypatch.setattr(Path, "replace", failing_replace)
    else:
        monkeypatch.setattr(os, "fsync", failing_sync)


@pytest.mark.parametrize("step", STEPS)
def test_a_full_disk_publishes_nothing_and_the_next_attempt_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    archive = e.filled(tmp_path, 2)
    before = names(archive.folder)
    with monkeypatch.context() as patched:
        full_disk(patched, step)
        with pytest.raises(HomeNotUsable, match="cannot be written: No space left on device"):
            archive.add(lambda _: e.edition(3))
    assert len(archive.entries()) == 2
    assert {name for name in names(archive.folder) if not name.startswith(".")} == before
    assert verify(archive).whole
    archive.add(lambda _: e.edition(3))
    assert len(archive.entries()) == 3
    assert not [name for name in names(archive.folder) if name.startswith(".")]
    assert verify(archive).whole


class Interrupted(BaseException):
    """As if the process had been killed."""


@pytest.mark.parametrize("at", range(3))
def test_an_interruption_at_any_step_leaves_an_edition_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
):
    """Before each of the three renames and writes; the third comes after the ledger has its line."""
    archive = e.filled(tmp_path, 2)
    steps, replace = iter(range(100)), Path.replace

    def interrupted(path: Path, target: Path) -> Path:
        if next(steps) == at - 1:
            raise Interrupted
        return replace(path, target)

    def never_written(path: Path, data: bytes) -> None:
        path.write_bytes(data[: len(data) // 2])
        raise Interrupted

    with monkeypatch.context() as patched:
        if at:
            patched.setattr(Path, "replace", interrupted)
        else:
            patched.setattr(archives, "_write", never_written)
        with pytest.raises(Interrupted):
            archive.add(lambda _: e.edition(3))
    published = at == 2
    assert len(archive.entries()) == 2 + published
    assert verify(archive).whole
    assert all(archive.read(entry) for entry in archive.entries())
    archive.add(lambda _: e.edition(4))
    assert [path.exists() for path in e.files(archive)] == [True] * (3 + published)
    assert not [name for name in names(archive.folder) if name.startswith(".")]
    assert verify(archive).whole


def publish_some(home: Path, first: int) -> None:
    archive = Archive(home)

    def make(ledger: tuple[Entry, ...]) -> Edition:
        return e.edition(1 + len(ledger), preview=e.document(home=f"Club {first}"))

    for _ in range(12):
        archive.add(make)


def test_two_processes_at_once_make_one_chain(tmp_path: Path):
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=publish_some, args=(tmp_path, first)) for first in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    found = verify(Archive(tmp_path))
    assert (found.editions, found.faults) == (24, ())
    assert {entry.home for entry in Archive(tmp_path).entries()} == {"Club 0", "Club 1"}


def test_nothing_is_published_on_a_ledger_that_was_changed(tmp_path: Path):
    archive = e.filled(tmp_path)
    ledger = archive.folder / archives.LEDGER
    ledger.write_bytes(ledger.read_bytes().replace(b"Club 2", b"Club 5"))
    with pytest.raises(ChainBroken, match="has been changed; `pressbox verify` names the line"):
        archive.add(lambda _: e.edition(9))


def test_a_changed_edition_is_not_read(tmp_path: Path):
    archive = e.filled(tmp_path)
    entry = archive.entries()[1]
    path = archive.folder / entry.file
    path.write_bytes(path.read_bytes().replace(b"Club 2 v", b"Club 2 V"))
    with pytest.raises(ChainBroken, match=rf"{entry.file} has been changed; `pressbox verify` names"):
        archive.read(entry)
    path.unlink()
    with pytest.raises(ChainBroken, match=f"{entry.file} is gone"):
        archive.read(entry)


def test_a_home_that_is_a_file_is_reported_in_a_line(tmp_path: Path):
    (tmp_path / "home").write_text("no folder")
    with pytest.raises(HomeNotUsable, match="cannot be"):
        Archive(tmp_path / "home").add(lambda _: e.edition())


def test_names_in_any_script_and_markup_make_a_file_name(tmp_path: Path):
    archive = Archive(tmp_path)
    archive.add(lambda _: e.edition(preview=e.document("<script>../x", "الهلال" * 40)))
    (path,) = e.files(archive)
    assert path.parent.parent == archive.folder
    assert path.name.startswith("000001-script-x-")
    assert verify(archive).whole
