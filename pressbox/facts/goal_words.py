"""Goals in words: minutes, scorers, and the match they were scored in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.scorers import People, press_name
from pressbox.facts.telling import result_noun

if TYPE_CHECKING:
    import datetime as dt

    from pressbox.views import CardEvent, GoalEvent, SideMatch

FULL_TIME = 90


def minute(event: GoalEvent | CardEvent) -> str:
    """When it was: "13", "90+3"."""
    return f"{event.minute}+{event.stoppage}" if event.stoppage else f"{event.minute}"


def when(event: GoalEvent | CardEvent) -> str:
    """When it was, in a sentence: "in the 67th minute", "in stoppage time"."""
    if event.minute is None:
        return ""
    if event.stoppage and event.minute == FULL_TIME:
        return "in stoppage time"
    if event.stoppage and event.minute == FULL_TIME // 2:
        return "in first-half stoppage time"
    return f"in the {words.ordinal(event.minute)} minute"


def scorers(goals: Sequence[GoalEvent], people: People) -> str | None:
    """Scorers of a side with their minutes: "Scamacca (38, 60) and Pašalić (83)"; None where one cannot be told."""
    told: dict[str, list[str]] = {}
    for goal in goals:
        name = _named(goal, people)
        if name is None or goal.minute is None:
            return None
        at = f"{minute(goal)} pen" if goal.penalty else minute(goal)
        told.setdefault(name, []).append(f"own goal, {at}" if goal.own_goal else at)
    return words.listed([f"{name} ({', '.join(minutes)})" for name, minutes in told.items()])


def _named(goal: GoalEvent, people: People) -> str | None:
    if goal.own_goal:
        return press_name(goal.player) if goal.player else None
    key = people.scorer(goal)
    return people.name(key) if key else None


def of_match(row: SideMatch, seen_from: dt.date) -> str:
    """The match with its day: "2-2 home draw with Hellas Verona on Monday 15 April"."""
    ending = " (after extra time)" if row.extra_time else ""
    if row.shoot_out is not None:
        ending = f" ({row.shoot_out} on penalties)"
    return f"{result_noun(row).split(' ', 1)[1]}{ending} on {words.day(row.date, seen_from)}"
