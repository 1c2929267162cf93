"""What SQL says of a fixture and of earlier meetings, against what is known of the worked example."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest

from pressbox.domain import AsOf
from pressbox.store.database import Store
from pressbox.store.proofs import Prover
from pressbox.views import Answer, FixtureQuestion, MeetingQuestion, Proof

HOME, AWAY = "ita-atalanta", "eng-liverpool"
ON = dt.date(2024, 4, 18)
AS_OF = AsOf(dt.datetime(2024, 4, 18, tzinfo=dt.UTC))


@pytest.fixture
def fixture(sample_store: Store) -> str:
    return next(one.id for one in sample_store.fixtures(ON) if one.home.id == HOME)


def answers(store: Store, as_of: AsOf, asked: Iterable[Proof]) -> dict[Proof, Answer]:
    return Prover(store, (HOME, AWAY), as_of).answers(asked)


def named(store: Store, match: object) -> tuple[str, str, str]:
    (row,) = store.rows("SELECT date, home, away FROM matches WHERE id = $id", {"id": match})
    return str(row["date"]), row["home"], row["away"]


def test_a_second_leg_is_known_with_its_first(sample_store: Store, fixture: str):
    asked = [FixtureQuestion(fixture, HOME, what) for what in ("phase", "leg", "scored so far", "conceded so far")]
    other = FixtureQuestion(fixture, AWAY, "other leg")
    found = answers(sample_store, AS_OF, [*asked, other])
    assert [found[question] for question in asked] == ["knockout", 2, 3, 0]
    assert named(sample_store, found[other]) == ("2024-04-11", AWAY, HOME)


def test_a_first_leg_that_is_not_over_has_no_goals(sample_store: Store, fixture: str):
    before = AsOf(dt.datetime(2024, 4, 11, tzinfo=dt.UTC))
    asked = FixtureQuestion(fixture, HOME, "scored so far")
    assert answers(sample_store, before, [asked]) == {asked: None}


def test_whom_a_side_put_out_before_is_told_with_the_goals(sample_store: Store, fixture: str):
    asked = [
        FixtureQuestion(fixture, HOME, what) for what in ("put out", "scored against them", "conceded against them")
    ]
    found = answers(sample_store, AS_OF, asked)
    assert [found[question] for question in asked] == ["por-sporting-lisbon", 3, 2]


@pytest.mark.shared_data
def test_away_matches_in_a_row_are_counted_from_this_one(shared_store: Store):
    fixture = next(one.id for one in shared_store.fixtures(ON) if one.home.id == HOME)
    asked = {side: FixtureQuestion(fixture, side, "away in a row") for side in (HOME, AWAY)}
    following = FixtureQuestion(fixture, AWAY, "next match")
    found = answers(shared_store, AS_OF, [*asked.values(), following])
    assert (found[asked[HOME]], found[asked[AWAY]]) == (0, 4)
    assert named(shared_store, found[following]) == ("2024-04-21", "eng-fulham", AWAY)


def test_meetings_are_counted_by_outcome_and_ground(sample_store: Store, fixture: str):
    asked = [MeetingQuestion(AWAY, HOME, what) for what in ("matches", "won", "drawn", "lost")]
    found = answers(sample_store, AS_OF, asked)
    assert [found[question] for question in asked] == [3, 1, 0, 2]
    visits = [MeetingQuestion(HOME, AWAY, what, at_home=True) for what in ("matches", "lost", "last")]
    told = answers(sample_store, AS_OF, visits)
    assert [told[question] for question in visits[:2]] == [1, 1]
    assert named(sample_store, told[visits[2]]) == ("2020-11-03", HOME, AWAY)


def test_a_meeting_can_be_left_out(sample_store: Store, fixture: str):
    last = MeetingQuestion(HOME, AWAY, "last")
    newest = answers(sample_store, AS_OF, [last])[last]
    before = MeetingQuestion(HOME, AWAY, "last", but=str(newest))
    assert named(sample_store, newest)[0] == "2024-04-11"
    assert named(sample_store, answers(sample_store, AS_OF, [before])[before])[0] == "2020-11-25"
