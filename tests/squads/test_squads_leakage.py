"""Later starts, cards and reports change neither the news nor the possible eleven; earlier ones do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pressbox.pipeline import Desk
from pressbox.store.database import STORE_FILE, Store

pytestmark = pytest.mark.shared_data

DAYS = {"Liverpool": "2024-04-18", "Arsenal": "2023-12-28", "Atalanta": "2024-04-15", "Everton": "2022-10-22"}

CHANGES = {
    "starts": [
        """
        UPDATE player_matches SET started = NOT coalesce(started, FALSE), minutes = 90 - least(minutes, 90)
        WHERE match IN (SELECT id FROM matches WHERE {date})""",
        "DELETE FROM substitutions WHERE match IN (SELECT id FROM matches WHERE {date})",
    ],
    "cards": ["UPDATE cards SET kind = 'red', reason = NULL WHERE match IN (SELECT id FROM matches WHERE {date})"],
    "reports": [
        "UPDATE availability SET status = 'out', chance = NULL, reason = 'a knock', expected_return = NULL WHERE {seen}"
    ],
}
CHANGED_BY = {"starts": "Liverpool", "cards": "Atalanta", "reports": "Liverpool"}
"""A club whose documents show that a change of earlier rows is one."""


@pytest.fixture
def own_desk(shared_home: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk on a copy of the real data that a test may change."""
    path = tmp_path / STORE_FILE
    shutil.copy(shared_home / STORE_FILE, path)
    with Desk(Store(duckdb.connect(str(path)), str(path))) as desk:
        yield desk


def documents(desk: Desk, club: str) -> list[object]:
    return [desk.news(club, DAYS[club]).to_dict(), desk.lineup(club, DAYS[club]).to_dict()]


@pytest.mark.parametrize("change", CHANGES)
def test_what_comes_later_changes_no_news_and_no_eleven(own_desk: Desk, change: str):
    told = {club: documents(own_desk, club) for club in DAYS}
    for club, day in sorted(DAYS.items(), key=lambda item: item[1], reverse=True):
        for statement in CHANGES[change]:
            own_desk.store.connection.execute(statement.format(date=f"date >= '{day}'", seen=f"seen_at >= '{day}'"))
        assert documents(own_desk, club) == told[club]
    # By now what came before the days of the other clubs has changed too.
    assert documents(own_desk, CHANGED_BY[change]) != told[CHANGED_BY[change]]
