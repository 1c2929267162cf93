"""What a newspaper calls a player whom Fantasy Premier League lists by his full name.

"Diogo Teixeira da Silva" is Diogo Jota, "Gabriel dos Santos Magalhães" is Gabriel. The name that the game prints on
shirts tells which part of a long name counts, or what he is called instead. Names of two parts stand as they are; what
the shirt does not tell is in ``fpl_names.csv``, by the player's code.
"""

from __future__ import annotations

import csv
import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence
from importlib import resources

_LINKS = frozenset({"da", "de", "del", "der", "di", "dos", "e", "el", "la", "le", "lo", "mac", "van", "von"})
_INITIAL = re.compile(r"(?:[A-Z]\.)+")
_LONG = 3
"""Parts, links left out, from which a name is longer than a reader knows it."""


def press_name(code: str, first: str, second: str, shirt: str) -> str:
    """Name by which readers know a player.

    >>> press_name("", "Romelu", "Lukaku Bolingoli", "Lukaku")
    'Romelu Lukaku'
    >>> press_name("", "Gabriel", "dos Santos Magalhães", "Gabriel")
    'Gabriel'
    >>> press_name("", "Jorge Luiz", "Frello Filho", "Jorginho")
    'Jorginho'
    """
    listed = _listed().get(code)
    if listed:
        return listed
    words = f"{first} {second}".split()
    known, initial = _shirt(shirt)
    if len([word for word in words if word.lower() not in _LINKS]) < _LONG or not known:
        return " ".join(words)
    return _of_long_name(words, known, initial)


def _of_long_name(words: Sequence[str], known: Sequence[str], initial: str | None) -> str:
    at = _place_of(known, words)
    if initial is None:
        if at == 0:
            return " ".join(words[: len(known)])
        if at is None:
            # A nickname; what begins or ends like the full name holds all of it, "Kiko Femenía".
            return " ".join(known)
        return " ".join([words[0], *words[at : at + len(known)]])
    if at == 0:
        return _with_initial(words, len(known), initial)
    if at is None:
        return " ".join([words[0], *known])
    return " ".join([words[0], *words[at : at + len(known)]])


def _with_initial(words: Sequence[str], count: int, initial: str) -> str:
    """The first name and the first word with the initial that follows it: "Bruno G."; one that is not there is left."""
    later = next((word for word in words[count:] if _plain(word).startswith(_plain(initial))), None)
    return " ".join([*words[:count], later] if later else words)


def _shirt(text: str) -> tuple[tuple[str, ...], str | None]:
    """Words of a shirt name, and the initial that stands beside them.

    >>> _shirt("B.Fernandes"), _shirt("Diogo J."), _shirt("De Bruyne")
    ((('Fernandes',), 'B'), (('Diogo',), 'J'), (('De', 'Bruyne'), None))
    """
    initial = _INITIAL.search(text)
    words = tuple(_INITIAL.sub(" ", text).split())
    return words, initial.group()[0] if initial else None


def _place_of(known: Sequence[str], words: Sequence[str]) -> int | None:
    """Where words stand in a name, whatever their accents; None where they do not, or not together."""
    plain, wanted = [_plain(word) for word in words], [_plain(word) for word in known]
    places = range(len(words) - len(known) + 1)
    return next((at for at in places if plain[at : at + len(known)] == wanted), None)


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()


@functools.cache
def _listed() -> Mapping[str, str]:
    """Names by code."""
    text = resources.files("pressbox.sources").joinpath("fpl_names.csv").read_text(encoding="utf-8")
    return {row["code"]: row["name"] for row in csv.DictReader(text.splitlines())}
