"""Where each side stands in its league.

In: a dossier. Out: claims ``TABLE_POS`` and ``TABLE_GAP``. A table of which matches are missing says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.claim import Claim, Coverage, Evidence, Scope, Value, about_team
from pressbox.facts.record import SIDES, Record

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Match, Table, TableRow


def mine_table(dossier: Dossier) -> list[Claim]:
    """TABLE_POS and TABLE_GAP of each side whose league table is whole."""
    records = [Record.of_side(dossier, side) for side in SIDES]
    return [claim for record in records for claim in _claims_of(dossier, record)]


def _claims_of(dossier: Dossier, record: Record) -> Iterator[Claim]:
    table = dossier.tables.get(record.team.id)
    row = table.row(record.team.id) if table else None
    if table is None or row is None or not table.complete or row.played == 0:
        return
    yield _position(record, table, row)
    yield from (_gap(record, table, row, *target) for target in _targets(table, row))


def _position(record: Record, table: Table, row: TableRow) -> Claim:
    where = words.the(table.competition.name) + (f" Group {table.group}" if table.group else "")
    return _claim(
        record,
        table,
        "TABLE_POS",
        "place",
        f"{'top' if row.place == 1 else f'are {words.ordinal(row.place)} in'} {where} with "
        f"{words.counted(row.points, 'point', 'points')} from {words.matches(row.played)}",
        {"place": row.place, "points": row.points, "played": row.played, "of": len(table.rows)},
        (row,),
    )


def _targets(table: Table, row: TableRow) -> Iterator[tuple[str, TableRow]]:
    """Whom the gap is told to: the leader, the place above where that is another, the second for a leader."""
    if row.place == 1:
        yield from (("second", other) for other in table.rows[1:2])
        return
    yield "leader", table.rows[0]
    if row.place > 2:
        yield "above", table.rows[row.place - 2]


def _gap(record: Record, table: Table, row: TableRow, kind: str, other: TableRow) -> Claim:
    gap = row.points - other.points
    phrase = f"{_distance(gap)} {_named(kind, other)}{_in_hand(other.played - row.played)}"
    return _claim(
        record,
        table,
        "TABLE_GAP",
        kind,
        f"are {phrase}",
        {"gap": gap, "to": other.team.name, "in_hand": other.played - row.played},
        (other, row),
        noun=phrase,
    )


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


def _claim(
    record: Record,
    table: Table,
    template: str,
    kind: str,
    clause: str,
    value: Value,
    rows: tuple[TableRow, ...],
    noun: str | None = None,
) -> Claim:
    league = [match for match in record.matches if _of_table(match, table)]
    days = [match.fixture.date for match in league]
    return about_team(
        template,
        kind,
        record.side,
        record.team.name,
        clause,
        value,
        Scope(table.competition.name, "any", min(days, default=None), max(days, default=None), "90"),
        Coverage(
            min(days, default=None), max(days, default=None), len(league), f"table as of {table.as_of}", table=rows
        ),
        [Evidence.of_match(match) for match in league],
        noun=noun,
    )


def _of_table(match: Match, table: Table) -> bool:
    fixture = match.fixture
    return (fixture.competition.id, fixture.season) == (table.competition.id, table.season)
