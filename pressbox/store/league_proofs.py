"""Questions about league tables, answered by SQL over the matches of the season: apart from ``store/tables.py``.

The rules of a league and the points taken from its clubs are data that both computations read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pressbox.store.competitions import deductions, league_rule
from pressbox.store.season_shape import cut_short, to_be_played
from pressbox.store.seasons import league_format
from pressbox.views import Answer, Proof, TableQuestion

if TYPE_CHECKING:
    from pressbox.domain import AsOf
    from pressbox.store.database import Store

Line = Mapping[str, Any]


def league_answers(store: Store, as_of: AsOf, questions: Iterable[Proof]) -> dict[Proof, Answer]:
    """The answers to those of some questions that are about a league table, by one query, as planning takes longest.

    Raises
    ------
    KeyError
        If a season has no such number.
    """
    asked = [question for question in questions if isinstance(question, TableQuestion)]
    if not asked:
        return {}
    seasons = {_season(question): question for question in asked}
    numbers = {season: number for number, season in enumerate(seasons)}
    rows = [season_parameters(numbers[season], question, as_of) for season, question in seasons.items()]
    lines: dict[int, dict[str, Line]] = {number: {} for number in numbers.values()}
    for line in store.known_rows("proof_league", as_of, {"asked": json.dumps(rows)}):
        lines[line["number"]][line["team"]] = line
    return {question: _answer(lines[numbers[_season(question)]], question) for question in asked}


def _season(question: TableQuestion) -> tuple[Any, ...]:
    return question.competition, question.season, question.supposed


def season_parameters(number: int, question: TableQuestion, as_of: AsOf) -> dict[str, Any]:
    """A season with its rules, as ``proof_league.sql`` asks for it."""
    rule = league_rule(question.competition, question.season)
    form = league_format(question.competition, question.season)
    cut = cut_short(question.competition, question.season, as_of.local_date)
    order = [["mutual_points", "mutual_difference"] if name == "head_to_head" else [name] for name in rule.order]
    result = ("home", "away", "home_goals", "away_goals")
    return {
        "number": number,
        "competition": question.competition,
        "season": question.season,
        "win": rule.win,
        "ordered_by": [name for names in order for name in names],
        "double": form is not None and form.meetings == 2,
        "resumes": to_be_played(question.competition, question.season, as_of.local_date),
        "per_match": cut is not None and cut.per_match,
        "rounds": form.meetings if form else 0,
        "split_top": form.split_top if form else 0,
        "taken": [
            {"team": item.team, "points": item.points}
            for item in deductions()
            if (item.competition, item.season) == (question.competition, question.season)
            and item.date < as_of.local_date
        ],
        "supposed": [dict(zip(result, question.supposed, strict=True))] if question.supposed else [],
    }


def _answer(lines: Mapping[str, Line], question: TableQuestion) -> Answer:
    own = lines.get(question.team)
    if own is None:
        return None
    if question.what in ("left", "left between"):
        to_meet: list[str] = own["to_meet"] or []
        return len(to_meet) if question.what == "left" else to_meet.count(question.other or "")
    what = question.what.replace(" ", "_")
    numbers = {team: int(line[what]) for team, line in lines.items()}
    value = numbers[question.team]
    if question.count == "sides with more":
        return sum(number > value for number in numbers.values())
    if question.count == "sides with fewer":
        return sum(number < value for number in numbers.values())
    return value
