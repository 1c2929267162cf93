"""Knockout brackets as of a moment: which ties neighbour one another, where that was known before they were played.

``brackets.csv`` says in which competitions, from which round and which day on the whole bracket was known; from the
semi-finals on it always is. Which ties are neighbours is then read off the later rounds on file: whoever came through,
two ties whose sides met in the next round were drawn to do so. Nothing else of later rounds is used but their dates.
Legs, away goals and extra time follow from the rules of the season, the hosts of tournaments from ``hosts.csv``.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pressbox.domain import AsOf, Fixture, Team
from pressbox.store.competitions import tie_rule
from pressbox.store.stage_windows import read_table
from pressbox.store.tie_outcomes import tie_format

ROUNDS = ("Round of 16", "Quarter-finals", "Semi-finals", "Final")

Row = Mapping[str, Any]

Group = tuple[int, ...]
"""A part of the bracket: the ties of the round that is on that its winner comes from, by number."""


@dataclasses.dataclass(frozen=True)
class BracketTie:
    """A tie of the round that is on.

    Attributes
    ----------
    winner : str or None
        Team id of the side that had gone through at the moment; None while the tie was open.
    """

    id: str
    sides: tuple[Team, Team]
    winner: str | None


@dataclasses.dataclass(frozen=True)
class LaterRound:
    """A round whose sides were not known yet, by the rules of the season.

    Attributes
    ----------
    legs : int
        Of each tie. A tie of one leg is on neutral ground, except for hosts.
    date : date
        Its first day; that of the round before where it is not on file.
    hosts : frozenset of str
        Team ids of those who are at home in it.
    """

    name: str
    legs: int
    date: dt.date
    away_goals_rule: bool
    extra_time: bool
    hosts: frozenset[str] = frozenset()


@dataclasses.dataclass(frozen=True)
class Bracket:
    """What was left of a knockout at a moment.

    Attributes
    ----------
    ties : tuple of BracketTie
        All ties of the round that is on in the order of the bracket: the winners of the first two meet, and so on.
    later : tuple of LaterRound
        The rounds after it, up to the final.
    """

    ties: tuple[BracketTie, ...]
    later: tuple[LaterRound, ...]


@dataclasses.dataclass(frozen=True)
class Undrawn:
    """There is no bracket, and why, as a sentence."""

    reason: str


def was_drawn(competition: str, season: str, round_name: str, as_of: AsOf) -> bool:
    """Whether all that follows a round of ``ROUNDS`` was known at a moment; a draw is known from the day after it."""
    if round_name in ROUNDS[-2:]:
        return True
    return any(
        row["competition"] == competition
        and row["first_season"] <= season <= row["last_season"]
        and ROUNDS.index(row["from_round"]) <= ROUNDS.index(round_name)
        and (not row["drawn_on"] or dt.date.fromisoformat(row["drawn_on"]) < as_of.local_date)
        for row in read_table("brackets.csv")
    )


def bracket_of(
    present: Sequence[Fixture], open_ties: Collection[str | None], rows: Sequence[Row], as_of: AsOf
) -> Bracket | Undrawn:
    """The bracket from the round that is on.

    Parameters
    ----------
    present : sequence of Fixture
        A match of every tie of that round, in any order.
    open_ties : collection of str
        Ids of those that had a leg to come.
    rows : sequence of mapping
        ``bracket_ties.sql`` of the season.
    """
    if not present:
        return Undrawn("Later rounds are left out: which ties are neighbours is not on file.")
    on = present[0]
    if on.round not in ROUNDS or not was_drawn(on.competition.id, on.season, on.round, as_of):
        return Undrawn("Later rounds are left out: which ties are neighbours was not drawn yet, as far as is on file.")
    names = ROUNDS[ROUNDS.index(on.round) :]
    by_round = [[row for row in rows if row["round"] == name] for name in names]
    order = _bracket_order(by_round)
    if order is None:
        return Undrawn("Later rounds are left out: which ties are neighbours is not on file.")
    later = _later_rounds(on, names[1:], by_round)
    if later is None:
        return Undrawn("Later rounds are left out: how many legs they have is not on file.")
    if any(row["winner"] is None and row["id"] not in open_ties for row in by_round[0]):
        return Undrawn("Later rounds are left out: a tie awaits a replay, or who went through is not on file.")
    sides = {fixture.tie: (fixture.home, fixture.away) for fixture in present}
    ties = tuple(BracketTie(row["id"], sides[row["id"]], row["winner"]) for row in (by_round[0][n] for n in order))
    return Bracket(ties, later)


def _bracket_order(by_round: Sequence[Sequence[Row]]) -> Group | None:
    """Numbers of the first round's ties in the order of the bracket; None where they make no whole bracket."""
    present = by_round[0]
    if len(present) != 2 ** (len(by_round) - 1):
        return None
    groups: list[Group] = [(number,) for number in range(len(present))]
    for pairings in by_round[1:]:
        joined = _neighbours(groups, present, [{row["team_1"], row["team_2"]} for row in pairings])
        if joined is None:
            return None
        groups = joined
    return groups[0]


def _neighbours(groups: Sequence[Group], present: Sequence[Row], pairings: Sequence[set[str]]) -> list[Group] | None:
    """Join the parts of the bracket that meet in the next round; the last two also where no pairing is on file.

    The order does not depend on who came through: earlier ties of the round that is on come first.
    """
    left = list(groups)
    joined: list[Group] = []
    for pairing in pairings:
        met = [group for group in left if pairing & _sides(group, present)]
        if len(met) != 2:
            return None
        joined.append(met[0] + met[1])
        left = [group for group in left if group not in met]
    if len(left) == 2:
        joined.append(left[0] + left[1])
    return sorted(joined) if 2 * len(joined) == len(groups) else None


def _sides(group: Group, present: Sequence[Row]) -> set[str]:
    return {present[number][side] for number in group for side in ("team_1", "team_2")}


def _later_rounds(
    on: Fixture, names: Sequence[str], by_round: Sequence[Sequence[Row]]
) -> tuple[LaterRound, ...] | None:
    rule = tie_rule(on.competition.id, on.season)
    date = max(row["first_date"] for row in by_round[0])
    rounds = []
    for name, ties in zip(names, by_round[1:], strict=True):
        legs = tie_format(on.competition.id, on.season, "final" if name == "Final" else "knockout", name).legs
        if legs is None:
            return None
        date = min((row["first_date"] for row in ties), default=date)
        away_goals, extra_time = bool(rule and rule.away_goals), rule is None or rule.extra_time
        rounds.append(LaterRound(name, legs, date, away_goals, extra_time, _hosts(on, name)))
    return tuple(rounds)


def _hosts(on: Fixture, round_name: str) -> frozenset[str]:
    return frozenset(
        row["team"]
        for row in read_table("hosts.csv")
        if (row["competition"], row["season"]) == (on.competition.id, on.season)
        and (not row["rounds"] or round_name in row["rounds"].split("|"))
    )
