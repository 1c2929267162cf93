"""How a side is named from sentence to sentence."""

from pressbox.domain import Team
from pressbox.preview.choice import Choice
from pressbox.preview.mentions import Mentions, others
from tests import builders as b
from tests import stories


def test_a_paragraph_names_its_side_first_and_then_alternates_with_they():
    mentions = Mentions(stories.second_leg().fixture, "home", Choice("any"))
    said = [mentions.next() for _ in range(6)]
    assert said[0] == "Atalanta"
    assert said[1::2] == ["they", "they", "they"]
    assert len(set(said[::2])) == 3


def test_after_something_else_the_side_is_named_again():
    mentions = Mentions(stories.second_leg().fixture, "away", Choice("any"))
    mentions.next()
    mentions.interrupted()
    assert mentions.next() != "they"


def test_nobody_is_at_home_on_neutral_ground():
    fixture = stories.neutral_final().fixture
    assert fixture.neutral
    assert not {"the hosts", "the home side"} & set(others(fixture, "home"))


def test_a_mention_that_could_mean_the_other_side_is_not_used():
    united = Team("eng-manchester-united", "Manchester United", "ENG", False)
    newcastle = Team("eng-newcastle-united", "Newcastle United", "ENG", False)
    city = Team("eng-manchester-city", "Manchester City", "ENG", False)
    assert "United" not in others(b.fixture("2024-04-18", newcastle, united), "away")
    assert "United" in others(b.fixture("2024-04-18", city, united), "away")


def test_a_side_is_called_by_its_country_only_before_one_of_another():
    assert "the Italian side" in others(stories.second_leg().fixture, "home")
    assert not any(" side" in mention and "home" not in mention for mention in others(stories.league().fixture, "home"))
