"""Damage lines of Football.TXT and count what comes out as neither a row nor a reason; see README.md."""

from __future__ import annotations

import argparse
import collections
import random
import tempfile
import time
import traceback
from pathlib import Path

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.openfootball import OpenFootball
from tests.sources.mutations import damage_lines

SAMPLES = Path(__file__).parents[2] / "tests" / "files" / "openfootball"
SOURCE = OpenFootball()
SHARES = (0.02, 0.1, 0.5)  # of the lines of a file


def adds_up(parsed: Parsed) -> bool:
    """Tell whether every data row was loaded or rejected, and every detail belongs to a match."""
    keys = {row.key for row in parsed.matches}
    details = (*parsed.goals, *parsed.cards, *parsed.substitutions, *parsed.lineups)
    names = {row.source_line for row in parsed.club_names}
    loaded = len(parsed.matches) + len(parsed.squads) + len(names)
    return parsed.data_rows == loaded + len(parsed.rejected) and all(row.match in keys for row in details)


def fuzz(lines_wanted: int, rng: random.Random, scratch: Path) -> collections.Counter[str]:
    """Damage samples and read them until enough damaged lines were tried."""
    bundles = list(SOURCE.bundles(SAMPLES))
    files = {bundle.name: bundle.paths[0].read_text(encoding="utf-8").splitlines() for bundle in bundles}
    counts: collections.Counter[str] = collections.Counter()
    while counts["damaged lines"] < lines_wanted:
        name = rng.choice(list(files))
        lines, damaged = damage_lines(files[name], rng, rng.choice(SHARES))
        counts["damaged lines"] += damaged
        counts["files"] += 1
        scratch.write_text("\n".join(lines), encoding="utf-8")
        try:
            parsed = SOURCE.parse(Bundle(SOURCE.name, name, (scratch,)))
        except LayoutChanged:
            counts["files refused by name"] += 1
        except Exception:
            counts["crashes"] += 1
            traceback.print_exc()
        else:
            counts["rows loaded"] += parsed.data_rows - len(parsed.rejected)
            counts["rows rejected"] += len(parsed.rejected)
            counts["files that do not add up"] += not adds_up(parsed)
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=2024)
    arguments = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        counts = fuzz(arguments.lines, random.Random(arguments.seed), Path(folder) / "damaged.txt")
    for name in ("damaged lines", "files", "files refused by name", "rows loaded", "rows rejected"):
        print(f"{name:26}{counts[name]:>12,}")
    for name in ("files that do not add up", "crashes"):
        print(f"{name:26}{counts[name]:>12,}")
    print(f"{'seconds':26}{time.perf_counter() - start:>12,.0f}")


if __name__ == "__main__":
    main()
