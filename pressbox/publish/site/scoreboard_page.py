"""How the forecasts did: all editions that were published, and the matches of this site; the worst misses first."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from pressbox.facts import words
from pressbox.forecast import scoring
from pressbox.preview.percentages import rounded, tenths
from pressbox.publish.site import addresses
from pressbox.publish.site.day_page import Summaries
from pressbox.publish.site.match_page import Made
from pressbox.publish.site.page import About, encoded, render
from pressbox.publish.site.scope import Scope
from pressbox.publish.site.summary import Chances, Summary
from pressbox.publish.site.words import Section, TextView, heading
from pressbox.publish.tables import Grid
from pressbox.store.calendar import Listed

if TYPE_CHECKING:
    from pressbox.publish.scoreboard import Scoreboard

_BESIDE = {"opening": "Opening prices", "closing": "Closing prices", "elo": "Elo", "base_rate": "Base rate"}
_EVEN: Chances = (1 / 3, 1 / 3, 1 / 3)
_LISTED = 300
"""Matches that the page lists at most, so that it stays small; its JSON document has all."""


@dataclasses.dataclass(frozen=True)
class Grade:
    """One forecast and what happened after 90 minutes; ``market`` is what prices had implied."""

    fixture: str
    page: str
    match: str
    date: str
    score: str
    predicted: str | None
    outcome: int  # 0 home win, 1 draw, 2 away win
    result: Chances
    market: Chances | None
    p_score: float | None

    @property
    def p_result(self) -> float:
        """Chance that the result had been given."""
        return self.result[self.outcome]


def make_scoreboard(ones: Sequence[Listed], summaries: Summaries, published: Scoreboard | None, scope: Scope) -> Made:
    """The scoreboard; ``published`` is that of the editions in the home, where there are any."""
    path = addresses.SCOREBOARD
    graded = sorted(_graded(ones, summaries), key=lambda grade: (grade.p_result, grade.p_score or 0.0, grade.fixture))
    standfirst = "What the forecasts said, and what happened; the worst misses first."
    around = heading(path, scope, title="Scoreboard", standfirst=standfirst, folio="Scoreboard", kicker="Grades")
    sections = (*_published(published), *_of_site(graded))
    if not sections:
        sections = (Section("No grades yet", ("No match with a forecast is over yet.",)),)
    document = {
        "as_of": str(scope.as_of),
        "editions": published.to_dict() if published else None,
        "site": {
            "matches": len(graded),
            "scores": _scores([grade.result for grade in graded], graded),
            "grades": [dataclasses.asdict(grade) for grade in graded],
        },
    }
    about = About(path, "Scoreboard", standfirst)
    view = TextView(**vars(around), sections=sections)
    return Made({path: render("text", scope, about, page=view), addresses.document(path): encoded(document)})


def _published(board: Scoreboard | None) -> tuple[Section, ...]:
    """The editions of the home; nothing where none has been graded."""
    if board is None or not board.grades:
        return ()
    rows = [("Editions", str(board.results.of), *map(_number, (board.scores["log_loss"], board.scores["rps"])), "")]
    for name, other in board.beside.items():
        theirs = (other.theirs["log_loss"], other.theirs["rps"], other.ours["log_loss"])
        rows.append((_BESIDE[name], str(other.matches), *map(_number, theirs)))
    tallies = (
        ("Results", board.results),
        ("Scores", board.scorelines),
        ("Starters", board.starters),
        ("Absences", board.absences),
        ("Returns", board.returns),
    )
    right = tuple((name, str(tally.right), str(tally.of)) for name, tally in tallies if tally.of)
    matches = tuple(
        (
            f"{one.fixture.home.name} v {one.fixture.away.name}, {one.fixture.date}",
            str(one.match.score),
            str(one.score.predicted) if one.score else "",
            rounded(one.score.outcome_probability) if one.score else "",
            tenths(one.score.probability) if one.score else "",
        )
        for one in board.grades[:_LISTED]
    )
    head = ("Forecast", "Matches", "Log loss", "Ranked probability score", "Editions' log loss on the same")
    return (
        Section(
            "Published editions",
            (
                f"{words.matches(len(board.grades)).capitalize()} with a published edition are over. Each edition was"
                " frozen when it was published; lower losses are better.",
            ),
            (
                Grid("Editions beside prices and baselines", head, tuple(rows)),
                Grid("What was right", ("", "Right", "Of"), right),
                Grid("Every edition, the worst miss first", _HEAD, matches),
            ),
        ),
    )


_HEAD = ("Match", "Score", "We said", "Chance of the result", "Chance of the score")


def _of_site(graded: Sequence[Grade]) -> tuple[Section, ...]:
    """The matches of this site, beside prices and three equal chances."""
    if not graded:
        return ()
    likeliest = sum(max(grade.result) == grade.p_result for grade in graded)
    exact = sum(grade.predicted == grade.score for grade in graded)
    priced = [grade for grade in graded if grade.market]
    rows = [
        _line("Forecasts", graded, [grade.result for grade in graded]),
        _line("Three equal chances", graded, [_EVEN] * len(graded)),
    ]
    if priced:
        rows.append(_line("Forecasts where prices are known", priced, [grade.result for grade in priced]))
        rows.append(_line("Prices, without their margin", priced, [grade.market for grade in priced if grade.market]))
    matches = tuple(
        (
            f"{grade.match}, {grade.date}",
            grade.score,
            grade.predicted or "",
            rounded(grade.p_result),
            tenths(grade.p_score) if grade.p_score else "",
        )
        for grade in graded[:_LISTED]
    )
    return (
        Section(
            "The matches of this site",
            (
                f"{words.matches(len(graded)).capitalize()} with a forecast are over; scores are those after 90"
                f" minutes. The likeliest result came in {likeliest} of {len(graded)}, the predicted score in {exact}.",
            ),
            (
                Grid(
                    "Mean losses; lower is better",
                    ("Forecast", "Matches", "Log loss", "Ranked probability score"),
                    tuple(rows),
                ),
                Grid("Every forecast, the worst miss first", _HEAD, matches),
            ),
        ),
    )


def _line(name: str, graded: Sequence[Grade], chances: Sequence[Chances]) -> tuple[str, ...]:
    scores = _scores(chances, graded)
    return name, str(len(graded)), _number(scores["log_loss"]), _number(scores["rps"])


def _scores(chances: Sequence[Chances], graded: Sequence[Grade]) -> dict[str, float | None]:
    """Mean losses of some probabilities of the results of some matches."""
    if not graded:
        return {"log_loss": None, "rps": None}
    came = [grade.outcome for grade in graded]
    losses = {"log_loss": scoring.log_loss(chances, came), "rps": scoring.ranked_probability_score(chances, came)}
    return {name: round(float(np.mean(values)), 6) for name, values in losses.items()}


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _graded(ones: Sequence[Listed], summaries: Summaries) -> list[Grade]:
    told = [(one, summaries[one.fixture.id]) for one in ones if one.fixture.id in summaries]
    return [grade for one, summary in told if (grade := _grade(one, summary)) is not None]


def _grade(one: Listed, summary: Summary) -> Grade | None:
    """The grade of a forecast; None without one, or where no score after 90 minutes is known."""
    match, fixture, result = one.match, one.fixture, summary.result
    if match is None or match.score_90 is None or match.awarded or result is None:
        return None
    home, away = match.score_90.home, match.score_90.away
    return Grade(
        fixture.id,
        addresses.match(fixture.id),
        f"{fixture.home.name} v {fixture.away.name}",
        fixture.date.isoformat(),
        str(match.score_90),
        summary.predicted,
        0 if home > away else 1 if home == away else 2,
        result,
        summary.market,
        summary.given,
    )
