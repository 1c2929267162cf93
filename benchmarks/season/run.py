"""How long 100,000 seasons take, against a plain numpy loop; and whether projections keep what they promise."""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import itertools
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pressbox.domain import AsOf, Competition, LeagueSeason, Pairing, Table, TableRow, Team
from pressbox.errors import PressboxError
from pressbox.forecast.forecast import make_model
from pressbox.forecast.model import day_number
from pressbox.forecast.scoreline import Rates
from pressbox.forecast.season import Projection, pairings, sd_of, simulate
from pressbox.store.competitions import league_rule
from pressbox.store.database import Store

CLUBS = 20
SEASONS = 100_000
BOUND_SECONDS = 5.0
LEAGUES = ("eng-1", "ita-1", "esp-1", "ger-1", "fra-1")
YEARS = range(2013, 2024)
DAYS = ((10, 1), (1, 15), (4, 1))

RatesOf = dict[tuple[str, str, bool], Rates]


def league() -> tuple[LeagueSeason, RatesOf]:
    """A league of 20 clubs before its first match, its rates those of clubs of usual spread."""
    strength = dict(zip((f"t{number}" for number in range(CLUBS)), np.linspace(-0.5, 0.5, CLUBS), strict=True))
    rows = tuple(TableRow(1, Team(name, name, None), 0, 0, 0, 0, 0, 0, 0) for name in strength)
    pairs = tuple(Pairing(home, away, None) for home, away in itertools.permutations(strength, 2))
    rates = {
        (pair.home, pair.away, False): Rates(
            float(np.exp(0.4 + (strength[pair.home] - strength[pair.away]) / 2)),
            float(np.exp(0.1 + (strength[pair.away] - strength[pair.home]) / 2)),
            -0.05,
        )
        for pair in pairs
    }
    return LeagueSeason(Table(Competition("x", "X", "league", None, 1), "2023-24", "", rows), (), pairs), rates


