from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from pressbox.squads.standing import FIT, return_day, standing_of
from tests import builders as b
from tests.squads.records import CLUB, ON

AT = dt.datetime.combine(ON, dt.time(15))


def never(_: dt.datetime) -> bool:
    return False


def test_of_whom_nothing_is_reported_is_fit():
    assert standing_of([], ON, AT, never) == FIT


def test_a_report_seen_after_the_moment_does_not_count():
    assert standing_of([b.report(CLUB, "Ada", "out", "2024-04-21")], ON, AT, never) == FIT


def test_a_player_who_has_played_since_is_back():
    out = b.report(CLUB, "Ada", "out", "2024-04-10")
    assert standing_of([out], ON, AT, never).absent
    assert standing_of([out], ON, AT, lambda seen: seen < dt.datetime(2024, 4, 13)).status == "back"


def test_a_ban_ends_on_the_day_named_and_an_injury_becomes_due():
    ban = b.report(CLUB, "Ada", "suspended", "2024-04-10", expected_return="2024-04-20")
    assert standing_of([ban], ON, AT, never).chance == 1.0
    injury = dataclasses.replace(ban, status="out")
    assert standing_of([injury], ON, AT, never).due
    assert not standing_of([injury], ON, AT, never).absent


@pytest.mark.parametrize(
    ("text", "seen", "day"),
    [
        ("14 Jan", "2023-12-29", "2024-01-14"),
        ("29 Dec", "2024-01-03", "2023-12-29"),
        ("2024-05-01", "2024-04-10", "2024-05-01"),
        ("30 Feb", "2024-01-10", None),
        ("in a couple of weeks", "2024-04-10", None),
        (None, "2024-04-10", None),
    ],
)
def test_days_of_return_are_read_in_the_year_that_is_meant(text: str | None, seen: str, day: str | None):
    """A day of December that was named in January has just gone by."""
    found = return_day(b.report(CLUB, "Ada", "out", seen, expected_return=text))
    assert (found.isoformat() if found else None) == day
