"""What Elo ratings consist of and how they were tuned to move."""

from __future__ import annotations

from typing import NamedTuple

RATING, POOL, LAST_DAY, PLAYED, TEAM_COLUMNS = range(5)
"""POOL is the row of the competition whose level the team shares: its league, or whatever it was first seen in; -1
before its first match."""

LEVEL, TOTAL, SEEN, TIER, LEAGUE, WEIGHT, COMPETITION_COLUMNS = range(7)
"""Mean rating of the teams, goals a match, matches; tier below the first, whether a league, weight of its results."""


class Settings(NamedTuple):
    """How ratings move; a gap of 1 between two ratings is odds of e to 1 for the better side, a draw counting half.

    Attributes
    ----------
    gain : float
        What a result a whole point better than expected moves a rating by, won or lost by one goal.
    margin : float
        Power of the goal difference that multiplies it.
    home, home_gain : float
        What playing at home is worth at first, and how fast that follows the results of all competitions.
    kept : float
        Share of the gap to its league's level that a team keeps over a break.
    arrival, own : float
        Where an unknown team enters a league, against its level; and the share of its own rating that a known one
        brings along from another league.
    level_gain, total_gain : float
        How fast a competition's level and its goals follow its matches.
    minor : float
        Weight of domestic cups, and of friendlies between national teams.
    fresh, settled : float
        How much faster a team's rating moves at first, and after how many matches that has faded to a third.
    slope : float
        Log ratio of the rates at a gap of 1.
    open_gap : float
        What a gap does to the goals of both sides together: 0 leaves their sum as it is, 1 their product.
    tier_gap : float
        How far a new league's level lies below that of the tier above.
    rho : float
        Dependence of low scores.
    """

    gain: float
    margin: float
    home: float
    home_gain: float
    kept: float
    arrival: float
    own: float
    level_gain: float
    total_gain: float
    minor: float
    fresh: float
    settled: float
    slope: float
    open_gap: float
    tier_gap: float
    rho: float


CLUBS = Settings(
    gain=0.04693,
    margin=0.846,
    home=0.55,
    home_gain=0.0009336,
    kept=0.8497,
    arrival=0.1757,
    own=0.5536,
    level_gain=0.002449,
    total_gain=0.0003761,
    minor=0.3161,
    fresh=2.745,
    settled=51.14,
    slope=0.7611,
    open_gap=0.9767,
    tier_gap=2.027,
    rho=-0.07547,
)
"""Tuned on 14,417 matches of the five big leagues, 2013-14 to 2020-21: log loss plus a quarter of the exact score's."""

NATIONS = Settings(
    gain=0.1181,
    margin=0.6938,
    home=0.6,
    home_gain=0.001472,
    kept=0.99,
    arrival=-0.8137,
    own=1.0,
    level_gain=0.004455,
    total_gain=0.006598,
    minor=1.094,
    fresh=4.278,
    settled=82.67,
    slope=0.6428,
    open_gap=0.5875,
    tier_gap=0.0,
    rho=-0.1035,
)
"""Tuned likewise on all internationals of 2006 to 2017."""
