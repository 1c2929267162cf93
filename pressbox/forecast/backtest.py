"""Walk forward over past seasons, never looking ahead, and say how a model did, as a whole and league by league.

The forecasts come from ``walk_forward``, the scores from ``grades``; here they are joined and sorted into groups.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from pressbox.domain import AsOf, PastMatches
from pressbox.forecast.arrays import BoolArray
from pressbox.forecast.base_rate import BaseRate
from pressbox.forecast.elo import Elo
from pressbox.forecast.grades import Grade, Graded, rounded
from pressbox.forecast.model import EPOCH, Model, select
from pressbox.forecast.ratings import Ratings
from pressbox.forecast.walk_forward import Baseline, rates_by_baseline, rates_of_past
from pressbox.store.database import Store

BASELINES: Mapping[str, Baseline] = MappingProxyType({"base_rate": BaseRate, "elo": Elo})

PROMOTED = MappingProxyType({"promoted": 1.0, "others": 0.0})

CERTAINLY_OVER = dt.timedelta(days=2)
"""From a day on, until its matches are over whatever the time zone."""


@dataclasses.dataclass(frozen=True)
class Backtest:
    """How a model did over past seasons.

    Attributes
    ----------
    model, version : str
    seasons : str
        The first and the last, ``2021-22:2023-24``.
    overall : Grade
    competitions, by_season, by_month, by_promoted : mapping of str to Grade
        By name of the competition; by season; by month of the year, ``01`` to ``12``, from August on unless all seasons
        are calendar years; and by whether a side was not in that league the season before (``promoted``, ``others``,
        and ``unknown`` where the store lacks that season or the competition is no league).
    not_forecast : int
        Matches of these seasons that the model had too little to say anything of; they are in no score.
    fits_or_updates : int
        Match days on which it was fitted or its ratings were brought up to date for a forecast.
    seconds : float
    """

    model: str
    version: str
    seasons: str
    overall: Grade
    competitions: Mapping[str, Grade]
    by_season: Mapping[str, Grade]
    by_month: Mapping[str, Grade]
    by_promoted: Mapping[str, Grade]
    not_forecast: int
    fits_or_updates: int
    seconds: float

    def __repr__(self) -> str:
        scores = ", ".join(f"{rule} {self.overall.scores[rule]}" for rule in ("rps", "log_loss"))
        return f"<Backtest of {self.model}, {self.seasons}: {self.overall.matches} matches, {scores}>"

    def to_dict(self) -> dict[str, Any]:
        """The document of ``pressbox backtest --json``."""
        groups = ("by_season", "by_month", "by_promoted")
        return {
            "model": {"name": self.model, "version": self.version},
            "seasons": self.seasons,
            "competitions": _documents(self.competitions),
            "overall": self.overall.to_dict(),
            **{name: _documents(getattr(self, name)) for name in groups},
            "calibration": {
                name: {"error": rounded(found.error), "bins": [part._asdict() for part in found.bins]}
                for name, found in self.overall.calibration.items()
            },
            "not_forecast": self.not_forecast,
            "fits_or_updates": self.fits_or_updates,
            "seconds": round(self.seconds, 3),
        }


def backtest(
    model: Model,
    past: PastMatches,
    store: Store,
    starts: Sequence[tuple[dt.date, Ratings]],
    progress: Callable[[str, int, int], None],
) -> Backtest:
    """Forecast past matches from what was known on the morning of each, and grade the forecasts.

    Parameters
    ----------
    model : Model
        Not fitted.
    past : PastMatches
        What to forecast.
    store : Store
        What there is to learn from.
    starts : sequence of (date, Ratings)
        Where ratings begin (see ``rates_by_ratings``); other models need none.
    progress : callable
        Told what is being done, how much of it is done and of how much.

    Raises
    ------
    ForecastError
        If the model can forecast none of the matches.
    """
    began = time.perf_counter()
    history = store.evidence(AsOf(dt.datetime.combine(past.last_day, dt.time(), dt.UTC) + CERTAINLY_OVER))
    rates, forecast = rates_of_past(model, past.matches, history, store.history, starts, progress)
    scored = _cut(past, forecast)
    markets = {
        name: rates_by_baseline(baseline, history, scored.matches).markets(scored.matches)
        for name, baseline in BASELINES.items()
    }
    graded = Graded.of(scored.matches, rates.markets(scored.matches), markets)
    return Backtest(
        model.name,
        model.version,
        f"{min(past.season)}:{max(past.season)}",
        graded.grade(np.ones(len(scored), dtype=np.bool_)),
        **_by_group(scored, graded),
        not_forecast=len(past) - len(scored),
        fits_or_updates=len(np.unique(past.matches.day)),
        seconds=time.perf_counter() - began,
    )


def _by_group(past: PastMatches, graded: Graded) -> dict[str, dict[str, Grade]]:
    """Grades by group: the fields of ``Backtest`` of these names."""
    matches = past.matches
    months = np.array([f"{(EPOCH + dt.timedelta(days=day)).month:02}" for day in matches.day.tolist()])
    competition = np.array(_labels(past.names, matches.competitions), dtype=np.object_)[matches.competition]
    first = 8 if any("-" in season for season in set(past.season.tolist())) else 1
    by_month = sorted(_rows(months).items(), key=lambda month: (int(month[0]) - first) % 12)
    promoted = {name: past.promoted == value for name, value in PROMOTED.items()}
    return {
        "competitions": _grades(graded, _rows(competition)),
        "by_season": _grades(graded, _rows(past.season)),
        "by_month": _grades(graded, dict(by_month)),
        "by_promoted": _grades(graded, {**promoted, "unknown": np.isnan(past.promoted)}),
    }


def _cut(past: PastMatches, chosen: BoolArray) -> PastMatches:
    """Some of the matches."""
    matches = select(past.matches, chosen)
    return dataclasses.replace(past, matches=matches, season=past.season[chosen], promoted=past.promoted[chosen])


def _labels(names: Mapping[str, str], ids: tuple[str, ...]) -> list[str]:
    """Names of competitions; where two bear the same, with their ids."""
    found = [names[name] for name in ids]
    return [name if found.count(name) == 1 else f"{name} ({own})" for name, own in zip(found, ids, strict=True)]


def _rows(labels: np.ndarray[Any, Any]) -> dict[str, BoolArray]:
    return {str(label): labels == label for label in sorted(set(labels.tolist()))}


def _grades(graded: Graded, groups: Mapping[str, BoolArray]) -> dict[str, Grade]:
    """A grade of every group that has a match."""
    return {name: graded.grade(rows) for name, rows in groups.items() if rows.any()}


def _documents(grades: Mapping[str, Grade]) -> dict[str, object]:
    return {name: grade.to_dict() for name, grade in grades.items()}
