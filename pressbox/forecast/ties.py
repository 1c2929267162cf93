"""Knockout ties: who goes through, how it is decided, and what each club needs.

A tie over one leg is a second leg after a goalless first, so one piece of reckoning serves both kinds of tie, before
the first leg and between the legs. The legs are independent given their rates.

Rules, in the order they apply:

1. the aggregate after 90 minutes of the last leg;
2. where away goals count (UEFA up to 2020-21), more goals scored away from home;
3. extra time where the tie has it, played at the last leg's ground at a third of its 90-minute rates times
   ``EXTRA_TIME_PACE``; where away goals count, they count in extra time too, so that a level extra time with goals
   sends the visitors through;
4. a shoot-out, which either side wins with probability 1/2.

An awarded first leg counts with the score awarded.
"""

from __future__ import annotations

import dataclasses
from typing import Literal, NamedTuple

import numpy as np

from pressbox.domain import Fixture, Score, Side, Tie
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.grids import margins_of, results_of, sheared
from pressbox.forecast.markets import predicted_score
from pressbox.forecast.scoreline import Rates

Verdict = Literal["home", "away", "extra_time", "penalties"]

EXTRA_TIME_PACE = 1.0
"""Goals a minute in extra time against the 90 minutes. openfootball's 500 matches with extra time have 1.06 goals in
it, the European Cup's 76 since 1990-91 have 0.76, against 0.89 in a third of the latter's usual match."""

EXTRA_TIME = EXTRA_TIME_PACE * 30 / 90
SHOOT_OUT = 0.5
"""P(home side wins a shoot-out). No side, ground or order of kicks is reliably better over the data we have."""


class Through(NamedTuple):
    """Who goes through."""

    home: float
    away: float


class Decided(NamedTuple):
    """When it is decided."""

    in_90: float
    extra_time: float
    penalties: float


@dataclasses.dataclass(frozen=True)
class Need:
    """What a side needs from the last leg of a tie.

    Attributes
    ----------
    side : str
        ``home`` or ``away`` in the fixture.
    win_by : int
        Goals by which it must win to go through in 90 minutes whatever the score; 0: a draw will do; below 0: it may
        lose by as many.
    level_by : int
        Goals by which it must win to be level on aggregate.
    level : str
        What a level aggregate leads to: ``extra_time``, ``penalties``, or ``away_goals``.
    visitors_goals : int or None
        Where away goals count: at a level aggregate the home side goes through if the visitors score fewer than this
        in the match, the visitors if they score more; exactly this many leave all level (see ``settle``).
    """

    side: Side
    win_by: int
    level_by: int
    level: Literal["extra_time", "penalties", "away_goals"]
    visitors_goals: int | None = None


@dataclasses.dataclass(frozen=True)
class TieForecast:
    """A tie from the view of the fixture's home and away sides.

    Attributes
    ----------
    leg : int
        Of the fixture.
    aggregate_before : Score or None
        None before the first leg and in a tie of one leg.
    away_goals_rule : bool
        Whether away goals decide a level aggregate.
    through : Through
        Over the whole tie, extra time and shoot-out included.
    decided : Decided
        Likewise.
    predicted_aggregate : Score
        After 90 minutes of the last leg: the predicted scores of the legs to come added to what was played.
    needs : tuple of Need
        Home, then away; empty while another leg follows.
    tie : Tie
        With its rules.
    reverse : Rates or None
        Of the other leg, where it is still to come.
    """

    leg: int
    aggregate_before: Score | None
    away_goals_rule: bool
    through: Through
    decided: Decided
    predicted_aggregate: Score
    needs: tuple[Need, ...]
    tie: Tie
    reverse: Rates | None = None


def forecast_tie(fixture: Fixture, tie: Tie, rates: Rates, reverse: Rates | None = None) -> TieForecast:
    """The tie that a fixture is a leg of.

    Parameters
    ----------
    fixture, tie
        As known at the moment of the forecast.
    rates : Rates
        Of the fixture.
    reverse : Rates, optional
        Of the other leg, home and away as in that leg; needed only where it is still to come.

    Raises
    ------
    ValueError
        If the other leg is to come and its rates are not given.
    """
    before = tie.aggregate_before(fixture)
    through, decided = prospects(fixture, tie, rates, reverse)
    here = predicted_score(rates.grid())
    if reverse is None or tie.legs == 1 or before is not None:
        carried = before or Score(0, 0)
        aggregate = Score(carried.home + here.home, carried.away + here.away)
        return TieForecast(tie.leg, before, tie.away_goals_rule, through, decided, aggregate, _needs(tie, before), tie)
    there = predicted_score(reverse.grid())
    aggregate = Score(here.home + there.away, here.away + there.home)
    return TieForecast(tie.leg, None, tie.away_goals_rule, through, decided, aggregate, (), tie, reverse)


def prospects(fixture: Fixture, tie: Tie, rates: Rates, reverse: Rates | None = None) -> tuple[Through, Decided]:
    """Who goes through and when it is decided: of ``forecast_tie``, whose arguments it takes, what costs least.

    Raises
    ------
    ValueError
        If the other leg is to come and its rates are not given.
    """
    before = tie.aggregate_before(fixture)
    if tie.legs == 1 or before is not None:
        return passage(played(before), rates, tie)
    if reverse is None:
        raise ValueError(f"{fixture.id}: the other leg of {tie.id} is to come, so its rates are needed too")
    if tie.leg == 1:
        turned = passage(rates.grid(), reverse, tie)
        return Through(turned[0].away, turned[0].home), turned[1]
    return passage(reverse.grid(), rates, tie)


