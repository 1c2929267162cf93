import datetime as dt
from pathlib import Path

import pytest

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.odds_nm2890 import OddsNm2890

FILES = Path(__file__).parents[1] / "files" / "odds_nm2890"
ROWS = {
    "belgium/jupiler-pro-league.csv": 4400,
    "egypt/premier-league.csv": 3883,
    "england/premier-league.csv": 5672,
    "france/ligue-1.csv": 5528,
    "germany/bundesliga.csv": 4601,
    "italy/serie-a.csv": 5679,
    "netherlands/eredivisie.csv": 4722,
    "spain/laliga.csv": 5675,
}


@pytest.fixture
def parsed():
    source = OddsNm2890()
    (bundle,) = source.bundles(FILES)
    return source.parse(bundle)


def test_a_match_carries_its_central_european_kick_off(parsed: Parsed):
    match = parsed.matches[0]
    assert (match.competition, match.season, match.home, match.away) == ("eng-1", "2023-24", "Northwick", "Southam")
    assert (match.date, match.kick_off, match.timezone) == (dt.date(2023, 8, 11), dt.time(21, 0), "Europe/Paris")
    assert (match.home_goals, match.away_goals, match.home_goals_ht, match.away_goals_ht) == (0, 3, 0, 2)
    assert match.extra_time is None


def test_prices_are_averages_at_the_opening_and_the_close(parsed: Parsed):
    prices = {
        (row.market, row.timing, row.handicap, row.outcome): row.price for row in parsed.prices if row.match == "2"
    }
    assert prices["1x2", "closing", None, "home"] == 8.6
    assert prices["1x2", "opening", None, "home"] == 8.1
    assert prices["total", "opening", 2.5, "under"] == 2.15
    assert prices["btts", "closing", None, "yes"] == 1.95
    assert len(prices) == 14
    assert {row.bookmaker for row in parsed.prices} == {"Avg"}


def test_a_price_of_one_is_rejected_and_missing_ones_are_not(parsed: Parsed):
    assert [(row.source_line, row.reason) for row in parsed.rejected] == [
        (3, 'price away_open: "1.0" is not a decimal price')
    ]
    assert len([row for row in parsed.prices if row.match == "3"]) == 7


def test_a_league_that_is_not_known_is_refused():
    path = FILES / "england" / "premier-league.csv"
    with pytest.raises(LayoutChanged, match="wales/premier"):
        OddsNm2890().parse(Bundle("odds_nm2890", "wales/premier.csv", (path,)))


def test_a_missing_column_is_refused(tmp_path: Path):
    path = tmp_path / "premier-league.csv"
    path.write_text((FILES / "england" / "premier-league.csv").read_text().replace("bts_no_open", "bts"))
    with pytest.raises(LayoutChanged, match='no column "bts_no_open"'):
        OddsNm2890().parse(Bundle("odds_nm2890", "england/premier-league.csv", (path,)))


@pytest.mark.parametrize(("old", "new"), [("2023-08-11", "2023-02-31"), ("21:00:00", "21"), (",0,3,", ",x-y,3,")])
def test_a_bad_cell_rejects_the_row_and_its_prices(tmp_path: Path, old: str, new: str):
    path = tmp_path / "premier-league.csv"
    path.write_text((FILES / "england" / "premier-league.csv").read_text().replace(old, new))
    parsed = OddsNm2890().parse(Bundle("odds_nm2890", "england/premier-league.csv", (path,)))
    assert [match.source_line for match in parsed.matches] == [3]
    assert parsed.rejected[0].source_line == 2
    assert {price.match for price in parsed.prices} == {"3"}


def test_downloads_are_the_eight_leagues_whatever_the_season():
    downloads = list(OddsNm2890().downloads("2023-24"))
    assert len(downloads) == 8
    assert downloads[-1].url == "https://raw.githubusercontent.com/nm2890/football-data/main/data/spain/laliga.csv"


@pytest.mark.shared_data
def test_all_rows_of_the_real_files_are_loaded(shared_data: Path):
    source = OddsNm2890()
    rows, prices = {}, 0
    for bundle in source.bundles(shared_data / source.folder):
        parsed = source.parse(bundle)
        assert (len(parsed.matches), parsed.rejected) == (parsed.data_rows, []), bundle.name
        rows[bundle.name] = parsed.data_rows
        prices += len(parsed.prices)
        # The docstring of the module rests on this.
        assert all(match.kick_off >= dt.time(12) for match in parsed.matches if match.kick_off), bundle.name
    assert rows == ROWS
    assert prices == 512_284
