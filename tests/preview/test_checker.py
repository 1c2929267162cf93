"""Previews read by a machine that shares nothing with the writer; and that it would notice what is wrong."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from pressbox.pipeline import Desk
from pressbox.store.database import Store
from tests.preview.checker import allow, faults_of, language_faults, skeleton

SAMPLE = (("Atalanta", "Liverpool", "2024-04-18"), ("Liverpool", "Crystal Palace", "2024-04-14"))
REAL = (
    ("Tottenham", "Arsenal", "2024-04-28"),
    ("Mainz", "Cologne", "2024-04-28"),
    ("Odd", "Viking", "2024-04-28"),
    ("Manchester City", "Manchester United", "2024-05-25"),
    ("Real Madrid", "Bayern Munich", "2024-05-08"),
    ("England", "Italy", "2021-07-11"),
    ("Chelsea", "Liverpool", "2005-02-27"),
    ("Milan", "Inter", "2007-03-11"),
)


@pytest.fixture(autouse=True)
def mentions() -> None:
    allow(["the Italian side", "the English side", "the German side", "the Spanish side", "Spurs", "Palace", "Union"])
    allow(["the Gunners", "Bayern", "City", "United", "Inter", "Milan", "Leverkusen"])


def document(store: Store, sides: tuple[str, str, str]) -> dict[str, Any]:
    desk = Desk(store)
    return desk.preview(desk.fixture(*sides)).to_dict()


@pytest.mark.parametrize("sides", SAMPLE, ids=" ".join)
def test_a_preview_of_the_sample_says_nothing_that_its_claims_do_not(
    sample_store: Store, sides: tuple[str, str, str]
) -> None:
    told = document(sample_store, sides)
    assert faults_of(told) == []
    assert language_faults(told) == []


@pytest.mark.shared_data
@pytest.mark.parametrize("sides", REAL, ids=" ".join)
def test_a_preview_of_real_data_says_nothing_that_its_claims_do_not(
    shared_store: Store, sides: tuple[str, str, str]
) -> None:
    told = document(shared_store, sides)
    assert faults_of(told) == []
    assert language_faults(told) == []


@pytest.mark.parametrize(
    ("put_in", "kind"),
    [
        ("Liverpool have won 417 matches.", "number"),
        ("Liverpool have won eight of them.", "number"),
        ("Liverpool met Grimsby Town.", "name"),
        ("Liverpool lost on 3 March 1987.", "date"),
    ],
)
def test_a_number_name_or_day_out_of_nowhere_is_noticed(sample_store: Store, put_in: str, kind: str) -> None:
    told = copy.deepcopy(document(sample_store, SAMPLE[0]))
    told["sections"][0]["paragraphs"][0]["sentences"][0]["text"] = put_in
    assert kind in {fault.kind for fault in faults_of(told)}


@pytest.mark.parametrize(
    ("put_in", "kind"),
    [
        ("This is a Arsenal win.", "article"),
        ("They have won 1 games and one matches.", "plural of one"),
        ("They have won it and it's fine.", "it's"),
        ("They won won.", "doubled word"),
        ("They have won", "capital and stop"),
    ],
)
def test_faults_of_grammar_are_noticed(sample_store: Store, put_in: str, kind: str) -> None:
    told = copy.deepcopy(document(sample_store, SAMPLE[0]))
    told["sections"][0]["paragraphs"][0]["sentences"][0]["text"] = put_in
    assert kind in {fault.kind for fault in language_faults(told)}


def test_a_skeleton_is_what_two_sentences_share() -> None:
    one = skeleton("Inter are fifth in Serie A with 51 points.", ["Inter", "Serie A"])
    assert one == skeleton("Ajax are sixth in Eredivisie with 48 points.", ["Ajax", "Eredivisie"])
