from __future__ import annotations

import pytest

from pressbox.preview.line_ups import NO_LINEUP, Elevens, LastEleven
from pressbox.publish.line_up_view import elevens_shown, line_names, pitch_of
from pressbox.squads.document import PossibleLineup, PossiblePlayer, not_known
from tests import stories

NAMES = (["Keeper"], ["Right", "Middle", "Left"], ["Engine"], ["Striker"])


def eleven(club: str) -> Elevens:
    players = tuple(
        PossiblePlayer(f"A {name}", line, slot, 0.8, name == "Engine", None, "B Second" if name == "Engine" else None)
        for line, names in enumerate(NAMES, 1)
        for slot, name in enumerate(names, 1)
    )
    possible = PossibleLineup(club, "3-1-1", players, (), (), "from the last nine elevens")
    return Elevens(possible, LastEleven(club, None, None, NO_LINEUP, (), ()))


def nobody(club: str) -> Elevens:
    return Elevens(not_known(club, "nothing on record"), LastEleven(club, None, None, NO_LINEUP, (), ()))


def test_a_possible_eleven_is_listed_from_the_goalkeeper_on_with_its_lines():
    shown = elevens_shown({"home": eleven("Atalanta"), "away": nobody("Liverpool")})
    assert [one.club for one in shown] == ["Atalanta"]
    assert [player.line for player in shown[0].players] == ["Goalkeeper", "Defence", None, None, "Midfield", "Attack"]
    assert [player.remark for player in shown[0].players if player.remark] == ["doubtful; else B Second"]
    assert {player.chance for player in shown[0].players} == {"80%"}


def test_the_pitch_tells_both_elevens_in_words():
    drawn = str(pitch_of({"home": eleven("Atalanta"), "away": eleven("Liverpool")}))
    assert "Possible eleven of Atalanta, each line from right to left: A Keeper; A Right, A Middle, A Left;" in drawn
    assert "and Possible" not in drawn
    assert drawn.count("or Second") == 2


def test_nothing_known_is_no_pitch():
    assert pitch_of({"home": nobody("Atalanta"), "away": nobody("Liverpool")}) is None


def test_a_last_eleven_is_called_that_on_the_pitch():
    preview = stories.preview_of(stories.second_leg(), None)
    drawn = str(pitch_of(preview.lineups))
    assert "Liverpool 4-3-3, last eleven" in drawn
    assert "Endo ?" in drawn


@pytest.mark.parametrize(("lines", "last"), [(3, "Midfield"), (4, "Attack"), (5, "Attack"), (6, "Attack")])
def test_every_line_has_a_name(lines: int, last: str):
    names = line_names(lines)
    assert len(names) == lines
    assert (names[0], names[-1]) == ("Goalkeeper", last)
