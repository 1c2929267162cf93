"""transfermarkt-datasets: matches with events, line-ups and appearances of Europe's first tiers and cups, 2012 on.

The tables refer to one another by id, so all of them are one bundle. ``competitions`` (the ids are known here),
``club_games`` (every game again, twice), ``player_valuations`` and ``transfers`` are not read. The full tables hold
some six million rows; reading them takes minutes and a few gigabytes.

What the files do not say in so many words:

- ``home_club_goals`` and ``away_club_goals`` count extra time *and the kicks of a shoot-out*: Paraguay v Japan of 2010,
  0-0 and 5-3 on penalties, is 5-3 (dcaribou/transfermarkt-datasets, issue 362). Among the events, kicks are
  ``Shootout`` and goals are ``Goals``; together they give the score in 76 of the 77 games of the sample, and the 77th
  is cut short. So a cup's score is taken apart by its events. Where they are absent or do not add up, a level score is
  kept (no shoot-out ends level) and any other is left unknown. Leagues, group stages and first legs end after 90
  minutes.
- ``aggregate`` repeats the score of the match; it is no aggregate of a tie.
- Stoppage time is not told: minute 90 may be 90+6. So any minute above 90 is extra time.
- An own goal bears the id of the side credited.
- ``season`` is the year in which a season starts, for tournaments of one summer the year before.
"""

from __future__ import annotations

import collections
import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Literal

from pressbox.countries import country_code
from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Download, Parsed, Source
from pressbox.sources.rows import (
    CardRow,
    ClubNameRow,
    GoalRow,
    LineupRow,
    MatchRow,
    PlayerMatchRow,
    Side,
    SquadRow,
    SubstitutionRow,
)
from pressbox.sources.tabular import (
    UNKNOWN_MATCH,
    BadCell,
    Cells,
    Column,
    Table,
    given,
    parse_count,
    parse_flag,
    parse_int,
    parse_iso_date,
    parse_text,
    read_rows,
    read_table,
    season_between,
)

ADDRESS = "https://pub-e682421888d945d684bcae8890b0ec20.r2.dev/data"
TABLES = ("games", "clubs", "players", "game_lineups", "appearances", "game_events")

COMPETITIONS = {
    "AFAC": "int-afc-asian-cup", "AFCN": "int-african-cup-of-nations", "BE1": "bel-1", "BESC": "bel-super-cup",
    "CDR": "esp-cup", "CGB": "eng-league-cup", "CIT": "ita-cup", "CL": "uefa-cl", "CLQ": "uefa-cl",
    "COPA": "int-copa-america", "DFB": "ger-cup", "DFL": "ger-super-cup", "DK1": "den-1", "DKP": "den-cup",
    "ECLQ": "uefa-conf", "EL": "uefa-el", "ELQ": "uefa-el", "ES1": "esp-1", "EURO": "uefa-euro", "FAC": "eng-fa-cup",
    "FIWC": "fifa-world-cup", "FR1": "fra-1", "FRCH": "fra-super-cup", "GB1": "eng-1", "GBCS": "eng-super-cup",
    "GR1": "gre-1", "GRP": "gre-cup", "IT1": "ita-1", "KLUB": "fifa-club-world-cup", "L1": "ger-1", "NL1": "ned-1",
    "NLP": "ned-cup", "NLSC": "ned-super-cup", "PO1": "por-1", "POCP": "por-league-cup", "POSU": "por-super-cup",
    "RU1": "rus-1", "RUP": "rus-cup", "RUSS": "rus-super-cup", "SC1": "sco-1", "SCI": "ita-super-cup",
    "SFA": "sco-cup", "SUC": "esp-super-cup", "TR1": "tur-1", "UCOL": "uefa-conf", "UKR1": "ukr-1",
    "UKRP": "ukr-cup", "UKRS": "ukr-super-cup", "USC": "uefa-sc",
}  # fmt: skip
"""``competition_id`` to competition: all 49 of ``competitions``."""

