from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.fpl import Fpl, parse_news
from pressbox.sources.rows import AvailabilityRow

SAMPLE = Path(__file__).parents[1] / "files" / "fpl"


def bundles_of(folder: Path) -> dict[str, Bundle]:
    return {bundle.name: bundle for bundle in Fpl().bundles(folder)}


def read_season(season: str, folder: Path = SAMPLE) -> Parsed:
    return Fpl().parse(bundles_of(folder)[season])


def reports_on(parsed: Parsed, player: str) -> list[AvailabilityRow]:
    return [row for row in parsed.availability if row.player == player]


def test_a_season_is_one_bundle_of_all_its_files():
    bundles = bundles_of(SAMPLE)
    assert list(bundles) == ["2016-17", "2019-20", "2022-23"]
    names = [path.name for path in bundles["2022-23"].paths]
    assert names == [
        "players_raw.csv", "teams.csv", "fixtures.csv", "availability.csv", "gw1.csv", "gw7.csv", "gw16.csv",
    ]  # fmt: skip
    assert bundles["2016-17"].paths[-1].name == "master_team_list.csv"


def test_a_season_without_fixtures_gets_its_matches_from_the_gameweeks():
    (match,) = read_season("2016-17").matches
    assert (match.home, match.away, match.home_goals, match.away_goals) == ("Everton", "Spurs", 1, 1)
    assert (match.date, match.kick_off, match.timezone) == (dt.date(2016, 8, 13), dt.time(14, 0), "UTC")
    assert (match.competition, match.season, match.status) == ("eng-1", "2016-17", "played")


def test_latin_1_gameweeks_are_read_and_players_have_the_names_of_the_season():
    players = {row.player: row for row in read_season("2016-17").player_matches}
    assert set(players) == {"Aaron Lennon", "Arouna Koné", "Maarten Stekelenburg", "Mason Holgate", "Michel Vorm"}
    assert (players["Michel Vorm"].side, players["Arouna Koné"].side) == ("away", "home")
    assert (players["Arouna Koné"].started, players["Arouna Koné"].xg) == (None, None)
    assert players["Michel Vorm"].position == "GK"


def test_rows_of_a_postponed_match_are_rejected_and_those_of_the_match_kept():
    parsed = read_season("2019-20")
    assert len(parsed.rejected) == 4
    assert "275 was played on another day" in parsed.rejected[0].reason
    assert [(row.player, row.minutes) for row in parsed.player_matches] == [
        ("Bernd Leno", 90),
        ("Bukayo Saka", 90),
        ("Kevin De Bruyne", 69),
        ("Raheem Sterling", 90),
    ]
    match = next(match for match in parsed.matches if match.key == "275")
    assert (match.home, match.away, match.home_goals, match.date) == ("Man City", "Arsenal", 3, dt.date(2020, 6, 17))


def test_who_started_is_unknown_where_the_file_says_nobody_did():
    parsed = read_season("2022-23")
    first, sixteenth = ([row for row in parsed.player_matches if row.match == key] for key in ("1", "155"))
    assert {row.started for row in first} == {None}
    assert {row.xg for row in first} == {None}
    started = {row.player: row.started for row in sixteenth}
    assert started["Erling Haaland"] is True
    assert started["Fin Stevens"] is False


def test_expected_goals_of_a_match_are_the_sum_of_its_players():
    # Rodri 0.15550, Haaland 0.02680, Foden 0.42400, De Bruyne 0.09750, Cancelo 0.16700: 0.8708
    (stats,) = read_season("2022-23").match_stats
    assert (stats.match, stats.home_xg, stats.away_xg, stats.home_shots) == ("155", 0.87, 0.0, None)


def test_players_keep_their_key_from_season_to_season():
    keys = {row.player: row.player_key for row in read_season("2019-20").player_matches}
    assert keys["Kevin De Bruyne"] == "61366"
    assert {row.player: row.player_key for row in read_season("2022-23").player_matches}["Kevin De Bruyne"] == "61366"


def test_squads_have_club_and_position():
    squad = {row.player: row for row in read_season("2022-23").squads}
    matip = squad["Joel Matip"]
    assert (matip.team, matip.position, matip.season, matip.competition) == ("Liverpool", "DF", "2022-23", "eng-1")


