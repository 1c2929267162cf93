"""The hard cases of real football, each a real fixture: what may be said of it and what may not.

Every claim of each fixture is checked against the plain recomputation too.
"""

from __future__ import annotations

import datetime as dt
import functools
import re

import pytest

from pressbox.domain import AsOf, Dossier
from pressbox.facts.claim import Claim
from pressbox.pipeline import Desk
from pressbox.store.database import Store
from tests.facts import naive
from tests.facts.naive.raw import Raw, Rows

pytestmark = pytest.mark.shared_data


class Told:
    """What is told of one fixture."""

    def __init__(self, store: Store, home: str, away: str, on: str) -> None:
        desk = Desk(store)
        fixture = desk.fixture(home, away, on)
        self.dossier: Dossier = desk.dossier(fixture)
        self.proved = desk.proved(self.dossier)
        self.claims: tuple[Claim, ...] = self.proved.claims
        self.raw = Raw(Rows(store.connection), fixture.id, self.dossier.as_of.utc, self.dossier.as_of.local_date)

    def of(self, template: str, kind: str | None = None, side: str | None = None) -> list[str]:
        """Statements of a template."""
        return [
            claim.statement
            for claim in self.claims
            if claim.template == template and kind in (None, claim.kind) and side in (None, claim.side)
        ]

    def differences(self) -> list[str]:
        """Where the rows tell another story, and claims that are withheld."""
        documents = filter(naive.checked, map(naive.document, self.claims))
        found = [line for document in documents for line in naive.differences(self.raw, document)]
        return found + [claim.statement for claim in self.proved.withheld]

    def said(self) -> str:
        """All statements."""
        return "\n".join(claim.statement for claim in self.claims)


@functools.cache
def told(store: Store, home: str, away: str, on: str) -> Told:
    found = Told(store, home, away, on)
    assert found.differences() == []
    return found


def test_a_promoted_club_is_set_beside_no_earlier_season_of_its_new_division(shared_store: Store):
    """Luton, promoted, after 33 matches; the season before they were in the Championship."""
    luton = told(shared_store, "Luton Town", "Brentford", "2024-04-20")
    assert luton.of("TABLE_POS", side="home") == [
        "Luton Town are 18th in the Premier League with 25 points from 33 matches."
    ]
    assert luton.of("SEASON_COMPARE", side="home") == []
    assert not any(s.startswith("Luton Town") and "their" in s for s in luton.of("STAGE_RECORD"))
    assert luton.of("SEASON_COMPARE", side="away") != []


def test_a_clubs_first_european_match_has_a_domestic_past_only(shared_store: Store):
    """Brighton v AEK Athens, Europa League group stage."""
    first = told(shared_store, "Brighton", "AEK Athens", "2023-09-21")
    brighton = [claim for claim in first.claims if claim.side == "home"]
    assert brighton
    assert not any("Europe" in claim.scope.competitions or "Europa" in claim.scope.competitions for claim in brighton)
    assert first.of("H2H_ALLTIME", "n-th meeting") == ["No earlier meeting of Brighton and AEK Athens is on record."]


def test_a_fixture_never_played_before_has_no_meetings(shared_store: Store):
    never = told(shared_store, "Manchester City", "Inter", "2023-06-10")
    assert never.of("H2H_LAST") + never.of("H2H_LASTN") + never.of("MEETING_GAP") == []
    assert never.of("H2H_ALLTIME", "n-th meeting") == [
        "No earlier meeting of Manchester City and Inter Milan is on record."
    ]


def test_a_neutral_final_has_no_home_side(shared_store: Store):
    """The Champions League final of 2023 at Istanbul."""
    final = told(shared_store, "Manchester City", "Inter", "2023-06-10")
    assert final.of("STAGE_STATE", "round") == ["Manchester City and Inter Milan meet in the Champions League final."]
    assert final.of("NEXT_FIX", "away run") + final.of("H2H_LAST", "last-visit") == []
    assert not any(claim.scope.venue == "home" for claim in final.claims[:5])


def test_a_tie_with_one_leg_played_tells_the_aggregate_and_what_is_needed(shared_store: Store):
    second = told(shared_store, "Real Madrid", "Manchester City", "2023-05-09")
    assert "first leg of the Champions League semi-final tie" in second.of("STAGE_STATE", "leg")[0]
    assert second.of("CONDITIONAL", "deficit") == []
    back = told(shared_store, "Manchester City", "Real Madrid", "2023-05-17")
    assert "level at 1-1 after the first leg" in back.of("STAGE_STATE", "tie")[0]
    assert back.of("CONDITIONAL", "level") != []


def test_two_group_matches_of_the_same_sides_are_no_tie(shared_store: Store):
    """Atalanta lost 5-0 at home three weeks before they came to Anfield, in one group."""
    group = told(shared_store, "Liverpool", "Atalanta", "2020-11-25")
    assert group.dossier.tie is None
    assert group.of("TIE_PRECEDENT") + group.of("CONDITIONAL", "deficit") + group.of("STAGE_STATE", "tie") == []
    assert "aggregate" not in group.said()
    assert group.of("STAGE_STATE") == ["Liverpool and Atalanta meet in the Champions League group stage."]


def test_an_abandoned_match_counts_on_the_day_it_was_replayed(shared_store: Store):
    """Nice v Marseille, abandoned on 22 August 2021 after 75 minutes at 1-0, was played anew on 27 October: 1-1."""
    between = told(shared_store, "Nice", "Bordeaux", "2021-08-28")
    assert "Marseille" not in "".join(between.of("LAST_RESULT", side="home"))
    after = told(shared_store, "Angers", "Nice", "2021-10-31")
    assert after.of("LAST_RESULT", "last", "away") == [
        "Nice drew 1-1 at home with Marseille in Ligue 1 on Wednesday 27 October."
    ]


