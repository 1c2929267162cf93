"""What the page shows of the evidence: of each claim its scope in words, its matches and the question that proved it.

In: the claims of a preview. Out: frozen values. A claim that rests on many matches shows the newest of them; the JSON
document has all.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from pressbox.facts import words
from pressbox.publish.tables import Grid
from pressbox.store.proof_queries import query_of, query_text

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim, Evidence
    from pressbox.views import Answer, Proof

DEPTHS = ((12, 6), (8, 4), (5, 3), (3, 2), (1, 1))
"""Matches and questions of a claim that a page shows, at most; where that would be too much of all claims, the next."""

PANELS = 32_000
"""Bytes that all matches and questions of a page may take, so that the page keeps within 150 KB."""

_ROW, _QUESTION = 95, 200
"""Bytes that one of them takes, about."""

Links: TypeAlias = "Callable[[Evidence], str | None]"
"""Address of the page of a match of the evidence; None where it has none."""


@dataclasses.dataclass(frozen=True)
class MatchView:
    """One match of the evidence."""

    date: str
    teams: str
    score: str
    href: str | None


@dataclasses.dataclass(frozen=True)
class Asked:
    """A question that the store was asked, and its answer; ``query`` is the name of the SQL, where it is listed."""

    query: str | None
    question: str
    answer: str


@dataclasses.dataclass(frozen=True)
class EvidenceView:
    """One claim of the evidence panel."""

    number: int
    id: str
    statement: str
    scope: str
    matches: tuple[MatchView, ...]
    more: str | None
    table: Grid | None
    asked: tuple[Asked, ...]
    unasked: str | None  # how many questions more there are
    cited: bool


@dataclasses.dataclass(frozen=True)
class QueryView:
    """A query in SQL."""

    name: str
    text: str


def evidence_of(claims: Sequence[Claim], links: Links, cited: Collection[str]) -> tuple[EvidenceView, ...]:
    """Each claim, numbered in the order in which sentences cite them; ``cited`` are those that the page links to."""
    asked = [tuple(dict.fromkeys(asked_of(question, answer) for question, answer in claim.proofs)) for claim in claims]
    rows, questions = _depth([len(claim.evidence) for claim in claims], [len(one) for one in asked])
    return tuple(
        EvidenceView(
            number,
            claim.id,
            claim.statement,
            scope_of(claim),
            *_matches(claim, rows, links),
            _table(claim),
            told[:questions],
            f"and {len(told) - questions} more like these" if len(told) > questions else None,
            claim.id in cited,
        )
        for number, (claim, told) in enumerate(zip(claims, asked, strict=True), 1)
    )


def _depth(matches: Sequence[int], questions: Sequence[int]) -> tuple[int, int]:
    """How many matches and questions of each claim there is room for.

    >>> _depth([12, 40], [3]), _depth([40] * 40, [3] * 40)
    ((12, 6), (3, 2))
    """
    for rows, asked in DEPTHS:
        shown = _ROW * sum(min(n, rows) for n in matches) + _QUESTION * sum(min(n, asked) for n in questions)
        if shown <= PANELS:
            break
    return rows, asked


def queries_of(claims: Sequence[Claim]) -> tuple[QueryView, ...]:
    """The SQL of every query that proved one of the claims."""
    names = dict.fromkeys(query_of(question) for claim in claims for question, _ in claim.proofs)
    return tuple(QueryView(name, query_text(name).strip()) for name in names if name)


def scope_of(claim: Claim) -> str:
    """Scope and coverage of a claim in a line."""
    scope, coverage = claim.scope, claim.coverage
    parts = ["all competitions" if scope.competitions == "all" else scope.competitions]
    if scope.venue != "any":
        parts.append({"home": "at home", "away": "away", "neutral": "neutral ground"}[scope.venue])
    if scope.since and scope.until:
        same = scope.since == scope.until
        until = words.long_day(scope.until)
        parts.append(until if same else f"{words.long_day(scope.since)} to {until}")
    if coverage.note:
        parts.append(f"looked for in: {coverage.note}")
    return "; ".join(parts)


def asked_of(question: Proof, answer: Answer) -> Asked:
    """A question in the machine's own words, what is not asked for left out."""
    fields = dataclasses.asdict(question)
    among = fields.pop("among", {})
    parts = [f"{name.replace('_', ' ')}: {_told(value)}" for name, value in {**fields, **among}.items() if _said(value)]
    return Asked(query_of(question), "; ".join(parts), "nothing" if answer is None else str(answer))


def _said(value: object) -> bool:
    return value is not None and value != "" and value != () and value is not False and value != 0


def _told(value: Any) -> str:  # noqa: ANN401 - a field of any question
    if isinstance(value, tuple | list):
        return ", ".join(map(_told, value))
    return value.isoformat() if isinstance(value, dt.date) else "yes" if value is True else str(value)


def _matches(claim: Claim, most: int, links: Links) -> tuple[tuple[MatchView, ...], str | None]:
    """The newest matches of a claim, and how many more there are."""
    newest_first = sorted(claim.evidence, key=lambda row: row.date, reverse=True)
    shown = tuple(
        MatchView(words.long_day(row.date), f"{row.home} v {row.away}", row.score or "to come", links(row))
        for row in newest_first[:most]
    )
    left = len(newest_first) - len(shown)
    return shown, f"and {left} earlier; the JSON document has all {len(newest_first)}" if left else None


def _table(claim: Claim) -> Grid | None:
    """Lines of the table that a claim speaks of."""
    if not claim.coverage.table:
        return None
    rows = tuple(
        (str(r.place), r.team.name, str(r.played), str(r.goals_for), str(r.goals_against), str(r.points))
        for r in claim.coverage.table
    )
    return Grid("Lines of the table", ("Place", "Club", "P", "F", "A", "Pts"), rows)
