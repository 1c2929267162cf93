from __future__ import annotations

import dataclasses

from pressbox.facts.history import History
from pressbox.facts.proved import settle
from pressbox.facts.runs import mine_runs
from tests.facts.sides import about, league


def test_a_claim_is_told_only_where_every_answer_is_the_one_claimed():
    first, second, *_ = mine_runs(History.of_side(about(*league(["2-1", "1-1", "3-1", "0-1"])), "home"))
    answers = {question: claimed for claim in (first, second) for question, claimed in claim.proofs}
    assert settle((first, second), answers).claims == (first, second)
    answers[first.proofs[0][0]] = 7
    proved = settle((first, second), answers)
    assert (proved.claims, proved.withheld) == ((second,), (first,))
    assert proved.told() == (
        f"1 claim is withheld, because the store does not confirm them: {first.template} {first.id}."
    )


def test_a_claim_that_brings_no_proof_is_withheld():
    claim = dataclasses.replace(next(mine_runs(History.of_side(about(*league(["1-0"] * 4)), "home"))), proofs=())
    assert settle((claim,), {}).withheld == (claim,)
