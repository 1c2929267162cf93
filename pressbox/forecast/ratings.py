"""Ratings of every team on one scale, learnt match by match: nothing is refitted for one more match.

In come matches in the order of their days (``MatchTable``); out go rates with their uncertainty, for any pairing on any
day. The scale and what time does to it are in ``rating_steps``, the arithmetic of learning in ``rating_kernel``, which
is compiled and imported only when there is something to learn.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import io
import itertools
import json
import math
import tomllib
import zipfile
from importlib import resources
from typing import Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray

from pressbox.domain import AsOf, MatchTable
from pressbox.errors import ForecastError, NotFitted, TooFewMatches
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.evidence import Kind, play_of
from pressbox.forecast.levels import is_domestic_league, is_national
from pressbox.forecast.model import EPOCH, last_known_day, select
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
from pressbox.forecast.scoreline import Rates

STATE_FORMAT = 1
"""Raised when saved states of before can no longer be read."""

NATIONAL_TEAMS = "national-teams"
"""Name of the row whose level all national teams share."""

ALL_OF_THE_PAST = 73_000
"""Days; 200 years."""


@functools.cache
def settings_of(name: Kind | Literal["nations"]) -> Settings:
    """The tuned settings of a model, or of national teams; where and how they were tuned stands in the file."""
    text = resources.files("pressbox.forecast").joinpath("rating_settings.toml").read_text(encoding="utf-8")
    return Settings(**tomllib.loads(text)[name])


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

    def learn(self, matches: MatchTable) -> FloatArray:
        """Forecast each match from those of earlier days, then learn from it.

        Parameters
        ----------
        matches : MatchTable
            In any order, none before ``last_day``.

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
            play_of(matches, self.kind, self.settings.rho)[order],
            self.settings,
            lines,
            np.zeros((len(matches), 2)),
            ordered,
        )
        expected[order] = ordered
        self.matches += len(matches)
        self.last_day = int(matches.day.max())
        return expected

    def expect(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> FloatArray:
        """One row of what ``learn`` returns, for a pairing on a day not before ``last_day``; changes nothing.

        A team or competition never seen gets its prior.
        """
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
        stakes, late = self._table(home, away, competitions[row], row) if known[row, LEAGUE] else (0.0, 0.0)
        return np.array(expect(home, away, competitions, row, neutral, stakes, late, self.settings))

    def rows(self) -> tuple[tuple[str, FloatArray], ...]:
        """The arrays of a saved state, with their names."""
        return ("teams", self.team_rows), ("competitions", self.competition_rows)

    def head(self) -> dict[str, Any]:
        """All else of a saved state."""
        return {
            "kind": self.kind,
            "settings": self.settings._asdict(),
            "teams": list(self.teams),
            "competitions": list(self.competitions),
            "matches": self.matches,
            "last_day": self.last_day,
        }

    @classmethod
    def of(cls, head: dict[str, Any], team_rows: FloatArray, competition_rows: FloatArray) -> Self:
        """The state that ``head`` and ``rows`` came from."""
        teams, competitions = ({name: row for row, name in enumerate(head[key])} for key in ("teams", "competitions"))
        settings = Settings(**head["settings"])
        return cls(
            head["kind"], settings, teams, competitions, team_rows, competition_rows, head["matches"], head["last_day"]
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
        for team in np.flatnonzero(current & (self.team_rows[:, ROUNDS] > 0)).tolist():
            among = members[pools[team]]
            if among[0] < MOST_MEMBERS:
                among[0] += 1
                among[among[0]] = team
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
        return cls(RatingState(kind, settings_of(kind)), RatingState("results", settings_of("nations")))

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
        national = np.array([is_national(name) for name in matches.competitions], dtype=bool)[matches.competition]
        expected = np.empty((len(matches), 4))
        for state, rows in ((self.clubs, ~national), (self.nations, national)):
            expected[rows] = state.learn(select(matches, rows))
        return expected

    def expect(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> FloatArray:
        """One row of what ``learn`` returns, for a pairing on a day not before ``last_day``; changes nothing."""
        state = self.nations if is_national(competition_id) else self.clubs
        return state.expect(home_id, away_id, neutral, competition_id, day)

    def to_bytes(self) -> bytes:
        """The ratings as one block of bytes that ``from_bytes`` reads."""
        block = io.BytesIO()
        arrays = {f"{name}_{index}": array for index, state in enumerate(self._states) for name, array in state.rows()}
        head = json.dumps({"format": STATE_FORMAT, "states": [state.head() for state in self._states]})
        np.savez_compressed(block, head=np.frombuffer(head.encode(), dtype=np.uint8), **arrays)  # type: ignore[arg-type]
        return block.getvalue()

    @classmethod
    def from_bytes(cls, block: bytes) -> Self:
        """Saved ratings.

        Raises
        ------
        ForecastError
            If they are damaged, or were saved by a version of Pressbox that rates otherwise.
        """
        try:
            with np.load(io.BytesIO(block)) as saved:
                head = json.loads(saved["head"].tobytes())
                if head["format"] != STATE_FORMAT:
                    raise ForecastError(
                        f"these ratings were saved in format {head['format']} and this version reads {STATE_FORMAT};"
                        " compute them anew."
                    )
                arrays = [(saved[f"teams_{index}"], saved[f"competitions_{index}"]) for index in range(2)]
                clubs, nations = (
                    RatingState.of(*parts) for parts in zip(head["states"], *zip(*arrays, strict=True), strict=True)
                )
                return cls(clubs, nations)
        except (EOFError, KeyError, TypeError, ValueError, OSError, zipfile.BadZipFile) as error:
            raise ForecastError(f"the saved ratings cannot be read ({error}); compute them anew.") from error

    @property
    def _states(self) -> tuple[RatingState, RatingState]:
        return self.clubs, self.nations


class _Filter:
    """A model whose ratings are a ``RatingState``."""

    name: ClassVar[str]
    kind: ClassVar[Kind]
    version: ClassVar[str] = "1"

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
        if self._ratings is None:
            raise NotFitted(f"the {self.name} model was asked for a forecast before fit(matches, as_of).")
        return self._ratings

    @property
    def trained_on_matches(self) -> int:
        """Matches learnt from."""
        return self.ratings_.matches

    @property
    def fitted_as_of(self) -> AsOf:
        """The moment of the fit."""
        if self._as_of is None:
            raise NotFitted(f"the {self.name} model was not fitted yet: call fit(matches, as_of).")
        return self._as_of

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
        known = select(matches, matches.day <= last_known_day(as_of))
        if not len(known):
            raise TooFewMatches(
                f"no match before {as_of} to learn ratings from; ingest results of that time, or choose a later date."
            )
        ratings = Ratings.new(self.kind)
        ratings.learn(known)
        return self.adopt(ratings, as_of)

    def adopt(self, ratings: Ratings, as_of: AsOf) -> Self:
        """Forecast from ratings computed before.

        Raises
        ------
        ForecastError
            If they are another model's, or know matches that nobody knows at that moment.
        """
        if ratings.kind != self.kind:
            raise ForecastError(f"these are ratings of the {ratings.kind} model, not of {self.name}; compute its own.")
        if ratings.last_day is not None and ratings.last_day > last_known_day(as_of):
            raise ForecastError(f"the ratings know matches of {_date(ratings.last_day)}, which is not over at {as_of}.")
        self._ratings, self._as_of = ratings, as_of
        return self

    def predict(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> Rates:
        """Rates for a pairing on a day; a team or competition never seen gets its prior."""
        expected = self.ratings_.expect(home_id, away_id, neutral, competition_id, day)
        return rates_of(expected, self.ratings_.clubs.settings.rho)


class Results(_Filter):
    """Ratings learnt from goals."""

    name: ClassVar[str] = "results"
    kind: ClassVar[Kind] = "results"


class Shots(_Filter):
    """Ratings learnt from goals, and from shots and xG where they are known."""

    name: ClassVar[str] = "shots"
    kind: ClassVar[Kind] = "shots"


class Prices(_Filter):
    """Ratings learnt from goals, shots and the closing prices of past matches, never those of the match itself."""

    name: ClassVar[str] = "prices"
    kind: ClassVar[Kind] = "prices"


def spread_of(expected: FloatArray) -> float:
    """Standard deviation of the log of either rate, from one row of expectations."""
    return math.sqrt(float(expected[2] + expected[3])) / 2


def rates_of(expected: FloatArray, rho: float) -> Rates:
    """One row of expectations as rates."""
    spread = spread_of(expected)
    return Rates(math.exp(expected[0]), math.exp(expected[1]), rho, spread, spread)


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
