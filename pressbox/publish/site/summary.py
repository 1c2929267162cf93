"""A match in a few values: what lists, the feed and the card say of it, kept so that it need not be previewed again."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from pressbox.domain import Fixture, Match
from pressbox.preview import we_say
from pressbox.preview.document import Preview
from pressbox.preview.percentages import shares
from pressbox.publish.site import addresses
from pressbox.store.calendar import Listed

_STATUS = {
    "awarded": "awarded",
    "cancelled": "cancelled",
    "abandoned": "abandoned",
    "walkover": "walkover",
    "void": "declared void",
}


Chances = tuple[float, float, float]
"""Of home win, draw and away win."""


@dataclasses.dataclass(frozen=True)
class Summary:
    """What lists say of a preview.

    Attributes
    ----------
    chances : tuple of str or None
        Percentages of home win, draw and away win, adding up; None without a forecast.
    given : float or None
        Chance that the forecast had given to the score at the end.
    market : tuple of float or None
        What prices had implied, where the match is over and was priced.
    """

    headline: str
    standfirst: str
    edition: str
    made_at: str
    as_of: str
    verdict: str
    chances: tuple[str, str, str] | None
    result: Chances | None
    predicted: str | None
    given: float | None
    market: Chances | None = None

    @classmethod
    def of(cls, preview: Preview, match: Match | None, market: Chances | None = None) -> Summary:
        """The summary of a preview, and of the result where the match is over."""
        forecast = preview.forecast
        result = forecast["result"] if forecast else None
        p = (result["home"], result["draw"], result["away"]) if result else None
        home, draw, away = shares(p) if p else ("", "", "")
        score = forecast["predicted_score"] if forecast else None
        return cls(
            preview.headline,
            preview.standfirst,
            preview.hash,
            preview.edition.made_at.isoformat(),
            preview.edition.as_of,
            preview.section(we_say.NAME).paragraphs[0].sentences[0].text,
            (home, draw, away) if p else None,
            p,
            f"{score['home']}-{score['away']}" if score else None,
            given_to(preview, match),
            market,
        )

    @classmethod
    def of_forecast(cls, forecast: Mapping[str, Any]) -> Summary:
        """What a forecast alone says, for lists of matches that are not previewed yet."""
        result, score = forecast["result"], forecast["predicted_score"]
        p = (result["home"], result["draw"], result["away"])
        home, draw, away = shares(p)
        predicted = f"{score['home']}-{score['away']}"
        moment = forecast["as_of"]
        return cls("", "", "", moment, moment, "", (home, draw, away), p, predicted, None)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Summary:
        """Read back what ``dataclasses.asdict`` and JSON made of a summary."""
        lists = {name: tuple(values[name]) if values[name] else None for name in ("chances", "result", "market")}
        return cls(**values | lists)


def given_to(preview: Preview, match: Match | None) -> float | None:
    """Chance that a forecast had given to the score after 90 minutes; 0 where it was below what a forecast lists."""
    if preview.forecast is None or match is None or match.score_90 is None or match.awarded:
        return None
    score = match.score_90
    cells = preview.forecast["scorelines"]
    return next((float(c["p"]) for c in cells if (c["home"], c["away"]) == (score.home, score.away)), 0.0)


@dataclasses.dataclass(frozen=True)
class Line:
    """A fixture as one line of a list."""

    home: str
    away: str
    href: str | None
    when: str
    score: str | None
    note: str
    chances: tuple[str, str, str] | None = None
    predicted: str | None = None
    headline: str | None = None


def line(one: Listed, page: str, summary: Summary | None, linked: bool, dated: bool = False) -> Line:
    """A line of a list on a page; ``linked`` where the match has a page of its own."""
    fixture = one.fixture
    return Line(
        fixture.home.name,
        fixture.away.name,
        addresses.relative(page, addresses.match(fixture.id)) if linked else None,
        ", ".join(part for part in (short_day(fixture.date) if dated else "", kick_off(fixture)) if part),
        str(one.match.score) if one.match else None,
        note_of(one),
        summary.chances if summary and one.match is None else None,
        summary.predicted if summary else None,
        (summary.headline or None) if summary else None,
    )


def note_of(one: Listed) -> str:
    """Round, what a result does not say by itself, and what became of a match that was not played."""
    fixture, match = one.fixture, one.match
    parts = [fixture.round or "", "second leg" if fixture.leg == 2 else "", "neutral ground" if fixture.neutral else ""]
    if match and match.pens:
        parts.append(f"{match.pens} on penalties")
    elif match and match.extra_time:
        parts.append("after extra time")
    parts.append("no result on record: postponed, or not reported yet" if one.overdue else _STATUS.get(one.status, ""))
    return ", ".join(part for part in parts if part)


def kick_off(fixture: Fixture) -> str:
    """Kick-off in the venue's time; empty where it is not known."""
    local = local_kick_off(fixture)
    return f"{local:%H:%M}" if local else ""


def local_kick_off(fixture: Fixture) -> dt.datetime | None:
    """Kick-off where the match is played."""
    if fixture.kick_off_at is None:
        return None
    return fixture.kick_off_at.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(fixture.timezone or "UTC"))


def short_day(on: dt.date) -> str:
    """A day in a list.

    >>> short_day(dt.date(2024, 4, 8))
    'Mon 8 Apr'
    """
    return f"{on:%a} {on.day} {on:%b}"
