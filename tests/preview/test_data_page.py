from __future__ import annotations

import datetime as dt
from typing import Any

from pressbox.forecast.cup_round import ProjectedRound, SideChances
from pressbox.forecast.season import EUROPEAN_PLACES
from pressbox.forecast.season_walk import Expected
from pressbox.preview.data_page import DataPage, cup_outlook, league_outlook
from tests import builders as b

FIXTURE = b.fixture("2024-04-20", b.team("Arsenal"), b.team("Luton Town"))


class Season:
    """Stands in for a projected season: its document."""

    def __init__(self, *teams: dict[str, Any], notes: tuple[str, ...] = ()) -> None:
        self._document = {"competition": "Premier League", "season": "2023-24", "teams": teams, "notes": notes}

    def to_dict(self) -> dict[str, Any]:
        return self._document


def line(team: str, title: float, **zones: float) -> dict[str, Any]:
    return {"team": team, "title": title, "zones": zones, "points_5": 70, "points_50": 80, "points_95": 90}


def test_a_season_shows_what_is_open_for_either_side():
    season = Season(
        line("Arsenal", 0.4, europe=1.0, relegation=0.0), line("Luton Town", 0.0, europe=0.0, relegation=0.7)
    )
    outlook = league_outlook(FIXTURE, season)  # type: ignore[arg-type]
    assert outlook is not None
    assert [list(club.chances.items()) for club in outlook.clubs] == [
        [("title", 0.4), ("relegation", 0.0)],
        [("title", 0.0), ("relegation", 0.7)],
    ]
    assert outlook.clubs[0].points == (70, 80, 90)


def test_a_season_that_is_settled_for_both_sides_is_left_out():
    season = Season(line("Arsenal", 0.0, relegation=0.0), line("Luton Town", 0.0, relegation=0.999))
    assert league_outlook(FIXTURE, season) is None  # type: ignore[arg-type]


def test_a_side_that_is_not_in_the_league_leaves_no_outlook():
    assert league_outlook(FIXTURE, Season(line("Arsenal", 0.4))) is None  # type: ignore[arg-type]


def test_the_note_on_european_places_stands_only_beside_them():
    open_title = (line("Arsenal", 0.4, **{"Europa League": 0.0}), line("Luton Town", 0.0, **{"Europa League": 0.0}))
    open_place = (line("Arsenal", 0.0, **{"Europa League": 0.3}), line("Luton Town", 0.0, **{"Europa League": 0.0}))
    for teams, notes in ((open_title, ()), (open_place, (EUROPEAN_PLACES,))):
        outlook = league_outlook(FIXTURE, Season(*teams, notes=(EUROPEAN_PLACES,)))  # type: ignore[arg-type]
        assert outlook is not None
        assert outlook.notes == notes


def test_a_cup_whose_bracket_was_not_known_has_no_outlook():
    assert cup_outlook(FIXTURE, ProjectedRound(())) is None


def test_a_cup_shows_how_far_both_sides_get():
    sides = (SideChances("Luton Town", {"Final": 0.2}, 0.05), SideChances("Arsenal", {"Final": 0.6}, 0.4))
    outlook = cup_outlook(FIXTURE, ProjectedRound((), sides))
    assert outlook is not None
    assert [club.club for club in outlook.clubs] == ["Arsenal", "Luton Town"]
    assert outlook.clubs[0].chances == {"Final": 0.6, "win the cup": 0.4}


def test_the_document_holds_plain_values():
    page = DataPage(course=(Expected(dt.date(2024, 4, 1), 1.234567891, 0.5),))
    assert page.to_dict() == {
        "prices": None,
        "course": [{"day": "2024-04-01", "home": 1.23456789, "away": 0.5}],
        "outlook": None,
        "record": None,
    }
