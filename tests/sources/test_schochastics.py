from __future__ import annotations

import collections
import csv
import datetime as dt
import json
from pathlib import Path

import pytest

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.rows import GoalRow, MatchRow
from pressbox.sources.schochastics import Schochastics
from pressbox.sources.schochastics_goals import parse_game
from pressbox.sources.tabular import BadCell

SAMPLE = Path(__file__).parents[1] / "files" / "schochastics"


def bundle_names(folder: Path) -> dict[str, Bundle]:
    return {bundle.name: bundle for bundle in Schochastics().bundles(folder)}


def read_sample(name: str) -> Parsed:
    return Schochastics().parse(bundle_names(SAMPLE)[name])


def find_match(parsed: Parsed, home: str, date: str | None = None) -> MatchRow:
    (match,) = [row for row in parsed.matches if row.home == home and (date is None or str(row.date) == date)]
    return match


def goals_of(parsed: Parsed, match: MatchRow) -> list[GoalRow]:
    return [goal for goal in parsed.goals if goal.match == match.key]


def test_every_file_of_the_sample_belongs_to_one_bundle():
    bundles = bundle_names(SAMPLE)
    files = [path for bundle in bundles.values() for path in bundle.paths]
    assert sorted(files) == sorted(path for path in SAMPLE.glob("*/*"))
    assert len(bundles["formations/formations_1718_premier_league.csv"].paths) == 2


def test_keys_are_unique_and_rows_refer_to_matches_of_the_bundle():
    source = Schochastics()
    for bundle in source.bundles(SAMPLE):
        parsed = source.parse(bundle)
        keys = [match.key for match in parsed.matches]
        assert len(set(keys)) == len(keys)
        rows = [*parsed.goals, *parsed.cards, *parsed.substitutions, *parsed.incidents, *parsed.lineups]
        assert {row.match for row in rows} <= set(keys)


# results


def test_scores_after_extra_time_are_kept_apart():
    final = find_match(read_sample("results/uefa-el.csv"), "Liverpool FC")
    assert (final.home_goals, final.away_goals) == (None, None)
    assert (final.extra_time, final.home_goals_aet, final.away_goals_aet, final.shoot_out) == (True, 5, 4, False)


def test_a_shoot_out_leaves_open_whether_there_was_extra_time():
    match = find_match(read_sample("results/uefa-el.csv"), "Valletta FC")
    assert (match.home_goals, match.away_goals, match.extra_time) == (3, 2, None)
    assert (match.shoot_out, match.home_pens) == (True, None)


def test_international_matches_before_the_first_mark_leave_extra_time_open():
    parsed = read_sample("results/uefa-el.csv")
    assert find_match(parsed, "Galatasaray").extra_time is None  # 2000-05-17, won on penalties in fact
    assert find_match(parsed, "Galatasaray").shoot_out is None
    assert find_match(parsed, "Chelsea FC").extra_time is False


def test_the_fairs_cup_ends_where_the_uefa_cup_starts():
    parsed = read_sample("results/uefa-el.csv")
    assert find_match(parsed, "Leeds United").competition == "fairs-cup"
    assert find_match(parsed, "Keflavik If").competition == "uefa-el"


def test_the_cup_winners_cup_never_tells_extra_time():
    (final,) = read_sample("results/uefa-cw.csv").matches
    assert (final.competition, final.extra_time, final.home_goals) == ("uefa-cw", None, 1)
    assert (final.home_country, final.away_country, final.date) == ("FRA", "AUT", dt.date(1996, 5, 8))


def test_false_in_a_column_of_flags_is_90_minutes():
    for match in read_sample("results/belgium.csv").matches:
        assert (match.competition, match.extra_time, match.shoot_out) == ("bel-1", False, False)


def test_in_japan_a_shoot_out_row_gives_the_score_of_the_shoot_out():
    match = find_match(read_sample("results/japan.csv"), "Nagoya Grampus")
    assert (match.shoot_out, match.home_pens, match.away_pens, match.home_goals) == (True, 4, 3, None)


def test_a_club_does_not_play_itself():
    parsed = read_sample("results/japan.csv")
    assert (parsed.data_rows, len(parsed.matches)) == (4, 3)
    assert parsed.rejected[0].source_line == 5
    assert "Yokohama F Marinos" in parsed.rejected[0].reason


