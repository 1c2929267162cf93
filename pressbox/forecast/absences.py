"""What the lack of usual starters does to a forecast, and how much of it each absence does.

In come the rates that a model gives and what each side will be without, in shares of its past elevens; out go rates for
the elevens that are left. What a side lacks takes from its own rate and adds to the other side's. The weight
was fitted on Premier League elevens of 2017-18 to 2021-22 and tested on the two after (``benchmarks/absences``).
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator, Sequence

from pressbox.domain import Side
from pressbox.forecast.markets import Result, result
from pressbox.forecast.scoreline import Rates

WEIGHT = 0.245
"""What the logarithm of a side's rate loses, and of its opponents' gains, where all of its usual eleven is out."""

MODEL = "shots"
"""The model that the weight was measured with."""

ELEVEN = 11


@dataclasses.dataclass(frozen=True)
class Absence:
    """A player who is reported out.

    Attributes
    ----------
    player : str or None
        None for all others of the usual eleven together, who may be left out or have left.
    share : float
        Of the past elevens that is lost with him, the last counting most, in places.
    """

    side: Side
    player: str | None
    reason: str | None
    share: float


def moved_by(rates: Rates, absences: Iterable[Absence]) -> Rates:
    """Rates of a match without some players, from those of a match with the usual ones.

    >>> moved_by(Rates(1.5, 1.0), [Absence("home", "Salah", None, 1.0)]).home < 1.5
    True
    """
    lacks = {"home": 0.0, "away": 0.0}
    for absence in absences:
        lacks[absence.side] += absence.share / ELEVEN
    factor = math.exp(-WEIGHT * (lacks["home"] - lacks["away"]))
    return dataclasses.replace(rates, home=rates.home * factor, away=rates.away / factor)


def effects(rates: Rates, absences: Sequence[Absence]) -> Iterator[tuple[Absence, Result]]:
    """What each absence adds to the probabilities of the result, were all others as they are.

    Parameters
    ----------
    rates : Rates
        With all absences counted.
    """
    now = result(rates.grid())
    for absence in absences:
        back = dataclasses.replace(absence, share=-absence.share)
        without = result(moved_by(rates, [back]).grid())
        yield absence, Result(*(one - other for one, other in zip(now, without, strict=True)))
