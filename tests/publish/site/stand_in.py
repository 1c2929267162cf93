"""A desk that previews stories made by hand, to see how pages take what the sample does not have."""

from __future__ import annotations

import dataclasses
import datetime as dt
from types import SimpleNamespace
from typing import Any

from pressbox.domain import AsOf, Dossier, Fixture, Match, Quotes, Team
from pressbox.preview.document import Preview
from pressbox.publish.site.match_page import Made, make_match
from pressbox.publish.site.scope import Scope
from pressbox.store.calendar import Listed
from tests import builders as b
from tests import stories

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
ARABIC = "نادي الهلال"
SCRIPT = "</script><script>alert(1)</script>"
SCOPE = Scope(dt.date(2024, 1, 1), dt.date(2024, 12, 31), (), AsOf(dt.datetime(2025, 1, 2, tzinfo=dt.UTC)), clubs=None)


def dossier(home: str, away: str) -> Dossier:
    sides: tuple[Team, Team] = (b.team(home), b.team(away))
    return b.dossier(b.fixture("2024-04-20", *sides))


def no_prices(fixture: Fixture, as_of: AsOf) -> Quotes:
    return Quotes(fixture, as_of, None, None, None, "none")


def desk(of: Dossier) -> Any:  # noqa: ANN401
    def preview(fixture: object, as_of: object) -> Preview:
        return stories.preview_of(of, b.forecast(of.fixture))

    start = AsOf(dt.datetime(2024, 4, 20, tzinfo=dt.UTC))
    return SimpleNamespace(preview=preview, store=SimpleNamespace(default_as_of=lambda _: start, quotes=no_prices))


def listed(of: Dossier, score: str | None = None, status: str = "scheduled") -> Listed:
    match: Match | None = None
    if score:
        status = "played"
        played = b.match("2024-04-20", of.fixture.home, score, of.fixture.away)
        match = dataclasses.replace(played, fixture=of.fixture, score_90=played.score)
    return Listed(of.fixture, status, match)


def made(home: str, away: str, score: str | None = None, status: str = "scheduled") -> Made:
    of = dossier(home, away)
    return make_match(desk(of), listed(of, score, status), SCOPE)
