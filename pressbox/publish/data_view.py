"""What the page shows of the numbers: charts, each with its table, and every number formatted.

In: a preview's forecast and what stands beside it. Out: frozen values in the page's order. Percentages of outcomes that
exclude one another add up.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pressbox.facts import words
from pressbox.facts.record import SIDES
from pressbox.preview.data_page import TITLE
from pressbox.preview.forecast_sections import scorelines_of, through_label
from pressbox.preview.percentages import percent, rounded, shares, tenths, whole_percentages
from pressbox.publish import charts
from pressbox.publish.svg import Alternative
from pressbox.publish.tables import Grid

if TYPE_CHECKING:
    from markupsafe import Markup

    from pressbox.domain import Fixture
    from pressbox.forecast.prices import Priced
    from pressbox.forecast.season_walk import Expected, Record
    from pressbox.preview.data_page import DataPage, Outlook

_LINES = ("0_5", "1_5", "2_5", "3_5", "4_5")
_OUTCOMES = ("home", "draw", "away")
_AGGREGATE_REACH = 4
_COURSE_ROWS = 4
"""Weeks between the rows of the table beside the ratings' course."""

_ZONES = {TITLE: "Win the title"}
Share = tuple[str, str, str]
"""Style class, who, percentage."""


@dataclasses.dataclass(frozen=True)
class Shares:
    """A bar of exclusive outcomes with its legend."""

    title: str
    bar: Markup
    legend: tuple[Share, ...]


@dataclasses.dataclass(frozen=True)
class Figure:
    """A chart with a line under it and the table of the same numbers."""

    title: str
    chart: Markup
    note: str
    table: Grid


@dataclasses.dataclass(frozen=True)
class Block:
    """A table with a heading and what must be said of it; ``quiet`` where the heading says what the caption says."""

    title: str
    table: Grid
    note: str | None = None
    quiet: bool = False


@dataclasses.dataclass(frozen=True)
class ForecastView:
    """The data page: bars, charts, then tables."""

    bars: tuple[Shares, ...]
    figures: tuple[Figure, ...]
    blocks: tuple[Block, ...]


def forecast_view(fixture: Fixture, forecast: Mapping[str, Any], data: DataPage | None) -> ForecastView:
    """Everything of the data page."""
    tie = forecast["tie"]
    figures = [_heat(fixture, forecast), _aggregate(fixture, forecast), _course(fixture, data.course if data else ())]
    blocks = [
        *(_quiet(table) for table in (_scores(fixture, forecast), _totals(forecast), _team_goals(fixture, forecast))),
        _handicaps(fixture, forecast),
        _tie(fixture, tie),
        _movement(fixture, forecast),
        _prices(fixture, forecast, data.prices if data else None),
        _outlook(data.outlook if data else None),
        _record(data.record if data else None),
    ]
    return ForecastView(
        _bars(fixture, forecast),
        tuple(figure for figure in figures if figure),
        tuple(block for block in blocks if block),
    )


def _quiet(table: Grid, note: str | None = None) -> Block:
    """A block whose heading is the caption of its table."""
    return Block(table.caption, table, note, quiet=True)


def _bars(fixture: Fixture, forecast: Mapping[str, Any]) -> tuple[Shares, ...]:
    result = [(outcome, forecast["result"][outcome]) for outcome in _OUTCOMES]
    bars = [_shares("result", "After 90 minutes", result, (fixture.home.name, "Draw", fixture.away.name))]
    if forecast["tie"]:
        through = [(side, forecast["tie"]["through"][side]) for side in SIDES]
        bars.append(_shares("through", through_label(fixture), through, (fixture.home.name, fixture.away.name)))
    return tuple(bars)


def _shares(name: str, title: str, parts: Sequence[tuple[str, float]], who: Sequence[str]) -> Shares:
    told = shares([p for _, p in parts])
    spoken = ", ".join(f"{one} {share}" for one, share in zip(who, told, strict=True))
    legend = tuple((kind, one, share) for (kind, _), one, share in zip(parts, who, told, strict=True))
    return Shares(title, charts.bar(parts, Alternative(name, title, f"{spoken}.")), legend)


