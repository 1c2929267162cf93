"""What speaks for the predicted score: news of its own, not what the preview has told."""

from __future__ import annotations

import dataclasses

import pytest

from pressbox.facts.claim import Claim, Coverage, Scope, about_team
from pressbox.preview.choice import Choice
from pressbox.preview.shelf import Shelf
from pressbox.preview.we_say import we_say
from tests import builders as b

FIXTURE = b.fixture("2024-04-27", b.team("Arsenal"), b.team("Chelsea"))
FORECAST = b.forecast(FIXTURE, score=(1, 2))


def claim(template: str, kind: str, clause: str, *, score: float, good: bool = True) -> Claim:
    made = about_team(template, kind, "away", "Chelsea", clause, 1, Scope("all"), Coverage(None, None, 0), ())
    return dataclasses.replace(made, good=good, score=score)


LAST_LOST = claim("FIRST_SINCE", "last lost", "last lost in May", score=0.9)
UNBEATEN = claim("RUN_RECORD", "unbeaten", "are unbeaten in 18 matches", score=0.8)
DEFENCE = claim("LEAGUE_RANK", "goals against", "have conceded 20 goals, the fewest in the league", score=0.3)
MEETINGS = claim("H2H_LASTN", "many won", "have won six of their last seven meetings with Arsenal", score=0.9)
RUN_OVER = claim("RUN_ENDED", "winless", "had been without a win in six matches before a 1-0 win", score=0.9)
BAD = claim("COUNT_LASTN", "many lost", "have lost two of their last five matches", score=0.9, good=False)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (LAST_LOST, DEFENCE),  # the same run from its other end
        (RUN_OVER, DEFENCE),
        (MEETINGS, UNBEATEN),  # results, but of meetings alone
        (BAD, UNBEATEN),
    ],
    ids=["the same news", "a run that is over", "meetings", "bad news"],
)
def test_the_reason_is_no_news_that_the_preview_has_told(told: Claim, reason: Claim):
    shelf = Shelf([told, UNBEATEN, DEFENCE], FIXTURE)
    shelf.remove([told])
    section = we_say(b.dossier(FIXTURE), FORECAST, shelf, Choice(FIXTURE.id))
    cited = {one for paragraph in section.paragraphs for sentence in paragraph.sentences for one in sentence.claims}
    assert cited == {reason.id}


def test_with_nothing_left_to_say_the_numbers_stand_alone():
    shelf = Shelf([UNBEATEN], FIXTURE)
    shelf.remove([UNBEATEN])
    section = we_say(b.dossier(FIXTURE), FORECAST, shelf, Choice(FIXTURE.id))
    assert not any(sentence.claims for paragraph in section.paragraphs for sentence in paragraph.sentences)
