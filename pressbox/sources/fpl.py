"""Fantasy Premier League: who played how long, expected goals, and injuries and suspensions as they were reported.

One bundle a season: the files of vaastav/Fantasy-Premier-League's season folder, and the compiled
``availability.csv.gz``. The bundle ``live`` is the game's own API, whose two documents have the same columns.

What the files do not say in so many words:

- Kick-offs are UTC; the match day is that of London.
- Ids of players and teams hold for a season; ``code`` is a player's for good.
- ``starts`` and ``expected_goals`` are columns of the whole of 2022-23, but 0 for everybody before gameweek 16. Where
  nobody of a side started, neither is known.
- A postponed match can leave rows without a score behind (2019-20, Manchester City v Arsenal); they are rejected,
  because the players have another row for the match as played.
- 2016-17 and 2017-18 have no fixtures: the matches follow from the gameweeks.
- Gameweek files were written in Latin-1 until 2018-19.
- Players are listed by their full names. Squad lists give what readers call them (``fpl_names``); minutes and reports
  keep the full name, which more spellings of other sources fit; the code joins the two.
"""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
import functools
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Download, Parsed, Source, read_text
from pressbox.sources.fpl_names import press_name
from pressbox.sources.rows import AvailabilityRow, MatchRow, MatchStatsRow, PlayerMatchRow, Side, SquadRow
from pressbox.sources.tabular import (
    MISSING,
    UNKNOWN_MATCH,
    UNKNOWN_STATS,
    BadCell,
    Cells,
    Table,
    given,
    parse_count,
    parse_flag,
    parse_float,
    parse_text,
    read_rows,
    read_table,
    season_between,
)

Value = TypeVar("Value")
Position = Literal["GK", "DF", "MF", "FW"]
AvailabilityStatus = Literal["out", "suspended", "doubtful", "available"]

COMPETITION, COUNTRY = "eng-1", "ENG"
LONDON = ZoneInfo("Europe/London")
REPORTER = "Fantasy Premier League"
SEASON_FOLDER = re.compile(r"[0-9]{4}-[0-9]{2}")
GAMEWEEK_FILE = re.compile(r"(?:merged_gw|gw(?P<number>[0-9]+))\.csv(?:\.gz)?")
SEASON_FILES = ("players_raw.csv", "teams.csv", "fixtures.csv", "availability.csv")
TEAM_LIST = "master_team_list.csv"
ENCODINGS = ("utf-8-sig", "latin-1")

ARCHIVE = "https://raw.githubusercontent.com/vaastav/Fantasy-Premier-League/master/data"
API = "https://fantasy.premierleague.com/api"
LIVE = {"live/bootstrap-static.json": f"{API}/bootstrap-static/", "live/fixtures.json": f"{API}/fixtures/"}

POSITIONS: dict[str, Position] = {"1": "GK", "2": "DF", "3": "MF", "4": "FW"}
"""``element_type`` to position."""

STATUSES: dict[str, AvailabilityStatus] = {
    "a": "available",
    "d": "doubtful",
    "i": "out",
    "n": "out",
    "s": "suspended",
    "u": "out",
}
"""``status``: available, doubtful, injured, not eligible, suspended, unavailable (transferred or on loan)."""

NEWS = re.compile(
    r"(?P<reason>.*?)(?: - )?"
    r"(?:Expected back (?P<back>.+)|(?P<unknown>Unknown return date)|[0-9]+% chance of playing|"
    r"(?<=Suspended )until (?P<until>.+))"
)


@dataclasses.dataclass(frozen=True)
class Player:
    """One player of a season; ``known_as`` is the name that readers know."""

    name: str
    known_as: str
    key: str
    position: Position
    team: str


@dataclasses.dataclass(frozen=True)
class SeasonFiles:
    """The tables of a season; what a season lacks is None or empty."""

    season: str
    players: Table
    teams: Table
    fixtures: Table | None
    gameweeks: list[Table]
    availability: Table | None


@dataclasses.dataclass(frozen=True)
class Appearance:
    """A row of a gameweek, before it is known whether the file tells who started."""

    row: PlayerMatchRow
    starts: int | None
    opponent: str  # the files do not name the team itself in every season
    kick_off: dt.datetime | None
    score: tuple[int | None, int | None]


