"""A report typed at the desk, checked: the player is on the club's list, the days are in order, nothing is foretold."""

from __future__ import annotations

import datetime as dt

from pressbox.errors import BadReport, UnknownPlayer
from pressbox.squads.availability import Status
from pressbox.squads.people import Roster

STATUSES: tuple[Status, ...] = ("out", "suspended", "doubtful", "back", "available")


def known_player(roster: Roster, typed: str, club: str) -> str:
    """The player of a club's list whom somebody means; as typed where the club has no list.

    Raises
    ------
    UnknownPlayer
        If nobody is called so, or several are, with the candidates.
    """
    if not roster.players:
        return typed.strip()
    found = roster.find(typed)
    if len(found) == 1:
        return found[0]
    near = found or roster.near(typed)
    if found:
        raise UnknownPlayer(f'"{typed}" could be {_either(found)} of {club}; give the first name too.', typed, found)
    closest = f" closest: {', '.join(near)}." if near else ""
    raise UnknownPlayer(f'"{typed}" is not on the list of {club};{closest or " nobody is near."}', typed, near)


def _either(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"


def checked(
    status: str, since: dt.date | None, until: str | None, chance: float | None, seen_at: dt.datetime, now: dt.datetime
) -> Status:
    """The status of a report whose parts go together.

    Raises
    ------
    BadReport
        If there is no such status, the report is from the future, the absence began after it was seen, the return is
        before the absence, or the chance is none.
    """
    known = next((name for name in STATUSES if name == status), None)
    if known is None:
        raise BadReport(f'"{status}" is not a status; known are {", ".join(STATUSES)}.')
    if seen_at > now:
        raise BadReport(
            f"{seen_at.isoformat(timespec='minutes')} is in the future; a report is seen before it is added."
        )
    if since is not None and since > seen_at.date():
        raise BadReport(f"{since} is after the report was seen, on {seen_at.date()}.")
    if chance is not None and not 0 <= chance <= 1:
        raise BadReport(f"{chance} is not a chance between 0 and 1.")
    day = _day(until)
    if day is not None and since is not None and day < since:
        raise BadReport(f"the return on {day} is before the absence, since {since}.")
    return known


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None  # in words
