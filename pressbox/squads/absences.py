"""How much of a club's usual eleven a match will probably be without, and which of it is reported out.

Only where minutes of the competition's own matches and reports are on record; elsewhere it is not known who is missing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

from pressbox.squads.candidates import Candidate, candidates
from pressbox.squads.features import weighted
from pressbox.squads.lineup import STALE_AFTER, calendar_of
from pressbox.squads.squad_list import squad_list
from pressbox.squads.start_model import start_chances
from pressbox.views import NewsRecord, SquadRecord

ELEVEN = 11
ENOUGH = 5
"""Matches that tell who usually starts."""

HALF_LIFE = 5.0
"""Matches after which one counts half as much; ratings have learnt by then what a side is without a player."""

MEMORY = 38
LEAST = 0.02
"""A player who has started less is none whom anybody misses."""

_REPORTED_WITHIN = dt.timedelta(days=45)


@dataclasses.dataclass(frozen=True)
class MissingStarter:
    """A player who is out, and the share of the club's past elevens that is lost with him.

    ``player`` is None for all others together: regulars who may be left out, and those who have left the club.
    """

    player: str | None
    reason: str | None
    share: float


def missing_starters(record: NewsRecord, competition: str) -> tuple[MissingStarter, ...] | None:
    """Who is missing, the most usual starter first and the others last; None where that is not known."""
    squad = record.squad
    if not _known(squad, competition):
        return None
    roster, found = squad_list(record), candidates(squad)
    chances = start_chances(found, calendar_of(squad), "minutes")
    lost = [
        usual_share(one) * (1.0 if one.standing.absent else 1 - chance)
        for one, chance in zip(found, chances, strict=True)
    ]
    missing = [
        MissingStarter(roster.own(one.player) or one.player, one.standing.reason, share)
        for one, share in zip(found, lost, strict=True)
        if one.standing.absent and share >= LEAST
    ]
    left = ELEVEN - sum(map(usual_share, found))
    rest = max(0.0, sum(lost) + left - sum(one.share for one in missing))
    return (*sorted(missing, key=lambda one: (-one.share, str(one.player))), MissingStarter(None, None, rest))


def usual_share(candidate: Candidate) -> float:
    """Share of the past elevens that a candidate started, the last counting most."""
    starts = [float(match.started) for match in candidate.past[:MEMORY]]
    return weighted(starts, [1.0] * len(starts), HALF_LIFE, 0.0, 0.0)


def _known(squad: SquadRecord, competition: str) -> bool:
    if len(squad.matches) < ENOUGH or not squad.reports:
        return False
    last, seen = squad.matches[0], squad.reports[0].seen_at.date()
    recent = squad.on - last.date <= STALE_AFTER and squad.on - seen <= _REPORTED_WITHIN
    return recent and last.competition == competition
