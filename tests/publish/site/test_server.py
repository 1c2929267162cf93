"""Every route over HTTP, and one shape for every error: ``{"error": {"status": ..., "message": ...}}``."""

from __future__ import annotations

import datetime as dt
import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import feedparser
import pytest

from pressbox.errors import CannotServe
from pressbox.pipeline import Desk
from pressbox.publish.site import addresses
from pressbox.publish.site.server import Pages, Server
from pressbox.store.database import Store
from tests.publish.site.test_pages import MATCH, faults, read

# The morning of the second legs, so that they are still to come.
NOW = dt.datetime(2024, 4, 18, 9, tzinfo=dt.UTC)
URL = "https://example.org"

ROUTES = {
    "/": "text/html",
    "/index.html": "text/html",
    "/index.json": "application/json",
    "/day/2024-04-18.html": "text/html",
    "/day/2024-04-18.json": "application/json",
    "/competition/uefa-el.html": "text/html",
    "/competition/uefa-el.json": "application/json",
    "/club/eng-liverpool.html": "text/html",
    "/club/eng-liverpool.json": "application/json",
    f"/{MATCH}.html": "text/html",
    f"/{MATCH}.json": "application/json",
    f"/{MATCH}.png": "image/png",
    f"/{MATCH.replace('match/', 'card/')}.html": "text/html",
    "/competitions.html": "text/html",
    "/competitions.json": "application/json",
    "/scoreboard.html": "text/html",
    "/scoreboard.json": "application/json",
    "/method.html": "text/html",
    "/method.json": "application/json",
    "/feed.xml": "application/xml",
    "/sitemap.xml": "application/xml",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    desk = Desk(Store.sample())
    pages = Pages(lambda: desk, tmp_path_factory.mktemp("home") / "none", URL, lambda: NOW)
    server = Server("127.0.0.1", 0, pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    desk.close()


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


@pytest.mark.parametrize(("path", "kind"), ROUTES.items())
def test_every_route_answers_with_what_it_is(port: int, path: str, kind: str):
    answer, content = ask(port, path)
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith(kind)
    assert int(answer.headers["Content-Length"]) == len(content) > 0
    if kind == "text/html":
        assert faults(content.decode()) == []
    elif kind == "application/json":
        assert json.loads(content)
    elif kind == "image/png":
        assert content.startswith(b"\x89PNG")
    else:
        assert content.startswith(b"<?xml")


def test_every_kind_of_address_is_a_route_of_this_test():
    kinds = {path.strip("/").split("/")[0] for path in ROUTES if path.count("/") == 2}
    assert kinds == {"day", "competition", "club", "match", "card"}
    alone = {addresses.INDEX, addresses.COMPETITIONS, addresses.SCOREBOARD, addresses.METHOD}
    assert {f"/{name}" for name in {*alone, addresses.FEED, addresses.SITEMAP}} <= set(ROUTES)


def test_links_of_the_front_page_are_answered(port: int):
    _, content = ask(port, "/")
    hrefs = [href for href in read(content.decode()).values("href") if not href.startswith(("#", "data:", "https:"))]
    assert {ask(port, f"/{href}", "HEAD")[0].status for href in hrefs} == {200}


@pytest.mark.parametrize(
    "path",
    [
        "/nothing.html",
        "/match/nobody.html",
        "/club/nobody.json",
        "/competition/none.html",
        "/day/yesterday.html",
        "/day/2024-04-18",
        "/day/2024-04-18.png",
        "/../../etc/passwd",
        "/%2e%2e/secret.html",
        f"/{'x' * 400}.html",
        "/card/uefa-el.2023-24.ita-atalanta.eng-liverpool.json",
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_the_one_shape(port: int, path: str):
    answer, content = ask(port, path)
    assert answer.status == 404
    assert_error(answer, content)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_can_only_be_read(port: int, method: str):
    answer, content = ask(port, "/", method)
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert_error(answer, content)


def assert_error(answer: HTTPResponse, content: bytes) -> None:
    document = json.loads(content)
    assert answer.headers["Content-Type"].startswith("application/json")
    assert document.keys() == {"error"}
    assert document["error"].keys() == {"status", "message"}
    assert document["error"]["status"] == answer.status
    assert "\n" not in document["error"]["message"]


def test_a_fault_of_the_program_is_told_in_the_one_shape_too_and_logged():
    told: list[str] = []

    def broken() -> Desk:
        raise RuntimeError("secret detail")

    server = Server("127.0.0.1", 0, Pages(broken, Path("none")), told.append)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    answer, content = ask(server.server_address[1], "/")
    server.shutdown()
    server.server_close()
    assert answer.status == 500
    assert_error(answer, content)
    assert b"secret" not in content
    assert any("secret detail" in line for line in told)


def test_a_page_that_the_reader_has_is_not_sent_again(port: int):
    answer, _ = ask(port, "/method.html")
    again, content = ask(port, "/method.html", **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status, content) == (304, b"")


def test_head_has_the_headers_and_nothing_else(port: int):
    answer, content = ask(port, "/method.html", "HEAD")
    assert answer.status == 200
    assert int(answer.headers["Content-Length"]) > 0
    assert content == b""


def test_the_day_shows_the_chances_of_matches_to_come(port: int):
    _, content = ask(port, "/day/2024-04-18.json")
    fixtures = json.loads(content)["fixtures"]
    assert len(fixtures) == 4
    for fixture in fixtures:
        assert sum(fixture["result"].values()) == pytest.approx(1, abs=1e-6)
        assert fixture["score"] is None


def test_the_feed_over_http_is_valid(port: int):
    feed = feedparser.parse(ask(port, "/feed.xml")[1])
    assert not feed.bozo
    assert len(feed.entries) == 4


def test_a_port_that_is_taken_gives_one_clear_line(port: int):
    with pytest.raises(CannotServe, match=f"127.0.0.1:{port} cannot be served: .*Choose another --port"):
        Server("127.0.0.1", port, Pages(lambda: Desk(Store.sample()), Path("none")))


def test_a_store_that_was_replaced_is_opened_again(tmp_path: Path):
    opened: list[Desk] = []

    def open_desk() -> Desk:
        opened.append(Desk(Store.sample()))
        return opened[-1]

    file = tmp_path / "pressbox.duckdb"
    pages = Pages(open_desk, file, None, lambda: NOW)
    pages.answer("method.html")
    pages.answer("method.html")
    assert len(opened) == 1
    file.write_bytes(b"new")
    pages.answer("method.html")
    assert len(opened) == 2
