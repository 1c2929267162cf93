"""A knockout whose draw is known: every side's chance of reaching every round, exactly."""

from __future__ import annotations

from collections.abc import Callable, Sequence


def simulate_bracket(
    pairs: Sequence[tuple[str, str]], beats: Callable[[str, str], float]
) -> dict[str, tuple[float, ...]]:
    """Chances of reaching each round, without simulation.

    A side wins a round against whoever comes out of the neighbouring part of the bracket: the sum over its sides of
    their chance of being there times the chance of beating them.

    Parameters
    ----------
    pairs : sequence of (str, str)
        The ties of the first round in the order of the bracket: the winners of the first two meet, and so on. Their
        number is a power of two.
    beats : callable
        ``beats(a, b)`` is the probability that a goes through against b; b's is what is left to 1.

    Returns
    -------
    dict of str to tuple of float
        By side: the chance of winning the first round, the second, ..., the final.

    Raises
    ------
    ValueError
        If the pairs make no bracket.

    Examples
    --------
    >>> simulate_bracket([("a", "b"), ("c", "d")], lambda one, other: 0.5)["a"]
    (0.5, 0.25)
    """
    sides = [side for pair in pairs for side in pair]
    if not pairs or len(pairs) & (len(pairs) - 1):
        raise ValueError(f"{len(pairs)} ties make no bracket; their number must be a power of two")
    if len(set(sides)) < len(sides):
        raise ValueError("a side cannot be in two ties of one round")
    there = dict.fromkeys(sides, 1.0)
    won: dict[str, list[float]] = {side: [] for side in sides}
    part = 1
    while part < len(sides):
        through = {side: there[side] * _wins(number, sides, part, there, beats) for number, side in enumerate(sides)}
        for side, chance in through.items():
            won[side].append(chance)
        there, part = through, part * 2
    return {side: tuple(chances) for side, chances in won.items()}


def _wins(
    number: int, sides: Sequence[str], part: int, there: dict[str, float], beats: Callable[[str, str], float]
) -> float:
    """Chance of a side, if it gets there, against the neighbouring part of the bracket.

    The earlier side of the bracket asks, so that the two chances of one meeting add up to 1.
    """
    first = (number // part ^ 1) * part
    side = sides[number]
    return sum(
        there[other] * (beats(side, other) if number < first else 1 - beats(other, side))
        for other in sides[first : first + part]
    )
