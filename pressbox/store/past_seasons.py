"""Which seasons a look back at forecasts is about: those asked for, else the last of the biggest leagues on record."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from typing import Any, Self

from pressbox.errors import StoreError

BIG_FIVE = ("eng-1", "esp-1", "ita-1", "ger-1", "fra-1")
LAST = 3
"""Seasons of each competition that are looked at unless others are asked for."""

_RANGE = re.compile(r"(?P<first>\d{4}(-\d{2})?)(:(?P<last>\d{4}(-\d{2})?))?")


@dataclasses.dataclass(frozen=True)
class SeasonRange:
    """From one season to another, both included."""

    first: str
    last: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2021-22:2023-24``, or one season alone.

        Raises
        ------
        ValueError
            If it is neither, or goes backwards.
        """
        found = _RANGE.fullmatch(text.strip())
        if not found:
            raise ValueError(f"takes seasons such as 2021-22:2023-24, or one alone; got {text!r}.")
        first, last = found["first"], found["last"] or found["first"]
        if first > last:
            raise ValueError(f"goes from the earlier season to the later one; got {text!r}.")
        return cls(first, last)

    def __contains__(self, season: str) -> bool:
        return self.first <= season <= self.last

    def __str__(self) -> str:
        return f"{self.first}:{self.last}"


def choose(
    rows: Sequence[Mapping[str, Any]], asked: Sequence[str], seasons: SeasonRange | None
) -> list[tuple[str, str]]:
    """Competitions and seasons to look at.

    Parameters
    ----------
    rows : sequence of mapping
        As ``past_seasons.sql`` gives them.
    asked : sequence of str
        Ids of the competitions asked for; without any, the big five leagues, or all where the store has none of them.
    seasons : SeasonRange, optional
        Without it the last seasons of each competition.

    Raises
    ------
    StoreError
        If the store has no match of one that was asked for, or not those seasons.
    """
    on_record: dict[str, list[str]] = {}
    for row in rows:
        on_record.setdefault(row["competition"], []).append(row["season"])
    names = {row["competition"]: row["name"] for row in rows}
    for competition in asked:
        if competition not in on_record:
            raise StoreError(f"{competition} has no match with a score in the store; see `pressbox status`.")
    chosen = list(dict.fromkeys(asked)) or [name for name in BIG_FIVE if name in on_record] or list(on_record)
    if not chosen:
        raise StoreError("the store has no league match with a score; see `pressbox status`, or ingest results.")
    if seasons is None:
        return [(name, season) for name in chosen for season in on_record[name][-LAST:]]
    _check_on_record(seasons, {names[name]: on_record[name] for name in chosen}, every=bool(asked))
    return [(name, season) for name in chosen for season in on_record[name] if season in seasons]


def _check_on_record(seasons: SeasonRange, on_record: Mapping[str, Sequence[str]], *, every: bool) -> None:
    """Refuse seasons that no competition has, or a competition that has none of them."""
    for season in (seasons.first, seasons.last):
        if not any(season in known for known in on_record.values()):
            raise StoreError(f"the store has no season {season} of {_told(on_record)}.")
    for name, known in on_record.items():
        if every and not any(season in seasons for season in known):
            told = f"no season from {seasons.first} to {seasons.last} of {_told({name: known})}"
            raise StoreError(f"the store has {told}.")


def _told(on_record: Mapping[str, Sequence[str]]) -> str:
    """Competitions with the first and last season they have."""
    return ", ".join(f"{name} ({known[0]} to {known[-1]})" for name, known in on_record.items())
