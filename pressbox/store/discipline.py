"""What suspensions are reckoned from: a club's matches with their cards, as of a moment, and its fixtures to come."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pressbox.domain import AsOf, Team
from pressbox.store.queries import sql
from pressbox.views import Card, CardMatch, CardRecord

if TYPE_CHECKING:
    from pressbox.store.database import Store

_BEFORE = dt.timedelta(days=500)
"""This season and the one before, from which a ban may be carried over."""

_AHEAD = dt.timedelta(days=45)


def card_record(store: Store, team: Team, on: dt.date, as_of: AsOf) -> CardRecord:
    """A club's record before a match on a day."""
    parameters = {"team": team.id, "on": on, "since": on - _BEFORE, "until": on + _AHEAD}
    store.gather((team.id,))
    rows = store.known_rows("card_matches", as_of, parameters)
    told = [row for row in rows if row["over"] and row["told"]]
    sides = {
        "home": [row["match"] for row in told if row["at_home"]],
        "away": [row["match"] for row in told if not row["at_home"]],
    }
    cards: dict[str, list[Card]] = {}
    seen: dict[str, set[str]] = {}
    for row in store.known_rows("card_players", as_of, sides) if told else ():
        if row["player"] is None:
            continue
        if row["kind"] is None:
            seen.setdefault(row["match"], set()).add(row["player"])
        else:
            card = Card(row["player"], row["kind"], row["minute"], row["reason"])
            cards.setdefault(row["match"], []).append(card)
    listed = store.rows(sql("squad_names"), {"team": team.id, "seasons": sorted({row["season"] for row in rows})})
    names = tuple(sorted({row["player"] for row in listed}))
    return CardRecord(team, on, as_of, tuple(_match(row, cards, seen) for row in rows), names)


def _match(row: dict[str, Any], cards: dict[str, list[Card]], seen: dict[str, set[str]]) -> CardMatch:
    # Of a match that is not over nothing is known, whatever the store holds.
    known = {name: value for name, value in row.items() if name != "at_home"} | {"told": row["told"] and row["over"]}
    key = row["match"]
    return CardMatch(**known, cards=tuple(cards.get(key, ())), seen=tuple(sorted(seen.get(key, ()))))
