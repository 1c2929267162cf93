"""Ratings of every team on one scale, learnt match by match: nothing is refitted for one more match.

In come matches in the order of their days (``MatchTable``); out go rates with their uncertainty, for any pairing on any
day. The scale and what time does to it are in ``rating_steps``, the arithmetic of learning in ``rating_kernel``, which
is compiled and imported only when there is something to learn.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import itertools
import math
import tomllib
from importlib import resources
from typing import Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray

from pressbox.domain import AsOf, MatchTable
from pressbox.errors import ForecastError, TooFewMatches
from pressbox.forecast.arrays import BoolArray, FloatArray
from pressbox.forecast.evidence import Kind, play_of
from pressbox.forecast.levels import is_domestic_league, is_national
from pressbox.forecast.model import EPOCH, fitted, last_known_day, select
from pressbox.forecast.rating_steps import (
    COMPETITION_COLUMNS,
    DRAWN,
    IN_SEASON,
    LEAGUE,
    LINE_COLUMNS,
    MOST_MEMBERS,
    PARENT,
    POOL,
    ROUNDS,
    SEASON,
    SEEN,
    SHARED,
    TEAM_COLUMNS,
    TIER,
    Settings,
    age_competition,
    age_team,
    draw_lines,
    expect,
    lateness,
    open_competition,
    stake,
    to_go,
)
from pressbox.forecast.regularity import regularity_of
from pressbox.forecast.scoreline import Rates

NATIONAL_TEAMS = "national-teams"
"""Name of the row whose level all national teams share."""

ALL_OF_THE_PAST = 73_000
"""Days; 200 years."""


@functools.cache
def settings_of(name: Kind | Literal["nations"]) -> Settings:
    """The tuned settings of a model, or of national teams; where and how they were tuned stands in the file."""
    text = resources.files("pressbox.forecast").joinpath("rating_settings.toml").read_text(encoding="utf-8")
    return Settings(**tomllib.loads(text)[name])


def new_state(name: str) -> RatingState:
    """A state that knows nothing yet: of clubs, by a kind of evidence, or of ``nations``."""
    if name == "nations":
        return RatingState("results", settings_of("nations"))
    return RatingState(name, settings_of(name))  # type: ignore[arg-type]


def national_matches(matches: MatchTable) -> BoolArray:
    """Which matches are between national teams."""
    return np.array([is_national(name) for name in matches.competitions], dtype=bool)[matches.competition]


@dataclasses.dataclass
class RatingState:
    """What is known of all teams and competitions, as two arrays with a row each; changed in place by ``learn``.

    Attributes
    ----------
    kind : str
        The evidence it learns from.
    settings : Settings
    teams, competitions : dict
        Row of each id.
    team_rows, competition_rows : ndarray
        Columns as in ``rating_steps``; may hold spare rows at the end.
    matches : int
        How many it has learnt from.
    last_day : int or None
        Day of the latest of them, in days since 1970-01-01.
    """

    kind: Kind
    settings: Settings
    teams: dict[str, int] = dataclasses.field(default_factory=dict)
    competitions: dict[str, int] = dataclasses.field(default_factory=lambda: {NATIONAL_TEAMS: 0})
    team_rows: FloatArray = dataclasses.field(default_factory=lambda: np.zeros((0, TEAM_COLUMNS)))
    competition_rows: FloatArray = dataclasses.field(default_factory=lambda: np.zeros((1, COMPETITION_COLUMNS)))
    matches: int = 0
    last_day: int | None = None

    def learn(self, matches: MatchTable, play: FloatArray | None = None) -> FloatArray:
        """Forecast each match from those of earlier days, then learn from it.

        Parameters
        ----------
        matches : MatchTable
            In any order, none before ``last_day``.
        play : ndarray, optional
            What they showed, where that is at hand; by default ``play_of`` says.

        Returns
        -------
        ndarray, shape (n, 4)
            Logs of the two rates, and the variances of the log of their ratio and of their product.

        Raises
        ------
        ForecastError
            If a match is older than what the state has learnt already.
        """
        expected = np.empty((len(matches), 4))
        if not len(matches):
            return expected
        self._check_news(matches)
        from pressbox.forecast.rating_kernel import walk

        order = np.lexsort((matches.away, matches.home, matches.day))
        team_row = self._enter_teams(matches.teams)
        competition_row = _enter(self.competitions, matches.competitions, np.unique(matches.competition))
        self.competition_rows = _grown(self.competition_rows, len(self.competitions))
        places = np.stack(
            [team_row[matches.home], team_row[matches.away], competition_row[matches.competition], matches.day], axis=1
        )
        lines = np.zeros((len(self.competition_rows), LINE_COLUMNS))
        lines[:, DRAWN] = -np.inf
        ordered = np.empty_like(expected)
        walk(
            self.team_rows,
            self.competition_rows,
            _known_of(tuple(self.competitions)),
            self._members(),
            places[order].astype(np.int32),
            (self.play(matches) if play is None else play)[order],
            self.settings,
            lines,
            np.zeros((len(matches), 2)),
            ordered,
        )
        expected[order] = ordered
        self.matches += len(matches)
        self.last_day = int(matches.day.max())
        return expected

    def play(self, matches: MatchTable) -> FloatArray:
        """What matches showed, as far as this state learns from it."""
        return play_of(matches, self.kind, self.settings.rho)

    def expect(
        self,
        home_id: str,
        away_id: str,
        neutral: bool,
        competition_id: str,
        day: int,
        table: tuple[float, float] | None = None,
    ) -> FloatArray:
        """One row of what ``learn`` returns, for a pairing on a day not before ``last_day``; changes nothing.

        A team or competition never seen gets its prior. ``table`` stands in for what ``at_stake`` says.
        """
        home, away, competitions, row = self._on_the_day(home_id, away_id, competition_id, day)
        league = is_domestic_league(competition_id)
        stakes, late = table or (self._table(home, away, competitions[row], row) if league else (0.0, 0.0))
        return np.array(expect(home, away, competitions, row, neutral, stakes, late, self.settings))

    def at_stake(self, home_id: str, away_id: str, competition_id: str, day: int) -> tuple[float, float]:
        """What the league's table adds to the log ratio and to the log product of a pairing's rates."""
        if not is_domestic_league(competition_id):
            return 0.0, 0.0
        home, away, competitions, row = self._on_the_day(home_id, away_id, competition_id, day)
        return self._table(home, away, competitions[row], row)

    def _on_the_day(
        self, home_id: str, away_id: str, competition_id: str, day: int
    ) -> tuple[FloatArray, FloatArray, FloatArray, int]:
        """Copies of the sides' rows and of all competitions', brought to a day, and the row of the competition."""
        ids = tuple({**self.competitions, competition_id: 0})
        known = _known_of(ids)
        competitions = _grown(self.competition_rows, len(ids)).copy()
        row = ids.index(competition_id)
        if competitions[row, SEEN] == 0:
            open_competition(competitions, known, row, self.settings)
        age_competition(competitions[row], day, self.settings)
        home, away = self._team(home_id), self._team(away_id)
        for side in (home, away):
            age_team(side, competitions, known, row, day, self.settings)
        return home, away, competitions, row

    def round(self) -> None:
        """Forget what single precision does not hold."""
        self.team_rows = self.team_rows.astype(np.float32).astype(np.float64)
        self.competition_rows = self.competition_rows.astype(np.float32).astype(np.float64)

    def copy(self) -> Self:
        """The same knowledge, to learn on apart."""
        return dataclasses.replace(
            self,
            teams=self.teams.copy(),
            competitions=self.competitions.copy(),
            team_rows=self.team_rows.copy(),
            competition_rows=self.competition_rows.copy(),
        )

    def _check_news(self, matches: MatchTable) -> None:
        first = int(matches.day.min())
        if self.last_day is not None and first < self.last_day:
            raise ForecastError(
                f"a match of {_date(first)} came after the ratings had learnt up to {_date(self.last_day)};"
                " rate all matches anew, or from a saved state of before that day."
            )

    def _enter_teams(self, ids: tuple[str, ...]) -> NDArray[np.int32]:
        """Rows of teams; those never seen get one at the end."""
        rows = _enter(self.teams, ids, np.arange(len(ids)))
        before = len(self.team_rows)
        self.team_rows = _grown(self.team_rows, len(self.teams))
        self.team_rows[before:, POOL] = -1
        return rows

    def _members(self) -> NDArray[np.int32]:
        """The teams in each league's table: their number, then their rows."""
        members = np.zeros((len(self.competition_rows), MOST_MEMBERS + 1), dtype=np.int32)
        pools = self.team_rows[:, POOL].astype(np.intp)
        current = (pools >= 0) & (self.team_rows[:, IN_SEASON] == self.competition_rows[pools, SEASON])
        teams = np.flatnonzero(current & (self.team_rows[:, ROUNDS] > 0))
        teams = teams[np.argsort(pools[teams], kind="stable")]
        leagues, first, count = np.unique(pools[teams], return_index=True, return_counts=True)
        place = np.arange(len(teams)) - np.repeat(first, count)
        fits = place < MOST_MEMBERS
        members[pools[teams][fits], 1 + place[fits]] = teams[fits]
        members[leagues, 0] = np.minimum(count, MOST_MEMBERS)
        return members

    def _table(self, home: FloatArray, away: FloatArray, competition: FloatArray, row: int) -> tuple[float, float]:
        """What the league's table adds to the log ratio and to the log product of the rates."""
        lines = np.zeros(LINE_COLUMNS)
        among = np.flatnonzero((self.team_rows[:, POOL] == row) & (self.team_rows[:, IN_SEASON] == competition[SEASON]))
        members = np.concatenate([[min(len(among), MOST_MEMBERS)], among]).astype(np.int32)
        draw_lines(self.team_rows, members, competition, row, lines)
        left = to_go(home, competition, lines), to_go(away, competition, lines)
        stakes = stake(home, left[0], lines, self.settings) - stake(away, left[1], lines, self.settings)
        return stakes, lateness(*left, self.settings)

    def _team(self, team_id: str) -> FloatArray:
        if team_id in self.teams:
            return np.array(self.team_rows[self.teams[team_id]])
        unseen = np.zeros(TEAM_COLUMNS)
        unseen[POOL] = -1
        return unseen


