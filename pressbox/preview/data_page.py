"""What stands on the data page beside the forecast: prices, the ratings' course, the season, past forecasts.

In: values of the forecast. Out: one frozen value, each part None where nothing supports it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pressbox.forecast.movement import DECIMALS
from pressbox.forecast.season import EUROPEAN_PLACES

if TYPE_CHECKING:
    from pressbox.domain import Fixture
    from pressbox.forecast.cup_round import ProjectedRound
    from pressbox.forecast.prices import Priced
    from pressbox.forecast.season import ProjectedSeason
    from pressbox.forecast.season_walk import Expected, Record

OPEN = 0.01
"""A chance from this to one less this is not settled, and worth a line."""

TITLE = "title"


@dataclasses.dataclass(frozen=True)
class ClubOutlook:
    """What the season holds for a club; ``points`` is the 5th, 50th and 95th percentile, None in a cup."""

    club: str
    chances: Mapping[str, float]
    points: tuple[int, int, int] | None = None

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON document."""
        chances = {name: round(chance, DECIMALS) for name, chance in self.chances.items()}
        return {"club": self.club, "chances": chances, "points": list(self.points) if self.points else None}


@dataclasses.dataclass(frozen=True)
class Outlook:
    """The season of both sides in the competition of the fixture."""

    competition: str
    season: str
    clubs: tuple[ClubOutlook, ...]
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """As in the JSON document."""
        return {
            "competition": self.competition,
            "season": self.season,
            "clubs": [club.to_dict() for club in self.clubs],
            "notes": list(self.notes),
        }


@dataclasses.dataclass(frozen=True)
class DataPage:
    """The parts of the data page that are not in the forecast itself."""

    prices: Priced | None = None
    course: tuple[Expected, ...] = ()
    outlook: Outlook | None = None
    record: Record | None = None

    def to_dict(self) -> dict[str, Any]:
        """The ``data`` of the JSON document."""
        return {
            "prices": self.prices.to_dict() if self.prices else None,
            "course": [
                {"day": day.isoformat(), "home": round(home, DECIMALS), "away": round(away, DECIMALS)}
                for day, home, away in self.course
            ],
            "outlook": self.outlook.to_dict() if self.outlook else None,
            "record": self.record.to_dict() if self.record else None,
        }


def league_outlook(fixture: Fixture, projected: ProjectedSeason) -> Outlook | None:
    """What the league season holds for both sides; None where nothing is open for either."""
    document = projected.to_dict()
    wanted = (fixture.home.name, fixture.away.name)
    found = {line["team"]: line for line in document["teams"]}
    if any(name not in found for name in wanted):
        return None
    clubs = tuple(_in_league(found[name]) for name in wanted)
    return _if_open(Outlook(document["competition"], document["season"], clubs, tuple(document["notes"])))


def _in_league(line: Mapping[str, Any]) -> ClubOutlook:
    points = (line["points_5"], line["points_50"], line["points_95"])
    chances = {TITLE: line["title"], **{name: p for name, p in line["zones"].items() if name != "champions"}}
    return ClubOutlook(line["team"], chances, points)


def cup_outlook(fixture: Fixture, projected: ProjectedRound) -> Outlook | None:
    """How far both sides get in the cup; None where the bracket was not known."""
    found = {side.team: side for side in projected.sides}
    wanted = [found[side.name] for side in (fixture.home, fixture.away) if side.name in found]
    if len(wanted) < 2:
        return None
    clubs = tuple(ClubOutlook(side.team, {**side.reach, "win the cup": side.win}) for side in wanted)
    return _if_open(Outlook(fixture.competition.name, fixture.season, clubs, projected.notes))


def _if_open(outlook: Outlook) -> Outlook | None:
    """The outlook with those columns that are open for at least one side."""
    names = [
        name
        for name in outlook.clubs[0].chances
        if any(OPEN <= club.chances.get(name, 0.0) <= 1 - OPEN for club in outlook.clubs)
    ]
    if not names:
        return None
    clubs = tuple(
        dataclasses.replace(club, chances={name: club.chances[name] for name in names}) for club in outlook.clubs
    )
    european = any(name.endswith("League") for name in names)
    notes = tuple(note for note in outlook.notes if european or note != EUROPEAN_PLACES)
    return dataclasses.replace(outlook, clubs=clubs, notes=notes)
