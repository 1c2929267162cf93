"""Matches as a side of them sees them, from rows of ``own_results``.

In Python, because joining the names of the time to every row takes SQL longer, and so that the proofs, which are in
SQL, have nothing in common with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pressbox.views import SideMatch

if TYPE_CHECKING:
    from pressbox.store.name_of_the_time import NamesOfTheTime


def side_match(row: Mapping[str, Any], team: str, names: NamesOfTheTime) -> SideMatch:
    """A match that is over, seen by one of its sides."""
    own, other = ("home", "away") if row["home"] == team else ("away", "home")
    date, competition, opponent, winner = row["date"], row["competition"], row[other], row["shoot_out_winner"]
    return SideMatch(
        match=row["id"],
        date=date,
        season=row["season"],
        competition=competition,
        competition_name=names.competition_name(competition, row["season"]),
        kind=names.kind(competition),
        phase=row["phase"],
        round=row["round"],
        leg=row["leg"],
        tie=row["tie"],
        venue="neutral" if row["neutral"] else own,  # type: ignore[arg-type]
        team=team,
        team_name=names.team_name(team, date),
        opponent=opponent,
        opponent_name=names.team_name(opponent, date),
        opponent_country=names.country(opponent),
        goals_for=row[f"{own}_final"],
        goals_against=row[f"{other}_final"],
        for_90=row[f"{own}_goals"],
        against_90=row[f"{other}_goals"],
        for_ht=row[f"{own}_goals_ht"],
        against_ht=row[f"{other}_goals_ht"],
        shoot_out=None if winner is None else "won" if winner == own else "lost",
        extra_time=bool(row["extra_time"]),
        awarded=row["status"] == "awarded",
    )
