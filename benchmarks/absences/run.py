"""Whether knowing the eleven, or predicting it, improves the forecast of Premier League matches."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import pressbox
from benchmarks.absences.elevens import HALF_LIVES, LEAGUE, Player, sides
from pressbox.domain import AsOf, MatchTable
from pressbox.forecast.forecast import DEFAULT_MODEL, make_model
from pressbox.forecast.model import select
from pressbox.forecast.ratings import Rated
from pressbox.forecast.walk_forward import RatesTable, rates_by_ratings
from pressbox.pipeline import Desk
from pressbox.store.past_seasons import SeasonRange

SEASONS = tuple(f"{year}-{(year + 1) % 100:02d}" for year in range(2016, 2024))
LEARNT = SEASONS[1:6]
"""2017-18 to 2021-22, on which weights are fitted; 2016-17 only fills the clubs' past."""

TESTED = SEASONS[6:]
STEPS = 20
KINDS = ("who started", "who would, as predicted", "all but who was reported out")

Matrix = NDArray[np.float64]
Plays = Callable[[Player], float]
Worth = Callable[[Player], float]

WORTHS: dict[str, Worth] = {
    "each player alike": lambda _: 1.0,
    "by Fantasy price": lambda player: player.price,
    "by expected goals and assists": lambda player: player.goals,
}
"""What of the usual eleven is missing may count by what its players are worth."""

PLAYS: dict[str, Plays] = {
    KINDS[0]: lambda player: float(player.started),
    KINDS[1]: lambda player: player.chance or 0.0,
    KINDS[2]: lambda player: float(not player.absent),
}


def missing(players: Sequence[Player], plays: Plays, worth: Worth, half_life: int) -> float:
    """Share of the usual eleven that does not play."""
    usual = sum(player.usual[half_life] * worth(player) for player in players)
    lost = sum(player.usual[half_life] * worth(player) * (1 - plays(player)) for player in players)
    return lost / usual if usual else 0.0


Lacks = dict[tuple[str, int, str], NDArray[np.float64]]


@dataclasses.dataclass(frozen=True)
class Games:
    """Matches whose sides' players are known, with the model's rates; rows are matches, columns home and away."""

    season: NDArray[np.str_]
    goals: Matrix
    rates: RatesTable
    players: tuple[tuple[Sequence[Player], Sequence[Player]], ...]
    table: MatchTable

    def lacks(self, worth: str, half_life: int, kind: str) -> Matrix:
        """What a side lacks more than its opponents, shape (n, 2)."""
        own = np.array(
            [[missing(side, PLAYS[kind], WORTHS[worth], half_life) for side in both] for both in self.players]
        )
        return own - own[:, ::-1]

    def surprises(self, moved: Matrix, rows: NDArray[np.bool_]) -> tuple[Matrix, Matrix]:
        """Log loss of the result and of the score, a match, once the logs of the rates are moved."""
        table = select(self.table, rows)
        rates = RatesTable(
            self.rates.rates[rows] * np.exp(moved[rows]),
            self.rates.spreads[rows],
            self.rates.rho[rows],
            self.rates.regularity[rows],
        )
        markets = rates.markets(table)
        home, away = self.goals[rows].T
        outcome = np.where(home > away, 0, np.where(home == away, 1, 2))
        return -np.log(markets.result[np.arange(len(outcome)), outcome]), -np.log(markets.score)


def read(home: Path, data: Path) -> Games:
    """All matches of the seasons of which both sides' players are known."""
    desk = pressbox.open(home)
    known = {(match, club): players for _, match, club, players in sides(desk.store, data / "fpl", SEASONS, TESTED)}
    return games_of(desk, known)


def games_of(desk: Desk, known: dict[tuple[str, str], list[Player]]) -> Games:
    past = desk.store.past_matches([desk.store.competition("Premier League")], SeasonRange(SEASONS[0], SEASONS[-1]))
    model = make_model(DEFAULT_MODEL)
    assert isinstance(model, Rated)
    starts = desk._ratings.starts(model.kind, past.first_day, past.last_day)
    end = AsOf(dt.datetime.combine(past.last_day, dt.time(), dt.UTC) + dt.timedelta(days=2))
    rates = rates_by_ratings(model, starts, desk.store.evidence(end), past.matches)
    query = f"SELECT id, home, away, season FROM matches WHERE competition = '{LEAGUE}'"
    ids = {(row["home"], row["away"], row["season"]): row["id"] for row in desk.store.rows(query, {})}
    table, keep, players = past.matches, np.zeros(len(past), dtype=np.bool_), []
    for row in range(len(past)):
        home, away = table.teams[table.home[row]], table.teams[table.away[row]]
        match = ids[home, away, past.season[row]]
        both = known.get((match, home)), known.get((match, away))
        if both[0] is not None and both[1] is not None:
            keep[row] = True
            players.append(both)
    return Games(
        past.season[keep].astype(str),
        np.stack([table.home_goals, table.away_goals], axis=1)[keep],
        RatesTable(rates.rates[keep], rates.spreads[keep], rates.rho[keep], rates.regularity[keep]),
        tuple(players),
        select(table, keep),
    )


