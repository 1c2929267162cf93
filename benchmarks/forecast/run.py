"""How good are the ratings' forecasts, and how fast? Prints the tables of README.md."""

from __future__ import annotations

import argparse
import dataclasses
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np

from pressbox.domain import MatchTable
from pressbox.forecast.arrays import BoolArray, FloatArray
from pressbox.forecast.bulk import Markets, markets_of
from pressbox.forecast.evidence import Kind
from pressbox.forecast.model import select
from pressbox.forecast.prices import power, shin, usable
from pressbox.forecast.ratings import Ratings, settings_of, spread_of
from pressbox.forecast.scoring import calibration_error, paired_difference, ranked_probability_score, surprisal
from pressbox.sources.registry import SOURCES
from pressbox.store.database import STORE_FILE
from pressbox.store.ingest import ingest

BIG_FIVE = ("eng-1", "ita-1", "esp-1", "ger-1", "fra-1")
KINDS: tuple[Kind, ...] = ("results", "shots", "prices")
TUNED, TESTED = ("2013-14", "2020-21"), ("2021-22", "2023-24")
TEXT = ("home", "away", "competition", "season", "phase")


@dataclasses.dataclass(frozen=True)
class History:
    """All matches of a store, and what the tables need of them besides."""

    table: MatchTable
    season: np.ndarray
    phase: np.ndarray
    measured: BoolArray

    def league_matches(self, first: str, last: str) -> BoolArray:
        """Matches of the big five with prices, play-offs left out."""
        names = np.array(self.table.competitions)[self.table.competition]
        seasons = (self.season >= first) & (self.season <= last)
        return np.isin(names, BIG_FIVE) & seasons & (self.phase == "league") & self.measured

    def cut(self, rows: BoolArray) -> History:
        """Some of the matches."""
        return History(select(self.table, rows), self.season[rows], self.phase[rows], self.measured[rows])


def read(store: Path) -> History:
    with duckdb.connect(str(store), read_only=True) as connection:
        query = Path(__file__).with_name("matches.sql").read_text(encoding="utf-8")
        columns = {name: filled(column) for name, column in connection.execute(query).fetchnumpy().items()}
    count = len(columns["day"])
    text = {name: columns[name].astype(str) for name in TEXT}
    teams, sides = np.unique(np.concatenate([text["home"], text["away"]]), return_inverse=True)
    competitions, competition = np.unique(text["competition"], return_inverse=True)
    plain = {"day", "home_goals", "away_goals", "minutes", "neutral", "measured", *TEXT}
    table = MatchTable(
        tuple(teams.tolist()),
        tuple(competitions.tolist()),
        sides[:count].astype(np.int32),
        sides[count:].astype(np.int32),
        competition.astype(np.int32),
        columns["day"].astype(np.int32),
        columns["home_goals"],
        columns["away_goals"],
        columns["minutes"],
        columns["neutral"].astype(np.bool_),
        {name: column.astype(np.float64) for name, column in columns.items() if name not in plain},
    )
    return History(table, text["season"], text["phase"], columns["measured"].astype(np.bool_))


def filled(column: np.ndarray) -> np.ndarray:
    """A column without a mask: NULL is NaN in numbers and empty in text."""
    if not np.ma.isMaskedArray(column):
        return column
    return column.filled(np.nan if column.dtype.kind == "f" else "" if column.dtype.kind == "O" else 0)


@dataclasses.dataclass(frozen=True)
class Forecasts:
    """Probabilities of some matches and what came; NaN where a forecaster has no such market."""

    result: FloatArray
    over_2_5: FloatArray
    score: FloatArray
    both_score: FloatArray

    @classmethod
    def of(cls, markets: Markets) -> Forecasts:
        """Of a model."""
        return cls(markets.result, markets.over_2_5, markets.score, markets.both_score)

    @classmethod
    def of_prices(cls, table: MatchTable, timing: str) -> Forecasts:
        """Of the matches' own prices, opening or closing."""
        quoted = np.stack([table.stats[f"{name}_{timing}"] for name in ("home", "draw", "away")], axis=1)
        result = 1 / quoted / (1 / quoted).sum(axis=1, keepdims=True)  # a few quotes of this source are no market
        markets = ~np.isnan(usable(quoted)).any(axis=1)
        result[markets] = shin(quoted[markets])
        total = usable(np.stack([table.stats[f"{name}_2_5_{timing}"] for name in ("over", "under")], axis=1))
        over = np.full(len(table), np.nan)
        known = ~np.isnan(total[:, 0])
        over[known] = power(total[known])[:, 0]
        nothing = np.full(len(table), np.nan)
        return cls(result, over, nothing, nothing)

    @classmethod
    def of_base_rates(cls, earlier: MatchTable, table: MatchTable) -> Forecasts:
        """The same for every match: what earlier ones came to."""
        outcome, goals = outcomes(earlier), earlier.home_goals + earlier.away_goals
        nothing = np.full(len(table), np.nan)
        result = np.tile(np.bincount(outcome, minlength=3) / len(outcome), (len(table), 1))
        return cls(result, np.full(len(table), float((goals > 2).mean())), nothing, nothing)


