import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbox.domain import Fixture, Score, Tie
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.markets import predicted_score
from pressbox.forecast.scoreline import Rates
from pressbox.forecast.ties import EXTRA_TIME, TieForecast, forecast_tie, passage, passages, settle
from tests.builders import EUROPA_LEAGUE, fixture, match, team

LIVERPOOL, ATALANTA = team("Liverpool"), team("Atalanta", "ITA")
FIRST_LEG = fixture("2024-04-11", LIVERPOOL, ATALANTA, EUROPA_LEAGUE, leg=1, tie="quarter-final")
SECOND_LEG = fixture("2024-04-18", ATALANTA, LIVERPOOL, EUROPA_LEAGUE, leg=2, tie="quarter-final")
HALF_THREE_TWO = np.array([[0.5, 0.2], [0.3, 0.0]])
"""0-0 0.5, 1-0 0.3, 0-1 0.2."""

rates = st.builds(
    Rates, st.floats(0.02, 8), st.floats(0.02, 8), st.floats(-0.3, 0.3), st.floats(0, 0.6), st.just(0.1),
    st.sampled_from([0.9, 1.0, 1.12]),
)  # fmt: skip
goals = st.integers(0, 6)
rules = st.booleans()


@dataclasses.dataclass(frozen=True)
class Given(Rates):
    """Rates whose grids are written down: of the 90 minutes, and of extra time."""

    in_90: tuple[tuple[float, ...], ...] = ()
    in_30: tuple[tuple[float, ...], ...] = ()

    def grid(self) -> FloatArray:
        return np.array(self.in_90)

    def scaled(self, factor: float) -> Rates:
        return dataclasses.replace(self, in_90=self.in_30) if factor == EXTRA_TIME else self


HAND_MADE = Given(1, 1, in_90=((0.5, 0.2), (0.3, 0.0)), in_30=((0.6, 0.1), (0.1, 0.2)))


def tie_of(
    legs: int = 2, leg: int = 2, *, first: str | None = None, away_goals: bool = False, extra: bool = True
) -> Tie:
    played = match("2024-04-11", LIVERPOOL, first, ATALANTA, EUROPA_LEAGUE, leg=1) if first else None
    return Tie("quarter-final", legs, leg, played, away_goals, extra)


def after(first: str, of: Rates = HAND_MADE, *, away_goals: bool = False, extra: bool = True) -> TieForecast:
    """Atalanta at home in the second leg; ``first`` is the score of Liverpool v Atalanta."""
    return forecast_tie(SECOND_LEG, tie_of(first=first, away_goals=away_goals, extra=extra), of)


def brute_force(tie: Tie, first: FloatArray, second: FloatArray) -> dict[str, float]:
    """Every pair of scorelines of both legs, settled one by one."""
    sums = dict.fromkeys(("home", "away", "extra_time", "penalties"), 0.0)
    for (h1, a1), p1 in np.ndenumerate(first):
        for (h2, a2), p2 in np.ndenumerate(second):
            sums[settle(tie, Score(a1, h1), Score(h2, a2))] += p1 * p2
    return sums


@given(rates, rates, rules, rules, st.integers(1, 2))
def test_before_the_first_leg_all_sums_to_1(here: Rates, there: Rates, away_goals: bool, extra: bool, leg: int):
    of = FIRST_LEG if leg == 1 else SECOND_LEG
    forecast = forecast_tie(of, tie_of(leg=leg, away_goals=away_goals, extra=extra), here, there)
    assert sum(forecast.through) == pytest.approx(1, abs=1e-12)
    assert sum(forecast.decided) == pytest.approx(1, abs=1e-12)
    assert min(*forecast.through, *forecast.decided) >= 0
    assert forecast.aggregate_before is None
    assert forecast.needs == ()


