"""The fixtures of some days with what became of them, for pages that list them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pressbox.domain import AsOf, Fixture, Match
from pressbox.store.queries import sql

if TYPE_CHECKING:
    from pressbox.store.database import Store


@dataclasses.dataclass(frozen=True)
class Listed:
    """A fixture, what the store says of it, and its result where that was known at the moment asked of.

    Attributes
    ----------
    fixture : Fixture
    status : str
        played, awarded, cancelled, abandoned, walkover, void or scheduled; ``scheduled`` while the match was not over.
    match : Match or None
        Its result.
    """

    fixture: Fixture
    status: str
    match: Match | None
    overdue: bool = False  # its day was over, and neither a result nor a new day is on record


def listed(store: Store, first: dt.date, last: dt.date, competitions: Sequence[str], as_of: AsOf) -> tuple[Listed, ...]:
    """Fixtures from one day to another, in the order of the days and of the list of each day."""
    parameters = {"first": first, "last": last, "competitions": list(competitions)}
    rows = store.known_rows("listed", as_of, parameters)
    return tuple(_listed(store, row) for row in rows)


def listed_by_id(store: Store, ids: Sequence[str], as_of: AsOf) -> tuple[Listed, ...]:
    """Fixtures of some ids, wherever they are in the calendar."""
    return tuple(_listed(store, row) for row in store.known_rows("listed_by_id", as_of, {"ids": list(ids)}))


def match_days(store: Store, on: dt.date, limit: int, competitions: Sequence[str] = ()) -> dict[dt.date, int]:
    """The days with matches that are nearest to one, and how many there are on each."""
    parameters = {"on": on, "limit": limit, "competitions": list(competitions)}
    return {row["date"]: row["matches"] for row in store.rows(sql("match_days"), parameters)}


def _listed(store: Store, row: dict[str, Any]) -> Listed:
    if row["known"]:
        match = store.match(row)
        return Listed(match.fixture, row["status"], match)
    fixture = store.fixture_of(row)
    if row["status"] in ("played", "awarded"):
        return Listed(fixture, "scheduled", None)
    return Listed(fixture, row["status"], None, row["status"] == "scheduled" and row["overdue"])


def next_of(store: Store, team: str, on: dt.date, as_of: AsOf, limit: int) -> tuple[Listed, ...]:
    """A team's next fixtures from a day on, as far as the calendar had them."""
    rows = store.known_rows("next_of", as_of, {"team": team, "on": on, "limit": limit})
    return tuple(_listed(store, row) for row in rows)
