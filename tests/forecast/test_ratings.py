from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest

from pressbox.domain import MatchTable
from pressbox.errors import ForecastError, NotFitted, TooFewMatches
from pressbox.forecast.model import select
from pressbox.forecast.rating_steps import (
    BASE,
    EDGE,
    HOME,
    IN_SEASON,
    LAST_DAY,
    LEVEL,
    LINE_COLUMNS,
    OPENNESS,
    PLAYED,
    POINTS,
    POOL,
    ROUNDS,
    SEASON,
    SEASON_TEAMS,
    STRENGTH,
    TEAM_COLUMNS,
    VAR_EDGE,
    VAR_STRENGTH,
    age_team,
    draw_lines,
    stake,
    to_go,
)
from pressbox.forecast.ratings import Prices, Ratings, RatingState, Results, Shots, settings_of
from tests.forecast.matches import Played, as_of, day, match_table, season, shuffled

STRENGTHS = dict(zip("abcdefghijkl", np.linspace(-0.4, 0.4, 12).tolist(), strict=True))
TWO_SEASONS = season(STRENGTHS, "2021-08-01", seed=1) + season(STRENGTHS, "2022-08-01", seed=2)
PLAIN = settings_of("results")._replace(ratio_scale=1.0, total_scale=1.0, mean_gain=0.0)


def rated(rows: list[Played], kind: str = "results") -> RatingState:
    state = RatingState("results", settings_of("results"))
    state.learn(match_table(rows))
    return state


def strength(state: RatingState, team: str) -> float:
    return float(state.team_rows[state.teams[team], STRENGTH])


def test_the_first_match_by_hand():
    """Two unknown sides on neutral ground, 1-0; the mode of a log rate solves (m - e)/v = i (goals - exp m)."""
    p = PLAIN._replace(base_drift=0.0, match_drift=0.0)
    state = RatingState("results", p)
    state.learn(match_table([Played(1000, "a", "b", 1, 0, neutral=True)]))
    prior, spread, base = math.log(1.3), 0.5 * (p.strength_first + p.openness_first), 0.02
    variance, mode = spread + base, prior
    for _ in range(50):
        mode -= ((mode - prior) / variance - p.information * (1 - math.exp(mode))) / (
            1 / variance + p.information * math.exp(mode)
        )
    step = (mode - prior) / variance
    first = 0.5 * p.strength_first * step
    a, b = state.team_rows[state.teams["a"]], state.team_rows[state.teams["b"]]
    assert mode < prior  # one goal is fewer than 1.3
    assert a[STRENGTH] > first  # the other side's blank adds to it
    assert a[STRENGTH] == pytest.approx(-b[STRENGTH])
    assert a[OPENNESS] == pytest.approx(b[OPENNESS])
    assert (a[EDGE], a[VAR_EDGE]) == (0, p.edge_spread)  # neutral ground says nothing of it


def test_ratings_find_the_order_of_a_simulated_league():
    state = rated(TWO_SEASONS + season(STRENGTHS, "2023-08-01", seed=3))
    found = [strength(state, team) for team in STRENGTHS]
    assert np.corrcoef(found, list(STRENGTHS.values()))[0, 1] > 0.9
    row = state.competition_rows[state.competitions["eng-1"]]
    assert row[HOME] == pytest.approx(0.24, abs=0.15)
    assert row[BASE] == pytest.approx(0.3, abs=0.15)


def test_winning_lifts_the_winner_and_lowers_the_loser():
    state = rated(TWO_SEASONS)
    before = strength(state, "a"), strength(state, "l")
    state.learn(match_table([Played(day("2023-08-01"), "a", "l", 4, 0)]))
    after = strength(state, "a"), strength(state, "l")
    assert after[0] > before[0]
    assert after[1] < before[1]