@given(rates, goals, goals, rules, rules)
def test_between_the_legs_all_sums_to_1(of: Rates, home: int, away: int, away_goals: bool, extra: bool):
    forecast = after(f"{home}-{away}", of, away_goals=away_goals, extra=extra)
    assert sum(forecast.through) == pytest.approx(1, abs=1e-12)
    assert sum(forecast.decided) == pytest.approx(1, abs=1e-12)
    assert min(*forecast.through, *forecast.decided) >= 0
    assert forecast.aggregate_before == Score(away, home)


@given(rates, rules)
def test_one_leg_sums_to_1(of: Rates, extra: bool):
    forecast = forecast_tie(SECOND_LEG, tie_of(legs=1, leg=1, extra=extra), of)
    assert sum(forecast.through) == pytest.approx(1, abs=1e-12)
    assert sum(forecast.decided) == pytest.approx(1, abs=1e-12)
    assert forecast.decided.in_90 == pytest.approx(1 - np.trace(of.grid()), abs=1e-12)


@pytest.mark.parametrize("away_goals", [False, True])
@pytest.mark.parametrize(("first", "second"), [((0.3, 0.6), (1.1, 0.2)), ((1.4, 0.9), (0.5, 0.7))])
def test_two_legs_are_the_convolution_of_the_legs(
    first: tuple[float, float], second: tuple[float, float], away_goals: bool
):
    tie, one, two = tie_of(leg=1, away_goals=away_goals), Rates(*first), Rates(*second)
    expected = brute_force(tie_of(first="0-0", away_goals=away_goals), one.grid(), two.grid())
    through, decided = passage(one.grid(), two, tie)
    assert decided.in_90 == pytest.approx(expected["home"] + expected["away"], abs=1e-12)
    without_more = passage(one.grid(), two, dataclasses.replace(tie, extra_time=False))[0]
    assert without_more.home == pytest.approx(expected["home"] + expected["extra_time"] / 2, abs=1e-12)
    assert through.home > expected["home"]


@given(rates, goals, goals, rules)
def test_between_the_legs_the_verdict_of_each_scoreline_adds_up(of: Rates, home: int, away: int, away_goals: bool):
    tie, grid = tie_of(first=f"{home}-{away}", away_goals=away_goals, extra=False), of.grid()
    won = level = 0.0
    for (h, a), p in np.ndenumerate(grid):
        verdict = settle(tie, Score(away, home), Score(h, a))
        won += p * (verdict == "home")
        level += p * (verdict == "penalties")
    forecast = forecast_tie(SECOND_LEG, tie, of)
    assert forecast.decided.penalties == pytest.approx(level, abs=1e-12)
    assert forecast.through.home == pytest.approx(won + level / 2, abs=1e-12)


def test_between_the_legs_by_hand():
    """First leg 1-0 to Liverpool. Atalanta win 1-0 with 0.3: level. Extra time: 0.1 each way, level with 0.8.

    In 90: 0.5 + 0.2 to Liverpool. In extra time: 0.3 x 0.2 = 0.06. Penalties: 0.3 x 0.8 = 0.24.
    Atalanta: 0.3 x 0.1 + 0.24 / 2 = 0.15.
    """
    forecast = after("1-0")
    assert forecast.decided == pytest.approx((0.7, 0.06, 0.24))
    assert forecast.through == pytest.approx((0.15, 0.85))


def test_away_goals_by_hand():
    """First leg 1-1. Atalanta go through at 0-0 (0.5) and 1-0 (0.3), Liverpool at 0-1 (0.2); nothing is level."""
    forecast = after("1-1", away_goals=True)
    assert forecast.decided == pytest.approx((1, 0, 0))
    assert forecast.through == pytest.approx((0.8, 0.2))


def test_away_goals_count_in_extra_time():
    """First leg 1-0, second leg 1-0 (0.3). Extra time: 1-0 0.1, 0-1 0.1, 1-1 0.2 (Liverpool through), 0-0 0.6.

    Extra time decides 0.3 x 0.4 = 0.12, penalties 0.3 x 0.6 = 0.18. Atalanta: 0.3 x 0.1 + 0.18 / 2 = 0.12.
    """
    forecast = after("1-0", away_goals=True)
    assert forecast.decided == pytest.approx((0.7, 0.12, 0.18))
    assert forecast.through == pytest.approx((0.12, 0.88))


