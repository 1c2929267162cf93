"""Who goes through in UEFA's club competitions, beside Elo and a baseline that knows the aggregate and nothing else.

Every tie of 2015-16 to 2023-24 after the group or league phase is forecast before its first leg and, where there are
two, before its second, from what was known at the start of the day. The baseline is a logistic regression on earlier
seasons since 1995-96: the lead of the second leg's home side and, where away goals count, those it scored; before the
first leg, the share of second legs' home sides that went through.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.forecast.matches import History, query
from benchmarks.forecast.measures import KINDS, less, number, print_table
from benchmarks.forecast.skill import print_beside_elo
from pressbox.domain import AsOf, Tie
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.elo import Elo
from pressbox.forecast.forecast import MODELS
from pressbox.forecast.model import EPOCH, Model, select
from pressbox.forecast.ratings import Rated, Ratings, national_matches
from pressbox.forecast.scoreline import Rates
from pressbox.forecast.scoring import calibration_error, surprisal
from pressbox.forecast.ties import passage
from pressbox.store.competitions import tie_rule

COMPETITIONS = ("uefa-cl", "uefa-el", "uefa-conf")
FIRST_SEASON = "2015-16"
BASELINE = "aggregate only"
MOMENTS = ("before the first leg", "between the legs")
DECILES = 10


@dataclasses.dataclass(frozen=True)
class Leg:
    """A leg of a tie as it was played."""

    day: int
    home: str
    away: str
    neutral: bool
    home_goals: int
    away_goals: int


@dataclasses.dataclass(frozen=True)
class PlayedTie:
    """A tie, seen from the home side of its last leg."""

    tie: Tie
    competition: str
    season: str
    legs: tuple[Leg, ...]
    through: bool

    @property
    def features(self) -> tuple[float, float]:
        """What the first leg came to: the lead, and the goals that the rule of away goals adds to it."""
        lead = self.legs[0].away_goals - self.legs[0].home_goals
        return float(lead), float(self.tie.away_goals_rule * self.legs[0].away_goals)


def read_ties(store: Path) -> list[PlayedTie]:
    columns = query(store, "ties.sql")
    by_id: dict[str, list[int]] = {}
    for row, name in enumerate(columns["tie"]):
        by_id.setdefault(name, []).append(row)
    return [_tie(columns, rows) for rows in by_id.values()]


def _tie(columns: dict[str, np.ndarray], rows: list[int]) -> PlayedTie:
    text = {name: str(columns[name][rows[0]]) for name in ("tie", "competition", "season", "winner")}
    rule = tie_rule(text["competition"], text["season"])
    legs = tuple(
        Leg(
            int(columns["day"][row]),
            str(columns["home"][row]),
            str(columns["away"][row]),
            bool(columns["neutral"][row]),
            int(columns["home_goals"][row]),
            int(columns["away_goals"][row]),
        )
        for row in rows
    )
    away_goals, extra_time = bool(rule and rule.away_goals), rule is None or rule.extra_time
    tie = Tie(text["tie"], len(legs), 1, None, away_goals, extra_time)
    return PlayedTie(tie, text["competition"], text["season"], legs, legs[-1].home == text["winner"])


@dataclasses.dataclass(frozen=True)
class Question:
    """A tie and a moment: before its first leg, or between its legs."""

    tie: PlayedTie
    moment: str

    @property
    def day(self) -> int:
        """On whose start the question is asked."""
        return self.tie.legs[MOMENTS.index(self.moment)].day

    def answer(self, model: Model) -> float:
        """P(the last leg's home side goes through)."""
        legs = [self._rates(model, leg) for leg in self.tie.legs]
        first = np.ones((1, 1)) if len(legs) == 1 else legs[0].grid()
        if self.moment == MOMENTS[1]:
            played = self.tie.legs[0]
            first = np.zeros((max(played.home_goals, played.away_goals) + 1,) * 2)
            first[played.home_goals, played.away_goals] = 1.0
        return passage(first, legs[-1], self.tie.tie)[0].home

    def _rates(self, model: Model, leg: Leg) -> Rates:
        return model.predict(leg.home, leg.away, leg.neutral, self.tie.competition, self.day)


def questions(ties: list[PlayedTie]) -> list[Question]:
    """All of the seasons that are measured, in the order of their days."""
    asked = [Question(tie, moment) for tie in ties if tie.season >= FIRST_SEASON for moment in MOMENTS[: len(tie.legs)]]
    return sorted(asked, key=lambda question: question.day)


def models_by_day(name: str, history: History, days: list[int]) -> Iterator[Model]:
    """A model as of the start of each of some days, in their order."""
    clubs = select(history.table, ~national_matches(history.table))
    ratings, elo, known = None if name == Elo.name else Ratings.new(name), Elo(), 0  # type: ignore[arg-type]
    for day in days:
        end = int(np.searchsorted(clubs.day, day))
        news, as_of = select(clubs, slice(known, end)), midnight(day)
        known = end
        if ratings is None:
            yield elo.learn(news, as_of)
        else:
            ratings.learn(news)
            model = MODELS[name]()
            assert isinstance(model, Rated)
            yield model.adopt(ratings, as_of)


def midnight(day: int) -> AsOf:
    return AsOf(dt.datetime.combine(EPOCH + dt.timedelta(days=day), dt.time(), dt.UTC))


def answers(name: str, history: History, asked: list[Question]) -> FloatArray:
    days = sorted({question.day for question in asked})
    models = zip(days, models_by_day(name, history, days), strict=True)
    return np.array([q.answer(model) for day, model in models for q in asked if q.day == day])


def baseline(ties: list[PlayedTie], asked: list[Question]) -> FloatArray:
    """What the aggregate alone says, by the ties of earlier seasons."""
    fitted = {}
    for season in sorted({question.tie.season for question in asked}):
        earlier = [tie for tie in ties if tie.season < season and len(tie.legs) == 2]
        fitted[season] = _fit(earlier), float(np.mean([tie.through for tie in earlier]))
    found = []
    for question in asked:
        weights, share = fitted[question.tie.season]
        if question.moment == MOMENTS[0]:
            found.append(share if len(question.tie.legs) == 2 else 0.5)
        else:
            found.append(float(_logistic(np.array([1.0, *question.tie.features]) @ weights)))
    return np.array(found)


def _fit(ties: list[PlayedTie]) -> FloatArray:
    known = np.array([(1.0, *tie.features) for tie in ties])
    sign = np.array([1.0 if tie.through else -1.0 for tie in ties])
    loss = minimize(
        lambda weights: np.logaddexp(0, -sign * (known @ weights)).sum() + 0.01 * weights @ weights, np.zeros(3)
    )
    return np.asarray(loss.x)


def _logistic(value: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(-value)))


