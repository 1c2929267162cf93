"""Past meetings of the two sides.

In: a dossier, or both sides' histories. Out: claims ``H2H_ALLTIME`` and ``H2H_LAST``. The store may not hold every
meeting: those of clubs of one country are counted since all of them are held, and other sentences say "on record" and
carry what the record covers. Awarded matches are left out: nobody won them by play.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressbox.facts import occasions, words
from pressbox.facts.claim import Claim, Coverage, Evidence, Scope, about_both, about_team
from pressbox.facts.meetings import meetings_of
from pressbox.facts.predicates import holds
from pressbox.facts.telling import coverage_of
from pressbox.views import MeetingQuestion, Question, Selection

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Fixture, Match, Team
    from pressbox.facts.history import History
    from pressbox.facts.meetings import Meetings
    from pressbox.views import Answer, Proof


def mine_all_time(histories: Sequence[History]) -> list[Claim]:
    """H2H_ALLTIME: the how-manieth meeting since all are held, or else on record, and who won the others."""
    dossier = histories[0].dossier
    whole = _whole_meetings(histories)
    return [_since_all_are_held(dossier, whole) if whole else _on_record(dossier)]


def _whole_meetings(histories: Sequence[History]) -> Meetings | None:
    """The most meetings of clubs of one country in a scope of which nothing is missing."""
    home, away = (history.team for history in histories)
    if home.national or home.country != away.country:
        return None
    found = [meetings for history in histories for meetings in meetings_of(history)]
    sound = [meetings for meetings in found if not any(row.awarded for row in meetings.rows)]
    return max(sound, key=lambda meetings: len(meetings.rows), default=None)


def _since_all_are_held(dossier: Dossier, meetings: Meetings) -> Claim:
    fixture, span, rows = dossier.fixture, meetings.span, meetings.rows
    team, among = meetings.history.team.id, dataclasses.replace(meetings.among, since=span.since)
    won, lost = (sum(bool(holds(row, what, 0, "120")) for row in rows) for what in ("won", "lost"))
    balance = (won, lost) if meetings.history.side == "home" else (lost, won)
    since = f"{span.said} since {span.since:%B %Y}"
    proofs = (
        (Question("matches", team, "", 0, among), len(rows)),
        (Question("count", team, "won", 0, among), won),
        (Question("count", team, "lost", 0, among), lost),
    )
    return _all_time(
        fixture,
        _nth_meeting(fixture, len(rows), balance, since, since),
        Scope(span.name, "any", span.since, fixture.date),
        coverage_of(span),
        [Evidence.of_row(row) for row in rows],
        proofs,
    )


def _on_record(dossier: Dossier) -> Claim:
    meetings = _played(dossier)
    fixture = dossier.fixture
    outcomes = [match.outcome(fixture.home.id) for match in meetings]
    balance = (outcomes.count("W"), outcomes.count("L"))
    told: tuple[str, dict[str, int]] = _never_met(dossier), {"meeting": 1}
    if meetings:
        first = words.day(meetings[-1].fixture.date, fixture.date)
        told = _nth_meeting(fixture, len(meetings), balance, "on record", f"on record since {first}")
    asked = MeetingQuestion(fixture.home.id, fixture.away.id, "matches")
    proofs = (
        (asked, len(meetings)),
        (dataclasses.replace(asked, what="won"), balance[0]),
        (dataclasses.replace(asked, what="lost"), balance[1]),
    )
    return _all_time(
        fixture,
        told,
        Scope("all", "any", meetings[-1].fixture.date if meetings else None, fixture.date),
        _coverage(dossier),
        [Evidence.of_match(match) for match in meetings],
        proofs,
    )


def _all_time(
    fixture: Fixture,
    told: tuple[str, dict[str, int]],
    scope: Scope,
    coverage: Coverage,
    evidence: Sequence[Evidence],
    proofs: tuple[tuple[Proof, Answer], ...],
) -> Claim:
    """The claim, whichever meetings it counts; ``told`` is its sentence and its value."""
    claim = about_both("H2H_ALLTIME", "n-th meeting", fixture, *told, scope, coverage, evidence)
    return dataclasses.replace(claim, proofs=proofs)


def _never_met(dossier: Dossier) -> str:
    pair = f"{dossier.fixture.home.name} and {dossier.fixture.away.name}"
    awarded = " that was decided on the field" if dossier.meetings else ""
    return f"No earlier meeting of {pair}{awarded} is on record"


def _nth_meeting(
    fixture: Fixture, earlier: int, balance: tuple[int, int], of: str, since: str
) -> tuple[str, dict[str, int]]:
    """The sentence and the value, from how many earlier ones either side won.

    ``of`` and ``since`` say which meetings count, where there was one and more.
    """
    home, away = fixture.home, fixture.away
    won, lost = balance
    drawn = earlier - won - lost
    nth = f"This is the {words.ordinal(earlier + 1)} meeting of {home.name} and {away.name}"
    # The one earlier meeting has a claim of its own.
    told = f" {since}: {_balance(home, away, won, drawn, lost)}" if earlier > 1 else f" {of}"
    return nth + told, {"meeting": earlier + 1, "home_won": won, "drawn": drawn, "away_won": lost}


def _balance(home: Team, away: Team, won: int, drawn: int, lost: int) -> str:
    """Who won the meetings: "Atalanta have won two and Liverpool one"."""
    wins = [(team.name, n) for team, n in ((home, won), (away, lost)) if n]
    wins.sort(key=lambda pair: -pair[1])
    draws = [f"{words.number(drawn)} {'was' if drawn == 1 else 'were'} drawn"] if drawn else []
    if not wins:
        return f"{_every(drawn)} were drawn"
    if won == lost:
        return ", and ".join([f"they have won {words.number(won)} each", *draws])
    if len(wins) == 1 and not draws:
        return f"{wins[0][0]} have won {_every(wins[0][1])}"
    told = [f"{wins[0][0]} have won {words.number(wins[0][1])}"]
    told += [f"{name} {words.number(n)}" for name, n in wins[1:]]
    return ", and ".join([" and ".join(told), *draws])


def _every(n: int) -> str:
    return "both of the others" if n == 2 else f"all {words.number(n)} of the others"


def mine_last_meetings(dossier: Dossier) -> list[Claim]:
    """H2H_LAST: the last meeting before this tie, and the last visit of the away side to the home side."""
    first_leg = dossier.tie.first_leg if dossier.tie else None
    earlier = [match for match in _played(dossier) if match != first_leg]
    claims = [_last_meeting(dossier, earlier)] if earlier else []
    visits = [m for m in earlier if m.fixture.home.id == dossier.fixture.home.id and not m.fixture.neutral]
    if visits and not dossier.fixture.neutral:
        claims.append(_last_visit(dossier, visits))
    return claims


def _last_meeting(dossier: Dossier, earlier: Sequence[Match]) -> Claim:
    match = earlier[0]
    which = "only earlier" if len(earlier) == 1 else "last"
    winner = match.fixture.away if _away_side_won(match) else match.fixture.home
    before = " before this tie" if dossier.tie and dossier.tie.first_leg else ""
    told = occasions.result_clause(match, winner.id, dossier.fixture.date)
    asked = MeetingQuestion(dossier.fixture.home.id, dossier.fixture.away.id, "last", but=_first_leg(dossier))
    claim = about_both(
        "H2H_LAST",
        "last",
        dossier.fixture,
        f"In the {which} meeting on record{before}, {winner.name} {told}",
        {"match": match.fixture.id, "score": str(match.score)},
        _scope_of(match, "any"),
        _coverage(dossier),
        [Evidence.of_match(match)],
    )
    return dataclasses.replace(claim, proofs=_last_proofs(asked, earlier))


def _last_proofs(asked: MeetingQuestion, meetings: Sequence[Match]) -> tuple[tuple[Proof, Answer], ...]:
    """Which meeting is the newest of how many, and how it ended."""
    newest = meetings[0].fixture
    among = Selection((newest.competition.id,), opponents=(asked.other,), since=newest.date, until=newest.date)
    scored, conceded = meetings[0].goals(asked.team)
    return (
        (asked, newest.id),
        (dataclasses.replace(asked, what="matches"), len(meetings)),
        (Question("sum", asked.team, "goals for", 0, among), scored),
        (Question("sum", asked.team, "goals against", 0, among), conceded),
    )


def _first_leg(dossier: Dossier) -> str | None:
    """Id of the first leg of this tie."""
    return dossier.tie.first_leg.fixture.id if dossier.tie and dossier.tie.first_leg else None


def _last_visit(dossier: Dossier, visits: Sequence[Match]) -> Claim:
    away = dossier.fixture.away
    match = visits[0]
    which = "only earlier" if len(visits) == 1 else "last"
    told = occasions.result_clause(match, away.id, dossier.fixture.date)
    asked = MeetingQuestion(dossier.fixture.home.id, away.id, "last", at_home=True, but=_first_leg(dossier))
    claim = about_team(
        "H2H_LAST",
        "last-visit",
        "away",
        away.name,
        f"{told}, on their {which} visit on record",
        {"match": match.fixture.id, "score": str(match.score), "visits": len(visits)},
        _scope_of(match, "away"),
        _coverage(dossier),
        [Evidence.of_match(visit) for visit in visits],
    )
    return dataclasses.replace(claim, proofs=_last_proofs(asked, visits))


def _scope_of(match: Match, venue: str) -> Scope:
    return Scope(match.fixture.competition.name, venue, match.fixture.date, match.fixture.date)


def _away_side_won(match: Match) -> bool:
    return match.outcome(match.fixture.home.id) == "L" or match.shoot_out_winner == "away"


def _played(dossier: Dossier) -> tuple[Match, ...]:
    return tuple(match for match in dossier.meetings if not match.awarded)


def _coverage(dossier: Dossier) -> Coverage:
    return Coverage.of_matches(dossier.meetings, dossier.coverage.get("meetings"))
