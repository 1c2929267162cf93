"""Which claims deserve the reader's time: news value, then a list that does not say one thing five ways.

The value of a claim is how much its template is used by writers, times how surprising it is for a side like this, times
how much it has to do with this fixture: its competition, its ground, how recent it is. The list is then built from the
top: each next claim loses for every one before it that says nearly the same, so that both sides and good and bad news
are there.
"""

from __future__ import annotations

import csv
import dataclasses
import functools
import itertools
import math
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING

from pressbox.facts.chances import all_of, chances_of
from pressbox.facts.history import History
from pressbox.facts.record import SIDES
from pressbox.facts.run_words import RUNS

if TYPE_CHECKING:
    import datetime as dt

    from pressbox.domain import Dossier, Side
    from pressbox.facts.claim import Claim
    from pressbox.views import SideMatch

HALF_LIFE_DAYS = 45.0
"""News of form is worth half as much when its newest match is so old."""

RAREST = 1e-4
"""Chances below this are no greater news."""

RECORD = 120
"""Matches that a side's usual frequency is taken from."""

SAME_KIND, SAME_TEMPLATE, SAME_STORY_LEFT, REPEATED, CROWDED = 0.7, 0.95, 0.8, 0.1, 0.75
"""What is left of a claim's value after one of the same kind, of the same template, of the same story, after one that
says it too, and where four of the last five were about its side."""

OF_A_GROUND = ("RUN_ACTIVE", "RUN_RECORD", "COUNT_LASTN", "GOALS_PATTERN", "SPLIT_COUNT", "RUN_ENDED")
"""Templates whose claims of home matches say little of a side that plays away."""

OF_FORM = (*OF_A_GROUND, "FIRST_SINCE")
"""Templates that can be found in ever narrower windows."""

NARROW = 0.8
"""What is left of a claim of form that holds of one ground in one competition only."""

WHOLE_SEASON = 1.2
"""What a window that is nobody's choice is worth against one that begins after the last exception."""

SAME_STORY = {"not scored": "scored", "clean sheet": "clean sheets", "scored at least": "scored"}

RUN_PROPERTY = {told.kind: told.what for told in RUNS}


@dataclasses.dataclass(frozen=True)
class NewsValue:
    """What is known of a template without looking at the claim.

    Attributes
    ----------
    weight : float
        How much writers use it, and how high up.
    usual : float
        The surprise of a claim of it that has none of its own.
    lasting : bool
        Whether it keeps its worth however old its matches are.
    """

    weight: float
    usual: float
    lasting: bool


@functools.cache
def news_values() -> dict[str, NewsValue]:
    """``news_value.csv`` by template."""
    text = resources.files("pressbox.facts").joinpath("news_value.csv").read_text(encoding="utf-8")
    return {
        row["template"]: NewsValue(float(row["weight"]), float(row["usual"]), row["lasting"] == "1")
        for row in csv.DictReader(text.splitlines())
    }


