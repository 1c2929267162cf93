"""Compiled code: kept where it can be, announced where it is not there yet, and without what it has no use for."""

from __future__ import annotations

import os
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import numba
import pytest

from pressbox.forecast import compiled
from pressbox.forecast.compiled import compiled_before, jit
from pressbox.forecast.rater import announce_compilation

SOURCE = """
from pressbox.forecast.compiled import compiled_before, jit

@jit()
def double(number):
    return 2 * number
"""


def run(folder: Path, code: str) -> str:
    """What a process prints that has ``SOURCE`` as its module ``doubling``, and a cache of its own."""
    environment = os.environ | {"NUMBA_CACHE_DIR": str(folder / "kept"), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_compiled_code_is_known_to_be_at_hand_until_its_source_changes(tmp_path: Path):
    source = tmp_path / "doubling.py"
    source.write_text(SOURCE, encoding="utf-8")
    code = "from doubling import *; print(compiled_before(double), double(2), compiled_before(double))"
    assert run(tmp_path, code) == "False 4 True"
    assert run(tmp_path, code) == "True 4 True"
    later = source.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert run(tmp_path, code).startswith("False 4")


def test_where_nothing_can_be_kept_code_is_compiled_all_the_same(monkeypatch: pytest.MonkeyPatch):
    def without_a_folder(**options: bool) -> Callable[..., object]:
        if options.pop("cache", False):
            raise RuntimeError("cannot cache function 'triple': no locator available for file")
        return numba.njit(**options)

    monkeypatch.setattr(compiled, "numba", types.SimpleNamespace(njit=without_a_folder))

    @jit(nogil=True)
    def triple(number: int) -> int:
        return 3 * number

    assert not compiled_before(triple)
    assert triple(2) == 6
    assert compiled_before(triple)


@pytest.mark.parametrize("known", [True, False])
def test_compilation_is_announced_once_and_only_where_it_is_due(known: bool, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(compiled, "compiled_before", lambda _: known)
    told: list[str] = []
    announce_compilation(told.append)
    assert len(told) == (0 if known else 1)
    assert all("once on this machine" in line for line in told)


def test_matrices_cost_nothing_before_they_are_multiplied(tmp_path: Path):
    code = (
        "import sys, numpy as np, pressbox.forecast.rating_kernel\n"
        "print('scipy.linalg' in sys.modules)\n"
        "from pressbox.forecast.compiled import numba\n"
        "print(numba.njit(lambda a, b: a @ b)(np.eye(2) * 2, np.ones((2, 2))).tolist())"
    )
    assert run(tmp_path, code).splitlines() == ["False", "[[2.0, 2.0], [2.0, 2.0]]"]