def _heat(fixture: Fixture, forecast: Mapping[str, Any]) -> Figure:
    home, away = fixture.home.name, fixture.away.name
    likeliest = [f"{cell['home']}-{cell['away']} {tenths(cell['p'])}" for cell in forecast["scorelines"][:3]]
    told = f"The likeliest scores are {words.listed(likeliest)}."
    goals = range(charts.HEAT_GOALS)
    chances = {(cell["home"], cell["away"]): cell["p"] for cell in forecast["scorelines"]}
    rows = tuple((f"{home} {h}", *(_cell(chances.get((h, a))) for a in goals)) for h in goals)
    table = Grid(f"Chance of each score: {home} down, {away} across", ("", *(f"{away} {a}" for a in goals)), rows)
    return Figure(
        "Chance of each score, per cent", charts.heat_map(forecast["scorelines"], home, away, told), told, table
    )


def _cell(chance: float | None) -> str:
    return "under 0.1%" if chance is None else tenths(chance)


def _aggregate(fixture: Fixture, forecast: Mapping[str, Any]) -> Figure | None:
    """How far ahead either side ends on aggregate after 90 minutes; None but for a last leg."""
    before = forecast["tie"] and forecast["tie"]["aggregate_before"]
    if not before:
        return None
    lead = before["home"] - before["away"]
    reach = _AGGREGATE_REACH
    sums = dict.fromkeys(range(-reach, reach + 1), 0.0)
    for cell in forecast["scorelines"]:
        margin = max(-reach, min(reach, lead + cell["home"] - cell["away"]))
        sums[margin] += cell["p"]
    home, away = fixture.home.name, fixture.away.name
    kinds = {margin: "home" if margin > 0 else "away" if margin < 0 else "draw" for margin in sums}
    parts = [charts.Columns(_margin(margin, reach), share, kinds[margin]) for margin, share in sums.items()]
    told = whole_percentages(list(sums.values()))
    names = [_ahead(fixture, margin, reach) for margin in sums]
    rows = tuple(
        (name, percent(whole, share)) for name, whole, share in zip(names, told, sums.values(), strict=True) if share
    )
    level = rounded(sums[0]) if sums[0] else "under 1%"
    note = f"{away} ahead on the left, {home} on the right; the tie is level after 90 minutes with a chance of {level}."
    chart = charts.columns(parts, Alternative("aggregate", "Lead on aggregate after 90 minutes, per cent", note))
    table = Grid("Lead on aggregate after 90 minutes", ("Aggregate", "Chance"), rows)
    return Figure("The aggregate after 90 minutes, per cent", chart, note, table)


def _margin(margin: int, reach: int) -> str:
    return f"{abs(margin)}+" if abs(margin) == reach else "level" if margin == 0 else str(abs(margin))


def _ahead(fixture: Fixture, margin: int, reach: int) -> str:
    if margin == 0:
        return "Level"
    name = fixture.home.name if margin > 0 else fixture.away.name
    return f"{name} by {abs(margin)}{' or more' if abs(margin) == reach else ''}"


def _course(fixture: Fixture, course: Sequence[Expected]) -> Figure | None:
    """Goals that the ratings would have expected of both sides over the last year."""
    if len(course) < 3:
        return None
    days = [point.day for point in course]
    lines = (
        charts.Course(fixture.home.name, tuple(point.home for point in course), "home"),
        charts.Course(fixture.away.name, tuple(point.away for point in course), "away"),
    )
    first, last = course[0], course[-1]
    note = (
        f"Goals that the ratings of the day would have expected in this match with nothing at stake: "
        f"{fixture.home.name} {first.home:.1f} on {words.long_day(first.day)} and {last.home:.1f} now, "
        f"{fixture.away.name} {first.away:.1f} and {last.away:.1f}."
    )
    chart = charts.course_chart(days, lines, Alternative("course", "The ratings' course", note))
    chosen = [point for i, point in enumerate(reversed(course)) if i % _COURSE_ROWS == 0]
    rows = tuple((_short(point.day), f"{point.home:.2f}", f"{point.away:.2f}") for point in reversed(chosen))
    table = Grid("Goals expected in this match", ("Day", fixture.home.name, fixture.away.name), rows)
    return Figure("The ratings' course", chart, note, table)


