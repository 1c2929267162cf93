"""Questions about a fixture and about the meetings of its two teams, answered by SQL over the matches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pressbox.views import Answer, FixtureQuestion, MeetingQuestion, Proof

if TYPE_CHECKING:
    from pressbox.domain import AsOf
    from pressbox.store.database import Store


def fixture_answers(store: Store, as_of: AsOf, questions: Iterable[Proof]) -> dict[Proof, Answer]:
    """The answers to those of some questions that are about fixtures or meetings."""
    every = list(questions)
    fixtures = [question for question in every if isinstance(question, FixtureQuestion)]
    meetings = [question for question in every if isinstance(question, MeetingQuestion)]
    return _of_fixtures(store, as_of, fixtures) | _of_meetings(store, as_of, meetings)


def _of_fixtures(store: Store, as_of: AsOf, asked: Sequence[FixtureQuestion]) -> dict[Proof, Answer]:
    pairs = {(question.fixture, question.team): number for number, question in enumerate(asked)}
    if not pairs:
        return {}
    numbered = [{"number": number, "fixture": pair[0], "team": pair[1]} for pair, number in pairs.items()]
    rows = {row["number"]: row for row in store.known_rows("proof_fixtures", as_of, {"asked": json.dumps(numbered)})}
    return {question: rows[pairs[question.fixture, question.team]][question.what] for question in asked}


def _of_meetings(store: Store, as_of: AsOf, asked: Sequence[MeetingQuestion]) -> dict[Proof, Answer]:
    found: dict[Proof, Answer] = {}
    among = {(question.team, question.other, question.at_home, question.but) for question in asked}
    rows = {
        key: store.known_rows("proof_meetings", as_of, dict(zip(("team", "other", "at_home", "but"), key, strict=True)))
        for key in among
    }
    for question in asked:
        found[question] = rows[question.team, question.other, question.at_home, question.but][0][question.what]
    return found
