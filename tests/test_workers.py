"""Processes that share work: they leave Ctrl-C to the one that hands it out, and end with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pressbox.workers import Workers

SLOW_TO_START = """
import pathlib, sys, time
from pressbox.workers import Workers

if __name__ == "__main__":
    with Workers(2) as pool:
        try:
            list(pool.map(abs, range(2)))
        except KeyboardInterrupt:
            print("interrupted")
else:
    pathlib.Path(sys.argv[1], "starting").touch()
    time.sleep(1)
"""


@pytest.fixture
def starting(tmp_path: Path):
    """A process whose two helpers are still being started."""
    script = tmp_path / "slow_to_start.py"
    script.write_text(SLOW_TO_START, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "starting").exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)
    yield process
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_ctrl_c_while_they_start_is_for_their_parent_alone(starting: subprocess.Popen[str]):
    os.killpg(starting.pid, signal.SIGINT)
    stdout, stderr = starting.communicate(timeout=60)
    assert (stdout, stderr, starting.returncode) == ("interrupted\n", "", 0)


def test_ctrl_c_is_heard_again_once_work_is_handed_out():
    with Workers(1) as pool:
        assert pool.submit(len, "work").result() == 4
        assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_what_they_begin_with_is_there_before_their_work():
    with Workers(1, os.putenv, "PRESSBOX_BEGUN", "yes") as pool:
        assert pool.submit(_environment_of_a_child).result() == "yes"


def _environment_of_a_child() -> str:
    printed = subprocess.run(["printenv", "PRESSBOX_BEGUN"], capture_output=True, text=True, check=True)
    return printed.stdout.strip()
