"""The plain rows that every source parses its files to: bytes in, these out.

A row says what one publisher's file says, in the file's own names, and where it says it (``source_line``). It
knows nothing of other sources: who is who, which match is which, and what a round is called are the store's
business. ``None`` means that the file does not say. Order of fields is the order of columns in the store.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

Side = Literal["home", "away"]
Status = Literal["played", "awarded", "cancelled", "abandoned", "walkover", "void", "scheduled"]


class MatchRow(NamedTuple):
    """One match, or one fixture that was not played, as a file gives it.

    The three scorelines are kept apart: 90 minutes, after extra time, and the shoot-out. A file that only gives a
    score including extra time fills the ``_aet`` pair and leaves the 90-minute pair ``None``. ``extra_time`` is
    ``None`` where the file cannot tell; then ``home_goals`` and ``away_goals`` hold what the file prints.
    """

    source_line: int  # 1-based line on which the row starts
    key: str  # unique in the bundle; rows about this match refer to it
    competition: str  # id from pressbox/store/competitions.csv
    season: str | None  # "2023-24", or "2024" for a calendar-year season
    date: dt.date | None  # match day where it was played
    kick_off: dt.time | None  # clock time in `timezone`
    timezone: str | None  # IANA zone of kick_off; None is the venue's own
    round: str | None  # headings as printed, outermost first, joined by " | "
    leg: int | None  # 1 or 2 where the file says so
    home: str
    away: str
    home_country: str | None  # three-letter code from pressbox/countries.csv
    away_country: str | None
    status: Status
    home_goals: int | None  # after 90 minutes
    away_goals: int | None
    home_goals_ht: int | None
    away_goals_ht: int | None
    extra_time: bool | None
    home_goals_aet: int | None  # after extra time, cumulative
    away_goals_aet: int | None
    shoot_out: bool | None  # decided on penalties
    home_pens: int | None
    away_pens: int | None
    neutral: bool | None
    venue: str | None
    city: str | None
    attendance: int | None
    referee: str | None
    note: str | None  # what else the file says of the match, in words


class GoalRow(NamedTuple):
    """One goal; ``side`` is the side credited with it, own goals included. Shoot-out kicks are not goals."""

    source_line: int
    match: str
    sequence: int  # 1, 2, ... in the order of the file's match
    side: Side
    player: str | None
    minute: int | None  # 45 with stoppage 2 is "45+2"
    stoppage: int | None
    own_goal: bool | None
    penalty: bool | None
    assist: str | None
    home_score: int | None  # running score after the goal
    away_score: int | None


class CardRow(NamedTuple):
    """One card."""

    source_line: int
    match: str
    side: Side
    player: str | None
    minute: int | None
    stoppage: int | None
    kind: Literal["yellow", "second_yellow", "red"]
    reason: str | None


class SubstitutionRow(NamedTuple):
    """One substitution."""

    source_line: int
    match: str
    side: Side
    player_off: str | None
    player_on: str | None
    minute: int | None
    stoppage: int | None


class IncidentRow(NamedTuple):
    """Something else that happened: a penalty missed, a goal disallowed."""

    source_line: int
    match: str
    side: Side
    player: str | None
    minute: int | None
    stoppage: int | None
    kind: Literal["penalty_missed", "goal_disallowed"]
    reason: str | None


class LineupRow(NamedTuple):
    """One player of one side's line-up; ``line`` 1 is the goalkeeper, ``slot`` counts within a line."""

    source_line: int
    match: str
    side: Side
    player: str
    role: Literal["start", "bench"]
    formation: str | None  # "4-3-3"
    line: int | None
    slot: int | None
    position: str | None
    number: int | None
    captain: bool | None


class MatchStatsRow(NamedTuple):
    """Team statistics of one match, one column a measure and side."""

    source_line: int
    match: str
    home_shots: int | None
    away_shots: int | None
    home_shots_on_target: int | None
    away_shots_on_target: int | None
    home_corners: int | None
    away_corners: int | None
    home_fouls: int | None
    away_fouls: int | None
    home_yellow_cards: int | None
    away_yellow_cards: int | None
    home_red_cards: int | None
    away_red_cards: int | None
    home_offsides: int | None
    away_offsides: int | None
    home_woodwork: int | None
    away_woodwork: int | None
    home_xg: float | None
    away_xg: float | None


class PriceRow(NamedTuple):
    """One decimal price."""

    source_line: int
    match: str
    bookmaker: str  # "B365", "PS", "Avg" (an average), "Max" ... as the source abbreviates
    market: Literal["1x2", "total", "handicap", "btts"]
    timing: Literal["opening", "closing"]
    handicap: float | None  # the goal line of a total (2.5), the home handicap of a handicap (-0.75); else None
    outcome: Literal["home", "draw", "away", "over", "under", "yes", "no"]
    price: float


class PublishedForecastRow(NamedTuple):
    """Somebody else's forecast of a match, for grading against."""

    source_line: int
    match: str
    home: float | None
    draw: float | None
    away: float | None
    home_rate: float | None
    away_rate: float | None
    home_rating: float | None
    away_rating: float | None


class PlayerMatchRow(NamedTuple):
    """One player in one match (or unused that day, with 0 minutes)."""

    source_line: int
    match: str
    side: Side
    player: str
    player_key: str | None  # the source's stable key of the player, across seasons
    position: str | None
    minutes: int | None
    started: bool | None
    goals: int | None
    assists: int | None
    own_goals: int | None
    penalties_missed: int | None
    penalties_saved: int | None
    saves: int | None
    yellow_cards: int | None
    red_cards: int | None
    xg: float | None
    xa: float | None


class SquadRow(NamedTuple):
    """One player of a club's or national team's squad in a season."""

    source_line: int
    team: str
    country: str | None
    competition: str | None
    season: str | None
    number: int | None
    player: str
    player_key: str | None
    position: Literal["GK", "DF", "MF", "FW"] | None
    birth_year: int | None
    birth_date: dt.date | None
    nationality: str | None
    caps: int | None
    goals: int | None
    club: str | None  # of an international; of a club player, the previous one


class AvailabilityRow(NamedTuple):
    """One report on a player's fitness or right to play, with the time it was seen."""

    source_line: int
    team: str
    country: str | None
    player: str
    player_key: str | None
    status: Literal["out", "suspended", "doubtful", "back", "available"]
    chance: float | None  # of playing the next match, in [0, 1]
    reason: str | None
    since: dt.date | None
    expected_return: str | None  # as reported: a date or words
    reporter: str | None  # who said it: an address or a publication
    seen_at: dt.datetime  # UTC; nothing of the row was known before


class ClubNameRow(NamedTuple):
    """A club and one of its names from a dictionary of names: a hint for people, never a merge."""

    source_line: int
    club: str
    alias: str
    country: str | None
    city: str | None
    founded: int | None


class RejectedRow(NamedTuple):
    """A row that was not loaded: where it is, what it says, and why."""

    source_line: int
    value: str
    reason: str


TABLES: dict[str, type[tuple[object, ...]]] = {
    "matches": MatchRow,
    "goals": GoalRow,
    "cards": CardRow,
    "substitutions": SubstitutionRow,
    "incidents": IncidentRow,
    "lineups": LineupRow,
    "match_stats": MatchStatsRow,
    "prices": PriceRow,
    "published_forecasts": PublishedForecastRow,
    "player_matches": PlayerMatchRow,
    "squads": SquadRow,
    "availability": AvailabilityRow,
    "club_names": ClubNameRow,
    "rejected": RejectedRow,
}
"""Table name to row type, for everything a bundle can hold."""
