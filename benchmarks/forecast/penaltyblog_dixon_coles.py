"""penaltyblog's Dixon-Coles, refitted for every match day, on the matches of the test seasons: skill and time.

One fit a league and match day, to the league's matches of the last six years, weighted by ``dixon_coles_weights``:
the best of nine windows and decays on the seasons 2016-17 and 2018-19. Matches of a club that the window does not hold
cannot be forecast by it and are left out for all.
"""

from __future__ import annotations

import dataclasses
import importlib.metadata
import time
from typing import Any

import numpy as np

from benchmarks.forecast.matches import BIG_FIVE, TESTED, History
from benchmarks.forecast.measures import (
    KINDS,
    Forecasts,
    expect_all,
    grids,
    less,
    losses,
    mean,
    of_models,
    print_table,
)
from pressbox.forecast.arrays import BoolArray, FloatArray
from pressbox.forecast.model import EPOCH, select

PACKAGE = "penaltyblog"
WINDOW_DAYS = 2190
XI = 0.0015
FIRST_SEASON = "2009-10"
"""Of the matches that our ratings learn from where their time is taken."""


@dataclasses.dataclass
class Refitted:
    """Forecasts of some matches by a model fitted anew for every match day; NaN where it has none.

    Attributes
    ----------
    result : ndarray, shape (n, 3)
    over_2_5, score : ndarray, shape (n,)
    fits : int
    seconds : float
    """

    result: FloatArray
    over_2_5: FloatArray
    score: FloatArray
    fits: int = 0
    seconds: float = 0.0


def refit(history: History, rows: BoolArray) -> Refitted:
    """Fit and forecast league by league and day by day."""
    nothing = np.full(len(history.table), np.nan)
    found = Refitted(np.full((len(nothing), 3), np.nan), nothing, nothing.copy())
    leagues = {league: history.names == league for league in BIG_FIVE}
    began = time.perf_counter()
    for own in leagues.values():
        played = own & (history.phase == "league")
        for day in np.unique(history.table.day[rows & own]).tolist():
            forecast_day(
                history, np.flatnonzero(played), np.flatnonzero(rows & own & (history.table.day == day)), found
            )
    found.seconds = time.perf_counter() - began
    return found


def forecast_day(history: History, played: np.ndarray, today: np.ndarray, found: Refitted) -> None:
    """Fit to a league's matches of the window before a day, and forecast those of the day."""
    table = history.table
    day = int(table.day[today[0]])
    past = played[(table.day[played] < day) & (table.day[played] >= day - WINDOW_DAYS)]
    model, known = fit(history, past, day), {*table.home[past].tolist(), *table.away[past].tolist()}
    found.fits += 1
    for row in today.tolist():
        home, away = int(table.home[row]), int(table.away[row])
        if home in known and away in known:
            grid = model.predict(table.teams[home], table.teams[away])
            found.result[row] = grid.home_draw_away
            found.over_2_5[row] = grid.total_goals("over", 2.5)
            found.score[row] = grid.exact_score(int(table.home_goals[row]), int(table.away_goals[row]))


def fit(history: History, past: np.ndarray, day: int) -> Any:  # noqa: ANN401 - the package has no types
    from penaltyblog.models import DixonColesGoalModel, dixon_coles_weights

    table, teams = history.table, np.array(history.table.teams)
    dates = [EPOCH + np.timedelta64(int(number), "D").astype(object) for number in table.day[past]]
    weights = dixon_coles_weights(dates, XI, EPOCH + np.timedelta64(day, "D").astype(object))
    model = DixonColesGoalModel(
        table.home_goals[past].astype(int),
        table.away_goals[past].astype(int),
        teams[table.home[past]],
        teams[table.away[past]],
        weights,
    )
    model.fit()
    return model


def walk_seconds(history: History) -> float:
    """Time that ``shots`` takes to walk through all matches of the five leagues, grids included, once compiled."""
    table = history.cut(history.league_matches(FIRST_SEASON, TESTED[1])).table
    grids(expect_all(table, "shots"), table, "shots")
    began = time.perf_counter()
    grids(expect_all(table, "shots"), table, "shots")
    return time.perf_counter() - began


def print_penaltyblog(history: History, expected: dict[str, FloatArray]) -> None:
    try:
        version = importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        print(f"{PACKAGE} is not installed, so it is not measured: pip install penaltyblog==1.13.0\n")
        return
    rows = history.league_matches(*TESTED)
    peer = refit(history, rows)
    both = rows & ~np.isnan(peer.score)
    part = select(history.table, both)
    theirs = Forecasts(peer.result[both], peer.over_2_5[both], peer.score[both], np.full(len(part), np.nan))
    title = f"{PACKAGE} {version} Dixon-Coles"
    models = of_models(history.table, both, {name: expected[name] for name in ("elo", *KINDS)})
    found = {title: losses(theirs, part)} | {f"`{name}`": losses(model, part) for name, model in models.items()}
    lines = [
        (name, *(mean(loss) for loss in rules.values()), less(rules["log loss"], found[title]["log loss"]))
        for name, rules in found.items()
    ]
    print(f"The {len(part):,} of {rows.sum():,} test matches that {title} can forecast\n")
    print_table(("forecast", "RPS", "log loss", "exact score", "over 2.5", f"log loss less {PACKAGE}'s"), lines)
    print_times(title, peer, int(rows.sum()), walk_seconds(history))


def print_times(title: str, peer: Refitted, forecasts: int, ours: float) -> None:
    """Either one's time for a forecast of the test seasons; ours with all the seasons that it learns from before."""
    each = peer.seconds / forecasts, ours / forecasts
    lines = [
        (f"{title}, {peer.fits:,} fits", f"{peer.seconds:.1f} s", f"{1000 * each[0]:.2f} ms", ""),
        (
            f"`shots`, walking from {FIRST_SEASON} on",
            f"{ours:.2f} s",
            f"{1000 * each[1]:.3f} ms",
            f"{each[0] / each[1]:,.0f}",
        ),
    ]
    print_table(("what", "all", "a forecast", "times as fast"), lines)
