"""Claims to sentences: joined as a writer would join them.

In: claims, the subject's words and the text's choices. Out: sentences that carry the ids of the claims they say.
Numbers and names come from the claims' own words, so a joined sentence says nothing that its claims do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressbox.preview.document import Sentence
from pressbox.preview.wordings import fronts_of, rephrased, ways_of

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.preview.choice import Choice

ASIDE = 12
"""Words that a relative clause has at most, before the verb that it keeps the reader from."""
TOO_LONG = 20
"""Words in a clause beside which another would make the sentence hard to read."""


def capitalised(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def sentence(text: str, *claims: Claim) -> Sentence:
    """A sentence of claims; ``text`` has no full stop. A competition that was named is not named again."""
    for claim in claims:
        for scope in (claim.scope.competitions, claim.within.removeprefix("in the ").removeprefix("in ")):
            text = _once(text, scope)
    return Sentence(f"{capitalised(text)}.", tuple(dict.fromkeys(claim.id for claim in claims)))


def _once(text: str, competition: str) -> str:
    """Leave out a competition's second and later mentions in a sentence, where they are the end of a clause."""
    named = re.compile(rf"(?<!most)(?<!fewest) in (?:the )?{re.escape(competition)}(?=$|,|;| on | with a win)")
    first = re.search(rf"\b(?:the )?{re.escape(competition)}(?=$|,|;| on | with | after | this | before )", text)
    if not competition or first is None:
        return text
    return text[: first.end()] + named.sub("", text[first.end() :])


def is_about_side(claim: Claim) -> bool:
    """Whether the claim's statement is its subject and a clause, so that another subject's words may stand there."""
    return claim.statement == f"{claim.subject} {claim.clause}."


def statement(claim: Claim, choice: Choice) -> Sentence:
    """One claim as its own sentence, in one of the ways to say it."""
    if is_about_side(claim):
        return sentence(f"{claim.subject} {said(claim, choice)}", claim)
    ways = [way for way in ways_of(claim.statement.removesuffix(".")) if not way[:1].isdigit()]
    return sentence(rephrased(choice.of(f"way {claim.id}", ways), claim.id, choice), claim)


def said(claim: Claim, choice: Choice, *, short: bool = False) -> str:
    """One of the ways to say a claim's clause; ``short`` leaves its scope words out."""
    clause = claim.short if short else claim.clause
    return rephrased(choice.of(f"way {claim.id}", ways_of(clause)), claim.id, choice)


def fronted(claim: Claim, choice: Choice) -> str | None:
    """The claim as a phrase before the subject: "Unbeaten in nine matches"; None where it has none."""
    fronts = fronts_of(claim.clause)
    return rephrased(choice.of(f"front {claim.id}", fronts), claim.id, choice) if fronts else None


def about(subject: str, choice: Choice, claim: Claim, *more: Claim) -> Sentence:
    """Claims about one subject in one sentence.

    Scope words are said once where all claims share them: "They have won two of their last six matches in all
    competitions, and have gone nine matches without a clean sheet."
    """
    told = f"{subject} {said(claim, choice)}"
    before = claim
    for other in more:
        told += f", {_link(before, other)} {said(other, choice, short=_same_scope(claim, other))}"
        before = other
    return sentence(told, claim, *more)


def with_front(subject: str, choice: Choice, front: Claim, main: Claim) -> Sentence | None:
    """One claim before the subject and one after it; None where the first has no such form."""
    phrase = fronted(front, choice)
    return sentence(f"{phrase}, {subject} {said(main, choice)}", front, main) if phrase else None


def pair(subject: str, choice: Choice, first: Claim, second: Claim) -> Sentence:
    """Two claims about one subject in the way that suits them."""
    builds = [about(subject, choice, first, second)]
    if not _same_scope(first, second):
        builds += _uneven(subject, choice, first, second)
    return choice.of(f"pair {first.id} {second.id}", builds)


def _uneven(subject: str, choice: Choice, first: Claim, second: Claim) -> list[Sentence]:
    """Two claims of which one is put before the subject or beside it."""
    found = []
    for side, main in ((first, second), (second, first)):
        if _of_one_kind(first, second) and _room(side):
            found += [told for told in [with_front(subject, choice, side, main)] if told]
        beside = said(side, choice)
        if subject != "they" and "," not in beside and len(beside.split()) <= ASIDE:
            found.append(sentence(f"{subject}, who {beside}, {said(main, choice)}", side, main))
    return found


def _of_one_kind(first: Claim, second: Claim) -> bool:
    """Whether both are good news, or both bad, or one is neither."""
    return first.good is None or second.good is None or first.good == second.good


def _room(claim: Claim) -> bool:
    return len(claim.clause.split()) < TOO_LONG


def fit_together(first: Claim, second: Claim) -> bool:
    """Whether two claims make one sentence that can be read in one breath."""
    return _room(first) and _room(second) and not (":" in first.clause or ":" in second.clause)


def _link(first: Claim, second: Claim) -> str:
    """Join news of one kind by "and", good and bad by "but"."""
    return "and" if _of_one_kind(first, second) else "but"


def _same_scope(first: Claim, second: Claim) -> bool:
    return bool(first.within) and first.within == second.within


def contrast(choice: Choice, first: Claim, second: Claim) -> Sentence:
    """Two claims about the two sides, set against each other; shared scope words are said once."""
    clause = said(second, choice, short=_same_scope(first, second))
    joints = [", while ", "; ", ", and "]
    if not _of_one_kind(first, second):
        joints = [", while ", "; ", ", whereas ", ", but "]
    spaced = choice.of(f"contrast {first.id}", joints)
    return sentence(f"{first.subject} {said(first, choice)}{spaced}{second.subject} {clause}", first, second)


def with_noun(
    subject: str, choice: Choice, claim: Claim, joint: str, other: Claim, noun: str | None = None
) -> Sentence:
    """Join a second claim as a noun phrase: "Liverpool lost 1-0 ..., after a 3-0 home defeat by Atalanta ..."."""
    phrase = rephrased(noun or other.noun or "", other.id, choice)
    main = said(claim, choice)
    if claim.within and claim.within in phrase:
        main = main.replace(f" {claim.within}", "", 1)
    occasion = f" {other.within}" if other.within and other.within != claim.within and not noun else ""
    return sentence(f"{subject} {main}{joint}{phrase}{occasion}", claim, other)


_HAD = re.compile(r"had (.+) before an? .+")


def having(claim: Claim) -> str | None:
    """What ended with a match: "having been unbeaten in eight matches in the Premier League before that"."""
    found = _HAD.fullmatch(claim.clause)
    return f"having {found[1]} before that" if found else None
