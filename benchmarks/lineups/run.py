"""Possible elevens of the Premier League 2023-24 as known at kick-off, beside two that need no model."""

from __future__ import annotations

import argparse
import dataclasses
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.lineups.matches import PastSide, past_sides
from pressbox.squads.candidates import Candidate, candidates
from pressbox.squads.lineup import calendar_of, possible_lineup
from pressbox.squads.start_model import start_chances
from pressbox.squads.starters import starters
from pressbox.store.database import Store

SEASON = "2023-24"
RESAMPLES = 10_000
SEED = 2024
BINS = 10

_BASE = (0.7919, 0.0997)
"""Share of starters among those who started the last match, and among all other candidates, 2021-22 and 2022-23."""

_BASE_REGULAR = (0.7919, 0.2310)
"""The same among those who started one of the last ten."""


@dataclasses.dataclass(frozen=True)
class Graded:
    """One side: right names of the model and of both baselines, and each candidate's chance and start."""

    round: int
    model: int
    same: int
    available: int
    chances: tuple[float, ...]
    started: tuple[bool, ...]
    regular: tuple[bool, ...]  # started one of the last ten
    last: tuple[bool, ...]  # started the last


def graded(side: PastSide) -> Graded | None:
    """Grade one side; None where nothing was known of the club."""
    lineup = possible_lineup(side.record)
    if not lineup.known:
        return None
    found = candidates(side.record)
    keys = {candidate.player: candidate.key for candidate in found}
    assert len(keys) == len(found), "two players of one name"
    chances = start_chances(found, calendar_of(side.record), "minutes")
    return Graded(
        side.round,
        len({keys[player.player] for player in lineup.eleven} & side.started),
        len(starters(side.record.matches[0]) & side.started),
        len(_last_eleven(found) & side.started),
        tuple(chances),
        tuple(candidate.key in side.started for candidate in found),
        tuple(any(match.started for match in candidate.past[:10]) for candidate in found),
        tuple(bool(candidate.past) and candidate.past[0].started for candidate in found),
    )


def _last_eleven(found: Sequence[Candidate]) -> set[str]:
    """The last eleven, those who cannot play replaced by who of the others started most of the last ten."""

    def order(candidate: Candidate) -> tuple[bool, int, int]:
        recent = candidate.past[:10]
        last = bool(recent) and recent[0].started
        return not last, -sum(match.started for match in recent), -sum(match.minutes for match in recent)

    able = sorted((candidate for candidate in found if not candidate.standing.absent), key=order)
    keepers = [candidate for candidate in able if candidate.position == "GK"]
    others = [candidate for candidate in able if candidate.position != "GK"]
    return {candidate.key for candidate in [*keepers[:1], *others[:10]]}


def interval(gains: NDArray[np.float64], rounds: NDArray[np.int64], rng: np.random.Generator) -> tuple[float, float]:
    """95% of means where whole rounds are drawn with replacement."""
    groups = [gains[rounds == number] for number in np.unique(rounds)]
    sums, counts = np.array([group.sum() for group in groups]), np.array([len(group) for group in groups])
    drawn = rng.integers(0, len(groups), (RESAMPLES, len(groups)))
    low, high = np.percentile(sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1), [2.5, 97.5])
    return float(low), float(high)


def log_loss(chances: NDArray[np.float64], started: NDArray[np.float64]) -> float:
    chances = np.clip(chances, 1e-6, 1 - 1e-6)
    return float(-np.mean(started * np.log(chances) + (1 - started) * np.log(1 - chances)))


def calibration_error(chances: NDArray[np.float64], started: NDArray[np.float64]) -> float:
    """Mean gap between chance and share of starts, over ten bins of equal width, weighted by how many are in each."""
    bins = np.minimum((chances * BINS).astype(int), BINS - 1)
    gaps = [abs((chances - started)[bins == number].sum()) for number in range(BINS)]
    return float(sum(gaps) / len(chances))


def told(name: str, sides: Sequence[Graded]) -> None:
    rounds = np.array([side.round for side in sides])
    model, same, available = (
        np.array([getattr(s, key) for s in sides], float) for key in ("model", "same", "available")
    )
    rng = np.random.default_rng(SEED)
    print(f"\n{name}: {len(sides)} elevens")
    print(f"right of 11: model {model.mean():.3f}, same eleven {same.mean():.3f}, less absent {available.mean():.3f}")
    for label, other in (("same eleven", same), ("less absent", available)):
        low, high = interval(model - other, rounds, rng)
        print(f"gain over {label}: {(model - other).mean():.3f} ({low:.3f} to {high:.3f})")
    chances = np.array([chance for side in sides for chance in side.chances])
    started = np.array([start for side in sides for start in side.started], float)
    regular = np.array([one for side in sides for one in side.regular])
    last = np.array([one for side in sides for one in side.last])
    for label, chosen in (("all candidates", np.ones_like(regular)), ("who started one of the last ten", regular)):
        own, did = chances[chosen], started[chosen]
        base = np.where(last[chosen], *(_BASE if label == "all candidates" else _BASE_REGULAR))
        print(f"{label}, {len(own)}: log loss {log_loss(own, did):.4f}", end="")
        print(
            f", of the last eleven alone {log_loss(base, did):.4f}; calibration error {calibration_error(own, did):.4f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--season", default=SEASON)
    options = parser.parse_args()
    store = Store.open(options.home)
    found, seconds = [], 0.0
    for side in past_sides(store, options.season):
        began = time.perf_counter()
        found.append(graded(side))
        seconds += time.perf_counter() - began
    known = [side for side in found if side is not None]
    print(f"{options.season}: {len(found)} sides, {len(found) - len(known)} of which nothing was known; ", end="")
    print(f"{1000 * seconds / len(found):.0f} ms each without the store")
    told("all", known)
    told("round 1", [side for side in known if side.round == 1])
    told("rounds 2 to 38", [side for side in known if side.round > 1])


if __name__ == "__main__":
    main()
