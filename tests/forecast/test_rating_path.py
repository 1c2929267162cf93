"""The way of the ratings to a later moment ends where learning everything at once does."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from pressbox.domain import MatchTable
from pressbox.forecast.evidence import RESULT_PRICES, Kind
from pressbox.forecast.model import select
from pressbox.forecast.rating_path import News, RatingPath, Stop, marked
from pressbox.forecast.ratings import Ratings, RatingState
from tests.forecast.matches import Played, day, match_table, season

STRENGTHS = dict(zip("abcdefghijkl", np.linspace(-0.4, 0.4, 12).tolist(), strict=True))
OTHERS = {name.upper(): strength for name, strength in STRENGTHS.items()}
SEASON = season(STRENGTHS, "2022-08-01", seed=2)
ABROAD = [row._replace(competition="ita-1") for row in season(OTHERS, "2022-08-01", seed=3)]
START, SINCE = day("2022-10-01"), day("2022-12-01")
FIXTURE = ("a", "b", "eng-1")


def priced(table: MatchTable) -> MatchTable:
    """The same matches, those of ``a`` with closing prices."""
    of_a = (table.home == table.teams.index("a")) | (table.away == table.teams.index("a"))
    prices = zip(RESULT_PRICES, (2.5, 3.4, 2.9), strict=True)
    return dataclasses.replace(table, stats={name: np.where(of_a, price, np.nan) for name, price in prices})


def news(kind: Kind = "results", rows: list[Played] | None = None, since: int = SINCE) -> News:
    """A start in October, and what became known from December on; of the eve only every other match was known."""
    table = priced(match_table(rows or [*SEASON, *ABROAD]))
    start = Ratings.new(kind)
    start.learn(select(table, table.day < START))
    table = select(table, table.day >= START)
    return News(start, table, (table.day < since) & ((table.day < since - 3) | (table.home % 2 == 0)))


def learnt(told: News, rows: np.ndarray) -> RatingState:  # type: ignore[type-arg]
    ratings = told.start.copy()
    ratings.learn(select(told.matches, rows))
    return ratings.clubs


def same(state: RatingState, other: RatingState) -> None:
    """Team by team: the rows may stand in another order."""
    assert state.teams.keys() == other.teams.keys()
    for team, row in state.teams.items():
        assert state.team_rows[row] == pytest.approx(other.team_rows[other.teams[team]], abs=1e-12)
    for name, row in state.competitions.items():
        assert state.competition_rows[row] == pytest.approx(other.competition_rows[other.competitions[name]], abs=1e-12)
    assert (state.matches, state.last_day) == (other.matches, other.last_day)


@pytest.fixture(params=["results", "prices"])
def told(request: pytest.FixtureRequest) -> News:
    return news(request.param)


def stops(told: News) -> list[Stop]:
    return list(RatingPath(told, *FIXTURE).stops())


def test_it_begins_with_what_was_known(told: News):
    same(RatingPath(told, *FIXTURE).before, learnt(told, told.known))


def test_it_ends_where_learning_all_at_once_ends(told: News):
    same(stops(told)[-1].state, learnt(told, np.ones(len(told.matches), dtype=bool)))


def test_own_matches_come_in_the_order_of_time_and_each_once(told: News):
    results = [stop.match for stop in stops(told) if stop.lesson == "result"]
    own = [row for row in SEASON if {"a", "b"} & {row.home, row.away} and row.day >= SINCE]
    assert [match[3] for match in results if match] == sorted(match[3] for match in results if match)
    assert len(set(results)) == len(results)
    assert {(row.home, row.away, row.competition, row.day) for row in own} <= set(results)


def test_a_match_is_told_as_played_then_priced_then_by_its_score():
    match = stops(news("prices"))
    first = next(stop.match for stop in match if stop.lesson == "result" and stop.match and "a" in stop.match[:2])
    assert [stop.lesson for stop in match if stop.match == first] == ["days", "price", "result"]
    assert "price" not in {stop.lesson for stop in stops(news("results"))}


def test_a_match_cut_down_to_nothing_says_nothing_of_strength():
    """Of a side's only match since, the part "days" leaves its strength where it was, and the score moves it."""
    table = [row for row in SEASON if row.day < SINCE] + [Played(SINCE, "a", "c", 6, 0)]
    told = dataclasses.replace(news(rows=table, since=SINCE), known=None)  # type: ignore[arg-type]
    told = dataclasses.replace(told, known=told.matches.day < SINCE)
    path = RatingPath(told, *FIXTURE)
    day_after = SINCE + 7
    before = path.before.expect("a", "b", False, "eng-1", day_after)
    played, scored = (stop.state.expect("a", "b", False, "eng-1", day_after) for stop in path.stops())
    assert played[:2] == pytest.approx(before[:2], abs=0.002)
    assert scored[0] - scored[1] > before[0] - before[1] + 0.05


def test_matches_elsewhere_are_apart_from_those_nearby(told: News):
    wide = [stop.lesson for stop in stops(told) if stop.match is None]
    assert set(wide) == {"elsewhere", "nearby"}
    only_here = stops(news(rows=SEASON))
    assert {stop.lesson for stop in only_here if stop.match is None} == {"nearby"}


def test_what_was_known_is_told_from_what_was_not():
    table = match_table(SEASON)
    known = select(table, (table.day < SINCE) & (table.home != 3))
    matches, mark = marked(table, known)
    assert matches is table
    assert mark.sum() == len(known)
    assert not mark[table.day >= SINCE].any()
    assert not marked(table, select(table, table.day < 0))[1].any()