def passage(first: FloatArray, second: Rates, tie: Tie) -> tuple[Through, Decided]:
    """Who goes through and when it is decided, from the view of the last leg's home side.

    Parameters
    ----------
    first : ndarray
        Grid of the first leg, home and away as in that leg; all in one cell once it is played.
    second : Rates
        Of the last leg.
    tie : Tie
        For its rules.
    """
    extra = second.scaled(EXTRA_TIME).grid() if tie.extra_time else None
    home, away, in_90, in_extra, shoot_out = (
        float(column[0])
        for column in passages(first[None], second.grid()[None], None if extra is None else extra[None], tie)
    )
    return Through(home, away), Decided(in_90, in_extra, shoot_out)


def passages(
    first: FloatArray, second: FloatArray, extra: FloatArray | None, tie: Tie
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray, FloatArray]:
    """What ``passage`` gives, of many versions of the same tie at once.

    Parameters
    ----------
    first : ndarray, shape (n, size, size) or (1, size, size)
        Grids of the first leg, home and away as in that leg.
    second, extra : ndarray, shape (n, size, size)
        Grids of the last leg's 90 minutes and of its extra time; without extra time a level tie is shot out.
    tie : Tie
        For its rules.

    Returns
    -------
    tuple of ndarray, shape (n,)
        P(last leg's home side through), P(its visitors through), P(decided in 90 minutes), P(in extra time),
        P(on penalties).
    """
    away_goals = tie.away_goals_rule and tie.legs == 2
    home, away, level = _over_90(first, second, away_goals)
    decided_in_90 = home + away
    shoot_out = level
    if extra is not None:
        won, lost, still_level = _over_30(extra, away_goals)
        home, away, shoot_out = home + level * won, away + level * lost, level * still_level
    through = home + shoot_out * SHOOT_OUT, away + shoot_out * (1 - SHOOT_OUT)
    return *through, decided_in_90, level - shoot_out, shoot_out


def settle(tie: Tie, before: Score | None, score: Score) -> Verdict:
    """What a scoreline of the last leg leads to after 90 minutes.

    Parameters
    ----------
    tie : Tie
        For its rules.
    before : Score or None
        Aggregate before the match, from the view of its home side; None in a tie of one leg.
    score : Score
        Of the match.
    """
    carried = before or Score(0, 0)
    lead = carried.home + score.home - carried.away - score.away
    if lead == 0 and before is not None and tie.away_goals_rule:
        lead = carried.home - score.away  # all that the home side brings along it scored away
    if lead:
        return "home" if lead > 0 else "away"
    return "extra_time" if tie.extra_time else "penalties"


def played(before: Score | None) -> FloatArray:
    """The grid of a first leg that is over, from the aggregate before the last; in a tie of one leg a goalless one."""
    carried = before or Score(0, 0)
    grid = np.zeros((max(carried.home, carried.away) + 1,) * 2)
    grid[carried.away, carried.home] = 1.0  # the visitors were at home in the first leg
    return grid


def _needs(tie: Tie, before: Score | None) -> tuple[Need, ...]:
    deficit = before.away - before.home if before else 0
    if before and tie.away_goals_rule:
        return (
            Need("home", deficit + 1, deficit, "away_goals", before.home),
            Need("away", 1 - deficit, -deficit, "away_goals", before.home),
        )
    level: Literal["extra_time", "penalties"] = "extra_time" if tie.extra_time else "penalties"
    return Need("home", deficit + 1, deficit, level), Need("away", 1 - deficit, -deficit, level)


def _over_90(first: FloatArray, second: FloatArray, away_goals: bool) -> tuple[FloatArray, FloatArray, FloatArray]:
    """P(last leg's home side through), P(its visitors through), P(level) after 90 minutes of the last leg."""
    size = max(first.shape[-1], second.shape[-1])
    ahead, behind = margins_of(_padded(second, size)), margins_of(_padded(first, size))  # level where they are the same
    less, more = behind.cumsum(axis=-1) - behind, behind[..., ::-1].cumsum(axis=-1)[..., ::-1] - behind
    home, away, level = ((ahead * other).sum(axis=-1) for other in (less, more, behind))
    if away_goals:
        won, lost, level = _away_goals(_padded(first, size), _padded(second, size))
        home, away = home + won, away + lost
    return home, away, level


def _away_goals(first: FloatArray, second: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """P(level on aggregate) in three: more away goals for the last leg's home side, for its visitors, as many.

    Level means that the visitors' margin in the first leg is the home side's in the last.
    """
    both = _by_away_goals(first) @ _by_away_goals(second).swapaxes(
        -1, -2
    )  # rows: goals away in leg 1, columns: in leg 2
    won, lost = (part(both, offset).sum(axis=(-1, -2)) for part, offset in ((np.tril, -1), (np.triu, 1)))
    return won, lost, np.asarray(np.trace(both, axis1=-2, axis2=-1))


def _by_away_goals(grids: FloatArray) -> FloatArray:
    """Probability by goals of the side away from home (rows) and margin of the side at home (columns)."""
    return np.asarray(sheared(grids.swapaxes(-1, -2)[..., ::-1])[..., ::-1])


def _over_30(grids: FloatArray, away_goals: bool) -> tuple[FloatArray, FloatArray, FloatArray]:
    """P(home side wins extra time), P(visitors do), P(all still level)."""
    home, draw, away = results_of(grids)
    if not away_goals:
        return home, away, draw
    goalless = grids[..., 0, 0]
    return home, away + draw - goalless, goalless


def _padded(grids: FloatArray, size: int) -> FloatArray:
    """The grids with room for more goals, none of which are scored."""
    missing = size - grids.shape[-1]
    return np.pad(grids, ((0, 0), (0, missing), (0, missing))) if missing else grids
