"""A desk's house style: from which number figures are used, what clubs and things are called.

In: a TOML file, ``house_style.toml`` in the data home. Out: the same sentences in that style. Without a file the style
is that of the package: British English, numbers under ten in words. The evidence keeps the package's own words, so an
edition can be checked whatever its style.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pressbox.errors import BadHouseStyle
from pressbox.preview.document import Paragraph, Preview, Section, Sentence

FILE = "house_style.toml"
WORDS_BELOW = 10
_WORDS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_FIRST = 2  # "one" is also a pronoun, and stays
_MOST = len(_WORDS) + _FIRST
_FIGURE = re.compile(
    r"(?<![\w.,:+\-(])(\d{1,2})(?! (?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b)(?![\w%:+\-/]|[.,]\d|\))"
)
_KEYS = {"words_below", "names", "phrases"}


@dataclasses.dataclass(frozen=True)
class HouseStyle:
    """How a desk writes.

    Attributes
    ----------
    words_below : int
        Numbers under this one are spelt out, from 2 to 21; one and the ordinals stay as they are.
    names, phrases : mapping of str to str
        What is printed instead of a name, or of any other words; whole words only.
    """

    words_below: int = WORDS_BELOW
    names: Mapping[str, str] = dataclasses.field(default_factory=dict)
    phrases: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> HouseStyle:
        """The style of a file.

        Raises
        ------
        BadHouseStyle
            If the file is no TOML, or a key or value is none of a style's; with the file and what is wrong.
        """
        try:
            document = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise BadHouseStyle(path, str(error)) from error
        unknown = sorted(set(document) - _KEYS)
        if unknown:
            raise BadHouseStyle(path, f"{unknown[0]!r} is no part of a style; known are {', '.join(sorted(_KEYS))}")
        below = document.get("words_below", WORDS_BELOW)
        if not isinstance(below, int) or isinstance(below, bool) or not _FIRST <= below <= _MOST:
            raise BadHouseStyle(path, f"words_below is {below!r}; it is a whole number from {_FIRST} to {_MOST}")
        return cls(below, _table(path, document, "names"), _table(path, document, "phrases"))

    @property
    def plain(self) -> bool:
        """Whether it is the package's own."""
        return self == HouseStyle()

    def applied(self, preview: Preview) -> Preview:
        """A preview in this style: its headline, standfirst and sentences."""
        if self.plain:
            return preview
        return dataclasses.replace(
            preview,
            headline=self.text(preview.headline),
            standfirst=self.text(preview.standfirst),
            sections=tuple(self._section(section) for section in preview.sections),
        )

    def _section(self, section: Section) -> Section:
        paragraphs = (
            Paragraph(tuple(Sentence(self.text(told.text), told.claims) for told in paragraph.sentences))
            for paragraph in section.paragraphs
        )
        return Section(section.name, tuple(paragraphs))

    def text(self, text: str) -> str:
        """A text in this style.

        >>> HouseStyle(words_below=2).text("Inter have won nine of their last 12 matches, and one of them 2-0.")
        'Inter have won 9 of their last 12 matches, and one of them 2-0.'
        >>> HouseStyle(words_below=13).text("Inter won 11 of 12 matches by 12 May, with 12% of the ball.")
        'Inter won eleven of twelve matches by 12 May, with 12% of the ball.'
        """
        if self.plain:
            return text
        for said in (self.names, self.phrases):
            for old, new in said.items():
                text = _whole(old).sub(lambda _, new=new: new, text)  # type: ignore[misc]
        return self._numbers(text)

    def _numbers(self, text: str) -> str:
        if self.words_below < WORDS_BELOW:
            spelt = _WORDS[self.words_below - _FIRST : WORDS_BELOW - _FIRST]
            pattern = re.compile(rf"\b({'|'.join(spelt)})\b", re.IGNORECASE)
            return pattern.sub(lambda found: str(_WORDS.index(found[0].lower()) + _FIRST), text)
        return _FIGURE.sub(self._spelt, text)

    def _spelt(self, found: re.Match[str]) -> str:
        value = int(found[1])
        if not WORDS_BELOW <= value < self.words_below:
            return found[0]
        word = _WORDS[value - _FIRST]
        return word.capitalize() if found.start() == 0 else word


@functools.cache
def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def _table(path: Path, document: Mapping[str, Any], key: str) -> dict[str, str]:
    table = document.get(key, {})
    if not isinstance(table, dict):
        raise BadHouseStyle(path, f"{key} is {table!r}; it is a table of words and what is printed for them")
    for old, new in table.items():
        if not isinstance(new, str) or not new.strip() or not old.strip():
            raise BadHouseStyle(path, f"{key}: {old!r} = {new!r}; both sides are words")
    return dict(table)
