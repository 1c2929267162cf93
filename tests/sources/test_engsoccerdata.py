import collections
import datetime as dt
import gzip
from pathlib import Path

import pytest

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.engsoccerdata import Engsoccerdata

FILES = Path(__file__).parents[1] / "files" / "engsoccerdata"
ROWS = {
    "champs.csv": 6556,
    "facup.csv": 17_080,
    "france.csv": 29_252,
    "germany.csv": 38_306,
    "italy.csv": 28_444,
    "leaguecup.csv": 7495,
    "spain.csv": 26_955,
    "teamnames.csv": 1443,
}


@pytest.fixture
def parsed():
    source = Engsoccerdata()
    return {bundle.name: source.parse(bundle) for bundle in source.bundles(FILES)}


def test_a_european_cup_tie_after_extra_time_and_penalties_has_all_its_scores(parsed: dict[str, Parsed]):
    match = parsed["champs.csv"].matches[0]
    assert (match.competition, match.season, match.date) == ("uefa-cl", "1970-71", dt.date(1970, 11, 4))
    assert (match.round, match.leg, match.home_country, match.away_country) == ("R16", 2, "ENG", "GER")
    assert (match.home_goals, match.away_goals, match.home_goals_ht, match.away_goals_ht) == (1, 1, 1, 1)
    assert (match.extra_time, match.home_goals_aet, match.away_goals_aet) == (True, 1, 1)
    assert (match.shoot_out, match.home_pens, match.away_pens, match.note) == (True, 4, 3, None)


def test_extra_time_keeps_the_score_after_90_minutes(parsed: dict[str, Parsed]):
    match = parsed["champs.csv"].matches[2]
    assert (match.home_goals, match.home_goals_aet, match.shoot_out, match.home_pens) == (1, 3, False, None)


def test_away_goals_and_a_coin_toss_are_notes(parsed: dict[str, Parsed]):
    matches = parsed["champs.csv"].matches
    assert (matches[3].note, matches[3].extra_time, matches[3].shoot_out) == ("away goals", False, False)
    assert (matches[4].note, matches[4].round, matches[4].leg) == ("coin toss", "QF | replay", None)


def test_a_european_cup_walkover_is_awarded(parsed: dict[str, Parsed]):
    match = parsed["champs.csv"].matches[5]
    assert (match.status, match.home_goals, match.note) == ("awarded", 3, "walkover")


def test_finals_and_group_matches_have_no_leg_and_no_word_on_the_ground(parsed: dict[str, Parsed]):
    final, group = parsed["champs.csv"].matches[6:]
    assert (final.round, final.leg, final.neutral) == ("final", None, None)
    assert (group.round, group.leg) == ("GroupA", None)


def test_a_cup_row_that_is_no_match_is_rejected_with_its_reason(parsed: dict[str, Parsed]):
    cup = parsed["facup.csv"]
    assert [(row.source_line, row.reason) for row in cup.rejected] == [
        (3, "facup.csv: not a match: Walkover; Engineers progress")
    ]
    assert cup.data_rows == len(cup.matches) + 1


def test_a_cup_score_with_extra_time_is_not_one_after_90_minutes(parsed: dict[str, Parsed]):
    match = parsed["facup.csv"].matches[2]
    assert (match.extra_time, match.home_goals, match.home_goals_aet, match.away_goals_aet) == (True, None, 2, 2)
    assert (match.shoot_out, match.home_pens, match.away_pens) == (True, 3, 4)
    assert (match.round, match.attendance) == ("3 | replay", 25_954)


def test_a_cup_match_without_the_mark_may_have_had_extra_time(parsed: dict[str, Parsed]):
    match = parsed["facup.csv"].matches[0]
    assert (match.extra_time, match.shoot_out, match.home_goals, match.season) == (None, None, 2, "1871-72")
    assert (match.attendance, match.neutral, match.round) == (1200, None, "1")


