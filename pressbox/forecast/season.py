"""The rest of a league season, simulated: places, points, and what leads where.

In come the table so far, the fixtures left with a model's rates for each, and the rule that orders the table; out goes
how often each club came in each place. A scoreline is drawn from the fixture's own grid. Where the ratings' uncertainty
is given, each simulated season first draws every club's true attack and defence, which then hold for all its matches:
that is what makes a season less certain than its matches one by one.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import math
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pressbox.domain import LeagueSeason, Pairing, TableRow, Team, Zone
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.document import ModelCard
from pressbox.forecast.goals import LEAST_REGULARITY, goals_around, reach
from pressbox.forecast.model import Model, day_number, last_known_day
from pressbox.forecast.scoreline import MOST_RATE, Rates
from pressbox.store.competitions import LeagueRule, league_rule

if TYPE_CHECKING:
    from pressbox.forecast.season_kernel import Fixtures, League, Split

Counts = NDArray[np.int64]

QUANTILES = (0.05, 0.5, 0.95)
MOST_THREADS = 8
_FEWEST_A_THREAD = 1000
EUROPEAN_PLACES = "European places are those of the table alone; cup winners can move them."


@dataclasses.dataclass(frozen=True)
class Projection:
    """What became of a league in many simulated seasons.

    Attributes
    ----------
    teams : tuple of Team
        In the order of the table so far.
    simulations : int
    places : ndarray, shape (clubs, clubs)
        Entry [c, p] is the probability that club c comes p-th, from 0; every row and every column sums to 1.
    expected_points : ndarray, shape (clubs,)
    points : ndarray of int, shape (clubs, 3)
        5th, 50th and 95th percentile of each club's points.
    points_of_place : ndarray of int, shape (clubs,)
        Median points of whoever came first, second and so on.
    """

    teams: tuple[Team, ...]
    simulations: int
    places: FloatArray
    expected_points: FloatArray
    points: Counts
    points_of_place: Counts

    def between(self, team: int, first: int, last: int) -> float:
        """Probability that a team comes in one of some places, counted from 1."""
        return float(self.places[team, first - 1 : last].sum())


@dataclasses.dataclass(frozen=True)
class ProjectedSeason:
    """A projection with all that is needed to print it."""

    season: LeagueSeason
    model: ModelCard
    projection: Projection

    @property
    def notes(self) -> list[str]:
        """What a reader must know of the numbers."""
        notes = []
        if not self.season.zones:
            notes.append("Which places lead where is not on file for this season.")
        elif any(zone.name.endswith("League") for zone in self.season.zones):
            notes.append(EUROPEAN_PLACES)
        if not self.season.table.complete:
            notes.append("Results of this season may be missing from the store.")
        undated = sum(pairing.date is None for pairing in self.season.left)
        if undated:
            notes.append(f"{undated} fixtures left follow from the format of the league; no source has their dates.")
        if self.season.splits:
            notes.append(f"The league splits after these fixtures; the first {self.season.splits} stay above the rest.")
        return notes

    def to_dict(self) -> dict[str, Any]:
        """The document of ``pressbox project --json``."""
        table = self.season.table
        return {
            "competition": table.competition.name,
            "season": table.season,
            "as_of": table.as_of,
            "model": dataclasses.asdict(self.model),
            "simulations": self.projection.simulations,
            "fixtures_left": len(self.season.left),
            "teams": [self._team(number) for number in self._best_first()],
            "zones": [self._zone(zone) for zone in self.season.zones],
            "points_of_place": self.projection.points_of_place.tolist(),
            "notes": self.notes,
        }

    def _best_first(self) -> list[int]:
        """Teams by the place they can expect."""
        places = self.projection.places
        expected = places @ np.arange(1, len(places) + 1)
        return [int(number) for number in np.lexsort((-self.projection.expected_points, expected.round(9)))]

    def _team(self, number: int) -> dict[str, Any]:
        projection = self.projection
        low, _, high = projection.points[number].tolist()
        return {
            "team": projection.teams[number].name,
            "points": self.season.table.rows[number].points,
            "expected_points": float(projection.expected_points[number]),
            "points_5": low,
            "points_50": int(projection.points[number, 1]),
            "points_95": high,
            "places": projection.places[number].tolist(),
            "title": projection.between(number, 1, 1),
            "zones": {zone.name: projection.between(number, zone.first, zone.last) for zone in self.season.zones},
        }

    def _zone(self, zone: Zone) -> dict[str, Any]:
        """A zone with the median points of its last place, or, for relegation, of the last place above it."""
        place = zone.first - 1 if zone.name.startswith("relegation") else zone.last
        needed = int(self.projection.points_of_place[place - 1])
        return {"zone": zone.name, "from": zone.first, "to": zone.last, "points_needed": needed}


def project_season(season: LeagueSeason, model: Model, n: int, seed: int) -> ProjectedSeason:
    """Simulate the rest of a season by a fitted model and the league's rule, with the ratings' uncertainty."""
    table = season.table
    rule = league_rule(table.competition.id, table.season)
    today = last_known_day(model.fitted_as_of) + 1
    rates = {
        (pair.home, pair.away, pair.neutral): model.predict(
            pair.home, pair.away, pair.neutral, table.competition.id, day_number(pair.date) if pair.date else today
        )
        for pair in pairings(season)
    }
    sd = sd_of(pairings(season), rates)
    projection = simulate(season, rates, rule, n, np.random.default_rng(seed), sd)
    return ProjectedSeason(season, ModelCard(model.name, model.version, model.trained_on_matches), projection)


def simulate(
    season: LeagueSeason,
    rates: Mapping[tuple[str, str, bool], Rates],
    rule: LeagueRule,
    n: int,
    rng: np.random.Generator,
    sd: Mapping[str, tuple[float, float]] | None = None,
) -> Projection:
    """Simulate the rest of a season.

    Parameters
    ----------
    season : LeagueSeason
        The table so far and the fixtures left.
    rates : mapping
        Rates of each pairing of ``pairings(season)``, by home team, away team and whether on neutral ground.
    rule : LeagueRule
        Points for a win, and what orders clubs level on points; what stays level is decided by lot.
    n : int
        How many seasons.
    rng : numpy.random.Generator
        The outcome depends on it alone, not on the number of threads.
    sd : mapping of team id to (attack, defence), optional
        Standard deviation of each rating on the logarithmic scale. A simulated season multiplies a club's rates, and
        those of its opponents, by log-normal factors of mean 1, and draws goals around them with the rates' own ``rho``
        and ``regularity``; the rates' spreads are then not used. Without it scorelines are drawn from ``Rates.grid``.

    Raises
    ------
    ValueError
        If there is nothing to simulate (n below 1), or rates are missing.
    """
    if n < 1:
        raise ValueError(f"n is {n}; simulate at least one season")
    from pressbox.forecast.season_kernel import simulate_seasons

    teams = tuple(row.team for row in season.table.rows)
    index = {team.id: number for number, team in enumerate(teams)}
    pairs = pairings(season)
    fixtures = _fixtures(pairs, [_rates_of(pair, rates) for pair in pairs], index, sd)
    lowest, width = _points_range(season, rule)
    run = functools.partial(
        simulate_seasons,
        seed=int(rng.integers(2**62)),
        league=_league(season, rule, index),
        fixtures=fixtures,
        left=np.arange(len(season.left)),
        split=_split(season, index),
        lowest=lowest,
    )
    places, of_club, of_place = _shared_out(run, n, len(teams), width)
    points = np.arange(lowest, lowest + width)
    return Projection(
        teams,
        n,
        places / n,
        of_club @ points / n,
        np.stack([_quantile(of_club, share, lowest) for share in QUANTILES], axis=1),
        _quantile(of_place, 0.5, lowest),
    )


def pairings(season: LeagueSeason) -> tuple[Pairing, ...]:
    """Every pairing that a simulation needs rates for: the fixtures left, then all that a split can bring about."""
    if not season.splits:
        return season.left
    clubs = [row.team.id for row in season.table.rows]
    return *season.left, *(Pairing(home, away, None) for home, away in itertools.permutations(clubs, 2))


def sd_of(pairs: Sequence[Pairing], rates: Mapping[tuple[str, str, bool], Rates]) -> dict[str, tuple[float, float]]:
    """Each club's rating uncertainty from the spreads of its pairings' rates, attack and defence alike.

    The square of a rate's spread is the variance of one side's attack and of the other's defence; least squares over
    all pairings gives each club its own.
    """
    clubs = sorted({club for pair in pairs for club in (pair.home, pair.away)})
    index = {club: number for number, club in enumerate(clubs)}
    equations = np.zeros((len(pairs), len(clubs)))
    variance = np.empty(len(pairs))
    for row, pair in enumerate(pairs):
        equations[row, [index[pair.home], index[pair.away]]] = 1.0
        known = _rates_of(pair, rates)
        variance[row] = (known.home_spread**2 + known.away_spread**2) / 2
    solved = np.linalg.lstsq(equations, variance)[0] if pairs else np.empty(0)
    spread = np.sqrt(np.maximum(solved, 0.0))
    return {club: (float(spread[number]), float(spread[number])) for club, number in index.items()}


def _rates_of(pair: Pairing, rates: Mapping[tuple[str, str, bool], Rates]) -> Rates:
    key = (pair.home, pair.away, pair.neutral)
    if key not in rates:
        raise ValueError(f"no rates for {pair.home} v {pair.away}{' on neutral ground' if pair.neutral else ''}")
    return rates[key]


def _fixtures(
    pairs: Sequence[Pairing],
    rates: Sequence[Rates],
    index: Mapping[str, int],
    sd: Mapping[str, tuple[float, float]] | None,
) -> Fixtures:
    from pressbox.forecast.season_kernel import Fixtures

    cumulative, guide, goals = _draws([] if sd is not None else [known.grid() for known in rates])
    regularities, table = np.unique([known.regularity for known in rates], return_inverse=True)
    tables = [_goal_table(float(value)) for value in (regularities if sd is not None else ())]
    return Fixtures(
        sides=np.array([(index[pair.home], index[pair.away]) for pair in pairs], dtype=np.int64).reshape(-1, 2),
        cumulative=cumulative,
        guide=guide,
        goals=goals,
        rates=np.array(
            [(known.home, known.away, known.rho, number) for known, number in zip(rates, table, strict=True)]
        ).reshape(-1, 4),
        spread=np.array([] if sd is None else [sd.get(team, (0.0, 0.0)) for team in index]).reshape(-1, 2),
        tables=np.stack(tables) if tables else np.empty((0, 2, 2)),
    )


@functools.lru_cache(maxsize=16)
def _goal_table(regularity: float) -> FloatArray:
    """P(at most k goals) at rates from 0 to the most there are; see ``season_kernel.Fixtures``."""
    from pressbox.forecast.season_kernel import PLACES

    size = reach(MOST_RATE, LEAST_REGULARITY)
    rates = (np.arange(1, math.ceil(math.sqrt(MOST_RATE) * PLACES) + 1) / PLACES) ** 2
    at_most = np.ones((len(rates) + 1, size))
    at_most[1:] = goals_around(rates, regularity, size).cumsum(axis=1)
    at_most[:, -1] = 1.0
    return at_most


def _draws(grids: Sequence[FloatArray]) -> tuple[FloatArray, Counts, Counts]:
    """Cumulative probability of the cells of each grid, where the search for one begins, and each cell's goals.

    The cells are those of the largest grid; a smaller one has none of the probability of its missing cells.
    """
    from pressbox.forecast.season_kernel import GUIDE

    size = max((len(grid) for grid in grids), default=1)
    cumulative = np.zeros((len(grids), size * size))
    for row, grid in enumerate(grids):
        whole = np.zeros((size, size))
        whole[: len(grid), : len(grid)] = grid
        cumulative[row] = whole.cumsum()
        cumulative[row, int(whole.ravel().nonzero()[0][-1]) :] = 1.0  # nothing is drawn beyond the last possible cell
    starts = np.arange(GUIDE) / GUIDE
    guide = np.array([np.searchsorted(row, starts, side="right") for row in cumulative], dtype=np.int64)
    goals = np.stack(np.divmod(np.arange(size * size), size), axis=1)
    return cumulative, guide.reshape(-1, GUIDE), goals


def _league(season: LeagueSeason, rule: LeagueRule, index: Mapping[str, int]) -> League:
    from pressbox.forecast import season_kernel as kernel

    codes = {
        "goal_difference": kernel.GOAL_DIFFERENCE,
        "goals_for": kernel.GOALS_FOR,
        "wins": kernel.WINS,
        "goal_average": kernel.GOAL_AVERAGE,
        "head_to_head": kernel.HEAD_TO_HEAD,
    }
    mutual, meetings = _mutual(season, rule, index)
    return kernel.League(
        win=rule.win,
        order=np.array([codes[name] for name in rule.order], dtype=np.int64),
        table=np.array([_numbers(row, season.upper) for row in season.table.rows], dtype=np.int64),
        mutual=mutual,
        meetings=meetings,
    )


def _numbers(row: TableRow, upper: frozenset[str]) -> tuple[int, ...]:
    """A club's line in the order of the kernel's columns."""
    return row.points, row.goals_for, row.goals_against, row.won, bool(upper) and row.team.id not in upper


def _mutual(season: LeagueSeason, rule: LeagueRule, index: Mapping[str, int]) -> tuple[Counts, Counts]:
    """Points and goal difference that each club (row) has taken from each other; meetings by the season's end."""
    mutual = np.zeros((len(index), len(index), 2), dtype=np.int64)
    meetings = np.zeros((len(index), len(index)), dtype=np.int64)
    for home_id, away_id, scored, conceded in season.results:
        home, away, margin = index[home_id], index[away_id], scored - conceded
        mutual[home, away] += (rule.win if margin > 0 else margin == 0, margin)
        mutual[away, home] += (rule.win if margin < 0 else margin == 0, -margin)
        meetings[home, away] += 1
    for pair in season.left:
        meetings[index[pair.home], index[pair.away]] += 1
    return mutual, meetings + meetings.T


