"""What is at stake: the tie so far, the round, how each side came through the round before, and what follows.

In: a dossier. Out: claims ``STAGE_STATE``, ``CONDITIONAL`` and ``NEXT_FIX``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from pressbox.facts import occasions, words
from pressbox.facts.claim import Claim, Coverage, Evidence, Scope, about_both, about_team
from pressbox.facts.record import SIDES, Record
from pressbox.views import FixtureQuestion

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Fixture, Match, Side, Team
    from pressbox.views import Answer, FixtureFact, Proof

SHORTEST_AWAY_RUN = 3


def mine_stage(dossier: Dossier) -> list[Claim]:
    """STAGE_STATE: the tie so far, or the round or matchday this is."""
    fixture = dossier.fixture
    if dossier.tie and dossier.tie.first_leg and dossier.tie.leg == 2:
        return [_tie_so_far(dossier, dossier.tie.first_leg)]
    if dossier.tie and dossier.tie.legs == 2:
        return [_leg(dossier, dossier.tie.leg)]
    if fixture.phase == "league" and fixture.matchday is not None:
        meet = f"meet on matchday {fixture.matchday} of {words.the(fixture.competition.name)}"
        return [
            _both(dossier, "matchday", f"{_pair(fixture)} {meet}", fixture.matchday, {"matchday": fixture.matchday})
        ]
    stage = occasions.stage(fixture)
    if stage is None:
        return []
    known: dict[FixtureFact, Answer] = {"phase": fixture.phase, "round": fixture.round}
    return [_both(dossier, "round", f"{_pair(fixture)} meet {occasions.occasion(fixture)}", stage, known)]


def _proofs(fixture: Fixture, team: str, told: Mapping[FixtureFact, Answer]) -> tuple[tuple[Proof, Answer], ...]:
    """What the store must say of a fixture for one of its sides."""
    return tuple((FixtureQuestion(fixture.id, team, what), answer) for what, answer in told.items())


def _both(dossier: Dossier, kind: str, sentence: str, value: str | int, told: Mapping[FixtureFact, Answer]) -> Claim:
    fixture = dossier.fixture
    claim = about_both(
        "STAGE_STATE",
        kind,
        fixture,
        sentence,
        value,
        Scope(fixture.competition.name, "any", fixture.date, fixture.date),
        Coverage(fixture.date, fixture.date, 0, None),
        [Evidence.of_fixture(fixture)],
    )
    return dataclasses.replace(claim, proofs=_proofs(fixture, fixture.home.id, told))


def _pair(fixture: Fixture) -> str:
    return f"{fixture.home.name} and {fixture.away.name}"


def _leg(dossier: Dossier, leg: int) -> Claim:
    """The first leg, with the day of the second where it is known; or a second leg whose first is not on record."""
    fixture = dossier.fixture
    sentence = f"This is the {words.ordinal(leg)} leg of the {occasions.tie_name(fixture)} of {_pair(fixture)}"
    if leg == 2:
        return _both(
            dossier, "leg", f"{sentence}; the first is not on record", leg, {"leg": leg, "scored so far": None}
        )
    coming = dossier.next_fixtures.get(fixture.home.id, ())
    back = next((other for other in coming if other.tie == fixture.tie and other.tie is not None), None)
    if back is None:
        return _both(dossier, "leg", sentence, leg, {"leg": leg})
    return_leg = f"the second is at {back.home.name} on {words.day(back.date, fixture.date)}"
    claim = _both(dossier, "leg", f"{sentence}; {return_leg}", leg, {"leg": leg, "other leg": back.id})
    return dataclasses.replace(claim, evidence=(*claim.evidence, Evidence.of_fixture(back)))


def _tie_so_far(dossier: Dossier, first_leg: Match) -> Claim:
    fixture = dossier.fixture
    home, away = first_leg.goals(fixture.home.id)
    scope = Scope(fixture.competition.name, "any", first_leg.fixture.date, fixture.date)
    value = {"leg": 2, "home": home, "away": away}
    coverage = Coverage.of_matches([first_leg], None)
    evidence = [Evidence.of_match(first_leg)]
    proofs = _proofs(fixture, fixture.home.id, {"leg": 2, "scored so far": home, "conceded so far": away})
    when = words.day(first_leg.fixture.date, fixture.date)
    if home == away:
        sentence = f"{_pair(fixture)} are level at {home}-{away} after the first leg of their "
        sentence += f"{occasions.tie_name(fixture)} on {when}"
        claim = about_both("STAGE_STATE", "tie", fixture, sentence, value, scope, coverage, evidence)
        return dataclasses.replace(claim, proofs=proofs)
    side: Side = "home" if home > away else "away"
    leader, other = (fixture.home, fixture.away) if home > away else (fixture.away, fixture.home)
    ground = occasions.place(first_leg.fixture, leader.id)
    clause = (
        f"lead {other.name} {max(home, away)}-{min(home, away)} on aggregate, having won the first leg of their "
        f"{occasions.tie_name(fixture)} {ground} on {when}"
    )
    claim = about_team("STAGE_STATE", "tie", side, leader.name, clause, value, scope, coverage, evidence)
    return dataclasses.replace(claim, proofs=proofs)


def mine_need(dossier: Dossier) -> list[Claim]:
    """CONDITIONAL: what the second leg must bring, where goals away from home count no more than others."""
    tie = dossier.tie
    if tie is None or tie.first_leg is None or tie.leg != 2 or tie.away_goals_rule or not tie.extra_time:
        return []
    fixture = dossier.fixture
    home, away = tie.first_leg.goals(fixture.home.id)
    scope = Scope(fixture.competition.name, "any", fixture.date, fixture.date, "90")
    coverage = Coverage.of_matches([tie.first_leg], None)
    evidence = [Evidence.of_match(tie.first_leg)]
    proofs = _proofs(fixture, fixture.home.id, {"leg": 2, "scored so far": home, "conceded so far": away})
    gap = abs(home - away)
    if gap == 0:
        sentence = "A draw after 90 minutes would send the tie to extra time, and a win by any margin would settle it"
        claim = about_both("CONDITIONAL", "level", fixture, sentence, 0, scope, coverage, evidence)
        return [dataclasses.replace(claim, proofs=proofs)]
    side: Side = "away" if home > away else "home"
    behind = fixture.away if home > away else fixture.home
    clause = (
        f"must win by {words.goals(gap)} to force extra time and by {words.number(gap + 1)} or more "
        "to go through without it"
    )
    claim = about_team("CONDITIONAL", "deficit", side, behind.name, clause, gap, scope, coverage, evidence)
    return [dataclasses.replace(claim, proofs=proofs)]


def mine_paths(dossier: Dossier) -> list[Claim]:
    """STAGE_STATE: how each side came through the round before, where its matches are on record."""
    if dossier.fixture.tie is None:
        return []
    records = [Record.of_side(dossier, side) for side in SIDES]
    return [claim for record in records for claim in _path(dossier, record)]


def _path(dossier: Dossier, record: Record) -> Iterator[Claim]:
    tie = _tie_before(dossier.fixture, record)
    told = _told(tie, record.team) if tie else None
    if tie is None or told is None:
        return
    fixture, opponent = tie[-1].fixture, tie[-1].opponent(record.team.id)
    goals = [match.goals(record.team.id) for match in tie]
    known: dict[FixtureFact, Answer] = {
        "put out": opponent.id,
        "scored against them": sum(pair[0] for pair in goals),
        "conceded against them": sum(pair[1] for pair in goals),
    }
    claim = about_team(
        "STAGE_STATE",
        "path",
        record.side,
        record.team.name,
        told[0],
        {"opponent": opponent.name, "scores": [str(match.score) for match in tie]},
        Scope(fixture.competition.name, "any", tie[0].fixture.date, fixture.date),
        record.coverage,
        [Evidence.of_match(match) for match in tie],
        within=told[1],
    )
    yield dataclasses.replace(claim, proofs=_proofs(dossier.fixture, record.team.id, known))


def _tie_before(fixture: Fixture, record: Record) -> tuple[Match, ...]:
    """Matches of the side's last tie in the competition before this one, oldest first."""
    earlier = [
        match
        for match in record.matches
        if (match.fixture.competition.id, match.fixture.season) == (fixture.competition.id, fixture.season)
        and match.fixture.tie != fixture.tie
    ]
    if not earlier or earlier[0].fixture.tie is None:
        return ()
    newest = next(groupby(earlier, key=lambda match: match.fixture.tie))[1]
    return tuple(reversed(tuple(newest)))


