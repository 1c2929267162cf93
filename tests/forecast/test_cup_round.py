"""How far every side of a bracket gets, against a model with rates that can be worked by hand."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

import numpy as np
import pytest

from pressbox.domain import AsOf, MatchTable, Team, Tie
from pressbox.forecast.cup_round import EITHER_ORDER, ProjectedRound, project_bracket
from pressbox.forecast.document import Forecast
from pressbox.forecast.forecast import forecast_with
from pressbox.forecast.scoreline import Rates
from pressbox.forecast.ties import passage
from pressbox.store.brackets import Bracket, BracketTie, LaterRound
from tests.builders import CHAMPIONS_LEAGUE, fixture, team

MOMENT = AsOf(dt.datetime(2024, 4, 9, tzinfo=dt.UTC))
A, B, C, D = (team(name) for name in "ABCD")
GOALS = {"a": 2.0, "b": 1.0, "c": 1.5, "d": 0.5}
HOME = 1.3


class ByHand:
    """Every side scores its own number of goals, and more at home."""

    name: ClassVar[str] = "by-hand"
    version: ClassVar[str] = "1"
    trained_on_matches = 1
    fitted_as_of = MOMENT

    def window_days(self, national: bool) -> int:  # noqa: ARG002
        return 1

    def fit(self, matches: MatchTable, as_of: AsOf) -> Self:  # noqa: ARG002
        return self

    def predict(self, home_id: str, away_id: str, neutral: bool, competition_id: str, day: int) -> Rates:  # noqa: ARG002
        return Rates(GOALS[home_id] * (1 if neutral else HOME), GOALS[away_id], 0.0)


def later(name: str, legs: int, hosts: frozenset[str] = frozenset()) -> LaterRound:
    return LaterRound(name, legs, dt.date(2024, 6, 1), False, True, hosts)


def forecast(home: Team, away: Team) -> Forecast:
    of = fixture("2024-04-09", home, away, CHAMPIONS_LEAGUE, round="Semi-finals", leg=1, tie=f"{home.id}{away.id}")
    return forecast_with(ByHand(), of, MOMENT, Tie(f"{home.id}{away.id}", 2, 1, None, False, True))


def projected(final: LaterRound, through: str | None = None) -> ProjectedRound:
    ties = (BracketTie("ab", (A, B), through), BracketTie("cd", (C, D), None))
    open_ties = (forecast(C, D),) if through else (forecast(A, B), forecast(C, D))
    return project_bracket(open_ties, Bracket(ties, (final,)), ByHand())


def neutral(one: str, other: str) -> float:
    return passage_of_one(Rates(GOALS[one], GOALS[other], 0.0))


def passage_of_one(rates: Rates) -> float:
    return passage(np.ones((1, 1)), rates, Tie("", 1, 1, None, False, True))[0].home


def test_the_ties_that_are_on_count_as_forecast_and_the_final_is_on_neutral_ground():
    found = projected(later("Final", 1))
    first, second = (one.tie for one in found.forecasts)
    assert first is not None
    assert second is not None
    sides = {side.team: side for side in found.sides}
    assert sides["A"].reach == {"Final": first.through.home}
    assert sides["D"].reach == {"Final": pytest.approx(second.through.away)}
    against = second.through.home * neutral("a", "c") + second.through.away * neutral("a", "d")
    assert sides["A"].win == pytest.approx(first.through.home * against)
    assert sum(side.win for side in found.sides) == pytest.approx(1)
    assert found.notes == ()


def test_a_host_is_at_home_wherever_it_stands_in_the_bracket():
    """Host c meets a, who stands first: c's goals are 1.3 times as many."""
    found = projected(later("Final", 1, frozenset("c")), through="a")
    tie = found.forecasts[0].tie
    assert tie is not None
    at_c = 1 - passage_of_one(Rates(GOALS["c"] * HOME, GOALS["a"], 0.0))
    a, c = (next(side for side in found.sides if side.team == name) for name in "AC")
    assert a.win == pytest.approx(tie.through.home * at_c + tie.through.away * neutral("a", "d"))
    assert c.win == pytest.approx(tie.through.home * (1 - at_c))


def test_two_hosts_that_meet_are_both_on_neutral_ground():
    found = projected(later("Final", 1, frozenset("abcd")))
    assert found.sides == projected(later("Final", 1)).sides


def test_the_order_of_two_legs_is_left_open():
    """Between a through and c or d, the mean of first leg at home and first leg away."""
    found = projected(later("Final", 2), through="a")
    tie = Tie("", 2, 2, None, False, True)

    def mean(one: str, other: str) -> float:
        here, there = Rates(GOALS[one] * HOME, GOALS[other], 0.0), Rates(GOALS[other] * HOME, GOALS[one], 0.0)
        return (passage(here.grid(), there, tie)[0].away + passage(there.grid(), here, tie)[0].home) / 2

    on = found.forecasts[0].tie
    assert on is not None
    a = next(side for side in found.sides if side.team == "A")
    assert a.win == pytest.approx(on.through.home * mean("a", "c") + on.through.away * mean("a", "d"))
    assert found.notes == (EITHER_ORDER,)


def test_sides_that_are_out_are_not_listed_and_the_likeliest_winner_comes_first():
    found = projected(later("Final", 1), through="b")
    assert {side.team for side in found.sides} == {"B", "C", "D"}
    assert next(side for side in found.sides if side.team == "B").reach == {"Final": 1.0}
    wins = [side.win for side in found.sides]
    assert wins == sorted(wins, reverse=True)


def test_the_document_keeps_the_ties_and_adds_the_sides():
    document = projected(later("Final", 1)).to_dict()
    assert list(document) == ["competition", "season", "as_of", "model", "round", "ties", "sides", "notes"]
    assert [set(side) for side in document["sides"]] == [{"team", "reach", "win"}] * 4
    assert sum(side["win"] for side in document["sides"]) == pytest.approx(1, abs=1e-7)
    alone = ProjectedRound((forecast(A, B),), notes=("Why.",)).to_dict()
    assert (alone["sides"], alone["notes"]) == ([], ["Why."])
