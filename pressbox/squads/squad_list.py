"""The players of a club at a moment, and what each source calls them."""

from __future__ import annotations

from pressbox.squads.people import Roster
from pressbox.views import NewsRecord


def squad_list(record: NewsRecord) -> Roster:
    """The players of a record, those whom squad lists name first; a player's own name is the one that readers know."""
    roster = Roster()
    sources = dict.fromkeys(source for _, _, source in record.names)
    for source in sources:
        roster.add(player for player, _, listed_by in record.names if listed_by == source)
    keys = {key: roster.own(player) or player for player, key, _ in record.names if key}
    for name, key in _keyed(record):
        if key in keys:
            roster.join(name, keys[key])
    roster.add(dict.fromkeys(player.player for match in record.squad.matches for player in match.appearances))
    reporters = dict.fromkeys(report.reporter for report in record.squad.reports)
    for reporter in reporters:
        roster.add(report.player for report in record.squad.reports if report.reporter == reporter)
    roster.add(player.player for lineup in record.squad.lineups for player in lineup.eleven)
    return roster


def _keyed(record: NewsRecord) -> dict[tuple[str, str], None]:
    """Names by which minutes and reports call a player, with the key by which their source knows him."""
    played = [(player.player, player.key) for match in record.squad.matches for player in match.appearances]
    reported = [(report.player, report.player_key) for report in record.squad.reports if report.player_key]
    return dict.fromkeys([*played, *reported])


def reader_name(name: str) -> str:
    """A player's name as a reader knows it, where a list puts the initial last.

    >>> reader_name("De Roon M."), reader_name("Marten de Roon")
    ('M. De Roon', 'Marten de Roon')
    """
    words = name.split()
    first = next((at for at, word in enumerate(words) if at and word.endswith(".") and len(word) <= 3), len(words))
    return " ".join([*words[first:], *words[:first]])
