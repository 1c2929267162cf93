"""Small hand-made dossiers and forecasts for tests of facts, preview and publish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pressbox.domain import (
    AsOf,
    Competition,
    Dossier,
    Fixture,
    Lineup,
    LineupPlayer,
    Match,
    Phase,
    Report,
    Score,
    Side,
    Table,
    TableRow,
    Team,
    Tie,
)

PREMIER_LEAGUE = Competition("eng-1", "Premier League", "league", "ENG", 1)
SERIE_A = Competition("ita-1", "Serie A", "league", "ITA", 1)
FA_CUP = Competition("eng-fa-cup", "FA Cup", "cup", "ENG", None)
EFL_CUP = Competition("eng-league-cup", "EFL Cup", "cup", "ENG", None)
COPPA_ITALIA = Competition("ita-cup", "Coppa Italia", "cup", "ITA", None)
EUROPA_LEAGUE = Competition("uefa-el", "Europa League", "cup", None, None, international=True)
CHAMPIONS_LEAGUE = Competition("uefa-cl", "Champions League", "cup", None, None, international=True)
FRIENDLY = Competition("friendly", "club friendly", "friendly", None, None)
WORLD_CUP = Competition("fifa-world-cup", "World Cup", "tournament", None, None, international=True)


def team(name: str, country: str = "ENG", *, national: bool = False) -> Team:
    return Team(name.lower().replace(" ", "-"), name, country, national)


def fixture(
    date: str,
    home: Team,
    away: Team,
    competition: Competition = PREMIER_LEAGUE,
    *,
    season: str = "2023-24",
    phase: Phase | None = None,
    round: str | None = None,  # noqa: A002 - the word of the domain
    matchday: int | None = None,
    leg: int | None = None,
    tie: str | None = None,
    neutral: bool = False,
    venue: str | None = None,
    city: str | None = None,
) -> Fixture:
    return Fixture(
        f"{competition.id}:{season}:{home.id}:{away.id}:{date}",
        dt.date.fromisoformat(date),
        None,
        None,
        competition,
        season,
        phase or ("league" if competition.kind == "league" else "knockout"),
        round,
        matchday,
        leg,
        tie,
        home,
        away,
        neutral,
        venue,
        city,
    )


def match(
    date: str,
    home: Team,
    score: str,
    away: Team,
    competition: Competition = PREMIER_LEAGUE,
    *,
    extra_time: bool = False,
    shoot_out_winner: Side | None = None,
    awarded: bool = False,
    **about: Any,  # noqa: ANN401
) -> Match:
    goals = Score(*map(int, score.split("-")))
    played = fixture(date, home, away, competition, **about)
    return Match(played, goals, None, None, extra_time, None, shoot_out_winner, awarded)


def run_of(scores: Sequence[str], side: Team, opponents: Sequence[Team], last: str) -> list[Match]:
    """Home league matches of a side a week apart, newest first."""
    day = dt.date.fromisoformat(last)
    return [
        match((day - dt.timedelta(weeks=i)).isoformat(), side, score, opponents[i % len(opponents)])
        for i, score in enumerate(scores)
    ]


def dossier(
    of: Fixture,
    *,
    recent: Mapping[str, Sequence[Match]] | None = None,
    meetings: Sequence[Match] = (),
    tie: Tie | None = None,
    tables: Mapping[str, Table] | None = None,
    reports: Mapping[str, Sequence[Report]] | None = None,
    lineups: Mapping[str, Sequence[Lineup]] | None = None,
    next_fixtures: Mapping[str, Sequence[Fixture]] | None = None,
    coverage: Mapping[str, str] | None = None,
) -> Dossier:
    moment = dt.datetime.combine(of.date, dt.time(), dt.timezone(dt.timedelta(hours=2)))
    return Dossier(
        of,
        AsOf(moment),
        {key: tuple(value) for key, value in (recent or {}).items()},
        tuple(meetings),
        tie,
        dict(tables or {}),
        {key: tuple(value) for key, value in (reports or {}).items()},
        {key: tuple(value) for key, value in (lineups or {}).items()},
        {key: tuple(value) for key, value in (next_fixtures or {}).items()},
        dict(coverage or {}),
    )


def table(competition: Competition, *rows: tuple[Team, int, int], complete: bool = True) -> Table:
    """Build a table from (team, played, points), best first; the other columns are made to fit the points."""
    lines = []
    for place, (side, played, points) in enumerate(rows, 1):
        won = min(points // 3, played)
        drawn = points - 3 * won
        lines.append(TableRow(place, side, played, won, drawn, played - won - drawn, 2 * won, played - won, points))
    return Table(competition, "2023-24", "2024-04-18", tuple(lines), None, complete)


def report(
    side: Team,
    player: str,
    status: Literal["out", "suspended", "doubtful", "back", "available"],
    seen: str,
    *,
    reason: str | None = None,
    expected_return: str | None = None,
    reporter: str | None = "The Daily",
) -> Report:
    seen_at = dt.datetime.fromisoformat(f"{seen}T09:00:00")
    return Report(side.id, player, status, reason, None, expected_return, reporter, seen_at)


def lineup(side: Team, of: Match, formation: str, lines: Sequence[Sequence[str]]) -> Lineup:
    players = tuple(
        LineupPlayer(player, line, slot) for line, names in enumerate(lines, 1) for slot, player in enumerate(names, 1)
    )
    return Lineup(of.fixture.id, of.fixture.date, side.id, formation, players)


def forecast(of: Fixture, *, tie: Mapping[str, Any] | None = None, score: tuple[int, int] = (1, 2)) -> dict[str, Any]:
    """Build a forecast document in the shape of the contract, with round hand-made numbers that add up to 1."""
    cells = [(1, 2, 0.10), (1, 1, 0.12), (0, 1, 0.08), (0, 2, 0.07), (2, 1, 0.09), (1, 0, 0.08), (0, 0, 0.06)]
    cells += [(2, 2, 0.05), (2, 0, 0.06), (0, 3, 0.05), (1, 3, 0.06), (2, 3, 0.05), (3, 1, 0.05), (3, 3, 0.08)]
    ranked = sorted(cells, key=lambda cell: -cell[2])
    return {
        "fixture": {},
        "as_of": "2024-04-18T00:00:00+02:00",
        "model": {"name": "test-model", "version": "1", "trained_on_matches": 1000},
        "rates": {"home": 1.31, "away": 1.74},
        "result": {"home": 0.28, "draw": 0.31, "away": 0.41},
        "scorelines": [{"home": home, "away": away, "p": p} for home, away, p in ranked],
        "totals": {"over_0_5": 0.94, "over_1_5": 0.78, "over_2_5": 0.53, "over_3_5": 0.29, "over_4_5": 0.13},
        "btts": 0.55,
        "team_goals": {
            "home": {"over_0_5": 0.74, "over_1_5": 0.33, "over_2_5": 0.13},
            "away": {"over_0_5": 0.8, "over_1_5": 0.41, "over_2_5": 0.24},
        },
        "predicted_score": {"home": score[0], "away": score[1]},
        "tie": dict(tie) if tie else None,
        "movement": None,
    }
