"""Elo: one number a team, moved after every match by how far the result was from what the gap promised.

In come matches in the order of their days; out go rates: the gap between two ratings says the ratio of their rates, the
competition how many goals there are. It is a baseline that the other models are measured against, with what is known to
help: home advantage, margins of victory, a prior for clubs new to a league, ratings that come closer over the summer.

References
----------
Elo (1978), The Rating of Chessplayers, Past and Present.
Hvattum and Arntzen (2010), Int. J. Forecasting 26(3), 460-470.
"""

from __future__ import annotations

import dataclasses
import math
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from pressbox.domain import AsOf, MatchTable
from pressbox.errors import TooFewMatches
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.elo_settings import (
    CLUBS,
    COMPETITION_COLUMNS,
    LEAGUE,
    NATIONS,
    POOL,
    TEAM_COLUMNS,
    TIER,
    TOTAL,
    WEIGHT,
    Settings,
)
from pressbox.forecast.levels import is_domestic_league, is_national
from pressbox.forecast.model import fitted, last_known_day, select
from pressbox.forecast.scoreline import Rates

ALL_OF_THE_PAST = 73_000
"""Days; 200 years."""

USUAL_TOTAL = 2.7
"""Goals a match in a competition of which nothing is known."""


@dataclasses.dataclass
class EloState:
    """Ratings of clubs, or of national teams; changed in place by ``learn``.

    Attributes
    ----------
    settings : Settings
    teams, competitions : dict
        Row of each id.
    team_rows, competition_rows : ndarray
        Columns as in ``elo_settings``.
    home_edge : ndarray, shape (1,)
        What playing at home is worth.
    matches : int
        How many it has learnt from.
    """

    settings: Settings
    teams: dict[str, int] = dataclasses.field(default_factory=dict)
    competitions: dict[str, int] = dataclasses.field(default_factory=dict)
    team_rows: FloatArray = dataclasses.field(default_factory=lambda: np.zeros((0, TEAM_COLUMNS)))
    competition_rows: FloatArray = dataclasses.field(default_factory=lambda: np.zeros((0, COMPETITION_COLUMNS)))
    home_edge: FloatArray = dataclasses.field(default_factory=lambda: np.zeros(1))
    matches: int = 0

    def __post_init__(self) -> None:
        if not self.matches:
            self.home_edge[0] = self.settings.home

    def learn(self, matches: MatchTable) -> FloatArray:
        """Forecast each match from those of earlier days, then move the ratings.

        Parameters
        ----------
        matches : MatchTable
            In any order, none before those learnt from already.

        Returns
        -------
        ndarray, shape (n, 2)
            Logs of the two rates.
        """
        log_rates = np.empty((len(matches), 2))
        if not len(matches):
            return log_rates
        from pressbox.forecast.elo_kernel import walk

        order = np.lexsort((matches.away, matches.home, matches.day))
        teams, competitions = self._enter_teams(matches.teams), self._enter_competitions(matches.competitions)
        columns = (teams[matches.home], teams[matches.away], competitions[matches.competition], matches.day)
        goals = np.stack([matches.home_goals, matches.away_goals], axis=1) * (90 / matches.minutes)[:, None]
        places = np.stack(columns, axis=1)[order].astype(np.int32)
        ordered = np.empty_like(log_rates)
        walk(
            self.team_rows,
            self.competition_rows,
            self.home_edge,
            places,
            goals[order],
            matches.neutral[order],
            self.settings,
            ordered,
        )
        log_rates[order] = ordered
        self.matches += len(matches)
        return log_rates

    def expect(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> FloatArray:
        """Logs of the two rates of a pairing; changes nothing, not even for sides never seen."""
        copy = dataclasses.replace(
            self,
            teams=self.teams.copy(),
            competitions=self.competitions.copy(),
            team_rows=self.team_rows.copy(),
            competition_rows=self.competition_rows.copy(),
            home_edge=self.home_edge.copy(),
        )
        zero, one = np.zeros(1), np.ones(1, dtype=np.int32)
        sides, at = (home_id, away_id), 0 * one
        pairing = MatchTable(
            sides, (competition_id,), at, one, at, at + np.int32(day), zero, zero, zero + 90, np.array([neutral])
        )
        return np.asarray(copy.learn(pairing)[0])

    def _enter_teams(self, ids: tuple[str, ...]) -> NDArray[np.intp]:
        """Rows of teams; those never seen get one at the end."""
        rows = np.array([self.teams.setdefault(name, len(self.teams)) for name in ids], dtype=np.intp)
        new = np.zeros((len(self.teams) - len(self.team_rows), TEAM_COLUMNS))
        new[:, POOL] = -1
        self.team_rows = np.concatenate([self.team_rows, new])
        return rows

    def _enter_competitions(self, ids: tuple[str, ...]) -> NDArray[np.intp]:
        """Rows of competitions; those never seen get one at the end."""
        rows = np.array([self.competitions.setdefault(name, len(self.competitions)) for name in ids], dtype=np.intp)
        before = len(self.competition_rows)
        new = np.zeros((len(self.competitions) - before, COMPETITION_COLUMNS))
        for row, name in zip(new, list(self.competitions)[before:], strict=True):
            league = is_domestic_league(name)
            row[TOTAL], row[LEAGUE] = USUAL_TOTAL, league
            row[TIER] = int(name.rpartition("-")[2]) - 1 if league else 0
            row[WEIGHT] = self.settings.minor if _is_minor(name) else 1.0
        self.competition_rows = np.concatenate([self.competition_rows, new])
        return rows


class Elo:
    """Elo ratings of clubs on one scale and of national teams on another.

    Parameters
    ----------
    clubs, nations : Settings
        Of either scale.
    """

    name: ClassVar[str] = "elo"
    version: ClassVar[str] = "1"

    def __init__(self, clubs: Settings = CLUBS, nations: Settings = NATIONS) -> None:
        self._states = {False: EloState(clubs), True: EloState(nations)}  # by whether they are national teams
        self._as_of: AsOf | None = None

    @property
    def trained_on_matches(self) -> int:
        """Matches learnt from."""
        self.fitted_as_of  # noqa: B018 - raises before fit
        return sum(state.matches for state in self._states.values())

    @property
    def fitted_as_of(self) -> AsOf:
        """The moment of the fit.

        Raises
        ------
        NotFitted
            Before ``fit``.
        """
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
        self._states = {national: EloState(state.settings) for national, state in self._states.items()}
        self.learn(select(matches, matches.day <= last_known_day(as_of)), as_of)
        if not self.trained_on_matches:
            self._as_of = None
            raise TooFewMatches(
                f"no match before {as_of} to learn ratings from; ingest results of that time, or choose a later date."
            )
        return self

    def learn(self, matches: MatchTable, as_of: AsOf) -> Self:
        """Go on from what was learnt before, with the matches played since that are known at a moment."""
        self._learn(matches)
        self._as_of = as_of
        return self

    def predict(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> Rates:
        """Rates for a pairing on a day; a team never seen enters at its league's level."""
        self.fitted_as_of  # noqa: B018 - raises before fit
        state = self._states[is_national(competition_id)]
        home, away = state.expect(home_id, away_id, neutral, competition_id, day).tolist()
        return Rates(math.exp(home), math.exp(away), state.settings.rho)

    @classmethod
    def walk_forward(cls, matches: MatchTable) -> FloatArray:
        """Forecast each match from those of earlier days, from nothing.

        Returns
        -------
        ndarray, shape (n, 4)
            As ``RatingState.learn``: logs of the two rates, and two variances, which are 0.
        """
        log_rates = cls()._learn(matches)
        return np.concatenate([log_rates, np.zeros_like(log_rates)], axis=1)

    def _learn(self, matches: MatchTable) -> FloatArray:
        national = np.array([is_national(name) for name in matches.competitions], dtype=bool)[matches.competition]
        log_rates = np.empty((len(matches), 2))
        for kind, state in self._states.items():
            log_rates[national == kind] = state.learn(select(matches, national == kind))
        return log_rates


def _is_minor(competition_id: str) -> bool:
    """Domestic cups, and friendlies."""
    if is_national(competition_id):
        return competition_id == "int-friendly"
    return not is_domestic_league(competition_id) and not competition_id.startswith("uefa-")
