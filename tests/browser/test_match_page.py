"""The match page as readers meet it: on a phone and a desk, by keyboard, without scripts, in the dark, printed."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import axe_playwright_python
import html5lib
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESK, PHONE

KINDS = ("second leg", "league", "little data", "marked up", "unknown clubs", "neutral final", "long names")
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_TABS = 60
PATIENCE = 5_000
"""Milliseconds until a test gives up waiting."""

SMALLEST_NAME = 11
"""Pixels; what newspapers print their line-ups in is smaller."""

SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => { for (const e of list.getEntries()) window.shifts += e.value; })
  .observe({type: "layout-shift", buffered: true});
"""


@contextmanager
def opened(browser: Browser, address: str, width: int, **settings: Any) -> Iterator[Page]:  # noqa: ANN401 - whatever a context takes
    """A page in a window of its own; whatever it logs or asks for is kept."""
    context = browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **settings)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    try:
        page.goto(address)
        yield page
    finally:
        context.close()


def violations(page: Page) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(AXE)
    found = page.evaluate(f"axe.run(document, {{runOnly: {{type: 'tag', values: {json.dumps(RULES)}}}}})")
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


@pytest.mark.parametrize("width", [320, PHONE, DESK])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_wider_than_the_window(browser: Browser, pages: dict[str, str], kind: str, width: int):
    with opened(browser, pages[kind], width) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "scheme"), [(PHONE, "light"), (DESK, "dark")])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(
    browser: Browser, pages: dict[str, str], kind: str, width: int, scheme: Literal["light", "dark"]
):
    with opened(browser, pages[kind], width, color_scheme=scheme) as page:
        assert violations(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_one_request_and_says_nothing_to_the_console(browser: Browser, pages: dict[str, str], kind: str):
    context = browser.new_context(viewport={"width": PHONE, "height": 800})
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(pages[kind])
    page.wait_for_load_state("networkidle")
    context.close()
    assert [address for address in asked if not address.startswith("data:")] == [pages[kind]]
    assert said == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_moves_while_a_page_loads(browser: Browser, pages: dict[str, str], width: int):
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    page.goto(pages["second leg"])
    page.wait_for_load_state("networkidle")
    shifts = page.evaluate("window.shifts")
    context.close()
    assert shifts == 0


def focused(page: Page) -> dict[str, str]:
    """What has the focus: class, address and text."""
    found: dict[str, str] = page.evaluate(
        "(e => ({kind: e.className, href: e.getAttribute('href') || '', id: e.id}))(document.activeElement)"
    )
    return found


def tab_to(page: Page, **wanted: str) -> dict[str, str]:
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        found = focused(page)
        if all(found[name] == value for name, value in wanted.items()):
            return found
    raise AssertionError(f"{MOST_TABS} tabs do not lead to {wanted}")


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_evidence_is_walked_by_keyboard_alone(browser: Browser, pages: dict[str, str], width: int, scripts: bool):
    with opened(browser, pages["second leg"], width, java_script_enabled=scripts) as page:
        page.keyboard.press("Tab")
        assert focused(page)["href"] == "#main"
        page.keyboard.press("Enter")
        ref = tab_to(page, kind="ref")
        panel = page.locator(ref["href"])
        assert not panel.is_visible()
        page.keyboard.press("Enter")
        panel.wait_for(state="visible")
        assert page.locator(f"details:has({ref['href']})").get_attribute("open") is not None
        assert panel.inner_text().startswith("Counted in ")
        tab_to(page, href=f"#{ref['id']}")
        page.keyboard.press("Enter")
        box = page.locator(f"#{ref['id']}").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 800


def test_the_statement_stays_in_view_when_its_panel_is_opened(browser: Browser, pages: dict[str, str]):
    with opened(browser, pages["second leg"], PHONE) as page:
        page.locator("a.ref").first.click()
        box = page.locator("details[open] summary").first.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 800


def test_a_claim_leads_to_the_query_that_proved_it(browser: Browser, pages: dict[str, str]):
    with opened(browser, pages["second leg"], DESK, java_script_enabled=False) as page:
        panel = page.locator(".panel:has(a[href^='#query-'])").first.get_attribute("id")
        page.locator(f"a.ref[href='#{panel}']").first.click()
        page.locator(f"#{panel} a[href^='#query-']").first.click()
        assert page.locator("pre:visible").first.inner_text().startswith("--")


def boxes(page: Page) -> list[dict[str, Any]]:
    """Every name on the pitch: its text, its box and how high its letters are on the screen."""
    return page.evaluate("""[...document.querySelectorAll('.pitch text')].map(e => {
      const box = e.getBoundingClientRect(), svg = e.ownerSVGElement;
      const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
      const size = parseFloat(getComputedStyle(e).fontSize) * scale;
      return {text: e.textContent, l: box.left, r: box.right, t: box.top + box.height / 4,
              b: box.bottom - box.height / 4, size: size, minor: e.classList.contains('instead')};
    })""")  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", ["second leg", "league"])
def test_names_on_the_pitch_are_readable_on_a_phone_and_apart(browser: Browser, pages: dict[str, str], kind: str):
    with opened(browser, pages[kind], PHONE) as page:
        names = boxes(page)
        assert len(names) >= 11
        assert all(one["l"] >= 0 and one["r"] <= PHONE for one in names)
        assert all(one["size"] >= SMALLEST_NAME for one in names if not one["minor"])
        covered = [
            (one["text"], other["text"])
            for one, other in itertools.combinations(names, 2)
            if one["l"] < other["r"] and other["l"] < one["r"] and one["t"] < other["b"] and other["t"] < one["b"]
        ]
        assert covered == []


def test_a_screen_reader_is_told_the_eleven_in_order(browser: Browser, pages: dict[str, str]):
    with opened(browser, pages["second leg"], PHONE) as page:
        lists = page.locator(".eleven ol")
        assert [lists.nth(i).locator("li").count() for i in range(lists.count())] == [11, 11]
        assert lists.first.locator("li").first.inner_text().startswith("Goalkeeper")
        assert page.get_by_role("img", name="Line-ups on a pitch").count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_the_markup_is_valid_html(pages: dict[str, str], kind: str):
    with Path(pages[kind].removeprefix("file://")).open("rb") as file:
        html5lib.HTMLParser(strict=True).parse(file)


def test_on_paper_there_is_no_navigation_and_all_evidence(browser: Browser, pages: dict[str, str]):
    with opened(browser, pages["second leg"], DESK) as page:
        page.emulate_media(media="print")
        assert not page.locator("nav").is_visible()
        assert page.locator(".panel").first.bounding_box()
        assert page.pdf().startswith(b"%PDF")


def test_a_hostile_name_runs_nothing(browser: Browser, pages: dict[str, str]):
    context = browser.new_context()
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(pages["marked up"])
    shown = page.locator("h1").inner_text()
    context.close()
    assert "<script>" in shown
    assert dialogs == []