class Fpl(Source):
    """Seasons of Fantasy Premier League, archived and live."""

    name = "fpl"
    title = "Fantasy Premier League, as archived by vaastav/Fantasy-Premier-League"
    licence = "MIT (the archive); the API's terms are not stated there"
    home = "https://github.com/vaastav/Fantasy-Premier-League"
    folder = "fpl"
    priority = 5
    version = 3

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        """One bundle a season folder, and one for the API's documents."""
        for season in sorted(path for path in folder.glob("*") if SEASON_FOLDER.fullmatch(path.name)):
            paths = [path for name in SEASON_FILES for path in _plain_or_gzip(season / name)]
            paths += sorted((path for path in season.glob("gws/*") if GAMEWEEK_FILE.fullmatch(path.name)), key=_number)
            if not (season / "teams.csv").exists():
                paths += _plain_or_gzip(folder / TEAM_LIST)
            if paths:
                yield Bundle(self.name, season.name, tuple(paths))
        live = [folder / name for name in LIVE]
        if all(path.exists() for path in live):
            yield Bundle(self.name, "live", tuple(live))

    def parse(self, bundle: Bundle) -> Parsed:
        """Read a season."""
        return _parse(_live_files(*bundle.paths) if bundle.name == "live" else _season_files(bundle))

    def downloads(self, season: str) -> Iterator[Download]:
        """The archive's files of a season, and the API's as they are now."""
        for name in ("players_raw.csv", "teams.csv", "fixtures.csv", "gws/merged_gw.csv"):
            yield Download(f"{ARCHIVE}/{season}/{name}", f"{season}/{name}")
        for path, url in LIVE.items():
            yield Download(url, path)


def _plain_or_gzip(path: Path) -> list[Path]:
    return [found for found in (path, path.with_name(path.name + ".gz")) if found.exists()][:1]


def _number(path: Path) -> int:
    match = GAMEWEEK_FILE.fullmatch(path.name)
    return int(match["number"] or 0) if match else 0


def _season_files(bundle: Bundle) -> SeasonFiles:
    by_name = {path.name.removesuffix(".gz"): path for path in bundle.paths}
    if "players_raw.csv" not in by_name or not {"teams.csv", TEAM_LIST} & set(by_name):
        raise LayoutChanged(f"{bundle.name}: a season needs players_raw.csv, and teams.csv or {TEAM_LIST} above it.")
    teams = read_table(by_name["teams.csv"]) if "teams.csv" in by_name else _listed(by_name[TEAM_LIST], bundle.name)
    return SeasonFiles(
        season=bundle.name,
        players=read_table(by_name["players_raw.csv"]),
        teams=teams,
        fixtures=_maybe(by_name.get("fixtures.csv")),
        gameweeks=[read_table(path, ENCODINGS) for name, path in by_name.items() if GAMEWEEK_FILE.fullmatch(name)],
        availability=_maybe(by_name.get("availability.csv")),
    )


def _maybe(path: Path | None) -> Table | None:
    return read_table(path) if path else None


def _listed(path: Path, season: str) -> Table:
    """Teams of a season from the list of all seasons, with the columns of ``teams.csv``."""
    table = read_table(path)
    of_season = table.column("season", str.strip)
    rows = [(line, cells) for line, cells in table.rows if of_season(cells) == season]
    return Table(path, tuple({"team": "id", "team_name": "name"}.get(name, name) for name in table.header), rows)


def _live_files(bootstrap: Path, fixtures: Path) -> SeasonFiles:
    """The API's documents as the tables of a season, seen when they were fetched."""
    events = _table(bootstrap, _records(bootstrap, "events"))
    try:
        first_deadline = events.column("deadline_time", _moment)(events.rows[0][1])
    except BadCell as error:
        raise LayoutChanged(f"{bootstrap}: {error}.") from error
    # Managers, whom the game had for a season, stand among the players as a fifth type.
    elements = [item for item in _records(bootstrap, "elements") if str(item.get("element_type")) in POSITIONS]
    players = _table(bootstrap, elements)
    seen_at = dt.datetime.fromtimestamp(bootstrap.stat().st_mtime, dt.UTC).isoformat()
    availability = Table(
        bootstrap, ("snapshot_at", *players.header), [(line, [seen_at, *cells]) for line, cells in players.rows]
    )
    return SeasonFiles(
        season=season_between(first_deadline.year),
        players=players,
        teams=_table(bootstrap, _records(bootstrap, "teams")),
        fixtures=_table(fixtures, _records(fixtures)),
        gameweeks=[],
        availability=availability,
    )


