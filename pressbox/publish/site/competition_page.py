"""A competition: its table, how the season or the round may end, the fixtures and results of the site's days."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from pressbox.domain import Table, Team
from pressbox.errors import ForecastError, NoFixture, StoreError
from pressbox.preview.percentages import rounded, shares
from pressbox.publish.documents import table_document
from pressbox.publish.site import addresses
from pressbox.publish.site.day_page import document_of, has_page
from pressbox.publish.site.match_page import Made
from pressbox.publish.site.newsroom import Newsroom
from pressbox.publish.site.page import About, encoded, render
from pressbox.publish.site.scope import Scope
from pressbox.publish.site.summary import Line, line
from pressbox.publish.site.words import Heading, heading
from pressbox.store.calendar import Listed

_ONE_TABLE = ("P", "W", "D", "L", "F", "A", "GD", "Pts")


@dataclasses.dataclass(frozen=True)
class Row:
    """A club's line of a table."""

    place: str
    club: str
    href: str | None
    cells: tuple[str, ...]


@dataclasses.dataclass(frozen=True)
class Standings:
    """A table of clubs."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclasses.dataclass(frozen=True)
class CompetitionView(Heading):
    """A competition's page."""

    table: Standings | None
    table_notes: tuple[str, ...]
    projection: tuple[Standings, ...]
    projection_notes: tuple[str, ...]
    fixtures: tuple[Line, ...]
    results: tuple[Line, ...]


def make_competition(desk: Newsroom, id_: str, ones: Sequence[Listed], scope: Scope) -> Made:
    """The page of a competition that has fixtures on the site."""
    path = addresses.competition(id_)
    competition, season = ones[0].fixture.competition, ones[0].fixture.season
    table = desk.store.table(id_, scope.as_of.local_date, scope.as_of) if competition.kind == "league" else None
    projected, notes = _projected(desk, id_, scope)
    sides = {team.name: team for one in ones for team in (one.fixture.home, one.fixture.away)}
    teams = {row.team.name: row.team for row in table.rows} if table else sides
    standfirst = f"{competition.name} {season}: fixtures, results and forecasts."
    around = heading(
        path, scope, title=competition.name, standfirst=standfirst, folio="Competition", kicker=f"Season {season}"
    )
    view = CompetitionView(
        **vars(around),
        table=_standings(table, path, scope) if table else None,
        table_notes=_table_notes(table) if table else (),
        projection=tuple(_projection(projected, teams, path, scope)),
        projection_notes=notes,
        fixtures=tuple(line(one, path, None, has_page(one, scope), dated=True) for one in ones if not one.match),
        results=tuple(line(one, path, None, has_page(one, scope), dated=True) for one in ones[::-1] if one.match),
    )
    document = {
        "competition": competition.name,
        "season": season,
        "as_of": str(scope.as_of),
        "table": table_document(table) if table else None,
        "projection": projected,
        "notes": list(notes),
        "fixtures": [document_of(one, {}, scope) for one in ones],
    }
    about = About(path, f"{competition.name} {season}", standfirst)
    return Made({path: render("competition", scope, about, page=view), addresses.document(path): encoded(document)})


def _projected(desk: Newsroom, id_: str, scope: Scope) -> tuple[dict[str, Any] | None, tuple[str, ...]]:
    """The document of the projection, or why there is none."""
    try:
        document = desk.project(id_, scope.as_of.local_date, scope.as_of).to_dict()
    except NoFixture:
        return None, ("Nothing of it was still to be played, or its draw was not known.",)
    except StoreError:
        return None, ("It is not projected: results or fixtures of the season are missing from the record.",)
    except ForecastError:
        return None, ("It is not projected: too little is known of its clubs.",)
    return document, tuple(document["notes"])


def _standings(table: Table, path: str, scope: Scope) -> Standings:
    rows = (
        Row(
            str(row.place),
            row.team.name,
            _club_href(row.team, path, scope),
            (
                *map(str, (row.played, row.won, row.drawn, row.lost, row.goals_for, row.goals_against)),
                f"{row.goal_difference:+d}" if row.goal_difference else "0",
                str(row.points),
            ),
        )
        for row in table.rows
    )
    return Standings(f"{table.competition.name} {table.season}", ("", "Club", *_ONE_TABLE), tuple(rows))


def _table_notes(table: Table) -> tuple[str, ...]:
    notes = [f"{row.team.name}: {row.deducted} points deducted." for row in table.rows if row.deducted]
    if not table.complete:
        notes.append("Results of this season are missing from the record.")
    if not table.by_points:
        notes.append("The order is not by these points alone.")
    return tuple(notes)


def _projection(document: dict[str, Any] | None, teams: Mapping[str, Team], path: str, scope: Scope) -> list[Standings]:
    if document is None:
        return []
    return [_season(document, teams, path, scope)] if "teams" in document else _round(document, teams, path, scope)


def _season(document: Mapping[str, Any], teams: Mapping[str, Team], path: str, scope: Scope) -> Standings:
    zones = [zone["zone"] for zone in document["zones"] if zone["zone"] != "champions"]
    rows = tuple(
        _row(
            str(place),
            team["team"],
            (
                f"{team['expected_points']:.0f}",
                f"{team['points_5']} to {team['points_95']}",
                rounded(team["title"]),
                *(rounded(team["zones"][zone]) for zone in zones),
            ),
            teams,
            path,
            scope,
        )
        for place, team in enumerate(document["teams"], 1)
    )
    head = ("", "Club", "Points", "90% of seasons", "First", *(zone.capitalize() for zone in zones))
    caption = f"At the end of the season, from {document['simulations']:,} simulations"
    return Standings(caption, head, rows)


def _round(document: Mapping[str, Any], teams: Mapping[str, Team], path: str, scope: Scope) -> list[Standings]:
    rows = []
    for tie in document["ties"]:
        names = (tie["fixture"]["home"], tie["fixture"]["away"])
        through = shares([tie["tie"]["through"]["home"], tie["tie"]["through"]["away"]]) if tie["tie"] else ("", "")
        rows += [_row("", name, (share,), teams, path, scope) for name, share in zip(names, through, strict=True)]
    tables = [Standings(f"{document['round']}: who goes through", ("", "Club", "Through"), tuple(rows))]
    if document["sides"]:
        rounds = list(document["sides"][0]["reach"])
        chances = tuple(
            _row(
                "",
                side["team"],
                (*(rounded(side["reach"][name]) for name in rounds), rounded(side["win"])),
                teams,
                path,
                scope,
            )
            for side in document["sides"]
        )
        tables.append(Standings("Chance of reaching each round", ("", "Club", *rounds, "Wins"), chances))
    return tables


def _row(place: str, club: str, cells: tuple[str, ...], teams: Mapping[str, Team], path: str, scope: Scope) -> Row:
    team = teams.get(club)
    return Row(place, club, _club_href(team, path, scope) if team else None, cells)


def _club_href(team: Team, path: str, scope: Scope) -> str | None:
    return addresses.relative(path, addresses.club(team.id)) if scope.has_club(team.id) else None