def _split(season: LeagueSeason, index: Mapping[str, int]) -> Split:
    from pressbox.forecast.season_kernel import Split

    row_of = np.zeros((len(index), len(index)), dtype=np.int64)
    if season.splits:
        for row, pair in enumerate(pairings(season)[len(season.left) :], start=len(season.left)):
            row_of[index[pair.home], index[pair.away]] = row
    return Split(season.splits, row_of)


def _points_range(season: LeagueSeason, rule: LeagueRule) -> tuple[int, int]:
    """Fewest points that a club can end with, and how many values there are from there."""
    now = [row.points for row in season.table.rows]
    left = {row.team.id: len(now) if season.splits else 0 for row in season.table.rows}
    for pair in season.left:
        left[pair.home] += 1
        left[pair.away] += 1
    return min(now), max(now) - min(now) + rule.win * max(left.values(), default=0) + 1


def _shared_out(run: Callable[..., None], n: int, clubs: int, width: int) -> tuple[Counts, Counts, Counts]:
    """Counts of all seasons, simulated on as many threads as are worth it; adding whole numbers has no order."""
    threads = max(min(os.cpu_count() or 1, MOST_THREADS, n // _FEWEST_A_THREAD), 1)
    edges = np.linspace(0, n, threads + 1).astype(int).tolist()

    def part(first: int, last: int) -> tuple[Counts, Counts, Counts]:
        counts = tuple(np.zeros((clubs, size), dtype=np.int64) for size in (clubs, width, width))
        run(first, last, places=counts[0], points_of_club=counts[1], points_of_place=counts[2])
        return counts[0], counts[1], counts[2]

    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(part, edges[:-1], edges[1:]))
    places, of_club, of_place = (sum(column[1:], start=column[0]) for column in zip(*parts, strict=True))
    return places, of_club, of_place


def _quantile(counts: Counts, share: float, lowest: int) -> Counts:
    """Smallest points that at least a share of the seasons of each row do not exceed."""
    reached = counts.cumsum(axis=1) >= share * counts.sum(axis=1, keepdims=True)
    return np.asarray(reached.argmax(axis=1) + lowest, dtype=np.int64)