def _records(path: Path, key: str | None = None) -> list[dict[str, object]]:
    """A list of objects in a JSON document, or in a field of it."""
    try:
        document = json.loads(read_text(path))
        records = document if key is None else document[key]
        if records and all(isinstance(record, dict) for record in records):
            return list(records)
    except json.JSONDecodeError as error:
        raise LayoutChanged(f"{path}, line {error.lineno}: not JSON ({error.msg}); fetch the file again.") from error
    except (KeyError, TypeError):
        pass
    raise LayoutChanged(f"{path}: expected a list of {key or 'fixtures'}; the API may have changed.")


def _table(path: Path, records: list[dict[str, object]]) -> Table:
    """A list of JSON objects as a table of text; line is the place in the list."""
    header = tuple(records[0])
    rows = [
        (line, ["" if record.get(name) is None else str(record[name]) for name in header])
        for line, record in enumerate(records, start=1)
    ]
    return Table(path, header, rows)


def _parse(files: SeasonFiles) -> Parsed:
    parsed = Parsed()
    teams = _teams(files.teams, parsed)
    players = _players(files, teams, parsed)
    matches = _fixtures(files, teams, parsed) if files.fixtures else {}
    appearances = [row for table in files.gameweeks for row in _appearances(table, players, teams, matches, parsed)]
    if not files.fixtures:
        matches = _matches_of_gameweeks(appearances, files.season)
    appearances = [row for row in appearances if _has_match(row, matches, parsed)]
    parsed.matches = list(matches.values())
    parsed.player_matches = _with_starts(appearances)
    parsed.match_stats = list(_expected_goals(parsed.player_matches))
    if files.availability:
        _availability(files.availability, teams, parsed)
    return parsed


def _or_none(parse: Callable[[str], Value | None]) -> Callable[[str], Value | None]:
    """Make a parser for which Python's ``None``, as the archive writes it, is a missing cell."""
    return lambda cell: None if cell in MISSING or cell == "None" else parse(cell)


def _id(cell: str) -> str | None:
    number = _or_none(parse_count)(cell)
    return None if number is None else str(number)


def _moment(cell: str) -> dt.datetime:
    """Time of the API, ``2023-08-11T19:00:00Z``, in UTC."""
    try:
        moment = dt.datetime.fromisoformat(cell.strip())
        return moment.replace(tzinfo=moment.tzinfo or dt.UTC).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        raise BadCell(f'"{cell}" is not a time like 2023-08-11T19:00:00Z') from None


def _one_of(values: Mapping[str, Value], what: str) -> Callable[[str], Value]:
    def parse(cell: str) -> Value:
        if cell.strip() not in values:
            raise BadCell(f'"{cell}" is not {what}')
        return values[cell.strip()]

    return parse


def _teams(table: Table, parsed: Parsed) -> dict[str, str]:
    identity, name = table.column("id", given(_id)), table.column("name", given(parse_text))
    teams: dict[str, str] = {}

    def read(line: int, cells: Cells) -> None:  # noqa: ARG001
        teams[identity(cells)] = name(cells)

    read_rows(table, parsed, read)
    return teams


def _players(files: SeasonFiles, teams: Mapping[str, str], parsed: Parsed) -> dict[str, Player]:
    """Add the squads; give the players by id."""
    table = files.players
    identity, code = table.column("id", given(_id)), table.column("code", given(_id))
    first, second = table.column("first_name", parse_text), table.column("second_name", parse_text)
    shirt = table.optional("web_name", parse_text)
    position = table.column("element_type", _one_of(POSITIONS, "a player's position"))
    team = table.column("team", _one_of(teams, "a team of the season"))
    number = table.optional("squad_number", _or_none(parse_count))
    players: dict[str, Player] = {}

    def read(line: int, cells: Cells) -> None:
        names, own_code = (first(cells) or "", second(cells) or ""), code(cells)
        known_as = press_name(own_code, *names, shirt(cells) or "")
        player = Player(" ".join(filter(None, names)), known_as, own_code, position(cells), team(cells))
        players[identity(cells)] = player
        parsed.squads.append(
            SquadRow(
                source_line=line,
                team=player.team,
                country=COUNTRY,
                competition=COMPETITION,
                season=files.season,
                number=number(cells),
                player=player.known_as,
                player_key=player.key,
                position=player.position,
                birth_year=None,
                birth_date=None,
                nationality=None,
                caps=None,
                goals=None,
                club=None,
            )
        )

    read_rows(table, parsed, read)
    return players


