from __future__ import annotations

import csv
import datetime as dt
import shutil
from pathlib import Path

import pytest

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Parsed
from pressbox.sources.rows import MatchRow
from pressbox.sources.transfermarkt import COMPETITIONS, TABLES, Transfermarkt

SAMPLE = Path(__file__).parents[1] / "files" / "transfermarkt"
SUPERCOPPA = "2218677"


def read_folder(folder: Path) -> Parsed:
    (bundle,) = Transfermarkt().bundles(folder)
    return Transfermarkt().parse(bundle)


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    return read_folder(SAMPLE)


def find_match(parsed: Parsed, home: str) -> MatchRow:
    (match,) = [row for row in parsed.matches if row.home == home]
    return match


def test_a_league_match_ends_after_90_minutes(parsed: Parsed):
    match = find_match(parsed, "Volyn Lutsk")
    assert (match.competition, match.season, match.round) == ("ukr-1", "2012-13", "1. Matchday")
    assert (match.date, match.home_goals, match.away_goals) == (dt.date(2012, 7, 13), 1, 1)
    assert (match.extra_time, match.shoot_out, match.status) == (False, False, "played")


def test_kicks_of_a_shoot_out_are_taken_out_of_the_score(parsed: Parsed):
    match = find_match(parsed, "Paraguay")  # printed 5-3
    assert (match.home_goals, match.away_goals, match.home_pens, match.away_pens) == (0, 0, 5, 3)
    assert (match.extra_time, match.home_goals_aet, match.shoot_out) == (True, 0, True)
    assert [goal for goal in parsed.goals if goal.match == match.key] == []
    assert (match.competition, match.season) == ("fifa-world-cup", None)


def test_goals_after_the_90th_minute_are_of_extra_time(parsed: Parsed):
    match = find_match(parsed, "Juventus Football Club")  # printed 4-2
    assert (match.home_goals, match.away_goals) == (2, 2)
    assert (match.extra_time, match.home_goals_aet, match.away_goals_aet, match.shoot_out) == (True, 4, 2, False)


def test_a_cup_score_that_nothing_takes_apart_is_unknown(parsed: Parsed):
    match = find_match(parsed, "TSV Havelse")  # 2-2 after 90 minutes in truth
    assert (match.home_goals, match.extra_time, match.shoot_out) == (None, None, None)
    assert match.note == "3-2 as printed, which may count a shoot-out"


def test_first_legs_and_level_scores_need_no_events(parsed: Parsed):
    first, second = find_match(parsed, "Eskisehirspor"), find_match(parsed, "St. Johnstone FC")
    assert (first.leg, first.home_goals, first.extra_time) == (1, 2, False)
    assert (second.leg, second.home_goals, second.away_goals) == (2, 1, 1)
    assert (second.extra_time, second.shoot_out) == (None, False)
    assert first.round == "Qualifying | Second Round 1st leg"
    assert first.competition == "uefa-el"


def test_an_own_goal_counts_for_the_side_it_is_credited_to(parsed: Parsed):
    goals = [goal for goal in parsed.goals if goal.match == SUPERCOPPA]
    assert [(goal.sequence, goal.minute, goal.side) for goal in goals] == [
        (1, 27, "away"),
        (2, 37, "home"),
        (3, 41, "away"),
        (4, 74, "home"),
        (5, 97, "home"),
        (6, 101, "home"),
    ]
    assert [goal.minute for goal in goals if goal.own_goal] == [97]
    assert [goal.minute for goal in goals if goal.penalty] == [74]
    assert (goals[2].player, goals[5].player) == ("Goran Pandev", "Mirko Vucinic")
    assert goals[4].assist == "Andrea Pirlo"


def test_cards_are_told_apart_with_their_reason(parsed: Parsed):
    cards = {(card.minute, card.kind): card for card in parsed.cards if card.match == SUPERCOPPA}
    assert (cards[86, "red"].player, cards[86, "red"].reason) == ("Goran Pandev", "Abuse")
    assert cards[90, "second_yellow"].reason == "Foul"
    assert {card.kind for card in parsed.cards} == {"yellow", "second_yellow", "red"}


def test_substitutions_say_who_comes_off_and_who_on(parsed: Parsed):
    (elmander,) = [row for row in parsed.substitutions if row.player_off == "Johan Elmander"]
    assert (elmander.side, elmander.minute) == ("home", 79)


def test_rows_about_games_that_are_not_there_are_rejected(parsed: Parsed):
    reasons = [row.reason for row in parsed.rejected]
    assert sum("game_lineups.csv: game_id" in reason for reason in reasons) == 5
    assert sum("appearances.csv: game_id" in reason for reason in reasons) == 2
    assert sum("players.csv: current_club_name" in reason for reason in reasons) == 2
    assert len(reasons) == 9


