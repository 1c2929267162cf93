"""Where each page lies below the site's folder, and how one page refers to another."""

from __future__ import annotations

import datetime as dt
import hashlib
import posixpath
import re

INDEX = "index.html"
COMPETITIONS = "competitions.html"
SCOREBOARD = "scoreboard.html"
METHOD = "method.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"

_SAFE = re.compile(r"[a-z0-9][a-z0-9.-]{0,150}")


def day(on: dt.date) -> str:
    """Address of a day's page."""
    return f"day/{on.isoformat()}.html"


def competition(id_: str) -> str:
    """Address of a competition's page."""
    return f"competition/{slug(id_)}.html"


def club(id_: str) -> str:
    """Address of a club's page."""
    return f"club/{slug(id_)}.html"


def match(fixture_id: str) -> str:
    """Address of a match's page; the id has no date, so the address stays when the match is moved."""
    return f"match/{slug(fixture_id)}.html"


def card(fixture_id: str) -> str:
    """Address of a match's card, to be embedded elsewhere."""
    return f"card/{slug(fixture_id)}.html"


def picture(fixture_id: str) -> str:
    """Address of a match's share picture."""
    return f"match/{slug(fixture_id)}.png"


def document(path: str) -> str:
    """Address of the JSON document beside a page.

    >>> document("day/2024-04-18.html")
    'day/2024-04-18.json'
    """
    return f"{posixpath.splitext(path)[0]}.json"


def slug(id_: str) -> str:
    """An id as a file name: ids of the store as they are, others folded and told apart by a short hash.

    >>> slug("uefa-el.2023-24.ita-atalanta.eng-liverpool")
    'uefa-el.2023-24.ita-atalanta.eng-liverpool'
    >>> slug("../Städt")
    'st-dt-eb43abb1'
    """
    if _SAFE.fullmatch(id_) and ".." not in id_:
        return id_
    folded = re.sub(r"[^a-z0-9]+", "-", id_.lower()).strip("-")[:100]
    return f"{folded}-{hashlib.sha256(id_.encode()).hexdigest()[:8]}".strip("-")


def relative(page: str, to: str) -> str:
    """How a page refers to another file of the site.

    >>> relative("day/2024-04-18.html", "index.html"), relative("index.html", "day/2024-04-18.html")
    ('../index.html', 'day/2024-04-18.html')
    """
    return posixpath.relpath(to, posixpath.dirname(page) or ".")
