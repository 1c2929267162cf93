"""What became of ties that began as this one did, and the cups that a side has won."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from pressbox.domain import Dossier, Tie
from pressbox.facts.precedents import mine_precedents
from pressbox.facts.trophies import mine_trophies
from pressbox.views import PastTie
from tests import builders as b

CONFERENCE = dataclasses.replace(b.EUROPA_LEAGUE, id="uefa-conf", name="Conference League")
HOME, AWAY = b.team("Fiorentina", "ITA"), b.team("Brugge", "BEL")
OF = b.fixture("2024-05-08", HOME, AWAY, CONFERENCE, round="Semi-finals", leg=2, tie="now")


def past(number: int, first: tuple[int, int] | None, *, through: bool, **about: object) -> PastTie:
    """A tie whose sides were "h<number>" and, away in the first leg, "a<number>"; whether who led went through."""
    home, away = f"h{number}", f"a{number}"
    leader, behind = (home, away) if first is None or first[0] > first[1] else (away, home)
    day = dt.date(2022, 3, 1) + dt.timedelta(days=number)
    tie = PastTie(
        f"t{number}", "uefa-conf", "Conference League", "2021-22", "knockout", 2, home, f"Home {number}", away,
        f"Away {number}", False, f"m{number}", day, first, leader if through else behind, "aggregate", day,
    )  # fmt: skip
    return dataclasses.replace(tie, **about)  # type: ignore[arg-type]


def between_legs(score: str, *ties: PastTie, awarded: bool = False) -> Dossier:
    """Brugge at home to Fiorentina first; the second leg is the fixture."""
    first = b.match("2024-05-02", AWAY, score, HOME, CONFERENCE, round="Semi-finals", leg=1, tie="now", awarded=awarded)
    story = b.dossier(OF, tie=Tie("now", 2, 2, first, False, True))
    return dataclasses.replace(story, past_ties=ties)


def test_of_those_who_led_so_some_went_out_and_are_named():
    ties = [past(n, (1, 2), through=True) for n in range(11)] + [past(11, (0, 1), through=False)]
    (claim,) = mine_precedents(between_legs("1-2", *ties))
    assert claim.statement == (
        "Of the 12 sides that won the first leg away by a goal in the Conference League since 2021-22, one went out: "
        "Away 11 against Home 11 in 2022."
    )
    assert claim.value == {"ties": 12, "went_through": 11, "qualifying_ties": 0, "qualifying_went_through": 0}
    assert [row.match for row in claim.evidence] == ["m11"]


def test_qualifying_is_counted_apart_from_the_competition_proper():
    proper = [past(n, (1, 2), through=True) for n in range(10)]
    qualifying = [past(20 + n, (0, 1), through=n > 0, phase="qualifying") for n in range(3)]
    (claim,) = mine_precedents(between_legs("1-2", *proper, *qualifying))
    assert claim.statement.startswith(
        "All 10 sides that won the first leg away by a goal in the Conference League proper"
    )
    assert claim.value == {"ties": 10, "went_through": 10, "qualifying_ties": 3, "qualifying_went_through": 2}


@pytest.mark.parametrize(
    ("score", "ties"),
    [
        ("1-1", [past(n, (1, 2), through=True) for n in range(12)]),
        ("1-2", [past(n, (1, 2), through=True) for n in range(9)]),
        ("1-2", [past(n, (2, 1), through=True) for n in range(12)]),
        ("1-2", [past(n, (0, 2), through=True) for n in range(12)]),
        ("1-2", [past(n, None, through=True) for n in range(12)]),
        ("1-2", [past(n, (1, 2), through=True, legs=1) for n in range(12)]),
    ],
    ids=["level", "too few", "led at home", "led by more", "first legs unknown", "one match"],
)
def test_other_ties_are_no_precedent(score: str, ties: list[PastTie]):
    assert mine_precedents(between_legs(score, *ties)) == []


def test_from_three_goals_on_a_lead_of_more_counts_too():
    ties = [past(n, (0, 3 + n % 3), through=True) for n in range(10)]
    (claim,) = mine_precedents(between_legs("0-3", *ties))
    assert "by three goals or more" in claim.statement


def test_a_first_leg_that_was_awarded_began_nothing():
    ties = [past(n, (0, 3), through=True) for n in range(12)]
    assert mine_precedents(between_legs("0-3", *ties, awarded=True)) == []


def test_a_side_that_was_behind_so_before_has_its_own_past():
    own = [
        past(1, (1, 2), through=True, home=AWAY.id),
        past(2, (1, 2), through=False, home=AWAY.id, away_name="Basel", winner=AWAY.id),
    ]
    (claim,) = mine_precedents(between_legs("1-2", *own))
    assert claim.statement == (
        "Brugge have lost the first leg of a tie by a goal twice before in European competition "
        "and gone through once, against Basel in 2022."
    )
    assert (claim.side, claim.value) == ("away", {"ties": 2, "went_through": 1})


def final(year: int, winner: str, **about: object) -> PastTie:
    tie = past(year, (1, 0), through=True, phase="final", legs=1, season=f"{year - 1}-{year % 100}", winner=winner)
    return dataclasses.replace(tie, date=dt.date(year, 5, 25), **about)  # type: ignore[arg-type]


def cups(*finals: PastTie) -> list[str]:
    return [claim.statement for claim in mine_trophies(dataclasses.replace(b.dossier(OF), past_ties=finals))]


def test_cups_won_are_counted_and_the_holders_named():
    assert cups(final(2022, "roma"), final(2023, HOME.id)) == [
        "Fiorentina are the holders, and have won the Conference League once, in 2023."
    ]
    assert cups(final(2022, AWAY.id), final(2023, "west-ham")) == [
        "Brugge have won the Conference League once, in 2022."
    ]


def test_a_cup_of_which_a_final_is_missing_says_nothing():
    assert cups(final(2023, HOME.id)) == []


def test_a_cup_renamed_is_called_by_the_names_it_was_won_under():
    finals = [final(2022, HOME.id), final(2023, HOME.id, competition_name="Third Cup")]
    assert cups(*finals) == [
        "Fiorentina are the holders, and have won the Conference League or Third Cup twice, in 2022 and 2023."
    ]
