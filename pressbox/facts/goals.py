"""Who scored in the matches that a preview tells: scorers, braces and hat-tricks, goals that decided it late.

Template GOAL_EVENTS. A match is told only where the goals on file add up to its score.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.goal_words import FULL_TIME, minute, of_match, scorers, when
from pressbox.facts.scene import Scene, by_player

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim, Value
    from pressbox.facts.scorers import People, Play
    from pressbox.views import Answer, GoalEvent, Proof

LATE = 85
"""Minute from which a goal is late."""

FEATS = {2: ("brace", "twice", 0.12), 3: ("hat-trick", "a hat-trick", 0.02), 4: ("four goals", "four goals", 0.004)}
"""Kind, words and chance of so many goals of one player in a match."""

HAT_TRICKS_WITHIN = 5
"""Matches of a side within which a hat-trick is still told."""


def mine_goals(scene: Scene) -> Iterator[Claim]:
    """GOAL_EVENTS of the last matches, the first leg and the last meeting."""
    for which, play in scene.told:
        if play.events.whole and (which in ("last", "second-last") or _speaks_for_both(scene, play)):
            yield from _scorers(scene, which, play)
            yield from _late(scene, which, play)
    newest = [scene.plays[row.match] for row in scene.history.rows[:HAT_TRICKS_WITHIN] if row.match in scene.plays]
    told = {play.row.match: play for _, play in scene.told}
    for play in {**told, **{play.row.match: play for play in newest}}.values():
        if play.events.whole:
            yield from _feats(scene, play, at_least=2 if play.row.match in told else 3)


def _speaks_for_both(scene: Scene, play: Play) -> bool:
    """Whether this is the side for which a match of the two is told: the winner, else the home side of the fixture."""
    row = play.row
    return row.goals_for > row.goals_against or (row.goals_for == row.goals_against and scene.history.side == "home")


def _scorers(scene: Scene, which: str, play: Play) -> Iterator[Claim]:
    """Kind ``scorers``, with which match it is: who scored for the side, and who against it where that is known."""
    row, against = play.row, scene.people_against(play.row)
    ours = scorers(play.goals_for, scene.people)
    theirs = scorers(play.goals_against, against)
    match = of_match(row, scene.history.seen_from)
    value: dict[str, Value] = {"match": row.match}
    proofs: list[tuple[Proof, Answer]] = []
    if ours:
        value["for"] = _listed(play.goals_for, scene.people)
        proofs += _proofs(scene, play, play.goals_for, scene.people, own=True)
    if theirs:
        value["against"] = _listed(play.goals_against, against)
        proofs += _proofs(scene, play, play.goals_against, against, own=False)
    name = scene.history.team.name
    if ours:
        statement = f"{ours} scored for {name} in their {match}"
        clause = f"got their goals in their {match} from {ours}"
        if theirs:
            statement, clause = f"{statement}; {theirs} for {row.opponent_name}", f"{clause}"
    elif theirs and row.goals_for == 0:
        statement = f"{theirs} scored for {row.opponent_name} in {words.possessive(name)} {match}"
        clause = f"conceded to {theirs} in their {match}"
    else:
        return
    yield scene.claim(
        "GOAL_EVENTS",
        "scorers" if which == "last" else f"scorers {which}",
        statement,
        clause,
        value,
        [row],
        proofs,
        noun=ours or theirs,
        venue=row.venue,
        good=row.goals_for > row.goals_against,
        surprise=0.5,
    )


def _listed(goals: Sequence[GoalEvent], people: People) -> list[Value]:
    """Goals as JSON."""
    told: list[Value] = []
    for goal in goals:
        key = people.scorer(goal)
        name = people.name(key) if key else goal.player
        told.append({"player": name, "minute": minute(goal), "own_goal": bool(goal.own_goal), "penalty": goal.penalty})
    return told


def _proofs(
    scene: Scene, play: Play, goals: Sequence[GoalEvent], people: People, *, own: bool
) -> list[tuple[Proof, Answer]]:
    """So many goals, and so many of each player."""
    counts = {key: len(scored) for key, scored in by_player(goals, people).items()}
    every: list[tuple[Proof, Answer]] = [(scene.ask("all goals", [play.row], own=own), len(goals))]
    return every + [
        (scene.ask("goals", [play.row], people.spellings[key], own=own), count) for key, count in counts.items()
    ]


def _feats(scene: Scene, play: Play, at_least: int) -> Iterator[Claim]:
    """Kinds ``brace``, ``hat-trick`` and ``four goals``: a player of the side with several goals in one match."""
    match = of_match(play.row, scene.history.seen_from)
    for key, scored in by_player(play.goals_for, scene.people).items():
        if len(scored) < at_least or any(goal.minute is None for goal in scored):
            continue
        kind, said, chance = FEATS.get(len(scored), (f"{len(scored)} goals", words.goals(len(scored)), 0.001))
        player = scene.people.name(key)
        minutes = ", ".join(minute(goal) for goal in scored)
        yield scene.claim(
            "GOAL_EVENTS",
            kind,
            f"{player} scored {said} ({minutes}) in {words.possessive(scene.history.team.name)} {match}",
            f"had {said} from {player} ({minutes}) in their {match}"
            if len(scored) > 2
            else f"had two goals from {player} ({minutes}) in their {match}",
            {"match": play.row.match, "player": player, "goals": len(scored)},
            [play.row],
            [(scene.ask("goals", [play.row], scene.people.spellings[key]), len(scored))],
            venue=play.row.venue,
            good=True,
            surprise=chance,
        )


def _late(scene: Scene, which: str, play: Play) -> Iterator[Claim]:
    """Kinds ``late winner``, ``late equaliser`` and ``beaten late``: the last goal, and that it changed the result."""
    scores = play.course()
    if not scores or which not in ("last", "second-last"):
        return
    goal = play.events.goals[-1]
    before, after = ((0, 0), *scores)[-2], scores[-1]
    if goal.minute is None or goal.minute < LATE or goal.minute > FULL_TIME or _outcome(before) == _outcome(after):
        return
    own = goal.side == play.side
    people = scene.people if own else scene.people_against(play.row)
    key = people.scorer(goal)
    if key is None:
        return
    row, player, at = play.row, people.name(key), when(goal)
    match, name = of_match(row, scene.history.seen_from), scene.history.team.name
    if _outcome(after) == 0:
        kind = "late equaliser"
        verb = "equalised" if own else f"equalised for {row.opponent_name}"
        clause = f"drew level through {player} {at}" if own else f"conceded an equaliser to {player} {at}"
    else:
        kind = "late winner" if own else "beaten late"
        verb = "scored the winner" if own else f"scored the winner for {row.opponent_name}"
        clause = f"won with a goal by {player} {at}" if own else f"lost to a goal by {player} {at}"
    yield scene.claim(
        "GOAL_EVENTS",
        kind,
        f"{player} {verb} {at} of {words.possessive(name)} {match}",
        f"{clause} of their {match}",
        {"match": row.match, "player": player, "minute": minute(goal), "own": own},
        [row],
        [
            (
                scene.ask("goals", [row], people.spellings[key], own=own, minute=goal.minute),
                _of_late(play, goal, people),
            ),
            (scene.ask("all goals", [row]), row.goals_for),
            (scene.ask("all goals", [row], own=False), row.goals_against),
        ],
        venue=row.venue,
        good=own,
        surprise=0.06,
    )


def _of_late(play: Play, last: GoalEvent, people: People) -> int:
    """Goals of the scorer of the last goal from its minute on."""
    own = [goal for goal in play.events.goals if goal.side == last.side and (goal.minute or 0) >= (last.minute or 0)]
    return sum(people.scorer(goal) == people.scorer(last) for goal in own)


def _outcome(score: tuple[int, int]) -> int:
    return (score[0] > score[1]) - (score[0] < score[1])
