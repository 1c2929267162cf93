from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pressbox.errors import PreviewError
from pressbox.publish import files
from tests import builders as b
from tests import stories


def test_a_preview_is_written_in_every_format(tmp_path: Path):
    folder = tmp_path / "new" / "folder"
    paths = files.write_preview(stories.preview_of(stories.league(), None), folder, ["html", "md", "json"])
    stem = "2024-04-20-arsenal-crystal-palace"
    assert paths == [folder / f"{stem}.html", folder / f"{stem}.md", folder / f"{stem}.json"]
    assert sorted(folder.iterdir()) == sorted(paths)
    assert all(path.stat().st_size > 1000 for path in paths)


def test_an_unknown_format_is_the_callers_mistake(tmp_path: Path):
    with pytest.raises(ValueError, match="unknown format 'pdf'; known: html, md, json"):
        files.write_preview(stories.preview_of(stories.league(), None), tmp_path, ["pdf"])


def test_names_become_plain_file_names():
    story = b.dossier(b.fixture("2024-04-20", b.team("Alavés / Städt"), b.team("الهلال")))
    assert files.stem(stories.preview_of(story, None)).startswith("2024-04-20-alaves-stadt-")


def test_a_folder_that_is_a_file_is_reported_in_a_line(tmp_path: Path):
    (tmp_path / "taken").write_text("not a folder")
    with pytest.raises(PreviewError, match=r"could not be written: .* Choose another folder with --out"):
        files.write_atomically(tmp_path / "taken" / "page.html", "text")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str):
    page = tmp_path / "page.html"
    files.write_atomically(page, "old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), full)
    with pytest.raises(PreviewError, match="No space left on device"):
        files.write_atomically(page, "new")
    assert page.read_text() == "old"
    assert list(tmp_path.iterdir()) == [page]


def test_a_file_is_replaced_whole(tmp_path: Path):
    page = tmp_path / "page.html"
    files.write_atomically(page, "a much longer old text")
    files.write_atomically(page, "new")
    assert page.read_text() == "new"
    assert page.stat().st_mode & 0o777 == 0o644
