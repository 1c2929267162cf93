"""Any page of any match in the store, made when it is asked for: what ``pressbox serve`` answers with.

The same functions make the pages as for a folder of them. There is no first and no last day: every fixture, club and
competition has its page.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import posixpath
import re
from collections.abc import Callable, Mapping, Sequence

from pressbox.domain import AsOf
from pressbox.errors import ForecastError, NoSuchPage
from pressbox.publish.site import addresses
from pressbox.publish.site.about_pages import make_competitions, make_method
from pressbox.publish.site.build import order_of_the_day
from pressbox.publish.site.club_page import make_club
from pressbox.publish.site.competition_page import make_competition
from pressbox.publish.site.day_page import has_page, make_day, make_index, nearest
from pressbox.publish.site.feed import make_feed
from pressbox.publish.site.match_page import Made, make_match, moment_for
from pressbox.publish.site.newsroom import Newsroom
from pressbox.publish.site.scope import Scope
from pressbox.publish.site.scoreboard_page import make_scoreboard
from pressbox.publish.site.sitemap import make_sitemap
from pressbox.publish.site.summary import Summary
from pressbox.store.calendar import Listed, listed, listed_by_id, match_days

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".png": "image/png",
    ".xml": "application/xml; charset=utf-8",
}

_DAYS = 15
"""Days that are linked to from a day's page."""

_AROUND = dt.timedelta(days=14)
"""Before and after its nearest match, of what a competition's page lists."""

_IN_FEED = 10
"""Previews that the feed has: each has to be made."""

_PATH = re.compile(r"(?P<folder>day|competition|club|match|card)/(?P<name>[a-z0-9][a-z0-9.-]*)")


class LivePages:
    """Pages of a store at a moment.

    Parameters
    ----------
    desk : Newsroom
    now : datetime
        With its offset; nothing later is known.
    url : str, optional
        Where the pages are reached.
    """

    def __init__(self, desk: Newsroom, now: dt.datetime, url: str | None = None) -> None:
        self._desk = desk
        self._scope = Scope(dt.date.min, dt.date.max, (), AsOf(now.astimezone(dt.UTC)), url, clubs=None)

    def files(self, path: str) -> Mapping[str, bytes]:
        """The files of the page that a path belongs to, itself among them.

        Raises
        ------
        NoSuchPage
            If there is no such page.
        """
        made = self._made(path)
        if path not in made.files:
            raise NoSuchPage(f"there is no page /{path}.")
        return made.files

    def _made(self, path: str) -> Made:
        stem, ending = posixpath.splitext(path)
        if ending not in TYPES:
            raise NoSuchPage(f"there is no page /{path}; addresses end in {', '.join(TYPES)}.")
        alone: dict[str, Callable[[], Made]] = {
            addresses.INDEX: self._index,
            addresses.COMPETITIONS: self._competitions,
            addresses.SCOREBOARD: self._scoreboard,
            addresses.METHOD: lambda: make_method(self._scope),
            addresses.FEED: self._feed,
            addresses.SITEMAP: self._sitemap,
        }
        for name, make in alone.items():
            if path in (name, addresses.document(name)):
                return make()
        found = _PATH.fullmatch(stem)
        if found is None:
            raise NoSuchPage(f"there is no page /{path}.")
        makers = {
            "day": self._day,
            "competition": self._competition,
            "club": self._club,
            "match": self._match,
            "card": self._match,
        }
        return makers[found["folder"]](found["name"])

    # Pages of one thing

    def _day(self, name: str) -> Made:
        try:
            on = dt.date.fromisoformat(name)
        except ValueError as error:
            raise NoSuchPage(f"{name!r} is not a day such as 2024-04-18.") from error
        of_day = self._of(on)
        return make_day(
            on, of_day, match_days(self._desk.store, on, _DAYS) | {on: len(of_day)}, self._chances(of_day), self._scope
        )

    def _index(self) -> Made:
        today = self._scope.today
        counts = match_days(self._desk.store, today, _DAYS)
        on = nearest(today, counts)
        of_day = self._of(on)
        return make_index(on, of_day, counts, self._chances(of_day), self._scope)

    def _competition(self, id_: str) -> Made:
        ones = self._around(id_)
        if not ones:
            raise NoSuchPage(f"there is no competition {id_!r} with a match.")
        return make_competition(self._desk, id_, ones, self._scope)

    def _club(self, id_: str) -> Made:
        team = self._desk.store.team_of(id_, self._scope.today)
        if team is None:
            raise NoSuchPage(f"there is no club {id_!r}.")
        return make_club(self._desk, team, self._scope)

    def _match(self, id_: str) -> Made:
        found = [one for one in listed_by_id(self._desk.store, [id_], self._scope.as_of) if has_page(one, self._scope)]
        if not found:
            raise NoSuchPage(f"there is no match {id_!r}.")
        return make_match(self._desk, found[0], self._scope)

    # Pages of many

    def _competitions(self) -> Made:
        near: dict[str, list[Listed]] = {}
        for one in self._around():
            near.setdefault(one.fixture.competition.id, []).append(one)
        return make_competitions({ones[0].fixture.competition: ones for ones in near.values()}, self._scope)

    def _scoreboard(self) -> Made:
        return make_scoreboard((), {}, self._desk.published(), self._scope)

    def _feed(self) -> Made:
        ones = [one for one in self._today() if has_page(one, self._scope)][:_IN_FEED]
        made = {one.fixture.id: make_match(self._desk, one, self._scope).summary for one in ones}
        summaries = {id_: summary for id_, summary in made.items() if summary}
        return Made({addresses.FEED: make_feed(ones, summaries, self._scope)})

    def _sitemap(self) -> Made:
        url = self._scope.url
        if url is None:
            raise NoSuchPage("there is no sitemap without an address of the site: `pressbox serve --url URL`.")
        ones = self._today()
        pages = {addresses.INDEX, addresses.COMPETITIONS, addresses.SCOREBOARD, addresses.METHOD}
        pages |= {addresses.day(on) for on in match_days(self._desk.store, self._scope.today, _DAYS)}
        pages |= {addresses.match(one.fixture.id) for one in ones if has_page(one, self._scope)}
        pages |= {addresses.competition(one.fixture.competition.id) for one in ones}
        return Made({addresses.SITEMAP: make_sitemap(sorted(pages), url)})

    # What they list

    def _of(self, on: dt.date) -> Sequence[Listed]:
        return sorted(listed(self._desk.store, on, on, (), self._scope.as_of), key=order_of_the_day)

    def _today(self) -> Sequence[Listed]:
        today = self._scope.today
        return self._of(nearest(today, match_days(self._desk.store, today, 1)))

    def _around(self, competition: str | None = None) -> Sequence[Listed]:
        """Matches of the days around the one nearest to today that has any."""
        named = (competition,) if competition else ()
        near = match_days(self._desk.store, self._scope.today, 1, named)
        if not near:
            return ()
        on = next(iter(near))
        return listed(self._desk.store, on - _AROUND, on + _AROUND, named, self._scope.as_of)

    def _chances(self, ones: Sequence[Listed]) -> Mapping[str, Summary]:
        """What the forecasts alone say of some matches, where they can be made."""
        found = {}
        for one in ones:
            with contextlib.suppress(ForecastError):
                forecast = self._desk.forecast(one.fixture, moment_for(self._desk, one, self._scope))
                found[one.fixture.id] = Summary.of_forecast(forecast.to_dict())
        return found


@dataclasses.dataclass(frozen=True)
class Answer:
    """A file as it is sent."""

    content: bytes
    type: str
    tag: str
