"""``pressbox news``: asking, adding and importing, in a home that holds nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pressbox.cli import main

ADD = ("add", "Liverpool", "van dijk", "doubtful", "--reason", "ankle injury", "--seen", "2024-04-17T18:00+01:00")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def run(home: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), "news", *args])


def statuses(home: Path, as_of: str) -> dict[str, str]:
    done = run(home, "Liverpool", "--on", "2024-04-18", "--as-of", as_of, "--json")
    assert done.exit_code == 0, done.output
    return {player["player"]: player["status"] for player in json.loads(done.stdout)["players"]}


def test_a_report_counts_from_when_it_was_seen(home: Path):
    assert run(home, *ADD).exit_code == 0
    assert statuses(home, "2024-04-17T19:00+01:00")["Virgil van Dijk"] == "doubtful"
    assert "Virgil van Dijk" not in statuses(home, "2024-04-17T17:00+01:00")


def test_reports_are_added_to_and_never_overwritten(home: Path):
    run(home, *ADD)
    file = home / "desk" / "availability.csv"
    first = file.read_text(encoding="utf-8")
    assert "on file already" in run(home, *ADD).stdout
    run(home, *ADD[:3], "out", *ADD[4:])
    text = file.read_text(encoding="utf-8")
    assert text.startswith(first)
    assert len(text.splitlines()) == 3
    assert [path.name for path in file.parent.iterdir() if path.suffix == ".building"] == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("add", "Liverpool", "Gianluca Scamacca", "out", "--seen", "2024-04-17T18:00+01:00"), "at Atalanta"),
        (("add", "Liverpool", "Nobody Atall", "out", "--seen", "2024-04-17T18:00+01:00"), "not on the list"),
        (("add", "Liverpool", "Alisson", "hurt"), "not a status"),
        (("add", "Liverpool", "Alisson", "out", "--seen", "2999-01-01T00:00+00:00"), "in the future"),
        ((*ADD, "--since", "2024-04-10", "--until", "2024-04-01"), "before the absence"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(home: Path, args: tuple[str, ...], said: str):
    done = run(home, *args)
    assert done.exit_code == 1
    assert said in done.stderr
    assert not (home / "desk" / "availability.csv").exists()


def test_an_import_takes_all_reports_or_none(home: Path, tmp_path: Path):
    table = tmp_path / "availability.csv"
    header, good = "as_of,club,player,status,since,source", "2024-04-17T10:00+01:00,Liverpool,Mohamed Salah,out,,Desk"
    table.write_text(f"{header}\n{good}\n2024-04-17T10:00+01:00,Liverpool,Nobody Atall,out,,Desk\n", encoding="utf-8")
    refused = run(home, "import", str(table))
    assert (refused.exit_code, "line 3" in refused.stderr) == (1, True)
    assert "Mohamed Salah" not in statuses(home, "2024-04-18T00:00+02:00")
    table.write_text(f"{header}\n{good}\n", encoding="utf-8")
    assert run(home, "import", str(table)).exit_code == 0
    assert statuses(home, "2024-04-18T00:00+02:00")["Mohamed Salah"] == "out"


def test_a_spoilt_file_is_told_and_does_not_stop_the_rest(home: Path):
    run(home, *ADD)
    file = home / "desk" / "availability.csv"
    file.write_text(file.read_text(encoding="utf-8") + "yesterday,Liverpool,ENG,Alisson,out,,,,,\n", encoding="utf-8")
    done = run(home, "Liverpool", "--on", "2024-04-18")
    assert done.exit_code == 0
    assert "left out" in done.stderr
    assert "Virgil van Dijk: doubtful; ankle injury" in done.stdout
