"""Past meetings of the two sides.

In: a dossier. Out: claims ``H2H_ALLTIME`` and ``H2H_LAST``. The store may not hold every meeting, so each sentence
says "on record" and the claim carries what the record covers. Awarded matches are left out: nobody won them by play.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressbox.facts import occasions, words
from pressbox.facts.claim import Claim, Coverage, Evidence, Scope, about_both, about_team
from pressbox.views import MeetingQuestion, Question, Selection

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Fixture, Match, Team
    from pressbox.views import Answer, Proof


def mine_all_time(dossier: Dossier) -> list[Claim]:
    """H2H_ALLTIME: the how-manieth meeting on record, and who won the others."""
    meetings = _played(dossier)
    fixture = dossier.fixture
    sentence, value = (_never_met(dossier), {"meeting": 1}) if not meetings else _nth_meeting(dossier, meetings)
    scope = Scope("all", "any", meetings[-1].fixture.date if meetings else None, fixture.date)
    claim = about_both(
        "H2H_ALLTIME",
        "n-th meeting",
        fixture,
        sentence,
        value,
        scope,
        _coverage(dossier),
        [Evidence.of_match(match) for match in meetings],
    )
    return [dataclasses.replace(claim, proofs=_balance_proofs(fixture, meetings))]


def _balance_proofs(fixture: Fixture, meetings: Sequence[Match]) -> tuple[tuple[Proof, Answer], ...]:
    """How many meetings there were, and how they ended."""
    outcomes = [match.outcome(fixture.home.id) for match in meetings]
    asked = MeetingQuestion(fixture.home.id, fixture.away.id, "matches")
    return (
        (asked, len(outcomes)),
        (dataclasses.replace(asked, what="won"), outcomes.count("W")),
        (dataclasses.replace(asked, what="lost"), outcomes.count("L")),
    )


def _never_met(dossier: Dossier) -> str:
    pair = f"{dossier.fixture.home.name} and {dossier.fixture.away.name}"
    awarded = " that was decided on the field" if dossier.meetings else ""
    return f"No earlier meeting of {pair}{awarded} is on record"


def _nth_meeting(dossier: Dossier, meetings: Sequence[Match]) -> tuple[str, dict[str, int]]:
    home, away = dossier.fixture.home, dossier.fixture.away
    outcomes = [match.outcome(home.id) for match in meetings]
    won, drawn, lost = (outcomes.count(outcome) for outcome in ("W", "D", "L"))
    nth = f"This is the {words.ordinal(len(meetings) + 1)} meeting of {home.name} and {away.name} on record"
    since = words.day(meetings[-1].fixture.date, dossier.fixture.date)
    balance = f" since {since}: {_balance(home, away, won, drawn, lost)}"
    # The one earlier meeting has a claim of its own.
    sentence = nth + (balance if len(meetings) > 1 else "")
    return sentence, {"meeting": len(meetings) + 1, "home_won": won, "drawn": drawn, "away_won": lost}


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
