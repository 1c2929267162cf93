from __future__ import annotations

import re
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

from click.testing import CliRunner

from pressbox.cli import main


def test_serve_prints_its_address_answers_and_stops_at_ctrl_c(tmp_path: Path):
    command = [sys.executable, "-m", "pressbox", "--home", str(tmp_path), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", process.stdout.readline())
        assert address
        connection = HTTPConnection("127.0.0.1", int(address[1]), timeout=120)
        connection.request("GET", "/method.json")
        assert connection.getresponse().status == 200
        connection.close()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "pressbox: stopped." in told.splitlines()


def test_an_address_of_another_kind_is_wrong_usage():
    for command in (["serve"], ["site", "--from", "2024-04-18", "--to", "2024-04-18", "--out", "x"]):
        done = CliRunner().invoke(main, [*command, "--url", "ftp://example.org"])
        assert done.exit_code == 2
        assert "--url takes an address" in done.stderr


def test_a_site_that_ends_before_it_begins_is_wrong_usage(tmp_path: Path):
    done = CliRunner().invoke(
        main, ["site", "--from", "2024-04-18", "--to", "2024-04-17", "--out", str(tmp_path / "out")]
    )
    assert done.exit_code == 2
    assert "--to 2024-04-17 is before --from 2024-04-18" in done.stderr


def test_a_folder_that_is_a_file_is_an_expected_failure_in_one_line(tmp_path: Path):
    (tmp_path / "file").touch()
    arguments = ["site", "--from", "2024-04-18", "--to", "2024-04-18", "--out", str(tmp_path / "file")]
    done = CliRunner().invoke(main, ["--home", str(tmp_path / "home"), *arguments])
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].endswith("Choose another folder with --out, or make room.")
    assert "Traceback" not in done.stderr
