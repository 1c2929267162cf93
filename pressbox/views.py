"""What the store hands to the facts: matches seen from one side, and the questions that are asked of them.

A ``Question`` is the machine's form of a claim: which team, which matches (``Selection``), what of them. It is
answered twice, by ``pressbox.facts.answers`` from the rows at hand and by ``pressbox.store.proofs`` in SQL over the
whole store; a claim whose two answers differ is withheld.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Literal

from pressbox.domain import AsOf, Lineup, Match, Phase, Quotes, Report, Side, Team

Venue = Literal["home", "away", "neutral"]
Kind = Literal["league", "cup", "super-cup", "friendly", "tournament"]

NOT_COMPETITIVE = ("friendly", "super-cup")
"""Kinds that "all competitions" of a club leaves out, as writers do; national teams' friendlies count."""

NOT_COUNTED = ("uefa-itc",)
"""Competitions that it leaves out besides: the Intertoto Cup."""


@dataclasses.dataclass(frozen=True, slots=True)
class SideMatch:
    """A match that is over, seen from one side.

    Attributes
    ----------
    competition, competition_name : str
        Its id, and its name in that season.
    venue : str
        Of this side: ``home``, ``away`` or ``neutral``.
    goals_for, goals_against : int
        Final score, extra time counted, a shoot-out not.
    for_90, against_90, for_ht, against_ht : int or None
        After 90 minutes and at half-time; None where no source gives it.
    shoot_out : str or None
        ``won`` or ``lost``.
    awarded : bool
        Decided by a committee: it counts in tables and says nothing of play.
    """

    match: str
    date: dt.date
    season: str
    competition: str
    competition_name: str
    kind: Kind
    phase: Phase | None
    round: str | None
    leg: int | None
    tie: str | None
    venue: Venue
    team: str
    team_name: str
    opponent: str
    opponent_name: str
    opponent_country: str | None
    goals_for: int
    goals_against: int
    for_90: int | None
    against_90: int | None
    for_ht: int | None
    against_ht: int | None
    shoot_out: Literal["won", "lost"] | None
    extra_time: bool
    awarded: bool

    @property
    def pairing(self) -> tuple[str, str]:
        """Team ids, that of the home side first; on neutral ground that of this side."""
        return (self.opponent, self.team) if self.venue == "away" else (self.team, self.opponent)


@dataclasses.dataclass(frozen=True, slots=True)
class Covered:
    """A season of a competition, and whether all of it is on record; None where that cannot be told."""

    competition: str
    season: str
    complete: bool | None


@dataclasses.dataclass(frozen=True)
class Selection:
    """Which of a team's matches count.

    Attributes
    ----------
    competitions : tuple of str
        Ids; empty is every competition that counts (no friendlies and super cups of clubs).
    phases : tuple of str
        Phases; empty is any. ``none`` stands for a match whose phase is not known.
    venues : tuple of str
        Of ``home``, ``away``, ``neutral``; empty is any.
    opponents : tuple of str
        Team ids; empty is any.
    opponent_country : str or None
        Three-letter code.
    season : str or None
    since, until : date or None
        First and last day that count.
    last : int or None
        Only so many, the newest.
    clock : str
        ``120`` counts extra time; ``90`` does not.
    """

    competitions: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    venues: tuple[Venue, ...] = ()
    opponents: tuple[str, ...] = ()
    opponent_country: str | None = None
    season: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    last: int | None = None
    clock: Literal["90", "120"] = "120"


Aggregate = Literal["count", "run", "longest run", "last time", "first time", "sum", "most", "matches", "opponents"]


@dataclasses.dataclass(frozen=True)
class Question:
    """Something about a team's matches that has one answer.

    Attributes
    ----------
    aggregate : str
        ``count``: how many of the matches have the property; ``run``: how many of the newest in a row; ``longest
        run``; ``last time`` and ``first time``: id of the newest or oldest match that has it; ``sum`` of a measure;
        ``most``: its greatest value; ``matches``: how many there are, and ``opponents``: how many sides they were
        against, whatever the property.
    team : str
    what : str
        Name of a predicate or of a measure (``facts/predicates.py``).
    threshold : int
        For predicates that take one: ``won by at least`` 3.
    among : Selection
    """

    aggregate: Aggregate
    team: str
    what: str = ""
    threshold: int = 0
    among: Selection = Selection()


