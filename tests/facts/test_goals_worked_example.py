"""W10, W12 and W22 of the worked example as the miners find them, and goals of other days, each proved by SQL."""

from __future__ import annotations

import pytest

from pressbox.facts.claim import Claim
from pressbox.facts.history import History
from pressbox.facts.record import SIDES
from pressbox.facts.scene import mine_events
from pressbox.pipeline import Desk
from pressbox.store.database import Store
from pressbox.store.proofs import Prover

pytestmark = pytest.mark.shared_data


def proved(store: Store, home: str, away: str, day: str) -> dict[tuple[str, str, str | None], Claim]:
    """What is mined about a fixture, by template, kind and side; the store must confirm every proof."""
    desk = Desk(store)
    fixture = desk.fixture(home, away, day)
    dossier = store.dossier(fixture, desk.as_of(fixture))
    claims = [claim for side in SIDES for claim in mine_events(History.of_side(dossier, side))]
    prover = Prover(store, (fixture.home.id, fixture.away.id), dossier.as_of)
    answers = prover.answers(question for claim in claims for question, _ in claim.proofs)
    for claim in claims:
        assert claim.proofs
        assert [answers[question] for question, _ in claim.proofs] == [told for _, told in claim.proofs], (
            claim.statement
        )
    return {(claim.template, claim.kind, claim.side): claim for claim in claims}


def test_w10_w12_and_w22(shared_store: Store):
    found = proved(shared_store, "Atalanta", "Liverpool", "2024-04-18")
    assert found["MATCH_COURSE", "lead lost", "home"].statement == (
        "Atalanta let a 2-0 lead slip in their 2-2 home draw with Hellas Verona on Monday 15 April."
    )
    assert found["GOAL_EVENTS", "scorers", "home"].statement == (
        "Gianluca Scamacca (13) and Éderson (18) scored for Atalanta in their 2-2 home draw with Hellas Verona on"
        " Monday 15 April; Darko Lazović (56) and Tijjani Noslin (60) for Hellas Verona."
    )
    assert found["GOAL_EVENTS", "scorers", "away"].statement == (
        "Eberechi Eze (14) scored for Crystal Palace in Liverpool's 1-0 home defeat by Crystal Palace on Sunday"
        " 14 April."
    )
    first_leg = found["GOAL_EVENTS", "scorers first leg", "home"]
    assert first_leg.noun == "Gianluca Scamacca (38, 60) and Mario Pašalić (83)"
    assert [row.match for row in first_leg.evidence] == ["uefa-el.2023-24.eng-liverpool.ita-atalanta"]


def test_tallies_leave_own_goals_out_and_name_the_top_scorers(shared_store: Store):
    found = proved(shared_store, "Manchester City", "Chelsea", "2024-04-20")
    assert found["PLAYER_TALLY", "top scorer", "home"].value == {
        "players": ["Erling Haaland"],
        "goals": 20,
        "of": 76,
        "matches": 32,
    }
    assert found["PLAYER_TALLY", "top scorer", "away"].value["goals"] == 20  # type: ignore[index, call-overload]
    assert found["GOAL_EVENTS", "four goals", "away"].statement == (
        "Cole Palmer scored four goals (13, 18, 29, 64) in Chelsea's 6-0 home win over Everton on Monday 15 April."
    )
    assert "Daiki Hashioka (own goal, 2)" in found["GOAL_EVENTS", "scorers second-last", "home"].statement


def test_a_tournament_and_a_season_before_there_were_accounts_of_own_goals(shared_store: Store):
    cup = proved(shared_store, "Argentina", "France", "2022-12-18")
    assert cup["PLAYER_TALLY", "top scorer cup", "home"].statement == (
        "Lionel Messi is Argentina's top scorer in the World Cup this year with five of their 12 goals."
    )
    clasico = proved(shared_store, "Barcelona", "Real Madrid", "2012-04-21")
    assert clasico["PLAYER_STREAK", "scored", "home"].value == {"player": "Lionel Messi", "matches": 8}


def test_a_league_without_goals_on_file_has_no_such_claims(shared_store: Store):
    assert proved(shared_store, "Palermo", "Parma", "2024-04-19") == {}
