from __future__ import annotations

import dataclasses

import pytest

from pressbox.domain import Zone
from pressbox.facts import league, past_stages, season_totals, supposed, table, title
from pressbox.facts.claim import Claim
from pressbox.facts.history import History
from pressbox.pipeline import Desk
from pressbox.store.database import Store
from pressbox.store.league_proofs import league_answers
from pressbox.views import TableQuestion
from tests.facts import leagues, sides


def said(claims: list[Claim], kind: str | None = None) -> list[str]:
    return [claim.statement for claim in claims if kind in (None, claim.kind)]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let five matches be enough to speak of."""
    for module in (league, season_totals, supposed, table):
        name = "SEASON_UNDER_WAY" if module is table else "FEWEST_PLAYED"
        monkeypatch.setattr(module, name, 5)
    monkeypatch.setattr(season_totals, "FEWEST_ON_A_GROUND", 2)


def test_distances_to_the_places_that_lead_somewhere_are_told(few: None) -> None:
    gaps = [claim for claim in table.mine_table(leagues.league()) if claim.template == "TABLE_GAP"]
    assert said(gaps) == [
        "Arsenal are a point behind the leaders, Chelsea.",
        "Arsenal are a point off the Champions League places in the Premier League.",
        "Chelsea are a point clear of Arsenal in second.",
    ]


@pytest.mark.parametrize(
    ("play_off", "relegation", "told"),
    [
        (2, 3, {"Arsenal": "from safety", "Chelsea": "clear of the relegation play-off place"}),
        (1, 2, {"Arsenal": "from the relegation play-off place"}),
    ],
)
def test_only_the_places_above_a_relegation_play_off_are_safe(
    few: None, play_off: int, relegation: int, told: dict[str, str]
) -> None:
    zones = (Zone("relegation play-off", play_off, play_off), Zone("relegation", relegation, 4))
    dossier = leagues.league()
    seasons = {team: dataclasses.replace(season, zones=zones) for team, season in dossier.seasons.items()}
    gaps = said(
        [
            claim
            for claim in table.mine_table(dataclasses.replace(dossier, seasons=seasons))
            if claim.kind in ("safety", "relegation")
        ]
    )
    for team, words in told.items():
        assert any(sentence.startswith(team) and words in sentence for sentence in gaps), gaps


def test_a_place_that_goals_do_not_give_is_not_told() -> None:
    level = [(0, 1, 1, 1), (2, 3, 1, 1)]
    assert table.mine_table(leagues.league(level)) == []


def test_ranks_are_told_with_those_who_share_them(few: None) -> None:
    claims = league.mine_ranks(leagues.league())
    assert said(claims, "away points") == [
        "Arsenal have taken four points away, the joint most in the Premier League.",
        "Chelsea have taken four points away, the joint most in the Premier League.",
    ]
    assert said(claims, "goals against") == [
        "Arsenal have conceded two goals, the fewest in the Premier League.",
        "Chelsea have conceded three goals, the second fewest in the Premier League.",
    ]


def test_a_win_lifts_and_a_defeat_drops_by_the_table_after_it(few: None) -> None:
    lifts, drops = supposed.mine_win_would(leagues.league())
    assert lifts.statement == (
        "Arsenal would go top of the Premier League with a win, above Chelsea and into the Champions League places."
    )
    assert drops.statement == "Chelsea would drop to second in the Premier League with a defeat, below Arsenal."
    question, place = lifts.proofs[1]
    assert isinstance(question, TableQuestion)
    assert (question.supposed, place) == ((leagues.ARSENAL.id, leagues.CHELSEA.id, 1, 0), 1)


def test_one_more_win_in_a_row_is_told() -> None:
    dossier = sides.about(*sides.league(["1-0", "2-0", "2-1", "0-0", "1-0", "1-0"]))
    assert [claim.statement for claim in supposed.mine_win_extends(History.of_side(dossier, "home"))] == [
        "Liverpool would make it four wins in a row in the Premier League with another."
    ]


def test_champions_with_a_win_on_the_last_day() -> None:
    assert said(title.mine_title(leagues.league())) == [
        "Arsenal will be Premier League champions with a win.",
        "Chelsea will be Premier League champions with a win.",
    ]


def test_champions_already_and_out_of_the_race() -> None:
    won = [(h, a, 3 if h == 1 else 0, 3 if a == 1 else 0) for h, a, _, _ in leagues.PLAYED]
    assert said(title.mine_title(leagues.league(won))) == ["Chelsea are Premier League champions already."]


def test_relegated_with_a_defeat_and_already() -> None:
    lost = [(h, a, int(h != 0), int(a != 0)) for h, a, _, _ in leagues.PLAYED]
    assert said(title.mine_title(leagues.league(lost)), "relegated") == [
        "Arsenal are sure to be relegated from the Premier League."
    ]
    nearly = [(h, a, *((1, 0) if (h, a) == (0, 2) else (goals, others))) for h, a, goals, others in lost]
    assert said(title.mine_title(leagues.league(nearly)), "can be relegated") == [
        "Arsenal will be relegated from the Premier League with a defeat."
    ]


def test_totals_and_records_of_the_season(few: None) -> None:
    claims = season_totals.mine_season_totals(leagues.league())
    assert said(claims, "points") == [
        "Arsenal have taken 10 points from five matches in the Premier League this season, 2.00 a match.",
        "Chelsea have taken 11 points from five matches in the Premier League this season, 2.20 a match.",
    ]
    assert said(season_totals.mine_home_and_away(leagues.league()), "home record") == [
        "Arsenal have won all two of their home matches in the Premier League this season.",
        "Chelsea have won two and drawn one of their three home matches in the Premier League this season.",
    ]


def test_a_season_beside_the_last_one_and_beside_all_before() -> None:
    dossier = leagues.with_earlier_seasons(leagues.league(), [1, 2, 2, 1, 5])
    assert said(past_stages.mine_season_compare(dossier)) == [
        "Arsenal have taken 10 points from five matches, seven more than at the same stage of last season in the "
        "Premier League."
    ]
    assert said(past_stages.mine_stage_records(dossier), "most points") == [
        "Arsenal have taken 10 points, their most after five matches of a Premier League season since 2018-19."
    ]


def test_a_season_that_is_not_whole_ends_the_comparison() -> None:
    dossier = leagues.with_earlier_seasons(leagues.league(), [1, 2, 2, 1, 5])
    short = [dataclasses.replace(entry, complete=entry.season != "2022-23") for entry in dossier.covered]
    assert past_stages.mine_season_compare(dataclasses.replace(dossier, covered=tuple(short))) == []


@pytest.mark.parametrize("name", ["eng-1", "ita-1"])
def test_places_are_the_same_by_sql(sample_store: Store, name: str) -> None:
    as_of = Desk(sample_store).as_of(Desk(sample_store).fixture("Atalanta", "Liverpool", "2024-04-18"))
    made = sample_store.table(name, as_of.local_date, as_of)
    assert made is not None
    asked = [
        TableQuestion(name, made.season, row.team.id, what)
        for row in made.rows
        for what in ("place", "points", "goals for", "goals against", "played")
    ]
    expected = [
        value for row in made.rows for value in (row.place, row.points, row.goals_for, row.goals_against, row.played)
    ]
    answers = league_answers(sample_store, as_of, asked)
    assert [answers[question] for question in asked] == expected


def test_the_leagues_of_the_worked_example(sample_store: Store) -> None:
    """W19 to W21."""
    desk = Desk(sample_store)
    claims = desk.facts(desk.fixture("Atalanta", "Liverpool", "2024-04-18"))
    told = {claim.statement for claim in claims}
    assert told >= {
        "Liverpool are two points behind the leaders, Manchester City.",
        "Liverpool are level on points with Arsenal in second.",
        "Atalanta are sixth in Serie A with 51 points from 31 matches.",
        "Atalanta have scored 57 goals, the third most in Serie A.",
        "Atalanta have conceded 36 goals in 31 matches in Serie A this season, 1.16 a match.",
    }
    (race,) = [claim for claim in claims if claim.template == "TITLE_MATH"]
    assert race.statement == (
        "Liverpool do not have the title in their own hands: Manchester City can reach 91 points and Liverpool 89, "
        "and the two do not meet again."
    )
