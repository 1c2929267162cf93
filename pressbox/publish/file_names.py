"""Names of files that are safe on every system."""

from __future__ import annotations

import hashlib
import re
import unicodedata


def plain(name: str) -> str:
    """Letters and digits of a name; a short hash where it has none that are plain."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")[:60]
    return found or hashlib.sha256(name.encode()).hexdigest()[:8]
