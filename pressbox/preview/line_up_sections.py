"""Team news and possible line-ups as sections.

In: the news and the elevens of both sides. Out: paragraphs that say who says so and since when, or what is not
known and what would fill the part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pressbox.facts.record import SIDES
from pressbox.preview.document import Paragraph, Section, Sentence
from pressbox.preview.news_words import mid_sentence, one_away_of, said_by, told_of
from pressbox.preview.team_news import GROUPS, PlayerNews, TeamNews

if TYPE_CHECKING:
    from pressbox.domain import Side
    from pressbox.preview.line_ups import Elevens
    from pressbox.squads.document import PossibleLineup, PossiblePlayer

TEAM_NEWS = "team news"
LINE_UPS = "possible line-ups"
_STATUS = {"out": "is out", "suspended": "is suspended", "doubtful": "is doubtful", "back": "is back"}


def team_news_section(news: Mapping[Side, TeamNews], elevens: Mapping[Side, Elevens], on: dt.date) -> Section:
    """Who is out, suspended, doubtful or back, club by club."""
    return Section(TEAM_NEWS, tuple(Paragraph(tuple(_club(news[side], elevens[side], on))) for side in SIDES))


def _club(news: TeamNews, eleven: Elevens, on: dt.date) -> list[Sentence]:
    told = [Sentence(_player(item, eleven, on)) for status in GROUPS for item in news.group(status)]
    told += [Sentence(f"{one_away_of(away)}.") for away in news.one_away]
    if told:
        return told
    if news.players:
        return [Sentence(f"No absence of {news.club} is reported.")]
    return [Sentence(f"No team news of {news.club} is on record; availability reports would fill this part.")]


def _player(item: PlayerNews, eleven: Elevens, on: dt.date) -> str:
    details = "; ".join(details_of(item, eleven, on))
    # "Back from injury" needs no second "back".
    if item.status == "back" and details.startswith("back "):
        told = f"{item.player} is {details}"
    else:
        told = f"{item.player} {_STATUS[item.status]}" + (f": {details}" if details else "")
    return f"{told} ({said_by(item, on)})."


def details_of(item: PlayerNews, eleven: Elevens, on: dt.date) -> list[str]:
    """Say why, since when, until when, and whether in the last eleven; what is unknown is left out."""
    details = told_of(item, on)
    if item.status != "back" and eleven.last.started(item.player):
        details.append(f"in {eleven.last.basis}")
    return details


def line_up_section(elevens: Mapping[Side, Elevens]) -> Section:
    """The possible eleven of each side; where none is predicted the last one, said to be that."""
    paragraphs = [Paragraph(tuple(_possible(own.possible) if own.known else _last(own))) for own in elevens.values()]
    return Section(LINE_UPS, tuple(paragraphs))


def _possible(lineup: PossibleLineup) -> list[Sentence]:
    names = "; ".join(", ".join(player.player for player in line) for line in lineup.lines)
    formation = f" ({lineup.formation})" if lineup.formation else ""
    told = [f"{lineup.club}{formation}: {names}.", f"This is reckoned {lineup.basis}."]
    return [Sentence(text) for text in [*told, *map(_doubt, lineup.doubts)]]


def _doubt(player: PossiblePlayer) -> str:
    reason = f" ({mid_sentence(player.reason)})" if player.reason else ""
    told = f"{player.player} is in doubt{reason}"
    return f"{told}; {player.alternative} would come in." if player.alternative else f"{told}."


def _last(eleven: Elevens) -> list[Sentence]:
    last = eleven.last
    if last.lineup is None:
        text = (
            f"No recent line-up of {eleven.club} is on record; elevens of this season's matches would fill this part."
        )
        return [Sentence(text)]
    names = "; ".join(", ".join(player.player for player in line) for line in last.lines)
    formation = f" ({last.lineup.formation})" if last.lineup.formation else ""
    return [
        Sentence(f"No line-up of {eleven.club} is predicted in this edition: what follows is history, not a forecast."),
        Sentence(f"{eleven.club}, {last.basis}{formation}: {names}."),
    ]
