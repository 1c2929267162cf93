"""An independent reading of a finished preview: is every number, name and date in it supported, and is it English?

It knows only the JSON document of ``preview --format json``: the sentences, the claims that they cite, the forecast.
It shares no code with the writer. A number must be a value, a score, a day, a count or a place of the cited claims (or
of the forecast, where a sentence cites none), a name must be one of theirs or of the fixture.
"""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

WRITTEN = ("match preview", "we say")
"""Sections written as running text; the others are lists and tables in words."""

WORDS = {
    word: number
    for number, word in enumerate(("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
} | {"once": 1, "twice": 2, "both": 2}
ORDINALS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), start=1
    )
}
MONTHS = tuple(calendar.month_name)[1:]
WEEKDAYS = tuple(calendar.day_name)
DATE = re.compile(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}) )?(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)})(?: (?P<year>\d{{4}}))?"
)
MONTH = re.compile(rf"(?P<month>{'|'.join(MONTHS)})(?: (?P<year>\d{{4}}))?")
NUMBER = re.compile(
    r"\d+-\d+(?=\W|$)|\d+\.\d+%?|\d+(?:,\d{3})*(?:st|nd|rd|th)?%?|\b(?:" + "|".join([*WORDS, *ORDINALS]) + r")\b"
)
LIGHT = {"no", "one", "first", "both", "second"}
"""Number words that are also plain words: "no longer", "one of 13", "the first half", "in second"."""

NAME = re.compile(
    r"\b[A-Z\u00c0-\u00de][\w'\u2019./&-]*"
    r"(?: (?:de|van|von|der|den|di|da|do|dos|del|la|le|el|of|al|and|v)? ?[A-Z\u00c0-\u00de\d][\w'\u2019./&-]*)*"
)


@dataclasses.dataclass(frozen=True)
class Fault:
    """Something in a preview that is not supported, or not English."""

    kind: str
    what: str
    sentence: str


def sentences_of(document: Mapping[str, Any], names: tuple[str, ...] | None = None) -> Iterator[Mapping[str, Any]]:
    """Sentences of some sections, or of all."""
    for section in document["sections"]:
        if names is None or section["name"] in names:
            for paragraph in section["paragraphs"]:
                yield from paragraph["sentences"]


def faults_of(document: Mapping[str, Any]) -> list[Fault]:
    """Every number, name or date of the written sections that nothing supports."""
    claims = {claim["id"]: claim for claim in document["claims"]}
    found = []
    predicted = {id(sentence) for sentence in sentences_of(document, ("we say",))}
    for sentence in sentences_of(document, WRITTEN):
        cited = [claims[id_] for id_ in sentence["claims"] if id_ in claims]
        if len(cited) < len(sentence["claims"]):
            found.append(Fault("claim", "cites a claim that is not in the document", sentence["text"]))
        found += _unsupported(sentence["text"], _Support.of(document, cited, predicted=id(sentence) in predicted))
    return found


