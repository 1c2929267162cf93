"""The minimum of a smooth convex function of many parameters, by Newton's method with conjugate gradients.

Needs only the gradient and the product of the second derivatives with a vector, so that the matrix is never formed.
A step is halved until the value falls as it should; a convex function with a bounded minimum then always settles.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from pressbox.errors import NotConverged
from pressbox.forecast.arrays import FloatArray, inner

MOST_HALVINGS = 40
SUFFICIENT = 1e-4  # part of the promised fall that a step must deliver (Armijo)


class Convex(Protocol):
    """A convex function as the solver sees it."""

    def value(self, point: FloatArray) -> float:
        """The function's value."""
        ...

    def gradient(self, point: FloatArray) -> FloatArray:
        """First derivatives."""
        ...

    def curvature(self, point: FloatArray) -> tuple[Callable[[FloatArray], FloatArray], FloatArray]:
        """The second derivatives at a point: their product with a vector, and their diagonal."""
        ...


def minimise(function: Convex, start: FloatArray, tolerance: float, most_steps: int = 50) -> FloatArray:
    """The point where every first derivative is within ``tolerance`` of 0, measured in each parameter's own scale.

    The scale is the root of the second derivative, so that the tolerance is in standard errors.

    Raises
    ------
    NotConverged
        If it does not settle within ``most_steps`` steps.
    """
    point = start
    for _ in range(most_steps):
        gradient = function.gradient(point)
        product, diagonal = function.curvature(point)
        if np.abs(gradient / np.sqrt(diagonal)).max() <= tolerance:
            return point
        step = _solve(product, diagonal, -gradient)
        point = _walk(function, point, step, inner(gradient, step))
    raise NotConverged(
        f"the fit did not settle within {most_steps} steps; look for goals or weights that are not finite numbers."
    )


def _walk(function: Convex, point: FloatArray, step: FloatArray, slope: float) -> FloatArray:
    """As far along the step as the value falls."""
    before = function.value(point)
    rounding = 1e-12 * (1 + abs(before))  # close to the minimum the fall is lost in rounding
    for halving in range(MOST_HALVINGS):
        length = 0.5**halving
        there = point + length * step
        with np.errstate(over="ignore"):  # too far: an infinite value, so the step is halved
            value = function.value(there)
        if value <= before + SUFFICIENT * length * slope + rounding:
            return np.asarray(there)
    raise NotConverged("the fit found no way down; look for goals or weights that are not finite numbers.")


def _solve(product: Callable[[FloatArray], FloatArray], diagonal: FloatArray, target: FloatArray) -> FloatArray:
    """Conjugate gradients, scaled by the diagonal, as exact as the Newton step deserves."""
    solution = np.zeros_like(target)
    residual = target
    scaled = residual / diagonal
    direction = scaled
    size = start = inner(residual, scaled)
    enough = start * min(0.01, start)  # squared, so that each step of Newton's doubles the digits
    for _ in range(2 * len(target)):
        if not size > enough:  # also where a number is none
            break
        along = product(direction)
        length = size / inner(direction, along)
        solution = solution + length * direction
        residual = residual - length * along
        scaled = residual / diagonal
        size, last = inner(residual, scaled), size
        direction = scaled + size / last * direction
    return solution
