"""nm2890/football-data: results with average opening and closing prices of eight leagues, 2009-10 on.

One CSV file a league, ``<country>/<league>.csv``. ``Date`` is day and time in Central European time in every league;
no kick-off lies between midnight and noon there, so the day is the venue's own as well. Relegation and European
play-offs follow the league matches without a mark, and the score of one that went to extra time is not explained,
so ``extra_time`` stays unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Download, Parsed, Source
from pressbox.sources.rows import MatchRow, PriceRow
from pressbox.sources.tabular import (
    UNKNOWN_MATCH,
    BadCell,
    Cells,
    Table,
    file_bundles,
    given,
    parse_clock,
    parse_count,
    parse_iso_date,
    parse_price,
    parse_season,
    parse_text,
    read_rows,
    read_table,
    status_of,
)

COMPETITIONS = {
    "belgium/jupiler-pro-league.csv": "bel-1",
    "egypt/premier-league.csv": "egy-1",
    "england/premier-league.csv": "eng-1",
    "france/ligue-1.csv": "fra-1",
    "germany/bundesliga.csv": "ger-1",
    "italy/serie-a.csv": "ita-1",
    "netherlands/eredivisie.csv": "ned-1",
    "spain/laliga.csv": "esp-1",
}

BOOKMAKER = "Avg"
TIMEZONE = "Europe/Paris"

Market = Literal["1x2", "total", "btts"]
Timing = Literal["opening", "closing"]
Outcome = Literal["home", "draw", "away", "over", "under", "yes", "no"]
OUTCOMES: dict[str, tuple[Market, float | None, Outcome]] = {
    "home": ("1x2", None, "home"),
    "draw": ("1x2", None, "draw"),
    "away": ("1x2", None, "away"),
    "over_2.5": ("total", 2.5, "over"),
    "under_2.5": ("total", 2.5, "under"),
    "bts_yes": ("btts", None, "yes"),
    "bts_no": ("btts", None, "no"),
}
TIMINGS: dict[str, Timing] = {"open": "opening", "close": "closing"}


class OddsNm2890(Source):
    """Average prices of several bookmakers, at the opening and at the close."""

    name = "odds_nm2890"
    title = "nm2890/football-data"
    licence = "not stated"
    home = "https://github.com/nm2890/football-data"
    folder = "odds-nm2890"
    priority = 5

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        """One bundle a league."""
        return file_bundles(self.name, folder, "*/*.csv")

    def parse(self, bundle: Bundle) -> Parsed:
        """Read one league."""
        (path,) = bundle.paths
        if bundle.name not in COMPETITIONS:
            raise LayoutChanged(f"{bundle.name}: not one of the leagues {', '.join(COMPETITIONS)}.")
        table = read_table(path)
        rows = LeagueFile(table, COMPETITIONS[bundle.name])
        parsed = Parsed()

        def read(line: int, cells: Cells) -> None:
            parsed.matches.append(rows.match(line, cells))
            rows.read_prices(line, cells, parsed)

        read_rows(table, parsed, read)
        return parsed

    def downloads(self, season: str) -> Iterator[Download]:  # noqa: ARG002 - a file holds all seasons
        """Every league."""
        for path in COMPETITIONS:
            yield Download(f"https://raw.githubusercontent.com/nm2890/football-data/main/data/{path}", path)


def _time_of_day(cell: str) -> dt.time | None:
    return parse_clock(cell.strip().partition(" ")[2])


class LeagueFile:
    """Reader of one league's file."""

    def __init__(self, table: Table, competition: str) -> None:
        self.competition = competition
        self.date = table.column("Date", given(parse_iso_date))
        self.kick_off = table.column("Date", _time_of_day)
        self.season = table.column("Season", given(parse_season))
        self.home = table.column("HomeTeam", given(parse_text))
        self.away = table.column("AwayTeam", given(parse_text))
        self.goals = [table.column(name, parse_count) for name in ("FTHG", "FTAG", "HTHG", "HTAG")]
        self.prices = [
            (f"{stem}_{suffix}", table.column(f"{stem}_{suffix}", parse_price), timing, meaning)
            for stem, meaning in OUTCOMES.items()
            for suffix, timing in TIMINGS.items()
        ]

    def match(self, line: int, cells: Cells) -> MatchRow:
        """Match of a row."""
        home_goals, away_goals, home_goals_ht, away_goals_ht = (read(cells) for read in self.goals)
        kick_off = self.kick_off(cells)
        return UNKNOWN_MATCH._replace(
            source_line=line,
            key=str(line),
            competition=self.competition,
            season=self.season(cells),
            date=self.date(cells),
            kick_off=kick_off,
            timezone=TIMEZONE if kick_off else None,
            home=self.home(cells),
            away=self.away(cells),
            status=status_of(home_goals, away_goals),
            home_goals=home_goals,
            away_goals=away_goals,
            home_goals_ht=home_goals_ht,
            away_goals_ht=away_goals_ht,
        )

    def read_prices(self, line: int, cells: Cells, parsed: Parsed) -> None:
        """Add a row's prices; one that cannot be a price is rejected alone."""
        for name, read, timing, (market, goals, outcome) in self.prices:
            try:
                price = read(cells)
            except BadCell as error:
                parsed.reject(line, name, f"price {error}")
                continue
            if price is not None:
                parsed.prices.append(PriceRow(line, str(line), BOOKMAKER, market, timing, goals, outcome, price))
