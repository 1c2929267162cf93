"""What every goal model offers: fit to the past, then rates for any pairing.

A model is one file with one class. Settings go to the constructor, data to ``fit``; ``predict`` returns ``Rates``,
whose ``grid()`` is the scoreline grid, so that every model's markets and ties are reckoned alike.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import ClassVar, Protocol, Self, TypeVar

import numpy as np

from pressbox.domain import AsOf, MatchTable
from pressbox.errors import NotFitted
from pressbox.forecast.arrays import BoolArray
from pressbox.forecast.scoreline import Rates

T = TypeVar("T")

EPOCH = dt.date(1970, 1, 1)
SHORTEST_MATCH = dt.timedelta(minutes=135)  # from kick-off until a match is known, as in domain.AsOf


class Model(Protocol):
    """A goal model.

    Attributes
    ----------
    name : str
        Under which it is chosen.
    version : str
        Changes whenever the same matches would give other numbers.
    """

    name: ClassVar[str]
    version: ClassVar[str]

    @property
    def trained_on_matches(self) -> int:
        """How many matches the fit rests on.

        Raises
        ------
        NotFitted
            Before ``fit``.
        """
        ...

    @property
    def fitted_as_of(self) -> AsOf:
        """The moment of the fit: it knows nothing later.

        Raises
        ------
        NotFitted
            Before ``fit``.
        """
        ...

    def window_days(self, national: bool) -> int:
        """How far back the matches of clubs, or of national teams, count; older ones need not be given to ``fit``."""
        ...

    def fit(self, matches: MatchTable, as_of: AsOf) -> Self:
        """Learn from matches known at a moment; those that cannot be known then are left out all the same.

        Raises
        ------
        TooFewMatches
            If there is nothing to learn from.
        NotConverged
            If the fit does not settle.
        """
        ...

    def predict(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> Rates:
        """Rates for a pairing on a day (days since 1970-01-01).

        Raises
        ------
        NotFitted
            Before ``fit``.
        TooFewMatches
            If nothing supports a forecast of such teams.
        """
        ...


def day_number(date: dt.date) -> int:
    """Days since 1970-01-01, as ``MatchTable.day`` counts them."""
    return (date - EPOCH).days


def fitted(name: str, left: T | None) -> T:
    """What a fit has left: its moment, its matches, its ratings.

    Raises
    ------
    NotFitted
        If the model of that name was not fitted yet.
    """
    if left is None:
        raise NotFitted(f"the {name} model was asked for a forecast before fit(matches, as_of).")
    return left


def last_known_day(as_of: AsOf) -> int:
    """The last day of which any match can be known at a moment: at midnight, the day before."""
    return day_number((as_of.moment - SHORTEST_MATCH).date())


def within(matches: MatchTable, first_day: int, end_day: int) -> MatchTable:
    """The matches from one day up to another, the latter left out, with the teams that play in them."""
    return select(matches, (matches.day >= first_day) & (matches.day < end_day))


def select(matches: MatchTable, chosen: BoolArray | slice) -> MatchTable:
    """The chosen matches, with the teams that play in them."""
    plays = np.zeros(len(matches.teams), dtype=bool)
    plays[matches.home[chosen]] = plays[matches.away[chosen]] = True
    place = (plays.cumsum() - 1).astype(np.int32)
    return dataclasses.replace(
        matches,
        teams=tuple(matches.teams[team] for team in plays.nonzero()[0]),
        home=place[matches.home[chosen]],
        away=place[matches.away[chosen]],
        competition=matches.competition[chosen],
        day=matches.day[chosen],
        home_goals=matches.home_goals[chosen],
        away_goals=matches.away_goals[chosen],
        minutes=matches.minutes[chosen],
        neutral=matches.neutral[chosen],
        stats={name: column[chosen] for name, column in matches.stats.items()},
    )
