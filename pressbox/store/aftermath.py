"""What is on record of fixtures once they have been played: scores, prices, who played, who went through.

This is for reports afterwards, and the one view of the store that no moment bounds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pressbox.domain import AsOf, Fixture, Match, Quotes, Side
from pressbox.store.queries import sql
from pressbox.store.quotes import quotes_of
from pressbox.store.team_news import SPELLED_BEST
from pressbox.views import Aftermath, Appearance, Played, SquadMatch

if TYPE_CHECKING:
    from pressbox.store.database import Store

SIDES: tuple[Side, ...] = ("home", "away")

_LATER = dt.timedelta(days=2)
"""After the start of a match day, by when the match was over and its prices were closed, whatever the time zone."""


def aftermaths(store: Store, ids: Sequence[str]) -> dict[str, Aftermath]:
    """What is on record of fixtures, by id; those without a result are left out."""
    matches = store.results(ids)
    played = {match.fixture.id: match for match in matches}
    parameters = {"ids": list(played)}
    elevens = _grouped(store.rows(sql("after_elevens"), parameters))
    minutes = _grouped(store.rows(sql("after_minutes"), parameters))
    changes = _grouped(store.rows(sql("after_changes"), parameters))
    prices = {row["match"]: row for row in store.rows(sql("after_prices"), parameters)}
    ties = [match.fixture.tie for match in matches if match.fixture.tie]
    winners = {row["id"]: row["winner"] for row in store.rows(sql("after_ties"), {"ties": ties})}
    names = _names(store, [match.fixture for match in matches])

    def told(match: Match, side: Side) -> Played:
        fixture, key = match.fixture, (match.fixture.id, side)
        came_on = tuple((row["player"], row["minute"]) for row in changes.get(key, ()))
        appearances = tuple(map(_appearance, minutes.get(key, ())))
        listed = SquadMatch(fixture.id, fixture.date, fixture.kick_off_at, fixture.competition.id, appearances, came_on)
        team = fixture.team(side)
        eleven = tuple(row["player"] for row in elevens.get(key, ()))
        return Played(eleven, listed, names.get((team.id, fixture.season), ()))

    return {
        id_: Aftermath(
            match,
            _quotes(store, match.fixture, prices.get(id_, {})),
            {side: told(match, side) for side in SIDES},
            _through(match.fixture, winners),
        )
        for id_, match in played.items()
    }


def _grouped(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    groups: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["match"], row["side"]), []).append(row)
    return groups


def _appearance(row: Mapping[str, Any]) -> Appearance:
    return Appearance(
        row["key"], row["player"], row["position"], row["minutes"] or 0, row["started"], bool(row["red_cards"])
    )


def _quotes(store: Store, fixture: Fixture, prices: Mapping[str, Any]) -> tuple[Quotes, ...]:
    """Opening and closing prices, those that there are."""
    begins = store.default_as_of(fixture)
    found = [quotes_of(fixture, at, prices, begins) for at in (begins, AsOf(begins.moment + _LATER))]
    return tuple({quotes.timing: quotes for quotes in found if quotes.timing}.values())


def _through(fixture: Fixture, winners: Mapping[str, str]) -> Side | None:
    winner = winners.get(fixture.tie) if fixture.tie else None
    return fixture.side(winner) if winner in (fixture.home.id, fixture.away.id) else None


def _names(store: Store, fixtures: Sequence[Fixture]) -> dict[tuple[str, str], tuple[tuple[str, ...], ...]]:
    """Squad lists by team and season: the names of each source, the best spelled first."""
    teams: dict[str, set[str]] = {}
    for fixture in fixtures:
        teams.setdefault(fixture.season, set()).update((fixture.home.id, fixture.away.id))
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for season, ids in teams.items():
        for row in store.rows(sql("after_names"), {"teams": sorted(ids), "seasons": [season]}):
            found.setdefault((row["team"], season), {}).setdefault(row["source"], []).append(row["player"])
    return {
        key: tuple(tuple(by_source[source]) for source in sorted(by_source, key=_order))
        for key, by_source in found.items()
    }


def _order(source: str) -> tuple[int, str]:
    return SPELLED_BEST.index(source) if source in SPELLED_BEST else len(SPELLED_BEST), source
