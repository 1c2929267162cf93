"""Cups won: TROPHY, from the finals on record of the fixture's cup and the cups beside it."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.claim import Claim, Coverage, Evidence, Scope, about_team
from pressbox.facts.editions import editions
from pressbox.facts.record import SIDES
from pressbox.views import TitleQuestion

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Side
    from pressbox.views import PastTie

NAMED_AT_MOST = 3


def mine_trophies(dossier: Dossier) -> list[Claim]:
    """TROPHY: the finals that each side has won, cup by cup, where every final is on record."""
    claims = []
    for cup in sorted({tie.competition for tie in dossier.past_ties}):
        finals = [tie for tie in dossier.past_ties if tie.competition == cup and tie.phase == "final"]
        known = editions().get(cup)
        if known is None or not known.held_from_the_first({tie.season for tie in finals}, dossier.fixture.season):
            continue
        for side in SIDES:
            team = dossier.fixture.team(side)
            won = [tie for tie in finals if tie.winner == team.id]
            if won:
                claims.append(_won(dossier, side, won, finals))
    return claims


def _won(dossier: Dossier, side: Side, won: Sequence[PastTie], finals: Sequence[PastTie]) -> Claim:
    team = dossier.fixture.team(side)
    cup, years = won[0].competition, [tie.date.year for tie in won]
    names = list(dict.fromkeys(tie.competition_name for tie in won))
    name = words.the(names[0]) if len(names) == 1 else f"{words.the(names[0])} or {words.listed(names[1:])}"
    times = {1: "once", 2: "twice"}.get(len(won), f"{words.number(len(won))} times")
    if len(won) <= NAMED_AT_MOST:
        when = f", in {words.listed([str(year) for year in years])}"
    else:
        when = f", most recently in {years[-1]}"
    holders = won[-1] == finals[-1]
    clause = f"are the holders, and have won {name} {times}{when}" if holders else f"have won {name} {times}{when}"
    claim = about_team(
        "TROPHY",
        cup,
        side,
        team.name,
        clause,
        {"won": len(won), "years": years, "holders": holders},
        Scope(finals[-1].competition_name, "any", won[0].date, won[-1].date),
        Coverage(finals[0].date, finals[-1].date, len(finals), "every final"),
        [Evidence(tie.first_match, tie.first_date, tie.home_name, tie.away_name, _score(tie)) for tie in reversed(won)],
    )
    return dataclasses.replace(claim, proofs=((TitleQuestion(cup, team.id), len(won)),), good=True)


def _score(tie: PastTie) -> str | None:
    return None if tie.first is None else f"{tie.first[0]}-{tie.first[1]}"
