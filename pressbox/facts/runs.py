"""Runs that are on: what a side has done in its last matches without a break, in every scope that has something to say.

Templates RUN_ACTIVE, RUN_RECORD and FIRST_SINCE. A run is told in the widest scope that has it; the same matches in a
narrower one say less. A run of play ends at a match that was awarded.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.answers import run, runs
from pressbox.facts.chances import all_of, chances_of
from pressbox.facts.predicates import PREDICATES, holds
from pressbox.facts.run_words import RUNS, Told, said
from pressbox.facts.telling import claim_of, duration, longest_known, result_noun
from pressbox.views import Aggregate, Question

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.facts.history import History, Span
    from pressbox.views import SideMatch

SHORTEST = 3
SHORTEST_SEASON = 8
"""Matches from which "each match of this season" is worth saying."""

LONG = 8
"""Matches from which a run is worth comparing with those of the past."""

RARE_AFTER = 15
"""Matches that must lie between for "the first since" to be news."""

RECORD = 120
"""Matches that a side's usual frequency is taken from."""


def mine_runs(history: History) -> Iterator[Claim]:
    """RUN_ACTIVE in every scope, with RUN_RECORD or FIRST_SINCE where the past has something to say of its length."""
    if history.stale:
        return
    told_of: dict[str, list[tuple[str, Sequence[SideMatch]]]] = {}
    for span in history.spans:
        lengths: dict[str, int] = {}
        for told in RUNS:
            held = played(run(span.rows, told.what))
            lengths[told.kind] = len(held)
            if len(held) < SHORTEST or not sound(held) or lengths.get(told.implied_by or "") == len(held):
                continue
            if any(_says_as_much(wider, span.venue, held) for wider in told_of.get(told.kind, ())):
                continue
            told_of.setdefault(told.kind, []).append((span.venue, held))
            yield _active(history, span, told, held)
            yield from _against_the_past(history, span, told, held)
            yield from _last_time(history, span, told, held)


def _says_as_much(wider: tuple[str, Sequence[SideMatch]], venue: str, held: Sequence[SideMatch]) -> bool:
    """Whether a run told of before is as long on the same ground, or holds all of these matches."""
    ground, matches = wider
    return (ground == venue and len(matches) >= len(held)) or {row.match for row in held} <= {
        row.match for row in matches
    }


def sound(rows: Sequence[SideMatch]) -> bool:
    """Whether a window can be counted over: a side that played twice in a day is one match under two names."""
    return len({row.date for row in rows}) == len(rows)


def played(rows: Sequence[SideMatch]) -> tuple[SideMatch, ...]:
    """The newest of some matches, up to one that was awarded."""
    return tuple(takewhile(lambda row: not row.awarded, rows))


def question(history: History, span: Span, what: str, aggregate: Aggregate, since: SideMatch) -> Question:
    """Ask about a span's matches from one of them on."""
    return Question(aggregate, history.team.id, what, 0, dataclasses.replace(span.among, since=since.date))


def _active(history: History, span: Span, told: Told, held: Sequence[SideMatch]) -> Claim:
    ended = len(held) < len(span.rows) and not span.rows[len(held)].awarded
    oldest = span.rows[-1] if ended else held[-1]
    return claim_of(
        history,
        span,
        "RUN_ACTIVE",
        told.kind,
        said(told.clause, span, len(held), open_ended=not ended and not (span.ever and len(held) == len(span.rows))),
        len(held),
        held,
        [(question(history, span, told.what, "run", oldest), len(held))],
        within=span.said,
        good=PREDICATES[told.what].good,
        robust=True,
    )


