"""The preview as one self-contained HTML page: no script, no request to any host."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup, escape

from pressbox.publish.view import page_view

if TYPE_CHECKING:
    from pressbox.preview.document import Preview
    from pressbox.publish.evidence_view import Links


_SCORE = re.compile(r"\b([WDL] )?\d+-\d+\b")


def render_page(preview: Preview, links: Links = lambda _: None) -> str:
    """Render the page; every name in it is escaped by the template or by the charts.

    Parameters
    ----------
    links : callable
        Address of the page of a match of the evidence, where it has one.
    """
    return environment().get_template("preview.html.j2").render(page=page_view(preview, links), site=None)


@functools.cache
def environment() -> jinja2.Environment:
    """What all pages are rendered with: every name is escaped, a value that is missing is an error."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("pressbox.publish"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["unbroken"] = unbroken
    return made


def unbroken(text: str) -> Markup:
    """Escape text and keep each score, and its W, D or L, on one line."""
    return Markup(_SCORE.sub(r'<span class="score">\g<0></span>', str(escape(text))))
