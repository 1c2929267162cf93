"""The whole run on one page: sources, store, forecast, facts, squads, preview, publish.

``Desk`` is what a program works with; the command line, the site and a notebook all ask it the same questions.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from pressbox.config import Config
from pressbox.domain import AsOf, Dossier, Fixture, Match, Side, Table, Team
from pressbox.store.database import SAMPLE, Store

if TYPE_CHECKING:
    from pressbox.data_desk import DataDesk
    from pressbox.facts.claim import Claim
    from pressbox.facts.proved import Proved
    from pressbox.forecast.backtest import Backtest
    from pressbox.forecast.causes import Said, Told
    from pressbox.forecast.club_ratings import ClubRating
    from pressbox.forecast.cup_round import ProjectedRound
    from pressbox.forecast.document import Forecast
    from pressbox.forecast.evidence import Kind
    from pressbox.forecast.model import Model
    from pressbox.forecast.rater import RatingsAsOf
    from pressbox.forecast.rating_path import News
    from pressbox.forecast.season import ProjectedSeason
    from pressbox.preview.document import Preview
    from pressbox.preview.house_style import HouseStyle
    from pressbox.publish.archive import Archive
    from pressbox.publish.edition import Edition, Entry
    from pressbox.publish.grade import EditionGrade
    from pressbox.publish.publishing import Publication
    from pressbox.publish.scoreboard import Scoreboard
    from pressbox.publish.site.build import Built
    from pressbox.publish.site.server import Server
    from pressbox.publish.verify import Verification
    from pressbox.sources.pull import PullReport, Step
    from pressbox.sources.rows import AvailabilityRow
    from pressbox.squads.document import PossibleLineup
    from pressbox.squads.team_news import TeamNews
    from pressbox.store.ingest import IngestReport
    from pressbox.store.past_seasons import SeasonRange
    from pressbox.views import NewsRecord


_RECENT_FORM = 40
"""Matches of each side for which it is asked how likely their results were."""


_LISTS_BACK = 6
"""Years in which a club's last list is looked for, to know a player by."""


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Desk:
    """A store and everything that can be made from it.

    Parameters
    ----------
    store : Store
        What is known.
    tell : callable, optional
        Called with one line about what takes long.
    home : Path, optional
        The data home, where editions are kept; without one there are none.
    """

    def __init__(self, store: Store, tell: Callable[[str], None] = lambda _: None, home: Path | None = None) -> None:
        self.store = store
        self._tell = tell
        self._home = home
        self._news: tuple[tuple[str, AsOf, AsOf], News] | None = None

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
        """All that is known of a fixture at a moment, and what sides of such strength would be expected to do."""
        moment = as_of or self.as_of(fixture)
        dossier = self.store.dossier(fixture, moment)
        return dataclasses.replace(dossier, expected=self._expected(dossier))

    def _expected(self, dossier: Dossier) -> dict[str, tuple[float, float]]:
        """Goals that the sides of past matches, as strong as they are now, would be expected to score."""
        from pressbox.errors import ForecastError
        from pressbox.forecast.model import day_number

        fixture, as_of = dossier.fixture, dossier.as_of
        try:
            fitted = self._fitted(as_of, (fixture.home, fixture.away), None)
        except ForecastError:
            return {}
        day = day_number(as_of.local_date)
        rows = [row for history in dossier.histories.values() for row in history[:_RECENT_FORM]]
        rates = [fitted.predict(*row.pairing, row.venue == "neutral", row.competition, day) for row in rows]
        return {row.match: (rate.home, rate.away) for row, rate in zip(rows, rates, strict=True)}

    def forecast(
        self, fixture: Fixture, as_of: AsOf | None = None, model: str | None = None, since: AsOf | None = None
    ) -> Forecast:
        """Results, scorelines, totals, who goes through, and what has moved since an earlier moment.

        Raises
        ------
        ForecastError
            If nothing supports a forecast, or ``since`` is no earlier moment.
        """
        moment = as_of or self.as_of(fixture)
        if since is not None:
            return self._moved(fixture, since, moment, model)
        return self._forecast(fixture, moment, model)[0]

    def _forecast(
        self, fixture: Fixture, as_of: AsOf, model: str | None, news: Mapping[str, NewsRecord] | None = None
    ) -> tuple[Forecast, Model]:
        """The forecast and the model that made it; ``news`` of the sides by team id, where it is at hand."""
        from pressbox.forecast.forecast import forecast_with

        fitted = self._fitted(as_of, (fixture.home, fixture.away), model, fixture)
        plain = forecast_with(fitted, fixture, as_of, self.store.tie(fixture, as_of))
        return self._less_the_absent(plain, news), fitted

    def _less_the_absent(self, forecast: Forecast, news: Mapping[str, NewsRecord] | None) -> Forecast:
        """The forecast once it is counted which regular starters are out; as it is where that is not known."""
        from pressbox.forecast.absences import MODEL, Absence, moved_by
        from pressbox.squads.absences import missing_starters

        fixture = forecast.fixture
        if forecast.model.name != MODEL or forecast.tie is not None or fixture.home.national:
            return forecast
        if not self.store.reported_teams().issuperset((fixture.home.id, fixture.away.id)):
            return forecast
        sides: tuple[tuple[Side, Team], ...] = (("home", fixture.home), ("away", fixture.away))
        teams = [team for _, team in sides]
        records = news or self.store.news_records(teams, fixture.date, forecast.as_of, fixture)
        absences: list[Absence] = []
        for side, team in sides:
            missing = missing_starters(records[team.id], fixture.competition.id)
            if missing is None:
                return forecast
            absences += [Absence(side, one.player, one.reason, one.share) for one in missing]
        return dataclasses.replace(forecast, rates=moved_by(forecast.rates, absences), absences=tuple(absences))

    def _moved(
        self,
        fixture: Fixture,
        since: AsOf,
        as_of: AsOf,
        model: str | None,
        said: Said | None = None,
        news: Mapping[str, NewsRecord] | None = None,
    ) -> Forecast:
        """The forecast, with what became known since an earlier one, or what was said then, and what each changed."""
        from pressbox.errors import ForecastError
        from pressbox.forecast.causes import moved, told_with_absences
        from pressbox.forecast.forecast import MODELS
        from pressbox.forecast.ratings import Rated

        if since.utc > as_of.utc:
            raise ForecastError(f"{since} is after {as_of}: movement is told from an earlier moment to a later one.")
        before = self.forecast(fixture, since, model)
        made = MODELS[before.model.name]
        # Asked for before the ratings at hand go on to the later moment.
        learnt = self._news_of(made.kind, since, as_of) if issubclass(made, Rated) else None
        after, fitted = self._forecast(fixture, as_of, model, news)
        told = self._told(after, fitted, learnt, self.store.played(fixture.home.id, fixture.away.id, since, as_of))
        told = told_with_absences(told, before, after)
        return dataclasses.replace(after, movement=moved(before, after, told, said))

    def _news_of(self, kind: Kind, since: AsOf, as_of: AsOf) -> News:
        """What became known between two moments; kept for the next fixture."""
        key = (kind, since, as_of)
        if self._news is None or self._news[0] != key:
            self._news = key, self._ratings.news(kind, since, as_of)
        return self._news[1]

    def _told(self, after: Forecast, fitted: Model, news: News | None, played: Sequence[Match]) -> Told:
        """What became known before a forecast, one thing after the other, as a model of its kind takes it."""
        from pressbox.forecast.causes import told_by_fits, told_by_prices, told_by_ratings
        from pressbox.forecast.forecast import make_model, needs_quotes
        from pressbox.forecast.ratings import Rated

        fixture, as_of, in_tie = after.fixture, after.as_of, after.tie is not None
        if isinstance(fitted, Rated) and news is not None:
            return told_by_ratings(fitted, fixture, in_tie, news, played)
        if needs_quotes(fitted.name):
            return told_by_prices(fitted, fixture, in_tie)
        first = as_of.local_date - dt.timedelta(days=fitted.window_days(fixture.home.national))
        history = self.store.history(as_of, first, (fixture.home.id, fixture.away.id))
        name = fitted.name
        return told_by_fits(
            fitted, lambda matches: make_model(name).fit(matches, as_of), fixture, in_tie, history, played
        )

    def _fitted(self, as_of: AsOf, teams: Sequence[Team], name: str | None, fixture: Fixture | None = None) -> Model:
        """A model that has learnt what was known at a moment, ready to forecast some teams, or a fixture of theirs."""
        from pressbox.forecast.forecast import DEFAULT_MODEL, make_model, needs_quotes
        from pressbox.forecast.ratings import Rated

        wanted = name or DEFAULT_MODEL
        model = make_model(wanted, self.store.quotes(fixture, as_of) if fixture and needs_quotes(wanted) else None)
        if isinstance(model, Rated):
            return model.adopt(self._ratings.of(model.kind, as_of), as_of)
        since = as_of.local_date - dt.timedelta(days=model.window_days(teams[0].national))
        return model.fit(self.store.history(as_of, since, [team.id for team in teams]), as_of)

    @functools.cached_property
    def _data_desk(self) -> DataDesk:
        from pressbox.data_desk import DataDesk

        return DataDesk(self.store, self._ratings, self._fitted, self.project)

    @functools.cached_property
    def _ratings(self) -> RatingsAsOf:
        from pressbox.forecast.rater import RatingsAsOf
        from pressbox.forecast.sample_start import SAMPLE_START

        return RatingsAsOf(self.store, self._tell, SAMPLE_START if self.on_sample else None)

    def project(
        self,
        competition: str,
        on: dt.date | str,
        as_of: AsOf | None = None,
        n: int = 20_000,
        seed: int = 0,
        model: str | None = None,
    ) -> ProjectedSeason | ProjectedRound:
        """The rest of a league season, simulated from what was known before a day; of a cup, the round that is on.

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
        from pressbox.forecast.season import project_season

        day, league = _day(on), self.store.competition(competition)
        moment = as_of or AsOf(dt.datetime.combine(day, dt.time(), dt.UTC))
        season = self.store.season(league, day, moment)
        if season is None:
            ties = self.store.open_ties(league, day, moment)
            if not ties:
                raise NoFixture(
                    f"{competition} has no league season around {day}, and no tie that was drawn and not over;"
                    " `pressbox status` says what is covered."
                )
            return self._project_cup(ties, moment, model)
        fitted = self._fitted(moment, [row.team for row in season.table.rows], model)
        return project_season(season, fitted, n, seed)

    def _project_cup(self, ties: Sequence[Fixture], as_of: AsOf, model: str | None) -> ProjectedRound:
        """The round of a cup that is on; where the whole bracket was known, the later rounds too."""
        from pressbox.forecast.cup_round import ProjectedRound, project_bracket
        from pressbox.store.brackets import Undrawn

        forecasts = tuple(self.forecast(tie, as_of, model) for tie in ties)
        bracket = self.store.bracket(ties, as_of)
        if isinstance(bracket, Undrawn):
            return ProjectedRound(forecasts, notes=(bracket.reason,))
        sides = [side for tie in bracket.ties for side in tie.sides]
        return project_bracket(forecasts, bracket, self._fitted(as_of, sides, model))

    def ratings(self, as_of: AsOf) -> dict[str, ClubRating]:
        """How strong every team that has played in the last year was at a moment, by team id."""
        from pressbox.forecast.club_ratings import club_ratings
        from pressbox.forecast.forecast import DEFAULT_MODEL, MODELS
        from pressbox.forecast.ratings import Rated

        made = MODELS[DEFAULT_MODEL]
        if not issubclass(made, Rated):
            return {}
        ratings = self._ratings.of(made.kind, as_of)
        return club_ratings(ratings.clubs) | club_ratings(ratings.nations)

    def backtest(
        self,
        competitions: Sequence[str] = (),
        seasons: SeasonRange | str | None = None,
        model: str | None = None,
        progress: Callable[[str, int, int], None] = lambda *_: None,
    ) -> Backtest:
        """How a model would have done: every match of some seasons forecast from what was known that morning.

        Parameters
        ----------
        competitions : sequence of str
            As people name them; without any, the big five leagues, or all where the store has none of these.
        seasons : str, optional
            ``2021-22:2023-24``, or one alone; without it the last three of each competition.
        model : str, optional
            Another than the default one.
        progress : callable, optional
            Told what is being done, how much of it is done and of how much, where that takes long.

        Raises
        ------
        StoreError
            If the store has no such competition, season or match.
        ForecastError
            If there is no such model, or it can forecast none of the matches.
        ValueError
            If ``seasons`` are none.
        """
        from pressbox.forecast.backtest import backtest
        from pressbox.forecast.forecast import DEFAULT_MODEL, make_model
        from pressbox.forecast.rater import announce_compilation
        from pressbox.forecast.ratings import Rated
        from pressbox.store.past_seasons import SeasonRange

        made = make_model(model or DEFAULT_MODEL)
        wanted = SeasonRange.parse(seasons) if isinstance(seasons, str) else seasons
        past = self.store.past_matches([self.store.competition(name) for name in competitions], wanted)
        announce_compilation(self._tell)
        starts = self._ratings.starts(made.kind, past.first_day, past.last_day) if isinstance(made, Rated) else []
        return backtest(made, past, self.store, starts, progress)

    def lineup(
        self, club: str | Team, on: dt.date | str, as_of: AsOf | dt.datetime | str | None = None
    ) -> PossibleLineup:
        """The possible eleven of a club for its match on a day, or as if it played that day.

        Raises
        ------
        UnknownTeam
            If the name is nobody's, with the nearest names.
        ValueError
            If ``as_of`` is no moment.
        """
        from pressbox.squads.club_lineup import club_lineup
        from pressbox.squads.team_news import team_news_of

        record = self._news_record(club, on, as_of)
        return club_lineup(record, team_news_of(record))

    def news(self, club: str | Team, on: dt.date | str, as_of: AsOf | dt.datetime | str | None = None) -> TeamNews:
        """Who of a club is out, suspended, doubtful or back before its match on a day, or before its next one.

        Raises
        ------
        UnknownTeam
            If the name is nobody's, with the nearest names.
        ValueError
            If ``as_of`` is no moment.
        """
        from pressbox.squads.team_news import team_news_of

        return team_news_of(self._news_record(club, on, as_of))

    def _news_record(self, club: str | Team, on: dt.date | str, as_of: AsOf | dt.datetime | str | None) -> NewsRecord:
        """What line-up and team news of a club rest on, before its match on a day or its next one."""
        day = _day(on)
        team = club if isinstance(club, Team) else self.store.team(club, day)
        fixture = next((one for one in self.store.fixtures(day) if team.id in (one.home.id, one.away.id)), None)
        return self.store.news_records([team], day, self._moment(day, fixture, as_of), fixture)[team.id]

    def report(
        self,
        club: str,
        player: str,
        status: str,
        *,
        reason: str | None = None,
        since: dt.date | None = None,
        until: str | None = None,
        source: str | None = None,
        seen_at: dt.datetime | None = None,
        chance: float | None = None,
    ) -> AvailabilityRow:
        """A report of the desk's own, checked and under the name that the player is known by; it is not kept yet.

        Raises
        ------
        UnknownTeam, UnknownPlayer
            If nobody, or more than one, is called so, with the candidates.
        BadReport
            If it contradicts itself or is from the future.
        """
        from pressbox.errors import UnknownPlayer
        from pressbox.sources.rows import AvailabilityRow
        from pressbox.squads.desk_report import checked, known_player
        from pressbox.squads.people import Roster
        from pressbox.squads.squad_list import squad_list

        now = dt.datetime.now(dt.UTC)
        seen = (seen_at or now).astimezone(dt.UTC)
        settled = checked(status, since, until, chance, seen, now)
        team = self.store.team(club, seen.date())
        # The list of the season, or the last one on record.
        days = (seen.date() - dt.timedelta(days=365 * years) for years in range(_LISTS_BACK))
        records = (self.store.news_records([team], day, AsOf(seen))[team.id] for day in days)
        rosters = (squad_list(record) for record in records)
        roster = next((roster for roster in rosters if roster.players), Roster())
        try:
            name = known_player(roster, player, team.name)
        except UnknownPlayer as error:
            elsewhere = self.store.players_elsewhere(player, team.id, seen.date())
            if not elsewhere:
                raise
            told = f"{error} There is one at {' and '.join(elsewhere)}."
            raise UnknownPlayer(told, error.name, error.candidates) from error
        return AvailabilityRow(
            0, team.name, team.country, name, None, settled, chance, reason, since, until, source, seen
        )

    def _moment(self, day: dt.date, fixture: Fixture | None, as_of: AsOf | dt.datetime | str | None) -> AsOf:
        """A moment; by default the start of the day, at the venue where there is a match."""
        if isinstance(as_of, AsOf):
            return as_of
        if fixture is not None:
            return self.as_of(fixture, as_of)
        given = dt.datetime.fromisoformat(as_of) if isinstance(as_of, str) else as_of
        at = given or dt.datetime.combine(day, dt.time())
        return AsOf(at if at.tzinfo else at.replace(tzinfo=dt.UTC))

    def facts(self, fixture: Fixture, as_of: AsOf | None = None) -> tuple[Claim, ...]:
        """Claims about a fixture, the most newsworthy first, each confirmed by the store."""
        return self.proved(self.dossier(fixture, as_of)).claims

    def proved(self, dossier: Dossier) -> Proved:
        """Claims from a dossier, and those that are withheld because another computation does not confirm them."""
        from pressbox.facts import mine
        from pressbox.facts.proved import settle
        from pressbox.preview.news_claims import mine_news
        from pressbox.store.proofs import Prover

        claims = mine(dossier, mine_news(dossier))
        sides = (dossier.fixture.home.id, dossier.fixture.away.id)
        prover = Prover(self.store, sides, dossier.as_of)
        proved = settle(claims, prover.answers(question for claim in claims for question, _ in claim.proofs))
        if proved.withheld:
            self._tell(proved.told())
        return proved

    def preview(self, fixture: Fixture, as_of: AsOf | None = None) -> Preview:
        """The whole preview; where no forecast can be made it says so.

        Where an earlier edition is in the home, it tells what has moved since, and why.
        """
        moment = as_of or self.as_of(fixture)
        return self._made(fixture, moment)(self._earlier(fixture, moment))

    def _earlier(self, fixture: Fixture, moment: AsOf) -> Edition | None:
        """The last edition that knew less; none where the chain is broken, which is told."""
        from pressbox.errors import ChainBroken
        from pressbox.publish.publishing import last_before

        try:
            entry = last_before(self.editions(fixture), fixture, moment)
            return self.edition(entry) if entry else None
        except ChainBroken as error:
            self._tell(f"not compared with an earlier edition: {error}")
            return None

    def _made(self, fixture: Fixture, moment: AsOf) -> Callable[[Edition | None], Preview]:
        """A preview, ready to be compared with an earlier edition or with none."""
        from pressbox.preview.compose import compose

        dossier = self.dossier(fixture, moment)
        claims, version = self.proved(dossier).claims, digest(dossier)

        def made(earlier: Edition | None) -> Preview:
            forecast = self._since(fixture, moment, earlier, dossier.news)
            document: dict[str, Any] | None = forecast.to_dict() if forecast else None
            told = earlier.preview if earlier else None
            data = self._data_desk.page(fixture, forecast) if forecast else None
            preview = compose(
                dossier, claims, document, data_version=version, made_at=moment.moment, earlier=told, data=data
            )
            return self.house_style.applied(preview)

        return made

    @functools.cached_property
    def house_style(self) -> HouseStyle:
        """How previews are written: the style of the home, or the package's own.

        Raises
        ------
        BadHouseStyle
            If the home has a style file that cannot be read.
        """
        from pressbox.preview.house_style import FILE, HouseStyle

        path = self._home / FILE if self._home else None
        return HouseStyle.read(path) if path and path.exists() else HouseStyle()

    def _since(
        self, fixture: Fixture, moment: AsOf, earlier: Edition | None, news: Mapping[str, NewsRecord] | None = None
    ) -> Forecast | None:
        """The forecast, compared with an earlier edition where there is one; None where none can be made."""
        from pressbox.errors import ForecastError
        from pressbox.forecast.causes import Said

        said = earlier.preview["forecast"] if earlier else None
        if earlier is not None and said is not None:
            with contextlib.suppress(ForecastError):
                return self._moved(fixture, AsOf(earlier.as_of), moment, None, Said.of(said), news)
        try:
            return self._forecast(fixture, moment, None, news)[0]
        except ForecastError:
            return None

    # Editions

    @functools.cached_property
    def _archive(self) -> Archive:
        from pressbox.errors import EditionError
        from pressbox.publish.archive import Archive

        if self._home is None:
            raise EditionError("this desk has no data home to keep editions in; open it with pressbox.open(home).")
        return Archive(self._home)

    def editions(self, fixture: Fixture | None = None) -> tuple[Entry, ...]:
        """Editions in the home, the oldest first, of one fixture or of all; ``edition`` reads one.

        Raises
        ------
        ChainBroken
            If the ledger is not as it was written.
        """
        return self._archive.entries(fixture.id if fixture else None) if self._home else ()

    def edition(self, entry: Entry) -> Edition:
        """A published preview, as it was published.

        Raises
        ------
        ChainBroken
            If its file is not the one that was published.
        """
        return self._archive.read(entry)

    def publish(
        self, fixture: Fixture, as_of: AsOf | None = None, clock: Callable[[], dt.datetime] = _utc_now
    ) -> Publication:
        """Freeze the preview of a fixture as an edition, unless the last one tells the same already.

        Parameters
        ----------
        as_of : AsOf, optional
            By default the start of the match day, or now where that is still to come.
        clock : callable, optional
            The time, with its offset.

        Raises
        ------
        EditionRefused
            If the moment is after kick-off, still to come or before that of the last edition, or the clock went back.
        ChainBroken
            If an edition or the ledger is not as it was written.
        HomeNotUsable, StoreBusy
            If the edition cannot be written; nothing of it is left.
        """
        from pressbox.publish.archive import check_clock
        from pressbox.publish.publishing import Publication, last_of, publishing_moment, refuse_hindsight

        check_clock(self._archive.entries(), clock())
        begins = self.store.default_as_of(fixture)
        moment = as_of or publishing_moment(begins, clock())
        refuse_hindsight(fixture, moment, begins, clock())
        last = last_of(self._archive.entries(), fixture, moment)
        draft = self._draft(fixture, moment, last, clock)

        def make(ledger: tuple[Entry, ...]) -> Edition | None:
            newest = last_of(ledger, fixture, moment)
            made = draft if newest == last else self._draft(fixture, moment, newest, clock)
            return made and dataclasses.replace(made, published_at=clock().replace(microsecond=0))

        ledger = self._archive.add(make)
        entry = next(entry for entry in reversed(ledger) if entry.fixture == fixture.id)
        return Publication(self.edition(entry), entry, added=entry != last)

    def _draft(
        self, fixture: Fixture, moment: AsOf, last: Entry | None, clock: Callable[[], dt.datetime]
    ) -> Edition | None:
        """An edition without a place in the chain; None where the last one tells the same."""
        from pressbox.errors import ForecastError
        from pressbox.publish.publishing import BASELINES, content_of_preview, drafted, too_late

        made = self._made(fixture, moment)
        preview = made(None)
        content = content_of_preview(preview)
        if last is not None and last.content == content:
            return None
        beside = {}
        for name, model in BASELINES.items():
            with contextlib.suppress(ForecastError):
                beside[name] = self.forecast(fixture, moment, model)
        if last is not None:
            preview = made(self.edition(last))
        begins = too_late(fixture, self.store.default_as_of(fixture))
        return drafted(preview, content, self._since(fixture, moment, None), beside, begins, clock())

    def verify(self, head: str | None = None) -> Verification:
        """Whether all editions of the home are those that were published.

        Parameters
        ----------
        head : str, optional
            Hash of an edition's file that was kept elsewhere, and must be in the chain.
        """
        from pressbox.publish.verify import verify as verify_chain

        return verify_chain(self._archive, head)

    def grade(self, fixture: Fixture) -> EditionGrade:
        """How the last edition of a fixture before kick-off did.

        Raises
        ------
        NotGraded
            If there is no such edition, no result, or the match was awarded.
        ChainBroken
            If the edition is not as it was published.
        """
        from pressbox.errors import NotGraded
        from pressbox.publish.grade import gradable, grade

        entry = gradable(self.editions(fixture), fixture, self.store.default_as_of(fixture).moment)
        after = self.store.aftermaths([fixture.id]).get(fixture.id)
        if after is None:
            pair = f"{fixture.home.name} v {fixture.away.name} ({fixture.date})"
            raise NotGraded(f"{pair}: no result is on record yet; `pressbox pull` and `pressbox ingest` bring results.")
        return grade(entry, self.edition(entry), after)

    def published(self) -> Scoreboard | None:
        """The scoreboard of a home that has editions; None where none is kept, or where the chain is broken."""
        from pressbox.errors import ChainBroken

        try:
            return self.scoreboard() if self._home is not None and self.editions() else None
        except ChainBroken as error:
            self._tell(f"no scoreboard of editions: {error}")
            return None

    def edition_hashes(self) -> dict[str, tuple[str, ...]]:
        """Hashes of the editions in the home by fixture id, the oldest first; none where the chain is broken."""
        from pressbox.errors import ChainBroken

        found: dict[str, tuple[str, ...]] = {}
        with contextlib.suppress(ChainBroken):
            for entry in self.editions() if self._home is not None else ():
                found[entry.fixture] = (*found.get(entry.fixture, ()), entry.sha256)
        return found

    def scoreboard(self) -> Scoreboard:
        """All editions whose matches have been played, beside prices and baselines, misses first.

        Raises
        ------
        ChainBroken
            If an edition or the ledger is not as it was written.
        """
        from pressbox.errors import NotGraded
        from pressbox.publish.grade import gradable, grade
        from pressbox.publish.scoreboard import Scoreboard

        entries = self.editions()
        last = {entry.fixture: entry for entry in entries}
        fixtures = {fixture.id: fixture for fixture in self.store.fixtures_by_id(list(last))}
        played = self.store.aftermaths(list(fixtures))
        grades = []
        not_graded = [(last[id_], "the store has no such fixture any more") for id_ in last if id_ not in fixtures]
        for id_, after in played.items():
            fixture = fixtures[id_]
            try:
                entry = gradable(entries, fixture, self.store.default_as_of(fixture).moment)
                grades.append(grade(entry, self.edition(entry), after))
            except NotGraded as error:
                not_graded.append((last[id_], str(error)))
        waiting = [last[id_] for id_ in fixtures if id_ not in played]
        return Scoreboard.of(grades, waiting, not_graded)


def digest(dossier: Dossier) -> str:
    """Version of the data that a preview rests on: what was known at its moment, and nothing that came later."""
    return hashlib.sha256(repr(dataclasses.replace(dossier, expected={})).encode()).hexdigest()[:16]


def open_desk(home: str | os.PathLike[str] | None = None, tell: Callable[[str], None] = lambda _: None) -> Desk:
    """Open the store of a data home; the embedded sample where the home is empty.

    Raises
    ------
    StoreError
        If the store was written by another version or cannot be read.
    """
    store = Store.open(Config.resolve(home).home)
    for fault in store.left_out:
        tell(f"left out: {fault}")
    return Desk(store, tell, Config.resolve(home).home)


def verify(config: Config, head: str | None = None) -> Verification:
    """Whether all editions of a home are those that were published; the store need not be there."""
    from pressbox.publish.archive import Archive
    from pressbox.publish.verify import verify as verify_chain

    return verify_chain(Archive(config.home), head)


def ingest(config: Config, folder: Path, progress: Callable[[str, int, int], None]) -> IngestReport:
    """Read a data folder into the store of the home, and rate the teams."""
    from pressbox.forecast.rater import Rater
    from pressbox.sources.registry import SOURCES
    from pressbox.store.ingest import ingest as ingest_folder

    return ingest_folder(config.home, folder, SOURCES, progress, Rater())


def add_reports(config: Config, reports: Sequence[AvailabilityRow]) -> int:
    """Keep reports of the desk's own in the home; how many are new."""
    from pressbox.store.hand_reports import add_reports as add

    return add(config.home, reports)


