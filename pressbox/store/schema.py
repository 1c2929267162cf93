"""The data dictionary: every table of the store, its columns and what they mean.

Three layers. ``said_*`` tables hold what each file says, in its own names, one row a row of ``sources/rows.py``. The
tables without a prefix hold what the store makes of it: one match a row whatever the number of sources. ``meta``,
``bundles`` and ``coverage`` say where it comes from and how complete it is. ``docs/store.md`` is written from here.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbox.sources.rows import TABLES

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = 2
"""Raised when a table changes, so that an older or newer store is recognised."""

_SQL_TYPES: dict[object, str] = {
    int: "INTEGER",
    float: "DOUBLE",
    str: "VARCHAR",
    bool: "BOOLEAN",
    dt.date: "DATE",
    dt.time: "TIME",
    dt.datetime: "TIMESTAMP",
}


@dataclasses.dataclass(frozen=True)
class Column:
    """One column: name, SQL type, meaning."""

    name: str
    type: str
    doc: str = ""


@dataclasses.dataclass(frozen=True)
class TableSpec:
    """One table of the store."""

    name: str
    doc: str
    columns: tuple[Column, ...]

    @property
    def ddl(self) -> str:
        """The statement that creates it."""
        columns = ", ".join(f'"{column.name}" {column.type}' for column in self.columns)
        return f"CREATE TABLE {self.name} ({columns})"


def _columns(text: str) -> tuple[Column, ...]:
    """Columns from lines of ``name TYPE meaning``."""
    parts = (line.split(maxsplit=2) for line in text.strip().splitlines())
    return tuple(Column(part[0], part[1], part[2] if len(part) > 2 else "") for part in parts)


def _sql_type(annotation: object) -> str:
    """SQL type of a row field's annotation (``int | None``, ``Literal[...]``)."""
    if typing.get_origin(annotation) is typing.Literal:
        return "VARCHAR"
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        return next(_sql_type(part) for part in typing.get_args(annotation) if part is not type(None))
    return _SQL_TYPES[annotation]


def said_columns(table: str) -> tuple[Column, ...]:
    """Columns of a ``said_`` table: the bundle, then the fields of its row type."""
    hints = typing.get_type_hints(TABLES[table])
    return (
        Column("bundle", "INTEGER", "`bundles.id`"),
        *(Column(name, _sql_type(hint)) for name, hint in hints.items()),
    )


