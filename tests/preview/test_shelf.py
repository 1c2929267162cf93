"""Which league and which scope go without saying."""

import datetime as dt

from pressbox.facts.claim import Claim, Coverage, Evidence, Scope, about_team
from pressbox.preview.shelf import Shelf
from tests import builders as b

FIXTURE = b.fixture("2024-04-27", b.team("Arsenal"), b.team("Chelsea"))
LEAGUE = FIXTURE.competition
IN_LEAGUE = f"in the {LEAGUE.name}"


def evidence(*seasons: str) -> list[Evidence]:
    day = dt.date(2024, 4, 20)
    return [Evidence(f"{LEAGUE.id}.{season}.a.b", day, "Arsenal", "Everton", "1-0") for season in seasons]


def said(template: str, clause: str, within: str, scope: str, seasons: tuple[str, ...]) -> Claim:
    claim = about_team(
        template,
        "x",
        "home",
        "Arsenal",
        clause,
        1,
        Scope(scope),
        Coverage(None, None, 0),
        evidence(*seasons),
        within=within,
    )
    shelf = Shelf([claim], FIXTURE)
    return shelf.of_side("home")[0]


def test_the_table_is_that_of_the_match_s_league():
    claim = said("TABLE_POS", f"are sixth {IN_LEAGUE} with 50 points from 31 matches", "", LEAGUE.name, ())
    assert claim.clause == "are sixth with 50 points from 31 matches"


def test_a_run_of_this_season_is_in_the_league():
    claim = said("RUN_ACTIVE", "are unbeaten in six matches", IN_LEAGUE, LEAGUE.name, (FIXTURE.season,))
    assert claim.clause == "are unbeaten in six matches in the league"
    assert claim.within == "in the league"


def test_a_run_that_began_last_season_names_its_league():
    """The club may have been in another league then."""
    claim = said("RUN_ACTIVE", "are unbeaten in 20 matches", IN_LEAGUE, LEAGUE.name, (FIXTURE.season, "2022-23"))
    assert claim.clause.endswith(IN_LEAGUE)


def test_all_competitions_are_left_out_only_where_all_matches_were_of_the_league():
    run = ("RUN_ACTIVE", "are unbeaten in six matches", "in all competitions", "all")
    assert said(*run, (FIXTURE.season,)).clause == "are unbeaten in six matches"
    assert said(*run, (FIXTURE.season, "2022-23")).clause.endswith("in all competitions")


def test_a_tournament_is_not_named_again_and_the_stage_only_where_it_was_another():
    of = b.fixture(
        "2022-12-09",
        b.team("Croatia", national=True),
        b.team("Brazil", national=True),
        b.WORLD_CUP,
        season="2022",
        round="Quarter-finals",
        neutral=True,
    )

    def told(stage: str, season: str) -> str:
        row = Evidence(f"{b.WORLD_CUP.id}.{season}.x.y", dt.date(2022, 12, 5), "Japan", "Croatia", "1-1")
        clause = f"beat Japan 2-1 on neutral ground in the World Cup {stage} on Monday"
        claim = about_team(
            "LAST_RESULT", "last", "home", "Croatia", clause, 1, Scope("World Cup"), Coverage(None, None, 0), [row]
        )
        return Shelf([claim], of).of_side("home")[0].clause

    assert told("round of 16", "2022") == "beat Japan 2-1 in the round of 16 on Monday"
    assert told("quarter-finals", "2022") == "beat Japan 2-1 on Monday"
    assert told("round of 16", "2018") == "beat Japan 2-1 on neutral ground in the World Cup round of 16 on Monday"


def test_the_document_keeps_the_whole_statement():
    claim = about_team(
        "TABLE_POS", "place", "home", "Arsenal", f"are sixth {IN_LEAGUE}", 6, Scope(), Coverage(None, None, 0), ()
    )
    Shelf([claim], FIXTURE)
    assert claim.statement == f"Arsenal are sixth {IN_LEAGUE}."
