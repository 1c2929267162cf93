"""What is known of a player's availability at a moment: the newest credible report, and what others say.

A report counts from when it was seen. Of each reporter the last word counts, and of all reporters the one who spoke
last; the others are named where they say otherwise. A report grows old when nobody renews it, and after two months it
says nothing. A player who has played since is back, and a ban is over on the day that was named for it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from pressbox.domain import Report
from pressbox.squads.injuries import Spell, differ, estimated_return, has_left
from pressbox.squads.standing import CHANCES, by_player, return_day

Status = Literal["out", "suspended", "doubtful", "back", "available"]

STALE_AFTER = dt.timedelta(days=60)
"""A report that nobody has renewed for so long says nothing."""

OLD_AFTER = dt.timedelta(days=14)
"""After so long the reader is told how old it is."""

BACK_FOR = dt.timedelta(days=14)
"""A return is news for so long."""

TOGETHER = dt.timedelta(days=3)
"""Reports so near to each other disagree; what was said earlier has been overtaken."""

SNAPSHOTS_WITHIN = dt.timedelta(days=45)
"""A list that is looked at again within this renews what it has left unchanged; between seasons it does not."""

_PRESENT = ("available", "back")


@dataclasses.dataclass(frozen=True)
class Said:
    """What another reporter says of the same player."""

    status: Status
    reason: str | None
    source: str | None
    seen_at: dt.datetime


@dataclasses.dataclass(frozen=True)
class Availability:
    """A player's availability at a moment.

    Attributes
    ----------
    chance : float
        Of being able to play, in [0, 1].
    expected_return : str or None
        As the source says; an ISO date where it is an estimate.
    return_on : date or None
        The same as a day, where it is one.
    estimated : bool
        Whether the return is reckoned from how long such injuries last.
    source : str or None
        Who says so.
    seen_at : datetime
        When it was first seen, UTC.
    confirmed_at : datetime
        When it was last seen unchanged.
    old : bool
        Whether nobody has renewed it for long.
    due : bool
        Reported absent, but the day named for the return has come.
    disagreement : tuple of Said
        What other reporters say, where it is something else.
    """

    player: str
    status: Status
    chance: float
    reason: str | None
    since: dt.date | None
    expected_return: str | None
    return_on: dt.date | None
    estimated: bool
    source: str | None
    seen_at: dt.datetime
    confirmed_at: dt.datetime
    old: bool = False
    due: bool = False
    disagreement: tuple[Said, ...] = ()

    @property
    def absent(self) -> bool:
        """Whether the player cannot play, as far as is known."""
        return self.status in ("out", "suspended")


def availability_of(
    player: str,
    reports: Sequence[Report],
    on: dt.date,
    at: dt.datetime,
    *,
    played: Callable[[dt.datetime], dt.datetime | None] = lambda _: None,
    looked_at: Mapping[str, Sequence[dt.datetime]] | None = None,
    spells: Sequence[Spell] = (),
) -> Availability | None:
    """Availability of one player before a match; None where nothing that was said still counts.

    Parameters
    ----------
    reports : sequence of Report
        All on the player, in any order.
    on : date
        Day of the match.
    at : datetime
        The moment, UTC without an offset; what was seen from then on does not count.
    played : callable
        Kick-off of the first match, from a moment on, in which he has played.
    looked_at : mapping, optional
        By reporter who tells changes only: when his list was looked at.
    spells : sequence of Spell
        Absences that were over before.
    """
    known = by_player([report for report in reports if report.seen_at < at], lambda _: "").get("", [])
    lists = looked_at or {}
    current = [(report, _confirmed(report, lists.get(report.reporter or "", ()), at)) for report in _last_words(known)]
    current = [(report, confirmed) for report, confirmed in current if on - confirmed.date() <= STALE_AFTER]
    if not current:
        return None
    fresh = [pair for pair in current if on - pair[1].date() <= OLD_AFTER]
    newest, confirmed = (fresh or current)[0]
    if has_left(newest.reason):
        return None
    told = _told(player, newest, confirmed, on, spells)
    others = [report for report, _ in current if report is not newest]
    told = dataclasses.replace(told, disagreement=_others(newest, others))
    return _since_then(told, known, on, played(newest.seen_at))


def _last_words(reports: Sequence[Report]) -> list[Report]:
    """The newest report of each reporter, the one that counts first."""
    words: dict[str | None, Report] = {}
    for report in reports:
        words.setdefault(report.reporter, report)
    return list(words.values())


def _confirmed(report: Report, looked_at: Sequence[dt.datetime], at: dt.datetime) -> dt.datetime:
    """When a report was last seen unchanged, on a list that tells changes only; without a reason it is not renewed."""
    last = report.seen_at
    if report.reason is None and report.status not in _PRESENT:
        return last  # players who have left stay on a list so
    for moment in sorted(looked_at):
        if last < moment < at and moment - last <= SNAPSHOTS_WITHIN:
            last = moment
    return last


def _told(player: str, report: Report, confirmed: dt.datetime, on: dt.date, spells: Sequence[Spell]) -> Availability:
    chance = CHANCES[report.status] if report.chance is None else report.chance
    back, said = return_day(report), report.expected_return
    due = report.status in ("out", "suspended") and back is not None and back <= on
    estimated = None
    if report.status == "out" and (said is None or said.lower() == "unknown"):
        since = report.since or report.seen_at.date()
        estimated = estimated_return(report.reason, since, on, spells)
    return Availability(
        player=player,
        status="doubtful" if due and report.status == "out" else report.status,
        chance=0.5 if due else chance,
        reason=report.reason,
        since=report.since,
        expected_return=estimated.isoformat() if estimated else said,
        return_on=estimated or back,
        estimated=estimated is not None,
        source=report.reporter,
        seen_at=report.seen_at,
        confirmed_at=confirmed,
        old=on - confirmed.date() > OLD_AFTER and report.status not in _PRESENT,
        due=due,
    )


def _others(newest: Report, others: Sequence[Report]) -> tuple[Said, ...]:
    """What other reporters said at about the same time, where it is something else."""
    present = newest.status in _PRESENT
    return tuple(
        Said(report.status, report.reason, report.reporter, report.seen_at)
        for report in others
        if newest.seen_at - report.seen_at <= TOGETHER
        and not has_left(report.reason)
        and (
            (report.status in _PRESENT) != present
            or (not present and (report.status != newest.status or differ(report.reason, newest.reason)))
        )
    )


def _since_then(
    told: Availability, reports: Sequence[Report], on: dt.date, played: dt.datetime | None
) -> Availability | None:
    """The same once it is counted who has played since, whose ban is over, and who has just come back."""
    if played is not None and told.status not in _PRESENT:
        status: Status = "back" if told.absent and on - played.date() <= BACK_FOR else "available"
        told = dataclasses.replace(told, status=status, chance=1.0, expected_return=None, return_on=None)
        return dataclasses.replace(told, estimated=False, old=False, due=False, disagreement=())
    if told.status == "suspended" and told.due:
        return None
    if told.status in _PRESENT:
        return dataclasses.replace(told, status="back" if _is_back(reports, on) else told.status, chance=1.0)
    return told


def _is_back(reports: Sequence[Report], on: dt.date) -> bool:
    """Whether a player who is well was not until lately, or is said to be back."""
    newest = next(report for report in reports if report.status in _PRESENT)
    if on - newest.seen_at.date() > BACK_FOR:
        return False
    absent = next((report for report in reports if report.status not in _PRESENT), None)
    returned = min(
        report.seen_at.date()
        for report in reports
        if report.status in _PRESENT and (absent is None or report.seen_at >= absent.seen_at)
    )
    return newest.status == "back" or (absent is not None and on - returned <= BACK_FOR)
