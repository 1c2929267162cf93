"""Base rates: every home side scores what home sides scored in the competition of late, whoever plays.

In come matches; out go two means a competition. The least that a forecast must be better than.
"""

from __future__ import annotations

from typing import ClassVar, Self

import numpy as np

from pressbox.domain import AsOf, MatchTable
from pressbox.errors import TooFewMatches
from pressbox.forecast.arrays import BoolArray, FloatArray, IntArray
from pressbox.forecast.levels import is_national
from pressbox.forecast.model import fitted, last_known_day, select
from pressbox.forecast.scoreline import Rates

WINDOW_DAYS = 1461
"""Matches of four years count alike, older ones not at all."""

PRIOR_MATCHES = 40.0
"""A competition's means count as if it had so many matches of the usual kind besides its own."""

USUAL_GOALS = (1.5, 1.15)
"""Goals of home and away sides where no match is known."""


class BaseRate:
    """Mean goals of home and of away sides in a competition over the last four years.

    On neutral ground both sides score the mean of the two. What few matches leave open is filled up from all
    competitions of clubs, or of national teams.
    """

    name: ClassVar[str] = "base-rate"
    version: ClassVar[str] = "1"
    rho: ClassVar[float] = -0.06
    """Dependence of low scores."""

    def __init__(self) -> None:
        self._matches: MatchTable | None = None
        self._as_of: AsOf | None = None

    @property
    def trained_on_matches(self) -> int:
        """Matches inside the window."""
        return len(self._fitted)

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
        """How far back matches count."""
        return WINDOW_DAYS

    def fit(self, matches: MatchTable, as_of: AsOf) -> Self:
        """Keep the matches of the last four years.

        Raises
        ------
        TooFewMatches
            If there is none.
        """
        last = last_known_day(as_of)
        known = select(matches, (matches.day <= last) & (matches.day > last - WINDOW_DAYS))
        if not len(known):
            raise TooFewMatches(
                f"no match in the {WINDOW_DAYS} days before {as_of} to take base rates from; ingest results of that"
                " time, or choose a later date."
            )
        self._matches, self._as_of = known, as_of
        return self

    def predict(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> Rates:  # noqa: ARG002
        """The competition's means, whoever plays."""
        known = self._fitted
        own = np.array([name == competition_id for name in known.competitions], dtype=bool)[known.competition]
        kind = _national(known) == is_national(competition_id)
        goals = _goals_in_90(known)
        usual = (goals[kind & ~known.neutral].sum(axis=0) + PRIOR_MATCHES * np.array(USUAL_GOALS)) / (
            np.count_nonzero(kind & ~known.neutral) + PRIOR_MATCHES
        )
        rows = own & ~known.neutral
        means = (goals[rows].sum(axis=0) + PRIOR_MATCHES * usual) / (np.count_nonzero(rows) + PRIOR_MATCHES)
        home, away = [means.mean()] * 2 if neutral else means
        return Rates(float(home), float(away), self.rho)

    @classmethod
    def walk_forward(cls, matches: MatchTable) -> FloatArray:
        """Forecast each match from those of earlier days.

        Returns
        -------
        ndarray, shape (n, 4)
            As ``RatingState.learn``: logs of the two rates, and two variances, which are 0.
        """
        goals, counts, days = _goals_in_90(matches), ~matches.neutral, matches.day.astype(np.intp)
        usual = _means_before(_national(matches).astype(np.intp), days, goals, counts, np.array(USUAL_GOALS))
        means = _means_before(matches.competition.astype(np.intp), days, goals, counts, usual)
        means[matches.neutral] = means[matches.neutral].mean(axis=1, keepdims=True)
        return np.concatenate([np.log(means), np.zeros_like(means)], axis=1)

    @property
    def _fitted(self) -> MatchTable:
        return fitted(self.name, self._matches)


def _national(matches: MatchTable) -> BoolArray:
    return np.array([is_national(name) for name in matches.competitions], dtype=bool)[matches.competition]


def _goals_in_90(matches: MatchTable) -> FloatArray:
    """Goals of home and away sides, shape (n, 2), those of 120 minutes cut down to 90."""
    return np.stack([matches.home_goals, matches.away_goals], axis=1) * (90 / matches.minutes)[:, None]


def _means_before(
    group: IntArray, days: IntArray, goals: FloatArray, counts: BoolArray, usual: FloatArray
) -> FloatArray:
    """Mean goals in each match's group over the window before its day, with ``PRIOR_MATCHES`` usual ones."""
    if not len(goals):
        return goals
    order = np.lexsort((days, group))
    day = days[order] - days.min()
    # One axis for all groups, further from one another than a window is long.
    place = group[order] * (day.max() + WINDOW_DAYS + 1) + day
    begin, end = np.searchsorted(place, place - WINDOW_DAYS), np.searchsorted(place, place)
    columns = np.concatenate([goals, np.ones((len(goals), 1))], axis=1) * counts[:, None]
    sums = np.concatenate([np.zeros((1, 3)), columns[order].cumsum(axis=0)])
    window = sums[end] - sums[begin]
    means = np.empty_like(goals)
    prior = np.broadcast_to(usual, goals.shape)[order]
    means[order] = (window[:, :2] + PRIOR_MATCHES * prior) / (window[:, 2:] + PRIOR_MATCHES)
    return means
