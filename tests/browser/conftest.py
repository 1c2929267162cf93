"""Headless Chromium for tests of pages: Debian's, or the one that PRESSBOX_CHROMIUM names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from pressbox.pipeline import Desk
from pressbox.publish.page import render_page
from pressbox.store.database import Store
from tests import builders as b
from tests import stories

PHONE, DESK = 360, 1200

SAMPLE = {
    "second leg": ("Atalanta", "Liverpool", "2024-04-18"),
    "league": ("Liverpool", "Crystal Palace", "2024-04-14"),
    "little data": ("Qarabag", "Braga", "2024-02-22"),
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests; they are skipped only where none is installed (`scripts/browser` does that)."""
    path = os.environ.get("PRESSBOX_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no Chromium: run scripts/browser, or set PRESSBOX_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(sample_store: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Address of a page of each kind: fixtures of the sample, and names that try a page's patience."""
    folder = tmp_path_factory.mktemp("pages")
    desk = Desk(sample_store)
    previews = {kind: desk.preview(desk.fixture(*fixture)) for kind, fixture in SAMPLE.items()}
    previews |= {kind: _told(kind) for kind in ("marked up", "unknown clubs", "neutral final")}
    long_name = b.team("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2)
    story = b.dossier(b.fixture("2024-04-20", long_name, b.team("نادي الهلال السعودي")))
    previews["long names"] = stories.preview_of(story, b.forecast(story.fixture))
    addresses = {}
    for kind, preview in previews.items():
        path: Path = folder / f"{kind.replace(' ', '-')}.html"
        path.write_text(render_page(preview), encoding="utf-8")
        addresses[kind] = path.as_uri()
    return addresses


def _told(kind: str) -> stories.Preview:
    story = stories.KINDS[kind]()
    return stories.preview_of(story, b.forecast(story.fixture))
