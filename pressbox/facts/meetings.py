"""Past meetings of the two sides as form: H2H_LASTN, and MEETING_GAP where it is long since the last.

Meetings are counted over a span that is whole: all competitions or the league for clubs of one country, the cups
between countries for others. A window with an awarded match or a shoot-out is not told, as who won it is a matter of
words.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.chances import at_least, at_most, chances_of
from pressbox.facts.claim import Claim, Evidence, Scope, about_both
from pressbox.facts.predicates import holds
from pressbox.facts.telling import claim_of, coverage_of, duration
from pressbox.views import Question

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Team
    from pressbox.facts.history import History, Span
    from pressbox.views import Selection, SideMatch

SHORTEST_RUN, SHORTEST, LONGEST = 3, 5, 12
NEWS_BELOW = 0.35
RECORD = 120
"""Matches that a side's usual frequency is taken from."""

LONG_AGO = dt.timedelta(days=3653)
"""Age of a window's oldest match from which the sentence says since when."""

LONG_GAP = dt.timedelta(days=1096)

PATTERNS = (
    ("both scored", 0, "Both sides have scored in {k} of the last {n} meetings of {pair}"),
    ("goals over", 2, "There were three goals or more in {k} of the last {n} meetings of {pair}"),
    ("goals at most", 2, "There were two goals or fewer in {k} of the last {n} meetings of {pair}"),
)


@dataclasses.dataclass(frozen=True)
class Meetings:
    """The meetings in one scope, newest first, as one of the sides sees them."""

    history: History
    span: Span
    other: Team
    rows: tuple[SideMatch, ...]

    @property
    def among(self) -> Selection:
        """Which of the side's matches they are."""
        venues = ("away",) if self.span.venue == "away" else self.span.among.venues
        return dataclasses.replace(self.span.among, opponents=(self.other.id,), venues=venues)

    def called(self, count: int) -> str:
        """So many of them: "meetings with Everton", "home matches against Everton", "visits to Everton"."""
        one, many = {
            "any": ("meeting with", "meetings with"),
            "home": ("home match against", "home matches against"),
            "away": ("visit to", "visits to"),
        }[self.span.venue]
        return f"{one if count == 1 else many} {self.other.name}"


def meetings_of(history: History, venue: str = "any") -> Iterator[Meetings]:
    """The meetings in every scope that can vouch for them, the widest first."""
    fixture = history.dossier.fixture
    other = fixture.away if history.side == "home" else fixture.home
    at_home = history.team.national or history.team.country == other.country
    for span in history.spans:
        between_countries = bool(span.among.competitions) and any(row.kind != "league" for row in span.rows)
        if span.venue != venue or at_home is between_countries:
            continue
        grounds = {"any": ("home", "away", "neutral"), "home": ("home",), "away": ("away",)}[venue]
        rows = tuple(row for row in span.rows if row.opponent == other.id and row.venue in grounds)
        if rows:
            yield Meetings(history, span, other, rows)


@dataclasses.dataclass(frozen=True)
class _Found:
    """A window that says something: how many of so many were won, and the chance of it."""

    meetings: Meetings
    count: int
    n: int
    few: bool
    chance: float


def mine_last_n(histories: Sequence[History]) -> list[Claim]:
    """H2H_LASTN: of both sides' windows the unlikeliest, at any ground and at this one, and of the goals in them."""
    claims = []
    for ground in (False, True):
        if ground and histories[0].dossier.fixture.neutral:
            continue
        found = [
            window
            for history in histories
            for meetings in meetings_of(history, history.side if ground else "any")
            for window in _windows(meetings, "won", 0)
            if _worth(window)
        ]
        if found:
            claims.append(_told(min(found, key=lambda window: window.chance)))
    return claims + _patterns(histories[0])


def _windows(meetings: Meetings, what: str, threshold: int) -> Iterator[_Found]:
    """Every extreme window that is news: the narrowest with so many, the widest with so few."""
    rows = meetings.rows[: LONGEST + 1]
    having = [place for place, row in enumerate(rows) if holds(row, what, threshold, "120")]
    expected = meetings.history.dossier.expected
    chances = chances_of(rows, meetings.span.rows[:RECORD], what, threshold, expected)
    for k in range(1, len(having) + 1):
        n = having[k - 1] + 1
        if n <= LONGEST and n >= (SHORTEST_RUN if k == n else SHORTEST) and 2 * k > n:
            yield _Found(meetings, k, n, few=False, chance=at_least(k, chances[:n]))
    for k in range(len(having) + 1):
        n = having[k] if k < len(having) else len(rows)
        if n <= LONGEST and n >= (SHORTEST_RUN if k == 0 else SHORTEST) and 3 * k <= n:
            yield _Found(meetings, k, n, few=True, chance=at_most(k, chances[:n]))


def _worth(found: _Found) -> bool:
    window = found.meetings.rows[: found.n]
    clear = not any(row.awarded or row.shoot_out for row in window)
    return clear and found.chance < NEWS_BELOW and len({row.date for row in window}) == len(window)


