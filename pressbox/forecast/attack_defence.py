"""The likelihood of goals under attacks, defences and a home advantage, with its prior: what Dixon-Coles minimises.

A team's attack is its strength plus its openness, its defence its strength less its openness: good sides both score
more and concede less, and that varies far more than how open their matches are, so either has its own prior. Both are
the mean of the team's levels plus its own part.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Self

import numpy as np

from pressbox.domain import MatchTable
from pressbox.forecast.arrays import FloatArray, IntArray, inner, sum_by
from pressbox.forecast.levels import Membership

TURN = np.array([[1.0, 1.0], [1.0, -1.0]])
"""From strength and openness to attack and defence; twice its own inverse."""

WIDE = 1.0
"""Prior standard deviation of base and home: next to nothing, but goalless matches alone still have an answer."""


@dataclasses.dataclass(frozen=True)
class Spread:
    """Prior standard deviations on the log scale."""

    strength: float
    openness: float

    @property
    def covariance(self) -> FloatArray:
        """Of attack and defence."""
        return np.asarray(TURN @ np.diag([self.strength**2, self.openness**2]) @ TURN)


@dataclasses.dataclass(frozen=True)
class Goals:
    """Negative log posterior, convex. One row is an attack against a defence at a kind of venue, its matches summed.

    A point holds base, home, then strength and openness of each level, then of each team less its levels'.

    Attributes
    ----------
    venue : ndarray
        1/2 for the home side's attack, -1/2 for the away side's, 0 on neutral ground.
    played : ndarray
        Weighted matches of 90 minutes.
    scored : ndarray
        Weighted goals.
    precision : ndarray
        Of the prior, one entry a parameter.
    """

    membership: Membership
    attack: IntArray
    defence: IntArray
    venue: FloatArray
    played: FloatArray
    scored: FloatArray
    precision: FloatArray

    @classmethod
    def of(cls, matches: MatchTable, weights: FloatArray, membership: Membership, team: Spread, level: Spread) -> Self:
        """Sum the matches of each pairing."""
        teams, levels = len(matches.teams), len(membership.levels)
        home, away = matches.home.astype(np.intp), matches.away.astype(np.intp)
        ground = np.where(matches.neutral, 0, 1)
        keys = np.concatenate([(home * teams + away) * 3 + ground, (away * teams + home) * 3 - ground]) + 1
        key, row = np.unique(keys, return_inverse=True)
        spread = [WIDE, WIDE, level.strength, level.openness, team.strength, team.openness]
        return cls(
            membership,
            attack=key // 3 // teams,
            defence=key // 3 % teams,
            venue=(key % 3 - 1) / 2,
            played=sum_by(row, np.tile(weights * matches.minutes / 90, 2), len(key)),
            scored=sum_by(
                row, np.tile(weights, 2) * np.concatenate([matches.home_goals, matches.away_goals]), len(key)
            ),
            precision=np.repeat(spread, [1, 1, levels, levels, teams, teams]) ** -2.0,
        )

    def value(self, point: FloatArray) -> float:
        """Up to a constant."""
        logs = self.log_rates(point)
        return inner(self.played, np.exp(logs)) - inner(self.scored, logs) + inner(self.precision, point**2) / 2

    def gradient(self, point: FloatArray) -> FloatArray:
        """First derivatives."""
        return self._transposed(self.expected(point) - self.scored) + self.precision * point

    def curvature(self, point: FloatArray) -> tuple[Callable[[FloatArray], FloatArray], FloatArray]:
        """Second derivatives: their product with a vector, and their diagonal.

        The diagonal is without the terms between a team and itself by way of its opponents.
        """
        expected = self.expected(point)
        teams = self.by_team(expected).sum(axis=0)
        level = self.membership.squared().gather(teams[None])[0]
        diagonal = np.concatenate([[expected.sum(), inner(expected, self.venue**2)], level, level, teams, teams])

        def product(vector: FloatArray) -> FloatArray:
            return self._transposed(expected * self.log_rates(vector)) + self.precision * vector

        return product, diagonal + self.precision

    def log_rates(self, point: FloatArray) -> FloatArray:
        """Log rate of each row; linear in the point."""
        attack, defence = self.strengths(point)
        return np.asarray(point[0] + point[1] * self.venue + attack[self.attack] - defence[self.defence])

    def expected(self, point: FloatArray) -> FloatArray:
        """Weighted goals expected of each row."""
        return np.asarray(self.played * np.exp(self.log_rates(point)))

    def strengths(self, point: FloatArray) -> FloatArray:
        """Attack (row 0) and defence (row 1) of each team, its levels included."""
        levels, teams = self.parts(point)
        return np.asarray(TURN @ (self.membership.spread_out(levels) + teams))

    def by_team(self, rows: FloatArray) -> FloatArray:
        """Sums of the rows by attack (row 0) and by defence (row 1), shape (2, teams)."""
        return np.stack([sum_by(side, rows, len(self.membership.teams)) for side in (self.attack, self.defence)])

    def parts(self, point: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Views of a point's levels and teams; strength is row 0, openness row 1."""
        teams = len(self.membership.teams)
        return point[2 : -2 * teams].reshape(2, -1), point[-2 * teams :].reshape(2, -1)

    def _transposed(self, rows: FloatArray) -> FloatArray:
        """The transpose of ``log_rates``: from rows to parameters."""
        scored, conceded = self.by_team(rows)
        teams = np.stack([scored - conceded, scored + conceded])
        levels = self.membership.gather(teams)
        return np.concatenate([[rows.sum(), inner(rows, self.venue)], levels.ravel(), teams.ravel()])