QUALIFYING = {"CLQ", "ELQ", "ECLQ"}
SUMMER_TOURNAMENTS = {"AFAC", "AFCN", "COPA", "EURO", "FIWC", "KLUB"}
LEAGUE_ROUND = re.compile(r"(?i)group|matchday|league stage|league phase")
LEG = re.compile(r"(?i)\b(?:(?P<first>1st|first)|2nd|second) leg\b")
FORMATION = re.compile(r"[0-9](?:-[0-9])+")
CARD = re.compile(r"(?:[0-9]+\. )?(?P<kind>Yellow card|Second yellow|Red card)(?: *, *(?P<reason>.*))?", re.IGNORECASE)
FULL_TIME = 90

CardKind = Literal["yellow", "second_yellow", "red"]
CARD_KINDS: dict[str, CardKind] = {"yellow card": "yellow", "second yellow": "second_yellow", "red card": "red"}
Position = Literal["GK", "DF", "MF", "FW"]
POSITIONS: dict[str, Position] = {"Goalkeeper": "GK", "Defender": "DF", "Midfield": "MF", "Attack": "FW"}
Role = Literal["start", "bench"]
ROLES: dict[str, Role] = {"starting_lineup": "start", "substitutes": "bench"}


@dataclasses.dataclass(frozen=True)
class Game:
    """A match with the ids of its sides, their formations, and whether it could go beyond 90 minutes."""

    match: MatchRow
    sides: Mapping[str, Side]
    formations: Mapping[Side, str | None]
    knockout: bool


@dataclasses.dataclass(frozen=True)
class Event:
    """One row of ``game_events``."""

    line: int
    side: Side
    minute: int | None  # None in a shoot-out
    kind: str
    player: str | None
    other: str | None  # on for off, or the assist
    text: str

    @property
    def scored(self) -> bool:
        """Whether it is a goal, or a kick of a shoot-out that went in."""
        return self.kind == "Goals" or (self.kind == "Shootout" and self.text == "Scored")


class Transfermarkt(Source):
    """The tables of dcaribou/transfermarkt-datasets."""

    name = "transfermarkt"
    title = "dcaribou/transfermarkt-datasets"
    licence = "CC0-1.0"
    home = "https://github.com/dcaribou/transfermarkt-datasets"
    folder = "transfermarkt-datasets"
    priority = 3

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        """One bundle of all tables."""
        found = [
            path for table in TABLES for path in sorted(folder.glob(f"{table}.csv*")) if path.suffix in (".csv", ".gz")
        ]
        if found:
            yield Bundle(self.name, "tables", tuple(found))

    def parse(self, bundle: Bundle) -> Parsed:
        """Read all tables."""
        paths = {path.name.split(".")[0]: path for path in reversed(bundle.paths)}
        if "games" not in paths:
            raise LayoutChanged(f"{bundle.name}: games.csv is missing, to which all other tables refer.")
        tables = {name: read_table(paths[name]) for name in TABLES if name in paths}
        return _Reader().read(tables)

    def downloads(self, season: str) -> Iterator[Download]:  # noqa: ARG002
        """The tables; each holds all seasons."""
        for table in TABLES:
            yield Download(f"{ADDRESS}/{table}.csv.gz", f"{table}.csv.gz")


