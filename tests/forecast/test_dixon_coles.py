import dataclasses
import math

import numpy as np
import pytest

from pressbox.domain import MatchTable
from pressbox.errors import NotConverged, NotFitted, TooFewMatches
from pressbox.forecast import dixon_coles
from pressbox.forecast.dixon_coles import DixonColes
from pressbox.forecast.markets import result
from pressbox.forecast.scale import NEWCOMER
from pressbox.forecast.scoreline import Rates
from tests.forecast.matches import Played, as_of, day, match_table, sample_rows, season, shuffled

CLUBS = {"a": 0.4, "b": 0.2, "c": 0.0, "d": -0.2, "e": -0.4}
SUMMER = as_of("2024-06-01")
KICK_OFF = day("2024-06-02")


def fitted(table: MatchTable) -> DixonColes:
    return DixonColes().fit(table, SUMMER)


def rates(model: DixonColes, home: str, away: str, *, neutral: bool = False, competition: str = "eng-1") -> Rates:
    return model.predict(home, away, neutral, competition, KICK_OFF)


@pytest.fixture(scope="module")
def league() -> MatchTable:
    return match_table(season(CLUBS, rounds=20))


@pytest.fixture(scope="module")
def sample() -> MatchTable:
    return match_table(sample_rows())


def test_a_simulated_league_gets_its_strengths_back():
    """2,000 matches of rates e^(0.3 + 0.12 + s - t) and e^(0.3 - 0.12 + t - s)."""
    fit = fitted(match_table(season(CLUBS, rounds=100))).scale("eng-1")
    assert fit.home == pytest.approx(0.24, abs=0.08)
    for club, strength in CLUBS.items():
        middle = fit.strength[:, fit.teams["c"]].sum()
        assert (fit.strength[:, fit.teams[club]].sum() - middle) / 2 == pytest.approx(strength, abs=0.08)


def test_the_order_of_the_matches_does_not_change_the_fit(sample: MatchTable):
    model, other = (DixonColes().fit(table, as_of("2024-04-18")) for table in (sample, shuffled(sample)))
    for pair in (("Atalanta", "Liverpool"), ("Arsenal", "Inter Milan")):
        assert dataclasses.astuple(rates(other, *pair)) == pytest.approx(
            dataclasses.astuple(rates(model, *pair)), abs=1e-5
        )


def test_where_a_fit_starts_does_not_change_it(sample: MatchTable):
    fresh = DixonColes().fit(sample, as_of("2024-04-18"))
    warm = DixonColes().fit(sample, as_of("2023-12-01")).fit(sample, as_of("2024-04-18"))
    assert warm.scale("eng-1").rho == pytest.approx(fresh.scale("eng-1").rho, abs=1e-5)
    assert warm.scale("eng-1").strength == pytest.approx(fresh.scale("eng-1").strength, abs=1e-5)


def test_nothing_dated_after_the_moment_changes_the_fit(sample: MatchTable):
    later = sample.day >= day("2024-04-18")
    changed = dataclasses.replace(sample, home_goals=np.where(later, 9.0, sample.home_goals))
    model, other = (DixonColes().fit(table, as_of("2024-04-18")) for table in (sample, changed))
    assert later.any()
    assert (other.scale("eng-1").strength == model.scale("eng-1").strength).all()
    assert other.scale("eng-1").rho == model.scale("eng-1").rho
    assert other.trained_on_matches == len(sample) - later.sum() == 911


def test_the_sample_gives_sensible_rates_for_atalanta_and_liverpool(sample: MatchTable):
    model = DixonColes().fit(sample, as_of("2024-04-18"))
    of = model.predict("Atalanta", "Liverpool", False, "uefa-el", day("2024-04-18"))
    assert 1.1 < of.home < 1.9
    assert 1.1 < of.away < 1.9
    assert -0.15 < of.rho < 0
    home, draw, away = result(of.grid())
    assert 0.25 < home < 0.5
    assert 0.2 < draw < 0.3
    assert 0.25 < away < 0.5
    better = model.predict("Liverpool", "Sheffield United", False, "eng-1", day("2024-04-18"))
    assert result(better.grid()).home > 0.75


def test_three_hundred_matches_are_enough():
    few = match_table(sample_rows()[:300])
    of = (
        DixonColes().fit(few, as_of("2023-10-10")).predict("Atalanta", "Liverpool", False, "uefa-el", day("2023-10-12"))
    )
    assert 0.5 < of.home < 3
    assert 0.5 < of.away < 3


def test_without_home_advantage_swapping_the_teams_swaps_the_rates(league: MatchTable):
    model = fitted(league)
    of, turned = (rates(model, *pair, neutral=True) for pair in (("a", "e"), ("e", "a")))
    assert (turned.home, turned.away) == pytest.approx((of.away, of.home))
    assert turned.grid() == pytest.approx(of.grid().T, abs=1e-15)


def test_a_neutral_ground_gives_either_side_half_the_advantage(league: MatchTable):
    model = fitted(league)
    at_home, neutral = rates(model, "a", "b"), rates(model, "a", "b", neutral=True)
    assert at_home.home / neutral.home == pytest.approx(math.exp(model.scale("eng-1").home / 2))
    assert neutral.away / at_home.away == pytest.approx(math.exp(model.scale("eng-1").home / 2))


def test_matches_on_neutral_ground_say_nothing_of_home_advantage():
    rows = [match._replace(neutral=True) for match in season(CLUBS, rounds=5)]
    assert fitted(match_table(rows)).scale("eng-1").home == pytest.approx(0, abs=1e-9)


