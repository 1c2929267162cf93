"""From a fixture and what is known before it to its forecast; models are chosen here by name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pressbox.domain import AsOf, Fixture, MatchTable, Quotes, Tie
from pressbox.errors import ForecastError
from pressbox.forecast.base_rate import BaseRate
from pressbox.forecast.dixon_coles import DixonColes
from pressbox.forecast.document import Forecast, ModelCard
from pressbox.forecast.elo import Elo
from pressbox.forecast.market import Market
from pressbox.forecast.model import Model, day_number
from pressbox.forecast.ratings import Prices, Results, Shots
from pressbox.forecast.ties import forecast_tie

MODELS: Mapping[str, type[Model]] = MappingProxyType(
    {model.name: model for model in (Results, Shots, Prices, Market, DixonColes, Elo, BaseRate)}
)
"""Every model by its name; a model is added by one line here."""

DEFAULT_MODEL = Shots.name


def make_model(name: str = DEFAULT_MODEL, quotes: Quotes | None = None) -> Model:
    """A model by name, with its own settings, not fitted.

    Parameters
    ----------
    name : str
    quotes : Quotes, optional
        Prices of the fixture to forecast, which ``market`` needs (see ``needs_quotes``) and no other model takes.

    Raises
    ------
    ForecastError
        If there is no such model; the message lists those there are.
    """
    if name not in MODELS:
        raise ForecastError(f'there is no model "{name}"; choose one of: {", ".join(sorted(MODELS))}.')
    return Market(quotes) if needs_quotes(name) else MODELS[name]()


def needs_quotes(name: str) -> bool:
    """Whether a model forecasts a fixture from its own prices, and so no other."""
    return name == Market.name


def make_forecast(
    fixture: Fixture,
    as_of: AsOf,
    history: MatchTable,
    tie: Tie | None = None,
    reverse_neutral: bool = False,
    model: str | None = None,
    quotes: Quotes | None = None,
) -> Forecast:
    """Fit a model to what is known at a moment and forecast a fixture.

    Parameters
    ----------
    fixture : Fixture
        What to forecast.
    as_of : AsOf
        The moment after which nothing is known.
    history : MatchTable
        Matches known then.
    tie : Tie, optional
        The tie that the fixture is a leg of, as known then.
    reverse_neutral : bool
        Whether the other leg, if still to come, is on neutral ground.
    model : str, optional
        A name of ``MODELS``.
    quotes : Quotes, optional
        Prices of the fixture known then, for a model that needs them.

    Raises
    ------
    ForecastError
        If there is no such model or it cannot be fitted.
    """
    fitted = make_model(model or DEFAULT_MODEL, quotes).fit(history, as_of)
    return forecast_with(fitted, fixture, as_of, tie, reverse_neutral)


def forecast_with(
    model: Model, fixture: Fixture, as_of: AsOf, tie: Tie | None = None, reverse_neutral: bool = False
) -> Forecast:
    """Forecast a fixture with a model that is already fitted, in about a millisecond.

    Raises
    ------
    NotFitted
        If it is not.
    ForecastError
        If the model knows what came after ``as_of``.
    """
    if model.fitted_as_of.utc > as_of.utc:
        raise ForecastError(
            f"the {model.name} model was fitted as of {model.fitted_as_of}, after {as_of}:"
            " it knows too much; fit it as of that moment or earlier."
        )
    home, away, competition = fixture.home.id, fixture.away.id, fixture.competition.id
    day = day_number(fixture.date)
    rates = model.predict(home, away, fixture.neutral, competition, day)
    in_tie = None
    if tie is not None:
        reverse = model.predict(away, home, reverse_neutral, competition, day)
        in_tie = forecast_tie(fixture, tie, rates, reverse)
    card = ModelCard(model.name, model.version, model.trained_on_matches)
    return Forecast(fixture, as_of, card, rates, in_tie)
