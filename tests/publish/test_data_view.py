from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from pressbox.forecast.prices import Priced
from pressbox.forecast.season_walk import Expected, Record
from pressbox.preview.data_page import ClubOutlook, DataPage, Outlook
from pressbox.publish.data_view import Block, ForecastView, forecast_view
from tests import builders as b
from tests import stories

FIXTURE = stories.second_leg().fixture
PRICED = Priced("opening", (2.5, 3.4, 2.9), (1.8, 2.1), (0.38, 0.28, 0.34), 0.54)
RECORD = Record("Europa League", "2023-24", dt.date(2024, 4, 11), 132, 83, 80.3, 0.1782, 100, 0.18, 0.175)
COURSE = tuple(Expected(dt.date(2024, 1, 4) + dt.timedelta(days=7 * week), 1.2 + week / 50, 1.6) for week in range(10))
OUTLOOK = Outlook(
    "Europa League",
    "2023-24",
    (ClubOutlook("Atalanta", {"Final": 0.51, "title": 0.0}), ClubOutlook("Liverpool", {"Final": 0.0, "title": 0.2})),
)
DATA = DataPage(PRICED, COURSE, OUTLOOK, RECORD)
STANDING = {"rates": {}, "result": {"home": 0.26, "draw": 0.31, "away": 0.43}, "through": {"home": 0.2, "away": 0.8}}
MOVED = {
    "since": "2024-04-11T00:00:00+02:00",
    "from": STANDING,
    "to": {**STANDING, "result": {"home": 0.28, "draw": 0.31, "away": 0.41}, "through": {"home": 0.93, "away": 0.07}},
    "causes": [
        {
            "cause": "first leg", "match": "m", "date": "2024-04-11", "home": "Liverpool", "away": "Atalanta",
            "score": "0-3", "text": "", "change": {"home": 0.02, "draw": 0.0, "away": -0.02, "through_home": 0.73},
        },
        {"cause": "days", "text": "idle days", "change": {"home": 0.0, "draw": 0.0001, "away": -0.0001}},
    ],
}  # fmt: skip


def view(**changed: Any) -> ForecastView:  # noqa: ANN401 - any part of the document
    return forecast_view(FIXTURE, b.forecast(FIXTURE, tie=stories.SECOND_LEG_TIE) | changed, DATA)


def block(title: str, **changed: Any) -> Block:  # noqa: ANN401
    return next(one for one in view(**changed).blocks if one.title == title)


def test_every_chart_has_its_table():
    shown = view()
    assert [figure.title for figure in shown.figures] == [
        "Chance of each score, per cent",
        "The aggregate after 90 minutes, per cent",
        "The ratings' course",
    ]
    assert all(figure.table.rows for figure in shown.figures)


def test_the_aggregate_adds_up_the_cells_of_the_grid():
    """Of 14 hand-made cells with 3-0 before: 0-3 (5%) is level, 1-3 (6%) and so on lie beyond."""
    table = view().figures[1].table
    told = {row[0]: row[1] for row in table.rows}
    assert told["Level"] == "5%"
    assert sum(int(share.rstrip("%")) for share in told.values()) == 100


def test_movement_is_told_in_points_with_what_was_before_and_is_now():
    table = block("What has moved", movement=MOVED).table
    assert table.head == ("", "Atalanta", "Draw", "Liverpool", "Atalanta through")
    assert table.rows == (
        ("Before", "26.0%", "31.0%", "43.0%", "20.0%"),
        ("Liverpool 0-3 Atalanta, 11 Apr: the start it gives", "+2.0", "0.0", "−2.0", "+73.0"),
        ("Now", "28.0%", "31.0%", "41.0%", "93.0%"),
    )


def test_prices_stand_beside_what_we_say():
    assert block("Beside the prices").table.rows == (
        ("Atalanta", "28%", "38%", "2.50"),
        ("Draw", "31%", "28%", "3.40"),
        ("Liverpool", "41%", "34%", "2.90"),
        ("Over 2.5 goals", "53%", "54%", "1.80"),
    )


def test_what_never_came_in_simulated_seasons_is_not_called_impossible():
    assert block("The season").table.rows == (("Final", "51%", "under 1%"), ("Win the title", "under 1%", "20%"))


def test_the_record_stands_beside_the_prices():
    rows = dict(block("How such forecasts have done").table.rows)
    assert rows["Ranked probability score"] == "0.178"
    assert rows["The prices on these"] == "0.175"


def test_handicaps_that_are_settled_are_left_out():
    lines = [{"line": -1.5, "home": 0.18, "away": 0.82}, {"line": 2.5, "home": 0.995, "away": 0.005}]
    assert block("Who is ahead with a start", handicaps=lines).table.rows == (("1.5 to Liverpool", "18%", "82%"),)


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (4, "Liverpool go through in 90 minutes by winning by four or more."),
        (1, "Liverpool go through in 90 minutes by winning."),
        (0, "Liverpool go through in 90 minutes by not losing."),
        (-2, "Liverpool go through in 90 minutes unless they lose by more than two goals."),
    ],
)
def test_what_a_side_needs_is_said_in_words(by: int, told: str):
    needs = [{"side": "away", "win_by": by, "level_by": by - 1, "level": "extra_time"}]
    assert block("How the tie is decided", tie={**stories.SECOND_LEG_TIE, "needs": needs}).note == told


def test_without_anything_beside_it_the_forecast_stands_alone():
    fixture = stories.league().fixture
    shown = forecast_view(fixture, b.forecast(fixture), None)
    assert [figure.title for figure in shown.figures] == ["Chance of each score, per cent"]
    assert [one.title for one in shown.blocks] == [
        "Likeliest scores of each result", "Goals in the match", "Goals of each side",
    ]  # fmt: skip
