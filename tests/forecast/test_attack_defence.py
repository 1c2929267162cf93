import numpy as np
import pytest

from pressbox.forecast.attack_defence import Goals, Spread
from pressbox.forecast.levels import is_domestic_league, is_national, membership
from tests.forecast.matches import Played, match_table, season

CLUBS = {"a": 0.3, "b": 0.1, "c": -0.1, "d": -0.3}


def problem() -> Goals:
    rows = [*season(CLUBS), *season({"x": 0.2, "y": -0.2}, competition="ita-1", seed=2)]
    rows += [Played(19700, "a", "x", 2, 1, "uefa-cl"), Played(19701, "y", "b", 0, 0, "uefa-cl", True, 120.0)]
    table = match_table(rows)
    weights = np.linspace(0.3, 1, len(table))
    return Goals.of(table, weights, membership(table, weights), Spread(0.35, 0.1), Spread(0.5, 0.1))


def test_the_gradient_is_the_slope_of_the_value():
    goals = problem()
    point = np.random.default_rng(3).normal(0, 0.3, len(goals.precision))
    steps = np.eye(len(point)) * 1e-6
    slopes = [(goals.value(point + step) - goals.value(point - step)) / 2e-6 for step in steps]
    assert goals.gradient(point) == pytest.approx(np.array(slopes), rel=1e-5, abs=1e-6)


def test_the_curvature_is_the_slope_of_the_gradient():
    goals = problem()
    rng = np.random.default_rng(4)
    point, direction = rng.normal(0, 0.3, (2, len(goals.precision)))
    product, _ = goals.curvature(point)
    slope = (goals.gradient(point + 1e-6 * direction) - goals.gradient(point - 1e-6 * direction)) / 2e-6
    assert product(direction) == pytest.approx(slope, rel=1e-5, abs=1e-6)


def test_the_prior_covariance_is_that_of_sums_and_differences():
    """Strength 0.3 and openness 0.1: variance 0.09 + 0.01 each, covariance of attack and defence 0.09 - 0.01."""
    assert Spread(0.3, 0.1).covariance == pytest.approx(np.array([[0.1, 0.08], [0.08, 0.1]]))


def test_matches_of_a_pairing_at_the_same_kind_of_ground_are_one_row():
    rows = [Played(0, "a", "b", 1, 0), Played(7, "a", "b", 2, 2), Played(9, "a", "b", 0, 3, neutral=True)]
    table = match_table(rows)
    weights = np.array([0.25, 0.5, 1.0])
    goals = Goals.of(table, weights, membership(table, weights), Spread(1, 1), Spread(1, 1))
    by_row = {(a, v): (n, g) for a, v, n, g in zip(goals.attack, goals.venue, goals.played, goals.scored, strict=True)}
    assert by_row == {(0, 0.5): (0.75, 1.25), (1, -0.5): (0.75, 1.0), (0, 0.0): (1.0, 0.0), (1, 0.0): (1.0, 3.0)}


def test_extra_time_counts_as_the_minutes_it_is():
    table = match_table([Played(0, "a", "b", 2, 1, minutes=120.0)])
    goals = Goals.of(table, np.ones(1), membership(table, np.ones(1)), Spread(1, 1), Spread(1, 1))
    assert goals.played == pytest.approx([4 / 3, 4 / 3])


def test_a_club_belongs_to_its_leagues_by_matches_and_not_to_its_cups():
    """Weights 1, 3 and 5: of a's league matches a quarter is in eng-2; the cup does not count."""
    rows = [
        Played(0, "a", "b", 0, 0, "eng-2"),
        Played(1, "a", "c", 0, 0, "eng-1"),
        Played(2, "a", "b", 0, 0, "eng-fa-cup"),
    ]
    found = membership(match_table(rows), np.array([1.0, 3.0, 5.0]))
    shares = {
        (found.teams[t], found.levels[g]): s for t, g, s in zip(found.team, found.level, found.share, strict=True)
    }
    assert shares == {("a", "eng-2"): 0.25, ("a", "eng-1"): 0.75, ("b", "eng-2"): 1.0, ("c", "eng-1"): 1.0}


def test_a_team_without_a_league_belongs_to_all_its_competitions():
    rows = [Played(0, "ENG", "ITA", 0, 0, "uefa-euro"), Played(1, "ENG", "BRA", 0, 0, "int-friendly")]
    found = membership(match_table(rows), np.array([1.0, 3.0]))
    shares = {
        (found.teams[t], found.levels[g]): s for t, g, s in zip(found.team, found.level, found.share, strict=True)
    }
    assert shares[("ENG", "uefa-euro")] == 0.25
    assert shares[("ENG", "int-friendly")] == 0.75
    assert shares[("BRA", "int-friendly")] == 1.0


@pytest.mark.parametrize(
    ("competition", "expected"),
    [("eng-1", True), ("ger-3", True), ("eng-fa-cup", False), ("uefa-cl", False), ("int-friendly", False)],
)
def test_leagues_are_known_by_their_ids(competition: str, expected: bool):
    assert is_domestic_league(competition) is expected


@pytest.mark.parametrize(
    ("competition", "expected"), [("eng-1", False), ("uefa-el", False), ("int-friendly", True), ("uefa-euro", True)]
)
def test_competitions_of_national_teams_are_known_by_their_ids(competition: str, expected: bool):
    assert is_national(competition) is expected
