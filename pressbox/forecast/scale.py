"""One population of teams, clubs or national teams, rated on one scale from its matches.

The logarithm of a side's rate is

    base + attack of the side - defence of its opponent + home / 2 for the home side, - home / 2 for the away side

with no home term on neutral ground. Strengths have a normal prior around the level a team plays at, and levels around
0: a side with few matches is drawn towards its level, a league with few matches against others towards the rest, and
teams that no chain of matches joins still have a place on the scale.

The rates are fitted first, as independent Poisson goals, which is a convex problem: the fit has one answer, whatever
the order of the matches and wherever it starts. Then the dependence of low scores is fitted given these rates.
"""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from pressbox.domain import MatchTable
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.attack_defence import TURN, Goals, Spread
from pressbox.forecast.levels import is_domestic_league, membership
from pressbox.forecast.low_scores import fit_rho
from pressbox.forecast.model import within
from pressbox.forecast.newton import minimise
from pressbox.forecast.scoreline import Rates

TOLERANCE = 1e-5
"""Of the fit, in standard errors."""

NEWCOMER = -0.16, -0.11
"""Attack and defence, against its league, of a club that comes up into it: the mean of the five big leagues."""


@dataclasses.dataclass(frozen=True)
class Settings:
    """How a scale is fitted.

    Attributes
    ----------
    half_life_days : float
        After how long a match counts half.
    window_days : int
        Matches older than this are left out.
    team : Spread
        Of teams around their level.
    level : Spread
        Of leagues, or tournaments, around the mean of all.
    """

    half_life_days: float
    window_days: int
    team: Spread
    level: Spread


@dataclasses.dataclass(frozen=True)
class Scale:
    """A fitted scale; in arrays of two rows, row 0 is attack and row 1 defence.

    Attributes
    ----------
    day : int
        From which on nothing is known.
    matches : int
        How many it rests on.
    base, home, rho : float
        Log of a side's rate between teams at 0 on neutral ground; log of how many times as many goals the home side
        scores as the away side, all else equal; dependence of low scores.
    teams, levels : dict
        Their columns in the arrays below.
    strength : ndarray, shape (2, teams)
        Levels included.
    level : ndarray, shape (2, levels)
        Means of the leagues.
    information : ndarray, shape (2, teams)
        Weighted goals expected of each team's attack, and against its defence.
    """

    settings: Settings
    day: int
    matches: int
    base: float
    home: float
    rho: float
    teams: dict[str, int]
    levels: dict[str, int]
    strength: FloatArray
    level: FloatArray
    information: FloatArray

    def rates(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> Rates:
        """Rates for a pairing on a day.

        A team without a match gets the level of the competition (in a domestic league that of a club which comes up)
        or, where that is unknown too, the mean of all; and a spread as wide as the prior. Spreads are those of each
        team given all others, so a little small.
        """
        edge = 0.0 if neutral else self.home / 2
        (home_attack, home_defence), home_variance = self._strength(home_id, competition_id, day)
        (away_attack, away_defence), away_variance = self._strength(away_id, competition_id, day)
        return Rates(
            math.exp(self.base + edge + home_attack - away_defence),
            math.exp(self.base - edge + away_attack - home_defence),
            self.rho,
            math.sqrt(home_variance[0] + away_variance[1]),
            math.sqrt(away_variance[0] + home_variance[1]),
        )

    def _strength(self, team_id: str, competition_id: str, day: int) -> tuple[FloatArray, FloatArray]:
        """Attack and defence of a team, and the variance of each."""
        prior = self.settings.team.covariance
        if team_id in self.teams:
            team = self.teams[team_id]
            faded = self.information[:, team] * 0.5 ** (max(day - self.day, 0) / self.settings.half_life_days)
            return self.strength[:, team], np.linalg.inv(np.diag(faded) + np.linalg.inv(prior)).diagonal()
        if competition_id in self.levels:
            shift = NEWCOMER if is_domestic_league(competition_id) else (0.0, 0.0)
            return self.level[:, self.levels[competition_id]] + shift, prior.diagonal()
        return np.zeros(2), (prior + self.settings.level.covariance).diagonal()


def fit_scale(matches: MatchTable, today: int, settings: Settings, earlier: Scale | None = None) -> Scale | None:
    """Fit to the matches before a day; None if there are none.

    An earlier fit is a start from which the same answer is found sooner.

    Raises
    ------
    NotConverged
        If the fit does not settle.
    """
    recent = within(matches, today - settings.window_days, today)
    if not len(recent):
        return None
    weights = 0.5 ** ((today - recent.day) / settings.half_life_days)
    goals = Goals.of(recent, weights, membership(recent, weights), settings.team, settings.level)
    return _found(goals, minimise(goals, _start(goals, earlier), TOLERANCE), recent, weights, today, settings)


def _found(
    goals: Goals, point: FloatArray, matches: MatchTable, weights: FloatArray, today: int, settings: Settings
) -> Scale:
    attack, defence = strength = goals.strengths(point)
    base, home = point[:2].tolist()
    edge = np.where(matches.neutral, 0.0, home / 2)
    rho = fit_rho(
        matches.home_goals,
        matches.away_goals,
        np.exp(base + edge + attack[matches.home] - defence[matches.away]),
        np.exp(base - edge + attack[matches.away] - defence[matches.home]),
        np.where(matches.minutes == 90, weights, 0.0),
    )
    return Scale(
        settings,
        today,
        len(matches),
        base,
        home,
        rho,
        {team: place for place, team in enumerate(matches.teams)},
        {level: place for place, level in enumerate(goals.membership.levels)},
        strength,
        TURN @ goals.parts(point)[0],
        goals.by_team(goals.expected(point)),
    )


def _start(goals: Goals, earlier: Scale | None) -> FloatArray:
    """Where to start: from an earlier fit as far as it knows the teams, else from the mean."""
    point = np.zeros_like(goals.precision)
    if earlier is None:
        point[0] = math.log((goals.scored.sum() + 1) / (goals.played.sum() + 1))
        return point
    point[:2] = earlier.base, earlier.home
    levels, teams = goals.parts(point)
    _carry(levels, goals.membership.levels, TURN @ earlier.level / 2, earlier.levels)
    of_levels = goals.membership.spread_out(levels)
    teams += of_levels
    _carry(teams, goals.membership.teams, TURN @ earlier.strength / 2, earlier.teams)
    teams -= of_levels
    return point


def _carry(into: FloatArray, names: tuple[str, ...], known: FloatArray, index: dict[str, int]) -> None:
    """Copy the columns of names that are known."""
    places = np.array([index.get(name, -1) for name in names])
    into[:, places >= 0] = known[:, places[places >= 0]]
