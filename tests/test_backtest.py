"""Backtests from a store to the document: shape, exactness, nothing known too early, failures in a line."""

from __future__ import annotations

import datetime as dt
import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

from pressbox.cli import main
from pressbox.forecast.forecast import MODELS
from pressbox.forecast.market import Market
from pressbox.pipeline import Desk, open_desk
from pressbox.sources.registry import SOURCES
from pressbox.store.database import STORE_FILE, Store
from pressbox.store.ingest import ingest
from tests.store.folders import write

CLUBS = {
    "2021-22": ("Arsenal", "Chelsea", "Everton", "Liverpool", "Fulham", "Burnley"),
    "2022-23": ("Arsenal", "Chelsea", "Everton", "Liverpool", "Fulham", "Brentford"),
}
RULES = ("rps", "log_loss", "brier", "score_log_loss", "over_2_5_log_loss")


def results(last: str | None = None) -> list[tuple[str, str, str, str, int, int]]:
    """Two seasons of six clubs, three matches every third week, the last ones in April; their score may be another."""
    rng = np.random.default_rng(7)
    found = []
    for season, clubs in CLUBS.items():
        first = dt.date(int(season[:4]), 9, 3)
        pairs = [(home, away) for home in clubs for away in clubs if home != away]
        pairs = [pairs[7 * number % 30] for number in range(30)]
        for number, (home, away) in enumerate(pairs):
            date = first + dt.timedelta(days=7 * (number // 3 * 3 + 4 * (number >= 27)))
            goals = tuple(map(int, rng.poisson([1.6, 1.1])))
            if last and season == "2022-23" and number >= 27:
                goals = tuple(map(int, last.split("-")))
            found.append((str(date), season, home, away, *goals))
    return found  # type: ignore[return-value]


def filled(folder: Path, last: str | None = None) -> Path:
    """A home with these seasons; opening prices of every match of the second, totals of none."""
    played = results(last)
    lines = [f"{date},eng-1,{season},{home},{away},{h},{a}" for date, season, home, away, h, a in played]
    write(folder / "tables" / "results.csv", ["date,competition,season,home,away,home_goals,away_goals", *lines])
    quotes = [
        f"{date},eng-1,{home},{away},Avg,1x2,opening,{outcome},{price},"
        for date, season, home, away, *_ in played
        if season == "2022-23"
        for outcome, price in (("home", 2.0), ("draw", 4.0), ("away", 4.0))
    ]
    header = "date,competition,home,away,bookmaker,market,timing,outcome,price,handicap"
    write(folder / "tables" / "prices.csv", [header, *quotes])
    ingest(folder / "home", folder / "tables", SOURCES)
    return folder / "home"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("backtest"))


@pytest.fixture(scope="module")
def changed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with another score in the three matches of the last day."""
    return filled(tmp_path_factory.mktemp("changed"), "0-7")


def run(home: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), "backtest", *map(str, arguments)])


def document(home: Path, *arguments: object) -> dict[str, Any]:
    result = run(home, *arguments, "--json")
    assert result.exit_code == 0, result.stderr

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    found: dict[str, Any] = json.loads(result.stdout, parse_constant=refuse)
    return found


def failure(result: Result) -> str:
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    return line.removeprefix("pressbox: ")


# The document


def test_the_document_has_the_keys_of_the_contract(home: Path):
    found = document(home)
    assert {"seasons", "competitions", "overall", "fits_or_updates", "seconds"} <= set(found)
    assert found["seasons"] == "2021-22:2022-23"
    assert list(found["competitions"]) == ["Premier League"]
    assert found["competitions"]["Premier League"] == found["overall"]
    grade = found["overall"]
    assert grade["matches"] == 60
    assert all(isinstance(grade[rule], float) for rule in RULES)
    assert set(grade["market"]) == {"opening", "closing"}
    assert set(grade["baselines"]) == {"base_rate", "elo"}
    assert set(grade["differences"]) == {"opening", "closing", "base_rate", "elo"}
    assert all(set(RULES) < set(scores) for scores in (*grade["market"].values(), *grade["baselines"].values()))
    assert found["fits_or_updates"] == len({date for date, *_ in results()})


def test_groups_share_out_the_matches(home: Path):
    found = document(home)
    for name in ("competitions", "by_season", "by_month", "by_promoted"):
        assert sum(grade["matches"] for grade in found[name].values()) == 60
    assert {name: grade["matches"] for name, grade in found["by_promoted"].items()} == {
        "promoted": 10,  # Brentford's
        "others": 20,
        "unknown": 30,
    }
    assert list(found["by_month"]) == ["09", "10", "11", "12", "01", "02", "04"]


def test_market_lines_rest_on_the_matches_that_have_prices(home: Path):
    found = document(home)
    opening, closing = (found["overall"]["market"][timing] for timing in ("opening", "closing"))
    second = found["by_season"]["2022-23"]
    assert (opening["matches"], opening["over_2_5_matches"], opening["over_2_5_log_loss"]) == (30, 0, None)
    assert {rule: opening["model"][rule] for rule in RULES[:3]} == {rule: second[rule] for rule in RULES[:3]}
    gap = found["overall"]["differences"]["opening"]["log_loss"]
    assert gap["mean"] == pytest.approx(second["log_loss"] - opening["log_loss"], abs=2e-6)
    assert closing["matches"] == 0
    assert closing["log_loss"] is None
    assert set(found["overall"]["differences"]["closing"].values()) == {None}


def test_the_price_of_fair_odds_is_scored_exactly(home: Path):
    """Odds of 2, 4 and 4 give a half and two quarters to every match."""
    leads = [np.sign(h - a) for _, season, *_, h, a in results() if season == "2022-23"]
    wins, draws, defeats = (leads.count(sign) for sign in (1, 0, -1))
    opening = document(home)["overall"]["market"]["opening"]
    assert opening["log_loss"] == pytest.approx((wins * np.log(2) + (draws + defeats) * np.log(4)) / 30, abs=1e-6)
    rps = wins * (0.25 + 0.0625) / 2 + draws * (0.25 + 0.0625) / 2 + defeats * (0.25 + 0.5625) / 2
    assert opening["rps"] == pytest.approx(rps / 30, abs=1e-6)


def test_one_match_has_no_standard_error_and_nothing_is_nan(tmp_path: Path):
    write(
        tmp_path / "tables" / "results.csv",
        ["date,competition,season,home,away,home_goals,away_goals", "2022-08-13,eng-1,2022-23,Arsenal,Chelsea,1,1"],
    )
    ingest(tmp_path / "home", tmp_path / "tables", SOURCES)
    grade = document(tmp_path / "home")["overall"]
    assert grade["matches"] == 1
    assert grade["differences"]["elo"]["log_loss"] is None


def test_a_model_against_itself_is_level(home: Path):
    grade = document(home, "--model", "elo")["overall"]
    assert grade["rps"] == grade["baselines"]["elo"]["rps"]
    assert grade["differences"]["elo"]["rps"] == {"mean": 0.0, "standard_error": 0.0}


def test_a_match_that_cannot_be_forecast_is_in_no_line(home: Path):
    """The first day has nothing before it to fit to."""
    found = document(home, "--model", "dixon-coles", "--seasons", "2021-22")
    assert (found["not_forecast"], found["overall"]["matches"]) == (3, 27)
    assert found["overall"]["baselines"]["elo"]["matches"] == 27


# Nothing known too early


@pytest.mark.parametrize("model", [name for name in MODELS if name != Market.name])
def test_scores_of_earlier_matches_do_not_depend_on_a_later_day(home: Path, changed_home: Path, model: str):
    ours, changed = document(home, "--model", model), document(changed_home, "--model", model)
    assert ours["by_season"]["2021-22"] == changed["by_season"]["2021-22"]
    last, other_last = ours["by_month"].pop("04"), changed["by_month"].pop("04")
    assert last != other_last, "the change changed nothing"
    assert ours["by_month"] == changed["by_month"]


def test_the_sample_starts_from_the_ratings_that_ship_with_it(sample_store: Store):
    """Its seasons from August 2023 on are forecast better than base rates can, though little is learnt before."""
    found = Desk(sample_store).backtest()
    assert found.seasons == "2022-23:2023-24"
    gap = found.by_season["2023-24"].baselines["base_rate"].differences["log_loss"]
    assert gap is not None
    assert gap.mean + 3 * gap.standard_error < 0
    assert "641 matches" in repr(Desk(sample_store).backtest(seasons="2023-24"))


# The command


def test_the_text_tells_of_everybody(home: Path):
    result = run(home, "--competition", "premier league", "--seasons", "2021-22:2022-23")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("shots, Premier League, 2021-22 to 2022-23: 60 matches\n")
    for label in ("opening prices", "base rate", "Elo", "season 2022-23", "month 09", "a side promoted"):
        assert f"\n{label} " in result.stdout
    assert "closing prices" not in result.stdout


def test_plots_are_written_and_named_on_stderr(home: Path, tmp_path: Path):
    result = run(home, "--plots", tmp_path / "plots", "--json")
    assert result.exit_code == 0
    json.loads(result.stdout)
    for name in ("result", "over_2_5", "btts"):
        assert f"wrote {tmp_path / 'plots' / name}.svg" in result.stderr
        ET.parse(tmp_path / "plots" / f"{name}.svg")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--competition", "marsleague"), '"marsleague" is not one known competition'),
        (("--seasons", "2030-31"), "the store has no season 2030-31 of Premier League (2021-22 to 2022-23)."),
        (("--model", "nope"), 'there is no model "nope"'),
        (("--model", "market"), "the market model learns nothing"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(home: Path, arguments: tuple[str, str], message: str):
    assert failure(run(home, *arguments)).startswith(message)


def test_plots_that_cannot_be_written_are_an_expected_failure(home: Path, tmp_path: Path):
    (tmp_path / "taken").write_text("not a folder")
    assert "Choose another folder with --plots" in failure(run(home, "--plots", tmp_path / "taken"))


@pytest.mark.parametrize("seasons", ["2021-22:2019-20", "abc", ""])
def test_seasons_that_are_none_are_wrong_usage(home: Path, seasons: str):
    result = run(home, "--seasons", seasons)
    assert result.exit_code == 2
    assert "--seasons" in result.stderr


# Real data


@pytest.mark.shared_data
def test_skill_in_the_five_leagues(shared_home: Path):
    """As benchmarks/forecast has it, on the same matches."""
    with open_desk(shared_home) as desk:
        overall = desk.backtest(seasons="2021-22:2023-24").overall
    assert overall.matches == overall.market["closing"].matches == 5404
    assert overall.scores["rps"] == pytest.approx(0.1981, abs=0.0005)
    assert overall.scores["log_loss"] == pytest.approx(0.9801, abs=0.001)
    assert overall.market["closing"].theirs["log_loss"] == pytest.approx(0.9679, abs=0.0002)
    assert max(found.error for found in overall.calibration.values()) < 0.015
    assert (shared_home / STORE_FILE).exists()
