"""From dossier, claims and forecast to a preview: what goes in, and in what order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pressbox.facts.record import SIDES
from pressbox.preview.choice import Choice
from pressbox.preview.document import Edition, Preview, Section
from pressbox.preview.forecast_sections import data_analysis
from pressbox.preview.form_guide import form_guide
from pressbox.preview.headline import headline, standfirst
from pressbox.preview.line_up_sections import line_up_section, team_news_section
from pressbox.preview.line_ups import elevens_of
from pressbox.preview.match_preview import match_preview
from pressbox.preview.movement_words import changes_told
from pressbox.preview.shelf import Shelf
from pressbox.preview.stake import Stake
from pressbox.preview.team_news import team_news
from pressbox.preview.we_say import we_say

if TYPE_CHECKING:
    from pressbox.domain import Dossier
    from pressbox.facts.claim import Claim
    from pressbox.preview.data_page import DataPage


def compose(
    dossier: Dossier,
    claims: Sequence[Claim],
    forecast: Mapping[str, Any] | None,
    *,
    data_version: str,
    made_at: dt.datetime,
    earlier: Mapping[str, Any] | None = None,
    data: DataPage | None = None,
) -> Preview:
    """Write the preview of a fixture.

    Parameters
    ----------
    dossier : Dossier
        What the store knows at the moment.
    claims : sequence of Claim
        Claims about the fixture, the most newsworthy first.
    forecast : mapping or None
        The document of ``forecast --json``; None where no forecast could be made.
    data_version : str
        Names the state of the store.
    made_at : datetime
        When the edition is made; given, so that the same input makes the same bytes.
    earlier : mapping, optional
        The document of an earlier edition, to say what is new since.
    data : DataPage, optional
        What the data page shows beside the forecast.
    """
    fixture = dossier.fixture
    news = {side: team_news(dossier, side) for side in SIDES}
    elevens = {side: elevens_of(dossier, side, news[side]) for side in SIDES}
    form_section, forms = form_guide(dossier, claims)
    choice, shelf = Choice(fixture.id), Shelf(claims, fixture)
    stake = Stake(dossier, shelf, choice)
    title = headline(dossier, stake.hook, choice)
    sections = (
        match_preview(stake),
        form_section,
        team_news_section(news, elevens, fixture.date),
        line_up_section(elevens),
        we_say(dossier, forecast, shelf, choice),
        data_analysis(fixture, forecast, changes_told(fixture, earlier, forecast, news, elevens) if earlier else ()),
    )
    return Preview(
        fixture,
        Edition(data_version, _model_version(forecast), str(dossier.as_of), made_at),
        title,
        standfirst(dossier, forecast),
        sections,
        forecast,
        news,
        elevens,
        _cited(sections, claims),
        forms,
        data,
    )


def _model_version(forecast: Mapping[str, Any] | None) -> str | None:
    if forecast is None:
        return None
    return f"{forecast['model']['name']} {forecast['model']['version']}"


def _cited(sections: Sequence[Section], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims that a sentence rests on, in order of appearance."""
    by_id = {claim.id: claim for claim in claims}
    sentences = (s for section in sections for paragraph in section.paragraphs for s in paragraph.sentences)
    ids = dict.fromkeys(id_ for sentence in sentences for id_ in sentence.claims)
    return tuple(by_id[id_] for id_ in ids)
