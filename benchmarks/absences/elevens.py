"""Past Premier League matches: what each player was worth before them, how usual a starter he was, and who started."""

from __future__ import annotations

import collections
import csv
import dataclasses
import datetime as dt
import gzip
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pressbox.domain import AsOf, Team
from pressbox.squads.candidates import Candidate, candidates
from pressbox.squads.lineup import calendar_of
from pressbox.squads.start_model import start_chances
from pressbox.squads.starters import starters
from pressbox.store.database import Store
from pressbox.store.squads import squad_record
from pressbox.views import SquadMatch

LEAGUE = "eng-1"
ENOUGH = 5
"""Matches of a club that tell who usually starts."""

MEMORY = 38
NINETIES = 8.0
"""How many full matches of the average of his position a player's own record is drawn to."""

PRICED_FROM = 3.8
"""Price, in millions, of players whom nobody counts on."""

Values = Mapping[tuple[str, dt.date], float]
"""Fantasy price, in millions, by player and day of a match."""


@dataclasses.dataclass(frozen=True)
class Player:
    """A player of a club on the eve of a match.

    Attributes
    ----------
    usual : tuple of float
        Share of starts in past matches, by half-life as in ``HALF_LIVES``.
    price, goals : float
        Fantasy price over ``PRICED_FROM``; expected goals and assists per 90 minutes.
    started : bool
        In the match itself.
    chance : float or None
        Of starting, as the lineup command says; None where that was not asked.
    absent : bool
        Whether he was reported out, where that was asked.
    """

    key: str
    position: str | None
    usual: tuple[float, ...]
    price: float
    goals: float
    started: bool
    chance: float | None
    absent: bool = False


HALF_LIVES = (5.0, 10.0, 20.0)


def prices(folder: Path, season: str) -> Values:
    """Fantasy prices of a season, from its gameweek files."""
    with (folder / season / "players_raw.csv").open(encoding="utf-8") as file:
        codes = {row["id"]: row["code"] for row in csv.DictReader(file)}
    found = {}
    for path in (folder / season / "gws").glob("*gw*.csv.gz"):
        with gzip.open(path, "rt", encoding="latin-1") as file:
            for row in csv.DictReader(file):
                day = dt.date.fromisoformat(row["kickoff_time"][:10])
                found[codes[row["element"]], day] = int(row["value"]) / 10
    return found


def season_matches(store: Store, season: str) -> Iterator[tuple[str, SquadMatch]]:
    """Every match of a season from each side, with the club; oldest first for each club."""
    query = f"SELECT id, home FROM matches WHERE competition = '{LEAGUE}' AND season = $season"
    rows = store.rows(query, {"season": season})
    ids = {row["id"] for row in rows}
    end = AsOf(dt.datetime(int(season[:4]) + 1, 8, 1, tzinfo=dt.UTC))
    for team in sorted({row["home"] for row in rows}):
        record = squad_record(store, Team(team, team, "ENG"), end.local_date, end, LEAGUE, season)
        yield from ((team, match) for match in reversed(record.matches) if match.match in ids)


def contributions(store: Store, season: str) -> dict[tuple[str, str], float]:
    """Expected goals and assists, else goals and assists, by match and player."""
    query = (
        "SELECT p.match, p.player_key, coalesce(p.xg + p.xa, p.goals + p.assists, 0) AS value FROM player_matches AS p"
        f" JOIN matches AS m ON m.id = p.match WHERE m.competition = '{LEAGUE}' AND m.season = $season"
        " AND p.player_key IS NOT NULL"
    )
    return {(row["match"], row["player_key"]): float(row["value"]) for row in store.rows(query, {"season": season})}


class Clubs:
    """What is remembered of every club and player, match after match."""

    def __init__(self) -> None:
        self._elevens: dict[str, collections.deque[frozenset[str]]] = {}
        self._rates: dict[str, collections.deque[tuple[float, float]]] = {}
        self._prices: dict[str, float] = {}
        self._positions: dict[str, str | None] = {}
        self._averages: dict[str | None, list[float]] = {}

    def before(
        self, club: str, match: SquadMatch, values: Values, chances: Mapping[str, tuple[float, bool]] | None
    ) -> list[Player] | None:
        """The players of a club before a match; None where too few of its matches are on record."""
        self._note(match, values)
        past = self._elevens.get(club, ())
        if len(past) < ENOUGH:
            return None
        eleven = starters(match)
        keys = {player.key for player in match.appearances}.union(*past).union(chances or ())
        return [
            Player(
                key,
                self._positions.get(key),
                tuple(_share(key, past, half_life) for half_life in HALF_LIVES),
                max(self._prices.get(key, PRICED_FROM) - PRICED_FROM, 0.0),
                self._goals(key),
                key in eleven,
                *((None, False) if chances is None else chances.get(key, (0.0, False))),
            )
            for key in sorted(keys)
        ]

    def _note(self, match: SquadMatch, values: Values) -> None:
        """Positions, and prices as they stood before the match."""
        for player in match.appearances:
            self._positions[player.key] = player.position
            if (player.key, match.date) in values:
                self._prices[player.key] = values[player.key, match.date]

    def learn(self, club: str, match: SquadMatch, done: Mapping[tuple[str, str], float]) -> None:
        """Remember a match."""
        self._elevens.setdefault(club, collections.deque(maxlen=MEMORY)).appendleft(starters(match))
        for player in match.appearances:
            if player.minutes:
                row = (player.minutes / 90, done.get((match.match, player.key), 0.0))
                self._rates.setdefault(player.key, collections.deque(maxlen=MEMORY)).appendleft(row)
                average = self._averages.setdefault(player.position, [1.0, 0.1])
                average[0] += row[0]
                average[1] += row[1]

    def _goals(self, key: str) -> float:
        played, made = self._averages.get(self._positions.get(key), (1.0, 0.1))
        own = self._rates.get(key, ())
        nineties = NINETIES + sum(row[0] for row in own)
        return (NINETIES * made / played + sum(row[1] for row in own)) / nineties


def _share(key: str, past: Sequence[frozenset[str]], half_life: float) -> float:
    weights = [0.5 ** (age / half_life) for age in range(len(past))]
    return sum(weight for weight, eleven in zip(weights, past, strict=True) if key in eleven) / sum(weights)


def chances_of(store: Store, club: str, match: SquadMatch, season: str) -> dict[str, tuple[float, bool]]:
    """Chance of starting and whether he was out, of everybody, as known at kick-off; empty where nothing was known."""
    assert match.kick_off_at is not None
    as_of = AsOf(match.kick_off_at.replace(tzinfo=dt.UTC))
    record = squad_record(store, Team(club, club, "ENG"), match.date, as_of, LEAGUE, season)
    found: list[Candidate] = candidates(record) if record.matches else []
    if not found:
        return {}
    chances = start_chances(found, calendar_of(record), "minutes")
    return {one.key: (chance, one.standing.absent) for one, chance in zip(found, chances, strict=True)}


def sides(
    store: Store, folder: Path, seasons: Sequence[str], asked: Sequence[str]
) -> Iterator[tuple[str, str, str, list[Player]]]:
    """Season, match, club and its players before every match, oldest first; chances of starting where asked."""
    clubs = Clubs()
    for season in seasons:
        values, done = prices(folder, season), contributions(store, season)
        matches = sorted(season_matches(store, season), key=lambda one: (one[1].date, one[1].match, one[0]))
        for club, match in matches:
            chances = chances_of(store, club, match, season) if season in asked else None
            players = clubs.before(club, match, values, chances)
            if players is not None and chances != {}:
                yield season, match.match, club, players
            clubs.learn(club, match, done)
