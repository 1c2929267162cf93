"""Card records and reports made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pressbox.domain import AsOf, Report
from pressbox.squads.availability import Status
from pressbox.views import Card, CardMatch, CardRecord, NewsRecord, SquadRecord
from tests import builders as b

TEAM = b.team("Atalanta", "ITA")
FIRST = dt.date(2023, 8, 20)


def match(
    number: int,
    *cards: tuple[str, str],
    competition: str = "ita-1",
    season: str = "2023-24",
    over: bool = True,
    told: bool = True,
    seen: Sequence[str] = (),
    round: str | None = None,  # noqa: A002 - the word of the domain
    reason: str | None = None,
) -> CardMatch:
    """Build the club's match of a week, in Serie A if nothing else is said."""
    league = competition.endswith("-1")
    return CardMatch(
        match=f"{competition}:{season}:{number}",
        date=FIRST + dt.timedelta(weeks=number),
        kick_off_at=None,
        competition=competition,
        competition_name={"ita-1": "Serie A", "eng-1": "Premier League"}.get(competition, competition),
        kind="league" if league else "cup",
        country={"ita": "ITA", "eng": "ENG", "ger": "GER"}.get(competition[:3]),
        season=season,
        round=round,
        venue="home",
        opponent_name=f"Club {number}",
        over=over,
        told=told and over,
        cards=tuple(Card(player, kind, None, reason) for player, kind in cards),  # type: ignore[arg-type]
        seen=tuple(seen),
    )


def record(*matches: CardMatch, listed: Sequence[str] = ("Rossi M.", "Bianchi L.")) -> CardRecord:
    """Build a record as of the first match that is not over."""
    ahead = next((one for one in matches if not one.over), matches[-1])
    at = dt.datetime.combine(ahead.date, dt.time(), dt.UTC)
    return CardRecord(TEAM, ahead.date, AsOf(at), tuple(matches), tuple(listed))


def news_record(
    cards: CardRecord, *reports: Report, names: Sequence[str] = ("Marco Rossi", "Luca Bianchi")
) -> NewsRecord:
    """Build a record with reports beside the cards."""
    squad = SquadRecord(TEAM, cards.on, cards.as_of, "ita-1", (), (), tuple(reports), {}, {}, None, None)
    return NewsRecord(squad, cards, tuple((name, None, "openfootball") for name in names))


def report(
    player: str,
    status: Status,
    seen: str,
    *,
    reason: str | None = None,
    since: str | None = None,
    until: str | None = None,
    reporter: str = "The Daily",
) -> Report:
    """Build a report seen at nine in the morning."""
    first = dt.date.fromisoformat(since) if since else None
    return Report(
        TEAM.id, player, status, reason, first, until, reporter, dt.datetime.fromisoformat(f"{seen}T09:00:00")
    )
