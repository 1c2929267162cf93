"""What a side has done over its league season: SEASON_AGG totals and means, SPLIT_COUNT records at home and away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.answers import chosen
from pressbox.facts.league import RANKS, Rank, totals
from pressbox.facts.predicates import holds
from pressbox.facts.standing import Standing, standings
from pressbox.views import Question, Selection

if TYPE_CHECKING:
    from pressbox.domain import Dossier
    from pressbox.facts.claim import Claim
    from pressbox.views import Venue

FEWEST_PLAYED = 6
FEWEST_ON_A_GROUND = 4

BY_KIND = {rank.kind: rank for rank in RANKS}


def mine_season_totals(dossier: Dossier) -> list[Claim]:
    """SEASON_AGG: goals, clean sheets and points of the league season, with what they are a match."""
    return [claim for standing in standings(dossier, FEWEST_PLAYED) for claim in _totals(dossier, standing)]


def _totals(dossier: Dossier, standing: Standing) -> Iterator[Claim]:
    played, row = standing.row.played, standing.row
    if len(standing.matches) != played or not dossier.league_matches.get(standing.team):
        return
    within = f"{words.matches(played)} in {standing.league} this season"
    for kind, verb, value, noun in (
        ("goals for", "scored", row.goals_for, "goal"),
        ("goals against", "conceded", row.goals_against, "goal"),
    ):
        mean = f"{value / played:.2f} a match"
        yield _total(dossier, standing, kind, f"have {verb} {_counted(value, noun)} in {within}, {mean}", value)
    if not any(match.awarded for match in standing.matches):
        sheets = sum(match.goals_against == 0 for match in standing.matches)
        clause = f"have kept {_counted(sheets, 'clean sheet')} in {within}"
        yield _total(dossier, standing, "clean sheets", clause, sheets)
    if row.deducted == 0:
        clause = f"have taken {_counted(row.points, 'point')} from {within}, {row.points / played:.2f} a match"
        yield _total(dossier, standing, "points", clause, row.points)


def _counted(value: int, noun: str) -> str:
    return words.counted(value, noun, f"{noun}s")


def _total(dossier: Dossier, standing: Standing, kind: str, clause: str, value: int) -> Claim:
    return standing.claim(
        "SEASON_AGG",
        kind,
        clause,
        {"total": value, "matches": standing.row.played},
        [standing.proof(kind, value), standing.proof("played", standing.row.played)],
        surprise=_extreme(dossier, standing, BY_KIND[kind]) if kind in BY_KIND else None,
    )


def _extreme(dossier: Dossier, standing: Standing, rank: Rank) -> float:
    """How few sides of the league are as far from the middle in a measure; 1 in the middle."""
    values = totals(rank, dossier.league_matches[standing.team], standing)
    own = values[standing.team]
    tail = min(sum(value >= own for value in values.values()), sum(value <= own for value in values.values()))
    return round(min(1.0, 2 * tail / len(values)), 4)


def mine_home_and_away(dossier: Dossier) -> list[Claim]:
    """SPLIT_COUNT: matches won, drawn and lost on each ground in the league season."""
    return [
        claim
        for standing in standings(dossier, FEWEST_PLAYED)
        for venue in ("home", "away")
        for claim in _record(dossier, standing, venue)
    ]


def _record(dossier: Dossier, standing: Standing, venue: Venue) -> Iterator[Claim]:
    among = Selection(
        competitions=(standing.table.competition.id,),
        phases=("league",),
        venues=(venue,),
        season=standing.table.season,
    )
    rows = chosen(standing.matches, among)
    if len(rows) < FEWEST_ON_A_GROUND or not dossier.league_matches.get(standing.team):
        return
    found = {what: sum(holds(row, what, 0, "120") is True for row in rows) for what in ("won", "drawn", "lost")}
    yield standing.claim(
        "SPLIT_COUNT",
        f"{venue} record",
        f"{_said(found, venue)} in {standing.league} this season",
        found | {"matches": len(rows)},
        [(Question("count", standing.team, what, 0, among), count) for what, count in found.items()],
        matches=rows,
        venue=venue,
        surprise=_extreme(dossier, standing, BY_KIND[f"{venue} points"]),
    )


def _said(found: dict[str, int], venue: str) -> str:
    """Won, drawn and lost as a clause, without what there was none of.

    >>> _said({"won": 12, "drawn": 3, "lost": 0}, "home"), _said({"won": 0, "drawn": 0, "lost": 4}, "away")
    ('have won 12 and drawn three of their 15 home matches', 'have lost all four of their away matches')
    """
    every = sum(found.values())
    there = {what: count for what, count in found.items() if count}
    if len(there) == 1:
        return f"have {next(iter(there))} all {words.number(every)} of their {venue} matches"
    parts = [f"{what} {words.number(count)}" for what, count in there.items()]
    return f"have {words.listed(parts)} of their {words.counted(every, f'{venue} match', f'{venue} matches')}"
