"""What moved a forecast: from the sample's matches to named causes."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from pressbox.domain import AsOf, Fixture, Quotes
from pressbox.errors import ForecastError
from pressbox.forecast.document import Forecast
from pressbox.forecast.forecast import MODELS, needs_quotes
from pressbox.pipeline import Desk
from pressbox.store.database import Store

RATED = ("results", "shots", "prices")
FITTED = sorted(name for name in MODELS if not needs_quotes(name) and name not in RATED)


@pytest.fixture(scope="module")
def desk(sample_store: Store) -> Desk:
    return Desk(sample_store)


@pytest.fixture(scope="module")
def second_leg(desk: Desk) -> Fixture:
    return desk.fixture("Atalanta", "Liverpool", "2024-04-18")


def moved(desk: Desk, fixture: Fixture, since: str, model: str = "results", as_of: str | None = None) -> Forecast:
    return desk.forecast(fixture, desk.as_of(fixture, as_of), model, desk.as_of(fixture, since))


def told(forecast: Forecast) -> list[tuple[str, str | None]]:
    """Each cause and the day of its match."""
    assert forecast.movement is not None
    return [(cause.kind, str(cause.match.fixture.date) if cause.match else None) for cause in forecast.movement.causes]


def adds_up(forecast: Forecast) -> None:
    document: dict[str, Any] = forecast.to_dict()
    movement = document["movement"]
    assert movement["to"]["result"] == document["result"]
    ends = {name: (movement["from"]["result"][name], movement["to"]["result"][name]) for name in document["result"]}
    if document["tie"]:
        assert movement["to"]["through"] == document["tie"]["through"]
        ends["through_home"] = movement["from"]["through"]["home"], movement["to"]["through"]["home"]
    for name, (before, after) in ends.items():
        assert sum(cause["change"][name] for cause in movement["causes"]) == pytest.approx(after - before, abs=1e-12)


@pytest.mark.parametrize("name", sorted({*RATED, *FITTED}))
def test_causes_add_up_and_the_sides_own_matches_come_in_order(desk: Desk, second_leg: Fixture, name: str):
    forecast = moved(desk, second_leg, "2024-04-11", name)
    adds_up(forecast)
    own = [cause for cause in told(forecast) if cause[0] in ("result", "first leg")]
    assert own == [
        ("result", "2024-04-11"),
        ("first leg", "2024-04-11"),
        ("result", "2024-04-14"),
        ("result", "2024-04-15"),
    ]


@pytest.mark.parametrize("name", RATED)
def test_ratings_leave_less_than_a_millionth_to_rounding(desk: Desk, second_leg: Fixture, name: str):
    movement = moved(desk, second_leg, "2023-09-01", name).movement
    assert movement is not None
    assert all(cause.change.most < 1e-6 for cause in movement.causes if cause.kind == "rounding")


def test_the_score_of_the_first_leg_is_apart_from_what_it_said_of_the_sides(desk: Desk, second_leg: Fixture):
    movement = moved(desk, second_leg, "2024-04-11").movement
    assert movement is not None
    result, first_leg = movement.causes[:2]
    assert result.change.home > 0.01
    assert first_leg.change[:3] == (0, 0, 0)
    assert first_leg.change.through_home is not None and first_leg.change.through_home > 0.5  # noqa: PT018
    assert movement.before.through is not None
    assert movement.before.through.home < 0.4
    assert "first leg" not in {kind for kind, _ in told(moved(desk, second_leg, "2024-04-12"))}


def test_of_a_first_leg_the_whole_tie_moves(desk: Desk):
    fixture = desk.fixture("Liverpool", "Atalanta", "2024-04-11")
    forecast = moved(desk, fixture, "2024-04-02")
    adds_up(forecast)
    assert {kind for kind, _ in told(forecast)} >= {"result"}
    assert "first leg" not in {kind for kind, _ in told(forecast)}


@pytest.mark.parametrize("name", ["results", "elo"])
def test_nothing_later_than_the_moment_is_a_cause(desk: Desk, second_leg: Fixture, name: str):
    """Three days before the match two more were still to come."""
    dates = [date for _, date in told(moved(desk, second_leg, "2024-04-11", name, "2024-04-14T00:00")) if date]
    assert dates == ["2024-04-11", "2024-04-11"]


def test_in_a_league_the_table_is_a_cause(desk: Desk):
    forecast = moved(desk, desk.fixture("Liverpool", "Crystal Palace", "2024-04-14"), "2024-04-01")
    adds_up(forecast)
    assert ("table", None) in told(forecast)


def test_between_a_moment_and_itself_nothing_changes(desk: Desk, second_leg: Fixture):
    for name in ("results", "dixon-coles"):
        assert told(moved(desk, second_leg, "2024-04-18", name)) == []


def test_many_matches_of_a_fitted_model_are_one_cause(desk: Desk, second_leg: Fixture):
    forecast = moved(desk, second_leg, "2024-02-01", "elo")
    adds_up(forecast)
    assert told(forecast) == [("first leg", "2024-04-11"), ("results since", None), ("own matches", None)]


def test_the_market_moves_by_its_prices(desk: Desk, second_leg: Fixture, monkeypatch: pytest.MonkeyPatch):
    quotes = {"2024-04-17": (3.4, 3.8, 2.1), "2024-04-18": (3.0, 3.8, 2.3)}

    def quoted(self: Store, fixture: Fixture, as_of: AsOf) -> Quotes:
        return dataclasses.replace(
            asked(self, fixture, as_of), timing="opening", result=quotes[str(as_of.local_date)], missing=None
        )

    asked = Store.quotes
    monkeypatch.setattr(Store, "quotes", quoted)
    forecast = moved(desk, second_leg, "2024-04-17", "market")
    adds_up(forecast)
    assert told(forecast) == [("prices", None)]


def test_an_earlier_moment_must_be_earlier(desk: Desk, second_leg: Fixture):
    with pytest.raises(ForecastError, match=r"2024-04-19.* is after 2024-04-18"):
        moved(desk, second_leg, "2024-04-19")


def test_an_unknown_model_is_answered_with_the_known_ones(desk: Desk, second_leg: Fixture):
    with pytest.raises(ForecastError, match=r"crystal-ball.*choose one of"):
        moved(desk, second_leg, "2024-04-11", "crystal-ball")


def test_a_forecast_that_was_not_asked_has_no_movement(desk: Desk, second_leg: Fixture):
    assert desk.forecast(second_leg, model="results").to_dict()["movement"] is None
