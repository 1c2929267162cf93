"""What a table of matches offers the ratings: goals, shots and past prices as the arrays that the kernel reads.

A model learns from as much of it as its name says: ``results`` from goals, ``shots`` also from shots and xG where the
table has them, ``prices`` also from closing prices.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from pressbox.domain import MatchTable
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.prices import implied_log_rates, power, shin, usable
from pressbox.forecast.rating_steps import MINUTES, NEUTRAL, PLAY_COLUMNS, PRICES, SHOTS

Kind = Literal["results", "shots", "prices"]

SHOT_COLUMNS = (
    "home_shots",
    "home_shots_on_target",
    "home_xg",
    "away_shots",
    "away_shots_on_target",
    "away_xg",
)
RESULT_PRICES = ("home_closing", "draw_closing", "away_closing")
TOTAL_PRICES = ("over_2_5_closing", "under_2_5_closing")
"""Columns of ``MatchTable.stats``; any may be missing."""


def play_of(matches: MatchTable, kind: Kind, rho: float) -> FloatArray:
    """What matches showed, as far as a kind of model learns from it.

    Parameters
    ----------
    matches : MatchTable
    kind : str
    rho : float
        The dependence that prices are read with.

    Returns
    -------
    ndarray, shape (n, PLAY_COLUMNS)
        As described in ``rating_steps``.
    """
    play = np.full((len(matches), PLAY_COLUMNS), np.nan)
    play[:, 0], play[:, 1] = matches.home_goals, matches.away_goals
    play[:, MINUTES], play[:, NEUTRAL] = matches.minutes, matches.neutral
    if kind != "results":
        play[:, SHOTS:PRICES] = _columns(matches, SHOT_COLUMNS)
    if kind == "prices":
        play[:, PRICES:] = closing_log_rates(matches, rho)
    return play


def closing_log_rates(matches: MatchTable, rho: float) -> FloatArray:
    """Logs of the rates that each match's closing prices imply, shape (n, 2); NaN where it has no usable ones.

    The result market's margin is removed by Shin's method, that of the totals by the power method.
    """
    result, total = usable(_columns(matches, RESULT_PRICES)), usable(_columns(matches, TOTAL_PRICES))
    logs = np.full((len(matches), 2), np.nan)
    priced = ~np.isnan(result).any(axis=1)
    if priced.any():
        over = np.full(len(matches), np.nan)
        both = priced & ~np.isnan(total).any(axis=1)
        if both.any():
            over[both] = power(total[both])[:, 0]
        logs[priced] = implied_log_rates(shin(result[priced]), over[priced], rho)
    return logs


def _columns(matches: MatchTable, names: tuple[str, ...]) -> FloatArray:
    missing = np.full(len(matches), np.nan)
    return np.stack([matches.stats.get(name, missing) for name in names], axis=1)
