"""Every market as a sum of the scoreline grid's cells.

A market is a set of exclusive outcomes that exhaust a fixture; a push is an outcome. Nothing here is one minus
something else: both sides of a market are summed, so that markets agree with one another and with the grid.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pressbox.domain import Score, Side
from pressbox.forecast.arrays import FloatArray, IntArray, sum_by

TOTAL_LINES = (0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5)
TEAM_LINES = (0.5, 1.5, 2.5, 3.5)
EXACT_TOTALS = 7
"""Totals of this many goals and more are one outcome."""
WINNING_MARGINS = 4
"""Likewise for wins by this many."""
HANDICAPS = tuple(line / 4 for line in range(-10, 11))


class Result(NamedTuple):
    """Home win, draw, away win."""

    home: float
    draw: float
    away: float


class OverUnder(NamedTuple):
    """More or fewer goals than a line between two numbers."""

    over: float
    under: float


class YesNo(NamedTuple):
    """It happens or it does not."""

    yes: float
    no: float


class DoubleChance(NamedTuple):
    """Two of three results. These overlap: they sum to 2."""

    home_or_draw: float
    home_or_away: float
    draw_or_away: float


class Settlement(NamedTuple):
    """How a stake on a line is settled: a quarter line is half a stake on either line beside it."""

    win: float
    half_win: float
    push: float
    half_loss: float
    loss: float

    @property
    def fair_price(self) -> float:
        """Decimal odds at which the stake neither gains nor loses on average; infinite if it never wins."""
        won, lost = self.win + self.half_win / 2, self.loss + self.half_loss / 2
        return 1 + lost / won if won > 0 else math.inf


def result(grid: FloatArray) -> Result:
    """Home win, draw or away win after 90 minutes."""
    margin = margins(grid)
    level = len(grid) - 1
    return Result(float(margin[level + 1 :].sum()), float(margin[level]), float(margin[:level].sum()))


def double_chance(grid: FloatArray) -> DoubleChance:
    """Two of the three results together."""
    home, draw, away = result(grid)
    return DoubleChance(home + draw, home + away, draw + away)


def total(grid: FloatArray, line: float) -> OverUnder:
    """More or fewer goals of both sides than a line that ends in .5.

    Raises
    ------
    ValueError
        For a line that a whole number of goals can meet; ``asian_total`` settles those.
    """
    return _over_under(total_goals(grid), line)


def team_total(grid: FloatArray, side: Side, line: float) -> OverUnder:
    """More or fewer goals of one side than a line that ends in .5.

    Raises
    ------
    ValueError
        For a line that a whole number of goals can meet.
    """
    return _over_under(team_goals(grid, side), line)


def exact_totals(grid: FloatArray, most: int = EXACT_TOTALS) -> tuple[float, ...]:
    """P(exactly k goals of both sides), k from 0 to most - 1, and last P(most or more)."""
    totals = total_goals(grid)
    return *totals[:most].tolist(), float(totals[most:].sum())


def both_score(grid: FloatArray) -> YesNo:
    """Both sides score."""
    return YesNo(float(grid[1:, 1:].sum()), float(grid[0].sum() + grid[1:, 0].sum()))


def clean_sheet(grid: FloatArray, side: Side) -> YesNo:
    """A side concedes no goal."""
    conceded = team_goals(grid, "away" if side == "home" else "home")
    return YesNo(float(conceded[0]), float(conceded[1:].sum()))


def winning_margins(grid: FloatArray, most: int = WINNING_MARGINS) -> dict[int, float]:
    """By goals of the home side less the away side's; the first and last hold all wins by ``most`` and more."""
    margin, level = margins(grid), len(grid) - 1
    inner = {goals: float(margin[level + goals]) for goals in range(1 - most, most)}
    away, home = float(margin[: level + 1 - most].sum()), float(margin[level + most :].sum())
    return {-most: away, **inner, most: home}


def handicap(grid: FloatArray, side: Side, line: float) -> Settlement:
    """A stake on a side with ``line`` goals added to its score: -0.75 gives away three quarters of a goal.

    Raises
    ------
    ValueError
        If the line is no quarter of a goal.
    """
    margin = margins(grid)
    steps = np.arange(len(margin)) - (len(grid) - 1)
    return _settle(margin, steps if side == "home" else -steps, line)


def asian_total(grid: FloatArray, line: float) -> Settlement:
    """A stake on more goals of both sides than ``line``.

    Raises
    ------
    ValueError
        If the line is no quarter of a goal.
    """
    totals = total_goals(grid)
    return _settle(totals, np.arange(len(totals)), -line)


