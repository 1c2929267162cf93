"""What players have done for their club in a season: top scorers and assists. Template PLAYER_TALLY.

A tally counts goals for the club, and is made only where every goal of the scope is on file.
"""

from __future__ import annotations

import collections
import dataclasses
import math
from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.scene import Scene

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.facts.scorers import Play
    from pressbox.views import SideMatch

TOP_FROM, MATCHES_FROM, JOINT = 4, 6, 2
"""Goals of a top scorer, matches behind them, and how many can share the first place."""

CUP_TOP_FROM, CUP_MATCHES_FROM = 3, 3
"""The same in a cup, where there are fewer."""

ASSISTS_FROM = 5


@dataclasses.dataclass(frozen=True)
class Stretch:
    """Matches of the season under way with all their goals, newest first, and how they are said."""

    name: str
    said: str
    kind: str
    plays: tuple[Play, ...]

    @property
    def rows(self) -> list[SideMatch]:
        """The matches."""
        return [play.row for play in self.plays]


def mine_tallies(scene: Scene) -> Iterator[Claim]:
    """PLAYER_TALLY, kinds ``top scorer`` and ``top assists`` in the league, ``... all`` and ``... cup``."""
    for stretch in (*_of_season(scene), *_of_cup(scene)):
        yield from _top_scorer(scene, stretch)
        if stretch.kind == "":
            yield from _top_assists(scene, stretch)


def _of_season(scene: Scene) -> Iterator[Stretch]:
    """The league, and all competitions where every goal is on file."""
    league = scene.whole(scene.league)
    if not league:
        return
    name = league[0].row.competition_name
    yield Stretch(name, f"in {words.the(name)} this season", "", tuple(league))
    span, season = scene.history.span("all"), league[0].row.season
    if span is None:
        return
    rows = tuple(takewhile(lambda row: row.season == season, span.rows))
    begun_before = len(rows) < len(span.rows) or span.ever
    every = scene.whole(rows) if begun_before and len(rows) > len(league) else None
    if every and {play.row.match for play in league} <= {row.match for row in rows}:
        super_cup = any(row.kind == "super-cup" and row.season == season for row in scene.history.rows)
        apart = " but the super cup" if super_cup else ""
        yield Stretch("all", f"in all competitions{apart} this season", " all", tuple(every))


def _of_cup(scene: Scene) -> Iterator[Stretch]:
    """The fixture's own cup or tournament."""
    fixture = scene.history.dossier.fixture
    competition = fixture.competition
    span = scene.history.span(competition.name) if competition.kind in ("cup", "tournament") else None
    if span is None:
        return
    rows = tuple(takewhile(lambda row: row.season == fixture.season, span.rows))
    begun_before = len(rows) < len(span.rows) or span.ever
    every = scene.whole(rows) if rows and begun_before else None
    if every:
        when = "this year" if competition.kind == "tournament" else "this season"
        yield Stretch(competition.name, f"in {words.the(competition.name)} {when}", " cup", tuple(every))


def _top_scorer(scene: Scene, stretch: Stretch) -> Iterator[Claim]:
    people = scene.people
    goals = [goal for play in stretch.plays for goal in play.goals_for]
    # Whoever may have scored counts against the first place, also where he may have put it into his own net.
    tally = collections.Counter(people.key(goal.player) for goal in goals if not goal.own_goal)
    if None in tally or len(stretch.plays) < (CUP_MATCHES_FROM if stretch.kind == " cup" else MATCHES_FROM):
        return
    most = max(tally.values(), default=0)
    first = sorted(key for key, count in tally.items() if count == most and key)
    sure = collections.Counter(people.scorer(goal) for goal in goals)
    if (
        most < (CUP_TOP_FROM if stretch.kind == " cup" else TOP_FROM)
        or len(first) > JOINT
        or any(sure[key] != most for key in first)
    ):
        return
    club, all_of_it = scene.history.team.name, len(goals)
    named = [people.name(key) for key in first]
    of = f"{words.number(most)} of their {words.number(all_of_it)} goals"
    if len(named) == 1:
        statement = f"{named[0]} is {words.possessive(club)} top scorer {stretch.said} with {of}"
        clause = f"have {named[0]} as their top scorer {stretch.said}, with {of}"
    else:
        statement = f"{words.listed(named)} are {words.possessive(club)} joint top scorers {stretch.said}"
        statement += f" with {words.number(most)} goals each"
        clause = f"have {words.listed(named)} as their joint top scorers {stretch.said}, with"
        clause += f" {words.number(most)} goals each"
    yield scene.claim(
        "PLAYER_TALLY",
        f"top scorer{stretch.kind}",
        statement,
        clause,
        {"players": named, "goals": most, "of": all_of_it, "matches": len(stretch.plays)},
        stretch.rows,
        [
            (scene.ask("all goals", stretch.rows), all_of_it),
            *((scene.ask("goals", stretch.rows, people.spellings[key]), most) for key in first),
        ],
        competitions=stretch.name,
        good=True,
        surprise=_share_is_news(most, all_of_it),
        note="all goals on file",
    )


def _share_is_news(goals: int, of: int) -> float:
    """A quarter of a club's goals is usual for its top scorer; twice that is rare."""
    return max(0.01, min(0.5, math.exp(-8 * (goals / of - 0.2))))


def _top_assists(scene: Scene, stretch: Stretch) -> Iterator[Claim]:
    people = scene.people
    goals = [goal for play in stretch.plays for goal in play.goals_for]
    # Without an account of every goal an assist may be missing.
    if len(stretch.plays) < MATCHES_FROM or any(goal.own_goal is None for goal in goals):
        return
    tally = collections.Counter(people.key(goal.assist) for goal in goals if goal.assist)
    most = max(tally.values(), default=0)
    first = sorted(key for key, count in tally.items() if count == most and key)
    if None in tally or most < ASSISTS_FROM or len(first) > 1:
        return
    name, club = people.name(first[0]), scene.history.team.name
    yield scene.claim(
        "PLAYER_TALLY",
        "top assists",
        f"{name} has the most assists for {club} {stretch.said}, with {words.number(most)}",
        f"have had most assists from {name} {stretch.said}, {words.number(most)} of them",
        {"players": [name], "assists": most, "matches": len(stretch.plays)},
        stretch.rows,
        [(scene.ask("assists", stretch.rows, people.spellings[first[0]]), most)],
        competitions=stretch.name,
        good=True,
        surprise=0.25,
        note="all goals on file",
    )
