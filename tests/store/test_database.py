from __future__ import annotations

import datetime as dt
from pathlib import Path

import duckdb
import pytest

from pressbox.domain import AsOf, Score
from pressbox.errors import HomeNotUsable, NoFixture, SchemaMismatch, UnknownCompetition, UnknownTeam
from pressbox.sources.registry import SOURCES
from pressbox.store.database import SAMPLE, STORE_FILE, Store
from pressbox.store.ingest import ingest
from tests.store.folders import small_data, write

ON = dt.date(2024, 4, 18)


def at(text: str) -> AsOf:
    return AsOf(dt.datetime.fromisoformat(text))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    ingest(tmp_path / "home", small_data(tmp_path / "data"), SOURCES)
    return tmp_path / "home"


# Opening


def test_an_empty_home_is_the_embedded_sample(tmp_path: Path):
    store = Store.open(tmp_path)
    assert store.origin == SAMPLE
    store.close()


def test_a_store_is_opened_read_only(home: Path):
    store = Store.open(home)
    with pytest.raises(duckdb.Error, match="read-only"):
        store.connection.execute("DELETE FROM matches")
    store.close()


def meta(home: Path, statement: str) -> None:
    with duckdb.connect(str(home / STORE_FILE)) as connection:
        connection.execute(statement)


@pytest.mark.parametrize(("version", "remedy"), [("0", "move it away and ingest again"), ("999", "upgrade Pressbox")])
def test_a_store_of_another_schema_says_which_and_what_to_do(home: Path, version: str, remedy: str):
    meta(home, f"UPDATE meta SET value = '{version}' WHERE key = 'schema_version'")
    with pytest.raises(
        SchemaMismatch, match=rf"has schema {version} \(Pressbox \d.*this program reads schema \d+; {remedy}\."
    ):
        Store.open(home)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE meta",
        "ALTER TABLE meta RENAME COLUMN value TO worth",
        "UPDATE meta SET value = 'one' WHERE key = 'schema_version'",
        "DELETE FROM meta",
    ],
)
def test_a_database_that_is_no_store_is_said_to_be_none(home: Path, statement: str):
    meta(home, statement)
    with pytest.raises(SchemaMismatch, match="is not a Pressbox store; move it away and ingest again"):
        Store.open(home)


def test_a_garbage_file_is_named(tmp_path: Path):
    (tmp_path / STORE_FILE).write_bytes(b"no database" * 1000)
    with pytest.raises(HomeNotUsable, match=r"pressbox\.duckdb cannot be opened: .* Move it away and ingest again\."):
        Store.open(tmp_path)


def test_a_folder_in_the_place_of_the_store_is_named(tmp_path: Path):
    (tmp_path / STORE_FILE).mkdir()
    with pytest.raises(HomeNotUsable, match="cannot be opened"):
        Store.open(tmp_path)


def test_a_path_with_a_quote_is_a_path(tmp_path: Path):
    home = tmp_path / "it's a home"
    ingest(home, small_data(tmp_path / "data"), SOURCES)
    store = Store.open(home)
    assert store.fixtures(dt.date(2023, 8, 12))
    store.close()


# Names


def test_a_name_is_found_whatever_its_case_and_accents(sample_store: Store):
    assert {sample_store.team(name).id for name in ("liverpool", "LIVERPOOL", " Liverpool ", "Líverpool")} == {
        "eng-liverpool"
    }


def test_a_wrong_name_has_its_candidates_as_attributes(sample_store: Store):
    with pytest.raises(UnknownTeam) as raised:
        sample_store.team("Atalnta")
    assert raised.value.name == "Atalnta"
    assert raised.value.candidates[0] == "Atalanta"


def test_a_wrong_competition_has_its_candidates_as_attributes(sample_store: Store):
    with pytest.raises(UnknownCompetition) as raised:
        sample_store.competition("Premier Leage")
    assert raised.value.candidates[0] == "Premier League"


@pytest.mark.parametrize("name", ["Europa League", "europa league", "uefa-el", "UEFA Cup"])
def test_a_competition_is_found_by_every_name_it_had(sample_store: Store, name: str):
    assert sample_store.competition(name) == "uefa-el"