def test_nothing_after_a_day_changes_what_was_expected_on_it():
    table = match_table(TWO_SEASONS)
    middle = int(np.median(table.day))
    other = table.home_goals.copy()
    other[table.day >= middle] = 9.0
    changed = dataclasses.replace(table, home_goals=other)
    whole, cut = (RatingState("results", settings_of("results")).learn(matches) for matches in (table, changed))
    known = table.day <= middle  # the forecasts of the day itself know nothing of it
    assert (whole[known] == cut[known]).all()
    assert not (whole[~known] == cut[~known]).all()


def test_match_days_one_by_one_give_the_ratings_of_all_at_once():
    table = match_table(TWO_SEASONS)
    at_once, by_day = Ratings.new("results"), Ratings.new("results")
    expected = at_once.learn(table)
    parts = [by_day.learn(select(table, table.day == one)) for one in np.unique(table.day)]
    assert np.concatenate(parts) == pytest.approx(expected)
    assert by_day.matches == at_once.matches == len(table)


def test_the_order_of_rows_does_not_matter():
    table = match_table(TWO_SEASONS)
    plain, mixed = Ratings.new("results"), Ratings.new("results")
    plain.learn(table)
    mixed.learn(shuffled(table))
    pairing = ("a", "l", False, "eng-1", day("2023-08-12"))
    assert mixed.expect(*pairing) == pytest.approx(plain.expect(*pairing))


def test_what_is_expected_of_a_pairing_is_what_learning_expects():
    table = match_table(TWO_SEASONS)
    last = int(table.day.max())
    ratings = Ratings.new("results")
    ratings.learn(select(table, table.day < last))
    ahead = [
        ratings.expect(table.teams[table.home[row]], table.teams[table.away[row]], False, "eng-1", last)
        for row in (table.day == last).nonzero()[0]
    ]
    assert ratings.learn(select(table, table.day == last)) == pytest.approx(np.array(ahead))


def test_on_neutral_ground_swapping_the_sides_swaps_the_rates():
    model = Results().fit(match_table(TWO_SEASONS), as_of("2023-08-01"))
    there, back = (model.predict(*pair, True, "eng-fa-cup", day("2023-08-12")) for pair in (("a", "c"), ("c", "a")))
    assert (there.home, there.away) == pytest.approx((back.away, back.home))


def test_a_club_without_a_match_is_taken_for_one_that_comes_up():
    model = Results().fit(match_table(TWO_SEASONS), as_of("2023-08-01"))
    newcomer = model.predict("new", "f", True, "eng-1", day("2023-08-12"))
    known = model.predict("g", "f", True, "eng-1", day("2023-08-12"))
    assert newcomer.home < newcomer.away
    assert newcomer.home_spread > known.home_spread


def test_uncertainty_grows_with_time_unplayed():
    ratings = Ratings.new("results")
    ratings.learn(match_table(TWO_SEASONS))
    last = int(ratings.last_day or 0)
    variances = [ratings.expect("a", "b", False, "eng-1", last + days)[2] for days in (3, 90, 5 * 365)]
    assert variances == sorted(variances)
    assert variances[2] > 2 * variances[0]


def test_a_club_back_after_five_years_is_drawn_to_those_that_come_up():
    state = rated([row for row in TWO_SEASONS if "l" not in (row.home, row.away)])
    state.learn(match_table([Played(day("2023-08-01"), "l", "a", 9, 0)]))
    gone = state.team_rows[state.teams["l"]].copy()
    known = np.array([[-1, 0, 0, 0], [-1, 1, 1, 1]])
    age_team(gone, state.competition_rows, known, 1, day("2028-08-01"), state.settings)
    assert gone[STRENGTH] < strength(state, "l")
    assert gone[VAR_STRENGTH] > 0