def numpy_loop(season: LeagueSeason, rates: RatesOf, n: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """The peer: season by season, whole arrays of fixtures within; independent Poisson goals, goal difference."""
    index = {row.team.id: number for number, row in enumerate(season.table.rows)}
    home = np.array([index[pair.home] for pair in season.left])
    away = np.array([index[pair.away] for pair in season.left])
    expected = np.array([(rates[p.home, p.away, False].home, rates[p.home, p.away, False].away) for p in season.left]).T
    places = np.zeros((CLUBS, CLUBS), dtype=np.int64)
    for _ in range(n):
        scored, conceded = rng.poisson(expected)
        draw = scored == conceded
        points = np.bincount(home, 3 * (scored > conceded) + draw, CLUBS)
        points += np.bincount(away, 3 * (scored < conceded) + draw, CLUBS)
        difference = np.bincount(home, scored - conceded, CLUBS) - np.bincount(away, scored - conceded, CLUBS)
        goals = np.bincount(home, scored, CLUBS) + np.bincount(away, conceded, CLUBS)
        places[np.lexsort((rng.random(CLUBS), -goals, -difference, -points)), np.arange(CLUBS)] += 1
    return places


def timed(task: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of processor time."""
    clock, processor = time.perf_counter(), time.process_time()
    task()
    return time.perf_counter() - clock, time.process_time() - processor


def speed() -> None:
    season, rates = league()
    sd = dict.fromkeys((row.team.id for row in season.table.rows), (0.12, 0.12))
    rng = np.random.default_rng(2024)
    rules = {"goal difference": league_rule("eng-1", "2023-24"), "head to head": league_rule("ita-1", "2023-24")}
    first = timed(lambda: simulate(season, rates, rules["goal difference"], 10, rng))
    print(
        f"{os.cpu_count()} cores; first call, compiled or from the cache: {first[0]:.1f} s ({first[1]:.1f} processor)"
    )
    worst = 0.0
    for name, rule in rules.items():
        for how, spread in (("ratings certain", None), ("ratings uncertain", sd)):
            task = functools.partial(simulate, season, rates, rule, SEASONS, rng, spread)
            clock, processor = min(timed(task) for _ in range(3))
            worst = max(worst, processor)
            print(f"{SEASONS:,} seasons, {name}, {how}: {clock:.2f} s on the clock, {processor:.2f} s of processor")
    tried = 2_000
    clock, processor = timed(lambda: numpy_loop(season, rates, tried, rng))
    many = SEASONS / tried
    print(
        f"numpy loop, {tried:,} seasons times {many:.0f}: {clock * many:.1f} s, {processor * many:.1f} s of processor"
    )
    assert worst / 2 <= BOUND_SECONDS, "more than 5 s on 2 cores"


class Kept(NamedTuple):
    """What one projection promised and the season kept."""

    covered: float  # share of clubs whose final points lie in the 90% interval
    place_loss: float  # mean -log P(final place)
    top_brier: float  # of coming first to fourth
    points_error: float  # mean absolute


def kept(found: Projection, final: dict[str, tuple[int, int]]) -> Kept:
    points = np.array([final[team.id][0] for team in found.teams])
    place = np.array([final[team.id][1] for team in found.teams])
    clubs = np.arange(len(points))
    chance = np.maximum(found.places[clubs, place - 1], 0.5 / found.simulations)
    top = found.places[:, :4].sum(axis=1)
    low, _, high = found.points.T
    return Kept(
        float(((low <= points) & (points <= high)).mean()),
        float(-np.log(chance).mean()),
        float(((top - (place <= 4)) ** 2).mean()),
        float(np.abs(found.expected_points - points).mean()),
    )


def project_both(store: Store, competition: str, on: dt.date, final: dict[str, tuple[int, int]]) -> tuple[Kept, Kept]:
    """With the ratings taken as certain, and with their uncertainty."""
    moment = AsOf(dt.datetime.combine(on, dt.time(), dt.UTC))
    season = store.season(competition, on, moment)
    assert season is not None
    model = make_model("dixon-coles")
    since = on - dt.timedelta(days=model.window_days(national=False))
    model.fit(store.history(moment, since, [row.team.id for row in season.table.rows]), moment)
    rates = {
        (pair.home, pair.away, pair.neutral): model.predict(
            pair.home, pair.away, pair.neutral, competition, day_number(pair.date or on)
        )
        for pair in pairings(season)
    }
    rule = league_rule(competition, season.table.season)
    spreads = (None, sd_of(pairings(season), rates))
    certain, uncertain = (
        kept(simulate(season, rates, rule, 10_000, np.random.default_rng(2024), sd), final) for sd in spreads
    )
    return certain, uncertain


def calibration(home: Path) -> None:
    store = Store.open(home)
    for month, day in DAYS:
        found: list[tuple[Kept, Kept]] = []
        for competition, year in itertools.product(LEAGUES, YEARS):
            on = dt.date(year + (month < 7), month, day)
            name = f"{year}-{(year + 1) % 100:02d}"
            try:
                last = store.table(competition, on, AsOf(dt.datetime(year + 1, 9, 1, tzinfo=dt.UTC)), name)
                if last is None or len({row.played for row in last.rows}) > 1:
                    continue  # Ligue 1 2019-20 was cut short
                final = {row.team.id: (row.points, row.place) for row in last.rows}
                found.append(project_both(store, competition, on, final))
            except PressboxError as error:
                print(f"left out: {error}")
        print(f"{day} {dt.date(2000, month, 1):%B}, {len(found)} seasons")
        certain, uncertain = (np.array(rows) for rows in zip(*found, strict=True))
        for label, rows in (("ratings certain", certain), ("ratings uncertain", uncertain)):
            covered, loss, brier, error = rows.mean(axis=0)
            print(f"  {label}: covered {covered:.3f}, place {loss:.4f}, top four {brier:.4f}, points {error:.2f}")
        better = certain[:, 1] - uncertain[:, 1]
        print(f"  place, certain less uncertain: {better.mean():.4f} +- {better.std(ddof=1) / len(better) ** 0.5:.4f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, help="a data home filled from ../shared/data: check calibration too")
    given = parser.parse_args()
    speed()
    if given.home:
        calibration(given.home)
