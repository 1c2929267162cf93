"""The command line: data on stdout, talk on stderr, exit codes 0, 1 and 2, one line for an expected failure."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from pressbox.cli import main
from pressbox.sources.registry import SOURCES
from pressbox.store.database import STORE_FILE
from pressbox.store.ingest import ingest
from tests.store.folders import ENGLISH, FOOTBALL_DATA_HEADER, small_data, write, write_premier_league

ON = ("--on", "2024-04-18")
TIE = ("Atalanta", "Liverpool", *ON)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose store holds the facts of the embedded sample."""
    home = tmp_path_factory.mktemp("home")
    with resources.as_file(resources.files("pressbox").joinpath("sample")) as folder:
        ingest(home, folder, SOURCES)
    return home


def run(home: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), *map(str, arguments)])


def document(result: Result) -> dict[str, Any]:
    """The JSON on stdout, which is all that is there."""
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def failure(result: Result) -> str:
    """The one line of an expected failure."""
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("pressbox: ")
    return line.removeprefix("pressbox: ")


def usage(result: Result) -> str:
    """What is said of wrong usage."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    return result.stderr.splitlines()[-1].removeprefix("Error: ")


# Clubs, competitions, days


@pytest.mark.parametrize("command", ["forecast", "preview"])
def test_an_unknown_club_gets_candidates(home: Path, command: str):
    message = failure(run(home, command, "Atalnta", "Liverpool", *ON))
    assert message.startswith('"Atalnta" is not a known team; did you mean Atalanta')


def test_a_club_that_nobody_is_near_to_is_said_to_be_unknown(home: Path):
    message = failure(run(home, "forecast", "Xyzzyplugh", "Liverpool", *ON))
    assert message.startswith('"Xyzzyplugh" is not a known team; ')


def test_two_clubs_that_never_meet(home: Path):
    assert failure(run(home, "forecast", "Brentford", "Lecce", *ON)) == (
        "Brentford and Lecce have no fixture on 2024-04-18, and no other meeting is on record."
    )


def test_a_day_on_which_two_clubs_do_not_meet_names_the_nearest(home: Path):
    message = failure(run(home, "preview", "Atalanta", "Liverpool", "--on", "2024-04-20"))
    assert message.startswith("Atalanta and Liverpool have no fixture on 2024-04-20; nearest on record: 2024-04-18 (")


@pytest.mark.parametrize("day", ["1850-01-01", "2099-12-31"])
def test_a_day_without_data_has_no_fixtures(home: Path, day: str):
    result = run(home, "fixtures", "--on", day)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"No fixtures on {day} in the store; `pressbox status` says what it covers.\n"
    result = run(home, "fixtures", "--on", day, "--json")
    assert document(result) == {"date": day, "fixtures": []}
    assert result.stderr == ""


def test_a_day_without_a_season_around_it_has_no_table(home: Path):
    assert failure(run(home, "table", "Europa League", *ON)) == (
        "Europa League has no league table around 2024-04-18; `pressbox status` says what is covered."
    )


@pytest.mark.parametrize(
    "arguments", [("fixtures", *ON, "--competition", "Premier Leage"), ("table", "Premier Leage", *ON)]
)
def test_an_unknown_competition_gets_candidates(home: Path, arguments: tuple[str, ...]):
    message = failure(run(home, *arguments))
    assert message.startswith('"Premier Leage" is not one known competition; did you mean ')
    assert "Premier League" in message


@pytest.mark.parametrize("names", [("atalanta", "liverpool"), ("Liverpool", "Atalanta"), ("ATALANTA", "LiverPool ")])
def test_clubs_are_named_as_people_name_them_and_in_either_order(home: Path, names: tuple[str, str]):
    fixture = document(run(home, "forecast", *names, *ON, "--json"))["fixture"]
    assert (fixture["home"], fixture["away"]) == ("Atalanta", "Liverpool")


@pytest.mark.shared_data
def test_an_ambiguous_name_lists_the_candidates(shared_home: Path):
    message = failure(run(shared_home, "forecast", "Al-Ittihad", "Liverpool", "--on", "2018-04-18"))
    assert message.startswith('"Al-Ittihad" could be Al Ittihad (')
    assert message.endswith('"Al-Ittihad BHR".')
    assert message.count("Al Ittihad (") >= 2


# Wrong usage


@pytest.mark.parametrize("command", [("fixtures",), ("table", "eng-1"), ("forecast", "A", "B"), ("preview", "A", "B")])
@pytest.mark.parametrize("day", ["18/04/2024", "2024-02-31", "2024-4", "yesterday", ""])
def test_a_date_in_another_form_is_wrong_usage(home: Path, command: tuple[str, ...], day: str):
    assert usage(run(home, *command, "--on", day)).startswith("Invalid value for '--on': ")


@pytest.mark.parametrize("command", [("fixtures",), ("table", "eng-1"), ("forecast", "A", "B"), ("preview", "A", "B")])
def test_a_day_must_be_named(home: Path, command: tuple[str, ...]):
    assert usage(run(home, *command)) == "Missing option '--on'."


@pytest.mark.parametrize("command", ["forecast", "preview"])
def test_a_moment_in_another_form_is_wrong_usage(home: Path, command: str):
    assert usage(run(home, command, *TIE, "--as-of", "noon")) == (
        "--as-of takes a moment such as 2024-04-17T12:00+02:00; got 'noon'."
    )


@pytest.mark.parametrize("formats", ["pdf", "html,pdf", "", ","])
def test_an_unknown_format_is_wrong_usage(home: Path, formats: str):
    assert usage(run(home, "preview", *TIE, "--format", formats)) == (
        f"--format takes any of html, md, json, joined by commas; got {formats!r}."
    )


def test_an_unknown_source_is_wrong_usage(home: Path):
    assert "'openfotball' is not a source; known are openfootball" in usage(run(home, "pull", "openfotball"))


def test_an_unknown_command_or_option_is_wrong_usage(home: Path):
    assert usage(run(home, "prevue")).startswith("No such command 'prevue'")
    assert usage(run(home, "status", "--yaml")).startswith("No such option")


def test_an_unknown_model_lists_those_there_are(home: Path):
    result = run(home, "forecast", *TIE, "--model", "crystal-ball")
    assert result.exit_code in (1, 2)
    assert result.stdout == ""
    assert "crystal-ball" in result.stderr


# What the commands print


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (("status",), {"origin", "data_version", "coverage"}),
        (("fixtures", *ON), {"date", "fixtures"}),
        (("fixtures", *ON, "--competition", "europa league"), {"date", "fixtures"}),
        (("table", "Premier League", *ON), {"competition", "season", "as_of", "rows"}),
        (("forecast", *TIE), {"fixture", "as_of", "model", "rates", "result", "scorelines", "totals", "btts"}),
        (("facts", *TIE), {"fixture", "as_of", "claims", "withheld"}),
    ],
    ids=["status", "fixtures", "fixtures of a competition", "table", "forecast", "facts"],
)
def test_json_is_one_document_on_stdout_and_nothing_else(home: Path, arguments: tuple[str, ...], keys: set[str]):
    result = run(home, *arguments, "--json")
    assert keys <= document(result).keys()
    assert result.stderr == ""


def test_facts_tell_the_first_claims_and_withhold_none(home: Path):
    found = document(run(home, "facts", *TIE, "--limit", "3", "--json"))
    assert found["withheld"] == {"count": 0, "ids": []}
    assert [claim["statement"] for claim in found["claims"]] == run(
        home, "facts", *TIE, "--limit", "3"
    ).stdout.splitlines()


def test_audit_counts_what_it_lists(home: Path):
    found = document(run(home, "audit", "--json"))
    assert all(set(check) == {"count", "rows"} and check["count"] == len(check["rows"]) for check in found.values())
    text = run(home, "audit").stdout
    for name, check in found.items():
        assert f"{name.replace('_', ' ')}: {check['count']:,}" in text


def test_the_table_is_that_of_the_morning(home: Path):
    """W19: City 73, Arsenal and Liverpool 71, all after 32 matches."""
    rows = document(run(home, "table", "Premier League", *ON, "--json"))["rows"]
    assert [(row["team"], row["played"], row["points"]) for row in rows[:3]] == [
        ("Manchester City", 32, 73),
        ("Arsenal", 32, 71),
        ("Liverpool", 32, 71),
    ]
    assert {row["team"]: row["deducted"] for row in rows if row["deducted"]} == {"Everton": 8, "Nottingham Forest": 4}
    text = run(home, "table", "Premier League", *ON).stdout
    assert "Everton: 8 points deducted" in text


def test_the_forecast_has_the_documents_of_the_contract(home: Path):
    found = document(run(home, "forecast", *TIE, "--json"))
    assert {"id", "date", "competition", "season", "round", "leg", "home", "away", "neutral"} <= found["fixture"].keys()
    assert found["as_of"] == "2024-04-18T00:00:00+02:00"
    assert sum(found["result"].values()) == pytest.approx(1, abs=1e-6)
    chances = [cell["p"] for cell in found["scorelines"]]
    assert chances == sorted(chances, reverse=True)
    assert min(chances) >= 0.0005
    assert found["tie"]["aggregate_before"] == {"home": 3, "away": 0}
    assert found["tie"]["away_goals_rule"] is False
    assert sum(found["tie"]["through"].values()) == pytest.approx(1, abs=1e-6)
    assert found["movement"] is None


def test_movement_is_told_from_an_earlier_moment_the_biggest_cause_first(home: Path):
    movement = document(run(home, "forecast", *TIE, "--since", "2024-04-11", "--json"))["movement"]
    assert movement["since"] == "2024-04-11T00:00:00+02:00"
    assert [cause["cause"] for cause in movement["causes"][:2]] == ["result", "first leg"]
    by = sum(cause["change"]["through_home"] for cause in movement["causes"])
    assert by == pytest.approx(movement["to"]["through"]["home"] - movement["from"]["through"]["home"], abs=1e-12)
    lines = run(home, "forecast", *TIE, "--since", "2024-04-11").stdout.splitlines()
    (start,) = (number for number, line in enumerate(lines) if line.startswith("Since 2024-04-11T00:00:00+02:00, "))
    assert lines[start + 1].startswith(
        "  Liverpool 0-3 Atalanta on 2024-04-11, the score that the second leg starts from: Atalanta through +"
    )
    same = run(home, "forecast", *TIE, "--since", "2024-04-18").stdout
    assert same.endswith("Since 2024-04-18T00:00:00+02:00 nothing has changed.\n")


def test_movement_is_asked_from_an_earlier_moment(home: Path):
    assert failure(run(home, "forecast", *TIE, "--since", "2024-04-19")) == (
        "2024-04-19T00:00:00+02:00 is after 2024-04-18T00:00:00+02:00: movement is told from an earlier moment to a "
        "later one."
    )
    assert usage(run(home, "forecast", *TIE, "--since", "yesterday")).startswith("--since takes a moment such as")


def test_a_moment_without_an_offset_is_in_the_time_of_the_venue(home: Path):
    assert document(run(home, "forecast", *TIE, "--as-of", "2024-04-17T12:00", "--json"))["as_of"] == (
        "2024-04-17T12:00:00+02:00"
    )


def test_a_preview_prints_the_files_it_wrote(home: Path, tmp_path: Path):
    result = run(home, "preview", *TIE, "--out", tmp_path / "out" / "deep", "--format", "md,json")
    assert (result.exit_code, result.stderr) == (0, "")
    written = [Path(line) for line in result.stdout.splitlines()]
    assert [path.suffix for path in written] == [".md", ".json"]
    assert {"fixture", "headline", "standfirst", "sections", "forecast", "claims"} <= json.loads(
        written[1].read_text(encoding="utf-8")
    ).keys()
    assert sorted((tmp_path / "out" / "deep").iterdir()) == sorted(written)


def test_a_preview_that_cannot_be_written_says_where(home: Path, tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    message = failure(run(home, "preview", *TIE, "--out", tmp_path / "file" / "out"))
    assert "could not be written: " in message
    assert "--out" in message


def test_two_runs_write_the_same_bytes(home: Path, tmp_path: Path):
    for name in ("a", "b"):
        assert run(home, "preview", *TIE, "--out", tmp_path / name).exit_code == 0
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("a", "b"))
    assert first == second


# Homes


def test_an_empty_home_is_answered_by_the_sample_which_one_line_says(tmp_path: Path):
    result = run(tmp_path / "none", "fixtures", *ON, "--json")
    assert len(document(result)["fixtures"]) == 4
    assert result.stderr == f"pressbox: {tmp_path / 'none'} holds no data yet; the embedded sample answers.\n"
    assert not (tmp_path / "none").exists()


def test_the_home_comes_from_the_environment(home: Path):
    result = CliRunner().invoke(main, ["status", "--json"], env={"PRESSBOX_HOME": str(home)})
    assert document(result)["origin"] == str(home / STORE_FILE)


@pytest.mark.parametrize("command", [("status",), ("fixtures", *ON), ("preview", *TIE), ("audit", "--json")])
def test_a_garbage_store_is_named_in_one_line(tmp_path: Path, command: tuple[str, ...]):
    (tmp_path / STORE_FILE).write_bytes(b"this is no database " * 500)
    message = failure(run(tmp_path, *command))
    assert str(tmp_path / STORE_FILE) in message
    assert message.endswith("ove it away and ingest again.")


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_store_cut_short_is_an_expected_failure(home: Path, tmp_path: Path, share: float):
    whole = (home / STORE_FILE).read_bytes()
    (tmp_path / STORE_FILE).write_bytes(whole[: int(len(whole) * share)])
    assert str(tmp_path / STORE_FILE) in failure(run(tmp_path, "preview", *TIE, "--out", tmp_path / "out"))
    assert not (tmp_path / "out").exists()


# Ingest


def test_an_ingest_tells_what_became_of_the_files(tmp_path: Path):
    result = run(tmp_path / "home", "ingest", small_data(tmp_path / "data"))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines() == [
        "files: 2 new, 0 changed, 0 unchanged, 0 refused, 0 failed",
        "rows read: 6; not loaded: 0 (`pressbox audit` lists them)",
        "the store was brought up to date",
    ]
    again = run(tmp_path / "home", "ingest", tmp_path / "data")
    assert again.exit_code == 0
    assert again.stderr.splitlines()[-1] == "nothing has changed"


def test_an_empty_folder_is_an_expected_failure(tmp_path: Path):
    (tmp_path / "data").mkdir()
    message = failure(run(tmp_path / "home", "ingest", tmp_path / "data"))
    assert message.startswith(f"{tmp_path / 'data'} holds nothing that Pressbox can read; ")
    assert "is not a folder" in failure(run(tmp_path / "home", "ingest", tmp_path / "missing"))


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_done(tmp_path: Path):
    data = small_data(tmp_path / "data")
    write(data / "football-data" / "mmz4281" / "2223" / "E0.csv", ["Div,Date,HomeTeam", "E0,12/08/2022,Arsenal"])
    result = run(tmp_path / "home", "ingest", data)
    assert (result.exit_code, result.stdout) == (1, "")
    first, *rest = result.stderr.splitlines()
    assert first.startswith("failed: football_data/mmz4281/2223/E0.csv: ")
    assert 'no column "' in first
    assert rest[-1] == "the store was brought up to date"
    assert document(run(tmp_path / "home", "status", "--json"))["coverage"]


def test_a_refused_file_is_named_and_no_failure(tmp_path: Path):
    data = small_data(tmp_path / "data")
    run(tmp_path / "home", "ingest", data)
    write_premier_league(data, ENGLISH[:1])
    result = run(tmp_path / "home", "ingest", data)
    assert result.exit_code == 0
    assert result.stderr.splitlines()[0] == (
        "refused: football_data/mmz4281/2324/E0.csv: holds 1 matches, fewer than the 4 kept; the kept ones stay"
    )


def test_rows_that_were_not_loaded_are_in_audit_with_file_line_and_reason(tmp_path: Path):
    bad = ["E0,31/02/2024,Arsenal,Chelsea,1,0,H,0,0,D", "E0,02/03/2024,Everton,Chelsea,x,y,H,0,0,D"]
    good = "E0,03/03/2024,Chelsea,Liverpool,1,0,H,0,0,D"
    write(tmp_path / "data" / "football-data" / "mmz4281" / "2324" / "E0.csv", [FOOTBALL_DATA_HEADER, *bad, good])
    result = run(tmp_path / "home", "ingest", tmp_path / "data")
    assert result.exit_code == 0
    assert "rows read: 3; not loaded: 2 (`pressbox audit` lists them)" in result.stderr
    listed = document(run(tmp_path / "home", "audit", "--json"))["rejected_rows"]["rows"]
    assert [(row["file"], row["line"]) for row in listed] == [("mmz4281/2324/E0.csv", 2), ("mmz4281/2324/E0.csv", 3)]
    assert all(row["reason"] for row in listed)


def test_a_home_that_cannot_be_made_is_an_expected_failure(tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    data = small_data(tmp_path / "data")
    message = failure(run(tmp_path / "file" / "home", "ingest", data))
    assert message == f"the data home {tmp_path / 'file' / 'home'} cannot be written: Not a directory."


# The program as a process


def process(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pressbox", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_module_runs_like_the_command(home: Path):
    done = process("--home", home, "fixtures", *ON)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Atalanta v Liverpool  (Quarter-finals, leg 2)" in done.stdout
    done = process("--home", home, "forecast", "Atalnta", "Liverpool", *ON)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert process("--home", home, "fixtures", "--on", "never").returncode == 2


def test_a_reader_that_has_seen_enough_is_no_failure(home: Path):
    head = shutil.which("head")
    if head is None:
        pytest.skip("needs head")
    command = [sys.executable, "-m", "pressbox", "--home", str(home), "audit", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert writer.stdout
        subprocess.run([head, "-c", "10"], stdin=writer.stdout, capture_output=True, check=True)
        writer.stdout.close()
        assert writer.stderr
        assert writer.stderr.read() == b""


def test_the_commands_of_the_contract_are_there():
    data = ["pull", "ingest", "status", "audit"]
    answers = ["fixtures", "table", "forecast", "facts", "project", "news", "lineup", "preview"]
    editions = ["publish", "verify", "grade", "scoreboard"]
    assert list(main.commands) == [*data, *answers, *editions, "backtest", "site", "serve"]
    for command in main.commands.values():
        names = {parameter.name for parameter in command.params}
        if command.name in ("status", "audit", "fixtures", "table", "forecast", "project", "backtest"):
            assert "as_json" in names
        assert isinstance(command, click.Command)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete_commands(shell: str):
    done = CliRunner().invoke(main, [], env={"_MAIN_COMPLETE": f"{shell}_source"}, prog_name="main")
    assert done.exit_code == 0
    assert "_MAIN_COMPLETE" in done.output