class _Reader:
    """Reads the tables in the order in which they need one another."""

    def __init__(self) -> None:
        self.parsed = Parsed()
        self.games: dict[str, Game] = {}
        self.names: dict[str, str] = {}  # player id to name
        self.started: dict[tuple[str, str], bool] = {}  # by game and player

    def read(self, tables: Mapping[str, Table]) -> Parsed:
        """Read every table there is."""
        readers: dict[str, Callable[[Table], None]] = {
            "games": self.read_games,
            "clubs": self.read_clubs,
            "players": self.read_players,
            "game_lineups": self.read_lineups,
            "appearances": self.read_appearances,
            "game_events": self.read_events,
        }
        for name in TABLES:
            if name in tables:
                readers[name](tables[name])
        if "game_events" not in tables:
            self.parsed.matches = [_scored(game, []) for game in self.games.values()]
        return self.parsed

    def read_games(self, table: Table) -> None:
        """Matches, their scores as printed."""
        identity, code = table.column("game_id", given(parse_text)), table.column("competition_id", given(_competition))
        season, printed_round = table.column("season", given(parse_int)), table.column("round", parse_text)
        date, kind = table.column("date", given(parse_iso_date)), table.column("competition_type", parse_text)
        home_id, away_id = (
            table.column("home_club_id", given(parse_text)),
            table.column("away_club_id", given(parse_text)),
        )
        home, away = (
            table.column("home_club_name", given(parse_text)),
            table.column("away_club_name", given(parse_text)),
        )
        home_goals, away_goals = (
            table.column("home_club_goals", parse_count),
            table.column("away_club_goals", parse_count),
        )
        venue, attendance = table.column("stadium", parse_text), table.column("attendance", parse_count)
        referee = table.column("referee", parse_text)
        formations = [table.optional(f"{side}_club_formation", _formation) for side in ("home", "away")]

        def read(line: int, cells: Cells) -> None:
            in_round = printed_round(cells)
            match = UNKNOWN_MATCH._replace(
                source_line=line,
                key=identity(cells),
                competition=COMPETITIONS[code(cells)],
                season=None if code(cells) in SUMMER_TOURNAMENTS else season_between(season(cells)),
                date=date(cells),
                round=f"Qualifying | {in_round}" if code(cells) in QUALIFYING else in_round,
                leg=_leg(in_round or ""),
                home=home(cells),
                away=away(cells),
                status="scheduled" if home_goals(cells) is None else "played",
                home_goals=home_goals(cells),
                away_goals=away_goals(cells),
                venue=venue(cells),
                attendance=attendance(cells),
                referee=referee(cells),
            )
            self.games[match.key] = Game(
                match,
                {home_id(cells): "home", away_id(cells): "away"},
                {"home": formations[0](cells), "away": formations[1](cells)},
                kind(cells) != "domestic_league" and match.leg != 1 and not LEAGUE_ROUND.search(in_round or ""),
            )

        read_rows(table, self.parsed, read)

    def read_clubs(self, table: Table) -> None:
        """Names of clubs: the official one, and the code as an alias."""
        name, code = table.column("name", given(parse_text)), table.column("club_code", given(parse_text))
        league = table.column("domestic_competition_id", parse_text)

        def read(line: int, cells: Cells) -> None:
            country = _country_of_league(league(cells))
            alias = code(cells).replace("-", " ")
            self.parsed.club_names.append(ClubNameRow(line, name(cells), alias, country, city=None, founded=None))

        read_rows(table, self.parsed, read)

    def read_players(self, table: Table) -> None:
        """Players with the club and season in which they were last seen."""
        identity, name = table.column("player_id", given(parse_text)), table.column("name", given(parse_text))
        season, club = table.column("last_season", given(parse_int)), table.column("current_club_name", parse_text)
        league = table.column("current_club_domestic_competition_id", parse_text)
        born, nation = table.column("date_of_birth", parse_iso_date), table.column("country_of_citizenship", parse_text)
        position = table.column("position", parse_text)
        caps, goals = (
            table.optional("international_caps", parse_count),
            table.optional("international_goals", parse_count),
        )

        def read(line: int, cells: Cells) -> None:
            self.names[identity(cells)] = name(cells)
            last_club, birth_date = club(cells), born(cells)
            if last_club is None:
                raise BadCell("current_club_name: missing")
            self.parsed.squads.append(
                SquadRow(
                    source_line=line,
                    team=last_club,
                    country=_country_of_league(league(cells)),
                    competition=COMPETITIONS.get(league(cells) or ""),
                    season=season_between(season(cells)),
                    number=None,
                    player=name(cells),
                    player_key=identity(cells),
                    position=POSITIONS.get(position(cells) or ""),
                    birth_year=birth_date.year if birth_date else None,
                    birth_date=birth_date,
                    nationality=country_code(nation(cells) or ""),
                    caps=caps(cells),
                    goals=goals(cells),
                    club=None,
                )
            )

        read_rows(table, self.parsed, read)

    def read_lineups(self, table: Table) -> None:
        """Line-ups with positions and shirt numbers."""
        game_of, side_of = self.game_column(table), table.column("club_id", given(parse_text))
        player, name = table.column("player_id", given(parse_text)), table.column("player_name", given(parse_text))
        role, position = table.column("type", _role), table.column("position", parse_text)
        number, captain = table.column("number", _shirt), table.column("team_captain", parse_flag)

        def read(line: int, cells: Cells) -> None:
            game = game_of(cells)
            side = _side(game, side_of(cells))
            self.names.setdefault(player(cells), name(cells))
            self.started[game.match.key, player(cells)] = role(cells) == "start"
            self.parsed.lineups.append(
                LineupRow(
                    line, game.match.key, side, name(cells), role(cells), game.formations[side], None, None,
                    position(cells), number(cells), captain(cells),
                )
            )  # fmt: skip

        read_rows(table, self.parsed, read)

    def read_appearances(self, table: Table) -> None:
        """Players' matches; who started is known where there is a line-up."""
        game_of, side_of = self.game_column(table), table.column("player_club_id", given(parse_text))
        player, name = table.column("player_id", given(parse_text)), table.column("player_name", given(parse_text))
        minutes, goals = table.column("minutes_played", parse_count), table.column("goals", parse_count)
        assists = table.column("assists", parse_count)
        yellow, red = table.column("yellow_cards", parse_count), table.column("red_cards", parse_count)

        def read(line: int, cells: Cells) -> None:
            game, who = game_of(cells), player(cells)
            self.names.setdefault(who, name(cells))
            self.parsed.player_matches.append(
                PlayerMatchRow(
                    source_line=line,
                    match=game.match.key,
                    side=_side(game, side_of(cells)),
                    player=name(cells),
                    player_key=who,
                    position=None,
                    minutes=minutes(cells),
                    started=self.started.get((game.match.key, who)),
                    goals=goals(cells),
                    assists=assists(cells),
                    own_goals=None,
                    penalties_missed=None,
                    penalties_saved=None,
                    saves=None,
                    yellow_cards=yellow(cells),
                    red_cards=red(cells),
                    xg=None,
                    xa=None,
                )
            )

        read_rows(table, self.parsed, read)

    def read_events(self, table: Table) -> None:
        """Goals, cards and substitutions, and by them the scores of cup matches."""
        game_of, side_of = self.game_column(table), table.column("club_id", given(parse_text))
        minute, kind = table.column("minute", given(parse_int)), table.column("type", _event_kind)
        player, text = table.column("player_id", parse_text), table.column("description", _description)
        player_on, assist = table.column("player_in_id", parse_text), table.column("player_assist_id", parse_text)
        events: dict[str, list[Event]] = collections.defaultdict(list)

        def read(line: int, cells: Cells) -> None:
            game, at = game_of(cells), minute(cells)
            event = Event(
                line,
                _side(game, side_of(cells)),
                at if at > 0 else None,
                kind(cells),
                self.names.get(player(cells) or ""),
                self.names.get(player_on(cells) or assist(cells) or ""),
                text(cells),
            )
            if event.kind == "Cards" and not CARD.fullmatch(event.text):
                raise BadCell(f'description: "{event.text}" is not a card that is known')
            events[game.match.key].append(event)

        read_rows(table, self.parsed, read)
        for key, game in self.games.items():
            # The file is sorted by player; minutes are the order of play.
            in_order = sorted(events[key], key=lambda event: event.minute or FULL_TIME * 2)
            self.parsed.matches.append(_scored(game, in_order))
            _add_events(self.parsed, game, in_order)

    def game_column(self, table: Table) -> Column[Game]:
        """Reader of the game that a row is about."""

        def parse(cell: str) -> Game:
            if cell not in self.games:
                raise BadCell(f"{cell} is not in games.csv")
            return self.games[cell]

        return table.column("game_id", parse)


