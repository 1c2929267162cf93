"""The compiled part of the ratings: many matches in the order of their days. Imported only when ratings are computed.

An extended Kalman filter with Gauss-Newton steps for Poisson evidence. The matches of a day are all forecast before any
of them teaches anything. Teams' errors are taken as independent of one another, which costs next to nothing in skill.

Compiled code is kept until this file changes; a change of ``rating_steps`` alone is not noticed, so save this one too.

References
----------
Durbin and Koopman (2012), Time Series Analysis by State Space Methods, 2nd ed., chapter 10.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from pressbox.forecast import rating_steps
from pressbox.forecast.compiled import jit
from pressbox.forecast.rating_steps import (
    BASE,
    COVARIANCE,
    DRAWN,
    EDGE,
    HOME,
    IN_SEASON,
    LAST_DAY,
    LEAGUE,
    LEVEL,
    MEAN_OPENNESS,
    MEAN_STRENGTH,
    MINUTES,
    MOST_MEMBERS,
    NEUTRAL,
    OPENNESS,
    PER_SHOT,
    PER_TARGET,
    PER_XG,
    PLAYED,
    POINTS,
    POOL,
    PRICES,
    ROUNDS,
    SEASON,
    SEASON_MATCHES,
    SEASON_TEAMS,
    SEEN,
    SHOTS,
    STRENGTH,
    VAR_BASE,
    VAR_EDGE,
    VAR_HOME,
    VAR_LEVEL,
    VAR_OPENNESS,
    VAR_STRENGTH,
    Settings,
)

if TYPE_CHECKING:
    from pressbox.forecast.arrays import FloatArray

FEWEST_ROUNDS = 9
"""No league is in its second half before its clubs have played this often."""

USUAL_TAKEN = (25.0, 9.0, 2.7)
"""Shots, shots on target and xG of both sides in a usual match."""

_jit = jit(no_cpython_wrapper=True, no_cfunc_wrapper=True)
"""Compile a step that only ``walk`` calls: without the wrappers that Python would need, which take long."""

open_competition = _jit(rating_steps.open_competition)
age_competition = _jit(rating_steps.age_competition)
age_team = _jit(rating_steps.age_team)
expect = _jit(rating_steps.expect)
draw_lines = _jit(rating_steps.draw_lines)
to_go = _jit(rating_steps.to_go)
stake = _jit(rating_steps.stake)
lateness = _jit(rating_steps.lateness)


@_jit
def _gains(team: FloatArray, strength: float, openness: float) -> tuple[float, float]:
    """Covariance of an observation with a team's strength and openness."""
    return (
        strength * team[VAR_STRENGTH] + openness * team[COVARIANCE],
        strength * team[COVARIANCE] + openness * team[VAR_OPENNESS],
    )


@_jit
def _shift(team: FloatArray, by_strength: float, by_openness: float, step: float, shrink: float) -> None:
    team[STRENGTH] += by_strength * step
    team[OPENNESS] += by_openness * step
    team[VAR_STRENGTH] -= by_strength * by_strength * shrink
    team[VAR_OPENNESS] -= by_openness * by_openness * shrink
    team[COVARIANCE] -= by_strength * by_openness * shrink


