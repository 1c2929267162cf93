"""Whether claims are true: each reckoned again from the raw rows, and told again with every later match altered."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from pressbox.domain import Fixture
from pressbox.pipeline import Desk
from pressbox.store.database import STORE_FILE, Store, open_store
from tests.facts import naive
from tests.facts.naive.raw import Raw, Rows

COMPETITIONS, SEASONS = 15, 25
PASSES = 5
EVERY = 10
"""Fixtures after which it says how far it has come."""

OFTEN = 20
"""Fixtures after which it says what it has found of each template."""

KNOWN = (
    "eng-1",
    "eng-2",
    "ita-1",
    "ita-2",
    "ger-1",
    "esp-1",
    "fra-1",
    "ned-1",
    "sco-1",
    "por-1",
    "uefa-cl",
    "uefa-el",
    "eng-fa-cup",
    "ger-cup",
    "fifa-world-cup",
)
"""Fifteen that differ in kind: leagues of nine countries, a second tier or two, cups at home and abroad, nations."""

LATER = """
UPDATE matches SET
  home_goals = (3 * home_final + 1) % 5, away_goals = (3 * away_final + 2) % 5,
  home_final = (3 * home_final + 1) % 5, away_final = (3 * away_final + 2) % 5,
  home_goals_ht = NULL, away_goals_ht = NULL, home_goals_aet = NULL, away_goals_aet = NULL, extra_time = FALSE,
  shoot_out = FALSE, home_pens = NULL, away_pens = NULL, shoot_out_winner = NULL
WHERE date >= $first AND date < $until AND home_final IS NOT NULL"""
TIES_LATER = """
UPDATE ties SET winner = CASE WHEN winner = team_1 THEN team_2 ELSE team_1 END, goals_1 = goals_2 + 1, goals_2 = 0,
  decided = 'aggregate'
WHERE last_date >= $first AND last_date < $until"""
SIDES_LATER = """
UPDATE team_matches AS t SET
  goals_for = if(t.team = m.home, m.home_final, m.away_final),
  goals_against = if(t.team = m.home, m.away_final, m.home_final),
  goals_for_90 = if(t.team = m.home, m.home_goals, m.away_goals),
  goals_against_90 = if(t.team = m.home, m.away_goals, m.home_goals),
  outcome = CASE sign(m.home_final - m.away_final) * if(t.team = m.home, 1, -1)
    WHEN 1 THEN 'W' WHEN 0 THEN 'D' ELSE 'L' END
