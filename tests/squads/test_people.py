from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from pressbox.squads.people import Roster, same_person
from pressbox.squads.squad_list import reader_name, squad_list
from pressbox.views import Appearance, SquadMatch
from tests.squads.cards import match, news_record, record


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("De Roon M.", "Marten de Roon", True),
        ("Miranchuk Al.", "Aleksey Miranchuk", True),
        ("Miranchuk An.", "Aleksey Miranchuk", False),
        ("Alisson", "Alisson Ramses Becker", True),
        ("Silva B.", "Silva D.", False),
        ("Palomino J. L.", "José Luis Palomino", True),
        ("van", "Virgil van Dijk", False),
    ],
)
def test_two_spellings_of_one_player(one: str, other: str, same: bool):
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def roster(*sources: list[str]) -> Roster:
    found = Roster()
    for names in sources:
        found.add(names)
    return found


def test_a_long_name_is_the_nickname_that_begins_like_it():
    assert (
        roster(["Diogo Jota", "Luis Díaz"], ["Diogo Teixeira da Silva"]).own("Diogo Teixeira da Silva") == "Diogo Jota"
    )


def test_two_of_one_list_are_two_players():
    found = roster(["Trent Alexander-Arnold", "Trent Kone-Doherty", "Ben Doak"], ["Ben Davies", "Ben Doak"])
    assert len(found.players) == 4


def test_a_surname_that_two_bear_is_nobodys():
    found = roster(["Jacob Murphy", "Josh Murphy"])
    assert found.own("Murphy") is None
    assert found.find("murphy") == ["Jacob Murphy", "Josh Murphy"]


def test_an_initial_is_put_first_for_readers():
    assert reader_name("De Roon M.") == "M. De Roon"


def test_a_key_joins_a_full_name_to_the_one_that_readers_know():
    full = Appearance("194634", "Diogo Teixeira da Silva", "FW", 90, started=True, sent_off=False)
    played = SquadMatch("m", dt.date(2024, 4, 14), None, "eng-1", (full,))
    empty = news_record(record(match(1, over=False)), names=())
    squad = dataclasses.replace(empty.squad, matches=(played,))
    listed = dataclasses.replace(empty, squad=squad, names=(("Diogo Jota", "194634", "fpl"), ("Luis Díaz", "1", "fpl")))
    roster = squad_list(listed)
    assert roster.own("Diogo Teixeira da Silva") == "Diogo Jota"
    assert set(roster.players) == {"Diogo Jota", "Luis Díaz"}
