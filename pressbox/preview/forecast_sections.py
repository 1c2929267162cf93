"""The data analysis: the forecast in words.

In: the document of ``forecast --json``. Out: a section and the verdict's line. Every percentage comes from that
document; those of outcomes that exclude one another add up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pressbox.facts import words
from pressbox.facts.record import SIDES
from pressbox.preview.document import Paragraph, Section, Sentence
from pressbox.preview.movement_words import movement_told
from pressbox.preview.percentages import rounded, shares, tenths

if TYPE_CHECKING:
    from pressbox.domain import Fixture, Side

ANALYSIS = "data analysis"
SCORELINES_EACH = 3
OUTCOMES = ("home", "draw", "away")


def no_forecast(name: str) -> Section:
    """A section that says why it has no numbers."""
    text = "No forecast could be made: too few matches of the two sides are on record."
    return Section(name, (Paragraph((Sentence(text),)),))


def verdict(fixture: Fixture, forecast: Mapping[str, Any]) -> str:
    """The predicted score in a line, with the aggregate in a second leg."""
    score = forecast["predicted_score"]
    line = f"{fixture.home.name} {score['home']}-{score['away']} {fixture.away.name}"
    aggregate = _aggregate(fixture, forecast["tie"])
    return f"{line} ({aggregate})" if aggregate else line


def _aggregate(fixture: Fixture, tie: Mapping[str, Any] | None) -> str | None:
    """Who wins on aggregate: "Atalanta win 4-2 on aggregate"; None outside a second leg."""
    total = tie.get("predicted_aggregate") if tie else None
    if tie is None or total is None or tie["aggregate_before"] is None:
        return None
    home, away = total["home"], total["away"]
    if home == away:
        return f"{home}-{away} on aggregate, {_likelier(fixture, tie['through'])} the likelier to go through"
    winner = fixture.home if home > away else fixture.away
    return f"{winner.name} win {max(home, away)}-{min(home, away)} on aggregate"


def _likelier(fixture: Fixture, through: Mapping[str, float]) -> str:
    return (fixture.home if through["home"] >= through["away"] else fixture.away).name


def result_named(fixture: Fixture, outcome: str) -> str:
    """A result as a noun: a draw, a win for Arsenal."""
    if outcome == "draw":
        return "a draw"
    return f"a win for {(fixture.home if outcome == 'home' else fixture.away).name}"


def data_analysis(fixture: Fixture, forecast: Mapping[str, Any] | None, changes: tuple[Sentence, ...] = ()) -> Section:
    """Results, scorelines of each result, totals, both to score, team goals, the tie, and what has moved.

    ``changes`` are what else is new since an earlier edition.
    """
    if forecast is None:
        return no_forecast(ANALYSIS)
    paragraphs = [
        (_results(fixture, forecast), *_scorelines(fixture, forecast)),
        (_totals(forecast), _both_score(forecast), *(_team_goals(fixture, forecast, side) for side in SIDES)),
    ]
    if forecast["tie"]:
        paragraphs.append(_tie(fixture, forecast["tie"]))
    movement = forecast.get("movement")
    earlier = (Sentence("No earlier edition is compared with this one."),)
    paragraphs.append((*movement_told(fixture, movement), *changes) if movement else changes or earlier)
    return Section(ANALYSIS, tuple(Paragraph(sentences) for sentences in paragraphs))


def _results(fixture: Fixture, forecast: Mapping[str, Any]) -> Sentence:
    home, draw, away = shares([forecast["result"][outcome] for outcome in OUTCOMES])
    return Sentence(f"After 90 minutes: {fixture.home.name} {home}, draw {draw}, {fixture.away.name} {away}.")


def scorelines_of(forecast: Mapping[str, Any], outcome: str) -> list[Mapping[str, Any]]:
    """Likeliest scorelines of one result, likeliest first."""
    sign = {"home": 1, "draw": 0, "away": -1}[outcome]
    cells = [cell for cell in forecast["scorelines"] if _sign(cell["home"] - cell["away"]) == sign]
    return cells[:SCORELINES_EACH]


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _scorelines(fixture: Fixture, forecast: Mapping[str, Any]) -> list[Sentence]:
    told = []
    for outcome in OUTCOMES:
        cells = [f"{cell['home']}-{cell['away']} ({tenths(cell['p'])})" for cell in scorelines_of(forecast, outcome)]
        if cells:
            text = f"The likeliest scores of {result_named(fixture, outcome)} are {words.listed(cells)}."
            told.append(Sentence(text))
    return told


def _totals(forecast: Mapping[str, Any]) -> Sentence:
    totals = forecast["totals"]
    return Sentence(
        f"The chance of two goals or more is {rounded(totals['over_1_5'])}, of three or more "
        f"{rounded(totals['over_2_5'])} and of four or more {rounded(totals['over_3_5'])}."
    )


def _both_score(forecast: Mapping[str, Any]) -> Sentence:
    return Sentence(f"Both sides score with a chance of {rounded(forecast['btts'])}.")


def _team_goals(fixture: Fixture, forecast: Mapping[str, Any], side: Side) -> Sentence:
    name = fixture.team(side).name
    goals = forecast["team_goals"][side]
    return Sentence(
        f"{name} score at least once with a chance of {rounded(goals['over_0_5'])} "
        f"and at least twice with {rounded(goals['over_1_5'])}."
    )


def through_label(fixture: Fixture) -> str:
    """What the tie is for: nobody goes through from a final."""
    return "To win the final" if fixture.phase == "final" else "To go through"


def _tie(fixture: Fixture, tie: Mapping[str, Any]) -> tuple[Sentence, ...]:
    home, away = shares([tie["through"][side] for side in SIDES])
    told = [f"{through_label(fixture)}: {fixture.home.name} {home}, {fixture.away.name} {away}."]
    decided = tie.get("decided")
    if decided:
        normal, extra, penalties = shares([decided["in_90"], decided["extra_time"], decided["penalties"]])
        told.append(
            f"The tie is decided in 90 minutes with a chance of {normal}, in extra time with {extra} "
            f"and on penalties with {penalties}."
        )
    return tuple(Sentence(text) for text in told)
