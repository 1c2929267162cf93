from __future__ import annotations

import itertools
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import pytest

from pressbox.preview.document import Preview
from pressbox.publish.page import render_page
from tests import builders as b
from tests import stories

VOID = {"meta", "link", "rect", "circle", "path", "polyline", "br"}
LARGEST = 150_000


class Reader(HTMLParser):
    """Reads a page strictly: every element closed in its order, no id twice."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, attribute: str) -> list[str]:
        return [value for _, attrs in self.tags if (value := attrs.get(attribute)) is not None]

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)


def preview_of(kind: str, *, forecast: bool = True) -> Preview:
    story = stories.KINDS[kind]()
    tie = stories.SECOND_LEG_TIE if kind == "second leg" else None
    return stories.preview_of(story, b.forecast(story.fixture, tie=tie) if forecast else None)


def read(preview: Preview) -> Reader:
    reader = Reader()
    reader.feed(render_page(preview))
    reader.close()
    return reader


@pytest.mark.parametrize("forecast", [True, False])
@pytest.mark.parametrize("kind", stories.KINDS)
def test_pages_are_well_formed_small_and_ask_no_other_host(kind: str, forecast: bool):
    page = render_page(preview_of(kind, forecast=forecast))
    reader = read(preview_of(kind, forecast=forecast))
    assert reader.open == []
    assert [id_ for id_, n in Counter(reader.values("id")).items() if n > 1] == []
    assert len(page.encode()) <= LARGEST
    assert reader.count("script") == reader.count("img") == reader.count("iframe") == 0
    assert reader.values("src") == []
    assert [attrs["href"] for tag, attrs in reader.tags if tag == "link"] == ["data:,"]
    assert not re.search(r"url\(|@import", page)


@pytest.mark.parametrize("kind", stories.KINDS)
def test_every_reference_leads_to_a_place_on_the_page(kind: str):
    reader = read(preview_of(kind))
    targets = {f"#{id_}" for id_ in reader.values("id")}
    assert {href for href in reader.values("href") if href.startswith("#")} <= targets


@pytest.mark.parametrize("kind", stories.KINDS)
def test_headings_do_not_skip_a_level_and_tables_have_captions(kind: str):
    reader = read(preview_of(kind))
    levels = [int(tag[1]) for tag, _ in reader.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert reader.count("table") == reader.count("caption")


@pytest.mark.parametrize("kind", stories.KINDS)
def test_every_chart_has_a_text_alternative(kind: str):
    reader = read(preview_of(kind))
    named = set(reader.values("id"))
    charts = [attrs for tag, attrs in reader.tags if tag == "svg"]
    assert all(attrs["role"] == "img" for attrs in charts)
    assert all(set((attrs["aria-labelledby"] or "").split()) <= named for attrs in charts)
    assert reader.count("desc") == len(charts)


def test_the_page_says_what_the_preview_says():
    preview = preview_of("second leg")
    text = re.sub(r"\s+", " ", "".join(read(preview).text))
    assert preview.headline in text
    assert "Atalanta 1-2 Liverpool (Atalanta win 4-2 on aggregate)." in text
    assert "Liverpool must win by three goals to force extra time and by four or more to go through without it." in text
    assert "Alisson Becker" in text
    assert "Wataru Endo (now doubtful)" in text
    assert "Goalkeeper Alisson Becker" in text
    assert preview.hash[:16] in text


def test_names_with_markup_are_shown_and_not_run():
    page = render_page(preview_of("marked up"))
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>Bold" not in page
    assert "<i>A" not in page
    assert 'href="javascript:' not in page


def test_a_source_with_an_address_is_linked():
    story = stories.second_leg()
    story.reports[stories.LIVERPOOL.id] = (
        b.report(stories.LIVERPOOL, "Joel Matip", "out", "2024-04-16", reporter="https://www.example.org/injuries"),
    )
    reader = read(stories.preview_of(story, None))
    assert "https://www.example.org/injuries" in reader.values("href")


def test_rendering_is_deterministic():
    assert render_page(preview_of("second leg")) == render_page(preview_of("second leg"))


def test_a_long_name_keeps_the_page_whole():
    home = b.team("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3)
    story = b.dossier(b.fixture("2024-04-20", home, b.team("نادي الهلال")))
    assert read(stories.preview_of(story, b.forecast(story.fixture))).open == []


def test_composing_and_rendering_in_all_formats_takes_a_fifth_of_a_second_of_a_processor():
    from pressbox.publish.files import FORMATS

    preview_of("second leg")
    render_page(preview_of("league"))
    best = min(_seconds_for(FORMATS) for _ in range(5))
    assert best < 0.2


def _seconds_for(formats: Mapping[str, Callable[[Preview], str]]) -> float:
    start = time.process_time()  # other processes do not count
    preview = preview_of("second leg")
    for render in formats.values():
        render(preview)
    return time.process_time() - start
