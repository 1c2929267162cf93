"""The key of each page that is asked of the desk: what was known of its subject at the moment of the page."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from pressbox.domain import AsOf, Team
from pressbox.forecast.club_ratings import ClubRating
from pressbox.publish.site.club_page import rating_document
from pressbox.publish.site.manifest import key_of
from pressbox.publish.site.newsroom import Newsroom
from pressbox.publish.site.scope import Scope
from pressbox.store import knowledge
from pressbox.store.calendar import Listed


class Keys:
    """Keys of the pages of a site.

    A preview may use everything known before its match day, so its key has all of that, its own result,
    the prices beside it and the editions that it is compared with. The page
    of a league rests on its matches and its clubs' ratings, that of a cup, whose sides come from everywhere, on
    everything; a club's page on what is known of the club, the rating that it shows,
    and all reports, from which returns are estimated.
    """

    def __init__(self, desk: Newsroom, ones: Sequence[Listed], scope: Scope, code: str) -> None:
        self._desk = desk
        self._ones = ones
        self._scope = scope
        self._code = code

    def of_match(self, one: Listed) -> str:
        """Key of a match's page."""
        moment, early = self._moment(one)
        price = self._prices.get(one.fixture.id)
        editions = self._editions.get(one.fixture.id)
        return self._key(
            "match", self._desk.house_style, moment.local_date, early, self._known_at(moment), one, price, editions
        )

    def of_competition(self, id_: str, ones: Sequence[Listed]) -> str:
        """Key of a competition's page."""
        league = ones[0].fixture.competition.kind == "league"
        known = (self._competitions.get(id_), self._strengths(id_)) if league else self._known_at(self._scope.as_of)
        return self._key("competition", self._scope.as_of.local_date, known, sorted(self._scope.clubs or ()), ones)

    def of_club(self, team: Team) -> str:
        """Key of a club's page."""
        rating = rating_document(self._ratings.get(team.id))
        days = (self._scope.as_of.local_date, self._scope.first, self._scope.last, self._scope.competitions)
        return self._key("club", days, team, self._teams.get(team.id), self._reports, rating)

    def _key(self, *parts: object) -> str:
        return key_of(self._code, self._scope.url, *parts)

    def _moment(self, one: Listed) -> tuple[AsOf, bool]:
        """What a preview may know, and whether that is less than at the start of the match day."""
        start = self._desk.store.default_as_of(one.fixture)
        early = start.utc > self._scope.as_of.utc
        return (self._scope.as_of if early else start), early

    def _known_at(self, moment: AsOf) -> str:
        return self._everything[knowledge.moment_key(moment)]

    @functools.cached_property
    def _everything(self) -> Mapping[knowledge.Moment, str]:
        moments = [self._moment(one)[0] for one in self._ones]
        return knowledge.of_everything(self._desk.store, [*moments, self._scope.as_of])

    @functools.cached_property
    def _competitions(self) -> Mapping[str, str]:
        return knowledge.by_competition(self._desk.store, self._scope.as_of)

    @functools.cached_property
    def _editions(self) -> Mapping[str, tuple[str, ...]]:
        return self._desk.edition_hashes()

    @functools.cached_property
    def _prices(self) -> Mapping[str, str]:
        return knowledge.of_prices(self._desk.store, [one.fixture.id for one in self._ones])

    @functools.cached_property
    def _teams(self) -> Mapping[str, str]:
        return knowledge.by_team(self._desk.store, sorted(self._scope.clubs or ()), self._scope.as_of)

    @functools.cached_property
    def _reports(self) -> str:
        return knowledge.of_reports(self._desk.store, self._scope.as_of)

    @functools.cached_property
    def _ratings(self) -> Mapping[str, ClubRating]:
        return self._desk.ratings(self._scope.as_of)

    def _strengths(self, league: str) -> list[tuple[str, ClubRating]]:
        return sorted(item for item in self._ratings.items() if item[1].league == league)
