"""Players in form: who scored in each of the last matches of his club, or many goals in them.

Templates PLAYER_STREAK and PLAYER_TALLY. Both go over matches of the club, for who took part in them is not known, and
only over such as have all their goals on file.
"""

from __future__ import annotations

import collections
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.scene import UNDER_WAY, Scene, by_player
from pressbox.views import Question, Selection

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.facts.scorers import Play
    from pressbox.views import SideMatch

STREAK_FROM = 3
OF_LATE = range(3, 9)
OF_LATE_FROM = 4
RARE = 0.04
"""Chance under which a player's goals of late are news."""

RECORD = 80
"""Matches of the club that a player's usual rate is taken from."""


def mine_streaks(scene: Scene) -> Iterator[Claim]:
    """PLAYER_STREAK: who scored in each of the last matches of his club, in all competitions or in the league."""
    told: dict[str, int] = {}
    for name, said, recent in _recent(scene):
        for key, count in _running(scene, recent).items():
            if count < STREAK_FROM or count <= told.get(key, 0):
                continue
            told[key] = count
            player, club = scene.people.name(key), scene.history.team.name
            held = [play.row for play in recent[:count]]
            yield scene.claim(
                "PLAYER_STREAK",
                "scored",
                f"{player} has scored in each of {words.possessive(club)} last {words.matches(count)} {said}",
                f"have had a goal from {player} in each of their last {words.matches(count)} {said}",
                {"player": player, "matches": count},
                held,
                [
                    (scene.ask("matches scored in", held, scene.people.spellings[key]), count),
                    (_matches(scene, held), count),
                ],
                competitions=name,
                good=True,
                surprise=_usual_share(scene, key) ** count,
                note="matches of the club",
            )


def _recent(scene: Scene) -> Iterator[tuple[str, str, list[Play]]]:
    """The newest matches whose goals are all on file, in every scope: name, scope words, matches."""
    history = scene.history
    if not history.rows or history.seen_from - history.rows[0].date > UNDER_WAY:
        return
    leagues = {row.competition_name for row in history.rows[:RECORD] if row.kind == "league"}
    for span in history.spans:
        if span.venue != "any" or span.name not in {"all", *leagues}:
            continue
        found = []
        for row in span.rows[:40]:
            play = scene.plays.get(row.match)
            if play is None or not play.events.whole:
                break
            found.append(play)
        yield span.name, span.said, found


def _running(scene: Scene, recent: Sequence[Play]) -> Mapping[str, int]:
    """For everybody who scored in the newest match, in how many of the newest in a row he did."""
    scored = [set(by_player(play.goals_for, scene.people)) for play in recent]
    lengths: collections.Counter[str] = collections.Counter()
    still = scored[0] if scored else set()
    for keys in scored:
        still = still & keys
        lengths.update(still)
    return lengths


def _matches(scene: Scene, rows: Sequence[SideMatch]) -> Question:
    """Ask how many matches there were from the first to the last of some."""
    days = [row.date for row in rows]
    competitions = {row.competition for row in rows}
    named = tuple(competitions) if len(competitions) == 1 else ()
    return Question("matches", scene.history.team.id, "", 0, Selection(named, since=min(days), until=max(days)))


def _usual_share(scene: Scene, key: str) -> float:
    """In what part of the club's matches on file a player scored since his first goal, kept from the ends."""
    every = [play for play in scene.plays.values() if play.events.whole][:RECORD]
    scored = [key in by_player(play.goals_for, scene.people) for play in every]
    since = len(scored) - scored[::-1].index(True) if True in scored else 0
    return (sum(scored) + 1) / (since + 4)


def mine_of_late(scene: Scene) -> Iterator[Claim]:
    """PLAYER_TALLY, kind ``of late``: the stretch of the club's newest matches in which a player's goals are rarest."""
    told: set[str] = set()
    for name, said, recent in _recent(scene):
        scored = [by_player(play.goals_for, scene.people) for play in recent]
        for key in {key for of_match in scored[: max(OF_LATE)] for key in of_match} - told:
            counts = [len(of_match.get(key, ())) for of_match in scored]
            rate = (sum(counts[:RECORD]) + 1) / (len(counts) + 5)
            windows = [(n, sum(counts[:n])) for n in OF_LATE if n <= len(counts) and counts[n - 1]]
            rarest = min(((_poisson(goals, rate * n), n, goals) for n, goals in windows), default=None)
            if rarest is None or rarest[0] > RARE or rarest[2] < OF_LATE_FROM or all(counts[: rarest[1]]):
                continue
            told.add(key)
            chance, n, goals = rarest
            player, club = scene.people.name(key), scene.history.team.name
            held = [play.row for play in recent[:n]]
            yield scene.claim(
                "PLAYER_TALLY",
                "of late",
                f"{player} has scored {words.goals(goals)} in {words.possessive(club)} last {words.matches(n)} {said}",
                f"have had {words.goals(goals)} from {player} in their last {words.matches(n)} {said}",
                {"player": player, "goals": goals, "matches": n},
                held,
                [
                    (scene.ask("goals", held, scene.people.spellings[key]), goals),
                    (_matches(scene, held), n),
                ],
                competitions=name,
                good=True,
                surprise=chance,
                note="matches of the club",
            )


def _poisson(count: int, mean: float) -> float:
    """Chance of so many or more where the mean is expected."""
    below = sum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(count))
    return max(1.0 - below, 1e-6)
