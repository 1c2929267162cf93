from __future__ import annotations

import dataclasses

import pytest

from pressbox.squads.document import PossibleLineup
from pressbox.squads.lineup import NO_FORMATION, NO_KEEPER, NOTHING, possible_lineup
from pressbox.squads.standing import Standing
from pressbox.squads.start_model import scaled
from tests import builders as b
from tests.squads.records import CLUB, ELEVEN, POSITIONS, eleven, played, record

FULL = dict.fromkeys(ELEVEN, 90)
WEEKS = [eleven(7 * week) for week in range(1, 10)]


def names(lineup: PossibleLineup) -> set[str]:
    return {player.player for player in lineup.eleven}


def test_an_unchanged_eleven_is_predicted_again_in_its_places():
    lineup = possible_lineup(record(lineups=WEEKS))
    assert lineup.known
    assert lineup.formation == "4-3-3"
    assert [player.player for player in lineup.eleven] == list(ELEVEN)
    assert [(player.line, player.slot) for player in lineup.eleven[:3]] == [(1, 1), (2, 1), (2, 2)]
    assert lineup.basis == "from the last nine elevens"


def test_the_chances_of_all_but_the_goalkeeper_add_up_to_ten():
    second = eleven(7, ("Ada", "Ben", "Cal", "Dan", "Eli", "Fay", "Gus", "Hal", "Ian", "Jon", "Lee"))
    lineup = possible_lineup(record(lineups=[second, *WEEKS[1:]]))
    chances = [player.p_start for player in (*lineup.eleven[1:], *lineup.bench)]
    assert len(chances) == 11
    assert sum(chances) == pytest.approx(10)
    assert all(0 <= chance <= 1 for chance in chances)


def test_without_anything_on_record_nothing_is_known():
    lineup = possible_lineup(record())
    assert not lineup.known
    assert lineup.to_dict() == {
        "club": "Eastville",
        "formation": None,
        "eleven": [],
        "bench": [],
        "out": [],
        "basis": NOTHING,
        "known": False,
        "reason": NOTHING,
    }


def test_an_eleven_of_long_ago_says_nothing():
    lineup = possible_lineup(record(lineups=[eleven(121)]))
    assert lineup.reason == "the last eleven on record is of 21 December 2023"


def test_one_past_eleven_is_enough_and_said_to_be_one():
    lineup = possible_lineup(record(lineups=[eleven(7)]))
    assert names(lineup) == set(ELEVEN)
    assert lineup.basis == "from the only eleven on record"
    assert possible_lineup(record(matches=[played(7, FULL)])).known


def test_an_eleven_of_ten_counts_for_who_started_and_gives_no_formation():
    lineup = possible_lineup(record(lineups=[eleven(3, ELEVEN[:10]), *WEEKS]))
    assert names(lineup) == set(ELEVEN)
    assert lineup.formation == "4-3-3"
    alone = possible_lineup(record(lineups=[eleven(3, ELEVEN[:10])]))
    assert alone.reason == NO_FORMATION
    ten = possible_lineup(record(matches=[played(3, dict.fromkeys(ELEVEN[:10], 90)), played(7, FULL)]))
    assert names(ten) == set(ELEVEN)


def test_a_squad_without_a_goalkeeper_who_can_play_has_no_eleven():
    out = b.report(CLUB, "Ada", "out", "2024-04-18", reason="knee injury")
    lineup = possible_lineup(record(lineups=WEEKS, reports=[out]))
    assert lineup.reason == NO_KEEPER
    assert [(player.player, player.status, player.reason) for player in lineup.out] == [("Ada", "out", "knee injury")]


def test_nobody_keeps_goal_but_a_goalkeeper():
    """The only other goalkeeper has never started, and takes the place of the one who is out."""
    matches = [played(7 * week, FULL, {"Keeper": "GK", "Sub": "MF"}) for week in range(1, 6)]
    out = b.report(CLUB, "Ada", "out", "2024-04-18")
    lineup = possible_lineup(record(matches=matches, reports=[out]))
    assert lineup.eleven[0].player == "Keeper"
    assert "Sub" not in names(lineup)


def test_who_is_out_is_not_in_the_eleven_and_is_said_to_be_missing():
    other = eleven(14, (*ELEVEN[:10], "Lee"))
    out = b.report(CLUB, "Kim", "out", "2024-04-18", reason="ankle injury")
    lineup = possible_lineup(record(lineups=[WEEKS[0], other, *WEEKS[2:]], reports=[out]))
    assert names(lineup) == {*ELEVEN[:10], "Lee"}
    assert lineup.basis == "from the last nine elevens and reports seen by 18 April; without Kim of the last eleven"


