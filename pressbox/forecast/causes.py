"""From the forecasts at two moments to what would have been said on the way: the steps that movement adds up.

Ratings take in one match after the other. A model that is fitted anew is fitted without the sides' own matches since,
then with one more of them at a time; the market moves by its prices alone. A first leg that was played since is a step
of its own: the aggregate, apart from what the match said of the sides. Who is reported out is
counted last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from pressbox.domain import Fixture, Match, MatchTable, Tie
from pressbox.forecast.absences import moved_by
from pressbox.forecast.document import Forecast, ModelCard
from pressbox.forecast.markets import Result, result
from pressbox.forecast.model import Model, day_number, select
from pressbox.forecast.movement import MatchCause, Movement, Standing, Step, WideCause, movement
from pressbox.forecast.rating_path import Key, Lesson, News, RatingPath, key_of
from pressbox.forecast.ratings import Rated, RatingState
from pressbox.forecast.scoreline import Rates
from pressbox.forecast.ties import Through, prospects

MOST_FITS = 6
"""Own matches up to which a model is fitted anew for each of them."""

Pair: TypeAlias = tuple[Rates, Rates | None]
"""Rates of the fixture, and in a tie those of its other leg."""

Told: TypeAlias = Iterator[tuple[MatchCause | WideCause, Match | None, Pair]]

CAUSES: dict[Lesson, MatchCause | WideCause] = {
    "elsewhere": "results elsewhere",
    "nearby": "other results",
    "days": "days",
    "price": "price",
    "result": "result",
}


def standing_of(forecast: Forecast) -> Standing:
    """What a forecast says."""
    return Standing(forecast.rates, forecast.result, forecast.tie.through if forecast.tie else None)


def moved(before: Forecast, after: Forecast, told: Told, said: Said | None = None) -> Movement:
    """What changed between two forecasts of a fixture.

    Parameters
    ----------
    told : iterator
        Causes and the rates after each, as ``told_by_ratings`` and its like give.
    said : Said, optional
        What an edition of the earlier moment said, where that is what the later one is compared with. What the earlier
        forecast would be today differs from it by results put on record since, or by another model.
    """
    steps: Iterable[Step] = _steps(before, after, told)
    then = standing_of(before)
    if said is not None and (said.standing.through is None) == (then.through is None):
        steps = (Step("records" if _same(said.model, before.model) else "model", None, then), *steps)
        then = said.standing
    return movement(before.as_of, after.as_of, then, standing_of(after), steps)


def _same(one: ModelCard, other: ModelCard) -> bool:
    return (one.name, one.version) == (other.name, other.version)


class Said(NamedTuple):
    """What an edition said, and which model it had it from."""

    standing: Standing
    model: ModelCard

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Said:
        """From the document of a forecast."""
        rates, through = document["rates"], document["tie"]["through"] if document["tie"] else None
        standing = Standing(
            Rates(rates["home"], rates["away"]), Result(**document["result"]), Through(**through) if through else None
        )
        return cls(standing, ModelCard(**document["model"]))


def _steps(before: Forecast, after: Forecast, told: Told) -> Iterator[Step]:
    """The steps, with that of a first leg that was played since after the last step of the match itself."""
    fixture, rates, standing = after.fixture, _rates_of(before), standing_of(before)
    tie, in_the_end = (forecast.tie.tie if forecast.tie else None for forecast in (before, after))
    first_leg = in_the_end.first_leg if in_the_end and not (tie and tie.first_leg) else None
    for cause, match, now in told:
        if now != rates:
            rates, standing = now, _standing(fixture, tie, now)
        yield Step(cause, match, standing)
        if first_leg and match and cause == "result" and match.fixture.id == first_leg.fixture.id:
            tie, standing = in_the_end, _standing(fixture, in_the_end, rates)
            yield Step("first leg", first_leg, standing)
            first_leg = None
    if first_leg:
        yield Step("first leg", first_leg, _standing(fixture, in_the_end, rates))


def _rates_of(forecast: Forecast) -> Pair:
    return forecast.rates, forecast.tie.reverse if forecast.tie else None


def _standing(fixture: Fixture, tie: Tie | None, pair: Pair) -> Standing:
    rates, reverse = pair
    through = prospects(fixture, tie, rates, reverse)[0] if tie else None
    return Standing(rates, result(rates.grid()), through)


def told_with_absences(told: Told, before: Forecast, after: Forecast) -> Told:
    """The same steps with who was out at first, then what has changed of that."""
    out = before.absences or ()
    for cause, match, (rates, reverse) in told:
        yield cause, match, (moved_by(rates, out), reverse)
    if before.absences != after.absences:
        yield "absences", None, _rates_of(after)


def told_by_ratings(model: Rated, fixture: Fixture, in_tie: bool, news: News, played: Sequence[Match]) -> Told:
    """What ratings say after each thing that they learnt, and after each change of the league's table.

    Parameters
    ----------
    model : Rated
        Fitted; only for how it makes rates of what its ratings expect.
    """
    home, away, competition = fixture.home.id, fixture.away.id, fixture.competition.id
    day = day_number(fixture.date)
    pairings = [(home, away, fixture.neutral), *([(away, home, False)] if in_tie else [])]
    known = {_key(match): match for match in played}

    def tables(state: RatingState) -> list[tuple[float, float]]:
        return [state.at_stake(one, other, competition, day) for one, other, _ in pairings]

    def rates(state: RatingState, table: list[tuple[float, float]]) -> Pair:
        here, *there = (
            model.as_rates(state.expect(*pairing, competition, day, at_stake), competition)
            for pairing, at_stake in zip(pairings, table, strict=True)
        )
        return here, there[0] if there else None

    path = RatingPath(news, home, away, competition)
    table = tables(path.before)
    for stop in path.stops():
        cause, match = CAUSES[stop.lesson], None
        if stop.lesson in ("price", "result"):
            match = known.get(stop.match) if stop.match else None
            cause = cause if match else "own matches"
        yield cause, match, rates(stop.state, table)
        read = tables(stop.state)
        if read != table:
            table = read
            yield "table", None, rates(stop.state, table)


def told_by_fits(
    fitted: Model,
    fit: Callable[[MatchTable], Model],
    fixture: Fixture,
    in_tie: bool,
    history: MatchTable,
    played: Sequence[Match],
) -> Told:
    """What a model says when it is fitted without the sides' own matches since, then with one more of them at a time.

    Where there are many, they are one cause.

    Parameters
    ----------
    fitted : Model
        To all matches known at the later moment.
    fit : callable
        From other matches to the model fitted to them as of that moment.
    history : MatchTable
        Matches known then.
    """
    after = _pair(fitted, fixture, in_tie)
    rows = {key_of(history, row): row for row in range(len(history))}
    own = [(match, rows[_key(match)]) for match in played if _key(match) in rows]
    chosen = np.ones(len(history), dtype=np.bool_)
    chosen[[row for _, row in own]] = False
    yield "results since", None, _pair(fit(select(history, chosen)), fixture, in_tie) if own else after
    if len(own) > MOST_FITS:
        yield "own matches", None, after
        return
    for number, (match, row) in enumerate(own, start=1):
        chosen[row] = True
        rates = _pair(fit(select(history, chosen)), fixture, in_tie) if number < len(own) else after
        yield "result", match, rates


def told_by_prices(fitted: Model, fixture: Fixture, in_tie: bool) -> Told:
    """What the market says: only the prices of the match itself move it."""
    yield "prices", None, _pair(fitted, fixture, in_tie)


def _pair(model: Model, fixture: Fixture, in_tie: bool) -> Pair:
    home, away, competition, day = fixture.home.id, fixture.away.id, fixture.competition.id, day_number(fixture.date)
    reverse = model.predict(away, home, False, competition, day) if in_tie else None
    return model.predict(home, away, fixture.neutral, competition, day), reverse


def _key(match: Match) -> Key:
    fixture = match.fixture
    return fixture.home.id, fixture.away.id, fixture.competition.id, day_number(fixture.date)
