"""Fetching from a publisher on this machine, which misbehaves in every way that publishers do."""

from __future__ import annotations

import email.message
import gzip
import inspect
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from pressbox import __version__
from pressbox.errors import FetchError
from pressbox.sources import http
from pressbox.sources.http import FAILURES, Fetcher, Manners
from tests.sources.local_server import Chunked, File, Publisher, Reset, Silence, Status, publishing

BODY = b"Date,HomeTeam,AwayTeam\n18/04/2024,Atalanta,Liverpool\n" * 50
HASTY = Manners(pause_seconds=0.0, timeout_seconds=2.0, attempts=3)


class Clock:
    """Time that only passes while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    monkeypatch.setenv("NO_PROXY", "*")
    with publishing() as publisher:
        yield publisher


@pytest.fixture
def fetcher(clock: Clock) -> Iterator[Fetcher]:
    with Fetcher(HASTY, sleep=clock.sleep, clock=clock) as fetcher:
        yield fetcher


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "mmz4281" / "2324" / "E0.csv"


def leftovers(target: Path) -> list[str]:
    """Names of the other files in the folder of the target."""
    return sorted(path.name for path in target.parent.glob("*") if path != target)


def test_a_file_is_fetched_with_its_version_and_nothing_else_is_left(
    publisher: Publisher, fetcher: Fetcher, target: Path
):
    url = publisher.serve("/E0.csv", File(BODY, etag='"1"', modified="Thu, 18 Apr 2024 08:00:00 GMT"))
    fetched = fetcher.fetch(url, target)
    assert fetched.outcome == "fetched"
    assert fetched.version == {"url": url, "etag": '"1"', "last-modified": "Thu, 18 Apr 2024 08:00:00 GMT"}
    assert target.read_bytes() == BODY
    assert leftovers(target) == []


def test_the_user_agent_names_the_program_and_its_version(publisher: Publisher, fetcher: Fetcher, target: Path):
    fetcher.fetch(publisher.serve("/E0.csv", File(BODY)), target)
    assert publisher.log[0].headers["User-Agent"].startswith(f"pressbox/{__version__}")


def test_the_user_agent_names_the_page_of_the_project(monkeypatch: pytest.MonkeyPatch):
    def metadata(name: str) -> email.message.Message:
        message = email.message.Message()
        message["Project-URL"] = "Homepage, https://pressbox.invalid/"
        return message

    monkeypatch.setattr(http.importlib.metadata, "metadata", metadata)
    assert http.user_agent() == f"pressbox/{__version__} (+https://pressbox.invalid/)"


@pytest.mark.parametrize("version", [{"etag": '"1"'}, {"modified": "Thu, 18 Apr 2024 08:00:00 GMT"}])
def test_a_file_that_has_not_changed_is_not_sent_again(
    publisher: Publisher, fetcher: Fetcher, target: Path, version: dict[str, str]
):
    url = publisher.serve("/E0.csv", File(BODY, **version))
    known = fetcher.fetch(url, target).version
    target.unlink()
    assert fetcher.fetch(url, target, known).outcome == "unchanged"
    assert not target.exists()


def test_the_version_of_another_address_is_no_version(publisher: Publisher, fetcher: Fetcher, target: Path):
    known = fetcher.fetch(publisher.serve("/E0.csv", File(BODY, etag='"1"')), target).version
    assert fetcher.fetch(publisher.serve("/E1.csv", File(BODY, etag='"1"')), target, known).outcome == "fetched"


def test_not_modified_is_no_answer_to_somebody_who_has_nothing(publisher: Publisher, fetcher: Fetcher, target: Path):
    with pytest.raises(FetchError, match="304"):
        fetcher.fetch(publisher.serve("/E0.csv", Status(304)), target)


@pytest.mark.parametrize("status", [404, 410])
def test_a_file_that_does_not_exist_is_not_there(publisher: Publisher, fetcher: Fetcher, target: Path, status: int):
    assert fetcher.fetch(publisher.serve("/E0.csv", Status(status)), target).outcome == "not there"
    assert len(publisher.log) == 1


def test_a_server_error_that_passes_is_waited_out(publisher: Publisher, fetcher: Fetcher, clock: Clock, target: Path):
    url = publisher.serve("/E0.csv", Status(500), Status(503), File(BODY))
    assert fetcher.fetch(url, target).outcome == "fetched"
    assert clock.slept == [1.0, 2.0]


def test_a_server_error_that_stays_names_the_address_and_the_reason(
    publisher: Publisher, fetcher: Fetcher, target: Path
):
    target.parent.mkdir(parents=True)
    target.write_bytes(b"the old one")
    url = publisher.serve("/E0.csv", Status(500))
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url, target)
    assert str(caught.value) == (
        f"{url}: the server answers 500 Internal Server Error. Tries made: 3; try again later."
    )
    assert len(publisher.log) == 3
    assert target.read_bytes() == b"the old one"


def test_a_refusal_is_not_tried_again(publisher: Publisher, fetcher: Fetcher, target: Path):
    with pytest.raises(FetchError, match="403 Forbidden"):
        fetcher.fetch(publisher.serve("/E0.csv", Status(403)), target)
    assert len(publisher.log) == 1


@pytest.mark.parametrize("wish", ["7", "Thu, 18 Apr 2024 19:00:07 GMT"])
def test_a_server_that_asks_for_patience_gets_it(
    publisher: Publisher, fetcher: Fetcher, clock: Clock, target: Path, wish: str
):
    """The publisher's clock stands at 19:00:00, so both wishes are seven seconds."""
    fetcher.fetch(publisher.serve("/E0.csv", Status(429, {"Retry-After": wish}), File(BODY)), target)
    assert clock.slept == [7.0]