_RESOLVED: tuple[TableSpec, ...] = (
    TableSpec(
        "meta",
        "What wrote the store.",
        _columns("key VARCHAR schema_version, pressbox_version, data_version\nvalue VARCHAR"),
    ),
    TableSpec(
        "bundles",
        "The files that were read.",
        _columns(
            """
id INTEGER number of the bundle in this store
source VARCHAR name of the source
name VARCHAR path below the source's folder
digest VARCHAR SHA-256 of the files' bytes
source_version INTEGER version of the source's parser
priority INTEGER of the source: lower wins
data_rows INTEGER rows in the file, without header and blank lines
matches INTEGER matches loaded
rejected INTEGER rows not loaded
"""
        ),
    ),
    TableSpec(
        "countries",
        "Countries and associations.",
        _columns(
            "code VARCHAR three letters\nname VARCHAR\nadjective VARCHAR\nconfederation VARCHAR\n"
            "timezone VARCHAR IANA zone of the capital or of most grounds; NULL where several matter"
        ),
    ),
    TableSpec(
        "competitions",
        "Competitions through all their names; the European Cup is the Champions League.",
        _columns(
            """
id VARCHAR `eng-1`, `uefa-el`
name VARCHAR present name
kind VARCHAR league, cup, super-cup, friendly or tournament
country VARCHAR code of a domestic competition
tier INTEGER 1 is the top division
international BOOLEAN between clubs or teams of several countries
national BOOLEAN between national teams
"""
        ),
    ),
    TableSpec(
        "competition_names",
        "Names over time, and the other names people use.",
        _columns(
            """
competition VARCHAR `competitions.id`
name VARCHAR
first_season VARCHAR first season of that name; NULL is open
last_season VARCHAR last season of that name; NULL is open
official BOOLEAN false for a name that is only understood, never printed
"""
        ),
    ),
    TableSpec(
        "teams",
        "Clubs and national teams.",
        _columns(
            """
id VARCHAR `eng-liverpool`
name VARCHAR as the British press prints it
country VARCHAR code
national BOOLEAN a national team
how VARCHAR listed (in our file), registry (named by the world registry source only), unknown (in neither)
"""
        ),
    ),
    TableSpec(
        "team_names",
        "Every name a source gives a team, and when it was seen.",
        _columns(
            """
team VARCHAR `teams.id`
source VARCHAR
name VARCHAR as the source prints it
how VARCHAR listed, exact (equal to a listed name but for case and accents), registry or unknown
first_date DATE first match under that name
last_date DATE last match under that name
matches INTEGER
"""
        ),
    ),
    TableSpec(
        "former_names",
        "What a team was called in its time, where that is not its present name.",
        _columns("team VARCHAR `teams.id`\nname VARCHAR\nsince DATE\nuntil DATE"),
    ),
    TableSpec(
        "team_keys",
        "Every name a team is found by, folded to its bare letters.",
        _columns(
            """
key VARCHAR
team VARCHAR `teams.id`
own BOOLEAN the team's own name, not only a source's name for it
first_date DATE first match of the team
last_date DATE last match of the team
tier INTEGER highest division it has played in
"""
        ),
    ),
    TableSpec(
        "matches",
        "One row a fixture, played or not, whatever the number of sources that have it.",
        _columns(
            """
id VARCHAR competition.season.home.away, with .2 and so on where the pairing repeats
competition VARCHAR `competitions.id`
season VARCHAR `2023-24` or `2024`
date DATE match day where it is played; NULL where no source gives it
kick_off_at TIMESTAMP UTC; NULL where no source gives it
phase VARCHAR qualifying, league, group, knockout, final or play-off
round VARCHAR `Matchday 32`, `Quarter-finals`
group_name VARCHAR `A`
matchday INTEGER of a league or group phase
leg INTEGER 1 or 2 in a tie over two legs, 1 in a tie of one match
tie VARCHAR `ties.id`
home VARCHAR `teams.id`
away VARCHAR `teams.id`
status VARCHAR played, awarded, cancelled, abandoned, walkover, void or scheduled
home_goals INTEGER after 90 minutes; NULL where only the score after extra time is known
away_goals INTEGER
home_goals_ht INTEGER at half-time
away_goals_ht INTEGER
extra_time BOOLEAN NULL where no source tells
home_goals_aet INTEGER after extra time
away_goals_aet INTEGER
shoot_out BOOLEAN decided on penalties
home_pens INTEGER
away_pens INTEGER
shoot_out_winner VARCHAR home or away
home_final INTEGER final score, with extra time, without a shoot-out
away_final INTEGER
neutral BOOLEAN
venue VARCHAR
city VARCHAR
attendance INTEGER
referee VARCHAR
sources INTEGER number of sources that have it
source VARCHAR source of the score
"""
        ),
    ),
    TableSpec(
        "team_matches",
        "The matches of the store that were decided on the field or awarded, seen from each side: two rows a match.",
        _columns(
            """
team VARCHAR `teams.id`
date DATE
match VARCHAR `matches.id`
kick_off_at TIMESTAMP UTC
competition VARCHAR
season VARCHAR
phase VARCHAR
opponent VARCHAR `teams.id`
venue VARCHAR home, away or neutral
goals_for INTEGER final, with extra time
goals_against INTEGER
goals_for_90 INTEGER
goals_against_90 INTEGER
outcome VARCHAR W, D or L on the final score; a shoot-out is a draw
awarded BOOLEAN
"""
        ),
    ),
    TableSpec(
        "mean_prices",
        "Mean decimal prices of a match over the bookmakers, one row a match that has any.",
        _columns(
            """
match VARCHAR `matches.id`
home_opening DOUBLE the mean that a source gives where one does, else the mean over its bookmakers
draw_opening DOUBLE
away_opening DOUBLE
over_2_5_opening DOUBLE
under_2_5_opening DOUBLE
home_closing DOUBLE
draw_closing DOUBLE
away_closing DOUBLE
over_2_5_closing DOUBLE
under_2_5_closing DOUBLE
"""
        ),
    ),
    TableSpec(
        "ties",
        "Knockout pairings over one or two legs, replays included.",
        _columns(
            """
id VARCHAR
competition VARCHAR
season VARCHAR
phase VARCHAR qualifying, knockout, final or play-off
round VARCHAR
legs INTEGER 1 or 2
team_1 VARCHAR at home in the first leg
team_2 VARCHAR
goals_1 INTEGER aggregate of team_1, extra time included; NULL until all legs are played
goals_2 INTEGER
winner VARCHAR `teams.id`; NULL where unknown or not decided
decided VARCHAR aggregate, away goals, extra time, penalties, replay, walkover, awarded or lots
first_date DATE
last_date DATE
"""
        ),
    ),
    TableSpec(
        "match_sources",
        "Which row of which file says which match.",
        _columns(
            """
match VARCHAR `matches.id`
bundle INTEGER `bundles.id`
key VARCHAR key of the row in its bundle
source VARCHAR
source_line INTEGER
"""
        ),
    ),
    TableSpec(
        "conflicts",
        "Where sources disagree about a match, one row a source that is overruled.",
        _columns(
            """
match VARCHAR `matches.id`
field VARCHAR score, half-time, date, extra time, status or penalties
source VARCHAR the source that is overruled
value VARCHAR what it says
chosen_source VARCHAR
chosen VARCHAR what the store keeps
"""
        ),
    ),
    TableSpec(
        "rating_marks",
        "Days on which the ratings were saved, with all matches of earlier days learnt.",
        _columns(
            """
state VARCHAR results, shots or prices (clubs, by the evidence they are rated from) or nations
mark DATE
version VARCHAR of the code and the settings that rated
digest VARCHAR of all that was known of the matches before
matches INTEGER that were learnt from
last_day INTEGER of the latest of them, in days since 1970-01-01; NULL if there is none
"""
        ),
    ),
    TableSpec(
        "team_ratings",
        "Ratings on a mark, of the teams that changed since the mark before; `rating_steps.py` has the scale.",
        _columns(
            """
state VARCHAR
mark DATE
team VARCHAR `teams.id`
strength FLOAT log of the ratio of two sides' rates, against the level of its pool
openness FLOAT log of the product of the rates
var_strength FLOAT variances of these
var_openness FLOAT
covariance FLOAT
edge FLOAT of its own at home
var_edge FLOAT
last_day FLOAT of its last match, in days since 1970-01-01
pool VARCHAR `competitions.id` whose level the team shares: its league, or a cup if it was seen in no league
played FLOAT matches since its last long break
points FLOAT in the table of the season under way
rounds FLOAT
in_season FLOAT first day of that season
"""
        ),
    ),
    TableSpec(
        "competition_ratings",
        "What is known of competitions on a mark, of those that have changed since the mark before.",
        _columns(
            """
state VARCHAR
mark DATE
competition VARCHAR `competitions.id`, or national-teams
base FLOAT log of a usual side's rate
home FLOAT advantage of playing at home
var_base FLOAT
var_home FLOAT
last_round FLOAT day of its last match
mean_strength FLOAT of the teams that play in it
mean_openness FLOAT
level FLOAT against other competitions
var_level FLOAT
seen FLOAT matches
per_shot FLOAT goals a shot, a shot on target and an xG are worth
per_target FLOAT
per_xg FLOAT
season FLOAT first day of the season under way
season_matches FLOAT
season_teams FLOAT
"""
        ),
    ),
    TableSpec(
        "coverage",
        "How much of a competition's season the store holds.",
        _columns(
            """
competition VARCHAR
season VARCHAR
matches INTEGER played or awarded
teams INTEGER
expected INTEGER matches of a full season where that can be told
complete BOOLEAN NULL where it cannot be told
first_date DATE
last_date DATE
sources VARCHAR names, joined by `, `
reason VARCHAR how `complete` was decided
"""
        ),
    ),
)

