"""How regular the goals of a competition are: Italian ones keep closer to what is expected than German ones.

In ``regularity.csv``, a row a competition with at least 1,000 matches up to the season 2020-21; every other has Poisson
goals. It is written by ``python -m benchmarks.forecast.regularity``, where the method stands.
"""

from __future__ import annotations

import csv
import functools
from importlib import resources

import numpy as np

from pressbox.forecast.arrays import FloatArray, IntArray
from pressbox.forecast.evidence import Kind


def regularity_of(kind: Kind, competition_id: str) -> float:
    """Regularity (``Rates.regularity``) of goals around the rates that one kind of ratings gives."""
    return _measured(kind).get(competition_id, 1.0)


def regularities(kind: Kind, competitions: tuple[str, ...], rows: IntArray) -> FloatArray:
    """The same of many matches, whose competitions are given by their number."""
    return np.array([regularity_of(kind, name) for name in competitions])[rows]


@functools.cache
def _measured(kind: Kind) -> dict[str, float]:
    text = resources.files("pressbox.forecast").joinpath("regularity.csv").read_text(encoding="utf-8")
    return {row["competition"]: float(row[kind]) for row in csv.DictReader(text.splitlines())}
