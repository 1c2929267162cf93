"""One side's whole past, and the scopes over which something can be said of it.

In: a dossier. Out: the side's matches, newest first, and for every scope (all competitions, its league, at home, in
Europe) the stretch that is wholly on record: what lies before it nobody can vouch for, and no claim reaches beyond it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.answers import chosen
from pressbox.facts.editions import editions, families
from pressbox.facts.record import LONGEST_BREAK, STALE_AFTER, STALE_AFTER_NATIONAL, season_whole
from pressbox.views import Selection, SideMatch, Venue

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Match, Side, Team

GROUNDS: tuple[tuple[str, tuple[Venue, ...]], ...] = (("home", ("home",)), ("away", ("away", "neutral")))
"""Writers count Wembley among the away matches."""

OF_LATE = dt.timedelta(days=400)


@dataclasses.dataclass(frozen=True)
class Held:
    """Matches wholly on record, newest first, also beyond a day with two; and whether from the side's first on."""

    rows: tuple[SideMatch, ...]
    ever: bool


@dataclasses.dataclass(frozen=True)
class Span:
    """A scope with the side's matches in it, as far back as they are wholly on record.

    Attributes
    ----------
    name : str
        As ``scope.competitions`` of a claim has it: ``all``, ``Premier League``.
    said : str
        Scope words without the ground: ``in all competitions``.
    venue : str
        ``any``, ``home``, ``away`` (neutral ground included) or ``neutral``.
    among : Selection
    rows : tuple of SideMatch
        Newest first; every match of the scope since the oldest of them.
    ever : bool
        Whether nothing of the scope is missing before the oldest row either: it is the side's first.
    held : Held
        The same for what does not depend on the order of matches.
    """

    name: str
    said: str
    venue: str
    among: Selection
    rows: tuple[SideMatch, ...]
    ever: bool
    held: Held

    @property
    def within(self) -> str:
        """Scope words with the ground: ``at home in the Premier League``."""
        ground = {"any": "", "home": "at home ", "away": "away "}[self.venue]
        return f"{ground}{self.said}"

    @property
    def since(self) -> dt.date | None:
        """Day of the oldest row."""
        return self.rows[-1].date if self.rows else None


