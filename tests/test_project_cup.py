"""``project`` of a cup from files to document: nothing that came later changes a number of it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pressbox.pipeline import Desk
from pressbox.sources.registry import SOURCES
from pressbox.store.database import STORE_FILE, Store
from pressbox.store.ingest import ingest
from tests.store.folders import write
from tests.test_leakage import CHANGES, after

CUP = "Champions League"
BEFORE, BETWEEN = "2024-04-09", "2024-04-16"

Line = tuple[str, str, str, str, str]
"""Date, round, home, away, score."""

GROUP = [
    "Arsenal", "Bayern Munich", "Real Madrid", "Manchester City",
    "Atletico Madrid", "Borussia Dortmund", "Paris Saint-Germain", "Barcelona",
]  # fmt: skip
QUARTER_FINALS: list[Line] = [
    ("2024-04-09", "Quarter-final", "Arsenal", "Bayern Munich", "2-2"),
    ("2024-04-09", "Quarter-final", "Real Madrid", "Manchester City", "3-3"),
    ("2024-04-10", "Quarter-final", "Atletico Madrid", "Borussia Dortmund", "2-1"),
    ("2024-04-10", "Quarter-final", "Paris Saint-Germain", "Barcelona", "2-3"),
    ("2024-04-16", "Quarter-final", "Borussia Dortmund", "Atletico Madrid", "4-2"),
    ("2024-04-16", "Quarter-final", "Barcelona", "Paris Saint-Germain", "1-4"),
    ("2024-04-17", "Quarter-final", "Bayern Munich", "Arsenal", "1-0"),
    ("2024-04-17", "Quarter-final", "Manchester City", "Real Madrid", "0-1"),
]
LATER: list[Line] = [
    ("2024-04-30", "Semi-final", "Bayern Munich", "Real Madrid", "2-2"),
    ("2024-05-01", "Semi-final", "Borussia Dortmund", "Paris Saint-Germain", "1-0"),
    ("2024-05-07", "Semi-final", "Paris Saint-Germain", "Borussia Dortmund", "0-1"),
    ("2024-05-08", "Semi-final", "Real Madrid", "Bayern Munich", "2-1"),
    ("2024-06-01", "Final", "Borussia Dortmund", "Real Madrid", "0-2"),
]
THE_OTHERS = {
    "Bayern Munich": "Arsenal", "Real Madrid": "Manchester City",
    "Borussia Dortmund": "Atletico Madrid", "Paris Saint-Germain": "Barcelona",
}  # fmt: skip
OTHERS_THROUGH = [
    *QUARTER_FINALS[:4],
    ("2024-04-16", "Quarter-final", "Borussia Dortmund", "Atletico Madrid", "0-2"),
    ("2024-04-16", "Quarter-final", "Barcelona", "Paris Saint-Germain", "3-0"),
    ("2024-04-17", "Quarter-final", "Bayern Munich", "Arsenal", "0-3"),
    ("2024-04-17", "Quarter-final", "Manchester City", "Real Madrid", "5-1"),
    *((day, name, THE_OTHERS[away], THE_OTHERS[home], "4-0") for day, name, home, away, _ in LATER),
]  # fmt: skip
"""The four losers go through, and begin their later ties at the other ground."""


def home_of(folder: Path, lines: Sequence[Line]) -> Path:
    """A home with a group in autumn, which a model learns from, and then some matches."""
    rows = ["date,competition,season,round,home,away,home_goals,away_goals,kick_off,timezone"]
    for number, (home, away) in enumerate(itertools.permutations(GROUP, 2)):
        day = f"2023-{9 + number // 28}-{1 + number % 28:02d}"
        rows.append(f"{day},{CUP},2023-24,Group A,{home},{away},{number * 7 % 4},{number * 5 % 3},,")
    for day, round_name, home, away, score in lines:
        goals = score.replace("-", ",") or ","
        rows.append(f"{day},{CUP},2023-24,{round_name},{home},{away},{goals},20:00,Europe/London")
    write(folder / "data" / "results.csv", rows)
    ingest(folder / "home", folder / "data", SOURCES)
    return folder / "home"


def document(home: Path, on: str) -> dict[str, Any]:
    with Desk(Store.open(home)) as desk:
        return desk.project(CUP, on).to_dict()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return home_of(tmp_path_factory.mktemp("cup"), [*QUARTER_FINALS, *LATER])


@pytest.mark.parametrize("on", [BEFORE, BETWEEN, "2024-04-17"])
def test_every_sides_way_adds_up(home: Path, on: str):
    found = document(home, on)
    out = 2 if on == "2024-04-17" else 0
    assert len(found["sides"]) == len(GROUP) - out
    assert [list(side["reach"]) for side in found["sides"]] == [["Semi-finals", "Final"]] * (len(GROUP) - out)
    for round_name, places in (("Semi-finals", 4), ("Final", 2)):
        assert sum(side["reach"][round_name] for side in found["sides"]) == pytest.approx(places, abs=1e-6)
    assert sum(side["win"] for side in found["sides"]) == pytest.approx(1, abs=1e-6)


def test_a_tie_that_is_on_has_the_chance_that_its_forecast_has(home: Path):
    found = document(home, BETWEEN)
    reach = {side["team"]: side["reach"]["Semi-finals"] for side in found["sides"]}
    for tie in found["ties"]:
        assert tie["tie"]["leg"] == 2
        assert reach[tie["fixture"]["home"]] == pytest.approx(tie["tie"]["through"]["home"], abs=1e-7)


@pytest.mark.parametrize("on", [BEFORE, BETWEEN])
def test_who_went_through_later_changes_no_number(home: Path, tmp_path: Path, on: str):
    lines = list(OTHERS_THROUGH)
    assert document(home_of(tmp_path, lines), on) == document(home, on)


@pytest.mark.parametrize("change", CHANGES)
def test_other_results_later_change_no_number(home: Path, change: str):
    expected = document(home, BETWEEN)
    with Desk(Store.open(home)) as desk:
        as_of = desk.as_of(desk.fixture("Barcelona", "Paris Saint-Germain", BETWEEN), f"{BETWEEN}T00:00+00:00")
    with after(home / STORE_FILE, CHANGES[change], as_of) as desk:
        assert desk.project(CUP, BETWEEN).to_dict() == expected


def test_a_first_leg_changes_the_numbers(home: Path, tmp_path: Path):
    """So that the tests above can fail."""
    lines = [(*line[:4], "5-0") if line[0] < BETWEEN else line for line in (*QUARTER_FINALS, *LATER)]
    assert document(home_of(tmp_path, lines), BETWEEN)["sides"] != document(home, BETWEEN)["sides"]


def test_without_later_rounds_on_file_the_round_is_all_there_is(home: Path, tmp_path: Path):
    found, whole = document(home_of(tmp_path, QUARTER_FINALS), BEFORE), document(home, BEFORE)
    assert found["ties"] == whole["ties"]
    assert found["sides"] == []
    assert found["notes"] == ["Later rounds are left out: which ties are neighbours is not on file."]


def test_fixtures_that_are_still_to_be_played_tell_the_neighbours(home: Path, tmp_path: Path):
    """As it was after the quarter-finals: two semi-finals with sides, and no final yet."""
    fixtures = [(*line[:4], "") for line in LATER[:4]]
    found = document(home_of(tmp_path, [*QUARTER_FINALS, *fixtures]), "2024-04-30")
    expected = document(home, "2024-04-30")
    assert found["sides"]
    assert [side["team"] for side in found["sides"]] == [side["team"] for side in expected["sides"]]


def test_a_third_place_match_keeps_no_final_waiting(tmp_path: Path):
    third = ("2024-05-31", "Third place", "Paris Saint-Germain", "Bayern Munich", "1-0")
    found = document(home_of(tmp_path, [*QUARTER_FINALS, *LATER, third]), "2024-05-20")
    assert [tie["fixture"]["round"] for tie in found["ties"]] == [found["round"]] == ["Final"]
    assert [side["reach"] for side in found["sides"]] == [{}, {}]
