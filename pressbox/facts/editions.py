"""Families of competitions, and since when each of them has been held: how far back "ever" reaches.

Out: ``families.csv`` and ``editions.csv`` as values.
"""

from __future__ import annotations

import csv
import dataclasses
import functools
from collections.abc import Iterable
from importlib import resources

NOT_HELD = frozenset({*range(1915, 1919), *range(1939, 1945)})
"""Years in which no season began, for the wars."""


@dataclasses.dataclass(frozen=True)
class Edition:
    """First and last season of a competition that has been held every year between, the wars apart."""

    first: str
    last: str | None

    def was_held(self, season: str) -> bool:
        """Whether there was one in a season."""
        return self.first <= season <= (self.last or season)

    def held_from_the_first(self, seasons: Iterable[str], until: str) -> bool:
        """Whether some seasons are all that there were before a season."""
        years = {int(season[:4]) for season in seasons}
        last = min(int(until[:4]) - 1, int(self.last[:4]) if self.last else int(until[:4]) - 1)
        return set(range(int(self.first[:4]), last + 1)) - NOT_HELD <= years


@functools.cache
def editions() -> dict[str, Edition]:
    """Competitions of which it is known when they began, and of which every round is on record."""
    return {row["competition"]: Edition(row["first_season"], row["last_season"] or None) for row in _rows("editions")}


@functools.cache
def families() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Scope words and competitions of every family."""
    return tuple((row["words"], tuple(row["competitions"].split("|"))) for row in _rows("families"))


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("pressbox.facts").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
