import itertools
import math
import operator
import re
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbox.domain import Score
from pressbox.forecast import markets
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.scoreline import Rates, rho_limits, scoreline_grid

LINES = (0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5)


@st.composite
def grids(draw: st.DrawFn) -> FloatArray:
    home, away = draw(st.floats(0.02, 8)), draw(st.floats(0.02, 8))
    if draw(st.booleans()):
        spreads = draw(st.floats(0, 1)), draw(st.floats(0, 1))
        return Rates(home, away, draw(st.floats(-0.3, 0.3)), *spreads, draw(st.floats(0.8, 1.4))).grid()
    lowest, highest = rho_limits(home, away)
    return scoreline_grid(home, away, lowest + draw(st.floats(0, 1)) * (highest - lowest))


def small() -> FloatArray:
    """0-0 0.1, 1-0 0.3, 0-1 0.2, 1-1 0.15, 2-0 0.05, 2-1 0.2."""
    return np.array([[0.1, 0.2, 0.0], [0.3, 0.15, 0.0], [0.05, 0.2, 0.0]])


def cells(grid: FloatArray, happens: Callable[[int, int], bool]) -> float:
    """The market reckoned the slow way: cell by cell."""
    return math.fsum(grid[h, a] for h in range(len(grid)) for a in range(len(grid)) if happens(h, a))


def falls(values: Sequence[float]) -> bool:
    return all(later <= earlier + 1e-14 for earlier, later in itertools.pairwise(values))


@given(grids())
def test_every_market_sums_to_1(grid: FloatArray):
    for name, outcomes in markets.all_markets(grid).items():
        assert sum(outcomes.values()) == pytest.approx(1, abs=1e-12), name
        assert min(outcomes.values()) >= 0, name


@given(grids())
def test_over_falls_as_the_line_rises(grid: FloatArray):
    assert falls([markets.total(grid, line).over for line in LINES])
    assert falls([markets.team_total(grid, "home", line).over for line in LINES])
    assert falls([markets.team_total(grid, "away", line).over for line in LINES])


@given(grids())
def test_results_and_goals_of_each_side_are_sums_of_cells(grid: FloatArray):
    result = [cells(grid, operator.gt), cells(grid, operator.eq), cells(grid, operator.lt)]
    assert markets.result(grid) == pytest.approx(result, abs=1e-12)
    assert markets.both_score(grid).yes == pytest.approx(cells(grid, lambda h, a: h * a > 0), abs=1e-12)
    assert markets.clean_sheet(grid, "home").yes == pytest.approx(cells(grid, lambda _, a: a == 0), abs=1e-12)
    assert markets.clean_sheet(grid, "away").yes == pytest.approx(cells(grid, lambda h, _: h == 0), abs=1e-12)


@given(grids(), st.sampled_from(LINES))
def test_totals_are_sums_of_cells(grid: FloatArray, line: float):
    assert markets.total(grid, line).over == pytest.approx(cells(grid, lambda h, a: h + a > line), abs=1e-12)
    assert markets.team_total(grid, "home", line).over == pytest.approx(cells(grid, lambda h, _: h > line), abs=1e-12)
    assert markets.team_total(grid, "away", line).over == pytest.approx(cells(grid, lambda _, a: a > line), abs=1e-12)


@given(grids(), st.integers(0, 6))
def test_exact_totals_and_winning_margins_are_sums_of_cells(grid: FloatArray, goals: int):
    exact, margins = markets.exact_totals(grid), markets.winning_margins(grid)
    assert exact[goals] == pytest.approx(cells(grid, lambda h, a: h + a == goals), abs=1e-12)
    margin = min(goals, 4)
    assert margins[margin] == pytest.approx(cells(grid, lambda h, a: min(h - a, 4) == margin), abs=1e-12)
    assert margins[-margin] == pytest.approx(cells(grid, lambda h, a: max(h - a, -4) == -margin), abs=1e-12)


@given(grids(), st.sampled_from(markets.HANDICAPS))
def test_a_handicap_from_the_other_side_is_the_same_stake_turned(grid: FloatArray, line: float):
    given_, taken = markets.handicap(grid, "home", line), markets.handicap(grid, "away", -line)
    assert given_ == pytest.approx(taken[::-1], abs=1e-12)


@given(grids(), st.integers(-10, 10))
def test_a_quarter_line_is_half_a_stake_on_each_line_beside_it(grid: FloatArray, quarters: int):
    line = (quarters + 0.5) / 2

    def gain(settled: markets.Settlement, price: float) -> float:
        won, lost = settled.win + settled.half_win / 2, settled.loss + settled.half_loss / 2
        return won * (price - 1) - lost

    whole = gain(markets.handicap(grid, "home", line), 1.9)
    halves = [gain(markets.handicap(grid, "home", beside), 1.9) for beside in (line - 0.25, line + 0.25)]
    assert whole == pytest.approx(sum(halves) / 2, abs=1e-12)


