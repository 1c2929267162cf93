"""What a possible eleven rests on, in one line: "from the last nine elevens; Marten de Roon back from a ban"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from pressbox.squads.candidates import ELEVENS, Candidate
from pressbox.squads.features import SPAN
from pressbox.squads.standing import by_player
from pressbox.squads.start_model import Basis
from pressbox.views import SquadRecord

BY_POSITION = "in lines by position, as no formation is on record"

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def basis_of(
    record: SquadRecord,
    basis: Basis,
    found: Sequence[Candidate],
    chosen: Collection[str],
    called: Callable[[str], str] = str,
    *,
    by_position: bool = False,
) -> str:
    """The line: what it is counted from, what the lines are, who is back, who of the last eleven is missing."""
    parts = [_counted_from(record, basis)]
    if by_position:
        parts.append(BY_POSITION)
    parts += [
        _returned(record, candidate, called) for candidate in found if candidate.key in chosen and _is_back(candidate)
    ]
    missing = [
        called(candidate.player) for candidate in found if candidate.standing.absent and _started_last(candidate)
    ]
    if missing:
        parts.append(f"without {_listed(missing)} of the last eleven")
    return "; ".join(parts)


def _counted_from(record: SquadRecord, basis: Basis) -> str:
    if basis == "minutes":
        count = min(SPAN, len(record.matches))
        what = "players' minutes in the last" if count > 1 else "players' minutes in"
        told = f"from {what} {_number(count)} league {'matches' if count > 1 else 'match'} on record"
    else:
        count = min(ELEVENS, len(record.lineups))
        told = f"from the last {_number(count)} elevens" if count > 1 else "from the only eleven on record"
    if record.reports:
        seen = record.reports[0].seen_at
        told += f" and reports seen by {seen.day} {seen:%B}"
    return told


def _started_last(candidate: Candidate) -> bool:
    return bool(candidate.past) and candidate.past[0].started


def _is_back(candidate: Candidate) -> bool:
    """Whether he could not play last time, and now can."""
    return bool(candidate.past) and candidate.past[0].chance == 0.0 and candidate.standing.chance == 1.0


def _returned(record: SquadRecord, candidate: Candidate, called: Callable[[str], str]) -> str:
    """Why he was away: of the newest report of an absence."""
    reports = by_player(record.reports, lambda report: report.player_key or report.player).get(candidate.key, [])
    status = next((report.status for report in reports if report.status in ("out", "suspended")), None)
    name = called(candidate.player)
    return f"{name} back from a ban" if status == "suspended" else f"{name} back"


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
