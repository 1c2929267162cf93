"""Ratings saved in a store and taken up again: the same forecasts by every way there."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from pressbox.domain import AsOf, RatingMark
from pressbox.forecast import rater, rating_steps
from pressbox.forecast.rater import Rater, RatingsAsOf
from pressbox.sources.registry import SOURCES
from pressbox.store.database import Store
from pressbox.store.ingest import IngestReport, ingest
from pressbox.store.ratings import numbers_of
from tests.forecast.matches import as_of, day
from tests.store.folders import Result, rows, write_premier_league

CLUBS = ("Arsenal", "Chelsea", "Everton", "Liverpool", "Fulham", "Burnley", "Tottenham", "West Ham")
PAIRING = ("eng-arsenal", "eng-chelsea", False, "eng-1")
TABLES = ("rating_marks", "team_ratings", "competition_ratings")


def season(first_year: int) -> list[Result]:
    """A double round robin, one match a day, with goals that depend on nothing but the pairing."""
    days = (dt.date(first_year, 8, 10) + dt.timedelta(days=4 * number) for number in range(100))
    return [
        (str(next(days)), home, away, (len(home) * first_year) % 4, (len(away) + first_year) % 3)
        for home in CLUBS
        for away in CLUBS
        if home != away
    ]


def write_seasons(data: Path, *years: int) -> None:
    for year in years:
        write_premier_league(data, season(year), f"{year % 100:02}{(year + 1) % 100:02}")


def rated(home: Path, data: Path) -> IngestReport:
    return ingest(home, data, SOURCES, rater=Rater())


def saved(home: Path) -> list[list[tuple[object, ...]]]:
    return [rows(home, f"SELECT * FROM {table} ORDER BY ALL") for table in TABLES]


@pytest.fixture(autouse=True)
def short_way_between_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressbox.store.ratings.MATCHES_A_MARK", 20)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write_seasons(tmp_path / "data", 2020, 2021, 2022)
    return tmp_path / "data"


@pytest.fixture
def home(tmp_path: Path, data: Path) -> Path:
    rated(tmp_path / "home", data)
    return tmp_path / "home"


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    store = Store.open(home)
    yield store
    store.close()


def expected(ratings: RatingsAsOf, moment: AsOf, date: str = "2023-08-12") -> list[float]:
    return ratings.of("results", moment).expect(*PAIRING, day(date)).tolist()


def silent(line: str) -> None:
    raise AssertionError(line)


def test_the_tables_hold_what_a_rating_is():
    """In the order of the columns of ``rating_steps``."""
    for table, count in (
        ("team_ratings", rating_steps.TEAM_COLUMNS),
        ("competition_ratings", rating_steps.COMPETITION_COLUMNS),
    ):
        names = numbers_of(table)
        assert len(names) == count
        for place, name in enumerate(names):
            assert getattr(rating_steps, name.upper()) == place, name


def test_marks_are_saved_some_matches_apart_for_every_kind_of_evidence(store: Store):
    marks = store.rating_marks()
    assert {mark.state for mark in marks} == {"results", "shots", "prices", "nations"}
    days = sorted({mark.mark for mark in marks})
    assert len(days) >= 6
    assert all(mark.day == 1 for mark in days)
    of_clubs = [mark for mark in marks if mark.state == "results"]
    assert all(later.matches - mark.matches >= 20 for mark, later in itertools.pairwise(of_clubs))


def test_a_mark_saves_only_what_changed(home: Path):
    """A club that plays no longer is written no more."""
    ((most, marks),) = rows(
        home,
        "SELECT max(n), any_value(m) FROM (SELECT team, count(*) AS n FROM team_ratings "
        "WHERE state = 'results' GROUP BY team), (SELECT count(*) AS m FROM rating_marks WHERE state = 'results')",
    )
    assert most <= marks
    ((idle,),) = rows(home, "SELECT count(*) FROM team_ratings WHERE state = 'nations'")
    assert idle == 0


def test_from_a_mark_and_from_the_beginning_the_forecast_is_the_same(store: Store):
    moment = as_of("2023-08-12")
    from_marks = RatingsAsOf(store, silent)
    whole = store.evidence(moment)
    alone = rater.Ratings.new("results")
    alone.learn(whole)
    assert from_marks.of("results", moment).matches == len(whole) == alone.matches
    assert expected(from_marks, moment) == pytest.approx(alone.expect(*PAIRING, day("2023-08-12")).tolist(), abs=1e-5)


def test_in_whatever_order_moments_are_asked_about_each_has_its_own_numbers(store: Store):
    dates = ["2021-03-01", "2021-03-02", "2021-05-20", "2022-08-11", "2023-02-01", "2023-02-03"]
    forwards, backwards = RatingsAsOf(store, silent), RatingsAsOf(store, silent)
    there = [expected(forwards, as_of(date), date) for date in dates]
    back = [expected(backwards, as_of(date), date) for date in reversed(dates)]
    afresh = [expected(RatingsAsOf(store, silent), as_of(date), date) for date in dates]
    assert there == back[::-1] == afresh
    assert len({tuple(numbers) for numbers in there}) == len(dates)


def test_moments_asked_about_twice_are_not_reckoned_again(store: Store):
    ratings = RatingsAsOf(store, silent)
    assert ratings.of("results", as_of("2022-08-11")) is ratings.of("results", as_of("2022-08-11"))


def test_only_the_ratings_that_a_forecast_needs_are_read(store: Store, monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []
    whole = Store.saved_ratings
    monkeypatch.setattr(Store, "saved_ratings", lambda self, mark: read.append(mark.state) or whole(self, mark))
    RatingsAsOf(store, silent).of("shots", as_of("2023-08-12"))
    assert sorted(read) == ["nations", "shots"]


def test_one_more_season_leaves_the_marks_before_it_and_adds_what_a_fresh_store_has(
    home: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    before = saved(home)
    learnt: list[int] = []
    monkeypatch.setattr(rater, "rate", lambda table, *rest: learnt.append(len(table)) or _RATE(table, *rest))
    write_seasons(data, 2023)
    rated(home, data)
    assert all(set(old) <= set(new) for old, new in zip(before, saved(home), strict=True))
    assert 0 < learnt[0] < 3 * 56
    rated(tmp_path / "fresh", data)
    assert saved(home) == saved(tmp_path / "fresh")


_RATE = rater.rate


def test_a_corrected_result_is_rated_anew_from_the_mark_before_it(home: Path, data: Path, tmp_path: Path):
    before = saved(home)
    results = season(2021)
    date, at_home, away, goals, against = results[30]
    results[30] = (date, at_home, away, goals + 5, against)
    write_premier_league(data, results, "2122")
    rated(home, data)
    assert saved(home) != before
    changed = {row[1] for row in set(saved(home)[0]) - set(before[0])}
    assert min(changed) > dt.date.fromisoformat(date)  # type: ignore[type-var]
    rated(tmp_path / "fresh", data)
    assert saved(home) == saved(tmp_path / "fresh")


def test_ratings_of_another_version_are_not_used_and_the_next_ingest_replaces_them(
    home: Path, data: Path, store: Store, monkeypatch: pytest.MonkeyPatch
):
    moment = as_of("2023-08-12")
    right = expected(RatingsAsOf(store, silent), moment)
    told: list[str] = []
    for module in ("saved_ratings", "rater"):
        monkeypatch.setattr(f"pressbox.forecast.{module}.rating_version", lambda: "99.new")
    ratings = RatingsAsOf(store, told.append)
    assert expected(ratings, moment) == pytest.approx(right, abs=1e-5)
    (line,) = told
    assert "99.new" in line
    assert "ingest" in line
    assert rated(home, data).changed
    assert {row[2] for row in saved(home)[0]} == {"99.new"}
    assert not rated(home, data).changed


def test_too_few_matches_for_a_mark_are_learnt_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("pressbox.store.ratings.MATCHES_A_MARK", 20_000)
    write_seasons(tmp_path / "data", 2022)
    rated(tmp_path / "home", tmp_path / "data")
    with contextlib.closing(Store.open(tmp_path / "home")) as store:
        assert store.rating_marks() == []
        assert RatingsAsOf(store, silent).of("shots", as_of("2023-08-12")).matches == 56


def test_before_any_data_the_ratings_know_nothing(store: Store):
    ratings = RatingsAsOf(store, silent).of("results", as_of("1950-01-01"))
    assert ratings.matches == 0


def test_what_is_saved_comes_back_as_it_was(home: Path, store: Store):
    """To single precision, in which the rating goes on."""
    mark: RatingMark = [mark for mark in store.rating_marks() if mark.state == "results"][-1]
    read = store.saved_ratings(mark)
    assert np.array_equal(read.team_rows, read.team_rows.astype(np.float32))
    assert set(read.teams) == {
        row[0] for row in rows(home, "SELECT DISTINCT team FROM team_ratings WHERE state = 'results'")
    }
    state = rater.ratings_of("results", {"results": read, "nations": read}).clubs
    assert (state.matches, state.last_day) == (mark.matches, mark.last_day)
