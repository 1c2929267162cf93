"""What teams and competitions were called when a match was played: looked up in Python from tables read once.

A join for each of them in every query takes longer to plan than the rest of the query to run.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from pressbox.domain import Competition, Fixture, Team
from pressbox.views import Kind

Rows = Callable[[str], Sequence[dict[str, Any]]]


class NamesOfTheTime:
    """Teams and competitions of a store by id, with their names over time.

    Parameters
    ----------
    rows : callable
        Gives the rows of a query.
    """

    def __init__(self, rows: Rows) -> None:
        self._teams = {row["id"]: row for row in rows("SELECT * FROM teams")}
        self._competitions = {row["id"]: row for row in rows("SELECT * FROM competitions")}
        self._timezones = {row["code"]: row["timezone"] for row in rows("SELECT code, timezone FROM countries")}
        self._former: dict[str, list[dict[str, Any]]] = {}
        for row in rows("SELECT * FROM former_names"):
            self._former.setdefault(row["team"], []).append(row)
        self._named: dict[str, list[dict[str, Any]]] = {}
        for row in rows("SELECT * FROM competition_names WHERE official"):
            self._named.setdefault(row["competition"], []).append(row)

    def team_name(self, team_id: str, on: dt.date | None) -> str:
        """What a team was called on a day."""
        for past in self._former.get(team_id, ()):
            if on and past["since"] <= on <= past["until"]:
                return str(past["name"])
        return str(self._teams[team_id]["name"])

    def country(self, team_id: str) -> str | None:
        """Code of a team's country."""
        code: str | None = self._teams[team_id]["country"]
        return code

    def team(self, team_id: str, on: dt.date | None) -> Team:
        """A team as it was called on a day."""
        row = self._teams[team_id]
        return Team(team_id, self.team_name(team_id, on), row["country"], row["national"])

    def competition_name(self, competition_id: str, season: str) -> str:
        """What a competition was called in a season."""
        for name in self._named.get(competition_id, ()):
            if (name["first_season"] or season) <= season <= (name["last_season"] or season):
                return str(name["name"])
        return str(self._competitions[competition_id]["name"])

    def kind(self, competition_id: str) -> Kind:
        """Kind of a competition."""
        kind: Kind = self._competitions[competition_id]["kind"]
        return kind

    def competition(self, competition_id: str, season: str) -> Competition:
        """A competition as it was called in a season."""
        row = self._competitions[competition_id]
        name = self.competition_name(competition_id, season)
        return Competition(competition_id, name, row["kind"], row["country"], row["tier"], row["international"])

    def fixture(self, row: dict[str, Any]) -> Fixture:
        """A row of ``matches`` as a fixture."""
        home, away = self.team(row["home"], row["date"]), self.team(row["away"], row["date"])
        competition = self.competition(row["competition"], row["season"])
        return Fixture(
            id=row["id"],
            date=row["date"],
            kick_off_at=row["kick_off_at"],
            timezone=self._timezones.get(home.country or competition.country),
            competition=competition,
            season=row["season"],
            phase=row["phase"],
            round=row["round"],
            matchday=row["matchday"],
            leg=row["leg"],
            tie=row["tie"],
            home=home,
            away=away,
            neutral=bool(row["neutral"]),
            venue=row["venue"],
            city=row["city"],
        )
