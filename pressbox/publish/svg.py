"""Inline SVG with a text alternative; colours come from the page's style sheet.

In: the parts of a drawing. Out: markup that is safe in a template: every name in it is escaped here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

_SVG = Markup(
    '<svg class="{kind}" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{name}-title {name}-told"{more} '
    'xmlns="http://www.w3.org/2000/svg"><title id="{name}-title">{title}</title><desc id="{name}-told">{told}</desc>'
    "{body}</svg>"
)
_LETTER = 0.66
"""Width of a letter in parts of the font size, for fonts as wide as there are among those of the page."""


class Alternative(NamedTuple):
    """What a chart is to those who do not see it.

    Attributes
    ----------
    name : str
        Of the chart on its page, as an id.
    title : str
        What is drawn.
    told : str
        What it shows.
    """

    name: str
    title: str
    told: str


def drawing(
    kind: str, size: tuple[float, float], alternative: Alternative, body: Sequence[Markup], more: str = ""
) -> Markup:
    """One drawing; ``more`` is further attributes."""
    width, height = size
    return _SVG.format(
        kind=kind,
        width=f"{width:g}",
        height=f"{height:g}",
        **alternative._asdict(),
        body=joined(body),
        more=Markup(more),
    )


def joined(parts: Sequence[Markup]) -> Markup:
    """Parts one after the other."""
    return Markup("").join(parts)


def width_of(text: str, font_size: float) -> float:
    """About how wide a text is, in a wide font."""
    return _LETTER * font_size * len(text)


def label(text: str, x: float, y: float, *, within: tuple[float, float], font_size: float, kind: str = "") -> Markup:
    """Write a text around a point, moved to stay between two edges, and set narrower where it would not fit."""
    low, high = within
    width = min(width_of(text, font_size), high - low)
    middle = min(max(x, low + width / 2), high - width / 2)
    squeezed = Markup(' textLength="{:.0f}" lengthAdjust="spacingAndGlyphs"').format(width)
    written = Markup('<text{kind} x="{x:.1f}" y="{y:.1f}" text-anchor="middle"{fit}>{text}</text>')
    return written.format(
        kind=Markup(' class="{}"').format(kind) if kind else "",
        x=middle,
        y=y,
        fit=squeezed if width_of(text, font_size) > high - low else "",
        text=text,
    )
