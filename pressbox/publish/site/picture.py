"""The picture that goes with a shared link: who plays, when, the chances and the verdict; 1200 by 630, PNG.

Drawn with a font of the package, so that the same preview makes the same picture on every machine.
"""

from __future__ import annotations

import functools
import io
from importlib import resources
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.publish.site.summary import Summary
from pressbox.store.calendar import Listed

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
_EDGE = 70
_PAPER, _INK, _MUTED = "#eef4e8", "#15201a", "#47554b"
_PARTS = ("#12613a", "#6f7b72", "#8c1d40")
_COLOURS = 32
_SMALLEST = 26


def share_picture(one: Listed, summary: Summary) -> bytes:
    """Draw the picture of a match."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    fixture = one.fixture
    _text(draw, (_EDGE, 52), "Pressbox", 34, _INK)
    draw.line((_EDGE, 108, WIDTH - _EDGE, 108), _INK, 4)
    _text(draw, (_EDGE, 130), f"{fixture.competition.name}, {words.long_day(fixture.date)}", 32, _MUTED)
    _text(draw, (_EDGE, 195), fixture.home.name, 84, _INK)
    _text(draw, (_EDGE, 305), fixture.away.name, 84, _INK)
    if summary.result and summary.chances:
        _bar(draw, summary.result, summary.chances)
    _text(draw, (_EDGE, 545), summary.verdict, 34, _INK)
    out = io.BytesIO()
    image.quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _bar(draw: ImageDraw, result: tuple[float, float, float], chances: tuple[str, str, str]) -> None:
    left, whole = float(_EDGE), WIDTH - 2 * _EDGE
    for share, told, colour in zip(result, chances, _PARTS, strict=True):
        right = left + whole * share
        draw.rectangle((round(left), 440, round(right), 510), colour)
        if draw.textlength(told, _font(30)) < right - left - 20:
            draw.text((left + 14, 457), told, "#ffffff", _font(30))
        left = right


def _text(draw: ImageDraw, at: tuple[int, int], text: str, size: int, colour: str) -> None:
    """Text on one line: smaller where it is long, cut where it is longer still."""
    room = WIDTH - _EDGE - at[0]
    while size > _SMALLEST and draw.textlength(text, _font(size)) > room:
        size -= 2
    if draw.textlength(text, _font(size)) > room:
        while draw.textlength(f"{text}…", _font(size)) > room:
            text = text[:-1]
        text = f"{text.rstrip()}…"
    draw.text(at, text, colour, _font(size))


@functools.cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    data = resources.files("pressbox.publish").joinpath("fonts", "DejaVuSans-Bold.ttf").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size)
