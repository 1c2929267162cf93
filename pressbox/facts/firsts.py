"""What the newest matches ended, and how long nothing like them had happened.

Templates FIRST_SINCE and RUN_ENDED, over every span of a side's history.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.answers import run, runs
from pressbox.facts.predicates import PREDICATES, holds
from pressbox.facts.run_words import RUNS, Told, said
from pressbox.facts.runs import LONG, RARE_AFTER, likelihood, played, question, sound
from pressbox.facts.telling import claim_of, result_noun
from pressbox.views import Question

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.facts.history import History, Span
    from pressbox.views import Answer, SideMatch

FIRST = {"won": "won", "lost": "lost", "not scored": "failed to score", "clean sheet": "kept a clean sheet"}
"""Properties whose first time in long is news, and how it is said."""

ONCE = {"won": "win", "lost": "defeat", "not scored": "match without a goal", "clean sheet": "clean sheet"}
"""The same as nouns."""

AGAIN = {"won": "have won", "lost": "have lost", "not scored": "have failed to score"}
"""Properties that are news when they come twice in a row."""

ENDED_FROM = {
    "won": 5,
    "lost": 5,
    "unbeaten": 8,
    "winless": 8,
    "not scored": 4,
    "scored": 12,
    "clean sheet": 4,
    "conceded": 10,
}
"""Matches from which the end of a run is worth a word."""


def mine_first_since(history: History) -> Iterator[Claim]:
    """FIRST_SINCE, kinds ``first ...``: the newest match is the first of its kind in long."""
    if history.stale:
        return
    told_of: set[str] = set()
    for span in history.spans:
        newest, before = span.rows[0], span.rows[1:]
        for told in RUNS:
            if told.what not in FIRST or told.what in told_of or not holds(newest, told.what, 0, "120"):
                continue
            gone = run(before, told.opposite)
            if len(gone) < RARE_AFTER or len(gone) == len(before) or newest.awarded or before[len(gone)].awarded:
                continue
            told_of.add(told.what)
            yield _first_since(history, span, told, before[len(gone)], gone)


def _first_since(history: History, span: Span, told: Told, last: SideMatch, gone: Sequence[SideMatch]) -> Claim:
    newest, team = span.rows[0], history.team.id
    days = (newest.date - last.date).days
    between = dataclasses.replace(span.among, since=_after(last), until=_before(newest))
    whole = dataclasses.replace(span.among, until=_before(newest))
    return claim_of(
        history,
        span,
        "FIRST_SINCE",
        f"first {told.kind}",
        f"{FIRST[told.what]} {span.within} on {words.day(newest.date, history.seen_from)} for the first time in "
        f"{words.matches(len(gone) + 1)}, since {words.long_day(last.date)} ({result_noun(last, span)})",
        {"since": last.date.isoformat(), "days": days, "matches_between": len(gone)},
        [newest, last],
        [
            (question(history, span, told.what, "last time", last), newest.match),
            (Question("count", team, told.what, 0, between), 0),
            (Question("matches", team, "", 0, between), len(gone)),
            (Question("last time", team, told.what, 0, whole), last.match),
        ],
        within="",
        noun=f"their first {ONCE[told.what]} {span.within} since {words.long_day(last.date)}",
        good=PREDICATES[told.what].good,
        surprise=round(
            likelihood(history, span, told.opposite, gone) * likelihood(history, span, told.what, [newest]), 6
        ),
    )


def mine_ended(history: History) -> Iterator[Claim]:
    """RUN_ENDED: the newest match put an end to a run."""
    if history.stale:
        return
    told_of: dict[str, int] = {}
    for span in history.spans:
        newest, before = span.rows[0], span.rows[1:]
        lengths: dict[str, int] = {}
        for told in RUNS:
            held = played(run(before, told.what))
            if newest.awarded or not holds(newest, told.opposite, 0, "120") or not sound(held):
                continue
            lengths[told.kind] = len(held)
            implied = told.implied_by is not None and lengths.get(told.implied_by) == len(held)
            told_as_first = told.opposite in FIRST and len(held) >= RARE_AFTER
            if implied or told_as_first or len(held) < max(ENDED_FROM[told.what], told_of.get(told.kind, 0) + 1):
                continue
            told_of[told.kind] = len(held)
            yield _ended(history, span, told, held)


def _ended(history: History, span: Span, told: Told, held: Sequence[SideMatch]) -> Claim:
    newest = span.rows[0]
    ended = len(held) + 1 < len(span.rows) and not span.rows[len(held) + 1].awarded
    open_ended = not ended and not (span.ever and len(held) + 1 == len(span.rows))
    oldest = span.rows[-1] if ended else held[-1]
    among = dataclasses.replace(span.among, since=oldest.date, until=_before(newest))
    good = PREDICATES[told.what].good
    return claim_of(
        history,
        span,
        "RUN_ENDED",
        told.kind,
        f"{said(told.had, span, len(held), open_ended=open_ended)} {span.said} before "
        f"{result_noun(newest, span)} on {words.day(newest.date, history.seen_from)}",
        {"length": len(held), "ended": newest.date.isoformat()},
        [newest, *held],
        [
            (Question("run", history.team.id, told.what, 0, among), len(held)),
            (question(history, span, told.opposite, "last time", held[-1]), newest.match),
        ],
        within="",
        good=None if good is None else not good,
    )


def mine_again(history: History) -> Iterator[Claim]:
    """FIRST_SINCE, kinds ``... again``: two or more in a row, for the first time in long."""
    if history.stale:
        return
    told_of: set[tuple[str, str]] = set()
    for span in history.spans:
        for told in RUNS:
            held = run(span.rows, told.what) if told.what in AGAIN else ()
            if not 2 <= len(held) < LONG or not sound(held) or (told.what, span.venue) in told_of:
                continue
            then = next((other for other in runs(span.rows[len(held) :], told.what) if len(other) >= len(held)), None)
            if then is None or any(row.awarded for row in (*held, *then)):
                continue
            if sum(row.date > then[0].date for row in span.rows) - len(held) >= RARE_AFTER:
                told_of.add((told.what, span.venue))
                yield _again(history, span, told, held, then)


def _again(history: History, span: Span, told: Told, held: Sequence[SideMatch], then: Sequence[SideMatch]) -> Claim:
    times = words.number(len(held))
    ground = "" if span.venue == "any" else f"{span.venue} matches "
    in_a_row = f"{times} {ground}in a row {span.said}"
    if told.what == "not scored":
        often = "twice" if len(held) == 2 else f"{times} times"
        in_a_row = f"{often} in a row {span.within}" if not ground else f"in {in_a_row}"
    since = f"{then[0].date:%B} {then[0].date.year}"
    if len(then) > len(held):
        since = f"{words.number(len(then))} in a row {months(then[-1].date, then[0].date)}"
    return claim_of(
        history,
        span,
        "FIRST_SINCE",
        f"{times} {told.kind} again",
        f"{AGAIN[told.what]} {in_a_row} for the first time since {since}",
        {"length": len(held), "since": then[0].date.isoformat(), "length_then": len(then)},
        [*held, *then],
        _proofs_again(history, span, told, held, then),
        within="",
        good=PREDICATES[told.what].good,
    )


def _proofs_again(
    history: History, span: Span, told: Told, held: Sequence[SideMatch], then: Sequence[SideMatch]
) -> list[tuple[Question, Answer]]:
    """The run now, the longest between, and the one then."""
    team, between = history.team.id, [row for row in span.rows if then[0].date < row.date < held[-1].date]
    longest = max((len(other) for other in runs(between, told.what)), default=0)
    while_between = dataclasses.replace(span.among, since=_after(then[0]), until=_before(held[-1]))
    while_then = dataclasses.replace(span.among, since=then[-1].date, until=then[0].date)
    return [
        (question(history, span, told.what, "run", then[-1]), len(held)),
        (Question("longest run", team, told.what, 0, while_between), longest),
        (Question("run", team, told.what, 0, while_then), len(then)),
    ]


def months(first: dt.date, last: dt.date) -> str:
    """The months of a stretch: "in March 2023", "in March and April 2023", "in December 2022 and January 2023".

    Of a longer one the first and the last: "from October 2022 to February 2023".
    """
    apart = 12 * (last.year - first.year) + last.month - first.month
    if apart == 0:
        return f"in {first:%B} {first.year}"
    of_first = f"{first:%B}" if first.year == last.year else f"{first:%B} {first.year}"
    if apart == 1:
        return f"in {of_first} and {last:%B} {last.year}"
    return f"from {of_first} to {last:%B} {last.year}"


def _after(row: SideMatch) -> dt.date:
    return row.date + dt.timedelta(days=1)


def _before(row: SideMatch) -> dt.date:
    return row.date - dt.timedelta(days=1)
