"""A thousand previews read by a machine: whether each is true and English, how much they differ, how long they are."""

from __future__ import annotations

import argparse
import csv
import dataclasses
import itertools
import json
import random
import re
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib import resources
from pathlib import Path
from typing import Any

import pressbox
from pressbox.errors import PressboxError
from pressbox.store.database import STORE_FILE, open_store
from tests.preview.checker import WRITTEN, allow, faults_of, language_faults, sentences_of, skeleton

COMPETITIONS = (
    *("eng-1", "eng-2", "eng-3", "ita-1", "ger-1", "esp-1", "fra-1", "ned-1", "sco-1", "por-1"),
    *("uefa-cl", "uefa-el", "eng-fa-cup", "ger-cup", "fifa-world-cup", "uefa-euro", "bra-1", "bel-1", "tur-1", "gre-1"),
)
PER_COMPETITION = 50
WEEKEND = ("2024-04-27", "2024-04-28")
BATCH = 25
SCORE_LINES = {"n # n", "n # n (n win # on aggregate)."}
"""The predicted score at the head of "we say", which the page prints as a score and not as a sentence."""

FIXTURES = """
SELECT id, competition FROM matches WHERE home_final IS NOT NULL AND {where} ORDER BY id"""


@dataclasses.dataclass(frozen=True)
class Chosen:
    """A fixture to preview."""

    id: str
    competition: str


