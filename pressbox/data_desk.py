"""What a data page shows beside a forecast, asked of the store and the ratings and kept for the next fixture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from pressbox.errors import PressboxError, StoreError
from pressbox.forecast.cup_round import ProjectedRound
from pressbox.forecast.forecast import MODELS
from pressbox.forecast.model import day_number
from pressbox.forecast.prices import priced_of
from pressbox.forecast.rater import CERTAINLY_OVER
from pressbox.forecast.ratings import Rated
from pressbox.forecast.season_walk import DAYS_BACK, Expected, SeasonWalk, expected_on
from pressbox.preview.data_page import DataPage, cup_outlook, league_outlook
from pressbox.store.past_seasons import SeasonRange

if TYPE_CHECKING:
    from pressbox.domain import AsOf, Fixture
    from pressbox.forecast.document import Forecast
    from pressbox.forecast.model import Model
    from pressbox.forecast.rater import RatingsAsOf
    from pressbox.forecast.season import ProjectedSeason
    from pressbox.forecast.season_walk import Record
    from pressbox.preview.data_page import Outlook
    from pressbox.store.database import Store

SEASONS = 5_000
"""Seasons simulated for a preview: a chance is within one point or so in a hundred."""


class DataDesk:
    """Makes data pages.

    Parameters
    ----------
    store : Store
    ratings : RatingsAsOf
    fitted : callable
        A model as of a moment for two sides, by name: ``Desk``'s own.
    project : callable
        Projects a competition around a day as of a moment, in so many seasons.
    """

    def __init__(
        self,
        store: Store,
        ratings: RatingsAsOf,
        fitted: Callable[..., Model],
        project: Callable[[str, dt.date, AsOf, int], ProjectedSeason | ProjectedRound],
    ) -> None:
        self._store = store
        self._ratings = ratings
        self._fitted = fitted
        self._project = project
        self._walked: tuple[str, dt.date, SeasonWalk] | None = None
        self._records: dict[tuple[str, str, str, dt.date], Record | None] = {}
        self._projected: dict[tuple[str, dt.date, AsOf], ProjectedSeason | ProjectedRound | None] = {}

    def page(self, fixture: Fixture, forecast: Forecast) -> DataPage:
        """What stands beside a forecast of a fixture; a part that nothing supports is None."""
        as_of = forecast.as_of
        prices = priced_of(self._store.quotes(fixture, as_of))
        outlook = self._outlook(fixture, as_of)
        if not issubclass(MODELS[forecast.model.name], Rated):
            return DataPage(prices, (), outlook)
        model = self._fitted(as_of, (fixture.home, fixture.away), forecast.model.name)
        assert isinstance(model, Rated)
        walk = self._walk(model, as_of)
        course, record = _course(walk, model, fixture, as_of), self._record(fixture, as_of, model, walk)
        return DataPage(prices, course, outlook, record)

    def _walk(self, model: Rated, as_of: AsOf) -> SeasonWalk:
        """The year before a moment, up to the day by which every match was over."""
        end = as_of.local_date - dt.timedelta(days=CERTAINLY_OVER)
        if self._walked is None or self._walked[:2] != (model.name, end):
            day, start = self._ratings.before(model.kind, end - dt.timedelta(days=DAYS_BACK))
            walk = SeasonWalk.of(start.copy(), self._store.evidence(as_of, day), end)
            self._walked = model.name, end, walk
        return self._walked[2]

    def _record(self, fixture: Fixture, as_of: AsOf, model: Rated, walk: SeasonWalk) -> Record | None:
        """How the forecasts of the competition's season did so far."""
        season = fixture.season
        key = model.name, fixture.competition.id, season, as_of.local_date
        if key not in self._records:
            try:
                past = self._store.past_matches([fixture.competition.id], SeasonRange(season, season))
                self._records[key] = walk.record(model, past, fixture.competition.name)
            except StoreError:  # no match of the season with a score
                self._records[key] = None
        return self._records[key]

    def _outlook(self, fixture: Fixture, as_of: AsOf) -> Outlook | None:
        """What the season holds for both sides in the competition; None where that cannot be said."""
        key = fixture.competition.id, fixture.date, as_of
        if key not in self._projected:
            try:
                self._projected[key] = self._project(*key, SEASONS)
            except PressboxError:  # no season around the day, not all of its results, or nothing to forecast from
                self._projected[key] = None
        projected = self._projected[key]
        if projected is None:
            return None
        if isinstance(projected, ProjectedRound):
            return cup_outlook(fixture, projected)
        return league_outlook(fixture, projected)


def _course(walk: SeasonWalk, model: Rated, fixture: Fixture, as_of: AsOf) -> tuple[Expected, ...]:
    """The ratings' course up to the moment."""
    today = expected_on(day_number(as_of.local_date), model.ratings_, model, fixture)
    before = tuple(point for point in walk.course(model, fixture) if today and point.day < today.day)
    return (*before, today) if today and before else ()