def test_the_two_legged_cup_of_1945_has_legs_and_a_final_is_neutral(parsed: dict[str, Parsed]):
    matches = parsed["facup.csv"].matches
    assert (matches[1].round, matches[1].leg) == ("2", 2)
    assert (matches[3].neutral, matches[3].venue) == (True, "Wembley Stadium")


def test_a_league_cup_first_leg_needs_a_second_leg(parsed: dict[str, Parsed]):
    replay, unchecked, first, second, final, single = parsed["leaguecup.csv"].matches
    assert (replay.round, replay.leg) == ("1 | replay1", None)
    assert (unchecked.round, unchecked.leg) == ("3", None)
    assert (first.leg, second.leg, final.leg, single.leg) == (1, 2, None, None)
    assert {match.extra_time for match in parsed["leaguecup.csv"].matches} == {None}


def test_a_round_in_the_column_of_the_venue_is_no_venue(parsed: dict[str, Parsed]):
    matches = parsed["leaguecup.csv"].matches
    assert (matches[2].venue, matches[5].venue) == ("North Park", None)


def test_r_writes_a_hundred_thousand_spectators_with_an_exponent(parsed: dict[str, Parsed]):
    assert parsed["leaguecup.csv"].matches[4].attendance == 100_000


def test_leagues_have_no_extra_time_and_their_groups_are_rounds(parsed: dict[str, Parsed]):
    germany = parsed["germany.csv"].matches
    assert [(match.competition, match.round) for match in germany] == [
        ("ger-1", None),
        ("ger-2", "2South"),
        ("ger-2", None),
    ]
    assert parsed["spain.csv"].matches[1].round == "phase2 | B"
    assert parsed["italy.csv"].matches[0].extra_time is False
    assert parsed["france.csv"].matches[0].season == "2023-24"


def test_a_spanish_match_noted_as_awarded_is_no_result_of_play(parsed: dict[str, Parsed]):
    match = parsed["spain.csv"].matches[0]
    assert (match.status, match.note) == ("awarded", "1-0 win awarded to AD Sur")
    assert (match.home_goals_ht, match.away_goals_ht) == (0, 0)


