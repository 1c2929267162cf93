"""schochastics/football-data: results of the world to 2019, goals with minutes, incidents, line-ups, club names.

Five families of files below ``data/``, each with a module of its own that knows its layout:

==================================  ==========================  =====================================================
files                               module                      rows
==================================  ==========================  =====================================================
``results/*``                       ``schochastics_results``    matches of 200 leagues and the international cups
``goals_time/*.csv``                ``schochastics_goals``      matches and goals of leagues and cups, 1963 on
``goals_time2/*.json``              ``schochastics_incidents``  matches, goals, cards, substitutions, 2018-19 on
``formations/*.csv``                ``schochastics_lineups``    line-ups of two seasons of the Premier League
``elo/team_dictionary_men.csv``     here                        names of clubs
==================================  ==========================  =====================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pressbox.countries import country_code
from pressbox.errors import LayoutChanged
from pressbox.sources import schochastics_goals, schochastics_incidents, schochastics_lineups, schochastics_results
from pressbox.sources.base import Bundle, Download, Parsed, Source
from pressbox.sources.rows import ClubNameRow
from pressbox.sources.tabular import Cells, file_bundles, given, parse_text, read_rows, read_table

ADDRESS = "https://raw.githubusercontent.com/schochastics/football-data/master/data"
CLUB_NAMES = "elo/team_dictionary_men.csv"
PATTERNS = ("results/*.csv", "results/*.parquet", "goals_time/*.csv", "goals_time2/*.json", CLUB_NAMES)


class Schochastics(Source):
    """The results and events of schochastics/football-data."""

    name = "schochastics"
    title = "schochastics/football-data"
    licence = "ODC-BY-1.0"
    home = "https://github.com/schochastics/football-data"
    folder = "football-data-schochastics"
    priority = 7

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        """One bundle a file; line-ups and formations of a season belong together."""
        found = [bundle for pattern in PATTERNS for bundle in file_bundles(self.name, folder, pattern)]
        found.extend(schochastics_lineups.season_bundles(self.name, folder))
        return iter(sorted(found, key=lambda bundle: bundle.name))

    def parse(self, bundle: Bundle) -> Parsed:
        """Read a bundle of any family."""
        match bundle.name.split("/")[0]:
            case "results":
                return schochastics_results.parse(bundle)
            case "goals_time":
                return schochastics_goals.parse(bundle)
            case "goals_time2":
                return schochastics_incidents.parse(bundle)
            case "formations":
                return schochastics_lineups.parse(bundle)
            case "elo":
                return _club_names(bundle)
        raise LayoutChanged(f"{bundle.name}: not in a folder of football-data-schochastics.")

    def downloads(self, season: str) -> Iterator[Download]:
        """The files of all seasons, and the incidents of this one."""
        paths = ["results/games.parquet", CLUB_NAMES]
        paths += [f"goals_time/{competition}.csv" for competition in schochastics_goals.COMPETITIONS]
        paths += [f"goals_time2/{stem}.json" for stem in schochastics_incidents.season_files(season)]
        return (Download(f"{ADDRESS}/{path}", path) for path in paths)


def _club_names(bundle: Bundle) -> Parsed:
    """Names of clubs: the slug, spaced, and the abbreviation are aliases of the name."""
    table = read_table(bundle.paths[0])
    team, country = table.column("team", given(parse_text)), table.column("country", given(parse_text))
    slug, abbreviation = table.column("team_slug", parse_text), table.column("team_abbr", parse_text)
    parsed = Parsed()

    def read(line: int, cells: Cells) -> None:
        aliases = {(slug(cells) or "").replace("-", " "), abbreviation(cells) or ""} - {""}
        for alias in sorted(aliases):
            parsed.club_names.append(
                ClubNameRow(line, team(cells), alias, country_code(country(cells)), city=None, founded=None)
            )

    read_rows(table, parsed, read)
    return parsed