def _competition(cell: str) -> str:
    if cell not in COMPETITIONS:
        raise BadCell(f'"{cell}" is not a competition that is known')
    return cell


def _country_of_league(code: str | None) -> str | None:
    return COMPETITIONS[code][:3].upper() if code in COMPETITIONS else None


def _leg(printed_round: str) -> int | None:
    match = LEG.search(printed_round)
    return None if match is None else 1 if match["first"] else 2


def _formation(cell: str) -> str | None:
    """Formation without the words behind it (``4-3-3 Attacking``)."""
    match = FORMATION.match(cell.strip())
    return match[0] if match else None


def _shirt(cell: str) -> int | None:
    return int(cell) if cell.isdecimal() else None  # "-" where it is not known


def _role(cell: str) -> Role:
    if cell not in ROLES:
        raise BadCell(f'"{cell}" is neither starting_lineup nor substitutes')
    return ROLES[cell]


def _event_kind(cell: str) -> str:
    if cell not in ("Goals", "Cards", "Substitutions", "Shootout"):
        raise BadCell(f'"{cell}" is not a kind of event that is known')
    return cell


def _description(cell: str) -> str:
    return " ".join(cell.split()).lstrip(", ").replace(" ,", ",")


def _side(game: Game, club: str) -> Side:
    if club not in game.sides:
        raise BadCell(f"club {club} did not play in game {game.match.key}")
    return game.sides[club]


