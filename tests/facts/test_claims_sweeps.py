"""A handful of what ``benchmarks/claims/run.py`` does for hundreds of fixtures."""

from __future__ import annotations

import datetime as dt
import shutil
from importlib import resources
from pathlib import Path

import duckdb
import pytest

from benchmarks.claims import run
from pressbox.pipeline import Desk
from pressbox.sources.registry import SOURCES
from pressbox.store.database import STORE_FILE, Store, open_store
from pressbox.store.ingest import ingest

SIDES = [
    ("Atalanta", "Liverpool", "2024-04-18"),
    ("Liverpool", "Crystal Palace", "2024-04-14"),
    ("Manchester United", "Liverpool", "2024-03-17"),
]


@pytest.fixture(scope="module")
def sample_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("sample")
    with resources.as_file(resources.files("pressbox").joinpath("sample")) as folder:
        ingest(home, folder, SOURCES)
    return home / STORE_FILE


def some(path: Path) -> list[run.Drawn]:
    with Desk(Store(open_store(path), str(path))) as desk:
        fixtures = [desk.fixture(*sides) for sides in SIDES]
    return [run.Drawn(fixture.date, fixture.id, fixture.competition.id) for fixture in fixtures]


def test_every_claim_of_a_handful_is_what_the_rows_say(sample_path: Path, capsys: pytest.CaptureFixture[str]):
    with Desk(Store(open_store(sample_path), str(sample_path))) as desk:
        assert run.correctness(desk, some(sample_path)) == 0
    told = capsys.readouterr().out
    assert "0 differences, 0 withheld, 0 without a check, 0 without a proof in SQL" in told
    assert told.startswith("3 fixtures, ")


def test_a_run_that_is_broken_off_has_seen_old_and_new_fixtures(sample_path: Path):
    days = [match.date for match in run.in_passes([*some(sample_path), *some(sample_path)])]
    assert len(days) == 6
    assert days[0] < days[1] > days[2]


def test_no_claim_of_a_handful_changes_when_all_later_matches_do(sample_path: Path):
    assert run.leakage(sample_path, some(sample_path)) == 0


def test_claims_change_when_earlier_matches_do(sample_path: Path, tmp_path: Path):
    """Otherwise the alteration would prove nothing."""
    copied = tmp_path / STORE_FILE
    shutil.copy(sample_path, copied)
    drawn = some(sample_path)[0]
    with (
        Desk(Store(open_store(sample_path), "sample")) as desk,
        Desk(Store(duckdb.connect(str(copied)), "altered")) as other,
    ):
        fixture = drawn.fixture(desk.store)
        run.alter(other.store.connection, fixture.date - dt.timedelta(days=30), fixture.date)
        before, after = run.documents(desk, fixture), run.documents(other, fixture)
    assert len(before - after) > len(before) / 2
