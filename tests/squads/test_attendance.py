"""Who played: from line-ups, or from minutes where there is none."""

from __future__ import annotations

import datetime as dt

from pressbox.squads.attendance import attendance
from pressbox.store.database import Store
from pressbox.views import Appearance, Played, SquadMatch

ELEVEN = tuple(f"{letter}. Player{letter}" for letter in "ABCDEFGHIJK")


def played(eleven: tuple[str, ...] = (), listed: tuple[Appearance, ...] = ()) -> Played:
    return Played(eleven, SquadMatch("m", dt.date(2024, 4, 14), None, "eng-1", listed))


def test_without_a_line_up_nothing_is_said_of_anybody():
    found = attendance(played())
    assert not found.known
    assert found.part("A. PlayerA") is None


def test_ten_names_are_no_eleven():
    assert not attendance(played(ELEVEN[:10])).known


def test_a_line_up_alone_tells_who_started_and_not_who_came_on():
    found = attendance(played(ELEVEN))
    assert (found.part("Anton Playera"), found.part("Xaver Other")) == ("started", "did not start")


def test_minutes_tell_who_came_on_and_who_did_not_play():
    listed = [Appearance(name, name, "MF", 90, True, False) for name in ELEVEN]
    listed += [Appearance("Sub", "Sub", "MF", 5, False, False), Appearance("Bench", "Bench", "MF", 0, False, False)]
    found = attendance(played(listed=tuple(listed)))
    assert [found.part(name) for name in ("Sub", "Bench", ELEVEN[3])] == ["came on", "did not play", "started"]


def test_one_who_started_is_counted_once_though_two_predicted_names_fit_him():
    right, wrong, _ = attendance(played(("Silva", *ELEVEN[1:]))).right(["Bernardo Silva", "Thiago Silva"])
    assert (right, wrong) == (("Bernardo Silva",), ("Thiago Silva",))


def test_liverpool_against_crystal_palace_on_14_april_2024(shared_store: Store):
    (after,) = shared_store.aftermaths(["eng-1.2023-24.eng-liverpool.eng-crystal-palace"]).values()
    found = attendance(after.played["home"])
    back = ["Alisson", "Conor Bradley", "Ibrahima Konaté", "Virgil van Dijk", "Andrew Robertson"]
    front = ["Wataru Endo", "Alexis Mac Allister", "Curtis Jones", "Luis Díaz", "Darwin Núñez", "Mohamed Salah"]
    assert [found.part(player) for player in back + front] == ["started"] * 11
    assert found.part("Diogo Jota") == "came on"
    assert found.part("Thiago") == "did not play"
    assert str(after.match.score) == "0-1"
    assert {quotes.timing for quotes in after.quotes} == {"opening", "closing"}
