"""Ratings of the whole store, saved on marks while it is built and taken up again from the last of them.

A mark holds single precision, and whoever rates past it goes on from what it holds: forecasts are the same whether the
ratings came the whole way or were taken up at a mark.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import get_args

import numpy as np

from pressbox.domain import MatchTable, RatingMark, SavedRatings
from pressbox.forecast.arrays import BoolArray, FloatArray
from pressbox.forecast.evidence import Kind
from pressbox.forecast.model import day_number, select
from pressbox.forecast.ratings import Ratings, RatingState, national_matches, new_state

RATING_FORMAT = 1
"""Raised when the same matches and settings give other ratings than before."""

KINDS: tuple[Kind, ...] = get_args(Kind)
NATIONS = "nations"
STATES = len(KINDS) + 1

Mark = tuple[SavedRatings, BoolArray, BoolArray]
"""Ratings of a state on a mark, and which teams and competitions differ from the mark before."""

NOTHING = np.zeros((0, 0))


@functools.cache
def rating_version() -> str:
    """Changes with the code or the settings that rate; ratings of another version are of no use."""
    settings = resources.files("pressbox.forecast").joinpath("rating_settings.toml").read_bytes()
    return f"{RATING_FORMAT}.{hashlib.sha256(settings).hexdigest()[:8]}"


def rate(table: MatchTable, marks: Sequence[tuple[dt.date, str]], start: Mapping[str, SavedRatings]) -> Iterator[Mark]:
    """Rate a store's matches and stop at every mark.

    Parameters
    ----------
    table : MatchTable
        All matches from the mark of ``start`` on, or all there are.
    marks : sequence of (date, str)
        Days to stop on, and the digest of what lies before each.
    start : mapping of state to SavedRatings
        Where to go on from; empty to begin at the beginning.

    Yields
    ------
    saved : SavedRatings
        Of one state on one mark.
    teams, competitions : ndarray of bool
        Which of its rows differ from the mark before.
    """
    states = {name: restored(start[name]) if start else new_state(name) for name in (*KINDS, NATIONS)}
    before = {name: (saved.team_rows, saved.competition_rows) for name, saved in start.items()}
    first = 0
    for mark, digest in marks:
        end = int(np.searchsorted(table.day, day_number(mark)))
        part = select(table, slice(first, end))
        national = national_matches(part)
        parts = {kind: select(part, ~national) for kind in KINDS} | {NATIONS: select(part, national)}
        for name, state in states.items():
            state.learn(parts[name])
            state.round()
            saved = _saved(state, RatingMark(name, mark, rating_version(), digest, state.matches, state.last_day))
            teams, competitions = before.get(name, (NOTHING, NOTHING))
            yield saved, _changed(teams, saved.team_rows), _changed(competitions, saved.competition_rows)
            before[name] = saved.team_rows, saved.competition_rows
        first = end


def restored(saved: SavedRatings) -> RatingState:
    """The state that was saved."""
    state = new_state(saved.mark.state)
    state.teams = {team: row for row, team in enumerate(saved.teams)}
    state.competitions = {name: row for row, name in enumerate(saved.competitions)}
    state.team_rows, state.competition_rows = saved.team_rows.copy(), saved.competition_rows.copy()
    state.matches, state.last_day = saved.mark.matches, saved.mark.last_day
    return state


def ratings_of(kind: Kind, saved: Mapping[str, SavedRatings]) -> Ratings:
    """The ratings that a model of a kind forecasts from."""
    return Ratings(restored(saved[kind]), restored(saved[NATIONS]))


def _saved(state: RatingState, mark: RatingMark) -> SavedRatings:
    teams, competitions = state.team_rows.copy(), state.competition_rows.copy()
    return SavedRatings(mark, tuple(state.teams), teams, tuple(state.competitions), competitions)


def _changed(before: FloatArray, after: FloatArray) -> BoolArray:
    """Rows that are new or differ."""
    changed = np.ones(len(after), dtype=np.bool_)
    if len(before):
        changed[: len(before)] = (after[: len(before)] != before).any(axis=1)
    return changed
