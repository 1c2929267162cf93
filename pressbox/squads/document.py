"""The possible line-up as a value and as the document of ``lineup --json``."""

from __future__ import annotations

import dataclasses
from itertools import groupby
from typing import Any


@dataclasses.dataclass(frozen=True)
class PossiblePlayer:
    """A player of the possible eleven; where he is in doubt, why, and who would take his place."""

    player: str
    line: int
    slot: int
    p_start: float
    doubtful: bool = False
    reason: str | None = None
    alternative: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """One player of ``eleven``."""
        return dataclasses.asdict(self) | {"p_start": round(self.p_start, 4)}


@dataclasses.dataclass(frozen=True)
class BenchPlayer:
    """A player who could play and is not in the eleven."""

    player: str
    p_start: float
    doubtful: bool = False
    reason: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """One player of ``bench``."""
        return dataclasses.asdict(self) | {"p_start": round(self.p_start, 4)}


@dataclasses.dataclass(frozen=True)
class MissingPlayer:
    """A player who cannot play, as far as is known."""

    player: str
    status: str
    reason: str | None

    def to_dict(self) -> dict[str, Any]:
        """One player of ``out``."""
        return dataclasses.asdict(self)


@dataclasses.dataclass(frozen=True)
class PossibleLineup:
    """Who will probably start; ``reason`` says why nobody is named where nothing supports an eleven.

    ``eleven`` is in the order of the lines from the goalkeeper on; ``bench`` holds the likeliest others first, ``out``
    those who cannot play, who started most of late first. ``formation`` is None where lines are only the positions of a
    list, which are no formation.
    """

    club: str
    formation: str | None
    eleven: tuple[PossiblePlayer, ...]
    bench: tuple[BenchPlayer, ...]
    out: tuple[MissingPlayer, ...]
    basis: str
    reason: str | None = None

    @property
    def known(self) -> bool:
        """Whether an eleven could be predicted."""
        return self.reason is None

    @property
    def lines(self) -> tuple[tuple[PossiblePlayer, ...], ...]:
        """The eleven by line."""
        return tuple(tuple(line) for _, line in groupby(self.eleven, key=lambda player: player.line))

    @property
    def doubts(self) -> tuple[PossiblePlayer, ...]:
        """Players of the eleven who may not be able to play."""
        return tuple(player for player in self.eleven if player.doubtful)

    def __repr__(self) -> str:
        if not self.known:
            return f"<{self.club}: not known, {self.reason}>"
        lines = "; ".join(", ".join(player.player for player in line) for line in self.lines)
        return f"<{', '.join(filter(None, (self.club, self.formation)))}: {lines}>"

    def to_dict(self) -> dict[str, Any]:
        """The document of ``lineup --json``."""
        document = {
            "club": self.club,
            "formation": self.formation,
            "eleven": [player.to_dict() for player in self.eleven],
            "bench": [player.to_dict() for player in self.bench],
            "out": [player.to_dict() for player in self.out],
            "basis": self.basis,
            "known": self.known,
        }
        return document if self.known else document | {"reason": self.reason}


def not_known(club: str, reason: str, out: tuple[MissingPlayer, ...] = ()) -> PossibleLineup:
    """No eleven, and why."""
    return PossibleLineup(club, None, (), (), out, reason, reason)
