"""The claims at hand while a preview is written: each is taken once."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressbox.facts import occasions, words
from pressbox.facts.ranking import story_of

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Fixture, Side
    from pressbox.facts.claim import Claim


class Shelf:
    """Claims in order of news value, from which the writer takes."""

    def __init__(self, claims: Sequence[Claim], fixture: Fixture) -> None:
        self._claims = [_within_tournament(_without_league(claim, fixture), fixture) for claim in claims]
        self._taken: list[Claim] = []

    @property
    def taken(self) -> tuple[Claim, ...]:
        """Claims that are told, in the order in which they were taken."""
        return tuple(self._taken)

    def take(self, template: str, *kinds: str, side: Side | None = None) -> Claim | None:
        """Take the first claim left of a template, of the first of some kinds that is there, about a side or both."""
        for kind in kinds:
            for claim in self._claims:
                if (claim.template, claim.kind, claim.side) == (template, kind, side):
                    self.remove([claim])
                    return claim
        return None

    def of(self, template: str, side: Side | None = None) -> list[Claim]:
        """See the claims of a template, about one side or whoever it is about."""
        return [c for c in self._claims if c.template == template and (side is None or c.side == side)]

    def of_side(self, side: Side) -> list[Claim]:
        """See the claims about a side."""
        return [claim for claim in self._claims if claim.side == side]

    def remove(self, claims: Sequence[Claim]) -> None:
        """Take some claims."""
        ids = {claim.id for claim in claims}
        self._taken += [claim for claim in self._claims if claim.id in ids]
        self._claims = [claim for claim in self._claims if claim.id not in ids]

    def look(self, template: str, kind: str, side: Side | None = None) -> Claim | None:
        """See a claim and leave it."""
        wanted = (template, kind, side)
        return next((c for c in self._claims if (c.template, c.kind, c.side) == wanted), None)


SINGLE_MATCHES = ("LAST_RESULT", "H2H_LAST", "NEXT_FIX")
"""Templates about one match, in which the league of the fixture need not be named."""

OF_THE_TABLE = ("TABLE_POS", "TABLE_GAP", "CONDITIONAL", "LEAGUE_RANK")
"""Templates about the table of this season, which before a league match can be no other league's."""

OF_FORM = ("RUN_ACTIVE", "RUN_ENDED", "COUNT_LASTN", "GOALS_PATTERN")
"""Templates in which "the league" is the fixture's, where all their matches are of its season."""


SUBJECTS = {
    "results": ("won", "unbeaten", "lost", "winless", "drawn"),
    "attack": ("scored", "goals for"),
    "defence": ("clean sheet", "conceded", "goals against"),
    "points": ("points",),
}
"""What a claim of some kinds is about: two of one sort say nearly the same."""


def _without_league(claim: Claim, fixture: Fixture) -> Claim:
    """A claim about a match or the table of the fixture's league, which goes without saying before a match of it."""
    name = words.the(fixture.competition.name)
    if fixture.phase != "league" or f"{name} Group" in claim.clause:
        return claim
    if claim.template in SINGLE_MATCHES:
        return _replaced(claim, f" in {name}", "")
    if claim.template in OF_FORM and claim.scope.competitions == "all" and _of_this_season(claim, fixture):
        return _replaced(claim, " in all competitions", "")
    if claim.template == "LEAGUE_RANK" or (claim.template in OF_FORM and _of_this_season(claim, fixture)):
        return _replaced(claim, f"in {name}", "in the league")
    if claim.template in OF_THE_TABLE:
        return _replaced(_replaced(claim, f"top {name}", "top the table"), f" in {name}", "")
    return claim


def _within_tournament(claim: Claim, fixture: Fixture) -> Claim:
    """A claim about a match of the fixture's tournament, whose name and neutral ground go without saying."""
    tournament = fixture.competition.kind == "tournament" and claim.template in SINGLE_MATCHES
    if not tournament or not _of_this_season(claim, fixture):
        return claim
    if fixture.neutral:
        claim = _replaced(claim, " on neutral ground", "")
    stage = occasions.stage(fixture)
    if stage:
        claim = _replaced(claim, f" in the {fixture.competition.name} {stage}", "")
    return _replaced(claim, f" in the {fixture.competition.name} ", " in the ")


def _replaced(claim: Claim, old: str, new: str) -> Claim:
    clause, statement, short, noun = (
        text.replace(old, new, 1) if text else text for text in (claim.clause, claim.statement, claim.short, claim.noun)
    )
    within = new.strip() if claim.within == old.strip() else claim.within
    return dataclasses.replace(
        claim, clause=clause or "", statement=statement or "", short=short or "", noun=noun, within=within
    )


def _of_this_season(claim: Claim, fixture: Fixture) -> bool:
    """Whether every match of a claim is of the fixture's competition and season."""
    season = f"{fixture.competition.id}.{fixture.season}."
    return bool(claim.evidence) and all(row.match.startswith(season) for row in claim.evidence)


def gap_of(claim: Claim) -> int:
    """Points between the sides of a TABLE_GAP, whichever is ahead."""
    value = claim.value
    return abs(int(value["gap"])) if isinstance(value, dict) else 0


def is_of_first_leg(claim: Claim, dossier: Dossier) -> bool:
    """Whether the match of a claim is the first leg of the fixture's tie."""
    first_leg = dossier.tie.first_leg if dossier.tie else None
    return first_leg is not None and bool(claim.evidence) and claim.evidence[0].match == first_leg.fixture.id


def fits(claim: Claim, fixture: Fixture) -> bool:
    """Whether a claim about a side is of a ground and a competition that this fixture has to do with.

    What a side does away is no news before it plays at home; its European past is none before a league match.
    """
    ground = "any" if fixture.neutral else claim.side
    return claim.scope.venue in ("any", ground) and (
        claim.scope.competitions != "Europe" or fixture.competition.international
    )


def subject_of(claim: Claim) -> str:
    """What a claim about a side is about, in a word."""
    for subject, kinds in SUBJECTS.items():
        if any(kind in claim.kind for kind in kinds):
            return subject
    return story_of(claim)[0]


def same_match(claim: Claim, other: Claim) -> bool:
    """Whether two claims are about the same match before all others."""
    return bool(claim.evidence) and claim.evidence[0].match == other.evidence[0].match