@pytest.mark.shared_data
def test_a_competition_bears_the_name_of_its_time(shared_store: Store):
    found = {f.competition.name for f in shared_store.fixtures(dt.date(1984, 5, 30)) if f.competition.id == "uefa-cl"}
    assert found == {"European Cup"}


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("name", "club"),
    [
        ("Inter", "ita-inter-milan"),
        ("man utd", "eng-manchester-united"),
        ("atalanta", "ita-atalanta"),
        ("Spurs", "eng-tottenham-hotspur"),
        ("Juve", "ita-juventus"),
        ("PSG", "fra-paris-saint-germain"),
        ("Liverpool", "eng-liverpool"),
        ("Arsenal", "eng-arsenal"),
        ("Everton", "eng-everton"),
    ],
)
def test_clubs_are_found_as_people_name_them(shared_store: Store, name: str, club: str):
    assert shared_store.team(name, ON).id == club


# Fixtures and matches


def test_a_fixture_is_found_whichever_side_is_named_first(sample_store: Store):
    first, second = (
        sample_store.fixture(*names, ON) for names in (("Atalanta", "Liverpool"), ("Liverpool", "Atalanta"))
    )
    assert first == second
    assert (first.home.name, first.leg, first.round, first.competition.name) == (
        "Atalanta",
        2,
        "Quarter-finals",
        "Europa League",
    )


def test_a_day_without_the_fixture_names_the_nearest_meetings(sample_store: Store):
    with pytest.raises(
        NoFixture, match=r"no fixture on 2024-04-12; nearest on record: 2024-04-11 \(Liverpool v Atalanta\)"
    ):
        sample_store.fixture("Atalanta", "Liverpool", dt.date(2024, 4, 12))


def test_a_match_is_known_from_its_day_s_end_where_its_kick_off_is_not(sample_store: Store):
    fixture = sample_store.fixture("Liverpool", "Crystal Palace", dt.date(2024, 4, 14))
    for moment, known in (("2024-04-14T23:59+01:00", False), ("2024-04-15T00:00+01:00", True)):
        found = {match.fixture.id for match in sample_store.recent(fixture.home.id, at(moment))}
        assert (fixture.id in found) is known


def test_a_match_is_known_135_minutes_after_its_kick_off_and_165_with_extra_time(tmp_path: Path):
    header = "date,competition,season,home,away,home_goals,away_goals,kick_off,timezone,note"
    results = [
        header,
        "2024-03-01,FA Cup,2023-24,Arsenal,Chelsea,1,0,20:00,Europe/London,",
        "2024-03-02,FA Cup,2023-24,Everton,Liverpool,1,0,20:00,Europe/London,aet",
    ]
    write(tmp_path / "data" / "results.csv", results)
    ingest(tmp_path / "home", tmp_path / "data", SOURCES)
    store = Store.open(tmp_path / "home")
    moments = {
        "eng-arsenal": ("2024-03-01T22:14+00:00", "2024-03-01T22:15+00:00"),
        "eng-everton": ("2024-03-02T22:44+00:00", "2024-03-02T22:45+00:00"),
    }
    for club, (before, after) in moments.items():
        assert (len(store.recent(club, at(before))), len(store.recent(club, at(after)))) == (0, 1)
    store.close()


def test_what_two_teams_played_between_two_moments(sample_store: Store):
    """A match is new from the moment at which it is known: that of 11 April at midnight after it."""
    found = sample_store.played(
        "ita-atalanta", "eng-liverpool", at("2024-04-11T00:00+02:00"), at("2024-04-15T00:00+02:00")
    )
    assert [f"{match.fixture.date} {match.score}" for match in found] == ["2024-04-11 0-3", "2024-04-14 0-1"]
    later = sample_store.played(
        "ita-atalanta", "eng-liverpool", at("2024-04-12T00:00+02:00"), at("2024-04-15T00:00+02:00")
    )
    assert later == found[1:]
    assert not sample_store.played("ita-atalanta", "eng-liverpool", at("2024-04-15"), at("2024-04-15"))


