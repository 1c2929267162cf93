"""Our own table layout: a folder of CSV or Parquet tables that anyone can write. The embedded sample is one.

All tables of a folder are one bundle, because line-ups, goals, cards, prices and statistics refer to the matches of
its results. ``docs/tables.md`` describes every table and column; here each table is a ``Layout``.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import re
import zoneinfo
from collections.abc import Callable, Hashable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed, Source
from pressbox.sources.rows import (
    AvailabilityRow,
    CardRow,
    GoalRow,
    LineupRow,
    MatchRow,
    MatchStatsRow,
    PriceRow,
    Side,
    SquadRow,
    Status,
)
from pressbox.sources.tabular import (
    UNKNOWN_STATS,
    BadCell,
    Cells,
    Table,
    given,
    parse_clock,
    parse_count,
    parse_flag,
    parse_float,
    parse_iso_date,
    parse_price,
    parse_text,
    read_rows,
    read_table,
    status_of,
)

Record = dict[str, Any]
Parser = Callable[[str], Any]
Goals = tuple[int | None, int | None]

SUFFIXES = (".csv", ".csv.gz", ".parquet")
SEASON = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?")
COUNTRY = re.compile(r"[A-Z]{3}")
PENS = re.compile(r"pens(?: ([0-9]+)-([0-9]+))?")
MINUTE = re.compile(r"([0-9]+)(?:\+([0-9]+))?")
STATUSES: dict[str, Status] = {
    "awarded": "awarded",
    "cancelled": "cancelled",
    "abandoned": "abandoned",
    "walkover": "walkover",
    "void": "void",
}
NOTE_WORDS = frozenset({"aet", "no aet", "neutral", *STATUSES})
OUTCOMES = {
    "1x2": ("home", "draw", "away"),
    "total": ("over", "under"),
    "handicap": ("home", "away"),
    "btts": ("yes", "no"),
}
MARKETS_WITH_A_LINE = ("total", "handicap")
DAY_ENDS_IN = zoneinfo.ZoneInfo("Europe/Berlin")
NO_GOALS: Goals = (None, None)


class Note(NamedTuple):
    """What the ``note`` of a result says, word by word."""

    words: frozenset[str] = frozenset()
    shoot_out: bool = False
    pens: Goals = NO_GOALS


class Minute(NamedTuple):
    """``90+3`` is minute 90 with stoppage 3."""

    minute: int | None = None
    stoppage: int | None = None


class Fixtures:
    """The matches of a folder, found by what other tables say of them; upper and lower case do not matter."""

    def __init__(self) -> None:
        self._keys: dict[Hashable, str] = {}
        self._goals: collections.Counter[str] = collections.Counter()

    def add(self, match: MatchRow) -> None:
        """Make a match findable."""
        self._keys[folded((match.date, match.competition, match.home, match.away))] = match.key

    def key(self, record: Record) -> str:
        """Key of the match of a row with home and away.

        Raises
        ------
        BadCell
            If the results have no such match.
        """
        return self._find(record, record["home"], record["away"]) or self._missing(record, "home", "away")

    def key_and_side(self, record: Record) -> tuple[str, Side]:
        """Key of the match of a row with club and opponent, and the side of the club.

        Raises
        ------
        BadCell
            If the results have no such match.
        """
        club, opponent = record["club"], record["opponent"]
        if key := self._find(record, club, opponent):
            return key, "home"
        return self._find(record, opponent, club) or self._missing(record, "club", "opponent"), "away"

    def next_goal(self, key: str) -> int:
        """1 for the first goal of a match, then 2 and so on."""
        self._goals[key] += 1
        return self._goals[key]

    def _find(self, record: Record, home: str, away: str) -> str | None:
        return self._keys.get(folded((record["date"], record["competition"], home, away)))

    def _missing(self, record: Record, one: str, other: str) -> str:
        raise BadCell(
            f"the results have no match of {record[one]} and {record[other]} in {record['competition']}"
            f" on {record['date']}"
        )


Load = Callable[[int, Record, Parsed, Fixtures], None]


@dataclasses.dataclass(frozen=True)
class Layout:
    """One table.

    Attributes
    ----------
    stems : tuple of str
        Its file names, without suffix.
    required : mapping of str to parser
        Columns that a file must have.
    optional : mapping of str to parser
        Columns that it may have.
    identity : tuple of str
        Columns in which two rows must not agree.
    load : callable
        Puts a row into ``Parsed``.
    telling : tuple of str
        Columns without which a row is not compared with others: two goals without a minute are two goals.
    """

    stems: tuple[str, ...]
    required: Mapping[str, Parser]
    optional: Mapping[str, Parser]
    identity: tuple[str, ...]
    load: Load
    telling: tuple[str, ...] = ()


class Tables(Source):
    """A folder of tables in our own layout."""

    name = "tables"
    title = "our own table layout"
    licence = "that of its author"
    home = "docs/tables.md"
    folder = "tables"
    priority = 0

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        """The folder itself, if it holds any of the tables; not what lies deeper."""
        stems = (stem for layout in LAYOUTS.values() for stem in layout.stems)
        found = [[path for suffix in SUFFIXES if (path := folder / f"{stem}{suffix}").is_file()] for stem in stems]
        paths = tuple(paths[0] for paths in found if paths)
        if paths:
            yield Bundle(self.name, folder.resolve().name, paths)

    def parse(self, bundle: Bundle) -> Parsed:
        """Read the tables of a folder. A file that cannot be read is rejected as a whole, on line 0."""
        parsed, fixtures = Parsed(), Fixtures()
        faults = []
        seen: dict[Hashable, str] = {}
        for path in bundle.paths:
            try:
                read_file(path, parsed, fixtures, seen)
            except LayoutChanged as error:
                faults.append(str(error).replace(str(path), path.name))
                parsed.reject(0, path.name, faults[-1])
        if len(faults) == len(bundle.paths):
            raise LayoutChanged(" ".join(faults))
        return parsed


def read_file(path: Path, parsed: Parsed, fixtures: Fixtures, seen: dict[Hashable, str]) -> None:
    """Read one table of a folder; ``seen`` knows where each row so far stands.

    Raises
    ------
    LayoutChanged
        If it cannot be read as a whole.
    """
    stem = path.name.split(".")[0]
    name, layout = next((name, layout) for name, layout in LAYOUTS.items() if stem in layout.stems)
    table = read_parquet(path) if path.suffix == ".parquet" else read_table(path)
    check_header(table, layout, parsed)
    columns = {name: table.column(name, parse) for name, parse in layout.required.items()}
    columns |= {name: table.optional(name, parse) for name, parse in layout.optional.items()}

    def read(line: int, cells: Cells) -> None:
        record = {name: column(cells) for name, column in columns.items()}
        identity = folded((name, *(record[column] for column in layout.identity)))
        if identity in seen:
            raise BadCell(f"repeats {seen[identity]}")
        layout.load(line, record, parsed, fixtures)
        if all(record[column] is not None for column in layout.telling):
            seen[identity] = f"{path.name}, line {line}"

    before = len(parsed.rejected)
    read_rows(table, parsed, read)
    parsed.rejected[before:] = [
        row._replace(value=f"{path.name}: {row.value}", reason=row.reason.removeprefix(f"{path.name}: "))
        for row in parsed.rejected[before:]
    ]


def folded(values: tuple[Any, ...]) -> Hashable:
    """The same values, with text in lower case, to compare by."""
    return tuple(value.casefold() if isinstance(value, str) else value for value in values)


def check_header(table: Table, layout: Layout, parsed: Parsed) -> None:
    """Refuse a table that lacks columns, and report columns that nothing reads.

    Raises
    ------
    LayoutChanged
        If a required column is missing or a name stands twice.
    """
    header, known = table.header, {**layout.required, **layout.optional}
    has = f"it has {', '.join(header)}"
    if missing := [name for name in layout.required if name not in header]:
        commas = " Its cells must be divided by commas." if len(header) == 1 else ""
        raise LayoutChanged(
            f"{table.path}, line 1: no column {', '.join(missing)} ({has}).{commas} See docs/tables.md."
        )
    if twice := sorted({name for name in header if name in known and header.count(name) > 1}):
        raise LayoutChanged(f"{table.path}, line 1: the column {', '.join(twice)} is there twice ({has}).")
    if unknown := [name for name in header if name and name not in known]:
        reason = f"not a column of this table and not read; it may have {', '.join(known)}"
        parsed.reject(1, f"{table.path.name}: {', '.join(unknown)}", reason)


def read_parquet(path: Path) -> Table:
    """Read a Parquet file to the text that a CSV file would hold; rows are counted from 1.

    Raises
    ------
    LayoutChanged
        If it is no Parquet file.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
    except (pa.ArrowException, OSError) as error:
        raise LayoutChanged(f"{path}: not a Parquet file ({error}).") from error
    columns = [[as_text(value) for value in column.to_pylist()] for column in table.columns]
    rows = [(number, list(cells)) for number, cells in enumerate(zip(*columns, strict=True), 1)]
    return Table(path, tuple(table.column_names), rows)