class _Support:
    """What a sentence may say."""

    def __init__(self, on: dt.date) -> None:
        self.on = on
        self.numbers: set[str] = set()
        self.dates: set[dt.date] = set()
        self.text = self.statements = ""

    @classmethod
    def of(cls, document: Mapping[str, Any], cited: list[Any], *, predicted: bool) -> _Support:
        support = cls(dt.date.fromisoformat(document["fixture"]["date"]))
        support._read(document["fixture"])
        for claim in cited:
            for key in ("subject", "value", "scope", "coverage", "evidence"):
                support._read(claim[key])
            support.numbers |= {str(len(claim["evidence"])), str(claim["coverage"]["matches"])}
            support._read_aggregate(claim["evidence"])
            support.statements += f" {claim['statement']}"
            if claim["template"] == "GOAL_EVENTS":  # its minutes stand in the statement only
                support.numbers |= set(re.findall(r"\d+", claim["statement"]))
        if predicted or not cited:
            support._read_forecast(document["forecast"] or {})
        return support

    def _read(self, value: object) -> None:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                self.text += f" {key}"
                self._read(inner)
        elif isinstance(value, list | tuple):
            self.numbers.add(str(len(value)))
            if [type(inner) for inner in value] == [int, int]:
                self.numbers |= {f"{value[0]}-{value[1]}", f"{value[1]}-{value[0]}"}
            for inner in value:
                self._read(inner)
        elif isinstance(value, bool) or value is None:
            return
        elif isinstance(value, int | float):
            self._number(value)
        else:
            self._string(str(value))

    def _number(self, value: float) -> None:
        self.numbers |= {str(abs(value)), f"{abs(value):.1f}", f"{abs(value):.2f}"}
        if float(value).is_integer():
            self.numbers.add(str(abs(int(value))))

    def _string(self, text: str) -> None:
        for day in re.findall(r"\d{4}-\d{2}-\d{2}", text):
            date = dt.date.fromisoformat(day)
            self.dates.add(date)
            self.numbers.add(str(date.year))
        for home, away in re.findall(r"\b(\d{1,2})-(\d{1,2})\b", text):
            self.numbers |= {f"{home}-{away}", f"{away}-{home}", home, away}
            self.numbers.add(str(abs(int(home) - int(away))))
        self.numbers |= set(re.findall(r"\d+", text))
        self.text += f" {text}"

    def _read_aggregate(self, evidence: list[Mapping[str, str]]) -> None:
        """The goals of two legs together."""
        scores = [re.match(r"(\d+)-(\d+)", row["score"] or "") for row in evidence]
        if len(evidence) != 2 or evidence[0]["home"] != evidence[1]["away"] or not all(scores):
            return
        (a, b), (c, d) = ((int(score[1]), int(score[2])) for score in scores if score)
        one, other = a + d, b + c
        self.numbers |= {f"{one}-{other}", f"{other}-{one}"}

    def _read_forecast(self, forecast: Mapping[str, Any]) -> None:
        """Percentages as printed: rounded, and a point more or less where some must add up to a hundred."""
        for value in _floats(forecast):
            whole = int(value * 100)
            self.numbers |= {f"{value * 100:.1f}%", f"{value:.1f}", *(f"{n}%" for n in (whole, whole + 1))}
        score = forecast.get("predicted_score")
        if score:
            self.numbers.add(f"{score['home']}-{score['away']}")
        tie = forecast.get("tie") or {}
        for key in ("aggregate_before", "predicted_aggregate"):
            if tie.get(key):
                home, away = tie[key]["home"], tie[key]["away"]
                self.numbers |= {f"{home}-{away}", f"{away}-{home}"}


def _floats(value: object) -> Iterator[float]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _floats(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _floats(inner)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)


def _unsupported(text: str, support: _Support) -> Iterator[Fault]:
    for date in DATE.finditer(text):
        fault = _date_fault(date, support)
        if fault:
            yield Fault("date", fault, text)
    rest = DATE.sub(" ", text)
    for weekday in re.findall(rf"(?:\bon|\blast|\bthe following) ({'|'.join(WEEKDAYS)})\b", rest):
        if not any(WEEKDAYS[day.weekday()] == weekday for day in support.dates if abs((support.on - day).days) <= 7):
            yield Fault("weekday", weekday, text)
    for month in MONTH.finditer(rest):
        if not _month_known(month, support):
            yield Fault("month", month[0], text)
    rest = re.sub(r"round[ -]of[ -]\d+", " ", MONTH.sub(" ", rest))  # the name of a stage
    numbers = support.numbers
    for number in NUMBER.findall(re.sub(r"\d{4}-\d{2}(?!\d)", _season_checked(support), rest)):
        if number in LIGHT or _plain(number) in numbers or number in numbers:
            continue
        if _duration(number, rest, support):
            continue
        yield Fault("number", number, text)
    known = f"{support.text} {support.statements}"
    for name in NAME.findall(rest[:1].lower() + rest[1:]):
        for word in re.findall(r"[A-Z\u00c0-\u00de][\w\u2019]+", name.replace("'s", "").replace("'", " ")):
            if word not in known and word not in WEEKDAYS and word not in ALLOWED:
                yield Fault("name", word, text)


ALLOWED: set[str] = set()
"""Words with a capital that name no side: filled by ``allow``."""


def allow(words: Iterator[str] | list[str] | tuple[str, ...]) -> None:
    """Take some words as known: second mentions and nationalities of the sides."""
    for word in words:
        ALLOWED.update(re.findall(r"[A-Z\u00c0-\u00de][\w\u2019]+", word))


def _season_checked(support: _Support) -> Callable[[re.Match[str]], str]:
    """A season's name is left out where the claims know it."""

    def replaced(found: re.Match[str]) -> str:
        return " " if found[0] in f"{support.text} {support.statements}" else "999999"

    return replaced


def _plain(number: str) -> str:
    bare = number.replace(",", "")
    if bare in WORDS:
        return str(WORDS[bare])
    if bare in ORDINALS:
        return str(ORDINALS[bare])
    return re.sub(r"(st|nd|rd|th)$", "", bare)


