from __future__ import annotations

import dataclasses
import datetime as dt

from pressbox.facts.claim import Claim, Coverage, Evidence, Scope
from pressbox.publish.evidence_view import DEPTHS, asked_of, evidence_of, queries_of, scope_of
from pressbox.views import Question, Selection, TitleQuestion

MOST_ROWS = DEPTHS[0][0]
ROWS = tuple(
    Evidence(f"m{day}", dt.date(2024, 1, day), "Arsenal", "Fulham", f"{day}-0") for day in range(1, MOST_ROWS + 4)
)
RUN = Question("run", "eng-arsenal", "won", among=Selection(venues=("home",), until=dt.date(2024, 4, 17)))
CLAIM = Claim(
    "RUN_ACTIVE", "won", "Arsenal", "home", "Arsenal have won 15.", "have won 15", 15,
    Scope("all", "home", dt.date(2024, 1, 1), dt.date(2024, 1, 15)), Coverage(None, None, 15, "since 1990"),
    ROWS, proofs=((RUN, 15),),
)  # fmt: skip


def test_scope_is_told_in_words():
    assert scope_of(CLAIM) == "all competitions; at home; 1 January 2024 to 15 January 2024; looked for in: since 1990"


def test_the_newest_matches_are_shown_and_the_rest_counted():
    shown = evidence_of([CLAIM], lambda _: None, {CLAIM.id})[0]
    assert len(shown.matches) == MOST_ROWS
    assert shown.matches[0].date == "15 January 2024"
    assert shown.more == "and 3 earlier; the JSON document has all 15"


def test_many_claims_show_fewer_matches_each_so_that_a_page_stays_small():
    many = [dataclasses.replace(CLAIM, value=number) for number in range(60)]
    shown = evidence_of(many, lambda _: None, ())
    assert {len(one.matches) for one in shown} == {3}
    assert shown[0].more == "and 12 earlier; the JSON document has all 15"


def test_a_match_that_has_a_page_is_linked():
    shown = evidence_of([CLAIM], lambda row: f"{row.match}.html" if row.match == "m15" else None, ())[0]
    assert [match.href for match in shown.matches[:2]] == ["m15.html", None]
    assert not shown.cited


def test_a_question_is_told_without_what_it_does_not_ask_for():
    asked = asked_of(RUN, 15)
    assert asked.question == "aggregate: run; team: eng-arsenal; what: won; venues: home; until: 2024-04-17; clock: 120"
    assert (asked.query, asked.answer) == ("proof_answers", "15")
    assert asked_of(RUN, None).answer == "nothing"


def test_the_sql_of_every_query_is_shown_once():
    twice = dataclasses.replace(CLAIM, proofs=((RUN, 15), (TitleQuestion("eng-fa-cup", "eng-arsenal"), 14)))
    queries = queries_of([CLAIM, twice])
    assert [query.name for query in queries] == ["proof_answers", "proof_titles"]
    assert all("SELECT" in query.text for query in queries)
