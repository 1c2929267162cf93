from __future__ import annotations

import pytest

from pressbox.domain import Report
from pressbox.preview.news_words import publisher
from pressbox.preview.team_news import TeamNews, team_news
from tests import builders as b

HOME, AWAY = b.team("Atalanta"), b.team("Liverpool")
OF = b.fixture("2024-04-18", HOME, AWAY)


def news(*reports: Report) -> TeamNews:
    return team_news(b.dossier(OF, reports={HOME.id: reports}), "home")


def statuses(*reports: Report) -> dict[str, str]:
    return {item.player: item.status for item in news(*reports).players}


def test_the_newest_report_of_a_player_counts():
    old = b.report(HOME, "Zappacosta", "suspended", "2024-04-01")
    assert statuses(b.report(HOME, "Zappacosta", "out", "2024-04-10"), old) == {"Zappacosta": "out"}


def test_of_two_reports_of_one_moment_the_more_cautious_counts():
    fit = b.report(HOME, "Hien", "available", "2024-04-16")
    assert statuses(fit, b.report(HOME, "Hien", "doubtful", "2024-04-16")) == {"Hien": "doubtful"}


def test_a_player_who_was_out_and_is_available_is_back():
    out = b.report(HOME, "Holm", "out", "2024-04-01")
    assert statuses(out, b.report(HOME, "Holm", "available", "2024-04-16")) == {"Holm": "back"}


def test_a_player_back_for_long_is_news_no_more():
    reports = [b.report(HOME, "Holm", "out", "2024-03-01"), b.report(HOME, "Holm", "available", "2024-03-10")]
    assert statuses(*reports, b.report(HOME, "Holm", "available", "2024-04-16")) == {"Holm": "available"}


def test_a_ban_that_is_served_by_the_day_is_not_news():
    ban = b.report(HOME, "De Roon", "suspended", "2024-04-15", expected_return="2024-04-18")
    assert statuses(ban) == {}


def test_a_ban_whose_end_is_told_in_words_stands():
    ban = b.report(HOME, "De Roon", "suspended", "2024-04-15", expected_return="after the next round")
    assert statuses(ban) == {"De Roon": "suspended"}


def test_a_report_that_nobody_renewed_is_not_believed():
    assert statuses(b.report(HOME, "Toloi", "out", "2024-01-15")) == {}


def test_the_document_is_that_of_the_contract():
    document = news(b.report(HOME, "Scalvini", "out", "2024-04-17", reason="hamstring")).to_dict()
    assert document == {
        "club": "Atalanta",
        "as_of": "2024-04-18T00:00:00+02:00",
        "players": [
            {
                "player": "Scalvini",
                "status": "out",
                "reason": "hamstring",
                "since": None,
                "expected_return": None,
                "source": "The Daily",
                "seen_at": "2024-04-17T09:00:00",
                "chance": 0.0,
                "estimated": False,
                "old": False,
                "due": False,
                "disagreement": [],
                "ban": None,
                "return": None,
            }
        ],
        "one_booking_away": [],
    }


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("https://www.example.org/a/b?c=d", "example.org"),
        ("Sports Mole", "Sports Mole"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        (None, "source not named"),
    ],
)
def test_sources_are_named_as_a_reader_knows_them(source: str | None, name: str):
    assert publisher(source) == name
