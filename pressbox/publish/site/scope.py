"""What a site covers, and the moment after which it knows nothing: the settings that every page is made with."""

from __future__ import annotations

import dataclasses
import datetime as dt

from pressbox.domain import AsOf, Fixture

_LAST_WHISTLE = dt.timedelta(hours=30)
"""From the start of a day in UTC until its matches are over everywhere."""


@dataclasses.dataclass(frozen=True)
class Scope:
    """Days, competitions and moment of a site.

    Attributes
    ----------
    first, last : date
    competitions : tuple of str
        Ids; all of them where there is none.
    as_of : AsOf
        Nothing that became known later is on any page.
    url : str or None
        Where the site will lie, without a slash at its end; None where that is not known.
    clubs : frozenset of str or None
        Ids of the clubs that have a page; None where all have.
    """

    first: dt.date
    last: dt.date
    competitions: tuple[str, ...]
    as_of: AsOf
    url: str | None = None
    clubs: frozenset[str] | None = frozenset()

    @property
    def today(self) -> dt.date:
        """The day that the front page shows: the moment's, or the nearest that the site has."""
        return min(max(self.as_of.local_date, self.first), self.last)

    def has(self, fixture: Fixture) -> bool:
        """Whether a fixture has a page."""
        return self.first <= fixture.date <= self.last and self.has_competition(fixture.competition.id)

    def has_competition(self, id_: str) -> bool:
        """Whether a competition's fixtures have pages."""
        return not self.competitions or id_ in self.competitions

    def has_club(self, id_: str) -> bool:
        """Whether a club has a page."""
        return self.clubs is None or id_ in self.clubs


def moment_of(last: dt.date, now: dt.datetime) -> AsOf:
    """The moment of a site that ends with a day: now, or when the matches of that day are over if that was earlier."""
    over = dt.datetime.combine(last, dt.time(), dt.UTC) + _LAST_WHISTLE
    return AsOf(min(now.astimezone(dt.UTC), over))
