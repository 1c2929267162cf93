"""How forecasts of many matches did, beside prices and baselines of the same matches.

In come the probabilities that several forecasters gave; out go mean scores, paired differences with standard errors,
and how often what was given 20% came. The rules are those of ``scoring``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np

from pressbox.domain import MatchTable
from pressbox.forecast.arrays import BoolArray, FloatArray, IntArray
from pressbox.forecast.bulk import Markets
from pressbox.forecast.prices import power, shin, usable
from pressbox.forecast.scoring import (
    BINS,
    Difference,
    brier_score,
    calibration_error,
    log_loss,
    paired_difference,
    ranked_probability_score,
    surprisal,
)

Timing = Literal["opening", "closing"]

RULES = ("rps", "log_loss", "brier", "score_log_loss", "over_2_5_log_loss")
"""The columns of ``losses``."""

CALIBRATED = ("result", "over_2_5", "btts")
"""Markets whose calibration is looked at."""

DECIMALS = 6

Scores = Mapping[str, float | None]
"""Mean loss by each of ``RULES``; None where there was no such market."""


class Bin(NamedTuple):
    """Forecasts of about the same probability, and how often what they were of came."""

    low: float
    high: float
    events: int
    forecast: float | None
    happened: float | None


@dataclasses.dataclass(frozen=True)
class Calibration:
    """Events of one market by the probability they were given.

    Attributes
    ----------
    error : float
        Expected calibration error.
    bins : tuple of Bin
        Of equal width, from 0 to 1.
    """

    error: float
    bins: tuple[Bin, ...]

    @classmethod
    def of(cls, probabilities: FloatArray, happened: BoolArray) -> Calibration:
        """Calibration of events."""
        place = np.minimum((probabilities * BINS).astype(np.intp), BINS - 1)
        bins = []
        for number in range(BINS):
            here = place == number
            count = int(np.count_nonzero(here))
            means = (rounded(probabilities[here].mean()), rounded(happened[here].mean())) if count else (None, None)
            bins.append(Bin(number / BINS, (number + 1) / BINS, count, *means))
        return cls(calibration_error(probabilities, happened), tuple(bins))


@dataclasses.dataclass(frozen=True)
class Beside:
    """Another forecaster, and the model on the very same matches.

    Attributes
    ----------
    matches, totals : int
        Of how many matches it gave the result; and over or under 2.5 goals.
    theirs, ours : mapping
        Mean losses, over the matches of which it gave that market.
    differences : mapping
        Ours less theirs by rule, below 0 where the model is better; None below two matches.
    """

    matches: int
    totals: int
    theirs: Scores
    ours: Scores
    differences: Mapping[str, Difference | None]

    @classmethod
    def of(cls, ours: FloatArray, theirs: FloatArray) -> Beside:
        """The model's losses and another's, as ``losses`` gives them."""
        both = ~np.isnan(theirs)
        same = np.where(both, ours, np.nan)
        return cls(
            int(np.count_nonzero(both[:, RULES.index("log_loss")])),
            int(np.count_nonzero(both[:, RULES.index("over_2_5_log_loss")])),
            mean_losses(theirs),
            mean_losses(same),
            {rule: _difference(same[:, place], theirs[:, place]) for place, rule in enumerate(RULES)},
        )

    def to_dict(self) -> dict[str, object]:
        """The part of the JSON: theirs, and the model's on the same matches."""
        counts = {"matches": self.matches, "over_2_5_matches": self.totals}
        return {**counts, **self.theirs, "model": {**counts, **self.ours}}

    def differences_to_dict(self) -> dict[str, object]:
        """The paired differences by rule."""
        return {
            rule: {"mean": rounded(gap.mean), "standard_error": rounded(gap.standard_error)} if gap else None
            for rule, gap in self.differences.items()
        }


@dataclasses.dataclass(frozen=True)
class Grade:
    """How a model did over some matches.

    Attributes
    ----------
    matches : int
    scores : mapping
        Mean losses.
    calibration : mapping
        By market.
    market : mapping
        The matches' own prices, opening and closing.
    baselines : mapping
        Others that know less, of all of the matches.
    """

    matches: int
    scores: Scores
    calibration: Mapping[str, Calibration]
    market: Mapping[Timing, Beside]
    baselines: Mapping[str, Beside]

    def to_dict(self) -> dict[str, object]:
        """The part of the JSON."""
        beside = [*self.market.items(), *self.baselines.items()]
        return {
            "matches": self.matches,
            **self.scores,
            "calibration_errors": {name: rounded(found.error) for name, found in self.calibration.items()},
            "market": {name: found.to_dict() for name, found in self.market.items()},
            "baselines": {name: {"matches": found.matches, **found.theirs} for name, found in self.baselines.items()},
            "differences": {name: found.differences_to_dict() for name, found in beside},
        }


