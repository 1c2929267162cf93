"""Players sent off and penalties missed in a side's last match. Template MATCH_INCIDENT."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbox.facts.goal_words import of_match, when
from pressbox.facts.scene import Scene
from pressbox.facts.scorers import press_name

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.facts.scorers import Play
    from pressbox.views import CardEvent

SENT_OFF = ("red", "second_yellow")


def mine_incidents(scene: Scene) -> Iterator[Claim]:
    """MATCH_INCIDENT, kinds ``sent off`` and ``missed penalty``, of the last match and the first leg."""
    for which, play in scene.told:
        if which not in ("last", "first leg"):
            continue
        off = {card.player: card for card in play.cards if card.kind in SENT_OFF and card.player}
        for card in off.values():
            yield _incident(scene, play, card, "sent off")
        missed = {card.player: card for card in play.cards if card.kind == "penalty_missed" and card.player}
        for card in missed.values():
            yield _incident(scene, play, card, "missed penalty")


def _incident(scene: Scene, play: Play, card: CardEvent, kind: str) -> Claim:
    key = scene.people.key(card.player)
    player = scene.people.name(key) if key else press_name(card.player or "")
    at = when(card)
    match = of_match(play.row, scene.history.seen_from)
    of = f" {at} of their {match}" if at else f" in their {match}"
    off = kind == "sent off"
    spellings = [card.player or ""]
    kinds = SENT_OFF if off else ("penalty_missed",)
    count = sum(other.kind in kinds and other.player == card.player for other in play.cards)
    return scene.claim(
        "MATCH_INCIDENT",
        kind,
        f"{scene.history.team.name} had {player} sent off{of}"
        if off
        else f"{player} missed a penalty for {scene.history.team.name}{of}",
        f"had {player} sent off{of}" if off else f"missed a penalty, taken by {player},{of}",
        {"match": play.row.match, "player": player, "minute": card.minute},
        [play.row],
        [(scene.ask("sent off" if off else "missed", [play.row], spellings), count)],
        venue=play.row.venue,
        good=False,
        surprise=0.1,
    )