def main() -> None:
    """Read the arguments, write the previews, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--count", type=int, default=len(COMPETITIONS) * PER_COMPETITION)
    parser.add_argument("--weekend", action="store_true", help="100 fixtures of one weekend instead")
    parser.add_argument("--seed", type=int, default=2024)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="write the documents there, one a line")
    parser.add_argument("--read", type=Path, help="read documents that were kept instead of writing previews")
    given = parser.parse_args()
    allow(_mentions())
    documents = list(_kept(given.read)) if given.read else list(_written(given))
    if given.keep:
        given.keep.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
    _report(documents)


def _kept(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def _mentions() -> list[str]:
    """What sides may be called besides their names."""
    package = resources.files("pressbox")
    short = csv.DictReader(package.joinpath("preview", "second_mentions.csv").read_text("utf-8").splitlines())
    nations = csv.DictReader(package.joinpath("countries.csv").read_text("utf-8").splitlines())
    return [*(row["mention"] for row in short), *(row["adjective"] for row in nations)]


def _written(given: argparse.Namespace) -> Iterator[dict[str, Any]]:
    chosen = _weekend(given.home) if given.weekend else _drawn(given.home, given.count, given.seed)
    batches = [chosen[i : i + BATCH] for i in range(0, len(chosen), BATCH)]
    with ProcessPoolExecutor(given.processes) as pool:
        done = 0
        for documents in pool.map(_previews, [(str(given.home), batch) for batch in batches]):
            done += len(documents)
            print(f"{done} of {len(chosen)}", file=sys.stderr, flush=True)
            yield from documents


def _drawn(home: Path, count: int, seed: int) -> list[Chosen]:
    rng = random.Random(seed)
    chosen = []
    for competition in COMPETITIONS:
        where = f"competition = '{competition}' AND date BETWEEN '2004-07-01' AND '2024-07-31'"
        found = _rows(home, FIXTURES.format(where=where))
        chosen += rng.sample(found, min(len(found), count // len(COMPETITIONS)))
    return [Chosen(*row) for row in chosen]


def _rows(home: Path, query: str) -> list[Any]:
    with open_store(home / STORE_FILE) as connection:
        return connection.execute(query).fetchall()


def _weekend(home: Path) -> list[Chosen]:
    found = _rows(home, FIXTURES.format(where=f"date BETWEEN '{WEEKEND[0]}' AND '{WEEKEND[1]}'"))
    return [Chosen(*row) for row in random.Random(1).sample(found, 100)]


def _previews(task: tuple[str, Sequence[Chosen]]) -> list[dict[str, Any]]:
    home, batch = task
    desk = pressbox.open(home)
    documents = []
    for one in batch:
        try:
            document = desk.preview(*desk.store.fixtures_by_id([one.id])).to_dict()
        except PressboxError as error:
            print(f"{one.id}: {error}", file=sys.stderr)
            continue
        documents.append(document | {"competition_id": one.competition})
    return documents


def _report(documents: Sequence[Mapping[str, Any]]) -> None:
    print(f"previews: {len(documents)}")
    _report_faults("truth", [(document, fault) for document in documents for fault in faults_of(document)])
    _report_faults("language", [(document, fault) for document in documents for fault in language_faults(document)])
    _report_variety(documents)
    _report_length(documents)


def _report_faults(title: str, found: Sequence[tuple[Mapping[str, Any], Any]]) -> None:
    print(f"\n{title}: {len(found)} faults in {len({document['fixture']['id'] for document, _ in found})} previews")
    for kind, count in Counter(fault.kind for _, fault in found).most_common():
        print(f"  {kind}: {count}")
        for document, fault in [pair for pair in found if pair[1].kind == kind][:8]:
            print(f"    [{fault.what}] {document['fixture']['id']}: {fault.sentence[:260]}")


def _names(document: Mapping[str, Any]) -> list[str]:
    names = {document["fixture"]["home"], document["fixture"]["away"], document["fixture"]["competition"]}
    names |= {row[side] for claim in document["claims"] for row in claim["evidence"] for side in ("home", "away")}
    return list(names)


def _report_variety(documents: Sequence[Mapping[str, Any]]) -> None:
    print("\nvariety")
    by_competition: dict[str, list[set[str]]] = defaultdict(list)
    for document in documents:
        names = _names(document)
        told = {skeleton(s["text"], names) for s in sentences_of(document, WRITTEN)} - SCORE_LINES
        by_competition[document["competition_id"]].append(told)
    for competition, skeletons in sorted(by_competition.items()):
        if len(skeletons) < 10:
            continue
        counts = Counter(text for told in skeletons for text in told)
        text, count = counts.most_common(1)[0]
        share = f"{count} of {len(skeletons)} ({count / len(skeletons):.0%})"
        print(f"  {competition}: most common sentence in {share}: {text[:150]}")
    pairs: Counter[tuple[str, str]] = Counter()
    for document in documents[:100]:
        words = re.findall(r"[\w'.%-]+", " ".join(s["text"] for s in sentences_of(document, WRITTEN)).lower())
        pairs.update(itertools.pairwise(words))
    print(
        f"  distinct-2 of the first 100: {len(pairs) / max(1, sum(pairs.values())):.3f} of {sum(pairs.values())} pairs"
    )
    by_day: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        first = next(iter(sentences_of(document, WRITTEN)))["text"]
        by_day[document["fixture"]["date"]][skeleton(first, _names(document))] += 1
    repeated = [(count, day, text) for day, counts in by_day.items() for text, count in counts.items() if count > 1]
    print(f"  openings repeated within a day: {sum(count for count, _, _ in repeated)} previews share one")
    for count, day, text in sorted(repeated, reverse=True)[:8]:
        print(f"    {count} on {day}: {text[:150]}")


def _report_length(documents: Sequence[Mapping[str, Any]]) -> None:
    lengths = [len(" ".join(s["text"] for s in sentences_of(document)).split()) for document in documents]
    written = [len(" ".join(s["text"] for s in sentences_of(document, WRITTEN)).split()) for document in documents]
    print(f"\nlength: whole {_spread(lengths)} words; match preview and we say {_spread(written)} words")


def _spread(values: Sequence[int]) -> str:
    low, middle, high = (
        statistics.quantiles(values, n=20)[0],
        statistics.median(values),
        statistics.quantiles(values, n=20)[18],
    )
    return f"{low:.0f} / {middle:.0f} / {high:.0f}"


if __name__ == "__main__":
    main()
