"""Who is who among the players of one club, whatever a source calls them: "De Roon M.", "Marten de Roon".

Two spellings are one person where one holds all words of the other and its initials fit. Beyond that a nickname is
taken for the one player of the list who shares the first or the last word with it, and never for one of two.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable

from pressbox.store.names import name_key

_LINKS = frozenset({"da", "de", "del", "der", "di", "do", "dos", "el", "la", "le", "van", "von", "bin", "al", "jr"})


_INITIAL = 4
"""Characters of an initial at most, its stop included: "Al.", "Ale."."""

_LONG = 3
"""Words of a name by which its bearer is often known by other words than the last."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Name:
    """Words of a name in their order, its initials, and how many words it has as it is written."""

    words: tuple[str, ...]
    initials: tuple[str, ...]
    length: int


_key = functools.lru_cache(maxsize=65536)(name_key)


@functools.lru_cache(maxsize=65536)
def _parsed(name: str) -> _Name:
    words: list[str] = []
    initials: list[str] = []
    for part in name.split():
        # "Miranchuk Al." has an initial of two letters.
        short = part.endswith(".") and len(part) <= _INITIAL
        for word in name_key(part).split():
            (initials if short or len(word) == 1 else words).append(word)
    return _Name(tuple(words), tuple(initials), len([part for part in name.split() if name_key(part) not in _LINKS]))


@functools.lru_cache(maxsize=262144)
def same_person(one: str, other: str) -> bool:
    """Whether two spellings can be one player's.

    >>> same_person("De Roon M.", "Marten de Roon"), same_person("Alisson Becker", "Alisson Ramses Becker")
    (True, True)
    >>> same_person("Simeone D.", "Giovanni Simeone"), same_person("Silva B.", "Silva D.")
    (False, False)
    """
    first, second = _parsed(one), _parsed(other)
    if len(first.words) > len(second.words):
        first, second = second, first
    if not first.words or not set(first.words) <= set(second.words):
        return False
    if set(first.words) <= _LINKS:
        return False
    if first.initials and second.initials and len(first.words) == len(second.words):
        return all(a.startswith(b) or b.startswith(a) for a, b in zip(first.initials, second.initials, strict=False))
    rest = [word for word in second.words if word not in first.words] + list(second.initials)
    begun = all(any(word.startswith(initial) for word in rest) for initial in first.initials)
    return begun and (not second.initials or _fits(first, second))


def _fits(first: _Name, second: _Name) -> bool:
    """Whether the initials of the longer name begin words of the shorter one that are not among its own."""
    return len(first.words) == len(second.words) or all(
        any(word.startswith(initial) for word in first.words) for initial in second.initials
    )


class Roster:
    """The players of a club, each under all names that sources give him; the first name given is his own."""

    def __init__(self) -> None:
        self._spellings: dict[str, list[str]] = {}
        self._own: dict[str, str] = {}
        self._asked: dict[str, str | None] = {}

    @property
    def players(self) -> tuple[str, ...]:
        """Everybody's own name."""
        return tuple(self._spellings)

    def add(self, names: Iterable[str]) -> None:
        """Add the names of one source, which has a name for each player.

        First everybody is found who fits; a nickname is then taken only for a player whom the source does not name.
        """
        self._asked.clear()
        told = list(dict.fromkeys(names))
        waiting = []
        taken = set()
        for name in told:
            found = self._fitting(name)
            if len(found) == 1:
                self._add(name, found[0])
                taken.add(found[0])
            else:
                waiting.append(name)
        for name in waiting:
            nicknamed = [own for own in self._nicknamed(name) if own not in taken]
            own = nicknamed[0] if len(nicknamed) == 1 else name
            self._add(name, own)
            taken.add(own)

    def join(self, name: str, own: str) -> None:
        """Add a name that is known to be the one of a player of the list."""
        self._asked.clear()
        self._add(name, own)

    def own(self, name: str) -> str | None:
        """The own name of the one player who can be meant; None where nobody or several can."""
        if name not in self._asked:
            found = self.find(name)
            self._asked[name] = found[0] if len(found) == 1 else None
        return self._asked[name]

    def spellings(self, own: str) -> tuple[str, ...]:
        """All names that a player was added under."""
        return tuple(self._spellings[own])

    def find(self, name: str) -> list[str]:
        """Players who can be meant by a name."""
        return self._fitting(name) or self._nicknamed(name)

    def near(self, name: str, limit: int = 4) -> list[str]:
        """Names of the list that are nearest to one that is not on it."""
        from rapidfuzz import fuzz, process

        choices = {own: name_key(own) for own in self._spellings}
        found = process.extract(name_key(name), choices, scorer=fuzz.WRatio, limit=limit, score_cutoff=50)
        return [own for _, _, own in found]

    def _add(self, name: str, own: str) -> None:
        spellings = self._spellings.setdefault(own, [])
        if name not in spellings:
            spellings.append(name)
        self._own[name] = own

    def _fitting(self, name: str) -> list[str]:
        if name in self._own:
            return [self._own[name]]
        key = _key(name)
        exact = self._where(lambda other: _key(other) == key)
        return exact or self._where(lambda other: same_person(name, other))

    def _where(self, fits: Callable[[str], bool]) -> list[str]:
        return [own for own, spellings in self._spellings.items() if any(fits(other) for other in spellings)]

    def _nicknamed(self, name: str) -> list[str]:
        """The one player whose name ends or, where one of the two is long, begins with the same word."""
        words = _parsed(name)
        if len(words.words) < 2 or words.initials:
            return []
        by_last = self._where(lambda other: _alike(words, _parsed(other), last=True))
        if by_last:
            return by_last if len(by_last) == 1 else []
        by_first = self._where(lambda other: _alike(words, _parsed(other), last=False))
        return by_first if len(by_first) == 1 else []


def _alike(one: _Name, other: _Name, *, last: bool) -> bool:
    """Whether two names end alike and begin with one letter, or begin alike and one is of the long Iberian kind."""
    if len(other.words) < 2 or other.initials:
        return False
    if last:
        return one.words[-1] == other.words[-1] and one.words[0][0] == other.words[0][0]
    return one.words[0] == other.words[0] and max(one.length, other.length) >= _LONG