def test_a_change_of_league_keeps_the_place_on_the_scale():
    """With nothing known of clubs that come up, a club that leaves for a league two steps lower stands higher there."""
    p = PLAIN._replace(arrival_strength_spread=1e9, arrival_openness_spread=1e9, strength_kept=1.0)
    competitions = np.zeros((2, 16))
    competitions[0, LEVEL], competitions[1, LEVEL] = 0.0, -0.6
    known = np.array([[-1.0, 1, 1, 0], [0.0, 2, 1, 1]])
    team = np.zeros(TEAM_COLUMNS)
    team[[STRENGTH, VAR_STRENGTH, LAST_DAY, POOL, PLAYED]] = -0.2, 0.05, 100, 0, 30
    age_team(team, competitions, known, 1, 180, p)
    assert team[STRENGTH] == pytest.approx(0.4, abs=1e-6)
    assert team[POOL] == 1


def test_minutes_of_extra_time_are_minutes():
    """One goal each in 120 minutes is less than one goal each in 90."""
    rows = [Played(day("2023-08-01"), "a", "b", 1, 1, neutral=True)]
    short, long = rated(TWO_SEASONS + rows), rated([*TWO_SEASONS, rows[0]._replace(minutes=120.0)])
    row = short.competitions["eng-1"]
    assert long.competition_rows[row, BASE] < short.competition_rows[row, BASE]


