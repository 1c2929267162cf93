"""What CSV sources share: tables read by column name, cells to values, bad rows put aside.

A source opens a file with ``read_table``, asks the table for a *column* by name and parser, and calls the column
on each row's cells. Column sets change every season, so nothing is read by position::

    table = read_table(path)
    home, goals = table.column("HomeTeam", given(parse_text)), table.optional("FTHG", parse_int)

    def read(line: int, cells: Cells) -> None:
        parsed.matches.append(UNKNOWN_MATCH._replace(source_line=line, home=home(cells), home_goals=goals(cells)))

    read_rows(table, parsed, read)

A parser returns ``None`` for a missing cell and raises ``BadCell`` for one that it cannot read; ``read_rows`` then
rejects the row with its line, the column and the reason.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import functools
import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeVar

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed, read_text
from pressbox.sources.rows import MatchRow, MatchStatsRow

Value = TypeVar("Value")
Cells = Sequence[str]
Column = Callable[[Cells], Value]

MISSING = frozenset({"", "NA"})
CENTURY_PIVOT = 50  # DD/MM/49 is 2049, DD/MM/50 is 1950
WHOLE = re.compile(r"([+-]?[0-9]+)(\.0*)?")
DAY_FIRST = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?")
SEASON = re.compile(r"([0-9]{4})(?:[/-]([0-9]{4}))?")
CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]*)?)?")

UNKNOWN_MATCH = MatchRow(
    source_line=0, key="", competition="", season=None, date=None, kick_off=None, timezone=None, round=None, leg=None,
    home="", away="", home_country=None, away_country=None, status="played", home_goals=None, away_goals=None,
    home_goals_ht=None, away_goals_ht=None, extra_time=None, home_goals_aet=None, away_goals_aet=None, shoot_out=None,
    home_pens=None, away_pens=None, neutral=None, venue=None, city=None, attendance=None, referee=None, note=None,
)  # fmt: skip
"""A match of which nothing is known; a source fills in what its file says with ``_replace``."""

UNKNOWN_STATS = MatchStatsRow(0, "", *[None] * (len(MatchStatsRow._fields) - 2))
"""Statistics of which nothing is known, likewise."""


class BadCell(Exception):
    """A cell that is not what its column holds; the message quotes the cell."""


@dataclasses.dataclass(frozen=True)
class Table:
    """One CSV file.

    Attributes
    ----------
    path : Path
        The file, for messages.
    header : tuple of str
        Column names as printed, without surrounding blanks.
    rows : list of (int, list of str)
        Line on which the row starts (the header is line 1) and its cells; blank rows are left out.
    """

    path: Path
    header: tuple[str, ...]
    rows: list[tuple[int, list[str]]]

    @functools.cached_property
    def positions(self) -> dict[str, int]:
        """Column name to position; the first of a repeated name."""
        positions: dict[str, int] = {}
        for place, name in enumerate(self.header):
            positions.setdefault(name, place)
        return positions

    def column(self, name: str, parse: Callable[[str], Value]) -> Column[Value]:
        """Reader of a column that must be there.

        Raises
        ------
        LayoutChanged
            If the file has no such column.
        """
        if name not in self.positions:
            raise LayoutChanged(
                f'{self.path}: no column "{name}" (it has {", ".join(self.header[:12])} ...);'
                " the publisher may have changed the layout."
            )
        place = self.positions[name]

        def read(cells: Cells) -> Value:
            try:
                return parse(cells[place])
            except BadCell as error:
                raise BadCell(f"{name}: {error}") from None

        return read

    def optional(self, name: str, parse: Callable[[str], Value | None]) -> Column[Value | None]:
        """Reader of a column that some files lack; then every cell is missing."""
        return self.column(name, parse) if name in self.positions else lambda _: None


def read_table(path: Path, encodings: tuple[str, ...] = ("utf-8-sig",), delimiter: str = ",") -> Table:
    """Read a plain or gzip CSV file.

    Raises
    ------
    LayoutChanged
        If the file cannot be read, is empty, or is no CSV.
    """
    reader = csv.reader(io.StringIO(read_text(path, encodings), newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise LayoutChanged(f"{path}, line {line}: not a CSV row ({error}); fetch the file again.") from error
    if not rows:
        raise LayoutChanged(f"{path}: the file is empty; fetch it again.")
    return Table(path, tuple(name.strip() for name in rows[0][1]), rows[1:])


def read_rows(table: Table, parsed: Parsed, read: Callable[[int, Cells], None]) -> None:
    """Call ``read(line, cells)`` for every row; a row that raises ``BadCell`` is rejected. Counts ``data_rows``."""
    width = len(table.header)
    parsed.data_rows += len(table.rows)
    for line, cells in table.rows:
        try:
            # Spreadsheets leave empty cells behind the last column; anything else there is a shifted row.
            if len(cells) != width and (len(cells) < width or any(map(str.strip, cells[width:]))):
                raise BadCell(f"{len(cells)} cells where the header has {width}")
            read(line, cells)
        except BadCell as error:
            parsed.reject(line, ",".join(cells), f"{table.path.name.removesuffix('.gz')}: {error}")


def given(parse: Callable[[str], Value | None]) -> Callable[[str], Value]:
    """Make a parser that takes a missing cell for a bad one."""

    def parse_given(cell: str) -> Value:
        value = parse(cell)
        if value is None:
            raise BadCell("missing")
        return value

    return parse_given


@functools.lru_cache(maxsize=1 << 16)
def parse_text(cell: str) -> str | None:
    """Text with its white space (no-break spaces too) made single blanks."""
    text = " ".join(cell.split())
    return None if text in MISSING else text


@functools.lru_cache(maxsize=1 << 14)
def parse_int(cell: str) -> int | None:
    """Whole number; ``2.0``, as spreadsheets write it, is 2."""
    text = cell.strip()
    if text in MISSING:
        return None
    if match := WHOLE.fullmatch(text):
        return int(match[1])
    raise BadCell(f'"{text}" is not a whole number')


@functools.lru_cache(maxsize=1 << 14)
def parse_count(cell: str) -> int | None:
    """Whole number that cannot be negative: goals, cards, spectators."""
    number = parse_int(cell)
    if number is not None and number < 0:
        raise BadCell(f'"{cell.strip()}" is negative')
    return number


@functools.lru_cache(maxsize=1 << 16)
def parse_float(cell: str) -> float | None:
    """Finite number with a decimal point."""
    text = cell.strip()
    if text in MISSING:
        return None
    try:
        number = float(text)
    except ValueError:
        raise BadCell(f'"{text}" is not a number') from None
    if number - number != 0.0:  # nan and the infinities, which float() reads
        raise BadCell(f'"{text}" is not a number')
    return number


@functools.lru_cache(maxsize=1 << 16)
def parse_price(cell: str) -> float | None:
    """Decimal price: what a stake of 1 pays back, more than 1."""
    price = parse_float(cell)
    if price is not None and price <= 1.0:
        raise BadCell(f'"{cell.strip()}" is not a decimal price')
    return price


@functools.lru_cache(maxsize=1 << 10)
def parse_flag(cell: str) -> bool | None:
    """``TRUE``/``yes``/``1`` or ``FALSE``/``no``/``0``, in any case."""
    text = cell.strip()
    if text in MISSING:
        return None
    if text.lower() in ("true", "yes", "1"):
        return True
    if text.lower() in ("false", "no", "0"):
        return False
    raise BadCell(f'"{text}" is neither true nor false')


@functools.lru_cache(maxsize=1 << 16)
def parse_day_first(cell: str) -> dt.date | None:
    """Date written DD/MM/YY or DD/MM/YYYY."""
    text = cell.strip()
    if text in MISSING:
        return None
    match = DAY_FIRST.fullmatch(text)
    if match is None:
        raise BadCell(f'"{text}" is not a date DD/MM/YYYY')
    year = int(match[3])
    if len(match[3]) == 2:
        year += 2000 if year < CENTURY_PIVOT else 1900
    return _date(text, year, int(match[2]), int(match[1]))


@functools.lru_cache(maxsize=1 << 16)
def parse_iso_date(cell: str) -> dt.date | None:
    """Date written YYYY-MM-DD; a time of day behind it is left."""
    text = cell.strip()
    if text in MISSING:
        return None
    match = ISO_DAY.fullmatch(text)
    if match is None:
        raise BadCell(f'"{text}" is not a date YYYY-MM-DD')
    return _date(text, int(match[1]), int(match[2]), int(match[3]))


@functools.lru_cache(maxsize=1 << 12)
def parse_clock(cell: str) -> dt.time | None:
    """Time of day written HH:MM or HH:MM:SS."""
    text = cell.strip()
    if text in MISSING:
        return None
    match = CLOCK.fullmatch(text)
    hour, minute, second = (int(part) for part in match.groups("0")) if match else (24, 0, 0)
    if hour > 23 or minute > 59 or second > 59:
        raise BadCell(f'"{text}" is not a time of day HH:MM')
    return dt.time(hour, minute, second)


def _date(text: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise BadCell(f'"{text}" is not a day of the calendar') from None


def file_bundles(source: str, folder: Path, pattern: str) -> Iterator[Bundle]:
    """One bundle a file for the files that fit a glob pattern, plain or gzip, sorted by name.

    The name leaves a ``.gz`` out, so that a compressed copy and the live file are the same bundle; where both are
    there, the plain one is read.
    """
    found = {}
    for path in [*folder.glob(f"{pattern}.gz"), *folder.glob(pattern)]:
        found[path.relative_to(folder).as_posix().removesuffix(".gz")] = path
    for name in sorted(found):
        yield Bundle(source, name, (found[name],))


@functools.lru_cache(maxsize=1 << 10)
def parse_season(cell: str) -> str | None:
    """Season written ``2023/2024``, ``2023-2024`` or ``2024``, as ``2023-24`` or ``2024``."""
    text = cell.strip()
    if text in MISSING:
        return None
    match = SEASON.fullmatch(text)
    if match is None or (match[2] and int(match[2]) != int(match[1]) + 1):
        raise BadCell(f'"{text}" is not a season')
    return season_between(int(match[1])) if match[2] else match[1]


def status_of(home_goals: int | None, away_goals: int | None) -> Literal["played", "scheduled"]:
    """Whether a row is a match or still a fixture; half a score is a bad cell."""
    if (home_goals is None) != (away_goals is None):
        raise BadCell("goals of one side only")
    return "scheduled" if home_goals is None else "played"


def season_between(start: int) -> str:
    """Season that starts in a year: 2023 gives ``2023-24``."""
    return f"{start}-{(start + 1) % 100:02d}"


def start_of_code(code: str) -> int:
    """Year in which a season of football-data's code starts: ``9394`` gives 1993.

    Raises
    ------
    ValueError
        If the code is not four digits of two years in a row.
    """
    if not re.fullmatch(r"[0-9]{4}", code) or (int(code[:2]) + 1) % 100 != int(code[2:]):
        raise ValueError(f'"{code}" is not a season like 2324')
    first = int(code[:2])
    return first + (2000 if first < CENTURY_PIVOT else 1900)


def code_of_season(season: str) -> str:
    """football-data's code of a season: ``2023-24`` gives ``2324``.

    Raises
    ------
    ValueError
        If the season is not of two years.
    """
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", season):
        raise ValueError(f'"{season}" is not a season like 2023-24')
    return season[2:4] + season[5:7]
