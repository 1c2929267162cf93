"""Where each side stands in its league.

In: a dossier. Out: claims ``TABLE_POS`` and ``TABLE_GAP``. A table of which matches are missing says nothing, and one
that goals do not settle gives no place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.standing import Asked, Standing, standings

if TYPE_CHECKING:
    from pressbox.domain import Dossier, TableRow, Zone
    from pressbox.facts.claim import Claim

CLOSENESS = ((3, 0.05), (6, 0.12), (12, 0.35), (1_000, 0.9))
"""How seldom a gap of so many points is worth a word: a narrow one is news, a wide one is none."""

NEIGHBOUR = 2
"""How much more often the side above is as near: there always is one."""

FAR = 12
CHALLENGERS = 4
"""Beyond so many points the leaders are told of to the first few only."""

NEAR_A_ZONE = 6
SEASON_UNDER_WAY = 8
"""Points and matches within and from which the distance to a zone is worth telling."""

ZONES = {
    "Champions League": "the Champions League places",
    "Europa League": "the Europa League places",
    "Conference League": "the Conference League places",
    "promotion": "the promotion places",
    "promotion play-offs": "the play-off places",
}


def mine_table(dossier: Dossier) -> list[Claim]:
    """TABLE_POS and TABLE_GAP of each side whose league table is whole."""
    return [claim for standing in standings(dossier) for claim in _claims_of(dossier, standing)]


def _claims_of(dossier: Dossier, standing: Standing) -> Iterator[Claim]:
    row = standing.row
    if any(inseparable(row, other) for other in standing.others):
        return
    yield _position(standing)
    yield from (_gap(standing, *target) for target in _targets(standing))
    season = dossier.seasons.get(standing.team)
    if season is not None and not standing.table.group and row.played >= SEASON_UNDER_WAY:
        zones = {zone.name: zone for zone in season.zones}
        yield from _to_safety(standing, zones.get("relegation"), zones.get("relegation play-off"))
        yield from _to_a_zone(standing, season.zones)


def inseparable(row: TableRow, other: TableRow) -> bool:
    """Whether points and goals do not tell which of two sides is above the other, or the table minds something else.

    A league that has split keeps its upper part above the lower one, whatever their points.
    """
    if row.points == other.points:
        return (row.goal_difference, row.goals_for) == (other.goal_difference, other.goals_for)
    return (row.points > other.points) is not (row.place < other.place)


def _position(standing: Standing) -> Claim:
    row, table = standing.row, standing.table
    where = standing.league + (f" Group {table.group}" if table.group else "")
    taken = f", {words.number(row.deducted)} having been deducted" if row.deducted else ""
    return standing.claim(
        "TABLE_POS",
        "place",
        f"{'top' if row.place == 1 else f'are {words.ordinal(row.place)} in'} {where} with "
        f"{words.counted(row.points, 'point', 'points')} from {words.matches(row.played)}{taken}",
        {"place": row.place, "points": row.points, "played": row.played, "of": len(table.rows)},
        [
            standing.proof("place", row.place),
            standing.proof("points", row.points),
            standing.proof("played", row.played),
        ],
    )


def _targets(standing: Standing) -> Iterator[tuple[str, TableRow]]:
    """Whom the gap is told to: the leader, the place above where that is another, the second for a leader."""
    row, rows = standing.row, standing.table.rows
    if row.place == 1:
        yield from (("second", other) for other in rows[1:2])
        return
    if row.place <= CHALLENGERS or rows[0].points - row.points <= FAR:
        yield "leader", rows[0]
    if row.place > 2:
        yield "above", rows[row.place - 2]


def _gap(standing: Standing, kind: str, other: TableRow) -> Claim:
    row = standing.row
    gap = row.points - other.points
    phrase = f"{_distance(gap)} {_named(kind, other)}{_in_hand(other.played - row.played)}"
    return standing.claim(
        "TABLE_GAP",
        kind,
        f"are {phrase}",
        {"gap": gap, "to": other.team.name, "in_hand": other.played - row.played},
        _of_both(standing, other),
        rows=(other, row),
        noun=phrase,
        surprise=min(1.0, _surprise(gap) * (NEIGHBOUR if kind == "above" else 1)),
    )


def _of_both(standing: Standing, other: TableRow) -> list[Asked]:
    return [
        standing.proof(what, value, of=row)
        for row in (standing.row, other)
        for what, value in (("points", row.points), ("played", row.played), ("place", row.place))
    ]


def _surprise(gap: int) -> float:
    return next(chance for most, chance in CLOSENESS if abs(gap) <= most)


def _distance(gap: int) -> str:
    if gap == 0:
        return "level on points with"
    return f"{words.points(abs(gap))} {'clear of' if gap > 0 else 'behind'}"


def _named(kind: str, other: TableRow) -> str:
    if kind == "leader":
        return f"the leaders, {other.team.name}"
    return f"{other.team.name} in {words.ordinal(other.place)}"


def _in_hand(matches: int) -> str:
    if matches == 0:
        return ""
    if matches > 0:
        return f", with {'a match' if matches == 1 else words.matches(matches)} in hand"
    return f", having played {'a match' if matches == -1 else words.matches(-matches)} more"


def _to_safety(standing: Standing, zone: Zone | None, play_off: Zone | None) -> Iterator[Claim]:
    """How far a side is from going down by the table, on either side of the line.

    Where places above those that go down lead to a play-off, only the places above these are safe.
    """
    between = play_off is not None and zone is not None and play_off.last == zone.first - 1
    if zone is None or not 1 < zone.first <= len(standing.table.rows):
        return
    lost = standing.row.place >= zone.first
    if between and play_off is not None and not lost:
        zone = play_off
    place = f"the relegation play-off place{'' if play_off and play_off.first == play_off.last else 's'}"
    down = standing.row.place >= zone.first
    other = standing.table.rows[zone.first - 2 if down else zone.first - 1]
    gap = standing.row.points - other.points
    if abs(gap) <= NEAR_A_ZONE:
        bottom = place if between and not lost else "the relegation zone"
        outside = f"clear of {bottom}" if gap else f"out of {bottom} only on tie-break"
        inside = f"from {place if between and lost else 'safety'}" if gap else f"in {bottom} only on tie-break"
        yield _zone_claim(standing, "safety" if down else "relegation", inside if down else outside, zone, other)


def _to_a_zone(standing: Standing, zones: tuple[Zone, ...]) -> Iterator[Claim]:
    """How far a side is behind the nearest places above it that lead somewhere."""
    row = standing.row
    above = [zone for zone in zones if zone.name in ZONES and zone.last < row.place]
    if not above:
        return
    zone = max(above, key=lambda found: found.last)
    other = standing.table.rows[zone.last - 1]
    if other.points - row.points <= NEAR_A_ZONE:
        gap = "off" if other.points > row.points else "outside"
        on_points = "" if other.points > row.points else " only on tie-break"
        yield _zone_claim(standing, "zone", f"{gap} {ZONES[zone.name]}{on_points}", zone, other)


def _zone_claim(standing: Standing, kind: str, where: str, zone: Zone, other: TableRow) -> Claim:
    gap = standing.row.points - other.points
    phrase = f"{words.points(abs(gap))} {where}" if gap else where
    in_hand = _in_hand(other.played - standing.row.played)
    return standing.claim(
        "TABLE_GAP",
        kind,
        f"are {phrase} in {standing.league}{in_hand}",
        {"gap": gap, "to": other.team.name, "in_hand": other.played - standing.row.played, "zone": zone.name},
        _of_both(standing, other),
        rows=(other, standing.row),
        noun=f"{phrase}{in_hand}",
        surprise=_surprise(gap),
    )