FROM matches AS m
WHERE m.id = t.match AND t.date >= $first AND t.date < $until AND m.home_final IS NOT NULL"""
REPORTS_LATER = """
UPDATE availability SET status = 'out', reason = 'made up' WHERE seen_at >= $first AND seen_at < $until"""
DETAIL = ("goals", "cards", "substitutions", "incidents", "lineups", "match_stats", "player_matches")


@dataclasses.dataclass(frozen=True, order=True)
class Drawn:
    """A match that was drawn."""

    date: dt.date
    id: str
    competition: str

    def fixture(self, store: Store) -> Fixture:
        """The match as a fixture."""
        return next(one for one in store.fixtures(self.date, self.competition) if one.id == self.id)


def drawn(store: Store, count: int, seed: int) -> list[Drawn]:
    """Matches drawn at random, oldest first: as many of every competition as of any other, from 25 seasons."""
    rng = random.Random(seed)
    query = "SELECT id, date, season FROM matches WHERE competition = $competition AND status = 'played' "
    query += "AND date IS NOT NULL ORDER BY id"
    seasons = [f"{year}" for year in range(2024 - SEASONS, 2024)]
    found: list[Drawn] = []
    for at, competition in enumerate(KNOWN):
        rows = store.rows(query, {"competition": competition})
        of_seasons = [Drawn(row["date"], row["id"], competition) for row in rows if row["season"][:4] in seasons]
        found += rng.sample(of_seasons, min(len(of_seasons), count // COMPETITIONS + (at < count % COMPETITIONS)))
    return sorted(found)


def in_passes(matches: Sequence[Drawn]) -> list[Drawn]:
    """The matches in a few passes over all years, so that a run that is broken off has seen some of each.

    Within a pass they go from the oldest to the newest, as ratings only go forward.
    """
    return [match for start in range(PASSES) for match in sorted(matches)[start::PASSES]]


@dataclasses.dataclass
class Tally:
    """What was found so far: claims by template and kind, and which of them nobody could check."""

    told: Counter[str] = dataclasses.field(default_factory=Counter)
    unchecked: Counter[str] = dataclasses.field(default_factory=Counter)
    unproved: Counter[str] = dataclasses.field(default_factory=Counter)
    different: Counter[str] = dataclasses.field(default_factory=Counter)
    withheld: Counter[str] = dataclasses.field(default_factory=Counter)
    engine: list[float] = dataclasses.field(default_factory=list)
    naive: list[float] = dataclasses.field(default_factory=list)

    def line(self) -> str:
        """One line: how far it has come and what was found."""
        return (
            f"{len(self.engine)} fixtures, {self.told.total()} claims of {len(self.told)} kinds: "
            f"{self.different.total()} differences, {self.withheld.total()} withheld, "
            f"{self.unchecked.total()} without a check, {self.unproved.total()} without a proof in SQL; "
            f"engine {statistics.median(self.engine):.2f} s a fixture (median), {max(self.engine):.2f} s (most); "
            f"naive {statistics.median(self.naive):.2f} s, {max(self.naive):.2f} s"
        )

    def table(self) -> str:
        """What was found, a line a template, for the README."""
        columns = (self.told, self.different, self.withheld, self.unchecked, self.unproved)
        lines = ["| template | claims | different | withheld | without a check | without a proof |", "|" + " --- |" * 6]
        every = sorted({name.split("/")[0] for of in columns for name in of})
        for template in [*every, ""]:
            counts = [sum(n for name, n in of.items() if name.startswith(f"{template}/")) for of in columns]
            counts = counts if template else [of.total() for of in columns]
            lines.append(f"| {template or 'all'} | " + " | ".join(map(str, counts)) + " |")
        return "\n".join(lines)


def correctness(desk: Desk, matches: Sequence[Drawn]) -> int:
    """Print every difference between a claim and its plain recomputation, and what is withheld; how many there are."""
    tally, rows = Tally(), Rows(desk.store.connection)
    for number, match in enumerate(matches, 1):
        _compare(desk, rows, match.fixture(desk.store), tally)
        if number % EVERY == 0 or number == len(matches):
            _say(tally.line())
        if number % OFTEN == 0 or number == len(matches):
            _say(tally.table())
    return tally.different.total() + tally.withheld.total()


def _compare(desk: Desk, rows: Rows, fixture: Fixture, tally: Tally) -> None:
    """Find the claims about a fixture and reckon each again."""
    started = time.perf_counter()
    dossier = desk.dossier(fixture)
    proved = desk.proved(dossier)
    found = time.perf_counter()
    raw = Raw(rows, fixture.id, dossier.as_of.utc, dossier.as_of.local_date)
    for claim in proved.withheld:
        tally.withheld[naive.name(naive.document(claim))] += 1
        _say(f"withheld, {_named(fixture)}: {claim.template}/{claim.kind}: {claim.statement}")
    for claim in proved.claims:
        document = naive.document(claim)
        name = naive.name(document)
        tally.told[name] += 1
        tally.unproved[name] += not claim.proofs
        if not naive.checked(document):
            tally.unchecked[name] += 1
            continue
        for difference in _differences(raw, document):
            tally.different[name] += 1
            _say(f"{_named(fixture)}: {difference}")
    tally.engine.append(found - started)
    tally.naive.append(time.perf_counter() - found)


def _say(line: str) -> None:
    print(line, flush=True)  # so that a run that is broken off has said what it found


def _differences(raw: Raw, document: dict[str, Any]) -> list[str]:
    try:
        return naive.differences(raw, document)
    except (LookupError, StopIteration, ValueError, RuntimeError) as error:  # the rows do not have what is claimed
        return [f"{naive.name(document)}: {document['statement']} [{error!r}]"]


def _named(fixture: Fixture) -> str:
    return f"{fixture.date} {fixture.competition.name}, {fixture.home.name} v {fixture.away.name}"


def leakage(path: Path, matches: Sequence[Drawn]) -> int:
    """Print every fixture whose claims change when all that came later is altered; how many there are.

    The fixtures are taken from the last to the first, so that each step alters only the days between two of them.
    """
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / STORE_FILE
        shutil.copy(path, copied)
        changed, claims, unaltered, until = 0, 0, 0, dt.date.max
        with (
            Desk(Store(open_store(path), str(path))) as desk,
            Desk(Store(duckdb.connect(str(copied)), "altered")) as other,
        ):
            for number, match in enumerate(sorted(matches, reverse=True), 1):
                fixture = match.fixture(desk.store)
                first = desk.as_of(fixture).local_date
                if first < until:
                    alter(other.store.connection, first, until)
                    other.store.forget()
                    until = first
                unaltered += desk.store.result(fixture) == other.store.result(fixture)
                before, after = documents(desk, fixture), documents(other, fixture)
                if before != after:
                    changed += 1
                    _say(f"{_named(fixture)}: {len(before ^ after)} claims changed")
                    for document in sorted(before ^ after)[:4]:
                        _say(f"   {document[:300]}")
                claims += len(before)
                if number % EVERY == 0:
                    _say(f"{number} fixtures, {claims} claims: the claims of {changed} changed")
    _say(f"{len(matches)} fixtures, {claims} claims, every later match altered: the claims of {changed} changed")
    _say(f"(results of the fixtures themselves that the alteration left as they were: {unaltered})")
    return changed


def documents(desk: Desk, fixture: Fixture) -> set[str]:
    """What is claimed; the order rests on ratings, whose own leakage the tests of the forecast look for."""
    same = {"score": None}
    return {repr(claim.to_dict() | same) for claim in desk.facts(fixture)}


def alter(connection: duckdb.DuckDBPyConnection, first: dt.date, until: dt.date) -> None:
    """Give every match from a day until another a different score, and tell other things of it and of the players."""
    days = {"first": first, "until": until}
    for table in DETAIL:
        of_days = "SELECT id FROM matches WHERE date >= $first AND date < $until"
        connection.execute(f"DELETE FROM {table} WHERE match IN ({of_days})", days)
    for statement in (LATER, SIDES_LATER, TIES_LATER, REPORTS_LATER):
        connection.execute(statement, days)


def main() -> Iterator[int]:
    """Do what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a data home that is filled from ../shared/data")
    parser.add_argument("--correctness", type=int, metavar="N", nargs="?", const=500, help="fixtures; 500 if not given")
    parser.add_argument("--leakage", type=int, metavar="N", nargs="?", const=200, help="fixtures; 200 if not given")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    path = arguments.home / STORE_FILE
    with Desk(Store(open_store(path), str(path))) as desk:
        if arguments.correctness:
            yield correctness(desk, in_passes(drawn(desk.store, arguments.correctness, arguments.seed)))
        matches = drawn(desk.store, arguments.leakage, arguments.seed + 1) if arguments.leakage else []
    if matches:
        yield leakage(path, matches)


if __name__ == "__main__":
    sys.exit(any(list(main())))
