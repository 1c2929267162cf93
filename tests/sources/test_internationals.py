import datetime as dt
import shutil
from pathlib import Path

import pytest

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Parsed
from pressbox.sources.internationals import Internationals, competition_of
from pressbox.sources.rows import MatchRow

FILES = Path(__file__).parents[1] / "files" / "internationals"


def parse(folder: Path) -> dict[str, Parsed]:
    source = Internationals()
    return {bundle.name: source.parse(bundle) for bundle in source.bundles(folder)}


@pytest.fixture
def results():
    return parse(FILES)["results.csv"]


def match_on(parsed: Parsed, day: str) -> MatchRow:
    (match,) = [match for match in parsed.matches if match.date == dt.date.fromisoformat(day)]
    return match


def changed(tmp_path: Path, name: str, old: str, new: str) -> Path:
    for path in FILES.glob("*.csv"):
        shutil.copy(path, tmp_path)
    path = tmp_path / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return tmp_path


def test_results_shoot_outs_and_goals_are_one_bundle():
    bundles = list(Internationals().bundles(FILES))
    assert [(bundle.name, [path.name for path in bundle.paths]) for bundle in bundles] == [
        ("former_names.csv", ["former_names.csv"]),
        ("results.csv", ["results.csv", "shootouts.csv", "goalscorers.csv"]),
    ]


def test_results_can_be_read_without_the_other_files(tmp_path: Path):
    shutil.copy(FILES / "results.csv", tmp_path)
    results = parse(tmp_path)["results.csv"]
    assert (results.data_rows, len(results.goals)) == (7, 0)
    assert all(match.shoot_out is None for match in results.matches)


def test_data_rows_are_those_of_all_three_files(results: Parsed):
    assert results.data_rows == 7 + 3 + 10
    assert (len(results.matches), len(results.goals), len(results.rejected)) == (7, 10, 1)


def test_a_match_carries_tournament_city_and_ground(results: Parsed):
    match = results.matches[5]
    assert (match.competition, match.home, match.away) == ("uefa-euro", "Spain", "England")
    assert (match.home_goals, match.away_goals, match.city, match.neutral) == (2, 1, "Berlin", True)
    assert (match.extra_time, match.season, match.home_country) == (None, None, None)


def test_a_shoot_out_is_a_note_and_leaves_the_score(results: Parsed):
    match = match_on(results, "2022-12-18")
    assert (match.home_goals, match.away_goals, match.extra_time) == (3, 3, None)
    assert (match.shoot_out, match.home_pens) == (True, None)
    assert match.note == "shoot-out won by Argentina; first kick by France"


def test_a_shoot_out_without_a_match_is_rejected(results: Parsed):
    (row,) = results.rejected
    assert (row.source_line, row.reason) == (
        3,
        "shootouts.csv: no match Saare County v Åland Islands on 2011-06-29 in results.csv",
    )


def test_goals_are_numbered_within_their_match_and_have_a_side(results: Parsed):
    final = match_on(results, "2022-12-18")
    goals = [goal for goal in results.goals if goal.match == final.key]
    assert [goal.sequence for goal in goals] == [1, 2, 3, 4, 5, 6]
    assert [goal.side for goal in goals] == ["home", "home", "away", "away", "home", "away"]
    assert (goals[0].player, goals[0].minute, goals[0].penalty, goals[0].own_goal) == ("Lionel Messi", 23, True, False)
    assert goals[5].minute == 118


def test_two_meetings_on_one_day_are_two_matches_to_which_no_goal_can_be_given(tmp_path: Path):
    row = "\n1974-02-17,Tahiti,New Caledonia,Tahiti,NA,NA,FALSE,FALSE\n2006-07-09,Italy,France,France,Zi"
    folder = changed(tmp_path, "goalscorers.csv", "\n2006-07-09,Italy,France,France,Zi", row)
    results = parse(folder)["results.csv"]
    assert len({match.key for match in results.matches if match.home == "Tahiti"}) == 2
    assert (
        2,
        "goalscorers.csv: 2 matches Tahiti v New Caledonia on 1974-02-17 in results.csv",
    ) in [(row.source_line, row.reason) for row in results.rejected]


