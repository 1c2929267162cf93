"""A grade in words, a sentence each: "1-0 was given 8.1%"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words

if TYPE_CHECKING:
    from pressbox.publish.grade import EditionGrade, ElevenGrade, PlayerGrade, ScoreGrade

NAMES = {
    "forecast": "the forecast",
    "opening": "opening prices",
    "closing": "closing prices",
    "elo": "Elo",
    "base_rate": "the base rate",
}
"""Forecasters in words."""

_PLACES = ("", "likeliest", "second likeliest", "third likeliest", "fourth likeliest", "fifth likeliest")


def told(grade: EditionGrade) -> tuple[str, ...]:
    """All that is to be said of an edition after its match."""
    return (*_score_told(grade), *_elevens_told(grade), *grade.notes)


def percentage(probability: float) -> str:
    """A probability as a report prints it.

    >>> percentage(0.0812), percentage(0.00004), percentage(0.9999)
    ('8.1%', 'less than 0.1%', 'more than 99.9%')
    """
    if probability < 0.0005:
        return "less than 0.1%"
    return "more than 99.9%" if probability >= 0.9995 else f"{probability:.1%}"


def _score_told(grade: EditionGrade) -> Iterator[str]:
    home, away = grade.fixture.home.name, grade.fixture.away.name
    yield f"{home} {grade.match.score} {away}{_after(grade)}."
    if grade.score is None:
        return
    score = grade.score
    after = " after 90 minutes" if score.actual != grade.match.score or grade.match.extra_time else ""
    yield f"{score.actual}{after} was given {percentage(score.probability)}{_placed(score)}."
    yield _predicted(score)
    if score.through is not None and score.winner is not None:
        side = grade.fixture.home if score.winner == "home" else grade.fixture.away
        did = "won the final" if grade.fixture.phase == "final" else "went through"
        yield f"{side.name} {did}, which was given {percentage(score.through)}."
    if score.beside:
        chances = [
            f"{NAMES[name]} {percentage(given.result[('home', 'draw', 'away').index(score.outcome)])}"
            for name, given in score.beside.items()
        ]
        yield (
            f"The result, {_outcome(grade, score)}, was given {percentage(score.outcome_probability)}; beside it"
            f" {words.listed(chances)}."
        )


def _after(grade: EditionGrade) -> str:
    match = grade.match
    if match.pens is not None:
        return f" ({match.pens} on penalties)"
    return " (after extra time)" if match.extra_time else ""


def _placed(score: ScoreGrade) -> str:
    if score.place < len(_PLACES):
        return f", the {_PLACES[score.place]} of all scores"
    return ""


def _outcome(grade: EditionGrade, score: ScoreGrade) -> str:
    if score.outcome == "draw":
        return "a draw"
    side = grade.fixture.home if score.outcome == "home" else grade.fixture.away
    return f"a win for {side.name}"


def _predicted(score: ScoreGrade) -> str:
    if score.score_right:
        return f"We said {score.predicted}: right."
    kind = "the right result, another score" if _same_result(score) else "wrong"
    return f"We said {score.predicted}: {kind}."


def _same_result(score: ScoreGrade) -> bool:
    said = score.predicted.home - score.predicted.away
    came = score.actual.home - score.actual.away
    return (said > 0) == (came > 0) and (said < 0) == (came < 0)


def _elevens_told(grade: EditionGrade) -> Iterator[str]:
    for eleven in grade.elevens.values():
        if not eleven.known:
            yield f"Who started for {eleven.club} is not on record."
            continue
        if eleven.predicted:
            yield _eleven_told(eleven)
        else:
            yield f"No eleven of {eleven.club} was predicted."
        yield from _news_told(eleven)


def _eleven_told(eleven: ElevenGrade) -> str:
    if not eleven.missed:
        return f"All eleven that we named for {eleven.club} started."
    return (
        f"{words.number(len(eleven.started)).capitalize()} of the eleven that we named for {eleven.club} started;"
        f" {words.listed(eleven.missed)} did not, {words.listed(eleven.instead)} did."
    )


def _news_told(eleven: ElevenGrade) -> Iterator[str]:
    absent = [player for player in eleven.players if player.told in ("out", "suspended")]
    if absent:
        yield _absences_told(eleven.club, absent)
    for player in eleven.players:
        if player.told == "back":
            yield f"{player.player}, whom we had back, {player.did}."
        elif player.told == "doubtful":
            yield f"{player.player}, who was doubtful, {player.did}."


def _absences_told(club: str, absent: Sequence[PlayerGrade]) -> str:
    wrong = [f"{player.player} {player.did}" for player in absent if not player.right]
    if len(absent) == 1:
        return f"{absent[0].player}, whom we had absent for {club}, {absent[0].did}."
    if wrong:
        return f"Of the {words.number(len(absent))} whom we had absent for {club}, {words.listed(wrong)}."
    played = "started" if any(player.did == "did not start" for player in absent) else "played"
    none = "Neither" if len(absent) == 2 else "None"
    return f"{none} of the {words.number(len(absent))} whom we had absent for {club} {played}."