@_jit
def _observe(
    home: FloatArray,
    away: FloatArray,
    competitions: FloatArray,
    row: int,
    weights: tuple[float, float, float, float],
    offset: float,
    surprise: float,
    noise: float,
    poisson: float,
    exposure: float,
    robust: float,
) -> None:
    """Learn from a number: a weighted sum of base, home advantage, ratio of strengths and openness, offset and noise.

    With ``poisson`` above 0 the number is a log rate, seen through ``surprise`` goals' worth of evidence in
    ``exposure`` matches; the step then goes to the mode of the posterior.
    """
    base, edge, ratio, openness = weights
    competition = competitions[row]
    home_strength, home_openness = _gains(home, ratio, openness)
    away_strength, away_openness = _gains(away, -ratio, openness)
    variance = ratio * (home_strength - away_strength) + openness * (home_openness + away_openness)
    variance += base * base * competition[VAR_BASE]
    variance += edge * edge * (competition[VAR_HOME] + home[VAR_EDGE] + away[VAR_EDGE])
    home_pool, away_pool = int(home[POOL]), int(away[POOL])
    if home_pool != away_pool:
        variance += ratio * ratio * (competitions[home_pool, VAR_LEVEL] + competitions[away_pool, VAR_LEVEL])
    if poisson > 0:
        log_rate = offset + base * competition[BASE] + ratio * (home[STRENGTH] - away[STRENGTH])
        log_rate += ratio * (competitions[home_pool, LEVEL] - competitions[away_pool, LEVEL])
        log_rate += openness * (home[OPENNESS] + away[OPENNESS])
        log_rate += edge * (competition[HOME] + home[EDGE] + away[EDGE])
        mode = log_rate
        for _ in range(3):
            expected = exposure * math.exp(mode)
            slope = (mode - log_rate) / variance - poisson * (surprise - expected)
            mode -= slope / (1.0 / variance + poisson * expected)
        step = (mode - log_rate) / variance
        curvature = poisson * exposure * math.exp(mode)
        shrink = curvature / (1.0 + variance * curvature)
    else:
        if robust > 0:
            noise *= 1.0 + max(0.0, robust * (surprise * surprise / (variance + noise) - 1.0))
        shrink = 1.0 / (variance + noise)
        step = surprise * shrink
    _shift(home, home_strength, home_openness, step, shrink)
    _shift(away, away_strength, away_openness, step, shrink)
    gain = base * competition[VAR_BASE]
    competition[BASE] += gain * step
    competition[VAR_BASE] -= gain * gain * shrink
    gain = edge * competition[VAR_HOME]
    competition[HOME] += gain * step
    competition[VAR_HOME] -= gain * gain * shrink
    for team in (home, away):
        gain = edge * team[VAR_EDGE]
        team[EDGE] += gain * step
        team[VAR_EDGE] -= gain * gain * shrink
    if home_pool != away_pool:
        gain = ratio * competitions[home_pool, VAR_LEVEL]
        competitions[home_pool, LEVEL] += gain * step
        competitions[home_pool, VAR_LEVEL] -= gain * gain * shrink
        gain = ratio * competitions[away_pool, VAR_LEVEL]
        competitions[away_pool, LEVEL] -= gain * step
        competitions[away_pool, VAR_LEVEL] -= gain * gain * shrink


@_jit
def _learn_prices(
    home: FloatArray,
    away: FloatArray,
    competitions: FloatArray,
    row: int,
    logs: FloatArray,
    neutral: bool,
    stakes: float,
    late: float,
    settings: Settings,
) -> None:
    """Learn from the rates that the closing prices of a match implied; ``logs`` is home and away."""
    side = 0.0 if neutral else 1.0
    competition = competitions[row]
    ratio = home[STRENGTH] - away[STRENGTH] + side * (competition[HOME] + home[EDGE] + away[EDGE])
    ratio += competitions[int(home[POOL]), LEVEL] - competitions[int(away[POOL]), LEVEL]
    weights = (0.0, side, 1.0, 0.0)
    surprise = logs[0] - logs[1] - ratio - stakes
    noise = settings.price_noise_ratio
    _observe(home, away, competitions, row, weights, 0.0, surprise, noise, 0.0, 1.0, settings.surprise)
    total = 2.0 * competition[BASE] + home[OPENNESS] + away[OPENNESS] + late
    weights = (2.0, 0.0, 0.0, 1.0)
    surprise, noise = logs[0] + logs[1] - total, settings.price_noise_total
    _observe(home, away, competitions, row, weights, 0.0, surprise, noise, 0.0, 1.0, 0.0)


@_jit
def _evidence(shots: FloatArray, goals: float, competition: FloatArray, edge: float, settings: Settings) -> float:
    """Goals' worth of one side's goals, shots, shots on target and xG; ``edge`` is its strength less its opponent's.

    NaN where there is neither shots nor xG.
    """
    worth = math.nan
    if not math.isnan(shots[0]):
        worth = shots[0] * competition[PER_SHOT]
        if not math.isnan(shots[1]):
            worth += settings.target_weight * (shots[1] * competition[PER_TARGET] - worth)
    if not math.isnan(shots[2]):
        of_xg = shots[2] * competition[PER_XG]
        worth = of_xg if math.isnan(worth) else worth + settings.xg_weight * (of_xg - worth)
    worth *= math.exp((1.0 - settings.shot_response) * 0.5 * edge)
    return settings.goals_weight * goals + (1.0 - settings.goals_weight) * worth


