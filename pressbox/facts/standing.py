"""A side in its league table: what every claim about one has in common.

In: a dossier. Out: a side's line among the others, and claims that rest on its league matches, with the questions that
prove them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from pressbox.facts import words
from pressbox.facts.claim import Claim, Coverage, Evidence, Scope, Value, about_team
from pressbox.facts.history import History
from pressbox.facts.record import SIDES
from pressbox.views import TableQuestion

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Table, TableRow
    from pressbox.views import Answer, Proof, SideMatch

Asked = tuple[TableQuestion, int]


@dataclasses.dataclass(frozen=True)
class Standing:
    """One side's line of its league table; ``matches`` are those behind it, newest first."""

    history: History
    table: Table
    row: TableRow
    matches: tuple[SideMatch, ...]

    @property
    def team(self) -> str:
        """Id of the side."""
        return self.row.team.id

    @property
    def league(self) -> str:
        """The competition with its article."""
        return words.the(self.table.competition.name)

    @property
    def win(self) -> int:
        """Points for a win, as the table counts them: two of old, three now."""
        for row in self.table.rows:
            if row.won:
                return (row.points + row.deducted - row.drawn) // row.won
        return 3

    @property
    def others(self) -> tuple[TableRow, ...]:
        """The lines of the other sides, best first."""
        return tuple(row for row in self.table.rows if row.team.id != self.team)

    def proof(
        self,
        what: str,
        value: int,
        of: TableRow | None = None,
        count: Literal["value", "sides with more", "sides with fewer"] = "value",
        supposed: tuple[str, str, int, int] | None = None,
    ) -> Asked:
        """That a number of the table, of this side or another, is what it is said to be."""
        team = (of or self.row).team.id
        return TableQuestion(self.table.competition.id, self.table.season, team, what, count, supposed), value

    def claim(
        self,
        template: str,
        kind: str,
        clause: str,
        value: Value,
        proofs: Iterable[tuple[Proof, Answer]],
        *,
        rows: Sequence[TableRow] = (),
        matches: Sequence[SideMatch] | None = None,
        venue: str = "any",
        noun: str | None = None,
        good: bool | None = None,
        surprise: float | None = None,
    ) -> Claim:
        """A claim about the side, which shows some lines of the table and the matches behind its own."""
        behind = self.matches if matches is None else matches
        days = [match.date for match in behind]
        first, last = min(days, default=None), max(days, default=None)
        shown = tuple(rows) or (self.row,)
        claim = about_team(
            template,
            kind,
            self.history.side,
            self.row.team.name,
            clause,
            value,
            Scope(self.table.competition.name, venue, first, last, "90"),
            Coverage(first, last, len(behind), f"table as of {self.table.as_of}", table=shown),
            [Evidence.of_row(match) for match in behind],
            noun=noun,
        )
        return dataclasses.replace(claim, good=good, surprise=surprise, proofs=tuple(proofs))


def standings(dossier: Dossier, played: int = 1) -> Iterator[Standing]:
    """The standing of each side that has played so many matches in a league of which no match is missing."""
    for side in SIDES:
        history = History.of_side(dossier, side)
        table = dossier.tables.get(history.team.id)
        row = table.row(history.team.id) if table else None
        if table is None or row is None or not (table.complete and table.by_points) or row.played < played:
            continue
        season = (table.competition.id, table.season)
        matches = tuple(match for match in history.rows if (match.competition, match.season) == season)
        yield Standing(history, table, row, tuple(match for match in matches if match.phase in ("league", None)))
