"""Claim and Evidence: one true statement, with what it rests on.

In: what a miner found in a dossier. Out: frozen values whose ``to_dict`` is the claim of ``facts --json``.
A claim carries its own words: ``statement`` stands by itself, ``clause``, ``short`` and ``noun`` are the parts a
writer joins to others. Every number of a joined sentence is therefore a number of its claims.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from pressbox.domain import Fixture, Match, Side, TableRow
    from pressbox.views import Answer, Proof, SideMatch

Value: TypeAlias = "int | float | str | bool | Mapping[str, Value] | Sequence[Value] | None"
"""What a claim states, as JSON."""


@dataclasses.dataclass(frozen=True)
class Evidence:
    """One match a claim rests on; ``score`` is None for a fixture still to be played."""

    match: str
    date: dt.date
    home: str
    away: str
    score: str | None

    @classmethod
    def of_match(cls, match: Match) -> Evidence:
        """A match that was played."""
        fixture = match.fixture
        return cls(fixture.id, fixture.date, fixture.home.name, fixture.away.name, str(match.score))

    @classmethod
    def of_row(cls, row: SideMatch) -> Evidence:
        """A match seen from one side; on neutral ground that side is named first."""
        if row.venue == "away":
            return cls(row.match, row.date, row.opponent_name, row.team_name, f"{row.goals_against}-{row.goals_for}")
        return cls(row.match, row.date, row.team_name, row.opponent_name, f"{row.goals_for}-{row.goals_against}")

    @classmethod
    def of_fixture(cls, fixture: Fixture) -> Evidence:
        """A fixture still to come."""
        return cls(fixture.id, fixture.date, fixture.home.name, fixture.away.name, None)

    def to_dict(self) -> dict[str, str | None]:
        """One row of ``evidence`` in ``facts --json``."""
        return {
            "match": self.match,
            "date": self.date.isoformat(),
            "home": self.home,
            "away": self.away,
            "score": self.score,
        }


@dataclasses.dataclass(frozen=True)
class Scope:
    """The words that decide the number.

    Attributes
    ----------
    competitions : str
        ``"all"``, or names joined by ``", "``.
    venue : str
        ``any``, ``home``, ``away`` or ``neutral``.
    since, until : date or None
        First and last match day the value speaks of.
    clock : str
        ``"90"`` or ``"120"``: whether goals of extra time count.
    """

    competitions: str = "all"
    venue: str = "any"
    since: dt.date | None = None
    until: dt.date | None = None
    clock: str = "120"

    def to_dict(self) -> dict[str, str | None]:
        """The ``scope`` of ``facts --json``."""
        return {
            "competitions": self.competitions,
            "venue": self.venue,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "clock": self.clock,
        }


@dataclasses.dataclass(frozen=True)
class Coverage:
    """What the claim was looked for in: matches on record, and the lines of a table where it speaks of one."""

    first: dt.date | None
    last: dt.date | None
    matches: int
    note: str | None = None
    table: tuple[TableRow, ...] = ()

    @classmethod
    def of_matches(cls, matches: Sequence[Match], note: str | None) -> Coverage:
        """The stretch that some matches span."""
        days = [match.fixture.date for match in matches]
        return cls(min(days, default=None), max(days, default=None), len(days), note)

    def to_dict(self) -> dict[str, Value]:
        """The ``coverage`` of ``facts --json``."""
        document: dict[str, Value] = {
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
            "matches": self.matches,
            "note": self.note,
        }
        if self.table:
            document["table"] = [_table_line(row) for row in self.table]
        return document


def _table_line(row: TableRow) -> dict[str, Value]:
    return {
        "place": row.place,
        "team": row.team.name,
        "played": row.played,
        "won": row.won,
        "drawn": row.drawn,
        "lost": row.lost,
        "goals_for": row.goals_for,
        "goals_against": row.goals_against,
        "points": row.points,
    }


@dataclasses.dataclass(frozen=True)
class Claim:
    """One statement that the store can prove.

    Attributes
    ----------
    template : str
        A name of the taxonomy: ``RUN_ACTIVE``, ``H2H_LAST`` ...
    kind : str
        The variant of the template: ``unbeaten``, ``second-last`` ...
    subject : str
        Whom it is about, by name.
    side : "home", "away" or None
        Which side of the fixture that is; None where it is about both.
    statement : str
        A sentence that is correct by itself.
    clause : str
        What follows the subject, without a full stop; for a claim about both, the sentence without its full stop.
    short : str
        The clause without its scope words, for a second half that shares the scope of the first.
    noun : str or None
        The same as a noun phrase, where the template has one.
    within : str
        The scope words that ``clause`` has and ``short`` has not.
    surprise : float or None
        Chance of as much for a side like this one; None where that was not reckoned.
    robust : bool or None
        Whether it also holds with a match more or less.
    score : float or None
        News value, from 0 to 1.
    good : bool or None
        Whether it is good news for the side; None for neither.
    proofs : tuple of (Question, Answer)
        What must be found in the store, reckoned another way, before the claim is told.
    """

    template: str
    kind: str
    subject: str
    side: Side | None
    statement: str
    clause: str
    value: Value
    scope: Scope
    coverage: Coverage
    evidence: tuple[Evidence, ...]
    short: str = ""
    noun: str | None = None
    within: str = ""
    surprise: float | None = None
    robust: bool | None = None
    score: float | None = None
    good: bool | None = None
    proofs: tuple[tuple[Proof, Answer], ...] = ()

    def reworded(self, sentence: str, subject: str | None = None, side: Side | None = None) -> Claim:
        """The same claim as a sentence of its own, without a full stop, and perhaps about another side."""
        return dataclasses.replace(
            self,
            subject=subject or self.subject,
            side=side or self.side,
            statement=f"{sentence}.",
            clause=sentence,
            short=sentence,
        )

    @functools.cached_property
    def id(self) -> str:
        """A short hash of what is claimed: the same claim has the same id in every edition."""
        what = [self.template, self.kind, self.subject, self.scope.to_dict(), self.value]
        return hashlib.sha256(json.dumps(what, sort_keys=True).encode()).hexdigest()[:10]

    def to_dict(self) -> dict[str, object]:
        """One claim of ``facts --json``."""
        return {
            "id": self.id,
            "template": self.template,
            "subject": self.subject,
            "statement": self.statement,
            "value": self.value,
            "scope": self.scope.to_dict(),
            "coverage": self.coverage.to_dict(),
            "evidence": [row.to_dict() for row in self.evidence],
            "surprise": self.surprise,
            "robust": self.robust,
            "score": self.score,
        }


def about_team(
    template: str,
    kind: str,
    side: Side,
    team: str,
    clause: str,
    value: Value,
    scope: Scope,
    coverage: Coverage,
    evidence: Sequence[Evidence],
    *,
    within: str = "",
    noun: str | None = None,
) -> Claim:
    """Build a claim about one side: its statement is the team, the clause and the scope words."""
    full = f"{clause} {within}".rstrip()
    return Claim(
        template,
        kind,
        team,
        side,
        f"{team} {full}.",
        full,
        value,
        scope,
        coverage,
        tuple(evidence),
        short=clause,
        noun=noun,
        within=within,
    )


def about_both(
    template: str,
    kind: str,
    fixture: Fixture,
    sentence: str,
    value: Value,
    scope: Scope,
    coverage: Coverage,
    evidence: Sequence[Evidence],
    *,
    noun: str | None = None,
) -> Claim:
    """Build a claim about the pairing; ``sentence`` has no full stop."""
    subject = f"{fixture.home.name} v {fixture.away.name}"
    return Claim(
        template,
        kind,
        subject,
        None,
        f"{sentence}.",
        sentence,
        value,
        scope,
        coverage,
        tuple(evidence),
        short=sentence,
        noun=noun,
    )
