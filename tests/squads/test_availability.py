from __future__ import annotations

import datetime as dt

from pressbox.domain import Report
from pressbox.squads.availability import Availability, availability_of
from pressbox.squads.injuries import Spell
from tests.squads.cards import report

ON = dt.date(2024, 4, 18)
AT = dt.datetime(2024, 4, 17, 22)


def of(*reports: Report, played: dt.datetime | None = None, **more: object) -> Availability | None:
    first = lambda seen: played if played and played > seen else None  # noqa: E731
    return availability_of("Rossi", reports, ON, AT, played=first, **more)  # type: ignore[arg-type]


def told(*reports: Report, **more: object) -> Availability:
    found = of(*reports, **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_who_says_otherwise_at_about_the_same_time_is_named():
    foot = report("Rossi", "out", "2024-04-17", reason="foot injury", reporter="Sports Mole")
    ankle = report("Rossi", "out", "2024-04-16", reason="ankle injury", reporter="FPL")
    earlier = report("Rossi", "doubtful", "2024-04-01", reporter="Echo")
    found = told(ankle, foot, earlier)
    assert (found.reason, [said.source for said in found.disagreement]) == ("foot injury", ["FPL"])


def test_a_muscle_injury_and_a_calf_injury_do_not_disagree():
    calf = report("Rossi", "out", "2024-04-16", reason="calf injury", reporter="FPL")
    assert told(calf, report("Rossi", "out", "2024-04-17", reason="muscle injury")).disagreement == ()


def test_a_report_says_how_old_it_is_and_then_nothing():
    assert told(report("Rossi", "out", "2024-04-01")).old
    assert not told(report("Rossi", "out", "2024-04-10")).old
    assert of(report("Rossi", "out", "2024-02-01")) is None


def test_a_list_that_tells_changes_only_renews_what_it_leaves_unchanged():
    weekly = tuple(dt.datetime(2023, 12, 20, 9) + dt.timedelta(weeks=week) for week in range(17))
    hurt = report("Rossi", "out", "2023-12-20", reason="knee injury", reporter="FPL")
    found = told(hurt, looked_at={"FPL": weekly})
    assert (found.old, found.confirmed_at) == (False, weekly[-1])


def test_an_absence_without_a_reason_is_not_renewed():
    """Players who have left stay on such lists, without a word."""
    weekly = tuple(dt.datetime(2023, 12, 20, 9) + dt.timedelta(weeks=week) for week in range(17))
    assert of(report("Rossi", "out", "2023-12-20", reporter="FPL"), looked_at={"FPL": weekly}) is None


def test_a_player_who_has_played_since_is_back_and_after_two_weeks_available():
    out = report("Rossi", "out", "2024-03-20", until="2024-05-01")
    assert told(out, played=dt.datetime(2024, 4, 14, 15)).status == "back"
    assert told(out, played=dt.datetime(2024, 3, 30, 15)).status == "available"
    assert told(out, played=dt.datetime(2024, 3, 10, 15)).status == "out"


def test_a_return_that_has_come_without_word_of_it_makes_a_doubt():
    found = told(report("Rossi", "out", "2024-04-10", until="2024-04-15"))
    assert (found.status, found.due) == ("doubtful", True)


def test_a_return_that_nobody_names_is_estimated_and_said_to_be():
    spells = [Spell("Knee injury", days) for days in (5, 40, 50, 60, 70, 80, 90, 100, 110)]
    hurt = report("Rossi", "out", "2024-04-10", reason="knee injury", since="2024-04-08", until="unknown")
    found = told(hurt, spells=spells)
    # Ten days have passed; of the eight longer absences half were over by the 75th day.
    assert (found.estimated, found.return_on) == (True, dt.date(2024, 4, 8) + dt.timedelta(days=75))
    assert told(hurt, spells=spells[:5]).return_on is None
    named = report("Rossi", "out", "2024-04-10", reason="knee injury", until="2024-05-01")
    assert not told(named, spells=spells).estimated


def test_what_was_seen_from_the_moment_on_does_not_count():
    assert of(report("Rossi", "out", "2024-04-18")) is None


def test_who_has_left_is_no_news():
    for reason in ("Loaned to Celtic", "Left club by mutual consent", "Trasferred to Al Wahda", "Recalled by Sevilla"):
        assert of(report("Rossi", "out", "2024-04-10", reason=reason)) is None
