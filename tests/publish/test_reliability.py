from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from pressbox.errors import PressboxError
from pressbox.forecast.forecast import make_model
from pressbox.forecast.grades import Calibration
from pressbox.pipeline import Desk
from pressbox.publish.reliability import TITLES, reliability_diagram, write_plots
from pressbox.store.database import Store

SVG = "{http://www.w3.org/2000/svg}"
FORECAST = np.array([0.2] * 10 + [0.75] * 4)
CAME = np.array([True] * 2 + [False] * 8 + [True] * 3 + [False])
CALIBRATION = Calibration.of(FORECAST, CAME)


def test_the_diagram_has_a_point_and_a_bar_for_every_bin_that_is_not_empty():
    root = ET.fromstring(str(reliability_diagram("A & B", "<model>", CALIBRATION)))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "A & B: 20.0% forecast, 20.0% came (10); 75.0% forecast, 75.0% came (4)"
    points = root.findall(f"{SVG}circle")
    bars = [bar for bar in root.findall(f"{SVG}rect") if bar.get("class") == "bar"]
    assert len(points) == len(bars) == 2
    assert float(bars[0].get("height", 0)) == pytest.approx(2.5 * float(bars[1].get("height", 0)), abs=0.1)
    text = [element.text for element in root.iter(f"{SVG}text")]
    assert {"A & B", "<model>", "Expected calibration error 0.0000", "10", "4"} <= set(text)


def test_points_of_calibrated_forecasts_lie_on_the_diagonal():
    svg = str(reliability_diagram("Title", "about", CALIBRATION))
    ideal = re.search(r'class="ideal" d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"', svg)
    assert ideal
    left, bottom, _, _ = map(float, ideal.groups())
    for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', svg):
        assert float(x) - left == pytest.approx(bottom - float(y), abs=0.11)


def test_every_market_is_a_file(sample_store: Store, tmp_path: Path):
    found = Desk(sample_store).backtest(["Serie A"], "2023-24", "elo")
    paths = write_plots(found, tmp_path / "new" / "plots")
    assert sorted(path.name for path in paths) == ["btts.svg", "over_2_5.svg", "result.svg"]
    assert sorted((tmp_path / "new" / "plots").iterdir()) == sorted(paths)
    assert [path.stem for path in paths] == list(TITLES)
    for path in paths:
        assert f"{make_model('elo').name}, 2023-24 to 2023-24" in ET.tostring(ET.parse(path).getroot(), "unicode")


def test_a_folder_that_is_a_file_is_reported(sample_store: Store, tmp_path: Path):
    (tmp_path / "taken").write_text("not a folder")
    found = Desk(sample_store).backtest(["Serie A"], "2023-24", "elo")
    with pytest.raises(PressboxError, match=r"could not be written: .* Choose another folder with --plots"):
        write_plots(found, tmp_path / "taken")