def table_of(points: list[int], rounds: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    teams, competition, lines = np.zeros((len(points), TEAM_COLUMNS)), np.zeros(16), np.zeros(LINE_COLUMNS)
    teams[:, POINTS], teams[:, ROUNDS], teams[:, IN_SEASON], teams[:, POOL] = points, rounds, 7, 3
    competition[SEASON], competition[SEASON_TEAMS] = 7, len(points)
    members = np.arange(-1, len(points), dtype=np.int32)
    members[0] = len(points)
    draw_lines(teams, members, competition, 3, lines)
    return teams, competition, lines


def test_stakes_by_hand():
    """Twenty clubs, 36 of 38 played: 90 is champion, 48 has nothing left, 38 to 34 fight, 20 is down."""
    points = [90, 80, 79, 70, 69, 66, 61, 58, 55, 52, 50, 48, 46, 45, 44, 38, 37, 36, 34, 20]
    teams, competition, lines = table_of(points, 36)
    p = settings_of("results")
    assert lines[0] == 20
    assert lines[1:8].tolist() == points[:7]
    assert lines[8:11].tolist() == [37, 36, 38]
    stakes = [stake(team, to_go(team, competition, lines), lines, p) for team in teams]
    weight = 2**-0.75
    assert stakes[0] == p.stake_won
    assert stakes[3] == 0  # fourth by a point: either side of a line matters
    assert stakes[11] == pytest.approx(p.stake_idle * weight)
    assert stakes[15] == stakes[18] == pytest.approx(p.stake_fight * weight)
    assert stakes[19] == p.stake_lost


def test_there_are_no_stakes_before_the_second_half_of_a_season():
    teams, competition, lines = table_of(list(range(20, 0, -1)), 10)
    assert not any(to_go(team, competition, lines) for team in teams)


def test_shots_and_prices_teach_only_the_models_that_take_them():
    table = match_table(TWO_SEASONS)
    rng = np.random.default_rng(5)
    columns = ("home_shots", "away_shots", "home_shots_on_target", "away_shots_on_target")
    table.stats.update({name: rng.poisson(12.0, len(table)).astype(float) for name in columns})
    prices = {
        "home_closing": 1.5,
        "draw_closing": 4.5,
        "away_closing": 6.5,
        "over_2_5_closing": 1.8,
        "under_2_5_closing": 2.0,
    }
    with_prices = dataclasses.replace(
        table, stats=table.stats | {name: np.full(len(table), price) for name, price in prices.items()}
    )
    pairing = ("a", "l", False, "eng-1", day("2023-08-12"))
    moment = as_of("2023-08-01")
    bare = match_table(TWO_SEASONS)
    assert Results().fit(with_prices, moment).predict(*pairing) == Results().fit(bare, moment).predict(*pairing)
    assert Shots().fit(with_prices, moment).predict(*pairing) == Shots().fit(table, moment).predict(*pairing)
    assert Shots().fit(table, moment).predict(*pairing) != Shots().fit(bare, moment).predict(*pairing)
    assert Prices().fit(with_prices, moment).predict(*pairing) != Prices().fit(table, moment).predict(*pairing)


def test_past_prices_pull_the_ratings_to_what_they_imply():
    table = match_table(TWO_SEASONS)
    count = len(table)
    stats = {
        "home_closing": np.full(count, 2.7),
        "draw_closing": np.full(count, 3.3),
        "away_closing": np.full(count, 2.7),
    }
    rates = (
        Prices()
        .fit(dataclasses.replace(table, stats=stats), as_of("2023-08-01"))
        .predict("a", "l", True, "eng-1", day("2023-08-12"))
    )
    plain = Results().fit(table, as_of("2023-08-01")).predict("a", "l", True, "eng-1", day("2023-08-12"))
    assert abs(math.log(rates.home / rates.away)) < abs(math.log(plain.home / plain.away))


def test_national_teams_and_clubs_do_not_touch():
    friendlies = [
        row._replace(competition="int-friendly", home=row.home.upper(), away=row.away.upper()) for row in TWO_SEASONS
    ]
    alone, both = Ratings.new("results"), Ratings.new("results")
    alone.learn(match_table(TWO_SEASONS))
    both.learn(match_table(TWO_SEASONS + friendlies))
    pairing = ("a", "l", False, "eng-1", day("2023-08-12"))
    assert both.expect(*pairing) == pytest.approx(alone.expect(*pairing))
    assert not set(both.clubs.teams) & set(both.nations.teams)


def test_a_copy_learns_apart():
    ratings = Ratings.new("results")
    ratings.learn(match_table(TWO_SEASONS))
    pairing = ("a", "b", False, "eng-1", day("2024-04-18"))
    before = ratings.expect(*pairing).tolist()
    apart = ratings.copy()
    apart.learn(match_table([Played(day("2024-01-01"), "a", "b", 9, 0), Played(day("2024-01-02"), "new", "a", 1, 0)]))
    assert apart.expect(*pairing).tolist() != before
    assert ratings.expect(*pairing).tolist() == before
    assert "new" not in ratings.clubs.teams


def test_a_match_older_than_the_ratings_is_refused():
    state = rated(TWO_SEASONS)
    with pytest.raises(ForecastError, match="2020-01-01"):
        state.learn(match_table([Played(day("2020-01-01"), "a", "b", 1, 0)]))


def test_a_model_says_when_it_cannot_forecast():
    with pytest.raises(NotFitted):
        Results().predict("a", "b", False, "eng-1", 1)
    with pytest.raises(TooFewMatches):
        Results().fit(match_table(TWO_SEASONS), as_of("1950-01-01"))
    ratings = Ratings.new("results")
    ratings.learn(match_table(TWO_SEASONS))
    with pytest.raises(ForecastError, match="not over"):
        Results().adopt(ratings, as_of("2022-01-01"))
    with pytest.raises(ForecastError, match="results model"):
        Shots().adopt(ratings, as_of("2024-01-01"))


def test_every_grid_of_a_filter_is_a_distribution():
    model = Results().fit(match_table(TWO_SEASONS), as_of("2023-08-01"))
    for home, away in (("a", "l"), ("nobody", "noone"), ("l", "a")):
        grid = model.predict(home, away, False, "uefa-cl", day("2023-09-12")).grid()
        assert grid.sum() == pytest.approx(1)
        assert (grid >= 0).all()


def test_the_settings_of_every_model_are_whole():
    for name in ("results", "shots", "prices", "nations"):
        assert all(math.isfinite(value) for value in settings_of(name))


def empty() -> MatchTable:
    return select(match_table(TWO_SEASONS), np.zeros(len(TWO_SEASONS), dtype=bool))


def test_learning_nothing_changes_nothing():
    ratings = Ratings.new("results")
    assert ratings.learn(empty()).shape == (0, 4)
    assert ratings.matches == 0
    assert ratings.last_day is None
