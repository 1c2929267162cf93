"""Days near the match as a reader says them: by the weekday alone within six days, else by the date.

In: a sentence of claims, whose days bear weekday and date, and the day of the match. Out: the sentence with shorter
days. A weekday stands alone only where no other day could be meant: the match's own weekday never does.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressbox.preview.document import Paragraph

if TYPE_CHECKING:
    from pressbox.domain import Fixture
    from pressbox.preview.choice import Choice
    from pressbox.preview.document import Sentence

_MONTHS = tuple(f"{dt.date(2000, month, 1):%B}" for month in range(1, 13))
_WEEKDAYS = tuple(f"{dt.date(2000, 1, 3 + day):%A}" for day in range(7))
_DAY = re.compile(
    rf"\bon (?P<weekday>{'|'.join(_WEEKDAYS)}) (?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)})\b(?! \d{{4}})"
)
WEEK = 7
WEEKDAY_KEPT = 0.25
"""Share of days farther off that keep their weekday beside the date."""


def shortened(text: str, match_day: dt.date, choice: Choice) -> str:
    """The sentence with its near days by weekday alone.

    >>> from pressbox.preview.choice import Choice
    >>> shortened("They lost 2-0 at Lens on Sunday 21 April.", dt.date(2024, 4, 27), Choice("x"))
    'They lost 2-0 at Lens on Sunday.'
    """
    return _DAY.sub(lambda found: _said(found, match_day, choice), text)


def in_near_days(sentences: Sequence[Sentence], fixture: Fixture, choice: Choice) -> Paragraph:
    """A paragraph of sentences, each with its near days by weekday alone."""
    return Paragraph(tuple(dataclasses.replace(s, text=shortened(s.text, fixture.date, choice)) for s in sentences))


def _said(found: re.Match[str], match_day: dt.date, choice: Choice) -> str:
    day, weekday = _nearest(found, match_day), found["weekday"]
    if day is None or f"{day:%A}" != weekday:
        return found[0]
    away = (match_day - day).days
    if 0 < abs(away) < WEEK:
        return f"on {weekday}"
    if away == WEEK:
        return f"last {weekday}"
    if away == -WEEK:
        return f"the following {weekday}"
    return found[0] if choice.share(f"day {found[0]}") < WEEKDAY_KEPT else f"on {found['day']} {found['month']}"


def _nearest(found: re.Match[str], match_day: dt.date) -> dt.date | None:
    """The day of that date nearest to the match; None where there is none, as on 29 February."""
    days = []
    for year in (match_day.year - 1, match_day.year, match_day.year + 1):
        try:
            days.append(dt.date(year, _MONTHS.index(found["month"]) + 1, int(found["day"])))
        except ValueError:
            continue
    return min(days, key=lambda day: abs(day - match_day), default=None)
