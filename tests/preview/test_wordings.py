"""Other ways to say a clause: each says what the clause says."""

import re

import pytest

from pressbox.preview.wordings import fronts_of, ways_of, wordings

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
