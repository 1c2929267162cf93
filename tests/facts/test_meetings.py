"""Past meetings as form, the gap since the last one, visits, and clubs of a country."""

from __future__ import annotations

import dataclasses
import datetime as dt

from pressbox.domain import Dossier, Match, Team
from pressbox.facts.head_to_head import mine_all_time
from pressbox.facts.history import History
from pressbox.facts.meetings import mine_gap, mine_last_n
from pressbox.facts.record import SIDES
from pressbox.facts.visits import mine_country, mine_visits
from pressbox.views import Covered
from tests import builders as b

LIVERPOOL, EVERTON, FULHAM = b.team("Liverpool"), b.team("Everton"), b.team("Fulham")
OF = b.fixture("2024-04-20", LIVERPOOL, EVERTON)


def weekly(scores: list[str], opponents: list[Team], last: str = "2024-04-13") -> list[Match]:
    return b.run_of(scores, LIVERPOOL, opponents, last)


def about(*matches: Match) -> Dossier:
    own = [match for match in matches if EVERTON in (match.fixture.home, match.fixture.away)]
    return b.dossier(OF, recent={LIVERPOOL.id: matches, EVERTON.id: own}, meetings=own)


def sides(dossier: Dossier) -> list[History]:
    return [History.of_side(dossier, side) for side in SIDES]


def told(dossier: Dossier) -> dict[str, str]:
    return {claim.kind: claim.statement for claim in mine_last_n(sides(dossier))}


def test_the_last_meetings_are_counted_from_the_side_that_has_most_to_tell():
    scores = ["2-0", "1-0", "3-0", "0-0", "1-0", "0-1", "2-0", "0-2"]
    found = told(about(*weekly(scores, [EVERTON])))
    assert found["few won"] == "Everton have won none of their last five visits to Liverpool in the Premier League."


def test_meetings_are_counted_since_all_are_held_where_that_is_known():
    dossier = about(*weekly(["2-0", "1-1", "0-2"], [EVERTON, FULHAM]))
    older = b.match("1990-01-01", LIVERPOOL, "5-0", EVERTON)
    dossier = dataclasses.replace(dossier, meetings=(*dossier.meetings, older))
    (claim,) = mine_all_time(sides(dossier))
    assert claim.statement == (
        "This is the third meeting of Liverpool and Everton in the Premier League since March 2024: "
        "they have won one each."
    )
    assert claim.value == {"meeting": 3, "home_won": 1, "drawn": 0, "away_won": 1}
    assert older.fixture.id not in [row.match for row in claim.evidence]


def test_an_awarded_meeting_leaves_the_count_to_the_record():
    matches = weekly(["2-0", "1-1"], [EVERTON])
    (claim,) = mine_all_time(sides(about(dataclasses.replace(matches[0], awarded=True), matches[1])))
    assert "on record" in claim.statement


def test_all_the_last_meetings_won_and_none_of_them():
    won = about(*weekly(["2-1", "3-1", "2-1", "4-1", "0-0"], [EVERTON]))
    assert (
        told(won)["many won"]
        == "Liverpool have won their last four home matches against Everton in the Premier League."
    )
    lost = about(*weekly(["1-1", "1-2", "0-1", "2-2", "1-0"], [EVERTON]))
    assert (
        told(lost)["few won"]
        == "Liverpool have won none of their last four home matches against Everton in the Premier League."
    )


def test_a_window_ends_before_a_match_that_was_decided_on_penalties_or_by_a_committee():
    clear = ["0-0", "1-1", "0-1", "0-2"]
    before = weekly(["2-0"] * 8, [FULHAM], last="2024-03-09")
    assert told(about(*weekly(clear, [EVERTON]), *before))["few won"].startswith(
        "Liverpool have won none of their last four"
    )
    for spoilt in ({"shoot_out_winner": "home"}, {"awarded": True}):
        matches = weekly(clear, [EVERTON])
        matches[1] = dataclasses.replace(matches[1], **spoilt)
        assert "few won" not in told(about(*matches, *before))


def test_two_meetings_are_no_form():
    assert told(about(*weekly(["2-0", "1-0"], [EVERTON]))) == {}


def test_goals_in_the_meetings_are_told_of_both():
    found = told(about(*weekly(["2-2", "1-3", "3-1", "2-3", "0-0"], [EVERTON])))
    assert found["both scored"] == (
        "Both sides have scored in each of the last four meetings of Liverpool and Everton in the Premier League."
    )


def test_a_fixture_never_played_before_has_no_meetings_to_count():
    assert mine_last_n(sides(about(*weekly(["2-0", "1-0", "2-0"], [FULHAM])))) == []
    assert mine_gap(sides(about(*weekly(["2-0", "1-0", "2-0"], [FULHAM])))) == []


def years_of(last_meeting: str) -> Dossier:
    """Liverpool's matches with Fulham every 12 weeks for years, and one with Everton."""
    days = [dt.date(2024, 3, 30) - dt.timedelta(weeks=12 * i) for i in range(40)]
    matches = [b.match(str(day), LIVERPOOL, "1-0", FULHAM, season=str(day.year)) for day in days]
    matches.append(b.match(last_meeting, EVERTON, "1-1", LIVERPOOL, season=last_meeting[:4]))
    return about(*sorted(matches, key=lambda match: match.fixture.date, reverse=True))


