"""The ratings that ship with the sample."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import numpy as np
import pytest

from pressbox.domain import AsOf
from pressbox.forecast.evidence import Kind
from pressbox.forecast.model import day_number
from pressbox.forecast.rater import RatingsAsOf
from pressbox.forecast.rating_steps import IN_SEASON, LAST_DAY, LAST_ROUND, POOL, SEASON, VAR_STRENGTH
from pressbox.forecast.sample_start import DAY, SAMPLE_START, ratings_for_sample, saved_for_sample
from pressbox.forecast.saved_ratings import rating_version
from pressbox.pipeline import Desk
from pressbox.store.database import Store
from tests.forecast.matches import as_of, day

KINDS: tuple[Kind, ...] = get_args(Kind)
DERBY = ("ita-inter", "ita-milan", False, "ita-1")


@pytest.mark.parametrize("kind", KINDS)
def test_they_are_what_this_program_would_compute(kind: Kind):
    """Else: python -m benchmarks.sample_ratings.run --home HOME."""
    assert saved_for_sample(kind).mark.version == rating_version()


@pytest.mark.parametrize("kind", KINDS)
def test_they_know_nothing_later_than_their_day(kind: Kind):
    saved = saved_for_sample(kind)
    assert saved.mark.last_day is not None
    latest = [
        saved.mark.last_day,
        *(saved.team_rows[:, column].max() for column in (LAST_DAY, IN_SEASON)),
        *(saved.competition_rows[:, column].max() for column in (LAST_ROUND, SEASON)),
    ]
    assert max(latest) < day_number(DAY)
    assert saved.mark.last_day == max(latest)


@pytest.mark.parametrize("kind", KINDS)
def test_they_hold_the_clubs_of_the_sample_and_nobody_else(kind: Kind, sample_store: Store):
    saved = saved_for_sample(kind)
    whole = sample_store.evidence(AsOf(dt.datetime(9000, 1, 1, tzinfo=dt.UTC)))
    assert set(whole.teams) - set(saved.teams) == {"srb-backa-topola"}
    assert set(saved.teams) <= set(whole.teams)
    assert set(whole.competitions) <= set(saved.competitions)
    assert np.isfinite(saved.team_rows).all()
    assert np.isfinite(saved.competition_rows).all()
    assert (saved.team_rows[:, VAR_STRENGTH] > 0).all()


def test_a_club_shares_the_level_of_its_league():
    state = ratings_for_sample("shots").clubs
    names = list(state.competitions)
    pools = {
        team: names[int(state.team_rows[state.teams[team], POOL])]
        for team in ("ita-atalanta", "eng-luton-town", "eng-burnley", "ita-frosinone")
    }
    assert pools == {
        "ita-atalanta": "ita-1",
        "eng-luton-town": "eng-2",  # came up that summer
        "eng-burnley": "eng-2",
        "ita-frosinone": "ita-2",
    }


def test_forecasts_of_the_sample_start_from_them(sample_store: Store):
    desk = Desk(sample_store)
    fixture = desk.fixture("Burnley", "Manchester City", "2023-08-11")
    forecast = desk.forecast(fixture, model="shots")
    assert forecast.model.trained_on_matches == ratings_for_sample("shots").matches
    assert forecast.result.away > 0.7
    later = desk.forecast(desk.fixture("Atalanta", "Liverpool", "2024-04-18"), model="shots")
    learnt = len(sample_store.evidence(later.as_of, DAY))
    assert later.model.trained_on_matches == ratings_for_sample("shots").matches + learnt


def test_forecasts_of_before_their_day_do_not_see_them(sample_store: Store):
    desk = Desk(sample_store)
    fixture = desk.fixture("Liverpool", "Everton", "2023-02-13")
    assert desk.forecast(fixture, model="shots").model.trained_on_matches < 200
    ratings = RatingsAsOf(sample_store, lambda _: None, SAMPLE_START)
    assert ratings.of("shots", as_of("2023-07-31")).matches < 200


def test_whoever_asked_about_an_earlier_day_first_gets_the_same_numbers(sample_store: Store):
    asked, afresh = (RatingsAsOf(sample_store, lambda _: None, SAMPLE_START) for _ in range(2))
    asked.of("shots", as_of("2023-02-13"))
    moment = as_of("2023-09-16")
    numbers = [ratings.of("shots", moment).expect(*DERBY, day("2023-09-16")).tolist() for ratings in (asked, afresh)]
    assert numbers[0] == numbers[1]


def test_clubs_the_snapshot_does_not_know_arrive_as_anybody_does(sample_store: Store):
    desk = Desk(sample_store)
    forecast = desk.forecast(desk.fixture("West Ham", "Backa Topola", "2023-09-21"), model="shots")
    assert forecast.result.home > 0.5


@pytest.mark.shared_data
def test_the_numbers_are_those_of_all_matches(shared_store: Store):
    expected = RatingsAsOf(shared_store, lambda _: None).of("shots", AsOf(dt.datetime(2023, 8, 1, 12, tzinfo=dt.UTC)))
    shipped = ratings_for_sample("shots")
    pairings = [
        ("eng-liverpool", "eng-arsenal", False, "eng-1"),
        ("eng-burnley", "eng-manchester-city", False, "eng-1"),
        ("ita-atalanta", "eng-liverpool", False, "uefa-el"),
        ("aze-qarabag", "por-braga", False, "uefa-el"),
    ]
    for pairing in pairings:
        ours, theirs = (ratings.expect(*pairing, day("2023-08-20")) for ratings in (shipped, expected))
        assert ours == pytest.approx(theirs, abs=2e-5), pairing
