"""We say: the predicted score and the reason for it.

In: a fixture, the document of ``forecast --json`` and the claims that are left. Out: the section. The score is the
likeliest of the likeliest result; the reason joins the forecast's numbers with claims that speak for that result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pressbox.facts import occasions
from pressbox.preview import joining
from pressbox.preview.document import Paragraph, Section, Sentence
from pressbox.preview.forecast_sections import OUTCOMES, no_forecast, verdict
from pressbox.preview.near_days import in_near_days
from pressbox.preview.percentages import shares, tenths
from pressbox.preview.shelf import fits, subject_of

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Fixture, Side
    from pressbox.facts.claim import Claim
    from pressbox.preview.choice import Choice
    from pressbox.preview.shelf import Shelf

NAME = "we say"

REASONS = (
    "COUNT_LASTN",
    "FIRST_SINCE",
    "RUN_ACTIVE",
    "RUN_RECORD",
    "LEAGUE_RANK",
    "SPLIT_COUNT",
    "SEASON_AGG",
    "EVENT_STAT",
)
"""Templates that speak for one side or against the other."""

CLEAR = 0.6
"""Chance from which a side is called clear favourite."""
EVEN = 0.05
"""Two chances that are nearer than this are called close."""
THROUGH_TOLD = 0.7
"""Share of ties over one match whose chances of going through are told here, too, and not in the data alone."""
MERGED, REASON_FIRST, SCORE_TOLD = 0.6, 0.3, 0.5
"""Shares of texts that join favourite and reason, that put the reason first, that give the chance of the score."""
SAFE = 0.75
"""Chance of going through from which the tie is called likely to be one side's."""


def we_say(dossier: Dossier, forecast: Mapping[str, Any] | None, shelf: Shelf, choice: Choice) -> Section:
    """Write the section: the score in a line, then why that one."""
    if forecast is None:
        return no_forecast(NAME)
    fixture = dossier.fixture
    reason = (
        *_argument(fixture, forecast, shelf, choice),
        *_tie(dossier, forecast, choice),
        *_score(forecast, choice),
    )
    return Section(
        NAME, (Paragraph((Sentence(f"{verdict(fixture, forecast)}."),)), in_near_days(reason, fixture, choice))
    )


def _argument(fixture: Fixture, forecast: Mapping[str, Any], shelf: Shelf, choice: Choice) -> list[Sentence]:
    """The chances and what speaks for them: in one sentence, or one after the other."""
    told_for, told_against = _reasons(fixture, forecast, shelf)
    result, score = forecast["result"], forecast["predicted_score"]
    side = _likelier(result)
    chances = _favourite(fixture, forecast, choice)
    decided = score["home"] != score["away"] and abs(result["home"] - result["away"]) >= EVEN
    if told_for and decided and told_for.side == side and choice.share("merged") < MERGED:
        against = [joining.statement(told_against, choice)] if told_against else []
        return [_merged(fixture, forecast, side, told_for, choice), *against]
    because = _because(told_for, told_against, choice)
    return [*because, *chances] if choice.share("reason first") < REASON_FIRST else [*chances, *because]


def _merged(fixture: Fixture, forecast: Mapping[str, Any], side: Side, claim: Claim, choice: Choice) -> Sentence:
    """The favourite with what speaks for it."""
    own, draw, against = _chances(forecast, side)
    name, other = _names(fixture, side)
    standing = _standing(forecast, side)
    said, front = joining.said(claim, choice), joining.fronted(claim, choice)
    options = [
        f"{name} {said}, and are {standing} at {own}, with {other} at {against}",
        f"{name} {said}, and the model makes them {standing}: {own} to {against}, with {draw} for a draw",
        f"{name} are {standing} at {own}: they {said}",
        f"The model puts {name} at {own} and {other} at {against}, and {name} {said}",
    ]
    if "," not in said:
        options += [
            f"{name}, who {said}, are {standing} at {own}, with the draw at {draw}",
            f"The model prefers {name}, who {said}, by {own} to {against}",
        ]
    if front:
        options += [f"{front}, {name} are {standing} at {own}, against {against} for {other}"] * 2
    return joining.sentence(choice.of("merged way", options), claim)