Answer = int | str | None
"""A number, or a match id; None where there is nothing to answer from."""


@dataclasses.dataclass(frozen=True, slots=True)
class Appearance:
    """A player of a club's list in one of its matches; ``key`` tells him from others across seasons."""

    key: str
    player: str
    position: str | None  # GK, DF, MF or FW
    minutes: int
    started: bool | None  # None where no source tells
    sent_off: bool


@dataclasses.dataclass(frozen=True, slots=True)
class SquadMatch:
    """A match that is over, with all players on the club's list that day.

    ``came_on`` are substitutes with the minute, as the source of substitutions names them; empty where none does.
    """

    match: str
    date: dt.date
    kick_off_at: dt.datetime | None  # UTC, no offset
    competition: str
    appearances: tuple[Appearance, ...]
    came_on: tuple[tuple[str, int], ...] = ()


@dataclasses.dataclass(frozen=True)
class Played:
    """Who played for a side in a match, as sources tell.

    Attributes
    ----------
    eleven : tuple of str
        Who started, as line-ups name them; empty where there is none.
    listed : SquadMatch
        Minutes and substitutions, where they are on record.
    names : tuple of tuple of str
        Squad lists of the season, one a source, the best spelled first.
    """

    eleven: tuple[str, ...]
    listed: SquadMatch
    names: tuple[tuple[str, ...], ...] = ()


@dataclasses.dataclass(frozen=True)
class Aftermath:
    """What is on record of a fixture once it has been played.

    Attributes
    ----------
    quotes : tuple of Quotes
        Opening and closing prices, those that there are.
    played : dict of str to Played
        By side.
    through : str or None
        Which side won the tie; None outside one and while it is not over.
    """

    match: Match
    quotes: tuple[Quotes, ...]
    played: dict[Side, Played]
    through: Side | None


@dataclasses.dataclass(frozen=True)
class SquadRecord:
    """All that a possible eleven of a club may rest on, as of a moment.

    Attributes
    ----------
    on : date
        Day of the match it is for.
    competition : str or None
        Of that match, where there is one.
    matches : tuple of SquadMatch
        Matches whose players' minutes are on record, newest first.
    lineups : tuple of Lineup
        Elevens on record, newest first, of the last season or so.
    reports : tuple of Report
        Newest first.
    moved : dict of str to date
        When a player of the lists was last seen with another club, by key.
    positions : dict of str to str
        By player's name, from squad lists.
    last, next : date or None
        Day of the club's last match in any competition, and of its next one after ``on``.
    """

    team: Team
    on: dt.date
    as_of: AsOf
    competition: str | None
    matches: tuple[SquadMatch, ...]
    lineups: tuple[Lineup, ...]
    reports: tuple[Report, ...]
    moved: dict[str, dt.date]
    positions: dict[str, str]
    last: dt.date | None
    next: dt.date | None


@dataclasses.dataclass(frozen=True, slots=True)
class Card:
    """A card that a player of a club was shown; the name is as the source of the cards writes it."""

    player: str
    kind: Literal["yellow", "second_yellow", "red"]
    minute: int | None
    reason: str | None


