"""What the site asks of the desk; the desk itself is made of everything, so pages know it only by these questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from pressbox.domain import AsOf, Fixture
from pressbox.forecast.club_ratings import ClubRating
from pressbox.preview.document import Preview
from pressbox.preview.house_style import HouseStyle
from pressbox.store.database import Store

if TYPE_CHECKING:
    from pressbox.publish.scoreboard import Scoreboard


class HasDocument(Protocol):
    """Something with a JSON document of the contract."""

    def to_dict(self) -> dict[str, Any]:
        """Make the document."""
        ...


class Newsroom(Protocol):
    """The questions of the site."""

    store: Store

    @property
    def house_style(self) -> HouseStyle:
        """How previews are written."""
        ...

    def preview(self, fixture: Fixture, as_of: AsOf | None = None) -> Preview:
        """The whole preview of a fixture as known at a moment."""
        ...

    def forecast(self, fixture: Fixture, as_of: AsOf | None = None) -> HasDocument:
        """The forecast of a fixture as known at a moment."""
        ...

    def project(self, competition: str, on: dt.date | str, as_of: AsOf | None = None) -> HasDocument:
        """How a season, or the round of a cup, will end."""
        ...

    def published(self) -> Scoreboard | None:
        """How the editions in the home have done; None where no edition is kept."""
        ...

    def edition_hashes(self) -> Mapping[str, tuple[str, ...]]:
        """Hashes of the editions in the home by fixture id: a preview tells what has moved since the last."""
        ...

    def ratings(self, as_of: AsOf) -> Mapping[str, ClubRating]:
        """How strong every team was at a moment, by team id."""
        ...