def test_clubs_of_a_former_league_keep_their_country_of_today():
    matches = read_sample("results/yugoslavia.csv").matches
    assert {match.competition for match in matches} == {"yug-1"}
    assert find_match(read_sample("results/yugoslavia.csv"), "Hajduk Split").home_country == "CRO"


def test_a_broken_row_is_rejected_with_its_line(tmp_path: Path):
    lines = (SAMPLE / "results" / "belgium.csv").read_text(encoding="utf-8").splitlines()
    broken = [lines[1].replace("FALSE", "X"), lines[1].replace("belgium", "atlantis"), lines[1].replace("-10-", "-13-")]
    write(tmp_path / "results" / "belgium.csv", "\n".join([lines[0], *broken, lines[2], "a,b"]) + "\n")
    parsed = Schochastics().parse(bundle_names(tmp_path)["results/belgium.csv"])
    assert (parsed.data_rows, len(parsed.matches)) == (5, 1)
    assert [row.source_line for row in parsed.rejected] == [2, 3, 4, 6]


def test_a_file_without_its_columns_is_a_changed_layout(tmp_path: Path):
    write(tmp_path / "results" / "italy.csv", "home,away,date\nInter,Milan,2000-01-01\n")
    with pytest.raises(LayoutChanged, match="no column gh, ga"):
        Schochastics().parse(bundle_names(tmp_path)["results/italy.csv"])


def test_the_live_parquet_file_gives_the_same_matches_as_the_csv_files(tmp_path: Path):
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows, expected = [], []
    for bundle in bundle_names(SAMPLE).values():
        if bundle.name.startswith("results/"):
            expected += Schochastics().parse(bundle).matches
            with bundle.paths[0].open(encoding="utf-8") as file:
                rows += list(csv.DictReader(file))
    for row in rows:
        row["gh"], row["date"] = int(row["gh"]), dt.date.fromisoformat(row["date"])
    (tmp_path / "results").mkdir()
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "results" / "games.parquet")
    parsed = Schochastics().parse(bundle_names(tmp_path)["results/games.parquet"])
    assert parsed.data_rows == len(rows)
    assert {row._replace(source_line=0, key="") for row in parsed.matches} == {
        row._replace(source_line=0, key="") for row in expected
    }
    assert sorted(row.source_line for row in [*parsed.matches, *parsed.rejected]) == list(range(1, len(rows) + 1))


def test_a_broken_parquet_file_is_a_changed_layout(tmp_path: Path):
    write(tmp_path / "results" / "games.parquet", "no parquet")
    with pytest.raises(LayoutChanged, match="not a Parquet file"):
        Schochastics().parse(bundle_names(tmp_path)["results/games.parquet"])


# goals_time


def test_the_score_of_a_shoot_out_is_not_that_of_the_match():
    parsed = read_sample("goals_time/champions-league.csv")
    final = find_match(parsed, "Liverpool FC")
    assert (final.home_goals, final.away_goals, final.shoot_out, final.home_pens, final.away_pens) == (3, 3, True, 3, 2)
    assert final.extra_time is None  # no goal after 90 minutes, so the file cannot tell
    assert [goal.side for goal in goals_of(parsed, final)] == ["away"] * 3 + ["home"] * 3


def test_a_second_leg_after_extra_time_was_level_on_aggregate_after_90_minutes():
    match = find_match(read_sample("goals_time/champions-league.csv"), "Juventus")
    assert (match.leg, match.extra_time, match.shoot_out) == (2, True, False)
    assert (match.home_goals, match.away_goals, match.home_goals_aet, match.away_goals_aet) == (1, 0, 2, 0)


def test_extra_time_without_a_level_score_leaves_90_minutes_open():
    match = find_match(read_sample("goals_time/dfb-pokal.csv"), "1. FSV Mainz 05")
    assert (match.home_goals, match.home_goals_aet, match.away_goals_aet) == (None, 3, 2)


def test_an_unmarked_cup_match_with_a_goal_in_minute_116_had_extra_time():
    match = find_match(read_sample("goals_time/dfb-pokal.csv"), "VfB Theley")
    assert (match.extra_time, match.home_goals, match.away_goals, match.away_goals_aet) == (True, 2, 2, 4)
    replay = find_match(read_sample("goals_time/eng-fa-cup.csv"), "Nottingham Forest")
    assert (replay.extra_time, replay.home_goals, replay.home_goals_aet) == (True, 1, 2)


