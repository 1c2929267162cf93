"""The words of the trade as frozen values; these are what crosses from one folder to another.

A fixture is a scheduled pairing; a match is a fixture that was played. A tie is a knockout pairing over one or two
legs. ``as_of`` is the moment after which nothing is known.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pressbox.views import Covered, LeagueMatch, LeaguePast, MatchEvents, NewsRecord, PastTie, SideMatch, StatLine

Side = Literal["home", "away"]
Phase = Literal["qualifying", "league", "group", "knockout", "final", "play-off"]


@dataclasses.dataclass(frozen=True)
class AsOf:
    """A moment: what ended before it is known, nothing else.

    A match whose kick-off time is known is known from 135 minutes after it (165 with extra time); one of which only
    the day is known, from the end of that day as ``local_date`` counts days.
    """

    moment: dt.datetime  # with an offset

    @property
    def utc(self) -> dt.datetime:
        """The moment in UTC, without an offset: what the store compares with."""
        return self.moment.astimezone(dt.UTC).replace(tzinfo=None)

    @property
    def local_date(self) -> dt.date:
        """The day of the moment where it is."""
        return self.moment.date()

    def __str__(self) -> str:
        return self.moment.isoformat()


@dataclasses.dataclass(frozen=True)
class Team:
    """A club or a national team."""

    id: str
    name: str  # as of the date asked for
    country: str | None  # three-letter code
    national: bool = False


@dataclasses.dataclass(frozen=True)
class Competition:
    """A competition through all its names: the European Cup is the Champions League."""

    id: str
    name: str  # as of the season asked for
    kind: Literal["league", "cup", "super-cup", "friendly", "tournament"]
    country: str | None
    tier: int | None
    international: bool = False


@dataclasses.dataclass(frozen=True)
class Score:
    """Goals of the home and of the away side."""

    home: int
    away: int

    def __str__(self) -> str:
        return f"{self.home}-{self.away}"

    @property
    def reversed(self) -> Score:
        """The same score from the other side."""
        return Score(self.away, self.home)


@dataclasses.dataclass(frozen=True)
class Fixture:
    """A scheduled pairing.

    ``id`` is competition, season, home and away, and the how-manieth such pairing of the season where there are
    several; it does not hold the date, because dates move.
    """

    id: str
    date: dt.date
    kick_off_at: dt.datetime | None  # UTC, no offset
    timezone: str | None  # IANA zone of the venue
    competition: Competition
    season: str
    phase: Phase | None
    round: str | None  # "Matchday 32", "Quarter-finals", "Group A"
    matchday: int | None
    leg: int | None
    tie: str | None  # id of the tie it is a leg of
    home: Team
    away: Team
    neutral: bool
    venue: str | None = None
    city: str | None = None

    def team(self, side: Side) -> Team:
        """The fixture's home or away team."""
        return self.home if side == "home" else self.away

    def side(self, team_id: str) -> Side:
        """Which side a team is.

        Raises
        ------
        ValueError
            If it is neither.
        """
        if team_id == self.home.id:
            return "home"
        if team_id == self.away.id:
            return "away"
        raise ValueError(f"{team_id} does not play in {self.id}")


@dataclasses.dataclass(frozen=True)
class Match:
    """A fixture that was played. ``score`` is the final one: with extra time, without a shoot-out."""

    fixture: Fixture
    score: Score
    score_90: Score | None  # None where no source gives it
    score_ht: Score | None
    extra_time: bool
    pens: Score | None  # the shoot-out
    shoot_out_winner: Side | None  # also where the shoot-out's score is not known
    awarded: bool = False

    def goals(self, team_id: str) -> tuple[int, int]:
        """Goals for and against a team, extra time included."""
        if self.fixture.side(team_id) == "home":
            return self.score.home, self.score.away
        return self.score.away, self.score.home

    def outcome(self, team_id: str) -> Literal["W", "D", "L"]:
        """Won, drawn or lost for a team; a shoot-out is a draw."""
        scored, conceded = self.goals(team_id)
        if scored > conceded:
            return "W"
        return "D" if scored == conceded else "L"

    def opponent(self, team_id: str) -> Team:
        """The other side."""
        return self.fixture.away if self.fixture.side(team_id) == "home" else self.fixture.home


@dataclasses.dataclass(frozen=True)
class Tie:
    """A knockout pairing as known at a moment, seen from the fixture asked about.

    ``aggregate_before`` and the rest are from the view of the fixture's home and away sides.
    """

    id: str
    legs: int  # 1 or 2
    leg: int  # of the fixture asked about
    first_leg: Match | None
    away_goals_rule: bool
    extra_time: bool  # whether a level tie goes to extra time (and then penalties)

    def aggregate_before(self, fixture: Fixture) -> Score | None:
        """Goals so far as (fixture's home side, fixture's away side); None before the first leg."""
        if self.first_leg is None:
            return None
        home, away = self.first_leg.goals(fixture.home.id)
        return Score(home, away)


