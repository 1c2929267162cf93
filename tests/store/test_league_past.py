"""Champions of leagues, and what sides had after so many matches, against what is known of them."""

from __future__ import annotations

import datetime as dt

import pytest

from pressbox.domain import AsOf
from pressbox.store.database import Store
from pressbox.store.league_past import league_pasts, title_exceptions, whole_seasons
from pressbox.store.proofs import Prover
from pressbox.views import Covered, LeaguePast, LeagueTitleQuestion, StageQuestion


def test_seasons_reach_back_to_the_first_that_is_not_whole():
    seasons = [("2023-24", None), ("2022-23", True), ("2021-22", True), ("2020-21", False), ("2019-20", True)]
    covered = [Covered("eng-1", season, complete) for season, complete in seasons]
    assert whole_seasons(covered, "eng-1", "2023-24") == ("2022-23", "2021-22")
    assert whole_seasons(covered, "eng-1", "2021-22") == ()
    assert whole_seasons(covered, "esp-1", "2023-24") == ()


def test_titles_that_no_table_gives_are_listed():
    assert title_exceptions("ita-1") == {"1963-64": "ita-bologna", "2004-05": None, "2005-06": "ita-inter-milan"}


AS_OF = AsOf(dt.datetime(2024, 4, 20, tzinfo=dt.UTC))


def past(store: Store, team: str, league: str) -> LeaguePast:
    table = store.table(league, AS_OF.local_date, AS_OF)
    assert table is not None
    store.gather([team])
    covered = [
        Covered(row["competition"], row["season"], row["complete"])
        for row in store.known_rows("covered", AS_OF, {"teams": [team]})
    ]
    return league_pasts(store, {team: table}, covered, AS_OF)[team]


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("team", "league", "titles"),
    [
        ("eng-manchester-city", "eng-1", ["2022-23", "2021-22", "2020-21", "2018-19", "2017-18", "2013-14", "2011-12"]),
        ("esp-real-sociedad", "esp-1", ["1981-82", "1980-81"]),
        ("fra-montpellier", "fra-1", ["2011-12"]),
        ("ita-roma", "ita-1", ["2000-01", "1982-83"]),
        ("tur-trabzonspor", "tur-1", ["2021-22", "1983-84", "1980-81", "1979-80", "1978-79", "1976-77", "1975-76"]),
        ("ita-napoli", "ita-1", ["2022-23", "1989-90", "1986-87"]),
        ("por-boavista", "por-1", ["2000-01"]),
    ],
)
def test_champions_are_those_of_the_books_by_both_computations(
    shared_store: Store, team: str, league: str, titles: list[str]
):
    found = past(shared_store, team, league)
    assert [season for season, champion in found.champions.items() if champion == team] == titles
    asked = LeagueTitleQuestion(league, found.seasons, team)
    assert Prover(shared_store, [team], AS_OF).answers([asked]) == {asked: len(titles)}


@pytest.mark.shared_data
def test_points_of_the_invincibles_after_30_matches(shared_store: Store):
    """Arsenal had 74 points after 30 matches of 2003-04: 22 won, eight drawn."""
    asked = StageQuestion("eng-1", ("2003-04",), 30, "points", 74, team="eng-arsenal")
    more = StageQuestion("eng-1", ("2003-04",), 30, "points", 75)
    champions = StageQuestion("eng-1", ("2003-04",), 30, "points", 60, champions=True)
    found = Prover(shared_store, ["eng-arsenal"], AS_OF).answers([asked, more, champions])
    assert found == {asked: 1, more: 0, champions: 1}
