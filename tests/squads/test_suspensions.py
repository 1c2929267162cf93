from __future__ import annotations

import dataclasses

import pytest

from pressbox.squads.suspension_rules import rules_of
from pressbox.squads.suspensions import Discipline, discipline
from pressbox.views import CardMatch
from tests.squads.cards import match, record

YELLOW, SECOND, RED = "yellow", "second_yellow", "red"


def booked(times: int, competition: str = "ita-1", first: int = 1) -> list[CardMatch]:
    return [match(number, ("Rossi M.", YELLOW), competition=competition) for number in range(first, first + times)]


def ahead(number: int, competition: str = "ita-1") -> CardMatch:
    return match(number, competition=competition, over=False)


def barred(found: Discipline, fixture: CardMatch) -> list[str]:
    return [ban.player for ban in found.barred(fixture.match)]


def test_the_fifth_booking_bans_from_the_next_league_match_alone():
    following, later = ahead(6), ahead(7)
    found = discipline(record(*booked(5), following, later))
    assert barred(found, following) == ["Rossi M."]
    assert barred(found, later) == []


def test_a_player_with_four_bookings_is_one_away():
    found = discipline(record(*booked(4), ahead(5)))
    assert [(tally.player, tally.bookings, tally.ban) for tally in found.tallies if tally.one_away] == [
        ("Rossi M.", 4, 1)
    ]


@pytest.mark.parametrize(("booking", "bans"), [(9, 0), (10, 1), (14, 1), (16, 0), (17, 1), (18, 0), (19, 1), (20, 1)])
def test_serie_a_bans_for_the_bookings_of_its_rules(booking: int, bans: int):
    # Each ban is served, so the matches with bookings are two apart.
    matches = [match(2 * number, ("Rossi M.", YELLOW)) for number in range(1, booking + 1)]
    matches += [match(2 * number + 1) for number in range(1, booking)]
    found = discipline(record(*sorted(matches, key=lambda one: one.date), ahead(2 * booking + 1)))
    assert len(found.barred(ahead(2 * booking + 1).match)) == bans


def test_two_yellow_cards_are_a_dismissal_and_no_booking():
    sent_off = match(5, ("Rossi M.", YELLOW), ("Rossi M.", SECOND))
    found = discipline(record(*booked(4), sent_off, ahead(6), ahead(7)))
    assert [ban.offence for ban in found.barred(ahead(6).match)] == ["second yellow"]
    assert [tally.bookings for tally in found.tallies] == [4]


def test_a_booking_before_a_straight_red_card_counts():
    found = discipline(record(*booked(4), match(5, ("Rossi M.", YELLOW), ("Rossi M.", RED)), ahead(6)))
    assert sorted(ban.offence for ban in found.bans) == ["booking", "red"]


def test_in_england_the_fifth_booking_after_the_nineteenth_match_bans_nobody():
    idle = [match(number, competition="eng-1") for number in range(1, 16)]
    early = discipline(record(*idle[:14], *booked(5, "eng-1", 15), ahead(20, "eng-1")))
    late = discipline(record(*idle, *booked(5, "eng-1", 16), ahead(21, "eng-1")))
    assert barred(early, ahead(20, "eng-1")) == ["Rossi M."]
    assert barred(late, ahead(21, "eng-1")) == []


def test_a_league_ban_is_not_served_in_a_cup_and_does_not_bar_from_it():
    cup = match(6, competition="uefa-el", over=False)
    league = ahead(7)
    found = discipline(record(*booked(5), cup, league))
    assert barred(found, cup) == []
    assert barred(found, league) == ["Rossi M."]


def test_an_english_red_card_bars_from_the_next_domestic_cup_match():
    cup = match(2, competition="eng-fa-cup", over=False)
    found = discipline(record(match(1, ("Rossi M.", RED), competition="eng-1"), cup, ahead(3, "eng-1")))
    assert barred(found, cup) == ["Rossi M."]
    (ban,) = found.bans
    assert [one.match for one in ban.perhaps] == [ahead(3, "eng-1").match]


def test_a_ban_is_over_once_he_has_been_seen():
    found = discipline(record(*booked(5), match(6, seen=["Marco Rossi"]), ahead(7)))
    assert barred(found, ahead(7)) == []
    assert found.bans[0].lifted


def test_a_ban_of_the_last_match_is_carried_over_in_italy_and_not_in_germany():
    for competition, bans in (("ita-1", 1), ("ger-1", 0)):
        opening = dataclasses.replace(ahead(50, competition), season="2024-25")
        found = discipline(record(*booked(5, competition), opening))
        assert len(found.barred(opening.match)) == bans


def test_bookings_are_not_told_where_cards_of_a_match_are_missing():
    found = discipline(record(*booked(4), match(5, told=False), *booked(1, first=6), ahead(7)))
    assert found.tallies == ()
    assert found.bans == ()


def test_managers_are_not_told():
    found = discipline(record(*booked(5), ahead(6), listed=["Luca Bianchi"]))
    assert found.bans == ()


def test_uefa_forgets_bookings_after_the_quarter_finals():
    rounds = [*["Group A"] * 2, "Quarter-finals"]
    played = [
        match(number, ("Rossi M.", YELLOW), competition="uefa-el", round=name) for number, name in enumerate(rounds, 1)
    ]
    semi = match(4, competition="uefa-el", over=False, round="Semi-finals")
    other = match(4, competition="uefa-el", round="Semi-finals")
    final = match(5, competition="uefa-el", over=False, round="Final")
    assert barred(discipline(record(*played[:2], semi)), semi) == []
    assert discipline(record(*played, other, final)).tallies == ()
    assert barred(discipline(record(*played, other, final)), final) == []


def test_competitions_without_rules_tell_nothing():
    assert rules_of("ned-1", "2023-24") == ()
    assert discipline(record(*booked(5, "ned-1"), ahead(6, "ned-1"))).bans == ()
