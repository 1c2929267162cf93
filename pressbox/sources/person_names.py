"""Names of people as a newspaper prints them, from lists that print surnames in capitals."""

from __future__ import annotations

import re

_BETWEEN = frozenset({"da", "das", "do", "dos", "e", "y", "van", "von", "der", "den", "ter", "zu"})
"""Words that are small within a name."""
_ARTICLES = frozenset({"la", "las", "los"})
"""Words that are small, as is a "de" before them."""
_NUMBERS = frozenset({"II", "III", "IV"})
_SHORT = frozenset({"JR", "MC", "ST"})
"""Words without a vowel that are no initials."""
_CAPITALS = re.compile(r"(?:[^\W\d_a-z]|ß){2,}")
_JOINED = re.compile(r"(Mc|Mac|De|Di)([A-Z]{2,})")


def as_printed(name: str) -> str:
    """A name with single spaces and capitals at the beginning of its words only.

    >>> as_printed("Jens  STRYGER LARSEN"), as_printed("DECO"), as_printed("DJ Campbell")
    ('Jens Stryger Larsen', 'Deco', 'DJ Campbell')
    >>> as_printed("Virgil VAN DIJK"), as_printed("Carlos DE LOS COBOS"), as_printed("Kevin DE BRUYNE")
    ('Virgil van Dijk', 'Carlos de los Cobos', 'Kevin De Bruyne')
    """
    words = name.split()
    return " ".join(_word(words, at) for at in range(len(words)))


def _word(words: list[str], at: int) -> str:
    word = words[at]
    if not _is_shouted(word):
        return _JOINED.sub(lambda found: found[1] + found[2].capitalize(), word)
    small = word.lower()
    after = words[at + 1].lower() if at + 1 < len(words) else ""
    before = words[at - 1].lower() if at else ""
    of_article = (small == "de" and after in _ARTICLES) or (small in _ARTICLES and before == "de")
    if 0 < at < len(words) - 1 and (small in _BETWEEN or of_article):
        return small
    return _CAPITALS.sub(lambda found: found[0].capitalize(), word)


def _is_shouted(word: str) -> bool:
    """Whether a word is in capitals, and no initials: these have no vowel, or a J after it, as in AJ and DJ."""
    plain = word.replace("ß", "SS")
    letters = [letter for letter in plain if letter.isalpha()]
    if plain != plain.upper() or len(letters) < 2 or word in _NUMBERS:
        return False
    if plain.rstrip(".") in _SHORT:
        return True
    if "." in word:
        return False
    return len(letters) > 2 or (letters[1] != "J" and any(letter in "AEIOUYÁÉÍÓÚÄÖÜØÅ" for letter in letters))
