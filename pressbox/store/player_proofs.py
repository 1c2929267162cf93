"""Questions about players answered by plain SQL over the store: what was last said of them, when they played, cards."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from pressbox.views import Answer, PlayerQuestion, Proof

if TYPE_CHECKING:
    from pressbox.domain import AsOf
    from pressbox.store.database import Store

QUERIES = MappingProxyType(
    {
        "status": "proof_player_status",
        "last minutes": "proof_player_minutes",
        "last start": "proof_player_minutes",
        "bookings": "proof_player_cards",
        "dismissals": "proof_player_cards",
    }
)


def player_answers(store: Store, as_of: AsOf, every: Sequence[Proof]) -> dict[Proof, Answer]:
    """The answers to the questions that are about players, by one query a kind; None where nothing is on record."""
    questions = [question for question in every if isinstance(question, PlayerQuestion)]
    found: dict[Proof, Answer] = dict.fromkeys(questions)
    for query in dict.fromkeys(QUERIES[question.what] for question in questions):
        asked = [question for question in questions if QUERIES[question.what] == query]
        rows = [dataclasses.asdict(question) | {"number": number} for number, question in enumerate(asked)]
        for row in store.known_rows(query, as_of, {"asked": json.dumps(rows, default=str)}):
            found[asked[row["number"]]] = row["answer"]
    return found
