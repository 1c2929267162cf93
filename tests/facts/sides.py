"""One side's record by hand: Liverpool before a match with Everton on 20 April 2024."""

from __future__ import annotations

from collections.abc import Iterable

from pressbox.domain import Dossier, Fixture, Match
from pressbox.facts.claim import Claim
from tests import builders as b

LIVERPOOL, FULHAM, EVERTON = b.team("Liverpool"), b.team("Fulham"), b.team("Everton")
OF = b.fixture("2024-04-20", LIVERPOOL, EVERTON)


def about(*matches: Match, of: Fixture = OF) -> Dossier:
    return b.dossier(of, recent={LIVERPOOL.id: matches})


def statements(claims: Iterable[Claim]) -> list[str]:
    return [claim.statement for claim in claims]


def league(scores: list[str], last: str = "2024-04-13") -> list[Match]:
    return b.run_of(scores, LIVERPOOL, [FULHAM], last)


def with_cups(*matches: Match) -> tuple[Match, ...]:
    """Matches with both English cups among the season's."""
    cups = (
        b.match("2024-01-07", LIVERPOOL, "0-2", FULHAM, b.FA_CUP, round="Round 3"),
        b.match("2023-09-27", LIVERPOOL, "3-1", FULHAM, b.EFL_CUP, round="Round 3"),
    )
    return (*matches, *cups)
