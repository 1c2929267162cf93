"""The result columns of football-data.co.uk, which two publishers write: the site itself and football-datasets.

``Date, HomeTeam, AwayTeam, FTHG, FTAG, FTR, HTHG, HTAG`` and the team statistics ``HS, AS`` (shots) to ``HR, AR``
(red cards). Statistics differ from season to season and are read where they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from pressbox.sources.rows import MatchRow, MatchStatsRow
from pressbox.sources.tabular import (
    UNKNOWN_MATCH,
    UNKNOWN_STATS,
    BadCell,
    Cells,
    Column,
    Table,
    given,
    parse_count,
    parse_text,
    status_of,
)

STATISTICS = {
    "home_shots": "HS",
    "away_shots": "AS",
    "home_shots_on_target": "HST",
    "away_shots_on_target": "AST",
    "home_corners": "HC",
    "away_corners": "AC",
    "home_fouls": "HF",
    "away_fouls": "AF",
    "home_yellow_cards": "HY",
    "away_yellow_cards": "AY",
    "home_red_cards": "HR",
    "away_red_cards": "AR",
    "home_offsides": "HO",
    "away_offsides": "AO",
    "home_woodwork": "HHW",
    "away_woodwork": "AHW",
}
"""Field of ``MatchStatsRow`` to column."""


class ResultColumns:
    """Reader of the columns every file has: teams, score, and the result letter that must agree with it."""

    def __init__(self, table: Table, home: str, away: str, home_goals: str, away_goals: str, result: str) -> None:
        self.home = table.column(home, given(parse_text))
        self.away = table.column(away, given(parse_text))
        self.home_goals = table.column(home_goals, parse_count)
        self.away_goals = table.column(away_goals, parse_count)
        self.result = table.column(result, parse_text)

    def match(self, line: int, cells: Cells) -> MatchRow:
        """Teams, score and status of a row; the source adds what else it knows."""
        home_goals, away_goals = self.home_goals(cells), self.away_goals(cells)
        status = status_of(home_goals, away_goals)
        if home_goals is not None and away_goals is not None:
            self._check_result(cells, home_goals - away_goals)
        return UNKNOWN_MATCH._replace(
            source_line=line,
            key=str(line),
            home=self.home(cells),
            away=self.away(cells),
            status=status,
            home_goals=home_goals,
            away_goals=away_goals,
        )

    def _check_result(self, cells: Cells, margin: int) -> None:
        result = self.result(cells)
        if result is not None and result != ("H" if margin > 0 else "A" if margin < 0 else "D"):
            raise BadCell(f'result "{result}" contradicts the score {self.home_goals(cells)}-{self.away_goals(cells)}')


class SeasonFile:
    """Reader of a season file: result, half time, referee, attendance, statistics."""

    def __init__(self, table: Table, parse_date: Callable[[str], dt.date | None]) -> None:
        self.results = ResultColumns(table, "HomeTeam", "AwayTeam", "FTHG", "FTAG", "FTR")
        self.date = table.column("Date", given(parse_date))
        self.home_goals_ht = table.column("HTHG", parse_count)
        self.away_goals_ht = table.column("HTAG", parse_count)
        self.referee = table.optional("Referee", parse_text)
        self.attendance = table.optional("Attendance", parse_count)
        self.statistics: dict[str, Column[int | None]] = {
            field: table.column(name, parse_count) for field, name in STATISTICS.items() if name in table.positions
        }

    def match(self, line: int, cells: Cells) -> MatchRow:
        """Match of a row, without competition and season."""
        return self.results.match(line, cells)._replace(
            date=self.date(cells),
            home_goals_ht=self.home_goals_ht(cells),
            away_goals_ht=self.away_goals_ht(cells),
            extra_time=False,  # leagues
            shoot_out=False,
            attendance=self.attendance(cells),
            referee=self.referee(cells),
        )

    def match_stats(self, line: int, cells: Cells) -> list[MatchStatsRow]:
        """Statistics of a row, or nothing where every one is missing."""
        values = {field: read(cells) for field, read in self.statistics.items()}
        if all(value is None for value in values.values()):
            return []
        return [UNKNOWN_STATS._replace(source_line=line, match=str(line), **values)]
