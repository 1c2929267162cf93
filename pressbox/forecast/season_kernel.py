"""The compiled part of a season's simulation. Imported only when a season is simulated.

Every season has a stream of random numbers of its own, so that the outcome does not depend on how the seasons are
shared out among threads. The compiled code lets go of Python's lock.

References
----------
Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators, OOPSLA: the generator.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pressbox.forecast.compiled import jit

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
State = NDArray[np.uint64]

GUIDE = 256
"""Places in the unit interval at which the search of a scoreline can begin."""

PLACES = 100
"""Rates of a table of goals for each unit of the square root of the rate: at a rate of 1.5 they are 0.025 apart."""

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


POINTS, GOALS_FOR, GOALS_AGAINST, WINS, GROUP = range(5)
"""Columns of a table; the group is 0 for the upper part of a league that has split, and 1 for the rest."""

GOAL_DIFFERENCE, GOAL_AVERAGE, HEAD_TO_HEAD = range(5, 8)
"""How clubs level on points are told apart, with ``GOALS_FOR`` and ``WINS``: the codes of ``League.order``."""


class League(NamedTuple):
    """What is the same in every simulated season.

    ``table`` has a row a club. ``mutual`` holds the points and the goal difference that the first club took from the
    second in all their matches so far, ``meetings`` how often they will have met at the end.
    """

    win: int
    order: Ints
    table: Ints
    mutual: Ints
    meetings: Ints


class Fixtures(NamedTuple):
    """How the matches to come are drawn; a row each.

    From its grid (``cumulative`` over the cells, ``goals`` of each cell, ``guide``), or, where ratings are uncertain,
    from its rates (home, away, rho, number of its table) and each club's spread of attack and defence, which are else
    empty. A table is of one regularity: entry [i, k] is P(at most k goals) at the rate (i / ``PLACES``) ** 2.
    """

    sides: Ints
    cumulative: Floats
    guide: Ints
    goals: Ints
    rates: Floats
    spread: Floats
    tables: Floats


class Split(NamedTuple):
    """A league that parts when all fixtures are played; ``pair`` has each home and away club's row of ``Fixtures``."""

    top: int  # clubs of the upper part; 0 where the league does not split
    pair: Ints


_jit = jit(nogil=True)


