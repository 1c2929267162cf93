"""The way of the ratings from one moment to a later one, match by match.

In come the ratings before some day, the matches since and which of them were known at the earlier moment; out go the
ratings after each thing that was learnt since, in the order of time. What a match taught is the difference between the
ratings with it and those without, all else alike, so the end of the way is where learning all of it at once leads.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np

from pressbox.domain import MatchTable
from pressbox.forecast.arrays import BoolArray, FloatArray
from pressbox.forecast.model import select
from pressbox.forecast.rating_steps import MINUTES, POOL, PRICES, SHOTS
from pressbox.forecast.ratings import Ratings, RatingState, national_matches

Lesson = Literal["elsewhere", "nearby", "days", "price", "result"]

Key = tuple[str, str, str, int]
"""Ids of the home side, the away side and the competition, and the day: what tells a match from others."""

NO_TIME = 1e-9
"""A match cut down to this part of itself was played and won by the same side, and says nothing of strength."""


@dataclasses.dataclass(frozen=True)
class News:
    """What became known between two moments.

    Attributes
    ----------
    start : Ratings
        Of all matches before a day that is not after the earlier moment.
    matches : MatchTable
        All since that day that are known at the later moment.
    known : ndarray of bool
        Which of them were known at the earlier one.
    """

    start: Ratings
    matches: MatchTable
    known: BoolArray

    def of(self, competition_id: str) -> tuple[RatingState, MatchTable, BoolArray]:
        """The part of clubs, or of national teams."""
        state = self.start.state_of(competition_id)
        chosen = national_matches(self.matches) == (state is self.start.nations)
        return state, select(self.matches, chosen), self.known[chosen]


class Stop(NamedTuple):
    """Ratings on the way: what was learnt last, from which match where it was one, and what is known by then."""

    lesson: Lesson
    match: Key | None
    state: RatingState


def marked(matches: MatchTable, known: MatchTable) -> tuple[MatchTable, BoolArray]:
    """Matches, and which of them are among those known before."""
    mark = np.zeros(len(matches), dtype=np.bool_)
    if len(known):
        before = {key_of(known, row) for row in range(len(known))}
        for row in np.flatnonzero(matches.day <= known.day.max()).tolist():
            mark[row] = key_of(matches, row) in before
    return matches, mark


def key_of(matches: MatchTable, row: int) -> Key:
    """What tells a match from others."""
    home, away = matches.teams[matches.home[row]], matches.teams[matches.away[row]]
    return home, away, matches.competitions[matches.competition[row]], int(matches.day[row])


class RatingPath:
    """The way of one state through the news.

    Parameters
    ----------
    news : News
    home_id, away_id : str
        The sides whose own matches are let in one by one.
    competition_id : str
        In which they meet.
    """

    def __init__(self, news: News, home_id: str, away_id: str, competition_id: str) -> None:
        self._start, self._matches, self._known = news.of(competition_id)
        self._play = self._start.play(self._matches)
        self._matches = dataclasses.replace(self._matches, stats={})  # all that they say is in the play
        sides = [place for place, team in enumerate(self._matches.teams) if team in (home_id, away_id)]
        own = np.isin(self._matches.home, sides) | np.isin(self._matches.away, sides)
        self._own: BoolArray = own & ~self._known
        self._near: BoolArray = self._nearby((home_id, away_id), competition_id) & ~own & ~self._known
        self._far: BoolArray = ~own & ~self._near & ~self._known

    def _nearby(self, sides: tuple[str, str], competition_id: str) -> BoolArray:
        """Matches of the competition in which the sides meet, and of the leagues that they play in."""
        ids = list(self._start.competitions)
        rows = [self._start.teams[side] for side in sides if side in self._start.teams]
        pools = {ids[int(pool)] for pool in self._start.team_rows[rows, POOL] if pool >= 0}
        near = np.array([name == competition_id or name in pools for name in self._matches.competitions], dtype=bool)
        return near[self._matches.competition]

    @property
    def before(self) -> RatingState:
        """The ratings at the earlier moment."""
        return _learnt(self._start, self._matches, self._known, self._play)

    def stops(self) -> Iterator[Stop]:
        """The ratings after each thing learnt; nothing is left out, so the last is the state at the later moment."""
        state = self._start
        for block in self._blocks():
            if self._known[block].all():
                state = _learnt(state, select(self._matches, block), self._known[block], self._play[block])
                continue
            for stop in self._through(block, state):
                yield stop
                after = stop.state
            state = after

    def _blocks(self) -> Iterator[BoolArray]:
        """Stretches of days that hold news: what was known in part, then own match days and what lies between them."""
        days = self._matches.day
        own = set(days[self._own].tolist())
        ends = own | {day - 1 for day in own}
        if self._known.any():
            begun = int(days[self._known].max())
            ends = {begun} | {end for end in ends if end > begun}
        first = -np.inf
        for end in (*sorted(ends), np.inf):
            block = (days > first) & (days <= end)
            if block.any():
                yield block
            first = end

    def _through(self, block: BoolArray, state: RatingState) -> Iterator[Stop]:
        """Let the news of some days in, those of others first; the last stop has all of them."""
        matches, taken, shown = select(self._matches, block), self._known[block], self._play[block]
        play, own = shown.copy(), self._own[block]
        lessons: tuple[tuple[Lesson, BoolArray], ...] = (("elsewhere", self._far[block]), ("nearby", self._near[block]))
        for lesson, rows in lessons:
            if rows.any():
                taken = taken | rows
                yield Stop(lesson, None, _learnt(state, matches, taken, play))
        for row in np.flatnonzero(own).tolist():
            taken[row] = True
            for lesson, part in _lessons(shown[row]):
                play[row] = part
                yield Stop(lesson, key_of(matches, row), _learnt(state, matches, taken, play))


def _learnt(state: RatingState, matches: MatchTable, rows: BoolArray, play: FloatArray) -> RatingState:
    """The state with some of the matches learnt besides."""
    learnt = state.copy()
    learnt.learn(select(matches, rows), play[rows])
    return learnt


def _lessons(play: FloatArray) -> Iterator[tuple[Lesson, FloatArray]]:
    """A match in parts: that it was played and who won, its closing price, then its goals and shots."""
    bare = play.copy()
    bare[:2] *= NO_TIME
    bare[MINUTES] *= NO_TIME
    bare[SHOTS:] = np.nan
    yield "days", bare
    if not np.isnan(play[PRICES]):
        priced = bare.copy()
        priced[PRICES:] = play[PRICES:]
        yield "price", priced
    yield "result", play