def _short(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"


def _scores(fixture: Fixture, forecast: Mapping[str, Any]) -> Grid:
    found = [scorelines_of(forecast, outcome) for outcome in _OUTCOMES]
    cells = [[f"{c['home']}-{c['away']} {tenths(c['p'])}" for c in column] for column in found]
    depth = max(len(column) for column in cells)
    rows = tuple(
        (words.ordinal(i + 1).capitalize(), *(column[i] if i < len(column) else "" for column in cells))
        for i in range(depth)
    )
    return Grid("Likeliest scores of each result", ("", fixture.home.name, "Draw", fixture.away.name), rows)


def _totals(forecast: Mapping[str, Any]) -> Grid:
    rows = []
    for line in _LINES:
        over = forecast["totals"][f"over_{line}"]
        rows.append((line.replace("_", "."), *shares([over, 1 - over])))
    both, not_both = shares([forecast["btts"], 1 - forecast["btts"]])
    rows.append(("Both score", f"yes {both}", f"no {not_both}"))
    return Grid("Goals in the match", ("Goals", "Over", "Under"), tuple(rows))


def _team_goals(fixture: Fixture, forecast: Mapping[str, Any]) -> Grid:
    goals = forecast["team_goals"]
    names = ("At least one", "At least two", "At least three")
    rows = tuple(
        (name, *(rounded(goals[side][f"over_{line}"]) for side in SIDES))
        for name, line in zip(names, _LINES, strict=False)
    )
    return Grid("Goals of each side", ("Goals", fixture.home.name, fixture.away.name), rows)


def _handicaps(fixture: Fixture, forecast: Mapping[str, Any]) -> Block | None:
    lines = forecast.get("handicaps") or ()
    rows = tuple(
        (_start(line["line"], fixture), *shares([line["home"], line["away"]]))
        for line in lines
        if min(line["home"], line["away"]) >= 0.01
    )
    if not rows:
        return None
    return _quiet(Grid("Who is ahead with a start", ("Start", fixture.home.name, fixture.away.name), rows))


def _start(line: float, fixture: Fixture) -> str:
    name = fixture.home.name if line > 0 else fixture.away.name
    return f"{abs(line):g} to {name}"


def _tie(fixture: Fixture, tie: Mapping[str, Any] | None) -> Block | None:
    if not tie or not tie.get("decided"):
        return None
    parts = (("In 90 minutes", "in_90"), ("In extra time", "extra_time"), ("On penalties", "penalties"))
    decided = shares([tie["decided"][key] for _, key in parts])
    rows = tuple((name, share) for (name, _), share in zip(parts, decided, strict=True))
    needs = [_need(fixture, need) for need in tie.get("needs") or ()]
    return _quiet(Grid("How the tie is decided", ("Decided", "Chance"), rows), " ".join(needs) or None)


def _need(fixture: Fixture, need: Mapping[str, Any]) -> str:
    """What a side needs of the match to go through in 90 minutes."""
    name, by = fixture.team(need["side"]).name, need["win_by"]
    if by > 1:
        return f"{name} go through in 90 minutes by winning by {words.number(by)} or more."
    if by == 1:
        return f"{name} go through in 90 minutes by winning."
    if by == 0:
        return f"{name} go through in 90 minutes by not losing."
    return f"{name} go through in 90 minutes unless they lose by more than {words.counted(-by, 'goal', 'goals')}."


def _movement(fixture: Fixture, forecast: Mapping[str, Any]) -> Block | None:
    """What became known since an earlier moment, and what each of it changed."""
    moved = forecast.get("movement")
    if not moved:
        return None
    tie = bool(moved["from"]["through"] and moved["to"]["through"])
    causes = [cause for cause in moved["causes"] if _most(cause["change"]) >= 0.0005]
    rows = [_standing("Before", moved["from"], through=tie)]
    rows += [(_cause(cause), *_changes(cause["change"], through=tie)) for cause in causes]
    rows.append(_standing("Now", moved["to"], through=tie))
    since = dt.datetime.fromisoformat(moved["since"])
    head = ("", fixture.home.name, "Draw", fixture.away.name)
    table = Grid(
        f"Since {words.long_day(since.date())}, in percentage points",
        (*head, f"{fixture.home.name} through") if tie else head,
        tuple(rows),
    )
    note = None if causes else "Nothing that became known since has moved it by a tenth of a point."
    return Block("What has moved", table, note)


def _most(change: Mapping[str, float]) -> float:
    return max(abs(number) for number in change.values())


def _standing(name: str, standing: Mapping[str, Any], *, through: bool) -> tuple[str, ...]:
    told = (name, *(tenths(standing["result"][outcome]) for outcome in _OUTCOMES))
    return (*told, tenths(standing["through"]["home"])) if through else told


def _changes(change: Mapping[str, float], *, through: bool) -> tuple[str, ...]:
    names = (*_OUTCOMES, "through_home") if through else _OUTCOMES
    return tuple(_points(change.get(name, 0.0)) for name in names)


def _points(change: float) -> str:
    """A change in tenths of a percentage point, with its sign.

    >>> _points(0.0354), _points(-0.0002)
    ('+3.5', '0.0')
    """
    tenth = round(1000 * change)
    return f"{tenth / 10:+.1f}".replace("-", "−") if tenth else "0.0"


def _cause(cause: Mapping[str, Any]) -> str:
    if "match" not in cause:
        text = str(cause["text"])
        return text[:1].upper() + text[1:]
    date = dt.date.fromisoformat(cause["date"])
    match = f"{cause['home']} {cause['score']} {cause['away']}, {date.day} {date:%b}"
    return {"first leg": f"{match}: the start it gives", "price": f"{match}: its closing price"}.get(
        cause["cause"], match
    )


def _prices(fixture: Fixture, forecast: Mapping[str, Any], priced: Priced | None) -> Block | None:
    if priced is None:
        return None
    names = (fixture.home.name, "Draw", fixture.away.name)
    ours = shares([forecast["result"][outcome] for outcome in _OUTCOMES])
    theirs = shares(priced.probabilities)
    rows = [
        (name, own, their, f"{price:.2f}")
        for name, own, their, price in zip(names, ours, theirs, priced.result, strict=True)
    ]
    if priced.total and priced.over_2_5 is not None:
        over = (forecast["totals"]["over_2_5"], priced.over_2_5)
        rows.append(("Over 2.5 goals", rounded(over[0]), rounded(over[1]), f"{priced.total[0]:.2f}"))
    table = Grid(
        f"The {priced.timing} prices, their margin removed", ("", "We say", "Prices say", "Price"), tuple(rows)
    )
    return Block("Beside the prices", table)


def _outlook(outlook: Outlook | None) -> Block | None:
    if outlook is None:
        return None
    names = tuple(outlook.clubs[0].chances)
    clubs = outlook.clubs
    rows = [(_zone(name), *(_simulated(club.chances[name]) for club in clubs)) for name in names]
    points = [club.points for club in clubs if club.points]
    if len(points) == len(clubs):
        rows.append(("Points, most likely range", *(f"{low} to {high}" for low, _, high in points)))
    caption = f"{outlook.competition} {outlook.season}, simulated to its end"
    table = Grid(caption, ("", *(club.club for club in clubs)), tuple(rows))
    return Block("The season", table, " ".join(outlook.notes) or None)


def _simulated(chance: float) -> str:
    """A share of simulated seasons: what never came in them is not thereby impossible.

    >>> _simulated(0.0), _simulated(0.264), _simulated(1.0)
    ('under 1%', '26%', 'over 99%')
    """
    return rounded(min(max(chance, 1e-9), 1 - 1e-9))


def _zone(name: str) -> str:
    return _ZONES.get(name, name[:1].upper() + name[1:])


def _record(record: Record | None) -> Block | None:
    if record is None:
        return None
    rows = [
        ("Matches", f"{record.matches}"),
        ("Likeliest result came", f"{record.right}"),
        ("Expected of it", f"{record.expected_right:.0f}"),
        ("Ranked probability score", f"{record.rps:.3f}"),
    ]
    if record.rps_priced is not None and record.rps_prices is not None:
        rows.append((f"On the {record.priced} with closing prices", f"{record.rps_priced:.3f}"))
        rows.append(("The prices on these", f"{record.rps_prices:.3f}"))
    caption = f"{record.competition} {record.season}, to {words.long_day(record.until)}"
    note = "Every match forecast from what was known that morning. The lower the score the better; 0 is perfect."
    return Block("How such forecasts have done", Grid(caption, ("", "So far"), tuple(rows)), note)
