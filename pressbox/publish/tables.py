"""A table as a template shows it."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True)
class Grid:
    """A table with a caption; the first cell of a row heads it.

    Attributes
    ----------
    note : str or None
        What stands under it: what was left out, or what a word means.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str | None = None
