"""What a league season is besides a list of results: ended early, split in two, or two championships in one year.

``cut_short.csv`` has seasons that were ended before their last match, with the day of the decision and whether places
then went by points per match; ``separate_halves.csv`` leagues whose year is two championships. Other second phases are
told by the calendar: some clubs meet more often than others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from pressbox.store.stage_windows import read_table

_MET_MORE = 0.08
"""Share of pairs that may meet more often than the others by replays, play-offs or slips of a file."""


class Cut(NamedTuple):
    """The end of a season before its last match."""

    decided_on: dt.date
    per_match: bool


def cut_short(competition: str, season: str, on: dt.date) -> Cut | None:
    """The early end of a season, if it had been decided before a day."""
    cut = _cut(competition, season)
    return cut if cut and cut.decided_on < on else None


def to_be_played(competition: str, season: str, on: dt.date) -> bool:
    """Whether matches of a season that were cancelled in the end were still to be played on a day."""
    cut = _cut(competition, season)
    return cut is not None and cut.decided_on >= on


def _cut(competition: str, season: str) -> Cut | None:
    for row in read_table("cut_short.csv"):
        if (row["competition"], row["season"]) == (competition, season):
            return Cut(dt.date.fromisoformat(row["decided_on"]), bool(row["per_match"]))
    return None


def first_phase(meetings: Sequence[int], clubs: int) -> int | None:
    """Matches of a club before a second phase, in which only some meet; None where there is none.

    Parameters
    ----------
    meetings : sequence of int
        How often each pair of clubs that meets at all does so, in the whole calendar of the season.
    clubs : int
    """
    pairs = clubs * (clubs - 1) // 2
    counts = sorted([0] * (pairs - len(meetings)) + list(meetings))
    if not counts:
        return None
    usual = counts[len(counts) // 10]
    more = sum(count > usual for count in counts)
    return usual * (clubs - 1) if more > _MET_MORE * pairs else None


def in_halves(competition: str, season: str) -> bool:
    """Whether the year of a league is two championships, of which a table of the year says nothing."""
    return any(
        row["competition"] == competition and (row["first_season"] or "0") <= season <= (row["last_season"] or "9999")
        for row in read_table("separate_halves.csv")
    )
