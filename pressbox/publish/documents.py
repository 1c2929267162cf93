"""JSON documents that more than one command or page gives: a preview, a league table."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressbox.domain import Table
    from pressbox.preview.document import Preview


def render_json(preview: Preview) -> str:
    """Render the document of ``preview --format json``, one line break at its end."""
    return json.dumps(preview.to_dict(), ensure_ascii=False, indent=1) + "\n"


def table_document(table: Table) -> dict[str, Any]:
    """The document of ``table --json``."""
    rows = [
        {
            "place": row.place,
            "team": row.team.name,
            "played": row.played,
            "won": row.won,
            "drawn": row.drawn,
            "lost": row.lost,
            "goals_for": row.goals_for,
            "goals_against": row.goals_against,
            "goal_difference": row.goal_difference,
            "points": row.points,
            "deducted": row.deducted,
        }
        for row in table.rows
    ]
    return {"competition": table.competition.name, "season": table.season, "as_of": table.as_of, "rows": rows}