def _tally(events: list[Event]) -> tuple[int, int]:
    home = sum(event.side == "home" for event in events if event.scored)
    return home, sum(event.scored for event in events) - home


def _adds_up(game: Game, events: list[Event]) -> bool:
    return _tally(events) == (game.match.home_goals, game.match.away_goals)


def _scored(game: Game, events: list[Event]) -> MatchRow:
    """Take the printed score apart: 90 minutes, extra time, shoot-out."""
    match = game.match
    if match.status == "scheduled":
        return match
    if not game.knockout:
        return match._replace(extra_time=False, shoot_out=False)
    if not events or not _adds_up(game, events):
        return _undivided(match)
    kicks = [event for event in events if event.kind == "Shootout"]
    play = [event for event in events if event.kind != "Shootout"]
    if kicks:
        home, away = _tally(kicks)
        match = match._replace(home_pens=home, away_pens=away)
    match = match._replace(shoot_out=bool(kicks))
    return _with_extra_time(match, play)


def _undivided(match: MatchRow) -> MatchRow:
    """A cup's score that nothing takes apart."""
    if match.home_goals == match.away_goals:
        return match._replace(shoot_out=False)
    note = f"{match.home_goals}-{match.away_goals} as printed, which may count a shoot-out"
    return match._replace(home_goals=None, away_goals=None, note=note)


def _with_extra_time(match: MatchRow, play: list[Event]) -> MatchRow:
    """Score of play, of which events after the 90th minute are extra time."""
    early = [event for event in play if (event.minute or 0) <= FULL_TIME]
    home, away = _tally(early)
    match = match._replace(home_goals=home, away_goals=away)
    if len(early) == len(play):
        # Some competitions go straight to penalties, so a shoot-out alone does not tell.
        return match._replace(extra_time=None if match.shoot_out else False)
    final = _tally(play)
    return match._replace(extra_time=True, home_goals_aet=final[0], away_goals_aet=final[1])


def _add_events(parsed: Parsed, game: Game, events: list[Event]) -> None:
    key, goals = game.match.key, [event for event in events if event.kind == "Goals"]
    if _adds_up(game, events):
        parsed.goals.extend(_goal(key, sequence, event) for sequence, event in enumerate(goals, start=1))
    else:
        for event in goals:
            parsed.reject(event.line, event.player, f"game_events.csv: goals of game {key} do not add up to its score")
    for event in events:
        if event.kind == "Cards":
            parsed.cards.append(_card(key, event))
        elif event.kind == "Substitutions":
            parsed.substitutions.append(
                SubstitutionRow(event.line, key, event.side, event.player, event.other, event.minute, None)
            )


def _goal(match: str, sequence: int, event: Event) -> GoalRow:
    how = event.text.split(" Assist:")[0].split(",")[0]
    return GoalRow(
        source_line=event.line,
        match=match,
        sequence=sequence,
        side=event.side,
        player=event.player,
        minute=event.minute,
        stoppage=None,
        own_goal=how == "Own-goal",
        penalty=how == "Penalty",
        assist=event.other,
        home_score=None,
        away_score=None,
    )


def _card(match: str, event: Event) -> CardRow:
    card = CARD.fullmatch(event.text)
    assert card is not None  # checked when the row was read
    kind = CARD_KINDS[card["kind"].lower()]
    return CardRow(event.line, match, event.side, event.player, event.minute, None, kind, card["reason"] or None)
