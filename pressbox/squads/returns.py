"""Who is back after a time away: first minutes, first start, and who has come on but not started yet.

Reckoned from matches in which the minutes of everybody on the list are on record, and told of those alone.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence
from typing import Literal

from pressbox.squads.starters import starters
from pressbox.views import Appearance, SquadMatch

AWAY = 3
"""Matches that somebody has to have missed before his return is one."""

REGULAR = 3
"""Matches that he played in, of the ``BEFORE`` up to his last, to be missed at all."""

BEFORE = 6

LATELY = 2
"""A return is news for so many of the club's matches."""


@dataclasses.dataclass(frozen=True)
class Return:
    """A player's return.

    Attributes
    ----------
    key, player : str
        As the source of the minutes knows him.
    kind : str
        ``first minutes``, ``first start``, or ``no start yet``.
    match : SquadMatch
        The match of the return; of ``no start yet`` the last one in which he played.
    since : SquadMatch
        The last one before in which he played, or started.
    missed : int
        The club's matches on record between the two in which he did not play, or did not start.
    minutes : int
        That he played in the match of the return.
    competition : str or None
        Of all matches counted, where it is one.
    """

    key: str
    player: str
    kind: Literal["first minutes", "first start", "no start yet"]
    match: SquadMatch
    since: SquadMatch
    missed: int
    minutes: int
    competition: str | None


def returns(matches: Sequence[SquadMatch]) -> list[Return]:
    """Returns of a club's players in its last matches.

    Parameters
    ----------
    matches : sequence of SquadMatch
        Newest first.
    """
    by_key = [{player.key: player for player in match.appearances} for match in matches]
    names = {key: player.player for players in reversed(by_key) for key, player in players.items()}
    elevens = [starters(match) for match in matches[: BEFORE * 8]]
    found: list[Return] = []
    for key in sorted({key for players in by_key[:LATELY] for key in players}):
        minutes = [_minutes(players.get(key)) for players in by_key]
        started = [key in eleven for eleven in elevens]
        found += _of_player(key, names[key], matches, minutes, started)
    return found


def _minutes(player: Appearance | None) -> int:
    return player.minutes if player else 0


def _of_player(
    key: str, name: str, matches: Sequence[SquadMatch], minutes: Sequence[int], started: Sequence[bool]
) -> list[Return]:
    """First minutes and, of one who has come on only, the last start; a first start tells its own story."""
    played = [at for at, count in enumerate(minutes) if count]
    begun = [at for at, did in enumerate(started) if did]
    found: list[Return] = []
    back = _after_gap(played)
    if back is not None and _was_regular(minutes, back[1]):
        found.append(_return(key, name, "first minutes", matches, minutes, *back))
    elif (again := _after_gap(begun)) is not None and _was_regular(started, again[1]):
        found.append(_return(key, name, "first start", matches, minutes, *again))
    if begun and begun[0] > AWAY and played[:1] and played[0] < LATELY and _was_regular(started, begun[0]):
        found.append(_return(key, name, "no start yet", matches, minutes, played[0], begun[0]))
    return found


def _after_gap(times: Sequence[int]) -> tuple[int, int] | None:
    """The return and the last time before it, as places among the matches; None where there was no time away."""
    pairs = list(itertools.pairwise(times))[:LATELY]
    return next(((at, last) for at, last in pairs if at < LATELY and last - at > AWAY), None)


def _was_regular(did: Sequence[int | bool], last: int) -> bool:
    return sum(map(bool, did[last : last + BEFORE])) >= REGULAR


def _return(
    key: str,
    name: str,
    kind: Literal["first minutes", "first start", "no start yet"],
    matches: Sequence[SquadMatch],
    minutes: Sequence[int],
    at: int,
    last: int,
) -> Return:
    competitions = {match.competition for match in matches[at : last + 1]}
    missed = last if kind == "no start yet" else last - at - 1
    one = competitions.pop() if len(competitions) == 1 else None
    return Return(key, name, kind, matches[at], matches[last], missed, minutes[at], one)
