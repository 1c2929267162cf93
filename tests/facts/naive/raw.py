"""The rows of ``matches`` as they lie in the store, and what was over at a moment."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

Row = dict[str, Any]

EUROPE = {"uefa-cl", "uefa-el", "uefa-cw", "uefa-conf"}


class Rows:
    """Rows of a store that does not change; those of the newest few hundred queries are kept.

    Parameters
    ----------
    connection
        Of DuckDB.
    """

    def __init__(self, connection: Any) -> None:  # noqa: ANN401
        self.connection = connection
        self._kept = functools.lru_cache(maxsize=300)(self._fetch)
        self.by_match = functools.lru_cache(maxsize=30)(self._by_match)

    @functools.cached_property
    def teams(self) -> dict[str, Row]:
        """Every team by its id."""
        return {row["id"]: row for row in self.select("SELECT * FROM teams")}

    @functools.cached_property
    def names(self) -> dict[str, set[str]]:
        """Every name that a team has or had."""
        names = {team: {row["name"]} for team, row in self.teams.items()}
        for row in self.select("SELECT * FROM former_names"):
            names.setdefault(row["team"], set()).add(row["name"])
        return names

    def select(self, query: str, *values: Any) -> list[Row]:  # noqa: ANN401
        """Rows as dicts of the caller's own."""
        names, rows = self._kept(query, *values)
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _by_match(self, query: str, *values: Any) -> dict[str, list[Row]]:  # noqa: ANN401
        names, rows = self._fetch(query, *values)
        found: dict[str, list[Row]] = {}
        of = names.index("match")
        for row in rows:
            found.setdefault(row[of], []).append(dict(zip(names, row, strict=True)))
        return found

    def _fetch(self, query: str, *values: Any) -> tuple[list[str], list[tuple[Any, ...]]]:  # noqa: ANN401
        cursor = self.connection.execute(query, list(values))
        return [column[0] for column in cursor.description], cursor.fetchall()


class Raw:
    """What a store says, row by row.

    Parameters
    ----------
    rows : Rows
    fixture : str
        Id of the match that is previewed.
    moment : datetime
        UTC, without zone: nothing later is known.
    today : date
        The day of the moment at the ground.
    """

    def __init__(self, rows: Rows, fixture: str, moment: dt.datetime, today: dt.date) -> None:
        self.connection, self.select, self.by_match = rows.connection, rows.select, rows.by_match
        self.moment, self.today = moment, today
        self.competitions = {row["id"]: row for row in self.select("SELECT * FROM competitions")}
        self.teams, self.team_names = rows.teams, rows.names
        self._names: dict[str, set[str]] = {}
        for row in self.select("SELECT * FROM competition_names"):
            self._names.setdefault(row["competition"], set()).add(row["name"])
        (self.fixture,) = self.select("SELECT * FROM matches WHERE id = ?", fixture)
        self.sides = {side: self.fixture[side] for side in ("home", "away")}
        self.past = {
            team: self.seen_by(team, self.select("SELECT * FROM matches WHERE home = ? OR away = ?", team, team))
            for team in self.sides.values()
        }

    def of_match(self, table: str, match: Row) -> list[Row]:
        """The rows of a match in another table; those of its whole season are read at once."""
        of_season = "SELECT id FROM matches WHERE competition = ? AND season = ?"
        query = f"SELECT * FROM {table} WHERE match IN ({of_season})"
        return [dict(row) for row in self.by_match(query, match["competition"], match["season"]).get(match["id"], ())]

    def over(self, row: Row) -> bool:
        """Whether a match had ended by the moment, as far as can be told: of a day without hours, when it is past."""
        if row["status"] not in ("played", "awarded") or row["home_final"] is None or row["date"] is None:
            return False
        if row["date"] > self.today:
            return False
        if row["kick_off_at"] is None:
            return bool(row["date"] < self.today)
        length = dt.timedelta(minutes=165 if row["extra_time"] else 135)
        return bool(row["kick_off_at"] + length <= self.moment)

    def seen_by(self, team: str, rows: list[Row]) -> list[Row]:
        """A team's matches that are over, the newest first, with goals for and against and the ground."""
        found = []
        for row in rows:
            if not self.over(row):
                continue
            home = row["home"] == team
            ours, theirs = ("home", "away") if home else ("away", "home")
            found.append(
                row
                | {
                    "for": row[f"{ours}_final"],
                    "against": row[f"{theirs}_final"],
                    "opponent": row["away"] if home else row["home"],
                    "ground": "neutral" if row["neutral"] else "home" if home else "away",
                    "awarded": row["status"] == "awarded",
                    "kind": self.competitions[row["competition"]]["kind"],
                }
            )
        never = dt.datetime.min
        found.sort(key=lambda row: row["id"])
        found.sort(key=lambda row: (row["date"], row["kick_off_at"] or never), reverse=True)
        return found

    def within(self, claim: dict[str, Any], *, since_coverage: bool = True) -> list[Row]:
        """The rows that a claim's scope takes in, the newest first, back to where its coverage begins."""
        team = self.sides[claim["side"]]
        scope, first = claim["scope"], claim["coverage"]["first"]
        grounds = {"any": ("home", "away", "neutral"), "home": ("home",), "away": ("away", "neutral")}[scope["venue"]]
        return [
            row
            for row in self.past[team]
            if self._counts(scope["competitions"], row, self.teams[team]["national"])
            and row["ground"] in grounds
            and (not since_coverage or first is None or row["date"] >= dt.date.fromisoformat(first))
        ]

    def _counts(self, competitions: str, row: Row, national: bool) -> bool:
        if competitions == "all":
            return national or (row["kind"] not in ("friendly", "super-cup") and row["competition"] != "uefa-itc")
        if competitions == "Europe":
            return row["competition"] in EUROPE
        return bool(set(competitions.split(", ")) & self.called(row["competition"]))

    def called(self, competition: str) -> set[str]:
        """Every name of a competition."""
        return self._names.get(competition, set()) | {self.competitions[competition]["name"]}