def test_the_dictionary_of_names_gives_country_and_alias(parsed: dict[str, Parsed]):
    names = parsed["teamnames.csv"]
    assert [(row.club, row.alias, row.country) for row in names.club_names] == [
        ("Preußen Nord", "Preussen N.", "GER"),
        ("Noord", "SV Noord", "NED"),
    ]
    assert [(row.source_line, row.reason) for row in names.rejected] == [(4, "teamnames.csv: name_other: missing")]


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("champs.csv", "1970-11-04", "1970-02-31", "not a day of the calendar"),
        ("champs.csv", '"1-1","1-1","1-1"', '"1-1","x-y","1-1"', 'HT: "x-y" is not a score'),
        ("facup.csv", ",2,0,", ",two,0,", 'hgoal: "two" is not a whole number'),
        ("leaguecup.csv", '"replay1",0', '"replay1",zero', 'leg: "zero" is not a whole number'),
        ("germany.csv", "3,2,1,", "3,2,5,", 'tier: "5" is neither 1 nor 2'),
        ("teamnames.csv", '"Germany"', '"Prussia"', 'country: "Prussia" is none of'),
    ],
)
def test_a_bad_cell_rejects_its_row(tmp_path: Path, name: str, old: str, new: str, reason: str):
    path = tmp_path / name
    path.write_text((FILES / name).read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    parsed = Engsoccerdata().parse(Bundle("engsoccerdata", name, (path,)))
    assert any(row.source_line == 2 and reason in row.reason for row in parsed.rejected)
    assert parsed.data_rows == len(parsed.matches) + len(parsed.club_names) + len(parsed.rejected)


def test_a_file_of_another_name_and_a_missing_column_are_refused(tmp_path: Path):
    path = tmp_path / "facup.csv"
    path.write_text((FILES / "facup.csv").read_text().replace("nonmatch", "status"))
    with pytest.raises(LayoutChanged, match='no column "nonmatch"'):
        Engsoccerdata().parse(Bundle("engsoccerdata", "facup.csv", (path,)))
    with pytest.raises(LayoutChanged, match=r"wales\.csv: not one of the files"):
        Engsoccerdata().parse(Bundle("engsoccerdata", "wales.csv", (path,)))


def test_latin_1_is_refused_with_its_line(tmp_path: Path):
    path = tmp_path / "teamnames.csv"
    path.write_bytes((FILES / "teamnames.csv").read_text(encoding="utf-8").encode("latin-1"))
    with pytest.raises(LayoutChanged, match="line 2: byte 0xdf"):
        Engsoccerdata().parse(Bundle("engsoccerdata", "teamnames.csv", (path,)))


def test_a_truncated_gzip_is_refused(tmp_path: Path):
    path = tmp_path / "italy.csv.gz"
    path.write_bytes(gzip.compress((FILES / "italy.csv").read_bytes())[:-20])
    with pytest.raises(LayoutChanged, match="broken gzip"):
        Engsoccerdata().parse(Bundle("engsoccerdata", "italy.csv", (path,)))


def test_downloads_are_the_plain_files_under_the_names_of_the_bundles():
    downloads = {download.path: download.url for download in Engsoccerdata().downloads("2023-24")}
    assert sorted(downloads) == sorted(ROWS)
    assert downloads["champs.csv"] == (
        "https://raw.githubusercontent.com/jalapic/engsoccerdata/master/data-raw/champs.csv"
    )


@pytest.fixture(scope="module")
def real(shared_data: Path):
    source = Engsoccerdata()
    return {bundle.name: source.parse(bundle) for bundle in source.bundles(shared_data / source.folder)}


@pytest.mark.shared_data
def test_all_rows_of_the_real_files_are_loaded_but_cup_rows_that_are_no_matches(real: dict[str, Parsed]):
    assert {name: parsed.data_rows for name, parsed in real.items()} == ROWS
    for name, parsed in real.items():
        assert parsed.data_rows == len(parsed.matches) + len(parsed.club_names) + len(parsed.rejected), name
    rejected = {name: len(parsed.rejected) for name, parsed in real.items() if parsed.rejected}
    assert rejected == {"facup.csv": 341, "teamnames.csv": 1}
    assert all("not a match: " in row.reason for row in real["facup.csv"].rejected)


@pytest.mark.shared_data
def test_real_notes_legs_and_shoot_outs_are_as_counted(real: dict[str, Parsed]):
    champs = real["champs.csv"].matches
    notes = collections.Counter(match.note for match in champs)
    assert (notes["away goals"], notes["coin toss"], notes["walkover"]) == (140, 7, 2)
    assert sum(match.shoot_out is True for match in champs) == 56
    cup = real["facup.csv"].matches
    assert sum(match.neutral is True for match in cup) == 499
    assert (sum(match.extra_time is True for match in cup), sum(match.shoot_out is True for match in cup)) == (275, 101)
    legs = collections.Counter(match.leg for match in real["leaguecup.csv"].matches)
    assert (legs[1], legs[2]) == (1555, 1556)


@pytest.mark.shared_data
def test_the_final_of_2005_is_a_shoot_out_won_by_liverpool(real: dict[str, Parsed]):
    (final,) = [match for match in real["champs.csv"].matches if match.date == dt.date(2005, 5, 25)]
    assert {final.home, final.away} == {"Liverpool", "AC Milan"}
    assert (final.round, final.home_goals, final.away_goals, final.home_goals_aet) == ("final", 3, 3, 3)
    winner = final.home if final.home_pens > final.away_pens else final.away
    assert winner == "Liverpool"
    assert {final.home_pens, final.away_pens} == {3, 2}
