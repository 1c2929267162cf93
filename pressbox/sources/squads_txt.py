"""openfootball's squad files to rows, in three layouts that are told apart line by line.

- ``  4,  Virgil van Dijk (NED),  DF,  b. 1991,  Southampton``: number (missing before 1954), name and country of a
  foreigner, position, for a Euro caps and goals (``81/0``), year or day of birth, and the club, which is the
  previous one of a club's player;
- ``4  (c) Vincent Kompany (BEL)    DF   2008-``: England 2014-15; the year is that of arrival;
- ``(15)  DF  Jérôme Boateng    ##  38, Bayern Munich (GER)``: World Cups to 2014; caps and club are in the comment.

The side is in a title (``= Liverpool FC - English Premier League 2023/24``, ``== Japan``) or, in files of the other
two layouts, in the first comment (``# Argentina (ARG)``, ``#  Arsenal 2014/15``). Managers (``MG``) are no players.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal, NamedTuple

from pressbox.countries import countries, country_code
from pressbox.errors import LayoutChanged
from pressbox.sources.base import Parsed
from pressbox.sources.person_names import as_printed
from pressbox.sources.rows import SquadRow

_TITLE = re.compile(r"={1,2}\s*(?P<title>[^=#\s][^=#]*?)(?:\s+-\s+[^#]*)?\s*(?:#.*)?")
_COMMENT_TITLE = re.compile(r"#\s*(?P<title>[^#\s-][^#]*?)\s+(?:\((?P<country>[A-Z]{3})\)|\d{4}/\d{2})\s*")
_TOURNAMENT = re.compile(r"=\s*(?:World Cup|Euro) \d{4}\b")

_POSITIONS: dict[str, Literal["GK", "DF", "MF", "FW"]] = {"GK": "GK", "DF": "DF", "MF": "MF", "FW": "FW"}
_NUMBER = r"(?:(?P<number>\d{1,2})|-|)"
_NAME = r"(?P<player>[^\s,()\d][^,()#\d]*?)(?:\s+\((?P<nationality>[A-Z]{3})\))?"
_POSITION = r"(?:(?P<position>GK|DF|MF|FW|MG)|\?)"
_COMMAS = re.compile(
    rf"""\s*(?:{_NUMBER},\s*)? {_NAME},\s* {_POSITION}
    (?:,\s*(?P<caps>\d+)/(?P<goals>\d+)\s*)?
    (?:,\s*b\.\s(?:\?{{4}}|(?P<year>(?:18|19|20)\d{{2}}))(?:/(?P<month>\d{{2}})/(?P<day>\d{{2}}))?)?
    ,?\s*(?:(?<=,)\s*(?P<club>[^\s,()][^,]*?)(?:\s+\([A-Z]{{3}}\))?)?\s*""",
    re.VERBOSE,
)
_COLUMNS = re.compile(rf"\s*{_NUMBER}\s+(?:\(v?c\)\s+)?{_NAME}\s+{_POSITION}(?:\s+\d{{4}}-(?:\d{{4}})?)?\s*")
_COMMENTED = re.compile(
    rf"""\s*(?:\((?P<number>\d{{1,2}})\)|-)\s+{_POSITION}\s+{_NAME}\s*
    (?:\#\#\s*(?:(?P<caps>\d+)|-),\s*(?P<club>[^()]+?)(?:\s+\([A-Z]{{3}}\))?\s*)?""",
    re.VERBOSE,
)


class _Squad(NamedTuple):
    """Whose the players below are."""

    team: str
    country: str | None  # of a national team


def parse_squads(text: str, file_name: str, competition: str, season: str) -> Parsed:
    """Rows of a squad file; a data row is a player.

    Parameters
    ----------
    file_name : str
        Name without folder and ending; the files of 2014 say only there whose they are (``de-deutschland``).
    competition, season : str
        Ids for the rows.

    Raises
    ------
    LayoutChanged
        If the text has no player at all.
    """
    parsed = Parsed()
    squad: _Squad | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        if (title := _title(line, first=squad is None)) is not None:
            squad = title
        elif line.strip("= ") and not line.startswith("#") and not _TOURNAMENT.match(line):
            squad = squad or _squad_of_file(file_name)
            _read_player(parsed, number, line, squad, competition, season)
    if not parsed.squads:
        raise LayoutChanged(f"{file_name}: no player in it, so no squad.")
    parsed.data_rows = len(parsed.squads) + len(parsed.rejected)
    return parsed


def _title(line: str, *, first: bool) -> _Squad | None:
    """Whose squad a line says it is; a comment does so only before any other title."""
    found = _TITLE.fullmatch(line) or (_COMMENT_TITLE.fullmatch(line) if first else None)
    if found is None or _TOURNAMENT.match(line):
        return None
    return _Squad(found["title"], country_code(found.groupdict().get("country") or found["title"]))


def _squad_of_file(file_name: str) -> _Squad:
    code, _, name = file_name.partition("-")
    code = country_code(name) or country_code(code) or ""
    return _Squad(countries()[code].name, code) if code else _Squad(file_name, None)


def _read_player(parsed: Parsed, number: int, line: str, squad: _Squad, competition: str, season: str) -> None:
    plain = line.partition("#")[0]
    found = _COMMENTED.fullmatch(line) or _COMMAS.fullmatch(plain) or _COLUMNS.fullmatch(plain)
    if found is None:
        parsed.reject(number, line.strip(), "neither a player of a squad nor a title")
    elif found["position"] != "MG":
        try:
            parsed.squads.append(
                _player(number, found.groupdict(), squad)._replace(competition=competition, season=season)
            )
        except ValueError as error:  # 30 February
            parsed.reject(number, line.strip(), str(error))


def _player(number: int, cells: dict[str, str | None], squad: _Squad) -> SquadRow:
    birth_date = _birth_date(cells)
    return SquadRow(
        source_line=number,
        team=squad.team,
        country=squad.country,
        competition=None,
        season=None,
        number=_number(cells["number"]),
        player=as_printed(cells["player"] or ""),
        player_key=None,
        position=_POSITIONS.get(cells["position"] or ""),
        birth_year=_number(cells.get("year")),
        birth_date=birth_date,
        nationality=country_code(cells["nationality"]) if cells["nationality"] else None,
        caps=_number(cells.get("caps")),
        goals=_number(cells.get("goals")),
        club=cells.get("club"),
    )


def _birth_date(cells: dict[str, str | None]) -> dt.date | None:
    year, month, day = (_number(cells.get(part)) for part in ("year", "month", "day"))
    return dt.date(year, month, day) if year and month and day else None


def _number(text: str | None) -> int | None:
    return int(text) if text else None
