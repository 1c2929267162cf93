"""The round of a cup that is on: who goes through in each of its ties. Later pairings wait for the draw."""

from __future__ import annotations

import dataclasses
from typing import Any

from pressbox.forecast.document import Forecast


@dataclasses.dataclass(frozen=True)
class ProjectedRound:
    """Forecasts of the ties of a round that are not over.

    Attributes
    ----------
    forecasts : tuple of Forecast
        Of each tie's next match, at least one, each with its tie.
    """

    forecasts: tuple[Forecast, ...]

    def to_dict(self) -> dict[str, Any]:
        """The document of ``pressbox project --json`` for a cup."""
        first = self.forecasts[0]
        documents = [forecast.to_dict() for forecast in self.forecasts]
        return {
            "competition": first.fixture.competition.name,
            "season": first.fixture.season,
            "as_of": str(first.as_of),
            "model": documents[0]["model"],
            "round": first.fixture.round,
            "ties": [{"fixture": document["fixture"], "tie": document["tie"]} for document in documents],
        }
