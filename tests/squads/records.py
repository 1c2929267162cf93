"""Small hand-made records of a club, as the possible eleven rests on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from pressbox.domain import AsOf, Lineup, LineupPlayer, Report
from pressbox.views import Appearance, SquadMatch, SquadRecord
from tests import builders as b

ON = dt.date(2024, 4, 20)
CLUB = b.team("Eastville")

ELEVEN = ("Ada", "Ben", "Cal", "Dan", "Eli", "Fay", "Gus", "Hal", "Ian", "Jon", "Kim")
"""A goalkeeper, four defenders, three midfielders and three forwards."""

POSITIONS = dict(zip(ELEVEN, ["GK", *["DF"] * 4, *["MF"] * 3, *["FW"] * 3], strict=True))


def eleven(days_ago: int, players: Sequence[str] = ELEVEN, sizes: Sequence[int] = (1, 4, 3, 3)) -> Lineup:
    places = [(line, slot) for line, size in enumerate(sizes, 1) for slot in range(1, size + 1)]
    day = ON - dt.timedelta(days=days_ago)
    named = tuple(LineupPlayer(name, *place) for name, place in zip(players, places, strict=False))
    return Lineup(f"match-{days_ago}", day, CLUB.id, "-".join(map(str, sizes[1:])), named)


def played(days_ago: int, minutes: Mapping[str, int], bench: Mapping[str, str] | None = None) -> SquadMatch:
    """A match in which these players played so long; ``bench`` gives positions of others than ``ELEVEN``."""
    positions = {**POSITIONS, **(bench or {})}
    appearances = tuple(
        Appearance(name, name, positions[name], minutes.get(name, 0), None, sent_off=False) for name in positions
    )
    day = ON - dt.timedelta(days=days_ago)
    return SquadMatch(f"match-{days_ago}", day, dt.datetime.combine(day, dt.time(15)), "eng-1", appearances)


def record(
    *,
    matches: Sequence[SquadMatch] = (),
    lineups: Sequence[Lineup] = (),
    reports: Sequence[Report] = (),
    positions: Mapping[str, str] | None = None,
) -> SquadRecord:
    days = [match.date for match in matches] + [lineup.date for lineup in lineups]
    return SquadRecord(
        CLUB,
        ON,
        AsOf(dt.datetime.combine(ON, dt.time(), dt.UTC)),
        "eng-1",
        tuple(matches),
        tuple(lineups),
        tuple(reports),
        {},
        dict(positions or {}),
        max(days, default=None),
        None,
    )
