"""engsoccerdata: a century of cups and leagues, one CSV file a competition, and a dictionary of club names.

``Season`` is the year in which the season starts; ``NA`` is a missing cell. What the files can and cannot tell:

- ``champs`` (European Cup and Champions League) has the scores after 90 minutes and after extra time, shoot-outs,
  legs and the clubs' present-day countries. ``pens`` also says "away goals", "coin toss" or "walkover".
- ``facup`` marks extra time where it is known (``aet`` = yes; then the score includes it) but is silent in many older
  replays, so a row without the mark may have had extra time. Rows with ``nonmatch`` (byes, walkovers, void matches)
  are no matches and are rejected with that reason.
- ``leaguecup`` has neither extra time nor shoot-outs.
- ``spain`` and ``germany`` name the groups of the seasons that had them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Download, Parsed, Source
from pressbox.sources.rows import ClubNameRow, MatchRow
from pressbox.sources.tabular import (
    UNKNOWN_MATCH,
    BadCell,
    Cells,
    Table,
    file_bundles,
    given,
    parse_count,
    parse_flag,
    parse_iso_date,
    parse_text,
    read_rows,
    read_table,
    season_between,
)

TIERS = {"1": "ger-1", "2": "ger-2"}
COUNTRIES = {
    "Belgium": "BEL",
    "England": "ENG",
    "France": "FRA",
    "Germany": "GER",
    "Greece": "GRE",
    "Holland": "NED",
    "Italy": "ITA",
    "MLS": "USA",
    "Portugal": "POR",
    "Scotland": "SCO",
    "Spain": "ESP",
    "Turkey": "TUR",
}
"""``country`` of the dictionary of names to code."""

SCORE = re.compile(r"([0-9]+)-([0-9]+)")
MISPLACED_VENUE = "League Cup"  # the newest season has the round in the column of the venue

RowReader = Callable[[int, Cells], MatchRow]


class Engsoccerdata(Source):
    """Seven competitions and the names of clubs."""

    name = "engsoccerdata"
    title = "jalapic/engsoccerdata"
    licence = "GPL-2.0-or-later"
    home = "https://github.com/jalapic/engsoccerdata"
    folder = "engsoccerdata"
    priority = 4

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        """One bundle a file."""
        return file_bundles(self.name, folder, "*.csv")

    def parse(self, bundle: Bundle) -> Parsed:
        """Read one file."""
        (path,) = bundle.paths
        if bundle.name == "teamnames.csv":
            return _parse_names(read_table(path))
        if bundle.name not in READERS:
            raise LayoutChanged(f"{bundle.name}: not one of the files {', '.join(READERS)}, teamnames.csv.")
        table = read_table(path)
        read_match = READERS[bundle.name](table)
        parsed = Parsed()

        def read(line: int, cells: Cells) -> None:
            parsed.matches.append(read_match(line, cells))

        read_rows(table, parsed, read)
        return parsed

    def downloads(self, season: str) -> Iterator[Download]:  # noqa: ARG002 - a file holds all seasons
        """Every file."""
        for path in sorted([*READERS, "teamnames.csv"]):
            yield Download(f"https://raw.githubusercontent.com/jalapic/engsoccerdata/master/data-raw/{path}", path)


def _champs(table: Table) -> RowReader:
    base = _base(table, "uefa-cl")
    heading, leg = table.column("round", given(parse_text)), table.column("leg", parse_text)
    half_time = _pair(table, "HT")
    goals_aet = [table.column(name, parse_count) for name in ("aethgoal", "aetvgoal")]
    decided = table.column("pens", parse_text)
    countries = [table.column(name, parse_text) for name in ("hcountry", "vcountry")]

    def read(line: int, cells: Cells) -> MatchRow:
        home_goals_ht, away_goals_ht = half_time(cells)
        home_goals_aet, away_goals_aet = (column(cells) for column in goals_aet)
        how = decided(cells)
        home_pens, away_pens = _score(how)
        return base(line, cells)._replace(
            round=f"{heading(cells)} | replay" if leg(cells) == "replay" else heading(cells),
            leg=_leg(leg(cells)),
            home_country=countries[0](cells),
            away_country=countries[1](cells),
            # Two second legs of 1991 were abandoned and given 3-0.
            status="awarded" if how == "walkover" else "played",
            home_goals_ht=home_goals_ht,
            away_goals_ht=away_goals_ht,
            extra_time=home_goals_aet is not None,
            home_goals_aet=home_goals_aet,
            away_goals_aet=away_goals_aet,
            shoot_out=home_pens is not None,
            home_pens=home_pens,
            away_pens=away_pens,
            note=how if home_pens is None else None,
        )

    return read


def _fa_cup(table: Table) -> RowReader:
    base = _base(table, "eng-fa-cup")
    no_match, notes = table.column("nonmatch", parse_text), table.column("notes", parse_text)
    heading, tie = table.column("round", given(parse_text)), table.column("tie", parse_text)
    extra_time, neutral = table.column("aet", parse_flag), table.column("neutral", parse_flag)
    pens = [table.column(name, parse_count) for name in ("hp", "vp")]
    venue, attendance = table.column("Venue", parse_text), table.column("attendance", _parse_attendance)

    def read(line: int, cells: Cells) -> MatchRow:
        if reason := no_match(cells):
            raise BadCell(f"not a match: {'; '.join(filter(None, (reason, notes(cells))))}")
        match = base(line, cells)
        home_pens, away_pens = (column(cells) for column in pens)
        match = match._replace(
            round=_round(heading(cells), tie(cells)),
            leg=_leg(tie(cells)),
            extra_time=extra_time(cells),
            shoot_out=home_pens is not None if extra_time(cells) else None,
            home_pens=home_pens,
            away_pens=away_pens,
            neutral=neutral(cells),
            venue=venue(cells),
            attendance=attendance(cells),
            note=notes(cells),
        )
        return _score_after_extra_time(match) if match.extra_time else match

    return read


def _league_cup(table: Table) -> RowReader:
    base = _base(table, "eng-league-cup")
    heading, tie = table.column("round", given(parse_text)), table.column("tie", parse_text)
    leg = table.column("leg", parse_count)
    fixture = [table.column(name, parse_text) for name in ("Season", "home", "visitor")]
    second_legs = {tuple(read(cells) for read in fixture) for _, cells in table.rows if _is_second(cells, leg)}
    venue, attendance = table.column("Venue", parse_text), table.column("attendance", _parse_attendance)

    def read(line: int, cells: Cells) -> MatchRow:
        match = base(line, cells)
        season, home, visitor = (column(cells) for column in fixture)
        # Hundreds of single matches are "leg 1" as well; a first leg is one whose second leg is in the file.
        has_legs = leg(cells) == 2 or (leg(cells) == 1 and (season, visitor, home) in second_legs)
        ground = venue(cells)
        return match._replace(
            round=_round(heading(cells), tie(cells)),
            leg=leg(cells) if has_legs else None,
            venue=None if ground and ground.startswith(MISPLACED_VENUE) else ground,
            attendance=attendance(cells),
        )

    return read


def _is_second(cells: Cells, leg: Callable[[Cells], int | None]) -> bool:
    try:
        return leg(cells) == 2
    except (BadCell, IndexError):  # the row is rejected when it is read
        return False


def _italy(table: Table) -> RowReader:
    return _league(table, "ita-1")


def _france(table: Table) -> RowReader:
    return _league(table, "fra-1")


def _spain(table: Table) -> RowReader:
    base = _league(table, "esp-1")
    stage, group = table.column("round", parse_text), table.column("group", parse_text)
    half_time, notes = _pair(table, "HT"), table.column("notes", parse_text)

    def read(line: int, cells: Cells) -> MatchRow:
        home_goals_ht, away_goals_ht = half_time(cells)
        note = notes(cells)
        return base(line, cells)._replace(
            round=None if stage(cells) == "league" else " | ".join(filter(None, (stage(cells), group(cells)))),
            status="awarded" if note and "awarded" in note else "played",
            home_goals_ht=home_goals_ht,
            away_goals_ht=away_goals_ht,
            note=note,
        )

    return read


def _germany(table: Table) -> RowReader:
    base = _league(table, "")
    tier, division = table.column("tier", given(parse_text)), table.column("division", parse_text)

    def read(line: int, cells: Cells) -> MatchRow:
        if tier(cells) not in TIERS:
            raise BadCell(f'tier: "{tier(cells)}" is neither 1 nor 2')
        group = division(cells)  # 2North, 2South from 1974-75 to 1980-81
        return base(line, cells)._replace(competition=TIERS[tier(cells)], round=None if group == tier(cells) else group)

    return read


READERS: dict[str, Callable[[Table], RowReader]] = {
    "champs.csv": _champs,
    "facup.csv": _fa_cup,
    "leaguecup.csv": _league_cup,
    "italy.csv": _italy,
    "spain.csv": _spain,
    "germany.csv": _germany,
    "france.csv": _france,
}
"""File to the reader of its rows."""


def _base(table: Table, competition: str) -> RowReader:
    """Columns of every file."""
    date, start = table.column("Date", parse_iso_date), table.column("Season", given(parse_count))
    home, away = table.column("home", given(parse_text)), table.column("visitor", given(parse_text))
    goals = [table.column(name, given(parse_count)) for name in ("hgoal", "vgoal")]

    def read(line: int, cells: Cells) -> MatchRow:
        return UNKNOWN_MATCH._replace(
            source_line=line,
            key=str(line),
            competition=competition,
            season=season_between(start(cells)),
            date=date(cells),
            home=home(cells),
            away=away(cells),
            home_goals=goals[0](cells),
            away_goals=goals[1](cells),
        )

    return read


def _league(table: Table, competition: str) -> RowReader:
    base = _base(table, competition)

    def read(line: int, cells: Cells) -> MatchRow:
        return base(line, cells)._replace(extra_time=False, shoot_out=False)

    return read


def _parse_names(table: Table) -> Parsed:
    country, club = table.column("country", given(parse_text)), table.column("name", given(parse_text))
    alias = table.column("name_other", given(parse_text))
    parsed = Parsed()

    def read(line: int, cells: Cells) -> None:
        if country(cells) not in COUNTRIES:
            raise BadCell(f'country: "{country(cells)}" is none of {", ".join(COUNTRIES)}')
        parsed.club_names.append(
            ClubNameRow(line, club(cells), alias(cells), COUNTRIES[country(cells)], city=None, founded=None)
        )

    read_rows(table, parsed, read)
    return parsed


def _score_after_extra_time(match: MatchRow) -> MatchRow:
    """Move a score that includes extra time to where it belongs; the one after 90 minutes is not known."""
    return match._replace(
        home_goals=None, away_goals=None, home_goals_aet=match.home_goals, away_goals_aet=match.away_goals
    )


def _round(heading: str, tie: str | None) -> str:
    """``5`` for a first meeting or a leg, ``5 | replay1`` for a replay."""
    return f"{heading} | {tie}" if tie and tie.startswith("replay") else heading


def _leg(cell: str | None) -> int | None:
    return {"1": 1, "2": 2, "leg1": 1, "leg2": 2}.get(cell or "")


def _pair(table: Table, name: str) -> Callable[[Cells], tuple[int | None, int | None]]:
    """Reader of a column with a score in it, such as ``HT``."""
    column = table.column(name, parse_text)

    def read(cells: Cells) -> tuple[int | None, int | None]:
        text = column(cells)
        if text is not None and not SCORE.fullmatch(text):
            raise BadCell(f'{name}: "{text}" is not a score')
        return _score(text)

    return read


def _score(text: str | None) -> tuple[int | None, int | None]:
    match = SCORE.fullmatch(text or "")
    return (int(match[1]), int(match[2])) if match else (None, None)


def _parse_attendance(cell: str) -> int | None:
    """Number of spectators; thousands have commas, and R wrote 100000 as ``1e+05``."""
    return parse_count(cell.replace(",", "").replace("1e+05", "100000"))
