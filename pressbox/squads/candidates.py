"""Who could play for a club, and what each of them did in its last matches.

A candidate was on the club's list in one of its last matches, or has been reported on since, and has not been seen with
another club later.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from pressbox.domain import Report
from pressbox.squads.standing import FIT, Standing, by_player, standing_of
from pressbox.squads.starters import starters
from pressbox.views import Appearance, SquadMatch, SquadRecord

_ROUND_LASTS = dt.timedelta(days=21)
_SUMMER_LASTS = dt.timedelta(days=60)

ELEVENS = 10
"""Past elevens that are looked back at where nothing else is on record."""

_NEWS_LASTS = dt.timedelta(days=14)
_REPORT_LASTS = dt.timedelta(days=60)


@dataclasses.dataclass(frozen=True, slots=True)
class Past:
    """A player's part in one of the club's matches; ``chance`` is what had been reported on its eve."""

    minutes: int
    started: bool
    chance: float
    sent_off: bool
    listed: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """A player who could play, with his part in the club's last matches, newest first.

    ``announced``: several reporters have lately said that he is back from an absence.
    """

    key: str
    player: str
    position: str | None
    past: tuple[Past, ...]
    standing: Standing
    announced: bool = False


def candidates(record: SquadRecord) -> list[Candidate]:
    """The candidates of a club whose players' minutes are on record, by key."""
    reports = by_player(record.reports, lambda report: report.player_key or report.player)
    names = _names(record.matches)
    for key, told in reports.items():
        names.setdefault(key, (told[0].player, record.positions.get(told[0].player)))
    lists = [{player.key: player for player in match.appearances} for match in record.matches]
    elevens = [starters(match) for match in record.matches]
    return [
        _candidate(record, key, names[key], lists, elevens, reports.get(key, ()))
        for key in sorted(_present(record, reports))
    ]


def _names(matches: Sequence[SquadMatch]) -> dict[str, tuple[str, str | None]]:
    """Newest name and position of each key."""
    return {player.key: (player.player, player.position) for match in reversed(matches) for player in match.appearances}


def _present(record: SquadRecord, reports: Mapping[str, Sequence[Report]]) -> set[str]:
    """Keys of the players who are with the club, as far as is known."""
    if not record.matches:
        return set()
    last = record.matches[0].date
    recent = {
        player.key: match.date
        for match in reversed(record.matches)
        if match.date >= last - _ROUND_LASTS
        for player in match.appearances
    }
    told = {key: found[0].seen_at.date() for key, found in reports.items()}
    if record.on - last > _SUMMER_LASTS:
        # Over the summer the list is made anew: who is on none made since has left.
        anew = {key: day for key, day in told.items() if day > last + _ROUND_LASTS}
        seen = anew or recent
    else:
        seen = recent | {key: day for key, day in told.items() if day > last - _ROUND_LASTS}
    return {
        key for key, day in seen.items() if key not in record.moved or record.moved[key] < max(day, told.get(key, day))
    }


def _candidate(
    record: SquadRecord,
    key: str,
    name: tuple[str, str | None],
    lists: Sequence[Mapping[str, Appearance]],
    elevens: Sequence[frozenset[str]],
    reports: Sequence[Report],
) -> Candidate:
    past: list[Past] = []
    played: list[dt.datetime] = []  # kick-offs of the matches played in, oldest first
    for match, on_list, eleven in zip(reversed(record.matches), reversed(lists), reversed(elevens), strict=True):
        kick_off = match.kick_off_at or dt.datetime.combine(match.date, dt.time())
        player = on_list.get(key)
        standing = _standing(reports, match.date, kick_off, played)
        minutes = player.minutes if player else 0
        sent_off = player is not None and player.sent_off
        past.append(Past(minutes, key in eleven, standing.chance, sent_off, player is not None))
        if minutes:
            played.append(kick_off)
    standing = _standing(reports, record.on, record.as_of.utc, played)
    return Candidate(key, *name, tuple(reversed(past)), standing)


def _standing(reports: Sequence[Report], on: dt.date, at: dt.datetime, played: Sequence[dt.datetime]) -> Standing:
    if not reports:
        return FIT
    return standing_of(reports, on, at, lambda seen: bool(played) and played[-1] > seen)


def candidates_of_elevens(record: SquadRecord) -> list[Candidate]:
    """The candidates of a club of which only elevens are on record, by name: who started one, or is reported on."""
    reports = by_player(record.reports, lambda report: report.player)
    lineups = record.lineups[:ELEVENS]
    told = {name for name, found in reports.items() if record.on - found[0].seen_at.date() < _REPORT_LASTS}
    names = {player.player for lineup in lineups for player in lineup.eleven} | told
    elevens = [(lineup.date, frozenset(player.player for player in lineup.eleven)) for lineup in lineups]
    keepers = {player.player for lineup in lineups for player in lineup.eleven if player.line == 1}
    first = min((report.seen_at for report in record.reports), default=None)
    positions = record.positions | dict.fromkeys(keepers, "GK")
    return [
        _of_elevens(record, name, positions.get(name), elevens, reports.get(name, ()), first) for name in sorted(names)
    ]


def _of_elevens(
    record: SquadRecord,
    name: str,
    position: str | None,
    elevens: Sequence[tuple[dt.date, frozenset[str]]],
    reports: Sequence[Report],
    first: dt.datetime | None,
) -> Candidate:
    # Before anybody was reported on, a player whose first report is of an absence is not known to have been fit.
    unfit = bool(reports) and reports[-1].status in ("out", "suspended", "doubtful")
    past: list[Past] = []
    played: list[dt.datetime] = []
    for day, eleven in reversed(elevens):
        # What was said on the day of a match, of which no hour is on record, is taken to have been said before it.
        midnight = dt.datetime.combine(day, dt.time())
        standing = _standing(reports, day, midnight + dt.timedelta(days=1), played)
        started = name in eleven
        chance = 0.0 if unfit and first and midnight < first else standing.chance
        past.append(Past(90 * started, started, chance, sent_off=False, listed=True))
        if started:
            played.append(midnight)
    standing = _standing(reports, record.on, record.as_of.utc, played)
    return Candidate(name, name, position, tuple(reversed(past)), standing, _announced(record, reports))


def _announced(record: SquadRecord, reports: Sequence[Report]) -> bool:
    lately = [report for report in reports if record.on - report.seen_at.date() <= _NEWS_LASTS]
    reporters = {report.reporter for report in lately if report.status in ("available", "back")}
    return len(reporters) > 1 and any(report.status in ("out", "suspended", "doubtful") for report in reports)