@pytest.mark.parametrize("wish", ["soon", "Thu, 18 Apr 2024 18:00:00 GMT"])
def test_a_wish_that_means_nothing_leaves_the_usual_wait(
    publisher: Publisher, fetcher: Fetcher, clock: Clock, target: Path, wish: str
):
    fetcher.fetch(publisher.serve("/E0.csv", Status(429, {"Retry-After": wish}), File(BODY)), target)
    assert clock.slept == [1.0]


def test_a_server_that_asks_for_an_hour_has_refused(publisher: Publisher, fetcher: Fetcher, clock: Clock, target: Path):
    url = publisher.serve("/E0.csv", Status(429, {"Retry-After": "3600"}))
    with pytest.raises(FetchError, match="asks for 3600 seconds"):
        fetcher.fetch(url, target)
    assert clock.slept == []


def test_a_silent_server_is_given_up(publisher: Publisher, clock: Clock, target: Path):
    url = publisher.serve("/E0.csv", Silence())
    with (
        Fetcher(Manners(timeout_seconds=0.1, attempts=2), sleep=clock.sleep, clock=clock) as fetcher,
        pytest.raises(FetchError, match=r"no answer within the time limit .*Tries made: 2"),
    ):
        fetcher.fetch(url, target)


def test_a_reset_connection_is_tried_again(publisher: Publisher, fetcher: Fetcher, target: Path):
    assert fetcher.fetch(publisher.serve("/E0.csv", Reset(), File(BODY)), target).outcome == "fetched"


