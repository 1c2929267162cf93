"""One side's paragraph: its place, its last result with the consequence, its news, its players.

In: the shelf of claims, a side and the text's choices. Out: the sentences; those whose news weighs most come first
where the text chooses so.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.preview import joining
from pressbox.preview.mentions import Mentions
from pressbox.preview.shelf import fits, gap_of, is_of_first_leg, same_match, subject_of

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Side
    from pressbox.facts.claim import Claim
    from pressbox.preview.choice import Choice
    from pressbox.preview.document import Sentence
    from pressbox.preview.shelf import Shelf

NEWS_AT_MOST = 3
COUNTS_AT_MOST = 1
SENTENCES_OF_NEWS = 2
FEW = 1  # claims of news beside which the last six are told anyway
COUNT_TOLD, BEFORE_TOLD = 0.1, 0.3
"""Shares of paragraphs that count the last six, which the form guide shows, and that tell the match before the last."""
STALE_AFTER = 300  # days: the last result on record is no news then
PLAYERS_AT_MOST = 1
NAMES_AT_MOST = 3
WORTH = 0.22
"""Score below which a claim is not told."""
SURPRISE_UNDER = 0.25  # what comes one time in four is no news

NEWS = (
    "FIRST_SINCE",
    "RUN_RECORD",
    "RUN_ACTIVE",
    "COUNT_LASTN",
    "WINDOW_CONTRAST",
    "LEAGUE_RANK",
    "STAGE_RECORD",
    "SEASON_COMPARE",
    "MATCH_COURSE",
    "GOALS_PATTERN",
    "EVENT_STAT",
    "TITLE_MATH",
    "TROPHY",
    "RECORD_EXTREME",
    "CLUB_PRECEDENT",
)
"""Templates about a side that a paragraph is made of besides its last result and its place."""

COUNTS = ("COUNT_LASTN", "GOALS_PATTERN", "WINDOW_CONTRAST")
SCORERS_FIRST = 0.5
"""Share of won matches that are told from their scorers."""

OF_A_MATCH = ("FIRST_SINCE", "MATCH_COURSE", "RECORD_EXTREME")

PLAYERS = ("PLAYER_STREAK", "PLAYER_TALLY", "GOAL_EVENTS", "SUSPENSION", "AVAIL_RETURN")

GAP_ALONE = 0.4
"""Share of sides below the first places of which the distance to the next above is told, not the points."""
LEADERS_WITHIN = 9  # points; from further off the gap to the place above says more


@dataclasses.dataclass
class SideStory:
    """The writer of one side's paragraph."""

    dossier: Dossier
    shelf: Shelf
    side: Side
    choice: Choice

    def __post_init__(self) -> None:
        self.mentions = Mentions(self.dossier.fixture, self.side, self.choice)
        self._told_of: set[str] = set()  # matches whose scorers were named

    def write(self) -> list[Sentence]:
        """The paragraph; empty where nothing is known of the side."""
        parts = {"results": self._results_plan(), "standing": self._standing_plan()}
        news = self._news_plan()
        order = self.choice.of(f"order {self.side}", (("standing", "results"), ("results", "standing")))
        plans = [parts[name] for name in order if parts[name]]
        lead_with_news = news and self.choice.share(f"lead {self.side}") < 0.4
        plans = [news[0], *plans, *news[1:]] if lead_with_news else [*plans, *news]
        told = [self._told(plan) for plan in plans if plan]
        return [*told, *self._players()]

    # Each plan is one sentence to be: its claims, in the order in which they are joined.

    def _told(self, plan: Sequence[Claim]) -> Sentence:
        first = plan[0]
        if not joining.is_about_side(first):
            self.mentions.interrupted()
            return joining.statement(first, self.choice)
        subject = self.mentions.next()
        if first.template == "LAST_RESULT":
            return self._result(subject, plan)
        if first.template == "TABLE_POS" and len(plan) > 1:
            return joining.with_noun(subject, self.choice, first, ", ", plan[1])
        if len(plan) > 1:
            return joining.pair(subject, self.choice, plan[0], plan[1])
        return joining.about(subject, self.choice, first)

    def _result(self, subject: str, plan: Sequence[Claim]) -> Sentence:
        last = plan[0]
        if len(plan) == 1:
            return joining.about(subject, self.choice, last)
        other = plan[1]
        if other.template == "LAST_RESULT":
            return joining.with_noun(subject, self.choice, last, ", after ", other, _without_day(other.noun or ""))
        if other.template == "RUN_ENDED":
            return joining.with_noun(subject, self.choice, last, ", ", other, joining.having(other))
        if other.template == "RECORD_EXTREME":
            return joining.with_noun(subject, self.choice, last, ", ", other, _extreme(other))
        if other.template == "MATCH_COURSE":
            return joining.with_noun(subject, self.choice, last, " ", other)
        if other.template == "GOAL_EVENTS":
            if last.noun and other.noun and self.choice.share(f"scorers {self.side}") < SCORERS_FIRST:
                whom = "them" if subject == "they" else subject
                return joining.sentence(f"{_goals_of(other)} {whom} {last.noun}", last, other)
            return joining.with_noun(subject, self.choice, last, f", {_scored_by(other)} ", other)
        return joining.with_noun(subject, self.choice, last, ", ", other)

    def _results_plan(self) -> list[Claim]:
        last = self.shelf.take("LAST_RESULT", "last", side=self.side)
        before = self.shelf.take("LAST_RESULT", "second-last", side=self.side)
        if last is None or (self.dossier.fixture.date - last.evidence[0].date).days > STALE_AFTER:
            return []
        if any(same_match(last, claim) for claim in self.shelf.taken if claim.side not in (self.side, None)):
            return []  # the paragraph on the other side has told it
        if is_of_first_leg(last, self.dossier):  # the paragraph before has told it
            return [last] if before is None else [before]
        told = [claim for claim in self.shelf.of_side(self.side) if same_match(claim, last) and _goes_with(claim)]
        # What a first, an end of a run or a lead lost says of the match is said once.
        self.shelf.remove([claim for claim in told if claim.template in OF_A_MATCH])
        if told:
            self.shelf.remove(told[:1])
            if told[0].template == "GOAL_EVENTS":
                self._told_of.add(told[0].evidence[0].match)
            return [last, told[0]]
        if before is None or is_of_first_leg(before, self.dossier) or self._has_news_of(before):
            return [last]
        if self.choice.share(f"before {self.side}") > BEFORE_TOLD:
            return [last]
        return [last, before]

    def _has_news_of(self, claim: Claim) -> bool:
        """Whether a claim that may still be told is about the match, or the opening has told how it was won."""
        still = [other for kind in OF_A_MATCH for other in self.shelf.of(kind, self.side)]
        told = [other for other in self.shelf.taken if (other.template, other.side) == ("STAGE_STATE", self.side)]
        return any(same_match(other, claim) for other in still) or any(
            row.match == claim.evidence[0].match for other in told for row in other.evidence
        )

    def _standing_plan(self) -> list[Claim]:
        place = self.shelf.take("TABLE_POS", "place", side=self.side)
        if place is None:
            return []
        leader = self.shelf.look("TABLE_GAP", "leader", self.side)
        far = leader is None or gap_of(leader) > LEADERS_WITHIN
        kinds = ("safety", "relegation", "second", *(("zone", "above", "leader") if far else ("leader",)))
        gap = self.shelf.take("TABLE_GAP", *kinds, side=self.side)
        told = [claim for claim in self.shelf.taken if (claim.template, claim.side) == ("TABLE_GAP", self.side)]
        if gap and any(gap_of(claim) == gap_of(gap) for claim in told if claim is not gap):
            return [place]
        if gap and gap.kind == "above" and self.choice.share(f"gap {self.side}") < GAP_ALONE:
            return [gap]
        return [place, gap] if gap and gap.noun else [place]

    def _news_plan(self) -> list[list[Claim]]:
        """The side's news in pairs that make a sentence, most newsworthy first."""
        chosen = self._news()
        count = self.shelf.take("COUNT_LASTN", "all", side=self.side)
        if count and (len(chosen) < FEW or self.choice.share(f"count {self.side}") < COUNT_TOLD):
            chosen.insert(0, count)
        plans: list[list[Claim]] = []
        while chosen:
            first = chosen.pop(0)
            partner = next((c for c in chosen if _partners(first, c)), None)
            if partner is not None:
                chosen.remove(partner)
            plans.append([first, partner] if partner else [first])
        return plans[:SENTENCES_OF_NEWS]

    def _news(self) -> list[Claim]:
        """The most newsworthy claims about the side, each of another story."""
        known = {subject_of(claim) for claim in self.shelf.taken if claim.side == self.side}
        place_told = any((claim.template, claim.side) == ("TABLE_POS", self.side) for claim in self.shelf.taken)
        told: dict[str, Claim] = {}
        for claim in self.shelf.of_side(self.side):
            if subject_of(claim) in known or (place_told and _of_points(claim)):
                continue
            if claim.template in NEWS and _is_news(claim) and fits(claim, self.dossier.fixture):
                told.setdefault(subject_of(claim), claim)
        chosen = _few_counts(list(told.values()))[:NEWS_AT_MOST]
        self.shelf.remove(chosen)
        return chosen

    def _player_news(self, claim: Claim) -> bool:
        """Whether a claim about players is worth a sentence: no list of scorers or of many men, no old match."""
        if claim.kind.startswith("scorers") or len(_named(claim)) > NAMES_AT_MOST:
            return False
        newest = self.dossier.histories.get(self.dossier.fixture.team(self.side).id, ())
        told_of = {row.match for row in newest[:1]} - self._told_of
        return claim.template != "GOAL_EVENTS" or bool(told_of & {row.match for row in claim.evidence})

    def _players(self) -> list[Sentence]:
        """What is told of single players: the end of the paragraph."""
        told: dict[str, Claim] = {}
        for claim in self.shelf.of_side(self.side):
            if claim.template in PLAYERS and (claim.score or 0) >= WORTH and self._player_news(claim):
                told.setdefault(str(_named(claim)), claim)
        chosen = list(told.values())[:PLAYERS_AT_MOST]
        self.shelf.remove(chosen)
        return [joining.statement(claim, self.choice) for claim in chosen]


