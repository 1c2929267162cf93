import collections
import datetime as dt
from pathlib import Path

import pytest

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.fivethirtyeight import LEAGUES, FiveThirtyEight

FILES = Path(__file__).parents[1] / "files" / "fivethirtyeight"


@pytest.fixture
def parsed():
    source = FiveThirtyEight()
    (bundle,) = source.bundles(FILES)
    return source.parse(bundle)


def test_a_match_carries_result_forecast_and_expected_goals(parsed: Parsed):
    match, forecast, stats = parsed.matches[0], parsed.published_forecasts[0], parsed.match_stats[0]
    assert (match.competition, match.date, match.season) == ("eng-1", dt.date(2019, 3, 30), None)
    assert (match.home, match.away, match.home_goals, match.away_goals) == ("Northwick", "Southam", 0, 1)
    assert (forecast.match, forecast.home, forecast.draw, forecast.away) == ("2", 0.0463, 0.1157, 0.838)
    assert (forecast.home_rate, forecast.away_rate) == (0.91, 2.36)
    assert (forecast.home_rating, forecast.away_rating) == (51.16, 85.68)
    assert (stats.match, stats.home_xg, stats.away_xg, stats.home_shots) == ("2", 0.97, 0.63, None)


def test_halves_of_a_season_are_rounds_of_one_league(parsed: Parsed):
    assert (parsed.matches[1].competition, parsed.matches[1].round) == ("mex-1", "Apertura")


def test_a_match_without_expected_goals_has_no_statistics(parsed: Parsed):
    assert [stats.match for stats in parsed.match_stats] == ["2"]


def test_a_row_without_score_is_a_fixture_with_a_forecast(parsed: Parsed):
    match = parsed.matches[3]
    assert (match.status, match.home_goals) == ("scheduled", None)
    assert parsed.published_forecasts[3].home == 0.5


def test_a_score_entered_before_the_match_day_is_no_result_of_play(parsed: Parsed):
    assert [(match.away, match.status, match.note) for match in parsed.matches if match.note] == [
        ("Expulsado", "awarded", "score entered before the match day")
    ]


def test_unknown_leagues_and_impossible_probabilities_are_rejected(parsed: Parsed):
    assert [(row.source_line, row.reason) for row in parsed.rejected] == [
        (6, 'spi_matches.csv: league_id: "9999" is not a known league'),
        (7, "spi_matches.csv: probabilities 0.5, 0.3, 0.9 do not add up to 1"),
    ]
    assert parsed.data_rows == len(parsed.matches) + len(parsed.rejected)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2019-03-30", "2019-02-31", "not a day of the calendar"),
        (",0,1,0.97", ",x-y,1,0.97", 'score1: "x-y" is not a whole number'),
        ("0.0463", "1.0463", 'prob1: "1.0463" is not a probability'),
    ],
)
def test_a_bad_cell_rejects_its_row(tmp_path: Path, old: str, new: str, reason: str):
    path = tmp_path / "spi_matches.csv"
    path.write_text((FILES / "spi_matches.csv").read_text().replace(old, new))
    parsed = FiveThirtyEight().parse(Bundle("fivethirtyeight", "spi_matches.csv", (path,)))
    assert reason in parsed.rejected[0].reason
    assert parsed.rejected[0].source_line == 2
    assert len(parsed.matches) == len(parsed.published_forecasts) == 3


def test_a_missing_column_and_an_empty_file_are_refused(tmp_path: Path):
    path = tmp_path / "spi_matches.csv"
    bundle = Bundle("fivethirtyeight", "spi_matches.csv", (path,))
    path.write_text((FILES / "spi_matches.csv").read_text().replace("probtie", "tie"))
    with pytest.raises(LayoutChanged, match='no column "probtie"'):
        FiveThirtyEight().parse(bundle)
    path.write_text("")
    with pytest.raises(LayoutChanged, match="empty"):
        FiveThirtyEight().parse(bundle)


def test_the_one_file_is_downloaded():
    (download,) = FiveThirtyEight().downloads("2018-19")
    assert download.url == "https://projects.fivethirtyeight.com/soccer-api/club/spi_matches.csv"


@pytest.mark.shared_data
def test_all_rows_of_the_real_file_are_loaded(shared_data: Path):
    source = FiveThirtyEight()
    (bundle,) = source.bundles(shared_data / source.folder)
    parsed = source.parse(bundle)
    assert (parsed.data_rows, parsed.rejected) == (23_456, [])
    assert len(parsed.matches) == len(parsed.published_forecasts) == 23_456
    assert len(parsed.match_stats) == 11_600
    assert {match.competition for match in parsed.matches} == set(LEAGUES.values())
    status = collections.Counter(match.status for match in parsed.matches)
    assert status == {"played": 19_969, "scheduled": 3_477, "awarded": 10}
    awarded = [match for match in parsed.matches if match.status == "awarded"]
    assert all("Reus Deportiu" in (match.home, match.away) for match in awarded)
