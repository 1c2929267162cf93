"""What the page shows of the line-ups: a pitch, and both elevens as ordered lists.

In: the elevens of a preview. Out: frozen values. Where the lines of an eleven are not on record it is listed and not
drawn, because a place would be made up.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pressbox.facts.record import SIDES
from pressbox.preview.percentages import rounded
from pressbox.publish.pitch import Side as PitchSide
from pressbox.publish.pitch import Spot, pitch
from pressbox.publish.svg import Alternative

if TYPE_CHECKING:
    from markupsafe import Markup

    from pressbox.domain import LineupPlayer, Side
    from pressbox.preview.line_ups import Elevens, LastEleven
    from pressbox.squads.document import PossiblePlayer

FEWEST_LINES = 3
"""Goalkeeper, defence and one more; a list without these has no places."""


@dataclasses.dataclass(frozen=True)
class PlayerView:
    """One player of a list; ``line`` is said of the first of each line."""

    line: str | None
    name: str
    chance: str | None
    remark: str | None


@dataclasses.dataclass(frozen=True)
class ElevenView:
    """One club's possible eleven, or its last one, as a list from the goalkeeper on."""

    club: str
    side: Side
    formation: str | None
    basis: str
    players: tuple[PlayerView, ...]


def pitch_of(elevens: Mapping[Side, Elevens]) -> Markup | None:
    """Both elevens on a pitch, or the one that is known; None where neither is."""
    drawn = {side: _on_pitch(elevens[side]) for side in SIDES}
    if not any(drawn.values()):
        return None
    told = " ".join(f"{_spoken(elevens[side])}." for side in SIDES if drawn[side])
    return pitch(drawn["home"], drawn["away"], Alternative("pitch", "Line-ups on a pitch", told))


def elevens_shown(elevens: Mapping[Side, Elevens]) -> tuple[ElevenView, ...]:
    """The lists of those sides of which an eleven is known, or the last one on record."""
    return tuple(_eleven(elevens[side], side) for side in SIDES if elevens[side].known or elevens[side].last.lineup)


def line_names(lines: int) -> tuple[str, ...]:
    """What the lines are called, from the goalkeeper on.

    >>> line_names(5)
    ('Goalkeeper', 'Defence', 'Midfield', 'Attacking midfield', 'Attack')
    """
    if lines <= FEWEST_LINES:
        return ("Goalkeeper", "Defence", "Midfield")[:lines]
    between = ("Midfield", "Attacking midfield") if lines == 5 else ("Midfield",) * (lines - 3)
    return "Goalkeeper", "Defence", *between, "Attack"


def _spoken(eleven: Elevens) -> str:
    """The eleven in words, line by line."""
    what = "Possible eleven of" if eleven.known else "Last eleven on record of"
    lines: Sequence[Sequence[PossiblePlayer | LineupPlayer]] = (
        eleven.possible.lines if eleven.known else eleven.last.lines
    )
    names = "; ".join(", ".join(player.player for player in line) for line in lines)
    return f"{what} {eleven.club}, each line from right to left: {names}"


def _on_pitch(eleven: Elevens) -> PitchSide | None:
    if eleven.known:
        formation = eleven.possible.formation
        lines = tuple(tuple(Spot(p.player, p.doubtful, p.alternative) for p in line) for line in eleven.possible.lines)
    else:
        formation = eleven.last.lineup.formation if eleven.last.lineup else None
        lines = tuple(tuple(Spot(p.player, _unsure(p.player, eleven.last)) for p in line) for line in eleven.last.lines)
    if len(lines) < FEWEST_LINES:
        return None
    title = f"{eleven.club} {formation}" if formation else eleven.club
    return PitchSide(title if eleven.known else f"{title}, last eleven", lines)


def _unsure(player: str, last: LastEleven) -> bool:
    return player in last.out or player in last.doubtful


def _eleven(eleven: Elevens, side: Side) -> ElevenView:
    if eleven.known:
        possible = eleven.possible
        players = _by_line([[_possible(player) for player in line] for line in possible.lines])
        return ElevenView(eleven.club, side, possible.formation, possible.basis, players)
    last = eleven.last
    players = _by_line([[_last(player.player, last) for player in line] for line in last.lines])
    return ElevenView(eleven.club, side, last.lineup.formation if last.lineup else None, last.basis, players)


def _by_line(lines: Sequence[Sequence[PlayerView]]) -> tuple[PlayerView, ...]:
    names = line_names(len(lines)) if len(lines) >= FEWEST_LINES else (None,) * len(lines)
    return tuple(
        dataclasses.replace(player, line=name if i == 0 else None)
        for name, line in zip(names, lines, strict=True)
        for i, player in enumerate(line)
    )


def _possible(player: PossiblePlayer) -> PlayerView:
    remark = None
    if player.doubtful:
        remark = f"doubtful; else {player.alternative}" if player.alternative else "doubtful"
    return PlayerView(None, player.player, rounded(player.p_start), remark)


def _last(player: str, last: LastEleven) -> PlayerView:
    remark = "now out" if player in last.out else "now doubtful" if player in last.doubtful else None
    return PlayerView(None, player, None, remark)
