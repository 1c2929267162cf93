"""True statements about what did happen.

``mine`` runs every miner of ``MINERS`` over a dossier. A new miner is a function from dossier to claims, added to
that list.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pressbox.facts import form, head_to_head, stage, table
from pressbox.facts.claim import Claim, Evidence

if TYPE_CHECKING:
    from pressbox.domain import Dossier

__all__ = ["MINERS", "Claim", "Evidence", "mine"]

MINERS: tuple[Callable[[Dossier], list[Claim]], ...] = (
    stage.mine_stage,
    stage.mine_need,
    table.mine_table,
    form.mine_runs,
    form.mine_last_results,
    form.mine_counts,
    head_to_head.mine_last_meetings,
    head_to_head.mine_all_time,
    stage.mine_paths,
    stage.mine_next,
)
"""Every miner, those whose claims a reader would ask for first in front."""


def mine(dossier: Dossier) -> tuple[Claim, ...]:
    """All claims about a fixture at a moment, the most newsworthy templates first."""
    return tuple(claim for miner in MINERS for claim in miner(dossier))
