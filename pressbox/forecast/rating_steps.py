"""What a rating is and how time changes it: plain functions on rows of two arrays, one row a team or a competition.

A team has a strength (it scores more and concedes less), an openness (both sides score more) and an edge of its own at
home, each with a variance. A competition has a base rate, a home advantage and a level, and remembers what its shots
are worth. All but the variances are on the log scale, strength in units of the log of the ratio of two sides' rates:

    log(home rate / away rate) = home + edges + strength and level of the home side - those of the away side
    log(home rate * away rate) = 2 base + openness of both

The functions are leaves, so that ``rating_kernel`` can compile each of them; one forecast runs them as they are.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pressbox.forecast.arrays import FloatArray

TEAM_COLUMNS = 13
STRENGTH, OPENNESS, VAR_STRENGTH, VAR_OPENNESS, COVARIANCE, EDGE, VAR_EDGE, LAST_DAY, POOL, PLAYED = range(10)
POINTS, ROUNDS, IN_SEASON = 10, 11, 12
"""POOL is the row of the competition whose level the team shares: its league, or a cup if it was seen in no league;
-1 before its first match. PLAYED counts matches since its last long break. POINTS and ROUNDS are its line in the table
of the league season that began on day IN_SEASON."""

COMPETITION_COLUMNS = 16
BASE, HOME, VAR_BASE, VAR_HOME, LAST_ROUND, MEAN_STRENGTH, MEAN_OPENNESS, LEVEL, VAR_LEVEL, SEEN = range(10)
PER_SHOT, PER_TARGET, PER_XG = 10, 11, 12
SEASON, SEASON_MATCHES, SEASON_TEAMS = 13, 14, 15
"""SEASON is the day of the first match of the season under way."""

PLAY_COLUMNS = 12
MINUTES, NEUTRAL, SHOTS, PRICES = 2, 3, 4, 10
"""What a match showed, a row a match: goals of the home and of the away side, minutes, whether on neutral ground;
shots, shots on target and xG of the home side, then of the away side; logs of the rates that closing prices implied.
NaN where unknown."""

PARENT, TIER, LEAGUE, SHARED = range(4)
"""Columns of what is known of a competition without its matches: the row of the one above it (-1 for none), its tier,
whether it is a domestic league, and the pool of teams that were seen in no league."""

GOALS_PER_SHOT, GOALS_PER_TARGET = 0.105, 0.32
FIRST_BASE, FIRST_HOME = math.log(1.3), 0.35
YEAR = 365.25


class Settings(NamedTuple):
    """Everything that is tuned; variances are of the log scale.

    Attributes
    ----------
    strength_drift, openness_drift, base_drift, home_drift, level_drift : float
        Variance gained a day.
    match_drift : float
        Variance of strength gained a match; ``early_drift`` times as much more at a season's start.
    strength_break, openness_break : float
        Variance gained over a summer.
    strength_kept, openness_kept, edge_kept : float
        Part of the difference from its league that survives a summer.
    strength_first, openness_first, edge_spread, level_first : float
        Variances at the first sight of a team or league.
    arrival_strength, arrival_openness, arrival_strength_spread, arrival_openness_spread : float
        A club that comes up, against its new league: means and variances.
    step_down, cup_step : float
        Level of a league against the one above it, and of clubs known from a domestic cup only against the first tier.
    moved : float
        Variance that a change of league adds to what is known of a club.
    price_noise_ratio, price_noise_total : float
        Variance of past prices around the ratings; ``surprise`` makes it grow with the square of a surprise.
    goals_weight : float
        Weight of goals against shots in the evidence of a match that has both.
    target_weight, xg_weight : float
        Of shots on target against all shots, and of xG against both.
    information, information_shots : float
        Goals that a goal's worth of evidence counts for, without and with shots.
    shot_response : float
        How much of a difference in strength shows in shots (the rest is finishing).
    ratio_scale, total_scale : float
        What the ratings' differences are multiplied by in a forecast.
    mean_gain, conversion_gain : float
        How fast the means of a competition follow its matches.
    stake_fight, stake_idle : float
        What a side near the relegation line, and one with nothing left to gain or lose, adds to the log ratio with one
        match to go; with n to go n ** -0.75 times as much.
    stake_won, stake_lost : float
        The same of a certain champion and of a side certain to go down, whatever there is to go.
    late_goals : float
        What the end of a season adds to the log product, with n matches to go n ** -0.75 times as much.
    variance_scale : float
        What the filter's variances are multiplied by where they leave it: only their ratio to the information matters
        inside, and this makes them agree with how far closing prices are from the ratings.
    rho : float
        Dependence of low scores.
    """

    strength_drift: float
    openness_drift: float
    base_drift: float
    home_drift: float
    level_drift: float
    match_drift: float
    early_drift: float
    strength_break: float
    openness_break: float
    strength_kept: float
    openness_kept: float
    edge_kept: float
    strength_first: float
    openness_first: float
    edge_spread: float
    level_first: float
    arrival_strength: float
    arrival_openness: float
    arrival_strength_spread: float
    arrival_openness_spread: float
    step_down: float
    cup_step: float
    moved: float
    price_noise_ratio: float
    price_noise_total: float
    surprise: float
    goals_weight: float
    target_weight: float
    xg_weight: float
    information: float
    information_shots: float
    shot_response: float
    ratio_scale: float
    total_scale: float
    mean_gain: float
    conversion_gain: float
    stake_fight: float
    stake_idle: float
    stake_won: float
    stake_lost: float
    late_goals: float
    variance_scale: float
    rho: float


def open_competition(competitions: FloatArray, known: FloatArray, row: int, settings: Settings) -> None:
    """Give a competition its first numbers, from the one above it where there is one."""
    above = int(known[row, PARENT])
    competition = competitions[row]
    competition[BASE], competition[HOME] = FIRST_BASE, FIRST_HOME
    competition[LEVEL] = 0.0
    competition[VAR_LEVEL] = settings.level_first
    competition[PER_SHOT], competition[PER_TARGET], competition[PER_XG] = GOALS_PER_SHOT, GOALS_PER_TARGET, 1.0
    if above >= 0 and competitions[above, SEEN] > 0:
        for column in (BASE, HOME, PER_SHOT, PER_TARGET, PER_XG):
            competition[column] = competitions[above, column]
        step = settings.step_down if known[row, LEAGUE] > 0 else settings.cup_step
        competition[LEVEL] = competitions[above, LEVEL] - step
    competition[VAR_BASE], competition[VAR_HOME] = 0.02, 0.02


def age_competition(competition: FloatArray, day: float, settings: Settings) -> None:
    """Let a competition's uncertainty grow to a day, and begin a new season after a long break.

    A break of 45 to 150 days is one between seasons only if most of a double round robin was played before it or the
    season is eleven months old: there are long winters, and there was the spring of 2020.
    """
    days = max(day - competition[LAST_ROUND], 0.0)
    if competition[SEEN] == 0:
        days = 0.0
    teams = competition[SEASON_TEAMS]
    played = competition[SEASON_MATCHES] > 0.8 * teams * (teams - 1.0) or day - competition[SEASON] > 330.0
    if days > 150.0 or (days > 45.0 and played) or teams == 0:
        competition[SEASON], competition[SEASON_MATCHES], competition[SEASON_TEAMS] = day, 0.0, 0.0
    competition[VAR_BASE] = min(competition[VAR_BASE] + settings.base_drift * days, 0.1)
    competition[VAR_HOME] = min(competition[VAR_HOME] + settings.home_drift * days, 0.1)
    competition[VAR_LEVEL] = min(competition[VAR_LEVEL] + settings.level_drift * days, settings.level_first)
    competition[LAST_ROUND] = day


def age_team(
    team: FloatArray, competitions: FloatArray, known: FloatArray, row: int, day: float, settings: Settings
) -> None:
    """Bring a team to a day and into a competition: drift, summer break, a new league, or its very first match."""
    p = settings
    league = competitions[row]
    late = league[SEASON_MATCHES] > 0.5 * league[SEASON_TEAMS] * (league[SEASON_TEAMS] - 1.0)
    pool = int(team[POOL])
    guest = pool >= 0 and pool != row and late  # in a play-off against the league's own clubs
    in_league = known[row, LEAGUE] > 0 and not guest
    if pool < 0:
        pool = row if in_league else int(known[row, SHARED])
        settled = in_league and competitions[row, SEEN] > 200
        team[STRENGTH] = competitions[pool, MEAN_STRENGTH] + (p.arrival_strength if settled else 0.0)
        team[OPENNESS] = competitions[pool, MEAN_OPENNESS] + (p.arrival_openness if settled else 0.0)
        team[VAR_STRENGTH] = p.arrival_strength_spread if settled else p.strength_first
        team[VAR_OPENNESS] = p.arrival_openness_spread if settled else p.openness_first
        team[COVARIANCE], team[EDGE], team[VAR_EDGE] = 0.0, 0.0, p.edge_spread
        team[POOL], team[LAST_DAY], team[PLAYED] = pool, day, 0.0
        return
    days = max(day - team[LAST_DAY], 0.0)
    breaks = max(min(max((days - 25.0) / 40.0, 0.0), 1.0), days / YEAR - 0.25)
    if breaks > 0.5:
        team[PLAYED] = 0.0
    kept_strength, kept_openness, kept_edge = p.strength_kept**breaks, p.openness_kept**breaks, p.edge_kept**breaks
    mean_strength, mean_openness = competitions[pool, MEAN_STRENGTH], competitions[pool, MEAN_OPENNESS]
    team[STRENGTH] = mean_strength + kept_strength * (team[STRENGTH] - mean_strength)
    team[OPENNESS] = mean_openness + kept_openness * (team[OPENNESS] - mean_openness)
    team[EDGE] *= kept_edge
    drift = p.strength_drift * days * max(1.0 - breaks, 0.0) + p.match_drift
    team[VAR_STRENGTH] = kept_strength**2 * team[VAR_STRENGTH] + p.strength_break * breaks
    team[VAR_STRENGTH] += drift * (1.0 + p.early_drift * math.exp(-team[PLAYED] / 4.0))
    team[VAR_OPENNESS] = kept_openness**2 * team[VAR_OPENNESS] + p.openness_break * breaks
    team[VAR_OPENNESS] += p.openness_drift * days * max(1.0 - breaks, 0.0)
    team[COVARIANCE] *= kept_strength * kept_openness
    team[VAR_EDGE] = kept_edge**2 * team[VAR_EDGE] + (1.0 - kept_edge**2) * p.edge_spread
    team[LAST_DAY] = day
    if in_league and (pool != row or days > 300.0):
        # A change of league, or a return after a year elsewhere: what is known of the club meets what is known of
        # clubs that come up (or go down), each with its weight.
        down = pool != row and known[pool, LEAGUE] > 0 and known[pool, TIER] < known[row, TIER]
        sign = -1.0 if down else 1.0
        carried = team[STRENGTH] + competitions[pool, LEVEL] - competitions[row, LEVEL]
        variance = team[VAR_STRENGTH] + p.moved
        weight = variance / (variance + p.arrival_strength_spread)
        prior = competitions[row, MEAN_STRENGTH] + sign * p.arrival_strength
        team[STRENGTH] = carried + weight * (prior - carried)
        team[VAR_STRENGTH] = variance * (1.0 - weight)
        variance = team[VAR_OPENNESS] + p.moved
        weight = variance / (variance + p.arrival_openness_spread)
        prior = competitions[row, MEAN_OPENNESS] + sign * p.arrival_openness
        team[OPENNESS] += weight * (prior - team[OPENNESS])
        team[VAR_OPENNESS] = variance * (1.0 - weight)
        team[COVARIANCE] = 0.0
        team[POOL] = row


MOST_MEMBERS = 40
"""Teams of a league that its table has room for; no table of more is read."""

DRAWN, POINTS_BY_PLACE = 11, 12
LINE_COLUMNS = POINTS_BY_PLACE + MOST_MEMBERS
"""A table's lines: how many teams it has (-1 where there is nothing to read), points of the first seven places, of the
last safe place and of the best place that goes down, matches a team plays in all, the day they were drawn on, and the
points of all places."""


def draw_lines(
    teams: FloatArray, members: NDArray[np.int32], competition: FloatArray, row: int, lines: FloatArray
) -> None:
    """Read what matters off a league's table; ``members`` is how many teams may stand in it, then their rows."""
    lines[0] = -1.0
    if competition[SEASON_TEAMS] < 10 or competition[SEASON_TEAMS] > MOST_MEMBERS:
        return
    count = 0
    points = lines[POINTS_BY_PLACE:]
    for index in range(members[0]):
        team = teams[members[1 + index]]
        if team[POOL] == row and team[IN_SEASON] == competition[SEASON] and team[ROUNDS] > 0:
            place = count
            while place > 0 and points[place - 1] < team[POINTS]:
                points[place] = points[place - 1]
                place -= 1
            points[place] = team[POINTS]
            count += 1
    if count < 10:
        return
    going_down = 3 if count >= 16 else 2 if count >= 12 else 1
    lines[0] = count
    for place in range(7):
        lines[1 + place] = points[place]
    lines[8], lines[9] = points[count - going_down - 1], points[count - going_down]
    lines[10] = 2.0 * (count - 1.0)


