"""Pages about the site itself: the competitions it covers, and how it is made."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence

from pressbox.countries import countries
from pressbox.domain import Competition
from pressbox.facts import words
from pressbox.publish.site import addresses
from pressbox.publish.site.match_page import Made
from pressbox.publish.site.page import About, encoded, render
from pressbox.publish.site.scope import Scope
from pressbox.publish.site.words import Heading, Section, TextView, heading
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
