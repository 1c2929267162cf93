"""House style for numbers, names and days: what a sentence is made of.

In: values. Out: words, in British English. Numbers are spelt out under ten; a score gives the winners' goals first.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

# Competitions that go without an article in running text; all others take "the".
_BARE = re.compile(
    r"^(Serie |La ?Liga|Ligue |League (One|Two)|Liga |Segunda |Division |MLS|Major League Soccer|Euro \d|"
    r"Allsvenskan|Superettan|Eliteserien|Veikkausliiga)|.+ qualifying$"
)

_ISO_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")

WEEKDAY_WITHIN = dt.timedelta(days=60)
YEAR_BEYOND = dt.timedelta(days=180)


def number(value: int) -> str:
    """In words under ten; nought is "no", as in "no wins".

    >>> number(9), number(10), number(1500)
    ('nine', '10', '1,500')
    """
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else f"{value:,}"


def ordinal(value: int) -> str:
    """First to ninth in words, then 10th, 11th, 21st.

    >>> ordinal(3), ordinal(12), ordinal(22)
    ('third', '12th', '22nd')
    """
    if 0 < value < len(_ORDINALS):
        return _ORDINALS[value]
    teen = 10 <= value % 100 <= 20
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


def counted(value: int, singular: str, plural: str) -> str:
    """A number with its noun: one match, nine matches."""
    return f"{number(value)} {singular if value == 1 else plural}"


def matches(value: int) -> str:
    """So many matches."""
    return counted(value, "match", "matches")


def goals(value: int) -> str:
    """So many goals; one is "a goal"."""
    return "a goal" if value == 1 else counted(value, "goal", "goals")


def points(value: int) -> str:
    """So many points; one is "a point"."""
    return "a point" if value == 1 else counted(value, "point", "points")


def possessive(name: str) -> str:
    """Whose it is: Liverpool's, Rangers'.

    >>> possessive("Liverpool"), possessive("Rangers")
    ("Liverpool's", "Rangers'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def listed(items: Sequence[str]) -> str:
    """As a list in a sentence.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else "".join(items)


def day(date: dt.date, seen_from: dt.date) -> str:
    """Name a day as its reader would.

    With the weekday when it is near, with the year when it is far.

    >>> day(dt.date(2024, 4, 14), dt.date(2024, 4, 18)), day(dt.date(2020, 11, 3), dt.date(2024, 4, 18))
    ('Sunday 14 April', '3 November 2020')
    """
    away = abs(seen_from - date)
    if away <= WEEKDAY_WITHIN:
        return f"{date:%A} {date.day} {date:%B}"
    return long_day(date) if away > YEAR_BEYOND else f"{date.day} {date:%B}"


def long_day(date: dt.date) -> str:
    """Day, month and year."""
    return f"{date.day} {date:%B} {date.year}"


def the(competition: str) -> str:
    """A competition's name with its article, where it has one.

    >>> the("Premier League"), the("Serie A")
    ('the Premier League', 'Serie A')
    """
    return competition if _BARE.match(competition) else f"the {competition}"


def a_score(scored: int, conceded: int) -> str:
    """A score with its article, the greater number first: a 2-0, an 8-1."""
    high, low = max(scored, conceded), min(scored, conceded)
    return f"{'an' if high in (8, 11, 18) else 'a'} {high}-{low}"


_LIKE_YOU = ("Eu", "Ukr", "Uru", "Uga", "UE", "US", "Uni", "One")


def a_name(name: str) -> str:
    """A name with the indefinite article: a Serie A, an Eliteserien, a European Cup, an FA Cup.

    >>> a_name("Premier League"), a_name("Eliteserien"), a_name("European Cup"), a_name("FA Cup")
    ('a Premier League', 'an Eliteserien', 'a European Cup', 'an FA Cup')
    """
    vowel = name[:1] in "AEIOUÅØÖ" and not name.startswith(_LIKE_YOU)
    letters = name.split()[0] if name else ""
    spelt = letters.isupper() and len(letters) > 1 and letters[0] in "AEFHILMNORSX"
    return f"{'an' if vowel or spelt else 'a'} {name}"


def sentence_of(note: str) -> str:
    """A note as the end of a sentence: ISO dates as a reader says them, and one full stop.

    >>> sentence_of("since 2020-10-21")
    'since 21 October 2020.'
    """
    said = _ISO_DATE.sub(lambda found: long_day(dt.date.fromisoformat(found[0])), note.strip())
    return f"{said.rstrip('.')}."
