import datetime as dt

import numpy as np

from pressbox.domain import AsOf
from pressbox.forecast.model import day_number, last_known_day, within
from tests.forecast.matches import Played, day, match_table


def test_at_midnight_the_last_known_day_is_the_day_before():
    """A match is known 135 minutes after its kick-off, so none of the day is before 02:15."""
    zone = dt.timezone(dt.timedelta(hours=2))
    assert last_known_day(AsOf(dt.datetime(2024, 4, 18, tzinfo=zone))) == day("2024-04-17")
    assert last_known_day(AsOf(dt.datetime(2024, 4, 18, 2, 14, tzinfo=zone))) == day("2024-04-17")
    assert last_known_day(AsOf(dt.datetime(2024, 4, 18, 22, 0, tzinfo=zone))) == day("2024-04-18")


def test_days_are_counted_from_1970():
    assert day_number(dt.date(1970, 1, 2)) == 1


def test_within_keeps_the_matches_and_their_teams():
    rows = [Played(1, "a", "b", 1, 0), Played(2, "c", "b", 2, 2), Played(3, "a", "d", 0, 1)]
    table = within(match_table(rows), 2, 3)
    assert table.teams == ("b", "c")
    assert [table.teams[side] for side in (table.home[0], table.away[0])] == ["c", "b"]
    assert len(table) == 1
    assert table.home_goals.tolist() == [2.0]


def test_within_an_empty_time_there_is_nothing():
    table = within(match_table([Played(1, "a", "b", 1, 0)]), 5, 9)
    assert len(table) == 0
    assert table.teams == ()


def test_within_cuts_the_further_columns_too():
    table = match_table([Played(1, "a", "b", 1, 0), Played(2, "b", "a", 1, 0)])
    table.stats["shots"] = np.array([3.0, 4.0])
    assert within(table, 2, 3).stats["shots"].tolist() == [4.0]
