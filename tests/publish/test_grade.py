"""Grades of editions by hand-worked numbers."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from typing import Any

import pytest

from pressbox.domain import AsOf, Match, Quotes, Score, Side
from pressbox.errors import NotGraded
from pressbox.publish.edition import Edition, Entry
from pressbox.publish.grade import EditionGrade, gradable, grade
from pressbox.publish.grade_words import percentage
from pressbox.publish.scoreboard import Scoreboard
from pressbox.views import Aftermath, Appearance, Played, SquadMatch
from tests import builders as b
from tests import editions as e

ARSENAL, CHELSEA = b.team("Arsenal"), b.team("Chelsea")
ELEVEN = tuple(f"{letter}. Player{letter}" for letter in "ABCDEFGHIJK")
GRID = ((0.1, 0.05, 0.05), (0.2, 0.15, 0.05), (0.2, 0.1, 0.1))
"""Home wins 0.5, draws 0.35, away wins 0.15; over 2.5 goals 0.25."""


def forecast(through: tuple[float, float] | None = None) -> dict[str, Any]:
    return {
        "result": {"home": 0.5, "draw": 0.35, "away": 0.15},
        "totals": {"over_2_5": 0.25},
        "predicted_score": {"home": 1, "away": 0},
        "tie": {"through": dict(zip(("home", "away"), through, strict=True))} if through else None,
    }


def an_edition(**changes: Any) -> Edition:  # noqa: ANN401
    preview = e.document() | {"forecast": forecast()}
    beside = {"elo": {"version": "1", "result": {"home": 0.6, "draw": 0.2, "away": 0.2}, "over_2_5": 0.5}}
    made = e.edition(1, preview=preview, grid=GRID, beside=beside)
    return dataclasses.replace(made, **changes)


def a_match(score: str, **about: Any) -> Match:  # noqa: ANN401
    played = b.match("2024-04-20", ARSENAL, score, CHELSEA)
    fixture = dataclasses.replace(
        played.fixture, id=e.document()["fixture"]["id"], kick_off_at=dt.datetime(2024, 4, 20, 14)
    )
    return dataclasses.replace(played, fixture=fixture, **about)


def nobody(match: Match) -> Played:
    return Played((), SquadMatch(match.fixture.id, match.fixture.date, None, "eng-1", ()))


def after(match: Match, **about: Any) -> Aftermath:  # noqa: ANN401
    sides: dict[Side, Played] = {"home": nobody(match), "away": nobody(match)}
    return dataclasses.replace(Aftermath(match, (), sides, None), **about)


def graded(edition: Edition, aftermath: Aftermath) -> EditionGrade:
    return grade(edition.entry(edition.render()), edition, aftermath)


def test_the_score_is_told_with_the_probability_it_had():
    found = graded(an_edition(), after(a_match("2-1")))
    assert found.score is not None
    assert (found.score.probability, found.score.place) == (0.1, 4)
    assert (found.score.outcome, found.score.result_right, found.score.score_right) == ("home", True, False)
    assert "2-1 was given 10.0%, the fourth likeliest of all scores." in found.text
    assert "We said 1-0: the right result, another score." in found.text


def test_losses_are_those_of_the_rules():
    """Of 0.5, 0.35, 0.15 and a draw 1-1: RPS (0.5² + 0.15²) / 2, log loss -ln 0.35, Brier 0.5² + 0.65² + 0.15²."""
    found = graded(an_edition(), after(a_match("1-1")))
    assert found.score is not None
    expected = [(0.25 + 0.0225) / 2, -math.log(0.35), 0.25 + 0.4225 + 0.0225, -math.log(0.15), -math.log(0.75)]
    assert found.score.losses["forecast"].tolist() == pytest.approx(expected)
    elo = found.score.losses["elo"].tolist()
    assert elo[:3] == pytest.approx([(0.36 + 0.04) / 2, -math.log(0.2), 0.36 + 0.64 + 0.04])
    assert math.isnan(elo[3])
    assert found.to_dict()["forecast"]["losses"]["elo"]["score_log_loss"] is None


def test_prices_stand_beside_without_their_margin():
    match = a_match("1-0")
    at = AsOf(dt.datetime(2024, 4, 20, 14, tzinfo=dt.UTC))
    quotes = Quotes(match.fixture, at, "closing", (2.0, 4.0, 4.0), (2.0, 2.0))
    found = graded(an_edition(), after(match, quotes=(quotes,)))
    assert found.score is not None
    assert found.score.beside["closing"].result == pytest.approx((0.5, 0.25, 0.25))
    assert any("closing prices 50.0% and Elo 60.0%" in line for line in found.text)


def test_prices_that_are_no_market_are_left_out():
    match = a_match("1-0")
    at = AsOf(dt.datetime(2024, 4, 20, 14, tzinfo=dt.UTC))
    quotes = Quotes(match.fixture, at, "closing", (2.0, 4.0, 1.01), None)
    found = graded(an_edition(), after(match, quotes=(quotes,)))
    assert found.score is not None
    assert list(found.score.beside) == ["elo"]


def test_after_extra_time_the_score_of_90_minutes_is_graded():
    match = a_match("3-1", score_90=Score(1, 1), extra_time=True)
    found = graded(an_edition(), after(match))
    assert found.score is not None
    assert found.score.outcome == "draw"
    assert found.text[:2] == (
        "Arsenal 3-1 Chelsea (after extra time).",
        "1-1 after 90 minutes was given 15.0%, the third likeliest of all scores.",
    )


def test_where_the_score_of_90_minutes_is_not_on_record_no_forecast_is_graded():
    found = graded(an_edition(), after(a_match("3-1", extra_time=True)))
    assert found.score is None
    assert found.notes == ("The score after 90 minutes is not on record, and the forecast was of that.",)


def test_a_score_beyond_the_grid_had_no_chance_and_is_no_error():
    found = graded(an_edition(), after(a_match("9-0")))
    assert found.score is not None
    assert found.score.probability == 0
    assert "9-0 was given less than 0.1%." in found.text
    assert all(math.isfinite(loss) for loss in found.score.losses["forecast"])


def test_an_edition_without_a_forecast_says_so():
    found = graded(an_edition(preview=e.document(), grid=None, beside={}), after(a_match("1-0")))
    assert found.score is None
    assert found.text[-1] == "The edition had no forecast."


def test_who_went_through_is_graded_where_the_tie_is_over():
    preview = e.document() | {"forecast": forecast(through=(0.9, 0.1))}
    edition = an_edition(preview=preview)
    found = graded(edition, after(a_match("0-1"), through="away"))
    assert "Chelsea went through, which was given 10.0%." in found.text
    unsettled = graded(edition, after(a_match("0-1")))
    assert unsettled.score is not None
    assert unsettled.score.through is None


def test_an_awarded_match_is_not_graded():
    with pytest.raises(NotGraded, match="was awarded 3-0, not played"):
        graded(an_edition(), after(a_match("3-0", awarded=True)))


def appearance(name: str, minutes: int, started: bool) -> Appearance:
    return Appearance(name, name, "MF", minutes, started, sent_off=False)


def with_news(*told: tuple[str, str], eleven: tuple[str, ...] = ELEVEN) -> Edition:
    document = e.document() | {"forecast": forecast()}
    document["news"] = {"home": {"players": [{"player": p, "status": s} for p, s in told]}, "away": {"players": []}}
    lineup = {"known": True, "eleven": [{"player": player} for player in eleven]}
    document["lineups"] = {"home": lineup, "away": {"known": False, "eleven": []}}
    return an_edition(preview=document)


def played(match: Match, eleven: tuple[str, ...], substitutes: tuple[str, ...] = (), *, minutes: bool) -> Aftermath:
    listed = [appearance(name, 90, started=True) for name in eleven] if minutes else []
    listed += [appearance(name, 20, started=False) for name in substitutes] if minutes else []
    record = SquadMatch(match.fixture.id, match.fixture.date, None, "eng-1", tuple(listed))
    return after(match, played={"home": Played(eleven, record), "away": nobody(match)})


def test_the_eleven_is_counted_whatever_the_spelling_of_a_name():
    match = a_match("1-0")
    came = ("Anton Playera", *ELEVEN[1:9], "Xaver Other", "Yann Another")
    found = graded(with_news(), played(match, came, minutes=False)).elevens["home"]
    assert (found.right, found.missed) == (9, ELEVEN[9:])
    assert found.instead == ("Xaver Other", "Yann Another")


def test_absences_and_returns_are_right_by_who_played():
    match = a_match("1-0")
    edition = with_news(
        ("Gone Out", "out"),
        ("Came On", "suspended"),
        ("Back Again", "back"),
        ("Back Not", "back"),
        ("Not Sure", "doubtful"),
    )
    found = graded(edition, played(match, ELEVEN, ("Came On", "Back Again"), minutes=True))
    right = {one.player: (one.did, one.right) for one in found.elevens["home"].players}
    assert right == {
        "Gone Out": ("did not play", True),
        "Came On": ("came on", False),
        "Back Again": ("came on", True),
        "Back Not": ("did not play", False),
        "Not Sure": ("did not play", None),
    }
    assert "Of the two whom we had absent for Arsenal, Came On came on." in found.text
    assert "All eleven that we named for Arsenal started." in found.text
    assert "No eleven of Chelsea was predicted." not in found.text
    assert "Who started for Chelsea is not on record." in found.text


def test_where_only_the_eleven_is_on_record_a_return_is_not_called_wrong():
    match = a_match("1-0")
    edition = with_news(("Back Not", "back"), ("Gone Out", "out"))
    found = graded(edition, played(match, ELEVEN, minutes=False)).elevens["home"]
    assert [(one.did, one.right) for one in found.players] == [("did not start", None), ("did not start", True)]


BEGINS = dt.datetime(2024, 4, 20, 14, tzinfo=dt.UTC)


def entry(number: int, as_of: str, published: dt.datetime, *, late: bool = False) -> Entry:
    made = e.edition(number, preview=e.document(as_of=as_of), published_at=published, late=late)
    placed = dataclasses.replace(made, number=number)
    return placed.entry(placed.render())


def test_the_last_edition_before_kick_off_is_graded_not_one_of_afterwards():
    fixture = a_match("1-0").fixture
    early = entry(1, "2024-04-18T00:00:00+00:00", BEGINS - dt.timedelta(days=2))
    last = entry(2, "2024-04-20T00:00:00+00:00", BEGINS - dt.timedelta(hours=2))
    late = entry(3, "2024-04-20T13:00:00+00:00", BEGINS + dt.timedelta(days=9), late=True)
    assert gradable([early, last, late], fixture, BEGINS) == last
    assert gradable([late], fixture, BEGINS) == late


def test_an_edition_that_knows_of_the_match_is_never_graded():
    """The match was brought forward after it was published."""
    fixture = dataclasses.replace(a_match("1-0").fixture, kick_off_at=dt.datetime(2024, 4, 19, 14))
    knowing = entry(1, "2024-04-20T00:00:00+00:00", BEGINS - dt.timedelta(hours=2))
    with pytest.raises(NotGraded, match=r"no edition of Arsenal v Chelsea \(2024-04-20\) from before kick-off"):
        gradable([knowing], fixture, BEGINS)


def test_editions_of_other_fixtures_are_not_graded_instead():
    other = dataclasses.replace(entry(1, "2024-04-18T00:00:00+00:00", BEGINS - dt.timedelta(days=2)), fixture="other")
    with pytest.raises(NotGraded, match="`pressbox publish` makes one"):
        gradable([other], a_match("1-0").fixture, BEGINS)


def test_an_edition_published_late_says_so():
    found = graded(an_edition(late=True, published_at=BEGINS + dt.timedelta(days=1)), after(a_match("1-0")))
    assert found.late
    assert found.text[-1] == (
        "The edition was published after kick-off, on 21 April 2024, from what was known at 00:00 on 20 April 2024."
    )


def test_the_scoreboard_puts_misses_first_and_compares_on_the_same_matches():
    at = AsOf(BEGINS)
    right, wrong, blind = a_match("1-0"), a_match("0-1"), a_match("1-1")
    quotes = Quotes(right.fixture, at, "closing", (2.0, 4.0, 4.0), None)
    grades = [
        graded(an_edition(), after(right, quotes=(quotes,))),
        graded(an_edition(preview=e.document(), grid=None, beside={}), after(blind)),
        graded(an_edition(late=True), after(wrong)),
    ]
    board = Scoreboard.of(grades, [], [])
    assert [str(one.match.score) for one in board.grades] == ["0-1", "1-0", "1-1"]
    assert (board.results.right, board.results.of, board.scorelines.right, board.late) == (1, 2, 1, 1)
    assert board.scores["log_loss"] == pytest.approx((-math.log(0.5) - math.log(0.15)) / 2, abs=1e-6)
    assert board.beside["elo"].matches == 2
    closing = board.beside["closing"]
    assert (closing.matches, closing.ours["log_loss"]) == (1, pytest.approx(-math.log(0.5), abs=1e-6))
    assert "opening" not in board.beside
    assert board.to_dict()["beside"]["closing"]["model"]["matches"] == 1


def test_an_empty_scoreboard_is_one():
    board = Scoreboard.of([], [], [])
    assert board.to_dict()["matches"] == 0
    assert (board.beside, board.results.of) == ({}, 0)


def test_no_chance_is_printed_as_none_or_as_certain():
    assert [percentage(p) for p in (0.0, 0.0004, 0.0812, 1.0)] == [
        "less than 0.1%",
        "less than 0.1%",
        "8.1%",
        "more than 99.9%",
    ]


def test_where_no_kick_off_is_on_record_the_hour_of_publishing_is_told():
    match = a_match("1-0")
    undated = dataclasses.replace(match, fixture=dataclasses.replace(match.fixture, kick_off_at=None))
    found = graded(an_edition(published_at=BEGINS), after(undated))
    assert not found.late
    assert found.notes == ("No kick-off is on record; the edition was published at 14:00 UTC on the day of the match.",)
