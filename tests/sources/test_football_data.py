import collections
import datetime as dt
import gzip
from pathlib import Path

import pytest

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.football_data import FootballData, price_columns
from pressbox.sources.tabular import Table

FILES = Path(__file__).parents[1] / "files" / "football_data"
SEASON_ROWS = {
    "B1": [306, 306, 312],
    "P1": [306, 306, 306],
    "T1": [380, 342, 380],
    "EC": [506, 552, 552],
    "E0": [380, 380, 380, 335] + [380] * 20,
    "SP1": [380, 380, 380, 380, 268] + [380] * 19,
}
LEAGUE_ROWS = {"FIN": 2300, "NOR": 3029, "ROU": 3570, "RUS": 2936, "SWZ": 2232, "USA": 5115}
REJECTED_PRICES = {
    "mmz4281/0304/E0.csv": [103, 104, 105, 106, 107, 108, 109, 110, 111],  # Gamebookers' handicap is missing
    "mmz4281/0304/SP1.csv": [357],  # a price of 0.9
    "mmz4281/0405/E0.csv": [362, 362],  # a handicap of 1.28
    "mmz4281/1011/SP1.csv": [190, 190, 190, 190],  # a handicap of -1.2
    "mmz4281/2122/E0.csv": [168, 168],  # prices of 0.0
    "mmz4281/2324/EC.csv": [522, 522, 522, 522],  # the handicap is missing
}


def parse(name: str) -> Parsed:
    return FootballData().parse(Bundle("football_data", name, (FILES / name,)))


def prices_of(parsed: Parsed, match: str) -> dict[tuple[str, str, str, float | None, str], float]:
    return {
        (row.bookmaker, row.market, row.timing, row.handicap, row.outcome): row.price
        for row in parsed.prices
        if row.match == match
    }


def decode(*names: str) -> list[tuple[str, str, str, str]]:
    columns = price_columns(Table(Path("x.csv"), names, []))
    return [(column.bookmaker, column.market, column.timing, column.outcome) for column in columns]


def test_bundles_are_the_files_of_both_layouts_in_order():
    assert [bundle.name for bundle in FootballData().bundles(FILES)] == [
        "mmz4281/0304/SP1.csv",
        "mmz4281/2122/EC.csv",
        "mmz4281/2324/E0.csv",
        "new/SWZ.csv",
        "new/USA.csv",
    ]


def test_a_match_carries_result_half_time_referee_and_uk_time():
    match = parse("mmz4281/2324/E0.csv").matches[0]
    assert (match.competition, match.season, match.date) == ("eng-1", "2023-24", dt.date(2023, 8, 11))
    assert (match.kick_off, match.timezone) == (dt.time(20, 0), "Europe/London")
    assert (match.home_goals, match.away_goals, match.home_goals_ht, match.away_goals_ht) == (0, 3, 0, 2)
    assert (match.status, match.extra_time, match.referee) == ("played", False, "A Whistler")


def test_statistics_are_read_where_the_file_has_them():
    season = parse("mmz4281/2324/E0.csv")
    assert (season.match_stats[0].home_shots, season.match_stats[0].away_red_cards) == (6, 0)
    cards_only = parse("mmz4281/2122/EC.csv").match_stats[0]
    assert (cards_only.home_shots, cards_only.away_yellow_cards) == (None, 3)
    assert parse("mmz4281/0304/SP1.csv").match_stats == []


def test_prices_of_all_markets_are_decoded_from_the_column_names():
    prices = prices_of(parse("mmz4281/2324/E0.csv"), "2")
    assert prices["B365", "1x2", "opening", None, "home"] == 7.5
    assert prices["VC", "1x2", "opening", None, "home"] == 7.75
    assert prices["VC", "1x2", "closing", None, "home"] == 8.4
    assert prices["PS", "1x2", "closing", None, "away"] == 1.39
    assert prices["Avg", "total", "opening", 2.5, "under"] == 2.17
    assert prices["PS", "total", "closing", 2.5, "over"] == 1.70
    assert prices["B365", "handicap", "opening", 1.5, "home"] == 1.95
    assert prices["PS", "handicap", "closing", 1.75, "away"] == 2.02
    assert len(prices) == 22


def test_a_price_that_is_none_is_rejected_alone_with_its_line():
    parsed = parse("mmz4281/2324/E0.csv")
    assert len(parsed.matches) == parsed.data_rows == 2
    assert parsed.rejected == [
        (3, "0", 'price VCH: "0" is not a decimal price'),
        (3, "x", 'price B365AHH: "x" is not a number'),
        (3, "1.96", 'price PCAHH: "" is not a handicap'),
        (3, "1.96", 'price PCAHA: "" is not a handicap'),
    ]
    assert ("VC", "1x2", "opening", None, "draw") in prices_of(parsed, "3")


