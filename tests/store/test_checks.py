from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pressbox.sources.registry import SOURCES
from pressbox.store.checks import check_names, run_checks
from pressbox.store.database import STORE_FILE, Store, open_store
from pressbox.store.ingest import ingest
from tests.store.folders import rows, write

CHECKS = Path(__file__).resolve().parents[2] / "pressbox" / "store" / "checks"

HEADER = "date,competition,season,home,away,home_goals,away_goals,home_goals_ht,away_goals_ht"


def test_every_check_begins_with_the_claim_it_makes():
    for path in CHECKS.glob("*.sql"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("-- "), path.name
        assert first.endswith("."), path.name


def test_every_file_of_the_folder_is_a_check():
    assert set(check_names()) == {path.stem for path in CHECKS.glob("*.sql")}


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A home whose files have one thing wrong for each check that can be broken by hand."""
    data, home = tmp_path / "data", tmp_path / "home"
    results = [
        HEADER,
        "2023-08-12,Premier League,2023-24,Arsenal,Chelsea,1,0,2,0",
        "2023-08-12,Premier League,2023-24,Arsenal,Everton,1,1,,",
        "2019-08-19,Premier League,2023-24,Liverpool,Everton,31,0,,",
        "2023-08-20,Cup of the Village,2023-24,Lower Nowhere United,Upper Nowhere Town,2,1,,",
        "2023-08-21,Serie A,2023-24,Atalnta,Roma,2,1,,",
    ]
    write(data / "tables" / "results.csv", results)
    goals = [
        "date,competition,club,opponent,player,minute",
        "2023-08-12,Premier League,Arsenal,Everton,A. Scorer,5",
    ]
    write(data / "tables" / "goals.csv", goals)
    ingest(home, data, SOURCES)
    return home


def found(home: Path) -> dict[str, list[dict[str, object]]]:
    with open_store(home / STORE_FILE) as connection:
        return run_checks(connection)


def test_a_half_time_score_above_the_final_one_is_impossible(faulty: Path):
    assert {row["id"] for row in found(faulty)["impossible_scores"]} == {
        "eng-1.2023-24.eng-arsenal.eng-chelsea",
        "eng-1.2023-24.eng-liverpool.eng-everton",
    }


def test_two_matches_of_a_club_in_a_day_are_listed(faulty: Path):
    (row,) = found(faulty)["two_matches_in_a_day"]
    assert (row["team"], row["date"]) == ("eng-arsenal", dt.date(2023, 8, 12))


def test_a_match_outside_its_season_is_listed(faulty: Path):
    assert [row["date"] for row in found(faulty)["dates_outside_season"]] == [dt.date(2019, 8, 19)]


def test_goals_that_do_not_add_up_are_listed(faulty: Path):
    (row,) = found(faulty)["goals_that_do_not_add_up"]
    assert (row["goals"], row["score"]) == ("1-0", "1-1")


def test_a_competition_that_is_nobodys_is_one_of_its_own_and_listed(faulty: Path):
    assert found(faulty)["unknown_competitions"] == [{"id": "own-cup-of-the-village", "name": "Cup of the Village"}]


def test_unknown_names_are_listed_with_the_nearest_known_ones_and_kept_apart(faulty: Path):
    listed = {row["name"]: row["candidates"] for row in found(faulty)["unknown_names"]}
    assert set(listed) == {"Atalnta", "Lower Nowhere United", "Upper Nowhere Town"}
    assert rows(faulty, "SELECT count(*) FROM matches WHERE 'ita-atalanta' IN (home, away)") == [(0,)]


def test_a_sound_folder_passes_every_check(tmp_path: Path):
    results = [HEADER, "2023-08-12,Premier League,2023-24,Arsenal,Chelsea,1,0,0,0"]
    write(tmp_path / "data" / "tables" / "results.csv", results)
    ingest(tmp_path / "home", tmp_path / "data", SOURCES)
    assert {name: listed for name, listed in found(tmp_path / "home").items() if listed} == {}


# The real data


@pytest.mark.shared_data
def test_sources_agree_on_the_score_after_90_minutes_and_audit_lists_where_not(shared_store: Store):
    """Of every two sources that have a match; one that cannot tell extra time is not asked where it was played."""
    query = """
        WITH said AS (
          SELECT s.match, s.source,
            least(r.home_goals, r.away_goals) AS fewer, greatest(r.home_goals, r.away_goals) AS more
          FROM match_sources AS s
          JOIN said_matches AS r USING (bundle, key)
          JOIN matches AS m ON m.id = s.match
          WHERE r.home_goals IS NOT NULL AND (r.extra_time IS NOT NULL OR NOT coalesce(m.extra_time, FALSE))
        )
        SELECT a.match, count(*), count(*) FILTER (a.fewer <> b.fewer OR a.more <> b.more)
        FROM said AS a JOIN said AS b ON a.match = b.match AND a.source < b.source
        GROUP BY a.match"""
    found = shared_store.connection.execute(query).fetchall()
    compared, differing = sum(row[1] for row in found), sum(row[2] for row in found)
    assert len(found) > 100_000
    assert 1 - differing / compared >= 0.995
    listed = {row["match"] for row in shared_store.audit()["conflicts"] if str(row["field"]).startswith("score")}
    assert {row[0] for row in found if row[2]} <= listed
