"""What became of ties that began as this one did.

In: a dossier between the legs. Out: claims TIE_PRECEDENT, of the competition (qualifying apart from the competition
proper) and of the side that is behind, in all of its family of competitions.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.claim import Claim, Coverage, Evidence, Scope, about_both, about_team
from pressbox.facts.editions import editions, families
from pressbox.views import TieQuestion

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Side, Team
    from pressbox.views import PastTie

FEWEST = 10
"""Ties below which a share says nothing."""

OPEN_ENDED = 3
"""Margins from which "or more" is said."""


@dataclasses.dataclass(frozen=True)
class _State:
    """How the first leg ended: who leads, by how much, and where that was."""

    leader: Team
    behind: Team
    behind_side: Side
    margin: int
    away: bool  # whether the side that leads won it away

    @property
    def or_more(self) -> bool:
        return self.margin >= OPEN_ENDED

    def matches(self, tie: PastTie, *, anywhere: bool = False) -> bool:
        """Whether a tie began so."""
        if tie.first is None or tie.legs != 2:
            return False
        lead = tie.first[0] - tie.first[1]
        as_wide = abs(lead) >= self.margin if self.or_more else abs(lead) == self.margin
        return as_wide and (anywhere or (lead < 0) is self.away)


def mine_precedents(dossier: Dossier) -> list[Claim]:
    """TIE_PRECEDENT: what became of those who led so after the first leg, and of this side when it was behind so."""
    state = _state(dossier)
    if state is None:
        return []
    return [*_of_competition(dossier, state), *_of_side(dossier, state)]


def _state(dossier: Dossier) -> _State | None:
    tie, fixture = dossier.tie, dossier.fixture
    if tie is None or tie.leg != 2 or tie.first_leg is None or tie.first_leg.awarded:
        return None
    home, away = tie.first_leg.goals(fixture.home.id)
    if home == away:
        return None
    leader, behind = (fixture.home, fixture.away) if home > away else (fixture.away, fixture.home)
    side: Side = "away" if home > away else "home"
    return _State(leader, behind, side, abs(home - away), tie.first_leg.fixture.away.id == leader.id)


def _of_competition(dossier: Dossier, state: _State) -> Iterator[Claim]:
    fixture = dossier.fixture
    own = [tie for tie in dossier.past_ties if tie.competition == fixture.competition.id]
    alike = [tie for tie in own if state.matches(tie)]
    proper = [tie for tie in alike if tie.phase != "qualifying"]
    qualifying = [tie for tie in alike if tie.phase == "qualifying"]
    if len(proper) < FEWEST:
        return
    out = [tie for tie in proper if tie.winner == _behind(tie)]
    name = _names(own)
    first = f"won the first leg {'away' if state.away else 'at home'} by {_margin(state)}"
    apart = " proper" if any(tie.phase == "qualifying" for tie in own) else ""
    sentence = f"{_of_all(len(proper), len(out))} {first} in {name}{apart}{_since(dossier, own)}"
    sentence += f"{',' if out else ''} {_fate(len(out), len(proper))}"
    if out and len(out) <= 2:
        sentence += f": {words.listed([_turned(tie) for tie in out])}"
    claim = about_both(
        "TIE_PRECEDENT",
        "competition",
        fixture,
        sentence,
        {
            "ties": len(proper),
            "went_through": len(proper) - len(out),
            "qualifying_ties": len(qualifying),
            "qualifying_went_through": sum(tie.winner != _behind(tie) for tie in qualifying),
        },
        Scope(fixture.competition.name, "away" if state.away else "home", proper[0].date, proper[-1].date),
        Coverage(own[0].date, own[-1].date, len(own), f"{len(own)} ties on record"),
        [_evidence(tie) for tie in reversed(out or proper[-10:])],
    )
    proofs = _proofs(dossier, state, len(proper), len(out), len(qualifying))
    yield dataclasses.replace(claim, proofs=proofs, surprise=_share(len(out), len(proper)))


def _proofs(
    dossier: Dossier, state: _State, ties: int, out: int, qualifying: int
) -> tuple[tuple[TieQuestion, int], ...]:
    ground = "away" if state.away else "home"
    asked = TieQuestion((dossier.fixture.competition.id,), True, ground, state.margin, state.or_more, None, "ties")  # type: ignore[arg-type]
    return (
        (asked, ties),
        (dataclasses.replace(asked, count="through"), ties - out),
        (dataclasses.replace(asked, proper=False), qualifying),
    )


def _of_side(dossier: Dossier, state: _State) -> Iterator[Claim]:
    """Of the side that is behind, in every cup of the family."""
    competition = dossier.fixture.competition.id
    found = [(said, ids) for said, ids in families() if competition in ids]
    said, family = found[0] if found else (f"in {words.the(dossier.fixture.competition.name)}", (competition,))
    team = state.behind
    alike = [
        tie
        for tie in dossier.past_ties
        if tie.competition in family and tie.phase != "qualifying" and state.matches(tie, anywhere=True)
        if _behind(tie) == team.id
    ]
    if len(alike) < 2:
        return
    through = [tie for tie in alike if tie.winner == team.id]
    times = "twice" if len(alike) == 2 else f"{words.number(len(alike))} times"
    told = _came_back(through, len(alike), team)
    asked = TieQuestion(family, True, "any", state.margin, state.or_more, team.id, "ties")
    claim = about_team(
        "TIE_PRECEDENT",
        "side",
        state.behind_side,
        team.name,
        f"have lost the first leg of a tie by {_margin(state)} {times} before {said}{told}",
        {"ties": len(alike), "went_through": len(through)},
        Scope(said.removeprefix("in "), "any", alike[0].date, alike[-1].date),
        Coverage(alike[0].date, alike[-1].date, len(alike), None),
        [_evidence(tie) for tie in reversed(alike)],
    )
    proofs = ((asked, len(alike)), (dataclasses.replace(asked, count="through"), len(alike) - len(through)))
    yield dataclasses.replace(claim, proofs=proofs)


def _came_back(through: Sequence[PastTie], ties: int, team: Team) -> str:
    if not through:
        return " and gone out each time"
    if len(through) == ties:
        return " and gone through each time"
    often = {1: "once", 2: "twice"}.get(len(through), f"{words.number(len(through))} times")
    if len(through) > 2:
        return f" and gone through {often}"
    against = [
        f"against {tie.home_name if tie.away == team.id else tie.away_name} in {tie.date.year}" for tie in through
    ]
    return f" and gone through {often}, {words.listed(against)}"


def _share(out: int, ties: int) -> float:
    """How seldom the rarer of the two ends came about: the rule of succession."""
    return round((min(out, ties - out) + 1) / (ties + 2), 6)


def _behind(tie: PastTie) -> str:
    assert tie.first is not None
    return tie.home if tie.first[0] < tie.first[1] else tie.away


def _margin(state: _State) -> str:
    return f"{words.number(state.margin)} goals or more" if state.or_more else words.goals(state.margin)


def _of_all(ties: int, out: int) -> str:
    return f"All {words.number(ties)} sides that" if not out else f"Of the {words.number(ties)} sides that"


def _fate(out: int, ties: int) -> str:
    if not out:
        return "went through"
    if out > ties / 2:
        return f"only {words.number(ties - out)} went through"
    return f"{words.number(out)} went out"


def _turned(tie: PastTie) -> str:
    """An exception, named: "Ajax against Feyenoord in 1998"."""
    loser, winner = (tie.home_name, tie.away_name) if tie.winner == tie.away else (tie.away_name, tie.home_name)
    return f"{loser} against {winner} in {tie.date.year}"


def _names(ties: Sequence[PastTie]) -> str:
    """The competition by all its names: "the UEFA Cup and Europa League"."""
    names = list(dict.fromkeys(tie.competition_name for tie in ties))
    return words.the(names[0]) if len(names) == 1 else f"{words.the(names[0])} and {words.listed(names[1:])}"


def _since(dossier: Dossier, ties: Sequence[PastTie]) -> str:
    """Nothing where every edition is on record from the first, else since when."""
    known = editions().get(dossier.fixture.competition.id)
    seasons = {tie.season for tie in ties}
    if known is not None and known.held_from_the_first(seasons, dossier.fixture.season):
        return ""
    return f" since {min(seasons)}"


def _evidence(tie: PastTie) -> Evidence:
    assert tie.first is not None
    return Evidence(tie.first_match, tie.first_date, tie.home_name, tie.away_name, f"{tie.first[0]}-{tie.first[1]}")
