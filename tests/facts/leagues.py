"""A league of four by hand: five rounds of a double round robin are played, and Arsenal are to meet Chelsea."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Sequence

from pressbox.domain import AsOf, Dossier, LeagueSeason, Pairing, Zone
from pressbox.store.leagues import supposed_tables
from pressbox.store.tables import league_table
from pressbox.views import Covered, LeagueMatch, SideMatch
from tests import builders as b

ARSENAL, CHELSEA, EVERTON, FULHAM = SIDES = [b.team(name) for name in ("Arsenal", "Chelsea", "Everton", "Fulham")]
OF = b.fixture("2024-04-20", ARSENAL, CHELSEA)
AS_OF = AsOf(dt.datetime(2024, 4, 20, tzinfo=dt.UTC))
ZONES = (Zone("champions", 1, 1), Zone("Champions League", 1, 1), Zone("relegation", 4, 4))

Result = tuple[int, int, int, int]

PLAYED: Sequence[Result] = (
    (1, 0, 1, 0),
    (2, 3, 0, 0),
    (0, 2, 3, 1),
    (3, 1, 1, 1),
    (3, 0, 0, 2),
    (1, 2, 1, 1),
    (2, 0, 0, 0),
    (1, 3, 2, 0),
    (0, 3, 1, 0),
    (2, 1, 1, 2),
)
"""Home and away side, by their number in SIDES, and their goals."""


def league(results: Sequence[Result] = PLAYED, season: str = "2023-24", earlier: Sequence[SideMatch] = ()) -> Dossier:
    """Arsenal v Chelsea with all that the miners of leagues look at; the round is a week."""
    first = dt.date(2024, 3, 2)
    played = [
        LeagueMatch(f"{h}-{a}", first + dt.timedelta(weeks=i // 2), SIDES[h].id, SIDES[a].id, hg, ag)
        for i, (h, a, hg, ag) in enumerate(results)
    ]
    rows = [dataclasses.asdict(match) for match in played]
    made = league_table(b.PREMIER_LEAGUE, season, AS_OF, SIDES, rows)
    done = {(match.home, match.away) for match in played}
    names = [side.id for side in SIDES]
    left = tuple(Pairing(*pair, None) for pair in itertools.permutations(names, 2) if pair not in done)
    tables = {side.id: made for side in (ARSENAL, CHELSEA)}
    matches = {side.id: tuple(played) for side in (ARSENAL, CHELSEA)}
    recent = {
        side.id: [
            b.match(str(match.date), SIDES[h], f"{hg}-{ag}", SIDES[a])
            for match, (h, a, hg, ag) in reversed(list(zip(played, results, strict=True)))
            if side in (SIDES[h], SIDES[a])
        ]
        for side in (ARSENAL, CHELSEA)
    }
    return dataclasses.replace(
        b.dossier(OF, recent=recent, tables=tables),
        seasons={side.id: LeagueSeason(made, (), left, zones=ZONES) for side in (ARSENAL, CHELSEA)},
        league_matches=matches,
        supposed=supposed_tables(OF, tables, matches, AS_OF),
    )


def with_earlier_seasons(dossier: Dossier, points: Sequence[int]) -> Dossier:
    """Arsenal's first five matches of earlier seasons won or lost 1-0, to so many wins each, the last season first."""
    from pressbox.facts.history import History

    rows = list(History.of_side(dossier, "home").rows)
    covered = []
    for back, wins in enumerate(points, start=1):
        season = f"{2023 - back}-{(24 - back) % 100:02d}"
        covered.append(Covered("eng-1", season, complete=True))
        for week in reversed(range(5)):
            won = week < wins
            rows.append(
                dataclasses.replace(
                    rows[0],
                    match=f"{season}-{week}",
                    date=dt.date(2024 - back, 3, 2) + dt.timedelta(weeks=week),
                    season=season,
                    goals_for=int(won),
                    goals_against=int(not won),
                )
            )
    return dataclasses.replace(dossier, histories={ARSENAL.id: tuple(rows)}, covered=tuple(covered))
