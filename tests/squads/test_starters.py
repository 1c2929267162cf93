from __future__ import annotations

import dataclasses

from pressbox.squads.starters import starters
from pressbox.views import SquadMatch
from tests.squads.records import ELEVEN, played

FULL = dict.fromkeys(ELEVEN, 90)


def told(match: SquadMatch, names: set[str]) -> SquadMatch:
    appearances = tuple(dataclasses.replace(one, started=one.key in names) for one in match.appearances)
    return dataclasses.replace(match, appearances=appearances)


def test_what_the_source_says_is_taken_as_it_is():
    match = told(played(3, {**FULL, "Kim": 10, "Sub": 80}, {"Sub": "FW"}), set(ELEVEN))
    assert starters(match) == set(ELEVEN)


def test_without_a_word_on_starts_who_played_longest_started():
    assert starters(played(3, {**FULL, "Kim": 60, "Sub": 30}, {"Sub": "FW"})) == set(ELEVEN)


def test_one_goalkeeper_starts_however_long_a_second_played():
    """The starter goes off after 50 minutes; a defender was on for only 20."""
    match = played(3, {**FULL, "Ada": 50, "Keeper": 40, "Ben": 20}, {"Keeper": "GK"})
    assert starters(match) == set(ELEVEN)


def test_who_is_on_record_as_having_come_on_did_not_start():
    match = played(3, {**FULL, "Kim": 20, "Sub Tomiyasu": 70}, {"Sub Tomiyasu": "FW"})
    assert "Kim" not in starters(match)
    assert starters(dataclasses.replace(match, came_on=(("Tomiyasu S.", 20),))) == set(ELEVEN)


def test_a_player_sent_off_early_started():
    match = played(3, {**FULL, "Kim": 30, "Sub": 55}, {"Sub": "FW"})
    sent_off = tuple(dataclasses.replace(one, sent_off=one.key == "Kim") for one in match.appearances)
    assert starters(dataclasses.replace(match, appearances=sent_off)) == set(ELEVEN)


def test_of_a_match_with_ten_players_on_record_ten_started():
    assert starters(played(3, dict.fromkeys(ELEVEN[:10], 90))) == set(ELEVEN[:10])
