"""football-data.co.uk: league results, team statistics and bookmakers' prices.

Two layouts. ``mmz4281/<season>/<division>.csv`` holds one season of a main league (1993-94 on) with opening and, from
2012-13 (Pinnacle) and 2019-20 (all), closing prices. ``new/<CODE>.csv`` holds all seasons of another league since
2012, with closing prices and without half time.

Column names are decoded, not listed, because they change every season: ``B365H`` is Bet365's price of a home win,
``PSCD`` Pinnacle's closing draw, ``Avg>2.5`` an average of over 2.5 goals, ``BbMxAHA`` Betbrain's best price of the
away side at the handicap ``BbAHh``. "Opening" is the site's first collection, some days before the match, rather
than the first price ever offered. Columns that are no price and no result are left.

The site does not mark awarded matches or play-offs; its times are those of the United Kingdom.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Download, Parsed, Source
from pressbox.sources.football_data_layout import ResultColumns, SeasonFile
from pressbox.sources.rows import MatchRow, PriceRow
from pressbox.sources.tabular import (
    BadCell,
    Cells,
    Column,
    Table,
    code_of_season,
    file_bundles,
    given,
    parse_clock,
    parse_day_first,
    parse_float,
    parse_price,
    parse_season,
    parse_text,
    read_rows,
    read_table,
    season_between,
    start_of_code,
)

DIVISIONS = {
    "E0": "eng-1", "E1": "eng-2", "E2": "eng-3", "E3": "eng-4", "EC": "eng-5",
    "SC0": "sco-1",
    "D1": "ger-1", "D2": "ger-2", "I1": "ita-1", "I2": "ita-2", "SP1": "esp-1", "SP2": "esp-2",
    "F1": "fra-1", "F2": "fra-2", "N1": "ned-1", "B1": "bel-1", "P1": "por-1", "T1": "tur-1", "G1": "gre-1",
}  # fmt: skip
"""``Div`` of the main leagues to competition."""

NEW_LEAGUES = {
    "ARG": "arg-1", "AUT": "aut-1", "BRA": "bra-1", "CHN": "chn-1", "DNK": "den-1", "FIN": "fin-1", "IRL": "irl-1",
    "JPN": "jpn-1", "MEX": "mex-1", "NOR": "nor-1", "POL": "pol-1", "ROU": "rou-1", "RUS": "rus-1", "SWE": "swe-1",
    "SWZ": "sui-1", "USA": "usa-1",
}  # fmt: skip
"""File name in ``new/`` to competition."""

LOWER_LEAGUES = {"Challenge League"}
"""Second tiers named in the file of the league above: the play-off between the two."""

SITE_ZONE = "Europe/London"
LEAGUE_ZONES = {"usa-1": "America/Chicago"}
"""Leagues whose kick-offs fall on another day in the United Kingdom, with the zone in which all fall on their own."""

PRICE = re.compile(r"(?P<stem>[A-Z0-9][A-Za-z0-9]*?)(?P<outcome>AHH|AHA|>2\.5|<2\.5|(?<!A)H|D|A)")
MISPRINTS = {"B36CA": "B365CA"}  # so in new/
BOOKMAKERS_IN_C = {"VC"}  # names that end in C without being closing prices
PINNACLE = {"P": "PS"}  # the site writes PSH but P>2.5

Market = Literal["1x2", "total", "handicap"]
Outcome = Literal["home", "draw", "away", "over", "under"]
OUTCOMES: dict[str, tuple[Market, Outcome]] = {
    "H": ("1x2", "home"),
    "D": ("1x2", "draw"),
    "A": ("1x2", "away"),
    ">2.5": ("total", "over"),
    "<2.5": ("total", "under"),
    "AHH": ("handicap", "home"),
    "AHA": ("handicap", "away"),
}


class FootballData(Source):
    """Season files of the main leagues and all-season files of the others."""

    name = "football_data"
    title = "football-data.co.uk"
    licence = "not stated"
    home = "https://www.football-data.co.uk/data.php"
    folder = "football-data"
    priority = 2

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        """One bundle a file."""
        yield from file_bundles(self.name, folder, "mmz4281/*/*.csv")
        yield from file_bundles(self.name, folder, "new/*.csv")

    def parse(self, bundle: Bundle) -> Parsed:
        """Read one file of either layout."""
        (path,) = bundle.paths
        # The Conference file of 2021-22 is Windows-1252.
        table = read_table(path, encodings=("utf-8-sig", "cp1252"))
        if bundle.name.startswith("new/"):
            return _parse_league(table, bundle.name)
        return _parse_season(table, bundle.name)

    def downloads(self, season: str) -> Iterator[Download]:
        """The main leagues of a season of two years, and the all-season files."""
        address = "https://www.football-data.co.uk"
        paths = [f"new/{code}.csv" for code in NEW_LEAGUES]
        if "-" in season:
            paths += [f"mmz4281/{code_of_season(season)}/{division}.csv" for division in DIVISIONS]
        for path in sorted(paths):
            yield Download(f"{address}/{path}", path)


@dataclasses.dataclass(frozen=True)
class PriceColumn:
    """What a column of prices means; ``line`` is the position of its handicap, where it has one."""

    name: str
    place: int
    bookmaker: str
    market: Market
    timing: Literal["opening", "closing"]
    outcome: Outcome
    line: int | None


def price_columns(table: Table) -> list[PriceColumn]:
    """Decode the header; a handicap price whose handicap has no column is left."""
    decoded = (_decode(MISPRINTS.get(name, name), place, table) for name, place in table.positions.items())
    return [column for column in decoded if column]


def read_prices(columns: list[PriceColumn], line: int, cells: Cells, parsed: Parsed) -> None:
    """Add a row's prices; one that cannot be a price is rejected alone."""
    for column in columns:
        try:
            price = parse_price(cells[column.place])
            if price is None:
                continue
            handicap = 2.5 if column.market == "total" else None if column.line is None else _goals(cells[column.line])
        except BadCell as error:
            parsed.reject(line, cells[column.place], f"price {column.name}: {error}")
            continue
        parsed.prices.append(
            PriceRow(line, str(line), column.bookmaker, column.market, column.timing, handicap, column.outcome, price)
        )