def _of_points(claim: Claim) -> bool:
    """Whether a claim gives the points that the place in the table has given."""
    return claim.template == "SEASON_COMPARE" or (claim.template == "STAGE_RECORD" and "points" in claim.kind)


def _few_counts(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without all but the first of those that count matches in a window: more of them are a list."""
    alike = [[claim for claim in claims if claim.template in group] for group in (COUNTS, ("STAGE_RECORD",))]
    dropped = {claim.id for found in alike for claim in found[COUNTS_AT_MOST:]}
    return [claim for claim in claims if claim.id not in dropped]


def _without_day(noun: str) -> str:
    """A result as a noun without its day, which the match after it makes plain."""
    return re.sub(r" on \w+day \d+ \w+$", "", noun)


def _goals_of(claim: Claim) -> str:
    """The scorers as the subject of a sentence: "Goals from A (9) and B (22) gave", "A goal from A (61) gave"."""
    return f"{'A goal' if _is_single(claim) else 'Goals'} from {claim.noun} gave"


def _partners(first: Claim, second: Claim) -> bool:
    """Whether two claims may share a sentence; one that says "also had" of an earlier season needs its own."""
    of_now = not any(claim.clause.startswith("also ") for claim in (first, second))
    about_side = joining.is_about_side(first) and joining.is_about_side(second)
    return of_now and about_side and joining.fit_together(first, second)


def _is_news(claim: Claim) -> bool:
    plain = claim.template == "COUNT_LASTN" and (claim.kind in ("all", "competition") or "drawn" in claim.kind)
    return not plain and (claim.score or 0) >= WORTH and (claim.surprise or 0) < SURPRISE_UNDER


def _goes_with(claim: Claim) -> bool:
    """Whether a claim about a match can be told in the sentence that gives its result."""
    if claim.template == "RUN_ENDED":
        return joining.having(claim) is not None
    if claim.template == "GOAL_EVENTS":
        return claim.kind == "scorers" and bool(claim.good) and "own goal" not in (claim.noun or "own goal")
    if claim.template == "RECORD_EXTREME":
        return _extreme(claim) is not None
    return claim.template in ("FIRST_SINCE", "MATCH_COURSE") and bool(claim.noun)


def _extreme(claim: Claim) -> str | None:
    """What a match was for a side: "their heaviest defeat in all competitions since August 2022"."""
    found = re.search(rf" is {re.escape(words.possessive(claim.subject))} (.+)", claim.clause)
    return f"their {found[1]}" if found else None


def _scored_by(claim: Claim) -> str:
    return "through" if _is_single(claim) else "with goals from"


def _is_single(claim: Claim) -> bool:
    """Whether a claim about scorers has one goal for the side."""
    return isinstance(claim.value, dict) and len(claim.value["for"]) == 1


def _named(claim: Claim) -> list[str]:
    """The players whom a claim is about."""
    value = claim.value
    players = value.get("players") or [value.get("player")] if isinstance(value, dict) else []
    return [str(player) for player in players if player] if isinstance(players, list) else []
