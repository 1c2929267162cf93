"""Charts as inline SVG, each with a text alternative; colours come from the page's style sheet.

In: plain values of a preview. Out: markup that is safe in a template: every name in it is escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

HEAT_GOALS = 6  # columns and rows 0 to 5
_CELL = 56
_EDGE = 44
# Text stands on the cells, so that even the darkest keeps a contrast of 4.5 in both colour schemes.
_HEAT_AT_MOST = 0.45
_CHIP = 26
_GAP = 5
_PITCH_WIDTH, _HALF_HEIGHT = 360, 300
_NAME_AT_MOST = 15

_SVG = Markup(
    '<svg class="{kind}" viewBox="0 0 {width} {height}" role="img" aria-label="{label}"{more} '
    'xmlns="http://www.w3.org/2000/svg">{body}</svg>'
)


def _svg(kind: str, width: int, height: int, label: str, body: Markup, more: str = "") -> Markup:
    return _SVG.format(kind=kind, width=width, height=height, label=label, body=body, more=Markup(more))


def _joined(parts: Sequence[Markup]) -> Markup:
    return Markup("").join(parts)


def bar(parts: Sequence[tuple[str, float]], label: str) -> Markup:
    """Draw shares of one whole from left to right; each part is its style class and its share."""
    drawn, start = [], 0.0
    for kind, share in parts:
        rect = Markup('<rect class="{}" x="{:.2f}" y="0" width="{:.2f}" height="20"/>')
        drawn.append(rect.format(kind, 1000 * start, 1000 * share))
        start += share
    return _svg("bar", 1000, 20, label, _joined(drawn), ' preserveAspectRatio="none"')


def form_chips(letters: str, label: str) -> Markup:
    """Draw results as chips, oldest on the left."""
    chip = Markup(
        '<g class="chip-{letter}"><rect x="{x}" y="0" width="{size}" height="{size}" rx="3"/>'
        '<text x="{middle}" y="18" text-anchor="middle">{letter}</text></g>'
    )
    step = _CHIP + _GAP
    drawn = [
        chip.format(letter=letter, x=i * step, size=_CHIP, middle=i * step + _CHIP / 2)
        for i, letter in enumerate(letters)
    ]
    width = max(len(letters) * step - _GAP, 1)
    return _svg("chips", width, _CHIP, label, _joined(drawn), f' width="{width}" height="{_CHIP}"')


def heat_map(scorelines: Sequence[Mapping[str, Any]], home: str, away: str) -> Markup:
    """Draw the chance of every score from 0-0 to 5-5, home goals down, away goals across."""
    chances = {(cell["home"], cell["away"]): cell["p"] for cell in scorelines}
    most = max(chances.values(), default=1.0)
    goals = range(HEAT_GOALS)
    drawn = [_heat_cell(h, a, chances.get((h, a)), most) for h in goals for a in goals]
    tick = Markup('<text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>')
    across = [tick.format(_EDGE + _CELL * a + _CELL / 2, _EDGE - 8, a) for a in goals]
    down = [tick.format(_EDGE - 14, _EDGE + _CELL * h + _CELL / 2 + 5, h) for h in goals]
    side = _EDGE + HEAT_GOALS * _CELL
    titles = [
        Markup('<text class="axis" x="{}" y="14" text-anchor="middle">{} goals</text>').format(
            (side + _EDGE) / 2, away
        ),
        Markup(
            '<text class="axis" transform="translate(12 {}) rotate(-90)" text-anchor="middle">{} goals</text>'
        ).format((side + _EDGE) / 2, home),
    ]
    label = f"Chance in per cent of each score from 0-0 to 5-5; {home} goals down, {away} goals across."
    return _svg("heat", side, side, label, _joined([*drawn, *across, *down, *titles]))


def _heat_cell(home: int, away: int, chance: float | None, most: float) -> Markup:
    x, y = _EDGE + _CELL * away, _EDGE + _CELL * home
    cell = Markup(
        '<rect class="cell{draw}" x="{x}" y="{y}" width="{size}" height="{size}" style="fill-opacity:{opacity:.3f}"/>'
        '<text x="{middle}" y="{base}" text-anchor="middle">{text}</text>'
    )
    return cell.format(
        draw=" level" if home == away else "",
        x=x + 1,
        y=y + 1,
        size=_CELL - 2,
        opacity=_HEAT_AT_MOST * (chance or 0) / most,
        middle=x + _CELL / 2,
        base=y + _CELL / 2 + 5,
        text="<0.1" if chance is None else f"{100 * chance:.1f}",
    )


def pitch(home: Sequence[Sequence[str]], away: Sequence[Sequence[str]], label: str) -> Markup:
    """Draw two elevens on one pitch.

    Each side is its lines of names from the goalkeeper on, right to left; an empty side leaves its half empty.
    The home side attacks upwards from the bottom.
    """
    height = 2 * _HALF_HEIGHT
    drawn = [_pitch_lines(height), *_players(away, "away", top=True), *_players(home, "home", top=False)]
    return _svg("pitch", _PITCH_WIDTH, height, label, _joined(drawn))


def _pitch_lines(height: int) -> Markup:
    middle, centre = height // 2, _PITCH_WIDTH // 2
    box = Markup('<rect x="{}" y="{}" width="{}" height="{}"/>')
    boxes = [box.format(100, 6, 160, 54), box.format(100, height - 60, 160, 54)]
    return Markup('<g class="lines"><rect x="6" y="6" width="{}" height="{}"/>{}{}{}</g>').format(
        _PITCH_WIDTH - 12,
        height - 12,
        Markup('<path d="M6 {}H{}"/>').format(middle, _PITCH_WIDTH - 6),
        Markup('<circle cx="{}" cy="{}" r="42"/>').format(centre, middle),
        _joined(boxes),
    )


def _players(lines: Sequence[Sequence[str]], side: str, *, top: bool) -> list[Markup]:
    drawn = []
    for i, names in enumerate(lines):
        depth = 30 + i * (_HALF_HEIGHT - 66) / max(len(lines) - 1, 1)
        for j, name in enumerate(names):
            # Slot 1 is the right: on the reader's right for the side that attacks upwards.
            across = (j + 0.5 if top else len(names) - j - 0.5) * _PITCH_WIDTH / len(names)
            # Names of a long line would run into one another, so every other one stands lower.
            stagger = 13 if len(names) > 3 and j % 2 else 0
            drawn.append(_player(name, side, across, depth if top else 2 * _HALF_HEIGHT - depth - 14, stagger))
    return drawn


def _player(name: str, side: str, x: float, y: float, stagger: int) -> Markup:
    player = Markup(
        '<g class="player {}"><circle cx="{:.1f}" cy="{:.1f}" r="7"/>'
        '<text x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text></g>'
    )
    return player.format(side, x, y, x, y + 20 + stagger, short_name(name))


def short_name(name: str) -> str:
    """A player's name for the pitch: without the first name, cut where it is very long.

    >>> short_name("Virgil van Dijk"), short_name("Ederson")
    ('van Dijk', 'Ederson')
    """
    short = re.sub(r"^\S+\s+", "", name.strip())
    return short if len(short) <= _NAME_AT_MOST + 1 else f"{short[:_NAME_AT_MOST]}…"