@dataclasses.dataclass(frozen=True)
class History:
    """One side's matches on record, newest first."""

    side: Side
    team: Team
    rows: tuple[SideMatch, ...]
    dossier: Dossier

    @classmethod
    def of_side(cls, dossier: Dossier, side: Side) -> History:
        """The past of the fixture's home or away side."""
        team = dossier.fixture.team(side)
        rows = dossier.histories.get(team.id)
        if rows is None:
            rows = tuple(side_match(match, team) for match in dossier.recent.get(team.id, ()))
        return cls(side, team, rows, dossier)

    @property
    def seen_from(self) -> dt.date:
        """Day of the fixture."""
        return self.dossier.fixture.date

    @functools.cached_property
    def season(self) -> str:
        """The season of the fixture, by the side's own league."""
        league = next((row for row in self.rows if row.kind == "league"), None)
        newest = self.rows[0] if self.rows else None
        return (league or newest).season if league or newest else self.dossier.fixture.season  # type: ignore[union-attr]

    @functools.cached_property
    def stale(self) -> bool:
        """Whether the newest match is too old for anything to be "active"."""
        limit = STALE_AFTER_NATIONAL if self.team.national else STALE_AFTER
        return not self.rows or self.seen_from - self.rows[0].date > limit

    @functools.cached_property
    def spans(self) -> tuple[Span, ...]:
        """Every scope in which the side has matches, the widest first; of a cup where it has any of late.

        The fixture's own competition is one however long ago it was in it.
        """
        own = self.dossier.fixture.competition.id
        return tuple(
            span
            for span in self._spans()
            if span.rows and (own in span.among.competitions or self.seen_from - span.rows[0].date <= OF_LATE)
        )

    def span(self, name: str, venue: str = "any") -> Span | None:
        """A scope by its name, such as ``all`` or ``league``."""
        return next((span for span in self.spans if (span.name, span.venue) == (name, venue)), None)

    def _spans(self) -> Iterator[Span]:
        everything = "in all internationals" if self.team.national else "in all competitions"
        yield from self._by_venue("all", everything, Selection(), self._all_whole)
        if not self.team.national:
            yield from self._leagues()
            for said, competitions in families():
                if {row.competition for row in self.rows} & set(competitions):
                    whole = functools.partial(self._family_whole, competitions=competitions)
                    yield from self._by_venue("Europe", said, Selection(competitions=competitions), whole)
        competition = self.dossier.fixture.competition
        if competition.kind in ("cup", "tournament") and any(row.competition == competition.id for row in self.rows):
            among = Selection(competitions=(competition.id,))
            yield from self._by_venue(competition.name, f"in {words.the(competition.name)}", among, self._cups_whole)

    def _leagues(self) -> Iterator[Span]:
        """The league, whatever division the side was in; as far as it is one division, by that one's name."""
        leagues = tuple(sorted({row.competition for row in self.rows if row.kind == "league"}))
        sound = self._league_whole(chosen(self.rows, Selection(competitions=leagues))) if leagues else ()
        if not sound:
            return
        names = tuple(dict.fromkeys(row.competition_name for row in sound))
        one = len({row.competition for row in sound}) == 1
        said = f"in {words.the(names[0])}" if one else "in the league"
        among = Selection(competitions=(sound[0].competition,) if one else leagues)
        yield from self._by_venue(names[0] if one else ", ".join(names), said, among, self._league_whole)

    def _by_venue(
        self, name: str, said: str, among: Selection, whole: Callable[[Sequence[SideMatch]], tuple[SideMatch, ...]]
    ) -> Iterator[Span]:
        every = chosen(self.rows, among, national=self.team.national)
        held = whole(every)
        sound = one_a_day(held)
        first = len(held) == len(every) and self._first_known(held, among.competitions)
        yield Span(name, said, "any", among, sound, first and len(sound) == len(held), Held(held, first))
        for venue, venues in GROUNDS:
            narrowed = dataclasses.replace(among, venues=venues)
            part = chosen(sound, narrowed, national=self.team.national)
            record = Held(chosen(held, narrowed, national=self.team.national), first)
            yield Span(name, said, venue, narrowed, part, first and len(sound) == len(held), record)

    def _first_known(self, rows: Sequence[SideMatch], competitions: Sequence[str]) -> bool:
        """Whether every edition of some competitions is on record, so that the oldest row is the side's first."""
        return bool(rows) and bool(competitions) and all(self._from_the_first(name) for name in competitions)

    def _from_the_first(self, competition: str) -> bool:
        seasons = self._seasons_of.get(competition, [])
        edition = editions().get(competition)
        return edition is not None and edition.held_from_the_first(seasons, self.dossier.fixture.season)

    def _all_whole(self, rows: Sequence[SideMatch]) -> tuple[SideMatch, ...]:
        """As far back as every season is held with its league and every cup that the side must have entered."""
        if not self._followed:
            return ()
        if self.team.national:
            return self._unbroken(rows)
        seasons = {row.season for row in rows} & self._leagues_held
        whole = {season for season in seasons if self._season_whole(season)}
        return self._unbroken(tuple(takewhile(lambda row: row.season in whole, rows)))

    def _league_whole(self, rows: Sequence[SideMatch]) -> tuple[SideMatch, ...]:
        if not self._followed:
            return ()
        held = self._leagues_held
        return self._unbroken(tuple(takewhile(lambda row: row.season in held, rows)))

    def _cups_whole(self, rows: Sequence[SideMatch]) -> tuple[SideMatch, ...]:
        """As far back as nothing is missing; a club of no league on record may have played in qualifying rounds."""
        abroad = self.team.national or self.dossier.fixture.competition.international
        return tuple(
            takewhile(
                lambda row: (
                    self._complete.get((row.competition, row.season)) is not False
                    and (abroad or row.season in self._leagues_of)
                ),
                rows,
            )
        )

    def _family_whole(self, rows: Sequence[SideMatch], competitions: Sequence[str]) -> tuple[SideMatch, ...]:
        """As far back as every competition of a family is held that there was: the side may have been in any."""
        return tuple(takewhile(lambda row: all(self._held(name, row.season) for name in competitions), rows))

    def _held(self, competition: str, season: str) -> bool:
        edition = editions().get(competition)
        if edition is not None and not edition.was_held(season):
            return True
        return self._complete.get((competition, season), False) is not False

    @functools.cached_property
    def _followed(self) -> bool:
        return self.dossier.followed.get(self.team.id, True)

    @functools.cached_property
    def _complete(self) -> dict[tuple[str, str], bool | None]:
        return {(entry.competition, entry.season): entry.complete for entry in self.dossier.covered}

    @functools.cached_property
    def _seasons_of(self) -> dict[str, list[str]]:
        of: dict[str, list[str]] = {}
        for entry in self.dossier.covered:
            of.setdefault(entry.competition, []).append(entry.season)
        return of

    @functools.cached_property
    def _competitions_of(self) -> dict[str, set[str]]:
        of: dict[str, set[str]] = {}
        for row in self.rows:
            of.setdefault(row.season, set()).add(row.competition)
        return of

    @functools.cached_property
    def _leagues_of(self) -> dict[str, set[str]]:
        of: dict[str, set[str]] = {}
        for row in self.rows:
            if row.kind == "league":
                of.setdefault(row.season, set()).add(row.competition)
        return of

    @functools.cached_property
    def _leagues_held(self) -> frozenset[str]:
        return frozenset(season for season in self._competitions_of if self._league_held(season))

    def _league_held(self, season: str) -> bool:
        """Whether the side's league is whole in a season, or followed so far in the one under way."""
        if season == self.season or not self.dossier.covered:
            return True
        return all(self._complete.get((league, season)) for league in self._leagues_of.get(season, {""}))

    def _season_whole(self, season: str) -> bool:
        played = self._competitions_of.get(season, set())
        league = season in self._leagues_of
        ended = max(self._competitions_of, default="") > season
        return season_whole(self.team, season, played, league, dt.date.max if ended else self.seen_from)

    def _unbroken(self, rows: tuple[SideMatch, ...] | Sequence[SideMatch]) -> tuple[SideMatch, ...]:
        """The newest rows up to the first hole: a season elsewhere, of which nothing is on record."""
        limit = STALE_AFTER_NATIONAL if self.team.national else STALE_AFTER
        before = self.seen_from
        found: list[SideMatch] = []
        for row in rows:
            if before - row.date > (limit if not found or self.team.national else LONGEST_BREAK):
                break
            found.append(row)
            before = row.date
        return tuple(found)