def _told(tie: tuple[Match, ...], team: Team) -> tuple[str, str] | None:
    """How a side won a tie, and in which round; None where what is on record does not show that it did."""
    decider = tie[-1]
    opponent, fixture = decider.opponent(team.id).name, decider.fixture
    stage = occasions.stage(fixture)
    goals = [match.goals(team.id) for match in tie]
    scored, conceded = sum(pair[0] for pair in goals), sum(pair[1] for pair in goals)
    on_penalties = decider.shoot_out_winner is not None and occasions.won_shoot_out(decider, team.id)
    two_legs = [match.fixture.leg for match in tie] == [1, 2]
    one_match = len(tie) == 1 and fixture.leg != 2
    if stage is None or any(match.awarded for match in tie) or not (two_legs or one_match):
        return None
    verb = "put out" if two_legs else "beat"
    if scored > conceded:
        score = f"{scored}-{conceded}{' on aggregate' if two_legs else ''}"
        return f"{verb} {opponent} {score}", f"in the {stage}"
    return (f"{verb} {opponent} on penalties", f"in the {stage}") if on_penalties else None


def mine_next(dossier: Dossier) -> list[Claim]:
    """NEXT_FIX: whom each side play afterwards, and a run of away matches that begins here."""
    records = [Record.of_side(dossier, side) for side in SIDES]
    return [claim for record in records for claim in _next_of(dossier, record)]


