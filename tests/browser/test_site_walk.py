"""The site walked as a reader walks it, with scripts off: day, match, evidence, data, scoreboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pressbox.config import Config
from pressbox.pipeline import Desk, site
from pressbox.store.database import Store
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_match_page import PATIENCE, focused, violations

NIGHT = dt.date(2024, 4, 18)
NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
MOST_TABS = 200


@pytest.fixture(scope="module")
def built(sample_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one night of the sample."""
    out = tmp_path_factory.mktemp("walk") / "site"
    site(Desk(sample_store), Config(out.parent / "home"), out, NIGHT, NIGHT, now=NOW, processes=1)
    return out


@pytest.fixture(params=[PHONE, DESK])
def walker(browser: Browser, built: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A reader at the front page, without scripts."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 800}, java_script_enabled=False, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto((built / "index.html").as_uri())
    yield page
    context.close()


def follow(page: Page, ending: str) -> None:
    """Tab to the first link whose address ends so, and press Enter."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        href = focused(page)["href"]
        if href.endswith(ending):
            page.keyboard.press("Enter")
            page.wait_for_url(f"**{ending}")
            return
    raise AssertionError(f"{MOST_TABS} tabs do not lead to {ending}")


def test_the_site_is_walked_by_keyboard_alone(walker: Page):
    follow(walker, "atalanta.eng-liverpool.html")
    assert "Atalanta" in walker.title()
    follow(walker, "#data-analysis")
    assert walker.get_by_role("img", name="Chance in per cent of each score").is_visible()
    evidence = walker.locator("a.ref").first.get_attribute("href") or ""
    walker.keyboard.press("Tab")
    walker.locator("a.ref").first.focus()
    walker.keyboard.press("Enter")
    walker.locator(evidence).wait_for(state="visible")
    walker.locator("nav.site a").first.focus()
    follow(walker, "scoreboard.html")
    assert walker.get_by_role("heading", level=1).is_visible()


def test_no_page_is_wider_than_the_window(walker: Page, built: Path):
    width = walker.viewport_size["width"] if walker.viewport_size else 0
    for path in sorted(built.rglob("*.html")):
        if path.parent.name != "card":
            walker.goto(path.as_uri())
            assert walker.evaluate("document.documentElement.scrollWidth") <= width, path.name


@pytest.mark.parametrize("name", ["index.html", "scoreboard.html", "method.html", "competitions.html"])
def test_axe_finds_no_violation_on_the_other_pages(browser: Browser, built: Path, name: str):
    page = browser.new_page(viewport={"width": PHONE, "height": 800})
    page.goto((built / name).as_uri())
    found = violations(page)
    page.close()
    assert found == []


@pytest.mark.parametrize("folder", ["day", "competition", "club", "match"])
def test_axe_finds_no_violation_on_a_page_of_each_kind(browser: Browser, built: Path, folder: str):
    page = browser.new_page(viewport={"width": DESK, "height": 800}, color_scheme="dark")
    page.goto(sorted((built / folder).glob("*.html"))[0].as_uri())
    found = violations(page)
    page.close()
    assert found == []