def test_nobody_at_the_address_says_what_to_check(fetcher: Fetcher, target: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_PROXY", "*")
    with publishing() as gone:
        url = f"{gone.address}/E0.csv"
    with pytest.raises(FetchError, match="check the network and the address"):
        fetcher.fetch(url, target)


@pytest.mark.parametrize("version", [{"etag": '"1"'}, {"modified": "Thu, 18 Apr 2024 08:00:00 GMT"}])
def test_a_download_that_broke_off_goes_on_where_it_stopped(
    publisher: Publisher, fetcher: Fetcher, target: Path, version: dict[str, str]
):
    url = publisher.serve("/E0.csv", File(BODY, sent=100, **version), File(BODY, **version))
    fetched = fetcher.fetch(url, target)
    assert target.read_bytes() == BODY
    assert publisher.log[1].headers["Range"] == "bytes=100-"
    assert set(version.values()) <= set(fetched.version.values())
    assert leftovers(target) == []


def test_a_later_fetcher_goes_on_where_an_earlier_one_stopped(
    publisher: Publisher, fetcher: Fetcher, clock: Clock, target: Path
):
    url = publisher.serve("/E0.csv", File(BODY, etag='"1"', sent=100))
    with Fetcher(Manners(attempts=1), sleep=clock.sleep, clock=clock) as hasty, pytest.raises(FetchError):
        hasty.fetch(url, target)
    assert leftovers(target) == ["E0.csv.part", "E0.csv.part.json"]
    publisher.serve("/E0.csv", File(BODY, etag='"1"'))
    fetcher.fetch(url, target)
    assert target.read_bytes() == BODY
    assert publisher.log[-1].headers["Range"] == "bytes=100-"


def test_a_file_that_changed_meanwhile_comes_whole(publisher: Publisher, fetcher: Fetcher, target: Path):
    newer = BODY.upper() + b"more"
    url = publisher.serve("/E0.csv", File(BODY, etag='"1"', sent=100), File(newer, etag='"2"'))
    assert fetcher.fetch(url, target).version["etag"] == '"2"'
    assert target.read_bytes() == newer


@pytest.mark.parametrize("first", [File(BODY, sent=100), File(BODY, etag='W/"1"', sent=100)])
def test_without_a_version_that_vouches_for_bytes_nothing_is_patched_together(
    publisher: Publisher, fetcher: Fetcher, target: Path, first: File
):
    fetcher.fetch(publisher.serve("/E0.csv", first, File(BODY)), target)
    assert target.read_bytes() == BODY
    assert "Range" not in publisher.log[1].headers


@pytest.mark.parametrize(
    "strange",
    [
        Status(416),
        Status(206, {"Content-Range": f"bytes 50-{len(BODY) - 1}/{len(BODY)}"}, BODY[50:]),
        Status(206, {}, BODY[100:]),
    ],
)
def test_a_strange_answer_to_a_range_starts_the_file_anew(
    publisher: Publisher, fetcher: Fetcher, target: Path, strange: Status
):
    fetcher.fetch(publisher.serve("/E0.csv", File(BODY, etag='"1"', sent=100), strange, File(BODY)), target)
    assert target.read_bytes() == BODY


def test_a_whole_file_that_calls_itself_a_part_is_taken_whole(publisher: Publisher, fetcher: Fetcher, target: Path):
    whole = Status(206, {"Content-Range": f"bytes 0-{len(BODY) - 1}/{len(BODY)}"}, BODY)
    fetcher.fetch(publisher.serve("/E0.csv", File(BODY, etag='"1"', sent=100), whole), target)
    assert target.read_bytes() == BODY


def test_a_part_shorter_than_the_whole_is_not_complete(publisher: Publisher, clock: Clock, target: Path):
    short = Status(206, {"Content-Range": f"bytes 100-149/{len(BODY)}"}, BODY[100:150])
    url = publisher.serve("/E0.csv", File(BODY, etag='"1"', sent=100), short)
    with (
        Fetcher(Manners(pause_seconds=0.0, attempts=2), sleep=clock.sleep, clock=clock) as fetcher,
        pytest.raises(FetchError, match=f"150 bytes came where the server announced {len(BODY)}"),
    ):
        fetcher.fetch(url, target)
    assert not target.exists()


def test_a_body_that_always_breaks_off_is_an_error(publisher: Publisher, fetcher: Fetcher, target: Path):
    url = publisher.serve("/E0.csv", File(BODY, etag='"1"', ranges=False, sent=100))
    with pytest.raises(FetchError, match=f"{url}: the server broke off"):
        fetcher.fetch(url, target)
    assert not target.exists()


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><body>We have moved</body></html>",
        b"\xef\xbb\xbf\n  <html><head></head></html>",
        b"<!-- cached -->\n<!doctype HTML>",
    ],
)
def test_a_web_page_is_no_table(publisher: Publisher, fetcher: Fetcher, target: Path, page: bytes):
    url = publisher.serve("/E0.csv", File(page))
    with pytest.raises(FetchError, match=rf"{url}: a web page came where E0\.csv is expected"):
        fetcher.fetch(url, target)
    assert not target.exists()
    assert leftovers(target) == []


