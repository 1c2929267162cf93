"""Which prices of a fixture are known at which moment."""

import dataclasses
import datetime as dt
import zoneinfo

import pytest

from pressbox.domain import AsOf, Quotes
from pressbox.store.database import Store
from pressbox.store.quotes import quotes_of
from tests.builders import fixture, team

FIXTURE = dataclasses.replace(
    fixture("2024-04-18", team("Atalanta"), team("Liverpool")), kick_off_at=dt.datetime(2024, 4, 18, 19)
)
ROME = zoneinfo.ZoneInfo("Europe/Rome")
MIDNIGHT = AsOf(dt.datetime(2024, 4, 18, tzinfo=ROME))
PRICES = {
    "home_opening": 3.4, "draw_opening": 3.8, "away_opening": 2.1, "over_2_5_opening": 1.7, "under_2_5_opening": 2.2,
    "home_closing": 3.3, "draw_closing": 3.7, "away_closing": 2.2, "over_2_5_closing": None, "under_2_5_closing": 2.1,
}  # fmt: skip


def at(*moment: int) -> AsOf:
    return AsOf(dt.datetime(*moment, tzinfo=ROME))


def quotes(moment: AsOf, prices: dict[str, float | None] = PRICES, kick_off: bool = True) -> Quotes:
    of = FIXTURE if kick_off else dataclasses.replace(FIXTURE, kick_off_at=None)
    return quotes_of(of, moment, prices, MIDNIGHT)


@pytest.mark.parametrize(
    ("moment", "timing"),
    [
        (at(2024, 4, 17, 23, 59), None),
        (at(2024, 4, 18), "opening"),
        (at(2024, 4, 18, 20, 59), "opening"),
        (at(2024, 4, 18, 21), "closing"),
    ],
)
def test_opening_prices_are_known_on_the_day_and_closing_prices_from_kick_off(moment: AsOf, timing: str | None):
    assert quotes(moment).timing == timing


def test_without_a_kick_off_time_closing_prices_are_known_when_the_day_is_over():
    assert quotes(at(2024, 4, 18, 23, 59), kick_off=False).timing == "opening"
    assert quotes(at(2024, 4, 19), kick_off=False).timing == "closing"


def test_half_a_total_is_none():
    assert quotes(at(2024, 4, 18)).total == (1.7, 2.2)
    assert quotes(at(2024, 4, 18, 22)).total is None
    assert quotes(at(2024, 4, 18, 22)).result == (3.3, 3.7, 2.2)


def test_closing_prices_that_are_not_whole_leave_the_opening_ones():
    assert quotes(at(2024, 4, 18, 22), PRICES | {"draw_closing": None}).timing == "opening"


def test_what_is_missing_is_said():
    assert quotes(at(2024, 4, 17)).missing == (
        "no price of Atalanta v Liverpool on 2024-04-18 is known at 2024-04-17T00:00:00+02:00: opening prices count"
        " from 2024-04-18T00:00:00+02:00 on; ask as of then."
    )
    assert "has no opening prices of home win, draw and away win" in (quotes(MIDNIGHT, {}).missing or "")
    assert "has no opening or closing prices" in (quotes(at(2024, 4, 18, 22), {}).missing or "")


def test_a_store_without_prices_says_so():
    store = Store.sample()
    fixture = store.fixture("Atalanta", "Liverpool", dt.date(2024, 4, 18))
    found = store.quotes(fixture, store.default_as_of(fixture))
    assert found.result is None
    assert found.fixture == fixture
    assert found.missing is not None
