"""Write lists to judge the ranking by: the ten top claims of a fixture beside ten drawn from the same list, unlabelled.

``news_value/<seed>.md`` is what a reader judges, ``news_value/<seed>.key.csv`` says which ten was which.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.claims.run import drawn
from pressbox.domain import Fixture
from pressbox.facts.claim import Claim
from pressbox.pipeline import Desk
from pressbox.store.database import STORE_FILE, Store, open_store

FOLDER = Path(__file__).parent / "news_value"
SHOWN = 10
FEWEST = 25
"""Claims that a fixture must have, lest both tens be much the same."""


def lists(
    desk: Desk, fixtures: Sequence[Fixture], rng: random.Random
) -> Iterator[tuple[Fixture, list[list[Claim]], str]]:
    """Each fixture with its two tens, and the letter of the top one."""
    for fixture in fixtures:
        claims = desk.facts(fixture)
        if len(claims) < FEWEST:
            continue
        top = list(claims[:SHOWN])
        others = [claims[at] for at in sorted(rng.sample(range(len(claims)), SHOWN))]
        first = rng.random() < 0.5
        yield fixture, [top, others] if first else [others, top], "A" if first else "B"


def page(number: int, fixture: Fixture, tens: Sequence[Sequence[Claim]]) -> str:
    """The two tens of a fixture in Markdown."""
    title = f"## {number}. {fixture.home.name} v {fixture.away.name}, {fixture.competition.name}, {fixture.date}"
    parts = [
        f"### {letter}\n\n" + "\n".join(f"- {c.statement}" for c in ten) for letter, ten in zip("AB", tens, strict=True)
    ]
    return "\n\n".join([title, *parts])


def main() -> None:
    """Write the lists of one seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a data home that is filled from ../shared/data")
    parser.add_argument("--fixtures", type=int, default=30)
    parser.add_argument("--seed", type=int, required=True)
    arguments = parser.parse_args()
    path, rng = arguments.home / STORE_FILE, random.Random(arguments.seed)
    with Desk(Store(open_store(path), str(path))) as desk:
        matches = drawn(desk.store, 2 * arguments.fixtures, arguments.seed)

        fixtures = [match.fixture(desk.store) for match in rng.sample(matches, len(matches))]
        pages, key = [], []
        for number, (fixture, tens, letter) in enumerate(lists(desk, fixtures, rng), 1):
            pages.append(page(number, fixture, tens))
            key.append((number, fixture.id, letter))
            if number == arguments.fixtures:
                break
    (FOLDER / f"{arguments.seed}.md").write_text("\n\n".join(pages) + "\n", encoding="utf-8")
    with (FOLDER / f"{arguments.seed}.key.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("number", "fixture", "top"), *key])


if __name__ == "__main__":
    main()