def _told(found: _Found) -> Claim:
    meetings, k, n = found.meetings, found.count, found.n
    window = meetings.rows[:n]
    return claim_of(
        meetings.history,
        meetings.span,
        "H2H_LASTN",
        f"{'few' if found.few else 'many'} won",
        f"{_clause(meetings, k, n)} {meetings.span.said}{_going_back(meetings.history, window)}",
        {"n": n, "count": k, "property": "won", "threshold": 0},
        window,
        [(Question("count", meetings.history.team.id, "won", 0, dataclasses.replace(meetings.among, last=n)), k)],
        within="",
        good=not found.few,
        surprise=round(found.chance, 6),
    )


def _clause(meetings: Meetings, k: int, n: int) -> str:
    """How many were won.

    "have won their last three home matches against Everton", "have won none of their last nine visits to Everton".
    """
    last = f"last {words.number(n)} {meetings.called(n)}"
    if k == n:
        return f"have won their {last}"
    if k == 0:
        return f"have won none of their {last}"
    return f"have won {'only ' if 3 * k <= n else ''}{words.number(k)} of their {last}"


def _going_back(history: History, window: Sequence[SideMatch]) -> str:
    oldest = window[-1].date
    return f", going back to {oldest:%B} {oldest.year}" if history.seen_from - oldest > LONG_AGO else ""


def _patterns(history: History) -> list[Claim]:
    """How many goals the last meetings brought: the unlikeliest of the patterns."""
    found = [
        (window, pattern)
        for meetings in meetings_of(history)
        for pattern in PATTERNS
        for window in _windows(meetings, pattern[0], pattern[1])
        if not window.few
    ]
    found = [(window, pattern) for window, pattern in found if _worth(window)]
    if not found:
        return []
    window, (what, threshold, said) = min(found, key=lambda pair: pair[0].chance)
    return [_pattern(window, what, threshold, said)]


def _pattern(found: _Found, what: str, threshold: int, said: str) -> Claim:
    meetings, fixture = found.meetings, found.meetings.history.dossier.fixture
    window = meetings.rows[: found.n]
    k = "each" if found.count == found.n else words.number(found.count)
    sentence = said.format(k=k, n=words.number(found.n), pair=f"{fixture.home.name} and {fixture.away.name}")
    claim = about_both(
        "H2H_LASTN",
        what,
        fixture,
        f"{sentence} {meetings.span.said}{_going_back(meetings.history, window)}",
        {"n": found.n, "count": found.count, "property": what, "threshold": threshold},
        Scope(meetings.span.name, "any", window[-1].date, window[0].date),
        coverage_of(meetings.span),
        [Evidence.of_row(row) for row in window],
    )
    among = dataclasses.replace(meetings.among, last=found.n)
    asked = Question("count", meetings.history.team.id, what, threshold, among)
    return dataclasses.replace(claim, proofs=((asked, found.count),), surprise=round(found.chance, 6))


def mine_gap(histories: Sequence[History]) -> list[Claim]:
    """MEETING_GAP: the first meeting for years, where nothing between is missing."""
    for history in histories:
        dossier = history.dossier
        for meetings in meetings_of(history):
            last = meetings.rows[0]
            if dossier.fixture.date - last.date < LONG_GAP:
                return []
            if _none_since(dossier, meetings, last):
                return [_gap(dossier, meetings, last)]
    return []


def _none_since(dossier: Dossier, meetings: Meetings, last: SideMatch) -> bool:
    """Whether no meeting on record is newer, whatever the competition, but for friendlies of clubs."""
    return not any(
        match.fixture.date > last.date
        for match in dossier.meetings
        if match.fixture.competition.kind != "friendly" or meetings.history.team.national
    )


def _gap(dossier: Dossier, meetings: Meetings, last: SideMatch) -> Claim:
    fixture, gap = dossier.fixture, (dossier.fixture.date - last.date).days
    where = "in a competitive match" if meetings.span.name == "all" else meetings.span.said
    if meetings.history.team.national:
        where = ""
    sentence = (
        f"{fixture.home.name} and {fixture.away.name} meet {where}".rstrip()
        + f" for the first time since {words.long_day(last.date)}, {duration(gap)} ago"
    )
    claim = about_both(
        "MEETING_GAP",
        "first for years",
        fixture,
        sentence,
        {"since": str(last.date), "days": gap},
        Scope(meetings.span.name, "any", last.date, fixture.date),
        coverage_of(meetings.span),
        [Evidence.of_row(last)],
    )
    after = dataclasses.replace(meetings.among, since=last.date + dt.timedelta(days=1))
    team = meetings.history.team.id
    proofs = (
        (Question("last time", team, "", 0, meetings.among), last.match),
        (Question("matches", team, "", 0, after), 0),
    )
    return dataclasses.replace(claim, proofs=proofs, surprise=round(min(1.0, (gap / 365.25) ** -1.5), 6))
