"""football-datasets: results and team statistics of five leagues, 1993-94 on, one CSV file a league and season.

The rows are football-data.co.uk's, with its short team names, ISO dates and neither prices nor kick-off times.
Awarded matches are not marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Download, Parsed, Source
from pressbox.sources.football_data_layout import SeasonFile
from pressbox.sources.tabular import (
    Cells,
    code_of_season,
    file_bundles,
    parse_iso_date,
    read_rows,
    read_table,
    season_between,
    start_of_code,
)

COMPETITIONS = {
    "premier-league": "eng-1",
    "serie-a": "ita-1",
    "la-liga": "esp-1",
    "bundesliga": "ger-1",
    "ligue-1": "fra-1",
}


class FootballDatasets(Source):
    """``<league>/season-<yyYY>.csv``, 22 columns, the same in every file."""

    name = "football_datasets"
    title = "datasets/football-datasets"
    licence = "ODC-PDDL-1.0"
    home = "https://github.com/datasets/football-datasets"
    folder = "football-datasets"
    priority = 3

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        """One bundle a file."""
        return file_bundles(self.name, folder, "*/season-*.csv")

    def parse(self, bundle: Bundle) -> Parsed:
        """Read one season of a league."""
        (path,) = bundle.paths
        competition, season = _competition_and_season(bundle.name)
        table = read_table(path)
        rows = SeasonFile(table, parse_iso_date)
        parsed = Parsed()

        def read(line: int, cells: Cells) -> None:
            match, stats = rows.match(line, cells), rows.match_stats(line, cells)
            parsed.matches.append(match._replace(competition=competition, season=season))
            parsed.match_stats.extend(stats)

        read_rows(table, parsed, read)
        return parsed

    def downloads(self, season: str) -> Iterator[Download]:
        """The five leagues of a season."""
        address = "https://raw.githubusercontent.com/datasets/football-datasets/main/datasets"
        for league in COMPETITIONS:
            path = f"{league}/season-{code_of_season(season)}.csv"
            yield Download(f"{address}/{path}", path)


def _competition_and_season(name: str) -> tuple[str, str]:
    league, file = name.split("/")
    try:
        start = start_of_code(file.removeprefix("season-").removesuffix(".csv"))
        return COMPETITIONS[league], season_between(start)
    except (KeyError, ValueError) as error:
        raise LayoutChanged(
            f"{name}: expected <league>/season-2324.csv with a league of {', '.join(COMPETITIONS)}."
        ) from error
