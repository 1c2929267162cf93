"""What no other visitor has done: UNIQUENESS, over all visitors of a ground in a family of competitions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.telling import claim_of
from pressbox.views import VisitorsQuestion

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.facts.history import History, Span
    from pressbox.views import SideMatch

FEWEST_VISITORS = 15
FEWEST_RETURNS = 5
"""Visitors that must have come so often for one of them to stand out."""


def mine_unique_visitors(history: History) -> Iterator[Claim]:
    """UNIQUENESS: the other side is the only one to have won each of their first visits here."""
    for span in history.spans:
        if span.venue == "home" and span.held.ever:
            yield from _only_winners(history, span)


def _only_winners(history: History, span: Span) -> Iterator[Claim]:
    fixture = history.dossier.fixture
    guest = fixture.away if history.side == "home" else fixture.home
    visits = _visits(span.held.rows)
    own = visits.get(guest.id, [])
    won = len(list(takewhile(lambda row: row.goals_for < row.goals_against, own)))
    if won < 2 or len(visits) < FEWEST_VISITORS:
        return
    came = [team for team, rows in visits.items() if len(rows) >= won]
    alike = [team for team in came if all(row.goals_for < row.goals_against for row in visits[team][:won])]
    if alike != [guest.id] or len(came) < FEWEST_RETURNS:
        return
    kind = "European " if span.name == "Europe" else ""
    both = "both of their first two" if won == 2 else f"each of their first {words.number(won)}"
    where = "" if kind else f" {span.said}"
    claim = claim_of(
        history,
        span,
        "UNIQUENESS",
        "first visits won",
        "",
        {"visits": won, "visitors": len(came)},
        own[:won][::-1],
        [(VisitorsQuestion(history.team.id, span.among.competitions, won), guest.id)],
        within="",
    )
    sentence = f"{guest.name} are the only club to have won on {both} {kind}visits to {history.team.name}{where}"
    yield claim.reworded(sentence, guest.name, "away" if history.side == "home" else "home")


def _visits(rows: Sequence[SideMatch]) -> dict[str, list[SideMatch]]:
    """Home matches by visitor, oldest first."""
    visits: dict[str, list[SideMatch]] = {}
    for row in reversed(rows):
        visits.setdefault(row.opponent, []).append(row)
    return visits
