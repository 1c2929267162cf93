"""What may be published, and what an edition is made of besides the preview.

In: a preview, its forecast and those of simpler models, the ledger. Out: an ``Edition``, or the reason why there is
none.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pressbox.errors import EditionRefused
from pressbox.forecast.movement import DECIMALS
from pressbox.publish.edition import Edition, Entry, content_of

if TYPE_CHECKING:
    from pressbox.domain import AsOf, Fixture
    from pressbox.forecast.document import Forecast
    from pressbox.preview.document import Preview

BASELINES: Mapping[str, str] = {"elo": "elo", "base_rate": "base-rate"}
"""Simpler models whose forecasts are kept beside, by the name they have there."""


@dataclasses.dataclass(frozen=True)
class Publication:
    """What publishing a fixture led to: a new edition, or the one that tells the same already."""

    edition: Edition
    entry: Entry
    added: bool

    def to_dict(self) -> dict[str, Any]:
        """The document of ``publish --json``."""
        return {"added": self.added, **self.entry.to_dict()}


def publishing_moment(day_begins: AsOf, now: dt.datetime) -> AsOf:
    """What is known when nobody names a moment: the start of the match day, or now where that is still to come."""
    return day_begins if day_begins.moment <= now else dataclasses.replace(day_begins, moment=_like(now, day_begins))


def _like(now: dt.datetime, other: AsOf) -> dt.datetime:
    return now.astimezone(other.moment.tzinfo).replace(microsecond=0)


def refuse_hindsight(fixture: Fixture, as_of: AsOf, day_begins: AsOf, now: dt.datetime) -> None:
    """Refuse an edition that would know of the match, or of what is still to come.

    Raises
    ------
    EditionRefused
        If the moment is after kick-off, or after the start of the match day where no kick-off is on record, or to come.
    """
    pair = f"{fixture.home.name} v {fixture.away.name}"
    if as_of.moment > now:
        raise EditionRefused(
            f"{as_of} is still to come, and what will be known then is not; publish as of now, or check the clock"
            f" ({now.isoformat(timespec='seconds')})."
        )
    begins = kick_off(fixture)
    if begins is not None and as_of.moment > begins:
        raise EditionRefused(
            f"{pair} kicked off at {begins.isoformat()}, and {as_of} is after that; publish as of a moment before."
        )
    if begins is None and as_of.moment > day_begins.moment:
        raise EditionRefused(
            f"no kick-off of {pair} is on record, so only what was known when {fixture.date} began is of before it;"
            f" publish as of {day_begins} or earlier."
        )


def kick_off(fixture: Fixture) -> dt.datetime | None:
    """When a fixture kicks off, UTC with its offset."""
    return fixture.kick_off_at.replace(tzinfo=dt.UTC) if fixture.kick_off_at else None


def too_late(fixture: Fixture, day_begins: AsOf) -> dt.datetime:
    """From when on the match has certainly begun: kick-off, or the end of the day where none is on record."""
    return kick_off(fixture) or day_begins.moment + dt.timedelta(days=1)


def last_of(entries: Sequence[Entry], fixture: Fixture, as_of: AsOf) -> Entry | None:
    """The last edition of a fixture, which must not know more than one as of a moment.

    Raises
    ------
    EditionRefused
        If it does.
    """
    last = next((entry for entry in reversed(entries) if entry.fixture == fixture.id), None)
    if last is not None and as_of.moment < last.as_of:
        raise EditionRefused(
            f"edition {last.number} of {fixture.home.name} v {fixture.away.name} is as of {last.as_of.isoformat()}, and"
            f" a newer one cannot know less; publish as of that moment or later."
        )
    return last


def last_before(entries: Sequence[Entry], fixture: Fixture, as_of: AsOf) -> Entry | None:
    """The last edition of a fixture that knows less than one as of a moment."""
    earlier = [entry for entry in entries if entry.fixture == fixture.id and entry.as_of < as_of.moment]
    return earlier[-1] if earlier else None


def drafted(
    preview: Preview,
    content: str,
    forecast: Forecast | None,
    beside: Mapping[str, Forecast],
    begins: dt.datetime,
    now: dt.datetime,
) -> Edition:
    """An edition that has no place in the chain yet.

    Parameters
    ----------
    content : str
        Of the preview without what moved, see ``content_of_preview``.
    begins : datetime
        From when on an edition is late, see ``too_late``.
    """
    fixture = preview.fixture
    return Edition(
        number=0,
        published_at=now.replace(microsecond=0),
        previous=None,
        content=content,
        kick_off_at=kick_off(fixture),
        late=now > begins,
        preview=preview.to_dict(),
        grid=_grid(forecast) if forecast else None,
        beside={name: _beside(other) for name, other in beside.items()},
    )


def content_of_preview(preview: Preview) -> str:
    """Digest of what a preview tells that is compared with no earlier edition."""
    return content_of(preview.to_dict())


def _grid(forecast: Forecast) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(round(cell, DECIMALS) for cell in row) for row in forecast.grid.tolist())


def _beside(forecast: Forecast) -> dict[str, Any]:
    result = {name: round(p, DECIMALS) for name, p in forecast.result._asdict().items()}
    return {"version": forecast.model.version, "result": result, "over_2_5": round(forecast.over(2.5), DECIMALS)}