def test_minute_92_of_a_league_match_is_stoppage_time():
    parsed = read_sample("goals_time/fra-ligue-1.csv")
    match = find_match(parsed, "Olympique Lyonnais")
    (goal,) = goals_of(parsed, match)
    assert (goal.minute, goal.stoppage, match.extra_time) == (90, 2, False)


def test_awarded_matches_keep_the_award_as_score_and_the_goals_played():
    parsed = read_sample("goals_time/champions-league.csv")
    match = find_match(parsed, "Inter")
    assert (match.status, match.home_goals, match.away_goals, match.leg) == ("awarded", 0, 3, 2)
    assert [goal.player for goal in goals_of(parsed, match)] == ["Andriy Shevchenko"]
    assert match.note == "ended 0-1 on the pitch before it was awarded"


def test_void_and_abandoned_matches_are_marked():
    void = find_match(read_sample("goals_time/fra-coupe-de-france.csv"), "Paris FC")
    assert (void.status, void.home_goals) == ("void", None)
    abandoned = find_match(read_sample("goals_time/dfb-pokal.csv"), "Stuttgarter Kickers")
    assert (abandoned.status, abandoned.home_goals, abandoned.away_goals) == ("abandoned", 0, 2)


def test_goals_that_do_not_add_up_to_the_score_are_rejected_one_by_one():
    parsed = read_sample("goals_time/dfb-pokal.csv")
    match = find_match(parsed, "Tasmania 1900 Berlin")
    assert (match.home_goals, match.away_goals, goals_of(parsed, match)) == (1, 2, [])
    assert [row.source_line for row in parsed.rejected] == [2, 3]
    assert len(parsed.goals) + len(parsed.rejected) == parsed.data_rows


def test_minute_zero_is_unknown():
    parsed = read_sample("goals_time/eng-fa-cup.csv")
    goals = goals_of(parsed, find_match(parsed, "Barnet FC"))
    assert [goal.minute for goal in goals] == [None] * 5
    assert [goal.sequence for goal in goals] == [1, 2, 3, 4, 5]


def test_the_champions_league_of_2008_09_is_that_of_concacaf():
    parsed = read_sample("goals_time/champions-league.csv")
    assert find_match(parsed, "D.C. United").competition == "concacaf-cl"
    assert find_match(parsed, "Bayern München").competition == "uefa-cl"


def test_games_are_read_with_every_suffix():
    game = parse_game("1. FC Köln II vs. SV 1972 Wilhelmshaven 4:1 n.V. (Hinspiel 0:3)")
    assert (game.home, game.away, game.score, game.mark) == ("1. FC Köln II", "SV 1972 Wilhelmshaven", (4, 1), "n.V.")
    assert game.first_leg == (0, 3)
    with pytest.raises(BadCell, match="not a game"):
        parse_game("Real Madrid gegen Odense BK 6:0")


# goals_time2


def test_incidents_of_a_match_are_read_in_full():
    parsed = read_sample("goals_time2/italien_serie-a-2023-2024.json")
    (match,) = parsed.matches
    assert (match.home, match.away, match.date) == ("atalanta-bergamo", "hellas-verona", dt.date(2024, 4, 15))
    assert (match.competition, match.season, match.home_goals, match.away_goals) == ("ita-1", "2023-24", 2, 2)
    assert (match.city, match.extra_time, match.round) == ("Bergamo", False, None)
    goals = [(goal.player, goal.minute, goal.assist) for goal in parsed.goals]
    assert goals[0] == ("Scamacca G.", 13, "Koopmeiners T.")
    assert [minute for _, minute, _ in goals] == [13, 18, 56, 60]
    assert [(card.player, card.minute, card.kind) for card in parsed.cards] == [
        ("Suslov T.", 42, "yellow"),
        ("Dani Silva", 83, "yellow"),
    ]
    assert match.attendance == 14_666


def test_a_second_yellow_card_is_a_dismissal():
    parsed = read_sample("goals_time2/deutschland_bundesliga-2018-2019.json")
    cards = [(card.minute, card.kind) for card in parsed.cards if card.player == "Baumgartner C."]
    assert cards == [(18, "yellow"), (41, "second_yellow")]


