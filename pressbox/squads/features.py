"""What a start is predicted from: one row of numbers a candidate, from his part in the club's last matches.

Shares are weighted by how recent a match is, with half-lives of one to ten matches; those of starts and minutes count
only matches that the player could have played in, so that a regular who comes back from an injury is still one. Rows
of a player reported out hold little else than that.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping, Sequence

from pressbox.squads.candidates import Candidate, Past

NAMES = (
    "started_last", "starts", "starts_long", "starts_in_all", "minutes", "minutes_last", "passed_over",
    "out", "out_due", "out_starts", "chance_25", "chance_50", "chance_75", "doubt_starts", "doubt_minutes",
    "sent_off", "keeper", "defender", "forward", "keeper_last", "new", "first", "first_starts", "first_starts_long",
    "short_rest", "short_rest_minutes", "long_rest", "long_rest_minutes", "room", "much_room", "settled",
    "settled_starts",
)  # fmt: skip

SPAN = 25
"""Matches that are looked back at."""

_PRIOR = 0.1
_FIT = 0.75
"""From this chance of playing on, a match that was not played in was one passed over in."""

_SUMMER = 60
_SHORT_REST, _LONG_REST = 3, 12
_USUAL_OVERLAP = 8.5
"""Starters of a match that usually start the next."""


@dataclasses.dataclass(frozen=True)
class Calendar:
    """Days since the club's last match in any competition, and since the last of those that are looked back at."""

    rest_days: int
    days_since: int


@dataclasses.dataclass(frozen=True)
class _Shares:
    """One candidate's past in numbers; ``could`` tells the matches that he could have played in."""

    starts: tuple[float, ...]
    minutes: tuple[float, ...]
    could: tuple[float, ...]
    share: float
    share_long: float


def feature_rows(candidates: Sequence[Candidate], calendar: Calendar) -> list[list[float]]:
    """A row a candidate, columns as ``NAMES``."""
    shares = [_shares(candidate) for candidate in candidates]
    settled = _settled(candidates)
    room = _room(candidates, shares)
    return [
        _row(candidate, own, calendar, settled, space)
        for candidate, own, space in zip(candidates, shares, room, strict=True)
    ]


def _shares(candidate: Candidate) -> _Shares:
    past = candidate.past[:SPAN]
    starts = tuple(float(match.started) for match in past)
    could = tuple(float(could_play(match)) for match in past)
    minutes = tuple(min(match.minutes, 90) / 90 for match in past)
    return _Shares(
        starts, minutes, could, weighted(starts, could, 3, _PRIOR, 0.15), weighted(starts, could, 10, _PRIOR, 0.3)
    )


def could_play(match: Past) -> bool:
    """Whether a player could have played in a match, as far as was known on its eve."""
    return match.minutes > 0 or (match.listed and match.chance >= _FIT)


def weighted(values: Sequence[float], weights: Sequence[float], half_life: float, prior: float, pull: float) -> float:
    """Mean of values, newest first, that counts half as much ``half_life`` matches on; drawn to a prior.

    >>> weighted([1.0, 0.0], [1.0, 1.0], 1, 0.0, 0.0)
    0.6666666666666666
    """
    total, whole = pull * prior, pull
    for age, (value, weight) in enumerate(zip(values, weights, strict=True)):
        decayed = weight * 0.5 ** (age / half_life)
        total += decayed * value
        whole += decayed
    return total / whole if whole else prior


def _row(candidate: Candidate, own: _Shares, calendar: Calendar, settled: float, room: float) -> list[float]:
    standing, keeper = candidate.standing, float(candidate.position == "GK")
    starts_long = _log_odds(own.share_long)
    if standing.chance == 0.0:
        values = {"out": 1.0, "out_due": float(standing.due), "out_starts": starts_long}
        return [values.get(name, 0.0) for name in NAMES]
    starts, last = _log_odds(own.share), own.minutes[0] if own.minutes else 0.0
    started_last = own.starts[0] if own.starts else 0.0
    doubt, first = float(standing.chance < 1), float(calendar.days_since > _SUMMER)
    short, long = float(calendar.rest_days <= _SHORT_REST), float(calendar.rest_days >= _LONG_REST)
    values = {
        "started_last": started_last,
        "starts": starts,
        "starts_long": starts_long,
        "starts_in_all": weighted(own.starts, [1.0] * len(own.starts), 3, _PRIOR, 0.0),
        "minutes": _log_odds(weighted(own.minutes, own.could, 3, _PRIOR, 0.15)),
        "minutes_last": last,
        "passed_over": math.log1p(_passed_over(own)),
        "chance_25": float(0 < standing.chance < 0.4),
        "chance_50": float(0.4 <= standing.chance < 0.65),
        "chance_75": float(0.65 <= standing.chance < 1),
        "doubt_starts": doubt * starts,
        "doubt_minutes": doubt * last,
        "sent_off": float(bool(candidate.past) and candidate.past[0].sent_off),
        "keeper": keeper,
        "defender": float(candidate.position == "DF"),
        "forward": float(candidate.position == "FW"),
        "keeper_last": keeper * started_last,
        "new": float(sum(match.listed for match in candidate.past[:SPAN]) < 3),
        "first": first,
        "first_starts": first * starts,
        "first_starts_long": first * starts_long,
        "short_rest": short,
        "short_rest_minutes": short * last,
        "long_rest": long,
        "long_rest_minutes": long * last,
        "room": max(-1.5, min(1.5, room)),
        "much_room": max(0.0, min(1.5, room)),
        "settled": settled,
        "settled_starts": settled * starts,
    }
    return [values.get(name, 0.0) for name in NAMES]


def _log_odds(share: float) -> float:
    share = min(1.0, share)
    return math.log((share + 0.02) / (1.02 - share))


def _passed_over(own: _Shares) -> int:
    """Matches in a row, up to now, that he could have played in and did not."""
    count = 0
    for minutes, could in zip(own.minutes, own.could, strict=True):
        if minutes or not could:
            break
        count += 1
    return count


def _settled(candidates: Sequence[Candidate]) -> float:
    """How many starters of a match started the next, over the last six, less what is usual."""
    length = min((len(candidate.past) for candidate in candidates), default=0)
    pairs = range(min(6, length - 1))
    if not pairs:
        return 0.0
    kept = [sum(c.past[i].started and c.past[i + 1].started for c in candidates) for i in pairs]
    return sum(kept) / len(kept) - _USUAL_OVERLAP


def _room(candidates: Sequence[Candidate], shares: Sequence[_Shares]) -> list[float]:
    """Places for players of a candidate's position less those that the others of it are likely to take."""
    claims = [own.share * _able(candidate) for candidate, own in zip(candidates, shares, strict=True)]
    taken: dict[str | None, float] = {}
    places: dict[str | None, float] = {}
    for candidate, own, claim in zip(candidates, shares, claims, strict=True):
        taken[candidate.position] = taken.get(candidate.position, 0.0) + claim
        usual = weighted(own.starts, [1.0] * len(own.starts), 4, 0.0, 0.0)
        places[candidate.position] = places.get(candidate.position, 0.0) + usual
    return [
        _space(places, taken, candidate.position, claim) for candidate, claim in zip(candidates, claims, strict=True)
    ]


def _space(
    places: Mapping[str | None, float], taken: Mapping[str | None, float], position: str | None, own: float
) -> float:
    return 0.0 if position is None else places[position] - (taken[position] - own)


def _able(candidate: Candidate) -> float:
    """How far a candidate's report lets others count on him."""
    chance = candidate.standing.chance
    if chance in (0.0, 1.0):
        return chance
    return 0.7 if chance >= _FIT else 0.3
