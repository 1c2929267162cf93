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
from pressbox.facts.record import FORM_LENGTH, SIDES, Record

if TYPE_CHECKING:
    from pressbox.domain import Competition, Dossier, Match

SHORTEST_RUN = 3


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
        if kind == "last" or (record.followed and record.sound(record.matches[:2]))
    ]


def _result(record: Record, match: Match, kind: str) -> Claim:
    team, fixture = record.team.id, match.fixture
    scored, conceded = match.goals(team)
    venue = "neutral" if fixture.neutral else fixture.side(team)
    claim = about_team(
        "LAST_RESULT",
        kind,
        record.side,
        record.team.name,
        occasions.result_clause(match, team, record.seen_from),
        {"outcome": match.outcome(team), "scored": scored, "conceded": conceded, "match": fixture.id},
        Scope(fixture.competition.name, venue, fixture.date, fixture.date),
        record.coverage,
        [Evidence.of_match(match)],
        noun=occasions.result_noun(match, team, record.seen_from),
    )
    return dataclasses.replace(claim, within=occasions.occasion(fixture))


def mine_runs(dossier: Dossier) -> list[Claim]:
    """RUN_ACTIVE: what each side has done in its last matches without a break, three or more."""
    records = [Record.of_side(dossier, side) for side in SIDES]
    return [claim for record in records if not record.stale for claim in _runs_of(record)]


def _runs_of(record: Record) -> Iterator[Claim]:
    team = record.team.id
    # What play would have brought in an awarded match nobody knows: the record of play ends there.
    played = tuple(takewhile(lambda match: not match.awarded, record.counted))
    lengths: dict[str, int] = {}
    for run in _RUNS:
        window = tuple(takewhile(lambda match, run=run: run.holds(match, team), played))  # type: ignore[misc]
        lengths[run.kind] = len(window)
        if len(window) >= SHORTEST_RUN and record.sound(window) and lengths.get(run.implied_by or "") != len(window):
            yield _run(record, run, window, open_ended=len(window) == len(played))


def _run(record: Record, run: _Run, window: tuple[Match, ...], *, open_ended: bool) -> Claim:
    length = len(window)
    claim = about_team(
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
    return dataclasses.replace(claim, surprise=_surprise(record, run, length))


def _surprise(record: Record, run: _Run, length: int) -> float:
    """Chance of so long a run for a side that has the property as often as this one has had it on record.

    The rule of succession keeps a short record from being certain: (k + 1) / (n + 2).
    """
    held = sum(run.holds(match, record.team.id) for match in record.counted)
    return round(((held + 1) / (len(record.counted) + 2)) ** length, 6)


def mine_counts(dossier: Dossier) -> list[Claim]:
    """COUNT_LASTN: won, drawn and lost of each side's last six, in all competitions and in this one."""
    records = [Record.of_side(dossier, side) for side in SIDES]
    claims = [_count(record, record.counted[:FORM_LENGTH], "all") for record in records]
    claims += [_count(record, form_in(record, dossier.fixture.competition), "competition") for record in records]
    return [claim for claim in claims if claim]


def form_in(record: Record, competition: Competition) -> tuple[Match, ...]:
    """Newest six matches of a record in one competition; none where that is one match, or the newest six of all."""
    of_competition = tuple(match for match in record.matches if match.fixture.competition.id == competition.id)
    if competition.kind == "league":  # a cup is not played every month, nor every season
        of_competition = record.unbroken(of_competition) if record.league_followed else ()
    window = of_competition[:FORM_LENGTH]
    return () if len(window) < 2 or window == record.counted[:FORM_LENGTH] else window


def _count(record: Record, window: tuple[Match, ...], kind: str) -> Claim | None:
    if len(window) < 2 or not record.sound(window):
        return None
    outcomes = [match.outcome(record.team.id) for match in window]
    won, drawn, lost = (outcomes.count(outcome) for outcome in ("W", "D", "L"))
    whole = len(window) == FORM_LENGTH and not record.stale
    competition = window[0].fixture.competition.name
    within = f"in {words.the(competition)}" if kind == "competition" else record.within(window)
    scope = record.scope(window)
    return about_team(
        "COUNT_LASTN",
        kind,
        record.side,
        record.team.name,
        f"have {_tally(won, drawn, lost)} their last {words.matches(len(window))}",
        {"n": len(window), "won": won, "drawn": drawn, "lost": lost},
        dataclasses.replace(scope, competitions=competition) if kind == "competition" else scope,
        record.coverage,
        [Evidence.of_match(match) for match in window],
        within=within if whole else f"on record {within}",
    )


def _tally(won: int, drawn: int, lost: int) -> str:
    """Won two, drawn one and lost three of; "won all of" where there is only one sort."""
    parts = [(verb, n) for verb, n in (("won", won), ("drawn", drawn), ("lost", lost)) if n]
    if len(parts) == 1:
        return f"{parts[0][0]} all of"
    return f"{words.listed([f'{verb} {words.number(n)}' for verb, n in parts])} of"
