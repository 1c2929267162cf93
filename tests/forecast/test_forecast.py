"""What every model must do, and the way from a fixture to its forecast."""

import dataclasses
import datetime as dt
import json
from typing import Any

import numpy as np
import pytest

from pressbox.domain import AsOf, MatchTable, Quotes, Tie
from pressbox.errors import ForecastError, NotFitted
from pressbox.forecast.forecast import (
    DEFAULT_MODEL,
    MODELS,
    forecast_with,
    make_forecast,
    make_model,
    needs_quotes,
)
from pressbox.forecast.markets import all_markets
from tests.builders import EUROPA_LEAGUE, fixture, match, team
from tests.forecast.matches import as_of, day, match_table, sample_rows, shuffled

ATALANTA, LIVERPOOL = (dataclasses.replace(team(name), id=name) for name in ("Atalanta", "Liverpool"))
FIRST_LEG = fixture("2024-04-11", LIVERPOOL, ATALANTA, EUROPA_LEAGUE, round="Quarter-finals", leg=1, tie="qf")
SECOND_LEG = fixture("2024-04-18", ATALANTA, LIVERPOOL, EUROPA_LEAGUE, round="Quarter-finals", leg=2, tie="qf")
PLAYED = match("2024-04-11", LIVERPOOL, "0-3", ATALANTA, EUROPA_LEAGUE, leg=1)
TIE = Tie("qf", 2, 2, PLAYED, False, True)
EVE = AsOf(dt.datetime(2024, 4, 18, tzinfo=dt.timezone(dt.timedelta(hours=2))))
QUOTES = Quotes(SECOND_LEG, EVE, "opening", (3.4, 3.8, 2.1), (1.7, 2.2))


@pytest.fixture(scope="module")
def history() -> MatchTable:
    return match_table(sample_rows())


