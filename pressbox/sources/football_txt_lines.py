"""Football.TXT, the grammar of one line: dates, kick-offs and places, all at the beginning or end of a line.

Text in, small values out; text that has the shape of something and an impossible content (31 February, 25.00) raises
``BadLine``. How lines follow one another is ``football_txt.py``'s business, fixtures are ``football_txt_scores.py``'s.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from typing import NamedTuple


class BadLine(ValueError):
    """A line, or a part of one, that cannot be what it looks like; the message is the reason."""


# --- dates -----------------------------------------------------------------------------------------------------------

_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_WEEKDAYS = {name: number for number, name in enumerate(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"))}
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTH_NAMES)
_DATE = re.compile(
    rf"""\s*\[?
    (?:(?P<weekday>Mo|Tu|We|Th|Fr|Sa|Su)[a-z]?\s+)?
    (?:(?P<month>{_MONTH})[ /](?P<day>\d{{1,2}}) | (?P<day_first>\d{{1,2}})\s+(?P<month_last>{_MONTH}))
    (?:\s+(?P<year>\d{{4}}))?
    \]?(?=\s|$)""",
    re.VERBOSE,
)
_YEARLESS_FIRST_MONTH = 7  # a season of two years changes them between August or so and the next June


def cut_date(text: str, years: tuple[int, ...]) -> tuple[dt.date | None, str]:
    """Take the date off the beginning of a line.

    Most dates have no year. The weekday then tells which of the season's years is meant; where there is none either,
    July and later belong to the first year. A weekday also guards against a wrong date: it has to fit.

    Raises
    ------
    BadLine
        If the line begins with a date that is no day of these years.
    """
    found = _DATE.match(text)
    if found is None:
        return None, text
    return _day(found.group().strip(" []"), years), text[found.end() :]


def begins_with_date(text: str) -> bool:
    """Tell whether a line begins with something that looks like a date."""
    return _DATE.match(text) is not None


@functools.lru_cache(maxsize=4096)
def _day(text: str, years: tuple[int, ...]) -> dt.date:
    found = _DATE.match(text)
    assert found is not None
    month = _MONTHS[(found["month"] or found["month_last"])[:3]]
    day = int(found["day"] or found["day_first"])
    days = [date for year in years if (date := _date(year, month, day)) is not None and _in_season(date, years)]
    if found["year"]:
        days = [date for date in days if date.year == int(found["year"])]
    if found["weekday"]:
        days = [date for date in days if date.weekday() == _WEEKDAYS[found["weekday"]]]
    if not days:
        raise BadLine(f'"{text}" is no day of {"-".join(map(str, years))}')
    return days[-1] if month < _YEARLESS_FIRST_MONTH else days[0]


def _in_season(date: dt.date, years: tuple[int, ...]) -> bool:
    """Whether a day lies between June and the second August; the season 2019-20 ended on 23 August 2020."""
    return len(years) == 1 or dt.date(years[0], 6, 1) <= date <= dt.date(years[-1], 8, 31)


def _date(year: int, month: int, day: int) -> dt.date | None:
    return dt.date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


# --- kick-offs -------------------------------------------------------------------------------------------------------


class KickOff(NamedTuple):
    """Clock time at the venue and its IANA zone; ``None`` is the zone of the venue, or of the whole file."""

    time: dt.time
    timezone: str | None


_KICK_OFF = re.compile(
    r"""\s*(\d{1,2})[.:](\d{2}) (?:\s+UTC([+-]\d{1,2}))?
    (?:\s+\((\d{1,2})[.:](\d{2})\s+(?:UTC([+-]\d{1,2})|[A-Z]{3,4})\))?
    (?=\s|$)""",
    re.VERBOSE,
)


def cut_kick_off(text: str) -> tuple[KickOff | None, str]:
    """Take the kick-off off the beginning of a line: ``20.45``, ``18:00 UTC+3``, ``18:00 (20:00 UTC+4)``.

    Of two times the one in parentheses is the venue's.

    Raises
    ------
    BadLine
        If the line begins with a time that no clock shows.
    """
    found = _KICK_OFF.match(text)
    if found is None:
        return None, text
    hour, minute, offset, local_hour, local_minute, local_offset = found.groups()
    if local_hour:
        hour, minute, offset = local_hour, local_minute, local_offset
    return _kick_off(hour, minute, offset), text[found.end() :]


@functools.lru_cache(maxsize=1024)
def _kick_off(hour: str, minute: str, offset: str | None) -> KickOff:
    try:
        time = dt.time(int(hour), int(minute))
    except ValueError:
        raise BadLine(f'"{hour}:{minute}" is no time of day') from None
    return KickOff(time, _zone(int(offset)) if offset else None)


def _zone(offset: int) -> str:
    """IANA name of a fixed offset, whose sign is the other way round there (UTC+3 is Etc/GMT-3)."""
    if not -12 <= offset <= 14:
        raise BadLine(f"UTC{offset:+d} is no time zone")
    return f"Etc/GMT{-offset:+d}" if offset else "Etc/GMT"


# --- places ----------------------------------------------------------------------------------------------------------


class Place(NamedTuple):
    """Where a match is played, and before how many."""

    venue: str | None
    city: str | None
    attendance: int | None


_ATTENDANCE = re.compile(r",?\s*Att:\s*(\d{1,6})\s*$")
_GROUND_OF_CITY = re.compile(r"(.+?)\s+\((.+)\)$")


def read_place(text: str, *, town_first: bool) -> Place:
    """Read what follows the ``@``: ``Köln``, ``Paris (Parc des Princes)``, ``Rose Bowl, Pasadena, Att: 91194``.

    Parameters
    ----------
    town_first : bool
        Whether of two parts the first is the town (``Roma, Stadio Olimpico``).
    """
    found = _ATTENDANCE.search(text)
    attendance = int(found[1]) if found else None
    text = text[: found.start()].strip() if found else text.strip()
    if ground := _GROUND_OF_CITY.fullmatch(text):
        return Place(ground[2], ground[1], attendance)
    first, comma, last = map(str.strip, text.rpartition(","))
    if not comma:
        return Place(None, last or None, attendance)
    return Place(last, first, attendance) if town_first else Place(first, last, attendance)