def test_without_extra_time_a_level_tie_goes_to_penalties():
    forecast = after("1-0", extra=False)
    assert forecast.decided == pytest.approx((0.7, 0, 0.3))
    assert forecast.through == pytest.approx((0.15, 0.85))


def test_one_leg_by_hand():
    """Drawn with 0.5: extra time decides 0.1, penalties 0.4. Home: 0.3 + 0.5 x 0.1 + 0.2 = 0.55."""
    forecast = forecast_tie(SECOND_LEG, tie_of(legs=1, leg=1, away_goals=True), HAND_MADE)
    assert forecast.decided == pytest.approx((0.5, 0.1, 0.4))
    assert forecast.through == pytest.approx((0.55, 0.45))


def test_two_legs_by_hand():
    """Both legs 0-0 0.5, 1-0 0.3, 0-1 0.2, without extra time.

    Margins of the first leg's home side over both legs: level if 0-0 twice (0.25) or both home sides (0.09) or both
    away sides (0.04) win: 0.38. It leads after 1-0 and then 0-0 (0.15) or a win away (0.06), or 0-0 and then a win
    away (0.1): 0.31. It trails after 0-1 and 0-0 (0.1), 0-1 and a defeat away (0.06), 0-0 and that defeat (0.15): 0.31.
    """
    forecast = forecast_tie(FIRST_LEG, tie_of(leg=1, extra=False), HAND_MADE, HAND_MADE)
    assert forecast.decided == pytest.approx((0.62, 0, 0.38))
    assert forecast.through == pytest.approx((0.5, 0.5))


@given(rates, rates, rules)
def test_both_legs_give_the_same_forecast_of_the_tie(here: Rates, there: Rates, away_goals: bool):
    first = forecast_tie(FIRST_LEG, tie_of(leg=1, away_goals=away_goals), here, there)
    second = forecast_tie(SECOND_LEG, tie_of(leg=2, away_goals=away_goals), there, here)
    assert first.through == pytest.approx(second.through[::-1], abs=1e-15)
    assert first.decided == second.decided
    assert first.predicted_aggregate == second.predicted_aggregate.reversed


@given(rates, rules)
def test_one_leg_turned_round_is_the_same_tie(of: Rates, extra: bool):
    turned = dataclasses.replace(of, home=of.away, away=of.home, home_spread=of.away_spread, away_spread=of.home_spread)
    here, there = (forecast_tie(SECOND_LEG, tie_of(legs=1, leg=1, extra=extra), rates) for rates in (of, turned))
    assert here.through == pytest.approx(there.through[::-1], abs=1e-12)
    assert here.decided == pytest.approx(there.decided, abs=1e-12)


@given(rates, rates, rules, rules)
def test_many_versions_of_a_tie_are_each_as_one_alone(one: Rates, other: Rates, away_goals: bool, extra: bool):
    tie = tie_of(leg=1, away_goals=away_goals, extra=extra)
    grids = [rates.grid() for rates in (one, other)]
    size = max(map(len, grids))
    firsts, seconds = (
        np.stack([np.pad(grid, (0, size - len(grid))) for grid in order]) for order in (grids, grids[::-1])
    )
    parts = [rates.scaled(EXTRA_TIME).grid() for rates in (other, one)]
    room = max(map(len, parts))
    extras = np.stack([np.pad(grid, (0, room - len(grid))) for grid in parts]) if extra else None
    found = np.stack(passages(firsts, seconds, extras, tie), axis=1)
    for row, (first, second) in zip(found, ((one, other), (other, one)), strict=True):
        through, decided = passage(first.grid(), second, tie)
        assert row == pytest.approx((*through, *decided), abs=1e-12)