def test_a_shoot_out_is_no_goal_and_its_kicks_are_no_missed_penalties():
    parsed = read_sample("goals_time2/frankreich_ligue-1-2023-2024.json")
    match = find_match(parsed, "rodez-af")
    assert (match.home_goals, match.away_goals, match.shoot_out, match.extra_time) == (2, 2, True, None)
    assert match.note == "rodez-af won the shoot-out"
    assert [row for row in parsed.incidents if row.match == match.key] == []
    assert [(goal.minute, goal.stoppage, goal.penalty) for goal in goals_of(parsed, match)][1::2] == [
        (8, None, True),
        (90, 6, False),
    ]


def test_extra_time_shows_in_the_minutes_of_the_incidents():
    match = find_match(read_sample("goals_time2/frankreich_ligue-1-2023-2024.json"), "fc-metz")
    assert (match.extra_time, match.home_goals, match.away_goals) == (True, 2, 1)
    assert (match.home_goals_aet, match.away_goals_aet) == (2, 2)


def test_goals_that_did_not_count_cost_the_match_its_goals_not_its_score():
    parsed = read_sample("goals_time2/england_premier-league-2020-2021.json")
    (match,) = parsed.matches
    assert (match.home_goals, match.away_goals, parsed.goals) == (1, 0, [])
    assert "do not add up" in parsed.rejected[0].reason


def test_what_is_no_match_is_rejected_and_what_is_no_list_is_a_changed_layout(tmp_path: Path):
    name = "goals_time2/italien_serie-a-2023-2024.json"
    write(tmp_path / name, json.dumps([{"home": "inter-mailand"}]))
    parsed = Schochastics().parse(bundle_names(tmp_path)[name])
    assert (parsed.data_rows, parsed.matches, len(parsed.rejected)) == (1, [], 1)
    for text in ("{", '{"matches": []}'):
        write(tmp_path / name, text)
        with pytest.raises(LayoutChanged):
            Schochastics().parse(bundle_names(tmp_path)[name])


# formations, names, downloads


def test_line_ups_carry_line_slot_and_formation():
    parsed = read_sample("formations/formations_1718_premier_league.csv")
    (match,) = parsed.matches
    assert (match.home, match.away, match.season) == ("Arsenal", "Leicester City", "2017-18")
    assert (match.date, match.home_goals, match.competition) == (None, None, "eng-1")
    arsenal = [row for row in parsed.lineups if row.side == "home"]
    assert collections.Counter(row.line for row in arsenal) == {1: 1, 2: 3, 3: 4, 4: 2, 5: 1}  # 3-4-2-1
    (lacazette,) = [row for row in arsenal if row.player == "Alexandre Lacazette"]
    assert (lacazette.line, lacazette.slot, lacazette.number, lacazette.role) == (5, 1, 9, "start")
    assert lacazette.formation == "3-4-2-1"


def test_line_ups_without_their_formations_are_a_changed_layout(tmp_path: Path):
    write(tmp_path / "formations" / "formations_1718_premier_league.csv", "gameid,team,formation,players\n")
    with pytest.raises(LayoutChanged, match="beside"):
        Schochastics().parse(bundle_names(tmp_path)["formations/formations_1718_premier_league.csv"])


def test_clubs_have_their_slug_and_abbreviation_as_aliases():
    names = read_sample("elo/team_dictionary_men.csv").club_names
    assert {row.country for row in names} == {"FIJ", "SRB", "ARG", "CIV", "ITA"}
    assert [(row.alias, row.country) for row in names if row.club == "Atalanta Bergamo"] == [
        ("ATA", "ITA"),
        ("atalanta bergamo", "ITA"),
    ]


def test_downloads_are_the_addresses_and_places_of_the_live_files():
    downloads = {download.path: download.url for download in Schochastics().downloads("2023-24")}
    assert downloads["results/games.parquet"].endswith("/football-data/master/data/results/games.parquet")
    assert "goals_time2/england_premier-league-2023-2024.json" in downloads
    assert "goals_time/europa-league.csv" in downloads


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


# the real files

