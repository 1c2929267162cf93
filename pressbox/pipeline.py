"""The whole run on one page: sources, store, forecast, facts, squads, preview, publish.

``Desk`` is what a program works with; the command line, the site and a notebook all ask it the same questions.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pressbox.config import Config
from pressbox.domain import AsOf, Dossier, Fixture, Table
from pressbox.store.database import SAMPLE, Store

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.forecast.cup_round import ProjectedRound
    from pressbox.forecast.document import Forecast
    from pressbox.forecast.season import ProjectedSeason
    from pressbox.preview.document import Preview
    from pressbox.sources.pull import PullReport, Step
    from pressbox.store.ingest import IngestReport


class Desk:
    """A store and everything that can be made from it.

    Parameters
    ----------
    store : Store
        What is known.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Desk on {self.store.origin}>"

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    @property
    def on_sample(self) -> bool:
        """Whether the data home is empty, so that the embedded sample answers."""
        return self.store.origin == SAMPLE

    def fixture(self, home: str, away: str, on: dt.date | str) -> Fixture:
        """The fixture of two sides on a day.

        Raises
        ------
        UnknownTeam
            If a name is nobody's, with the nearest names.
        NoFixture
            If the two do not meet that day.
        """
        return self.store.fixture(home, away, _day(on))

    def fixtures(self, on: dt.date | str, competition: str | None = None) -> list[Fixture]:
        """Fixtures of a day, of one competition or of all."""
        chosen = self.store.competition(competition) if competition else None
        return self.store.fixtures(_day(on), chosen)

    def table(self, competition: str, on: dt.date | str) -> Table | None:
        """League table before the matches of a day."""
        return self.store.table(self.store.competition(competition), _day(on))

    def as_of(self, fixture: Fixture, moment: dt.datetime | str | None = None) -> AsOf:
        """A moment, in the venue's time where it has no offset; by default the start of the match day there."""
        default = self.store.default_as_of(fixture)
        if moment is None:
            return default
        given = dt.datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        return AsOf(given if given.tzinfo else given.replace(tzinfo=default.moment.tzinfo))

    def dossier(self, fixture: Fixture, as_of: AsOf | None = None) -> Dossier:
        """All that is known of a fixture at a moment."""
        return self.store.dossier(fixture, as_of or self.as_of(fixture))

    def forecast(self, fixture: Fixture, as_of: AsOf | None = None, model: str | None = None) -> Forecast:
        """Results, scorelines, totals, and who goes through.

        Raises
        ------
        ForecastError
            If nothing supports a forecast.
        """
        from pressbox.forecast.forecast import DEFAULT_MODEL, forecast_with, make_model

        moment = as_of or self.as_of(fixture)
        chosen = make_model(model or DEFAULT_MODEL)
        since = moment.local_date - dt.timedelta(days=chosen.window_days(fixture.home.national))
        history = self.store.history(moment, since, (fixture.home.id, fixture.away.id))
        return forecast_with(chosen.fit(history, moment), fixture, moment, self.store.tie(fixture, moment))

    def project(
        self,
        competition: str,
        on: dt.date | str,
        as_of: AsOf | None = None,
        n: int = 20_000,
        seed: int = 0,
        model: str | None = None,
    ) -> ProjectedSeason | ProjectedRound:
        """The rest of a league season, simulated from what was known before a day; of a cup, the ties of its round.

        Raises
        ------
        NoFixture
            If there is no league season around the day, and no cup tie whose sides were known.
        StoreError
            If results of it are missing, or its fixture list is not whole.
        ForecastError
            If nothing supports a forecast.
        """
        from pressbox.errors import NoFixture
        from pressbox.forecast.cup_round import ProjectedRound
        from pressbox.forecast.forecast import DEFAULT_MODEL, make_model
        from pressbox.forecast.season import project_season

        day, league = _day(on), self.store.competition(competition)
        moment = as_of or AsOf(dt.datetime.combine(day, dt.time(), dt.UTC))
        season = self.store.season(league, day, moment)
        if season is None:
            forecasts = tuple(self.forecast(tie, moment, model) for tie in self.store.open_ties(league, day, moment))
            if not forecasts:
                raise NoFixture(
                    f"{competition} has no league season around {day}, and no tie that was drawn and not over;"
                    " `pressbox status` says what is covered."
                )
            return ProjectedRound(forecasts)
        chosen = make_model(model or DEFAULT_MODEL)
        since = moment.local_date - dt.timedelta(days=chosen.window_days(national=False))
        history = self.store.history(moment, since, [row.team.id for row in season.table.rows])
        return project_season(season, chosen.fit(history, moment), n, seed)

    def facts(self, fixture: Fixture, as_of: AsOf | None = None) -> tuple[Claim, ...]:
        """Claims about a fixture, the most newsworthy first."""
        from pressbox.facts import mine

        return mine(self.dossier(fixture, as_of))

    def preview(self, fixture: Fixture, as_of: AsOf | None = None) -> Preview:
        """The whole preview; where no forecast can be made it says so."""
        from pressbox.errors import ForecastError
        from pressbox.facts import mine
        from pressbox.preview.compose import compose

        moment = as_of or self.as_of(fixture)
        dossier = self.dossier(fixture, moment)
        try:
            forecast: dict[str, Any] | None = self.forecast(fixture, moment).to_dict()
        except ForecastError:
            forecast = None
        return compose(dossier, mine(dossier), forecast, data_version=digest(dossier), made_at=moment.moment)


def digest(dossier: Dossier) -> str:
    """Version of the data that a preview rests on: what was known at its moment, and nothing that came later."""
    return hashlib.sha256(repr(dossier).encode()).hexdigest()[:16]


def open_desk(home: str | os.PathLike[str] | None = None) -> Desk:
    """Open the store of a data home; the embedded sample where the home is empty.

    Raises
    ------
    StoreError
        If the store was written by another version or cannot be read.
    """
    return Desk(Store.open(Config.resolve(home).home))


def ingest(config: Config, folder: Path, progress: Callable[[str, int, int], None]) -> IngestReport:
    """Read a data folder into the store of the home."""
    from pressbox.sources.registry import SOURCES
    from pressbox.store.ingest import ingest as ingest_folder

    return ingest_folder(config.home, folder, SOURCES, progress)


def pull(config: Config, names: Sequence[str], seasons: Sequence[str], progress: Callable[[Step], None]) -> PullReport:
    """Fetch live files into the home, of some sources or of all; ``ingest`` of ``config.live`` then reads them.

    Raises
    ------
    ValueError
        If a name is no source's.
    """
    from pressbox.sources.http import Fetcher
    from pressbox.sources.pull import pull as pull_files
    from pressbox.sources.registry import SOURCES

    known = {source.name: source for source in SOURCES}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is not a source; known are {', '.join(known)}")
    chosen = [known[name] for name in names] or list(SOURCES)
    with Fetcher() as fetcher:
        return pull_files(config.live, chosen, seasons, fetcher, progress)


def _day(on: dt.date | str) -> dt.date:
    return dt.date.fromisoformat(on) if isinstance(on, str) else on
