"""Counts over the last n matches: of all the windows there are, those that say most.

Templates COUNT_LASTN (kinds ``few`` and ``many``), WINDOW_CONTRAST and GOALS_PATTERN. For bad news a writer takes the
widest window before the count changes ("three wins in the last 11"), for good news the narrowest ("seven wins in the
last eight"); which count to take is decided by how unlikely it was for this side.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.chances import at_least, at_most, chances_of
from pressbox.facts.predicates import holds
from pressbox.facts.runs import sound
from pressbox.facts.telling import claim_of, matches_of
from pressbox.views import Question, Selection

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.facts.history import History, Span

SHORTEST, LONGEST = 5, 25
NEWS_BELOW = 0.35
MANY_FROM, FEW_BELOW = 0.4, 0.5
"""Share of a window from which a count is many, and below which it is few."""

RARE = 0.05
"""Chance below which a count is news whatever its share."""

RECORD = 120
"""Matches that a side's usual frequency is taken from."""


@dataclasses.dataclass(frozen=True)
class Counted:
    """A property to count, and how a count of it is said: ``{k}`` is the number in words with its noun."""

    what: str
    singular: str
    plural: str
    clause: str
    threshold: int = 0


COUNTED = (
    Counted("won", "", "", "have won {only}{k} of their last {n}"),
    Counted("lost", "", "", "have lost {only}{k} of their last {n}"),
    Counted("drawn", "", "", "have drawn {only}{k} of their last {n}"),
    Counted("clean sheet", "clean sheet", "clean sheets", "have kept {only}{k} in their last {n}"),
    Counted("scored", "", "", "have scored in {k} of their last {n}"),
    Counted("not scored", "", "", "have failed to score in {k} of their last {n}"),
    Counted("scored at least", "", "", "have scored three or more in {only}{k} of their last {n}", 3),
    Counted("conceded at least", "", "", "have conceded three or more in {only}{k} of their last {n}", 3),
)
MANY_ONLY = ("scored", "not scored")
"""Properties of which few are told as many of the opposite."""

PATTERNS = (
    Counted("both scored", "", "", "both sides have scored in {k} of {whose} last {n}"),
    Counted("goals over", "", "", "there were three goals or more in {k} of {whose} last {n}", 2),
    Counted("goals at most", "", "", "there were two goals or fewer in {k} of {whose} last {n}", 2),
)
SPANS = (("all", "any"), ("all", "home"), ("all", "away"))


def mine_windows(history: History) -> Iterator[Claim]:
    """COUNT_LASTN: of each property the unlikeliest count, few and many, over all matches, at home and away."""
    if history.stale:
        return
    for span in _worth_counting(history):
        for counted in COUNTED:
            for few in (True, False) if counted.what not in MANY_ONLY else (False,):
                found = _unlikeliest(history, span, counted, few=few)
                if found is not None:
                    yield _count(history, span, counted, *found, few=few)


def _worth_counting(history: History) -> Iterator[Span]:
    """The widest scope, and the side's matches on the ground that the fixture is played on."""
    ground = "any" if history.dossier.fixture.neutral else history.side
    widest = history.spans[0].name if history.spans else ""
    for span in history.spans:
        if span.name == widest and span.venue in ("any", ground) and len(span.rows) >= SHORTEST:
            yield span


def _unlikeliest(history: History, span: Span, counted: Counted, *, few: bool) -> tuple[int, int, float] | None:
    """Count, window and chance of the window that says most; None where none is news."""
    rows = span.rows[: LONGEST + 1]
    having = [place for place, row in enumerate(rows) if holds(row, counted.what, counted.threshold, "120")]
    chances = chances_of(rows, span.rows[:RECORD], counted.what, counted.threshold, history.dossier.expected)
    best: tuple[int, int, float] | None = None
    for k in range(1, len(having) + (0 if few else 1)):
        n = having[k] if few else having[k - 1] + 1
        if not SHORTEST <= n <= LONGEST or k == n or not sound(rows[:n]):
            continue
        found = at_most(k, chances[:n]) if few else at_least(k, chances[:n])
        much = k < FEW_BELOW * n if few else k >= MANY_FROM * n or found < RARE
        if much and found < NEWS_BELOW and (best is None or found < best[2]):
            best = k, n, found
    return best


