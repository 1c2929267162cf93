"""Goals, cards and shots counted again by SQL, from the tables and apart from what the dossier holds of them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pressbox.store.queries import sql
from pressbox.views import NOT_COMPETITIVE, NOT_COUNTED, Answer, EventQuestion, Proof, StatQuestion

if TYPE_CHECKING:
    from pressbox.domain import AsOf
    from pressbox.store.database import Store


def event_answers(store: Store, as_of: AsOf, questions: Iterable[Proof]) -> dict[Proof, Answer]:
    """The answers to those questions that are about events or what leagues count; ``proof_rows`` must be there."""
    every = list(questions)
    answers: dict[Proof, Answer] = {}
    if events := [question for question in every if isinstance(question, EventQuestion)]:
        not_counted = {"not_competitive": list(NOT_COMPETITIVE), "not_counted": list(NOT_COUNTED)}
        store.rows(sql("told_goals"), {})
        rows = store.rows(sql("proof_events"), {"asked": _numbered(events)} | not_counted)
        answers |= {question: row[question.count] for question, row in zip(events, rows, strict=True)}
    if stats := [question for question in every if isinstance(question, StatQuestion)]:
        parameters = {
            "asked": _numbered(stats),
            "competitions": sorted({question.competition for question in stats}),
            "seasons": sorted({question.season for question in stats}),
        }
        found = store.known_rows("proof_stats", as_of, parameters)
        answers |= {question: row[question.count] for question, row in zip(stats, found, strict=True)}
    return answers


def _numbered(questions: Sequence[EventQuestion | StatQuestion]) -> str:
    """The questions as JSON, each with its number."""
    rows = [{"number": number, **dataclasses.asdict(question)} for number, question in enumerate(questions)]
    return json.dumps(rows, default=str)