@_jit
def _uniform(state: State) -> float:
    """The next number in [0, 1)."""
    state[0] += _STEP
    mixed = state[0]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX_1
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_2
    mixed ^= mixed >> np.uint64(31)
    return np.float64(mixed >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@_jit
def _factor(spread: float, state: State) -> float:
    """Log-normal with mean 1."""
    radius = math.sqrt(-2.0 * math.log(1.0 - _uniform(state)))
    return math.exp(spread * radius * math.cos(2.0 * math.pi * _uniform(state)) - spread * spread / 2.0)


@_jit
def _place(rate: float, table: Floats) -> tuple[int, float]:
    """Row of a table below a rate, and the share of the row above it, so that the two average the rate."""
    row = min(int(math.sqrt(rate) * PLACES), len(table) - 2)
    low, high = (row / PLACES) ** 2, ((row + 1) / PLACES) ** 2
    return row, min((rate - low) / (high - low), 1.0)


@_jit
def _at_most(goals: int, row: int, share: float, table: Floats) -> float:
    return float(table[row, goals] + share * (table[row + 1, goals] - table[row, goals]))


@_jit
def _drawn(row: int, share: float, table: Floats, state: State) -> int:
    """Goals of a side."""
    at = _uniform(state)
    goals = 0
    while _at_most(goals, row, share, table) <= at:
        goals += 1
    return goals


@_jit
def _dependent(home_rate: float, away_rate: float, rho: float, table: Floats, state: State) -> tuple[int, int]:
    """A scoreline whose low scores depend on one another, rho drawn in to what the rates allow.

    What the grid moves from one cell to another, a draw of the one turns into the other with the same probability.
    """
    (home_row, home_share), (away_row, away_share) = _place(home_rate, table), _place(away_rate, table)
    home, away = _drawn(home_row, home_share, table, state), _drawn(away_row, away_share, table, state)
    if home > 1 or away > 1 or rho == 0.0:
        return home, away
    home_0, away_0 = _at_most(0, home_row, home_share, table), _at_most(0, away_row, away_share, table)
    home_1 = _at_most(1, home_row, home_share, table) - home_0
    away_1 = _at_most(1, away_row, away_share, table) - away_0
    both = home_1 * away_1
    if rho < 0.0:
        moved = min(-rho * both, home_1 * away_0, home_0 * away_1)
        if home == 1 and away == 0 and _uniform(state) * home_1 * away_0 < moved:
            return 0, 0
        if home == 0 and away == 1 and _uniform(state) * home_0 * away_1 < moved:
            return 1, 1
        return home, away
    moved = min(rho * both, home_0 * away_0, both)
    if home == 0 and away == 0 and _uniform(state) * home_0 * away_0 < moved:
        return 1, 0
    if home == 1 and away == 1 and _uniform(state) * both < moved:
        return 0, 1
    return home, away


@_jit
def _draw_from_grids(rows: Ints, fixtures: Fixtures, scores: Ints, state: State) -> None:
    cumulative, guide, goals = fixtures.cumulative, fixtures.guide, fixtures.goals
    for number in range(len(rows)):
        row = rows[number]
        at = _uniform(state)
        cell = guide[row, int(at * GUIDE)]
        while cumulative[row, cell] <= at:
            cell += 1
        scores[number, 0] = goals[cell, 0]
        scores[number, 1] = goals[cell, 1]


@_jit
def _draw_from_rates(rows: Ints, fixtures: Fixtures, factors: Floats, scores: Ints, state: State) -> None:
    sides, rates = fixtures.sides, fixtures.rates
    for number in range(len(rows)):
        row = rows[number]
        home, away = sides[row, 0], sides[row, 1]
        home_rate = rates[row, 0] * factors[home, 0] * factors[away, 1]
        away_rate = rates[row, 1] * factors[away, 0] * factors[home, 1]
        table = fixtures.tables[int(rates[row, 3])]
        scores[number, 0], scores[number, 1] = _dependent(home_rate, away_rate, rates[row, 2], table, state)


@_jit
def _add(rows: Ints, sides: Ints, scores: Ints, win: int, table: Ints, mutual: Ints) -> None:
    """Add scorelines to the rows of both clubs."""
    for number in range(len(rows)):
        for side in range(2):
            club, other = sides[rows[number], side], sides[rows[number], 1 - side]
            scored, conceded = scores[number, side], scores[number, 1 - side]
            points = win if scored > conceded else (1 if scored == conceded else 0)
            table[club, POINTS] += points
            table[club, GOALS_FOR] += scored
            table[club, GOALS_AGAINST] += conceded
            table[club, WINS] += scored > conceded
            mutual[club, other, 0] += points
            mutual[club, other, 1] += scored - conceded


@_jit
def _play(
    rows: Ints, fixtures: Fixtures, factors: Floats, win: int, scores: Ints, table: Ints, mutual: Ints, state: State
) -> None:
    """Draw some fixtures' scorelines and add them to the table."""
    if len(factors):
        _draw_from_rates(rows, fixtures, factors, scores, state)
    else:
        _draw_from_grids(rows, fixtures, scores, state)
    _add(rows, fixtures.sides, scores, win, table, mutual)


@_jit
def _head_to_head(club: int, meetings: Ints, table: Ints, mutual: Ints) -> float:
    """Points, then goal difference, among the clubs level on points; 0 unless all of them have met home and away."""
    level, met, points, difference = 0, 0, 0, 0
    for one in range(len(table)):
        if table[one, POINTS] != table[club, POINTS]:
            continue
        level += 1
        points += mutual[club, one, 0]
        difference += mutual[club, one, 1]
        for other in range(one):
            if table[other, POINTS] == table[club, POINTS]:
                met += meetings[one, other]
    return points * 1e4 + difference if met >= level * (level - 1) else 0.0


@_jit
def _level_key(code: int, club: int, table: Ints) -> float:
    """What tells a club from those level with it on points, by one of the rule's codes."""
    scored, conceded = table[club, GOALS_FOR], table[club, GOALS_AGAINST]
    if code == GOAL_DIFFERENCE:
        return float(scored - conceded)
    if code == GOAL_AVERAGE:
        return scored / conceded if conceded else float(scored)
    return float(table[club, code])


@_jit
def _rank(order: Ints, meetings: Ints, table: Ints, mutual: Ints, keys: Floats, ranking: Ints, state: State) -> None:
    """Fill ``ranking`` with the clubs, best first; what the rules leave level is decided by lot."""
    for club in range(len(table)):
        keys[club, 0] = -table[club, GROUP]
        keys[club, 1] = table[club, POINTS]
        for column in range(len(order)):
            if order[column] == HEAD_TO_HEAD:
                keys[club, column + 2] = _head_to_head(club, meetings, table, mutual)
            else:
                keys[club, column + 2] = _level_key(order[column], club, table)
        keys[club, len(order) + 2] = _uniform(state)
        place = club
        while place > 0 and _above(keys, club, ranking[place - 1]):
            ranking[place] = ranking[place - 1]
            place -= 1
        ranking[place] = club


@_jit
def _above(keys: Floats, one: int, other: int) -> bool:
    for column in range(keys.shape[1]):
        if keys[one, column] != keys[other, column]:
            return bool(keys[one, column] > keys[other, column])
    return False


@_jit
def _copy(from_table: Ints, from_mutual: Ints, table: Ints, mutual: Ints) -> None:
    """By hand, because compiling numba's own takes ten seconds."""
    for club in range(len(table)):
        for column in range(table.shape[1]):
            table[club, column] = from_table[club, column]
        for other in range(len(table)):
            mutual[club, other, 0] = from_mutual[club, other, 0]
            mutual[club, other, 1] = from_mutual[club, other, 1]


@_jit
def _split_up(split: Split, ranking: Ints, table: Ints, state: State) -> Ints:
    """Part the league in two; each part then plays once among itself.

    Who is at home the league says only then, so it is drawn.

    Returns
    -------
    ndarray of int
        Rows of the fixtures to play.
    """
    clubs, pair = len(table), split.pair
    for place in range(clubs):
        table[ranking[place], GROUP] = 0 if place < split.top else 1
    rows = np.empty(clubs * (clubs - 1) // 2, dtype=np.int64)
    count = 0
    for one in range(clubs):
        for other in range(one):
            if table[one, GROUP] == table[other, GROUP]:
                rows[count] = pair[one, other] if _uniform(state) < 0.5 else pair[other, one]
                count += 1
    return rows[:count]


@_jit
def simulate_seasons(
    first: int,
    last: int,
    seed: int,
    league: League,
    fixtures: Fixtures,
    left: Ints,
    split: Split,
    lowest: int,
    places: Ints,
    points_of_club: Ints,
    points_of_place: Ints,
) -> None:
    """Simulate seasons from ``first`` up to ``last``, the latter left out, and add them to the counts.

    Parameters
    ----------
    seed : int
        Of all seasons; each makes its own stream from it and its number.
    left : ndarray of int
        Rows of the fixtures that are played before the league splits, or at all.
    lowest : int
        Points of column 0 of the last two counts.
    places : ndarray of int, shape (clubs, clubs)
        Entry [c, p] counts seasons in which club c came p-th, from 0.
    points_of_club, points_of_place : ndarray of int, shape (clubs, points)
        Entry [i, q] counts seasons in which club i, or whoever came i-th, had ``lowest`` + q points.
    """
    win, order, meetings = league.win, league.order, league.meetings
    clubs = len(league.table)
    table, mutual = np.empty((clubs, 5), dtype=np.int64), np.empty((clubs, clubs, 2), dtype=np.int64)
    keys, ranking = np.empty((clubs, len(order) + 3)), np.empty(clubs, dtype=np.int64)
    factors = np.empty((len(fixtures.spread), 2))
    scores = np.empty((max(len(left), clubs * clubs), 2), dtype=np.int64)
    state = np.empty(1, dtype=np.uint64)
    for number in range(first, last):
        state[0] = np.uint64(seed) ^ (np.uint64(number) * _MIX_2)
        _uniform(state)
        state[0] *= _MIX_1  # far from the streams of the seasons before and after
        _copy(league.table, league.mutual, table, mutual)
        for club in range(len(factors)):
            factors[club, 0] = _factor(fixtures.spread[club, 0], state)
            factors[club, 1] = _factor(fixtures.spread[club, 1], state)
        _play(left, fixtures, factors, win, scores, table, mutual, state)
        _rank(order, meetings, table, mutual, keys, ranking, state)
        if split.top:
            _play(_split_up(split, ranking, table, state), fixtures, factors, win, scores, table, mutual, state)
            _rank(order, meetings, table, mutual, keys, ranking, state)
        for place in range(clubs):
            club = ranking[place]
            column = table[club, POINTS] - lowest
            places[club, place] += 1
            points_of_club[club, column] += 1
            points_of_place[place, column] += 1
