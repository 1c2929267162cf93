"""Which of several ways to write a thing: by the fixture, never by chance.

The same fixture gives the same words in every edition; different fixtures read differently.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


@dataclasses.dataclass(frozen=True)
class Choice:
    """Choices for one text; ``seed`` names it."""

    seed: str

    def of(self, key: str, options: Sequence[T]) -> T:
        """One of some options; the key says what is chosen, so that two choices of a text are independent."""
        return options[self._number(key) % len(options)]

    def share(self, key: str) -> float:
        """A number from 0 to 1."""
        return self._number(key) / 2**32

    def ordered(self, key: str, options: Sequence[T]) -> list[T]:
        """The options in an order of this text's own."""
        return sorted(options, key=lambda option: self._number(f"{key}|{option}"))

    def _number(self, key: str) -> int:
        return int.from_bytes(hashlib.sha256(f"{self.seed}|{key}".encode()).digest()[:4], "big")
