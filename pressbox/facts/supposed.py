"""What a result would bring: CONDITIONAL places, from the table as the narrowest win or defeat would leave it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.answers import counts, run
from pressbox.facts.history import History
from pressbox.facts.record import SIDES
from pressbox.facts.standing import Asked, Standing, standings
from pressbox.facts.table import ZONES, inseparable
from pressbox.facts.telling import claim_of
from pressbox.views import Question

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Table, TableRow, Zone
    from pressbox.facts.claim import Claim

FEWEST_PLAYED = 6
NAMED = 3
"""Sides passed that are named."""

IN_A_ROW = 3
WIN_SURPRISE, DEFEAT_SURPRISE = 0.1, 0.25


def mine_win_would(dossier: Dossier) -> list[Claim]:
    """CONDITIONAL: the place that a win or a defeat would bring before the other sides play."""
    return [
        claim
        for standing in standings(dossier, FEWEST_PLAYED)
        if dossier.supposed and not standing.table.group and standing.matches
        for claim in (*_win_lifts(dossier, standing), *_defeat_drops(dossier, standing))
    ]


def _win_lifts(dossier: Dossier, standing: Standing) -> Iterator[Claim]:
    after = dossier.supposed[standing.history.side]
    own = _line(after, standing)
    others = [row for row in after.rows if row.team.id != standing.team]
    if own.place >= standing.row.place or any(inseparable(own, row) for row in others):
        return
    level = sum(row.points == own.points for row in others)
    highest = 1 + sum(row.points > own.points for row in others)
    least = "at least " if highest < own.place else ""
    where = "top of" if own.place == 1 else f"up to {least}{words.ordinal(own.place)} in"
    passed = [row.team.name for row in standing.others if own.place <= row.place < standing.row.place]
    beyond = f", above {words.listed(passed)}" if len(passed) <= NAMED else ""
    zone = _into(dossier, standing, own.place) or _out_of(dossier, standing, own.place)
    yield standing.claim(
        "CONDITIONAL",
        "win lifts on goals" if level else "win lifts",
        f"would go {where} {standing.league} with a win{beyond}{zone}",
        {"place": own.place, "points": own.points, "from": standing.row.place},
        _proofs(dossier, standing, own, standing.history.side, highest - 1),
        rows=(standing.row,),
        good=True,
        surprise=WIN_SURPRISE / (2 if zone or own.place == 1 else 1),
    )


def _defeat_drops(dossier: Dossier, standing: Standing) -> Iterator[Claim]:
    """Whom a defeat lets past: the opponents, if they are behind now."""
    side = SIDES[1 - SIDES.index(standing.history.side)]
    after = dossier.supposed[side]
    own = _line(after, standing)
    others = [row for row in after.rows if row.team.id != standing.team]
    opponents = dossier.fixture.away if side == "away" else dossier.fixture.home
    theirs = after.row(opponents.id)
    if theirs is None or theirs.points <= own.points or own.place <= standing.row.place:
        return
    if any(inseparable(own, row) for row in others):
        return
    lowest = 1 + sum(row.points >= own.points for row in others)
    least = " at best" if lowest > own.place else ""
    zone = _into_relegation(dossier, standing, own.place)
    yield standing.claim(
        "CONDITIONAL",
        "defeat drops",
        f"would drop to {words.ordinal(own.place)}{least} in {standing.league} with a defeat, below "
        f"{opponents.name}{zone}",
        {"place": own.place, "points": own.points, "from": standing.row.place},
        _proofs(dossier, standing, own, side, sum(row.points > own.points for row in others)),
        rows=(standing.row,),
        good=False,
        surprise=DEFEAT_SURPRISE / (2 if zone else 1),
    )


def _line(table: Table, standing: Standing) -> TableRow:
    row = table.row(standing.team)
    assert row is not None
    return row


def _proofs(dossier: Dossier, standing: Standing, own: TableRow, winner: str, more: int) -> Sequence[Asked]:
    """The place now, and points and place after the supposed result."""
    fixture = dossier.fixture
    result = (fixture.home.id, fixture.away.id, *((1, 0) if winner == "home" else (0, 1)))
    return [
        standing.proof("place", standing.row.place),
        standing.proof("place", own.place, supposed=result),
        standing.proof("points", own.points, supposed=result),
        standing.proof("points", more, count="sides with more", supposed=result),
    ]


def _zones(dossier: Dossier, standing: Standing) -> tuple[Zone, ...]:
    season = dossier.seasons.get(standing.team)
    return season.zones if season else ()


def _into(dossier: Dossier, standing: Standing, place: int) -> str:
    """The best places that a climb leads into."""
    for zone in _zones(dossier, standing):
        if zone.name in ZONES and zone.first <= place <= zone.last < standing.row.place:
            return f" and into {ZONES[zone.name]}"
    return ""


def _out_of(dossier: Dossier, standing: Standing, place: int) -> str:
    zone = next((zone for zone in _zones(dossier, standing) if zone.name == "relegation"), None)
    return " and out of the relegation zone" if zone and place < zone.first <= standing.row.place else ""


def _into_relegation(dossier: Dossier, standing: Standing, place: int) -> str:
    zone = next((zone for zone in _zones(dossier, standing) if zone.name == "relegation"), None)
    return " and into the relegation zone" if zone and standing.row.place < zone.first <= place else ""


def mine_win_extends(history: History) -> Iterator[Claim]:
    """CONDITIONAL, kind ``win extends``: how many wins in a row one more would make, in the widest scope."""
    if history.stale:
        return
    fixture = history.dossier.fixture
    for span in history.spans:
        among = span.among
        if span.venue != "any" or (among.competitions and fixture.competition.id not in among.competitions):
            continue
        held = run(span.rows, "won")
        if len(held) < IN_A_ROW or len(held) == len(span.rows) or not all(counts(row, among) for row in held):
            continue
        asked = Question("run", history.team.id, "won", 0, among)
        yield claim_of(
            history,
            span,
            "CONDITIONAL",
            "win extends",
            f"would make it {words.number(len(held) + 1)} wins in a row",
            len(held) + 1,
            held,
            [(asked, len(held))],
            within=f"{span.said} with another",
            good=True,
        )
        return
