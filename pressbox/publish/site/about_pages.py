"""Pages about the site itself: the competitions it covers, how its forecasts did, and how it is made."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Mapping, Sequence

from pressbox.countries import countries
from pressbox.domain import Competition
from pressbox.facts import words
from pressbox.forecast import scoring
from pressbox.preview.percentages import rounded, tenths
from pressbox.publish.site import addresses
from pressbox.publish.site.day_page import Summaries
from pressbox.publish.site.match_page import Made
from pressbox.publish.site.page import About, encoded, render
from pressbox.publish.site.scope import Scope
from pressbox.publish.site.summary import Summary
from pressbox.publish.site.words import Heading, heading
from pressbox.publish.tables import Grid
from pressbox.store.calendar import Listed


@dataclasses.dataclass(frozen=True)
class Entries:
    """Competitions of one country, with the number of their matches."""

    title: str
    entries: tuple[tuple[str, str, str], ...]


@dataclasses.dataclass(frozen=True)
class CompetitionsView(Heading):
    """The list of competitions."""

    groups: tuple[Entries, ...]


@dataclasses.dataclass(frozen=True)
class Section:
    """A part of a page of text."""

    title: str
    paragraphs: tuple[str, ...]
    grids: tuple[Grid, ...] = ()


@dataclasses.dataclass(frozen=True)
class TextView(Heading):
    """A page of text and tables."""

    sections: tuple[Section, ...]


def make_competitions(of_competition: Mapping[Competition, Sequence[Listed]], scope: Scope) -> Made:
    """The list of all competitions of the site, those between countries first."""
    path = addresses.COMPETITIONS
    ordered = sorted(of_competition, key=lambda c: (not c.international, _country(c), c.tier or 99, c.name))
    groups = tuple(
        Entries(country, tuple(_entry(competition, len(of_competition[competition]), path) for competition in those))
        for country, those in itertools.groupby(ordered, key=_country)
    )
    around = heading(
        path, scope, title="Competitions", standfirst="All competitions of the site.", folio="Index", kicker="Football"
    )
    document = [
        {"id": c.id, "name": c.name, "matches": len(of_competition[c]), "page": addresses.competition(c.id)}
        for c in ordered
    ]
    about = About(path, "Competitions", around.standfirst)
    return Made(
        {
            path: render("competitions", scope, about, page=CompetitionsView(**vars(around), groups=groups)),
            addresses.document(path): encoded({"as_of": str(scope.as_of), "competitions": document}),
        }
    )


def _country(competition: Competition) -> str:
    if competition.international or competition.country is None:
        return "International"
    country = countries().get(competition.country)
    return country.name if country else competition.country


def _entry(competition: Competition, count: int, path: str) -> tuple[str, str, str]:
    href = addresses.relative(path, addresses.competition(competition.id))
    return competition.name, href, words.matches(count)


def make_scoreboard(ones: Sequence[Listed], summaries: Summaries, scope: Scope) -> Made:
    """How the forecasts of the site's matches did, the worst first."""
    path = addresses.SCOREBOARD
    graded = sorted(_graded(ones, summaries), key=lambda grade: -grade.log_loss)
    standfirst = "What the forecasts said, and what happened; the worst misses first."
    around = heading(path, scope, title="Scoreboard", standfirst=standfirst, folio="Scoreboard", kicker="Grades")
    view = TextView(**vars(around), sections=_sections(graded))
    document = {
        "as_of": str(scope.as_of),
        "matches": len(graded),
        "log_loss": _mean([grade.log_loss for grade in graded]),
        "rps": _mean([grade.rps for grade in graded]),
        "grades": [dataclasses.asdict(grade) for grade in graded],
    }
    about = About(path, "Scoreboard", standfirst)
    return Made({path: render("text", scope, about, page=view), addresses.document(path): encoded(document)})


@dataclasses.dataclass(frozen=True)
class Grade:
    """One forecast and what happened."""

    fixture: str
    page: str
    match: str
    date: str
    score: str
    predicted: str | None
    p_result: float
    p_score: float | None
    likeliest: bool
    log_loss: float
    rps: float


