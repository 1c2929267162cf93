"""Reliability diagrams: of what was given 20%, did a fifth come? An SVG file each, drawn by hand, readable on its own.

A point a bin, its area by the number of forecasts; on the diagonal forecasts are calibrated. The whiskers are two
standard errors around what was forecast: a point outside them is more than chance. Bars below say how many there were.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from pressbox.publish.files import write_atomically

if TYPE_CHECKING:
    from pressbox.forecast.backtest import Backtest
    from pressbox.forecast.grades import Bin, Calibration

TITLES = {"result": "Home win, draw, away win", "over_2_5": "Over 2.5 goals", "btts": "Both teams to score"}
"""What each market's plot is called; the name of the market is the name of its file."""

_LEFT, _TOP, _SIDE = 56, 84, 360
_BARS, _GAP = 64, 44
_WIDTH, _HEIGHT = _LEFT + _SIDE + 24, _TOP + _SIDE + _GAP + _BARS + 26
_LARGEST = 13

_STYLE = Markup(
    "<style>svg{background:#f8fbf4;color:#15201a;font:13px 'Gill Sans','Noto Sans',sans-serif}"
    "text{fill:currentColor}.title{font-size:16px;font-weight:700}.note{fill-opacity:.75}"
    ".grid{stroke:currentColor;stroke-opacity:.15}.ideal,.whisker{stroke:currentColor;stroke-opacity:.55}"
    ".ideal{stroke-dasharray:5 4}.point,.bar{fill:#12613a;fill-opacity:.8}"
    "@media(prefers-color-scheme:dark){svg{background:#18221c;color:#e8efe6}.point,.bar{fill:#58c48a}}</style>"
)


def write_plots(found: Backtest, folder: Path) -> list[Path]:
    """Write a diagram of each market's calibration, and return the files.

    Raises
    ------
    PreviewError
        If the folder cannot be made or written; no file is left half-written.
    """
    about = f"{found.model}, {found.seasons.replace(':', ' to ')}, {found.overall.matches:,} matches"
    drawn = [
        (folder / f"{name}.svg", reliability_diagram(TITLES[name], about, calibration))
        for name, calibration in found.overall.calibration.items()
    ]
    for path, svg in drawn:
        write_atomically(path, f"{svg}\n", "--plots")
    return [path for path, _ in drawn]


def reliability_diagram(title: str, about: str, calibration: Calibration) -> Markup:
    """Draw how often events came against the probability they were given."""
    bins = [part for part in calibration.bins if part.events]
    most = max((part.events for part in bins), default=1)
    drawn = [*_frame(), *(_bin(part, most) for part in bins), *(_bar(part, most) for part in bins)]
    svg = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
        'aria-label="{label}">{style}<text class="title" x="{x}" y="26">{title}</text>'
        '<text class="note" x="{x}" y="46">{about}</text><text class="note" x="{x}" y="64">{error}</text>{body}</svg>'
    )
    return svg.format(
        w=_WIDTH, h=_HEIGHT, x=_LEFT, title=title, about=about, style=_STYLE, body=Markup("").join(drawn),
        error=f"Expected calibration error {calibration.error:.4f}", label=f"{title}: {_told(bins)}",
    )  # fmt: skip


def _told(bins: Sequence[Bin]) -> str:
    """The points in words, for those who do not see them."""
    points = [f"{part.forecast:.1%} forecast, {part.happened:.1%} came ({part.events:,})" for part in bins]
    return "; ".join(points) or "no forecasts"


def _across(probability: float) -> float:
    return _LEFT + _SIDE * probability


def _up(share: float) -> float:
    return _TOP + _SIDE * (1 - share)


def _frame() -> list[Markup]:
    """Grid, numbers along both axes, and the diagonal."""
    line = Markup('<path class="{}" d="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>')
    text = Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}%</text>')
    drawn = []
    for step in range(0, 11, 2):
        place = step / 10
        drawn += [
            line.format("grid", _across(place), _up(0), _across(place), _up(1)),
            line.format("grid", _across(0), _up(place), _across(1), _up(place)),
            text.format(_across(place), _up(0) + 18, "middle", 10 * step),
            text.format(_across(0) - 8, _up(place) + 4, "end", 10 * step),
        ]
    axis = Markup('<text class="note" x="{:.1f}" y="{:.1f}" text-anchor="middle">{}</text>')
    turned = Markup('<text class="note" transform="translate(14 {:.1f}) rotate(-90)" text-anchor="middle">came</text>')
    return [
        *drawn,
        line.format("ideal", _across(0), _up(0), _across(1), _up(1)),
        axis.format(_across(0.5), _up(0) + 34, "forecast"),
        turned.format(_up(0.5)),
    ]


def _bin(part: Bin, most: int) -> Markup:
    """A point, and two standard errors around what was forecast."""
    assert part.forecast is not None
    assert part.happened is not None
    spread = 2 * math.sqrt(part.forecast * (1 - part.forecast) / part.events)
    low, high = max(part.forecast - spread, 0.0), min(part.forecast + spread, 1.0)
    point = Markup(
        '<path class="whisker" d="M{x:.1f} {low:.1f}V{high:.1f}"/>'
        '<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"><title>{told}</title></circle>'
    )
    return point.format(
        x=_across(part.forecast),
        low=_up(low),
        high=_up(high),
        y=_up(part.happened),
        r=max(_LARGEST * math.sqrt(part.events / most), 2.5),
        told=_told([part]),
    )


def _bar(part: Bin, most: int) -> Markup:
    """How many forecasts there were."""
    height = _BARS * part.events / most
    bottom = _TOP + _SIDE + _GAP + _BARS + 18
    bar = Markup(
        '<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>'
        '<text class="note" x="{:.1f}" y="{:.1f}" text-anchor="middle" font-size="10">{:,}</text>'
    )
    left, right = _across(part.low) + 2, _across(part.high) - 2
    middle = (left + right) / 2
    return bar.format(left, bottom - height, right - left, height, middle, bottom - height - 4, part.events)