def outcomes(table: MatchTable) -> np.ndarray:
    return 1 - np.sign(table.home_goals - table.away_goals).astype(np.intp)


def losses(forecasts: Forecasts, table: MatchTable) -> dict[str, FloatArray]:
    """One number a match and rule."""
    came, over = outcomes(table), table.home_goals + table.away_goals > 2
    return {
        "RPS": ranked_probability_score(forecasts.result, came),
        "log loss": surprisal(forecasts.result[np.arange(len(came)), came]),
        "exact score": surprisal(forecasts.score),
        "over 2.5": surprisal(np.where(over, forecasts.over_2_5, 1 - forecasts.over_2_5)),
    }


def expect_all(table: MatchTable, kind: Kind) -> tuple[FloatArray, float]:
    """What a model expects of every match from those of earlier days, and the seconds that took."""
    began = time.perf_counter()
    expected = Ratings.new(kind).learn(table)
    return expected, time.perf_counter() - began


def grids(expected: FloatArray, table: MatchTable, kind: Kind) -> Markets:
    spreads = np.sqrt(expected[:, 2] + expected[:, 3]) / 2
    goals = np.stack([table.home_goals, table.away_goals], axis=1).astype(np.intp)
    return markets_of(np.exp(expected[:, :2]), settings_of(kind).rho, goals, np.stack([spreads, spreads], axis=1))


def print_table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    for row in (head, ("---",) * len(head), *rows):
        print("| " + " | ".join(row) + " |")
    print()


def number(value: float, digits: int = 4) -> str:
    return "" if np.isnan(value) else f"{value:.{digits}f}"


def print_skill(title: str, history: History, rows: BoolArray, expected: dict[Kind, FloatArray]) -> None:
    part = history.cut(rows).table
    opening, closing = Forecasts.of_prices(part, "opening"), Forecasts.of_prices(part, "closing")
    earlier = select(history.table, history.league_matches("2009-10", TUNED[1]) & (history.table.day < part.day.min()))
    named = {"base rates": Forecasts.of_base_rates(earlier, part), "opening prices": opening, "closing prices": closing}
    markets = {kind: grids(expected[kind][rows], part, kind) for kind in KINDS}
    named |= {f"`{kind}`": Forecasts.of(markets[kind]) for kind in KINDS}
    against = {name: losses(prices, part)["log loss"] for name, prices in (("open", opening), ("close", closing))}
    lines = []
    for name, forecasts in named.items():
        found = losses(forecasts, part)
        gaps = [paired_difference(found["log loss"], other) for other in against.values()]
        means = (number(float(np.nanmean(loss))) if not np.isnan(loss).all() else "" for loss in found.values())
        beyond = (f"{gap.mean:+.4f} ({gap.standard_error:.4f})" if gap.standard_error else "" for gap in gaps)
        lines.append((name, *means, *beyond))
    print(f"{title}: {len(part):,} matches\n")
    head = ("forecast", "RPS", "log loss", "exact score", "over 2.5", "log loss less opening's", "less closing's")
    print_table(head, lines)
    print_calibration(part, markets)