@given(grids())
def test_handicaps_agree_with_the_result(grid: FloatArray):
    home, draw, away = markets.result(grid)
    assert markets.handicap(grid, "home", -0.5) == pytest.approx((home, 0, 0, 0, draw + away), abs=1e-12)
    assert markets.handicap(grid, "home", 0.5) == pytest.approx((home + draw, 0, 0, 0, away), abs=1e-12)
    assert markets.handicap(grid, "home", -0.25) == pytest.approx((home, 0, 0, draw, away), abs=1e-12)
    assert markets.handicap(grid, "home", 0.25) == pytest.approx((home, draw, 0, 0, away), abs=1e-12)
    assert markets.draw_no_bet(grid, "home") == pytest.approx((home, 0, draw, 0, away), abs=1e-12)
    assert markets.draw_no_bet(grid, "away") == pytest.approx((away, 0, draw, 0, home), abs=1e-12)
    assert markets.double_chance(grid) == pytest.approx((home + draw, home + away, draw + away), abs=1e-12)


@given(grids())
def test_winning_margins_agree_with_the_result_and_with_whole_handicaps(grid: FloatArray):
    margins, (home, draw, away) = markets.winning_margins(grid), markets.result(grid)
    assert sum(p for margin, p in margins.items() if margin > 0) == pytest.approx(home, abs=1e-12)
    assert sum(p for margin, p in margins.items() if margin < 0) == pytest.approx(away, abs=1e-12)
    assert margins[0] == pytest.approx(draw, abs=1e-12)
    for margin in (1, 2, 3):
        assert markets.handicap(grid, "home", -margin).push == pytest.approx(margins[margin], abs=1e-12)
        assert markets.handicap(grid, "away", -margin).push == pytest.approx(margins[-margin], abs=1e-12)


@given(grids(), st.integers(0, 6))
def test_exact_totals_agree_with_totals_and_with_asian_lines(grid: FloatArray, goals: int):
    exact, total = markets.exact_totals(grid), markets.total(grid, goals + 0.5)
    assert sum(exact[: goals + 1]) == pytest.approx(total.under, abs=1e-12)
    assert markets.asian_total(grid, goals + 0.5) == pytest.approx((total.over, 0, 0, 0, total.under), abs=1e-12)
    whole = markets.asian_total(grid, goals)
    assert whole.push == pytest.approx(exact[goals], abs=1e-12)
    assert markets.asian_total(grid, goals + 0.25) == pytest.approx(
        (whole.win, 0, 0, whole.push, whole.loss), abs=1e-12
    )
    assert markets.asian_total(grid, goals - 0.25) == pytest.approx(
        (whole.win, whole.push, 0, 0, whole.loss), abs=1e-12
    )


@given(grids())
def test_clean_sheets_agree_with_the_goals_of_the_other_side_and_with_both_score(grid: FloatArray):
    home, away = markets.clean_sheet(grid, "home").yes, markets.clean_sheet(grid, "away").yes
    assert home == pytest.approx(markets.team_total(grid, "away", 0.5).under, abs=1e-12)
    assert away == pytest.approx(markets.team_total(grid, "home", 0.5).under, abs=1e-12)
    assert markets.both_score(grid).no == pytest.approx(home + away - markets.exact_totals(grid)[0], abs=1e-12)


@given(grids())
def test_swapping_the_sides_swaps_every_market(grid: FloatArray):
    usual, turned = markets.all_markets(grid), markets.all_markets(np.ascontiguousarray(grid.T))
    for name, outcomes in usual.items():
        other = turned[re.sub("home|away", lambda side: "away" if side.group() == "home" else "home", name)]
        mirrored = {_turned(name, outcome): p for outcome, p in other.items()}
        assert outcomes == pytest.approx(mirrored, abs=1e-12), name


def _turned(market: str, outcome: str) -> str:
    """The same outcome seen from the other side."""
    if market == "winning_margins":
        return f"{-int(outcome):+d}"
    return {"home": "away", "away": "home"}.get(outcome, outcome) if market == "result" else outcome


@given(st.floats(0.02, 7.5), st.floats(0.02, 8), st.floats(0.01, 0.5), st.floats(0.8, 1.4))
def test_who_is_expected_to_score_more_wins_and_scores_more_often(
    home: float, away: float, more: float, regularity: float
):
    less_of, more_of = (Rates(rate, away, regularity=regularity).grid() for rate in (home, home + more))
    rising: list[Callable[[FloatArray], float]] = [
        lambda grid: markets.result(grid).home,
        lambda grid: -markets.result(grid).away,
        lambda grid: markets.both_score(grid).yes,
        lambda grid: -markets.clean_sheet(grid, "away").yes,
        *(lambda grid, line=line: markets.total(grid, line).over for line in LINES),
        *(lambda grid, line=line: markets.team_total(grid, "home", line).over for line in LINES),
        *(lambda grid, line=line: markets.handicap(grid, "home", line).win for line in markets.HANDICAPS),
        *(lambda grid, line=line: -markets.handicap(grid, "home", line).loss for line in markets.HANDICAPS),
    ]
    for number, of in enumerate(rising):
        assert of(more_of) >= of(less_of) - 1e-9, number


