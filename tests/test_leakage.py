"""Nothing that happens after the moment of a preview changes a byte of it.

A store is made again from what the files say with everything after the moment changed, through every step of an ingest,
so that what is derived from many matches (teams, seasons, ties, coverage) is covered too.
"""

from __future__ import annotations

import datetime as dt
import json
from importlib import resources
from pathlib import Path

import duckdb
import pytest

from pressbox.domain import AsOf, Fixture
from pressbox.pipeline import Desk
from pressbox.publish.files import FORMATS
from pressbox.sources.registry import SOURCES
from pressbox.sources.rows import TABLES
from pressbox.store import schema
from pressbox.store.database import STORE_FILE, Store, attach, open_store
from pressbox.store.ingest import ingest
from pressbox.store.resolve import resolve

ABOUT_MATCHES = [name for name, row in TABLES.items() if "match" in row._fields]  # type: ignore[attr-defined]

OFFERED = """(bundle, {key}) IN (
  SELECT m.bundle, m.key FROM said_matches AS m JOIN said_prices AS p ON p.bundle = m.bundle AND p.match = m.key
  WHERE m.date = '{day}' AND p.timing = 'opening')"""
"""Matches of the day with opening prices, which are offered days before and may stand beside a forecast."""

LATER_PRICES = "(timing = 'closing' OR NOT " + OFFERED.replace("{key}", "match") + ")"

OTHER_RESULTS = [
    """
    UPDATE said_matches SET
      home_goals = (3 * coalesce(home_goals_aet, home_goals) + 1) % 5,
      away_goals = (3 * coalesce(away_goals_aet, away_goals) + 1) % 5,
      home_goals_ht = NULL, away_goals_ht = NULL, home_goals_aet = NULL, away_goals_aet = NULL,
      extra_time = CASE WHEN extra_time IS NOT NULL THEN FALSE END,
      shoot_out = CASE WHEN shoot_out IS NOT NULL THEN FALSE END, home_pens = NULL, away_pens = NULL,
      attendance = 1, referee = 'Somebody Else'
    WHERE {date} AND coalesce(home_goals_aet, home_goals) IS NOT NULL""",
    f"""
    UPDATE said_prices SET price = 1 + 2 * price
    WHERE (bundle, match) IN (SELECT bundle, key FROM changed) AND {LATER_PRICES}""",
    *(
        f"DELETE FROM said_{name} WHERE (bundle, match) IN (SELECT bundle, key FROM changed)"
        for name in ABOUT_MATCHES
        if name != "prices"
    ),
    "UPDATE said_availability SET status = 'out', reason = 'made up' WHERE {moment}",
]
"""Every match another score (the same for both sides' view of it), no goal, card or line-up left, everybody injured."""

NOT_PLAYED = [
    f"DELETE FROM said_prices WHERE (bundle, match) IN (SELECT bundle, key FROM changed) AND {LATER_PRICES}",
    # Only openfootball prints fixtures that are still to be played, and football-data those that have prices.
    f"""
    DELETE FROM said_matches
    WHERE {{date}} AND bundle NOT IN (SELECT id FROM bundles WHERE source IN ('openfootball', 'tables'))
      AND NOT {OFFERED.replace("{key}", "key")}""",
    """
    UPDATE said_matches SET
      status = 'scheduled', home_goals = NULL, away_goals = NULL, home_goals_ht = NULL, away_goals_ht = NULL,
      home_goals_aet = NULL, away_goals_aet = NULL, extra_time = NULL,
      shoot_out = NULL, home_pens = NULL, away_pens = NULL, attendance = NULL, referee = NULL
    WHERE {date} AND status <> 'cancelled'""",
    *(
        f"DELETE FROM said_{name} WHERE (bundle, match) IN (SELECT bundle, key FROM changed)"
        for name in ABOUT_MATCHES
        if name != "prices"
    ),
    "DELETE FROM said_availability WHERE {moment}",
]
"""The store as it stood: what comes later has not been played, and nobody has written of it."""

CHANGES = {"other results": OTHER_RESULTS, "not played yet": NOT_PLAYED}


def made_again(path: Path, change: list[str], date: str, moment: str, day: str) -> Desk:
    """A store in memory from what the files of another one say, with a change; ``day`` is that of the preview."""
    connection = duckdb.connect(":memory:", config={"threads": 2})
    for table in schema.tables():
        connection.execute(table.ddl)
    attach(connection, path, "old")
    for name in ("bundles", *(f"said_{name}" for name in TABLES)):
        connection.execute(f"INSERT INTO {name} SELECT * FROM old.{name}")
    connection.execute("INSERT INTO meta VALUES ('data_version', 'changed')")
    connection.execute("DETACH old")
    connection.execute(f"CREATE TEMP TABLE changed AS SELECT bundle, key FROM said_matches WHERE {date}")
    for statement in change:
        connection.execute(statement.format(date=date, moment=moment, day=day))
    resolve(connection, lambda *_: None)
    return Desk(Store(connection, str(path)))


def after(path: Path, change: list[str], as_of: AsOf) -> Desk:
    day = str(as_of.local_date)
    return made_again(path, change, f"date >= '{day}'", f"seen_at >= '{as_of.utc}'", day)


def before(path: Path, change: list[str], as_of: AsOf) -> Desk:
    day = str(as_of.local_date)
    return made_again(path, change, f"date < '{day}'", f"seen_at < '{as_of.utc}'", day)


