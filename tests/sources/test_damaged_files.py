"""Whatever happens to a file, a source reads it, rejects rows, or says that the layout changed; nothing else."""

from __future__ import annotations

import contextlib
import random
import shutil
from pathlib import Path

import pytest

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Source
from pressbox.sources.fpl import Fpl
from pressbox.sources.schochastics import Schochastics
from pressbox.sources.transfermarkt import Transfermarkt
from tests.sources.mutations import damage_lines

FILES = Path(__file__).parents[1] / "files"
SOURCES: list[Source] = [Schochastics(), Fpl(), Transfermarkt()]


@pytest.mark.parametrize("share", [0.005, 0.05, 0.3])
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_damaged_file_is_read_or_refused_and_its_rows_refer_to_its_matches(
    tmp_path: Path, source: Source, share: float
):
    rng = random.Random(19_700_101)
    for attempt in range(10):
        folder = tmp_path / str(attempt)
        shutil.copytree(FILES / source.name, folder)
        damage(folder, rng, share)
        for bundle in source.bundles(folder):
            with contextlib.suppress(LayoutChanged):
                parsed = source.parse(bundle)
                keys = [match.key for match in parsed.matches]
                rows = [*parsed.goals, *parsed.cards, *parsed.substitutions, *parsed.incidents, *parsed.lineups]
                assert len(set(keys)) == len(keys)
                assert {row.match for row in [*rows, *parsed.player_matches, *parsed.match_stats]} <= set(keys)


def damage(folder: Path, rng: random.Random, share: float) -> None:
    for path in sorted(folder.rglob("*.*")):
        if path.suffix in (".csv", ".json"):
            lines = path.read_text(encoding="latin-1").split("\n")
            damaged, _ = damage_lines(lines, rng, share)
            path.write_text("\n".join(damaged), encoding="utf-8")
