"""Questions answered by plain SQL over the store: the second, independent computation of every claim.

Nothing here is shared with ``pressbox.facts`` but the form of the question: the properties are written again as SQL,
and the matches are copied for it from ``matches`` as they are.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pressbox.store.event_proofs import event_answers
from pressbox.store.fixture_proofs import fixture_answers
from pressbox.store.league_proofs import league_answers
from pressbox.store.player_proofs import player_answers
from pressbox.store.queries import sql
from pressbox.store.stage_proofs import stage_answers
from pressbox.views import (
    NOT_COMPETITIVE,
    NOT_COUNTED,
    Answer,
    Proof,
    Question,
    TieQuestion,
    TitleQuestion,
    VisitorsQuestion,
)

if TYPE_CHECKING:
    from pressbox.domain import AsOf
    from pressbox.store.database import Store

PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "": "TRUE",
        "won": "f > a",
        "drawn": "f = a",
        "lost": "f < a",
        "unbeaten": "NOT f < a",
        "winless": "NOT f > a",
        "scored": "NOT awarded AND f >= 1",
        "not scored": "NOT awarded AND f = 0",
        "clean sheet": "NOT awarded AND a = 0",
        "conceded": "NOT awarded AND a >= 1",
        "both scored": "NOT awarded AND least(f, a) >= 1",
        "goals over": "NOT awarded AND f + a > threshold",
        "goals at most": "NOT awarded AND f + a <= threshold",
        "scored at least": "NOT awarded AND f >= threshold",
        "conceded at least": "NOT awarded AND a >= threshold",
        "won by at least": "NOT awarded AND f >= a + threshold",
        "lost by at least": "NOT awarded AND a >= f + threshold",
        "won to nil": "NOT awarded AND f > 0 AND a = 0",
        "lost without scoring": "NOT awarded AND a > 0 AND f = 0",
    }
)

MEASURES: Mapping[str, str] = MappingProxyType(
    {
        "goals for": "f",
        "goals against": "a",
        "goals": "f + a",
        "winning margin": "f - a",
        "losing margin": "a - f",
        "points": "CASE sign(f - a) WHEN 1 THEN 3 WHEN 0 THEN 1 ELSE 0 END",
    }
)

_NUMBERS: Mapping[str, int] = MappingProxyType({name: n for n, name in enumerate((*PROPERTIES, *MEASURES))})


class Prover:
    """Answers questions about teams as of a moment.

    Parameters
    ----------
    store : Store
    teams : sequence of str
        Ids of the teams that will be asked about.
    as_of : AsOf
    """

    def __init__(self, store: Store, teams: Sequence[str], as_of: AsOf) -> None:
        self._store = store
        self._as_of = as_of
        store.gather(teams)
        store.run("proof_rows", as_of, {"teams": list(teams)})

    def answer(self, question: Question) -> Answer:
        """The answer, reckoned by SQL.

        Raises
        ------
        KeyError
            If SQL does not know the property or the measure.
        """
        return self.answers([question])[question]

    def answers(self, questions: Iterable[Proof]) -> dict[Proof, Answer]:
        """The answers to many questions; those about one side's matches by one query, as planning it takes longest.

        Raises
        ------
        KeyError
            If SQL does not know a property or a measure.
        """
        every = list(dict.fromkeys(questions))
        asked = [question for question in every if isinstance(question, Question)]
        others = self._others(every)
        others |= player_answers(self._store, self._as_of, every)
        others |= league_answers(self._store, self._as_of, every)
        others |= stage_answers(self._store, self._as_of, every)
        others |= event_answers(self._store, self._as_of, every)
        others |= fixture_answers(self._store, self._as_of, every)
        query = sql("proof_answers").replace("/* property */", _case({**PROPERTIES, **dict.fromkeys(MEASURES, "TRUE")}))
        query = query.replace("/* measure */", _case(MEASURES))
        parameters = {
            "asked": json.dumps([_row(number, question) for number, question in enumerate(asked)], default=str),
            "not_competitive": list(NOT_COMPETITIVE),
            "not_counted": list(NOT_COUNTED),
        }
        rows = self._store.rows(query, parameters) if asked else []
        return others | {question: row[question.aggregate] for question, row in zip(asked, rows, strict=True)}

    def _others(self, every: Sequence[Proof]) -> dict[Proof, Answer]:
        """The answers to the questions about ties, finals and visitors, by a query a kind."""
        found: dict[Proof, Answer] = {}
        for kind, (name, answer) in _OTHERS.items():
            asked = [question for question in every if type(question) is kind]
            rows = [dataclasses.asdict(question) | {"number": number} for number, question in enumerate(asked)]
            for row in self._store.known_rows(name, self._as_of, {"asked": json.dumps(rows)}) if asked else ():
                question = asked[row["number"]]
                found[question] = row[question.count if isinstance(question, TieQuestion) else answer]
        return found


_OTHERS: Mapping[type, tuple[str, str]] = MappingProxyType(
    {
        TieQuestion: ("proof_ties", ""),
        TitleQuestion: ("proof_titles", "titles"),
        VisitorsQuestion: ("proof_visitors", "visitors"),
    }
)
"""Query of each other kind of question, and the column of its answer."""


def _case(expressions: Mapping[str, str]) -> str:
    # By number, as a name would be compared with every other name for every match of every question.
    whens = " ".join(f"WHEN {_NUMBERS[name]} THEN {expression}" for name, expression in expressions.items())
    return f"CASE what {whens} END"


def _row(number: int, question: Question) -> dict[str, Any]:
    asked = {"number": number, "team": question.team, "what": _NUMBERS[question.what], "threshold": question.threshold}
    return asked | dataclasses.asdict(question.among)
