"""Which seasons a backtest is about, and which of their matches."""

from __future__ import annotations

import numpy as np
import pytest

from pressbox.errors import StoreError
from pressbox.sources.registry import SOURCES
from pressbox.store.database import Store
from pressbox.store.ingest import ingest
from pressbox.store.past_seasons import SeasonRange, choose
from tests.store.folders import write

HEADER = "date,competition,season,round,home,away,home_goals,away_goals,note"
RESULTS = [
    "2021-08-14,eng-1,2021-22,,Arsenal,Chelsea,2,1,",
    "2021-08-21,eng-1,2021-22,,Everton,Liverpool,0,0,",
    "2022-08-13,eng-1,2022-23,,Arsenal,Liverpool,1,1,",
    "2022-08-20,eng-1,2022-23,,Chelsea,Fulham,3,2,",
    "2022-08-27,eng-1,2022-23,,Everton,Arsenal,3,0,awarded",
    "2023-08-12,eng-1,2023-24,,Fulham,Arsenal,,,",
    "2022-09-01,eng-fa-cup,2022-23,,Arsenal,Fulham,2,1,aet",
    "2022-09-08,eng-fa-cup,2022-23,,Chelsea,Everton,2,1,",
]
PRICES = [
    "date,competition,home,away,bookmaker,market,timing,outcome,price,handicap",
    *(
        f"2022-08-13,eng-1,Arsenal,Liverpool,Avg,1x2,opening,{outcome},{price},"
        for outcome, price in (("home", 2.0), ("draw", 3.5), ("away", 4.0))
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("tables")
    write(folder / "results.csv", [HEADER, *RESULTS])
    write(folder / "prices.csv", PRICES)
    home = tmp_path_factory.mktemp("home")
    ingest(home, folder, SOURCES)
    return Store.open(home)


def test_matches_that_were_played_with_their_prices(store: Store):
    past = store.past_matches([], None)
    assert past.season.tolist() == ["2021-22", "2021-22", "2022-23", "2022-23"]
    assert past.names == {"eng-1": "Premier League"}
    assert past.matches.home_goals.tolist() == [2, 0, 1, 3]
    np.testing.assert_array_equal(past.matches.stats["home_opening"], [np.nan, np.nan, 2.0, np.nan])
    assert np.isnan(past.matches.stats["over_2_5_closing"]).all()
    assert (str(past.first_day), str(past.last_day)) == ("2021-08-14", "2022-08-20")


def test_a_club_that_was_not_in_the_league_the_season_before_is_promoted(store: Store):
    """Of 2021-22 the season before is not on record."""
    np.testing.assert_array_equal(store.past_matches([], None).promoted, [np.nan, np.nan, 0.0, 1.0])


def test_scores_after_extra_time_are_not_those_of_90_minutes(store: Store):
    past = store.past_matches(["eng-fa-cup"], None)
    assert past.matches.home_goals.tolist() == [2]
    assert np.isnan(past.promoted).all()


def test_only_the_seasons_asked_for(store: Store):
    assert set(store.past_matches([], SeasonRange.parse("2022-23")).season) == {"2022-23"}
    assert len(store.past_matches(["eng-1", "eng-fa-cup"], SeasonRange.parse("2021-22:2022-23"))) == 5


def test_seasons_that_the_store_lacks_are_named_with_those_it_has(store: Store):
    with pytest.raises(StoreError, match=r"no season 2023-24 of Premier League \(2021-22 to 2022-23\)"):
        store.past_matches([], SeasonRange.parse("2022-23:2023-24"))
    with pytest.raises(StoreError, match=r"no season from 2021-22 to 2021-22 of FA Cup"):
        store.past_matches(["eng-1", "eng-fa-cup"], SeasonRange.parse("2021-22"))


def rows(**seasons: list[str]) -> list[dict[str, str]]:
    return [
        {"competition": name.replace("_", "-"), "name": name, "season": season}
        for name, found in seasons.items()
        for season in found
    ]


def test_without_a_choice_it_is_the_last_three_seasons_of_the_big_five():
    on_record = rows(aut_1=["2023-24"], eng_1=["2020-21", "2021-22", "2022-23", "2023-24"], ita_1=["2019-20"])
    assert choose(on_record, [], None) == [
        ("eng-1", "2021-22"), ("eng-1", "2022-23"), ("eng-1", "2023-24"), ("ita-1", "2019-20")
    ]  # fmt: skip
    assert choose(rows(aut_1=["2023-24"]), [], None) == [("aut-1", "2023-24")]


def test_a_competition_named_twice_is_one():
    assert choose(rows(eng_1=["2023-24"]), ["eng-1", "eng-1"], None) == [("eng-1", "2023-24")]


def test_nothing_to_choose_from():
    with pytest.raises(StoreError, match="ingest results"):
        choose([], [], None)
    with pytest.raises(StoreError, match="mars-1 has no match with a score"):
        choose(rows(eng_1=["2023-24"]), ["mars-1"], None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("2021-22:2023-24", "2021-22", "2023-24"), ("2023", "2023", "2023"), (" 2019:2021-22 ", "2019", "2021-22")],
)
def test_seasons_are_a_range_or_one_alone(text: str, first: str, last: str):
    assert SeasonRange.parse(text) == SeasonRange(first, last)


@pytest.mark.parametrize("text", ["", "abc", "2021-22:", "2023-24:2021-22", "2021-22:2022-23:2023-24"])
def test_what_is_no_range_of_seasons_is_refused(text: str):
    with pytest.raises(ValueError, match=r"got '.*'\."):
        SeasonRange.parse(text)
