"""What a forecast makes of clubs and ties of which little or odd things are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pressbox import cli
from pressbox.domain import AsOf, Match, Score, Tie
from pressbox.forecast.document import Forecast
from pressbox.forecast.rater import Rater
from pressbox.forecast.ratings import Results
from pressbox.forecast.ties import forecast_tie
from pressbox.pipeline import Desk
from pressbox.sources.registry import SOURCES
from pressbox.store.database import Store
from pressbox.store.ingest import ingest
from tests import builders as b
from tests.forecast.matches import as_of, day, match_table, season
from tests.store.folders import Result as Row
from tests.store.folders import write_premier_league

CLUBS = ("Arsenal", "Chelsea", "Everton", "Liverpool", "Fulham", "Burnley", "Tottenham", "West Ham")


def round_robin(first_year: int, clubs: tuple[str, ...] = CLUBS) -> list[Row]:
    days = (dt.date(first_year, 8, 10) + dt.timedelta(days=3 * number) for number in range(100))
    pairs = [(home, away) for home in clubs for away in clubs if home != away]
    return [(str(next(days)), home, away, (len(home) + first_year) % 4, len(away) % 3) for home, away in pairs]


def meeting(first_year: int, home: str, away: str) -> str:
    """The day of a pairing."""
    clubs = (*CLUBS, "Norwich") if first_year == 2015 else CLUBS
    return next(row[0] for row in round_robin(first_year, clubs) if row[1:3] == (home, away))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three seasons; Leeds come up in the third, Norwich were there in the first only and are back in a match."""
    data = tmp_path_factory.mktemp("bad-input") / "data"
    write_premier_league(data, round_robin(2015, (*CLUBS, "Norwich")), "1516")
    write_premier_league(data, round_robin(2021), "2122")
    newest = [*round_robin(2022), ("2023-05-20", "Leeds", "Arsenal", 1, 1), ("2023-05-27", "Norwich", "Leeds", 0, 2)]
    write_premier_league(data, [*newest, ("2023-06-03", "Sunderland", "Chelsea", 1, 0)], "2223")
    place = data.parent / "home"
    ingest(place, data, SOURCES, rater=Rater())
    return place


@pytest.fixture(scope="module")
def desk(home: Path) -> Iterator[Desk]:
    with Desk(Store.open(home)) as desk:
        yield desk


def forecast(desk: Desk, one: str, other: str, on: str) -> Forecast:
    return desk.forecast(desk.fixture(one, other, on))


def asked(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["--home", str(home), "forecast", *arguments])


@pytest.mark.parametrize(
    ("one", "other", "on"),
    [
        pytest.param("Leeds", "Arsenal", "2023-05-20", id="no match"),
        pytest.param("Norwich", "Leeds", "2023-05-27", id="none for seven years against one match"),
        pytest.param("Sunderland", "Chelsea", "2023-06-03", id="no match in a new season"),
    ],
)
def test_a_club_of_which_little_is_known_is_forecast_with_its_uncertainty(desk: Desk, one: str, other: str, on: str):
    made = forecast(desk, one, other, on)
    assert sum(made.result) == pytest.approx(1)
    assert made.rates.home_spread > 0.1
    assert made.intervals is not None


def test_the_first_season_of_a_league_is_forecast_from_what_it_has(desk: Desk):
    made = forecast(desk, "Norwich", "Chelsea", meeting(2015, "Norwich", "Chelsea"))
    assert 0 < made.model.trained_on_matches < 72
    assert sum(made.result) == pytest.approx(1)


def test_before_any_data_one_line_says_so(home: Path):
    first = asked(home, "Arsenal", "Chelsea", "--on", "2015-08-10")
    assert first.exit_code == 1
    assert first.stdout == ""
    (line,) = first.stderr.splitlines()
    assert "no match before 2015-08-10" in line
    assert asked(home, "Arsenal", "Chelsea", "--on", "1950-01-01").exit_code == 1


def test_prices_that_are_missing_are_named_on_the_command_line(home: Path):
    found = asked(home, "Leeds", "Arsenal", "--on", "2023-05-20", "--model", "market")
    assert found.exit_code == 1
    (line,) = found.stderr.splitlines()
    assert "price" in line


def first_leg(score: str, *, awarded: bool) -> Match:
    return b.match("2024-04-11", LIVERPOOL, score, ATALANTA, b.EUROPA_LEAGUE, leg=1, tie="tie", awarded=awarded)


ATALANTA, LIVERPOOL = b.team("Atalanta", "ITA"), b.team("Liverpool")


def test_an_awarded_first_leg_counts_for_the_aggregate_as_it_was_awarded():
    """The committee's goals are goals of the tie, though they say nothing of strength."""
    second = b.fixture("2024-04-18", ATALANTA, LIVERPOOL, b.EUROPA_LEAGUE, leg=2, tie="tie")
    model = Results().fit(
        match_table(season({"atalanta": 0.1, "liverpool": 0.2, "c": 0, "d": 0}, "2022-08-01")), as_of("2024-04-18")
    )
    rates = model.predict("atalanta", "liverpool", False, "uefa-el", day("2024-04-18"))
    played = Tie("tie", 2, 2, first_leg("0-3", awarded=False), False, True)
    by_committee = Tie("tie", 2, 2, first_leg("0-3", awarded=True), False, True)
    given, won = (forecast_tie(second, tie, rates, rates) for tie in (by_committee, played))
    assert (given.through, given.decided) == (won.through, won.decided)
    assert by_committee.aggregate_before(second) == Score(3, 0)


@pytest.mark.parametrize(
    ("one", "other", "on"),
    [
        ("Stuttgart", "Leeds", "1992-10-09"),
        ("Oxford City", "Wycombe", "1999-11-16"),
        ("IA Akranes", "Gent", "2000-08-24"),
    ],
)
def test_a_tie_of_three_matches_is_forecast_to_its_last(shared_store: Store, one: str, other: str, on: str):
    desk = Desk(shared_store)
    fixture = desk.fixture(one, other, on)
    made = desk.forecast(fixture, AsOf(dt.datetime.combine(fixture.date, dt.time(), dt.UTC)))
    assert sum(made.result) == pytest.approx(1)
    if made.tie is not None:
        assert sum(made.tie.through) == pytest.approx(1)
