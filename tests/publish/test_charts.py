from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from pressbox.publish import charts

CELLS = [{"home": 1, "away": 1, "p": 0.12}, {"home": 0, "away": 0, "p": 0.06}]


@pytest.mark.parametrize(
    "svg",
    [
        charts.bar([("home", 0.5), ("draw", 0.2), ("away", 0.3)], "Result: A 50%"),
        charts.form_chips("WDL", "won, drawn, lost"),
        charts.heat_map(CELLS, "A & B", "<C>"),
        charts.pitch([["K"], ["One Two", "B", "C", "D"], ["E"]], [], "eleven"),
    ],
)
def test_charts_are_well_formed(svg: str):
    root = ET.fromstring(str(svg))
    assert root.get("role") == "img"
    assert root.get("aria-label")


def test_the_parts_of_a_bar_fill_it():
    svg = charts.bar([("home", 0.5), ("draw", 0.2), ("away", 0.3)], "result")
    widths = [float(width) for width in re.findall(r'width="(\d+\.\d+)"', svg)]
    assert widths == [500.0, 200.0, 300.0]


def test_the_heat_map_has_every_score_to_five_goals():
    svg = charts.heat_map(CELLS, "A", "B")
    assert svg.count('class="cell') == 36
    assert ">12.0<" in svg
    assert svg.count("&lt;0.1") == 34


def test_slot_one_is_on_the_right_of_the_side_that_plays_upwards():
    svg = str(charts.pitch([["Keeper"], ["Right", "Left"]], [["Keeper"], ["Right", "Left"]], "both"))
    where = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*>Right', svg)]
    away, home = where
    assert home > 180 > away


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Virgil van Dijk", "van Dijk"),
        ("Ederson", "Ederson"),
        ("Trent Alexander-Arnold", "Alexander-Arnold"),
        ("A Verylongsurnameindeed", "Verylongsurname…"),
    ],
)
def test_players_bear_their_surnames_on_the_pitch(name: str, short: str):
    assert charts.short_name(name) == short
