"""How an edition did, once its match has been played.

In: an edition, and what is on record of its match. Out: an ``EditionGrade``. Probabilities are those of the edition
as it was published; nothing is forecast anew.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import numpy as np

from pressbox.domain import Match, Quotes, Score, Side
from pressbox.errors import BadProbability, NotGraded
from pressbox.facts import words
from pressbox.forecast.arrays import FloatArray
from pressbox.forecast.grades import DECIMALS, RULES
from pressbox.forecast.prices import power, shin
from pressbox.forecast.scoring import brier_score, log_loss, ranked_probability_score, surprisal
from pressbox.publish.edition import Edition, Entry
from pressbox.publish.publishing import kick_off
from pressbox.squads.attendance import Attendance, Part, attendance
from pressbox.views import Aftermath

if TYPE_CHECKING:
    from pressbox.domain import Fixture

SIDES: tuple[Side, ...] = ("home", "away")
OUTCOMES = ("home", "draw", "away")
Outcome = Literal["home", "draw", "away"]

ABSENT = ("out", "suspended")
TOLD = (*ABSENT, "doubtful", "back")


class Given(NamedTuple):
    """Probabilities that somebody gave: home win, draw, away win, over 2.5 goals (None where there is none)."""

    result: tuple[float, float, float]
    over_2_5: float | None

    def to_dict(self) -> dict[str, Any]:
        """The part of the JSON document."""
        return {"result": dict(zip(OUTCOMES, self.result, strict=True)), "over_2_5": self.over_2_5}


@dataclasses.dataclass(frozen=True)
class ScoreGrade:
    """The forecast beside what happened after 90 minutes.

    Attributes
    ----------
    actual : Score
        After 90 minutes.
    probability : float
        That it had.
    place : int
        Its place among all scorelines, 1 for the likeliest.
    predicted : Score
    outcome, likeliest : str
        Which result came, and which was the likeliest.
    given : Given
        By the forecast.
    beside : mapping
        Given by others: ``opening`` and ``closing`` prices, ``elo``, ``base_rate``; those that are on record.
    losses : mapping
        By forecaster (``forecast`` and those beside), in the order of ``RULES``; NaN where it has no such market.
    winner : str or None
        Which side went through; None outside a tie, and while it is not over.
    through : float or None
        Chance that it had.
    """

    actual: Score
    probability: float
    place: int
    predicted: Score
    outcome: Outcome
    likeliest: Outcome
    given: Given
    beside: Mapping[str, Given]
    losses: Mapping[str, FloatArray]
    winner: Side | None
    through: float | None

    @property
    def result_right(self) -> bool:
        """Whether the likeliest result came."""
        return self.outcome == self.likeliest

    @property
    def score_right(self) -> bool:
        """Whether the predicted score came."""
        return self.predicted == self.actual

    @property
    def outcome_probability(self) -> float:
        """That the result had which came."""
        return self.given.result[OUTCOMES.index(self.outcome)]

    def to_dict(self) -> dict[str, Any]:
        """The part of the JSON document."""
        return {
            "actual": dataclasses.asdict(self.actual),
            "probability": self.probability,
            "place": self.place,
            "predicted_score": dataclasses.asdict(self.predicted),
            "score_right": self.score_right,
            "outcome": self.outcome,
            "likeliest": self.likeliest,
            "result_right": self.result_right,
            "through": {"side": self.winner, "probability": self.through} if self.winner else None,
            "given": {"forecast": self.given.to_dict()} | {name: one.to_dict() for name, one in self.beside.items()},
            "losses": {name: losses_document(row) for name, row in self.losses.items()},
        }


def losses_document(row: Sequence[float] | FloatArray) -> dict[str, float | None]:
    """Losses by rule; None where there was no such market."""
    return {
        rule: None if np.isnan(loss) else round(float(loss), DECIMALS) for rule, loss in zip(RULES, row, strict=True)
    }


@dataclasses.dataclass(frozen=True)
class PlayerGrade:
    """What was told of a player, and what he did; ``right`` is None where neither can be said."""

    player: str
    told: str
    did: Part
    right: bool | None

    def to_dict(self) -> dict[str, Any]:
        """A player of the JSON document."""
        return dataclasses.asdict(self)


@dataclasses.dataclass(frozen=True)
class ElevenGrade:
    """The possible eleven and the team news of a side beside who played.

    Attributes
    ----------
    predicted : bool
        Whether the edition named an eleven.
    known : bool
        Whether the eleven that started is on record.
    started, missed, instead : tuple of str
        Of the predicted eleven who started and who did not; who started instead.
    players : tuple of PlayerGrade
        Those whom the team news spoke of.
    """

    club: str
    predicted: bool
    known: bool
    started: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    players: tuple[PlayerGrade, ...] = ()

    @property
    def right(self) -> int | None:
        """How many of the predicted eleven started; None where that cannot be said."""
        return len(self.started) if self.predicted and self.known else None

    def to_dict(self) -> dict[str, Any]:
        """A side of the JSON document."""
        return dataclasses.asdict(self) | {"right": self.right, "players": [one.to_dict() for one in self.players]}


@dataclasses.dataclass(frozen=True)
class EditionGrade:
    """How the last edition before kick-off did.

    Attributes
    ----------
    score : ScoreGrade or None
        None where the edition had no forecast, or no 90-minute score is on record; ``notes`` say so.
    elevens : mapping
        By side.
    late : bool
        Whether it was published after kick-off, from what was known before it.
    notes : tuple of str
        What a reader must know of the edition: that it was published late, that there was no forecast.
    """

    entry: Entry
    edition: Edition
    match: Match
    score: ScoreGrade | None
    elevens: Mapping[Side, ElevenGrade]
    late: bool
    notes: tuple[str, ...]

    @property
    def fixture(self) -> Fixture:
        """The fixture as it was played."""
        return self.match.fixture

    @property
    def text(self) -> tuple[str, ...]:
        """In words, a sentence each."""
        from pressbox.publish.grade_words import told

        return told(self)

    def __repr__(self) -> str:
        fixture = self.fixture
        given = f": {self.score.probability:.1%}" if self.score else ""
        return f"<EditionGrade {fixture.home.name} {self.match.score} {fixture.away.name}, {fixture.date}{given}>"

    def to_dict(self) -> dict[str, Any]:
        """The document of ``grade --json``."""
        from pressbox.forecast.document import fixture_document

        return {
            "fixture": fixture_document(self.fixture),
            "edition": self.entry.to_dict(),
            "late": self.late,
            "score": dataclasses.asdict(self.match.score),
            "forecast": self.score.to_dict() if self.score else None,
            "elevens": {side: eleven.to_dict() for side, eleven in self.elevens.items()},
            "notes": list(self.notes),
            "text": list(self.text),
        }


def gradable(entries: Sequence[Entry], fixture: Fixture, day_begins: dt.datetime) -> Entry:
    """The last edition of a fixture before kick-off; one that was published late only where there is no other.

    Parameters
    ----------
    day_begins : datetime
        Start of the match day, what counts where no kick-off is on record.

    Raises
    ------
    NotGraded
        If there is none.
    """
    begins = kick_off(fixture) or day_begins
    mine = [entry for entry in entries if entry.fixture == fixture.id and entry.as_of <= begins]
    ended = kick_off(fixture) or dt.datetime.max.replace(tzinfo=dt.UTC)
    in_time = [entry for entry in mine if not entry.late and entry.published_at <= ended]
    if not mine:
        raise NotGraded(
            f"no edition of {fixture.home.name} v {fixture.away.name} ({fixture.date}) from before kick-off is in this"
            " home; `pressbox publish` makes one."
        )
    return (in_time or mine)[-1]


def grade(entry: Entry, edition: Edition, after: Aftermath) -> EditionGrade:
    """Grade an edition by what is on record of its match.

    Raises
    ------
    NotGraded
        If the match was awarded.
    """
    match = after.match
    if match.awarded:
        fixture = match.fixture
        raise NotGraded(
            f"{fixture.home.name} v {fixture.away.name} ({fixture.date}) was awarded {match.score}, not played;"
            " a forecast is of play."
        )
    score, notes = _score_grade(edition, after)
    elevens = {side: _eleven_grade(edition, side, attendance(after.played[side])) for side in SIDES}
    begins = kick_off(match.fixture)
    late = edition.late or (begins is not None and edition.published_at > begins)
    return EditionGrade(entry, edition, match, score, elevens, late, (*_told_of(edition, match, late=late), *notes))


def _told_of(edition: Edition, match: Match, *, late: bool) -> list[str]:
    told = []
    if late:
        published, known = words.long_day(edition.published_at.date()), words.long_day(edition.as_of.date())
        told.append(
            f"The edition was published after kick-off, on {published}, from what was known at"
            f" {edition.as_of:%H:%M} on {known}."
        )
    elif kick_off(match.fixture) is None and edition.published_at.date() >= match.fixture.date:
        told.append(
            f"No kick-off is on record; the edition was published at {edition.published_at:%H:%M} UTC on the day of the"
            " match."
        )
    made_for = dt.date.fromisoformat(edition.fixture["date"])
    if made_for != match.fixture.date:
        told.append(f"The edition was made for {words.long_day(made_for)}; the match was moved.")
    return told


def _score_grade(edition: Edition, after: Aftermath) -> tuple[ScoreGrade | None, list[str]]:
    document, match, winner = edition.preview["forecast"], after.match, after.through
    if document is None or edition.grid is None:
        return None, ["The edition had no forecast."]
    actual = match.score_90 or (None if match.extra_time else match.score)
    if actual is None:
        return None, ["The score after 90 minutes is not on record, and the forecast was of that."]
    grid = np.array(edition.grid)
    given = Given(tuple(document["result"][name] for name in OUTCOMES), document["totals"]["over_2_5"])
    beside = _beside(edition, after.quotes)
    inside = actual.home < len(grid) and actual.away < len(grid)
    probability = float(grid[actual.home, actual.away]) if inside else 0.0
    losses = {"forecast": _losses(given, actual, probability)}
    losses |= {name: _losses(one, actual, None) for name, one in beside.items()}
    found = ScoreGrade(
        actual,
        probability,
        int(np.count_nonzero(grid > probability)) + 1,
        Score(**document["predicted_score"]),
        _outcome(actual),
        max(OUTCOMES, key=lambda name: document["result"][name]),  # type: ignore[arg-type]
        given,
        beside,
        losses,
        winner if document["tie"] else None,
        document["tie"]["through"][winner] if document["tie"] and winner else None,
    )
    return found, []


def _outcome(score: Score) -> Outcome:
    if score.home == score.away:
        return "draw"
    return "home" if score.home > score.away else "away"


def _beside(edition: Edition, quotes: Sequence[Quotes]) -> dict[str, Given]:
    found: dict[str, Given] = {}
    for one in quotes:
        priced = _without_margin(one)
        if one.timing and priced:
            found[one.timing] = priced
    for name, document in edition.beside.items():
        found[name] = Given(tuple(document["result"][outcome] for outcome in OUTCOMES), document["over_2_5"])
    return found


def _without_margin(quotes: Quotes) -> Given | None:
    if quotes.result is None:
        return None
    try:
        home, draw, away = shin(np.array([quotes.result]))[0].tolist()
    except BadProbability:
        return None
    try:
        over = float(power(np.array([quotes.total]))[0, 0]) if quotes.total else None
    except BadProbability:
        over = None
    return Given((home, draw, away), over)


def _losses(given: Given, actual: Score, score_probability: float | None) -> FloatArray:
    """One loss a rule, in the order of ``RULES``; NaN where there is no such market."""
    shares = np.array([given.result]) / sum(given.result)
    came = [OUTCOMES.index(_outcome(actual))]
    over = given.over_2_5
    total = None if over is None else over if actual.home + actual.away > 2 else 1 - over
    return np.array(
        [
            float(ranked_probability_score(shares, came)[0]),
            float(log_loss(shares, came)[0]),
            float(brier_score(shares, came)[0]),
            np.nan if score_probability is None else float(surprisal(score_probability)),
            np.nan if total is None else float(surprisal(total)),
        ]
    )


def _eleven_grade(edition: Edition, side: Side, played: Attendance) -> ElevenGrade:
    document = edition.preview["lineups"][side]
    predicted = bool(document["known"])
    club = edition.fixture[side]
    if not played.known:
        return ElevenGrade(club, predicted, known=False)
    players = tuple(
        _player_grade(item["player"], item["status"], played)
        for item in edition.preview["news"][side]["players"]
        if item["status"] in TOLD
    )
    if not predicted:
        return ElevenGrade(club, predicted=False, known=True, players=players)
    started, missed, instead = played.right([player["player"] for player in document["eleven"]])
    return ElevenGrade(
        club, predicted=True, known=True, started=started, missed=missed, instead=instead, players=players
    )


def _player_grade(player: str, told: str, played: Attendance) -> PlayerGrade:
    """An absence is right if he did not play; a return if he did. A doubt is never wrong."""
    did = played.part(player)
    assert did is not None  # the eleven is known
    took_part = did in ("started", "came on")
    if told in ABSENT:
        return PlayerGrade(player, told, did, not took_part)
    if told == "back":
        return PlayerGrade(player, told, did, True if took_part else False if did == "did not play" else None)
    return PlayerGrade(player, told, did, None)
