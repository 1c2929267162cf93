"""Other ways to say a clause: each says what the clause says."""

import re

import pytest

from pressbox.preview.choice import Choice
from pressbox.preview.wordings import fronts_of, rephrased, ways_of, wordings

CLAUSES = (
    "are without a win in three matches in all competitions",
    "are unbeaten in 11 home matches in European competition",
    "have lost three away matches in a row in the league",
    "have gone nine matches without a clean sheet in all competitions, their longest such run since one of 13 ended in "
    "December 2019",
    "last failed to score away in all competitions just over 12 months ago, on 4 April 2023 (a 0-0 draw at Chelsea)",
    "are sixth in Serie A with 51 points from 31 matches",
    "are five points clear of the relegation zone in the Primeira Liga, with a match in hand",
    "beat Chelsea 8-0 at home in the Premier League on Tuesday 23 April",
    "won 2-1 away to AC Milan in Serie A on Monday 22 April",
    "beat Mexico 3-1 in the round of 16",
    "have won none of their last nine meetings with Inter Milan in Serie A",
    "begin a run of three matches away from home with this one",
    "are level on points with Everton in fifth",
    "would go up to at least 15th with a win and out of the relegation zone",
    "are five points behind Everton in fifth, with a match in hand",
    "make their second visit to Napoli in European competition",
    "go on to play Monza away in Serie A on Sunday 21 April",
    "have won three, drawn one and lost two of their last six matches in all competitions",
)
FACT = re.compile(r"\d[\d-]*|\b(?:one|two|three|four|five|six|seven|eight|nine)\b|\b[A-Z][a-z]+")


@pytest.mark.parametrize("clause", CLAUSES)
def test_every_way_states_the_same_numbers_and_names(clause: str):
    ways = ways_of(clause)
    assert ways[0] == clause
    assert len(set(ways)) > 1
    for way in ways:
        assert sorted(FACT.findall(way)) == sorted(FACT.findall(clause)), way


def test_a_clause_of_an_unknown_form_is_said_as_it_is():
    assert ways_of("have won the toss") == ("have won the toss",)
    assert fronts_of("have won the toss") == ()


def test_a_front_stands_before_the_subject():
    assert "Unbeaten in nine matches in Serie A" in fronts_of("are unbeaten in nine matches in Serie A")


def test_articles_and_possessives_fit_what_they_stand_before():
    assert "were 8-0 home winners over Chelsea in the Premier League on Tuesday 23 April" in ways_of(CLAUSES[7])
    assert "shared an 8-8 home draw with Lens in Ligue 1 on Sunday 3 March" in ways_of(
        "drew 8-8 at home with Lens in Ligue 1 on Sunday 3 March"
    )
    said = ways_of("Alfredo Morelos is Rangers's top scorer in the Premiership this season with nine of their 40 goals")
    assert any("Rangers' 40 goals" in way for way in said)


def test_no_pattern_is_shadowed_by_an_earlier_one():
    patterns = [wording.pattern.pattern for wording in wordings()]
    assert len(patterns) == len(set(patterns))


PARTS = (
    "are unbeaten in six home matches in the Championship",
    "have lost five of their last nine matches in the league",
    "have won four of their last 12 matches in Serie A",
    "have scored in 16 away matches in a row in all competitions, their longest such run since one of 23 ended in "
    "August 2019",
    "are sixth with 72 points from 44 matches, three points behind Hull City in fifth, with a match in hand",
    "have conceded 47 goals, their fewest after 44 matches of a Championship season since 2016-17",
    "have won three in a row in all competitions for the first time since October 2023",
    "have conceded three or more in six of their last 12 away matches in all competitions",
    "have won only one of their last eight visits to Norwich City in the league, going back to August 2010",
)


def rephrasings(clause: str) -> set[str]:
    return {rephrased(clause, "claim", Choice(str(seed))) for seed in range(60)}


@pytest.mark.parametrize("clause", PARTS)
def test_every_phrase_in_other_words_states_the_same_numbers_and_names(clause: str):
    said = rephrasings(clause)
    assert clause in said
    assert len(said) > 1
    for way in said:
        assert sorted(FACT.findall(way)) == sorted(FACT.findall(clause)), way


def test_a_league_can_stand_before_its_matches():
    assert "are unbeaten in six home Championship matches" in rephrasings(PARTS[0])
    assert "have lost five of their last nine league matches" in rephrasings(PARTS[1])
    assert "have won four of their last 12 Serie A matches" in rephrasings(PARTS[2])


def test_all_competitions_are_never_left_out_by_a_phrase():
    assert all("all competitions" in said for clause in (PARTS[3], PARTS[6], PARTS[7]) for said in rephrasings(clause))


def test_a_place_without_its_league_has_as_many_ways_as_one_with_it():
    assert "have taken 72 points from 44 matches to lie sixth" in ways_of("are sixth with 72 points from 44 matches")
    assert "lead the table with 89 points from 44 matches" in ways_of("top the table with 89 points from 44 matches")
    assert len(ways_of("are sure to be relegated with 20 points from 34 matches")) == 1