def as_text(value: object) -> str:
    """A value of a typed table as a CSV file would have it."""
    if value is None or value != value:
        return ""
    if isinstance(value, dt.datetime) and value.tzinfo is None and value.time() == dt.time():
        return value.date().isoformat()  # a table of dates that only knows moments
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def one_of(*words: str) -> Parser:
    """Parser of a cell that is one of some words."""

    def parse(cell: str) -> str | None:
        text = parse_text(cell)
        if text is not None and text not in words:
            raise BadCell(f'"{text}" is not one of {", ".join(words)}')
        return text

    return parse


def at_least(least: int, most: int | None = None) -> Parser:
    """Parser of a whole number within bounds."""

    def parse(cell: str) -> int | None:
        number = parse_count(cell)
        if number is not None and (number < least or (most is not None and number > most)):
            raise BadCell(
                f'"{number}" is not {least} or more' if most is None else f'"{number}" is not {least} to {most}'
            )
        return number

    return parse


def parse_season(cell: str) -> str | None:
    """``2023-24``, or ``2024`` for a season of one calendar year."""
    text = parse_text(cell)
    if text is None:
        return None
    match = SEASON.fullmatch(text)
    if match is None or (match[2] and (int(match[1]) + 1) % 100 != int(match[2])):
        raise BadCell(f'"{text}" is not a season like 2023-24 or 2024')
    return text