def draw_no_bet(grid: FloatArray, side: Side) -> Settlement:
    """A stake on a side that is handed back after a draw."""
    return handicap(grid, side, 0.0)


def likeliest_score(grid: FloatArray) -> Score:
    """The scoreline of highest probability; of equals that with fewer home goals, then fewer away goals."""
    home, away = np.unravel_index(int(grid.argmax()), grid.shape)
    return Score(int(home), int(away))


def predicted_score(grid: FloatArray) -> Score:
    """The one score to print: the likeliest scoreline of the likeliest result.

    The likeliest scoreline of all is often 1-1 where a win is the likeliest result; a reader told "1-1" would rightly
    take that for a draw. Of results equally likely the first of home win, draw, away win is taken.
    """
    likeliest = max(zip(result(grid), (1, 0, -1), strict=True), key=lambda entry: entry[0])[1]
    home, away = np.indices(grid.shape)
    return likeliest_score(np.where(np.sign(home - away) == likeliest, grid, -1.0))


def scorelines(grid: FloatArray, least: float = 0.0005) -> tuple[tuple[Score, float], ...]:
    """Every scoreline of at least this probability, the likeliest first."""
    order = np.argsort(-grid, axis=None, kind="stable")
    order = order[: int(np.count_nonzero(grid >= least))]
    size = len(grid)
    return tuple((Score(int(cell) // size, int(cell) % size), float(grid.flat[cell])) for cell in order)


def all_markets(grid: FloatArray) -> dict[str, dict[str, float]]:
    """Every market by name, each with its exclusive outcomes; double chance, which is none, is left out."""
    markets: dict[str, dict[str, float]] = {"result": result(grid)._asdict(), "btts": both_score(grid)._asdict()}
    markets["exact_totals"] = {str(goals): p for goals, p in enumerate(exact_totals(grid))}
    markets["winning_margins"] = {f"{goals:+d}": p for goals, p in winning_margins(grid).items()}
    markets |= {f"total_{_name(line)}": total(grid, line)._asdict() for line in TOTAL_LINES}
    sides: Sequence[Side] = ("home", "away")
    for side in sides:
        markets[f"clean_sheet_{side}"] = clean_sheet(grid, side)._asdict()
        markets[f"draw_no_bet_{side}"] = draw_no_bet(grid, side)._asdict()
        markets |= {f"goals_{side}_{_name(line)}": team_total(grid, side, line)._asdict() for line in TEAM_LINES}
        markets |= {f"handicap_{side}_{line:+.2f}": handicap(grid, side, line)._asdict() for line in HANDICAPS}
    return markets


def margins(grid: FloatArray) -> FloatArray:
    """P(home side's goals less the away side's), shape (2 size - 1,); a draw is the middle entry."""
    return sum_by(_places(len(grid))[0], grid.ravel(), 2 * len(grid) - 1)


def total_goals(grid: FloatArray) -> FloatArray:
    """P(goals of both sides), shape (2 size - 1,)."""
    return sum_by(_places(len(grid))[1], grid.ravel(), 2 * len(grid) - 1)


def team_goals(grid: FloatArray, side: Side) -> FloatArray:
    """P(goals of one side), shape (size,)."""
    return np.asarray(grid.sum(axis=1 if side == "home" else 0))


def _name(line: float) -> str:
    return f"{line:g}".replace(".", "_")


@functools.lru_cache(maxsize=64)
def _places(size: int) -> tuple[IntArray, IntArray]:
    """Of each cell of a grid, row by row: the margin's place and the total's."""
    home, away = np.indices((size, size))
    return (home - away + size - 1).ravel(), (home + away).ravel()


def _over_under(goals: FloatArray, line: float) -> OverUnder:
    if line % 1 != 0.5 or line < 0:
        raise ValueError(f"{line} goals is no line between two numbers of goals, such as 2.5")
    under = math.ceil(line)
    return OverUnder(float(goals[under:].sum()), float(goals[:under].sum()))


def _settle(probabilities: FloatArray, goals: IntArray, line: float) -> Settlement:
    """How a stake is settled that wins where goals and line together are above 0."""
    if 4 * line % 1:
        raise ValueError(f"{line} goals is no line of whole, half or quarter goals")
    quarters = 4 * goals + int(4 * line)
    classes = np.clip(quarters, -2, 2) + 2  # loss, half loss, push, half win, win
    loss, half_loss, push, half_win, win = sum_by(classes, probabilities, 5).tolist()
    return Settlement(win, half_win, push, half_loss, loss)
