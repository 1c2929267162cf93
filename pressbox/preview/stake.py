"""The first paragraph: what this match is about.

In: dossier, shelf of claims, the text's choices. Out: the sentences of the opening. A tie opens with the tie, a title
or a place at stake with that, any other match with the strongest news of either side.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING

from pressbox.facts import occasions, words
from pressbox.facts.record import SIDES
from pressbox.preview import joining
from pressbox.preview.shelf import fits, gap_of, is_of_first_leg, same_match

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Side
    from pressbox.facts.claim import Claim
    from pressbox.preview.choice import Choice
    from pressbox.preview.document import Sentence
    from pressbox.preview.shelf import Shelf

HOOK_WEIGHTS = {
    ("TITLE_MATH", "can be champions"): 5.0,
    ("TITLE_MATH", "in own hands"): 2.6,
    ("TITLE_MATH", "out of own hands"): 2.2,
    ("TITLE_MATH", "champions"): 1.8,
    ("TABLE_GAP", "second"): 1.7,
    ("TABLE_GAP", "leader"): 1.5,
    ("TABLE_GAP", "safety"): 1.7,
    ("TABLE_GAP", "relegation"): 1.5,
    ("TABLE_GAP", "zone"): 1.4,
    ("CONDITIONAL", "win lifts"): 1.4,
    ("CONDITIONAL", "win extends"): 1.2,
}
"""How much a claim of a kind is what a league match is about."""

CLOSE = 5  # points: a gap that one or two matches can close
NEWS_WEIGHT = 3.5  # of the score of a run or a first
BOTH_LIFTS = 0.5  # of previews tell what a win is worth to both sides
TASTE = 0.7  # how much the text's own choice may weigh

NEWS = ("RUN_ACTIVE", "FIRST_SINCE", "RUN_RECORD", "STAGE_RECORD", "WINDOW_CONTRAST", "COUNT_LASTN")


@dataclasses.dataclass
class Stake:
    """The writer of the opening paragraph."""

    dossier: Dossier
    shelf: Shelf
    choice: Choice

    def write(self) -> list[Sentence]:
        """The opening; empty where no claim says anything of the occasion."""
        tie = self.dossier.tie
        if tie is not None and tie.legs == 2 and tie.leg == 2 and self._look("STAGE_STATE", "tie"):
            return [*self._second_leg(), *self._paths()]
        return [*self._opening(), *self._lifts(), *self._paths()]

    # --- a tie between its legs

    def _second_leg(self) -> list[Sentence]:
        lead = self._first("STAGE_STATE", "tie")
        record = self._of_first_leg("RECORD_EXTREME")
        need = self._first("CONDITIONAL", "deficit") or self.shelf.take("CONDITIONAL", "level")
        precedents = [self.shelf.take("TIE_PRECEDENT", "competition"), self._first("TIE_PRECEDENT", "side")]
        return [joining.statement(claim, self.choice) for claim in (lead, record, need, *precedents) if claim]

    def _of_first_leg(self, template: str) -> Claim | None:
        """A claim of a template about the first leg: of the side that was beaten, else of the other."""
        found = [claim for claim in self.shelf.of(template) if is_of_first_leg(claim, self.dossier)]
        chosen = min(found, key=lambda claim: claim.good is not False, default=None)
        self.shelf.remove(found)
        return chosen

    def _paths(self) -> list[Sentence]:
        """How both came here, but for a last match that the paragraph on the side tells."""
        taken = [self.shelf.take("STAGE_STATE", "path", side=side) for side in SIDES]
        paths = [path for path in taken if path and not self._is_last_result(path)]
        if len(paths) == len(SIDES):
            return [joining.contrast(self.choice, *paths)]
        return [joining.statement(path, self.choice) for path in paths]

    def _is_last_result(self, path: Claim) -> bool:
        last = self.shelf.look("LAST_RESULT", "last", path.side)
        return last is not None and len(path.evidence) == 1 and same_match(path, last)

    # --- any other match

    def _opening(self) -> list[Sentence]:
        occasion = self.shelf.take("STAGE_STATE", "leg", "round", "matchday")
        hook = self.hook
        if hook is None:
            return [joining.statement(occasion, self.choice)] if occasion else []
        self.shelf.remove([hook])
        told = [self._hooked(hook, occasion)]
        other = self._counterpart(hook)
        if other:
            told.append(joining.statement(other, self.choice))
        return told

    @functools.cached_property
    def hook(self) -> Claim | None:
        """The claim that says best what the match is about; None where no claim of a side does."""
        found = [claim for side in SIDES for claim in self.shelf.of_side(side) if self._weight(claim) > 0]
        return max(found, key=self._weight, default=None)

    def _weight(self, claim: Claim) -> float:
        """How good an opening a claim is; 0 for none."""
        if not joining.is_about_side(claim) or (":" in claim.clause and claim.template != "TITLE_MATH"):
            return 0.0
        taste = TASTE * self.choice.share(f"hook {claim.template} {claim.kind} {claim.side}")
        if (claim.template, claim.kind) in HOOK_WEIGHTS:
            if not self._is_at_stake(claim):
                return 0.0
            return HOOK_WEIGHTS[claim.template, claim.kind] + taste
        if not fits(claim, self.dossier.fixture):
            return 0.0
        if claim.template in NEWS and _is_hook(claim) and (claim.surprise or 1) < 0.2:
            return NEWS_WEIGHT * (claim.score or 0) + taste
        return 0.0

    def _is_at_stake(self, claim: Claim) -> bool:
        """Whether a table that a claim is about is this match's own, and a gap one of few points."""
        if claim.template not in ("TABLE_GAP", "TITLE_MATH"):
            return True
        near = claim.template != "TABLE_GAP" or gap_of(claim) <= CLOSE
        return near and claim.scope.competitions == self.dossier.fixture.competition.name

    def _hooked(self, hook: Claim, occasion: Claim | None) -> Sentence:
        """The hook and the meeting in one sentence."""
        said = joining.said(hook, self.choice)
        front = joining.fronted(hook, self.choice)
        named = words.the(self.dossier.fixture.competition.name) in said
        meeting = self._meeting("home" if hook.side == "home" else "away", named=named)
        cited = [hook, *([occasion] if occasion else [])]
        return joining.sentence(self.choice.of("opening", _openings(hook, said, front, meeting)), *cited)

    def _meeting(self, side: Side, *, named: bool) -> str:
        """What the side does on the day: "go to Everton in the Premier League on Wednesday"."""
        fixture = self.dossier.fixture
        other = fixture.team("away" if side == "home" else "home")
        if fixture.neutral:
            verbs: tuple[str, ...] = (f"meet {other.name}", f"face {other.name}", f"play {other.name}")
        elif side == "home":
            verbs = (
                f"host {other.name}",
                f"are at home to {other.name}",
                f"play {other.name} at home",
                f"receive {other.name}",
                f"welcome {other.name}",
            )
        else:
            verbs = (
                f"go to {other.name}",
                f"visit {other.name}",
                f"travel to {other.name}",
                f"are away to {other.name}",
            )
        return f"{self.choice.of(f'verb {side}', verbs)} {self._occasion(named=named)}"

    def _occasion(self, *, named: bool) -> str:
        """When and in what; where the sentence names the league already, only when."""
        fixture, tie = self.dossier.fixture, self.dossier.tie
        where = occasions.occasion(fixture)
        if tie is not None and tie.legs == 2 and tie.leg == 1:
            where = f"in the first leg of their {occasions.tie_name(fixture)}"
        day = f"on {fixture.date:%A}"
        options = [day] if named and fixture.phase == "league" else [f"{where} {day}", where]
        if named and fixture.matchday is not None and fixture.phase == "league":
            options.append(f"{day}, matchday {fixture.matchday}")
        elif fixture.matchday is not None and fixture.phase == "league":
            league = words.the(fixture.competition.name)
            options += [
                f"on matchday {fixture.matchday} of {league}",
                f"{day}, matchday {fixture.matchday} of {league}",
            ]
        return self.choice.of("occasion", options)

    def _counterpart(self, hook: Claim) -> Claim | None:
        """What the match is about for the other side, where it is of the same sort."""
        other: Side = "away" if hook.side == "home" else "home"
        kinds = ("safety", "relegation", "second", "leader", "zone")
        near = [c for kind in kinds if (c := self.shelf.look("TABLE_GAP", kind, other)) and self._is_at_stake(c)]
        news = sorted((c for c in self.shelf.of_side(other) if self._weight(c) > 0), key=self._weight, reverse=True)
        chosen = [*(near if hook.template in ("TITLE_MATH", "TABLE_GAP", "CONDITIONAL") else ()), *news][:1]
        self.shelf.remove(chosen)
        return chosen[0] if chosen else None

    def _lifts(self) -> list[Sentence]:
        lifts = [
            claim
            for side in SIDES
            if (claim := self.shelf.take("CONDITIONAL", "win lifts", "win lifts on goals", side=side))
        ]
        if len(lifts) == len(SIDES) and self.choice.share("lifts") > BOTH_LIFTS:
            return [joining.statement(self.choice.of("lift", lifts), self.choice)]
        if len(lifts) == len(SIDES):
            return [joining.contrast(self.choice, *lifts)]
        return [joining.statement(claim, self.choice) for claim in lifts]

    # --- the shelf

    def _first(self, template: str, kind: str) -> Claim | None:
        """Take a claim about either side or both."""
        sides: tuple[Side | None, ...] = (*SIDES, None)
        found = (self.shelf.take(template, kind, side=side) for side in sides if self.shelf.look(template, kind, side))
        return next(found, None)

    def _look(self, template: str, kind: str) -> bool:
        sides: tuple[Side | None, ...] = (*SIDES, None)
        return any(self.shelf.look(template, kind, side) for side in sides)


def _is_hook(claim: Claim) -> bool:
    """Whether news opens a preview: no plain count, and no first of a match that the next paragraph tells."""
    return (
        claim.kind not in ("all", "competition") and not claim.kind.startswith("first ") and "drawn" not in claim.kind
    )


def _openings(hook: Claim, said: str, front: str | None, meeting: str) -> list[str]:
    """The ways to say that a side of which something is true plays the other."""
    subject = hook.subject
    if hook.template == "CONDITIONAL":
        whole = [] if "," in said else [f"{subject} {said} when they {meeting}"]
        return [f"{subject} {meeting}, and {said}", *whole]
    if ":" in said:
        return [f"{subject} {meeting} {said.replace('do not have', 'without', 1)}"]
    fronts = [f"{front}, {subject} {meeting}"] * 2 if front else []
    if hook.kind.startswith("last ") and fronts:
        return fronts
    joined = [f"{subject} {said}, and {meeting}"]
    if "," not in said:
        joined.append(f"{subject}, who {said}, {meeting}")
    verb, _, rest = said.partition(" ")
    if verb in ("have", "are"):
        joined.append(f"{subject} {meeting},{' having' if verb == 'have' else ''} {rest}")
    return [*fronts, *joined]
