"""How matches ran: leads that were lost, deficits made good, and goals that came late.

Templates MATCH_COURSE and GOALS_PATTERN. Told only where every goal is on file, in order.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pressbox.facts import words
from pressbox.facts.goal_words import of_match
from pressbox.facts.predicates import holds
from pressbox.facts.scene import Scene

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.facts.scorers import Play
    from pressbox.views import EventCount

LEADS, AT_LEAST = 8, 3
"""Matches with a lead from which their fate is worth counting, and of the sort told."""

RECORD = 80
"""Matches that a side's usual results are taken from."""

LATE_FROM, USUAL_LATE, GOALS_AT_LEAST = 76, 0.23, 20
"""The last quarter of an hour, and the part of all goals that fall in it."""

NEWS_UNDER = 0.12


def mine_course(scene: Scene) -> Iterator[Claim]:
    """MATCH_COURSE of the matches that a preview tells."""
    for which, play in scene.told:
        scores = play.course()
        if scores and which != "last meeting":
            yield from _course(scene, play, scores)


def _course(scene: Scene, play: Play, scores: list[tuple[int, int]]) -> Iterator[Claim]:
    row = play.row
    ahead, ahead_at = max((ours - theirs, (ours, theirs)) for ours, theirs in scores)
    behind, behind_at = max((theirs - ours, (ours, theirs)) for ours, theirs in scores)
    margin = row.goals_for - row.goals_against
    match = of_match(row, scene.history.seen_from)
    if ahead > 0 >= margin:
        lead = f"a {ahead_at[0]}-{ahead_at[1]} lead"
        clause = f"let {lead} slip in their {match}"
        chance = {1: 0.15, 2: 0.03}.get(ahead, 0.005)
        yield _told(scene, play, "lead lost", clause, ahead, ahead_at, good=False, chance=chance)
    if behind > 0 and margin >= 0:
        clause = f"came from {behind_at[1]}-{behind_at[0]} down in their {match}"
        chance = {1: 0.1, 2: 0.015}.get(behind, 0.002)
        yield _told(scene, play, "came from behind", clause, behind, behind_at, good=True, chance=chance)


def _told(
    scene: Scene, play: Play, kind: str, clause: str, by: int, at: tuple[int, int], *, good: bool, chance: float
) -> Claim:
    row = play.row
    return scene.claim(
        "MATCH_COURSE",
        kind,
        f"{scene.history.team.name} {clause}",
        clause,
        {"match": row.match, "by": by, "at": [*at]},
        [row],
        [
            (scene.ask("most ahead" if kind == "lead lost" else "most behind", [row]), by),
            (scene.ask("all goals", [row]), row.goals_for),
            (scene.ask("all goals", [row], own=False), row.goals_against),
        ],
        venue=row.venue,
        noun=f"after leading {at[0]}-{at[1]}" if kind == "lead lost" else f"after trailing {at[1]}-{at[0]}",
        good=good,
        surprise=chance,
    )


def mine_leads(scene: Scene) -> Iterator[Claim]:
    """MATCH_COURSE, kinds ``leads lost`` and ``recovered``: league matches of the season with a lead, or a deficit."""
    found = scene.whole(scene.league)
    courses = [(play, play.course()) for play in found or () if play.events.goals]
    if not courses or any(scores is None for _, scores in courses):
        return
    led = [play for play, scores in courses if any(ours > theirs for ours, theirs in scores or ())]
    lost = [play for play in led if play.row.goals_for <= play.row.goals_against]
    behind = [play for play, scores in courses if any(ours < theirs for ours, theirs in scores or ())]
    saved = [play for play in behind if play.row.goals_for >= play.row.goals_against]
    competition = scene.league[0].competition_name
    clause = (
        f"have failed to win {words.number(len(lost))} of the {words.number(len(led))} {competition} matches"
        " in which they have led this season"
    )
    yield from _season(scene, "leads lost", clause, led, lost)
    clause = (
        f"have avoided defeat in {words.number(len(saved))} of the {words.number(len(behind))}"
        f" {competition} matches in which they have fallen behind this season"
    )
    yield from _season(scene, "recovered", clause, behind, saved)


def _season(
    scene: Scene, kind: Literal["leads lost", "recovered"], clause: str, of: list[Play], had: list[Play]
) -> Iterator[Claim]:
    """The claim, where there are enough such matches and so many are rare for a side like this."""
    leads = kind == "leads lost"
    if len(of) < LEADS or len(had) < AT_LEAST:
        return
    chance = _at_least(len(had), len(of), _usual(scene, "winless" if leads else "unbeaten"))
    if chance >= NEWS_UNDER:
        return
    every: EventCount = "led" if leads else "behind"
    part: EventCount = "led not won" if leads else "behind not lost"
    yield scene.claim(
        "MATCH_COURSE",
        kind,
        f"{scene.history.team.name} {clause}",
        clause,
        {"count": len(had), "of": len(of)},
        [play.row for play in had],
        [(scene.ask(every, scene.league), len(of)), (scene.ask(part, scene.league), len(had))],
        good=not leads,
        surprise=chance,
    )


def _usual(scene: Scene, what: str) -> float:
    """How often a side like this loses a lead, by how often it does not win, or makes good a deficit.

    A straight line through the clubs of the top five leagues from 2018 to 2024, where it is three in ten of all.
    """
    rows = scene.history.rows[:RECORD]
    share = sum(bool(holds(row, what, 0, "120")) for row in rows) / len(rows)
    return min(max(0.83 * share - 0.16, 0.1), 0.7)


def mine_late_goals(scene: Scene) -> Iterator[Claim]:
    """GOALS_PATTERN, kinds ``late goals`` and ``conceded late``: goals of the last quarter of an hour this season."""
    found = scene.whole(scene.league)
    if not found:
        return
    competition = words.the(scene.league[0].competition_name)
    for own, kind, verb in ((True, "late goals", "scored"), (False, "conceded late", "conceded")):
        goals = [goal for play in found for goal in (play.goals_for if own else play.goals_against)]
        late = sum((goal.minute or 0) >= LATE_FROM for goal in goals)
        if len(goals) < GOALS_AT_LEAST or any(goal.minute is None for goal in goals):
            continue
        chance = _at_least(late, len(goals), USUAL_LATE)
        if chance >= NEWS_UNDER / 2:
            continue
        clause = (
            f"have {verb} {words.number(late)} of their {words.number(len(goals))} goals in {competition} this season"
            " after the 75th minute"
            if own
            else f"have conceded {words.number(late)} of the {words.number(len(goals))} goals against them in"
            f" {competition} this season after the 75th minute"
        )
        yield scene.claim(
            "GOALS_PATTERN",
            kind,
            f"{scene.history.team.name} {clause}",
            clause,
            {"count": late, "of": len(goals), "from_minute": LATE_FROM},
            scene.league,
            [
                (scene.ask("all goals", scene.league, own=own), len(goals)),
                (scene.ask("all goals", scene.league, own=own, minute=LATE_FROM), late),
            ],
            good=own,
            surprise=chance,
        )


def _at_least(count: int, of: int, chance: float) -> float:
    """Chance of so many or more of some trials."""
    return sum(math.comb(of, k) * chance**k * (1 - chance) ** (of - k) for k in range(count, of + 1))
