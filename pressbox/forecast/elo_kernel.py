"""The compiled part of Elo: many matches in the order of their days. Imported only when ratings are computed.

One row of ``teams`` a team, one of ``competitions`` a competition. The matches of a day are all forecast before any of
them moves a rating.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from pressbox.forecast.arrays import BoolArray, FloatArray
from pressbox.forecast.compiled import jit
from pressbox.forecast.elo_settings import (
    LAST_DAY,
    LEAGUE,
    LEVEL,
    PLAYED,
    POOL,
    RATING,
    SEEN,
    TIER,
    TOTAL,
    WEIGHT,
    Settings,
)

BREAK = 45.0
"""Days without a match that end a team's season."""

YOUNG = 20.0
"""Matches of a competition before it counts as settled: its teams then enter at its level."""


@jit(no_cpython_wrapper=True, no_cfunc_wrapper=True)
def _enter(team: FloatArray, competitions: FloatArray, row: int, day: float, settings: Settings) -> None:
    """Make a team ready for a match: its first, its first in another league, or its first after a break."""
    level, settled = competitions[row, LEVEL], competitions[row, SEEN] > YOUNG
    pool = int(team[POOL])
    if pool < 0:
        team[RATING], team[POOL] = level + (settings.arrival if settled else 0.0), row
    elif competitions[row, LEAGUE] > 0 and pool != row:
        team[RATING] += (1 - settings.own) * (level + settings.arrival - team[RATING])
        team[POOL] = row
    elif day - team[LAST_DAY] > BREAK:
        team[RATING] += (1 - settings.kept) * (competitions[pool, LEVEL] - team[RATING])
    team[LAST_DAY] = day


@jit(no_cpython_wrapper=True, no_cfunc_wrapper=True)
def _learn(team: FloatArray, competition: FloatArray, row: int, surprise: float, settings: Settings) -> None:
    team[RATING] += surprise * (1 + settings.fresh * math.exp(-team[PLAYED] / settings.settled))
    team[PLAYED] += 1
    if team[POOL] == row:
        competition[LEVEL] += max(settings.level_gain, 1 / competition[SEEN]) * (team[RATING] - competition[LEVEL])


@jit(no_cfunc_wrapper=True)
def walk(
    teams: FloatArray,
    competitions: FloatArray,
    home_edge: FloatArray,
    places: NDArray[np.int32],
    goals: FloatArray,
    neutral: BoolArray,
    settings: Settings,
    log_rates: FloatArray,
) -> None:
    """Forecast each match from those of earlier days, then move the ratings.

    Parameters
    ----------
    teams, competitions : ndarray
        Changed in place.
    home_edge : ndarray, shape (1,)
        What playing at home is worth; changed in place.
    places : ndarray of int, shape (n, 4)
        Row of the home side, of the away side, of the competition, and day; in the order of days.
    goals : ndarray, shape (n, 2)
        In 90 minutes.
    neutral : ndarray of bool, shape (n,)
    settings : Settings
    log_rates : ndarray, shape (n, 2)
        Filled in.
    """
    begin = 0
    while begin < len(places):
        day, end = places[begin, 3], begin
        while end < len(places) and places[end, 3] == day:
            home, away, row = places[end, 0], places[end, 1], places[end, 2]
            competition = competitions[row]
            if competition[SEEN] == 0:
                competition[SEEN], competition[LEVEL] = 1, -settings.tier_gap * competition[TIER]
            _enter(teams[home], competitions, row, day, settings)
            _enter(teams[away], competitions, row, day, settings)
            gap = teams[home, RATING] - teams[away, RATING] + (0.0 if neutral[end] else home_edge[0])
            half = settings.slope * gap / 2
            base = math.log(competition[TOTAL] / 2) - (1 - settings.open_gap) * math.log(math.cosh(half))
            log_rates[end, 0], log_rates[end, 1] = base + half, base - half
            end += 1
        for match in range(begin, end):
            home, away, row = places[match, 0], places[match, 1], places[match, 2]
            competition = competitions[row]
            difference = goals[match, 0] - goals[match, 1]
            points = 0.5 if difference == 0 else 1.0 if difference > 0 else 0.0
            gap = (log_rates[match, 0] - log_rates[match, 1]) / settings.slope
            off = points - 1 / (1 + math.exp(-gap))
            surprise = settings.gain * competition[WEIGHT] * max(abs(difference), 1.0) ** settings.margin * off
            _learn(teams[home], competition, row, surprise, settings)
            _learn(teams[away], competition, row, -surprise, settings)
            if not neutral[match]:
                home_edge[0] += settings.home_gain * off
            follow = max(settings.total_gain, 1 / (10 + competition[SEEN]))
            competition[TOTAL] += follow * (goals[match, 0] + goals[match, 1] - competition[TOTAL])
            competition[SEEN] += 1
        begin = end