@dataclasses.dataclass(frozen=True)
class TableRow:
    """One club's line of a league table."""

    place: int
    team: Team
    played: int
    won: int
    drawn: int
    lost: int
    goals_for: int
    goals_against: int
    points: int
    deducted: int = 0

    @property
    def goal_difference(self) -> int:
        """Goals for less goals against."""
        return self.goals_for - self.goals_against


@dataclasses.dataclass(frozen=True)
class Table:
    """A league table as of a moment, best first."""

    competition: Competition
    season: str
    as_of: str
    rows: tuple[TableRow, ...]
    group: str | None = None
    complete: bool = True  # False where matches of the season before as_of are known to be missing
    by_points: bool = True  # False in a second phase that points alone do not order, and where a year is two halves

    def row(self, team_id: str) -> TableRow | None:
        """A team's line, or None."""
        return next((row for row in self.rows if row.team.id == team_id), None)


@dataclasses.dataclass(frozen=True)
class Pairing:
    """A league fixture still to be played; ``date`` is None where only the format of the league tells of it."""

    home: str  # team id
    away: str
    date: dt.date | None
    neutral: bool = False


@dataclasses.dataclass(frozen=True)
class Zone:
    """Places of a league table that lead somewhere: ``relegation``, 18 to 20."""

    name: str
    first: int
    last: int


@dataclasses.dataclass(frozen=True)
class LeagueSeason:
    """A league season as of a moment: what has been played, and what is left.

    Attributes
    ----------
    results : tuple of (home, away, home goals, away goals)
        Every result behind the table, by team id, oldest first.
    left : tuple of Pairing
        What is still to be played, oldest first; of a league that splits and has not yet, up to the split.
    splits : int
        Clubs of the upper part of a league that will split when ``left`` is played; 0 if it does not, or already has.
    upper : frozenset of str
        Team ids of the upper part once the league has split.
    zones : tuple of Zone
        Best first; empty where they are not on file.
    """

    table: Table
    results: tuple[tuple[str, str, int, int], ...]
    left: tuple[Pairing, ...]
    splits: int = 0
    upper: frozenset[str] = frozenset()
    zones: tuple[Zone, ...] = ()


@dataclasses.dataclass(frozen=True)
class Report:
    """What somebody said of a player, and when it was seen."""

    team: str
    player: str
    status: Literal["out", "suspended", "doubtful", "back", "available"]
    reason: str | None
    since: dt.date | None
    expected_return: str | None
    reporter: str | None
    seen_at: dt.datetime
    chance: float | None = None  # of playing the next match, where the reporter gives one
    player_key: str | None = None  # the source's own, across seasons


@dataclasses.dataclass(frozen=True)
class LineupPlayer:
    """A player's place in an eleven; line 1 is the goalkeeper."""

    player: str
    line: int | None
    slot: int | None
    number: int | None = None


@dataclasses.dataclass(frozen=True)
class Lineup:
    """The eleven that started a past match."""

    match_id: str
    date: dt.date
    team: str
    formation: str | None
    eleven: tuple[LineupPlayer, ...]


@dataclasses.dataclass(frozen=True)
class Quotes:
    """Mean prices of a fixture as they were known at a moment.

    Attributes
    ----------
    timing : str or None
        ``opening`` or ``closing``; None where no result was priced.
    result : tuple of float or None
        Decimal prices of home win, draw and away win.
    total : tuple of float or None
        Of over and under 2.5 goals.
    missing : str or None
        Why there is no result, and what to do about it.
    """

    fixture: Fixture
    as_of: AsOf
    timing: Literal["opening", "closing"] | None
    result: tuple[float, float, float] | None
    total: tuple[float, float] | None
    missing: str | None = None


@dataclasses.dataclass(frozen=True)
class MatchTable:
    """Many matches as columns, oldest first: what models are fitted to. All arrays have one entry a match.

    Attributes
    ----------
    teams : tuple of str
        Team ids; ``home`` and ``away`` index into it.
    competitions : tuple of str
        Competition ids; ``competition`` indexes into it.
    day : ndarray of int
        Days since 1970-01-01.
    home_goals, away_goals : ndarray of float
        After 90 minutes where known, else the final score; NaN is not allowed.
    minutes : ndarray of float
        Minutes that the goals cover: 90, or 120.
    neutral : ndarray of bool
        No home side.
    stats : dict of str to ndarray of float
        Further columns, NaN where unknown: shots, shots on target, xG, mean closing prices, as in ``evidence.sql``.
    """

    teams: tuple[str, ...]
    competitions: tuple[str, ...]
    home: NDArray[np.int32]
    away: NDArray[np.int32]
    competition: NDArray[np.int32]
    day: NDArray[np.int32]
    home_goals: NDArray[np.float64]
    away_goals: NDArray[np.float64]
    minutes: NDArray[np.float64]
    neutral: NDArray[np.bool_]
    stats: dict[str, NDArray[np.float64]] = dataclasses.field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.day)


