"""schochastics, ``results/``: a row a match, a file a competition, or all of them in the live ``games.parquet``.

``full_time`` is F (over 90 minutes), E (after extra time) or P (decided on penalties); in files without an E or a P
it is FALSE, because R read a column of F so. What the score of a row holds was checked against the European Cup in
engsoccerdata:

- E: all 59 scores found there include extra time.
- P: all 37 are those after extra time, so the shoot-out is not in them. Whether there was extra time is not said, as
  some competitions go straight to penalties. In Japan, where no league match of 1993 to 1998 ended level, the score
  of a P row is that of the shoot-out alone.
- F: an international competition marks nothing before some year (``uefa-el`` before 2000-01) and ``uefa-cw`` never;
  then extra time cannot be told, and ``extra_time`` is None. In a domestic league F means what it says.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import operator
from collections.abc import Callable, Iterator
from pathlib import Path

from pressbox.countries import country_code
from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.rows import MatchRow
from pressbox.sources.tabular import (
    UNKNOWN_MATCH,
    BadCell,
    Cells,
    Table,
    given,
    parse_count,
    parse_iso_date,
    parse_text,
    read_rows,
    read_table,
)

COLUMNS = ("home", "away", "date", "gh", "ga", "full_time", "competition", "home_country", "away_country", "level")

CUPS = {
    "afc-cl": "afc-cl",
    "afc-pokal": "afc-cup",
    "afc-pres.-cup": "afc-presidents-cup",
    "caf-cc": "caf-cc",
    "caf-cl": "caf-cl",
    "caf-sc": "caf-sc",
    "cfu-cc": "cfu-cc",
    "concacaf-cc": "concacaf-cl",
    "concacaf-l": "concacaf-l",
    "copa-lib": "conmebol-libertadores",
    "copa-sud": "conmebol-sudamericana",
    "fifa-club": "fifa-club-world-cup",
    "fifa-wc": "intercontinental-cup",
    "ofc-cc": "ofc-cl",
    "recopa": "conmebol-recopa",
    "uefa-cl": "uefa-cl",
    "uefa-cw": "uefa-cw",
    "uefa-el": "uefa-el",
    "uefa-itc": "uefa-itc",
    "uefa-sc": "uefa-sc",
}
"""Competition of a row, in lower case and with hyphens, to ours; every other one is a country's league."""

FIRST_UEFA_CUP = dt.date(1971, 8, 1)
SHOOT_OUT_SCORES = {"jpn-1"}


def parse(bundle: Bundle) -> Parsed:
    """Read a file of results."""
    parsed = Parsed()
    for table in _tables(bundle.paths[0]):
        _read_competition(table, parsed)
    return parsed


def _tables(path: Path) -> Iterator[Table]:
    """Tables of one competition each."""
    if path.suffix != ".parquet":
        yield read_table(path)
        return
    # Imported here: pyarrow takes longer to import than all other sources together.
    import pyarrow
    import pyarrow.compute
    import pyarrow.parquet

    try:
        games = pyarrow.parquet.read_table(path, columns=list(COLUMNS))
    except (pyarrow.ArrowException, OSError) as error:
        raise LayoutChanged(f"{path}: not a Parquet file with columns {', '.join(COLUMNS)} ({error}).") from error
    games = games.append_column("line", pyarrow.array(range(1, games.num_rows + 1)))
    for competition in sorted(filter(None, games["competition"].unique().to_pylist())):
        rows = games.filter(pyarrow.compute.equal(games["competition"], competition)).to_pydict()
        lines = rows.pop("line")
        cells = zip(*([_cell(value) for value in rows[name]] for name in COLUMNS), strict=True)
        yield Table(path, COLUMNS, [(line, list(row)) for line, row in zip(lines, cells, strict=True)])


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _read_competition(table: Table, parsed: Parsed) -> None:
    pick = _picker(table)
    marked_since = _marked_since(table, pick)
    parse_day = given(parse_iso_date)

    def read(line: int, cells: Cells) -> None:
        home, away, date, home_goals, away_goals, flag, competition, home_country, away_country, _ = pick(cells)
        day = parse_day(date)
        host, guest = _club(home, home_country), _club(away, away_country)
        if host == guest:
            raise BadCell(f'home and away are both "{home}"')
        early = day < FIRST_UEFA_CUP
        match = _scored(competition, early, flag, home_goals, away_goals, day >= marked_since)
        parsed.matches.append(
            match._replace(
                source_line=line,
                key=str(line),
                date=day,
                home=host[0],
                away=guest[0],
                home_country=host[1],
                away_country=guest[1],
            )
        )

    read_rows(table, parsed, read)


def _picker(table: Table) -> Callable[[Cells], tuple[str, ...]]:
    """Function that gives the cells of ``COLUMNS``: a million rows are too many for a call a cell."""
    missing = [name for name in COLUMNS if name not in table.positions]
    if missing:
        raise LayoutChanged(f"{table.path}: no column {', '.join(missing)}; the publisher may have changed the layout.")
    return operator.itemgetter(*(table.positions[name] for name in COLUMNS))


def _marked_since(table: Table, pick: Callable[[Cells], tuple[str, ...]]) -> dt.date:
    """First day on which the competition says whether there was extra time."""
    level = table.positions["level"]
    if any(cells[level:] and cells[level] == "national" for _, cells in table.rows[:1]):
        return dt.date.min
    marked: list[dt.date] = []
    for _, cells in table.rows:
        if len(cells) >= len(table.header) and (row := pick(cells))[5] in ("E", "P"):
            with contextlib.suppress(BadCell):  # the row is rejected when its turn comes
                marked.append(given(parse_iso_date)(row[2]))
    return min(marked, default=dt.date.max)


@functools.cache
def _club(name: str, country: str) -> tuple[str, str]:
    """Name and country of a club."""
    code = country_code(country)
    if code is None:
        raise BadCell(f'"{country}" is not a country that is known')
    return given(parse_text)(name), code


@functools.cache
def _scored(competition: str, early: bool, flag: str, home: str, away: str, marked: bool) -> MatchRow:
    """A match of which only competition and score are filled in; there are few of them, so they are kept."""
    match = UNKNOWN_MATCH._replace(competition=_competition(competition, early))
    goals = given(parse_count)(home), given(parse_count)(away)
    if flag == "E":
        return match._replace(extra_time=True, home_goals_aet=goals[0], away_goals_aet=goals[1], shoot_out=False)
    if flag == "P" and match.competition in SHOOT_OUT_SCORES:
        return match._replace(shoot_out=True, home_pens=goals[0], away_pens=goals[1])
    if flag == "P":
        return match._replace(home_goals=goals[0], away_goals=goals[1], shoot_out=True)
    if flag not in ("F", "FALSE"):
        raise BadCell(f'full_time: "{flag}" is not F, E or P')
    told = False if marked else None
    return match._replace(home_goals=goals[0], away_goals=goals[1], extra_time=told, shoot_out=told)


def _competition(cell: str, early: bool) -> str:
    slug = "-".join(cell.lower().split())
    if slug == "uefa-el" and early:
        return "fairs-cup"
    if slug in CUPS:
        return CUPS[slug]
    code = country_code(slug)
    if code is None:
        raise BadCell(f'"{cell}" is not a competition that is known')
    return f"{code.lower()}-1"