def to_go(team: FloatArray, competition: FloatArray, lines: FloatArray) -> float:
    """Matches a side still plays in the second half of a double round robin; 0 where that cannot be told."""
    left = float(lines[10] - team[ROUNDS])
    if lines[0] < 0 or team[IN_SEASON] != competition[SEASON] or left < 1 or left > 0.5 * lines[10]:
        return 0.0
    return left


def stake(team: FloatArray, left: float, lines: FloatArray, settings: Settings) -> float:
    """What a side's place in the table adds to its log ratio with ``left`` matches to go; 0 if that is 0."""
    if left == 0:
        return 0.0
    points, reach = team[POINTS], max(left, 3.0)
    safe, down = lines[8], lines[9]
    if safe - points > 3.0 * left:
        return settings.stake_lost
    if points == lines[1] and points - lines[2] > 3.0 * left:
        return settings.stake_won
    weight: float = left**-0.75
    if points - down <= reach and safe - points <= reach:
        return settings.stake_fight * weight
    for place in (1, 4, 6):
        above, below = lines[place], lines[place + 1]
        if (points >= above and points - below <= reach) or (points < above and above - points <= reach):
            return 0.0
    return settings.stake_idle * weight


def lateness(home_left: float, away_left: float, settings: Settings) -> float:
    """What the end of the season adds to the log product of the rates."""
    if home_left == 0 or away_left == 0:
        return 0.0
    weight: float = (0.5 * (home_left + away_left)) ** -0.75
    return settings.late_goals * weight