def _next_of(dossier: Dossier, record: Record) -> Iterator[Claim]:
    coming = dossier.next_fixtures.get(record.team.id, ())
    if not coming:
        return
    following, team = coming[0], record.team
    when = f"on {words.day(following.date, dossier.fixture.date)}"
    opponent = following.away if following.side(team.id) == "home" else following.home
    ground = {"at home": " at home", "away": " away"}.get(occasions.place(following, team.id), "")
    told = f"{opponent.name}{ground} {occasions.occasion(following)}"
    claim = _following(record, "next", f"go on to play {told}", opponent.name, coming[:1], noun=told, within=when)
    proofs = _proofs(dossier.fixture, team.id, {"next match": following.id})
    yield dataclasses.replace(claim, proofs=proofs)
    away = tuple(takewhile(lambda fixture: _is_away(fixture, team), (dossier.fixture, *coming)))
    # A run that the list of fixtures does not end may be longer than the list.
    if SHORTEST_AWAY_RUN <= len(away) <= len(coming):
        clause = f"begin a run of {words.matches(len(away))} away from home with this one"
        claim = _following(record, "away run", clause, len(away), away)
        proofs = _proofs(dossier.fixture, team.id, {"away in a row": len(away)})
        yield dataclasses.replace(claim, proofs=proofs)


def _is_away(fixture: Fixture, team: Team) -> bool:
    return not fixture.neutral and fixture.away.id == team.id


def _following(
    record: Record,
    kind: str,
    clause: str,
    value: str | int,
    fixtures: tuple[Fixture, ...],
    *,
    noun: str | None = None,
    within: str = "",
) -> Claim:
    return about_team(
        "NEXT_FIX",
        kind,
        record.side,
        record.team.name,
        clause,
        value,
        Scope("all", "any", fixtures[0].date, fixtures[-1].date),
        Coverage(fixtures[0].date, fixtures[-1].date, len(fixtures), "fixtures on record"),
        [Evidence.of_fixture(fixture) for fixture in fixtures],
        noun=noun,
        within=within,
    )
