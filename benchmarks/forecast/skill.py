"""Skill in the five big leagues beside base rates, Elo and prices; and beside FiveThirtyEight's forecasts."""

from __future__ import annotations

import numpy as np

from benchmarks.forecast.matches import BIG_FIVE, History, day_number_of
from benchmarks.forecast.measures import (
    KINDS,
    Forecasts,
    less,
    losses,
    mean,
    number,
    of_models,
    outcomes,
    print_table,
)
from pressbox.domain import MatchTable
from pressbox.forecast.arrays import BoolArray, FloatArray
from pressbox.forecast.model import select
from pressbox.forecast.scoring import calibration_error, surprisal


def print_skill(title: str, history: History, rows: BoolArray, expected: dict[str, FloatArray]) -> None:
    part = select(history.table, rows)
    prices = {f"{timing} prices": Forecasts.of_prices(part, timing) for timing in ("opening", "closing")}
    models = of_models(history.table, rows, expected)
    named = prices | {f"`{name}`": forecasts for name, forecasts in models.items()}
    against = ("`elo`", "opening prices", "closing prices")
    found = {name: losses(forecasts, part) for name, forecasts in named.items()}
    lines = [
        (
            name,
            *(mean(loss) for loss in rules.values()),
            *(less(rules["log loss"], found[other]["log loss"]) for other in against),
        )
        for name, rules in found.items()
    ]
    print(f"{title}: {len(part):,} matches\n")
    head = ("forecast", "RPS", "log loss", "exact score", "over 2.5")
    print_table((*head, "log loss less Elo's", "less opening's", "less closing's"), lines)
    print_calibration(part, {name: models[name] for name in KINDS})


def print_calibration(table: MatchTable, models: dict[str, Forecasts]) -> None:
    came = np.eye(3, dtype=bool)[outcomes(table)]
    over, both = table.home_goals + table.away_goals > 2, (table.home_goals > 0) & (table.away_goals > 0)
    rows = [
        (
            f"`{name}`",
            number(calibration_error(found.result.ravel(), came.ravel())),
            number(calibration_error(found.over_2_5, over)),
            number(calibration_error(found.both_score, both)),
        )
        for name, found in models.items()
    ]
    print_table(("expected calibration error", "1X2", "over 2.5", "both score"), rows)


def print_fivethirtyeight(history: History, expected: dict[str, FloatArray]) -> None:
    table = history.table
    told = np.stack([table.stats[f"told_{name}"] for name in ("home", "draw", "away")], axis=1)
    rows = np.isin(history.names, BIG_FIVE) & ~np.isnan(told).any(axis=1) & (table.day >= day_number_of("2017-08-01"))
    rows &= table.day <= day_number_of("2019-04-04")  # what the file has a score for
    part = select(table, rows)
    theirs = told[rows] / told[rows].sum(axis=1, keepdims=True)
    loss = surprisal(theirs[np.arange(len(part)), outcomes(part)])
    lines = [("FiveThirtyEight", number(float(loss.mean())), "")]
    for name, forecasts in of_models(table, rows, expected).items():
        ours = losses(forecasts, part)["log loss"]
        lines.append((f"`{name}`", number(float(ours.mean())), less(ours, loss)))
    print(f"FiveThirtyEight's matches: {len(part):,}\n")
    print_table(("forecast", "log loss", "less FiveThirtyEight's"), lines)


def print_beside_elo(
    title: str, history: History, rows: BoolArray, expected: dict[str, FloatArray], names: tuple[str, ...]
) -> None:
    """Print what some models lose on some matches, beside Elo."""
    part = select(history.table, rows)
    models = of_models(history.table, rows, {name: expected[name] for name in names})
    found = {name: losses(forecasts, part) for name, forecasts in models.items()}
    came = np.eye(3, dtype=bool)[outcomes(part)].ravel()
    lines = [
        (
            f"`{name}`",
            *(mean(loss) for loss in rules.values()),
            less(rules["log loss"], found["elo"]["log loss"]),
            number(calibration_error(models[name].result.ravel(), came)),
        )
        for name, rules in found.items()
    ]
    print(f"{title}: {len(part):,} matches\n")
    head = ("forecast", "RPS", "log loss", "exact score", "over 2.5", "log loss less Elo's", "calibration error")
    print_table(head, lines)
