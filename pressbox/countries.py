"""The table of countries: whose football association is meant by a code, a name or a publisher's slug.

``countries.csv`` beside this module is the data: FIFA-like codes, names as a British newspaper prints them, and every
spelling found in the files of the sources. It is plain data without a layer: sources and the store both import it.

Two spellings are left out on purpose. ``NA`` (ISO for Namibia) means "missing" in more files than not, and ``MCO``
stands for France, because the only side written so is AS Monaco, a club of the French league; a country named Monaco
is unknown here. The code ``YUG`` that schochastics gives to Bosnian, Croatian or Serbian clubs is Yugoslavia here:
take the slug instead.
"""

from __future__ import annotations

import csv
import dataclasses
import functools
import unicodedata
from importlib import resources

_PUNCTUATION = str.maketrans({"-": " ", "'": None, "’": None, ",": None})


@dataclasses.dataclass(frozen=True)
class Country:
    """One country with an association of its own.

    Attributes
    ----------
    code : str
        Three letters, upper case, as FIFA has them where it has any.
    name, adjective : str
        As printed: ``Ivory Coast``, ``Ivorian``.
    confederation : str or None
        ``UEFA``, ``CONMEBOL``, ``CONCACAF``, ``CAF``, ``AFC`` or ``OFC``.
    timezone : str or None
        IANA zone where one serves the whole country.
    slugs, aliases : tuple of str
        Other spellings: those of schochastics, and everybody else's.
    """

    code: str
    name: str
    adjective: str
    confederation: str | None
    timezone: str | None
    slugs: tuple[str, ...]
    aliases: tuple[str, ...]

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every text that names the country."""
        return (self.code, self.name, *self.slugs, *self.aliases)


@functools.cache
def countries() -> dict[str, Country]:
    """All countries by code."""
    text = resources.files("pressbox").joinpath("countries.csv").read_text(encoding="utf-8")
    return {row["code"]: _country(row) for row in csv.DictReader(text.splitlines())}


def _country(row: dict[str, str]) -> Country:
    slugs, aliases = (tuple(filter(None, row[column].split("|"))) for column in ("slug", "aliases"))
    return Country(
        row["code"],
        row["name"],
        row["adjective"],
        row["confederation"] or None,
        row["timezone"] or None,
        slugs,
        aliases,
    )


@functools.cache
def country_code(text: str) -> str | None:
    """Code of the country that a code, name, slug or alias means, or None.

    Case, accents, hyphens, apostrophes and commas do not matter.

    Examples
    --------
    >>> country_code("cote-divoire"), country_code("Türkei"), country_code("HRV"), country_code("Atlantis")
    ('CIV', 'TUR', 'CRO', None)
    """
    return _codes().get(spelling_key(text))


def spelling_key(text: str) -> str:
    """Fold a spelling to the form in which two of them are compared."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(letters.replace("&", " and ").translate(_PUNCTUATION).split())


@functools.cache
def _codes() -> dict[str, str]:
    return {spelling_key(spelling): country.code for country in countries().values() for spelling in country.spellings}