def _fixtures(files: SeasonFiles, teams: Mapping[str, str], parsed: Parsed) -> dict[str, MatchRow]:
    """Matches and fixtures by id."""
    assert files.fixtures is not None
    table = files.fixtures
    identity, finished = table.column("id", given(_id)), table.column("finished", parse_flag)
    kick_off = table.column("kickoff_time", _or_none(_moment))
    home = table.column("team_h", _one_of(teams, "a team of the season"))
    away = table.column("team_a", _one_of(teams, "a team of the season"))
    home_goals = table.column("team_h_score", _or_none(parse_count))
    away_goals = table.column("team_a_score", _or_none(parse_count))
    matches: dict[str, MatchRow] = {}

    def read(line: int, cells: Cells) -> None:
        score = (home_goals(cells), away_goals(cells)) if finished(cells) else (None, None)
        key = identity(cells)
        matches[key] = _match(line, key, files.season, home(cells), away(cells), kick_off(cells), score)

    read_rows(table, parsed, read)
    return matches


def _match(
    line: int,
    key: str,
    season: str,
    home: str,
    away: str,
    kick_off: dt.datetime | None,
    score: tuple[int | None, int | None],
) -> MatchRow:
    played = None not in score
    return UNKNOWN_MATCH._replace(
        source_line=line,
        key=key,
        competition=COMPETITION,
        season=season,
        date=kick_off.astimezone(LONDON).date() if kick_off else None,
        kick_off=kick_off.time() if kick_off else None,
        timezone="UTC" if kick_off else None,
        home=home,
        away=away,
        status="played" if played else "scheduled",
        home_goals=score[0],
        away_goals=score[1],
        extra_time=False if played else None,
        shoot_out=False if played else None,
    )


def _appearances(
    table: Table,
    players: Mapping[str, Player],
    teams: Mapping[str, str],
    matches: Mapping[str, MatchRow],
    parsed: Parsed,
) -> list[Appearance]:
    player = table.column("element", _one_of(players, "an id of players_raw"))
    fixture = table.column("fixture", given(_id))
    opponent = table.column("opponent_team", _one_of(teams, "a team of the season"))
    at_home, kick_off = table.column("was_home", given(parse_flag)), table.column("kickoff_time", _or_none(_moment))
    starts = table.optional("starts", _or_none(parse_count))
    xg = table.optional("expected_goals", _or_none(parse_float))
    xa = table.optional("expected_assists", _or_none(parse_float))
    count = functools.partial(table.column, parse=_or_none(parse_count))
    columns = (
        "minutes", "goals_scored", "assists", "own_goals", "penalties_missed", "penalties_saved", "saves",
        "yellow_cards", "red_cards", "team_h_score", "team_a_score",
    )  # fmt: skip
    counts = [count(name) for name in columns]
    appearances: list[Appearance] = []

    def read(line: int, cells: Cells) -> None:
        key, who = fixture(cells), player(cells)
        minutes, goals, assists, *others, home_goals, away_goals = (column(cells) for column in counts)
        own_goals, penalties_missed, penalties_saved, saves, yellow_cards, red_cards = others
        match = matches.get(key)
        if home_goals is None and match is not None and match.status == "played":
            raise BadCell(f"fixture: {key} was played on another day than this row's")
        side: Side = "home" if at_home(cells) else "away"
        row = PlayerMatchRow(
            line, key, side, who.name, who.key, who.position, minutes, None, goals, assists, own_goals,
            penalties_missed, penalties_saved, saves, yellow_cards, red_cards, xg(cells), xa(cells),
        )  # fmt: skip
        appearances.append(Appearance(row, starts(cells), opponent(cells), kick_off(cells), (home_goals, away_goals)))

    read_rows(table, parsed, read)
    return appearances


