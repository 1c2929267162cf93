"""Two elevens on one pitch, as SVG.

In: names by line, from the goalkeeper on. Out: markup. Names stay apart whatever their length: those of a full line
stand on two levels, and a name that is too long for its place is set narrower.
"""

from __future__ import annotations

import csv
import dataclasses
import functools
import re
from importlib import resources

from markupsafe import Markup

from pressbox.publish.file_names import plain
from pressbox.publish.svg import Alternative, drawing, label

WIDTH, HALF = 344, 318
_MARGIN = 26
"""Above and below the pitch, for the names of the clubs."""

_EDGE = 5
_NAME_SIZE = 12.5
_NAME_AT_MOST = 20
_STAGGER = 14
_CROWDED = 3
"""Names of a longer line would run into one another, so every other one stands lower."""


@dataclasses.dataclass(frozen=True)
class Spot:
    """A player on the pitch; ``instead`` is who would come in for one in doubt."""

    player: str
    doubtful: bool = False
    instead: str | None = None


@dataclasses.dataclass(frozen=True)
class Side:
    """One side: what stands above it, and its lines from the goalkeeper on, each from right to left."""

    title: str
    lines: tuple[tuple[Spot, ...], ...]


def pitch(home: Side | None, away: Side | None, alternative: Alternative) -> Markup:
    """Draw two elevens, the home side at the bottom and upwards; where one is not known, the other's half alone."""
    both = home is not None and away is not None
    height = 2 * HALF if both else HALF
    drawn = [_lines(height, both=both, down=away is not None)]
    if away is not None:
        drawn += [_title(away.title, _MARGIN - 9), *_players(away, "away", _MARGIN, down=True)]
    if home is not None:
        below = _MARGIN + height
        drawn += [_title(home.title, below + _MARGIN - 10), *_players(home, "home", below, down=False)]
    tall = height + _MARGIN + (_MARGIN if home is not None else 2)
    return drawing("pitch", (WIDTH, tall), alternative, drawn, ' paint-order="stroke"')


def _title(text: str, y: float) -> Markup:
    return label(text, WIDTH / 2, y, within=(_EDGE, WIDTH - _EDGE), font_size=14, kind="club")


def _lines(height: int, *, both: bool, down: bool) -> Markup:
    """The pitch: its outline, boxes, and the halfway line with its circle or half of it."""
    top, bottom, middle = _MARGIN, _MARGIN + height, WIDTH / 2
    box = Markup('<rect x="{:g}" y="{:g}" width="{:g}" height="{:g}"/>')
    parts = [box.format(1, top, WIDTH - 2, height)]
    if both or down:
        parts += [box.format(92, top, 160, 56), box.format(132, top, 80, 20)]
    if both or not down:
        parts += [box.format(92, bottom - 56, 160, 56), box.format(132, bottom - 20, 80, 20)]
    if both:
        half = top + height / 2
        parts.append(
            Markup('<path d="M1 {0:g}H{1:g}"/><circle cx="{2:g}" cy="{0:g}" r="44"/>').format(half, WIDTH - 1, middle)
        )
    else:
        edge, turn = (bottom, 1) if down else (top, 0)
        parts.append(Markup('<path d="M{:g} {:g}a44 44 0 0 {} 88 0"/>').format(middle - 44, edge, turn))
    grass = Markup('<rect class="grass" x="1" y="{:g}" width="{:g}" height="{:g}"/>').format(top, WIDTH - 2, height)
    return Markup('{}<g class="lines">{}</g>').format(grass, Markup("").join(parts))


def _players(side: Side, kind: str, goal_line: float, *, down: bool) -> list[Markup]:
    drawn = []
    step = (HALF - 68) / max(len(side.lines) - 1, 1)
    for i, spots in enumerate(side.lines):
        depth = 18 + i * step
        y = goal_line + depth if down else goal_line - depth - 24
        for j, spot in enumerate(spots):
            # Slot 1 is the right: on the reader's right for the side that attacks upwards.
            x = (j + 0.5 if down else len(spots) - j - 0.5) * WIDTH / len(spots)
            drawn.append(_player(spot, kind, x, y, len(spots), lower=len(spots) > _CROWDED and j % 2 == 1))
    return drawn


def _player(spot: Spot, kind: str, x: float, y: float, abreast: int, *, lower: bool) -> Markup:
    """A dot, the surname, and under one in doubt who would come in."""
    room = 1.5 * WIDTH / abreast if abreast > _CROWDED else WIDTH / abreast - 6
    room = min(room, WIDTH - 2 * _EDGE)
    left = min(max(x - room / 2, _EDGE), WIDTH - _EDGE - room)
    within, below = (left, left + room), y + 21 + (_STAGGER if lower else 0)
    name = short_name(spot.player)
    texts = [label(f"{name} ?" if spot.doubtful else name, x, below, within=within, font_size=_NAME_SIZE)]
    if spot.instead:
        text = f"or {short_name(spot.instead)}"
        texts.append(label(text, x, below + 13, within=within, font_size=11, kind="instead"))
    dot = Markup('<g class="player {}{}"><circle cx="{:.1f}" cy="{:.1f}" r="7"/>{}</g>')
    return dot.format(kind, " doubt" if spot.doubtful else "", x, y, Markup("").join(texts))


_FAMILY_NAME_FIRST = re.compile(
    r"(Bae|Cho|Han|Hong|Hwang|Jeong|Ji|Jung|Ki|Kim|Koo|Kwon|Lee|Park|Seol|Son|Suk|Yun) \w+-\w+"
)
"""Korean names, whose family name comes first."""

_WITH_JUNIOR = re.compile(r"\S+ (?:Jr\.?|J[uú]nior|Junior|II|III)")
"""Names of which the last part is no name by itself."""


@functools.cache
def _known_as() -> dict[str, str]:
    """``known_as.csv``: players who are known by another part of their name than the last."""
    rows = csv.DictReader(resources.files("pressbox.publish").joinpath("known_as.csv").read_text("utf-8").splitlines())
    return {plain(row["player"]): row["known_as"] for row in rows}


def short_name(name: str) -> str:
    """A player's name for the pitch: without the first name, or as he is known; cut where it is very long.

    >>> short_name("Virgil van Dijk"), short_name("Ederson"), short_name("Son Heung-min")
    ('van Dijk', 'Ederson', 'Son')
    >>> short_name("Alisson Becker"), short_name("Vinícius Júnior")
    ('Alisson', 'Vinícius Júnior')
    """
    name = name.strip()
    korean = _FAMILY_NAME_FIRST.fullmatch(name)
    last = name if _WITH_JUNIOR.fullmatch(name) else re.sub(r"^\S+\s+", "", name)
    short = _known_as().get(plain(name)) or (korean[1] if korean else last)
    return short if len(short) <= _NAME_AT_MOST + 1 else f"{short[:_NAME_AT_MOST]}…"
