"""Other ways to say a claim's clause, from ``wordings.toml``, and the stock phrases in it, from ``phrases.toml``.

In: a clause or a sentence of a claim, without a full stop. Out: every way to say it, the claim's own first, and what
may stand before the subject. A way is built from the parts of the clause alone, so it says what the claim says.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressbox.preview.choice import Choice


@dataclasses.dataclass(frozen=True)
class Wording:
    """A form that clauses have, and other forms for the same."""

    pattern: re.Pattern[str]
    ways: tuple[str, ...]
    fronts: tuple[str, ...]


@functools.cache
def wordings() -> tuple[Wording, ...]:
    """Forms of whole clauses, in the order of the file."""
    return _read("wordings.toml", "wording")


@functools.cache
def phrases() -> tuple[Wording, ...]:
    """Forms of parts of clauses, in the order of the file."""
    return _read("phrases.toml", "phrase")


def _read(file: str, table: str) -> tuple[Wording, ...]:
    text = resources.files("pressbox.preview").joinpath(file).read_text(encoding="utf-8")
    return tuple(
        Wording(re.compile(rule["pattern"]), tuple(rule["ways"]), tuple(rule.get("fronts", ())))
        for rule in tomllib.loads(text)[table]
    )


def rephrased(text: str, key: str, choice: Choice) -> str:
    """A clause with its stock phrases said in one of their ways; the phrase itself is always one of them."""
    for number, phrase in enumerate(phrases()):

        def said(found: re.Match[str], number: int = number, phrase: Wording = phrase) -> str:
            return choice.of(f"phrase {number} {key}", (found[0], *_filled(found, phrase.ways)))

        text = phrase.pattern.sub(said, text)
    return text


def ways_of(clause: str) -> tuple[str, ...]:
    """Every way to say a clause, its own first."""
    fit = _fit(clause)
    return (clause, *_filled(fit[1], fit[0].ways)) if fit else (clause,)


def fronts_of(clause: str) -> tuple[str, ...]:
    """What the clause is as a phrase before the subject; empty where it has none."""
    fit = _fit(clause)
    return _filled(fit[1], fit[0].fronts) if fit else ()


def _fit(clause: str) -> tuple[Wording, re.Match[str]] | None:
    for wording in wordings():
        found = wording.pattern.fullmatch(clause)
        if found:
            return wording, found
    return None


def _filled(found: re.Match[str], forms: tuple[str, ...]) -> tuple[str, ...]:
    groups = ["", *(group or "" for group in found.groups())]
    return tuple(_agreed(form.format(*groups)) for form in forms)


def _agreed(text: str) -> str:
    """Possessives and articles put right: Rangers's to Rangers', a 8-1 to an 8-1."""
    return re.sub(r"\ba (?=(?:8|11|18)-\d)", "an ", re.sub(r"(\w*s)'s\b", r"\1'", text))
