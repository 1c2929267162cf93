"""Differences added up by cause: printed changes sum to the printed whole."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressbox.forecast.markets import Result
from pressbox.forecast.movement import Movement, Standing, Step, movement
from pressbox.forecast.scoreline import Rates
from pressbox.forecast.ties import Through
from tests.builders import EUROPA_LEAGUE, match, team
from tests.forecast.matches import as_of

ATALANTA, LIVERPOOL = (dataclasses.replace(team(name), id=name) for name in ("Atalanta", "Liverpool"))
PLAYED = match("2024-04-11", LIVERPOOL, "0-3", ATALANTA, EUROPA_LEAGUE, leg=1)
SINCE, MOMENT = as_of("2024-04-11"), as_of("2024-04-18")

probabilities = st.floats(0, 1)
standings = st.builds(
    lambda home, rest, through: standing(home, rest * (1 - home), through), probabilities, probabilities, probabilities
)
causes = st.sampled_from(["elsewhere", "table", "price", "result"])


def standing(home: float, draw: float, through: float | None = None) -> Standing:
    in_tie = None if through is None else Through(through, 1 - through)
    return Standing(Rates(1.0, 1.0), Result(home, draw, 1 - home - draw), in_tie)


def moved(before: Standing, after: Standing, *steps: Step) -> Movement:
    return movement(SINCE, MOMENT, before, after, steps)


def test_each_cause_changes_what_it_changed():
    """Home 30, 34, 33 and 35 in a hundred: +4 from the result, -1 elsewhere, +2 that no step reached."""
    before, after = standing(0.30, 0.25), standing(0.35, 0.25)
    steps = Step("result", PLAYED, standing(0.34, 0.25)), Step("results elsewhere", None, standing(0.33, 0.25))
    told = moved(before, after, *steps).causes
    assert [(cause.kind, round(cause.change.home, 8)) for cause in told] == [
        ("result", 0.04),
        ("results elsewhere", -0.01),
        ("rounding", 0.02),
    ]
    assert told[0].change.through_home is None


def test_a_cause_with_several_steps_is_told_once():
    at = [standing(0.30 + step / 100, 0.25) for step in range(4)]
    steps = Step("days", None, at[1]), Step("result", PLAYED, at[2]), Step("days", None, at[3])
    told = moved(at[0], at[3], *steps).causes
    assert [(cause.kind, cause.change.home) for cause in told] == [("result", 0.01), ("days", 0.02)]


def test_a_wide_cause_that_changed_nothing_is_not_told_but_a_match_is():
    same = standing(0.3, 0.25)
    told = moved(same, same, Step("table", None, same), Step("result", PLAYED, same)).causes
    assert [cause.kind for cause in told] == ["result"]


@given(st.lists(st.tuples(causes, standings), min_size=1, max_size=12))
def test_printed_changes_sum_to_the_printed_whole(way: list[tuple[str, Standing]]):
    before, after = way[0][1], way[-1][1]
    steps = [Step(cause, PLAYED if cause in ("price", "result") else None, at) for cause, at in way[1:-1]]  # type: ignore[arg-type]
    found = moved(before, after, *steps)
    wholes = [*zip(before.result, after.result, strict=True), (before.through[0], after.through[0])]  # type: ignore[index]
    for column, (earlier, later) in enumerate(wholes):
        units = sum(round(1e8 * cause.change[column]) for cause in found.causes)  # type: ignore[operator]
        assert units == round(1e8 * round(later, 8)) - round(1e8 * round(earlier, 8))
        total = sum(cause.change[column] for cause in found.causes)  # type: ignore[misc]
        assert total == pytest.approx(round(later, 8) - round(earlier, 8), abs=1e-12)


def test_the_document_names_match_score_and_both_ends():
    before, after = standing(0.30, 0.25, 0.25), standing(0.34, 0.25, 0.94)
    steps = Step("result", PLAYED, standing(0.34, 0.25, 0.3)), Step("first leg", PLAYED, after)
    document = moved(before, after, *steps).to_dict()
    assert document["since"] == "2024-04-11T00:00:00+00:00"
    assert document["from"] == {
        "rates": {"home": 1.0, "away": 1.0},
        "result": before.result._asdict(),
        "through": {"home": 0.25, "away": 0.75},
    }
    result, first_leg = document["causes"]  # type: ignore[misc]
    assert {key: result[key] for key in ("cause", "match", "date", "home", "away", "score")} == {
        "cause": "result",
        "match": PLAYED.fixture.id,
        "date": "2024-04-11",
        "home": "Liverpool",
        "away": "Atalanta",
        "score": "0-3",
    }
    assert first_leg["change"] == {"home": 0.0, "draw": 0.0, "away": 0.0, "through_home": 0.64}