@pytest.mark.parametrize("body", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_no_table(publisher: Publisher, fetcher: Fetcher, target: Path, body: bytes):
    with pytest.raises(FetchError, match="the file is empty"):
        fetcher.fetch(publisher.serve("/E0.csv", File(body)), target)


@pytest.mark.parametrize(("name", "kind"), [("goals.csv.gz", "gzip"), ("games.parquet", "Parquet")])
def test_a_file_must_be_what_its_name_says(
    publisher: Publisher, fetcher: Fetcher, tmp_path: Path, name: str, kind: str
):
    with pytest.raises(FetchError, match=f"what came is not a {kind} file"):
        fetcher.fetch(publisher.serve("/file", File(b"garbage" * 10)), tmp_path / name)


def test_a_gzip_file_stays_compressed(publisher: Publisher, fetcher: Fetcher, tmp_path: Path):
    fetcher.fetch(publisher.serve("/file", File(gzip.compress(BODY))), tmp_path / "E0.csv.gz")
    assert gzip.decompress((tmp_path / "E0.csv.gz").read_bytes()) == BODY


def test_a_server_that_compresses_unasked_is_understood(publisher: Publisher, fetcher: Fetcher, target: Path):
    fetcher.fetch(publisher.serve("/E0.csv", Status(200, {"Content-Encoding": "gzip"}, gzip.compress(BODY))), target)
    assert target.read_bytes() == BODY


def test_a_redirect_is_followed(publisher: Publisher, fetcher: Fetcher, target: Path):
    publisher.serve("/new.csv", File(BODY))
    fetcher.fetch(publisher.serve("/E0.csv", Status(301, {"Location": "/new.csv"})), target)
    assert target.read_bytes() == BODY


def test_a_redirect_loop_ends(publisher: Publisher, fetcher: Fetcher, target: Path):
    with pytest.raises(FetchError, match="too many redirects"):
        fetcher.fetch(publisher.serve("/E0.csv", Status(302, {"Location": "/E0.csv"})), target)
    assert len(publisher.log) == HASTY.max_redirects + 1


def test_the_whole_length_counts_where_only_the_rest_is_sent(publisher: Publisher, clock: Clock, target: Path):
    url = publisher.serve("/E0.csv", File(BODY, etag='"1"', sent=100), File(BODY, etag='"1"'))
    small = Manners(pause_seconds=0.0, max_bytes=len(BODY) - 1)
    with Fetcher(small, sleep=clock.sleep, clock=clock) as fetcher, pytest.raises(FetchError, match="larger than"):
        fetcher.fetch(url, target)


@pytest.mark.parametrize("answer", [File(BODY), Chunked(BODY)])
def test_a_file_beyond_the_limit_is_not_taken(publisher: Publisher, clock: Clock, target: Path, answer: File | Chunked):
    url = publisher.serve("/E0.csv", answer)
    with (
        Fetcher(Manners(max_bytes=1000), sleep=clock.sleep, clock=clock) as fetcher,
        pytest.raises(FetchError, match="larger than the 1000 bytes"),
    ):
        fetcher.fetch(url, target)
    assert leftovers(target) == []


def test_a_file_of_unannounced_length_is_taken(publisher: Publisher, fetcher: Fetcher, target: Path):
    fetcher.fetch(publisher.serve("/E0.csv", Chunked(BODY)), target)
    assert target.read_bytes() == BODY


def test_no_file_takes_longer_than_its_time(publisher: Publisher, target: Path):
    """The clock says 0 at the start, and 901 when the first bytes come."""
    times = iter([0.0, 0.0, 0.0, 0.0])
    url = publisher.serve("/E0.csv", File(BODY, etag='"1"'))
    with (
        Fetcher(Manners(), sleep=lambda _: None, clock=lambda: next(times, 901.0)) as fetcher,
        pytest.raises(FetchError, match="took longer than 900 seconds"),
    ):
        fetcher.fetch(url, target)


def test_no_more_attempts_are_made_when_the_time_is_over(publisher: Publisher, clock: Clock, target: Path):
    """Waits of 1, 2 and 4 seconds go beyond the five seconds that there are."""
    url = publisher.serve("/E0.csv", Status(500))
    with (
        Fetcher(Manners(pause_seconds=0.0, attempts=9, fetch_seconds=5), sleep=clock.sleep, clock=clock) as fetcher,
        pytest.raises(FetchError, match="Tries made: 4"),
    ):
        fetcher.fetch(url, target)


def test_an_interrupted_download_leaves_the_old_file_and_can_go_on(
    publisher: Publisher, fetcher: Fetcher, target: Path, monkeypatch: pytest.MonkeyPatch
):
    target.parent.mkdir(parents=True)
    target.write_bytes(b"the old one")
    url = publisher.serve("/E0.csv", File(BODY, etag='"1"'))

    def interrupt(path: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("pressbox.sources.http.os.fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            fetcher.fetch(url, target)
    assert target.read_bytes() == b"the old one"
    (target.parent / "E0.csv.part").write_bytes(BODY[:200])  # as if it had been struck earlier
    fetcher.fetch(url, target)
    assert publisher.log[-1].headers["Range"] == "bytes=200-"
    assert target.read_bytes() == BODY


def test_a_broken_note_of_a_part_is_no_note(publisher: Publisher, fetcher: Fetcher, target: Path):
    target.parent.mkdir(parents=True)
    (target.parent / "E0.csv.part").write_bytes(b"half")
    (target.parent / "E0.csv.part.json").write_text('{"url": ')
    fetcher.fetch(publisher.serve("/E0.csv", File(BODY)), target)
    assert target.read_bytes() == BODY


def test_a_place_that_cannot_be_written_is_named(publisher: Publisher, fetcher: Fetcher, tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(FetchError, match="cannot be written"):
        fetcher.fetch(publisher.serve("/E0.csv", File(BODY)), tmp_path / "file" / "E0.csv")


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/E0.csv", "http://[::1/E0.csv", "E0.csv"])
def test_what_is_no_address_is_an_error_too(fetcher: Fetcher, target: Path, url: str):
    with pytest.raises(FetchError, match="address"):
        fetcher.fetch(url, target)


def httpx_exceptions() -> list[type[Exception]]:
    return sorted(
        {kind for kind in vars(httpx).values() if inspect.isclass(kind) and issubclass(kind, Exception)},
        key=lambda kind: kind.__name__,
    )


def raised(kind: type[Exception]) -> Exception:
    """An instance, whatever its constructor wants."""
    if kind is httpx.HTTPStatusError:
        return httpx.HTTPStatusError("broken", request=httpx.Request("GET", "/"), response=httpx.Response(500))
    return kind() if issubclass(kind, httpx.StreamError) and kind is not httpx.StreamError else kind("broken")


@pytest.mark.parametrize("kind", httpx_exceptions(), ids=lambda kind: kind.__name__)
def test_every_exception_of_httpx_is_translated(
    fetcher: Fetcher, target: Path, kind: type[Exception], monkeypatch: pytest.MonkeyPatch
):
    def fail(*args: object, **kwargs: object) -> None:
        raise raised(kind)

    monkeypatch.setattr(httpx.Client, "stream", fail)
    assert kind in FAILURES, "say in FAILURES what it means"
    with pytest.raises(FetchError) as caught:
        fetcher.fetch("http://127.0.0.1/E0.csv", target)
    assert str(caught.value).startswith(f"http://127.0.0.1/E0.csv: {FAILURES[kind].words}")


def test_requests_to_one_host_are_a_pause_apart(publisher: Publisher, clock: Clock, tmp_path: Path):
    publisher.serve("/c.csv", File(BODY))
    one = publisher.serve("/a.csv", File(BODY))
    two = publisher.serve("/b.csv", Status(302, {"Location": "/c.csv"}))
    with Fetcher(Manners(pause_seconds=1.5), sleep=clock.sleep, clock=clock) as fetcher:
        fetcher.fetch(one, tmp_path / "a.csv")
        assert clock.slept == []
        fetcher.fetch(two, tmp_path / "b.csv")
        assert clock.slept == [1.5, 1.5], "one before the request, one before the redirect is followed"
        fetcher.fetch(one.replace("127.0.0.1", "localhost"), tmp_path / "c.csv")
        assert clock.slept == [1.5, 1.5], "another host owes nothing"


def test_there_is_never_more_than_one_request_at_a_time(publisher: Publisher, fetcher: Fetcher, tmp_path: Path):
    publisher.thinking_seconds = 0.02
    urls = [publisher.serve(f"/{number}.csv", File(BODY)) for number in range(8)]
    threads = [
        threading.Thread(target=fetcher.fetch, args=(url, tmp_path / f"{number}.csv"))
        for number, url in enumerate(urls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(publisher.log) == 8
    assert publisher.most_at_once == 1


def test_the_note_of_a_part_is_readable_json(publisher: Publisher, clock: Clock, target: Path):
    url = publisher.serve("/E0.csv", File(BODY, etag='"1"', sent=100))
    with Fetcher(Manners(attempts=1), sleep=clock.sleep, clock=clock) as fetcher, pytest.raises(FetchError):
        fetcher.fetch(url, target)
    assert json.loads((target.parent / "E0.csv.part.json").read_text()) == {"url": url, "etag": '"1"'}


@pytest.mark.parametrize("module", ["pressbox", "pressbox.sources.base", "pressbox.sources.pull"])
def test_only_those_who_fetch_load_httpx(module: str):
    code = f"import sys, {module}; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