@pytest.fixture(params=sorted(MODELS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_model_is_known_by_its_name(name: str):
    assert MODELS[name].name == name
    assert make_model(name).version


def test_every_market_of_a_model_sums_to_1(name: str, history: MatchTable):
    grid = make_forecast(SECOND_LEG, EVE, history, TIE, model=name, quotes=QUOTES).grid
    assert grid.min() >= 0
    for market, outcomes in all_markets(grid).items():
        assert sum(outcomes.values()) == pytest.approx(1, abs=1e-12), market


def test_a_model_does_not_look_ahead(name: str, history: MatchTable):
    later = history.day >= day("2024-04-18")
    changed = dataclasses.replace(history, away_goals=np.where(later, 8.0, history.away_goals))
    forecasts = [make_forecast(SECOND_LEG, EVE, table, TIE, model=name, quotes=QUOTES) for table in (history, changed)]
    assert forecasts[0].to_dict() == forecasts[1].to_dict()


def test_a_model_does_not_mind_the_order_of_the_matches(name: str, history: MatchTable):
    rates = [make_model(name, QUOTES).fit(table, EVE).predict("Atalanta", "Liverpool", False, "uefa-el", 19831)
             for table in (history, shuffled(history))]  # fmt: skip
    assert dataclasses.astuple(rates[0]) == pytest.approx(dataclasses.astuple(rates[1]), abs=1e-5)


def test_a_model_forecasts_clubs_it_has_never_seen(name: str, history: MatchTable):
    if needs_quotes(name):
        pytest.skip("forecasts only the fixture that is priced")
    rates = make_model(name).fit(history, EVE).predict("Nobody", "Nowhere", True, "nor-1", 19831)
    assert rates.grid().sum() == pytest.approx(1)


def test_a_model_that_was_not_fitted_says_so(name: str):
    with pytest.raises(NotFitted):
        forecast_with(make_model(name), SECOND_LEG, EVE)


def test_an_unknown_model_is_answered_with_the_known_ones():
    with pytest.raises(ForecastError, match=f'"oracle".*{DEFAULT_MODEL}'):
        make_model("oracle")


def test_a_model_that_knows_too_much_is_refused(history: MatchTable):
    model = make_model().fit(history, as_of("2024-04-19"))
    with pytest.raises(ForecastError, match="knows too much"):
        forecast_with(model, SECOND_LEG, EVE, TIE)


def test_a_second_leg_carries_the_first(history: MatchTable):
    forecast = make_forecast(SECOND_LEG, EVE, history, TIE)
    assert forecast.tie is not None
    assert forecast.tie.through.home > 0.85
    assert [(need.side, need.win_by, need.level_by) for need in forecast.tie.needs] == [
        ("home", -2, -3),
        ("away", 4, 3),
    ]


def test_a_first_leg_is_over_both_legs(history: MatchTable):
    tie = Tie("qf", 2, 1, None, False, True)
    before = as_of("2024-04-11")
    at_home = make_forecast(FIRST_LEG, before, history, tie)
    elsewhere = make_forecast(FIRST_LEG, before, history, tie, reverse_neutral=True)
    assert at_home.tie is not None
    assert elsewhere.tie is not None
    assert elsewhere.tie.through.home > at_home.tie.through.home
    assert at_home.tie.aggregate_before is None


def test_a_handicap_of_half_a_goal_is_a_sum_of_cells(history: MatchTable):
    document: Any = make_forecast(SECOND_LEG, EVE, history, TIE).to_dict()
    lines = {line["line"]: line for line in document["handicaps"]}
    assert list(lines) == [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]
    assert lines[-0.5]["home"] == pytest.approx(document["result"]["home"], abs=1e-7)
    assert lines[0.5]["away"] == pytest.approx(document["result"]["away"], abs=1e-7)
    assert all(line["home"] + line["away"] == pytest.approx(1, abs=1e-7) for line in document["handicaps"])


def test_the_document_is_that_of_the_contract(history: MatchTable):
    document = make_forecast(SECOND_LEG, EVE, history, TIE).to_dict()
    assert json.loads(json.dumps(document)) == document
    assert document["fixture"] == {
        "id": SECOND_LEG.id, "date": "2024-04-18", "competition": "Europa League", "season": "2023-24",
        "round": "Quarter-finals", "leg": 2, "home": "Atalanta", "away": "Liverpool", "neutral": False,
    }  # fmt: skip
    assert document["as_of"] == "2024-04-18T00:00:00+02:00"
    assert document["model"] == {"name": "shots", "version": "2", "trained_on_matches": 911}
    assert document["movement"] is None
    shape = {key: sorted(value) for key, value in document.items() if isinstance(value, dict)}
    assert list(document) == [
        "fixture", "as_of", "model", "rates", "result", "scorelines", "totals", "btts", "team_goals", "handicaps",
        "predicted_score", "tie", "movement", "intervals", "absences",
    ]  # fmt: skip
    assert shape["rates"] == shape["team_goals"] == shape["predicted_score"] == ["away", "home"]
    assert shape["result"] == ["away", "draw", "home"]
    assert shape["totals"] == ["over_0_5", "over_1_5", "over_2_5", "over_3_5", "over_4_5"]
    tie = document["tie"]
    assert isinstance(tie, dict)
    assert list(tie) == [
        "leg", "aggregate_before", "away_goals_rule", "through", "decided", "predicted_aggregate", "needs",
    ]  # fmt: skip
    assert tie["aggregate_before"] == {"home": 3, "away": 0}
    assert list(tie["decided"]) == ["in_90", "extra_time", "penalties"]
    assert tie["needs"][1] == {
        "club": "Liverpool", "side": "away", "win_by": 4, "level_by": 3, "level": "extra_time", "visitors_goals": None,
    }  # fmt: skip


def test_the_document_has_intervals_around_its_probabilities(history: MatchTable):
    document = make_forecast(SECOND_LEG, EVE, history, TIE).to_dict()
    intervals = document["intervals"]
    assert isinstance(intervals, dict)
    assert list(intervals) == ["level", "result", "over_2_5", "btts", "through"]
    for part, points in (("result", document["result"]), ("through", document["tie"]["through"])):
        for name, p in points.items():
            assert intervals[part][name]["low"] < p < intervals[part][name]["high"]
    assert intervals["over_2_5"]["low"] < document["totals"]["over_2_5"] < intervals["over_2_5"]["high"]
    assert intervals["btts"]["low"] < document["btts"] < intervals["btts"]["high"]
    alone = make_forecast(SECOND_LEG, EVE, history)
    assert alone.to_dict()["intervals"]["through"] is None
    exact = dataclasses.replace(alone, rates=dataclasses.replace(alone.rates, home_spread=0.0, away_spread=0.0))
    assert exact.to_dict()["intervals"] is None


def test_the_numbers_of_a_document_agree(history: MatchTable):
    forecast = make_forecast(SECOND_LEG, EVE, history, TIE)
    assert sum(forecast.result) == pytest.approx(1, abs=1e-12)
    assert 0.99 < sum(p for _, p in forecast.scorelines) < 1
    assert forecast.over(0.5) == pytest.approx(1 - forecast.grid[0, 0], abs=1e-12)
    assert forecast.team_over("home", 0.5) * 1 >= forecast.both_score.yes
    listed = max((item for item in forecast.scorelines if item[0] == forecast.predicted_score), default=None)
    assert listed is not None


def test_outside_a_tie_there_is_no_tie(history: MatchTable):
    forecast = make_forecast(SECOND_LEG, EVE, history)
    assert forecast.tie is None
    assert forecast.to_dict()["tie"] is None


def test_a_forecast_reads_well_in_a_notebook(history: MatchTable):
    assert repr(make_forecast(SECOND_LEG, EVE, history)).startswith("<Forecast Atalanta ")


def test_the_grid_of_a_forecast_cannot_be_changed(history: MatchTable):
    with pytest.raises(ValueError, match="read-only"):
        make_forecast(SECOND_LEG, EVE, history).grid[0, 0] = 1