GOALS_TIME = {  # rows, games
    "champions-league": (10_233, 3_393),
    "europa-league": (7_816, 2_687),
    "eng-premier-league": (35_542, 12_182),
    "ita-serie-a": (31_456, 10_886),
    "esp-primera-division": (33_363, 11_635),
    "fra-ligue-1": (29_969, 11_090),
    "eng-fa-cup": (11_493, 3_779),
    "eng-league-cup": (10_655, 3_373),
    "dfb-pokal": (15_757, 4_156),
    "esp-copa-del-rey": (5_855, 2_002),
    "fra-coupe-de-france": (6_464, 2_154),
}


@pytest.fixture(scope="module")
def real(shared_data: Path) -> dict[str, Bundle]:
    return bundle_names(shared_data / "football-data-schochastics")


@pytest.mark.shared_data
@pytest.mark.parametrize("file", GOALS_TIME)
def test_goals_files_hold_the_rows_and_games_they_should(real: dict[str, Bundle], file: str):
    parsed = Schochastics().parse(real[f"goals_time/{file}.csv"])
    assert (parsed.data_rows, len(parsed.matches)) == GOALS_TIME[file]
    assert len(parsed.goals) + len(parsed.rejected) == parsed.data_rows
    assert len({row.reason for row in parsed.rejected}) <= 5


@pytest.mark.shared_data
def test_incident_files_hold_the_matches_they_should(real: dict[str, Bundle]):
    counts, playoffs, dismissals = {}, 0, 0
    for name, bundle in real.items():
        if name.startswith("goals_time2/"):
            parsed = Schochastics().parse(bundle)
            assert parsed.data_rows == len(parsed.matches)
            counts[name[12:-5]] = len(parsed.matches)
            playoffs += sum(match.round == "Play-offs" for match in parsed.matches)
            dismissals += sum(card.kind == "second_yellow" for card in parsed.cards)
    assert len(counts) == 30
    assert sum(counts.values()) == 10_810
    assert counts["frankreich_ligue-1-2019-2020"] == 279
    assert counts["italien_serie-a-2022-2023"] == 381
    assert playoffs == 6 * 2 + 4 * 4 + 1  # Bundesliga; four seasons of Ligue 1; Spezia v Verona
    assert dismissals == 962


@pytest.mark.shared_data
def test_line_up_files_hold_the_rows_they_should(real: dict[str, Bundle]):
    for season in ("1718", "1920"):
        parsed = Schochastics().parse(real[f"formations/formations_{season}_premier_league.csv"])
        assert (parsed.data_rows, len(parsed.matches), len(parsed.lineups)) == (760 + 8_360, 380, 8_360)
        assert parsed.rejected == []
    assert Schochastics().parse(real["elo/team_dictionary_men.csv"]).data_rows == 5_883


@pytest.mark.shared_data
def test_results_files_hold_the_rows_they_should(real: dict[str, Bundle]):
    rows, matches, competitions = collections.Counter(), 0, set()
    for name, bundle in real.items():
        if name.startswith("results/"):
            parsed = Schochastics().parse(bundle)
            assert all("are both" in row.reason for row in parsed.rejected)
            rows[name[8:-4]] += parsed.data_rows
            matches += len(parsed.matches)
            competitions |= {match.competition for match in parsed.matches}
    assert (len(rows), sum(rows.values())) == (223, 930_175)
    assert matches == 930_175 - 212
    assert {file: rows[file] for file in ("uefa-el", "uefa-cl", "uefa-cw", "uefa-sc", "uefa-itc")} == {
        "uefa-el": 12_918,
        "uefa-cl": 7_191,
        "uefa-cw": 2_519,
        "uefa-sc": 64,
        "uefa-itc": 1_558,
    }
    assert len(competitions) == 223 + 1  # the Fairs Cup is in the file of the UEFA Cup


@pytest.mark.shared_data
def test_european_cup_ties_read_as_they_were_played(real: dict[str, Bundle]):
    matches = {(str(m.date), m.home): m for m in Schochastics().parse(real["goals_time/europa-league.csv"]).matches}
    first_leg = matches["2024-04-11", "Liverpool FC"]
    assert (first_leg.away, first_leg.home_goals, first_leg.away_goals) == ("Atalanta", 0, 3)
    second_leg = matches["2024-04-18", "Atalanta"]
    assert (second_leg.leg, second_leg.home_goals, second_leg.away_goals) == (2, 0, 1)
