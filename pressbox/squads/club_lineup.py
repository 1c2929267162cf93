"""The possible eleven with all that is known of a club: bans reckoned from cards, and the names that readers know."""

from __future__ import annotations

import dataclasses
from typing import TypeVar

from pressbox.squads.document import BenchPlayer, MissingPlayer, PossibleLineup, PossiblePlayer
from pressbox.squads.lineup import possible_lineup
from pressbox.squads.people import Roster
from pressbox.squads.squad_list import squad_list
from pressbox.squads.standing import CHANCES, Standing
from pressbox.squads.team_news import PlayerNews, TeamNews
from pressbox.views import NewsRecord

_Named = TypeVar("_Named", PossiblePlayer, BenchPlayer, MissingPlayer)


def club_lineup(record: NewsRecord, news: TeamNews) -> PossibleLineup:
    """The possible eleven of a club whose news is at hand."""
    roster = squad_list(record)
    lineup = possible_lineup(record.squad, standings_of(news), lambda name: roster.own(name) or name)
    return dataclasses.replace(
        lineup,
        eleven=tuple(_with_alternative(roster, _read(roster, player)) for player in lineup.eleven),
        bench=tuple(_read(roster, player) for player in lineup.bench),
        out=tuple(_read(roster, player) for player in lineup.out),
    )


def standings_of(news: TeamNews) -> dict[str, Standing]:
    """Standing of everybody whose news is a ban, or the end of one, by each name that he goes by."""
    return {
        name: _standing(item)
        for item in news.players
        if item.ban is not None and item.status != "out"
        for name in (item.names or (item.player,))
    }


def _standing(item: PlayerNews) -> Standing:
    chance = CHANCES[item.status] if item.chance is None else item.chance
    return Standing(item.status, chance, item.reason, item.seen_at)


def _read(roster: Roster, player: _Named) -> _Named:
    """The same player under the name that readers know."""
    return dataclasses.replace(player, player=roster.own(player.player) or player.player)


def _with_alternative(roster: Roster, player: PossiblePlayer) -> PossiblePlayer:
    second = player.alternative
    return dataclasses.replace(player, alternative=roster.own(second) or second) if second else player