@given(rates, st.floats(0.01, 0.5), goals, goals)
def test_a_stronger_side_goes_through_more_often(of: Rates, more: float, home: int, away: int):
    even = dataclasses.replace(of, rho=0.0, home_spread=0.0, away_spread=0.0)
    better = dataclasses.replace(even, home=even.home + more)
    first = f"{home}-{away}"
    assert after(first, better).through.home >= after(first, even).through.home - 1e-9


@given(rates)
def test_the_second_leg_at_home_is_worth_extra_time_at_home(of: Rates):
    equal = Rates(of.home, of.away)
    forecast = forecast_tie(FIRST_LEG, tie_of(leg=1), equal, equal)
    assert (forecast.through.away >= forecast.through.home) == (of.home >= of.away) or math.isclose(
        forecast.through.home, 0.5, abs_tol=1e-12
    )


@given(rates, goals)
def test_a_bigger_lead_is_never_worth_less(of: Rates, lead: int):
    assert after(f"0-{lead + 1}", of).through.home >= after(f"0-{lead}", of).through.home - 1e-12


def test_the_predicted_aggregate_adds_the_predicted_score():
    of = Rates(1.2, 1.9)
    here = predicted_score(of.grid())
    assert after("0-3", of).predicted_aggregate == Score(3 + here.home, here.away)


def test_uefa_ties_before_2021_need_the_margin_and_the_away_goals():
    """Liverpool 2-1 Atalanta: a 1-0 puts Atalanta through (one away goal to none), 2-1 is level, 3-2 Liverpool's."""
    tie, before = tie_of(first="2-1", away_goals=True), Score(1, 2)
    assert settle(tie, before, Score(1, 0)) == "home"
    assert settle(tie, before, Score(2, 1)) == "extra_time"
    assert settle(tie, before, Score(3, 2)) == "away"
    home, away = after("2-1", away_goals=True).needs
    assert (home.win_by, home.level_by, home.level, home.visitors_goals) == (2, 1, "away_goals", 1)
    assert (away.win_by, away.level_by, away.level, away.visitors_goals) == (0, -1, "away_goals", 1)


def test_three_down_liverpool_must_win_by_three_for_extra_time_and_four_to_go_through():
    home, away = after("0-3").needs
    assert (away.win_by, away.level_by, away.level) == (4, 3, "extra_time")
    assert (home.win_by, home.level_by, home.level) == (-2, -3, "extra_time")


@given(goals, goals, goals, goals, rules, rules)
def test_needs_agree_with_the_verdict_of_every_score(h1: int, a1: int, h2: int, a2: int, away_goals: bool, extra: bool):
    forecast = after(f"{h1}-{a1}", away_goals=away_goals, extra=extra)
    verdict = settle(tie_of(first=f"{h1}-{a1}", away_goals=away_goals, extra=extra), Score(a1, h1), Score(h2, a2))
    for need, won_by in zip(forecast.needs, (h2 - a2, a2 - h2), strict=True):
        if won_by >= need.win_by:
            assert verdict == need.side
        elif won_by < need.level_by:
            assert verdict not in (need.side, "extra_time", "penalties")
        elif need.level == "away_goals":
            short = need.visitors_goals - a2
            level = "extra_time" if extra else "penalties"
            assert verdict == (level if short == 0 else "home" if short > 0 else "away")
        else:
            assert verdict == need.level


def test_one_leg_needs_a_win():
    home, away = forecast_tie(SECOND_LEG, tie_of(legs=1, leg=1), HAND_MADE).needs
    assert (home.win_by, home.level_by, home.level) == (1, 0, "extra_time") == (away.win_by, away.level_by, away.level)


@pytest.mark.parametrize(("of", "leg"), [(FIRST_LEG, 1), (SECOND_LEG, 2)])
def test_a_leg_to_come_needs_its_rates(of: Fixture, leg: int):
    with pytest.raises(ValueError, match="rates are needed"):
        forecast_tie(of, tie_of(leg=leg), HAND_MADE)
