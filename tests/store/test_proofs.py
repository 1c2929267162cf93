"""The answers in SQL and those in Python, over the sample: the same, question by question."""

from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from pressbox.domain import AsOf
from pressbox.facts.answers import answer
from pressbox.facts.predicates import MEASURES, PREDICATES
from pressbox.store.database import Store
from pressbox.store.proofs import Prover
from pressbox.views import Aggregate, Question, Selection

AS_OF = AsOf(dt.datetime(2024, 4, 18, tzinfo=dt.UTC))
SELECTIONS = {
    "all": Selection(),
    "league at home": Selection(competitions=("eng-1", "ita-1"), venues=("home",)),
    "away, Wembley too": Selection(venues=("away", "neutral")),
    "last 10 after 90 minutes": Selection(last=10, clock="90"),
    "a season": Selection(season="2023-24"),
    "between two days": Selection(since=dt.date(2023, 10, 1), until=dt.date(2024, 3, 1)),
    "against Italians": Selection(opponent_country="ITA"),
    "in cups": Selection(phases=("knockout", "final")),
    "nothing": Selection(season="1890-91"),
}
TEAMS = ("eng-liverpool", "ita-atalanta")


def asked(among: Selection) -> list[Question]:
    whats = [(name, threshold) for name in PREDICATES for threshold in (0, 2)]
    of_properties = [agg for agg in get_args(Aggregate) if agg not in ("sum", "most", "matches")]
    return [
        *(Question(agg, team, what, n, among) for agg in of_properties for team in TEAMS for what, n in whats),
        *(Question(agg, team, what, 0, among) for agg in ("sum", "most") for team in TEAMS for what in MEASURES),
        *(Question("matches", team, "", 0, among) for team in TEAMS),
    ]


@pytest.mark.parametrize("name", SELECTIONS)
def test_sql_and_python_agree(sample_store: Store, name: str):
    rows = {team: sample_store.side_matches(team, AS_OF) for team in TEAMS}
    assert all(len(found) > 20 for found in rows.values())
    found = Prover(sample_store, TEAMS, AS_OF).answers(asked(SELECTIONS[name]))
    assert found == {question: answer(question, rows[question.team]) for question in found}
    assert name == "nothing" or len(set(found.values())) > 10


def test_one_question_has_the_answer_that_it_has_among_others(sample_store: Store):
    prover = Prover(sample_store, TEAMS, AS_OF)
    questions = asked(Selection())[:5]
    assert [prover.answer(question) for question in questions] == list(prover.answers(questions).values())


def test_a_property_that_sql_does_not_know_is_refused(sample_store: Store):
    with pytest.raises(KeyError, match="glorious"):
        Prover(sample_store, TEAMS, AS_OF).answer(Question("count", TEAMS[0], "glorious"))
