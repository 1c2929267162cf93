"""Form: last results and the count of the last six.

In: a dossier. Out: claims ``LAST_RESULT`` and ``COUNT_LASTN``. A shoot-out counts as a draw, and goals of extra time
count.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from pressbox.facts import occasions, words
from pressbox.facts.claim import Claim, Evidence, Scope, about_team
from pressbox.facts.record import FORM_LENGTH, SIDES, Record
from pressbox.views import NOT_COUNTED, Question, Selection

if TYPE_CHECKING:
    from pressbox.domain import Competition, Dossier, Match
    from pressbox.views import Answer, Proof


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
    return dataclasses.replace(claim, within=occasions.occasion(fixture), proofs=_proofs_of_result(record, match))


def _proofs_of_result(record: Record, match: Match) -> tuple[tuple[Proof, Answer], ...]:
    """The score, and how many matches there were after it."""
    team, fixture = record.team.id, match.fixture
    among = Selection(
        (fixture.competition.id,), opponents=(match.opponent(team).id,), since=fixture.date, until=fixture.date
    )
    scored, conceded = match.goals(team)
    later = Selection(since=fixture.date + dt.timedelta(days=1))
    newer = [
        other
        for other in record.matches
        if other.fixture.date > fixture.date and other.fixture.competition.id not in NOT_COUNTED
    ]
    return (
        (Question("sum", team, "goals for", 0, among), scored),
        (Question("sum", team, "goals against", 0, among), conceded),
        (Question("matches", team, "", 0, later), len(newer)),
    )


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
    claim = about_team(
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
    return dataclasses.replace(claim, proofs=_proofs_of_count(record.team.id, claim.scope, window))


def _proofs_of_count(team: str, scope: Scope, window: tuple[Match, ...]) -> tuple[tuple[Proof, Answer], ...]:
    """How many matches of the scope there were since the oldest of them, and how they ended."""
    counted = {match.fixture.competition.id for match in window} if scope.competitions != "all" else set()
    among = Selection(tuple(sorted(counted)), since=scope.since)
    outcomes = [match.outcome(team) for match in window]
    return (
        (Question("matches", team, "", 0, among), len(window)),
        (Question("count", team, "won", 0, among), outcomes.count("W")),
        (Question("count", team, "lost", 0, among), outcomes.count("L")),
    )


def _tally(won: int, drawn: int, lost: int) -> str:
    """Won two, drawn one and lost three of; "won all of" where there is only one sort."""
    parts = [(verb, n) for verb, n in (("won", won), ("drawn", drawn), ("lost", lost)) if n]
    if len(parts) == 1:
        return f"{parts[0][0]} all of"
    return f"{words.listed([f'{verb} {words.number(n)}' for verb, n in parts])} of"