def test_who_stays_on_a_list_without_a_word_and_a_minute_is_not_told_to_be_missing():
    matches = [played(7 * week, FULL, {"Lee": "FW"}) for week in range(1, 6)]
    unexplained = b.report(CLUB, "Lee", "out", "2024-04-18")
    hurt = dataclasses.replace(unexplained, reason="knee injury")
    assert possible_lineup(record(matches=matches, reports=[unexplained])).out == ()
    assert [player.player for player in possible_lineup(record(matches=matches, reports=[hurt])).out] == ["Lee"]


def test_a_report_is_over_once_the_player_has_started_since():
    out = b.report(CLUB, "Kim", "out", "2024-04-01")
    assert "Kim" in names(possible_lineup(record(lineups=WEEKS, reports=[out])))


def test_a_player_back_from_a_ban_is_named():
    banned = b.report(CLUB, "Kim", "suspended", "2024-04-12", expected_return="2024-04-20")
    last = eleven(7, (*ELEVEN[:10], "Lee"))
    lineup = possible_lineup(record(lineups=[last, *WEEKS[1:]], reports=[banned]))
    assert "Kim" in names(lineup)
    assert lineup.basis.endswith("Kim back from a ban")


def test_a_doubt_is_named_with_who_would_come_in():
    doubt = dataclasses.replace(b.report(CLUB, "Kim", "doubtful", "2024-04-18", reason="knock"), chance=0.75)
    other = eleven(63, (*ELEVEN[:10], "Lee"))
    lineup = possible_lineup(record(lineups=[*WEEKS[:8], other], reports=[doubt]))
    player = lineup.doubts[0]
    assert (player.player, player.reason, player.alternative) == ("Kim", "knock", "Lee")
    assert player.p_start < possible_lineup(record(lineups=[*WEEKS[:8], other])).eleven[-1].p_start


def test_who_knows_more_hands_in_standings():
    matches = [played(7 * week, FULL, {"Sub": "FW"}) for week in range(1, 6)]
    banned = {"Kim": Standing("suspended", 0.0, "fifth booking")}
    lineup = possible_lineup(record(matches=matches), banned)
    assert "Sub" in names(lineup)
    assert [player.reason for player in lineup.out] == ["fifth booking"]


def test_two_players_of_one_surname_are_two():
    twins = (*ELEVEN[:9], "Jon Field", "Kim Field")
    lineups = [eleven(7 * week, twins) for week in range(1, 6)]
    out = b.report(CLUB, "Kim Field", "out", "2024-04-18")
    other = eleven(42, (*ELEVEN[:9], "Jon Field", "Lee"))
    lineup = possible_lineup(record(lineups=[*lineups, other], reports=[out]))
    assert "Jon Field" in names(lineup)
    assert "Kim Field" not in names(lineup)


def test_everybody_stands_where_he_has_stood():
    """A right-back and a left-back of equal claim keep their sides, and a midfielder replaces a midfielder."""
    spare = eleven(35, ("Ada", "Ben", "Cal", "Dan", "Eli", "Moe", "Gus", "Hal", "Ian", "Jon", "Kim"))
    out = b.report(CLUB, "Fay", "out", "2024-04-18")
    lineup = possible_lineup(record(lineups=[*WEEKS[:4], spare, *WEEKS[5:]], reports=[out]))
    places = {player.player: (player.line, player.slot) for player in lineup.eleven}
    assert places["Ben"] == (2, 1)
    assert places["Eli"] == (2, 4)
    assert places["Moe"] == (3, 1)


def test_a_formation_without_forwards_by_the_list_is_one_too():
    positions = {**POSITIONS, **dict.fromkeys(ELEVEN[8:], "MF")}
    matches = [played(7 * week, FULL, positions) for week in range(1, 4)]
    lineup = possible_lineup(record(matches=matches))
    assert ([len(line) for line in lineup.lines], names(lineup)) == ([1, 4, 6], set(ELEVEN))
    assert lineup.formation is None
    assert "in lines by position, as no formation is on record" in lineup.basis


def test_chances_that_cannot_add_up_are_left_as_they_are():
    assert scaled([0.0], 1) == [0.5]
    assert sum(scaled([-3.0, 1.0, 2.0], 1)) == pytest.approx(1)