def test_players_have_birth_date_position_and_last_club(parsed: Parsed):
    gerrard = next(row for row in parsed.squads if row.player == "Steven Gerrard")
    assert (gerrard.birth_date, gerrard.position, gerrard.nationality) == (dt.date(1980, 5, 30), "MF", "ENG")
    assert (gerrard.team, gerrard.competition, gerrard.country) == ("Liverpool Football Club", "eng-1", "ENG")


def test_clubs_have_their_code_as_an_alias(parsed: Parsed):
    names = {row.club: (row.alias, row.country) for row in parsed.club_names}
    assert names["Atalanta Bergamasca Calcio S.p.a."] == ("atalanta bergamo", "ITA")


def test_appearances_have_minutes_and_side(parsed: Parsed):
    row = next(row for row in parsed.player_matches if row.player == "Ramon Lopes")
    assert (row.side, row.minutes, row.goals, row.yellow_cards, row.started) == ("home", 90, 1, 1, None)


def test_line_ups_give_starters_and_their_formation(tmp_path: Path):
    copy_sample(tmp_path)
    change(tmp_path / "games.csv", {"2222962": {"home_club_formation": "4-3-3 Attacking"}})
    header = "game_lineups_id,date,game_id,player_id,club_id,player_name,type,position,number,team_captain\n"
    rows = [
        "a,2012-07-13,2222962,104351,4482,Ramon Lopes,starting_lineup,Left Winger,11,1",
        "b,2012-07-13,2222962,12064,4482,Igor Skoba,substitutes,Centre-Back,-,0",
        "c,2012-07-13,2222962,1,999,Nobody,substitutes,Centre-Back,7,0",
    ]
    (tmp_path / "game_lineups.csv").write_text(header + "\n".join(rows) + "\n", encoding="utf-8")
    parsed = read_folder(tmp_path)
    starter, reserve = parsed.lineups
    assert (starter.role, starter.formation, starter.number, starter.captain) == ("start", "4-3-3", 11, True)
    assert (reserve.role, reserve.number, reserve.position) == ("bench", None, "Centre-Back")
    assert any("club 999 did not play" in row.reason for row in parsed.rejected)
    started = {row.player: row.started for row in parsed.player_matches}
    assert (started["Ramon Lopes"], started["Igor Skoba"]) == (True, False)


def test_goals_that_do_not_add_up_are_rejected_and_the_score_is_unknown(tmp_path: Path):
    copy_sample(tmp_path)
    change(tmp_path / "games.csv", {SUPERCOPPA: {"home_club_goals": "5"}})
    parsed = read_folder(tmp_path)
    assert find_match(parsed, "Juventus Football Club").home_goals is None
    assert sum(f"goals of game {SUPERCOPPA}" in row.reason for row in parsed.rejected) == 6


def test_games_alone_can_be_read_and_nothing_without_them(tmp_path: Path):
    shutil.copy(SAMPLE / "games.csv", tmp_path)
    assert len(read_folder(tmp_path).matches) == 7
    (tmp_path / "games.csv").rename(tmp_path / "clubs.csv")
    with pytest.raises(LayoutChanged, match=r"games\.csv is missing"):
        read_folder(tmp_path)


def test_a_game_of_an_unknown_competition_is_rejected(tmp_path: Path):
    copy_sample(tmp_path)
    change(tmp_path / "games.csv", {SUPERCOPPA: {"competition_id": "XX1"}})
    assert any("XX1" in row.reason for row in read_folder(tmp_path).rejected)


def test_downloads_are_the_compressed_tables():
    downloads = {download.path: download.url for download in Transfermarkt().downloads("2023-24")}
    assert set(downloads) == {f"{table}.csv.gz" for table in TABLES}
    assert downloads["games.csv.gz"].endswith("/data/games.csv.gz")


def copy_sample(folder: Path) -> None:
    for path in SAMPLE.glob("*.csv"):
        shutil.copy(path, folder)


def change(path: Path, changes: dict[str, dict[str, str]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | changes.get(row["game_id"], {}) for row in rows)


@pytest.mark.shared_data
def test_tables_hold_the_rows_they_should(shared_data: Path):
    parsed = read_folder(shared_data / "transfermarkt-datasets")
    assert parsed.data_rows == 5 * 1_000 + 451
    assert (len(parsed.matches), len(parsed.club_names), len(parsed.squads)) == (1_000, 451, 998)
    assert (len(parsed.player_matches), len(parsed.lineups)) == (589, 0)
    assert (len(parsed.goals), len(parsed.cards), len(parsed.substitutions)) == (232, 302, 429)
    # 1,000 line-up rows and 411 appearances about other games, two players without a club, one goal of a cut game
    assert len(parsed.rejected) == 1_000 + 411 + 2 + 1


@pytest.mark.shared_data
def test_every_competition_of_the_list_is_known(shared_data: Path):
    path = shared_data / "transfermarkt-datasets" / "competitions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        listed = {row["competition_id"] for row in csv.DictReader(file)}
    assert listed == set(COMPETITIONS)
