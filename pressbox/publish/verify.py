"""Whether the editions of a home are those that were published: every byte, all of them, in their order.

What is found is named by its file with what is wrong with it. A whole chain can be forged from some point on by whoever
can write all of its files; that shows against a hash of it that was kept elsewhere (``head``).
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from typing import Any

from pressbox.errors import HomeNotUsable
from pressbox.publish.archive import LEDGER, LOCK, Archive
from pressbox.publish.edition import Edition, Entry


@dataclasses.dataclass(frozen=True)
class Fault:
    """A file below ``editions`` and what is wrong with it."""

    file: str
    reason: str

    def to_dict(self) -> dict[str, str]:
        """The fault in the JSON document."""
        return dataclasses.asdict(self)


@dataclasses.dataclass(frozen=True)
class Verification:
    """What a walk along the chain found.

    Attributes
    ----------
    editions : int
        Lines of the ledger.
    head : str or None
        Hash of the last edition's file: whoever keeps it can prove all editions up to here.
    faults : tuple of Fault
        None of a chain that is whole.
    """

    editions: int
    head: str | None
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    def to_dict(self) -> dict[str, Any]:
        """The document of ``verify --json``."""
        return {
            "editions": self.editions,
            "head": self.head,
            "whole": self.whole,
            "faults": [fault.to_dict() for fault in self.faults],
        }


def verify(archive: Archive, head: str | None = None) -> Verification:
    """Walk along the chain.

    Parameters
    ----------
    head : str, optional
        Hash of an edition that was kept elsewhere and must be in the chain.

    Raises
    ------
    HomeNotUsable
        If the ledger cannot be read.
    """
    lines = archive.ledger_bytes().splitlines(keepends=True)
    entries = [_entry(line) for line in lines]
    faults = [*_ledger_faults(archive, entries), *_chain_faults(archive, entries), *_strangers(archive, entries)]
    known = [entry.sha256 for entry in entries if entry]
    if head is not None and head not in known:
        faults.append(Fault(LEDGER, f"no edition in it has the hash {head}: the chain is another one than it was then"))
    return Verification(len(lines), known[-1] if known else None, tuple(faults))


def _entry(line: bytes) -> Entry | None:
    try:
        return Entry.parse(line)
    except ValueError:
        return None


def _ledger_faults(archive: Archive, entries: list[Entry | None]) -> Iterator[Fault]:
    if not entries and any(archive.folder.glob("*/*.json")):
        yield Fault(LEDGER, "it is gone or empty, and there are editions")
    for number, entry in enumerate(entries, start=1):
        if entry is None:
            yield Fault(LEDGER, f"line {number} has been changed")
        elif entry.number != number:
            yield Fault(LEDGER, f"line {number} is of edition {entry.number}: lines were moved, put in or taken out")


def _chain_faults(archive: Archive, entries: list[Entry | None]) -> Iterator[Fault]:
    """Files that are not what their lines say, or do not follow the one before."""
    before: Entry | None = None
    for number, entry in enumerate(entries, start=1):
        if entry is not None:
            file = _File.read(archive, entry)
            follows = entries[number] if number < len(entries) else None
            fault = _file_fault(archive, file, entry, follows)
            if fault is not None:
                yield fault
            elif (before is not None or number == 1) and not _follows(file, before):
                yield Fault(entry.file, "it does not follow the edition before it: one was moved, put in or taken out")
        before = entry


def _file_fault(archive: Archive, file: _File, entry: Entry, follows: Entry | None) -> Fault | None:
    if file.sha256 is None:
        return Fault(entry.file, f"it is gone or cannot be read: edition {entry.number} was published here")
    if file.sha256 == entry.sha256:
        if file.entry == entry:
            return None
        return Fault(LEDGER, f"line {entry.number} does not say of {entry.file} what is in it")
    if file.edition is not None and follows is not None and _File.read(archive, follows).previous == file.sha256:
        return Fault(LEDGER, f"line {entry.number} is not of {entry.file} as the next edition knew it")
    return Fault(entry.file, f"it has been changed: its hash is {file.sha256}, not {entry.sha256}")


def _follows(file: _File, before: Entry | None) -> bool:
    return file.previous == (before.sha256 if before else None)


@dataclasses.dataclass(frozen=True)
class _File:
    """What lies where the ledger says that an edition does."""

    sha256: str | None
    edition: Edition | None
    entry: Entry | None

    @classmethod
    def read(cls, archive: Archive, entry: Entry) -> _File:
        """Read the file of a line; nothing of one that is gone."""
        try:
            data = archive.bytes_of(entry)
        except (FileNotFoundError, HomeNotUsable):
            return cls(None, None, None)
        edition = _edition(data)
        return cls(hashlib.sha256(data).hexdigest(), edition, edition.entry(data) if edition else None)

    @property
    def previous(self) -> str | None:
        """The hash of the edition before it, as it says."""
        return self.edition.previous if self.edition else None


def _strangers(archive: Archive, entries: list[Entry | None]) -> Iterator[Fault]:
    """Files that no line of the ledger names; an edition whose line has been changed is none of them."""
    named = {entry.file for entry in entries if entry} | {LEDGER, LOCK}
    damaged, numbers = None in entries, {entry.number for entry in entries if entry}
    for path in sorted(archive.folder.rglob("*")):
        inner = path.relative_to(archive.folder)
        if path.is_dir() or inner.as_posix() in named or any(part.startswith(".") for part in inner.parts):
            continue
        edition = _edition(path.read_bytes()) if damaged else None
        if edition is None or edition.number in numbers or edition.file != inner.as_posix():
            yield Fault(inner.as_posix(), "it was put in: the ledger has no edition of this file")


def _edition(data: bytes) -> Edition | None:
    try:
        return Edition.parse(data)
    except ValueError:
        return None
