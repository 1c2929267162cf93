"""Which query of ``sql/`` answers a proof: what a reader is shown who asks how a claim was proved."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pressbox.store.player_proofs import QUERIES
from pressbox.store.queries import sql
from pressbox.views import (
    EventQuestion,
    FixtureQuestion,
    LeagueTitleQuestion,
    MeetingQuestion,
    PlayerQuestion,
    Proof,
    Question,
    StageQuestion,
    StatQuestion,
    TableQuestion,
    TieQuestion,
    TitleQuestion,
    VisitorsQuestion,
)

_BY_KIND: Mapping[type, str] = MappingProxyType(
    {
        Question: "proof_answers",
        TieQuestion: "proof_ties",
        TitleQuestion: "proof_titles",
        VisitorsQuestion: "proof_visitors",
        EventQuestion: "proof_events",
        StatQuestion: "proof_stats",
        TableQuestion: "proof_league",
        MeetingQuestion: "proof_meetings",
        FixtureQuestion: "proof_fixtures",
        StageQuestion: "proof_stages",
        LeagueTitleQuestion: "proof_league",
    }
)


def query_of(question: Proof) -> str | None:
    """Name of the query that answers a question; None of a kind that is not listed here."""
    return QUERIES.get(question.what) if isinstance(question, PlayerQuestion) else _BY_KIND.get(type(question))


def query_text(name: str) -> str:
    """The query as it is kept."""
    return sql(name)
