"""Rendered texts to disk: a file is the old one or the new one, never half of either."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pressbox.errors import PreviewError
from pressbox.publish import documents, markdown, page
from pressbox.publish.file_names import plain

if TYPE_CHECKING:
    from pressbox.preview.document import Preview

FORMATS: dict[str, Callable[[Preview], str]] = {
    "html": page.render_page,
    "md": markdown.render_markdown,
    "json": documents.render_json,
}
"""What a preview can be written as, by the ending of the file."""


def write_preview(preview: Preview, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Render a preview in some formats and write the files.

    Returns
    -------
    list of Path
        The files, in the order of ``formats``.

    Raises
    ------
    PreviewError
        If the folder cannot be made or written; nothing half-written is left.
    ValueError
        If a format is none of ``FORMATS``.
    """
    unknown = [name for name in formats if name not in FORMATS]
    if unknown:
        raise ValueError(f"unknown format {unknown[0]!r}; known: {', '.join(FORMATS)}")
    rendered = [(folder / f"{stem(preview)}.{name}", FORMATS[name](preview)) for name in formats]
    for path, text in rendered:
        write_atomically(path, text)
    return [path for path, _ in rendered]


def stem(preview: Preview) -> str:
    """Name of a preview's files: date, home and away side in plain letters."""
    fixture = preview.fixture
    return "-".join([fixture.date.isoformat(), plain(fixture.home.name), plain(fixture.away.name)])


def write_atomically(path: Path, text: str, option: str = "--out") -> None:
    """Write a text file whole: into a new file beside it, to the disk, then in its place.

    ``option`` is the one by which the folder was chosen.

    Raises
    ------
    PreviewError
        If the folder cannot be made or written, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _not_written(path, error, option) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        raise _not_written(path, error, option) from error
    finally:
        # After the replacement there is nothing left under this name.
        with contextlib.suppress(OSError):
            Path(name).unlink(missing_ok=True)


def _not_written(path: Path, error: OSError, option: str) -> PreviewError:
    reason = error.strerror or type(error).__name__
    return PreviewError(f"{path} could not be written: {reason}. Choose another folder with {option}, or make room.")
