"""One small site, built once from the embedded sample: the four matches of 18 April 2024."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressbox.config import Config
from pressbox.pipeline import Desk, site
from pressbox.store.database import Store

NIGHT = dt.date(2024, 4, 18)
NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
URL = "https://example.org/football"


@pytest.fixture(scope="session")
def sample_desk() -> Iterator[Desk]:
    with Desk(Store.sample()) as desk:
        yield desk


@pytest.fixture(scope="session")
def built(sample_desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one night; not to be changed by a test."""
    out = tmp_path_factory.mktemp("site") / "out"
    site(sample_desk, Config(out.parent / "home"), out, NIGHT, NIGHT, url=URL, now=NOW, processes=1)
    return out
