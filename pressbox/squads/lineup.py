"""The possible eleven of a club before a match, from what was known of it at a moment.

In: a ``SquadRecord``, and standings where somebody knows more than the reports in it say. Out: ``PossibleLineup``,
whose ``to_dict`` is the document of ``lineup --json``. Minutes of past matches carry it where they are on record and
recent, else past elevens do; where neither is, nothing is predicted, and why is said.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Callable, Mapping, Sequence

from pressbox.squads.basis import basis_of
from pressbox.squads.candidates import ELEVENS, Candidate, candidates, candidates_of_elevens
from pressbox.squads.document import BenchPlayer, MissingPlayer, PossibleLineup, PossiblePlayer, not_known
from pressbox.squads.features import Calendar
from pressbox.squads.formations import Used, formations_of_lineups, formations_of_positions, line_of
from pressbox.squads.injuries import has_left
from pressbox.squads.people import Roster
from pressbox.squads.places import Place, misfit, past_places
from pressbox.squads.selection import Misfit, Selection, select, worth_of
from pressbox.squads.standing import Standing
from pressbox.squads.start_model import Basis, start_chances
from pressbox.views import SquadRecord

STALE_AFTER = dt.timedelta(days=120)
"""An eleven of last season says nothing about this one."""

BENCH = 9
_NEXT_LINE = 0.125
_UNKNOWN_DAYS = 99

NOTHING = "no eleven and no player's minutes of this club are on record"
NO_KEEPER = "no goalkeeper who could play is on record"
NO_FORMATION = "no past eleven of eleven players in their lines is on record"
TOO_FEW = "fewer than eleven players who could fill the lines are on record"


def possible_lineup(
    record: SquadRecord, standings: Mapping[str, Standing] | None = None, called: Callable[[str], str] = str
) -> PossibleLineup:
    """Predict who starts.

    Parameters
    ----------
    record : SquadRecord
        What was known of the club.
    standings : mapping, optional
        Standing of players by name as the record has it, in place of what its own reports say.
    called : callable, optional
        What the line of the basis calls a player of the record.
    """
    basis = _basis(record)
    if basis is None:
        return not_known(record.team.name, _why_nothing(record))
    found = candidates(record) if basis == "minutes" else candidates_of_elevens(record)
    found = [_restated(candidate, standings or {}) for candidate in found]
    chances = start_chances(found, calendar_of(record), basis)
    able = [number for number, candidate in enumerate(found) if not candidate.standing.absent]
    formations, fits, named = _formations(record, [found[number] for number in able])
    selection = select([chances[number] for number in able], formations, fits)
    if selection is None:
        return not_known(record.team.name, _why_none(formations, fits, len(able)), _missing(found))
    eleven = _eleven(selection, [found[n] for n in able], [chances[n] for n in able], fits)
    chosen = {able[number] for number in selection.chosen}
    rest = sorted((number for number in able if number not in chosen), key=lambda number: -chances[number])
    return PossibleLineup(
        club=record.team.name,
        formation=selection.formation.name if named else None,
        eleven=eleven,
        bench=tuple(
            BenchPlayer(found[n].player, chances[n], 0 < found[n].standing.chance < 1, found[n].standing.reason)
            for n in rest[:BENCH]
        ),
        out=_missing(found),
        basis=basis_of(record, basis, found, {found[number].key for number in chosen}, called, by_position=not named),
    )


def calendar_of(record: SquadRecord) -> Calendar:
    """Rest days before the match of a record."""
    newest = _newest(record)
    rest = (record.on - record.last).days if record.last else _UNKNOWN_DAYS
    return Calendar(rest, (record.on - newest).days if newest else _UNKNOWN_DAYS)


def _newest(record: SquadRecord) -> dt.date | None:
    days = [match.date for match in record.matches[:1]] + [lineup.date for lineup in record.lineups[:1]]
    return max(days, default=None)


def _basis(record: SquadRecord) -> Basis | None:
    """What the prediction rests on: whichever reaches nearer to the match, minutes first."""
    newest = _newest(record)
    if newest is None or record.on - newest > STALE_AFTER:
        return None
    # A cup eleven that was written down does not outweigh a season of minutes.
    if record.matches and record.on - record.matches[0].date <= STALE_AFTER:
        return "minutes"
    return "elevens"


def _why_nothing(record: SquadRecord) -> str:
    newest = _newest(record)
    return NOTHING if newest is None else f"the last eleven on record is of {newest.day} {newest:%B %Y}"


def _why_none(formations: Used, fits: Misfit, able: int) -> str:
    """Why no eleven could be put together."""
    if not formations:
        return NO_FORMATION
    keeper = formations[0][0].places[0]
    return TOO_FEW if any(math.isfinite(fits(number, keeper)) for number in range(able)) else NO_KEEPER


def _restated(candidate: Candidate, standings: Mapping[str, Standing]) -> Candidate:
    known = standings.get(candidate.player)
    return dataclasses.replace(candidate, standing=known) if known else candidate


def _formations(record: SquadRecord, able: Sequence[Candidate]) -> tuple[Used, Misfit, bool]:
    """Formations in use, how far each candidate is from being at home in a place of one, and whether they are such.

    Numbers of defenders, midfielders and forwards by a list are none: a winger is a midfielder there.
    """
    recent = [lineup for lineup in record.lineups if record.on - lineup.date <= STALE_AFTER]
    lined = formations_of_lineups(recent)
    if not lined:
        return formations_of_positions(record.matches), lambda n, place: _by_position(able[n], place), False
    roster = Roster()
    roster.add(candidate.player for candidate in able)
    past: dict[str, list[tuple[Place, float]]] = {}
    for name, places in past_places(record.lineups).items():
        past.setdefault(roster.own(name) or name, []).extend(places)
    return lined, lambda n, place: misfit(place, past.get(able[n].player, ()), able[n].position), True


def _by_position(candidate: Candidate, place: Place) -> float:
    line = line_of(candidate.position)
    if line == place.line:
        return 0.0
    # A wing-back is a defender on one list and plays in midfield; a goalkeeper keeps goal, and nobody else does.
    near = line is not None and 1 not in (line, place.line) and abs(line - place.line) == 1
    return _NEXT_LINE if near else math.inf


def _eleven(
    selection: Selection, able: Sequence[Candidate], chances: Sequence[float], fits: Misfit
) -> tuple[PossiblePlayer, ...]:
    chosen = set(selection.chosen)
    eleven = []
    for place, number in zip(selection.formation.places, selection.chosen, strict=True):
        candidate = able[number]
        doubtful = 0 < candidate.standing.chance < 1 or candidate.standing.due
        others = [n for n in range(len(able)) if n not in chosen and worth_of(chances[n], fits(n, place)) > -1]
        second = max(others, key=lambda n: worth_of(chances[n], fits(n, place)), default=None)
        alternative = able[second].player if doubtful and second is not None else None
        reason = candidate.standing.reason if doubtful else None
        eleven.append(
            PossiblePlayer(candidate.player, place.line, place.slot, chances[number], doubtful, reason, alternative)
        )
    return tuple(eleven)


def _missing(found: Sequence[Candidate]) -> tuple[MissingPlayer, ...]:
    """Who cannot play and has not left the club, those first who have started most."""
    absent = [one for one in found if one.standing.absent and not _gone(one)]
    absent.sort(key=lambda candidate: (-sum(match.started for match in candidate.past), candidate.player))
    return tuple(
        MissingPlayer(candidate.player, candidate.standing.status, candidate.standing.reason) for candidate in absent
    )


def _gone(candidate: Candidate) -> bool:
    """Whether a player has left: it is said, or he has not played of late and is absent without a reason."""
    reason, lately = candidate.standing.reason, candidate.past[:ELEVENS]
    return has_left(reason) or (reason is None and not any(match.minutes or match.started for match in lately))
