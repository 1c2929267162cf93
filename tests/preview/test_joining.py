"""Two claims in one sentence, built in more ways than one."""

import dataclasses

import pytest

from pressbox.facts.claim import Claim, Coverage, Scope, about_team
from pressbox.preview import joining
from pressbox.preview.choice import Choice

SCOPE, COVERAGE = Scope(), Coverage(None, None, 0)
ALL = "in all competitions"


def claim(clause: str, *, within: str = "", good: bool | None = None) -> Claim:
    made = about_team("RUN_ACTIVE", clause, "home", "Lens", clause, 1, SCOPE, COVERAGE, (), within=within)
    return dataclasses.replace(made, good=good)


def builds(subject: str, first: Claim, second: Claim) -> set[str]:
    return {joining.pair(subject, Choice(str(seed)), first, second).text for seed in range(80)}


UNBEATEN = claim("are unbeaten in six matches", within=ALL, good=True)
HOME = claim("have taken 30 points at home", good=True)


def test_two_claims_stand_side_by_side_before_the_subject_or_in_a_relative_clause():
    said = builds("Lens", UNBEATEN, HOME)
    assert "Lens are unbeaten in six matches in all competitions, and have taken 30 points at home." in said
    assert any(text.startswith("Unbeaten in six matches") and "Lens have taken 30 points" in text for text in said)
    assert any(text.startswith("Lens, who have taken 30 points at home, ") for text in said)


def test_a_pronoun_takes_no_relative_clause():
    assert not any("who" in text for text in builds("they", UNBEATEN, HOME))


def test_good_news_is_not_put_before_bad_as_if_it_were_of_its_kind():
    bad = claim("have lost four of their last five home matches", good=False)
    assert not any(text.startswith(("Unbeaten", "Beaten", "Without")) for text in builds("Lens", UNBEATEN, bad))


@pytest.mark.parametrize(("good", "contrast"), [(True, False), (False, True)])
def test_whereas_and_but_are_for_news_of_different_kinds(good: bool, contrast: bool):
    other = claim("have lost two home matches", good=good)
    said = {joining.contrast(Choice(str(seed)), UNBEATEN, other).text for seed in range(80)}
    assert any(", whereas " in text or ", but " in text for text in said) is contrast


def test_a_statement_does_not_begin_with_figures():
    pattern = claim("There were three goals or more in 11 of Lens's last 14 matches")
    whole = dataclasses.replace(pattern, statement=f"{pattern.clause}.")
    said = {joining.statement(whole, Choice(str(seed))).text for seed in range(40)}
    assert said
    assert not any(text[0].isdigit() for text in said)
