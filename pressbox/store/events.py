"""What happened in the matches of two sides: goals, cards, missed penalties, shots; and what their leagues count.

Goals are those of ``goals``. Where another source has an account of the same match, it tells which of them were own
goals and penalties, and who made them.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from pressbox.store.queries import sql
from pressbox.views import CardEvent, GoalEvent, MatchEvents, MatchStats, SideMatch, StatLine

if TYPE_CHECKING:
    from pressbox.domain import AsOf
    from pressbox.store.database import Store

_SINCE = dt.timedelta(days=730)
"""This season and the last."""

_OF_LATE = dt.timedelta(days=120)
"""How old the newest match of a league under way can be."""


def match_events(store: Store, histories: Mapping[str, Sequence[SideMatch]], on: dt.date) -> dict[str, MatchEvents]:
    """Events of the sides' matches of this season and the last, and of all their meetings, by match id."""
    rows = {
        row.match: row
        for side in histories.values()
        for row in side
        if on - row.date <= _SINCE or row.opponent in histories
    }
    if not rows:
        return {}
    store.gather(list(histories))
    parameters = {"matches": sorted(rows)}
    store.rows(sql("told_goals"), {})
    goals = _by_match(store.rows(sql("match_goals"), parameters))
    cards = _by_match(store.rows(sql("match_cards"), parameters))
    counts = _by_match(store.rows(sql("match_counts"), parameters))
    at_home = _home_sides(store, [row for row in rows.values() if row.venue == "neutral"])
    return {
        match: _events(row, at_home.get(match), goals.get(match, []), cards.get(match, []), counts.get(match, []))
        for match, row in rows.items()
    }


def stat_lines(
    store: Store, histories: Mapping[str, Sequence[SideMatch]], on: dt.date, as_of: AsOf
) -> tuple[StatLine, ...]:
    """What is counted in the leagues that the sides play in, of the season under way."""
    newest = [next((row for row in rows if row.kind == "league"), None) for rows in histories.values()]
    seasons = sorted({(row.competition, row.season) for row in newest if row and on - row.date <= _OF_LATE})
    if not seasons:
        return ()
    parameters = {"competitions": [name for name, _ in seasons], "seasons": [season for _, season in seasons]}
    return tuple(StatLine(**row) for row in store.known_rows("stat_lines", as_of, parameters))


def _home_sides(store: Store, rows: Sequence[SideMatch]) -> dict[str, str]:
    """Who is the home side of matches on neutral ground, which their goals and cards go by."""
    if not rows:
        return {}
    parameters = {"matches": [row.match for row in rows], "days": [row.date for row in rows]}
    return {row["id"]: row["home"] for row in store.rows(sql("home_sides"), parameters)}


def _by_match(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    return {match: list(group) for match, group in itertools.groupby(rows, key=lambda row: cast(str, row.pop("match")))}


def _events(
    row: SideMatch,
    at_home: str | None,
    goals: Sequence[dict[str, Any]],
    cards: Sequence[dict[str, Any]],
    counts: Sequence[Mapping[str, Any]],
) -> MatchEvents:
    home, away = row.pairing
    score = (row.goals_against, row.goals_for) if row.venue == "away" else (row.goals_for, row.goals_against)
    if at_home is not None and at_home != home:
        home, away, score = away, home, score[::-1]
    scored = tuple(GoalEvent(**goal) for goal in goals)
    on_file = (sum(goal.side == "home" for goal in scored), sum(goal.side == "away" for goal in scored))
    return MatchEvents(
        row.match,
        home,
        away,
        scored,
        on_file == score and not row.awarded,
        tuple(CardEvent(**card) for card in cards),
        MatchStats(*(_pair(counts[0], name) for name in ("shots", "on_target", "corners", "xg"))) if counts else None,
    )


def _pair(row: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - whole numbers, or xG
    home, away = row[f"home_{name}"], row[f"away_{name}"]
    return None if home is None or away is None else (home, away)