def _favourite(fixture: Fixture, forecast: Mapping[str, Any], choice: Choice) -> list[Sentence]:
    """Who is the likelier to win, and by how much."""
    result = forecast["result"]
    side = _likelier(result)
    own, draw, against = _chances(forecast, side)
    name, other = _names(fixture, side)
    if abs(result["home"] - result["away"]) < EVEN:
        options = [
            f"There is little in it: {name} win in {own} of cases, {other} in {against}, and {draw} end level",
            f"{name} are preferred, but only by {own} to {against}",
            f"Only a little separates {name} at {own} from {other} at {against}",
            f"It could go either way: {own} for {name}, {against} for {other}",
            f"The model can hardly separate them, with {name} at {own}, {other} at {against} and the draw at {draw}",
            f"It is close to even, {name} at {own} to {against} for {other}, with a draw at {draw}",
            f"Neither side is much the likelier: {own} for {name}, {against} for {other}, {draw} for the draw",
            f"{name} are ahead by a hair, {own} to {against}, and the draw is at {draw}",
            f"The numbers lean to {name}, but barely, at {own} against {against} for {other} and {draw} for a draw",
        ]
    else:
        standing = _standing(forecast, side)
        options = [
            f"The model makes {name} {standing} at {own}, with the draw at {draw} and {other} at {against}",
            f"{name} are {standing} at {own}; a draw is put at {draw} and a win for {other} at {against}",
            f"At {own}, {name} are the model's {standing}, against {against} for {other} and {draw} for the draw",
            f"{name} win in {own} of the model's outcomes, {other} in {against}, and {draw} are draws",
            f"A win for {name} is put at {own}, a draw at {draw} and a win for {other} at {against}",
            f"The numbers favour {name}: {own}, to {against} for {other} and {draw} for the draw",
            f"{other} have a chance of {against} and the draw one of {draw}, which leaves {name} {standing} at {own}",
            f"Everything counted, {name} come out at {own}, {other} at {against} and the draw at {draw}",
            f"It is {own} for {name} by the model, {draw} for the draw and {against} for {other}",
            f"In {own} of cases {name} win, in {draw} it ends level, and in {against} {other} win",
            f"{name} are {standing}, at {own} to {against}",
            f"The model prefers {name} by {own} to {against}",
            f"{other} are given {against} and {name} {own}",
            f"The chance of a win for {name} is {own}; for {other} it is {against}",
        ]
    return [joining.sentence(choice.of("favourite", options))]


def _likelier(chances: Mapping[str, float]) -> Side:
    return "home" if chances["home"] >= chances["away"] else "away"


def _other(side: Side) -> Side:
    return "away" if side == "home" else "home"


def _names(fixture: Fixture, side: Side) -> tuple[str, str]:
    return fixture.team(side).name, fixture.team(_other(side)).name


def _chances(forecast: Mapping[str, Any], side: Side) -> tuple[str, str, str]:
    """Percentages of a win of a side, of a draw, and of a win of the other."""
    result = forecast["result"]
    home, draw, away = shares([result[outcome] for outcome in OUTCOMES])
    return (home, draw, away) if side == "home" else (away, draw, home)


def _standing(forecast: Mapping[str, Any], side: Side) -> str:
    return "clear favourites" if forecast["result"][side] >= CLEAR else "favourites"


def _reasons(fixture: Fixture, forecast: Mapping[str, Any], shelf: Shelf) -> tuple[Claim | None, Claim | None]:
    """Claims for the side that is predicted to win and against the other; both sides' for a draw."""
    score = forecast["predicted_score"]
    level = score["home"] == score["away"]
    winner: Side = "home" if score["home"] > score["away"] or level else "away"
    loser = _other(winner)
    told_for = _strongest(shelf, fixture, winner, good=True)
    told_against = _strongest(shelf, fixture, loser, good=level)
    shelf.remove([claim for claim in (told_for, told_against) if claim])
    return told_for, told_against


def _because(told_for: Claim | None, told_against: Claim | None, choice: Choice) -> list[Sentence]:
    if told_for and told_against and joining.fit_together(told_for, told_against):
        return [joining.contrast(choice, told_for, told_against)]
    return [joining.statement(claim, choice) for claim in (told_for, told_against) if claim]


def _strongest(shelf: Shelf, fixture: Fixture, side: Side, *, good: bool) -> Claim | None:
    """The most newsworthy claim left that is good, or bad, for a side, and that tells nothing for the second time."""
    told = {
        subject_of(claim)
        for claim in shelf.taken
        if claim.side == side
        and claim.template != "H2H_LASTN"
        and (claim.good is good or claim.template == "RUN_ENDED")
    }
    found: Sequence[Claim] = [
        claim
        for claim in shelf.of_side(side)
        if claim.template in REASONS
        and claim.good is good
        and subject_of(claim) not in told
        and joining.is_about_side(claim)
        and claim.kind not in ("all", "competition")
        and not claim.kind.startswith("first ")
        and fits(claim, fixture)
    ]
    return max(found, key=lambda claim: claim.score or 0, default=None)


