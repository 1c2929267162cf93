"""Every claim about a sample of fixtures against a plain recomputation from the rows of ``matches``.

``benchmarks/claims/run.py --correctness`` does the same for 500 fixtures of 15 competitions and 25 seasons.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pressbox import facts
from pressbox.domain import Fixture
from pressbox.facts.ranking import news_values
from pressbox.pipeline import Desk
from pressbox.store.database import Store
from tests.facts import naive
from tests.facts.naive.raw import Raw, Rows

FIXTURES = 25
ON_DAYS = "SELECT date FROM matches WHERE status = 'played' AND date >= ? AND {scope} GROUP BY date ORDER BY hash(date)"


def drawn(desk: Desk, since: str, scope: str) -> Iterator[Fixture]:
    """Fixtures of days spread over the store by chance, always the same ones: one of each day, oldest first."""
    days = desk.store.connection.execute(ON_DAYS.format(scope=scope), [since]).fetchall()
    for (day,) in sorted(days[:FIXTURES]):
        fixtures = [fixture for fixture in desk.fixtures(day) if desk.store.result(fixture)]
        yield fixtures[day.toordinal() % len(fixtures)]


def told(desk: Desk, fixture: Fixture) -> tuple[Raw, list[dict[str, Any]]]:
    """What the store says in rows, and the claims about a fixture; none of them may be withheld."""
    dossier = desk.dossier(fixture)
    proved = desk.proved(dossier)
    assert proved.withheld == ()
    raw = Raw(Rows(desk.store.connection), fixture.id, dossier.as_of.utc, dossier.as_of.local_date)
    return raw, [naive.document(claim) for claim in proved.claims]


def check(desk: Desk, fixtures: Iterator[Fixture]) -> Counter[str]:
    """Compare the claims about some fixtures; how many of each template there were."""
    found: Counter[str] = Counter()
    for fixture in fixtures:
        raw, claims = told(desk, fixture)
        for claim in claims:
            assert naive.differences(raw, claim) == []
            found[claim["template"]] += 1
    return found


def test_claims_of_the_sample_are_what_its_rows_say(sample_store: Store):
    found = check(Desk(sample_store), drawn(Desk(sample_store), "2023-08-01", "TRUE"))
    assert found.keys() >= {"RUN_ACTIVE", "COUNT_LASTN", "LAST_RESULT", "TABLE_POS", "H2H_ALLTIME", "NEXT_FIX"}


@pytest.mark.shared_data
def test_claims_of_the_real_data_are_what_its_rows_say(shared_store: Store):
    leagues = "competition IN (SELECT id FROM competitions WHERE kind IN ('league', 'cup', 'tournament') AND tier <= 2)"
    desk = Desk(shared_store)
    found = check(desk, drawn(desk, "1995-08-01", leagues))
    assert found.keys() >= {"RUN_ACTIVE", "RUN_RECORD", "RUN_ENDED", "FIRST_SINCE", "COUNT_LASTN", "WINDOW_CONTRAST"}
    assert sum(found.values()) > 25 * FIXTURES


def altered(value: Any) -> Any:  # noqa: ANN401 - a value of JSON
    """A value with its first number one greater."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, dict):
        key = next((key for key, item in value.items() if isinstance(item, int) and not isinstance(item, bool)), None)
        return value | {key: value[key] + 1} if key else value
    return value


def test_a_number_that_is_one_off_is_found(sample_store: Store):
    """A check that passes everything would prove nothing."""
    desk = Desk(sample_store)
    raw, claims = told(desk, desk.fixture("Atalanta", "Liverpool", "2024-04-18"))
    tried: set[str] = set()
    for claim in filter(naive.checked, claims):
        wrong = copy.deepcopy(claim)
        wrong["value"] = altered(wrong["value"])
        if wrong["value"] != claim["value"]:
            assert naive.differences(raw, wrong), claim["statement"]
            tried.add(claim["template"])
    assert tried >= {"RUN_ACTIVE", "RUN_RECORD", "FIRST_SINCE", "COUNT_LASTN", "LAST_RESULT", "TABLE_POS", "TABLE_GAP"}


def test_every_template_that_a_miner_has_is_checked():
    source = "".join(path.read_text(encoding="utf-8") for path in Path(facts.__file__).parent.glob("*.py"))
    mined = {template for template in news_values() if f'"{template}"' in source}
    assert len(mined) > 25
    assert mined <= {name.split("/")[0] for name in naive.CHECKS}


def test_a_template_without_a_check_is_said_to_have_none():
    assert naive.differences(None, {"template": "HOROSCOPE", "kind": "good"}) == [naive.UNCHECKED]  # type: ignore[arg-type]
