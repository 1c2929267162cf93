"""Ratings as of any moment, in milliseconds: taken up at the last saved mark and learnt on from there.

``Rater`` saves the marks while a store is built, and goes on from those of the old store as far as what they rest on is
the same. ``RatingsAsOf`` answers questions.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Iterator

from pressbox.domain import AsOf, MatchTable, RatingMark
from pressbox.forecast.evidence import Kind
from pressbox.forecast.model import day_number, select
from pressbox.forecast.rating_path import News, marked
from pressbox.forecast.ratings import Ratings
from pressbox.forecast.saved_ratings import NATIONS, STATES, Mark, rate, rating_version, ratings_of
from pressbox.store.database import Store
from pressbox.store.ratings import RatingBook

CERTAINLY_OVER = 2
"""Days before a moment from which on every match is over, whatever the time zone."""

KEPT = 16
"""Moments whose ratings are kept in memory."""


@dataclasses.dataclass(frozen=True)
class Start:
    """Ratings of before a day that come from elsewhere than the store; its matches from that day on go into them."""

    day: dt.date
    ratings: Callable[[Kind], Ratings]


class Rater:
    """Saves ratings on marks in a store that is being built.

    Attributes
    ----------
    version : str
        Of the code and the settings that rate.
    """

    def __init__(self) -> None:
        self.version = rating_version()

    def __call__(self, book: RatingBook, progress: Callable[[str, int, int], None]) -> None:
        """Rate all matches of a store, or those since the last mark of the old one that still holds."""
        progress("rating teams", 0, 1)
        start = book.take_over(self.version)
        held = next((saved.mark.mark for saved in start.values()), dt.date.min)
        due = [mark for mark in book.due if mark[0] > held]
        if due:
            book.write(_told(rate(book.matches(held), due, start), len(due) * STATES, progress))


def _told(marks: Iterator[Mark], count: int, progress: Callable[[str, int, int], None]) -> Iterator[Mark]:
    for done, mark in enumerate(marks):
        progress("rating teams", done, count)
        yield mark


@dataclasses.dataclass
class _Base:
    """Ratings of all matches before a day."""

    day: dt.date
    ratings: Ratings


class RatingsAsOf:
    """The ratings of a store as of any moment.

    Parameters
    ----------
    store : Store
    tell : callable
        Called with what takes long.
    start : Start, optional
        Where to begin instead of with nothing, where no mark is saved: with the ratings that ship with the sample.
    """

    def __init__(self, store: Store, tell: Callable[[str], None], start: Start | None = None) -> None:
        self._store = store
        self._tell = tell
        self._start = start
        self._bases: dict[Kind, _Base] = {}
        self._known: dict[tuple[Kind, dt.datetime, dt.date], Ratings] = {}

    def of(self, kind: Kind, as_of: AsOf) -> Ratings:
        """Ratings by a kind of evidence from all matches known at a moment; not to be changed, but copied."""
        key = (kind, as_of.utc, as_of.local_date)
        if key not in self._known:
            ratings = self._learnt(kind, as_of)
            while len(self._known) >= KEPT:
                del self._known[next(iter(self._known))]
            self._known[key] = ratings
        return self._known[key]

    def before(self, kind: Kind, day: dt.date) -> tuple[dt.date, Ratings]:
        """The last ratings that need no learning, of the days before some day not after ``day``; and that day."""
        last = max((known for known in self._at_hand if known <= day), default=dt.date.min)
        if last in self._marks:
            wanted = [mark for mark in self._marks[last] if mark.state in (kind, NATIONS)]
            saved = {mark.state: self._store.saved_ratings(mark) for mark in wanted}
            return last, ratings_of(kind, saved)
        if self._start is not None and last == self._start.day:
            return last, self._start.ratings(kind)
        return dt.date.min, Ratings.new(kind)

    def starts(self, kind: Kind, first: dt.date, last: dt.date) -> list[tuple[dt.date, Ratings]]:
        """The ratings to begin with so as to learn on from one day to another, each with the day it is of, in order.

        One of before the first day; where others that ship with the program know more than the store, these besides.
        """
        found = [self.before(kind, first)]
        if self._start is not None and first < self._start.day <= last:
            found.append((self._start.day, self._start.ratings(kind)))
        return found

    def news(self, kind: Kind, since: AsOf, as_of: AsOf) -> News:
        """What became known between two moments, and the ratings to let it into."""
        base, known = self._based(kind, since)
        return News(base.ratings.copy(), *marked(self._store.evidence(as_of, base.day), known))

    def _learnt(self, kind: Kind, as_of: AsOf) -> Ratings:
        base, recent = self._based(kind, as_of)
        ratings = base.ratings.copy()
        ratings.learn(recent)
        return ratings

    def _based(self, kind: Kind, as_of: AsOf) -> tuple[_Base, MatchTable]:
        """Ratings of before a day on which every match is over, and the matches known of that day and later ones."""
        day = as_of.local_date - dt.timedelta(days=CERTAINLY_OVER)
        base = self._taken_up(kind, day)
        matches = self._store.evidence(as_of, base.day)
        if len(matches):
            announce_compilation(self._tell)
        older = matches.day < day_number(day)
        base.ratings.learn(select(matches, older))
        base.day = day
        self._bases[kind] = base
        return base, select(matches, ~older)

    def _taken_up(self, kind: Kind, day: dt.date) -> _Base:
        """Ratings of before some day not after ``day``: those at hand, or those of the last mark if newer."""
        held = self._bases.pop(kind, None)  # and put back when it has learnt, lest a half-learnt one be used again
        if held is not None and held.day <= day and not any(held.day < known <= day for known in self._at_hand):
            return held
        return _Base(*self.before(kind, day))

    @functools.cached_property
    def _at_hand(self) -> frozenset[dt.date]:
        """Days whose ratings need no learning."""
        return frozenset(self._marks) | ({self._start.day} if self._start is not None else set())

    @functools.cached_property
    def _marks(self) -> dict[dt.date, list[RatingMark]]:
        """Saved marks by day; none if they are another version's."""
        saved = self._store.rating_marks()
        marks: dict[dt.date, list[RatingMark]] = {}
        for mark in saved:
            if mark.version == rating_version():
                marks.setdefault(mark.mark, []).append(mark)
        if saved and not marks:
            self._tell(
                f"the ratings in the store are of version {saved[-1].version} and this program's of {rating_version()},"
                " so all matches are rated anew; the next `pressbox ingest` saves that."
            )
        return marks


def announce_compilation(tell: Callable[[str], None]) -> None:
    """Say so before the code that rates is compiled for the first time on a machine."""
    from pressbox.forecast.compiled import compiled_before
    from pressbox.forecast.rating_kernel import walk

    if not compiled_before(walk):
        tell("compiling the rating code, once on this machine; a few seconds ...")