def _tie(dossier: Dossier, forecast: Mapping[str, Any], choice: Choice) -> list[Sentence]:
    """Who goes through, where it is not who wins the match."""
    fixture, tie = dossier.fixture, forecast["tie"]
    one_match = dossier.tie is not None and dossier.tie.legs == 1
    if not tie or fixture.phase == "final" or occasions.stage(fixture) == "third-place match":
        return []
    if one_match and choice.share("through told") > THROUGH_TOLD:
        return []
    through = tie["through"]
    side = _likelier(through)
    name, other = _names(fixture, side)
    own, against = shares([through[side], 1 - through[side]])
    before = tie.get("aggregate_before")
    options = [
        f"To go through, {name} are put at {own} and {other} at {against}",
        f"{name} are the likelier to go through, at {own} to {against} for {other}",
        f"As for the next round, {name} are given {own} and {other} {against}",
        f"The chance of going through is {own} for {name}",
        f"Going through is put at {own} for {name} and {against} for {other}",
        f"{other} have {against} to go through and {name} {own}",
        f"The model has {name} in the next round in {own} of cases",
    ]
    if one_match:
        options += [
            f"Extra time and penalties counted, {name} go through in {own} of cases",
            f"With extra time and penalties counted, it is {own} for {name} to go through",
        ]
    elif fixture.leg == 2:
        options += [
            f"Over both legs {name} are the likelier, at {own} to {against}",
            f"Over the tie it is {own} for {name} and {against} for {other}",
        ]
    behind = _other(side)
    if before and before[side] > before[behind] and through[side] >= SAFE:
        lead = f"{before[side]}-{before[behind]}"
        options = [
            f"The {lead} lead counts for more over the tie: {name} go through in {own} of cases",
            f"The {lead} lead from the first leg should tell all the same: {name} are put at {own} to go through",
            f"With that {lead} lead {name} have a chance of {own} of going through",
            f"{lead} up from the first leg, {name} go through in {own} of cases",
            f"{other} have {against} left of going through, after losing the first leg {lead}",
            f"The {lead} lead makes it {own} for {name} to go through",
        ]
    return [joining.sentence(choice.of("through", options))]


def _score(forecast: Mapping[str, Any], choice: Choice) -> list[Sentence]:
    """The chance of the very score, and the goals expected."""
    score, rates = forecast["predicted_score"], forecast["rates"]
    cell = next((c for c in forecast["scorelines"] if (c["home"], c["away"]) == (score["home"], score["away"])), None)
    if cell is None or choice.share("score told") > SCORE_TOLD:
        return []
    line, chance = f"{score['home']}-{score['away']}", tenths(cell["p"])
    home, away = (f"{rates[side]:.1f}" for side in ("home", "away"))
    goals = f"{home} goals to {away}"
    options = [
        f"The likeliest score of such a result is {line}, at {chance}, on expected goals of {home} and {away}",
        f"It expects {goals}, and gives {line} a chance of {chance}",
        f"On {goals} expected, {line} has a chance of {chance}",
        f"{line} has a chance of {chance}; the expected goals are {home} and {away}",
        f"With {home} goals expected on one side and {away} on the other, {line} comes out at {chance}",
        f"The chance of {line} is {chance}, the sides being put at {home} and {away} goals",
        f"No score of that result is likelier than {line}, at {chance}; the goals expected are {home} and {away}",
        f"Expected goals of {home} and {away} make {line} the score, with a chance of {chance}",
        f"Of the scores that fit, {line} is the likeliest, at {chance}",
        f"{line} is put at {chance}",
        f"{line} comes out at {chance}",
        f"For {line} the chance is {chance}",
        f"{line} has {chance}, on {goals} expected",
        f"The model expects {goals}, and {line} before any other such score",
        f"The goals expected are {home} and {away}, which points to {line}",
        f"On {home} goals to {away}, {line} is the score to name, with a chance of {chance}",
        f"It ends {line} in {chance} of all outcomes",
    ]
    return [joining.sentence(choice.of("score", options))]
