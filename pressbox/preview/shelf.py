"""The claims at hand while a preview is written: each is taken once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressbox.domain import Side
    from pressbox.facts.claim import Claim


class Shelf:
    """Claims in order of news value, from which the writer takes."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = list(claims)

    def take(self, template: str, *kinds: str, side: Side | None = None) -> Claim | None:
        """Take the first claim left of a template, of the first of some kinds that is there, about a side or both."""
        for kind in kinds:
            for claim in self._claims:
                if (claim.template, claim.kind, claim.side) == (template, kind, side):
                    self._claims.remove(claim)
                    return claim
        return None

    def take_surprising(self, template: str, side: Side, at_most: int, under: float) -> list[Claim]:
        """Take the most surprising claims of a template about a side, whatever their kind."""
        found = [c for c in self._claims if (c.template, c.side) == (template, side) and (c.surprise or 0) < under]
        found = sorted(found, key=lambda claim: claim.surprise or 0)[:at_most]
        self._claims = [claim for claim in self._claims if claim not in found]
        return found

    def look(self, template: str, kind: str, side: Side | None = None) -> Claim | None:
        """See a claim and leave it."""
        wanted = (template, kind, side)
        return next((c for c in self._claims if (c.template, c.kind, c.side) == wanted), None)
