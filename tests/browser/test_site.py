"""A whole site as readers meet it: each kind of page on a phone and a desk, and a walk by keyboard with scripts off."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from pressbox.config import Config
from pressbox.pipeline import Desk, site
from pressbox.store.database import Store
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_match_page import SHIFTS, opened, violations

KINDS = {
    "front": "index.html",
    "day": "day/2024-04-12.html",
    "league": "competition/ita-1.html",
    "club": "club/ita-torino.html",
    "match": "match/ita-1.2023-24.ita-lazio.ita-salernitana.html",
    "card": "card/ita-1.2023-24.ita-lazio.ita-salernitana.html",
    "competitions": "competitions.html",
    "scoreboard": "scoreboard.html",
    "method": "method.html",
}
NIGHT = dt.date(2024, 4, 12)
NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def built(sample_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of 12 April 2024: one match of Serie A."""
    out = tmp_path_factory.mktemp("site") / "out"
    site(
        Desk(sample_store),
        Config(out.parent / "home"),
        out,
        NIGHT,
        NIGHT,
        url="https://example.org",
        now=NOW,
        processes=1,
    )
    return out


def address(built: Path, kind: str) -> str:
    names = [
        KINDS[kind],
        *(str(p.relative_to(built)) for p in sorted(built.glob(f"{KINDS[kind].split('/')[0]}/*.html"))),
    ]
    return next((built / name).as_uri() for name in names if (built / name).exists())


@pytest.mark.parametrize("width", [320, PHONE, DESK])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_the_window(browser: Browser, built: Path, kind: str, width: int):
    with opened(browser, address(built, kind), width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark")])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(browser: Browser, built: Path, kind: str, width: int, scheme: Literal["light", "dark"]):
    with opened(browser, address(built, kind), width, color_scheme=scheme) as page:
        assert violations(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_one_request_logs_nothing_and_does_not_move(browser: Browser, built: Path, kind: str):
    context = browser.new_context(viewport={"width": PHONE, "height": 800})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address(built, kind))
    page.wait_for_load_state("networkidle")
    shifts = page.evaluate("window.shifts")
    context.close()
    assert [url for url in asked if not url.startswith("data:")] == [address(built, kind)]
    assert said == []
    assert shifts == 0


def follow(page: Page, text: str) -> None:
    """Go to the link of a text by the Tab key, and open it by Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        link = page.locator("a:focus")
        if link.count() and text in link.inner_text():
            with page.expect_navigation(timeout=30_000):
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no link {text!r} within 80 steps of {page.url}")


def test_the_site_can_be_walked_by_keyboard_with_scripts_off(browser: Browser, built: Path):
    with opened(browser, address(built, "front"), DESK, java_script_enabled=False) as page:
        follow(page, "Lazio")
        assert "/match/" in page.url
        assert page.locator("#evidence").count() == 1
        follow(page, "Today")
        follow(page, "Scoreboard")
        assert page.locator("h1").inner_text() == "Scoreboard"
        follow(page, "Competitions")
        follow(page, "Serie A")
        assert page.locator("section[aria-labelledby=table] table").count() == 1
        follow(page, "Lazio")
        assert "/club/" in page.url
        follow(page, "Method")
        assert page.locator("h1").inner_text() == "Method"


def test_menus_are_left_out_of_print(browser: Browser, built: Path):
    with opened(browser, address(built, "front"), DESK) as page:
        page.emulate_media(media="print")
        assert not page.locator("nav.site").is_visible()
        assert page.locator("h1").is_visible()
