"""A side among the others of its league: LEAGUE_RANK by goals, clean sheets, and points at home and away."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.standing import Standing, standings

if TYPE_CHECKING:
    from pressbox.domain import Dossier, TableRow
    from pressbox.facts.claim import Claim
    from pressbox.views import LeagueMatch

RANKS_TOLD = 3
SHARED_BY = 3
"""Places from the top that are told, and sides that may share one."""

FEWEST_PLAYED = 6
AS_EXPECTED = 2
"""Places within which a rank is what the table would make one expect."""


@dataclasses.dataclass(frozen=True)
class Rank:
    """A measure over a league season, and how it is said.

    Attributes
    ----------
    kind : str
    of : callable
        The measure of one match, of the win's worth in points, goals for and against, and whether it was at home.
    said : callable
        The clause, of the value in words.
    noun : str
        Of the value: ``goal`` or ``point``.
    more_is_first : bool
    venue : str
        ``any``, or the ground that it is taken over.
    of_row : callable or None
        The measure of the season, where the table has it.
    """

    kind: str
    of: Callable[[int, int, int], int]
    said: str
    noun: str
    more_is_first: bool = True
    venue: str = "any"
    of_row: Callable[[TableRow], int] | None = None


def _points(win: int, scored: int, conceded: int) -> int:
    return win if scored > conceded else int(scored == conceded)


RANKS = (
    Rank("goals for", lambda _, scored, __: scored, "have scored {}", "goal", of_row=lambda row: row.goals_for),
    Rank(
        "goals against",
        lambda _, __, conceded: conceded,
        "have conceded {}",
        "goal",
        more_is_first=False,
        of_row=lambda row: row.goals_against,
    ),
    Rank("clean sheets", lambda _, __, conceded: int(conceded == 0), "have kept {}", "clean sheet"),
    Rank("home points", _points, "have taken {} at home", "point", venue="home"),
    Rank("away points", _points, "have taken {} away", "point", venue="away"),
)


def mine_ranks(dossier: Dossier) -> list[Claim]:
    """LEAGUE_RANK: the sides that have most or, of goals against, fewest, to the third; and the last."""
    return [claim for standing in standings(dossier, FEWEST_PLAYED) for claim in _ranks(dossier, standing)]


def _ranks(dossier: Dossier, standing: Standing) -> Iterator[Claim]:
    matches = dossier.league_matches.get(standing.team, ())
    if standing.table.group or not standing.matches:
        return
    for rank in RANKS:
        if not (matches or rank.of_row):
            continue
        if rank.kind == "clean sheets" and any(row.awarded for row in standing.matches):
            continue
        values = totals(rank, matches, standing)
        own, others = values[standing.team], [value for team, value in values.items() if team != standing.team]
        better = sum(value > own if rank.more_is_first else value < own for value in others)
        level = others.count(own)
        if better < RANKS_TOLD and level < SHARED_BY:
            yield _ranked(standing, rank, own, better, level, first=True)
        elif better + level == len(others) and level < SHARED_BY:
            yield _ranked(standing, rank, own, better, level, first=False)


def totals(rank: Rank, matches: Sequence[LeagueMatch], standing: Standing) -> Mapping[str, int]:
    """The measure of every side of the league, by team id."""
    of_row = rank.of_row
    if of_row:
        return {row.team.id: of_row(row) for row in standing.table.rows}
    found: Counter[str] = Counter({row.team.id: 0 for row in standing.table.rows})
    for match in matches:
        if rank.venue != "away":
            found[match.home] += rank.of(standing.win, match.home_goals, match.away_goals)
        if rank.venue != "home":
            found[match.away] += rank.of(standing.win, match.away_goals, match.home_goals)
    return found


def _ranked(standing: Standing, rank: Rank, value: int, better: int, level: int, *, first: bool) -> Claim:
    superlative = "most" if rank.more_is_first is first else "fewest"
    nth = f"{words.ordinal(better + 1)} " if better and first else ""
    which = f"the {'joint ' if level else ''}{nth}{superlative} in {standing.league}"
    number = words.counted(value, rank.noun, f"{rank.noun}s")
    count = "sides with more" if rank.more_is_first else "sides with fewer"
    ground = "" if rank.venue == "any" else " at home" if rank.venue == "home" else " away"
    return standing.claim(
        "LEAGUE_RANK",
        rank.kind,
        f"{rank.said.format(number)}, {which}",
        {"value": value, "better": better, "level": level},
        [
            standing.proof(rank.kind, value),
            standing.proof(rank.kind, better, count="sides with more" if rank.more_is_first else "sides with fewer"),
            standing.proof(
                rank.kind,
                len(standing.others) - better - level,
                count="sides with fewer" if count == "sides with more" else "sides with more",
            ),
        ],
        matches=[row for row in standing.matches if rank.venue in ("any", row.venue)],
        venue=rank.venue,
        noun=f"with {number}{ground}, {which}",
        good=first,
        surprise=_surprise(standing, better, level, first=first),
    )


def _surprise(standing: Standing, better: int, level: int, *, first: bool) -> float:
    """How few sides can say as much; rather more than that where the table makes one expect it."""
    sides = len(standing.table.rows)
    share = (better + level + 1 if first else level + 1) / sides
    expected = abs(standing.row.place - better - 1) <= AS_EXPECTED
    return round(min(1.0, share * (1.5 if expected else 1)), 4)
