"""Charts as inline SVG: shares of a whole, form, a scoreline heat map, courses over time, the aggregate.

In: plain values of a preview. Out: markup that is safe in a template. Every chart has a title and tells in words what
it shows; colours come from the page's style sheet, and none is the only sign of anything.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from markupsafe import Markup

from pressbox.publish.svg import Alternative, drawing, label

HEAT_GOALS = 6  # columns and rows 0 to 5
_CELL = 56
_EDGE = 44
# Text stands on the cells, so that even the darkest keeps a contrast of 4.5 in both colour schemes.
_HEAT_AT_MOST = 0.45


def bar(parts: Sequence[tuple[str, float]], alternative: Alternative) -> Markup:
    """Draw shares of one whole from left to right; each part is its style class and its share."""
    drawn, start = [], 0.0
    for kind, share in parts:
        rect = Markup('<rect class="{}" x="{:.2f}" y="0" width="{:.2f}" height="20"/>')
        drawn.append(rect.format(kind, 1000 * start, 1000 * share))
        start += share
    return drawing("bar", (1000, 20), alternative, drawn, ' preserveAspectRatio="none"')


@dataclasses.dataclass(frozen=True)
class Played:
    """One match of a form chart."""

    outcome: Literal["W", "D", "L"]
    scored: int
    conceded: int


_COLUMN = 46
_CHIP = 26
_GOAL = 9
_MOST_GOALS = 6


def form_chart(matches: Sequence[Played], alternative: Alternative) -> Markup:
    """Draw results as letters, oldest on the left; goals scored stand above each, goals conceded hang below."""
    high = _GOAL * min(max((match.scored for match in matches), default=0), _MOST_GOALS)
    low = _GOAL * min(max((match.conceded for match in matches), default=0), _MOST_GOALS)
    top = high + 18
    drawn = [_played(match, i, top) for i, match in enumerate(matches)]
    width = max(len(matches) * _COLUMN, 1)
    height = top + _CHIP + low + 18
    return drawing("form-chart", (width, height), alternative, drawn, f' width="{width}" height="{height}"')


def _played(match: Played, number: int, top: float) -> Markup:
    middle, left = (number + 0.5) * _COLUMN, (number + 0.5) * _COLUMN - _CHIP / 2
    up, down = (_GOAL * min(goals, _MOST_GOALS) for goals in (match.scored, match.conceded))
    below = top + _CHIP
    column = Markup(
        '<g class="chip-{letter}"><rect class="for" x="{left:g}" y="{up:g}" width="{size}" height="{tall:g}"/>'
        '<rect class="against" x="{left:g}" y="{below:g}" width="{size}" height="{deep:g}"/>'
        '<rect class="chip" x="{left:g}" y="{top:g}" width="{size}" height="{size}"/>'
        '<text class="letter" x="{middle:g}" y="{base:g}" text-anchor="middle">{letter}</text>'
        '<text x="{middle:g}" y="{above:g}" text-anchor="middle">{scored}</text>'
        '<text x="{middle:g}" y="{under:g}" text-anchor="middle">{conceded}</text></g>'
    )
    return column.format(
        letter=match.outcome, left=left, size=_CHIP, middle=middle, top=top, base=top + 18.5,
        up=top - up, tall=up, below=below, deep=down, above=top - up - 4, under=below + down + 14,
        scored=match.scored, conceded=match.conceded,
    )  # fmt: skip


def heat_map(scorelines: Sequence[Mapping[str, Any]], home: str, away: str, told: str) -> Markup:
    """Draw the chance of every score from 0-0 to 5-5, home goals down, away goals across."""
    chances = {(cell["home"], cell["away"]): cell["p"] for cell in scorelines}
    most = max(chances.values(), default=1.0)
    goals = range(HEAT_GOALS)
    drawn = [_heat_cell(h, a, chances.get((h, a)), most) for h in goals for a in goals]
    tick = Markup('<text class="tick" x="{}" y="{}" text-anchor="middle">{}</text>')
    across = [tick.format(_EDGE + _CELL * a + _CELL / 2, _EDGE - 8, a) for a in goals]
    down = [tick.format(_EDGE - 14, _EDGE + _CELL * h + _CELL / 2 + 5, h) for h in goals]
    side = _EDGE + HEAT_GOALS * _CELL
    middle, room = (side + _EDGE) / 2, HEAT_GOALS * _CELL
    axis = (middle - room / 2, middle + room / 2)
    titles = [
        label(f"{away} goals", middle, 14, within=axis, font_size=15, kind="axis"),
        Markup('<g transform="translate(12 {0:g}) rotate(-90)">{1}</g>').format(
            middle, label(f"{home} goals", 0, 0, within=(-room / 2, room / 2), font_size=15, kind="axis")
        ),
    ]
    title = f"Chance in per cent of each score from 0-0 to 5-5; {home} goals down, {away} goals across"
    return drawing("heat", (side, side), Alternative("heat", title, told), [*drawn, *across, *down, *titles])


def _heat_cell(home: int, away: int, chance: float | None, most: float) -> Markup:
    x, y = _EDGE + _CELL * away, _EDGE + _CELL * home
    cell = Markup(
        '<rect class="cell{draw}" x="{x}" y="{y}" width="{size}" height="{size}" style="fill-opacity:{opacity:.3f}"/>'
        '<text x="{middle:g}" y="{base:g}" text-anchor="middle">{text}</text>'
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


@dataclasses.dataclass(frozen=True)
class Columns:
    """One column of a chart: what stands under it, its share, and its style class."""

    name: str
    share: float
    kind: str


def columns(parts: Sequence[Columns], alternative: Alternative) -> Markup:
    """Draw a probability for each of several outcomes in order, its percentage above it."""
    step, tall = 42, 110
    most = max((part.share for part in parts), default=1.0) or 1.0
    column = Markup(
        '<rect class="{kind}" x="{x:g}" y="{y:.1f}" width="34" height="{height:.1f}"/>'
        '<text x="{middle:g}" y="{above:.1f}" text-anchor="middle">{told}</text>'
        '<text class="tick" x="{middle:g}" y="{base:g}" text-anchor="middle">{name}</text>'
    )
    drawn = []
    for i, part in enumerate(parts):
        height = tall * part.share / most
        y = 20 + tall - height
        drawn.append(
            column.format(
                kind=part.kind,
                x=i * step + 4,
                y=y,
                height=height,
                middle=i * step + 21,
                above=y - 5,
                told=f"{100 * part.share:.0f}" if part.share >= 0.005 else "<1",
                base=20 + tall + 16,
                name=part.name,
            )
        )
    return drawing("columns-chart", (len(parts) * step, tall + 42), alternative, drawn)


@dataclasses.dataclass(frozen=True)
class Course:
    """A number over time: whose it is, and its style class; ``values`` are as many as there are days."""

    name: str
    values: tuple[float, ...]
    kind: str


_PLOT = (32, 14, 236, 150)  # left, top, width, height
_NAMES = 84


def course_chart(days: Sequence[dt.date], courses: Sequence[Course], alternative: Alternative) -> Markup:
    """Draw numbers over time as lines, each with its name at its end."""
    left, top, width, height = _PLOT
    values = [value for course in courses for value in course.values]
    low, high = math.floor(2 * min(values)) / 2, math.ceil(2 * max(values)) / 2
    high = max(high, low + 0.5)
    span = max((days[-1] - days[0]).days, 1)

    def across(day: dt.date) -> float:
        return left + width * (day - days[0]).days / span

    def up(value: float) -> float:
        return top + height * (high - value) / (high - low)

    drawn = [_rule(low + step / 2, left, width, up(low + step / 2)) for step in range(int(2 * (high - low)) + 1)]
    month = Markup('<text class="tick" x="{:.1f}" y="{:g}" text-anchor="middle">{:%b}</text>')
    drawn += [month.format(across(day), top + height + 17, day) for day in _months(days)]
    ends = _apart([up(course.values[-1]) for course in courses])
    for course, end in zip(courses, ends, strict=True):
        points = " ".join(f"{across(day):.1f},{up(value):.1f}" for day, value in zip(days, course.values, strict=True))
        drawn.append(Markup('<polyline class="{}" points="{}"/>').format(course.kind, points))
        room = (left + width + 6, left + width + 6 + _NAMES)
        drawn.append(label(course.name, room[0], end + 4, within=room, font_size=12, kind=course.kind))
    return drawing("course", (left + width + _NAMES + 8, top + height + 24), alternative, drawn)


def _rule(value: float, left: float, width: float, y: float) -> Markup:
    line = Markup(
        '<path class="rule" d="M{0:g} {2:.1f}h{1:g}"/>'
        '<text class="tick left" x="{3:g}" y="{4:.1f}" text-anchor="end">{5:.1f}</text>'
    )
    return line.format(left, width, y, left - 6, y + 4, value)


def _months(days: Sequence[dt.date]) -> list[dt.date]:
    """First days of months within a stretch; every other one where there are many."""
    found = []
    day = days[0].replace(day=1)
    while day <= days[-1]:
        if day >= days[0]:
            found.append(day)
        day = (day + dt.timedelta(days=32)).replace(day=1)
    return found if len(found) <= 7 else found[::2]


def _apart(heights: Sequence[float], least: float = 15) -> list[float]:
    """Heights of two names, moved apart where they would cover each other."""
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    moved = list(heights)
    for above, below in itertools.pairwise(order):
        gap = moved[below] - moved[above]
        if gap < least:
            moved[above] -= (least - gap) / 2
            moved[below] += (least - gap) / 2
    return moved