def read_reports(desk: Desk, path: Path) -> list[AvailabilityRow]:
    """Reports of a table file, checked like those that are typed; none is taken if one is wrong.

    Raises
    ------
    NewsError
        If a row cannot be taken.
    LayoutChanged
        If the file is no table of availability.
    """
    from pressbox.errors import BadReport, NewsError
    from pressbox.store.hand_reports import read_reports as read

    rows, faults = read(path)
    if faults or not rows:
        raise BadReport(f"{path}: {faults[0] if faults else 'no report in it'}.")
    checked = []
    for row in rows:
        try:
            told = desk.report(
                f"{row.team} {row.country}" if row.country else row.team,
                row.player,
                row.status,
                reason=row.reason,
                since=row.since,
                until=row.expected_return,
                source=row.reporter,
                seen_at=row.seen_at,
                chance=row.chance,
            )
        except NewsError as error:
            raise BadReport(f"{path}, line {row.source_line}: {error}") from error
        checked.append(told)
    return checked


def site(
    desk: Desk,
    config: Config,
    out: Path,
    first: dt.date,
    last: dt.date,
    competitions: Sequence[str] = (),
    *,
    url: str | None = None,
    now: dt.datetime | None = None,
    processes: int | None = None,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Built:
    """Bring a folder of static pages up to date; only what has changed since the last time is made again.

    Raises
    ------
    UnknownCompetition
        If a competition is none.
    NoMatches
        If the store has no match on these days.
    SiteNotWritten
        If the folder cannot be made or written.
    """
    from pressbox.publish.site.build import build_site

    return build_site(
        desk,
        functools.partial(open_desk, config.home),
        out,
        first,
        last,
        [desk.store.competition(name) for name in competitions],
        now=now or dt.datetime.now(dt.UTC),
        url=url,
        processes=processes or os.cpu_count() or 1,
        progress=progress,
    )


def server(
    config: Config, host: str, port: int, url: str | None = None, tell: Callable[[str], None] = lambda _: None
) -> Server:
    """A server of all pages of the store of a home; it listens, and answers when told to ``serve_forever``.

    Raises
    ------
    CannotServe
        If the address or the port cannot be had.
    """
    from pressbox.publish.site.server import Pages, Server
    from pressbox.store.database import STORE_FILE

    pages = Pages(functools.partial(open_desk, config.home, tell), config.home / STORE_FILE, url)
    return Server(host, port, pages, tell)


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
