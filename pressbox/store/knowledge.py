"""What was known at a moment as a few short digests: equal digests, equal pages.

A page that has been made from some knowledge need not be made again from the same. Numbers of rows are added up, so
that their order does not count and a row that is there twice does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pressbox.domain import AsOf
from pressbox.store.queries import sql

if TYPE_CHECKING:
    from pressbox.store.database import Store

_CERTAINLY_OVER = dt.timedelta(days=2)
"""Before a moment, from which on every match is over, whatever the time zone."""

_FIRST, _LAST = dt.date.min, dt.date.max

Moment = tuple[dt.datetime, dt.date]
"""UTC and the local day: what a moment lets be known depends on both."""


def moment_key(as_of: AsOf) -> Moment:
    """The key of a moment."""
    return as_of.utc, as_of.local_date


def of_everything(store: Store, moments: Iterable[AsOf]) -> Mapping[Moment, str]:
    """Digest of all that can reach a preview, at each of some moments.

    What is older than all of them is read once.
    """
    wanted = {moment_key(moment): moment for moment in moments}
    if not wanted:
        return {}
    earliest = min(moment.local_date for moment in wanted.values()) - _CERTAINLY_OVER
    first = min(wanted.values(), key=lambda moment: moment.utc)
    names = sorted((row["key"], row["digest"]) for row in store.rows(sql("knowledge_of_names"), {}))
    settled = _between(store, first, _FIRST, earliest)
    return {key: _digest((names, settled, _between(store, moment, earliest, _LAST))) for key, moment in wanted.items()}


def _between(store: Store, as_of: AsOf, since: dt.date, until: dt.date) -> list[tuple[str, int]]:
    parameters = {"since": since, "until": until}
    rows = [
        *store.known_rows("knowledge_by_competition", as_of, parameters),
        *store.known_rows("knowledge_of_events", as_of, parameters),
    ]
    return sorted((row["key"], row["digest"]) for row in rows if row["digest"] is not None)


def by_competition(store: Store, as_of: AsOf) -> Mapping[str, str]:
    """Digest of each competition's fixtures and results, by its id."""
    rows = store.known_rows("knowledge_by_competition", as_of, {"since": _FIRST, "until": _LAST})
    return {row["key"]: _digest(row["digest"]) for row in rows}


def by_team(store: Store, teams: Sequence[str], as_of: AsOf) -> Mapping[str, str]:
    """Digest of what is known of some teams: matches, what happened in them, players and reports; by team id."""
    rows = store.known_rows("knowledge_by_team", as_of, {"teams": list(teams)})
    return {row["key"]: _digest(row["digest"]) for row in rows}


def of_reports(store: Store, as_of: AsOf) -> str:
    """Digest of the reports on players of all clubs: how long their injuries lasted tells how long another may last."""
    return _digest([row["digest"] for row in store.known_rows("knowledge_of_reports", as_of, {})])


def of_prices(store: Store, matches: Sequence[str]) -> Mapping[str, str]:
    """Digest of the prices of some matches, by match id."""
    rows = store.rows(sql("knowledge_of_prices"), {"ids": list(matches)})
    return {row["key"]: _digest(row["digest"]) for row in rows}


def _digest(value: Any) -> str:  # noqa: ANN401  (numbers of any size, and lists of them)
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]
