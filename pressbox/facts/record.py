"""A side's competitive record, and the words that say how far it reaches.

In: a dossier. Out: the matches that form and streaks are counted over. "In all competitions" is written only where
the record holds the league and every cup of the country; elsewhere the league alone is counted, and named: of a cup
that is half on record nobody can say what happened between. Friendlies and super cups of clubs are left out, as
writers do.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import functools
from collections.abc import Collection, Sequence
from importlib import resources
from itertools import takewhile
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.claim import Coverage, Scope
from pressbox.views import NOT_COUNTED

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Match, Side, Team

SIDES: tuple[Side, Side] = ("home", "away")

# A club's summer is shorter than this, and so was the break of spring 2020; a longer gap is a gap in the data.
STALE_AFTER = dt.timedelta(days=120)
STALE_AFTER_NATIONAL = dt.timedelta(days=300)
LONGEST_BREAK = dt.timedelta(days=200)  # between two matches of a club: the summer, or the spring of 2020 in France

FORM_LENGTH = 6
_NAMES_AT_MOST = 3


@dataclasses.dataclass(frozen=True)
class _Cup:
    """A national cup: without a match in it after ``enter_by`` (month, day), a club's record lacks it."""

    competition: str
    last_season: str | None
    enter_by: tuple[int, int]

    def missing_from(self, season: str, until: dt.date, played: frozenset[str]) -> bool:
        """Whether a record of a season up to a day ought to hold this cup and does not."""
        if self.competition in played or (self.last_season is not None and season > self.last_season):
            return False
        return until >= dt.date(int(season[:4]), *self.enter_by)


@functools.cache
def _national_cups() -> dict[str, tuple[_Cup, ...]]:
    text = resources.files("pressbox.facts").joinpath("cups.csv").read_text(encoding="utf-8")
    cups: dict[str, tuple[_Cup, ...]] = {}
    for row in csv.DictReader(text.splitlines()):
        month, day = map(int, row["enter_by"].split("-"))
        cup = _Cup(row["competition"], row["last_season"] or None, (month, day))
        cups[row["country"]] = (*cups.get(row["country"], ()), cup)
    return cups


@dataclasses.dataclass(frozen=True)
class Record:
    """One side's competitive matches on record, newest first."""

    side: Side
    team: Team
    matches: tuple[Match, ...]
    seen_from: dt.date
    note: str | None
    league_followed: bool = True  # its league is on record up to the moment

    @classmethod
    def of_side(cls, dossier: Dossier, side: Side) -> Record:
        """The record of the fixture's home or away side."""
        team = dossier.fixture.team(side)
        known = tuple(match for match in dossier.recent.get(team.id, ()) if _counts(match, team))
        followed = dossier.followed.get(team.id, True)
        return cls(side, team, known, dossier.fixture.date, dossier.coverage.get(team.id), followed)

    @property
    def stale(self) -> bool:
        """Whether the newest match is too old for anything to be "active"."""
        return not self.matches or self.seen_from - self.matches[0].fixture.date > self._limit

    @property
    def _limit(self) -> dt.timedelta:
        return STALE_AFTER_NATIONAL if self.team.national else STALE_AFTER

    @property
    def coverage(self) -> Coverage:
        """What the record spans."""
        return Coverage.of_matches(self.matches, self.note)

    @functools.cached_property
    def counted(self) -> tuple[Match, ...]:
        """The matches that a run or a count may go over: all where all are held, else those of the league."""
        if not self.league_followed and any(match.fixture.competition.kind == "league" for match in self.matches):
            return ()  # league matches since the newest on record are missing
        whole = tuple(takewhile(lambda match: match.fixture.season in self._whole_seasons, self._countable))
        if len(whole) >= FORM_LENGTH or whole == self._countable:
            return self.unbroken(whole)
        league = tuple(match for match in self.matches if match.fixture.competition.kind == "league")
        return self.unbroken(league or self._countable)

    @functools.cached_property
    def _countable(self) -> tuple[Match, ...]:
        """The matches without those of cups that writers leave out of counts."""
        return tuple(match for match in self.matches if match.fixture.competition.id not in NOT_COUNTED)

    def unbroken(self, matches: Sequence[Match]) -> tuple[Match, ...]:
        """The newest matches up to the first hole: a season elsewhere, of which nothing is on record."""
        days = [self.seen_from, *(match.fixture.date for match in matches)]
        holes = [self._limit, *([LONGEST_BREAK if not self.team.national else self._limit] * len(matches))]
        pairs = zip(matches, days[:-1], days[1:], holes, strict=False)
        return tuple(match for match, *_ in takewhile(lambda item: item[1] - item[2] <= item[3], pairs))

    @property
    def followed(self) -> bool:
        """Whether the side's league is on record around its newest match, so that the one before it is known too."""
        if self.team.national or not self.matches:
            return self.team.national
        newest = self.matches[0].fixture.date
        return self.league_followed and any(
            match.fixture.competition.kind == "league" and newest - match.fixture.date <= STALE_AFTER
            for match in self.matches
        )

    def sound(self, window: Sequence[Match]) -> bool:
        """Whether a window can be counted over: a side that played twice in a day is one match under two names."""
        return len({match.fixture.date for match in window}) == len(window)

    def within(self, counted: Sequence[Match]) -> str:
        """Scope words for a window of the record: "in all competitions", "in Serie A", "in ... and ..."."""
        if self._holds_all(counted):
            return "in all internationals" if self.team.national else "in all competitions"
        names = _names(counted)
        if len(names) > _NAMES_AT_MOST:
            return f"in {words.number(len(names))} competitions"
        return f"in {words.listed([words.the(name) for name in names])}"

    def scope(self, counted: Sequence[Match]) -> Scope:
        """Scope of a window of the record."""
        days = [match.fixture.date for match in counted]
        competitions = "all" if self._holds_all(counted) else ", ".join(_names(counted))
        return Scope(competitions, "any", min(days), max(days))

    def _holds_all(self, counted: Sequence[Match]) -> bool:
        seasons = {match.fixture.season for match in counted}
        return seasons <= self._whole_seasons and self.counted == self._countable[: len(self.counted)]

    @functools.cached_property
    def _whole_seasons(self) -> frozenset[str]:
        """Seasons of which every competitive match of the side ought to be on record."""
        return frozenset(filter(self._season_whole, {match.fixture.season for match in self.matches}))

    def _season_whole(self, season: str) -> bool:
        if self.team.national:
            return any(match.fixture.competition.kind == "friendly" for match in self.matches)
        of_season = [match.fixture for match in self.matches if match.fixture.season == season]
        played = {fixture.competition.id for fixture in of_season}
        league = any(fixture.competition.kind == "league" for fixture in of_season)
        ended = any(match.fixture.season > season for match in self.matches)
        return season_whole(self.team, season, played, league, dt.date.max if ended else self.seen_from)


def season_whole(team: Team, season: str, played: Collection[str], league: bool, until: dt.date) -> bool:
    """Whether a club's season up to a day holds its league and every national cup that it must have entered."""
    cups = _national_cups().get(team.country or "")
    return bool(cups) and league and not any(cup.missing_from(season, until, frozenset(played)) for cup in cups or ())


def _counts(match: Match, team: Team) -> bool:
    return team.national or match.fixture.competition.kind not in ("friendly", "super-cup")


def _names(counted: Sequence[Match]) -> list[str]:
    """Names of the competitions, the most frequent first."""
    names = [match.fixture.competition.name for match in counted]
    return sorted(dict.fromkeys(names), key=lambda name: -names.count(name))