@dataclasses.dataclass
class Ratings:
    """The ratings of clubs and those of national teams, each on one scale."""

    clubs: RatingState
    nations: RatingState

    @classmethod
    def new(cls, kind: Kind) -> Self:
        """Ratings that know nothing yet; national teams are rated from goals alone."""
        return cls(new_state(kind), new_state("nations"))

    @property
    def kind(self) -> Kind:
        """The evidence that clubs are rated from."""
        return self.clubs.kind

    @property
    def matches(self) -> int:
        """How many matches they have learnt from."""
        return self.clubs.matches + self.nations.matches

    @property
    def last_day(self) -> int | None:
        """Day of the latest of them."""
        return max((state.last_day for state in self._states if state.last_day is not None), default=None)

    def learn(self, matches: MatchTable) -> FloatArray:
        """Forecast each match from those of earlier days, then learn from it; see ``RatingState.learn``."""
        national = national_matches(matches)
        expected = np.empty((len(matches), 4))
        for state, rows in ((self.clubs, ~national), (self.nations, national)):
            expected[rows] = state.learn(select(matches, rows))
        return expected

    def expect(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> FloatArray:
        """One row of what ``learn`` returns, for a pairing on a day not before ``last_day``; changes nothing."""
        return self.state_of(competition_id).expect(home_id, away_id, neutral, competition_id, day)

    def state_of(self, competition_id: str) -> RatingState:
        """The ratings of those that play in a competition: clubs or national teams."""
        return self.nations if is_national(competition_id) else self.clubs

    def copy(self) -> Self:
        """The same knowledge, to learn on apart."""
        return dataclasses.replace(self, clubs=self.clubs.copy(), nations=self.nations.copy())

    @property
    def _states(self) -> tuple[RatingState, RatingState]:
        return self.clubs, self.nations


class Rated:
    """A model whose ratings are a ``RatingState``."""

    name: ClassVar[str]
    kind: ClassVar[Kind]
    version: ClassVar[str] = "2"

    def __init__(self) -> None:
        self._ratings: Ratings | None = None
        self._as_of: AsOf | None = None

    @property
    def ratings_(self) -> Ratings:
        """The ratings.

        Raises
        ------
        NotFitted
            Before ``fit``.
        """
        return fitted(self.name, self._ratings)

    @property
    def trained_on_matches(self) -> int:
        """Matches learnt from."""
        return self.ratings_.matches

    @property
    def fitted_as_of(self) -> AsOf:
        """The moment of the fit."""
        return fitted(self.name, self._as_of)

    def window_days(self, national: bool) -> int:  # noqa: ARG002
        """All of the past counts, however little."""
        return ALL_OF_THE_PAST

    def fit(self, matches: MatchTable, as_of: AsOf) -> Self:
        """Learn from the matches known at a moment, oldest first, from nothing.

        Raises
        ------
        TooFewMatches
            If there is none.
        """
        ratings = Ratings.new(self.kind)
        ratings.learn(select(matches, matches.day <= last_known_day(as_of)))
        return self.adopt(ratings, as_of)

    def adopt(self, ratings: Ratings, as_of: AsOf) -> Self:
        """Forecast from ratings computed before.

        Raises
        ------
        ForecastError
            If they are another model's, or know matches that nobody knows at that moment.
        TooFewMatches
            If they know no match.
        """
        if not ratings.matches:
            raise TooFewMatches(
                f"no match before {as_of} to learn ratings from; ingest results of that time, or choose a later date."
            )
        if ratings.kind != self.kind:
            raise ForecastError(f"these are ratings of the {ratings.kind} model, not of {self.name}; compute its own.")
        if ratings.last_day is not None and ratings.last_day > last_known_day(as_of):
            raise ForecastError(f"the ratings know matches of {_date(ratings.last_day)}, which is not over at {as_of}.")
        self._ratings, self._as_of = ratings, as_of
        return self

    def predict(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> Rates:
        """Rates for a pairing on a day; a team or competition never seen gets its prior."""
        return self.as_rates(self.ratings_.expect(home_id, away_id, neutral, competition_id, day), competition_id)

    def as_rates(self, expected: FloatArray, competition_id: str) -> Rates:
        """One row of expectations as this model's rates."""
        return rates_of(expected, self.ratings_.clubs.settings.rho, regularity_of(self.kind, competition_id))


class Results(Rated):
    """Ratings learnt from goals."""

    name: ClassVar[str] = "results"
    kind: ClassVar[Kind] = "results"


class Shots(Rated):
    """Ratings learnt from goals, and from shots and xG where they are known."""

    name: ClassVar[str] = "shots"
    kind: ClassVar[Kind] = "shots"


class Prices(Rated):
    """Ratings learnt from goals, shots and the closing prices of past matches, never those of the match itself."""

    name: ClassVar[str] = "prices"
    kind: ClassVar[Kind] = "prices"


def spread_of(expected: FloatArray) -> float:
    """Standard deviation of the log of either rate, from one row of expectations."""
    return math.sqrt(float(expected[2] + expected[3])) / 2


def rates_of(expected: FloatArray, rho: float, regularity: float = 1.0) -> Rates:
    """One row of expectations as rates."""
    spread = spread_of(expected)
    ratio, product = expected[2:].tolist()
    correlation = (product - ratio) / (product + ratio) if product + ratio > 0 else 0.0
    return Rates(math.exp(expected[0]), math.exp(expected[1]), rho, spread, spread, regularity, correlation)


def _enter(index: dict[str, int], ids: tuple[str, ...], used: NDArray[np.integer[Any]]) -> NDArray[np.int32]:
    """Row of each of the used ids, new ones at the end; -1 for the others."""
    rows = np.full(len(ids), -1, dtype=np.int32)
    for place in used.tolist():
        rows[place] = index.setdefault(ids[place], len(index))
    return rows


def _date(day: int) -> dt.date:
    return EPOCH + dt.timedelta(days=day)


def _grown(rows: FloatArray, count: int) -> FloatArray:
    return np.concatenate([rows, np.zeros((count - len(rows), rows.shape[1]))]) if count > len(rows) else rows


@functools.lru_cache(maxsize=8)
def _known_of(ids: tuple[str, ...]) -> FloatArray:
    """What is known of competitions by their ids: the one above, tier, whether a league, and the pool of strangers."""
    index = dict(zip(ids, itertools.count()))
    known = np.zeros((len(ids), 4))
    for name, row in index.items():
        country, _, rest = name.partition("-")
        league = is_domestic_league(name)
        tier = int(rest) if league else 0
        above = f"{country}-{tier - 1}" if tier > 1 else f"{country}-1"
        known[row, PARENT] = index.get(above, -1) if above != name else -1
        known[row, TIER], known[row, LEAGUE] = tier, league
        known[row, SHARED] = index[NATIONAL_TEAMS] if is_national(name) else row
    return known