EVENTS: dict[str, str] = {
    "goals": "Goals, from one source a match; shoot-out kicks are not goals.",
    "cards": "Cards, from one source a match; a second yellow is a dismissal and not a booking.",
    "substitutions": "Substitutions, from one source a match.",
    "incidents": "Penalties missed and goals disallowed, from one source a match.",
    "lineups": "Line-ups, from one source a match.",
    "match_stats": "Team statistics of a match, from one source a match.",
    "prices": "Decimal prices of bookmakers, from all sources.",
    "published_forecasts": "Other people's forecasts, from all sources.",
    "player_matches": "Players' matches, from one source a match.",
}
"""Tables of rows about a match: the columns of the source's row with ``match`` resolved."""

ROSTERS: dict[str, str] = {
    "squads": "Squad lists, from all sources.",
    "availability": "Reports on fitness and right to play, from all sources; never overwritten.",
}
"""Tables of rows about a team's players: the columns of the source's row with ``team`` resolved."""

_UNRESOLVED = ("bundle", "source_line", "match", "team", "country")


def own_columns(table: str) -> tuple[Column, ...]:
    """Columns of an event or roster table that are taken over from its source rows unchanged."""
    return tuple(column for column in said_columns(table) if column.name not in _UNRESOLVED)


def _resolved_spec(table: str, doc: str) -> TableSpec:
    subject = Column("match", "VARCHAR", "`matches.id`") if table in EVENTS else Column("team", "VARCHAR", "`teams.id`")
    source = Column("source", "VARCHAR", "the source the row is taken from")
    return TableSpec(table, doc, (subject, source, *own_columns(table)))


def tables() -> Iterator[TableSpec]:
    """Every table of the store, said tables first."""
    for name, row in TABLES.items():
        doc = (row.__doc__ or "").strip().splitlines()[0]
        yield TableSpec(f"said_{name}", doc, said_columns(name))
    yield from _RESOLVED
    for name, doc in (EVENTS | ROSTERS).items():
        yield _resolved_spec(name, doc)


def arrow_type(sql_type: str) -> pa.DataType:
    """Arrow type of a column type of the store."""
    import pyarrow as pa

    types = {
        "INTEGER": pa.int32(),
        "DOUBLE": pa.float64(),
        "FLOAT": pa.float32(),
        "VARCHAR": pa.string(),
        "BOOLEAN": pa.bool_(),
        "DATE": pa.date32(),
        "TIME": pa.time64("us"),
        "TIMESTAMP": pa.timestamp("us"),
    }
    return types[sql_type]


def arrow_schema(table: str) -> pa.Schema:
    """Arrow schema of a source table, without the bundle."""
    import pyarrow as pa

    return pa.schema([(column.name, arrow_type(column.type)) for column in said_columns(table)[1:]])