def parse_country(cell: str) -> str | None:
    """Three-letter code."""
    text = parse_text(cell)
    if text is not None and not COUNTRY.fullmatch(text):
        raise BadCell(f'"{text}" is not a code of three capital letters')
    return text


def parse_timezone(cell: str) -> str | None:
    """Name of a zone in the IANA database."""
    text = parse_text(cell)
    if text is not None:
        try:
            zoneinfo.ZoneInfo(text)
        except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError) as error:
            raise BadCell(f'"{text}" is not a time zone like Europe/Rome') from error
    return text


def parse_chance(cell: str) -> float | None:
    """Probability."""
    number = parse_float(cell)
    if number is not None and not 0.0 <= number <= 1.0:
        raise BadCell(f'"{cell.strip()}" is not between 0 and 1')
    return number


def parse_minute(cell: str) -> Minute | None:
    """``63`` or ``90+3``."""
    text = parse_text(cell)
    if text is None:
        return None
    match = MINUTE.fullmatch(text)
    if match is None:
        raise BadCell(f'"{text}" is not a minute like 63 or 90+3')
    return Minute(int(match[1]), int(match[2]) if match[2] else None)


def parse_note(cell: str) -> Note:
    """Words divided by ``;``."""
    words = [" ".join(word.split()).lower() for word in cell.split(";") if word.strip()]
    shoot_outs = [match for word in words if (match := PENS.fullmatch(word))]
    rest = frozenset(word for word in words if not PENS.fullmatch(word))
    if strange := sorted(rest - NOTE_WORDS):
        known = ", ".join(sorted(NOTE_WORDS))
        raise BadCell(f'"{strange[0]}" is not one of {known} or pens 4-2; free text goes to the column remark')
    if len(rest & STATUSES.keys()) > 1 or len(shoot_outs) > 1 or {"aet", "no aet"} <= rest:
        raise BadCell(f'"{cell.strip()}" contradicts itself')
    if not shoot_outs or shoot_outs[0][1] is None:
        return Note(rest, bool(shoot_outs))
    home, away = int(shoot_outs[0][1]), int(shoot_outs[0][2])
    if home == away:
        raise BadCell(f'"{shoot_outs[0][0]}" is no result of a shoot-out')
    return Note(rest, True, (home, away))


