"""The editions of a home on disk: one file each, and a ledger that names them in their order.

``HOME/editions/2024-04-18/000001-atalanta-liverpool.json``, ``HOME/editions/ledger.jsonl``. Nothing here is ever
written twice: an edition's file is made whole under another name, the ledger with its line takes the place of the old
ledger, and that is the moment at which it is published; then the file gets its own name. What an interruption leaves
between the two is finished by whoever publishes next, and what it leaves before them is no edition.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import filelock

from pressbox.errors import ChainBroken, EditionRefused, HomeNotUsable, StoreBusy
from pressbox.publish.edition import Edition, Entry

LEDGER = "ledger.jsonl"
LOCK = "editions.lock"
BUILDING = ".building"

_PATIENCE = 30
"""Seconds to wait for another process that publishes."""


class Archive:
    """The editions of a home.

    Parameters
    ----------
    home : Path
        The data home; ``editions`` below it need not exist.
    """

    def __init__(self, home: Path) -> None:
        self.folder = home / "editions"

    def __repr__(self) -> str:
        return f"<Archive in {self.folder}>"

    def entries(self, fixture: str | None = None) -> tuple[Entry, ...]:
        """Lines of the ledger, of one fixture or of all, the oldest first.

        Raises
        ------
        ChainBroken
            If the ledger is not as it was written.
        HomeNotUsable
            If it cannot be read.
        """
        found = _entries(self.ledger_bytes(), self.folder / LEDGER)
        return tuple(entry for entry in found if fixture in (None, entry.fixture))

    def ledger_bytes(self) -> bytes:
        """The ledger's file; empty where nothing has been published."""
        with _usable(self.folder / LEDGER):
            try:
                return (self.folder / LEDGER).read_bytes()
            except FileNotFoundError:
                return b""

    def read(self, entry: Entry) -> Edition:
        """The edition of a line.

        Raises
        ------
        ChainBroken
            If its file is gone or is not the one that was published.
        """
        try:
            data = self.bytes_of(entry)
            edition = Edition.parse(data)
        except FileNotFoundError as error:
            raise ChainBroken(f"{entry.file} is gone; `pressbox verify` names all that is wrong.") from error
        except ValueError as error:
            raise ChainBroken(f"{entry.file} has been changed; `pressbox verify` names all that is wrong.") from error
        if edition.entry(data) != entry:
            raise ChainBroken(f"{entry.file} has been changed; `pressbox verify` names all that is wrong.")
        return edition

    def bytes_of(self, entry: Entry) -> bytes:
        """The file of a line, also where an interruption has left it under its first name.

        Raises
        ------
        FileNotFoundError
            If there is none.
        HomeNotUsable
            If it cannot be read.
        """
        with _usable(self.folder / entry.file):
            try:
                return (self.folder / entry.file).read_bytes()
            except FileNotFoundError:
                return self._building(entry.number).read_bytes()

    def add(self, make: Callable[[tuple[Entry, ...]], Edition | None]) -> tuple[Entry, ...]:
        """Publish an edition, one process at a time.

        Parameters
        ----------
        make : callable
            From the ledger so far to the edition, whose place in the chain is set here; None where nothing is to be
            added.

        Returns
        -------
        tuple of Entry
            The ledger as it is now.

        Raises
        ------
        EditionRefused
            If the clock is behind the last edition.
        ChainBroken
            If the ledger is not as it was written.
        StoreBusy
            If another process keeps publishing.
        HomeNotUsable
            If the home cannot be written, or the disk is full; nothing is published then.
        """
        with self._writing():
            ledger = self.entries()
            self._settle(ledger)
            made = make(ledger)
            if made is None:
                return ledger
            check_clock(ledger, made.published_at)
            previous = ledger[-1].sha256 if ledger else None
            edition = dataclasses.replace(made, number=len(ledger) + 1, previous=previous)
            data = edition.render()
            entry = edition.entry(data)
            building = self._building(entry.number)
            (self.folder / entry.file).parent.mkdir(exist_ok=True)
            _write(building, data)
            _replace(self.folder / LEDGER, self.ledger_bytes() + entry.render())
            # It is published; who publishes next gives the file its name where this fails.
            with contextlib.suppress(OSError):
                self._put_in_place(building, entry)
            return (*ledger, entry)

    def _settle(self, ledger: tuple[Entry, ...]) -> None:
        """Finish what an interruption left: the last edition's file gets its name, what is no edition goes."""
        for building in self.folder.glob(f".*{BUILDING}"):
            if ledger and building == self._building(ledger[-1].number):
                self._put_in_place(building, ledger[-1])
            else:
                building.unlink()

    def _put_in_place(self, building: Path, entry: Entry) -> None:
        path = self.folder / entry.file
        path.parent.mkdir(exist_ok=True)
        building.replace(path)
        _sync_folder(path.parent)

    def _building(self, number: int) -> Path:
        return self.folder / f".{number:06}{BUILDING}"

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with _usable(self.folder, "written"):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                with filelock.FileLock(self.folder / LOCK).acquire(timeout=_PATIENCE):
                    yield
            except filelock.Timeout as error:
                raise StoreBusy(
                    f"another process is publishing in {self.folder}; wait for it, then try again."
                ) from error


@functools.lru_cache(maxsize=4)
def _entries(ledger: bytes, path: Path) -> tuple[Entry, ...]:
    try:
        entries = tuple(map(Entry.parse, ledger.splitlines(keepends=True)))
    except ValueError as error:
        raise ChainBroken(f"{path} has been changed; `pressbox verify` names the line.") from error
    if [entry.number for entry in entries] != list(range(1, len(entries) + 1)):
        raise ChainBroken(f"{path} has lines that were moved or taken out; `pressbox verify` names them.")
    return entries


def check_clock(ledger: tuple[Entry, ...], now: dt.datetime) -> None:
    """Refuse to publish by a clock that has gone back.

    Raises
    ------
    EditionRefused
        If the last edition is of a later time.
    """
    if ledger and now.replace(microsecond=0) < ledger[-1].published_at:
        raise EditionRefused(
            f"the clock says {now.isoformat(timespec='seconds')}, but edition {ledger[-1].number} was published at "
            f"{ledger[-1].published_at.isoformat(timespec='seconds')}; set the clock right, then publish again."
        )


def _write(path: Path, data: bytes) -> None:
    """Write a file to the disk, or leave nothing of it."""
    try:
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def _replace(path: Path, data: bytes) -> None:
    """Put another file in the place of one, whole."""
    building = path.with_name(f".{path.name}{BUILDING}")
    _write(building, data)
    building.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Let the names in a folder reach the disk, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _usable(path: Path, what: str = "read") -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise HomeNotUsable(f"{path} cannot be {what}: {error.strerror or error}.") from error