def _graded(ones: Sequence[Listed], summaries: Summaries) -> list[Grade]:
    told = [(one, summaries[one.fixture.id]) for one in ones if one.fixture.id in summaries]
    return [grade for one, summary in told if (grade := _grade(one, summary)) is not None]


def _grade(one: Listed, summary: Summary) -> Grade | None:
    """The grade of a forecast; None without one, or where no score after 90 minutes is known."""
    match, fixture, result = one.match, one.fixture, summary.result
    if match is None or match.score_90 is None or match.awarded or result is None:
        return None
    home, away = match.score_90.home, match.score_90.away
    happened = 0 if home > away else 1 if home == away else 2
    outcome = [happened]
    return Grade(
        fixture.id,
        addresses.match(fixture.id),
        f"{fixture.home.name} v {fixture.away.name}",
        fixture.date.isoformat(),
        str(match.score_90),
        summary.predicted,
        result[happened],
        summary.given,
        max(result) == result[happened],
        float(scoring.log_loss([result], outcome)[0]),
        float(scoring.ranked_probability_score([result], outcome)[0]),
    )


def _sections(graded: Sequence[Grade]) -> tuple[Section, ...]:
    if not graded:
        return (Section("No grades yet", ("No match with a forecast on this site is over yet.",)),)
    likeliest = sum(grade.likeliest for grade in graded)
    exact = sum(grade.predicted == grade.score for grade in graded)
    loss, rps = _mean([g.log_loss for g in graded]), _mean([g.rps for g in graded])
    paragraphs = (
        f"{words.matches(len(graded)).capitalize()} with a forecast are over; all are by the score after 90 minutes.",
        f"The likeliest result came in {likeliest} of {len(graded)}, the predicted score in {exact}.",
        f"Mean log loss {loss:.3f} (three equal chances would have {math.log(3):.3f}); mean ranked probability score"
        f" {rps:.3f}. Lower is better.",
    )
    rows = tuple(
        (
            f"{g.match}, {g.date}",
            g.score,
            g.predicted or "",
            rounded(g.p_result),
            tenths(g.p_score) if g.p_score else "",
        )
        for g in graded
    )
    grid = Grid(
        "Every forecast, the worst miss first",
        ("Match", "Score", "We said", "Chance of the result", "Chance of the score"),
        rows,
    )
    return (Section("How we did", paragraphs), Section("All of them", (), (grid,)))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


_METHOD = (
    Section(
        "What a preview is",
        (
            "Every preview is written by a program from records of past matches. Each sentence rests on claims,"
            " each claim on matches that the page lists. A claim is told only where two separate computations agree.",
            "A sentence that the record cannot carry is not written; what is not known is said to be unknown.",
        ),
    ),
    Section(
        "What it knows",
        (
            "A preview knows nothing from after the moment at its head, which is the start of the match day where the"
            " match is played, or the moment at which the site was made if that was earlier.",
            "A result, a report or a fixture that came later is on the pages of days, clubs and competitions only.",
        ),
    ),
    Section(
        "Where the numbers come from",
        (
            "Clubs and national teams have ratings that learn from goals and shots, match by match. From the ratings of"
            " both sides comes the chance of every score, and every probability of a page is a sum of these.",
            "How a season may end is found by playing it out many times by the same ratings. Percentages of outcomes"
            " that exclude one another add up.",
        ),
    ),
    Section(
        "Reading it by machine",
        ("Beside every page lies a JSON document of the same name; the feed lists previews as they are made.",),
    ),
)


def make_method(scope: Scope) -> Made:
    """How the previews are made."""
    path = addresses.METHOD
    standfirst = "How the previews and forecasts of this site are made, and what they know."
    around = heading(path, scope, title="Method", standfirst=standfirst, folio="Method", kicker="About")
    document = {"sections": [dataclasses.asdict(section) for section in _METHOD]}
    about = About(path, "Method", standfirst)
    view = TextView(**vars(around), sections=_METHOD)
    return Made({path: render("text", scope, about, page=view), addresses.document(path): encoded(document)})
