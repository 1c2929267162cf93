"""What is measured of forecasts, and how it is printed."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

import numpy as np

from pressbox.domain import MatchTable
from pressbox.forecast.arrays import BoolArray, FloatArray
from pressbox.forecast.base_rate import BaseRate
from pressbox.forecast.bulk import Markets, markets_of
from pressbox.forecast.elo import Elo
from pressbox.forecast.elo_settings import CLUBS, NATIONS
from pressbox.forecast.evidence import Kind
from pressbox.forecast.model import select
from pressbox.forecast.prices import power, shin, usable
from pressbox.forecast.ratings import Ratings, national_matches, settings_of
from pressbox.forecast.regularity import regularities
from pressbox.forecast.scoring import paired_difference, ranked_probability_score, surprisal

KINDS: tuple[Kind, ...] = ("results", "shots", "prices")
BASELINES: dict[str, type[Elo | BaseRate]] = {model.name: model for model in (BaseRate, Elo)}


def expect_all(table: MatchTable, name: str) -> FloatArray:
    """What a model expects of every match from those of earlier days, as ``RatingState.learn`` returns it."""
    if name in BASELINES:
        return BASELINES[name].walk_forward(table)
    return Ratings.new(name).learn(table)  # type: ignore[arg-type]


def grids(expected: FloatArray, table: MatchTable, name: str) -> Markets:
    """Markets of all matches of a table."""
    goals = np.stack([table.home_goals, table.away_goals], axis=1).astype(np.intp)
    rates, spreads = np.exp(expected[:, :2]), np.sqrt(expected[:, 2] + expected[:, 3]) / 2
    if name in BASELINES:
        return markets_of(rates, _rho(table, name), goals)
    steady = regularities(name, table.competitions, table.competition)  # type: ignore[arg-type]
    both = np.stack([spreads, spreads], axis=1)
    return markets_of(rates, settings_of(name).rho, goals, both, steady)  # type: ignore[arg-type]


def _rho(table: MatchTable, name: str) -> float:
    if name == BaseRate.name:
        return BaseRate.rho
    return NATIONS.rho if national_matches(table).all() else CLUBS.rho


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


def of_models(table: MatchTable, rows: BoolArray, expected: dict[str, FloatArray]) -> dict[str, Forecasts]:
    """Of some matches by every model, given what each expected of all."""
    part = select(table, rows)
    return {name: Forecasts.of(grids(found[rows], part, name)) for name, found in expected.items()}


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


def less(ours: FloatArray, theirs: FloatArray) -> str:
    """Mean paired difference with its standard error in brackets; empty for a forecast against itself."""
    gap = paired_difference(ours, theirs)
    return f"{gap.mean:+.4f} ({gap.standard_error:.4f})" if gap.standard_error else ""


def print_table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    for row in (head, ("---",) * len(head), *rows):
        print("| " + " | ".join(row) + " |")
    print(flush=True)


def number(value: float, digits: int = 4) -> str:
    return "" if np.isnan(value) else f"{value:.{digits}f}"


def mean(values: FloatArray) -> str:
    """Of those that are known."""
    return "" if np.isnan(values).all() else number(float(np.nanmean(values)))
