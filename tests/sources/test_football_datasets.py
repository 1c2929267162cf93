import datetime as dt
from pathlib import Path

import pytest

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.football_datasets import FootballDatasets

FILES = Path(__file__).parents[1] / "files" / "football_datasets"
ROWS = {"premier-league": 11_944, "serie-a": 10_966, "la-liga": 11_944, "bundesliga": 9_486, "ligue-1": 11_235}


@pytest.fixture
def parsed():
    source = FootballDatasets()
    return {bundle.name: source.parse(bundle) for bundle in source.bundles(FILES)}


def test_a_match_carries_result_half_time_and_referee(parsed: dict[str, Parsed]):
    match = parsed["premier-league/season-0405.csv"].matches[1]
    assert (match.source_line, match.competition, match.season) == (3, "eng-1", "2004-05")
    assert (match.date, match.home, match.away) == (dt.date(2004, 8, 14), "Blackburn", "West Brom")
    assert (match.home_goals, match.away_goals, match.home_goals_ht, match.away_goals_ht) == (1, 1, 0, 1)
    assert match.referee == "C Foy"


def test_a_no_break_space_before_a_referee_is_dropped(parsed: dict[str, Parsed]):
    assert parsed["premier-league/season-0405.csv"].matches[3].referee == "U Rennie"


def test_statistics_are_home_and_away(parsed: dict[str, Parsed]):
    stats = parsed["premier-league/season-0405.csv"].match_stats[0]
    assert (stats.match, stats.home_shots, stats.away_shots, stats.home_shots_on_target) == ("2", 14, 6, 5)
    assert (stats.home_fouls, stats.home_corners, stats.away_corners, stats.home_woodwork) == (14, 12, 6, None)


def test_a_season_without_half_time_or_statistics_has_none(parsed: dict[str, Parsed]):
    season = parsed["serie-a/season-9394.csv"]
    assert season.matches[0].season == "1993-94"
    assert season.matches[0].home_goals_ht is None
    assert season.match_stats == []


def test_a_result_letter_that_contradicts_the_score_rejects_the_row(tmp_path: Path):
    text = (FILES / "serie-a/season-9394.csv").read_text().replace("5,2,H", "5,2,A")
    path = tmp_path / "season-9394.csv"
    path.write_text(text)
    parsed = FootballDatasets().parse(Bundle("football_datasets", "serie-a/season-9394.csv", (path,)))
    assert len(parsed.matches) == 2
    assert parsed.rejected[0].reason == 'season-9394.csv: result "A" contradicts the score 5-2'


@pytest.mark.parametrize("name", ["eredivisie/season-2324.csv", "serie-a/season-2325.csv"])
def test_an_unknown_league_or_season_is_refused(name: str):
    with pytest.raises(LayoutChanged, match="expected <league>/season-2324"):
        FootballDatasets().parse(Bundle("football_datasets", name, (FILES / "serie-a/season-9394.csv",)))


def test_a_season_is_five_downloads():
    downloads = list(FootballDatasets().downloads("2023-24"))
    assert [download.path for download in downloads[:2]] == [
        "premier-league/season-2324.csv",
        "serie-a/season-2324.csv",
    ]
    assert downloads[0].url == (
        "https://raw.githubusercontent.com/datasets/football-datasets/main/datasets/premier-league/season-2324.csv"
    )
    assert len(downloads) == 5


@pytest.mark.shared_data
def test_all_rows_of_the_real_files_are_loaded(shared_data: Path):
    source, rows = FootballDatasets(), dict.fromkeys(ROWS, 0)
    for bundle in source.bundles(shared_data / source.folder):
        parsed = source.parse(bundle)
        assert (len(parsed.matches), parsed.rejected) == (parsed.data_rows, []), bundle.name
        assert all(match.status == "played" for match in parsed.matches), bundle.name
        rows[bundle.name.split("/")[0]] += parsed.data_rows
    assert rows == ROWS