def expect(
    home: FloatArray,
    away: FloatArray,
    competitions: FloatArray,
    row: int,
    neutral: bool,
    stakes: float,
    late: float,
    settings: Settings,
) -> tuple[float, float, float, float]:
    """Logs of the two rates in 90 minutes, and the variances of the log of their ratio and of their product.

    ``stakes`` is the home side's stake less the away side's, ``late`` what the end of the season adds to the product.
    """
    competition = competitions[row]
    home_pool, away_pool = competitions[int(home[POOL])], competitions[int(away[POOL])]
    ratio = home[STRENGTH] + home_pool[LEVEL] - away[STRENGTH] - away_pool[LEVEL]
    usual = home_pool[MEAN_OPENNESS] + away_pool[MEAN_OPENNESS]
    total = 2.0 * competition[BASE] + usual + settings.total_scale * (home[OPENNESS] + away[OPENNESS] - usual)
    ratio = settings.ratio_scale * ratio + stakes
    total += late
    variance = home[VAR_STRENGTH] + away[VAR_STRENGTH]
    if int(home[POOL]) != int(away[POOL]):
        variance += home_pool[VAR_LEVEL] + away_pool[VAR_LEVEL]
    if not neutral:
        ratio += competition[HOME] + home[EDGE] + away[EDGE]
        variance += competition[VAR_HOME] + home[VAR_EDGE] + away[VAR_EDGE]
    openness = 4.0 * competition[VAR_BASE] + home[VAR_OPENNESS] + away[VAR_OPENNESS]
    scale = settings.variance_scale
    return 0.5 * (total + ratio), 0.5 * (total - ratio), scale * variance, scale * openness
