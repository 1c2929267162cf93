"""Which prices of a fixture were known at a moment.

No source says at what time of the day it took its prices, so opening prices count as known from the start of the match
day at the venue, closing prices from kick-off; where that is not known, from the end of the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from pressbox.domain import AsOf, Fixture, Quotes

RESULT = ("home", "draw", "away")
TOTAL = ("over_2_5", "under_2_5")


def quotes_of(fixture: Fixture, as_of: AsOf, prices: Mapping[str, float | None], day_begins: AsOf) -> Quotes:
    """The latest prices known at a moment that include the result.

    Parameters
    ----------
    prices : mapping
        By the columns of ``mean_prices``; empty if there are none.
    day_begins : AsOf
        Start of the match day at the venue.
    """
    known: list[Literal["opening", "closing"]] = []
    if as_of.utc >= _kick_off(fixture, day_begins):
        known.append("closing")
    if as_of.utc >= day_begins.utc:
        known.append("opening")
    for timing in known:
        home, draw, away = (prices.get(f"{outcome}_{timing}") for outcome in RESULT)
        if home is not None and draw is not None and away is not None:
            over, under = (prices.get(f"{outcome}_{timing}") for outcome in TOTAL)
            total = None if over is None or under is None else (over, under)
            return Quotes(fixture, as_of, timing, (home, draw, away), total)
    return Quotes(fixture, as_of, None, None, None, _missing(fixture, as_of, known, day_begins))


def _kick_off(fixture: Fixture, day_begins: AsOf) -> dt.datetime:
    return fixture.kick_off_at or AsOf(day_begins.moment + dt.timedelta(days=1)).utc


def _missing(fixture: Fixture, as_of: AsOf, known: list[Literal["opening", "closing"]], day_begins: AsOf) -> str:
    match = f"{fixture.home.name} v {fixture.away.name} on {fixture.date}"
    if not known:
        return f"no price of {match} is known at {as_of}: opening prices count from {day_begins} on; ask as of then."
    return (
        f"the store has no {' or '.join(reversed(known))} prices of home win, draw and away win for {match};"
        " `pressbox pull football_data` brings those of leagues."
    )
