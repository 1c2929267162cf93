"""Every page of a site: valid, small, whole by itself, and leading somewhere."""

from __future__ import annotations

import itertools
import json
import posixpath
import re
import struct
from pathlib import Path
from urllib.parse import unquote

import feedparser
import html5lib
import pytest

from pressbox.publish.site import addresses
from tests.publish.site import stand_in
from tests.publish.site.conftest import URL
from tests.publish.test_page import LARGEST, Reader

MATCH = "match/uefa-el.2023-24.ita-atalanta.eng-liverpool"


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def read(text: str) -> Reader:
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


def faults(text: str) -> list[str]:
    """What a parser of the HTML standard has to mend."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    return [f"{name} {about}" for _, name, about in parser.errors]


def test_there_is_a_page_of_each_kind_with_its_document(built: Path):
    wanted = [
        "index",
        "day/2024-04-18",
        "competition/uefa-el",
        "club/eng-liverpool",
        MATCH,
        "competitions",
        "scoreboard",
        "method",
    ]
    for name in wanted:
        assert (built / f"{name}.html").is_file(), name
        assert json.loads((built / f"{name}.json").read_text(encoding="utf-8")), name


def test_pages_are_valid_html(built: Path):
    assert {str(page.relative_to(built)): faults(page.read_text(encoding="utf-8")) for page in pages(built)} == {
        str(page.relative_to(built)): [] for page in pages(built)
    }


def test_a_caption_is_the_first_or_the_last_of_its_figure(built: Path):
    text = (built / f"{MATCH}.html").read_text(encoding="utf-8")
    figures = re.findall(r"<figure>(.*?)</figure>", text, re.DOTALL)
    assert figures
    for figure in figures:
        before, _, after = re.sub(r"<figcaption.*?</figcaption>", "@", figure.strip(), flags=re.DOTALL).partition("@")
        assert not before.strip() or not after.strip()


def test_pages_are_small_and_ask_no_other_host(built: Path):
    for page in pages(built):
        text = page.read_text(encoding="utf-8")
        reader = read(text)
        assert page.stat().st_size <= LARGEST, page
        assert reader.open == []
        assert reader.values("src") == []
        assert not re.search(r"url\(|@import", text)
        assert {attrs.get("type") for tag, attrs in reader.tags if tag == "script"} <= {"application/ld+json"}
        assert reader.count("img") == reader.count("iframe") == 0
        fetched = [
            attrs["href"] for tag, attrs in reader.tags if tag == "link" and attrs["rel"] in ("icon", "stylesheet")
        ]
        assert fetched == ["data:,"]


def test_every_link_leads_to_a_file_of_the_site_or_a_place_on_the_page(built: Path):
    for page in pages(built):
        reader = read(page.read_text(encoding="utf-8"))
        here, ids = page.relative_to(built).as_posix(), set(reader.values("id"))
        for href in reader.values("href"):
            if href.startswith("#"):
                assert href[1:] in ids, (here, href)
            elif not href.startswith(("https://", "http://", "data:")):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(href)))
                assert (built / target).is_file(), (here, href)


def test_no_id_is_twice_on_a_page_and_headings_do_not_skip_a_level(built: Path):
    for page in pages(built):
        reader = read(page.read_text(encoding="utf-8"))
        ids = reader.values("id")
        assert len(ids) == len(set(ids)), page
        levels = [int(tag[1]) for tag, _ in reader.tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), page


def test_the_page_of_a_match_that_is_over_has_the_score_and_the_chance_that_it_had(built: Path):
    text = re.sub(r"\s+", " ", "".join(read((built / f"{MATCH}.html").read_text(encoding="utf-8")).text))
    document = json.loads((built / f"{MATCH}.json").read_text(encoding="utf-8"))
    given = next(c["p"] for c in document["forecast"]["scorelines"] if (c["home"], c["away"]) == (0, 1))
    assert f"Atalanta 0-1 Liverpool. The forecast had given that score a chance of {100 * given:.1f}%." in text


def test_a_match_tells_search_engines_of_the_article_and_the_event(built: Path):
    text = (built / f"{MATCH}.html").read_text(encoding="utf-8")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[1])
    assert data["@type"] == "NewsArticle"
    assert data["about"]["@type"] == "SportsEvent"
    assert data["about"]["homeTeam"]["name"] == "Atalanta"
    assert data["image"] == f"{URL}/{MATCH}.png"
    assert data["about"]["startDate"].startswith("2024-04-18")


def test_the_share_picture_is_a_png_of_the_usual_size(built: Path):
    picture = (built / f"{MATCH}.png").read_bytes()
    assert picture.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert len(picture) < 60_000
    assert f'content="{URL}/{MATCH}.png"' in (built / f"{MATCH}.html").read_text(encoding="utf-8")


def test_the_feed_is_valid_and_has_every_preview_once(built: Path):
    feed = feedparser.parse((built / addresses.FEED).read_bytes())
    assert not feed.bozo
    assert feed.version == "atom10"
    links = [entry.link for entry in feed.entries]
    assert sorted(links) == sorted(f"{URL}/{page.relative_to(built)}" for page in (built / "match").glob("*.html"))
    assert all(entry.id.startswith("urn:uuid:") and entry.updated and entry.summary for entry in feed.entries)
    assert len({entry.id for entry in feed.entries}) == len(links)


def test_the_sitemap_has_every_page_but_the_cards(built: Path):
    text = (built / addresses.SITEMAP).read_text(encoding="utf-8")
    listed = set(re.findall(r"<loc>(.*?)</loc>", text))
    assert listed == {f"{URL}/{page.relative_to(built)}" for page in pages(built) if page.parent.name != "card"}


def test_the_projection_of_a_cup_adds_up_in_each_tie(built: Path):
    document = json.loads((built / "competition/uefa-el.json").read_text(encoding="utf-8"))
    assert len(document["fixtures"]) == 4
    for tie in (document["projection"] or {"ties": []})["ties"]:
        assert sum(tie["tie"]["through"].values()) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize(
    ("home", "away"),
    [(stand_in.SCRIPT, "R&D <b>FC</b>"), (stand_in.ARABIC, "Ajax"), (stand_in.LONG, stand_in.LONG[::-1])],
    ids=["markup", "right to left", "very long"],
)
def test_a_name_of_any_kind_leaves_its_pages_whole(home: str, away: str):
    made = stand_in.made(home, away, "1-1")
    assert all(addresses.slug(part) == part for name in made.files for part in [Path(name).stem])
    for name, content in made.files.items():
        if name.endswith(".html"):
            text = content.decode()
            assert faults(text) == []
            assert "<script>" not in text
            assert "<b>FC" not in text
            assert "".join(read(text).text).count(home) or home in text or "<" in home
    picture = next(content for name, content in made.files.items() if name.endswith(".png"))
    assert picture.startswith(b"\x89PNG")


def test_structured_data_cannot_be_ended_by_a_name():
    made = stand_in.made(stand_in.SCRIPT, "Ajax")
    text = next(content for name, content in made.files.items() if name.startswith("match/") and name.endswith(".html"))
    scripts = re.findall(rb"<script[^>]*>(.*?)</script>", text, re.DOTALL)
    assert len(scripts) == 1
    assert json.loads(scripts[0])["about"]["homeTeam"]["name"] == stand_in.SCRIPT


def test_a_name_in_arabic_is_drawn_and_not_left_as_boxes():
    arabic, boxes = (
        next(c for n, c in stand_in.made(name, "Ajax").files.items() if n.endswith(".png"))
        for name in (stand_in.ARABIC, "\U0001f3f3" * len(stand_in.ARABIC))
    )
    assert arabic != boxes


@pytest.mark.parametrize(
    ("status", "told"), [("abandoned", "Abandoned."), ("void", "Declared void."), ("walkover", "Walkover.")]
)
def test_a_match_that_was_not_played_to_its_end_says_what_became_of_it(status: str, told: str):
    text = stand_in.made("Ajax", "PSV", status=status).files
    page = next(content for name, content in text.items() if name.startswith("match/") and name.endswith(".html"))
    assert f'<p class="after">{told}</p>' in page.decode()