def test_the_last_matches_come_newest_first(sample_store: Store):
    found = sample_store.recent("eng-liverpool", at("2024-04-18T00:00+02:00"), 3)
    assert [(str(match.fixture.date), str(match.score)) for match in found] == [
        ("2024-04-14", "0-1"),
        ("2024-04-11", "0-3"),
        ("2024-04-07", "2-2"),
    ]


def test_a_tie_is_seen_from_the_side_of_the_fixture(sample_store: Store):
    fixture = sample_store.fixture("Atalanta", "Liverpool", ON)
    tie = sample_store.tie(fixture, sample_store.default_as_of(fixture))
    assert tie is not None
    assert (tie.legs, tie.leg, tie.away_goals_rule, tie.extra_time) == (2, 2, False, True)
    assert tie.aggregate_before(fixture) == Score(3, 0)


def test_the_first_leg_is_not_known_before_it_was_played(sample_store: Store):
    fixture = sample_store.fixture("Atalanta", "Liverpool", ON)
    tie = sample_store.tie(fixture, at("2024-04-11T12:00+02:00"))
    assert tie is not None
    assert tie.first_leg is None


def test_the_default_moment_is_the_start_of_the_day_at_the_venue(sample_store: Store):
    fixture = sample_store.fixture("Atalanta", "Liverpool", ON)
    assert str(sample_store.default_as_of(fixture)) == "2024-04-18T00:00:00+02:00"


def test_history_holds_every_competition_of_the_sides_and_nothing_later(sample_store: Store):
    moment = at("2024-04-18T00:00+02:00")
    history = sample_store.history(moment, dt.date(2023, 7, 1), ("ita-atalanta", "eng-liverpool"))
    assert {"eng-1", "ita-1", "uefa-el"} <= set(history.competitions)
    first, last = (dt.date(1970, 1, 1) + dt.timedelta(days=int(day)) for day in (history.day.min(), history.day.max()))
    assert first >= dt.date(2023, 7, 1)
    assert last < ON
    assert list(history.day) == sorted(history.day)
    assert len(history) == len(history.home_goals) > 600


def test_reports_and_line_ups_are_those_seen_before_the_moment(sample_store: Store):
    early, late = at("2024-04-01T00:00+02:00"), at("2024-04-18T00:00+02:00")
    for ask in (sample_store.reports, sample_store.lineups):
        known_early, known_late = ask("ita-atalanta", early), ask("ita-atalanta", late)
        assert 0 < len(known_early) < len(known_late)
    assert all(len(lineup.eleven) == 11 for lineup in sample_store.lineups("eng-liverpool", late))


def test_a_dossier_says_what_its_matches_cover(sample_store: Store):
    fixture = sample_store.fixture("Atalanta", "Liverpool", ON)
    dossier = sample_store.dossier(fixture, sample_store.default_as_of(fixture))
    assert set(dossier.tables) == {"ita-atalanta", "eng-liverpool"}
    assert dossier.tables["eng-liverpool"].competition.id == "eng-1"
    assert set(dossier.coverage) == {"ita-atalanta", "eng-liverpool", "meetings"}
    assert len(dossier.meetings) == 3


def test_a_league_not_begun_is_a_sides_league_by_its_fixtures(tmp_path: Path):
    """On the first day of a season a promoted side is in the higher league, though nobody has played in it yet."""
    results = [
        "date,competition,season,home,away,home_goals,away_goals",
        "2023-05-01,Championship,2022-23,Burnley,Millwall,1,0",
        "2023-08-11,Premier League,2023-24,Burnley,Arsenal,,",
    ]
    write(tmp_path / "data" / "results.csv", results)
    ingest(tmp_path / "home", tmp_path / "data", SOURCES)
    store = Store.open(tmp_path / "home")
    found = store.domestic_table("eng-burnley", dt.date(2023, 8, 11), at("2023-08-11T00:00+01:00"))
    assert found is not None
    assert found.competition.id == "eng-1"
    store.close()


def test_the_data_version_is_that_of_the_files(sample_store: Store):
    again = Store.sample()
    assert again.data_version == sample_store.data_version
    again.close()
