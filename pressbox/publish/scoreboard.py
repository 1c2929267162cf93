"""All editions whose matches have been played, against prices and baselines of the same matches, misses first."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pressbox.forecast.grades import RULES, Beside, Scores, mean_losses
from pressbox.publish.edition import Entry
from pressbox.publish.grade import EditionGrade, ScoreGrade

FORECASTERS = ("opening", "closing", "elo", "base_rate")
"""Who the forecasts are compared with."""


@dataclasses.dataclass(frozen=True)
class Tally:
    """How many there were, and how many were right."""

    of: int
    right: int

    def to_dict(self) -> dict[str, int]:
        """The part of the JSON document."""
        return dataclasses.asdict(self)


@dataclasses.dataclass(frozen=True)
class Scoreboard:
    """How the editions of a home have done.

    Attributes
    ----------
    grades : tuple of EditionGrade
        One a match; the result that was given least comes first, editions without a forecast last.
    scores : mapping
        Mean losses of the forecasts, by rule.
    beside : mapping
        Others by name, each with the forecasts on the very same matches; only those of which there is one.
    waiting : tuple of Entry
        Last editions of matches of which no result is on record.
    not_graded : tuple of (Entry, str)
        Last editions that cannot be graded, and why.
    """

    grades: tuple[EditionGrade, ...]
    scores: Scores
    beside: Mapping[str, Beside]
    waiting: tuple[Entry, ...]
    not_graded: tuple[tuple[Entry, str], ...]

    @classmethod
    def of(
        cls, grades: Sequence[EditionGrade], waiting: Sequence[Entry], not_graded: Sequence[tuple[Entry, str]]
    ) -> Scoreboard:
        """Put grades in order and add them up."""
        ordered = sorted(grades, key=_surprise, reverse=True)
        scored = [grade.score for grade in ordered if grade.score]
        ours = _losses("forecast", scored)
        others = {name: _losses(name, scored) for name in FORECASTERS}
        beside = {name: Beside.of(ours, rows) for name, rows in others.items() if not np.isnan(rows).all()}
        return cls(tuple(ordered), mean_losses(ours), beside, tuple(waiting), tuple(not_graded))

    @property
    def late(self) -> int:
        """How many of the graded editions were published after kick-off."""
        return sum(grade.late for grade in self.grades)

    @property
    def results(self) -> Tally:
        """Matches whose likeliest result came."""
        scored = [grade.score for grade in self.grades if grade.score]
        return Tally(len(scored), sum(score.result_right for score in scored))

    @property
    def scorelines(self) -> Tally:
        """Matches whose predicted score came."""
        scored = [grade.score for grade in self.grades if grade.score]
        return Tally(len(scored), sum(score.score_right for score in scored))

    @property
    def starters(self) -> Tally:
        """Players of predicted elevens who started."""
        right = [eleven.right for grade in self.grades for eleven in grade.elevens.values() if eleven.right is not None]
        return Tally(11 * len(right), sum(right))

    @property
    def absences(self) -> Tally:
        """Players told to be out or suspended who did not play."""
        return self._players("out", "suspended")

    @property
    def returns(self) -> Tally:
        """Players told to be back who played."""
        return self._players("back")

    def _players(self, *told: str) -> Tally:
        elevens = [eleven for grade in self.grades for eleven in grade.elevens.values()]
        right = [
            one.right for eleven in elevens for one in eleven.players if one.told in told and one.right is not None
        ]
        return Tally(len(right), sum(right))

    def __repr__(self) -> str:
        return f"<Scoreboard of {len(self.grades)} editions, {self.results.right} results right>"

    def to_dict(self) -> dict[str, Any]:
        """The document of ``scoreboard --json``."""
        return {
            "matches": len(self.grades),
            "late": self.late,
            **self.scores,
            "results": self.results.to_dict(),
            "scorelines": self.scorelines.to_dict(),
            "starters": self.starters.to_dict(),
            "absences": self.absences.to_dict(),
            "returns": self.returns.to_dict(),
            "beside": {name: one.to_dict() for name, one in self.beside.items()},
            "differences": {name: one.differences_to_dict() for name, one in self.beside.items()},
            "grades": [grade.to_dict() for grade in self.grades],
            "waiting": [entry.to_dict() for entry in self.waiting],
            "not_graded": [entry.to_dict() | {"reason": reason} for entry, reason in self.not_graded],
        }


def _surprise(grade: EditionGrade) -> tuple[float, float]:
    """How little the result and the score were given."""
    if grade.score is None:
        return -1.0, -1.0
    return 1 - grade.score.outcome_probability, 1 - grade.score.probability


def _losses(name: str, scored: Sequence[ScoreGrade]) -> np.ndarray[Any, np.dtype[np.float64]]:
    missing = np.full(len(RULES), np.nan)
    return np.array([score.losses.get(name, missing) for score in scored]).reshape(len(scored), len(RULES))
