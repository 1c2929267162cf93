"""The competitions: what they are called, when their seasons turn, and which rules their ties and tables follow.

``competitions.csv`` is one row a competition through all its names; ``tie_rules.csv`` and ``league_rules.csv`` hold
what changes the winner of a tie or the order of a table. All three are data that anyone can extend.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import functools
import re
from importlib import resources
from typing import Literal

_NAME = re.compile(r"(.+) \((\S*)\.\.(\S*)\)")
_CONFEDERATIONS = {name: name.upper() for name in ("uefa", "afc", "caf", "concacaf", "conmebol", "ofc")} | {
    "cfu": "CONCACAF",
    "fairs": "UEFA",
}
_SEASON_TURNS = {"uefa-cl": (6, 15), "uefa-el": (6, 15), "uefa-conf": (6, 15)}
"""First day of a new season where it is not 1 July: UEFA's qualifying rounds begin in June."""


@dataclasses.dataclass(frozen=True)
class CompetitionSpec:
    """One competition of ``competitions.csv``.

    Attributes
    ----------
    calendar : tuple of (str, int)
        ``split`` (autumn to spring) or ``year``, each with the first calendar year it holds for, oldest first.
    names : tuple of (name, first season, last season)
        Former names; an empty season is open.
    aliases : tuple of str
        Names that are understood but never printed.
    """

    id: str
    name: str
    kind: str
    country: str | None
    tier: int | None
    international: bool
    national: bool
    calendar: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, str, str], ...]
    aliases: tuple[str, ...]

    @property
    def area(self) -> str | None:
        """Where its teams come from: a country, a confederation, or None for the world."""
        return self.country or _CONFEDERATIONS.get(self.id.split("-")[0])


@dataclasses.dataclass(frozen=True)
class TieRule:
    """How a tie is settled in a competition from one season to another."""

    competition: str
    first_season: str
    last_season: str
    away_goals: bool
    extra_time: bool
    final_legs: int


@dataclasses.dataclass(frozen=True)
class LeagueRule:
    """How a league table is made from one season to another."""

    competition: str
    first_season: str
    last_season: str
    win: int
    order: tuple[Literal["goal_difference", "goals_for", "head_to_head", "wins", "goal_average"], ...]


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("pressbox.store").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@functools.cache
def competitions() -> dict[str, CompetitionSpec]:
    """Every known competition by id."""
    return {row["id"]: _competition(row) for row in _rows("competitions.csv")}


def _competition(row: dict[str, str]) -> CompetitionSpec:
    return CompetitionSpec(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"] or None,
        tier=int(row["tier"]) if row["tier"] else None,
        international=row["international"] == "1",
        national=row["national"] == "1",
        calendar=tuple(_turn(part) for part in row["calendar"].split("; ")),
        names=tuple(_former_name(part) for part in row["names"].split("|") if part),
        aliases=tuple(part for part in row["aliases"].split("|") if part),
    )


def _turn(text: str) -> tuple[str, int]:
    mode, _, year = text.partition(" ")
    return mode, int(year or 0)


def _former_name(text: str) -> tuple[str, str, str]:
    found = _NAME.fullmatch(text)
    if found is None:
        raise ValueError(f"competitions.csv: {text!r} is not 'Name (first..last)'")
    return found[1], found[2], found[3]


def season_of(competition: str, date: dt.date) -> str:
    """Season that a date falls in, by the competition's calendar.

    Examples
    --------
    >>> season_of("ita-1", dt.date(2024, 4, 18)), season_of("nor-1", dt.date(2018, 4, 18))
    ('2023-24', '2018')
    """
    calendar = competitions()[competition].calendar
    mode = next(mode for mode, first in reversed(calendar) if date.year >= first)
    if mode == "year":
        return str(date.year)
    turn = _SEASON_TURNS.get(competition, (7, 1))
    first = date.year if (date.month, date.day) >= turn else date.year - 1
    return f"{first}-{(first + 1) % 100:02d}"


@functools.cache
def tie_rules() -> tuple[TieRule, ...]:
    """Rules of ties, the most particular first."""
    return tuple(
        TieRule(
            row["competition"],
            row["first_season"],
            row["last_season"] or "9999",
            row["away_goals"] == "1",
            row["extra_time"] == "1",
            int(row["final_legs"]),
        )
        for row in _rows("tie_rules.csv")
    )


def tie_rule(competition: str, season: str) -> TieRule | None:
    """The rule for a competition's season, or None where it is not known."""
    return next(
        (
            rule
            for rule in tie_rules()
            if rule.competition == competition and rule.first_season <= season <= rule.last_season
        ),
        None,
    )


@functools.cache
def league_rules() -> tuple[LeagueRule, ...]:
    """Rules of league tables."""
    return tuple(
        LeagueRule(
            row["competition"],
            row["first_season"],
            row["last_season"] or "9999",
            int(row["win"]),
            tuple(row["order"].split("|")),  # type: ignore[arg-type]
        )
        for row in _rows("league_rules.csv")
    )


_DEFAULT_ORDER: tuple[Literal["goal_difference", "goals_for"], ...] = ("goal_difference", "goals_for")


def league_rule(competition: str, season: str) -> LeagueRule:
    """The rule for a league's season; the present world-wide one where no other is on file.

    Three points for a win became the rule of the game for 1995-96; before that, two, unless the file says otherwise.
    """
    for rule in league_rules():
        if rule.competition == competition and rule.first_season <= season <= rule.last_season:
            return rule
    return LeagueRule(competition, season, season, 3 if season >= "1995" else 2, _DEFAULT_ORDER)


@dataclasses.dataclass(frozen=True)
class Deduction:
    """Points taken from (or, negative, given back to) a club on a day."""

    competition: str
    season: str
    team: str
    date: dt.date
    points: int


@functools.cache
def deductions() -> tuple[Deduction, ...]:
    """Points deducted in leagues, as on file."""
    return tuple(
        Deduction(
            row["competition"], row["season"], row["team"], dt.date.fromisoformat(row["date"]), int(row["points"])
        )
        for row in _rows("deductions.csv")
    )
