from __future__ import annotations

import dataclasses

import pytest

from pressbox.pipeline import Desk
from pressbox.squads.absences import missing_starters
from pressbox.store.database import Store
from pressbox.views import NewsRecord
from tests import builders as b
from tests.squads.cards import match, news_record
from tests.squads.cards import record as cards
from tests.squads.records import CLUB, ELEVEN, played, record

WEEKS = [played(7 * week, dict.fromkeys(ELEVEN, 90), {"Lee": "FW"}) for week in range(1, 7)]


def news(*reports: object, matches: object = WEEKS) -> NewsRecord:
    squad = record(matches=matches, reports=reports)  # type: ignore[arg-type]
    return dataclasses.replace(news_record(cards(match(1, over=False)), names=()), squad=squad)


def test_a_regular_who_is_out_is_missing_and_a_reserve_is_not():
    out = [b.report(CLUB, name, "out", "2024-04-18", reason="knee injury") for name in ("Kim", "Lee")]
    missing, others = missing_starters(news(*out), "eng-1") or ()
    assert (missing.player, missing.reason, missing.share) == ("Kim", "knee injury", pytest.approx(1.0, abs=0.05))
    assert (others.player, others.share < 2) == (None, True)


def test_who_has_not_started_of_late_counts_for_little():
    without = {name: 90 for name in ELEVEN if name != "Kim"} | {"Lee": 90}
    recent = [played(7 * week, without, {"Lee": "FW"}) for week in range(1, 6)]
    older = [played(7 * week, dict.fromkeys(ELEVEN, 90), {"Lee": "FW"}) for week in range(6, 11)]
    out = b.report(CLUB, "Kim", "out", "2024-04-18", reason="knee injury")
    missing, _ = missing_starters(news(out, matches=[*recent, *older]), "eng-1") or ()
    # Five matches weigh half as much as the five after them.
    assert missing.share == pytest.approx(1 / 3, abs=0.02)


def test_where_minutes_or_reports_are_not_on_record_nobody_is_known_to_be_missing():
    out = b.report(CLUB, "Kim", "out", "2024-04-18")
    assert missing_starters(news(), "eng-1") is None
    assert missing_starters(news(out, matches=WEEKS[:4]), "eng-1") is None
    assert missing_starters(news(out), "uefa-cl") is None
    assert missing_starters(news(b.report(CLUB, "Kim", "out", "2024-02-18")), "eng-1") is None


@pytest.mark.shared_data
def test_the_forecast_says_what_each_absence_moves(shared_store: Store):
    desk = Desk(shared_store)
    forecast = desk.forecast(desk.fixture("Liverpool", "Crystal Palace", "2024-04-14"))
    document = forecast.to_dict()
    absences = document["absences"]
    assert isinstance(absences, list)
    assert {absence["side"] for absence in absences} == {"home", "away"}
    for absence in absences:
        assert sum(absence["change"].values()) == pytest.approx(0, abs=1e-6)
        assert (absence["change"]["home"] < 0) == (absence["side"] == "home")
    assert 0 < forecast.rates.home < 6


@pytest.mark.shared_data
def test_a_forecast_that_moves_adds_up_with_the_absences(shared_store: Store):
    desk = Desk(shared_store)
    fixture = desk.fixture("Liverpool", "Crystal Palace", "2024-04-14")
    moved = desk.forecast(fixture, since=desk.as_of(fixture, "2024-03-20T12:00")).movement
    assert moved is not None
    assert "absences" in {cause.kind for cause in moved.causes}
    whole = moved.after.result.home - moved.before.result.home
    assert sum(cause.change.home for cause in moved.causes) == pytest.approx(whole, abs=2e-8)


@pytest.mark.shared_data
def test_nobody_is_counted_out_where_the_other_side_is_not_known(shared_store: Store):
    desk = Desk(shared_store)
    assert desk.forecast(desk.fixture("Atalanta", "Verona", "2024-04-15")).absences is None
