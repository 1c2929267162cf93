"""Fit the weights of the start model on two seasons before the one it is graded on, and write ``start_model.toml``."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.lineups.matches import PastSide, as_elevens, past_sides
from pressbox.squads.candidates import ELEVENS, candidates, candidates_of_elevens
from pressbox.squads.features import NAMES, feature_rows
from pressbox.squads.lineup import calendar_of
from pressbox.store.database import Store

SEASONS = ("2021-22", "2022-23")
"""Those before 2023-24 that have reports."""

RIDGE = 1.0
TARGET = Path(__file__).resolve().parents[2] / "pressbox" / "squads" / "start_model.toml"

Matrix = NDArray[np.float64]


def examples(sides: Iterable[PastSide], basis: str) -> tuple[Matrix, Matrix]:
    """Features and starts of every candidate of some sides."""
    rows: list[list[float]] = []
    started: list[bool] = []
    for number, side in enumerate(sides):
        # Records of every length, from one eleven to all that are looked at.
        record = as_elevens(side.record, 1 + number % ELEVENS) if basis == "elevens" else side.record
        found = candidates_of_elevens(record) if basis == "elevens" else candidates(record)
        rows += feature_rows(found, calendar_of(record))
        started += [candidate.key in side.started for candidate in found]
    return np.array(rows), np.array(started, dtype=float)


def fitted(rows: Matrix, started: Matrix, ridge: float = RIDGE) -> Matrix:
    """Weights of a logistic regression, the constant first."""
    design = np.column_stack([np.ones(len(rows)), rows])
    penalty = ridge * np.concatenate([[0.0], np.ones(rows.shape[1])])

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        scores = design @ weights
        chances = 1 / (1 + np.exp(-scores))
        value = np.sum(np.logaddexp(0, scores) - started * scores) + 0.5 * np.sum(penalty * weights**2)
        return float(value), design.T @ (chances - started) + penalty * weights

    found = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 5000})
    assert found.success, found.message
    return np.asarray(found.x)


def written(weights: dict[str, Matrix]) -> str:
    """The weights as TOML."""
    lines = [
        f"# Log-odds of starting; fitted on the Premier League {' and '.join(SEASONS)} (ridge {RIDGE:g}).",
        "# python -m benchmarks.lineups.fit --home HOME writes this file; features.py says what each is a weight of.",
    ]
    for basis, values in weights.items():
        lines += ["", f"[{basis}]"]
        lines += [f"{name} = {value:.5f}" for name, value in zip(("constant", *NAMES), values, strict=True)]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    store = Store.open(parser.parse_args().home)
    sides = [side for season in SEASONS for side in past_sides(store, season)]
    weights = {basis: fitted(*examples(sides, basis)) for basis in ("minutes", "elevens")}
    TARGET.write_text(written(weights), encoding="utf-8")


if __name__ == "__main__":
    main()
