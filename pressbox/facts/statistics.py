"""Shots, shots on target, corners and expected goals: a side's place in its league, and a match it had the better of.

Template EVENT_STAT. A rank is told only where the measure was counted in every match of every club of the league.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.goal_words import of_match
from pressbox.facts.scene import Scene
from pressbox.views import StatQuestion

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.views import StatLine

MATCHES_FROM, CLUBS_FROM = 8, 10
RANKED = 2
"""Places from either end that are told."""

OUTSHOT_BY = 10
"""Shots more than the other side's from which a match that was not won is worth a word."""

SAID = {"shots": "shots", "on target": "shots on target", "corners": "corners", "xg": "expected goals"}


def mine_ranks(scene: Scene) -> Iterator[Claim]:
    """EVENT_STAT, kinds such as ``shots`` and ``shots against``: most or fewest of the league a match."""
    if not scene.league:
        return
    newest = scene.league[0]
    lines = [
        line
        for line in scene.history.dossier.stat_lines
        if (line.competition, line.season) == (newest.competition, newest.season)
    ]
    for measure in SAID:
        of_league = [line for line in lines if line.measure == measure]
        clubs = {line.team for line in lines}
        whole = len(of_league) == len(clubs) >= CLUBS_FROM and all(
            line.told == line.played >= MATCHES_FROM for line in of_league
        )
        own = next((line for line in of_league if line.team == scene.history.team.id), None)
        if not whole or own is None or own.played != len(scene.league):
            continue
        for for_it in (True, False):
            yield from _ranked(scene, own, of_league, for_it)


def _mean(line: StatLine, own: bool) -> float:
    return (line.total_for if own else line.total_against) / line.played


def _ranked(scene: Scene, line: StatLine, lines: list[StatLine], own: bool) -> Iterator[Claim]:
    mean = _mean(line, own)
    more = sum(_mean(other, own) > mean + 1e-9 for other in lines)
    fewer = sum(_mean(other, own) < mean - 1e-9 for other in lines)
    level = len(lines) - more - fewer - 1
    rank, most = (more, True) if more <= fewer else (fewer, False)
    if rank >= RANKED or level > 1:
        return
    competition = words.the(scene.league[0].competition_name)
    total = line.total_for if own else line.total_against
    superlative = "most" if most else "lowest" if line.measure == "xg" else "fewest"
    if most and line.measure == "xg":
        superlative = "highest"
    place = "" if rank == 0 else f"{words.ordinal(rank + 1)} "
    joint = "joint-" if level else ""
    average = f"{mean:.2f}" if line.measure == "xg" else f"{mean:.1f}"
    verb = "have had" if own else "have allowed"
    noun = f"{SAID[line.measure]} a match"
    superlative = f"{joint}{place}{superlative}".replace("- ", "-")
    clause = f"{verb} {average} {noun} in {competition} this season, the {superlative} of the {len(lines)} clubs"
    kind = line.measure if own else f"{line.measure} against"
    questions = [
        StatQuestion(line.competition, line.season, line.team, line.measure, own, count)
        for count in ("more", "fewer", "total")
    ]
    yield scene.claim(
        "EVENT_STAT",
        kind,
        f"{scene.history.team.name} {clause}",
        clause,
        {"mean": round(mean, 4), "rank": rank + 1, "most": most, "of": len(lines), "matches": line.played},
        scene.league,
        zip(questions, (more, fewer, round(total * 100)), strict=True),
        good=most == own,
        surprise=min(1.0, 2 * (rank + 1) / len(lines)),
    )


def mine_outshot(scene: Scene) -> Iterator[Claim]:
    """EVENT_STAT, kind ``outshot``: the last match, not won in spite of many more shots, or won in spite of fewer."""
    for which, play in scene.told:
        stats, row = play.events.stats, play.row
        if which != "last" or stats is None or stats.shots is None or row.awarded:
            continue
        ours, theirs = stats.shots if play.side == "home" else stats.shots[::-1]
        margin = row.goals_for - row.goals_against
        unlucky, lucky = ours - theirs >= OUTSHOT_BY and margin <= 0, theirs - ours >= OUTSHOT_BY and margin >= 0
        if not (unlucky or lucky):
            continue
        match = of_match(row, scene.history.seen_from)
        clause = f"had {words.counted(ours, 'shot', 'shots')} to {words.possessive(row.opponent_name)}"
        clause += f" {words.number(theirs)} in their {match}"
        yield scene.claim(
            "EVENT_STAT",
            "outshot",
            f"{scene.history.team.name} {clause}",
            clause,
            {"match": row.match, "shots": ours, "against": theirs},
            [row],
            [(scene.ask("shots", [row]), ours), (scene.ask("shots", [row], own=False), theirs)],
            venue=row.venue,
            good=lucky,
            surprise=0.12,
        )