@dataclasses.dataclass(frozen=True)
class Graded:
    """Everybody's forecasts of some matches, and the losses they led to.

    Attributes
    ----------
    matches : MatchTable
    model : Markets
    losses : ndarray, shape (n, rules)
        The model's.
    market, baselines : mapping
        Losses of the prices by their timing, and of each baseline.
    """

    matches: MatchTable
    model: Markets
    losses: FloatArray
    market: Mapping[Timing, FloatArray]
    baselines: Mapping[str, FloatArray]

    @classmethod
    def of(cls, matches: MatchTable, model: Markets, baselines: Mapping[str, Markets]) -> Graded:
        """Grade everybody; the prices are the matches' own."""
        timings: tuple[Timing, ...] = ("opening", "closing")
        market = {timing: losses(priced(matches, timing), matches) for timing in timings}
        others = {name: losses(markets, matches) for name, markets in baselines.items()}
        return cls(matches, model, losses(model, matches), market, others)

    def grade(self, rows: BoolArray) -> Grade:
        """The grade over some of the matches, at least one."""
        ours = self.losses[rows]
        return Grade(
            len(ours),
            mean_losses(ours),
            self.calibration(rows),
            {timing: Beside.of(ours, theirs[rows]) for timing, theirs in self.market.items()},
            {name: Beside.of(ours, theirs[rows]) for name, theirs in self.baselines.items()},
        )

    def calibration(self, rows: BoolArray) -> dict[str, Calibration]:
        """Calibration of some of the matches' markets; of the result all three outcomes of each match."""
        home, away = self.matches.home_goals[rows], self.matches.away_goals[rows]
        came = np.eye(3, dtype=np.bool_)[_outcomes(self.matches)[rows]]
        events = {
            "result": (self.model.result[rows].ravel(), came.ravel()),
            "over_2_5": (self.model.over_2_5[rows], home + away > 2),
            "btts": (self.model.both_score[rows], (home > 0) & (away > 0)),
        }
        return {name: Calibration.of(np.clip(given, 0, 1), happened) for name, (given, happened) in events.items()}


def losses(markets: Markets, matches: MatchTable) -> FloatArray:
    """One number a match and rule, shape (n, rules); NaN where a forecaster has no such market."""
    found = np.full((len(matches), len(RULES)), np.nan)
    outcomes, over = _outcomes(matches), matches.home_goals + matches.away_goals > 2
    known = ~np.isnan(markets.result).any(axis=1)
    given, came = markets.result[known], outcomes[known]
    found[known, :3] = np.stack(
        [ranked_probability_score(given, came), log_loss(given, came), brier_score(given, came)], axis=1
    )
    found[:, 3] = surprisal(markets.score)
    found[:, 4] = surprisal(np.where(over, markets.over_2_5, 1 - markets.over_2_5))
    return found


def priced(matches: MatchTable, timing: Timing) -> Markets:
    """Probabilities that the matches' own prices give, NaN where there are none that are a market.

    The margin of the result is removed by Shin's method, that of the total by the power method.
    """
    result = _without_margin(matches, [f"{outcome}_{timing}" for outcome in ("home", "draw", "away")])
    total = _without_margin(matches, [f"{outcome}_2_5_{timing}" for outcome in ("over", "under")])
    nothing = np.full(len(matches), np.nan)
    return Markets(result, total[:, 0], nothing, nothing)


def mean_losses(found: FloatArray) -> Scores:
    """Mean by rule over the matches of which there is one."""
    columns = [column[~np.isnan(column)] for column in found.T]
    return {rule: rounded(column.mean()) if len(column) else None for rule, column in zip(RULES, columns, strict=True)}


def rounded(value: float) -> float:
    """A number of a document."""
    return round(float(value), DECIMALS)


def _without_margin(matches: MatchTable, columns: Sequence[str]) -> FloatArray:
    missing = np.full(len(matches), np.nan)
    prices = usable(np.stack([matches.stats.get(name, missing) for name in columns], axis=1))
    known = ~np.isnan(prices).any(axis=1)
    if known.any():
        prices[known] = shin(prices[known]) if len(columns) == 3 else power(prices[known])
    return prices


def _outcomes(matches: MatchTable) -> IntArray:
    """0 for a home win, 1 for a draw, 2 for an away win."""
    return 1 - np.sign(matches.home_goals - matches.away_goals).astype(np.intp)


def _difference(ours: FloatArray, theirs: FloatArray) -> Difference | None:
    both = ~np.isnan(ours) & ~np.isnan(theirs)
    return paired_difference(ours[both], theirs[both]) if np.count_nonzero(both) > 1 else None