@given(st.floats(0.02, 8), st.floats(0.02, 8), st.floats(0.8, 1.4))
def test_the_other_sides_goals_do_not_depend_on_a_rate(home: float, away: float, regularity: float):
    one, other = (Rates(rate, away, -0.06, regularity=regularity).grid() for rate in (home, home / 2))
    for line in (0.5, 1.5, 2.5, 3.5):
        assert markets.team_total(one, "away", line).over == pytest.approx(
            markets.team_total(other, "away", line).over, abs=1e-7
        )


def test_handicaps_settle_as_bookmakers_do():
    """Home wins by 2 with 0.05, by 1 with 0.5, draws 0.25, loses by 1 with 0.2."""
    grid = small()
    assert markets.handicap(grid, "home", -0.5) == pytest.approx((0.55, 0, 0, 0, 0.45))
    assert markets.handicap(grid, "home", -0.75) == pytest.approx((0.05, 0.5, 0, 0, 0.45))
    assert markets.handicap(grid, "home", -1) == pytest.approx((0.05, 0, 0.5, 0, 0.45))
    assert markets.handicap(grid, "home", -1.25) == pytest.approx((0.05, 0, 0, 0.5, 0.45))
    assert markets.handicap(grid, "away", 0.25) == pytest.approx((0.2, 0.25, 0, 0, 0.55))
    assert markets.draw_no_bet(grid, "home") == pytest.approx((0.55, 0, 0.25, 0, 0.2))


def test_asian_totals_settle_as_bookmakers_do():
    """Goals: none 0.1, one 0.5, two 0.2, three 0.2. Over 1.75: two win half, three win all."""
    assert markets.asian_total(small(), 1.75) == pytest.approx((0.2, 0.2, 0, 0, 0.6))
    assert markets.asian_total(small(), 2) == pytest.approx((0.2, 0, 0.2, 0, 0.6))
    assert markets.asian_total(small(), 2.25) == pytest.approx((0.2, 0, 0, 0.2, 0.6))


def test_a_fair_price_neither_gains_nor_loses():
    """Draw no bet: 0.55 won against 0.2 lost is 1 + 0.2 / 0.55."""
    assert markets.draw_no_bet(small(), "home").fair_price == pytest.approx(1 + 0.2 / 0.55)
    assert markets.handicap(small(), "home", -10).fair_price == math.inf


def test_double_chance_is_two_results():
    assert markets.double_chance(small()) == pytest.approx((0.8, 0.75, 0.45))


def test_exact_totals_end_with_that_many_and_more():
    assert markets.exact_totals(small(), 2) == pytest.approx((0.1, 0.5, 0.4))


@pytest.mark.parametrize("line", [2, 2.25, -0.5])
def test_a_line_that_can_be_met_has_no_over_and_under(line: float):
    with pytest.raises(ValueError, match="no line"):
        markets.total(small(), line)


def test_a_third_of_a_goal_is_no_handicap():
    with pytest.raises(ValueError, match="quarter"):
        markets.handicap(small(), "home", 1 / 3)


def test_the_predicted_score_is_the_likeliest_of_the_likeliest_result():
    """1.7 to 1.2: 1-1 is the likeliest scoreline of all, a home win the likeliest result, 2-1 its likeliest score."""
    grid = scoreline_grid(1.7, 1.2, -0.1)
    assert markets.likeliest_score(grid) == Score(1, 1)
    assert max(markets.result(grid)) == markets.result(grid).home
    assert markets.predicted_score(grid) in (Score(1, 0), Score(2, 1))
    assert markets.predicted_score(grid) == max(
        (Score(1, 0), Score(2, 0), Score(2, 1)), key=lambda score: grid[score.home, score.away]
    )


@given(grids())
def test_the_predicted_score_agrees_with_the_likeliest_result(grid: FloatArray):
    score = markets.predicted_score(grid)
    sign = (score.home > score.away) - (score.home < score.away)
    assert markets.result(grid)[1 - sign] == max(markets.result(grid))


@given(grids())
def test_scorelines_fall_and_leave_out_only_the_unlikely(grid: FloatArray):
    listed = markets.scorelines(grid)
    probabilities = [p for _, p in listed]
    assert probabilities == sorted(probabilities, reverse=True)
    assert len(listed) == (grid >= 0.0005).sum()
    assert all(p == grid[score.home, score.away] >= 0.0005 for score, p in listed)
