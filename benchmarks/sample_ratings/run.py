"""Writes the ratings that ship with the embedded sample: pressbox/forecast/sample_ratings.

The engine learns every match of a filled data home of before ``DAY``; kept are the clubs of the sample's matches, their
competitions, and those that the clubs were last seen in.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import get_args

import numpy as np

from pressbox.domain import AsOf
from pressbox.forecast import sample_start
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.evidence import Kind
from pressbox.forecast.model import day_number, select
from pressbox.forecast.rating_steps import POOL
from pressbox.forecast.ratings import Ratings, RatingState
from pressbox.forecast.sample_start import DAY, FOLDER
from pressbox.forecast.saved_ratings import rating_version
from pressbox.store.database import Store
from pressbox.store.ratings import numbers_of

AFTERWARDS = AsOf(dt.datetime.combine(DAY + dt.timedelta(days=2), dt.time(), dt.UTC))
"""When every match of before ``DAY`` is over, whatever the time zone."""

OTHERWISE_KNOWN = {"xxx-rangers": "sco-rangers"}
"""The sample does not say which country's Rangers it means, so its club has an id of its own."""

KINDS: tuple[Kind, ...] = get_args(Kind)


def clubs_on(store: Store, kind: Kind) -> RatingState:
    """Ratings of all clubs from all matches of before ``DAY``."""
    ratings, matches = Ratings.new(kind), store.evidence(AFTERWARDS)
    ratings.learn(select(matches, matches.day < day_number(DAY)))
    return ratings.clubs


def numbers(row: FloatArray) -> list[str]:
    """The shortest texts that mean the same in single precision."""
    return [np.format_float_positional(np.float32(value), trim="-") for value in row]


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    path = Path(sample_start.__file__).with_name(FOLDER) / f"{name}.csv"
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("state", *header))
        writer.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a data home filled from the shared data")
    home = parser.parse_args().home
    with contextlib.closing(Store.sample()) as sample:
        matches = sample.evidence(AsOf(dt.datetime(9000, 1, 1, tzinfo=dt.UTC)))
    marks: list[Sequence[object]] = []
    teams: list[Sequence[object]] = []
    competitions: list[Sequence[object]] = []
    with contextlib.closing(Store.open(home)) as store:
        for kind in KINDS:
            state = clubs_on(store, kind)
            names = list(state.competitions)
            known = {team: state.teams.get(OTHERWISE_KNOWN.get(team, team)) for team in matches.teams}
            kept = {team: state.team_rows[row] for team, row in known.items() if row is not None}
            pools = {team: names[int(row[POOL])] for team, row in kept.items()}
            marks.append((kind, rating_version(), state.matches, state.last_day))
            for team, row in kept.items():
                values = dict(zip(numbers_of("team_ratings"), numbers(row), strict=True)) | {"pool": pools[team]}
                teams.append((kind, team, *values.values()))
            for name in sorted({*matches.competitions, *pools.values()}):
                if name in state.competitions:
                    competitions.append((kind, name, *numbers(state.competition_rows[state.competitions[name]])))
    write("marks", ("version", "matches", "last_day"), marks)
    write("teams", ("team", *numbers_of("team_ratings")), teams)
    write("competitions", ("competition", *numbers_of("competition_ratings")), competitions)


if __name__ == "__main__":
    main()
