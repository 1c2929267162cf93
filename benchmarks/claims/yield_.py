"""How many distinct claims a fixture yields: of the top five leagues, of any competition with three whole seasons."""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.claims.drawing import fixtures_of
from pressbox.domain import Fixture
from pressbox.facts.ranking import story_of
from pressbox.pipeline import Desk
from pressbox.store.database import STORE_FILE, Store, open_store

TOP_FIVE = ("eng-1", "esp-1", "ger-1", "ita-1", "fra-1")
TARGETS = {"top five leagues": 25, "three whole seasons": 10}

PLAYED = "m.status = 'played' AND m.date >= DATE '1995-07-01'"
OF_TOP_FIVE = "SELECT m.id FROM matches AS m WHERE list_contains($competitions, m.competition) "
OF_TOP_FIVE += f"AND {PLAYED} ORDER BY m.id"
WHOLE = """
SELECT competition, list(season ORDER BY season) FILTER (complete)[3] AS third FROM coverage
GROUP BY competition HAVING count(*) FILTER (complete) >= 3 ORDER BY competition"""
OF_ONE = "SELECT m.id FROM matches AS m WHERE m.competition = $competition AND m.season > $third "
OF_ONE += "AND m.status = 'played' AND m.date IS NOT NULL ORDER BY m.id"


def drawn(store: Store, count: int, seed: int) -> dict[str, list[Fixture]]:
    """Fixtures of both kinds: of the top five any match, of the others as many of each competition as of any other."""
    rng = random.Random(seed)
    ids = [row["id"] for row in store.rows(OF_TOP_FIVE, {"competitions": list(TOP_FIVE)})]
    found = {"top five leagues": fixtures_of(store, rng.sample(ids, count))}
    whole = store.rows(WHOLE, {})
    rng.shuffle(whole)
    of_each: list[str] = []
    for row in whole:
        played = [match["id"] for match in store.rows(OF_ONE, row)]
        of_each += rng.sample(played, min(len(played), -(-count // len(whole))))
    return found | {"three whole seasons": fixtures_of(store, of_each[:count])}


def counted(desk: Desk, title: str, fixtures: Sequence[Fixture]) -> bool:
    """Print how many claims there are; whether the median reaches the target."""
    claims, stories = [], []
    for number, fixture in enumerate(sorted(fixtures, key=lambda fixture: fixture.date), 1):
        told = desk.facts(fixture)
        claims.append(len({claim.id for claim in told}))
        stories.append(len({(claim.side, story_of(claim)) for claim in told}))
        print(f"{claims[-1]:4d} {stories[-1]:4d} {fixture.date} {fixture.competition.id} {fixture.id}", file=sys.stderr)
        if number % 20 == 0:
            print(f"... {title}, {number}: median so far {statistics.median(claims)}", flush=True)
    tenth = sorted(claims)[len(claims) // 10]
    print(
        f"{title}: {len(fixtures)} fixtures; distinct claims: median {statistics.median(claims):.0f}, tenth percentile "
        f"{tenth}, least {min(claims)}, most {max(claims)}; distinct stories: median {statistics.median(stories):.0f}; "
        f"target {TARGETS[title]}",
        flush=True,
    )
    return statistics.median(claims) >= TARGETS[title]


def main() -> bool:
    """Count both kinds; whether both reach their target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a data home that is filled from ../shared/data")
    parser.add_argument("--fixtures", type=int, default=100, help="of each kind")
    parser.add_argument("--seed", type=int, default=4)
    arguments = parser.parse_args()
    path = arguments.home / STORE_FILE
    with Desk(Store(open_store(path), str(path))) as desk:
        fixtures = drawn(desk.store, arguments.fixtures, arguments.seed)
        reached = [counted(desk, title, fixtures[title]) for title in TARGETS]
        return all(reached)


if __name__ == "__main__":
    sys.exit(not main())