def fitted(lacks: Matrix, goals: Matrix, rates: Matrix) -> tuple[float, float]:
    """What the log of a rate loses where all are missing, and its standard error; the model's rates are the offset."""
    x, offset, scored = lacks.ravel(), np.log(rates).ravel(), goals.ravel()
    weight = 0.0
    for _ in range(STEPS):
        expected = np.exp(offset - weight * x)
        weight += float((x * (expected - scored)).sum() / (x * x * expected).sum())
    return weight, float(1 / np.sqrt((x * x * np.exp(offset - weight * x)).sum()))


def compared(games: Games, moved: Matrix, rows: NDArray[np.bool_]) -> str:
    """Log losses without and with, and their paired difference with its standard error."""
    parts = []
    for name, before, after in zip(
        ("result", "score"),
        games.surprises(np.zeros_like(moved), rows),
        games.surprises(moved, rows),
        strict=True,
    ):
        gap = after - before
        error = gap.std(ddof=1) / np.sqrt(len(gap))
        parts.append(f"{name} {before.mean():.4f} to {after.mean():.4f} ({gap.mean():+.4f} ± {error:.4f})")
    return "; ".join(parts)


def told_earlier(games: Games, lacks: Lacks) -> None:
    """Weights fitted on the seasons before, with the half-life that fits these best."""
    learnt = np.isin(games.season, LEARNT)
    print(f"\nfitted on {LEARNT[0]} to {LEARNT[-1]} ({learnt.sum()} matches), {KINDS[0]}")
    for worth in WORTHS:
        fits = {}
        for half_life in range(len(HALF_LIVES)):
            own = lacks[worth, half_life, KINDS[0]]
            weight, error = fitted(own[learnt], games.goals[learnt], games.rates.rates[learnt])
            fits[half_life] = (games.surprises(-weight * own, learnt)[1].mean(), weight, error)
        best = min(fits, key=lambda half_life: fits[half_life][0])
        _, weight, error = fits[best]
        print(f"{worth}, half-life {HALF_LIVES[best]:g}: weight {weight:.3f} ± {error:.3f}")
        print(f"  in sample: {compared(games, -weight * lacks[worth, best, KINDS[0]], learnt)}")
        for kind in KINDS:
            moved = -weight * lacks[worth, best, kind]
            for seasons in (*((season,) for season in TESTED), TESTED):
                rows = np.isin(games.season, seasons)
                print(f"  {kind}, {' and '.join(seasons)} ({rows.sum()}): {compared(games, moved, rows)}")


def told_across(games: Games, lacks: Lacks) -> None:
    """Weights fitted on one of the two seasons and tested on the other."""
    print("\nfitted on one of the two seasons, tested on the other, half-life 5")
    rows = np.isin(games.season, TESTED)
    for worth, kind in itertools.product(WORTHS, KINDS):
        own, moved, weights = lacks[worth, 0, kind], np.zeros_like(games.goals), []
        for season in TESTED:
            test, learnt = games.season == season, rows & (games.season != season)
            weight, error = fitted(own[learnt], games.goals[learnt], games.rates.rates[learnt])
            moved[test] = -weight * own[test]
            weights.append(f"{weight:.2f} ± {error:.2f}")
        print(f"{worth}, {kind} (weights {', '.join(weights)}): {compared(games, moved, rows)}")


def report(games: Games) -> None:
    """Print all that is measured."""
    tested = np.isin(games.season, TESTED)
    lacks: Lacks = {
        (worth, half_life, kind): games.lacks(worth, half_life, kind)
        for worth, half_life, kind in itertools.product(WORTHS, range(len(HALF_LIVES)), KINDS)
    }
    print(f"{len(games.season)} matches, {tested.sum()} of them tested; model {DEFAULT_MODEL}")
    told_earlier(games, lacks)
    told_across(games, lacks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="../shared/data")
    options = parser.parse_args()
    report(read(options.home, options.data))


if __name__ == "__main__":
    main()
