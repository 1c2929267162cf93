"""Damage to text files as it happens: letters lost, lines cut, doubled or swapped, pieces of other lines."""

from __future__ import annotations

import random
from collections.abc import Callable

# What lines of Football.TXT are made of, and some that they are not.
ALPHABET = "abzAXÉß 0123456789-–:.,;()[]|@#='\"»▪/+\t\u00a0\u0660²\x00🏟"


def _drop(line: str, rng: random.Random) -> str:
    at = rng.randrange(len(line) + 1)
    return line[:at] + line[at + rng.randint(1, 3) :]


def _insert(line: str, rng: random.Random) -> str:
    at = rng.randrange(len(line) + 1)
    return line[:at] + "".join(rng.choices(ALPHABET, k=rng.randint(1, 3))) + line[at:]


def _replace(line: str, rng: random.Random) -> str:
    at = rng.randrange(len(line) + 1)
    return line[:at] + rng.choice(ALPHABET) + line[at + 1 :]


def _cut(line: str, rng: random.Random) -> str:
    at = rng.randrange(len(line) + 1)
    return rng.choice((line[:at], line[at:]))


def _double(line: str, rng: random.Random) -> str:
    at = rng.randrange(len(line) + 1)
    return line[:at] + line[rng.randrange(len(line) + 1) :]


def _digit(line: str, rng: random.Random) -> str:
    places = [at for at, char in enumerate(line) if char.isdigit()]
    if not places:
        return line
    at = rng.choice(places)
    return line[:at] + rng.choice("0123456789") + line[at + 1 :]


def _swap_words(line: str, rng: random.Random) -> str:
    words = line.split(" ")
    one, other = rng.randrange(len(words)), rng.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


DAMAGES: tuple[Callable[[str, random.Random], str], ...] = (
    _drop,
    _insert,
    _replace,
    _cut,
    _double,
    _digit,
    _swap_words,
)


def damage_lines(lines: list[str], rng: random.Random, share: float) -> tuple[list[str], int]:
    """Return a copy of a file's lines with about this share of them damaged, and how many are."""
    damaged = list(lines)
    places = [at for at in range(len(damaged)) if rng.random() < share]
    for at in places:
        damaged[at] = rng.choice(DAMAGES)(damaged[at], rng)
        if rng.random() < 0.1:
            other = rng.randrange(len(damaged))
            damaged[at], damaged[other] = damaged[other], damaged[at]
    return damaged, len(places)
