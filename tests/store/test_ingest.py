from __future__ import annotations

import gzip
import hashlib
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import filelock
import pytest

from pressbox.errors import HomeNotUsable, NothingToIngest, SchemaMismatch, StoreBusy
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.football_data import FootballData
from pressbox.sources.registry import SOURCES
from pressbox.store import ingest as ingest_module
from pressbox.store.database import STORE_FILE, Store, open_store
from pressbox.store.ingest import IngestReport, digest_of, find_bundles, ingest, ingest_in_memory
from tests.store.folders import (
    ENGLISH,
    FOOTBALL_DATA_HEADER,
    ITALIAN,
    content,
    rows,
    small_data,
    write,
    write_other_premier_league,
    write_premier_league,
    write_serie_a,
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_data(tmp_path / "data")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def outcomes(report: IngestReport) -> dict[str, str]:
    return {f"{file.source}/{file.name}": file.outcome for file in report.files}


def whole(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    with open_store(home / STORE_FILE) as connection:
        return content(connection)


def fingerprint(home: Path) -> tuple[int, int, str]:
    """Inode, time and bytes of the store's file: the same only if nobody touched it."""
    file = home / STORE_FILE
    return file.stat().st_ino, file.stat().st_mtime_ns, hashlib.sha256(file.read_bytes()).hexdigest()


# What an ingest does


def test_ingesting_twice_changes_nothing(home: Path, data: Path):
    first = ingest(home, data, SOURCES)
    before = fingerprint(home)
    second = ingest(home, data, SOURCES)
    assert (first.changed, second.changed) == (True, False)
    assert set(outcomes(first).values()) == {"new"}
    assert set(outcomes(second).values()) == {"unchanged"}
    assert fingerprint(home) == before


@pytest.mark.shared_data
def test_ingesting_the_real_data_twice_changes_nothing(shared_home: Path, shared_data: Path):
    before = (shared_home / STORE_FILE).stat()
    report = ingest(shared_home, shared_data, SOURCES)
    after = (shared_home / STORE_FILE).stat()
    assert not report.changed
    assert set(outcomes(report).values()) == {"unchanged"}
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_copy_of_the_folder_elsewhere_makes_the_same_store(home: Path, data: Path, tmp_path: Path):
    ingest(home, data, SOURCES)
    shutil.copytree(data, tmp_path / "elsewhere" / "copy")
    ingest(tmp_path / "other", tmp_path / "elsewhere" / "copy", SOURCES)
    assert whole(home) == whole(tmp_path / "other")
    version = "SELECT value FROM meta WHERE key = 'data_version'"
    assert rows(home, version) == rows(tmp_path / "other", version)


def test_a_store_brought_up_to_date_equals_one_made_afresh(home: Path, data: Path, tmp_path: Path):
    """The order in which files were read leaves no trace: two files of one source disagree about a match."""
    write_other_premier_league(data, ENGLISH)
    ingest(home, data, SOURCES)
    write_premier_league(data, [*ENGLISH, ("2023-08-26", "Arsenal", "Everton", 1, 0)])
    write_premier_league(data, [("2024-05-01", "Arsenal", "Chelsea", 5, 5)], season="2223")
    assert ingest(home, data, SOURCES).changed
    ingest(tmp_path / "fresh", data, SOURCES)
    assert whole(home) == whole(tmp_path / "fresh")


def test_files_read_by_two_processes_make_the_same_store(
    home: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ingest(home, data, SOURCES)
    monkeypatch.setattr(ingest_module, "_PARALLEL_FROM", 1)
    ingest(tmp_path / "parallel", data, SOURCES)
    assert whole(tmp_path / "parallel") == whole(home)


def test_a_folder_of_one_publisher_is_read_like_the_folder_around_it(home: Path, data: Path):
    report = ingest(home, data / "football-data", SOURCES)
    assert outcomes(report) == {"football_data/mmz4281/2324/E0.csv": "new"}


def test_only_the_changed_file_is_read_again(home: Path, data: Path):
    ingest(home, data, SOURCES)
    write_serie_a(data, [*ITALIAN, ("2023-09-02", "Roma", "Atalanta", 2, 2)])
    report = ingest(home, data, SOURCES)
    assert outcomes(report) == {
        "football_data/mmz4281/2324/E0.csv": "unchanged",
        "openfootball/italy/2023-24/1-seriea.txt": "changed",
    }
    assert rows(home, "SELECT count(*) FROM matches") == [(len(ENGLISH) + 3,)]


def test_what_is_no_longer_in_the_folder_stays_in_the_store(home: Path, data: Path):
    ingest(home, data, SOURCES)
    shutil.rmtree(data / "openfootball")
    assert not ingest(home, data, SOURCES).changed
    assert rows(home, "SELECT count(*) FROM matches WHERE competition = 'ita-1'") == [(len(ITALIAN),)]


def test_better_names_and_rules_correct_the_store_without_reading_a_file(
    home: Path, data: Path, monkeypatch: pytest.MonkeyPatch
):
    ingest(home, data, SOURCES)
    monkeypatch.setattr(ingest_module, "reference_digest", lambda: "other names")
    monkeypatch.setattr(ingest_module, "_parse_all", lambda _: iter(()))
    before = whole(home)
    assert ingest(home, data, SOURCES).changed
    assert whole(home) == before
    assert not ingest(home, data, SOURCES).changed


def test_a_better_parser_reads_the_same_bytes_again(home: Path, data: Path, monkeypatch: pytest.MonkeyPatch):
    """Also where it finds fewer matches in them than the old one did."""
    ingest(home, data, SOURCES)
    parse = FootballData.parse

    def stricter(self: FootballData, bundle: Bundle) -> Parsed:
        parsed = parse(self, bundle)
        del parsed.matches[0]
        return parsed

    monkeypatch.setattr(FootballData, "version", FootballData.version + 1)
    monkeypatch.setattr(FootballData, "parse", stricter)
    version = rows(home, "SELECT value FROM meta WHERE key = 'data_version'")
    assert outcomes(ingest(home, data, SOURCES))["football_data/mmz4281/2324/E0.csv"] == "changed"
    assert rows(home, "SELECT value FROM meta WHERE key = 'data_version'") != version
    assert rows(home, "SELECT count(*) FROM matches WHERE competition = 'eng-1'") == [(len(ENGLISH) - 1,)]


# Files that disagree, or hold less


def test_of_two_sources_that_disagree_priority_decides_and_audit_lists_it(home: Path, data: Path):
    write_other_premier_league(data, [("2023-08-12", "Arsenal", "Chelsea", 3, 1), *ENGLISH[1:]])
    ingest(home, data, SOURCES)
    match = "eng-1.2023-24.%arsenal.%chelsea"
    assert rows(home, "SELECT home_goals, away_goals, sources FROM matches WHERE id LIKE ?", [match]) == [(2, 1, 2)]
    said = "SELECT s.source, m.home_goals FROM match_sources AS s JOIN said_matches AS m USING (bundle, key) "
    assert sorted(rows(home, said + "WHERE s.match LIKE ?", [match])) == [
        ("football_data", 2),
        ("football_datasets", 3),
    ]
    store = Store.open(home)
    (conflict,) = store.audit()["conflicts"]
    store.close()
    told = {key: conflict[key] for key in ("field", "source", "value", "chosen_source", "chosen")}
    assert told == {
        "field": "score",
        "source": "football_datasets",
        "value": "3-1",
        "chosen_source": "football_data",
        "chosen": "2-1",
    }


def test_two_files_of_one_league_and_season_that_disagree_are_one_match_each(home: Path, data: Path):
    write_other_premier_league(data, [(date, h, a, x + 1, y) for date, h, a, x, y in ENGLISH])
    ingest(home, data, SOURCES)
    assert rows(home, "SELECT count(*), min(sources) FROM matches WHERE competition = 'eng-1'") == [(len(ENGLISH), 2)]
    assert rows(home, "SELECT count(*) FROM conflicts WHERE field = 'score'") == [(len(ENGLISH),)]


def test_a_poorer_file_than_the_kept_one_is_refused_and_reported(home: Path, data: Path):
    ingest(home, data, SOURCES)
    before = fingerprint(home)
    write_premier_league(data, ENGLISH[:2])
    report = ingest(home, data, SOURCES)
    (refused,) = [file for file in report.files if file.outcome == "refused"]
    assert refused.name == "mmz4281/2324/E0.csv"
    assert refused.reason == "holds 2 matches, fewer than the 4 kept; the kept ones stay"
    assert not report.changed
    assert fingerprint(home) == before


def test_a_refused_file_does_not_stop_the_rest(home: Path, data: Path):
    ingest(home, data, SOURCES)
    write_premier_league(data, ENGLISH[:2])
    write_serie_a(data, [*ITALIAN, ("2023-09-02", "Roma", "Atalanta", 2, 2)])
    report = ingest(home, data, SOURCES)
    assert sorted(outcomes(report).values()) == ["changed", "refused"]
    counts = rows(home, "SELECT competition, count(*) FROM matches GROUP BY ALL ORDER BY ALL")
    assert counts == [("eng-1", 4), ("ita-1", 3)]


# Files that cannot be read


@pytest.fixture
def broken(data: Path) -> Iterator[dict[str, str]]:
    """Files with one thing wrong each, beside good ones; what is said of each."""
    season = data / "football-data" / "mmz4281"
    write(season / "2122" / "E0.csv", ["Div,Date,HomeTeam,FTHG,FTAG", "E0,12/08/2021,Arsenal,1,0"])
    cut = data / "engsoccerdata" / "italy.csv.gz"
    cut.parent.mkdir()
    cut.write_bytes(gzip.compress(b"Date,Season,home,visitor\n" * 5000)[:60])
    latin = data / "openfootball" / "deutschland" / "2023-24" / "1-bundesliga.txt"
    latin.parent.mkdir(parents=True)
    latin.write_bytes("= Bundesliga 2023/24\n\n▪ Matchday 1\n".encode() + "  Köln  1-0  Bochum\n".encode("latin-1"))
    return {
        "football_data/mmz4281/2122/E0.csv": 'no column "AwayTeam"',
        "engsoccerdata/italy.csv": "broken gzip",
        "openfootball/deutschland/2023-24/1-bundesliga.txt": "line 4: byte 0xf6 is not utf-8",
    }


def test_files_that_cannot_be_read_are_reported_and_the_rest_is_read(home: Path, data: Path, broken: dict[str, str]):
    report = ingest(home, data, SOURCES)
    failed = {f"{file.source}/{file.name}": file.reason for file in report.files if file.outcome == "failed"}
    assert failed.keys() == broken.keys()
    for name, reason in broken.items():
        assert reason in failed[name]
        assert "\n" not in failed[name]
    assert rows(home, "SELECT count(*) FROM matches") == [(len(ENGLISH) + len(ITALIAN),)]


def test_a_file_that_still_cannot_be_read_leaves_the_store_untouched(home: Path, data: Path, broken: dict[str, str]):
    ingest(home, data, SOURCES)
    before = fingerprint(home)
    report = ingest(home, data, SOURCES)
    assert not report.changed
    assert report.count("failed") == len(broken)
    assert fingerprint(home) == before


def test_nothing_but_broken_files_makes_no_store(home: Path, tmp_path: Path):
    write(tmp_path / "data" / "football-data" / "mmz4281" / "2324" / "E0.csv", ["Div,Date", "E0,12/08/2023"])
    report = ingest(home, tmp_path / "data", SOURCES)
    assert (report.changed, report.count("failed")) == (False, 1)
    assert not (home / STORE_FILE).exists()


def test_impossible_cells_cost_their_row_only_and_audit_says_where_and_why(home: Path, tmp_path: Path):
    data = tmp_path / "data"
    bad = ["E0,31/02/2024,Arsenal,Chelsea,1,0,H,0,0,D", "E0,02/03/2024,Everton,Chelsea,x,y,H,0,0,D"]
    good = "E0,03/03/2024,Chelsea,Liverpool,1,0,H,0,0,D"
    write(data / "football-data" / "mmz4281" / "2324" / "E0.csv", [FOOTBALL_DATA_HEADER, *bad, good])
    lines = ["= Italian Serie A 2023/24", "", "▪ Matchday 1", "  Sat Feb 31 2024", "    Atalanta  1-0  Inter"]
    write(data / "openfootball" / "italy" / "2023-24" / "1-seriea.txt", [*lines, "    Roma  x-y  Lazio"])
    report = ingest(home, data, SOURCES)
    assert report.count("failed") == 0
    store = Store.open(home)
    rejected = store.audit()["rejected_rows"]
    store.close()
    told = {(row["file"], row["line"]): row["reason"] for row in rejected}
    assert "31/02/2024" in told["mmz4281/2324/E0.csv", 2]
    assert '"x"' in told["mmz4281/2324/E0.csv", 3]
    assert any(file == "italy/2023-24/1-seriea.txt" and line == 6 for file, line in told)
    assert all(row["reason"] and row["source"] for row in rejected)
    assert rows(home, "SELECT count(*) FROM matches WHERE competition = 'eng-1'") == [(1,)]


def test_a_match_without_a_date_is_the_one_of_its_pairing_that_has_its_score(home: Path, tmp_path: Path):
    """Two sides that met twice in a World Cup, and a file that gives no days."""
    folder = tmp_path / "data" / "tables"
    write(
        folder / "results.csv",
        [
            "date,competition,season,home,away,home_goals,away_goals",
            "1954-06-17,World Cup,1954,Germany,Turkey,4,1",
            "1954-06-23,World Cup,1954,Germany,Turkey,7,2",
        ],
    )
    heading = ["= World Cup 1954", "", "▪ Group 2"]
    matches = ["  West Germany  4-1 (1-1)  Turkey", "▪ Play-off", "  West Germany  7-2 (3-1)  Turkey"]
    write(tmp_path / "data" / "openfootball" / "worldcup" / "min" / "1954.txt", heading + matches)
    ingest(home, tmp_path / "data", SOURCES)
    found = rows(home, "SELECT home_goals, away_goals, sources FROM matches ORDER BY date")
    assert found == [(4, 1, 2), (7, 2, 2)]
    assert rows(home, "SELECT * FROM conflicts") == []


# Folders and homes


def test_an_empty_folder_says_what_is_looked_for(home: Path, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingToIngest, match=r"holds nothing that Pressbox can read.*openfootball"):
        ingest(home, tmp_path / "empty", SOURCES)
    assert not home.exists()


def test_a_folder_that_is_none_is_named(home: Path, tmp_path: Path):
    with pytest.raises(NothingToIngest, match="missing is not a folder"):
        ingest(home, tmp_path / "missing", SOURCES)


def test_every_bundle_is_found_once(data: Path):
    found = [(source.name, bundle.name) for source, bundle in find_bundles(data, SOURCES)]
    assert len(found) == len(set(found)) == 2


def test_the_digest_of_a_bundle_is_that_of_its_bytes(tmp_path: Path):
    path = write(tmp_path / "a.csv", ["one"])
    bundle = Bundle("football_data", "a.csv", (path,))
    before = digest_of(bundle)
    write(path, ["two"])
    assert digest_of(bundle) != before
    write(path, ["one"])
    assert digest_of(bundle) == before


def test_one_process_at_a_time_writes(home: Path, data: Path):
    home.mkdir()
    with filelock.FileLock(home / "pressbox.lock"), pytest.raises(StoreBusy, match="another process is changing"):
        ingest(home, data, SOURCES)
    assert ingest(home, data, SOURCES).changed


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path, data: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(HomeNotUsable, match=r"file/home cannot be written: Not a directory"):
        ingest(tmp_path / "file" / "home", data, SOURCES)


def test_readers_keep_the_old_store_while_a_new_one_takes_its_place(home: Path, data: Path):
    """In this process too: DuckDB would share one open file between all who ask for its path."""
    ingest(home, data, SOURCES)
    reader = Store.open(home)
    count = "SELECT count(*) FROM matches WHERE competition = 'ita-1'"
    write_serie_a(data, [*ITALIAN, ("2023-09-02", "Roma", "Atalanta", 2, 2)])
    writer = threading.Thread(target=ingest, args=(home, data, SOURCES))
    writer.start()
    while writer.is_alive():
        assert reader.connection.execute(count).fetchall() == [(2,)]
    writer.join()
    later = Store.open(home)
    assert (reader.connection.execute(count).fetchone(), later.connection.execute(count).fetchone()) == ((2,), (3,))
    reader.close()
    later.close()


@pytest.mark.parametrize("bytes_", [b"", b"no database at all" * 1000], ids=["empty", "garbage"])
def test_an_ingest_into_a_broken_store_says_so_and_leaves_it(home: Path, data: Path, bytes_: bytes):
    home.mkdir()
    (home / STORE_FILE).write_bytes(bytes_)
    with pytest.raises((HomeNotUsable, SchemaMismatch), match="ove it away and ingest again"):
        ingest(home, data, SOURCES)
    assert (home / STORE_FILE).read_bytes() == bytes_
    assert sorted(path.name for path in home.iterdir()) == [STORE_FILE, "pressbox.lock"]


def test_an_ingest_into_the_store_of_a_newer_program_leaves_it(home: Path, data: Path):
    ingest(home, data, SOURCES)
    with duckdb.connect(str(home / STORE_FILE)) as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    before = fingerprint(home)
    with pytest.raises(SchemaMismatch, match="upgrade Pressbox"):
        ingest(home, data, SOURCES)
    assert fingerprint(home) == before


def test_a_store_in_memory_holds_the_same(home: Path, data: Path):
    ingest(home, data, SOURCES)
    with ingest_in_memory(data, SOURCES) as connection:
        assert content(connection) == whole(home)


# The real data


@pytest.mark.shared_data
def test_the_store_of_the_real_data_is_within_a_gigabyte(shared_home: Path):
    assert (shared_home / STORE_FILE).stat().st_size <= 1_000_000_000


@pytest.mark.shared_data
def test_every_bundle_of_the_real_data_is_in_the_store_with_all_its_rows(shared_store: Store, shared_data: Path):
    found = {(source.name, bundle.name) for source, bundle in find_bundles(shared_data, SOURCES)}
    query = """
        SELECT b.source, b.name, b.matches, b.rejected, coalesce(m.n, 0), coalesce(r.n, 0)
        FROM bundles AS b
        LEFT JOIN (SELECT bundle, count(*) AS n FROM said_matches GROUP BY bundle) AS m ON m.bundle = b.id
        LEFT JOIN (SELECT bundle, count(*) AS n FROM said_rejected GROUP BY bundle) AS r ON r.bundle = b.id"""
    bundles = shared_store.connection.execute(query).fetchall()
    assert {(source, name) for source, name, *_ in bundles} == found
    assert all((matches, rejected) == (m, r) for _, _, matches, rejected, m, r in bundles)


@pytest.mark.shared_data
def test_every_row_of_the_real_data_is_loaded_or_listed_with_its_line(shared_store: Store):
    """Of files with one match a row; a row may be loaded and have a price that could not be."""
    query = """
        WITH lines AS (
          SELECT bundle, source_line FROM said_matches UNION SELECT bundle, source_line FROM said_rejected
        )
        SELECT b.name, b.data_rows, count(*) FROM bundles AS b JOIN lines AS l ON l.bundle = b.id
        WHERE b.source IN ('football_data', 'football_datasets', 'odds_nm2890', 'fivethirtyeight')
        GROUP BY b.name, b.data_rows HAVING count(*) <> b.data_rows"""
    assert shared_store.connection.execute(query).fetchall() == []
    listed = shared_store.audit()["rejected_rows"]
    (count,) = shared_store.connection.execute("SELECT sum(rejected) FROM bundles").fetchone() or (0,)
    assert len(listed) == count
    assert all(row["source"] and row["file"] and row["line"] >= 0 and row["reason"] for row in listed)


@pytest.mark.shared_data
def test_every_match_said_is_in_the_store(shared_store: Store):
    query = """
        SELECT b.source, b.name, m.source_line FROM said_matches AS m JOIN bundles AS b ON b.id = m.bundle
        ANTI JOIN match_sources AS s ON s.bundle = m.bundle AND s.key = m.key
        WHERE m.date IS NOT NULL OR m.season IS NOT NULL"""
    assert shared_store.connection.execute(query).fetchall() == []
