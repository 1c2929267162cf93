"""Elo: the arithmetic of one match, and what moves ratings and what does not."""

import dataclasses
import math

import numpy as np
import pytest

from pressbox.errors import NotFitted, TooFewMatches
from pressbox.forecast.elo import Elo, EloState
from pressbox.forecast.elo_settings import CLUBS, NATIONS, RATING
from pressbox.forecast.model import select
from tests.forecast.matches import Played, as_of, day, match_table, sample_rows, season, shuffled

OPENING_DAY = day("2023-08-12")
PLAIN = CLUBS._replace(gain=0.1, margin=0.5, home=0.0, fresh=0.0, slope=1.0, open_gap=1.0, minor=0.5)


def ratings(state: EloState) -> dict[str, float]:
    return {team: float(state.team_rows[row, RATING]) for team, row in state.teams.items()}


def test_a_match_moves_both_ratings_by_gain_times_margin_times_surprise():
    """Level sides: half a point was expected, so 0.1 * sqrt(4) * 0.5 = 0.1."""
    state = EloState(PLAIN)
    state.learn(match_table([Played(OPENING_DAY, "A", "B", 4, 0)]))
    assert ratings(state) == pytest.approx({"A": 0.1, "B": -0.1})


def test_a_draw_of_level_sides_moves_nothing():
    state = EloState(PLAIN)
    state.learn(match_table([Played(OPENING_DAY, "A", "B", 2, 2)]))
    assert ratings(state) == {"A": 0, "B": 0}


def test_a_cup_match_counts_by_its_weight():
    state = EloState(PLAIN)
    state.learn(match_table([Played(OPENING_DAY, "A", "B", 1, 0, "eng-fa-cup")]))
    assert ratings(state)["A"] == pytest.approx(0.025)


def test_points_gained_are_points_lost():
    draws = [Played(OPENING_DAY - 40, "A", "B", 1, 1), Played(OPENING_DAY - 30, "C", "D", 0, 0)]  # all enter at 0
    state = EloState(PLAIN._replace(kept=1.0))
    state.learn(match_table(draws + season({"A": 0.4, "B": 0.1, "C": -0.1, "D": -0.4}, rounds=3)))
    assert sum(ratings(state).values()) == pytest.approx(0, abs=1e-12)


def test_the_gap_is_the_log_ratio_of_the_rates_and_the_total_that_of_the_competition():
    """A gap of 0.2 after 4-0; at open_gap 1 the product of the rates is that of two usual ones."""
    state = EloState(PLAIN._replace(kept=1.0, total_gain=0.0, home_gain=0.0))
    state.learn(match_table([Played(OPENING_DAY, "A", "B", 4, 0)]))
    home, away = state.expect("A", "B", True, "eng-1", OPENING_DAY + 7)
    assert home - away == pytest.approx(0.2)
    total = 2.7 + (4 - 2.7) / 11  # the first of a competition's matches counts as one of eleven
    assert home + away == pytest.approx(2 * math.log(total / 2))


def test_a_side_closes_on_its_league_over_the_summer():
    state = EloState(PLAIN._replace(kept=0.5))
    state.learn(match_table([Played(OPENING_DAY, "A", "B", 4, 0)]))
    soon, later = (state.expect("A", "B", True, "eng-1", OPENING_DAY + days) for days in (7, 90))
    assert 0 < later[0] - later[1] < soon[0] - soon[1]


def test_a_match_is_forecast_from_earlier_days_only():
    rows = season({"A": 0.4, "B": 0.1, "C": -0.1, "D": -0.4}, rounds=3)
    table = match_table(rows)
    last = table.day >= np.quantile(table.day, 0.7)
    changed = dataclasses.replace(table, home_goals=np.where(last, 9.0, table.home_goals))
    expected, others = Elo.walk_forward(table), Elo.walk_forward(changed)
    until = table.day <= table.day[last].min()
    assert np.array_equal(expected[until], others[until])
    assert not np.array_equal(expected, others)


def test_walking_forward_and_fitting_agree():
    table = match_table(sample_rows())
    moment, pairing = "2024-04-18", ("Atalanta", "Liverpool", False, "uefa-el")
    walked = Elo.walk_forward(table)
    row = int(np.flatnonzero((table.day == day(moment)) & (table.home == table.teams.index("Atalanta")))[0])
    rates = Elo().fit(table, as_of(moment)).predict(*pairing, day(moment))
    assert (math.log(rates.home), math.log(rates.away)) == pytest.approx(tuple(walked[row, :2]), abs=1e-12)


def test_a_forecast_changes_nothing():
    model = Elo().fit(match_table(sample_rows()), as_of("2024-04-18"))
    first, _, again = (
        model.predict("Atalanta", away, False, "uefa-el", 19831) for away in ("Liverpool", "X", "Liverpool")
    )
    assert first == again


def test_the_order_of_the_matches_does_not_matter():
    table = match_table(sample_rows())
    assert np.sort(Elo.walk_forward(shuffled(table))[:, 0]) == pytest.approx(np.sort(Elo.walk_forward(table)[:, 0]))


def test_national_teams_have_a_scale_of_their_own():
    rows = [Played(OPENING_DAY, "A", "B", 4, 0), Played(OPENING_DAY, "A", "B", 0, 0, "int-friendly", neutral=True)]
    model = Elo(PLAIN, NATIONS._replace(fresh=0.0)).fit(match_table(rows), as_of("2023-08-20"))
    assert model.trained_on_matches == 2
    nations = model.predict("A", "B", True, "fifa-world-cup", OPENING_DAY + 1)
    assert nations.home == pytest.approx(nations.away)


def test_no_match_is_too_few():
    with pytest.raises(TooFewMatches, match="before 2023-08-01"):
        Elo().fit(match_table([Played(OPENING_DAY, "A", "B", 4, 0)]), as_of("2023-08-01"))
    with pytest.raises(NotFitted):
        _ = Elo().trained_on_matches


def test_learning_bit_by_bit_comes_to_the_same():
    table = match_table(sample_rows())
    whole = Elo().fit(table, as_of("2024-04-18"))
    half = Elo().fit(table, as_of("2024-01-01"))
    news = (table.day >= day("2024-01-01")) & (table.day < day("2024-04-18"))
    pairing = ("Atalanta", "Liverpool", False, "uefa-el", day("2024-04-18"))
    assert half.learn(select(table, news), as_of("2024-04-18")).predict(*pairing) == whole.predict(*pairing)
    assert half.trained_on_matches == whole.trained_on_matches
