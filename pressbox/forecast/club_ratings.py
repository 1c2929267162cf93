"""How strong each team is among those of its league, in a unit that a reader can hold.

In: ratings. Out: for every team, the goals it would be expected to score for each goal of the league's average side.
"""

from __future__ import annotations

import dataclasses
import math

import numpy as np

from pressbox.forecast.rating_steps import LAST_DAY, POOL, STRENGTH, VAR_STRENGTH
from pressbox.forecast.ratings import RatingState

NORMAL_80 = 1.2815515594
"""Standard deviations on either side of the mean that hold 80% of a normal distribution."""

_A_YEAR = 400
"""Days without a match after which a team no longer counts among those of its league."""


@dataclasses.dataclass(frozen=True)
class ClubRating:
    """How strong a team is.

    Attributes
    ----------
    league : str
        Id of the competition whose sides it is rated among; ``national-teams`` for those.
    place, of : int
        By strength, among how many.
    strength : float
        Goals it would be expected to score, on neutral ground, for each goal of the average side.
    low, high : float
        An interval of 80% around it.
    """

    league: str
    place: int
    of: int
    strength: float
    low: float
    high: float


def club_ratings(state: RatingState) -> dict[str, ClubRating]:
    """Ratings of all teams that have played in the last year, by team id.

    ``STRENGTH`` is the log of the ratio of two sides' rates, so its difference from the mean of a league is the log of
    the ratio against a side of that mean.
    """
    if state.last_day is None:
        return {}
    ids, leagues = list(state.teams), list(state.competitions)
    rows = state.team_rows[[state.teams[id_] for id_ in ids]]
    playing = (rows[:, POOL] >= 0) & (rows[:, LAST_DAY] >= state.last_day - _A_YEAR)
    found: dict[str, ClubRating] = {}
    for pool in np.unique(rows[playing, POOL]).astype(int):
        members = np.flatnonzero(playing & (rows[:, POOL] == pool))
        strengths = rows[members, STRENGTH] - rows[members, STRENGTH].mean()
        margins = NORMAL_80 * np.sqrt(rows[members, VAR_STRENGTH])
        for place, i in enumerate(np.argsort(-strengths, kind="stable"), 1):
            low, middle, high = (math.exp(strengths[i] + by * margins[i]) for by in (-1, 0, 1))
            found[ids[members[i]]] = ClubRating(leagues[pool], place, len(members), middle, low, high)
    return found
