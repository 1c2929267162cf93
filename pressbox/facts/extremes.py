"""Heaviest and biggest: RECORD_EXTREME, for the newest matches of a side in every scope that is whole."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.predicates import measured
from pressbox.facts.telling import claim_of
from pressbox.views import Question

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.facts.history import History, Span
    from pressbox.views import SideMatch

RECENT_DAYS = 21
FEWEST = 40
TIED_AT_MOST = 5


@dataclasses.dataclass(frozen=True)
class Extreme:
    """A measure, the property of at least as much of it, how it is said, and from where it is worth a word."""

    measure: str
    at_least: str
    noun: str
    word: str
    by: str
    least: int


MEASURES = (
    Extreme("losing margin", "lost by at least", "defeat", "heaviest", "by", 3),
    Extreme("winning margin", "won by at least", "win", "biggest", "over", 4),
)


def mine_extremes(history: History) -> Iterator[Claim]:
    """RECORD_EXTREME: a match of the last weeks was a side's heaviest defeat or biggest win of a scope, or joint."""
    told: set[tuple[str, str]] = set()
    for span in history.spans:
        recent = [
            row for row in span.held.rows if (history.seen_from - row.date).days <= RECENT_DAYS and not row.awarded
        ]
        if len(span.held.rows) < FEWEST:
            continue
        for kind in MEASURES:
            for row in recent:
                if (kind.measure, row.match) not in told and (claim := _extreme(history, span, row, kind)):
                    told.add((kind.measure, row.match))
                    yield claim


def _extreme(history: History, span: Span, row: SideMatch, kind: Extreme) -> Claim | None:
    value = measured(row, kind.measure, "120") or 0
    level = [other for other in span.held.rows if (measured(other, kind.measure, "120") or 0) >= value]
    wider = any((measured(other, kind.measure, "120") or 0) > value for other in level)
    if value < kind.least or wider or len(level) > TIED_AT_MOST:
        return None
    joint = "joint-" if len(level) > 1 else ""
    score = words.a_score(row.goals_for, row.goals_against)
    ground = "" if span.venue == "any" else f"{span.venue} "
    first = span.held.rows[-1].date
    since = "" if span.held.ever else f" since {first:%B} {first.year}"
    opening = f"{score[0].upper()}{score[1:]}".replace("An ", "The ", 1).replace("A ", "The ", 1)
    among = dataclasses.replace(span.among, since=first)
    claim = claim_of(
        history,
        dataclasses.replace(span, rows=span.held.rows, ever=span.held.ever),  # looked for beyond a day with two matches
        "RECORD_EXTREME",
        f"{kind.word} {kind.noun}",
        "",
        {"margin": value, "level_with": len(level) - 1, "match": row.match},
        [row, *(other for other in level if other.match != row.match)],
        [
            (Question("most", history.team.id, kind.measure, 0, among), value),
            (Question("count", history.team.id, kind.at_least, value, among), len(level)),
        ],
        within="",
        good=kind.noun == "win",
        surprise=round((len(level) + 1) / (len(span.held.rows) + 2), 6),
    )
    sentence = (
        f"{opening} {kind.noun} {kind.by} {row.opponent_name} on {words.day(row.date, history.seen_from)} is "
        f"{words.possessive(history.team.name)} {joint}{kind.word} {ground}{kind.noun} {span.said}{since}"
    )
    return claim.reworded(sentence)
