"""What a club's team news may rest on: reports, cards, minutes, and how long injuries have lasted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressbox.domain import AsOf, Fixture, Team
from pressbox.store.discipline import card_record
from pressbox.store.queries import sql
from pressbox.views import NewsRecord

if TYPE_CHECKING:
    from pressbox.store.database import Store

_LISTS = ("fpl",)
"""Sources that list everybody at every look, and write a row only where something has changed."""

SPELLED_BEST = ("tables", "openfootball")
"""Sources whose spelling of a player is the one that readers know, best first."""


def news_records(
    store: Store, teams: Sequence[Team], on: dt.date, as_of: AsOf, fixture: Fixture | None = None
) -> dict[str, NewsRecord]:
    """Records of some clubs before a match on a day, by team id."""
    lists = {"sources": list(_LISTS)}
    spells = tuple((row["reason"], row["days"]) for row in store.known_rows("absence_spells", as_of, lists))
    looked_at: dict[str, tuple[dt.datetime, ...]] = {}
    for row in store.known_rows("looked_at", as_of, lists):
        looked_at[row["reporter"]] = (*looked_at.get(row["reporter"], ()), row["seen_at"])
    records = {}
    for team in teams:
        cards = card_record(store, team, on, as_of)
        squad = store.squad_record(team, on, as_of, fixture)
        records[team.id] = NewsRecord(squad, cards, _names(store, team, on), looked_at, spells)
    return records


def _names(store: Store, team: Team, on: dt.date) -> tuple[tuple[str, str | None, str], ...]:
    """Names of the newest squad lists that a season around the day has."""
    year = on.year if on.month >= 7 else on.year - 1
    seasons = [f"{first}-{(first + 1) % 100:02d}" for first in (year, year - 1)] + [str(on.year)]
    rows = store.rows(sql("squad_names"), {"team": team.id, "seasons": seasons})
    rows = [row for row in rows if row["season"] in (rows[0]["season"], None)]
    rows.sort(key=lambda row: SPELLED_BEST.index(row["source"]) if row["source"] in SPELLED_BEST else 9)
    return tuple((row["player"], row["player_key"], row["source"]) for row in rows)
