"""Fixtures by the ids of their matches, for what is drawn at random."""

from __future__ import annotations

from collections.abc import Sequence

from pressbox.domain import Fixture
from pressbox.store.database import Store

DAYS = "SELECT id, date FROM matches WHERE list_contains($ids, id) ORDER BY date, id"


def fixtures_of(store: Store, ids: Sequence[str]) -> list[Fixture]:
    """The fixtures of some ids, oldest first, because ratings only go forward; called off ones are left out."""
    found = []
    for row in store.rows(DAYS, {"ids": list(ids)}):
        found += [fixture for fixture in store.fixtures(row["date"]) if fixture.id == row["id"]]
    return found
