"""What is known of a downloaded file, kept as a small JSON file beside it: its address, version and digest.

A note is a hint. One that is absent, broken or out of date costs a download, never a wrong file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

Note = Mapping[str, str]


def read_note(path: Path) -> Note:
    """The note in a file; empty where there is none, or where writing it was interrupted."""
    try:
        note = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in note.items()} if isinstance(note, dict) else {}


def write_note(path: Path, note: Note) -> None:
    """Write a note, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(dict(note), indent=1, sort_keys=True) + "\n", encoding="utf-8")


def digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal; empty where there is no file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