def print_calibration(table: MatchTable, markets: dict[Kind, Markets]) -> None:
    came = np.eye(3, dtype=bool)[outcomes(table)]
    over, both = table.home_goals + table.away_goals > 2, (table.home_goals > 0) & (table.away_goals > 0)
    rows = [
        (
            f"`{kind}`",
            number(calibration_error(found.result.ravel(), came.ravel())),
            number(calibration_error(found.over_2_5, over)),
            number(calibration_error(found.both_score, both)),
        )
        for kind, found in markets.items()
    ]
    print_table(("expected calibration error", "1X2", "over 2.5", "both score"), rows)


def print_fivethirtyeight(history: History, expected: dict[Kind, FloatArray]) -> None:
    table = history.table
    names = np.array(table.competitions)[table.competition]
    day = table.day
    told = np.stack([table.stats[f"told_{name}"] for name in ("home", "draw", "away")], axis=1)
    rows = np.isin(names, BIG_FIVE) & ~np.isnan(told).any(axis=1) & (day >= day_number_of("2017-08-01"))
    rows &= day <= day_number_of("2019-04-04")  # what the file has a score for
    part, came = select(table, rows), outcomes(select(table, rows))
    theirs = told[rows] / told[rows].sum(axis=1, keepdims=True)
    loss = surprisal(theirs[np.arange(len(came)), came])
    lines = [("FiveThirtyEight", number(float(loss.mean())), "")]
    for kind in KINDS:
        ours = losses(Forecasts.of(grids(expected[kind][rows], part, kind)), part)["log loss"]
        gap = paired_difference(ours, loss)
        lines.append((f"`{kind}`", number(float(ours.mean())), f"{gap.mean:+.4f} ({gap.standard_error:.4f})"))
    print(f"FiveThirtyEight's matches: {len(part):,}\n")
    print_table(("forecast", "log loss", "less FiveThirtyEight's"), lines)


def day_number_of(date: str) -> int:
    return int(np.datetime64(date).astype("datetime64[D]").astype(int))


def seconds(action: Callable[[], object], times: int = 1) -> float:
    began = time.perf_counter()
    for _ in range(times):
        action()
    return (time.perf_counter() - began) / times


def print_speed(history: History) -> None:
    table = history.table
    five = history.cut(history.league_matches("2009-10", TESTED[1])).table

    def walk_and_grids() -> None:
        grids(expect_all(five, "shots")[0], five, "shots")

    walk_and_grids()
    whole = Ratings.new("shots")
    world = seconds(lambda: whole.learn(select(table, table.day < table.day.max())))
    last_days = select(table, table.day == table.day.max())
    learnt = Ratings.from_bytes(whole.to_bytes())
    one_day = seconds(lambda: learnt.learn(last_days))
    day = int(table.day.max()) + 7
    pairing = ("eng-liverpool", "eng-arsenal", False, "eng-1", day)
    rows = [
        (
            f"walk-forward of five leagues, 2009-10 to 2023-24, grids included ({len(five):,} matches)",
            walk_and_grids,
            3,
        ),
        ("one forecast of a pairing", lambda: whole.expect(*pairing), 100),
    ]
    lines = [(f"every match of the store ({len(table):,})", f"{world:.2f} s")]
    lines.append((f"adding one match day ({len(last_days)} matches) to saved ratings", f"{1000 * one_day:.1f} ms"))
    lines += [(name, f"{1000 * seconds(action, times):.1f} ms") for name, action, times in rows]
    print(f"spread of that forecast's rates: {spread_of(whole.expect(*pairing)):.3f}\n")
    print_table(("what", "time"), lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="ingest this folder first (about three minutes)")
    parser.add_argument("--home", type=Path, help="a data home that is filled already")
    parser.add_argument(
        "--scope", choices=("world", "five"), default="world", help="which matches the ratings learn from"
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or Path(folder)
        if given.home is None:
            if given.data is None:
                parser.error("give --data or --home")
            ingest(home, given.data, SOURCES)
        history = read(home / STORE_FILE)
    names = np.array(history.table.competitions)[history.table.competition]
    if given.scope == "five":
        history = history.cut(np.isin(names, BIG_FIVE))
    expected = {kind: expect_all(history.table, kind)[0] for kind in KINDS}
    print_skill("Tuned on, 2013-14 to 2020-21", history, history.league_matches(*TUNED), expected)
    print_skill("Tested on, 2021-22 to 2023-24", history, history.league_matches(*TESTED), expected)
    print_fivethirtyeight(history, expected)
    print_speed(history)


if __name__ == "__main__":
    main()
