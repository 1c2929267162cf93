from __future__ import annotations

import dataclasses
import json

import pytest

from pressbox.facts import mine
from pressbox.facts.ranking import news_values
from tests.stories import KINDS, league, second_leg

KEYS = [
    "id",
    "template",
    "subject",
    "statement",
    "value",
    "scope",
    "coverage",
    "evidence",
    "surprise",
    "robust",
    "score",
]
TEMPLATES = set(news_values())
"""Every template of the taxonomy that is mined has a line in ``news_value.csv``."""


@pytest.mark.parametrize("kind", KINDS)
def test_claims_have_the_keys_of_the_contract(kind: str):
    for claim in mine(KINDS[kind]()):
        document = claim.to_dict()
        assert list(document) == KEYS
        assert claim.template in TEMPLATES
        assert list(claim.scope.to_dict()) == ["competitions", "venue", "since", "until", "clock"]
        assert all(list(row.to_dict()) == ["match", "date", "home", "away", "score"] for row in claim.evidence)
        json.dumps(document)


@pytest.mark.parametrize("kind", KINDS)
def test_statements_are_sentences(kind: str):
    for claim in mine(KINDS[kind]()):
        assert claim.statement.endswith(".")
        assert not claim.statement.endswith("..")
        assert "  " not in claim.statement


def test_ids_are_unique_and_the_same_each_time():
    ids = [claim.id for claim in mine(second_leg())]
    assert len(set(ids)) == len(ids)
    assert ids == [claim.id for claim in mine(second_leg())]


def test_an_id_changes_with_the_value():
    claim = mine(league())[0]
    assert dataclasses.replace(claim, value=7).id != claim.id
