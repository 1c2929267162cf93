from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest

from pressbox.publish import charts
from pressbox.publish.charts import Columns, Course, Played
from pressbox.publish.pitch import HALF, WIDTH, Side, Spot, pitch, short_name
from pressbox.publish.svg import Alternative, label

CELLS = [{"home": 1, "away": 1, "p": 0.12}, {"home": 0, "away": 0, "p": 0.06}]
TOLD = Alternative("chart", "A & B", "<C> 1-0")
DAYS = [dt.date(2024, 1, 1), dt.date(2024, 2, 1), dt.date(2024, 4, 1)]


def side(*lines: list[str]) -> Side:
    return Side("Side", tuple(tuple(Spot(name) for name in line) for line in lines))


@pytest.mark.parametrize(
    "svg",
    [
        charts.bar([("home", 0.5), ("draw", 0.2), ("away", 0.3)], TOLD),
        charts.form_chart([Played("W", 9, 0), Played("D", 1, 1), Played("L", 0, 3)], TOLD),
        charts.heat_map(CELLS, "A & B", "<C>", "1-1 12.0%"),
        charts.columns([Columns("1", 0.7, "home"), Columns("level", 0.3, "draw")], TOLD),
        charts.course_chart(DAYS, [Course("A & B", (1.0, 1.2, 1.4), "home")], TOLD),
        pitch(side(["K"], ["One Two", "B", "C", "D"], ["E"]), None, TOLD),
    ],
)
def test_charts_are_well_formed_and_told_in_words(svg: str):
    root = ET.fromstring(str(svg))
    named = {element.get("id"): element.text for element in root}
    assert root.get("role") == "img"
    title, told = (root.get("aria-labelledby") or "").split()
    assert named[title]
    assert named[told]


def test_the_parts_of_a_bar_fill_it():
    svg = charts.bar([("home", 0.5), ("draw", 0.2), ("away", 0.3)], TOLD)
    widths = [float(width) for width in re.findall(r'width="(\d+\.\d+)"', svg)]
    assert widths == [500.0, 200.0, 300.0]


def test_the_heat_map_has_every_score_to_five_goals():
    svg = charts.heat_map(CELLS, "A", "B", "1-1 12.0%")
    assert svg.count('class="cell') == 36
    assert ">12.0<" in svg
    assert svg.count("&lt;0.1") == 34


def test_columns_are_as_high_as_their_shares():
    svg = charts.columns([Columns("1", 0.6, "home"), Columns("2", 0.3, "away")], TOLD)
    tall, low = (float(height) for height in re.findall(r'width="34" height="([\d.]+)"', svg))
    assert tall == pytest.approx(2 * low, abs=0.1)


def test_a_course_rises_where_its_number_does():
    svg = charts.course_chart(DAYS, [Course("A", (1.0, 1.5, 1.2), "home")], TOLD)
    points = [tuple(map(float, point.split(","))) for point in re.findall(r'points="([^"]+)"', svg)[0].split()]
    assert points[1][1] < points[2][1] < points[0][1]
    assert [x for x, _ in points] == sorted(x for x, _ in points)


def test_names_of_courses_that_end_together_stand_apart():
    svg = charts.course_chart(DAYS, [Course("A", (1.0, 1.0, 1.3), "home"), Course("B", (1.0, 1.1, 1.3), "away")], TOLD)
    first, second = (float(y) for y in re.findall(r'<text class="(?:home|away)" x="[\d.]+" y="([\d.]+)"', svg))
    assert abs(first - second) >= 15


def test_goals_of_a_form_chart_stand_above_and_hang_below():
    svg = charts.form_chart([Played("W", 3, 1)], TOLD)
    up, down = (float(re.findall(rf'class="{kind}"[^>]* height="([\d.]+)"', svg)[0]) for kind in ("for", "against"))
    assert up == pytest.approx(3 * down)


def test_slot_one_is_on_the_right_of_the_side_that_plays_upwards():
    eleven = side(["Keeper"], ["Right", "Left"])
    svg = str(pitch(eleven, eleven, TOLD))
    where = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*>Right', svg)]
    away, home = where
    assert home > WIDTH / 2 > away


def test_one_side_alone_is_drawn_on_half_a_pitch():
    half, whole = (pitch(side(["K"], ["B"]), other, TOLD) for other in (None, side(["K"], ["B"])))
    heights = [float(re.findall(r'viewBox="0 0 [\d.]+ ([\d.]+)"', str(svg))[0]) for svg in (half, whole)]
    assert heights[1] - heights[0] >= HALF - 30


def test_a_doubt_is_marked_on_the_pitch_with_who_would_come_in():
    eleven = Side("Side", ((Spot("Ivo Keeper", doubtful=True, instead="Jan Second"),), (Spot("B"),), (Spot("C"),)))
    svg = str(pitch(eleven, None, TOLD))
    assert ">Keeper ?</text>" in svg
    assert ">or Second</text>" in svg
    assert svg.count("doubt") == 1


@pytest.mark.parametrize("name", ["Li", "Alexander-Arnold", "A" * 40])
def test_a_label_stays_within_its_edges(name: str):
    svg = str(label(name, 10, 0, within=(4, 100), font_size=12.5))
    x = float(re.findall(r' x="([\d.]+)"', svg)[0])
    width = float(re.findall(r'textLength="(\d+)"', svg)[0]) if "textLength" in svg else 0.66 * 12.5 * len(name)
    assert x - width / 2 >= 3.5
    assert x + width / 2 <= 100.5


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Virgil van Dijk", "van Dijk"),
        ("Ederson", "Ederson"),
        ("Alisson Becker", "Alisson"),
        ("Thiago Alcântara", "Thiago"),
        ("Neymar Jr", "Neymar Jr"),
        ("Trent Alexander-Arnold", "Alexander-Arnold"),
        ("A Verylongsurnameindeedandmore", "Verylongsurnameindee…"),
    ],
)
def test_players_bear_their_surnames_on_the_pitch(name: str, short: str):
    assert short_name(name) == short