def test_reports_carry_status_reason_and_the_time_they_were_seen():
    first, *_, last = reports_on(read_season("2022-23"), "Diogo Teixeira da Silva")
    assert (first.status, first.chance, first.reason, first.expected_return) == (
        "doubtful", 0.5, "Hamstring injury", None,
    )  # fmt: skip
    assert (first.since, first.seen_at) == (dt.date(2022, 7, 15), dt.datetime(2022, 7, 16, 16, 13, 47, tzinfo=dt.UTC))
    assert (first.team, first.reporter) == ("Liverpool", "Fantasy Premier League")
    assert last.chance == 0.5


def test_injured_loaned_and_healthy_players_are_told_apart():
    parsed = read_season("2022-23")
    healthy, injured, *_ = reports_on(parsed, "Joel Matip")
    assert (healthy.status, healthy.reason, healthy.since, healthy.chance) == ("available", None, None, None)
    assert (injured.status, injured.expected_return, injured.chance) == ("out", "31 Aug", 0.0)
    on_loan = reports_on(parsed, "Nicolas Pépé")[-1]
    assert (on_loan.status, on_loan.reason) == ("out", "Season-long loan to Nice")
    (banned,) = [row for row in parsed.availability if row.status == "suspended"]
    assert (banned.reason, banned.expected_return) == ("Suspended", "13 Aug")


def test_news_posted_before_midnight_utc_belong_to_the_day_in_london():
    trent = reports_on(read_season("2022-23"), "Trent Alexander-Arnold")[-1]
    assert trent.since == dt.date(2022, 10, 9)  # 21:00 UTC is 22:00 in London
    matip = reports_on(read_season("2022-23"), "Joel Matip")[-1]
    assert matip.since == dt.date(2022, 10, 11)  # 22:30 UTC is 23:30


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("Knee injury - Expected back 19 May", ("Knee injury", "19 May")),
        ("Hip injury - Unknown return date", ("Hip injury", "unknown")),
        ("Knock - 75% chance of playing", ("Knock", None)),
        ("Suspended until 21 Oct", ("Suspended", "21 Oct")),
        ("Transferred to Monaco", ("Transferred to Monaco", None)),
        ("Left the club - Expected back - 01 Jan", ("Left the club", "- 01 Jan")),
    ],
)
def test_news_are_split_into_reason_and_return(text: str, news: tuple[str, str | None]):
    assert parse_news(text) == news


def test_the_live_documents_read_like_a_season(tmp_path: Path):
    write_live(tmp_path)
    parsed = read_season("live", tmp_path)
    played, ahead = parsed.matches
    assert (played.season, played.home, played.away, played.home_goals, played.status) == (
        "2024-25", "Arsenal", "Spurs", 2, "played",
    )  # fmt: skip
    assert (ahead.status, ahead.home_goals, ahead.date, ahead.extra_time) == ("scheduled", None, None, None)
    (report,) = parsed.availability
    assert (report.player, report.status, report.chance) == ("Bukayo Saka", "doubtful", 0.75)
    assert report.seen_at == dt.datetime(2024, 9, 1, 12, 0, tzinfo=dt.UTC)
    assert [row.player for row in parsed.squads] == ["Bukayo Saka"]  # the manager is none


def write_live(folder: Path) -> None:
    player = {
        "id": 1, "code": 223340, "first_name": "Bukayo", "second_name": "Saka", "web_name": "Saka", "team": 1,
        "element_type": 3, "status": "d", "news": "Knock - 75% chance of playing",
        "news_added": "2024-08-30T10:00:00.123456Z", "chance_of_playing_next_round": 75,
    }  # fmt: skip
    manager = player | {"id": 2, "element_type": 5, "first_name": "Mikel", "second_name": "Arteta"}
    fixture = {
        "id": 1, "finished": True, "kickoff_time": "2024-08-17T14:00:00Z", "team_h": 1, "team_a": 2,
        "team_h_score": 2, "team_a_score": 0,
    }  # fmt: skip
    ahead = fixture | {"id": 2, "finished": False, "kickoff_time": None, "team_h_score": None, "team_a_score": None}
    static = {
        "events": [{"id": 1, "deadline_time": "2024-08-16T17:30:00Z"}],
        "teams": [{"id": 1, "name": "Arsenal"}, {"id": 2, "name": "Spurs"}],
        "elements": [player, manager],
    }
    (folder / "live").mkdir()
    bootstrap = folder / "live" / "bootstrap-static.json"
    bootstrap.write_text(json.dumps(static), encoding="utf-8")
    seen_at = dt.datetime(2024, 9, 1, 12, 0, tzinfo=dt.UTC).timestamp()
    os.utime(bootstrap, (seen_at, seen_at))
    (folder / "live" / "fixtures.json").write_text(json.dumps([fixture, ahead]), encoding="utf-8")


