"""Headline and standfirst: the stake in a line, then when, where and what we say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pressbox.facts import occasions, words
from pressbox.preview.forecast_sections import verdict
from pressbox.preview.joining import capitalised

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Fixture, Score
    from pressbox.facts.claim import Claim
    from pressbox.preview.choice import Choice

# A place worth a headline: the top half of any league, near enough.
PLACES_TOLD = 9
SHORT = 7  # words that a headline has room for


def headline(dossier: Dossier, hook: Claim | None, choice: Choice) -> str:
    """The stake in one line; ``hook`` is the claim that the preview opens with."""
    fixture = dossier.fixture
    home, away = fixture.home.name, fixture.away.name
    before = dossier.tie.aggregate_before(fixture) if dossier.tie and dossier.tie.leg == 2 else None
    if before is not None:
        return _second_leg(fixture, before)
    stage = occasions.stage(fixture)
    if dossier.tie and dossier.tie.legs == 2:
        leg = words.ordinal(dossier.tie.leg)
        return f"{home} host {away} in the {leg} leg of their {occasions.tie_name(fixture)}"
    if fixture.neutral:
        return f"{home} and {away} meet {occasions.occasion(fixture)}"
    if stage is None and fixture.competition.kind == "league":
        return capitalised(choice.of("headline", _league_headlines(dossier, hook)))
    return f"{home} host {away} {occasions.occasion(fixture)}"


def _league_headlines(dossier: Dossier, hook: Claim | None) -> list[str]:
    """Headlines of a league match: by the table, or by the news that the preview opens with."""
    fixture = dossier.fixture
    home, away = (_placed(dossier, team.id, team.name) for team in (fixture.home, fixture.away))
    placed = [f"{home} host {away}", f"{away} go to {home}"]
    told = _told(hook) if hook else None
    if hook is None or told is None:
        return placed
    at_home = hook.side == "home"
    meeting = f"host {fixture.away.name}" if at_home else f"go to {fixture.home.name}"
    return [f"{hook.subject}, {told}, {meeting}", f"{capitalised(told)}, {hook.subject} {meeting}"]


def _told(hook: Claim) -> str | None:
    """The hook as a few words beside a name: "four points from safety", "unbeaten in nine matches"."""
    value = hook.value
    if hook.template == "TABLE_GAP" and hook.noun and len(hook.noun.split()) <= SHORT and "," not in hook.noun:
        return hook.noun
    if hook.template != "RUN_ACTIVE" or hook.scope.competitions != "all" or not isinstance(value, int):
        return None
    known = {"unbeaten": "unbeaten in", "winless": "without a win in", "won": "winners of their last"}
    words_of = known.get(hook.kind)
    ground = "" if hook.scope.venue == "any" else f"{hook.scope.venue} "
    return f"{words_of} {words.number(value)} {ground}matches" if words_of else None


def _second_leg(fixture: Fixture, before: Score) -> str:
    home, away = fixture.home.name, fixture.away.name
    score = f"{max(before.home, before.away)}-{min(before.home, before.away)}"
    if before.home == before.away:
        return f"{home} and {away} level at {score} with one leg to play"
    if before.home > before.away:
        return f"{away} go to {home} {score} down on aggregate"
    return f"{home} must come back from {score} down on aggregate against {away}"


def _placed(dossier: Dossier, team_id: str, name: str) -> str:
    """A club with its place in the league, where that is whole and known."""
    table = dossier.tables.get(team_id)
    row = table.row(team_id) if table and table.complete and table.by_points else None
    if row is None or row.played == 0 or row.place > PLACES_TOLD:
        return name
    return f"leaders {name}" if row.place == 1 else f"{words.ordinal(row.place)}-placed {name}"


def standfirst(dossier: Dossier, forecast: Mapping[str, Any] | None) -> str:
    """Competition, day, kick-off and place; then the predicted score."""
    fixture = dossier.fixture
    where = ", ".join(
        part for part in (_occasion(dossier), f"{fixture.date:%A} {words.long_day(fixture.date)}") if part
    )
    sentences = [", ".join(part for part in (where, _ground(fixture)) if part)]
    if forecast is not None:
        sentences.append(f"We say {verdict(fixture, forecast)}")
    return " ".join(f"{sentence}." for sentence in sentences)


def _occasion(dossier: Dossier) -> str:
    fixture = dossier.fixture
    stage = occasions.stage_of_one(fixture)
    parts = [f"{fixture.competition.name} {stage}" if stage else capitalised(fixture.competition.name)]
    if dossier.tie and dossier.tie.legs == 2:
        parts.append(f"{words.ordinal(dossier.tie.leg)} leg")
    elif fixture.phase == "league" and fixture.matchday is not None:
        parts.append(f"matchday {fixture.matchday}")
    return ", ".join(parts)


def _ground(fixture: Fixture) -> str:
    known = [place for place in (fixture.venue, fixture.city) if place]
    return ", ".join([*known, *(["neutral ground"] if fixture.neutral else [])])
