from __future__ import annotations

from typing import get_args

import pytest

from pressbox.store.player_proofs import QUERIES
from pressbox.store.proof_queries import _BY_KIND, query_text
from pressbox.views import PlayerQuestion, Proof


def test_every_kind_of_question_has_the_query_that_answers_it():
    assert {*_BY_KIND, PlayerQuestion} == set(get_args(Proof))


@pytest.mark.parametrize("name", sorted({*_BY_KIND.values(), *QUERIES.values()}))
def test_every_query_is_there_to_be_shown(name: str):
    assert query_text(name).startswith("-- ")
