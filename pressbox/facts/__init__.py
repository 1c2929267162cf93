"""True statements about what did happen.

``mine`` runs every miner over a dossier: those of ``MINERS`` are functions from the dossier to claims, those of
``PAIR_MINERS`` from the histories of both sides, those of ``SIDE_MINERS`` from one side's. A new miner is a function
added to one of the three.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from pressbox.facts import (
    extremes,
    firsts,
    form,
    head_to_head,
    league,
    league_past,
    meetings,
    past_stages,
    precedents,
    runs,
    season_totals,
    stage,
    supposed,
    table,
    title,
    trophies,
    visitors,
    visits,
    windows,
)
from pressbox.facts.claim import Claim, Evidence
from pressbox.facts.history import History
from pressbox.facts.ranking import rank
from pressbox.facts.record import SIDES
from pressbox.facts.scene import mine_events

if TYPE_CHECKING:
    from pressbox.domain import Dossier

__all__ = ["MINERS", "PAIR_MINERS", "SIDE_MINERS", "Claim", "Evidence", "mine"]

MINERS: tuple[Callable[[Dossier], list[Claim]], ...] = (
    stage.mine_stage,
    stage.mine_need,
    table.mine_table,
    form.mine_last_results,
    form.mine_counts,
    head_to_head.mine_last_meetings,
    stage.mine_paths,
    stage.mine_next,
    precedents.mine_precedents,
    trophies.mine_trophies,
    title.mine_title,
    league.mine_ranks,
    supposed.mine_win_would,
    season_totals.mine_season_totals,
    season_totals.mine_home_and_away,
    past_stages.mine_season_compare,
    past_stages.mine_stage_records,
    league_past.mine_league_records,
    league_past.mine_league_precedents,
    league_past.mine_league_titles,
)
"""Every miner, those whose claims a reader would ask for first in front."""


PAIR_MINERS: tuple[Callable[[Sequence[History]], list[Claim]], ...] = (
    head_to_head.mine_all_time,
    meetings.mine_last_n,
    meetings.mine_gap,
)
"""Every miner that looks at the past of both sides, the home side's first."""


SIDE_MINERS: tuple[Callable[[History], Iterable[Claim]], ...] = (
    runs.mine_runs,
    runs.mine_season_runs,
    firsts.mine_first_since,
    firsts.mine_ended,
    firsts.mine_again,
    windows.mine_windows,
    windows.mine_contrast,
    windows.mine_patterns,
    extremes.mine_extremes,
    visitors.mine_unique_visitors,
    visits.mine_visits,
    visits.mine_country,
    supposed.mine_win_extends,
    mine_events,
)
"""Every miner that looks at one side's past."""


def mine(dossier: Dossier, more: Iterable[Claim] = ()) -> tuple[Claim, ...]:
    """All claims about a fixture at a moment and more that others found, each once, the most newsworthy first."""
    claims = [*more, *(claim for miner in MINERS for claim in miner(dossier))]
    histories = [History.of_side(dossier, side) for side in SIDES]
    claims += [claim for miner in PAIR_MINERS for claim in miner(histories)]
    for history in histories:
        claims += [claim for miner in SIDE_MINERS for claim in miner(history)]
    return rank(dossier, list({claim.id: claim for claim in claims}.values()))
