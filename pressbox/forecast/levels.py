"""The level a team plays at: its leagues, weighted by how often it played in each of late.

A promoted club so moves from one level to the next match by match. A team without a domestic league in the data, a
national team above all, takes its level from all competitions it plays in.
"""

from __future__ import annotations

import dataclasses
import re

import numpy as np

from pressbox.domain import MatchTable
from pressbox.forecast.arrays import FloatArray, IntArray, sum_by

NATIONAL_TOURNAMENTS = frozenset({"fifa-world-cup", "uefa-euro"})

_DOMESTIC_LEAGUE = re.compile(r"[a-z]{3}-[0-9]+")


@dataclasses.dataclass(frozen=True)
class Membership:
    """Entry k says that team[k] has share[k] of its matches in level[k]; the shares of a team sum to 1."""

    teams: tuple[str, ...]
    levels: tuple[str, ...]  # competition ids
    team: IntArray
    level: IntArray
    share: FloatArray

    def spread_out(self, levels: FloatArray) -> FloatArray:
        """Mean over each team's levels, of rows of one number a level."""
        return np.stack([sum_by(self.team, self.share * row[self.level], len(self.teams)) for row in levels])

    def gather(self, teams: FloatArray) -> FloatArray:
        """The transpose of ``spread_out``."""
        return np.stack([sum_by(self.level, self.share * row[self.team], len(self.levels)) for row in teams])

    def squared(self) -> Membership:
        """The same with squared shares, for the diagonal of second derivatives."""
        return dataclasses.replace(self, share=self.share**2)


def is_domestic_league(competition_id: str) -> bool:
    """Whether a competition id is that of a national league: eng-1, ita-2."""
    return _DOMESTIC_LEAGUE.fullmatch(competition_id) is not None


def is_national(competition_id: str) -> bool:
    """Whether national teams play in a competition."""
    return competition_id.startswith("int-") or competition_id in NATIONAL_TOURNAMENTS


def membership(matches: MatchTable, weights: FloatArray) -> Membership:
    """Which levels the teams of a table belong to, its matches weighted."""
    team = np.concatenate([matches.home, matches.away]).astype(np.intp)
    competition = np.tile(matches.competition, 2)
    domestic = np.array([is_domestic_league(name) for name in matches.competitions], dtype=bool)[competition]
    in_league = np.zeros(len(matches.teams), dtype=bool)
    in_league[team[domestic]] = True
    counts = domestic | ~in_league[team]
    used, level = np.unique(competition[counts], return_inverse=True)
    pair, place = np.unique(team[counts] * len(used) + level, return_inverse=True)
    weight = sum_by(place, np.tile(weights, 2)[counts], len(pair))
    owner = pair // len(used)
    share = weight / sum_by(owner, weight, len(matches.teams))[owner]
    return Membership(
        matches.teams, tuple(matches.competitions[index] for index in used), owner, pair % len(used), share
    )
