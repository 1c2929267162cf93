from __future__ import annotations

import datetime as dt

import pytest

from pressbox.errors import BadReport, UnknownPlayer
from pressbox.pipeline import Desk
from pressbox.preview.news_words import news_lines
from pressbox.squads.desk_report import checked, known_player
from pressbox.squads.people import Roster
from pressbox.squads.team_news import PlayerNews, team_news_of
from pressbox.store.database import Store
from tests.squads.cards import match, news_record, record, report

BOOKED = [match(number, ("Rossi M.", "yellow")) for number in range(1, 6)]
NOW = dt.datetime(2024, 4, 17, 12, tzinfo=dt.UTC)


def only(*matches: object, reports: tuple = ()) -> PlayerNews:
    (player,) = team_news_of(news_record(record(*matches), *reports)).players  # type: ignore[arg-type]
    return player


def test_a_banned_player_is_suspended_until_the_first_match_he_may_play():
    player = only(*BOOKED, match(6, over=False), match(7, over=False))
    assert (player.player, player.status) == ("Marco Rossi", "suspended")
    assert player.expected_return == match(7).date.isoformat()


def test_a_ban_elsewhere_leaves_him_free():
    player = only(*BOOKED, match(6, competition="uefa-el", over=False), match(7, over=False))
    assert player.status == "available"
    assert player.reason
    assert "Serie A" in player.reason


def test_who_has_served_his_ban_is_back():
    assert only(*BOOKED, match(6), match(7, over=False)).status == "back"


def test_who_is_injured_and_banned_is_out():
    hurt = report("Marco Rossi", "out", "2023-09-28", reason="knee injury")
    player = only(*BOOKED, match(6, over=False), reports=(hurt,))
    assert (player.status, player.reason) == ("out", "knee injury")
    assert player.ban


def test_one_booking_away_is_told():
    news = team_news_of(news_record(record(*BOOKED[:4], match(5, over=False))))
    assert news_lines(news, match(5).date) == ["Marco Rossi is one booking from a ban, with four in Serie A"]


@pytest.mark.parametrize(
    ("status", "since", "until", "chance", "seen"),
    [
        ("hurt", None, None, None, NOW),
        ("out", None, None, None, NOW + dt.timedelta(hours=1)),
        ("out", dt.date(2024, 4, 10), "2024-04-01", None, NOW),
        ("out", dt.date(2024, 4, 18), None, None, NOW),
        ("doubtful", None, None, 1.5, NOW),
    ],
)
def test_a_report_that_cannot_be_is_refused(
    status: str, since: dt.date | None, until: str | None, chance: float | None, seen: dt.datetime
):
    with pytest.raises(BadReport):
        checked(status, since, until, chance, seen, NOW)


def test_an_unknown_player_is_refused_with_candidates():
    roster = Roster()
    roster.add(["Virgil van Dijk", "Jacob Murphy", "Josh Murphy"])
    assert known_player(roster, "van dijk", "Liverpool") == "Virgil van Dijk"
    with pytest.raises(UnknownPlayer, match="Virgil van Dijk"):
        known_player(roster, "Van Dyk", "Liverpool")
    with pytest.raises(UnknownPlayer, match="Jacob Murphy or Josh Murphy"):
        known_player(roster, "Murphy", "Liverpool")


def test_a_player_of_another_club_is_told_to_be_there(sample_store: Store):
    with pytest.raises(UnknownPlayer, match="at Atalanta"):
        Desk(sample_store).report("Liverpool", "Gianluca Scamacca", "out", seen_at=NOW)