def test_a_deduction_of_points_is_in_the_table_and_is_said(shared_store: Store):
    """Everton lost ten points on 17 November 2023: from 14th to 19th."""
    docked = told(shared_store, "Everton", "Manchester United", "2023-11-26")
    assert docked.of("TABLE_POS", side="home") == [
        "Everton are 19th in the Premier League with four points from 12 matches, 10 having been deducted."
    ]
    assert docked.of("SEASON_COMPARE", side="home") == []
    free = told(shared_store, "Crystal Palace", "Everton", "2023-11-11")
    assert free.of("TABLE_POS", side="away") == [
        "Everton are 16th in the Premier League with 11 points from 11 matches."
    ]


def test_a_club_that_moved_away_is_another_than_the_one_that_was_left(shared_store: Store):
    """MK Dons took Wimbledon's place in the league; AFC Wimbledon, founded by supporters, have a past of their own."""
    met = told(shared_store, "AFC Wimbledon", "MK Dons", "2024-03-02")
    (nth,) = met.of("H2H_ALLTIME", "n-th meeting")
    assert "the 14th meeting of AFC Wimbledon and MK Dons in all competitions since July 2011" in nth
    assert all(row.date.year >= 2008 for row in met.dossier.histories["eng-afc-wimbledon"])
    assert "eng-wimbledon" not in {row.opponent for row in met.dossier.histories["eng-mk-dons"]}


def test_a_side_renamed_is_called_as_it_was_on_the_day(shared_store: Store):
    """England met Russia as the Soviet Union before 1992."""
    russia = told(shared_store, "England", "Russia", "2007-09-12")
    names = {row.home for claim in russia.claims for row in claim.evidence if row.date.year < 1991}
    names |= {row.away for claim in russia.claims for row in claim.evidence if row.date.year < 1991}
    assert "Soviet Union" in names
    assert "Russia" not in names


def test_two_clubs_of_one_name_have_each_their_own_matches(shared_store: Store):
    """Nacional of Madeira and Nacional of Montevideo."""
    now = AsOf(dt.datetime(2024, 4, 20, tzinfo=dt.UTC))
    for club, country in (("por-nacional", "por"), ("uru-nacional", "uru")):
        rows = [row for row in shared_store.side_matches(club, now) if row.kind == "league"]
        assert {row.opponent.split("-")[0] for row in rows} == {country}


def test_after_a_season_cut_short_nothing_is_set_beside_its_missing_matches(shared_store: Store):
    """Ligue 1 ended after 28 rounds in March 2020."""
    france = told(shared_store, "Paris Saint-Germain", "Reims", "2021-05-16")
    assert france.of("SEASON_COMPARE") == []
    assert not any("2019-20" in statement for statement in france.of("STAGE_RECORD"))
    champions = told(shared_store, "Paris Saint-Germain", "Nice", "2021-02-13").of("TROPHY", "league title", "home")
    assert champions
    assert champions[0].startswith("Paris Saint-Germain are the French champions")


@pytest.mark.parametrize(
    ("home", "away", "on"),
    [
        ("Monaco", "Reims", "2020-08-23"),
        ("Sparta Rotterdam", "Ajax", "2020-09-13"),
        ("Celtic", "Hamilton Academical", "2020-08-02"),
    ],
)
def test_the_first_match_after_a_season_cut_short_tells_no_run_over_the_break(
    shared_store: Store, home: str, away: str, on: str
):
    first = told(shared_store, home, away, on)
    assert first.of("TABLE_POS") + first.of("TABLE_GAP") + first.of("TITLE_MATH") == []


def test_once_a_league_has_split_the_upper_part_stays_above(shared_store: Store):
    """Celtic v Rangers on 11 May 2024, five rounds after the split of the Scottish Premiership."""
    split = told(shared_store, "Celtic", "Rangers", "2024-05-11")
    assert "Celtic top the Scottish Premiership with 84 points from 35 matches." in split.of("TABLE_POS")
    assert split.of("TITLE_MATH") == [
        "Celtic will be Scottish Premiership champions if they win all three of their remaining matches."
    ]


def test_a_draw_that_was_won_on_penalties_is_a_draw_and_no_win(shared_store: Store):
    """Liverpool beat Chelsea in the FA Cup final of 2022 after 0-0; three days later they went to Southampton."""
    after = told(shared_store, "Southampton", "Liverpool", "2022-05-17")
    assert after.of("LAST_RESULT", "last", "away") == [
        "Liverpool beat Chelsea on penalties after a 0-0 draw on neutral ground in the FA Cup final on Saturday 14 May."
    ]
    assert not any(
        re.search("have won (two|three|four) matches in a row", s) for s in after.of("RUN_ACTIVE", side="away")
    )
    unbeaten = next(s for s in after.of("RUN_ACTIVE", "unbeaten", "away") if "away" not in s)
    assert "16 matches in all competitions" in unbeaten


def test_a_goalless_match_that_the_goals_file_does_not_list_is_whole(shared_store: Store):
    """Bournemouth 0-0 Chelsea on 17 September 2023 has no goal on file: it is known and ends a run of scoring."""
    after = told(shared_store, "Chelsea", "Aston Villa", "2023-09-24")
    goalless = after.dossier.events.get("eng-1.2023-24.eng-bournemouth.eng-chelsea")
    assert goalless is None or (goalless.whole and goalless.goals == ())
    assert after.of("GOAL_EVENTS", "scorers", "home") == []
    assert after.of("LAST_RESULT", "last", "home") == [
        "Chelsea drew 0-0 away to Bournemouth in the Premier League on Sunday 17 September."
    ]
