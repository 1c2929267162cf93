"""Questions about all sides of a league over many seasons, answered by SQL: stages of a season, and titles."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pressbox.store.league_past import title_exceptions
from pressbox.views import Answer, LeagueTitleQuestion, Proof, StageQuestion, TableQuestion

if TYPE_CHECKING:
    from pressbox.domain import AsOf
    from pressbox.store.database import Store

Row = Mapping[str, Any]


def stage_answers(store: Store, as_of: AsOf, questions: Iterable[Proof]) -> dict[Proof, Answer]:
    """The answers to those of some questions that are about stages or titles of leagues."""
    every = list(questions)
    stages = [question for question in every if isinstance(question, StageQuestion)]
    titles = [question for question in every if isinstance(question, LeagueTitleQuestion)]
    seasons = {(q.competition, season) for q in titles for season in q.seasons}
    seasons |= {(q.competition, season) for q in stages if q.champions for season in q.seasons}
    asked = tuple(sorted(seasons))
    won = store.once(("champions", asked), as_of, lambda: _champions(store, as_of, asked))
    found: dict[Proof, Answer] = {
        q: sum(won.get((q.competition, season)) == q.team for season in q.seasons) for q in titles
    }
    return found | _stages(store, as_of, stages, won)


def _stages(
    store: Store, as_of: AsOf, asked: Sequence[StageQuestion], won: Mapping[tuple[str, str], str | None]
) -> dict[Proof, Answer]:
    keys = {(q.competition, min(q.seasons), max(q.seasons), q.played) for q in asked}
    names = ("competition", "first", "last", "played")
    lines = {key: store.known_rows("proof_stages", as_of, dict(zip(names, key, strict=True))) for key in keys}
    return {
        q: sum(_counts(row, q, won) for row in lines[q.competition, min(q.seasons), max(q.seasons), q.played])
        for q in asked
    }


def _counts(row: Row, asked: StageQuestion, won: Mapping[tuple[str, str], str | None]) -> bool:
    reached = row[asked.what] >= asked.value if asked.most else row[asked.what] <= asked.value
    return (
        reached
        and row["season"] in asked.seasons
        and asked.team in (None, row["team"])
        and (not asked.champions or won.get((asked.competition, row["season"])) == row["team"])
    )


def _champions(store: Store, as_of: AsOf, seasons: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str | None]:
    """First places by the SQL of league tables, the exceptions apart."""
    from pressbox.store.league_proofs import season_parameters

    if not seasons:
        return {}
    rows = [
        season_parameters(number, TableQuestion(competition, season, "", "place"), as_of)
        for number, (competition, season) in enumerate(seasons)
    ]
    lines = store.known_rows("proof_league", as_of, {"asked": json.dumps(rows)})
    first: dict[tuple[str, str], str | None] = {
        seasons[line["number"]]: line["team"] for line in lines if line["place"] == 1
    }
    for competition in {name for name, _ in seasons}:
        first |= {(competition, season): team for season, team in title_exceptions(competition).items()}
    return first