@_jit
def _learn_play(
    home: FloatArray,
    away: FloatArray,
    competitions: FloatArray,
    row: int,
    play: FloatArray,
    neutral: bool,
    stakes: float,
    late: float,
    settings: Settings,
) -> None:
    """Learn from goals and shots."""
    for side in range(2):
        sign = 1.0 - 2.0 * side
        edge = home[STRENGTH] - away[STRENGTH]
        edge += competitions[int(home[POOL]), LEVEL] - competitions[int(away[POOL]), LEVEL]
        shots = SHOTS + 3 * side
        evidence = _evidence(play[shots : shots + 3], play[side], competitions[row], sign * edge, settings)
        information = settings.information_shots
        if math.isnan(evidence):
            evidence, information = play[side], settings.information
        weights = (1.0, 0.0 if neutral else 0.5 * sign, 0.5 * sign, 0.5)
        offset = 0.5 * (sign * stakes + late)
        exposure = play[MINUTES] / 90.0
        _observe(home, away, competitions, row, weights, offset, evidence, 0.0, information, exposure, 0.0)


@_jit
def _learn_conversion(competition: FloatArray, play: FloatArray, gain: float) -> None:
    """Follow what shots, shots on target and xG are worth in a competition."""
    for kind in range(3):
        taken = play[SHOTS + kind] + play[SHOTS + 3 + kind]
        if not math.isnan(taken):
            column = PER_SHOT + kind
            competition[column] += gain * (play[0] + play[1] - competition[column] * taken) / USUAL_TAKEN[kind]


@_jit
def _learn_means(home: FloatArray, away: FloatArray, competition: FloatArray, gain: float) -> None:
    """Follow the means of the teams that play in a league."""
    competition[MEAN_STRENGTH] += gain * (0.5 * (home[STRENGTH] + away[STRENGTH]) - competition[MEAN_STRENGTH])
    competition[MEAN_OPENNESS] += gain * (0.5 * (home[OPENNESS] + away[OPENNESS]) - competition[MEAN_OPENNESS])


@_jit
def _enter_table(
    teams: FloatArray, members: NDArray[np.int32], competition: FloatArray, place: NDArray[np.int32], play: FloatArray
) -> None:
    """Book a league match in its table; a guest in a play-off has no line there."""
    home, away, row = teams[place[0]], teams[place[1]], place[2]
    if competition[SEASON_TEAMS] == 0:
        members[0] = 0
    for side in range(2):
        team = teams[place[side]]
        if int(team[POOL]) == row and team[IN_SEASON] != competition[SEASON]:
            team[IN_SEASON], team[POINTS], team[ROUNDS] = competition[SEASON], 0.0, 0.0
            competition[SEASON_TEAMS] += 1.0
            if members[0] < MOST_MEMBERS:
                members[0] += 1
                members[members[0]] = place[side]
    if int(home[POOL]) != row or int(away[POOL]) != row:
        return
    competition[SEASON_MATCHES] += 1.0
    home[ROUNDS] += 1.0
    away[ROUNDS] += 1.0
    lead = play[0] - play[1]
    home[POINTS] += 3.0 if lead > 0 else 1.0 if lead == 0 else 0.0
    away[POINTS] += 3.0 if lead < 0 else 1.0 if lead == 0 else 0.0


@_jit
def _make_ready(
    teams: FloatArray,
    competitions: FloatArray,
    known: FloatArray,
    place: NDArray[np.int32],
    settings: Settings,
) -> None:
    """Bring a match's competition and teams to its day."""
    row, day = place[2], place[3]
    if competitions[row, SEEN] == 0:
        open_competition(competitions, known, row, settings)
    age_competition(competitions[row], day, settings)
    for side in range(2):
        team = teams[place[side]]
        if team[POOL] < 0 or team[LAST_DAY] < day:
            age_team(team, competitions, known, row, day, settings)