@pytest.mark.parametrize("text", ["{", "[]", '{"events": []}', '{"events": 3}'])
def test_live_documents_of_another_shape_are_a_changed_layout(tmp_path: Path, text: str):
    write_live(tmp_path)
    (tmp_path / "live" / "bootstrap-static.json").write_text(text, encoding="utf-8")
    with pytest.raises(LayoutChanged, match=r"bootstrap-static\.json"):
        read_season("live", tmp_path)


def test_a_season_without_players_is_a_changed_layout(tmp_path: Path):
    (tmp_path / "2023-24").mkdir()
    (tmp_path / "2023-24" / "teams.csv").write_text("id,name\n1,Arsenal\n", encoding="utf-8")
    with pytest.raises(LayoutChanged, match=r"players_raw\.csv"):
        read_season("2023-24", tmp_path)


def test_downloads_are_the_archive_of_the_season_and_the_live_documents():
    downloads = {download.path: download.url for download in Fpl().downloads("2023-24")}
    assert downloads["2023-24/gws/merged_gw.csv"].endswith("/master/data/2023-24/gws/merged_gw.csv")
    assert downloads["live/bootstrap-static.json"] == "https://fantasy.premierleague.com/api/bootstrap-static/"


GAMEWEEK_ROWS = {
    "2016-17": 23_679, "2017-18": 22_467, "2018-19": 21_790, "2019-20": 22_560,
    "2020-21": 24_365, "2021-22": 25_447, "2022-23": 26_505, "2023-24": 29_725,
}  # fmt: skip
PLAYERS = {
    "2016-17": 683, "2017-18": 647, "2018-19": 624, "2019-20": 666,
    "2020-21": 713, "2021-22": 737, "2022-23": 778, "2023-24": 865,
}  # fmt: skip
AVAILABILITY = {"2021-22": 4_724, "2022-23": 4_261, "2023-24": 5_088}


@pytest.mark.shared_data
@pytest.mark.parametrize("season", GAMEWEEK_ROWS)
def test_seasons_hold_the_rows_they_should(shared_data: Path, season: str):
    parsed = read_season(season, shared_data / "fpl")
    postponed = 59 if season == "2019-20" else 0
    assert len(parsed.matches) == 380
    assert len(parsed.player_matches) + postponed == GAMEWEEK_ROWS[season]
    assert len(parsed.rejected) == postponed
    assert len(parsed.squads) == PLAYERS[season]
    assert len(parsed.availability) == AVAILABILITY.get(season, 0)
    fixtures = 380 if season >= "2018-19" else 0
    assert parsed.data_rows == (GAMEWEEK_ROWS[season] + PLAYERS[season] + AVAILABILITY.get(season, 0) + 20 + fixtures)


@pytest.mark.shared_data
def test_eleven_start_wherever_the_file_tells_who_did(shared_data: Path):
    for season, sides in (("2022-23", 488), ("2023-24", 760)):
        parsed = read_season(season, shared_data / "fpl")
        started: dict[tuple[str, str], int] = {}
        for row in parsed.player_matches:
            if row.started is not None:
                started[row.match, row.side] = started.get((row.match, row.side), 0) + row.started
        assert len(started) == sides
        assert set(started.values()) == {11}
        assert len(parsed.match_stats) == sides // 2


@pytest.mark.shared_data
def test_liverpool_against_crystal_palace_reads_as_it_was_played(shared_data: Path):
    parsed = read_season("2023-24", shared_data / "fpl")
    (match,) = [row for row in parsed.matches if (row.home, row.away) == ("Liverpool", "Crystal Palace")]
    assert (match.date, match.kick_off, match.home_goals, match.away_goals) == (
        dt.date(2024, 4, 14), dt.time(13, 0), 0, 1,
    )  # fmt: skip
    minutes = {row.player: row.minutes for row in parsed.player_matches if row.match == match.key}
    assert (minutes["Conor Bradley"], minutes["Alisson Ramses Becker"], minutes["Diogo Teixeira da Silva"]) == (
        47, 90, 24,
    )  # fmt: skip
    eve = dt.datetime(2024, 4, 17, tzinfo=dt.UTC)
    matip = [row for row in reports_on(parsed, "Joel Matip") if row.seen_at < eve][-1]
    assert (matip.status, matip.reason) == ("out", "Knee injury")