def rank(dossier: Dossier, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with their surprise and score, the most newsworthy first."""
    histories = {side: History.of_side(dossier, side) for side in SIDES}
    rows = {side: {row.match: row for row in history.rows} for side, history in histories.items()}
    valued = [_valued(dossier, _surprising(claim, dossier, rows)) for claim in claims]
    return tuple(_diverse(valued))


def _surprising(claim: Claim, dossier: Dossier, by_side: Mapping[Side, Mapping[str, SideMatch]]) -> Claim:
    """Give a run the chance of it for this side, by what was expected of its matches."""
    what = RUN_PROPERTY.get(claim.kind.removeprefix("longest "))
    if claim.template not in ("RUN_ACTIVE", "RUN_RECORD", "FIRST_SINCE") or what is None or claim.side is None:
        return claim
    rows = by_side[claim.side]
    length = claim.value["length"] if isinstance(claim.value, Mapping) else claim.value
    held = [rows[row.match] for row in claim.evidence if row.match in rows][: int(str(length))]
    record = list(itertools.islice(rows.values(), RECORD))
    return dataclasses.replace(claim, surprise=round(all_of(chances_of(held, record, what, 0, dossier.expected)), 6))


def _valued(dossier: Dossier, claim: Claim) -> Claim:
    value = news_values()[claim.template]
    surprise = min(max(value.usual if claim.surprise is None else claim.surprise, RAREST), 1.0)
    news = math.log(surprise) / math.log(RAREST)
    score = value.weight * (0.3 + 0.7 * news) * _relevance(dossier, claim)
    if not value.lasting:
        score *= 0.25 + 0.75 * 0.5 ** (_age(claim, dossier.fixture.date) / HALF_LIFE_DAYS)
    return dataclasses.replace(claim, score=min(score, 1.0))


def _age(claim: Claim, on: dt.date) -> int:
    newest = max((row.date for row in claim.evidence if row.score is not None), default=on)
    return max((on - newest).days, 0)


def _relevance(dossier: Dossier, claim: Claim) -> float:
    """Of a claim for this fixture: its ground, its competition, whether it is sure of itself."""
    fixture = dossier.fixture
    relevance = 1.0
    ground, of_a_ground = ("away", OF_FORM) if fixture.neutral else (claim.side, OF_A_GROUND)
    if claim.side is not None and claim.scope.venue in SIDES and claim.template in of_a_ground:
        relevance *= 1.0 if claim.scope.venue == ground else 0.6
    if claim.scope.competitions not in ("all", fixture.competition.name):
        league = fixture.competition.kind == "league"
        relevance *= 0.7 if league else 0.9
    if claim.scope.competitions != "all" and claim.scope.venue in SIDES and claim.template in OF_FORM:
        relevance *= NARROW
    if claim.kind.endswith(" this season"):
        relevance *= WHOLE_SEASON
    if claim.robust is False:
        relevance *= 0.7
    return relevance


def _diverse(claims: Sequence[Claim]) -> list[Claim]:
    """The claims in the order in which they would be told, each with what it was worth then."""
    matches = [frozenset(row.match for row in claim.evidence) for claim in claims]
    stories = [story_of(claim) for claim in claims]
    worth = [claim.score or 0.0 for claim in claims]
    left = list(range(len(claims)))
    told: list[Claim] = []
    while left:
        crowded = _crowded(told)
        best = max(left, key=lambda at: (worth[at] * (CROWDED if claims[at].side == crowded else 1.0), claims[at].id))
        left.remove(best)
        told.append(dataclasses.replace(claims[best], score=round(min(worth[best], 1.0), 4)))
        for at in left:
            if claims[at].side == claims[best].side:
                worth[at] *= _fresh(claims[at], claims[best], stories[at] == stories[best])
                worth[at] *= REPEATED if _repeats(claims[at], matches[at], claims[best], matches[best]) else 1.0
    return told


def story_of(claim: Claim) -> tuple[str, ...]:
    """What a claim is about: claims of one story say one thing in several ways.

    >>> _story("FIRST_SINCE", "longest without a clean sheet", "any")
    ('without a clean sheet', 'any')
    """
    return _story(claim.template, claim.kind, claim.scope.venue)


def _story(template: str, kind: str, venue: str) -> tuple[str, ...]:
    said = kind.removesuffix(" again").removesuffix(" this season")
    for opening in ("longest ", "league ", "first ", "last ", "two ", "three ", "few ", "many "):
        said = said.removeprefix(opening)
    said = SAME_STORY.get(said, said)
    return (said, venue) if said in RUN_PROPERTY else (template, kind, venue)


def _crowded(told: Sequence[Claim]) -> str | None:
    """The side that most of the last claims were about."""
    sides = [claim.side for claim in told[-5:]]
    return next((side for side in SIDES if sides.count(side) >= 4), None)


def _fresh(claim: Claim, other: Claim, same_story: bool) -> float:
    """How much of a claim is still news after another of its side was told."""
    fresh = SAME_STORY_LEFT if same_story else 1.0
    if claim.template == other.template:
        fresh *= SAME_KIND if claim.kind == other.kind else SAME_TEMPLATE
    return fresh


def _repeats(claim: Claim, own: frozenset[str], other: Claim, others: frozenset[str]) -> bool:
    """Whether a claim is contained in what another one says."""
    return bool(own) and own <= others and other.kind.removeprefix("longest ") == claim.kind
