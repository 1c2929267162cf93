"""A page of the site: its files, and the frame around its content."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from pressbox.publish.page import environment
from pressbox.publish.site import addresses
from pressbox.publish.site.scope import Scope

_MENU = (
    ("Today", addresses.INDEX),
    ("Competitions", addresses.COMPETITIONS),
    ("Scoreboard", addresses.SCOREBOARD),
    ("Method", addresses.METHOD),
)


@dataclasses.dataclass(frozen=True)
class Link:
    """A link in the head of a page."""

    rel: str
    href: str
    type: str | None = None
    title: str | None = None


@dataclasses.dataclass(frozen=True)
class MenuItem:
    """An entry of the site's menu."""

    title: str
    href: str
    current: bool


@dataclasses.dataclass(frozen=True)
class Frame:
    """What the base template puts around a page of the site."""

    index: str
    menu: tuple[MenuItem, ...]
    links: tuple[Link, ...]
    properties: tuple[tuple[str, str], ...]
    structured: tuple[Markup, ...]


@dataclasses.dataclass(frozen=True)
class About:
    """What a page says of itself: ``kind`` is the type of Open Graph."""

    path: str
    title: str
    description: str
    kind: str = "website"
    picture: str | None = None
    structured: Sequence[Mapping[str, Any]] = ()


def frame(scope: Scope, about: About) -> Frame:
    """Menu, links and properties of a page; addresses with a host only where the site knows its own."""
    path, url = about.path, scope.url
    links = [
        Link("alternate", addresses.relative(path, addresses.document(path)), "application/json", "This page as data"),
        Link("alternate", addresses.relative(path, addresses.FEED), "application/atom+xml", "Previews"),
    ]
    properties = [
        ("og:site_name", "Pressbox"),
        ("og:type", about.kind),
        ("og:title", about.title),
        ("og:description", about.description),
    ]
    if url:
        links.insert(0, Link("canonical", f"{url}/{path}"))
        properties.append(("og:url", f"{url}/{path}"))
        if about.picture:
            properties.append(("og:image", f"{url}/{about.picture}"))
    return Frame(
        addresses.relative(path, addresses.INDEX),
        tuple(MenuItem(title, addresses.relative(path, to), to == path) for title, to in _MENU),
        tuple(links),
        tuple(properties),
        tuple(script_of(data) for data in about.structured),
    )


def script_of(data: Mapping[str, Any]) -> Markup:
    """Data as the text of a script element: no name in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def render(template: str, scope: Scope, about: About, **content: object) -> bytes:
    """A page from its template; ``page`` has at least what the base template wants."""
    text = (
        environment()
        .get_template(f"site/{template}.html.j2")
        .render(site=frame(scope, about), about=about, scope=scope, **content)
    )
    return text.encode()


def encoded(document: object) -> bytes:
    """A JSON document, one line break at its end."""
    return (json.dumps(document, ensure_ascii=False, indent=1, default=str) + "\n").encode()
