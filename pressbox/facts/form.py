"""Form: last results, active runs and the count of the last six.

In: a dossier. Out: claims ``LAST_RESULT``, ``RUN_ACTIVE`` and ``COUNT_LASTN``. A shoot-out counts as a draw, goals of
extra time count, and an awarded match ends what can be said of play.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from pressbox.facts import occasions, words
from pressbox.facts.claim import Claim, Evidence, Scope, about_team
from pressbox.facts.record import SIDES, Record

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Match

SHORTEST_RUN = 3
FORM_LENGTH = 6


@dataclasses.dataclass(frozen=True)
class _Run:
    """A property that matches in a row may share.

    ``clause`` has the length for ``{n}`` and ``{matches}``; ``implied_by`` names a run that says more at equal length.
    """

    kind: str
    holds: Callable[[Match, str], bool]
    clause: str
    implied_by: str | None = None


_RUNS = (
    _Run("won", lambda match, team: match.outcome(team) == "W", "have won {least}{matches} in a row"),
    _Run("lost", lambda match, team: match.outcome(team) == "L", "have lost {least}{matches} in a row"),
    _Run("unbeaten", lambda match, team: match.outcome(team) != "L", "are unbeaten in {least}{matches}", "won"),
    _Run("winless", lambda match, team: match.outcome(team) != "W", "are without a win in {least}{matches}", "lost"),
    _Run("not scored", lambda match, team: match.goals(team)[0] == 0, "have gone {least}{matches} without scoring"),
    _Run("scored", lambda match, team: match.goals(team)[0] > 0, "have scored in {least}{matches} in a row", "won"),
    _Run("clean sheets", lambda match, team: match.goals(team)[1] == 0, "have kept {least}{sheets} in a row"),
    _Run(
        "without a clean sheet",
        lambda match, team: match.goals(team)[1] > 0,
        "have gone {least}{matches} without a clean sheet",
        "lost",
    ),
)


def mine_last_results(dossier: Dossier) -> list[Claim]:
    """LAST_RESULT: the last match of each side and the one before it."""
    records = [Record.of_side(dossier, side) for side in SIDES]
    return [
        _result(record, match, kind)
        for record in records
        for kind, match in zip(("last", "second-last"), record.matches, strict=False)
    ]


def _result(record: Record, match: Match, kind: str) -> Claim:
    team, fixture = record.team.id, match.fixture
    scored, conceded = match.goals(team)
    return about_team(
        "LAST_RESULT",
        kind,
        record.side,
        record.team.name,
        occasions.result_clause(match, team, record.seen_from),
        {"outcome": match.outcome(team), "scored": scored, "conceded": conceded, "match": fixture.id},
        Scope(
            fixture.competition.name, "neutral" if fixture.neutral else fixture.side(team), fixture.date, fixture.date
        ),
        record.coverage,
        [Evidence.of_match(match)],
        noun=occasions.result_noun(match, team, record.seen_from),
    )


def mine_runs(dossier: Dossier) -> list[Claim]:
    """RUN_ACTIVE: what each side has done in its last matches without a break, three or more."""
    records = [Record.of_side(dossier, side) for side in SIDES]
    return [claim for record in records if not record.stale for claim in _runs_of(record)]


def _runs_of(record: Record) -> Iterator[Claim]:
    team = record.team.id
    # What play would have brought in an awarded match nobody knows: the record of play ends there.
    played = tuple(takewhile(lambda match: not match.awarded, record.matches))
    lengths: dict[str, int] = {}
    for run in _RUNS:
        window = tuple(takewhile(lambda match, run=run: run.holds(match, team), played))  # type: ignore[misc]
        lengths[run.kind] = len(window)
        if len(window) >= SHORTEST_RUN and lengths.get(run.implied_by or "") != len(window):
            yield _run(record, run, window, open_ended=len(window) == len(played))


def _run(record: Record, run: _Run, window: tuple[Match, ...], *, open_ended: bool) -> Claim:
    length = len(window)
    return about_team(
        "RUN_ACTIVE",
        run.kind,
        record.side,
        record.team.name,
        run.clause.format(
            least="at least " if open_ended else "",
            matches=words.matches(length),
            sheets=words.counted(length, "clean sheet", "clean sheets"),
        ),
        length,
        record.scope(window),
        record.coverage,
        [Evidence.of_match(match) for match in window],
        within=record.within(window),
    )


def mine_counts(dossier: Dossier) -> list[Claim]:
    """COUNT_LASTN: won, drawn and lost of each side's last six."""
    records = [Record.of_side(dossier, side) for side in SIDES]
    return [_count(record) for record in records if not record.stale and len(record.matches) >= FORM_LENGTH]


def _count(record: Record) -> Claim:
    window = record.matches[:FORM_LENGTH]
    outcomes = [match.outcome(record.team.id) for match in window]
    won, drawn, lost = (outcomes.count(outcome) for outcome in ("W", "D", "L"))
    return about_team(
        "COUNT_LASTN",
        "won-drawn-lost",
        record.side,
        record.team.name,
        f"have {_tally(won, drawn, lost)} their last {words.matches(FORM_LENGTH)}",
        {"n": FORM_LENGTH, "won": won, "drawn": drawn, "lost": lost},
        record.scope(window),
        record.coverage,
        [Evidence.of_match(match) for match in window],
        within=record.within(window),
    )


def _tally(won: int, drawn: int, lost: int) -> str:
    """Won two, drawn one and lost three of; "won all of" where there is only one sort."""
    parts = [(verb, n) for verb, n in (("won", won), ("drawn", drawn), ("lost", lost)) if n]
    if len(parts) == 1:
        return f"{parts[0][0]} all of"
    return f"{words.listed([f'{verb} {words.number(n)}' for verb, n in parts])} of"