def _count(history: History, span: Span, counted: Counted, k: int, n: int, surprise: float, *, few: bool) -> Claim:
    window = span.rows[:n]
    number = words.number(k)
    said = words.counted(k, counted.singular, counted.plural) if counted.plural else number
    return claim_of(
        history,
        span,
        "COUNT_LASTN",
        f"{'few' if few else 'many'} {counted.what}",
        counted.clause.format(only="only " if few else "", k=said, n=matches_of(span, n)),
        {"n": n, "count": k, "property": counted.what, "threshold": counted.threshold},
        window,
        [_proof(history, span, counted, k, n)],
        good=_good(counted, few=few),
        surprise=round(surprise, 6),
        robust=n >= SHORTEST + 2,
        within=span.said,
    )


def _proof(history: History, span: Span, counted: Counted, k: int, n: int) -> tuple[Question, int]:
    among: Selection = dataclasses.replace(span.among, last=n)
    return Question("count", history.team.id, counted.what, counted.threshold, among), k


def _good(counted: Counted, *, few: bool) -> bool | None:
    good = {"won": True, "clean sheet": True, "scored at least": True, "scored": True, "drawn": None}.get(
        counted.what, False
    )
    return good if good is None else good is not few


def mine_patterns(history: History) -> Iterator[Claim]:
    """GOALS_PATTERN: both sides scored, or many or few goals, in most of the last matches."""
    if history.stale:
        return
    for span in _worth_counting(history):
        for counted in PATTERNS:
            found = _unlikeliest(history, span, counted, few=False)
            if found is not None:
                yield _pattern(history, span, counted, *found)


def _pattern(history: History, span: Span, counted: Counted, k: int, n: int, surprise: float) -> Claim:
    team = words.possessive(history.team.name)
    clause = counted.clause.format(k=words.number(k), n=matches_of(span, n), whose=team)
    claim = claim_of(
        history,
        span,
        "GOALS_PATTERN",
        counted.what,
        clause,
        {"n": n, "count": k, "property": counted.what, "threshold": counted.threshold},
        span.rows[:n],
        [_proof(history, span, counted, k, n)],
        surprise=round(surprise, 6),
        within=span.said,
    )
    sentence = f"{clause[0].upper()}{clause[1:]} {span.said}"
    return dataclasses.replace(claim, statement=f"{sentence}.", clause=sentence, short=sentence)


def mine_contrast(history: History) -> Iterator[Claim]:
    """WINDOW_CONTRAST: as many in the last k matches as in the many before."""
    if history.stale or not history.spans:
        return
    span = history.spans[0]
    for counted in COUNTED[:2]:
        having = [place for place, row in enumerate(span.rows[:60]) if holds(row, counted.what, 0, "120")]
        found = _contrast(having)
        if found is not None and sound(span.rows[: sum(found[1:])]):
            yield _contrasted(history, span, counted, *found)


def _contrast(having: Sequence[int]) -> tuple[int, int, int] | None:
    """How many, in the last so many, and in how many before those: three or more, four times as densely as before."""
    for k in range(3, len(having) // 2 + 1):
        window = having[k - 1] + 1
        before = having[2 * k] - window if len(having) > 2 * k else 0
        if before >= 4 * window:
            return k, window, before
    return None


def _contrasted(history: History, span: Span, counted: Counted, k: int, window: int, before: int) -> Claim:
    verb = {"won": "have won", "lost": "have lost"}[counted.what]
    of_last = (
        f"{words.number(k)} of their last {words.number(window)}" if window > k else f"their last {words.number(k)}"
    )
    then = span.rows[window : window + before]
    earlier = dataclasses.replace(span.among, since=then[-1].date, until=then[0].date)
    return claim_of(
        history,
        span,
        "WINDOW_CONTRAST",
        counted.what,
        f"{verb} {of_last} matches {span.within}, as many as in the {words.number(before)} before",
        {"count": k, "n": window, "before": before},
        span.rows[: window + before],
        [
            _proof(history, span, counted, k, window),
            (Question("count", history.team.id, counted.what, 0, earlier), k),
            (Question("matches", history.team.id, "", 0, earlier), before),
        ],
        within="",
        good=counted.what == "won",
    )
