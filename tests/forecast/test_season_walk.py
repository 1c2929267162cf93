"""The year before a day: the ratings' course, and how forecasts did, from nothing that came later."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools

import numpy as np
import pytest

from pressbox.domain import MatchTable, PastMatches
from pressbox.forecast.model import day_number, select
from pressbox.forecast.prices import priced_of
from pressbox.forecast.ratings import Ratings, Results
from pressbox.forecast.season_walk import FEWEST, STEP, Record, SeasonWalk
from tests import builders as b
from tests.forecast.matches import as_of, day, match_table, season

STRENGTHS = dict(zip("abcdefghijkl", np.linspace(-0.6, 0.6, 12).tolist(), strict=True))
TABLE = match_table(season(STRENGTHS, "2022-08-01", seed=4))
END = dt.date(2023, 2, 1)
FIXTURE = dataclasses.replace(
    b.fixture("2023-02-03", b.team("a"), b.team("l")), home=b.team("a"), away=b.team("l"), season="2022-23"
)


def walked(table: MatchTable = TABLE, end: dt.date = END) -> SeasonWalk:
    return SeasonWalk.of(Ratings.new("results"), table, end)


def model() -> Results:
    return Results().fit(TABLE, as_of("2023-02-03"))


def past(table: MatchTable = TABLE) -> PastMatches:
    seasons = np.full(len(table), "2022-23", dtype=np.object_)
    return PastMatches(table, {"eng-1": "Premier League"}, seasons, np.full(len(table), np.nan))


def test_the_course_is_that_of_ratings_learnt_up_to_each_week():
    course = walked().course(model(), FIXTURE)
    for point in (course[2], course[-1]):
        alone = Ratings.new("results")
        alone.learn(select(TABLE, TABLE.day < day_number(point.day)))
        expected = alone.clubs.expect("a", "l", False, "eng-1", day_number(point.day), (0.0, 0.0))
        rates = model().as_rates(expected, "eng-1")
        assert (point.home, point.away) == pytest.approx((rates.home, rates.away), abs=1e-9)


def test_the_course_goes_week_by_week_and_begins_when_both_have_played():
    days = [point.day for point in walked().course(model(), FIXTURE)]
    assert days[-1] == END
    assert {(later - earlier).days for earlier, later in itertools.pairwise(days)} == {STEP}
    assert day_number(days[0]) > TABLE.day.min()


def test_a_side_that_never_played_has_no_course():
    stranger = dataclasses.replace(FIXTURE, home=b.team("nobody"))
    assert walked().course(model(), stranger) == ()


def test_nothing_of_the_last_day_or_later_is_in_the_walk():
    altered = dataclasses.replace(TABLE, home_goals=np.where(TABLE.day >= day_number(END), 9.0, TABLE.home_goals))
    assert walked(altered).course(model(), FIXTURE) == walked().course(model(), FIXTURE)
    assert walked(altered).record(model(), past(altered), "L") == walked().record(model(), past(), "L")


def record() -> Record:
    found = walked().record(model(), past(), "Premier League")
    assert found is not None
    return found


def test_the_record_counts_the_matches_of_the_season_so_far():
    found = record()
    before = TABLE.day < day_number(END)
    assert found.matches == np.count_nonzero(before)
    assert day_number(found.until) == TABLE.day[before].max()
    assert 0 < found.expected_right <= found.matches
    assert found.right == pytest.approx(found.expected_right, abs=4 * found.matches**0.5)
    assert (found.priced, found.rps_priced, found.rps_prices) == (0, None, None)


def test_the_record_stands_beside_closing_prices_of_the_same_matches():
    prices = {f"{outcome}_closing": np.full(len(TABLE), 3.0) for outcome in ("home", "draw", "away")}
    found = walked().record(model(), past(dataclasses.replace(TABLE, stats=prices)), "Premier League")
    assert found is not None
    assert found.priced == found.matches
    assert found.rps_priced == found.rps == record().rps
    home, away = TABLE.home_goals, TABLE.away_goals
    drawn = (home == away)[TABLE.day < day_number(END)].mean()
    # By hand: a third each loses (1/9 + 1/9) / 2 on a draw, and (4/9 + 1/9) / 2 on a win of either side.
    assert found.rps_prices == pytest.approx(drawn / 9 + (1 - drawn) * 5 / 18, abs=1e-6)


def test_too_few_matches_are_no_record():
    few = select(TABLE, TABLE.day <= np.sort(TABLE.day)[FEWEST // 2])
    assert walked().record(model(), past(few), "Premier League") is None


def test_prices_lose_their_margin_and_odd_ones_are_no_market():
    from pressbox.domain import Quotes

    quotes = Quotes(FIXTURE, as_of("2023-02-03"), "opening", (2.0, 3.5, 4.0), (1.9, 1.9))
    found = priced_of(quotes)
    assert found is not None
    assert sum(found.probabilities) == pytest.approx(1)
    assert found.over_2_5 == pytest.approx(0.5)
    assert priced_of(dataclasses.replace(quotes, result=(0.5, 3.5, 4.0))) is None
    assert priced_of(dataclasses.replace(quotes, result=None)) is None
    assert day("2023-02-03") == day_number(FIXTURE.date)
