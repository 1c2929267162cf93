"""A site from the store: what is listed, what of it has changed since the last build, and the new pages in their place.

A page is made again where the key of what it is made from is another, or where a file of it is not as it was left.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from pressbox.domain import Team
from pressbox.errors import NoMatches
from pressbox.publish.site import addresses, jobs, keys
from pressbox.publish.site.about_pages import make_competitions, make_method
from pressbox.publish.site.day_page import has_page, make_day, make_index, nearest
from pressbox.publish.site.feed import make_feed
from pressbox.publish.site.manifest import Entry, Manifest, digest, key_of
from pressbox.publish.site.match_page import Made, make_moved
from pressbox.publish.site.newsroom import Newsroom
from pressbox.publish.site.scope import Scope, moment_of
from pressbox.publish.site.scoreboard_page import make_scoreboard
from pressbox.publish.site.sitemap import make_sitemap
from pressbox.publish.site.staging import Staging
from pressbox.store.calendar import Listed, listed, listed_by_id

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


@dataclasses.dataclass(frozen=True)
class Built:
    """What a build did: pages made, pages kept, and files removed."""

    made: int
    kept: int
    removed: int
    matches: int


def build_site(
    desk: Newsroom,
    open_desk: Callable[[], Newsroom],
    out: Path,
    first: dt.date,
    last: dt.date,
    competitions: Sequence[str] = (),
    *,
    now: dt.datetime,
    url: str | None = None,
    processes: int = 1,
    progress: Progress = lambda *_: None,
) -> Built:
    """Bring a site up to date.

    Parameters
    ----------
    desk : Newsroom
        What is asked.
    open_desk : callable
        Opens another one in a process of its own; must be picklable.
    out : Path
        The site's folder, made where it is not there.
    first, last : date
        Days of the site.
    competitions : sequence of str
        Ids; all where there is none.
    now : datetime
        With its offset; nothing later is on the site.
    url : str, optional
        Where the site will lie.
    processes : int
        That make pages at the same time.
    progress : callable, optional

    Raises
    ------
    NoMatches
        If the store has no match on these days.
    SiteNotWritten
        If the folder cannot be made or written.
    """
    with Staging(out) as staging:
        return _Build(desk, staging, _scope(desk, first, last, competitions, now, url)).run(
            open_desk, processes, progress
        )


def _scope(
    desk: Newsroom, first: dt.date, last: dt.date, competitions: Sequence[str], now: dt.datetime, url: str | None
) -> Scope:
    scope = Scope(first, last, tuple(sorted(competitions)), moment_of(last, now), url.rstrip("/") if url else None)
    ones = listed(desk.store, first, last, scope.competitions, scope.as_of)
    if not ones:
        raise NoMatches(f"the store has no such match from {first} to {last}; `pressbox status` says what it covers.")
    clubs = {team.id for one in ones for team in (one.fixture.home, one.fixture.away)}
    return dataclasses.replace(scope, clubs=frozenset(clubs))


class _Build:
    """One build of a site."""

    def __init__(self, desk: Newsroom, staging: Staging, scope: Scope) -> None:
        self._desk = desk
        self._staging = staging
        self._scope = scope
        self._ones = listed(desk.store, scope.first, scope.last, scope.competitions, scope.as_of)
        self._old = Manifest.read(staging.site)
        self._new: dict[str, Entry] = {}
        self._made = 0
        self._days_of: dict[str, dt.date] = {match_name(one): one.fixture.date for one in self._ones}

    def run(self, open_desk: Callable[[], Newsroom], processes: int, progress: Progress) -> Built:
        due = [(job, key) for job, key in self._jobs() if not self._kept(job.name, key)]
        key_by_name = {job.name: key for job, key in due}
        ordered = [job for job, _ in due]
        made = jobs.run_all(ordered, self._desk, open_desk, self._scope, processes)
        for done, (job, page) in enumerate(made, 1):
            self._take(job.name, key_by_name[job.name], page)
            progress(f"site: {job.kind} pages", done, len(due))
        for name, make, parts in itertools.chain(self._moved(), self._lists()):
            key = key_of(name, code_digest(), self._scope.url, parts)
            if not self._kept(name, key):
                self._take(name, key, make())
        manifest = Manifest(self._new)
        gone = sorted(set(self._old.files) - set(manifest.files))
        self._staging.commit(manifest.to_json(), gone)
        matches = sum(entry.summary is not None for entry in self._new.values())
        return Built(self._made, len(self._new) - self._made, len(gone), matches)

    # Pages that are asked of the desk one by one

    def _jobs(self) -> Iterator[tuple[jobs.Job, str]]:
        known = keys.Keys(self._desk, self._ones, self._scope, code_digest())
        for one in self._ones:
            if has_page(one, self._scope):
                yield jobs.Job(match_name(one), "match", (one,)), known.of_match(one)
        for id_, ones in self._by_competition().items():
            yield jobs.Job(f"competition {id_}", "competition", tuple(ones)), known.of_competition(id_, ones)
        for team in self._teams().values():
            yield jobs.Job(f"club {team.id}", "club", team=team), known.of_club(team)

    def _by_competition(self) -> dict[str, list[Listed]]:
        found: dict[str, list[Listed]] = {}
        for one in self._ones:
            found.setdefault(one.fixture.competition.id, []).append(one)
        return found

    def _teams(self) -> dict[str, Team]:
        return {team.id: team for one in self._ones for team in (one.fixture.home, one.fixture.away)}

    def _moved(self) -> Iterator[tuple[str, Callable[[], Made], object]]:
        """Pages of matches that an earlier build had on a day of this site, and that are on none of its days now."""
        here = {match_name(one) for one in self._ones}
        gone = {name.removeprefix("match "): entry.day for name, entry in self._old.pages.items() if name not in here}
        for one in listed_by_id(self._desk.store, list(gone), self._scope.as_of):
            day = gone[one.fixture.id]
            was = dt.date.fromisoformat(day) if day else one.fixture.date
            if self._scope.first <= was <= self._scope.last and was != one.fixture.date:
                self._days_of[match_name(one)] = was
                yield match_name(one), functools.partial(make_moved, one, was, self._scope), (one, was)

    # Pages that list others

    def _lists(self) -> Iterator[tuple[str, Callable[[], Made], object]]:
        ones, scope, days = self._ones, self._scope, self._days()
        summaries = {
            one.fixture.id: summary
            for one in ones
            if (entry := self._new.get(match_name(one))) and (summary := entry.summary)
        }
        told = [(one, summaries.get(one.fixture.id)) for one in ones]
        counts = {on: len(of_day) for on, of_day in sorted(days.items())}
        for on, of_day in days.items():
            parts = [(one, summaries.get(one.fixture.id)) for one in of_day]
            yield (
                f"day {on}",
                functools.partial(make_day, on, of_day, counts, summaries, scope),
                (parts, counts, scope.as_of.local_date),
            )
        everything = (told, counts, scope.today, scope.as_of.local_date)
        today = nearest(scope.today, counts)
        yield "index", functools.partial(make_index, today, days[today], counts, summaries, scope), everything
        of_competition = {group[0].fixture.competition: group for group in self._by_competition().values()}
        yield "competitions", functools.partial(make_competitions, of_competition, scope), everything
        board = self._desk.published()
        graded = (everything, board.to_dict() if board else None)
        yield "scoreboard", functools.partial(make_scoreboard, ones, summaries, board, scope), graded
        yield "method", functools.partial(make_method, scope), None
        yield "feed", lambda: Made({addresses.FEED: make_feed(ones, summaries, scope)}), everything
        url = scope.url
        if url:
            pages = [
                n
                for n in {f for e in self._new.values() for f in e.files}
                if n.endswith(".html") and not n.startswith("card/")
            ]
            yield "sitemap", lambda: Made({addresses.SITEMAP: make_sitemap(pages, url)}), sorted(pages)

    def _days(self) -> dict[dt.date, list[Listed]]:
        days: dict[dt.date, list[Listed]] = {}
        for one in sorted(self._ones, key=order_of_the_day):
            days.setdefault(one.fixture.date, []).append(one)
        return days

    # Old and new

    def _kept(self, name: str, key: str) -> bool:
        """Whether a page is as it would be made; it then is a page of the new site."""
        entry = self._old.pages.get(name)
        if entry is None or entry.key != key or not self._as_left(entry.files):
            return False
        self._new[name] = entry
        return True

    def _as_left(self, files: Mapping[str, str]) -> bool:
        site = self._staging.site
        try:
            return all(digest((site / name).read_bytes()) == kept for name, kept in files.items())
        except OSError:
            return False

    def _take(self, name: str, key: str, page: Made) -> None:
        self._staging.write(page.files)
        self._new[name] = Entry(
            key,
            {path: digest(content) for path, content in page.files.items()},
            page.summary,
            str(self._days_of[name]) if name in self._days_of else None,
        )
        self._made += 1


def match_name(one: Listed) -> str:
    """Name of a match's page in the manifest."""
    return f"match {one.fixture.id}"


def order_of_the_day(one: Listed) -> tuple[object, ...]:
    """By day; of a day international competitions first, high divisions before low ones, then by kick-off."""
    fixture = one.fixture
    competition, at = fixture.competition, fixture.kick_off_at
    tier = competition.tier if competition.tier is not None else 99
    return (
        fixture.date,
        not competition.international,
        tier,
        competition.id,
        at is None,
        at or dt.datetime.min,
        fixture.home.name,
    )


@functools.cache
def code_digest() -> str:
    """Digest of the program: another program may make another page of the same knowledge."""
    found = hashlib.sha256()
    for name, content in sorted(_files(resources.files("pressbox"), "")):
        found.update(name.encode())
        found.update(content)
    return found.hexdigest()[:16]


def _files(folder: Traversable, below: str) -> Iterator[tuple[str, bytes]]:
    for child in folder.iterdir():
        name = f"{below}/{child.name}"
        if child.is_dir():
            if child.name not in ("__pycache__", "sample"):
                yield from _files(child, name)
        elif child.name.endswith((".py", ".sql", ".j2", ".css", ".csv", ".toml", ".ttf")):
            yield name, child.read_bytes()
