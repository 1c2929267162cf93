"""Rounds and ties of the store: where each match stands, which matches are one tie, who won it.

Reads ``matches`` and the temporary tables ``match_heading`` (match, heading, leg, note) and ``name_of`` (source, name,
team); fills the columns phase, round, group_name, matchday, leg, tie, shoot_out_winner and neutral of ``matches``, and
``ties``. A heading outranks the calendar of ``stage_windows.csv``; a match that neither places has no phase and is in
no tie, for a group match must never be taken for a leg. ``docs/ties.md`` tells the rules.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from pressbox.store.queries import append_rows, sql
from pressbox.store.stage_windows import dated_windows, read_table
from pressbox.store.stages import read_stage
from pressbox.store.tie_outcomes import Outcome, Parts, outcome, split
from pressbox.store.tie_pairing import Meeting, Pairing, pair_up

if TYPE_CHECKING:
    import duckdb

LastDays = dict[tuple[str, str, str, bool], dt.date]
"""Competition, season, team and whether in play-offs, to the team's last day in it."""


class TieRow(NamedTuple):
    """A row of ``ties``."""

    id: str
    competition: str
    season: str
    phase: str
    round: str | None
    legs: int
    team_1: str
    team_2: str
    goals_1: int | None
    goals_2: int | None
    winner: str | None
    decided: str | None
    first_date: dt.date
    last_date: dt.date


class TieMatch(NamedTuple):
    """What its pairing says of a match; no tie where the legs cannot be told."""

    match: str
    phase: str
    round: str | None
    tie: str | None = None
    leg: int | None = None
    part: Literal["single", "leg", "replay", "void"] | None = None
    shoot_out_winner: str | None = None


def resolve_stages_and_ties(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the stage columns of ``matches``, and ``ties``."""
    connection.execute(sql("stage_tables"))
    _place_matches(connection)
    append_rows(connection, "shoot_out_score", [*_shoot_out_scores()])
    connection.execute(sql("correct_shoot_outs"))
    connection.execute(sql("shoot_outs"))
    ties, matches = _find_ties(connection)
    append_rows(connection, "ties", ties)
    append_rows(connection, "tie_match", matches)
    append_rows(connection, "neutral_rule", [*_neutral_rules()])
    connection.execute(sql("apply_stages"))


def _place_matches(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the table ``placed``: phase, round and so on of every match, before its tie is known."""
    headings = connection.execute(sql("headings")).fetchall()
    stages = [(heading, kind, read_stage(heading, kind)) for heading, kind in headings]
    append_rows(
        connection,
        "stage_of_heading",
        [(heading, kind, s.phase, s.round, s.group, s.matchday, s.leg, s.replay) for heading, kind, s in stages],
    )
    seasons = connection.execute(sql("all_seasons")).fetchall()
    append_rows(connection, "stage_window", [*dated_windows(seasons)])
    connection.execute(sql("place_matches"))
    connection.execute(sql("place_league_play_offs"))


def _find_ties(connection: duckdb.DuckDBPyConnection) -> tuple[list[TieRow], list[TieMatch]]:
    """Every tie, and what each match of a knockout phase is in it."""
    last_days: LastDays = {
        (competition, season, team, play_off): day
        for competition, season, team, play_off, day in connection.execute(sql("last_days")).fetchall()
    }
    meetings = [Meeting(*row) for row in connection.execute(sql("knockout_matches")).fetchall()]
    ties: list[TieRow] = []
    matches: list[TieMatch] = []
    taken: Counter[str] = Counter()
    for _, season in itertools.groupby(meetings, key=lambda meeting: (meeting.competition, meeting.season)):
        for pairing in pair_up(season):
            parts = split(pairing)
            if parts is None:
                matches += [TieMatch(meeting.match, pairing.phase, pairing.round) for meeting in pairing.meetings]
                continue
            tie = _tie(pairing, parts, last_days, taken)
            ties.append(tie)
            matches += _tie_matches(tie, parts)
    return ties, matches


def _tie(pairing: Pairing, parts: Parts, last_days: LastDays, taken: Counter[str]) -> TieRow:
    def plays_on(team: str) -> bool:
        day = last_days.get((pairing.competition, pairing.season, team, pairing.phase == "play-off"))
        return day is not None and day > pairing.last

    first = parts.legs[0]
    how: Outcome = outcome(pairing, parts, plays_on)
    return TieRow(
        _tie_id(pairing, first, taken),
        pairing.competition,
        pairing.season,
        pairing.phase,
        pairing.round,
        parts.number,
        first.home,
        first.away,
        how.goals_1,
        how.goals_2,
        how.winner,
        how.decided,
        pairing.first,
        pairing.last,
    )


def _tie_id(pairing: Pairing, first: Meeting, taken: Counter[str]) -> str:
    """``uefa-el.2023-24.quarter-finals.eng-liverpool.ita-atalanta``, numbered where a pairing comes twice."""
    slug = re.sub("[^a-z0-9]+", "-", (pairing.round or pairing.phase).lower()).strip("-")
    tie = f"{pairing.competition}.{pairing.season}.{slug}.{first.home}.{first.away}"
    taken[tie] += 1
    return tie if taken[tie] == 1 else f"{tie}.{taken[tie]}"


def _tie_matches(tie: TieRow, parts: Parts) -> Iterator[TieMatch]:
    last = (*parts.legs, *parts.replays)[-1]
    for number, leg in enumerate(parts.legs, start=1):
        # A first leg that is not on file leaves the second one alone; the source says which it is.
        known = leg.leg or number if len(parts.legs) < parts.number else number
        part: Literal["single", "leg"] = "single" if parts.number == 1 else "leg"
        yield TieMatch(leg.match, tie.phase, tie.round, tie.id, known, part, _shoot_out(tie, leg, last))
    for replay in parts.replays:
        yield TieMatch(replay.match, tie.phase, tie.round, tie.id, None, "replay", _shoot_out(tie, replay, last))
    for meeting in parts.void:
        yield TieMatch(meeting.match, tie.phase, tie.round, tie.id, None, "void")


def _shoot_out(tie: TieRow, meeting: Meeting, last: Meeting) -> str | None:
    """Winner of the shoot-out that settled a tie, by who won the tie."""
    if meeting is not last or tie.decided != "penalties" or tie.winner is None:
        return None
    return "home" if tie.winner == meeting.home else "away"


def _shoot_out_scores() -> Iterator[tuple[object, ...]]:
    """Rows of ``shoot_outs.csv``, with the names that some source prints."""
    for row in read_table("shoot_outs.csv"):
        goals = [int(row[name]) for name in ("home_goals", "away_goals", "home_pens", "away_pens")]
        yield row["competition"], dt.date.fromisoformat(row["date"]), row["home"], row["away"], *goals


def _neutral_rules() -> Iterator[tuple[object, ...]]:
    for order, row in enumerate(read_table("neutral.csv")):
        days = [dt.date.fromisoformat(row[name]) if row[name] else None for name in ("first_date", "last_date")]
        texts = [row[name] or None for name in ("round", "part", "home", "away")]
        seasons = (row["first_season"], row["last_season"])
        yield order, row["competition"], *seasons, *texts, *days, row["neutral"] == "1"
