"""A preview as data: sections of paragraphs of sentences, each with the claims it is rendered from.

``Preview.to_dict`` is the document of ``preview --format json``; every page and text is rendered from this value.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pressbox.forecast.document import fixture_document

if TYPE_CHECKING:
    from pressbox.domain import Fixture, Side
    from pressbox.facts.claim import Claim
    from pressbox.preview.data_page import DataPage
    from pressbox.preview.line_ups import Elevens
    from pressbox.preview.team_news import TeamNews

Document: TypeAlias = "dict[str, Any]"
"""A JSON document of the contract."""


@dataclasses.dataclass(frozen=True)
class Sentence:
    """One sentence and the ids of its claims."""

    text: str
    claims: tuple[str, ...] = ()

    def to_dict(self) -> Document:
        """A sentence of the JSON document."""
        return {"text": self.text, "claims": list(self.claims)}


@dataclasses.dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]

    def to_dict(self) -> Document:
        """A paragraph of the JSON document."""
        return {"sentences": [sentence.to_dict() for sentence in self.sentences]}


@dataclasses.dataclass(frozen=True)
class Section:
    """A named part of the preview."""

    name: str
    paragraphs: tuple[Paragraph, ...]

    def to_dict(self) -> Document:
        """A section of the JSON document."""
        return {"name": self.name, "paragraphs": [paragraph.to_dict() for paragraph in self.paragraphs]}


@dataclasses.dataclass(frozen=True)
class FormLine:
    """One match of a form guide, seen from the side it is about."""

    date: dt.date
    competition: str
    venue: Literal["home", "away", "neutral"]
    opponent: str
    scored: int
    conceded: int
    outcome: Literal["W", "D", "L"]
    note: str | None  # "after extra time", "4-2 on penalties"


@dataclasses.dataclass(frozen=True)
class Form:
    """One side's form guide, oldest match first."""

    side: Side
    club: str
    scope: str  # "in all competitions"
    lines: tuple[FormLine, ...]
    claim: str | None  # id of the claim whose evidence these matches are

    @property
    def letters(self) -> str:
        """The results as a reader sees them: DLWWLL."""
        return "".join(line.outcome for line in self.lines)


@dataclasses.dataclass(frozen=True)
class Edition:
    """What a preview was made of and when; ``made_at`` is given, so that the same input makes the same bytes."""

    data_version: str
    model_version: str | None
    as_of: str
    made_at: dt.datetime


@dataclasses.dataclass(frozen=True)
class Preview:
    """The whole preview of a fixture."""

    fixture: Fixture
    edition: Edition
    headline: str
    standfirst: str
    sections: tuple[Section, ...]
    forecast: Mapping[str, Any] | None
    news: Mapping[Side, TeamNews]
    lineups: Mapping[Side, Elevens]
    claims: tuple[Claim, ...]  # those that a sentence rests on, in order of appearance
    form: tuple[Form, ...] = ()
    data: DataPage | None = None  # what stands beside the forecast

    @property
    def hash(self) -> str:
        """Hash of the content: the document without the hash itself."""
        content = json.dumps(self._content(), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()

    def section(self, name: str) -> Section:
        """The section of a name."""
        return next(section for section in self.sections if section.name == name)

    def to_dict(self) -> Document:
        """The document of ``preview --format json``."""
        document = self._content()
        document["edition"] = {"hash": self.hash, **document["edition"]}
        return document

    def _content(self) -> Document:
        return {
            "fixture": fixture_document(self.fixture),
            "edition": {
                "data_version": self.edition.data_version,
                "model_version": self.edition.model_version,
                "as_of": self.edition.as_of,
                "made_at": self.edition.made_at.isoformat(),
            },
            "headline": self.headline,
            "standfirst": self.standfirst,
            "sections": [section.to_dict() for section in self.sections],
            "forecast": dict(self.forecast) if self.forecast is not None else None,
            "news": {side: news.to_dict() for side, news in self.news.items()},
            "lineups": {side: lineup.to_dict() for side, lineup in self.lineups.items()},
            "claims": [claim.to_dict() for claim in self.claims],
            "data": self.data.to_dict() if self.data is not None else None,
        }