def test_an_empty_cell_is_no_price_and_no_fault():
    prices = prices_of(parse("mmz4281/2324/E0.csv"), "3")
    assert ("Avg", "total", "opening", 2.5, "over") not in prices


def test_old_files_have_a_handicap_to_each_bookmaker_and_goals_with_a_point():
    parsed = parse("mmz4281/0304/SP1.csv")
    assert prices_of(parsed, "2")["GB", "handicap", "opening", -0.75, "home"] == 1.95
    assert (parsed.matches[0].home_goals, parsed.matches[1].home_goals_ht) == (2, None)
    assert [row.source_line for row in parsed.rejected] == [3, 3]  # prices without their handicap


def test_a_row_of_commas_is_no_data():
    assert parse("mmz4281/0304/SP1.csv").data_rows == 2


def test_betbrain_prices_take_betbrains_handicap():
    prices = prices_of(parse("mmz4281/2122/EC.csv"), "2")
    assert prices["BbAv", "handicap", "opening", -0.25, "away"] == 1.87


def test_the_windows_1252_file_keeps_its_apostrophe():
    match = parse("mmz4281/2122/EC.csv").matches[0]
    assert (match.home, match.competition) == ("Queen’s Mill", "eng-5")


def test_american_evenings_fall_on_the_day_before_the_uk_date():
    matches = parse("new/USA.csv").matches
    # 03:30 on 11 March 2012 in London, six hours ahead of Chicago in winter.
    assert (matches[0].date, matches[0].kick_off, matches[0].timezone) == (
        dt.date(2012, 3, 10),
        dt.time(21, 30),
        "America/Chicago",
    )
    assert (matches[1].date, matches[1].kick_off) == (dt.date(2012, 3, 17), dt.time(19, 0))
    assert (matches[0].season, matches[0].competition) == ("2012", "usa-1")


def test_a_row_without_score_is_a_fixture():
    match = parse("new/USA.csv").matches[2]
    assert (match.status, match.home_goals) == ("scheduled", None)


def test_the_misprinted_closing_column_is_bet365s_away_price():
    prices = prices_of(parse("new/USA.csv"), "2")
    assert prices["B365", "1x2", "closing", None, "away"] == 4.5
    assert {key[2] for key in prices} == {"closing"}


def test_a_lower_leagues_match_in_a_leagues_file_is_a_play_off():
    league, play_off = parse("new/SWZ.csv").matches
    assert (league.competition, league.season, league.round) == ("sui-1", "2020-21", None)
    assert (play_off.competition, play_off.round, play_off.note) == (
        "sui-1",
        "Play-off",
        "listed under Challenge League",
    )


def test_columns_that_are_no_prices_are_left():
    assert decode("HomeTeam", "FTR", "HR", "HBP", "AHh", "BbAH", "Bb1X2", "BbOU", "GBAH", "Unnamed: 48", "") == []
    assert decode("XYAHH", "XYAHA") == []  # there is no handicap for it


def test_a_closing_price_is_told_from_a_bookmaker_in_c():
    assert decode("VCH", "VCCH", "BFECD", "1XBA", "MaxC<2.5") == [
        ("VC", "1x2", "opening", "home"),
        ("VC", "1x2", "closing", "home"),
        ("BFE", "1x2", "closing", "draw"),
        ("1XB", "1x2", "opening", "away"),
        ("Max", "total", "closing", "under"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("11/08/2023", "31/02/2024", 'Date: "31/02/2024" is not a day of the calendar'),
        ("Southam,0,", "Southam,x-y,", 'FTHG: "x-y" is not a whole number'),
        ("Southam,0,", "Southam,,", "goals of one side only"),
        ("E0,11/08", "E9,11/08", 'Div: "E9" is none of E0'),
        ("Northwick", "", "HomeTeam: missing"),
        ("20:00", "25:00", 'Time: "25:00" is not a time of day'),
    ],
)
def test_a_bad_cell_rejects_the_row_and_its_prices(tmp_path: Path, old: str, new: str, reason: str):
    path = tmp_path / "E0.csv"
    path.write_text((FILES / "mmz4281/2324/E0.csv").read_text().replace(old, new))
    parsed = FootballData().parse(Bundle("football_data", "mmz4281/2324/E0.csv", (path,)))
    (row,) = [row for row in parsed.rejected if not row.reason.startswith("price")]
    assert row.source_line == 2
    assert reason in row.reason
    assert [match.source_line for match in parsed.matches] == [3]
    assert {price.match for price in parsed.prices} == {"3"}
    assert {stats.match for stats in parsed.match_stats} == {"3"}


