"""schochastics, ``formations/``: line-ups of the Premier League, two files a season that belong together.

``formations_1718_...`` has a row a team with the shirt numbers by line, ``33;16 18 31;24 35 29 15;11 23;9``;
``lineups_1718_...`` names them. There is neither date nor score: a match is known by its season and its two teams.
Only the eleven starters are given; a player outside the formation would be on the bench.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.rows import LineupRow, Side
from pressbox.sources.tabular import (
    UNKNOWN_MATCH,
    BadCell,
    Cells,
    file_bundles,
    given,
    parse_count,
    parse_text,
    read_rows,
    read_table,
    season_between,
    start_of_code,
)

NAME = re.compile(r"formations/formations_(?P<season>[0-9]{4})_(?P<league>.+)\.csv")
COMPETITIONS = {"premier_league": "eng-1"}

Formation = tuple[str, dict[int, tuple[int, int]]]  # "4-3-3", and shirt number to line and slot


def season_bundles(source: str, folder: Path) -> Iterator[Bundle]:
    """One bundle a season: formations, then line-ups."""
    lineups = {bundle.name: bundle for bundle in file_bundles(source, folder, "formations/lineups_*.csv")}
    for bundle in file_bundles(source, folder, "formations/formations_*.csv"):
        partner = lineups.get(bundle.name.replace("formations_", "lineups_"))
        yield Bundle(source, bundle.name, bundle.paths + (partner.paths if partner else ()))


def parse(bundle: Bundle) -> Parsed:
    """Read the line-ups of a season."""
    match = NAME.fullmatch(bundle.name)
    if match is None or match["league"] not in COMPETITIONS or len(bundle.paths) != 2:
        raise LayoutChanged(f"{bundle.name}: expected formations_1718_premier_league.csv beside lineups_1718_...csv.")
    try:
        season = season_between(start_of_code(match["season"]))
    except ValueError as error:
        raise LayoutChanged(f"{bundle.name}: {error}.") from error
    parsed = Parsed()
    formations = _formations(bundle.paths[0], parsed)
    games = _lineups(bundle.paths[1], formations, parsed)
    for game, (line, teams) in games.items():
        if len(teams) == 2:
            parsed.matches.append(
                UNKNOWN_MATCH._replace(
                    source_line=line,
                    key=game,
                    competition=COMPETITIONS[match["league"]],
                    season=season,
                    home=teams["home"],
                    away=teams["away"],
                )
            )
        else:
            parsed.reject(line, teams, f"gameid {game} has a line-up of one side only")
    _drop_halves(parsed, {game for game, (_, teams) in games.items() if len(teams) != 2})
    return parsed


def _drop_halves(parsed: Parsed, games: set[str]) -> None:
    parsed.lineups = [row for row in parsed.lineups if row.match not in games]


def _formations(path: Path, parsed: Parsed) -> dict[tuple[str, str], Formation]:
    """Formation by game and team."""
    table = read_table(path)
    game, team = table.column("gameid", given(parse_text)), table.column("team", given(parse_text))
    formation, players = table.column("formation", given(parse_text)), table.column("players", given(parse_text))
    formations: dict[tuple[str, str], Formation] = {}

    def read(line: int, cells: Cells) -> None:  # noqa: ARG001
        formations[game(cells), team(cells)] = formation(cells), _places(players(cells))

    read_rows(table, parsed, read)
    return formations


def _places(players: str) -> dict[int, tuple[int, int]]:
    places = {}
    for line, numbers in enumerate(players.split(";"), start=1):
        for slot, number in enumerate(numbers.split(), start=1):
            places[given(parse_count)(number)] = line, slot
    return places


def _lineups(
    path: Path, formations: dict[tuple[str, str], Formation], parsed: Parsed
) -> dict[str, tuple[int, dict[Side, str]]]:
    """Add the players; give first line and teams by game."""
    table = read_table(path)
    game, team = table.column("gameid", given(parse_text)), table.column("team", given(parse_text))
    side, name = table.column("type", _side), table.column("name", given(parse_text))
    number = table.column("number", parse_count)
    games: dict[str, tuple[int, dict[Side, str]]] = {}

    def read(line: int, cells: Cells) -> None:
        key, shirt = game(cells), number(cells)
        if (key, team(cells)) not in formations:
            raise BadCell(f"{team(cells)} has no formation in gameid {key}")
        formation, places = formations[key, team(cells)]
        row, slot = places.get(shirt or 0, (None, None))
        role: Literal["start", "bench"] = "bench" if row is None else "start"
        parsed.lineups.append(
            LineupRow(line, key, side(cells), name(cells), role, formation, row, slot, None, shirt, None)
        )
        games.setdefault(key, (line, {}))[1][side(cells)] = team(cells)

    read_rows(table, parsed, read)
    return games


def _side(cell: str) -> Side:
    if cell == "home" or cell == "away":
        return cell  # type: ignore[return-value]
    raise BadCell(f'"{cell}" is neither home nor away')
