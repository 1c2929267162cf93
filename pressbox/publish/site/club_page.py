"""A club: its form, next matches, team news, rating and squad."""

from __future__ import annotations

import dataclasses
from typing import Any

from markupsafe import Markup

from pressbox.domain import Match, Team
from pressbox.facts import words
from pressbox.forecast.club_ratings import ClubRating
from pressbox.forecast.document import fixture_document
from pressbox.preview.news_words import news_lines
from pressbox.publish import charts
from pressbox.publish.site import addresses
from pressbox.publish.site.match_page import Made
from pressbox.publish.site.newsroom import Newsroom
from pressbox.publish.site.page import About, encoded, render
from pressbox.publish.site.scope import Scope
from pressbox.publish.site.summary import Line, line
from pressbox.publish.site.words import Heading, heading
from pressbox.publish.svg import Alternative
from pressbox.publish.tables import Grid
from pressbox.squads.squad_list import reader_name, squad_list
from pressbox.squads.team_news import TeamNews, team_news_of
from pressbox.store.calendar import Listed, next_of
from pressbox.views import NewsRecord

_FORM = 10
_NEXT = 5
_OUTCOMES = {"W": "won", "D": "drawn", "L": "lost"}


@dataclasses.dataclass(frozen=True)
class ClubView(Heading):
    """A club's page."""

    form: Grid | None
    chips: Markup
    next: tuple[Line, ...]
    news: tuple[str, ...]
    rating: tuple[str, ...]
    squad: tuple[str, ...]


def make_club(desk: Newsroom, team: Team, scope: Scope) -> Made:
    """The page of a club."""
    path, on = addresses.club(team.id), scope.as_of.local_date
    recent = desk.store.recent(team.id, scope.as_of, _FORM)
    coming = next_of(desk.store, team.id, on, scope.as_of, _NEXT)
    record = desk.store.news_records([team], on, scope.as_of)[team.id]
    news, squad = team_news_of(record), _squad(record)
    own = desk.ratings(scope.as_of).get(team.id)
    league = desk.store.competition_name(own.league) if own else None
    standfirst = f"{words.possessive(team.name)} form, fixtures, team news, rating and squad."
    around = heading(path, scope, title=team.name, standfirst=standfirst, folio="Club", kicker=league or "Club")
    view = ClubView(
        **vars(around),
        form=_form(team, recent) if recent else None,
        chips=_chips(team, recent),
        next=tuple(_next(one, path, scope) for one in coming),
        news=tuple(news_lines(news, on)),
        rating=_rating(team, own, league),
        squad=squad,
    )
    about = About(path, team.name, standfirst)
    document = _document(team, scope, recent, coming, news, own, squad)
    return Made({path: render("club", scope, about, page=view), addresses.document(path): encoded(document)})


def _form(team: Team, recent: tuple[Match, ...]) -> Grid:
    rows = tuple(_form_row(team, match) for match in reversed(recent))
    caption = f"{team.name}: last {words.matches(len(rows))}, oldest first"
    return Grid(caption, ("Date", "Competition", "Opponent", "Result"), rows)


def _form_row(team: Team, match: Match) -> tuple[str, ...]:
    fixture = match.fixture
    venue = "n" if fixture.neutral else fixture.side(team.id)[0]
    scored, conceded = match.goals(team.id)
    result = f"{match.outcome(team.id)} {scored}-{conceded}"
    return (
        words.long_day(fixture.date),
        fixture.competition.name,
        f"{match.opponent(team.id).name} ({venue})",
        result,
    )


def _chips(team: Team, recent: tuple[Match, ...]) -> Markup:
    oldest_first = tuple(reversed(recent))
    scores = [match.goals(team.id) for match in oldest_first]
    outcomes = [match.outcome(team.id) for match in oldest_first]
    played = [charts.Played(outcome, *score) for outcome, score in zip(outcomes, scores, strict=True)]
    results = zip(outcomes, scores, strict=True)
    told = ", ".join(f"{_OUTCOMES[outcome]} {scored}-{conceded}" for outcome, (scored, conceded) in results)
    return charts.form_chart(played, Alternative("form-chart", f"Form of {team.name}, oldest first", f"{told}."))


def _next(one: Listed, path: str, scope: Scope) -> Line:
    told = line(one, path, None, scope.has(one.fixture), dated=True)
    note = ", ".join(part for part in (one.fixture.competition.name, told.note) if part)
    return dataclasses.replace(told, note=note)


def _rating(team: Team, own: ClubRating | None, league: str | None) -> tuple[str, ...]:
    if own is None:
        return (f"{team.name} have no rating: no match of theirs in the last year is on record.",)
    others = f"sides of {words.the(league)}" if league else "national teams"
    return (
        f"{words.ordinal(own.place).capitalize()} of the {words.number(own.of)} {others} by rating.",
        f"On neutral ground {team.name} would be expected to score {own.strength:.2f} goals for each goal of the"
        f" average of these (80% interval {own.low:.2f} to {own.high:.2f}).",
    )


def _squad(record: NewsRecord) -> tuple[str, ...]:
    """Players of the squad lists; empty where there is none of the season."""
    if not record.names:
        return ()
    return tuple(sorted({reader_name(name) for name in squad_list(record).players}))


def _document(
    team: Team,
    scope: Scope,
    recent: tuple[Match, ...],
    coming: tuple[Listed, ...],
    news: TeamNews,
    own: ClubRating | None,
    squad: tuple[str, ...],
) -> dict[str, Any]:
    results = [
        {**fixture_document(match.fixture), "score": dataclasses.asdict(match.score), "outcome": match.outcome(team.id)}
        for match in recent
    ]
    return {
        "club": team.name,
        "as_of": str(scope.as_of),
        "form": results,
        "next": [fixture_document(one.fixture) for one in coming],
        "news": news.to_dict(),
        "rating": rating_document(own),
        "squad": list(squad),
    }


def rating_document(own: ClubRating | None) -> dict[str, Any] | None:
    """A rating to the decimals that a page shows, so that the page is made again only where they change."""
    if own is None:
        return None
    numbers = {name: round(getattr(own, name), 2) for name in ("strength", "low", "high")}
    return {"league": own.league, "place": own.place, "of": own.of, **numbers}
