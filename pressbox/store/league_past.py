"""What all sides of a league had after as many matches in earlier seasons, and who won its titles.

A title is the first place of a table that was whole, for leagues in which the table decides (``title_leagues.csv``);
``title_exceptions.csv`` has the seasons in which it did not.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pressbox.store.competitions import deductions, league_rule
from pressbox.store.season_shape import cut_short
from pressbox.store.stage_windows import read_table
from pressbox.views import LeaguePast, StageLine

if TYPE_CHECKING:
    from pressbox.domain import AsOf, Table
    from pressbox.store.database import Store
    from pressbox.views import Covered

Row = Mapping[str, Any]

FEWEST_PLAYED = 8


def league_pasts(
    store: Store, tables: Mapping[str, Table], covered: Iterable[Covered], as_of: AsOf
) -> dict[str, LeaguePast]:
    """The past of each side's league, by team id; of a league that both are in by one query."""
    known = list(covered)
    pasts: dict[tuple[str, str, int], LeaguePast] = {}
    found = {}
    for team, table in tables.items():
        row = table.row(team)
        if row is None or not (table.complete and table.by_points) or table.group or row.played < FEWEST_PLAYED:
            continue
        key = (table.competition.id, table.season, row.played)
        if key not in pasts:
            earlier = whole_seasons(known, *key[:2])
            find = functools.partial(_past, store, *key, earlier, as_of)
            pasts[key] = store.once(("league past", *key, earlier), as_of, find)
        found[team] = pasts[key]
    return found


def whole_seasons(covered: Iterable[Covered], competition: str, before: str) -> tuple[str, ...]:
    """Seasons of a league, newest first, back to the first that is not whole; none where the last one is not."""
    whole = {int(e.season[:4]): e.season for e in covered if e.competition == competition and e.complete}
    seasons = []
    for year in range(int(before[:4]) - 1, 0, -1):
        if year not in whole:
            break
        seasons.append(whole[year])
    return tuple(seasons)


def _past(
    store: Store, competition: str, season: str, played: int, earlier: tuple[str, ...], as_of: AsOf
) -> LeaguePast:
    parameters = {"competition": competition, "seasons": [season, *earlier], "played": played}
    rows = store.known_rows("league_stages", as_of, parameters)
    lines = tuple(_line(row) for row in rows if row["counted"] == played)
    champions = _champions(store, competition, earlier, rows, as_of) if competition in _titled() else {}
    return LeaguePast(competition, season, played, earlier, lines, champions)


def _line(row: Row) -> StageLine:
    points = 3 * row["won"] + row["drawn"]
    return StageLine(row["season"], row["team"], row["name"], points, row["goals_for"], row["goals_against"])


def _titled() -> set[str]:
    return {row["competition"] for row in read_table("title_leagues.csv")}


def title_exceptions(competition: str) -> dict[str, str | None]:
    """Champions, by season, that the table does not give; None where there was none."""
    rows = read_table("title_exceptions.csv")
    return {row["season"]: row["champion"] or None for row in rows if row["competition"] == competition}


def _champions(
    store: Store, competition: str, seasons: Sequence[str], rows: Sequence[Row], as_of: AsOf
) -> dict[str, str | None]:
    by_season: dict[str, list[Row]] = {season: [] for season in seasons}
    for row in rows:
        if row["season"] in by_season:
            by_season[row["season"]].append(row)
    exceptions = title_exceptions(competition)
    return {
        season: exceptions[season] if season in exceptions else _first(store, competition, season, lines, as_of)
        for season, lines in by_season.items()
    }


def _first(store: Store, competition: str, season: str, lines: Sequence[Row], as_of: AsOf) -> str | None:
    """Who was first; by the league's own table where two are level or a season was cut short."""
    win = league_rule(competition, season).win
    taken: dict[str, int] = {}
    for item in deductions():
        if (item.competition, item.season) == (competition, season):
            taken[item.team] = taken.get(item.team, 0) + item.points
    points = {
        line["team"]: win * line["won_in_all"] + line["drawn_in_all"] - taken.get(line["team"], 0) for line in lines
    }
    if not points:  # the season is listed, its matches are not
        return None
    most = max(points.values())
    first: list[str] = [team for team, total in points.items() if total == most]
    if len(first) == 1 and cut_short(competition, season, as_of.local_date) is None:
        return first[0]
    table = store.table(competition, as_of.local_date, as_of, season)
    return table.rows[0].team.id if table else None