def _matches_of_gameweeks(appearances: list[Appearance], season: str) -> dict[str, MatchRow]:
    """Matches from the rows of both sides: each names the other."""
    sides: dict[str, dict[Side, Appearance]] = collections.defaultdict(dict)
    for appearance in appearances:
        sides[appearance.row.match].setdefault(appearance.row.side, appearance)
    return {
        key: _match(
            both["home"].row.source_line,
            key,
            season,
            both["away"].opponent,
            both["home"].opponent,
            both["home"].kick_off,
            both["home"].score,
        )
        for key, both in sides.items()
        if len(both) == 2
    }


def _has_match(appearance: Appearance, matches: Mapping[str, MatchRow], parsed: Parsed) -> bool:
    row = appearance.row
    if row.match not in matches:
        parsed.reject(
            row.source_line,
            row.player,
            f"fixture {row.match} is not in the list of fixtures, or has players of one side only",
        )
    return row.match in matches


def _with_starts(appearances: list[Appearance]) -> list[PlayerMatchRow]:
    """Say who started, and drop expected goals, by whether the file tells them for the side."""
    started = collections.Counter[tuple[str, Side]]()
    for appearance in appearances:
        started[appearance.row.match, appearance.row.side] += appearance.starts or 0
    return [
        appearance.row._replace(started=bool(appearance.starts))
        if started[appearance.row.match, appearance.row.side]
        else appearance.row._replace(xg=None, xa=None)
        for appearance in appearances
    ]


def _expected_goals(rows: list[PlayerMatchRow]) -> Iterator[MatchStatsRow]:
    """Expected goals of a match: the sum of its players'."""
    sums: dict[str, dict[Side, float]] = collections.defaultdict(lambda: {"home": 0.0, "away": 0.0})
    lines: dict[str, int] = {}
    for row in rows:
        if row.xg is not None:
            lines.setdefault(row.match, row.source_line)
            sums[row.match][row.side] += row.xg
    for key, xg in sums.items():
        yield UNKNOWN_STATS._replace(
            source_line=lines[key], match=key, home_xg=round(xg["home"], 2), away_xg=round(xg["away"], 2)
        )


def _availability(table: Table, teams: Mapping[str, str], parsed: Parsed) -> None:
    first, second = table.column("first_name", parse_text), table.column("second_name", parse_text)
    code, team = table.column("code", given(_id)), table.column("team", _one_of(teams, "a team of the season"))
    status = table.column("status", _one_of(STATUSES, "a status that is known"))
    chance = table.column("chance_of_playing_next_round", _or_none(parse_count))
    news, added = table.column("news", parse_text), table.column("news_added", _or_none(_moment))
    seen_at = table.column("snapshot_at", given(_or_none(_moment)))

    def read(line: int, cells: Cells) -> None:
        text, percent, posted = news(cells), chance(cells), added(cells)
        reason, expected_return = parse_news(text) if text else (None, None)
        parsed.availability.append(
            AvailabilityRow(
                source_line=line,
                team=team(cells),
                country=COUNTRY,
                player=" ".join(filter(None, (first(cells), second(cells)))),
                player_key=code(cells),
                status=status(cells),
                chance=None if percent is None else percent / 100,
                reason=reason,
                # A player who is well again keeps the date of his last news.
                since=posted.astimezone(LONDON).date() if text and posted else None,
                expected_return=expected_return,
                reporter=REPORTER,
                seen_at=seen_at(cells),
            )
        )

    read_rows(table, parsed, read)


def parse_news(text: str) -> tuple[str, str | None]:
    """Split news into reason and expected return.

    Examples
    --------
    >>> parse_news("Knee injury - Expected back 21 Oct"), parse_news("Suspended until 13 Aug")
    (('Knee injury', '21 Oct'), ('Suspended', '13 Aug'))
    """
    match = NEWS.fullmatch(text)
    if match is None:
        return text, None
    expected = match["back"] or match["until"] or ("unknown" if match["unknown"] else None)
    return match["reason"].strip() or text, expected
