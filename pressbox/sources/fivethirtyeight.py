"""FiveThirtyEight's club soccer predictions: results, expected goals, and forecasts made before the match.

``spi_matches.csv`` holds every league together. Probabilities add up to 1 but for rounding; ``proj_score`` is the
expected number of goals, ``spi`` the rating of the club. Rows without a score were fixtures when the file was
written. Extra time, shoot-outs, neutral grounds and awarded matches are not marked.
"""

from __future__ import annotations

import collections
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from pressbox.sources.base import Bundle, Download, Parsed, Source
from pressbox.sources.rows import MatchRow, PublishedForecastRow
from pressbox.sources.tabular import (
    UNKNOWN_MATCH,
    UNKNOWN_STATS,
    BadCell,
    Cells,
    Table,
    file_bundles,
    given,
    parse_count,
    parse_float,
    parse_iso_date,
    parse_text,
    read_rows,
    read_table,
    status_of,
)

LEAGUES = {
    "1818": "uefa-cl",
    "1820": "uefa-el",
    "1827": "aut-1",
    "1832": "bel-1",
    "1837": "den-1",
    "1843": "fra-1",
    "1844": "fra-2",
    "1845": "ger-1",
    "1846": "ger-2",
    "1849": "ned-1",
    "1854": "ita-1",
    "1856": "ita-2",
    "1859": "nor-1",
    "1864": "por-1",
    "1866": "rus-1",
    "1869": "esp-1",
    "1871": "esp-2",
    "1874": "swe-1",
    "1879": "sui-1",
    "1882": "tur-1",
    "1884": "gre-1",
    "1947": "jpn-1",
    "1948": "aus-1",
    "1951": "usa-1",
    "1952": "mex-1",
    "1975": "mex-1",
    "1979": "chn-1",
    "1983": "rsa-1",
    "2105": "bra-1",
    "2160": "usa-2",
    "2411": "eng-1",
    "2412": "eng-2",
    "2413": "eng-3",
    "2414": "eng-4",
    "2417": "sco-1",
    "4582": "usa-nwsl",
    "5641": "arg-1",
}
"""``league_id`` to competition; the names beside them are old sponsors'."""

STAGES = {"1952": "Apertura", "1975": "Clausura"}
"""Leagues that are halves of a season."""

WRITTEN_WITHIN = dt.timedelta(days=2)
AHEAD = "score entered before the match day"


class FiveThirtyEight(Source):
    """One file of all leagues."""

    name = "fivethirtyeight"
    title = "FiveThirtyEight soccer-spi"
    licence = "CC-BY-4.0"
    home = "https://github.com/fivethirtyeight/data/tree/master/soccer-spi"
    folder = "fivethirtyeight"
    priority = 6

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        """The one file."""
        return file_bundles(self.name, folder, "spi_matches.csv")

    def parse(self, bundle: Bundle) -> Parsed:
        """Read all leagues."""
        (path,) = bundle.paths
        table = read_table(path)
        read_match, read_forecast, read_xg = _match(table), _forecast(table), _xg(table)
        parsed = Parsed()

        def read(line: int, cells: Cells) -> None:
            match, forecast, xg = read_match(line, cells), read_forecast(line, cells), read_xg(cells)
            parsed.matches.append(match)
            parsed.published_forecasts.append(forecast)
            if xg != (None, None):
                stats = UNKNOWN_STATS._replace(source_line=line, match=match.key, home_xg=xg[0], away_xg=xg[1])
                parsed.match_stats.append(stats)

        read_rows(table, parsed, read)
        parsed.matches = _mark_entered_ahead(parsed.matches)
        return parsed

    def downloads(self, season: str) -> Iterator[Download]:  # noqa: ARG002 - the file holds all seasons
        """The one file."""
        yield Download("https://projects.fivethirtyeight.com/soccer-api/club/spi_matches.csv", "spi_matches.csv")


def _match(table: Table) -> Callable[[int, Cells], MatchRow]:
    date, league = table.column("date", given(parse_iso_date)), table.column("league_id", given(parse_text))
    teams = [table.column(name, given(parse_text)) for name in ("team1", "team2")]
    goals = [table.column(name, parse_count) for name in ("score1", "score2")]

    def read(line: int, cells: Cells) -> MatchRow:
        if league(cells) not in LEAGUES:
            raise BadCell(f'league_id: "{league(cells)}" is not a known league')
        home, away = (column(cells) for column in teams)
        home_goals, away_goals = (column(cells) for column in goals)
        return UNKNOWN_MATCH._replace(
            source_line=line,
            key=str(line),
            competition=LEAGUES[league(cells)],
            date=date(cells),
            round=STAGES.get(league(cells)),
            home=home,
            away=away,
            status=status_of(home_goals, away_goals),
            home_goals=home_goals,
            away_goals=away_goals,
        )

    return read


def _forecast(table: Table) -> Callable[[int, Cells], PublishedForecastRow]:
    probabilities = [table.column(name, _parse_probability) for name in ("prob1", "probtie", "prob2")]
    others = [table.column(name, parse_float) for name in ("proj_score1", "proj_score2", "spi1", "spi2")]

    def read(line: int, cells: Cells) -> PublishedForecastRow:
        home, draw, away = (column(cells) for column in probabilities)
        home_rate, away_rate, home_rating, away_rating = (column(cells) for column in others)
        if home is not None and draw is not None and away is not None and abs(home + draw + away - 1) > 0.01:
            raise BadCell(f"probabilities {home}, {draw}, {away} do not add up to 1")
        return PublishedForecastRow(line, str(line), home, draw, away, home_rate, away_rate, home_rating, away_rating)

    return read


def _xg(table: Table) -> Callable[[Cells], tuple[float | None, float | None]]:
    home, away = table.column("xg1", parse_float), table.column("xg2", parse_float)
    return lambda cells: (home(cells), away(cells))


def _mark_entered_ahead(matches: list[MatchRow]) -> list[MatchRow]:
    """Take the scores of days still to come for awards: the opponents of Reus Deportiu in April to June 2019.

    The file was written soon after the last day of which most matches have a score; a score of a day well behind that
    one was not played for.
    """
    last_day = _last_day_played(matches) + WRITTEN_WITHIN
    return [
        match._replace(status="awarded", note=AHEAD)
        if match.status == "played" and match.date is not None and match.date > last_day
        else match
        for match in matches
    ]


def _last_day_played(matches: list[MatchRow]) -> dt.date:
    played: collections.Counter[dt.date] = collections.Counter()
    for match in matches:
        if match.date is not None:
            played[match.date] += 1 if match.status == "played" else -1
    return max((date for date, balance in played.items() if balance > 0), default=dt.date.max - WRITTEN_WITHIN)


def _parse_probability(cell: str) -> float | None:
    probability = parse_float(cell)
    if probability is not None and not 0.0 <= probability <= 1.0:
        raise BadCell(f'"{cell.strip()}" is not a probability')
    return probability
