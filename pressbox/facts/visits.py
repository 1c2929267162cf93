"""How often the visitors have been here, and what the sides have done against clubs of the other's country.

In: a side's history. Out: claims H2H_ALLTIME of kinds ``n-th visit``, ``record against a country`` and ``n-th opponent
from a country``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressbox.countries import countries
from pressbox.facts import words
from pressbox.facts.chances import at_least, at_most, frequency
from pressbox.facts.telling import claim_of
from pressbox.views import Question

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.facts.history import History, Span
    from pressbox.views import Selection, SideMatch

MOST_VISITS = 12
"""Visits beyond which nobody counts them."""

AS_USUAL = 0.5
"""Chance from which a record is what the side does against anybody."""

FEWEST = 4
"""Matches with clubs of a country that make a record."""

CLUBS = 2
"""Clubs of a country that the record must be about."""

ENOUGH = 10
"""Matches in the cups that a side must have played for its opponents to be counted out."""

BEFORE = 8
"""Opponents from one country beyond which nobody counts them."""


def mine_visits(history: History) -> Iterator[Claim]:
    """H2H_ALLTIME, kind ``n-th visit``: of a club to one of another country, where every cup between them is held."""
    fixture = history.dossier.fixture
    if history.side != "away" or fixture.neutral or history.team.country == fixture.home.country:
        return
    spans = [span for span in _whole(history) if span.venue == "away" and span.ever and span.among.competitions]
    for span in spans[:1]:
        visits = [row for row in span.rows if (row.opponent, row.venue) == (fixture.home.id, "away")]
        if 0 < len(visits) <= MOST_VISITS and not any(row.awarded for row in visits):
            yield _visit(history, span, visits)


def _whole(history: History) -> list[Span]:
    """Every scope with all that is held of it: what is counted here does not depend on the order of matches."""
    return [dataclasses.replace(span, rows=span.held.rows, ever=span.held.ever) for span in history.spans]


def _visit(history: History, span: Span, visits: Sequence[SideMatch]) -> Claim:
    home, found = history.dossier.fixture.home, _record(visits)
    nth = f"make their {words.ordinal(len(visits) + 1)} visit to {home.name} {span.said}"
    among = dataclasses.replace(span.among, venues=("away",), opponents=(home.id,))
    return claim_of(
        history,
        span,
        "H2H_ALLTIME",
        "n-th visit",
        f"{nth}, {_having(found)}" if len(visits) > 1 else nth,
        {"visit": len(visits) + 1, **found},
        visits,
        [(Question("count", history.team.id, what, 0, among), count) for what, count in found.items()],
        within="",
        surprise=round((len(visits) + 1) / 25, 4),
    )


def _record(rows: Sequence[SideMatch]) -> dict[str, int]:
    won = sum(row.goals_for > row.goals_against for row in rows)
    lost = sum(row.goals_for < row.goals_against for row in rows)
    return {"won": won, "drawn": len(rows) - won - lost, "lost": lost}


def _having(found: dict[str, int]) -> str:
    """Of the visits before: "having won two and lost one of those before", "having lost both of those before"."""
    total = sum(found.values())
    there = [f"{what} {words.number(count)}" for what, count in found.items() if count]
    if len(there) == 1:
        what = there[0].split()[0]
        return f"having {what} {'both' if total == 2 else f'all {words.number(total)}'} of those before"
    return f"having {words.listed(there)} of the {words.number(total)} before"


def mine_country(history: History) -> Iterator[Claim]:
    """H2H_ALLTIME: a club among clubs of the other side's country, in cups between countries."""
    fixture = history.dossier.fixture
    other = fixture.away if history.side == "home" else fixture.home
    country = countries().get(other.country or "")
    if history.team.national or country is None or country.code == history.team.country:
        return
    ground = "any" if fixture.neutral else history.side
    spans = [span for span in _whole(history) if span.among.competitions and span.rows[0].kind != "league"]
    widest = spans[0].name if spans else None
    for span in spans:
        if span.name == widest and span.venue in ("any", ground):
            rows = [row for row in span.rows if row.opponent_country == country.code]
            among = dataclasses.replace(span.among, opponent_country=country.code, since=span.rows[-1].date)
            yield from _against(history, span, rows, among, country.adjective)
            if span.venue == "any":
                yield from _opponents(history, span, rows, among, country.adjective)


def _against(
    history: History, span: Span, rows: Sequence[SideMatch], among: Selection, adjective: str
) -> Iterator[Claim]:
    """Won, drawn and lost, where it is not what the side usually does."""
    if len(rows) < FEWEST or len({row.opponent for row in rows}) < CLUBS or any(row.awarded for row in rows):
        return
    found = _record(rows)
    usual = [frequency(span.rows, "won")] * len(rows)
    chance = 2 * min(at_least(found["won"], usual), at_most(found["won"], usual))
    if chance > AS_USUAL:
        return
    ground = "" if span.venue == "any" else f"{span.venue} "
    yield claim_of(
        history,
        span,
        "H2H_ALLTIME",
        "record against a country",
        f"have {_parts(found, f'{ground}matches')} with {adjective} clubs {span.said}{_since(span)}",
        {"country": adjective, **found},
        rows,
        [(Question("count", history.team.id, what, 0, among), count) for what, count in found.items()],
        within="",
        surprise=round(chance, 6),
    )


def _parts(found: dict[str, int], noun: str) -> str:
    """What was won, drawn and lost, with the noun of the matches.

    >>> _parts({"won": 2, "drawn": 0, "lost": 3}, "matches"), _parts({"won": 0, "drawn": 0, "lost": 4}, "matches")
    ('won two and lost three of their five matches', 'lost all four of their matches')
    """
    every = words.number(sum(found.values()))
    there = [f"{what} {words.number(count)}" for what, count in found.items() if count]
    if len(there) == 1:
        return f"{there[0].split()[0]} all {every} of their {noun}"
    return f"{words.listed(there) if found['won'] else 'won none'} of their {every} {noun}"


def _opponents(
    history: History, span: Span, rows: Sequence[SideMatch], among: Selection, adjective: str
) -> Iterator[Claim]:
    """The how-manieth club of the country that the side meets, where it has not met this one."""
    fixture = history.dossier.fixture
    other = fixture.away if history.side == "home" else fixture.home
    met = {row.opponent for row in rows}
    if not span.ever or len(span.rows) < ENOUGH or other.id in met or len(met) > BEFORE:
        return
    sentence = (
        f"{other.name} are the {words.ordinal(len(met) + 1)} {adjective} club that {history.team.name} have met "
        f"{span.said}"
    )
    claim = claim_of(
        history,
        span,
        "H2H_ALLTIME",
        "n-th opponent from a country",
        "",
        {"country": adjective, "opponent": len(met) + 1},
        rows,
        [(Question("opponents", history.team.id, "", 0, among), len(met))],
        within="",
        surprise=round((len(met) + 1) / 20, 4),
    )
    yield claim.reworded(sentence)


def _since(span: Span) -> str:
    first = span.rows[-1].date
    return "" if span.ever else f" since {first:%B} {first.year}"