def _parse_season(table: Table, name: str) -> Parsed:
    season = _season_of_folder(name)
    rows, prices = SeasonFile(table, parse_day_first), price_columns(table)
    division = table.column("Div", given(parse_text))
    clock = table.optional("Time", parse_clock)
    parsed = Parsed()

    def read(line: int, cells: Cells) -> None:
        match, stats = rows.match(line, cells), rows.match_stats(line, cells)
        competition = _competition(division(cells))
        kick_off = clock(cells)
        zone = SITE_ZONE if kick_off else None
        parsed.matches.append(match._replace(competition=competition, season=season, kick_off=kick_off, timezone=zone))
        parsed.match_stats.extend(stats)
        read_prices(prices, line, cells, parsed)

    read_rows(table, parsed, read)
    return parsed


def _parse_league(table: Table, name: str) -> Parsed:
    competition = _league_of_file(name)
    rows, prices = LeagueFile(table, competition), price_columns(table)
    parsed = Parsed()

    def read(line: int, cells: Cells) -> None:
        parsed.matches.append(rows.match(line, cells))
        read_prices(prices, line, cells, parsed)

    read_rows(table, parsed, read)
    return parsed


class LeagueFile:
    """Reader of an all-season file."""

    def __init__(self, table: Table, competition: str) -> None:
        self.competition = competition
        self.zone = LEAGUE_ZONES.get(competition, SITE_ZONE)
        self.results = ResultColumns(table, "Home", "Away", "HG", "AG", "Res")
        self.season = table.column("Season", given(parse_season))
        self.league = table.column("League", given(parse_text))
        self.date: Column[dt.date] = table.column("Date", given(parse_day_first))
        self.clock = table.optional("Time", parse_clock)

    def match(self, line: int, cells: Cells) -> MatchRow:
        """Match of a row."""
        date, clock = _in_zone(self.date(cells), self.clock(cells), self.zone)
        match = self.results.match(line, cells)._replace(
            competition=self.competition,
            season=self.season(cells),
            date=date,
            kick_off=clock,
            timezone=self.zone if clock else None,
        )
        league = self.league(cells)
        if league in LOWER_LEAGUES:
            return match._replace(round="Play-off", note=f"listed under {league}")
        return match


def _decode(name: str, place: int, table: Table) -> PriceColumn | None:
    match = PRICE.fullmatch(name)
    if match is None:
        return None
    stem, (market, outcome) = match["stem"], OUTCOMES[match["outcome"]]
    closing = stem.endswith("C") and stem not in BOOKMAKERS_IN_C
    bookmaker = stem.removesuffix("C") if closing else stem
    line = _handicap_column(bookmaker, closing, table) if market == "handicap" else None
    if market == "handicap" and line is None:
        return None
    timing: Literal["opening", "closing"] = "closing" if closing else "opening"
    return PriceColumn(name, place, PINNACLE.get(bookmaker, bookmaker), market, timing, outcome, line)


def _handicap_column(bookmaker: str, closing: bool, table: Table) -> int | None:
    """Position of the handicap that goes with a bookmaker: his own, Betbrain's, or the one of the whole file."""
    shared = "AHCh" if closing else "BbAHh" if bookmaker.startswith("Bb") else "AHh"
    own = table.positions.get(f"{bookmaker}AH")
    return own if own is not None else table.positions.get(shared)


@functools.lru_cache(maxsize=1 << 10)
def _goals(text: str) -> float:
    """Handicap in goals, a multiple of a quarter."""
    goals = parse_float(text)
    if goals is None or goals * 4 != int(goals * 4):
        raise BadCell(f'"{text}" is not a handicap')
    return goals


def _season_of_folder(name: str) -> str:
    try:
        return season_between(start_of_code(name.split("/")[1]))
    except ValueError as error:
        raise LayoutChanged(f"{name}: {error}; expected mmz4281/<season>/<division>.csv.") from error


def _competition(division: str) -> str:
    if division not in DIVISIONS:
        raise BadCell(f'Div: "{division}" is none of {", ".join(DIVISIONS)}')
    return DIVISIONS[division]


def _league_of_file(name: str) -> str:
    code = name.removeprefix("new/").removesuffix(".csv")
    if code not in NEW_LEAGUES:
        raise LayoutChanged(f"{name}: expected new/<code>.csv with a code of {', '.join(NEW_LEAGUES)}.")
    return NEW_LEAGUES[code]


@functools.lru_cache(maxsize=1 << 14)
def _in_zone(date: dt.date, clock: dt.time | None, zone: str) -> tuple[dt.date, dt.time | None]:
    """Day and time in a zone, from those of the United Kingdom."""
    if clock is None or zone == SITE_ZONE:
        return date, clock
    local = dt.datetime.combine(date, clock, ZoneInfo(SITE_ZONE)).astimezone(ZoneInfo(zone))
    return local.date(), local.time()