def pages(desk: Desk, sides: tuple[str, str, str]) -> dict[str, bytes]:
    """The preview in every format, and all claims, also those that no sentence of it says."""
    fixture = desk.fixture(*sides)
    preview, claims = desk.preview(fixture), desk.facts(fixture)
    facts = json.dumps([claim.to_dict() for claim in claims]).encode()
    return {name: render(preview).encode() for name, render in FORMATS.items()} | {"facts": facts}


def check(path: Path, sides: tuple[str, str, str], change: str) -> None:
    """Compare the previews of a store and of the same store with everything changed after, then before, the moment."""
    with Desk(Store(open_store(path), str(path))) as desk:
        fixture = desk.fixture(*sides)
        as_of = desk.as_of(fixture)
        expected, result = pages(desk, sides), desk.store.result(fixture)
    assert set(expected) == {"html", "md", "json", "facts"}
    with after(path, CHANGES[change], as_of) as desk:
        assert pages(desk, sides) == expected
        assert result != desk.store.result(desk.fixture(*sides)), "the change changed nothing: the test cannot fail"
    if change == "other results":
        with before(path, CHANGES[change], as_of) as desk:
            changed = pages(desk, sides)
        assert all(changed[name] != expected[name] for name in expected)


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embedded sample as a file."""
    home = tmp_path_factory.mktemp("sample")
    with resources.as_file(resources.files("pressbox").joinpath("sample")) as folder:
        ingest(home, folder, SOURCES)
    return home / STORE_FILE


SAMPLE_FIXTURES = [
    ("Atalanta", "Liverpool", "2024-04-18"),
    ("Liverpool", "Atalanta", "2024-04-11"),
    ("Liverpool", "Crystal Palace", "2024-04-14"),
    ("Manchester United", "Liverpool", "2024-03-17"),
]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("sides", SAMPLE_FIXTURES, ids=" ".join)
def test_nothing_after_the_moment_reaches_a_preview_of_the_sample(
    sample_file: Path, sides: tuple[str, str, str], change: str
):
    check(sample_file, sides, change)


RECENT_FILES = (
    "openfootball/england/202[123]-2?/*.txt",
    "openfootball/italy/202[123]-2?/*.txt",
    "openfootball/champions-league/202[0123]-2?/*.txt",
    "football-data/mmz4281/2223/E0.csv",
    "football-data/mmz4281/2324/E0.csv",
    "football-datasets/premier-league/season-2[123]2?.csv",
    "football-data-schochastics/goals_time/eng-fa-cup.csv",
    "football-data-schochastics/goals_time/europa-league.csv",
    "football-data-schochastics/formations/*1920*.csv",
    "fpl/202[23]-2?/**/*",
    "fpl/master_team_list.csv",
)


@pytest.fixture(scope="module")
def recent_file(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the last three seasons of England, Italy and Europe, from seven sources."""
    folder, home = tmp_path_factory.mktemp("recent"), tmp_path_factory.mktemp("home")
    for pattern in RECENT_FILES:
        for path in sorted(shared_data.glob(pattern)):
            if path.is_file():
                link = folder / path.relative_to(shared_data)
                link.parent.mkdir(parents=True, exist_ok=True)
                link.symlink_to(path)
    ingest(home, folder, SOURCES)
    return home / STORE_FILE


RECENT_FIXTURES = {
    "second leg": ("Atalanta", "Liverpool", "2024-04-18"),
    "first leg": ("Liverpool", "Atalanta", "2024-04-11"),
    "league": ("Arsenal", "West Ham", "2023-12-28"),
    "first day of a season, promoted side": ("Burnley", "Manchester City", "2023-08-11"),
    "cup final": ("Manchester City", "Manchester United", "2023-06-03"),
    "European final": ("Atalanta", "Bayer Leverkusen", "2024-05-22"),
    "group match": ("Liverpool", "Toulouse", "2023-10-26"),
}


@pytest.mark.shared_data
@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("kind", RECENT_FIXTURES)
def test_nothing_after_the_moment_reaches_a_preview_of_real_data(recent_file: Path, kind: str, change: str):
    check(recent_file, RECENT_FIXTURES[kind], change)


def test_a_moment_within_the_day_knows_the_matches_that_ended_before_it(sample_file: Path):
    """Of a day without kick-off times nothing is known before it is over."""
    with Desk(Store(open_store(sample_file), "sample")) as desk:
        fixture = desk.fixture("Atalanta", "Liverpool", "2024-04-18")
        evening = desk.as_of(fixture, "2024-04-18T23:59")
        next_day = desk.as_of(fixture, "2024-04-19")
        assert fixture.id not in _known(desk, fixture, desk.as_of(fixture))
        assert fixture.id not in _known(desk, fixture, evening)
        assert fixture.id in _known(desk, fixture, next_day)


def _known(desk: Desk, fixture: Fixture, as_of: AsOf) -> set[str]:
    dossier = desk.dossier(fixture, as_of)
    assert all(match.fixture.date <= as_of.moment.date() for matches in dossier.recent.values() for match in matches)
    assert all(
        report.seen_at < as_of.moment.astimezone(dt.UTC).replace(tzinfo=None)
        for reports in dossier.reports.values()
        for report in reports
    )
    return {match.fixture.id for matches in dossier.recent.values() for match in matches}
