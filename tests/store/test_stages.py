from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from pressbox.sources.engsoccerdata import Engsoccerdata
from pressbox.sources.openfootball import OpenFootball
from pressbox.store.stage_windows import dated_windows, stage_windows
from pressbox.store.stages import PHASES, Stage, read_stage


@pytest.mark.parametrize(
    ("heading", "stage"),
    [
        ("Quarterfinals", Stage("knockout", "Quarter-finals")),
        ("Quarter-finals - 2nd Leg", Stage("knockout", "Quarter-finals", leg=2)),
        ("Finals, Quarterfinals", Stage("knockout", "Quarter-finals")),
        ("QF | replay", Stage("knockout", "Quarter-finals", replay=True)),
        ("SF", Stage("knockout", "Semi-finals")),
        ("s | replay2", Stage("knockout", "Semi-finals", replay=True)),
        ("f", Stage("final", "Final")),
        ("final | replay1", Stage("final", "Final", replay=True)),
        ("Finals, Final", Stage("final", "Final")),
        ("R16", Stage("knockout", "Round of 16")),
        ("Sechzehntelfinale", Stage("knockout", "Round of 32")),
        ("last 16 1st leg", Stage("knockout", "Round of 16", leg=1)),
        ("Playoffs", Stage("knockout", "Knockout round play-offs")),
        ("Knockout play-offs", Stage("knockout", "Knockout round play-offs")),
        ("Round1", Stage("knockout", "Round 1")),
        ("5 | replay1", Stage("knockout", "Round 5", replay=True)),
        ("3pp", Stage("knockout", "Third-place match")),
        ("First Round", Stage("knockout", "Round 1")),
    ],
)
def test_knockout_rounds_have_one_name_whatever_the_heading(heading: str, stage: Stage) -> None:
    assert read_stage(heading, "cup") == stage


@pytest.mark.parametrize(
    ("heading", "round_name"),
    [
        ("Q-1", "Qualifying round 1"),
        ("Q-PO", "Play-off round"),
        ("PrelimF", "Preliminary round"),
        ("prelim", "Preliminary round"),
        ("Qualifying | Second Round 2nd leg", "Qualifying round 2"),
        ("Third Qualifying Round", "Qualifying round 3"),
        ("Play-off round", "Play-off round"),
    ],
)
def test_qualifying_rounds_are_told_from_the_competition_proper(heading: str, round_name: str) -> None:
    stage = read_stage(heading, "cup")
    assert (stage.phase, stage.round) == ("qualifying", round_name)


@pytest.mark.parametrize(
    ("heading", "stage"),
    [
        ("Group A", Stage("group", "Group A", "A")),
        ("Gruppe G", Stage("group", "Group G", "G")),
        ("GroupA-prelim", Stage("group", "Group A", "A")),
        ("GroupA-inter", Stage("group", "Second group stage, group A", "A")),
        ("Group matchday 3", Stage("group", "Matchday 3", None, 3)),
        ("Group, Matchday 6", Stage("group", "Matchday 6", None, 6)),
        ("First stage | Group H", Stage("group", "Group H", "H")),
        ("Second Round | Group 1", Stage("group", "Second group stage, group 1", "1")),
        ("Group Matches | Group 4, Play-off", Stage("group", "Group 4 play-off", "4")),
        ("Final Round", Stage("group", "Group stage")),
        ("League, Matchday 8", Stage("league", "Matchday 8", None, 8)),
    ],
)
def test_group_headings_never_read_as_a_knockout(heading: str, stage: Stage) -> None:
    assert read_stage(heading, "cup") == stage


def test_the_preliminary_round_of_a_tournament_is_part_of_it() -> None:
    assert read_stage("Preliminary Round", "tournament").phase == "knockout"


@pytest.mark.parametrize(
    ("heading", "stage"),
    [
        ("Matchday 32", Stage("league", "Matchday 32", None, 32)),
        ("Regular | Matchday 9", Stage("league", "Matchday 9", None, 9)),
        ("6. Matchday", Stage("league", "Matchday 6", None, 6)),
        ("Championship, Matchday 34", Stage("league", None, "Championship round", 34)),
        ("Relegation, Matchday 1", Stage("league", None, "Relegation round", 1)),
        ("2North", Stage("league", None, "North")),
        ("phase2 | A", Stage("league", "Second phase", "A")),
        (None, Stage("league")),
    ],
)
def test_everything_that_counts_for_the_table_is_of_the_league_phase(heading: str | None, stage: Stage) -> None:
    assert read_stage(heading, "league") == stage


@pytest.mark.parametrize(
    ("heading", "round_name"),
    [
        ("Playoffs", "Play-offs"),
        ("Finals | Semifinals", "Play-off semi-finals"),
        ("Aufstieg, Final", "Play-off final"),
        ("Playoff | Round 1", "Play-off round 1"),
        ("Relegation, Final", "Relegation play-off"),
        ("Playout | Final", "Relegation play-off"),
    ],
)
def test_play_offs_of_a_league_do_not_count_for_the_table(heading: str, round_name: str) -> None:
    stage = read_stage(heading, "league")
    assert (stage.phase, stage.round) == ("play-off", round_name)


def test_no_heading_places_nothing_in_a_cup() -> None:
    assert read_stage(None, "cup") == Stage(None)


KNOWN_ROUNDS = re.compile(
    r"Final|Semi-finals|Quarter-finals|Third-place match|Round of \d+|Round \d|Preliminary round|Play-off round"
    r"|Qualifying round \d|Knockout round play-offs|Group \w( play-off)?|Second group stage, group \w|Matchday \d+"
    r"|Group stage|Second phase|Play-offs|Play-off (final|semi-finals|round \d)|Relegation play-off"
)


@pytest.mark.shared_data
def test_every_heading_of_the_real_files_is_understood(shared_data: Path) -> None:
    wanted = re.compile(
        r"(champs|facup|leaguecup|spain)|champions-league/2023|/(2020-21|2021-22)/(cup|facup|eflcup|2-)|^euro/(1968|2024)"
    )
    seen = set()
    for source in (Engsoccerdata(), OpenFootball()):
        for bundle in source.bundles(shared_data / source.folder):
            if wanted.search(bundle.name):
                seen |= {(match.round, match.competition) for match in source.parse(bundle).matches if match.round}
    assert len(seen) > 100
    for heading, competition in seen:
        stage = read_stage(heading, "league" if re.fullmatch(r"[a-z]{3}-\d", competition) else "cup")
        assert stage.phase in PHASES
        assert stage.round is None or KNOWN_ROUNDS.fullmatch(stage.round), (heading, stage)


def test_windows_of_a_season_neither_overlap_nor_run_backwards() -> None:
    seasons = {(w.competition, w.first_season) for w in stage_windows()} | {
        ("uefa-el", "2005-06"),
        ("uefa-cl", "2000-01"),
    }
    for competition, season in seasons:
        spans = sorted((first, last) for *_, first, last in dated_windows([(competition, season)]))
        assert all(first < last for first, last in spans)
        assert all(earlier[1] < later[0] for earlier, later in itertools.pairwise(spans)), (
            competition,
            season,
        )
