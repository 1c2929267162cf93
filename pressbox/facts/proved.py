"""Which claims may be told: those whose proofs the store confirms.

In: claims, and the answers to their proofs reckoned by another computation. Out: the claims that agree, and those that
are withheld.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.views import Answer, Proof


@dataclasses.dataclass(frozen=True)
class Proved:
    """Claims about a fixture, the most newsworthy first, and those that could not be confirmed."""

    claims: tuple[Claim, ...]
    withheld: tuple[Claim, ...] = ()

    def told(self) -> str:
        """One line about what is withheld."""
        listed = ", ".join(f"{claim.template} {claim.id}" for claim in self.withheld)
        noun = "claim is" if len(self.withheld) == 1 else "claims are"
        return f"{len(self.withheld)} {noun} withheld, because the store does not confirm them: {listed}."


def settle(claims: Sequence[Claim], answers: Mapping[Proof, Answer]) -> Proved:
    """Divide claims by whether every proof of them has the answer that was claimed; one without any is withheld."""
    agreed = [bool(claim.proofs) and all(answers[asked] == told for asked, told in claim.proofs) for claim in claims]
    return Proved(
        tuple(claim for claim, holds in zip(claims, agreed, strict=True) if holds),
        tuple(claim for claim, holds in zip(claims, agreed, strict=True) if not holds),
    )
