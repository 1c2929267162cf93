"""League tables as of a moment: points and order by the rules of the season, deductions by their day.

The upper part of a league that has split stays above the lower one; a season that was cut short may end by points per
match.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pressbox.domain import AsOf, Competition, Table, TableRow, Team
from pressbox.store.competitions import LeagueRule, deductions, league_rule
from pressbox.store.season_shape import cut_short
from pressbox.store.seasons import league_format


@dataclasses.dataclass
class _Record:
    """A club's results so far."""

    won: int = 0
    drawn: int = 0
    lost: int = 0
    goals_for: int = 0
    goals_against: int = 0

    def add(self, scored: int, conceded: int) -> None:
        self.won += scored > conceded
        self.drawn += scored == conceded
        self.lost += scored < conceded
        self.goals_for += scored
        self.goals_against += conceded

    @property
    def played(self) -> int:
        return self.won + self.drawn + self.lost

    @property
    def difference(self) -> int:
        return self.goals_for - self.goals_against


def league_table(
    competition: Competition,
    season: str,
    as_of: AsOf,
    teams: Sequence[Team],
    results: Iterable[Mapping[str, Any]],
    whole: bool = True,
) -> Table:
    """Table of a league season from its results.

    Parameters
    ----------
    teams : sequence of Team
        Every club of the season, those without a match included.
    results : iterable of mapping
        ``home``, ``away`` (team ids), ``home_goals``, ``away_goals``; all known at ``as_of``, oldest first.
    whole : bool
        Whether the season is known to be whole, or is the last on record.
    """
    played = list(results)
    rule = league_rule(competition.id, season)
    records = _records([team.id for team in teams], played)
    deducted = _deducted(competition.id, season, as_of)
    points = {team: rule.win * r.won + r.drawn - deducted.get(team, 0) for team, r in records.items()}
    order = _ordered(records, points, rule, played)
    cut = cut_short(competition.id, season, as_of.local_date)
    if cut and cut.per_match:
        order.sort(key=lambda team: -points[team] / max(1, records[team].played))
    else:
        lower = _lower_part(competition.id, season, records, deducted, played)
        order.sort(key=lambda team: team in lower)
    by_id = {team.id: team for team in teams}
    rows = [
        _row(place, by_id[team], records[team], points[team], deducted.get(team, 0))
        for place, team in enumerate(order, start=1)
    ]
    return Table(competition, season, str(as_of), tuple(rows), complete=whole and _even(records))


_POSTPONED = 6
"""Matches that a club can be behind the others by postponements; more means that results are missing."""


def _even(records: Mapping[str, _Record]) -> bool:
    played = [record.played for record in records.values()]
    return max(played) - min(played) <= _POSTPONED


def _row(place: int, team: Team, record: _Record, points: int, deducted: int) -> TableRow:
    return TableRow(
        place,
        team,
        record.played,
        record.won,
        record.drawn,
        record.lost,
        record.goals_for,
        record.goals_against,
        points,
        deducted,
    )


def _records(teams: Iterable[str], results: Iterable[Mapping[str, Any]]) -> dict[str, _Record]:
    records = {team: _Record() for team in teams}
    for result in results:
        records[result["home"]].add(result["home_goals"], result["away_goals"])
        records[result["away"]].add(result["away_goals"], result["home_goals"])
    return records


def _deducted(competition: str, season: str, as_of: AsOf) -> dict[str, int]:
    """Points taken by the moment; a ruling is known from the day after it."""
    taken: dict[str, int] = {}
    for item in deductions():
        if (item.competition, item.season) == (competition, season) and item.date < as_of.local_date:
            taken[item.team] = taken.get(item.team, 0) + item.points
    return taken


def _lower_part(
    competition: str,
    season: str,
    records: Mapping[str, _Record],
    deducted: Mapping[str, int],
    results: Sequence[Mapping[str, Any]],
) -> set[str]:
    """Clubs of the lower part once a league has split, by the table at the split; none before it."""
    form = league_format(competition, season)
    if form is None or not form.split_top:
        return set()
    before = form.meetings * len(records) * (len(records) - 1) // 2
    if len(results) <= before:
        return set()
    rule, first = league_rule(competition, season), results[:before]
    then = _records(records, first)
    points = {team: rule.win * r.won + r.drawn - deducted.get(team, 0) for team, r in then.items()}
    return set(_ordered(then, points, rule, first)[form.split_top :])


def _ordered(
    records: Mapping[str, _Record], points: Mapping[str, int], rule: LeagueRule, results: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Team ids, best first."""
    level: dict[int, list[str]] = {}
    for team in records:
        level.setdefault(points[team], []).append(team)
    keys: dict[str, tuple[float, ...]] = {}
    for group in level.values():
        mutual = _mutual(group, rule, results)
        for team in group:
            keys[team] = _sort_key(records[team], mutual.get(team, (0, 0)), rule)
    return sorted(records, key=lambda team: (-points[team], *keys[team], team))


def _mutual(group: Sequence[str], rule: LeagueRule, results: Sequence[Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
    """Points and goal difference in the matches between clubs level on points, once they have all been played.

    Until then (each pair home and away) a head-to-head league orders by goal difference, as its published tables do.
    """
    if "head_to_head" not in rule.order or len(group) < 2:
        return {}
    among = set(group)
    between = [result for result in results if result["home"] in among and result["away"] in among]
    if len(between) < len(group) * (len(group) - 1):
        return {}
    records = _records(group, between)
    return {team: (rule.win * record.won + record.drawn, record.difference) for team, record in records.items()}


def _sort_key(record: _Record, mutual: tuple[int, int], rule: LeagueRule) -> tuple[float, ...]:
    values: dict[str, tuple[float, ...]] = {
        "head_to_head": mutual,
        "goal_difference": (record.difference,),
        "goals_for": (record.goals_for,),
        "wins": (record.won,),
        "goal_average": (record.goals_for / record.goals_against if record.goals_against else float(record.goals_for),),
    }
    return tuple(-value for name in rule.order for value in values[name])