def _against_the_past(history: History, span: Span, told: Told, held: Sequence[SideMatch]) -> Iterator[Claim]:
    """How the run stands beside those before it, as far back as the span is whole."""
    if len(held) < LONG or len(span.rows) < 4 * len(held) or any(row.awarded for row in span.rows[: len(held) + 1]):
        return
    earlier = list(runs(span.rows[len(held) :], told.what))
    longest = max((len(other) for other in earlier), default=0)
    this_long = (question(history, span, told.what, "run", span.rows[-1]), len(held))
    longest_of_all = (question(history, span, told.what, "longest run", span.rows[-1]), max(len(held), longest))
    clause = f"{said(told.clause, span, len(held))} {span.said}"
    if longest < len(held):
        yield claim_of(
            history,
            span,
            "RUN_RECORD",
            told.kind,
            f"{clause}, {longest_known(span)}",
            {"length": len(held), "longest_before": longest, "ever": span.ever},
            held,
            [this_long, longest_of_all],
            within="",
            good=PREDICATES[told.what].good,
        )
        return
    as_long = next(other for other in earlier if len(other) >= len(held))
    between = sum(row.date > as_long[0].date for row in span.rows) - len(held)
    if between < 2 * RARE_AFTER:
        return
    ended = as_long[0].date
    as_long_as = "as long" if len(as_long) == len(held) else f"of {words.number(len(as_long))}"
    yield claim_of(
        history,
        span,
        "FIRST_SINCE",
        f"longest {told.kind}",
        f"{clause}, their longest such run since one {as_long_as} ended in {ended:%B} {ended.year}",
        {"length": len(held), "since": ended.isoformat(), "length_then": len(as_long)},
        [*held, *as_long],
        [
            this_long,
            _longest_within(history, span, told, as_long),
            _longest_within(history, span, told, span.rows[: len(held) + between]),
        ],
        within="",
        good=PREDICATES[told.what].good,
    )


def _longest_within(history: History, span: Span, told: Told, rows: Sequence[SideMatch]) -> tuple[Question, int]:
    """Proof of the longest run within some of a span's rows."""
    among = dataclasses.replace(span.among, since=rows[-1].date, until=rows[0].date)
    longest = max((len(other) for other in runs(rows, told.what)), default=0)
    return Question("longest run", history.team.id, told.what, 0, among), longest


def _last_time(history: History, span: Span, told: Told, held: Sequence[SideMatch]) -> Iterator[Claim]:
    """FIRST_SINCE, kind ``last ...``: of a long run, the match before it."""
    last = span.rows[len(held)] if len(held) < len(span.rows) else None
    if len(held) < RARE_AFTER or last is None or last.awarded or not holds(last, told.opposite, 0, "120"):
        return
    days = (history.seen_from - last.date).days
    yield claim_of(
        history,
        span,
        "FIRST_SINCE",
        f"last {told.opposite}",
        f"{told.last} {span.within} {duration(days)} ago, on {words.long_day(last.date)} ({result_noun(last, span)})",
        {"since": last.date.isoformat(), "days": days, "matches": len(held)},
        [last],
        [
            (question(history, span, told.opposite, "last time", span.rows[-1]), last.match),
            (question(history, span, told.what, "run", span.rows[-1]), len(held)),
        ],
        within="",
        good=PREDICATES[told.what].good,
        surprise=likelihood(history, span, told.what, held),
    )


def likelihood(history: History, span: Span, what: str, held: Sequence[SideMatch]) -> float:
    """Chance that a side like this has a property in each of some matches."""
    return round(all_of(chances_of(held, span.rows[:RECORD], what, 0, history.dossier.expected)), 6)


def mine_season_runs(history: History) -> Iterator[Claim]:
    """RUN_ACTIVE, kinds ``... this season``: what a side has done in each match of the season."""
    if history.stale:
        return
    told_of: set[tuple[str, str]] = set()
    for span in history.spans:
        of_season = tuple(takewhile(lambda row: row.season == history.season, span.rows))
        begun_before = len(of_season) < len(span.rows) or span.ever
        if len(of_season) < SHORTEST_SEASON or not begun_before or not sound(of_season):
            continue
        kinds = {told.kind for told in RUNS if played(run(of_season, told.what)) == of_season}
        for told in RUNS:
            if told.kind not in kinds or told.implied_by in kinds or (told.kind, span.venue) in told_of:
                continue
            if (told.kind, "any") not in told_of:
                told_of.add((told.kind, span.venue))
                yield _each_of_season(history, span, told, of_season)


def _each_of_season(history: History, span: Span, told: Told, held: Sequence[SideMatch]) -> Claim:
    neutral = ", neutral ground included" if span.venue == "away" and any(r.venue == "neutral" for r in held) else ""
    among = dataclasses.replace(span.among, season=history.season)
    return claim_of(
        history,
        span,
        "RUN_ACTIVE",
        f"{told.kind} this season",
        said(told.each, span, len(held)),
        {"length": len(held), "of": len(held), "season": history.season},
        held,
        [
            (Question("count", history.team.id, told.what, 0, among), len(held)),
            (Question("matches", history.team.id, "", 0, among), len(held)),
        ],
        within=f"{span.said} this season{neutral}",
        good=PREDICATES[told.what].good,
        surprise=likelihood(history, span, told.what, held),
        robust=True,
    )