def parse_seen_at(cell: str) -> dt.datetime | None:
    """Moment with its offset from UTC; a date alone is the end of that day in Central Europe.

    Only then is all that was published on the day known, matches of its evening included, and it is still before
    the next match day begins there.
    """
    text = parse_text(cell)
    if text is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise BadCell(f'"{text}" is not a date YYYY-MM-DD or a moment like 2024-04-17T10:00+01:00') from None
    if ":" not in text:
        moment = moment.replace(hour=23, minute=59, second=59, tzinfo=DAY_ENDS_IN)
    if moment.tzinfo is None:
        raise BadCell(f'"{text}" has no offset from UTC, as 2024-04-17T10:00+01:00 has')
    return moment.astimezone(dt.UTC)


def load_match(line: int, record: Record, parsed: Parsed, fixtures: Fixtures) -> None:
    """Read a row of the results."""
    note: Note = record["note"] or Note()
    printed, ninety, half = (pair(record, suffix) for suffix in ("", "_90", "_ht"))
    word = next((word for word in STATUSES if word in note.words), None)
    status = STATUSES[word] if word else status_of(*printed)
    if status == "scheduled" and (note.shoot_out or "aet" in note.words):
        raise BadCell("extra time or a shoot-out without a score")
    extra_time = (
        None if status == "scheduled" else "aet" in note.words or (note.shoot_out and "no aet" not in note.words)
    )
    check_ninety(printed, ninety, bool(extra_time))
    match = MatchRow(
        source_line=line,
        key=f"{record['date']} {record['competition']}: {record['home']} v {record['away']}",
        **{name: record[name] for name in COPIED},
        status=status,
        home_goals=ninety[0] if extra_time else printed[0],
        away_goals=ninety[1] if extra_time else printed[1],
        home_goals_ht=half[0],
        away_goals_ht=half[1],
        extra_time=extra_time,
        home_goals_aet=printed[0] if extra_time else None,
        away_goals_aet=printed[1] if extra_time else None,
        shoot_out=None if status == "scheduled" else note.shoot_out,
        home_pens=note.pens[0],
        away_pens=note.pens[1],
        neutral=True if "neutral" in note.words else record["neutral"],
        note=record["remark"],
    )
    parsed.matches.append(match)
    fixtures.add(match)


def pair(record: Record, suffix: str) -> Goals:
    """Goals of both sides, or of none."""
    goals = record[f"home_goals{suffix}"], record[f"away_goals{suffix}"]
    status_of(*goals)
    return goals


def check_ninety(printed: Goals, ninety: Goals, extra_time: bool) -> None:
    """Refuse a score after 90 minutes that cannot be one, beside the final score."""
    if None in ninety or None in printed:
        return
    if not extra_time and ninety != printed:
        raise BadCell("another score after 90 minutes than at the end, but the note has no aet")
    if any(late < early for late, early in zip(printed, ninety, strict=True) if late is not None and early is not None):
        raise BadCell("more goals after 90 minutes than at the end")


