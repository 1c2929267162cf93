"""The chance that each candidate starts: logistic in ``features``, then made to add up to eleven.

``start_model.toml`` holds the weights, written by ``benchmarks/lineups/fit.py``: one set for clubs whose players'
minutes are on record, one for those of which only elevens are.
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Literal

from pressbox.squads.candidates import Candidate
from pressbox.squads.features import NAMES, Calendar, could_play, feature_rows

Basis = Literal["minutes", "elevens"]

_STEPS = 40

_RETURNED = math.log(0.55 / 0.45)
"""Log-odds of somebody whose return several reporters announce, and whom no eleven on record could have held.

The press announces the returns of regulars; of those in the Premier League of 2021-22 and 2022-23 who had missed two to
eight matches, 55% started the next.
"""


def start_chances(candidates: Sequence[Candidate], calendar: Calendar, basis: Basis) -> list[float]:
    """Chance of starting of each candidate; they add up to eleven where there are enough who could play."""
    weights = _weights()[basis]
    order = [weights[name] for name in NAMES]
    scores = [
        _RETURNED
        if _unseen_and_announced(candidate)
        else weights["constant"] + sum(weight * value for weight, value in zip(order, row, strict=True))
        for candidate, row in zip(candidates, feature_rows(candidates, calendar), strict=True)
    ]
    keepers = [number for number, candidate in enumerate(candidates) if candidate.position == "GK"]
    others = [number for number, candidate in enumerate(candidates) if candidate.position != "GK"]
    chances = [0.0] * len(scores)
    # Where no position is on record, eleven are due of all.
    for group, due in ((keepers, 1), (others, 10 if keepers else 11)):
        for number, chance in zip(group, scaled([scores[number] for number in group], due), strict=True):
            chances[number] = chance
    return chances


def _unseen_and_announced(candidate: Candidate) -> bool:
    return candidate.announced and candidate.standing.chance == 1.0 and not any(map(could_play, candidate.past))


def scaled(scores: Sequence[float], due: float) -> list[float]:
    """Chances that add up to what is due, from log-odds that are all moved alike; Newton's method.

    >>> scaled([0.0, 0.0], 1)
    [0.5, 0.5]
    """
    shift = 0.0
    for _ in range(_STEPS if len(scores) > due else 0):
        chances = [_logistic(score + shift) for score in scores]
        slope = sum(chance * (1 - chance) for chance in chances)
        if slope < 1e-9:
            break
        step = max(-1.0, min(1.0, (sum(chances) - due) / slope))
        shift -= step
        if abs(step) < 1e-9:
            break
    return [_logistic(score + shift) for score in scores]


def _logistic(score: float) -> float:
    return 1 / (1 + math.exp(-score)) if score >= 0 else math.exp(score) / (1 + math.exp(score))


@functools.cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    text = resources.files("pressbox.squads").joinpath("start_model.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
