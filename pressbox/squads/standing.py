"""What is known of a player's fitness and right to play on the eve of a match: the input of the possible eleven.

Whoever knows more (suspensions counted from cards, a desk's own reports) hands in other standings; ``standings_of``
makes them from reports alone. A report expires: once the player has played since it was seen, and a ban once the day
that was named for its end has come.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from pressbox.domain import Report

Status = Literal["available", "doubtful", "out", "suspended", "back"]

CHANCES: Mapping[str, float] = {"available": 1.0, "back": 1.0, "doubtful": 0.5, "out": 0.0, "suspended": 0.0}
"""Chance of playing where the reporter gives none."""

# Of two reports seen at one moment the more cautious is believed.
_CAUTION = {"out": 0, "suspended": 1, "doubtful": 2, "back": 3, "available": 4}

_DAY_OF_MONTH = re.compile(r"(\d{1,2}) ([A-Z][a-z]{2})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclasses.dataclass(frozen=True)
class Standing:
    """A player's standing.

    Attributes
    ----------
    chance : float
        Of being able to play, in [0, 1].
    due : bool
        Reported absent, but the day named for the return has come.
    """

    status: Status
    chance: float
    reason: str | None = None
    seen_at: dt.datetime | None = None
    due: bool = False

    @property
    def absent(self) -> bool:
        """Whether the player cannot play, as far as is known."""
        return self.chance == 0.0 and not self.due


FIT = Standing("available", 1.0)
"""Of whom nothing is reported."""


def by_player(reports: Sequence[Report], key: Callable[[Report], str]) -> dict[str, list[Report]]:
    """Reports of each player, the one that counts first: the newest, then the most cautious."""
    found: dict[str, list[Report]] = {}
    for report in sorted(reports, key=lambda report: (-report.seen_at.timestamp(), _CAUTION[report.status])):
        found.setdefault(key(report), []).append(report)
    return found


def standing_of(
    reports: Sequence[Report], on: dt.date, at: dt.datetime, played: Callable[[dt.datetime], bool]
) -> Standing:
    """Standing of one player before a match.

    Parameters
    ----------
    reports : sequence of Report
        Of the player, the one that counts first.
    on : date
        Day of the match.
    at : datetime
        UTC, no offset; reports seen from then on do not count.
    played : callable
        Whether the player has played from a moment on, and before ``at``.
    """
    report = next((report for report in reports if report.seen_at < at), None)
    if report is None:
        return FIT
    back = return_day(report)
    ended = back is not None and back <= on
    chance = CHANCES[report.status] if report.chance is None else report.chance
    if chance < 1 and (played(report.seen_at) or (report.status == "suspended" and ended)):
        return Standing("back", 1.0, report.reason, report.seen_at)
    return Standing(report.status, chance, report.reason, report.seen_at, due=chance == 0 and ended)


def return_day(report: Report) -> dt.date | None:
    """Day named for a player's return; None where the report gives none, or only words.

    >>> from datetime import datetime
    >>> said = Report("t", "p", "out", None, None, "14 Jan", None, datetime(2023, 12, 29))
    >>> return_day(said)
    datetime.date(2024, 1, 14)
    """
    text = report.expected_return or ""
    try:
        found = _DAY_OF_MONTH.fullmatch(text)
        if found is None:
            return dt.date.fromisoformat(text)
        # Without a year: the next such day, or one that has lately gone by.
        since = report.seen_at.date() - dt.timedelta(days=60)
        month, day = _MONTHS.index(found[2]) + 1, int(found[1])
        days = (dt.date(year, month, day) for year in range(since.year, since.year + 2))
        return next(day for day in days if day > since)
    except ValueError:
        return None
