"""How closely do the goals of each competition keep to what was expected? Writes pressbox/forecast/regularity.csv.

The likeliest regularity (``pressbox.forecast.goals``) of a competition's matches of 90 minutes from July 2009 to the
season 2020-21, each side's goals around the rate that the ratings gave it before the match. The logarithm of a
regularity has a normal prior around 0, Poisson goals, with a standard deviation of 0.08: what competitions differ by
beyond chance. Later seasons are dropped before anything is learnt. Matches of sides hardly known are left out.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import math
from pathlib import Path

import numpy as np

from benchmarks.forecast.matches import TUNED, read
from benchmarks.forecast.measures import KINDS, expect_all
from pressbox.forecast import regularity
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.goals import goals_around
from pressbox.forecast.model import day_number
from pressbox.forecast.scoreline import USUAL_SPREAD
from pressbox.store.database import STORE_FILE

FIRST_DAY = day_number(dt.date(2009, 7, 1))
FEWEST = 1000
PRIOR = 0.08
HUNDREDTHS = range(70, 141)
MOST_GOALS = 25


def likeliest(rates: FloatArray, goals: np.ndarray) -> float:
    """The likeliest regularity in hundredths; its log likelihood has one peak, which halving finds."""
    flat, scored = rates.ravel(), goals.ravel()

    def support(hundredths: int) -> float:
        value = hundredths / 100
        given = goals_around(flat, value, MOST_GOALS + 1)[np.arange(len(flat)), scored]
        return float(np.log(given).sum()) - math.log(value) ** 2 / 2 / PRIOR**2

    low, high = HUNDREDTHS.start, HUNDREDTHS.stop - 1
    while low < high:
        middle = (low + high) // 2
        if support(middle + 1) > support(middle):
            low = middle + 1
        else:
            high = middle
    return low / 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True, help="a data home that is filled already")
    history = read(parser.parse_args().home / STORE_FILE)
    history = history.cut(history.season <= TUNED[1])
    table = history.table
    goals = np.minimum(np.stack([table.home_goals, table.away_goals], axis=1), MOST_GOALS).astype(np.intp)
    found: dict[str, dict[str, float]] = {}
    for kind in KINDS:
        expected = expect_all(table, kind)
        known = np.sqrt(expected[:, 2] + expected[:, 3]) / 2 <= USUAL_SPREAD
        usable = known & (table.day >= FIRST_DAY) & (table.minutes == 90)
        for number, name in enumerate(table.competitions):
            rows = np.flatnonzero(usable & (table.competition == number))
            if len(rows) >= FEWEST:
                found.setdefault(name, {})[kind] = likeliest(np.exp(expected[rows, :2]), goals[rows])
    path = Path(regularity.__file__).with_name("regularity.csv")
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("competition", *KINDS))
        for name in sorted(found):
            writer.writerow((name, *(f"{found[name].get(kind, 1.0):.2f}" for kind in KINDS)))


if __name__ == "__main__":
    main()
