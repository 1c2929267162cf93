from __future__ import annotations

import datetime as dt
import itertools
import re

import pytest

from pressbox.countries import countries
from pressbox.store.competitions import (
    competitions,
    deductions,
    league_rule,
    league_rules,
    season_of,
    tie_rule,
    tie_rules,
)
from pressbox.store.names import name_key

SEASON = re.compile(r"\d{4}(-\d{2})?")


def test_ids_are_plain_and_sorted_nowhere_twice():
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", spec) for spec in competitions())


def test_kinds_are_those_of_the_domain():
    assert {spec.kind for spec in competitions().values()} <= {"league", "cup", "super-cup", "friendly", "tournament"}


def test_domestic_competitions_name_a_country_and_international_ones_none():
    for spec in competitions().values():
        if spec.international:
            assert spec.country is None, spec.id
        else:
            assert spec.country in countries(), spec.id


def test_league_ids_are_made_of_country_and_tier():
    for spec in competitions().values():
        found = re.fullmatch(r"([a-z]{3})-(\d)", spec.id)
        if found and spec.kind == "league":
            assert (spec.country, spec.tier) == (found[1].upper(), int(found[2])), spec.id


def test_no_present_name_is_that_of_two_competitions_of_one_country():
    """A former name may be: England's second tier was the First Division from 1992 to 2004."""
    owners: dict[tuple[str | None, bool, str], set[str]] = {}
    for spec in competitions().values():
        for name in (spec.name, *spec.aliases):
            owners.setdefault((spec.country, spec.national, name_key(name)), set()).add(spec.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize(
    ("competition", "date", "season"),
    [
        ("eng-1", "2024-04-18", "2023-24"),
        ("eng-1", "2023-08-11", "2023-24"),
        ("ita-1", "2000-01-06", "1999-00"),
        ("nor-1", "2018-04-18", "2018"),
        ("usa-1", "2023-12-09", "2023"),
        ("uefa-cl", "2019-06-25", "2019-20"),
        ("uefa-cl", "2019-06-01", "2018-19"),
        ("eng-1", "2020-07-26", "2020-21"),
    ],
)
def test_a_season_follows_from_the_date_and_the_calendar(competition: str, date: str, season: str):
    """A date of July is the next season's: where a season ran late (2020), the files say so themselves."""
    assert season_of(competition, dt.date.fromisoformat(date)) == season


@pytest.mark.parametrize(
    ("competition", "season", "away_goals", "extra_time"),
    [
        ("uefa-el", "2020-21", True, True),
        ("uefa-el", "2021-22", False, True),
        ("uefa-cl", "1966-67", False, False),
        ("uefa-cl", "1967-68", True, True),
        ("eng-league-cup", "2017-18", False, True),
        ("eng-league-cup", "2018-19", False, False),
    ],
)
def test_rules_of_ties_change_with_the_seasons(competition: str, season: str, away_goals: bool, extra_time: bool):
    rule = tie_rule(competition, season)
    assert rule is not None
    assert (rule.away_goals, rule.extra_time) == (away_goals, extra_time)


def test_a_competition_without_a_rule_has_none():
    assert tie_rule("own-cup-of-the-village", "2023-24") is None


def test_a_league_without_a_rule_of_its_own_has_that_of_the_game():
    assert (league_rule("isl-1", "2023-24").win, league_rule("isl-1", "1980-81").win) == (3, 2)
    assert league_rule("isl-1", "2023-24").order == ("goal_difference", "goals_for")


def test_rules_are_of_known_competitions_and_the_particular_ones_stand_first():
    """The first that fits a season holds, so one that holds for fewer seasons must not stand behind."""
    for rules in (tie_rules(), league_rules()):
        for rule in rules:
            assert rule.competition in competitions(), rule
            assert SEASON.fullmatch(rule.first_season) or rule.first_season == "1955-58", rule
            assert rule.first_season <= rule.last_season, rule
        for earlier, later in itertools.combinations(rules, 2):
            if earlier.competition == later.competition:
                assert not earlier.first_season <= later.first_season <= later.last_season <= earlier.last_season


def test_deductions_are_of_known_competitions():
    assert {item.competition for item in deductions()} <= set(competitions())
    assert all(SEASON.fullmatch(item.season) for item in deductions())
