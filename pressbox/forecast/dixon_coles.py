"""Time-weighted Dixon-Coles over all competitions, every team on one scale.

The logarithm of a side's rate is

    base + attack of the side - defence of its opponent + home / 2 for the home side, - home / 2 for the away side

with no home term on neutral ground. A match counts half after ``half_life_days``. Strengths have a normal prior around
the level a team plays at, and levels around 0: a club with few matches is drawn towards its league, a league with few
matches against others towards the rest, and teams that no chain of matches joins still have a place on the scale.

The rates are fitted first, as independent Poisson goals, which is a convex problem: the fit has one answer, whatever
the order of the matches and wherever it starts. Then the dependence of low scores is fitted given these rates.

References
----------
Dixon and Coles (1997), J. R. Stat. Soc. C 46(2), 265-280.
"""

from __future__ import annotations

import dataclasses
import math
from typing import ClassVar, Self

import numpy as np

from pressbox.domain import AsOf, MatchTable
from pressbox.errors import NotFitted, TooFewMatches
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.attack_defence import TURN, Goals, Spread
from pressbox.forecast.levels import is_domestic_league, membership
from pressbox.forecast.low_scores import fit_rho
from pressbox.forecast.model import last_known_day, within
from pressbox.forecast.newton import minimise
from pressbox.forecast.scoreline import Rates

TEAM_SPREAD = Spread(strength=0.35, openness=0.1)
LEVEL_SPREAD = Spread(strength=0.5, openness=0.1)

TOLERANCE = 1e-5
"""Of the fit, in standard errors."""

NEWCOMER = -0.16, -0.11
"""Attack and defence, against its league, of a club that comes up into it: the mean of the five big leagues."""


@dataclasses.dataclass(frozen=True)
class Fit:
    """What a fit found; in arrays of two rows, row 0 is attack and row 1 defence.

    Attributes
    ----------
    day : int
        From which on nothing is known.
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

    as_of: AsOf
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


class DixonColes:
    """Attack and defence of every team, one home advantage, and the dependence of low scores.

    The settings' defaults are the best of a few on the five big leagues, 2013-14 to 2020-21.

    Parameters
    ----------
    half_life_days : float
        After how long a match counts half.
    window_days : int
        Matches older than this are left out.
    team_spread : Spread
        Of teams around their level.
    level_spread : Spread
        Of leagues around the mean of all.
    """

    name: ClassVar[str] = "dixon-coles"
    version: ClassVar[str] = "1"

    def __init__(
        self,
        half_life_days: float = 365.0,
        window_days: int = 1461,
        team_spread: Spread = TEAM_SPREAD,
        level_spread: Spread = LEVEL_SPREAD,
    ) -> None:
        self.half_life_days = half_life_days
        self.window_days = window_days
        self.team_spread = team_spread
        self.level_spread = level_spread
        self._fit: Fit | None = None

    @property
    def fit_(self) -> Fit:
        """What the fit found.

        Raises
        ------
        NotFitted
            Before ``fit``.
        """
        if self._fit is None:
            raise NotFitted("the dixon-coles model was asked for a forecast before fit(matches, as_of).")
        return self._fit

    @property
    def trained_on_matches(self) -> int:
        """Matches inside the window."""
        return self.fit_.matches

    @property
    def fitted_as_of(self) -> AsOf:
        """The moment of the fit."""
        return self.fit_.as_of

    def fit(self, matches: MatchTable, as_of: AsOf) -> Self:
        """Fit to the matches known at a moment; a second fit starts where the first ended and finds the same.

        Raises
        ------
        TooFewMatches
            If no match lies inside the window.
        NotConverged
            If the fit does not settle.
        """
        today = last_known_day(as_of) + 1
        recent = within(matches, today - self.window_days, today)
        if not len(recent):
            raise TooFewMatches(
                f"no match in the {self.window_days} days before {as_of} to fit dixon-coles to;"
                " ingest results of that time, or choose a later date."
            )
        weights = 0.5 ** ((today - recent.day) / self.half_life_days)
        goals = Goals.of(recent, weights, membership(recent, weights), self.team_spread, self.level_spread)
        point = minimise(goals, _start(goals, self._fit), TOLERANCE)
        self._fit = _found(goals, point, recent, weights, as_of, today)
        return self

    def predict(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> Rates:
        """Rates for a pairing on a day.

        A team without a match gets the level of the competition (in a domestic league that of a club which comes up)
        or, where that is unknown too, the mean of all; and a spread as wide as the prior. Spreads are those of each
        team given all others, so a little small.

        Raises
        ------
        NotFitted
            Before ``fit``.
        """
        fit = self.fit_
        edge = 0.0 if neutral else fit.home / 2
        (home_attack, home_defence), home_variance = self._strength(home_id, competition_id, day)
        (away_attack, away_defence), away_variance = self._strength(away_id, competition_id, day)
        return Rates(
            math.exp(fit.base + edge + home_attack - away_defence),
            math.exp(fit.base - edge + away_attack - home_defence),
            fit.rho,
            math.sqrt(home_variance[0] + away_variance[1]),
            math.sqrt(away_variance[0] + home_variance[1]),
        )

    def _strength(self, team_id: str, competition_id: str, day: int) -> tuple[FloatArray, FloatArray]:
        """Attack and defence of a team, and the variance of each."""
        fit, prior = self.fit_, self.team_spread.covariance
        if team_id in fit.teams:
            team = fit.teams[team_id]
            faded = fit.information[:, team] * 0.5 ** (max(day - fit.day, 0) / self.half_life_days)
            return fit.strength[:, team], np.linalg.inv(np.diag(faded) + np.linalg.inv(prior)).diagonal()
        if competition_id in fit.levels:
            shift = NEWCOMER if is_domestic_league(competition_id) else (0.0, 0.0)
            return fit.level[:, fit.levels[competition_id]] + shift, prior.diagonal()
        return np.zeros(2), (prior + self.level_spread.covariance).diagonal()


def _found(goals: Goals, point: FloatArray, matches: MatchTable, weights: FloatArray, as_of: AsOf, today: int) -> Fit:
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
    return Fit(
        as_of,
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


def _start(goals: Goals, earlier: Fit | None) -> FloatArray:
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
