"""Array types and two sums that the forecast's modules share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]


def sum_by(places: IntArray, values: FloatArray, size: int) -> FloatArray:
    """Sums of the values of each place from 0 to ``size`` - 1."""
    return np.asarray(np.bincount(places, values, size), dtype=np.float64)


def inner(left: FloatArray, right: FloatArray) -> float:
    """Inner product without the threads of a linear algebra library, which cost more than they save here."""
    return float((left * right).sum())
