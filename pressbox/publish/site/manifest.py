"""What a build left behind: every page with a key of what it was made from, and the files that belong to it.

A page whose key is the same, and whose files are as they were left, is not made again. The manifest lies in the site's
folder and is part of what takes its place at the end of a build.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pressbox.publish.site.summary import Summary

FOLDER = ".pressbox"
FILE = "manifest.json"
VERSION = 1


@dataclasses.dataclass(frozen=True)
class Entry:
    """A page: its key, the digest of each of its files, and of a match the day that it was on."""

    key: str
    files: dict[str, str]
    summary: Summary | None = None
    day: str | None = None


@dataclasses.dataclass(frozen=True)
class Manifest:
    """All pages of a site by name."""

    pages: dict[str, Entry]

    @property
    def files(self) -> dict[str, str]:
        """Digest of every file of the site."""
        return {name: digest for entry in self.pages.values() for name, digest in entry.files.items()}

    def to_json(self) -> str:
        """The manifest as the text of its file."""
        pages = {name: dataclasses.asdict(entry) for name, entry in sorted(self.pages.items())}
        return json.dumps({"version": VERSION, "pages": pages}, ensure_ascii=False, indent=0) + "\n"

    @classmethod
    def read(cls, site: Path) -> Manifest:
        """The manifest of a site; an empty one where there is none that this program can read."""
        try:
            read = json.loads((site / FOLDER / FILE).read_text(encoding="utf-8"))
            if read["version"] != VERSION:
                return cls({})
            return cls({name: _entry(values) for name, values in read["pages"].items()})
        except (OSError, ValueError, KeyError, TypeError):
            return cls({})


def _entry(values: Mapping[str, Any]) -> Entry:
    summary = values["summary"]
    return Entry(
        values["key"], dict(values["files"]), Summary.from_dict(summary) if summary else None, values.get("day")
    )


def digest(content: bytes) -> str:
    """Digest of a file's content."""
    return hashlib.sha256(content).hexdigest()


def key_of(*parts: object) -> str:
    """Key of a page: a digest of all that it is made from."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]