def test_the_first_meeting_for_years_is_told_with_the_day_of_the_last():
    (claim,) = mine_gap(sides(years_of("2018-05-01")))
    assert claim.statement == (
        "Liverpool and Everton meet in the Premier League for the first time since 1 May 2018, nearly six years ago."
    )
    assert claim.value == {"since": "2018-05-01", "days": 2181}


def test_a_gap_of_less_than_three_years_is_none():
    assert mine_gap(sides(years_of("2021-06-01"))) == []


def test_no_gap_is_told_where_a_newer_meeting_is_on_record_in_another_competition():
    dossier = years_of("2018-05-01")
    cup = b.match("2020-01-05", LIVERPOOL, "1-0", EVERTON, b.FA_CUP)
    assert mine_gap(sides(dataclasses.replace(dossier, meetings=(cup, *dossier.meetings)))) == []


ATALANTA = b.team("Atalanta", "ITA")
ITALIANS = [b.team(name, "ITA") for name in ("Inter", "Milan", "Napoli", "Roma")]


def abroad(scores: dict[str, str], *, ever: bool = True) -> Dossier:
    """Liverpool's European matches of one season, as (ground and club) to the score, before Atalanta v Liverpool."""
    of = b.fixture("2024-04-18", ATALANTA, LIVERPOOL, b.EUROPA_LEAGUE, round="Final", phase="knockout")
    rows = []
    for i, (match, score) in enumerate(scores.items()):
        ground, name = match.split(" ", 1)
        opponent = next((team for team in (*ITALIANS, ATALANTA) if name.startswith(team.name)), b.team(name, "FRA"))
        day = str(dt.date(2024, 4, 4) - dt.timedelta(weeks=i))
        sides = (LIVERPOOL, score, opponent) if ground == "home" else (opponent, score, LIVERPOOL)
        rows.append(b.match(day, *sides, b.EUROPA_LEAGUE, round="Group A", phase="group"))
    first = {"uefa-cl": 1955, "uefa-el": 1971, "uefa-cw": 1960, "uefa-conf": 2021}
    covered = [
        Covered(cup, f"{year}-{(year + 1) % 100:02d}", complete=True)
        for cup, since in first.items()
        for year in range(since if ever else 2010, 2024)
    ]
    return dataclasses.replace(b.dossier(of, recent={LIVERPOOL.id: rows}), covered=tuple(covered))


def kinds(dossier: Dossier) -> dict[str, str]:
    history = History.of_side(dossier, "away")
    return {
        f"{claim.kind} {claim.scope.venue}": claim.statement
        for claim in (*mine_visits(history), *mine_country(history))
    }


def test_visits_are_counted_where_every_cup_is_on_record():
    scores = {"away Atalanta": "0-5", "home Atalanta": "0-2", "home Lyon": "1-0"}
    assert kinds(abroad(scores))["n-th visit away"] == (
        "Liverpool make their second visit to Atalanta in European competition."
    )
    assert "n-th visit away" not in kinds(abroad(scores, ever=False))


def test_the_record_of_the_visits_before_is_told():
    scores = {"away Atalanta": "0-5", "away Atalanta again": "2-1", "away Atalanta third": "1-1"}
    assert kinds(abroad(scores))["n-th visit away"] == (
        "Liverpool make their fourth visit to Atalanta in European competition, having won one, drawn one and lost "
        "one of the three before."
    )


def test_a_record_against_clubs_of_a_country_is_told_where_it_is_unusual():
    italian = {f"home {team.name}": "0-1" for team in ITALIANS}
    french = {f"away Lyon{i}": "0-2" for i in range(12)}
    assert kinds(abroad(italian | french))["record against a country any"] == (
        "Liverpool have lost all four of their matches with Italian clubs in European competition."
    )
    as_usual = {f"home {team.name}": score for team, score in zip(ITALIANS, ("1-0", "0-1", "2-0", "0-2"), strict=True)}
    half = {f"away Lyon{i}": score for i, score in enumerate(["0-1", "1-0"] * 6)}
    assert "record against a country any" not in kinds(abroad(as_usual | half))


def test_the_how_manieth_club_of_a_country_this_is():
    found = kinds(
        abroad({f"home {team.name}": "0-1" for team in ITALIANS} | {f"away Lyon{i}": "0-2" for i in range(12)})
    )
    assert found["n-th opponent from a country any"] == (
        "Atalanta are the fifth Italian club that Liverpool have met in European competition."
    )


def test_a_club_met_before_is_no_new_one():
    scores = {"home Atalanta": "0-1"} | {f"away Lyon{i}": "0-2" for i in range(12)}
    assert "n-th opponent from a country any" not in kinds(abroad(scores))


def test_a_clubs_first_european_match_has_no_visits_and_no_opponents_to_count():
    assert kinds(abroad({})) == {}
