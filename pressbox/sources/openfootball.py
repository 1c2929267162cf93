"""openfootball (football.db): results of leagues, cups and tournaments, squads, club names. Public domain.

Nine repositories lie side by side as folders. What a file is follows from its path alone: competition and season of a
match file, whose squad, which country's clubs; a path that fits no pattern is none of ours. Contents are read by
``football_txt.py``, ``squads_txt.py`` and ``club_names_txt.py``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from pressbox.countries import country_code
from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Download, Parsed, Source, read_text
from pressbox.sources.club_names_txt import parse_club_names
from pressbox.sources.football_txt import Setting, parse_football_txt
from pressbox.sources.squads_txt import parse_squads

_SEASON = r"(?P<season>\d{4}(?:-\d{2})?)"
_YEAR = r"(?P<year>\d{4})"
_MATCH_FILES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<repository>england|italy|espana|deutschland)/(?:archive/\d{{4}}s/)?{_SEASON}/(?P<tier>\d)-[\w-]+\.txt",
        rf"(?P<repository>england|italy|espana|deutschland)/{_SEASON}/(?P<cup>cup|facup|eflcup)\.txt",
        rf"champions-league/{_SEASON}/(?P<uefa>cl|el|conf)\.txt",
        rf"europe/[\w-]+/{_SEASON}_(?P<country>[a-z]{{2,3}})(?:(?P<tier>\d)|(?P<cup>cup))\.txt",
        rf"(?P<tournament>euro)/{_YEAR}--[\w-]+/euro\.txt",
        rf"(?P<tournament>worldcup)/{_YEAR}--[\w-]+/(?:cup|cup_finals)\.txt",
        rf"(?P<tournament>worldcup)/(?:min|more)/{_YEAR}(?:_full)?\.txt",
    )
)
_SQUAD_FILES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<repository>england|italy|espana|deutschland)/{_SEASON}/squads/[\w-]+\.txt",
        rf"(?P<tournament>euro|worldcup)/{_YEAR}--[\w-]+/squads/[\w-]+\.txt",
        rf"(?P<tournament>worldcup)/more/{_YEAR}_squads\.txt",
    )
)
_CLUB_FILE = re.compile(r"clubs/(?:[\w-]+/)*(?P<country>[a-z]{2,3})\.clubs\.txt")

_REPOSITORIES = {"england": "eng", "italy": "ita", "espana": "esp", "deutschland": "ger"}
_CUPS = {"facup": "fa-cup", "eflcup": "league-cup", "cup": "cup"}
_TOURNAMENTS = {"euro": "uefa-euro", "worldcup": "fifa-world-cup"}
_ENGLISH_LEAGUE = re.compile(r"eng-\d")
_POSTPONED = {("euro", "2021"): "2020"}  # Euro 2020 was played in 2021, and keeps its name
_UEFA_ZONE = "Europe/Paris"

_LIVE = "https://raw.githubusercontent.com/openfootball/{repository}/master/{path}"
_LIVE_FILES = {
    "england": (
        "1-premierleague 2-championship 3-league1 4-league2 5-nationalleague facup eflcup",
        "{season}/{name}.txt",
    ),
    "italy": ("1-seriea 2-serieb cup", "{season}/{name}.txt"),
    "espana": ("1-liga 2-liga2 cup", "{season}/{name}.txt"),
    "deutschland": ("1-bundesliga 2-bundesliga2 3-liga3 cup", "{season}/{name}.txt"),
    "champions-league": ("cl el conf", "{season}/{name}.txt"),
    "europe": (
        "france/fr1 france/fr2 netherlands/nl1 netherlands/nl2 portugal/pt1 portugal/pt2 greece/gr1 scotland/sco1"
        " switzerland/ch1 switzerland/ch2 switzerland/chcup turkey/tr1 turkey/tr2",
        "{country}/{season}_{name}.txt",
    ),
}


class OpenFootball(Source):
    """The files of football.db, each of which is a bundle."""

    name = "openfootball"
    title = "openfootball (football.db)"
    licence = "CC0-1.0"
    home = "https://github.com/openfootball"
    folder = "openfootball"
    version = 2
    priority = 1

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        """Match files, squads and club names; dot files are league tables and no match files."""
        for path in sorted(folder.rglob("*.txt")):
            name = path.relative_to(folder).as_posix()
            if _kind(name) is not None:
                yield Bundle(self.name, name, (path,))

    def parse(self, bundle: Bundle) -> Parsed:
        """Read one file.

        Raises
        ------
        LayoutChanged
            If it cannot be decoded or is not in its format.
        """
        read = _kind(bundle.name)
        if read is None:
            raise LayoutChanged(f"{bundle.name}: not a path that openfootball has.")
        try:
            return read(read_text(bundle.paths[0]))
        except LayoutChanged as error:
            raise LayoutChanged(f"{bundle.paths[0]}: {error}") from error

    def downloads(self, season: str) -> Iterator[Download]:
        """Files of leagues and cups; those of tournaments are few and do not change."""
        for repository, (names, pattern) in _LIVE_FILES.items():
            for name in names.split():
                country, _, name = name.rpartition("/")
                path = pattern.format(season=season, country=country, name=name)
                yield Download(_LIVE.format(repository=repository, path=path), f"{repository}/{path}")


def _kind(name: str) -> Callable[[str], Parsed] | None:
    """Find the reader of a file by its path; ``None`` if it is none of ours."""
    if found := _match_any(_MATCH_FILES, name):
        setting = _setting(found.groupdict())
        read = functools.partial(parse_football_txt, setting=setting)
        return functools.partial(_on_saturdays, read) if _ENGLISH_LEAGUE.fullmatch(setting.competition) else read
    if found := _match_any(_SQUAD_FILES, name):
        parts = found.groupdict()
        return functools.partial(
            parse_squads, file_name=Path(name).stem, competition=_competition(parts), season=_season(parts)
        )
    if found := _CLUB_FILE.fullmatch(name):
        return functools.partial(parse_club_names, country=country_code(found["country"]))
    return None


def _on_saturdays(read: Callable[[str], Parsed], text: str) -> Parsed:
    """Put an English league that is a day early on its right days.

    Those of 1999-00 and the lower ones of 1998-99 are: a Saturday's matches stand under a Friday of the right weekday
    name, through the whole file (342 of 342 matches compared with football-datasets).
    """
    parsed = read(text)
    days = [match.date for match in parsed.matches if match.date is not None]
    if 2 * sum(day.weekday() == calendar.FRIDAY for day in days) > len(days):
        parsed.matches[:] = [
            match._replace(date=match.date + dt.timedelta(days=1)) if match.date else match for match in parsed.matches
        ]
    return parsed


def _match_any(patterns: tuple[re.Pattern[str], ...], name: str) -> re.Match[str] | None:
    return next((found for pattern in patterns if (found := pattern.fullmatch(name))), None)


def _setting(parts: dict[str, str | None]) -> Setting:
    return Setting(
        competition=_competition(parts),
        season=_season(parts),
        years=_years(parts),
        timezone=_UEFA_ZONE if parts.get("uefa") else None,
        town_first=parts.get("tournament") == "euro",
    )


def _competition(parts: dict[str, str | None]) -> str:
    """Id of the competition: ``eng-5``, ``sui-cup``, ``uefa-cl``, ``fifa-world-cup``; squads are of the first tier."""
    if uefa := parts.get("uefa"):
        return f"uefa-{uefa}"
    if tournament := parts.get("tournament"):
        return _TOURNAMENTS[tournament]
    country = _country(parts)
    return f"{country}-{_CUPS[cup]}" if (cup := parts.get("cup")) else f"{country}-{parts.get('tier') or 1}"


def _country(parts: dict[str, str | None]) -> str:
    if repository := parts.get("repository"):
        return _REPOSITORIES[repository]
    country = parts["country"] or ""
    return (country_code(country) or country).lower()


def _season(parts: dict[str, str | None]) -> str:
    """Season as we write it: ``2023-24``, or the year of a tournament."""
    if season := parts.get("season"):
        return season
    year = parts["year"] or ""
    return _POSTPONED.get((parts["tournament"] or "", year), year)


def _years(parts: dict[str, str | None]) -> tuple[int, ...]:
    """Calendar years of a season: ``1999-00`` is 1999 and 2000."""
    text = parts.get("season") or parts["year"] or ""
    first = int(text[:4])
    return (first, first + 1) if "-" in text else (first,)
