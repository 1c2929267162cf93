"""What fixtures of one day have in common, read from the store once: tables, ties, lists."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 512
"""Answers kept: those of a weekend's leagues."""


class Kept:
    """Answers by what was asked; the oldest are let go of."""

    def __init__(self) -> None:
        self._answers: dict[Hashable, Any] = {}

    def once(self, asked: Hashable, find: Callable[[], T]) -> T:
        """The answer that is kept, or else found now; it must be one that nobody changes."""
        if asked not in self._answers:
            answer = find()
            while len(self._answers) >= MOST:
                del self._answers[next(iter(self._answers))]
            self._answers[asked] = answer
        found: T = self._answers[asked]
        return found

    def clear(self) -> None:
        """Let go of all."""
        self._answers.clear()