@dataclasses.dataclass(frozen=True)
class PastMatches:
    """Matches of some seasons with a score after 90 minutes, by which forecasts are graded.

    Attributes
    ----------
    matches : MatchTable
        Its ``stats`` are the columns of ``mean_prices``.
    names : dict of str to str
        Names of competitions by id.
    season : ndarray of str
        Of each match.
    promoted : ndarray of float
        1 where a side was not in that league the season before, 0 where both were; NaN outside leagues and where the
        season before is not on record.
    """

    matches: MatchTable
    names: dict[str, str]
    season: NDArray[np.object_]
    promoted: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.matches)

    @property
    def first_day(self) -> dt.date:
        """Day of the first match."""
        return dt.date(1970, 1, 1) + dt.timedelta(days=int(self.matches.day.min()))

    @property
    def last_day(self) -> dt.date:
        """Day of the last match."""
        return dt.date(1970, 1, 1) + dt.timedelta(days=int(self.matches.day.max()))


@dataclasses.dataclass(frozen=True)
class RatingMark:
    """A day on which ratings were saved, with all matches of earlier days learnt.

    Attributes
    ----------
    state : str
        ``results``, ``shots`` or ``prices`` (clubs, by the evidence they are rated from), or ``nations``.
    version : str
        Of the code and the settings that rated.
    digest : str
        Of all that was known of the matches before.
    matches : int
        How many were learnt from.
    last_day : int or None
        Day of the latest of them, in days since 1970-01-01.
    """

    state: str
    mark: dt.date
    version: str
    digest: str
    matches: int
    last_day: int | None


@dataclasses.dataclass(frozen=True)
class SavedRatings:
    """Ratings on a mark: a row a team and a row a competition, columns as the store's tables have them.

    A team's pool is a row of ``competition_rows``.
    """

    mark: RatingMark
    teams: tuple[str, ...]
    team_rows: NDArray[np.float64]
    competitions: tuple[str, ...]
    competition_rows: NDArray[np.float64]


@dataclasses.dataclass(frozen=True)
class Dossier:
    """All that the store knows of a fixture at a moment, ready for the desk: what a preview is composed from.

    Lists of matches are newest first. ``reports`` and ``lineups`` are keyed by team id; an empty tuple means that
    nothing is known.
    """

    fixture: Fixture
    as_of: AsOf
    recent: dict[str, tuple[Match, ...]]  # by team id: this season's and the last's, every competition
    meetings: tuple[Match, ...]
    tie: Tie | None
    tables: dict[str, Table]  # by team id: the domestic league table
    reports: dict[str, tuple[Report, ...]]
    lineups: dict[str, tuple[Lineup, ...]]
    next_fixtures: dict[str, tuple[Fixture, ...]]  # oldest first
    coverage: dict[str, str]  # by team id and "meetings": what the store's matches cover, in words
    followed: dict[str, bool] = dataclasses.field(
        default_factory=dict
    )  # by team id: its league is held up to the moment
    histories: dict[str, tuple[SideMatch, ...]] = dataclasses.field(default_factory=dict)  # by team id: all on record
    covered: tuple[Covered, ...] = ()  # seasons of the competitions that the histories speak of
    seasons: dict[str, LeagueSeason] = dataclasses.field(
        default_factory=dict
    )  # by team id: its league season with the fixtures left, where the calendar is whole
    past_ties: tuple[PastTie, ...] = ()  # of the fixture's cup and its family, oldest first
    expected: dict[str, tuple[float, float]] = dataclasses.field(
        default_factory=dict
    )  # by match id: goals that its home and its away side were expected to score, on its eve
    news: dict[str, NewsRecord] = dataclasses.field(default_factory=dict)  # by team id: what team news rests on
    events: dict[str, MatchEvents] = dataclasses.field(
        default_factory=dict
    )  # by match id: goals and cards of this season, the last and the meetings
    stat_lines: tuple[StatLine, ...] = ()  # of the leagues that the sides are in, of the season under way
    league_matches: dict[str, tuple[LeagueMatch, ...]] = dataclasses.field(
        default_factory=dict
    )  # by team id: all results behind its table, oldest first
    supposed: dict[str, Table] = dataclasses.field(
        default_factory=dict
    )  # of a league match: its table after the narrowest "home" win, "draw" and "away" win
    league_past: dict[str, LeaguePast] = dataclasses.field(
        default_factory=dict
    )  # by team id: its league after as many matches of earlier seasons, and who won them
