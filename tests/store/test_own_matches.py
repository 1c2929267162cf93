"""What is kept of the store while it is open is what the store says."""

from __future__ import annotations

import datetime as dt

import pytest

from pressbox.domain import AsOf
from pressbox.store.database import Store
from pressbox.store.kept import MOST, Kept

SIDES = ("ita-atalanta", "eng-liverpool")


def at(moment: str) -> AsOf:
    return AsOf(dt.datetime.fromisoformat(moment))


@pytest.fixture
def store():
    with_sample = Store.sample()
    yield with_sample
    with_sample.close()


def test_only_the_matches_of_the_teams_asked_about_are_copied(store: Store):
    store.gather(SIDES)
    query = "SELECT count(*) AS n, count(*) FILTER (home IN ($a, $b) OR away IN ($a, $b)) AS own FROM {}"
    pair = {"a": SIDES[0], "b": SIDES[1]}
    copied, every = (store.rows(query.format(table), pair)[0] for table in ("own_matches", "matches"))
    assert copied == {"n": every["own"], "own": every["own"]}
    assert 50 < copied["n"] < every["n"]


def test_another_team_is_answered_for_after_two_were_gathered(store: Store):
    store.gather(SIDES)
    found = store.recent("eng-arsenal", at("2024-04-18T00:00+02:00"))
    assert len(found) > 20
    assert all("eng-arsenal" in (match.fixture.home.id, match.fixture.away.id) for match in found)


def test_one_instant_on_two_days_knows_two_pasts(store: Store):
    """Palace came to Anfield on 14 April at no known hour: over at midnight in London, not yet in Los Angeles then."""
    london, los_angeles = at("2024-04-15T00:00+01:00"), at("2024-04-14T16:00-07:00")
    assert london == los_angeles
    newest = [store.side_matches("eng-liverpool", moment)[0].date for moment in (london, los_angeles, london)]
    assert newest == [dt.date(2024, 4, 14), dt.date(2024, 4, 11), dt.date(2024, 4, 14)]
    tables = [store.table("eng-1", dt.date(2024, 4, 15), moment, "2023-24") for moment in (london, los_angeles)]
    played = [row.played for table in tables if table and (row := table.row("eng-liverpool"))]
    assert played == [32, 31]


def test_a_changed_table_is_read_again_once_the_store_forgets(store: Store):
    moment = at("2024-04-18T00:00+02:00")
    before = store.recent("eng-liverpool", moment, 1)[0]
    store.connection.execute("UPDATE matches SET away_final = 7 WHERE id = $id", {"id": before.fixture.id})
    assert store.recent("eng-liverpool", moment, 1)[0] == before
    store.forget()
    assert store.recent("eng-liverpool", moment, 1)[0].score.away == 7


def test_an_answer_is_found_once_and_the_oldest_are_let_go_of():
    kept, found = Kept(), []

    def find(number: int) -> int:
        found.append(number)
        return number

    for number in [*range(MOST), *range(MOST)]:
        assert kept.once(number, lambda number=number: find(number)) == number
    assert found == list(range(MOST))
    kept.once("one more", lambda: find(-1))
    kept.once(0, lambda: find(0))
    assert found[MOST:] == [-1, 0]