def load_squad(line: int, record: Record, parsed: Parsed, fixtures: Fixtures) -> None:  # noqa: ARG001
    """Read a row of the squads."""
    own = {name: record[name] for name in SquadRow._fields if name not in ("source_line", "team", "club")}
    parsed.squads.append(SquadRow(source_line=line, team=record["club"], club=record["other_club"], **own))


def load_lineup(line: int, record: Record, parsed: Parsed, fixtures: Fixtures) -> None:
    """Read a row of the line-ups."""
    key, side = fixtures.key_and_side(record)
    own = {name: record[name] for name in ("player", "formation", "line", "slot", "position", "number", "captain")}
    parsed.lineups.append(LineupRow(line, key, side, role=record["role"] or "start", **own))


def load_availability(line: int, record: Record, parsed: Parsed, fixtures: Fixtures) -> None:  # noqa: ARG001
    """Read a row of the availability reports."""
    same = ("country", "player", "player_key", "status", "chance", "reason", "since", "expected_return")
    parsed.availability.append(
        AvailabilityRow(
            source_line=line,
            team=record["club"],
            reporter=record["source"],
            seen_at=record["as_of"],
            **{name: record[name] for name in same},
        )
    )


def load_goal(line: int, record: Record, parsed: Parsed, fixtures: Fixtures) -> None:
    """Read a row of the goals; they are counted in the order of the file."""
    key, side = fixtures.key_and_side(record)
    same = ("player", "own_goal", "penalty", "assist", "home_score", "away_score")
    minute, stoppage = record["minute"] or Minute()
    own = {name: record[name] for name in same}
    parsed.goals.append(GoalRow(line, key, fixtures.next_goal(key), side, minute=minute, stoppage=stoppage, **own))


def load_card(line: int, record: Record, parsed: Parsed, fixtures: Fixtures) -> None:
    """Read a row of the cards."""
    key, side = fixtures.key_and_side(record)
    minute, stoppage = record["minute"] or Minute()
    parsed.cards.append(CardRow(line, key, side, record["player"], minute, stoppage, record["kind"], record["reason"]))


def load_price(line: int, record: Record, parsed: Parsed, fixtures: Fixtures) -> None:
    """Read a row of the prices."""
    market, outcome, handicap = record["market"], record["outcome"], record["handicap"]
    if outcome not in OUTCOMES[market]:
        raise BadCell(f'outcome: "{outcome}" is not one of {", ".join(OUTCOMES[market])}, the outcomes of {market}')
    if (handicap is None) == (market in MARKETS_WITH_A_LINE):
        raise BadCell(f"handicap: {market} has {'no line' if handicap is not None else 'a line, and it is missing'}")
    own = {name: record[name] for name in PriceRow._fields[2:]}
    parsed.prices.append(PriceRow(line, fixtures.key(record), **own))


def load_match_stats(line: int, record: Record, parsed: Parsed, fixtures: Fixtures) -> None:
    """Read a row of the match statistics."""
    own = {name: record[name] for name in STATISTICS}
    parsed.match_stats.append(UNKNOWN_STATS._replace(source_line=line, match=fixtures.key(record), **own))


COPIED = (
    "competition", "season", "date", "kick_off", "timezone", "round", "leg", "home", "away", "home_country",
    "away_country", "venue", "city", "attendance", "referee",
)  # fmt: skip
"""Columns of the results that go into ``MatchRow`` as they are."""

STATISTICS: dict[str, Parser] = {
    name: parse_float if name.endswith("_xg") else parse_count for name in MatchStatsRow._fields[2:]
}
FIXTURE: dict[str, Parser] = {"date": given(parse_iso_date), "competition": given(parse_text)}
SIDES: dict[str, Parser] = {**FIXTURE, "home": given(parse_text), "away": given(parse_text)}
CLUBS: dict[str, Parser] = {**FIXTURE, "club": given(parse_text), "opponent": given(parse_text)}