def test_an_unknown_scorer_or_minute_stays_unknown(tmp_path: Path):
    folder = changed(tmp_path, "goalscorers.csv", "Zinedine Zidane,7", "NA,NA")
    goal = parse(folder)["results.csv"].goals[0]
    assert (goal.player, goal.minute) == (None, None)


def test_a_goal_of_a_third_team_is_rejected(tmp_path: Path):
    folder = changed(tmp_path, "goalscorers.csv", "Italy,France,France,Zi", "Italy,France,Spain,Zi")
    results = parse(folder)["results.csv"]
    assert results.rejected[-1].reason == 'goalscorers.csv: team: "Spain" is neither Italy nor France'
    assert [goal.sequence for goal in results.goals[:2]] == [1, 1]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("2006-07-09", "2006-02-31", "not a day of the calendar"),
        ("Italy,France,1,1", "Italy,France,x-y,1", 'home_score: "x-y" is not a whole number'),
        ("Berlin,Germany,TRUE", "Berlin,Germany,MAYBE", "neither true nor false"),
    ],
)
def test_a_bad_cell_rejects_its_row(tmp_path: Path, old: str, new: str, reason: str):
    results = parse(changed(tmp_path, "results.csv", old, new))["results.csv"]
    assert any(reason in row.reason for row in results.rejected)
    assert results.data_rows == 20


def test_a_missing_column_is_refused(tmp_path: Path):
    with pytest.raises(LayoutChanged, match='no column "neutral"'):
        parse(changed(tmp_path, "results.csv", "neutral", "ground"))


def test_former_names_are_aliases_of_the_current_one():
    names = parse(FILES)["former_names.csv"].club_names
    assert [(row.club, row.alias) for row in names] == [
        ("Benin", "Dahomey"),
        ("Burkina Faso", "Upper Volta"),
        ("Djibouti", "French Somaliland"),
    ]


@pytest.mark.parametrize(
    ("tournament", "competition"),
    [
        ("FIFA World Cup", "fifa-world-cup"),
        ("FIFA World Cup qualification", "int-fifa-world-cup-qualification"),
        ("UEFA Euro", "uefa-euro"),
        ("Copa América", "int-copa-america"),
        ("CONMEBOL–UEFA Cup of Champions", "int-conmebol-uefa-cup-of-champions"),
        ("King's Cup", "int-kings-cup"),
    ],
)
def test_tournaments_have_plain_ids(tournament: str, competition: str):
    assert competition_of(tournament) == competition


def test_downloads_are_the_four_files():
    assert [download.path for download in Internationals().downloads("2024")] == [
        "former_names.csv",
        "goalscorers.csv",
        "results.csv",
        "shootouts.csv",
    ]


@pytest.mark.shared_data
def test_all_rows_of_the_real_files_are_loaded_but_one_shoot_out(shared_data: Path):
    parsed = parse(shared_data / "internationals")
    results = parsed["results.csv"]
    assert (len(results.matches), len(results.goals)) == (47_477, 45_168)
    assert results.data_rows == 47_477 + 45_168 + 646
    assert sum(match.shoot_out is True for match in results.matches) == 645
    assert [row.source_line for row in results.rejected] == [424]
    assert sum(match.neutral is True for match in results.matches) == 12_489
    assert len(parsed["former_names.csv"].club_names) == 36
    # Goals are complete where there are any: their number is the score of the match.
    goals = {match.key: [0, 0] for match in results.matches}
    for goal in results.goals:
        goals[goal.match][goal.side == "away"] += 1
    scores = {match.key: [match.home_goals, match.away_goals] for match in results.matches}
    assert all(goals[key] == scores[key] for key in {goal.match for goal in results.goals})
    assert len({goal.match for goal in results.goals}) == 14_644
    assert len({match.competition for match in results.matches}) == 188
