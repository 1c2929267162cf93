"""From a span and a question to a claim: what every template that speaks of one side's matches has in common."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.claim import Claim, Coverage, Evidence, Scope, Value, about_team

if TYPE_CHECKING:
    from pressbox.facts.history import History, Span
    from pressbox.views import Answer, Proof, SideMatch

_MONTH, _YEAR = 365.25 / 12, 365.25
_MONTHS_FROM, _YEARS_FROM = 90, 730
_NEARLY = 0.5


def claim_of(
    history: History,
    span: Span,
    template: str,
    kind: str,
    clause: str,
    value: Value,
    rows: Sequence[SideMatch],
    proofs: Iterable[tuple[Proof, Answer]],
    *,
    within: str | None = None,
    noun: str | None = None,
    good: bool | None = None,
    surprise: float | None = None,
    robust: bool | None = None,
) -> Claim:
    """A claim about one side.

    Parameters
    ----------
    history : History
        Of the side.
    span : Span
        The scope it speaks of.
    template, kind : str
    clause : str
        What follows the side's name, without the scope words and the full stop.
    value
        What it states, as JSON.
    rows : sequence of SideMatch
        Its evidence, newest first.
    proofs : iterable of (Question, Answer)
        What the store must answer.
    within : str, optional
        Scope words; those of the span if not given.
    """
    days = [row.date for row in rows]
    claim = about_team(
        template,
        kind,
        history.side,
        history.team.name,
        clause,
        value,
        Scope(span.name, span.venue, min(days, default=None), max(days, default=None), span.among.clock),
        coverage_of(span),
        [Evidence.of_row(row) for row in rows],
        within=span.within if within is None else within,
        noun=noun,
    )
    return dataclasses.replace(claim, good=good, surprise=surprise, robust=robust, proofs=tuple(proofs))


def coverage_of(span: Span) -> Coverage:
    """What a span holds."""
    first = span.since
    note = None if first is None else "from the first on record" if span.ever else f"since {first}"
    return Coverage(first, span.rows[0].date if span.rows else None, len(span.rows), note)


def matches_of(span: Span, count: int) -> str:
    """So many matches of a span's ground: "nine matches", "11 away matches"."""
    ground = "" if span.venue == "any" else f"{span.venue} "
    return words.counted(count, f"{ground}match", f"{ground}matches")


def longest_known(span: Span) -> str:
    """What a run is that has no equal: "their longest such run since at least August 1992"."""
    first = span.since
    if span.ever or first is None:
        return "the longest such run in their history"
    return f"their longest such run since at least {first:%B} {first.year}"


def duration(days: int) -> str:
    """About how long: "11 days", "nearly 18 months", "more than three years".

    >>> duration(11), duration(380), duration(533), duration(1250)
    ('11 days', 'just over 12 months', 'nearly 18 months', 'more than three years')
    """
    if days < _MONTHS_FROM:
        return words.counted(days, "day", "days")
    if days < _YEARS_FROM:
        return _about(days / _MONTH, "month", "months")
    return _about(days / _YEAR, "year", "years")


def _about(value: float, singular: str, plural: str) -> str:
    whole = int(value)
    if value - whole >= _NEARLY:
        return f"nearly {words.counted(whole + 1, singular, plural)}"
    over = "just over" if plural == "months" else "more than"
    return f"{over} {words.counted(whole, singular, plural)}"


def opponent(row: SideMatch) -> str:
    """The match as an aside: "2-1 at Chelsea", "0-0 at home to Everton", "1-2 against Milan on neutral ground"."""
    high, low = max(row.goals_for, row.goals_against), min(row.goals_for, row.goals_against)
    ground = {"home": "at home to", "away": "at", "neutral": "against"}[row.venue]
    return f"{high}-{low} {ground} {row.opponent_name}"


def result_noun(row: SideMatch, span: Span | None = None) -> str:
    """The match as a noun: "a 2-1 win at Chelsea", "a 1-0 home defeat by Everton"; no "home" in a span of such."""
    outcome = "win" if row.goals_for > row.goals_against else "draw" if row.goals_for == row.goals_against else "defeat"
    score = words.a_score(row.goals_for, row.goals_against)
    if row.venue == "away":
        return f"{score} {outcome} at {row.opponent_name}"
    by = {"win": "over", "draw": "with", "defeat": "by"}[outcome]
    home = "home " if row.venue == "home" and not (span and span.venue == "home") else ""
    return f"{score} {home}{outcome} {by} {row.opponent_name}"
