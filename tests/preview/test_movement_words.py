"""What moved since an earlier edition, in words."""

from __future__ import annotations

import re
from typing import Any

from pressbox.preview.movement_words import movement_told
from tests import builders as b

FIXTURE = b.fixture("2024-04-18", b.team("Atalanta", "ITA"), b.team("Liverpool"), b.EUROPA_LEAGUE)


def standing(home: float, draw: float, through: float | None = None) -> dict[str, Any]:
    result = {"home": home, "draw": draw, "away": 1 - home - draw}
    return {"result": result, "through": {"home": through, "away": 1 - through} if through else None}


def movement(*causes: dict[str, Any], to: dict[str, Any], since: dict[str, Any] | None = None) -> dict[str, Any]:
    earlier = since or standing(0.3, 0.25, 0.9)
    return {"since": "2024-04-14T00:00:00+02:00", "from": earlier, "to": to, "causes": list(causes)}


def cause(home: float, /, **about: Any) -> dict[str, Any]:  # noqa: ANN401
    change = {"home": home, "draw": 0.0, "away": -home, "through_home": home / 2}
    return {"cause": "results elsewhere", "text": "results elsewhere", "change": change, **about}


RESULT = {
    "cause": "result",
    "match": "eng-1.palace",
    "date": "2024-04-14",
    "home": "Liverpool",
    "away": "Crystal Palace",
    "score": "0-1",
    "text": "Liverpool 0-1 Crystal Palace on 2024-04-14, what it said of the sides",
}


def told(found: dict[str, Any]) -> list[str]:
    return [sentence.text for sentence in movement_told(FIXTURE, found)]


def test_chances_then_and_now_come_before_their_causes_the_biggest_first():
    found = told(movement(cause(0.01), cause(0.03, **RESULT), to=standing(0.34, 0.25, 0.92)))
    assert found == [
        "Since the edition of Sunday 14 April the chances have moved: Atalanta from 30% to 34% and Liverpool from 45%"
        " to 41%.",
        "Atalanta's chance to go through was 90% and is 92%.",
        "Liverpool 0-1 Crystal Palace on Sunday 14 April: Atalanta +3.0, Liverpool −3.0 and Atalanta going through +1.5"
        " points.",
        "Results elsewhere: Atalanta +1.0, Liverpool −1.0 and Atalanta going through +0.5 points.",
    ]


def test_a_forecast_that_has_not_moved_says_so():
    assert told(movement(to=standing(0.3, 0.25, 0.9))) == [
        "The forecast is as it was in the edition of Sunday 14 April."
    ]
    tiny = movement(cause(0.0001), to=standing(0.3001, 0.25, 0.9))
    assert told(tiny) == ["The forecast is as it was in the edition of Sunday 14 April."]


def test_a_movement_too_small_for_a_whole_percentage_is_called_that():
    found = told(movement(cause(0.001), to=standing(0.301, 0.25, 0.9)))
    assert found == ["The forecast has hardly moved since the edition of Sunday 14 April."]


def test_causes_that_cancel_out_are_both_told():
    found = told(movement(cause(0.03, **RESULT), cause(-0.03), to=standing(0.3, 0.25, 0.9)))
    assert found[0] == "The forecast has hardly moved since the edition of Sunday 14 April."
    assert [re.findall(r"Atalanta ([+−][\d.]+)", text) for text in found[1:]] == [["+3.0"], ["−3.0"]]


def test_a_price_and_a_first_leg_are_called_what_they_are():
    first_leg = cause(0.05, **(RESULT | {"cause": "first leg"}))
    price = cause(0.04, **(RESULT | {"cause": "price"}))
    found = told(movement(first_leg, price, to=standing(0.39, 0.25, 0.9)))
    assert found[1].startswith("The aggregate after Liverpool 0-1 Crystal Palace on Sunday 14 April: ")
    assert found[2].startswith("The closing price of Liverpool 0-1 Crystal Palace on Sunday 14 April: ")
