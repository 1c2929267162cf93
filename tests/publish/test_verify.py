"""Whatever is changed in the editions of a home is named."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from pressbox.publish.archive import LEDGER, Archive
from pressbox.publish.edition import Edition
from pressbox.publish.verify import verify
from tests import editions as e


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return e.filled(tmp_path)


def named(archive: Archive) -> dict[str, str]:
    """Files that are named, with the first thing that is said of each."""
    found: dict[str, str] = {}
    for fault in verify(archive).faults:
        found.setdefault(fault.file, fault.reason)
    return found


def test_a_chain_that_nobody_has_touched_is_whole(archive: Archive):
    found = verify(archive)
    assert (found.editions, found.whole) == (4, True)
    assert found.head == archive.entries()[-1].sha256
    assert found.to_dict() == {"editions": 4, "head": found.head, "whole": True, "faults": []}


def test_no_editions_are_whole(tmp_path: Path):
    assert verify(Archive(tmp_path)).to_dict() == {"editions": 0, "head": None, "whole": True, "faults": []}


@pytest.mark.parametrize("number", range(4))
def test_any_byte_of_an_edition_that_is_changed_names_its_file_and_no_other(archive: Archive, number: int):
    path = e.files(archive)[number]
    data = path.read_bytes()
    rng = random.Random(number)
    for place in range(len(data)):
        if rng.random() < 0.25 or place in (0, len(data) - 1):
            changed = bytearray(data)
            changed[place] ^= 1 << rng.randrange(8)
            path.write_bytes(changed)
            assert set(named(archive)) == {archive.entries()[number].file}, place
    path.write_bytes(data)
    assert verify(archive).whole


@pytest.mark.parametrize("change", [lambda data: data + b"\n", lambda data: data[:-1], lambda _: b""])
def test_bytes_added_or_cut_off_name_the_file(archive: Archive, change):  # noqa: ANN001
    path = e.files(archive)[3]
    path.write_bytes(change(path.read_bytes()))
    assert set(named(archive)) == {archive.entries()[3].file}


def test_any_byte_of_the_ledger_that_is_changed_names_the_ledger_and_its_line(archive: Archive):
    path = archive.folder / LEDGER
    data = path.read_bytes()
    rng = random.Random(5)
    for place in range(len(data)):
        if rng.random() < 0.25 or data[place : place + 1] == b"\n":
            changed = bytearray(data)
            changed[place] ^= 1 << rng.randrange(8)
            path.write_bytes(changed)
            found = named(archive)
            assert set(found) == {LEDGER}, (place, found)
            assert "line" in found[LEDGER]


@pytest.mark.parametrize("number", range(4))
def test_a_file_that_is_removed_is_named(archive: Archive, number: int):
    entry = archive.entries()[number]
    (archive.folder / entry.file).unlink()
    assert named(archive) == {entry.file: f"it is gone or cannot be read: edition {number + 1} was published here"}


@pytest.mark.parametrize("place", ["2024-04-20/000005-a-b.json", "2024-04-21/x.txt", "stray.json"])
def test_a_file_that_is_put_in_is_named(archive: Archive, place: str):
    path = archive.folder / place
    path.parent.mkdir(exist_ok=True)
    shutil.copy(e.files(archive)[0], path)
    assert named(archive) == {place: "it was put in: the ledger has no edition of this file"}


def test_two_files_that_changed_places_are_both_named(archive: Archive):
    first, second = e.files(archive)[:2]
    data = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(data)
    assert set(named(archive)) == {entry.file for entry in archive.entries()[:2]}


def test_lines_of_the_ledger_that_changed_places_are_named(archive: Archive):
    path = archive.folder / LEDGER
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[1], lines[0], *lines[2:]]))
    found = [fault.reason for fault in verify(archive).faults if fault.file == LEDGER]
    assert found[0] == "line 1 is of edition 2: lines were moved, put in or taken out"
    assert found[1].startswith("line 2 is of edition 1")


@pytest.mark.parametrize("number", [0, 1, 3])
def test_an_edition_taken_out_with_its_line_is_noticed(archive: Archive, number: int):
    """The last one is noticed against a hash that was kept elsewhere, for the rest is a whole chain."""
    head = verify(archive).head
    entry, path = archive.entries()[number], archive.folder / LEDGER
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:number], *lines[number + 1 :]]))
    (archive.folder / entry.file).unlink()
    found = verify(archive, head)
    assert not found.whole
    assert {fault.file for fault in found.faults} >= {LEDGER}


def test_a_ledger_that_is_removed_is_named(archive: Archive):
    (archive.folder / LEDGER).unlink()
    assert named(archive)[LEDGER] == "it is gone or empty, and there are editions"


def forge(archive: Archive, number: int) -> None:
    """Change an edition and its line so that they agree with one another."""
    entry, path = archive.entries()[number], archive.folder / LEDGER
    file = archive.folder / entry.file
    document = json.loads(file.read_bytes())
    document["preview"]["headline"] = "We knew it all along"
    data = Edition.parse(json.dumps(document).encode()).render()
    file.write_bytes(data)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[number] = Edition.parse(data).entry(data).render()
    path.write_bytes(b"".join(lines))


def test_an_edition_forged_with_its_line_does_not_fit_the_one_after_it(archive: Archive):
    forge(archive, 1)
    assert named(archive) == {
        archive.entries()[2].file: "it does not follow the edition before it: one was moved, put in or taken out"
    }


def test_the_last_edition_forged_with_its_line_shows_against_a_hash_kept_elsewhere(archive: Archive):
    head = verify(archive).head
    assert verify(archive, head).whole
    forge(archive, 3)
    assert verify(archive).whole
    (fault,) = verify(archive, head).faults
    assert fault.file == LEDGER
    assert f"no edition in it has the hash {head}" in fault.reason


def test_a_hash_kept_earlier_is_in_the_chain_that_has_grown_since(archive: Archive):
    head = verify(archive).head
    archive.add(lambda _: e.edition(9))
    assert verify(archive, head).whole