@_jit
def _look_ahead(
    teams: FloatArray,
    competitions: FloatArray,
    known: FloatArray,
    members: NDArray[np.int32],
    place: NDArray[np.int32],
    neutral: bool,
    lines: FloatArray,
    settings: Settings,
    expected: FloatArray,
) -> tuple[float, float]:
    """Fill what is expected of a match; its stakes and lateness are returned.

    ``lines`` is of its competition, drawn once a day.
    """
    home, away, row = teams[place[0]], teams[place[1]], place[2]
    stakes, late = 0.0, 0.0
    if known[row, LEAGUE] > 0 and home[ROUNDS] >= FEWEST_ROUNDS:
        competition = competitions[row]
        if lines[DRAWN] < place[3]:
            draw_lines(teams, members, competition, row, lines)
            lines[DRAWN] = place[3]
        home_left, away_left = to_go(home, competition, lines), to_go(away, competition, lines)
        stakes = stake(home, home_left, lines, settings) - stake(away, away_left, lines, settings)
        late = lateness(home_left, away_left, settings)
    ahead = expect(home, away, competitions, row, neutral, stakes, late, settings)
    for column in range(4):
        expected[column] = ahead[column]
    return stakes, late


@_jit
def _learn(
    teams: FloatArray,
    competitions: FloatArray,
    known: FloatArray,
    members: NDArray[np.int32],
    place: NDArray[np.int32],
    play: FloatArray,
    stakes: float,
    late: float,
    settings: Settings,
) -> None:
    """Learn from a match that was played."""
    home, away, row = teams[place[0]], teams[place[1]], place[2]
    neutral = play[NEUTRAL] > 0
    if not math.isnan(play[PRICES]):
        _learn_prices(home, away, competitions, row, play[PRICES:], neutral, stakes, late, settings)
    _learn_play(home, away, competitions, row, play, neutral, stakes, late, settings)
    competition = competitions[row]
    _learn_conversion(competition, play, settings.conversion_gain)
    if int(home[POOL]) == row and int(away[POOL]) == row:
        _learn_means(home, away, competition, settings.mean_gain)
    if known[row, LEAGUE] > 0:
        _enter_table(teams, members, competition, place, play)
    home[PLAYED] += 1.0
    away[PLAYED] += 1.0
    competition[SEEN] += 1.0


@jit(no_cfunc_wrapper=True)
def walk(
    teams: FloatArray,
    competitions: FloatArray,
    known: FloatArray,
    members: NDArray[np.int32],
    places: NDArray[np.int32],
    play: FloatArray,
    settings: Settings,
    lines: FloatArray,
    table: FloatArray,
    expected: FloatArray,
) -> None:
    """Forecast each match, then learn from it, day by day; changes ``teams`` and ``competitions``, fills ``expected``.

    Parameters
    ----------
    members : ndarray of int32, shape (competitions, MOST_MEMBERS + 1)
        How many teams stand in each league's table, then their rows; kept up to date.
    places : ndarray of int32, shape (matches, 4)
        Rows of the home side, the away side and the competition, and the day; in the order of days.
    play : ndarray, shape (matches, PLAY_COLUMNS)
        As ``Evidence.play``.
    lines : ndarray, shape (competitions, LINE_COLUMNS)
        Room for what is read off tables; DRAWN is before any day.
    table : ndarray, shape (matches, 2)
        Filled with what the table adds to the log ratio and to the log product of each match's rates.
    expected : ndarray, shape (matches, 4)
        Filled with what ``expect`` returns for each match.
    """
    first = 0
    while first < places.shape[0]:
        end = first
        while end < places.shape[0] and places[end, 3] == places[first, 3]:
            _make_ready(teams, competitions, known, places[end], settings)
            end += 1
        for match in range(first, end):
            neutral, row = play[match, NEUTRAL] > 0, places[match, 2]
            table[match, 0], table[match, 1] = _look_ahead(
                teams,
                competitions,
                known,
                members[row],
                places[match],
                neutral,
                lines[row],
                settings,
                expected[match],
            )
        for match in range(first, end):
            among = members[places[match, 2]]
            stakes, late = table[match, 0], table[match, 1]
            _learn(teams, competitions, known, among, places[match], play[match], stakes, late, settings)
        first = end
