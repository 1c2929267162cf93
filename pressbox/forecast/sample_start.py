"""The ratings that ship with the embedded sample, so that the first forecast of a new user starts from informed ones.

The sample's matches say little of most of its clubs. Its ratings are those of a day before its main season, learnt from
every match of the shared data until then, and only of the clubs that it names; the sample's own matches from that day
on go into them. ``benchmarks/sample_ratings`` writes the files anew.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from importlib import resources

import numpy as np

from pressbox.domain import RatingMark, SavedRatings
from pressbox.forecast.evidence import Kind
from pressbox.forecast.rater import Start
from pressbox.forecast.ratings import Ratings, new_state
from pressbox.forecast.saved_ratings import NATIONS, restored
from pressbox.store.ratings import numbers_of

FOLDER = "sample_ratings"
DAY = dt.date(2023, 8, 1)


def saved_for_sample(kind: Kind) -> SavedRatings:
    """The clubs' ratings by a kind of evidence, as the files have them."""
    (mark,) = _rows("marks", kind)
    teams, competitions = list(_rows("teams", kind)), list(_rows("competitions", kind))
    place = {row["competition"]: str(number) for number, row in enumerate(competitions)}
    for row in teams:
        row["pool"] = place[row["pool"]]
    return SavedRatings(
        RatingMark(kind, DAY, mark["version"], "", int(mark["matches"]), int(mark["last_day"])),
        tuple(row["team"] for row in teams),
        np.array([[float(row[name]) for name in numbers_of("team_ratings")] for row in teams]),
        tuple(place),
        np.array([[float(row[name]) for name in numbers_of("competition_ratings")] for row in competitions]),
    )


def ratings_for_sample(kind: Kind) -> Ratings:
    """Ratings of the sample's clubs as of ``DAY``; of national teams, which it has none of, nothing is known."""
    return Ratings(restored(saved_for_sample(kind)), new_state(NATIONS))


SAMPLE_START = Start(DAY, ratings_for_sample)


def _rows(name: str, kind: Kind) -> Iterator[dict[str, str]]:
    file = resources.files("pressbox.forecast").joinpath(FOLDER, f"{name}.csv")
    yield from (row for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines()) if row["state"] == kind)
