"""A league season as of a moment: results so far, fixtures left, and where places lead.

``league_formats.csv`` says how often clubs meet and where a league splits, ``zones.csv`` which places lead where by the
table alone. The fixture list is taken as the store has it, moved and cancelled matches included; nothing else of it is
later than the moment. Of a double round robin the fixtures that no source has are known all the same; what was
cancelled after the moment, because the season was cut short, was still to be played.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pressbox.domain import LeagueSeason, Pairing, Table, Zone
from pressbox.errors import StoreError
from pressbox.store.season_shape import to_be_played
from pressbox.store.stage_windows import read_table

_NOT_TO_BE_PLAYED = ("cancelled", "abandoned", "void", "walkover")

Row = Mapping[str, Any]


class LeagueFormat(NamedTuple):
    """How often each pair meets (before the league splits), and how many clubs then form its upper part."""

    meetings: int
    split_top: int


def zones_of(competition: str, season: str) -> tuple[Zone, ...]:
    """Places that lead somewhere, best first; none where they are not on file."""
    return tuple(
        Zone(row["zone"], int(row["from"]), int(row["to"]))
        for row in read_table("zones.csv")
        if row["competition"] == competition and row["first_season"] <= season <= row["last_season"]
    )


def league_format(competition: str, season: str) -> LeagueFormat | None:
    """The format of a league's season, where it is on file."""
    return next(
        (
            LeagueFormat(int(row["meetings"]), int(row["split_top"] or 0))
            for row in read_table("league_formats.csv")
            if row["competition"] == competition and row["first_season"] <= season <= row["last_season"]
        ),
        None,
    )


def league_season(table: Table, calendar: Sequence[Row], on: dt.date | None = None) -> LeagueSeason:
    """A season from its table and its calendar (``league_calendar.sql``), oldest first.

    Parameters
    ----------
    on : date, optional
        The day from which it is seen: what was cancelled later was still to be played.

    Raises
    ------
    StoreError
        If results are missing, or the fixture list is not whole.
    """
    form = league_format(table.competition.id, table.season)
    if on is not None and to_be_played(table.competition.id, table.season, on):
        calendar = [dict(row, status="scheduled") if row["status"] == "cancelled" else row for row in calendar]
    clubs = [row.team.id for row in table.rows]
    zones = zones_of(table.competition.id, table.season)
    if form and form.split_top and not any(row["status"] == "cancelled" for row in calendar):
        before = form.meetings * len(clubs) * (len(clubs) - 1) // 2
        return _splitting(table, calendar, before, form.split_top, zones)
    left = _left(calendar)
    if form and form.meetings == 2:
        left = _double_round_robin(clubs, calendar, left)
    _check_whole(table, calendar, left)
    return LeagueSeason(table, _results(calendar), tuple(left), zones=zones)


def _splitting(table: Table, calendar: Sequence[Row], before: int, top: int, zones: tuple[Zone, ...]) -> LeagueSeason:
    """A league that splits once ``before`` matches are played; who then meets whom is not known earlier."""
    first, second = calendar[:before], calendar[before:]
    if not all(row["known"] for row in first) or not second:
        _check_whole(table, first, _left(first))
        return LeagueSeason(table, _results(first), tuple(_left(first)), splits=top, zones=zones)
    left = _left(second)
    _check_whole(table, calendar, left)
    return LeagueSeason(table, _results(calendar), tuple(left), upper=_upper(second, table, top), zones=zones)


def _upper(second: Sequence[Row], table: Table, top: int) -> frozenset[str]:
    """The part that plays the leader: after the split nobody meets a club of the other part."""
    leader = table.rows[0].team.id
    met = {club for row in second if leader in (row["home"], row["away"]) for club in (row["home"], row["away"])}
    if len(met) != top:
        raise StoreError(
            f"{table.competition.name} {table.season}: {len(met)} clubs meet the leader after the split, {top} should;"
            " ingest a source with the whole fixture list."
        )
    return frozenset(met)


def _results(calendar: Sequence[Row]) -> tuple[tuple[str, str, int, int], ...]:
    return tuple((row["home"], row["away"], row["home_goals"], row["away_goals"]) for row in calendar if row["known"])


def _left(calendar: Sequence[Row]) -> list[Pairing]:
    return [
        Pairing(row["home"], row["away"], row["date"], row["neutral"])
        for row in calendar
        if not row["known"] and row["status"] not in _NOT_TO_BE_PLAYED
    ]


def _double_round_robin(clubs: Sequence[str], calendar: Sequence[Row], left: Sequence[Pairing]) -> list[Pairing]:
    """The fixtures left of a double round robin: each once, and those that no source has at the end."""
    done = {(row["home"], row["away"]) for row in calendar if row["known"]}
    listed = {(pairing.home, pairing.away): pairing for pairing in reversed(left)}
    on_file = {(row["home"], row["away"]) for row in calendar}
    kept = [pairing for pair, pairing in reversed(listed.items()) if pair not in done]
    return kept + [Pairing(*pair, None) for pair in itertools.permutations(clubs, 2) if pair not in on_file]


_BEHIND = 10
"""Matches that a club can be behind the others after a hard winter; more means that results are missing."""


def _check_whole(table: Table, calendar: Sequence[Row], left: Sequence[Pairing]) -> None:
    """Refuse a season whose end cannot be told.

    Raises
    ------
    StoreError
        If clubs are too far apart in matches played, or will not all have played the same number.
    """
    dropped = [row for row in calendar if not row["known"] and row["status"] in _NOT_TO_BE_PLAYED]
    total: Counter[str] = Counter({row.team.id: row.played for row in table.rows})
    played = sorted(total.values())
    for pairing in left:
        total.update((pairing.home, pairing.away))
    for row in dropped:
        total.update((row["home"], row["away"]))
    name = f"{table.competition.name} {table.season}"
    if not dropped and played[-1] - played[0] > _BEHIND:
        raise StoreError(
            f"{name}: some club has played {played[0]} matches and another {played[-1]}, so results are missing;"
            " ingest a source that has them all."
        )
    if len(set(total.values())) > 1:
        fewest, most = min(total, key=total.__getitem__), max(total, key=total.__getitem__)
        raise StoreError(
            f"{name}: the fixture list is not whole ({total[fewest]} matches of {fewest}, {total[most]} of {most});"
            " ingest a source with all fixtures."
        )
