"""Counts over the last matches: which windows are told, and how."""

from __future__ import annotations

import pytest

from pressbox.facts.history import History
from pressbox.facts.windows import mine_contrast, mine_windows
from tests.facts.sides import about, league


def told(scores: list[str]) -> dict[str, str]:
    history = History.of_side(about(*league(scores)), "home")
    return {claim.kind: claim.statement for claim in mine_windows(history) if claim.scope.venue == "any"}


def test_few_wins_are_told_over_the_widest_window():
    found = told(["0-1", "1-1", "2-0", "0-0", "0-1", "1-1", "0-0", "2-0", *["1-0"] * 12])
    assert found["few won"] == "Liverpool have won only one of their last seven matches in the Premier League."


def test_many_wins_are_told_over_the_narrowest_window():
    found = told(["1-0", "2-0", "0-0", "3-0", "1-0", "2-0", *["0-1"] * 14])
    assert found["many won"] == "Liverpool have won five of their last six matches in the Premier League."


def test_a_side_that_rarely_fails_to_score_is_said_to_score():
    found = told(["1-1", "1-2", "0-1", "1-1", "2-2", "1-3", "1-1", "1-2", *["0-1"] * 12])
    assert found["many scored"] == "Liverpool have scored in seven of their last eight matches in the Premier League."
    assert "few not scored" not in found


def test_a_count_that_is_neither_many_nor_few_is_not_told():
    assert "few won" not in told(["1-0", "0-1"] * 12)


@pytest.mark.parametrize(("won", "before", "told"), [(3, 14, True), (3, 9, False)])
def test_as_many_as_in_the_many_before(won: int, before: int, told: bool):
    scores = ["1-0"] * won + ["0-0"] * (before - 3) + ["1-0"] * 3 + ["0-0", "1-0"]
    claims = list(mine_contrast(History.of_side(about(*league(scores)), "home")))
    assert bool([claim for claim in claims if claim.kind == "won"]) is told