def test_a_missing_column_is_refused_with_file_and_column(tmp_path: Path):
    path = tmp_path / "E0.csv"
    path.write_text((FILES / "mmz4281/2324/E0.csv").read_text().replace("FTHG", "HomeGoals"))
    with pytest.raises(LayoutChanged, match=r'E0\.csv: no column "FTHG"'):
        FootballData().parse(Bundle("football_data", "mmz4281/2324/E0.csv", (path,)))


def test_a_truncated_gzip_and_an_empty_file_are_refused(tmp_path: Path):
    path = tmp_path / "E0.csv.gz"
    path.write_bytes(gzip.compress((FILES / "mmz4281/2324/E0.csv").read_bytes())[:200])
    with pytest.raises(LayoutChanged, match="broken gzip"):
        FootballData().parse(Bundle("football_data", "mmz4281/2324/E0.csv", (path,)))
    path = tmp_path / "E0.csv"
    path.touch()
    with pytest.raises(LayoutChanged, match="empty"):
        FootballData().parse(Bundle("football_data", "mmz4281/2324/E0.csv", (path,)))


@pytest.mark.parametrize("name", ["mmz4281/2023/E0.csv", "new/XXX.csv"])
def test_a_folder_or_file_of_another_name_is_refused(name: str):
    path = FILES / ("new/USA.csv" if name.startswith("new") else "mmz4281/2324/E0.csv")
    with pytest.raises(LayoutChanged, match=f"{name}: .*expected"):
        FootballData().parse(Bundle("football_data", name, (path,)))


def test_downloads_use_the_sites_code_of_the_season():
    downloads = {download.path: download.url for download in FootballData().downloads("2023-24")}
    assert downloads["mmz4281/2324/SP1.csv"] == "https://www.football-data.co.uk/mmz4281/2324/SP1.csv"
    assert downloads["new/USA.csv"] == "https://www.football-data.co.uk/new/USA.csv"
    assert all(download.path.startswith("new/") for download in FootballData().downloads("2024"))


@pytest.fixture(scope="module")
def real(shared_data: Path):
    source = FootballData()
    return {bundle.name: source.parse(bundle) for bundle in source.bundles(shared_data / source.folder)}


@pytest.mark.shared_data
def test_all_rows_of_the_real_files_are_loaded(real: dict[str, Parsed]):
    seasons = collections.defaultdict(list)
    for name, parsed in real.items():
        assert len(parsed.matches) == parsed.data_rows, name
        if name.startswith("mmz4281/"):
            seasons[Path(name).stem].append(parsed.data_rows)
        else:
            assert parsed.data_rows == LEAGUE_ROWS[Path(name).stem]
    assert seasons == SEASON_ROWS
    assert sum(map(sum, seasons.values())) == 22_637


@pytest.mark.shared_data
def test_only_the_known_prices_of_the_real_files_are_rejected(real: dict[str, Parsed]):
    rejected = {name: sorted(row.source_line for row in parsed.rejected) for name, parsed in real.items()}
    assert {name: lines for name, lines in rejected.items() if lines} == REJECTED_PRICES
    assert all(row.reason.startswith("price") for parsed in real.values() for row in parsed.rejected)


@pytest.mark.shared_data
def test_real_prices_are_plenty_and_make_books_of_about_one(real: dict[str, Parsed]):
    books: collections.defaultdict[tuple[object, ...], list[float]] = collections.defaultdict(list)
    for name, parsed in real.items():
        for row in parsed.prices:
            books[name, row.match, row.bookmaker, row.market, row.timing, row.handicap].append(row.price)
    assert sum(map(len, books.values())) == 1_348_647
    sums = [sum(1 / price for price in prices) for prices in books.values()]
    assert sum(0.9 < total < 1.25 for total in sums) > 0.9995 * len(sums)


@pytest.mark.shared_data
def test_burnley_v_manchester_city_is_read_as_played(real: dict[str, Parsed]):
    parsed = real["mmz4281/2324/E0.csv"]
    match = parsed.matches[0]
    assert (match.date, match.home, match.away) == (dt.date(2023, 8, 11), "Burnley", "Man City")
    assert (match.home_goals, match.away_goals, match.home_goals_ht, match.away_goals_ht) == (0, 3, 0, 2)
    prices = prices_of(parsed, match.key)
    assert [prices["B365", "1x2", "opening", None, outcome] for outcome in ("home", "draw", "away")] == [8.0, 5.5, 1.33]


@pytest.mark.shared_data
def test_every_mls_match_kicks_off_between_morning_and_midnight(real: dict[str, Parsed]):
    assert all(match.kick_off >= dt.time(7) for match in real["new/USA.csv"].matches if match.kick_off)
