"""internationals: every full international since 1872, with shoot-outs and goals.

``results.csv``, ``shootouts.csv`` and ``goalscorers.csv`` are one bundle, joined on day and teams; ``data_rows`` counts
the rows of all three. ``former_names.csv`` is a dictionary. Scores include extra time, and nothing marks it (minutes
above 90 are also late stoppage time), so ``extra_time`` stays unknown and the printed score is kept as it is. Teams
bear their present-day names throughout.
"""

from __future__ import annotations

import collections
import datetime as dt
import functools
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from pressbox.sources.base import Bundle, Download, Parsed, Source
from pressbox.sources.rows import ClubNameRow, GoalRow, MatchRow, Side
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
    status_of,
)

RESULTS, SHOOT_OUTS, GOALS, NAMES = "results.csv", "shootouts.csv", "goalscorers.csv", "former_names.csv"
WORLD_COMPETITIONS = {"FIFA World Cup": "fifa-world-cup", "UEFA Euro": "uefa-euro"}
"""Tournaments with an id of their own; the others are ``int-<tournament>``."""

Fixture = tuple[dt.date, str, str]
Places = dict[Fixture, list[int]]
"""Day, home and away team to places in ``Parsed.matches``: mostly one."""


class Internationals(Source):
    """Results of national teams."""

    name = "internationals"
    title = "martj42/international_results"
    licence = "CC0-1.0"
    home = "https://github.com/martj42/international_results"
    folder = "internationals"
    priority = 1

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        """The dictionary, and the results with the files that belong to them."""
        yield from file_bundles(self.name, folder, NAMES)
        for bundle in file_bundles(self.name, folder, RESULTS):
            parts = [next(file_bundles(self.name, folder, name), None) for name in (SHOOT_OUTS, GOALS)]
            yield Bundle(
                self.name, bundle.name, bundle.paths + tuple(path for part in parts if part for path in part.paths)
            )

    def parse(self, bundle: Bundle) -> Parsed:
        """Read the dictionary, or the results and what is told of them."""
        if bundle.name == NAMES:
            return _parse_names(read_table(bundle.paths[0]))
        parsed = Parsed()
        matches = _read_results(read_table(bundle.paths[0]), parsed)
        for path in bundle.paths[1:]:
            if path.name.startswith("shootouts"):
                _read_shoot_outs(read_table(path), matches, parsed)
            else:
                _read_goals(read_table(path), matches, parsed)
        return parsed

    def downloads(self, season: str) -> Iterator[Download]:  # noqa: ARG002 - a file holds all years
        """The four files."""
        for path in (NAMES, GOALS, RESULTS, SHOOT_OUTS):
            yield Download(f"https://raw.githubusercontent.com/martj42/international_results/master/{path}", path)


@functools.lru_cache(maxsize=1 << 10)
def competition_of(tournament: str) -> str:
    """Competition id of a tournament: ``King's Cup`` is ``int-kings-cup``."""
    if tournament in WORLD_COMPETITIONS:
        return WORLD_COMPETITIONS[tournament]
    text = tournament.replace("–", "-").replace("'", "")
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "int-" + re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _read_results(table: Table, parsed: Parsed) -> Places:
    fixture, tournament = _fixture(table), table.column("tournament", given(parse_text))
    goals = [table.column(name, parse_count) for name in ("home_score", "away_score")]
    city, neutral = table.column("city", parse_text), table.column("neutral", parse_flag)
    places: Places = {}

    def read(line: int, cells: Cells) -> None:
        date, home, away = fixture(cells)
        home_goals, away_goals = (column(cells) for column in goals)
        match = UNKNOWN_MATCH._replace(
            source_line=line,
            key=str(line),
            competition=competition_of(tournament(cells)),
            date=date,
            home=home,
            away=away,
            status=status_of(home_goals, away_goals),
            home_goals=home_goals,
            away_goals=away_goals,
            neutral=neutral(cells),
            city=city(cells),
        )
        places.setdefault((date, home, away), []).append(len(parsed.matches))
        parsed.matches.append(match)

    read_rows(table, parsed, read)
    return places


def _read_shoot_outs(table: Table, places: Places, parsed: Parsed) -> None:
    fixture, winner = _fixture(table), table.column("winner", given(parse_text))
    first = table.optional("first_shooter", parse_text)

    def read(line: int, cells: Cells) -> None:  # noqa: ARG001
        place = _place(fixture(cells), places)
        note = f"shoot-out won by {winner(cells)}"
        if first(cells):
            note += f"; first kick by {first(cells)}"
        parsed.matches[place] = parsed.matches[place]._replace(shoot_out=True, note=note)

    read_rows(table, parsed, read)


def _read_goals(table: Table, places: Places, parsed: Parsed) -> None:
    fixture, team = _fixture(table), table.column("team", given(parse_text))
    scorer, minute = table.column("scorer", parse_text), table.column("minute", parse_count)
    own_goal, penalty = table.column("own_goal", parse_flag), table.column("penalty", parse_flag)
    goals: collections.Counter[str] = collections.Counter()

    def read(line: int, cells: Cells) -> None:
        match = parsed.matches[_place(fixture(cells), places)]
        goal = GoalRow(
            source_line=line,
            match=match.key,
            sequence=goals[match.key] + 1,
            side=_side(team(cells), match),
            player=scorer(cells),
            minute=minute(cells),
            stoppage=None,  # folded into the minute
            own_goal=own_goal(cells),
            penalty=penalty(cells),
            assist=None,
            home_score=None,
            away_score=None,
        )
        goals[match.key] += 1
        parsed.goals.append(goal)

    read_rows(table, parsed, read)


def _parse_names(table: Table) -> Parsed:
    current, former = table.column("current", given(parse_text)), table.column("former", given(parse_text))
    parsed = Parsed()

    def read(line: int, cells: Cells) -> None:
        parsed.club_names.append(
            ClubNameRow(line, club=current(cells), alias=former(cells), country=None, city=None, founded=None)
        )

    read_rows(table, parsed, read)
    return parsed


def _fixture(table: Table) -> Callable[[Cells], Fixture]:
    """Reader of the three columns on which the files are joined."""
    date = table.column("date", given(parse_iso_date))
    home, away = table.column("home_team", given(parse_text)), table.column("away_team", given(parse_text))
    return lambda cells: (date(cells), home(cells), away(cells))


def _place(fixture: Fixture, places: Places) -> int:
    found = places.get(fixture, [])
    if len(found) != 1:
        date, home, away = fixture
        many = f"{len(found)} matches" if found else "no match"
        raise BadCell(f"{many} {home} v {away} on {date} in {RESULTS}")
    return found[0]


def _side(team: str, match: MatchRow) -> Side:
    if team not in (match.home, match.away):
        raise BadCell(f'team: "{team}" is neither {match.home} nor {match.away}')
    return "home" if team == match.home else "away"