def _duration(number: str, text: str, support: _Support) -> bool:
    """Whether a number of months or years is about the time from a day of the claims to the match."""
    found = re.search(rf"(nearly|just over|more than) {re.escape(number)} (months|years)", text)
    if not found:
        return number in support.statements and _counts(number, support)
    unit = 365.25 / 12 if found[2] == "months" else 365.25
    told = float(_plain(number))
    for day in support.dates:
        exact = (support.on - day).days / unit
        if (told - 0.5 <= exact < told) if found[1] == "nearly" else (told <= exact < told + 0.5):
            return True
    return False


def _counts(number: str, support: _Support) -> bool:
    """Whether the number is a difference of two of the claim's numbers: points behind, goals needed, matches before."""
    values = sorted({int(n) for n in support.numbers if n.isdigit() and len(n) < 5})
    plain = _plain(number)
    return plain.isdigit() and any(a - b == int(plain) or a + b == int(plain) for a in values for b in values)


def _date_fault(found: re.Match[str], support: _Support) -> str | None:
    day, month = int(found["day"]), MONTHS.index(found["month"]) + 1
    fitting = [
        date
        for date in support.dates
        if (date.day, date.month) == (day, month) and (not found["year"] or date.year == int(found["year"]))
    ]
    if not fitting:
        return f"{found[0]}: no such day"
    if found["weekday"] and not any(WEEKDAYS[date.weekday()] == found["weekday"] for date in fitting):
        return f"{found[0]}: another weekday"
    if not found["year"] and min(abs((date - support.on).days) for date in fitting) > 366:
        return f"{found[0]}: of another year"
    return None


def _month_known(found: re.Match[str], support: _Support) -> bool:
    month = MONTHS.index(found["month"]) + 1
    return (
        any(date.month == month and (not found["year"] or date.year == int(found["year"])) for date in support.dates)
        or found[0] in support.statements
    )


LANGUAGE = {
    "article": re.compile(r"\b[Aa] (?=[AEIO][a-z](?!u)|8-|11-|18-|\b(?:8|11|18)(?:th)?\b)(?!One|Euro)"),
    "an before a consonant": re.compile(r"(?:(?<![,;:] )\bAn|\ban) (?=[BCDFGJKLMNPQRSTVWXYZ][a-z]|[1-79]-|10-)"),
    "plural of one": re.compile(
        r"(?<!Ligue )(?<!Liga )(?<!Division )(?<![\d.])\b(?:one|1|a) (?:matches|goals|points|wins|defeats|draws|sheets|"
        r"years|months)\b"
    ),
    "singular of many": re.compile(
        r"\b(?:two|three|four|five|six|seven|eight|nine|\d\d+) (?:match|goal|point|win|defeat|draw|year|month)\b(?!-)"
    ),
    "it's": re.compile(r"\b(?:it's|they're|there's|isn't|won't)\b"),
    "doubled word": re.compile(r"\b(\w+) \1\b(?! Baden)", re.IGNORECASE),
    "double space": re.compile(r"  "),
    "space before a stop": re.compile(r" [,.;:]"),
    "two stops": re.compile(r"[,.;:][,.;:]"),
    "possessive": re.compile(r"s's\b"),
    "singular club": re.compile(
        r"\b(?:they|hosts|visitors|(?:home|away|(?!Neither)[A-Z]\w+) side) (?:is|has|was|does)\b"
    ),
    "empty": re.compile(r"\bNone\b|\bnan\b|\{|\}"),
}


def language_faults(document: Mapping[str, Any]) -> list[Fault]:
    """Faults of grammar and print in every section."""
    found = []
    for sentence in [*sentences_of(document), {"text": f"{document['headline']}."}, {"text": document["standfirst"]}]:
        text = sentence["text"]
        for kind, pattern in LANGUAGE.items():
            hit = pattern.search(text)
            if hit:
                found.append(Fault(kind, hit[0], text))
        if not re.search(r"[.)]$", text) or text[:1].islower():
            found.append(Fault("capital and stop", text[-10:], text))
        if text.count("(") != text.count(")"):
            found.append(Fault("brackets", "", text))
    return found


def skeleton(text: str, names: list[str]) -> str:
    """A sentence without what differs from match to match: names, numbers and days."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "N")
    text = DATE.sub("D", text)
    text = MONTH.sub("D", text)
    text = re.sub(rf"\b(?:{'|'.join(WEEKDAYS)})\b", "D", text)
    text = re.sub(
        r"\b(?:" + "|".join([*WORDS.keys() - {"no"}, *ORDINALS]) + r")\b|\d[\d,.%-]*(?:st|nd|rd|th)?", "#", text
    )
    text = re.sub(r"(?<=.)\b[A-Z\u00c0-\u00de][\w\u2019'./-]*(?: [A-Z\u00c0-\u00de][\w\u2019'./-]*)*", "N", text)
    return re.sub(r"\s+", " ", text).strip().lower()
