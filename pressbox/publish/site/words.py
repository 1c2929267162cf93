"""Words that several pages of the site share."""

from __future__ import annotations

import dataclasses

from pressbox.publish.site import addresses
from pressbox.publish.site.scope import Scope
from pressbox.publish.site.summary import Line
from pressbox.publish.tables import Grid
from pressbox.publish.view import moment


@dataclasses.dataclass(frozen=True)
class Group:
    """Lines of one competition."""

    title: str
    href: str | None
    lines: tuple[Line, ...]


@dataclasses.dataclass(frozen=True)
class Heading:
    """What every page of the site but a match's shows around its content."""

    title: str
    standfirst: str
    folio: str
    kicker: str
    heading: str
    as_of: str
    document: str


@dataclasses.dataclass(frozen=True)
class Section:
    """A part of a page of text."""

    title: str
    paragraphs: tuple[str, ...]
    grids: tuple[Grid, ...] = ()


@dataclasses.dataclass(frozen=True)
class TextView(Heading):
    """A page of text and tables."""

    sections: tuple[Section, ...]


def heading(path: str, scope: Scope, *, title: str, standfirst: str, folio: str, kicker: str) -> Heading:
    """The heading of a page; its title is its headline too."""
    document = addresses.relative(path, addresses.document(path))
    return Heading(title, standfirst, folio, kicker, title, as_of(scope), document)


def as_of(scope: Scope) -> str:
    """The moment of the site as a reader reads it."""
    return moment(scope.as_of.moment.replace(second=0, microsecond=0).isoformat())
