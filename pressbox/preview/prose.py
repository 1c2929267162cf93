"""Claims to sentences: joined as a writer would join them.

In: claims. Out: sentences that carry the ids of the claims they say. Numbers and names come from the claims' own
words, so a joined sentence says nothing that its claims do not.
"""

from __future__ import annotations

from pressbox.facts.claim import Claim
from pressbox.preview.document import Sentence


def capitalised(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


_ORDINARY = frozenset(
    """
    abdominal ankle arm back bruised calf chest concussion elbow eye facial fatigue finger foot
    fractured groin hamstring hand head heel hip illness ineligible jaw knee knock lack left leg loaned
    match minor muscle neck not on permanent personal quad rib season season-long self-isolating shin
    shoulder suspended tendon thigh toe transferred unavailable unknown wrist
    """.split()  # noqa: SIM905  (seventy quoted words would be hard to read)
)
"""Words that a reason may begin with and that are no names."""


def mid_sentence(reason: str) -> str:
    """A reason as it stands after a colon: "Knee injury" is a "knee injury"; "Achilles injury" stays."""
    return reason[0].lower() + reason[1:] if reason.split()[0].lower() in _ORDINARY else reason


def statement(claim: Claim) -> Sentence:
    """One claim as its own sentence."""
    return Sentence(claim.statement, (claim.id,))


def about(subject: str, claim: Claim, *more: Claim) -> Sentence:
    """Claims about one subject in one sentence.

    Scope words are said once where all claims share them: "They have won two of their last six matches in all
    competitions, and have gone nine matches without a clean sheet."
    """
    clauses = [claim.clause, *(other.short if _same_scope(claim, other) else other.clause for other in more)]
    return Sentence(f"{capitalised(subject)} {_joined(clauses)}.", (claim.id, *(other.id for other in more)))


def _same_scope(first: Claim, second: Claim) -> bool:
    return bool(first.within) and first.within == second.within


def _joined(clauses: list[str]) -> str:
    if len(clauses) == 1:
        return clauses[0]
    return f"{', '.join(clauses[:-1])}, and {clauses[-1]}"


def contrast(first: Claim, second: Claim) -> Sentence:
    """Two claims about the two sides, set against each other; shared scope words are said once."""
    clause = second.short if _same_scope(first, second) else second.clause
    return Sentence(f"{first.subject} {first.clause}, while {second.subject} {clause}.", (first.id, second.id))


def with_noun(subject: str, claim: Claim, joint: str, other: Claim) -> Sentence:
    """Join a second claim as a noun phrase: "Liverpool lost 1-0 ..., after a 3-0 home defeat by Atalanta ..."."""
    occasion = "" if other.within in ("", claim.within) else f" {other.within}"
    return Sentence(f"{capitalised(subject)} {claim.clause}{joint}{other.noun}{occasion}.", (claim.id, other.id))
