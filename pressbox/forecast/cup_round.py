"""A cup as of a moment: who goes through in the ties of the round that is on, and how far every side gets.

The ties of the round are as the forecasts of their next matches have them. Where the whole bracket was known, the
later rounds follow exactly (``simulate_bracket``): a fitted model gives the rates of every meeting that may come, over
as many legs as the round has.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from pressbox.domain import Tie
from pressbox.forecast.bracket import simulate_bracket
from pressbox.forecast.document import Forecast
from pressbox.forecast.model import Model, day_number
from pressbox.forecast.movement import DECIMALS
from pressbox.forecast.scoreline import Rates
from pressbox.forecast.ties import passage
from pressbox.store.brackets import Bracket, LaterRound

EITHER_ORDER = "Which side is at home first in a later tie over two legs is not on file; both orders count alike."

_NO_FIRST_LEG = np.ones((1, 1))


@dataclasses.dataclass(frozen=True)
class SideChances:
    """How far a side gets.

    Attributes
    ----------
    reach : mapping of str to float
        Probability of being in each round after the one that is on, in their order.
    win : float
        Probability of winning the cup.
    """

    team: str
    reach: Mapping[str, float]
    win: float


@dataclasses.dataclass(frozen=True)
class ProjectedRound:
    """Forecasts of the ties of a round that are not over, and where they lead.

    Attributes
    ----------
    forecasts : tuple of Forecast
        Of each tie's next match, at least one, each with its tie.
    sides : tuple of SideChances
        Every side that is still in the cup, the likeliest winner first; empty where the bracket was not known.
    notes : tuple of str
        What a reader must know of the numbers.
    """

    forecasts: tuple[Forecast, ...]
    sides: tuple[SideChances, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The document of ``pressbox project --json`` for a cup."""
        first = self.forecasts[0]
        documents = [forecast.to_dict() for forecast in self.forecasts]
        return {
            "competition": first.fixture.competition.name,
            "season": first.fixture.season,
            "as_of": str(first.as_of),
            "model": documents[0]["model"],
            "round": first.fixture.round,
            "ties": [{"fixture": document["fixture"], "tie": document["tie"]} for document in documents],
            "sides": [_side_document(side) for side in self.sides],
            "notes": list(self.notes),
        }


def project_bracket(forecasts: tuple[Forecast, ...], bracket: Bracket, model: Model) -> ProjectedRound:
    """Every side's chance of reaching each later round of a bracket and of winning the cup.

    Parameters
    ----------
    forecasts : tuple of Forecast
        Of every tie of the bracket that is open.
    bracket : Bracket
        As known at the moment of the forecasts.
    model : Model
        Fitted as of that moment; for the meetings of later rounds.
    """
    pairs = [(tie.sides[0].id, tie.sides[1].id) for tie in bracket.ties]
    chances = simulate_bracket(pairs, _beats(forecasts, bracket, model))
    names = [round_.name for round_ in bracket.later]
    sides = [
        SideChances(side.name, dict(zip(names, chances[side.id], strict=False)), chances[side.id][-1])
        for tie in bracket.ties
        for side in tie.sides
        if tie.winner in (None, side.id)
    ]
    sides.sort(key=lambda side: (-side.win, [-chance for chance in side.reach.values()], side.team))
    two_legs = any(round_.legs == 2 for round_ in bracket.later)
    return ProjectedRound(forecasts, tuple(sides), (EITHER_ORDER,) if two_legs else ())


def _beats(forecasts: tuple[Forecast, ...], bracket: Bracket, model: Model) -> Callable[[str, str], float]:
    """P(one side goes through against another), wherever in the bracket they meet."""
    number = {side.id: place for place, tie in enumerate(bracket.ties) for side in tie.sides}
    competition = forecasts[0].fixture.competition.id
    open_ties = {forecast.fixture.tie: forecast for forecast in forecasts}

    def beats(one: str, other: str) -> float:
        rounds_away = (number[one] ^ number[other]).bit_length()  # the bracket is a binary tree
        if rounds_away:
            return _meeting(bracket.later[rounds_away - 1], one, other, competition, model)
        tie = bracket.ties[number[one]]
        return float(tie.winner == one) if tie.winner else _through(open_ties[tie.id], one)

    return beats


def _through(forecast: Forecast, side: str) -> float:
    if forecast.tie is None:
        raise ValueError(f"{forecast.fixture.id} is no tie")
    return forecast.tie.through.home if forecast.fixture.side(side) == "home" else forecast.tie.through.away


def _meeting(round_: LaterRound, one: str, other: str, competition: str, model: Model) -> float:
    """P(one side goes through against another in a later round), before its first leg."""

    def rates(home: str, away: str, neutral: bool) -> Rates:
        return model.predict(home, away, neutral, competition, day_number(round_.date))

    tie = Tie("", round_.legs, round_.legs, None, round_.away_goals_rule, round_.extra_time)
    if round_.legs == 1:
        neutral = (one in round_.hosts) == (other in round_.hosts)
        if not neutral and other in round_.hosts:
            return passage(_NO_FIRST_LEG, rates(other, one, neutral), tie)[0].away
        return passage(_NO_FIRST_LEG, rates(one, other, neutral), tie)[0].home
    at_one, at_other = rates(one, other, False), rates(other, one, False)
    home_first = passage(at_one.grid(), at_other, tie)[0].away
    home_last = passage(at_other.grid(), at_one, tie)[0].home
    return (home_first + home_last) / 2


def _side_document(side: SideChances) -> dict[str, Any]:
    return {
        "team": side.team,
        "reach": {name: round(chance, DECIMALS) for name, chance in side.reach.items()},
        "win": round(side.win, DECIMALS),
    }