def test_older_matches_count_less():
    """Club b won every match last year and lost every match this year."""
    rows = [Played(day("2023-05-01") + i, "b", "c", 3, 0) for i in range(10)]
    rows += [Played(day("2024-05-01") + i, "b", "c", 0, 3) for i in range(10)]
    fit = fitted(match_table(rows)).scale("eng-1")
    assert fit.strength[:, fit.teams["b"]].sum() < fit.strength[:, fit.teams["c"]].sum()


def test_a_club_with_one_match_is_drawn_towards_its_league(league: MatchTable):
    rows = [*season(CLUBS, rounds=20), Played(day("2024-05-20"), "new", "c", 6, 0)]
    model = fitted(match_table(rows))
    fit = model.scale("eng-1")
    middle, new = (fit.strength[:, fit.teams[club]].sum() / 2 for club in ("c", "new"))
    assert middle < new < middle + math.log(6 / 1.35) / 2  # half of what the 6-0 alone says
    assert rates(model, "new", "c").home_spread > 1.5 * rates(model, "a", "c").home_spread


def test_a_club_without_a_match_has_the_strength_of_one_that_comes_up(league: MatchTable):
    model = fitted(league)
    fit = model.scale("eng-1")
    attack, defence = fit.level[:, fit.levels["eng-1"]]
    of = rates(model, "new", "c")
    middle = fit.strength[:, fit.teams["c"]]
    assert of.home == pytest.approx(math.exp(fit.base + fit.home / 2 + attack + NEWCOMER[0] - middle[1]))
    assert of.away == pytest.approx(math.exp(fit.base - fit.home / 2 + middle[0] - defence - NEWCOMER[1]))
    assert of.home_spread > rates(model, "a", "c").home_spread


def test_a_club_of_an_unknown_competition_is_a_mean_side_of_wide_spread(league: MatchTable):
    model = fitted(league)
    known, unknown = (rates(model, "new", "other", competition=name) for name in ("eng-1", "nor-1"))
    assert unknown.home == pytest.approx(math.exp(model.scale("eng-1").base + model.scale("eng-1").home / 2))
    assert unknown.home_spread > known.home_spread
    assert unknown.grid().sum() == pytest.approx(1)


def test_uncertainty_grows_with_time_unplayed(league: MatchTable):
    model = fitted(league)
    soon, late = (model.predict("a", "b", False, "eng-1", KICK_OFF + days) for days in (0, 700))
    assert late.home_spread > soon.home_spread
    assert late.home == soon.home


def test_leagues_are_put_on_one_scale_by_their_meetings():
    """Two equal leagues; in the cup every club of the second wins 3-0."""
    rows = [*season(CLUBS), *season({f"{club}2": s for club, s in CLUBS.items()}, competition="ita-1")]
    cup = [Played(day("2024-05-01") + i, club, f"{club}2", 0, 3, "uefa-cl", True) for i, club in enumerate(CLUBS)]
    fit = fitted(match_table([*rows, *cup])).scale("eng-1")
    first, second = (fit.level[:, fit.levels[name]].sum() for name in ("eng-1", "ita-1"))
    assert second > first + 0.5


def test_leagues_that_never_meet_stay_together():
    rows = [*season(CLUBS), *season({f"{club}2": s for club, s in CLUBS.items()}, competition="ita-1", seed=5)]
    of = rates(fitted(match_table(rows)), "a", "a2")
    assert 0.7 < of.home / of.away < 2


def test_goalless_matches_alone_still_have_an_answer():
    of = rates(fitted(match_table([Played(day("2024-05-01") + i, "a", "b", 0, 0) for i in range(10)])), "a", "b")
    assert 0 < of.home < 0.5
    assert of.grid()[0, 0] > 0.5


def test_one_match_is_enough_for_a_cautious_forecast():
    of = rates(fitted(match_table([Played(day("2024-05-01"), "a", "b", 7, 0)])), "a", "b")
    assert of.away < of.home < 7


def test_a_model_that_was_not_fitted_does_not_predict():
    with pytest.raises(NotFitted, match="before fit"):
        rates(DixonColes(), "a", "b")


def test_no_match_before_the_moment_is_too_few(league: MatchTable):
    with pytest.raises(TooFewMatches, match="2020-01-01"):
        DixonColes().fit(league, as_of("2020-01-01"))
    with pytest.raises(TooFewMatches):
        DixonColes(dataclasses.replace(dixon_coles.CLUBS, window_days=10)).fit(league, as_of("2025-01-01"))


def test_goals_that_are_no_numbers_do_not_converge(league: MatchTable):
    with pytest.raises(NotConverged):
        fitted(dataclasses.replace(league, home_goals=league.home_goals * math.nan))


def test_national_teams_have_a_scale_of_their_own(league: MatchTable):
    friendlies = season({"ENG": 0.3, "ITA": 0.2, "SMR": -0.5}, competition="int-friendly", rounds=3)
    together = fitted(match_table([*season(CLUBS, rounds=20), *friendlies]))
    alone = fitted(league)
    assert dataclasses.astuple(rates(together, "a", "b")) == pytest.approx(
        dataclasses.astuple(rates(alone, "a", "b")), abs=1e-5
    )
    of = rates(together, "ENG", "SMR", competition="uefa-euro")
    assert of.home > 2 * of.away
    with pytest.raises(TooFewMatches, match="national teams"):
        rates(alone, "ENG", "SMR", competition="fifa-world-cup")


def test_matches_of_national_teams_count_for_longer(league: MatchTable):
    friendlies = season({"ENG": 0.3, "ITA": 0.2, "SMR": -0.5}, first="2016-08-01", competition="int-friendly")
    model = fitted(match_table(friendlies))
    assert rates(model, "ENG", "SMR", competition="int-friendly").home > 1
    assert model.window_days(True) > model.window_days(False)
