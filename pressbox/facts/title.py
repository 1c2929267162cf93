"""Who can still be champions or go down, and in whose hands it is: TITLE_MATH, from the table and the fixtures left.

Points alone are reckoned with: what only goals can settle is not told.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.standing import Asked, Standing, standings
from pressbox.views import TableQuestion

if TYPE_CHECKING:
    from pressbox.domain import Dossier, LeagueSeason, TableRow
    from pressbox.facts.claim import Claim

LAST_MATCHES = 12
"""Matches to go from which a title is reckoned out."""

WITHIN = 9
"""Points behind from which it is no race."""

TODAY = 0.005
"""Surprise of a day on which all may be settled."""

CHAMPIONS_BY_TABLE = ("ENG", "ESP", "FRA", "GER", "ITA", "NED", "POR", "SCO", "TUR")
"""Countries whose first division has had no play-offs for the title, of seasons whose places are not on file."""


@dataclasses.dataclass(frozen=True)
class _Race:
    """A side's league with the fixtures left."""

    standing: Standing
    season: LeagueSeason

    def left(self, row: TableRow) -> int:
        return sum(row.team.id in (pair.home, pair.away) for pair in self.season.left)

    def most(self, row: TableRow) -> int:
        """Points if all fixtures left are won."""
        return row.points + self.standing.win * self.left(row)

    def between(self, other: TableRow) -> int:
        """Meetings with another side that are left."""
        pair = {self.standing.team, other.team.id}
        return sum({fixture.home, fixture.away} == pair for fixture in self.season.left)

    def reach(self, other: TableRow) -> int:
        """What another side can still reach if this one wins all of its matches, those between them too."""
        return self.most(other) - self.standing.win * self.between(other)

    def proofs(self, rows: Sequence[TableRow]) -> list[Asked]:
        """Points and matches left of some sides, and how often they are still to meet this one."""
        table, own = self.standing.table, self.standing.team
        found = [self.standing.proof("points", row.points, of=row) for row in rows]
        found += [self.standing.proof("left", self.left(row), of=row) for row in rows]
        asked = TableQuestion(table.competition.id, table.season, own, "left between")
        others = [row for row in rows if row.team.id != own]
        return found + [(dataclasses.replace(asked, other=row.team.id), self.between(row)) for row in others]


def mine_title(dossier: Dossier) -> list[Claim]:
    """TITLE_MATH of sides near the top or the foot of a league with few fixtures left."""
    return [claim for standing in standings(dossier) for claim in _of_side(dossier, standing)]


def _of_side(dossier: Dossier, standing: Standing) -> Iterator[Claim]:
    season = dossier.seasons.get(standing.team)
    if season is None or season.splits or season.table.group or not standing.matches:
        return
    race = _Race(standing, season)
    if not 0 < race.left(standing.row) <= LAST_MATCHES:
        return
    opponents = _opponents(dossier, standing)
    if _by_table(season):
        yield from _title(race, opponents)
    zone = next((zone for zone in season.zones if zone.name == "relegation"), None)
    if zone is not None and zone.last == len(standing.table.rows):
        yield from _down(race, zone.first - 1, opponents)


def _by_table(season: LeagueSeason) -> bool:
    """Whether the first of the table are champions, and no play-offs follow."""
    if season.zones:
        return any(zone.name == "champions" for zone in season.zones)
    league = season.table.competition
    return league.tier == 1 and league.country in CHAMPIONS_BY_TABLE


def _opponents(dossier: Dossier, standing: Standing) -> str | None:
    """Whom the side plays, where the fixture is one of its league season."""
    fixture, table = dossier.fixture, standing.table
    league = (fixture.competition.id, fixture.season, fixture.phase) == (table.competition.id, table.season, "league")
    return None if not league else fixture.away.id if standing.history.side == "home" else fixture.home.id


def _title(race: _Race, opponents: str | None) -> Iterator[Claim]:
    """Won already, won with a win, or in or out of its own hands; nothing where goals may decide."""
    own, rivals, win = race.standing.row, race.standing.others, race.standing.win
    if own.points < race.standing.table.rows[0].points - WITHIN:
        return
    champions = f"{race.standing.table.competition.name} champions"
    best = max(rivals, key=race.most)
    if race.most(best) < own.points:
        yield _claim(race, "champions", f"are {champions} already", [best], rivals, good=True, surprise=TODAY)
        return
    if opponents and max(race.most(row) - win * (row.team.id == opponents) for row in rivals) < own.points + win:
        yield _claim(race, "can be champions", f"will be {champions} with a win", [best], rivals, True, TODAY)
        return
    most, best = race.most(own), max(rivals, key=race.reach)
    left = race.left(own)
    if race.reach(best) < most:
        matches = "their last match" if left == 1 else f"all {words.number(left)} of their remaining matches"
        yield _claim(race, "in own hands", f"will be {champions} if they win {matches}", [best], rivals, good=True)
    elif race.standing.table.competition.tier != 1:
        return  # where others go up too, a lost title is no news
    elif race.most(own) < max(row.points for row in rivals):
        yield _claim(race, "out of the race", "can no longer win the title", [race.standing.table.rows[0]], (), False)
    elif race.reach(best) > most:
        meet = "" if race.between(best) else ", and the two do not meet again"
        clause = (
            f"do not have the title in their own hands: {best.team.name} can reach {race.reach(best)} points and "
            f"{own.team.name} {most}{meet}"
        )
        yield _claim(race, "out of own hands", clause, [best], (), good=False)


def _down(race: _Race, safe: int, opponents: str | None) -> Iterator[Claim]:
    """Sure to go down, or after a defeat: as many sides as are safe are out of reach."""
    own, rivals, win = race.standing.row, race.standing.others, race.standing.win
    league = race.standing.league
    above = [row for row in rivals if row.points > race.most(own)]
    if len(above) >= safe:
        yield _claim(race, "relegated", f"are sure to be relegated from {league}", above[-1:], above, False, TODAY)
        return
    after = race.most(own) - win
    beyond = [row for row in rivals if row.points + win * (row.team.id == opponents) > after]
    if opponents and len(beyond) >= safe:
        clause = f"will be relegated from {league} with a defeat"
        yield _claim(race, "can be relegated", clause, beyond[-1:], beyond, False, TODAY)


def _claim(
    race: _Race,
    kind: str,
    clause: str,
    shown: Sequence[TableRow],
    proved: Sequence[TableRow],
    good: bool,
    surprise: float | None = None,
) -> Claim:
    """A claim that names some sides, and rests on the points and fixtures of those and of others."""
    rows = [race.standing.row, *shown]
    behind = [*rows, *(row for row in proved if row not in rows)]
    return race.standing.claim(
        "TITLE_MATH",
        kind,
        clause,
        {row.team.name: {"points": row.points, "left": race.left(row), "most": race.most(row)} for row in rows},
        race.proofs(behind),
        rows=rows,
        good=good,
        surprise=surprise,
    )