@dataclasses.dataclass(frozen=True, slots=True)
class CardMatch:
    """A match of a club, over or still to come, with what decides who may play the next one.

    Attributes
    ----------
    country : str or None
        Of the competition; None where it is international.
    over : bool
        Whether it had ended by the moment; else it is a fixture.
    told : bool
        Whether its cards are on record.
    cards : tuple of Card
        In the order of the match.
    seen : tuple of str
        Players of the club who took part, as far as goals, changes and minutes tell, by every source's spelling.
    """

    match: str
    date: dt.date
    kick_off_at: dt.datetime | None  # UTC, no offset
    competition: str
    competition_name: str
    kind: Kind
    country: str | None
    season: str
    round: str | None
    venue: Venue
    opponent_name: str
    over: bool
    told: bool
    cards: tuple[Card, ...] = ()
    seen: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class CardRecord:
    """A club's matches of this season and the last, oldest first, and those to come, as of a moment.

    ``listed`` are names of its squad lists of these seasons.
    """

    team: Team
    on: dt.date
    as_of: AsOf
    matches: tuple[CardMatch, ...]
    listed: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class NewsRecord:
    """All that a club's team news may rest on, as of a moment.

    Attributes
    ----------
    names : tuple of (str, str or None, str)
        Player, the source's own key, and source, of the squad lists of the season, or of the last that has any.
    looked_at : dict of str to tuple of datetime
        By reporter who tells changes only: when his list was looked at, UTC, oldest first.
    spells : tuple of (str, int)
        Reason and days of injuries, of any club, that were over.
    """

    squad: SquadRecord
    cards: CardRecord
    names: tuple[tuple[str, str | None, str], ...] = ()
    looked_at: dict[str, tuple[dt.datetime, ...]] = dataclasses.field(default_factory=dict)
    spells: tuple[tuple[str, int], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class PastTie:
    """A knockout pairing that was over by a moment, from the view of its first leg.

    Attributes
    ----------
    home, away : str
        Team ids; home in the first leg.
    home_name, away_name : str
        Their names then.
    first : tuple of (int, int) or None
        Goals of the first leg, home and away; None where it is not on record or was awarded.
    winner : str
        Team id.
    decided : str or None
        aggregate, away goals, extra time, penalties, replay, walkover, awarded or lots.
    date : date
        Of its last match.
    """

    tie: str
    competition: str
    competition_name: str
    season: str
    phase: str
    legs: int
    home: str
    home_name: str
    away: str
    away_name: str
    neutral: bool
    first_match: str
    first_date: dt.date
    first: tuple[int, int] | None
    winner: str
    decided: str | None
    date: dt.date


@dataclasses.dataclass(frozen=True)
class TieQuestion:
    """How many ties over two legs began in some way, and in how many of them whoever led after it went through.

    Attributes
    ----------
    competitions : tuple of str
    proper : bool
        Whether qualifying rounds are left out; else only they count.
    ground : str
        ``home``, ``away`` or ``any``: where the side that leads won the first leg.
    margin : int
        Of the first leg, or more where ``or_more``; 0 is a draw, and the side that leads is then the one that was away.
    team : str or None
        Only ties in which this side was behind.
    count : str
        ``ties``, or ``through``: those that the leading side won.
    """

    competitions: tuple[str, ...]
    proper: bool
    ground: Literal["home", "away", "any"]
    margin: int
    or_more: bool
    team: str | None
    count: Literal["ties", "through"]


@dataclasses.dataclass(frozen=True)
class PlayerQuestion:
    """What the store says of one player of a team.

    Attributes
    ----------
    what : str
        ``status``: of the newest report; ``last minutes`` and ``last start``: the day of the last match up to
        ``until`` in which he played or started, as text; ``bookings``: of the season up to then, those of dismissals
        apart; ``dismissals``: on that day.
    team : str
    names : tuple of str
        All his spellings.
    competition, season : str or None
    until : date
    """

    what: str
    team: str
    names: tuple[str, ...]
    competition: str | None
    season: str | None
    until: dt.date


@dataclasses.dataclass(frozen=True)
class TitleQuestion:
    """How many finals of a competition a side has won."""

    competition: str
    team: str


@dataclasses.dataclass(frozen=True)
class VisitorsQuestion:
    """Which sides won each of their first so many visits to a ground, by team id, joined by commas.

    Attributes
    ----------
    host : str
    competitions : tuple of str
    visits : int
    """

    host: str
    competitions: tuple[str, ...]
    visits: int


@dataclasses.dataclass(frozen=True, slots=True)
class GoalEvent:
    """A goal, on the side that it counts for; a kick of a shoot-out is none.

    Attributes
    ----------
    player : str or None
        As the source writes him; of an own goal, one of the other side.
    minute, stoppage : int or None
        45 and 2 is "45+2".
    own_goal, penalty : bool or None
        None where no account tells.
    assist : str or None
    """

    side: Literal["home", "away"]
    player: str | None
    minute: int | None
    stoppage: int | None = None
    own_goal: bool | None = None
    penalty: bool | None = None
    assist: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class CardEvent:
    """A card, or a penalty that was missed."""

    side: Literal["home", "away"]
    player: str | None
    minute: int | None
    stoppage: int | None
    kind: Literal["yellow", "second_yellow", "red", "penalty_missed"]


@dataclasses.dataclass(frozen=True, slots=True)
class MatchStats:
    """What was counted in a match, home side first; None where it was not."""

    shots: tuple[int, int] | None = None
    on_target: tuple[int, int] | None = None
    corners: tuple[int, int] | None = None
    xg: tuple[float, float] | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class MatchEvents:
    """What happened in a match that is over.

    Attributes
    ----------
    home, away : str
        Team ids; on neutral ground too one side is the home side of the files.
    goals : tuple of GoalEvent
        In their order; none where they are not on file, and in a goalless match.
    whole : bool
        Whether the goals on file add up to the score.
    """

    match: str
    home: str
    away: str
    goals: tuple[GoalEvent, ...] = ()
    whole: bool = False
    cards: tuple[CardEvent, ...] = ()
    stats: MatchStats | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class StatLine:
    """What was counted in a club's league matches of a season up to a moment.

    Attributes
    ----------
    played : int
        Matches of the season that were over.
    told : int
        Those of them in which it was counted.
    total_for, total_against : float
    """

    competition: str
    season: str
    team: str
    name: str
    measure: Literal["shots", "on target", "corners", "xg"]
    played: int
    told: int
    total_for: float
    total_against: float


EventCount = Literal[
    "goals",
    "assists",
    "matches scored in",
    "all goals",
    "sent off",
    "missed",
    "most ahead",
    "most behind",
    "led",
    "led not won",
    "behind",
    "behind not lost",
    "shots",
]


@dataclasses.dataclass(frozen=True)
class EventQuestion:
    """How often something is on record in a side's matches.

    Attributes
    ----------
    count : str
        ``goals`` and ``assists`` of the players, own goals left out; ``matches scored in`` by them; ``all goals`` that
        count for the side, own goals included; ``sent off`` and ``missed`` penalties of the players; ``most ahead`` and
        ``most behind``: the greatest lead and deficit of the team at any time; ``led``, ``led not won``, ``behind`` and
        ``behind not lost``: so many matches; ``shots``.
    team : str
    own : bool
        Whether the players, the goals and the shots are those of the team; else those of its opponents.
    players : tuple of str
        Spellings of one name; empty is anybody.
    competitions : tuple of str
        Empty is any but friendlies and super cups of clubs.
    since, until : date
        First and last day that count.
    minute : int
        Only goals from this one on.
    """

    count: EventCount
    team: str
    since: dt.date
    until: dt.date
    competitions: tuple[str, ...] = ()
    players: tuple[str, ...] = ()
    own: bool = True
    minute: int = 0


@dataclasses.dataclass(frozen=True)
class StatQuestion:
    """How a side stands in its league season by what it or its opponents were counted.

    Attributes
    ----------
    measure : str
        ``shots``, ``on target``, ``corners`` or ``xg``.
    own : bool
        Its own; else those of its opponents.
    count : str
        ``more``: how many clubs have a greater mean; ``fewer``: how many a smaller one; ``total``: the sum, in
        hundredths.
    """

    competition: str
    season: str
    team: str
    measure: str
    own: bool
    count: Literal["more", "fewer", "total"]


@dataclasses.dataclass(frozen=True, slots=True)
class LeagueMatch:
    """A result of a league season, by team ids."""

    match: str
    date: dt.date
    home: str
    away: str
    home_goals: int
    away_goals: int
    awarded: bool = False


@dataclasses.dataclass(frozen=True)
class TableQuestion:
    """A number of a side's league season as it stood, or as a supposed result would leave it.

    Attributes
    ----------
    competition, season, team : str
    what : str
        ``place``, ``played``, ``points`` (those taken away not counted), ``home points``, ``away points``, ``won``,
        ``drawn``, ``lost``, ``goals for``, ``goals against``, ``clean sheets``, ``blanks`` (matches without a goal),
        ``left`` (matches still to be played) or ``left between`` (those against ``other``).
    count : str
        ``value`` of the number, or how many ``sides with more`` or ``sides with fewer`` there are.
    supposed : (home, away, home goals, away goals) or None
        A result to be added.
    """

    competition: str
    season: str
    team: str
    what: str
    count: Literal["value", "sides with more", "sides with fewer"] = "value"
    supposed: tuple[str, str, int, int] | None = None
    other: str | None = None


@dataclasses.dataclass(frozen=True)
class MeetingQuestion:
    """What is on record of the meetings of two teams, in whatever competition; those awarded are left out.

    Attributes
    ----------
    team, other : str
    what : str
        ``matches``, ``won``, ``drawn`` or ``lost`` by the team; ``last``: id of the newest.
    at_home : bool
        Only those on the team's own ground.
    but : str or None
        Id of a match that is left out.
    """

    team: str
    other: str
    what: Literal["matches", "won", "drawn", "lost", "last"]
    at_home: bool = False
    but: str | None = None


FixtureFact = Literal[
    "phase",
    "round",
    "matchday",
    "leg",
    "other leg",
    "scored so far",
    "conceded so far",
    "put out",
    "scored against them",
    "conceded against them",
    "next match",
    "away in a row",
]


@dataclasses.dataclass(frozen=True)
class FixtureQuestion:
    """What a fixture is, and what came before it and comes after it for one of its teams.

    Attributes
    ----------
    fixture, team : str
    what : str
        ``phase``, ``round``, ``matchday`` and ``leg`` as on record; ``other leg``: id of the match of the tie that is
        not this one; ``scored so far`` and ``conceded so far``: goals of the first leg; ``put out``: id of the team
        that this one beat in its last tie of the competition and season, with the goals it ``scored against them`` and
        ``conceded against them``; ``next match``: id of its next fixture outside the knockout rounds; ``away in a
        row``: how many matches it plays away, this one the first.
    """

    fixture: str
    team: str
    what: FixtureFact


@dataclasses.dataclass(frozen=True, slots=True)
class StageLine:
    """What a side had after so many matches of a league season: points at three a win, and goals."""

    season: str
    team: str
    name: str
    points: int
    goals_for: int
    goals_against: int


@dataclasses.dataclass(frozen=True)
class LeaguePast:
    """Seasons of a league beside the one under way.

    Attributes
    ----------
    competition, season : str
        Of the season under way.
    played : int
        Matches after which each season is looked at.
    seasons : tuple of str
        Earlier ones, newest first, as far back as each of them is whole.
    lines : tuple of StageLine
        Of all sides that had played so many, those of the season under way among them.
    champions : dict of str to str or None
        Team id by earlier season, None where nobody was; empty where tables do not decide titles.
    """

    competition: str
    season: str
    played: int
    seasons: tuple[str, ...]
    lines: tuple[StageLine, ...]
    champions: dict[str, str | None]


@dataclasses.dataclass(frozen=True)
class StageQuestion:
    """How many sides of some seasons of a league had as much, or as little, after so many matches.

    Attributes
    ----------
    competition : str
    seasons : tuple of str
    played : int
    what : str
        ``points`` (at three a win), ``goals for`` or ``goals against``.
    value : int
    most : bool
        Whether it is this much or more that counts; else this much or less.
    team : str or None
        Only this side's seasons.
    champions : bool
        Only sides that were champions in the end.
    """

    competition: str
    seasons: tuple[str, ...]
    played: int
    what: Literal["points", "goals for", "goals against"]
    value: int
    most: bool = True
    team: str | None = None
    champions: bool = False


@dataclasses.dataclass(frozen=True)
class LeagueTitleQuestion:
    """How many of some seasons of a league a side ended as champions."""

    competition: str
    seasons: tuple[str, ...]
    team: str


Proof = (
    Question
    | PlayerQuestion
    | TieQuestion
    | TitleQuestion
    | VisitorsQuestion
    | EventQuestion
    | StatQuestion
    | TableQuestion
    | StageQuestion
    | LeagueTitleQuestion
    | MeetingQuestion
    | FixtureQuestion
)
"""Whatever the store can be asked to prove."""