LAYOUTS: dict[str, Layout] = {
    "matches": Layout(
        stems=("matches", "results"),
        required={**SIDES, "home_goals": parse_count, "away_goals": parse_count},
        optional={
            "season": parse_season,
            "round": parse_text,
            "leg": at_least(1, 2),
            "home_goals_ht": parse_count,
            "away_goals_ht": parse_count,
            "home_goals_90": parse_count,
            "away_goals_90": parse_count,
            "note": parse_note,
            "kick_off": parse_clock,
            "timezone": parse_timezone,
            "neutral": parse_flag,
            "home_country": parse_country,
            "away_country": parse_country,
            "venue": parse_text,
            "city": parse_text,
            "attendance": parse_count,
            "referee": parse_text,
            "remark": parse_text,
        },
        identity=("date", "competition", "home", "away"),
        load=load_match,
    ),
    "squads": Layout(
        stems=("squads",),
        required={"club": given(parse_text), "player": given(parse_text)},
        optional={
            "country": parse_country,
            "competition": parse_text,
            "season": parse_season,
            "number": at_least(0),
            "player_key": parse_text,
            "position": one_of("GK", "DF", "MF", "FW"),
            "birth_year": at_least(1800),
            "birth_date": parse_iso_date,
            "nationality": parse_country,
            "caps": parse_count,
            "goals": parse_count,
            "other_club": parse_text,
        },
        identity=("club", "player", "season", "competition", "number"),
        load=load_squad,
    ),
    "lineups": Layout(
        stems=("lineups",),
        required={**CLUBS, "player": given(parse_text)},
        optional={
            "role": one_of("start", "bench"),
            "formation": parse_text,
            "line": at_least(1),
            "slot": at_least(1),
            "position": parse_text,
            "number": at_least(0),
            "captain": parse_flag,
            "source": parse_text,
        },
        identity=("date", "competition", "club", "opponent", "player"),
        load=load_lineup,
    ),
    "availability": Layout(
        stems=("availability",),
        required={
            "as_of": given(parse_seen_at),
            "club": given(parse_text),
            "player": given(parse_text),
            "status": given(one_of("out", "suspended", "doubtful", "back", "available")),
        },
        optional={
            "country": parse_country,
            "player_key": parse_text,
            "chance": parse_chance,
            "reason": parse_text,
            "since": parse_iso_date,
            "expected_return": parse_text,
            "source": parse_text,
        },
        identity=("as_of", "club", "player", "status", "reason", "source"),
        load=load_availability,
    ),
    "goals": Layout(
        stems=("goals",),
        required=CLUBS,
        optional={
            "player": parse_text,
            "minute": parse_minute,
            "own_goal": parse_flag,
            "penalty": parse_flag,
            "assist": parse_text,
            "home_score": parse_count,
            "away_score": parse_count,
        },
        identity=("date", "competition", "club", "opponent", "player", "minute"),
        load=load_goal,
        telling=("player", "minute"),
    ),
    "cards": Layout(
        stems=("cards",),
        required={**CLUBS, "kind": given(one_of("yellow", "second_yellow", "red"))},
        optional={"player": parse_text, "minute": parse_minute, "reason": parse_text},
        identity=("date", "competition", "club", "opponent", "player", "minute", "kind"),
        load=load_card,
        telling=("player", "minute"),
    ),
    "prices": Layout(
        stems=("prices",),
        required={
            **SIDES,
            "bookmaker": given(parse_text),
            "market": given(one_of(*OUTCOMES)),
            "timing": given(one_of("opening", "closing")),
            "outcome": given(one_of("home", "draw", "away", "over", "under", "yes", "no")),
            "price": given(parse_price),
        },
        optional={"handicap": parse_float},
        identity=("date", "competition", "home", "away", "bookmaker", "market", "timing", "handicap", "outcome"),
        load=load_price,
    ),
    "match_stats": Layout(
        stems=("match_stats",),
        required=SIDES,
        optional=STATISTICS,
        identity=("date", "competition", "home", "away"),
        load=load_match_stats,
    ),
}
"""Table name to layout, in the order of reading: what refers to matches comes after them."""