def one_a_day(rows: Sequence[SideMatch]) -> tuple[SideMatch, ...]:
    """The newest rows up to a day with two: one match under two names, or two of which nobody knows the order."""
    twice = {row.date for row, other in pairwise(rows) if row.date == other.date}
    return tuple(takewhile(lambda row: row.date not in twice, rows))


def side_match(match: Match, team: Team) -> SideMatch:
    """A match as one side sees it."""
    fixture, side = match.fixture, match.fixture.side(team.id)
    other = match.opponent(team.id)
    own = fixture.team(side)
    of_90 = None if match.score_90 is None else match.score_90 if side == "home" else match.score_90.reversed
    of_ht = None if match.score_ht is None else match.score_ht if side == "home" else match.score_ht.reversed
    scored, conceded = match.goals(team.id)
    return SideMatch(
        match=fixture.id,
        date=fixture.date,
        season=fixture.season,
        competition=fixture.competition.id,
        competition_name=fixture.competition.name,
        kind=fixture.competition.kind,
        phase=fixture.phase,
        round=fixture.round,
        leg=fixture.leg,
        tie=fixture.tie,
        venue="neutral" if fixture.neutral else side,
        team=team.id,
        team_name=own.name,
        opponent=other.id,
        opponent_name=other.name,
        opponent_country=other.country,
        goals_for=scored,
        goals_against=conceded,
        for_90=of_90.home if of_90 else None,
        against_90=of_90.away if of_90 else None,
        for_ht=of_ht.home if of_ht else None,
        against_ht=of_ht.away if of_ht else None,
        shoot_out=None if match.shoot_out_winner is None else "won" if match.shoot_out_winner == side else "lost",
        extra_time=match.extra_time,
        awarded=match.awarded,
    )
