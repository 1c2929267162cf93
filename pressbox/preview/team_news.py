"""Team news of a fixture's sides, from a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressbox.squads.team_news import GROUPS, PlayerNews, TeamNews, team_news_of
from pressbox.views import CardRecord, NewsRecord, SquadRecord

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Side

__all__ = ["GROUPS", "PlayerNews", "TeamNews", "team_news"]


def team_news(dossier: Dossier, side: Side) -> TeamNews:
    """News of the fixture's home or away side."""
    team = dossier.fixture.team(side)
    return team_news_of(dossier.news.get(team.id) or _reports_alone(dossier, side))


def _reports_alone(dossier: Dossier, side: Side) -> NewsRecord:
    """A record of which nothing but reports is known."""
    fixture = dossier.fixture
    team = fixture.team(side)
    reports = dossier.reports.get(team.id, ())
    squad = SquadRecord(team, fixture.date, dossier.as_of, fixture.competition.id, (), (), reports, {}, {}, None, None)
    return NewsRecord(squad, CardRecord(team, fixture.date, dossier.as_of, ()))