def print_ties(store: Path, history: History, expected: dict[str, FloatArray]) -> None:
    rows = np.isin(history.names, COMPETITIONS) & (history.season >= FIRST_SEASON) & (history.phase != "qualifying")
    names = ("base-rate", "elo", *KINDS)
    print_beside_elo("The matches of these competitions, qualifying left out", history, rows, expected, names)
    ties = read_ties(store)
    asked = questions(ties)
    came = np.array([question.tie.through for question in asked])
    found = {BASELINE: baseline(ties, asked)} | {name: answers(name, history, asked) for name in (Elo.name, *KINDS)}
    loss = {name: surprisal(np.where(came, p, 1 - p)) for name, p in found.items()}
    for moment in MOMENTS:
        rows = np.array([question.moment == moment for question in asked])
        print(f"Who goes through, {moment}: {rows.sum()} ties\n")
        print_losses(
            {name: values[rows] for name, values in loss.items()},
            {name: p[rows] for name, p in found.items()},
            came[rows],
        )
    number_of = {name: number for number, name in enumerate(dict.fromkeys(question.tie.tie.id for question in asked))}
    tie = np.array([number_of[question.tie.tie.id] for question in asked])
    print(f"Who goes through, mean over the forecasts of each tie: {len(number_of)} ties, {len(asked)} forecasts\n")
    by_tie = {name: np.bincount(tie, values) / np.bincount(tie) for name, values in loss.items()}
    print_losses(by_tie, found, came)
    print_deciles({name: found[name] for name in KINDS}, came)


def print_losses(loss: dict[str, FloatArray], found: dict[str, FloatArray], came: np.ndarray) -> None:
    lines = [
        (
            f"`{name}`" if name in MODELS else name,
            number(float(values.mean())),
            less(values, loss[BASELINE]),
            less(values, loss[Elo.name]),
            number(calibration_error(*both_sides(found[name], came))),
        )
        for name, values in loss.items()
    ]
    print_table(("forecast", "log loss", "less the aggregate's", "less Elo's", "calibration error"), lines)


def both_sides(p: FloatArray, came: np.ndarray) -> tuple[FloatArray, np.ndarray]:
    """Either side's chance and whether it went through."""
    return np.concatenate([p, 1 - p]), np.concatenate([came, ~came])


def print_deciles(found: dict[str, FloatArray], came: np.ndarray) -> None:
    """Mean chance and share that went through, by tenth of the chances of either side."""
    columns = []
    for p in found.values():
        chances, through = both_sides(p, came)
        parts = np.array_split(np.argsort(chances, kind="stable"), DECILES)
        columns.append([f"{chances[part].mean():.3f} / {through[part].mean():.3f}" for part in parts])
    lines = zip((str(tenth + 1) for tenth in range(DECILES)), *columns, strict=True)
    print_table(("tenth: mean chance / share through", *(f"`{name}`" for name in found)), lines)
