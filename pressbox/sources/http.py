"""The only module that touches the network: one file from one address to one place on disk, politely.

A ``Fetcher`` makes one request at a time, pauses between two requests to a host, asks only for what has changed,
goes on where an interrupted download stopped, tries again what may pass, and gives up with a ``FetchError`` that
names the address and the reason. Every exception of httpx is translated here and nowhere else.

What a file's version was is kept in a small JSON note beside it, not in a caching library such as hishel: a cache
keeps a second copy of every body in a store of its own, and neither resumes a download nor lets a copy be refused.
"""

from __future__ import annotations

import dataclasses
import email.utils
import importlib.metadata
import logging
import os
import re
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import httpx
import tenacity

from pressbox import __version__
from pressbox.errors import FetchError
from pressbox.sources.notes import Note, read_note, write_note

Outcome = Literal["fetched", "unchanged", "not there"]

PASSING_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
HTML = re.compile(rb"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
MAGIC = {".gz": (b"\x1f\x8b", "gzip"), ".parquet": (b"PAR1", "Parquet")}
CONTENT_RANGE = re.compile(r"bytes\s+([0-9]+)-[0-9]+/([0-9]+|\*)", re.IGNORECASE)

log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True)
class Failure:
    """What an exception of httpx means to a reader, and whether the same request may succeed a little later."""

    words: str
    passing: bool = False


FAILURES: dict[type[Exception], Failure] = {
    httpx.ConnectTimeout: Failure("no connection within the time limit", passing=True),
    httpx.ReadTimeout: Failure("no answer within the time limit", passing=True),
    httpx.WriteTimeout: Failure("the request could not be sent within the time limit", passing=True),
    httpx.PoolTimeout: Failure("no free connection within the time limit", passing=True),
    httpx.TimeoutException: Failure("the time limit passed", passing=True),
    httpx.ConnectError: Failure("no connection; check the network and the address", passing=True),
    httpx.ReadError: Failure("the connection broke while the answer came", passing=True),
    httpx.WriteError: Failure("the connection broke while the request went out", passing=True),
    httpx.CloseError: Failure("the connection could not be closed", passing=True),
    httpx.NetworkError: Failure("the network failed", passing=True),
    httpx.RemoteProtocolError: Failure("the server broke off or broke the protocol", passing=True),
    httpx.LocalProtocolError: Failure("the request is not valid HTTP"),
    httpx.ProtocolError: Failure("the protocol was broken"),
    httpx.ProxyError: Failure("the proxy refused; check HTTP_PROXY and HTTPS_PROXY"),
    httpx.UnsupportedProtocol: Failure("not an http:// or https:// address"),
    httpx.TransportError: Failure("the request could not be carried"),
    httpx.DecodingError: Failure("the answer is wrongly compressed"),
    httpx.TooManyRedirects: Failure("too many redirects; the address may have moved"),
    httpx.RequestError: Failure("the request failed"),
    httpx.HTTPStatusError: Failure("the server refused"),
    httpx.HTTPError: Failure("the request failed"),
    httpx.InvalidURL: Failure("not a valid address"),
    httpx.CookieConflict: Failure("the server set cookies that contradict one another"),
    httpx.StreamConsumed: Failure("the answer was read twice"),
    httpx.StreamClosed: Failure("the answer was closed before it was read"),
    httpx.ResponseNotRead: Failure("the answer was not read"),
    httpx.RequestNotRead: Failure("the request was not read"),
    httpx.StreamError: Failure("the answer could not be read"),
}
"""Every exception class of httpx. A class of a later version is taken for the nearest of its bases."""


class PassingFailure(Exception):
    """A failed attempt after which another is worth making; ``wait_seconds`` is the pause the server asks for.

    It never leaves this module: when no attempt is left, ``fetch`` raises a ``FetchError`` of the same message.
    """

    def __init__(self, message: str, wait_seconds: float = 0.0) -> None:
        super().__init__(message)
        self.wait_seconds = wait_seconds


@dataclasses.dataclass(frozen=True)
class Manners:
    """How often, how long and how much a fetcher asks.

    Attributes
    ----------
    pause_seconds : float
        Least time between the end of a request to a host and the start of the next one.
    timeout_seconds : float
        Longest silence of a server: to connect, and between two pieces of its answer.
    fetch_seconds : float
        Longest time for one file, all attempts and waits together.
    max_bytes : int
        Largest file taken.
    max_redirects, attempts : int
        Redirects followed for one request; requests made for one file.
    backoff_seconds : float
        Wait after the first failed attempt; doubled after each further one.
    longest_wait_seconds : float
        Longest wait between two attempts. A server that asks for more has refused.
    """

    pause_seconds: float = 1.0
    timeout_seconds: float = 30.0
    fetch_seconds: float = 900.0
    max_bytes: int = 512 * 1024 * 1024
    max_redirects: int = 5
    attempts: int = 5
    backoff_seconds: float = 1.0
    longest_wait_seconds: float = 120.0


@dataclasses.dataclass(frozen=True)
class Fetched:
    """How a fetch went, and the version of the file that came: its url, etag and last-modified as far as given."""

    outcome: Outcome
    version: Note


class Fetcher:
    """Downloads files, one request at a time.

    Use as a context manager. ``sleep`` and ``clock`` (seconds, monotonic) are replaced in tests.
    """

    def __init__(
        self,
        manners: Manners | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.manners = manners or Manners()
        self._sleep = sleep
        self._clock = clock
        self._one_at_a_time = threading.Lock()
        self._free_at: dict[str, float] = {}
        self._client = httpx.Client(
            # Lengths and ranges are to be those of the file, so that a download can go on where it stopped.
            headers={"User-Agent": user_agent(), "Accept-Encoding": "identity"},
            timeout=self.manners.timeout_seconds,
            follow_redirects=True,
            max_redirects=self.manners.max_redirects,
            event_hooks={"request": [self._wait_for_turn], "response": [self._end_turn]},
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def fetch(self, url: str, target: Path, known: Note | None = None) -> Fetched:
        """Download a file to ``target``, which is the old one or the whole new one at any moment.

        What has arrived is kept in ``<target>.part`` until it is complete, and a later call goes on from there.

        Parameters
        ----------
        url : str
            Its address.
        target : Path
            Where it goes; folders are made.
        known : mapping, optional
            ``Fetched.version`` of the copy that the caller has. If that is still the newest, nothing is downloaded.

        Returns
        -------
        Fetched
            ``unchanged`` if the copy that the caller has is the newest, ``not there`` if the address holds nothing.

        Raises
        ------
        FetchError
            If the file could not be had, or is not what its name says.
        """
        with self._one_at_a_time:
            deadline = self._clock() + self.manners.fetch_seconds
            retrying = self._retrying(deadline)
            try:
                return retrying(self._attempt, url, Part(target), known or {}, deadline)
            except PassingFailure as error:
                tries = retrying.statistics["attempt_number"]
                raise FetchError(f"{error} Tries made: {tries}; try again later.") from error

    def _retrying(self, deadline: float) -> tenacity.Retrying:
        return tenacity.Retrying(
            sleep=self._sleep,
            stop=lambda state: state.attempt_number >= self.manners.attempts or self._clock() > deadline,
            wait=self._wait_seconds,
            retry=tenacity.retry_if_exception_type(PassingFailure),
            before_sleep=tenacity.before_sleep_log(log, logging.INFO),
            reraise=True,
        )

    def _wait_seconds(self, state: tenacity.RetryCallState) -> float:
        manners = self.manners
        backoff = tenacity.wait_exponential(manners.backoff_seconds, max=manners.longest_wait_seconds)(state)
        error = state.outcome.exception() if state.outcome else None
        return max(backoff, error.wait_seconds if isinstance(error, PassingFailure) else 0.0)

    def _wait_for_turn(self, request: httpx.Request) -> None:
        wait = self._free_at.get(request.url.host, 0.0) - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._free_at[request.url.host] = self._clock() + self.manners.pause_seconds

    def _end_turn(self, response: httpx.Response) -> None:
        self._free_at[response.url.host] = self._clock() + self.manners.pause_seconds

    def _attempt(self, url: str, part: Part, known: Note, deadline: float) -> Fetched:
        headers = part.range_headers(url) or condition_headers(url, known)
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                try:
                    return self._take(response, url, part, known, deadline)
                finally:
                    self._end_turn(response)
        except tuple(FAILURES) as error:
            raise translated(error, url) from error
        except OSError as error:
            raise FetchError(f"{url}: {part.target} cannot be written ({error.strerror}).") from error

    def _take(self, response: httpx.Response, url: str, part: Part, known: Note, deadline: float) -> Fetched:
        status = response.status_code
        if status in (httpx.codes.OK, httpx.codes.PARTIAL_CONTENT):
            self._receive(response, url, part, deadline)
            version = read_note(part.note)
            part.finish(url)
            return Fetched("fetched", version)
        if status == httpx.codes.NOT_MODIFIED and condition_headers(url, known):
            return Fetched("unchanged", known)
        if status in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
            part.discard()
            return Fetched("not there", {})
        if status == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.discard()
            raise PassingFailure(f"{url}: the rest of an interrupted download is not there any more.")
        raise self._refusal(response, url)

    def _refusal(self, response: httpx.Response, url: str) -> FetchError | PassingFailure:
        answer = f"{url}: the server answers {response.status_code} {response.reason_phrase}".rstrip()
        if response.status_code not in PASSING_STATUSES:
            return FetchError(f"{answer}; open the address in a browser to see why.")
        wait = retry_after_seconds(response.headers)
        if wait > self.manners.longest_wait_seconds:
            return FetchError(f"{answer} and asks for {wait:.0f} seconds of patience; try again after that.")
        return PassingFailure(f"{answer}.", wait)

    def _receive(self, response: httpx.Response, url: str, part: Part, deadline: float) -> None:
        start, total = announced(response)
        if start not in (0, part.size):
            part.discard()
            raise PassingFailure(f"{url}: the server sent another part of the file than the one asked for.")
        if start == 0:
            part.begin(version_of(response, url))
        size = start
        self._check_size(url, part, total or 0)
        with part.path.open("ab") as file:
            for piece in response.iter_bytes():
                size += len(piece)
                self._check_size(url, part, size)
                self._check_time(url, deadline)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if total is not None and size != total:
            raise PassingFailure(f"{url}: {size} bytes came where the server announced {total}.")

    def _check_size(self, url: str, part: Part, size: int) -> None:
        if size > self.manners.max_bytes:
            part.discard()
            raise FetchError(f"{url}: larger than the {self.manners.max_bytes} bytes that a file may have.")

    def _check_time(self, url: str, deadline: float) -> None:
        if self._clock() > deadline:
            raise FetchError(
                f"{url}: took longer than {self.manners.fetch_seconds:.0f} seconds; the next pull goes on from here."
            )


@dataclasses.dataclass(frozen=True)
class Part:
    """A download under way: ``<target>.part``, and a note of the version it is a part of."""

    target: Path

    @property
    def path(self) -> Path:
        """What has arrived so far."""
        return self.target.with_name(self.target.name + ".part")

    @property
    def note(self) -> Path:
        """Which version of the file it belongs to."""
        return self.target.with_name(self.target.name + ".part.json")

    @property
    def size(self) -> int:
        """Bytes that have arrived."""
        return self.path.stat().st_size if self.path.exists() else 0

    def range_headers(self, url: str) -> dict[str, str]:
        """Headers that ask for the rest; empty where there is nothing to go on from.

        ``If-Range`` makes the server send the whole file if it has changed. A weak etag cannot vouch for bytes.
        """
        version = read_note(self.note)
        etag = version.get("etag")
        validator = version.get("last-modified") if etag is None else None if etag.startswith("W/") else etag
        if version.get("url") != url or validator is None or self.size == 0:
            return {}
        return {"Range": f"bytes={self.size}-", "If-Range": validator}

    def begin(self, version: Note) -> None:
        """Start anew, with an empty file."""
        self.discard()
        write_note(self.note, version)

    def finish(self, url: str) -> None:
        """Put the complete file in its place.

        Raises
        ------
        FetchError
            If it is not what its name says; then it is thrown away.
        """
        if fault := content_fault(self.path, self.target):
            self.discard()
            raise FetchError(f"{url}: {fault}.")
        self.path.replace(self.target)
        self.note.unlink(missing_ok=True)

    def discard(self) -> None:
        """Throw away what has arrived."""
        self.path.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)


def user_agent() -> str:
    """Who asks: program, version, and the project's page where its metadata name one."""
    try:
        urls = importlib.metadata.metadata("pressbox").get_all("Project-URL") or []
    except importlib.metadata.PackageNotFoundError:
        urls = []
    home = next((f" (+{url.split(',', 1)[-1].strip()})" for url in urls), "")
    return f"pressbox/{__version__}{home}"


def translated(error: Exception, url: str) -> FetchError | PassingFailure:
    """An exception of httpx as one of ours."""
    failure = next(FAILURES[kind] for kind in type(error).__mro__ if kind in FAILURES)
    message = f"{url}: {failure.words}" + (f" ({error})." if str(error) else ".")
    return PassingFailure(message) if failure.passing else FetchError(message)


def condition_headers(url: str, known: Note) -> dict[str, str]:
    """Headers that ask for the file only if it is not the version that is known."""
    if known.get("url") != url:
        return {}
    names = {"If-None-Match": "etag", "If-Modified-Since": "last-modified"}
    return {header: known[name] for header, name in names.items() if name in known}


def version_of(response: httpx.Response, url: str) -> Note:
    """What the server says of the file's version."""
    given = {name: response.headers[name] for name in ("etag", "last-modified") if name in response.headers}
    return {"url": url, **given}


def announced(response: httpx.Response) -> tuple[int, int | None]:
    """First byte of the answer within the file, and the size of the whole file if the server says it."""
    if response.status_code == httpx.codes.PARTIAL_CONTENT:
        match = CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
        if match is None:
            return -1, None
        return int(match[1]), None if match[2] == "*" else int(match[2])
    length = response.headers.get("Content-Length", "")
    if "Content-Encoding" in response.headers or not length.isdecimal():
        return 0, None
    return 0, int(length)


def retry_after_seconds(headers: Mapping[str, str]) -> float:
    """Seconds that ``Retry-After`` asks for, given as a number or as a date; 0 where it asks for nothing."""
    text = headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        # Counted from the server's own clock, so that ours need not be right.
        wait = email.utils.parsedate_to_datetime(text) - email.utils.parsedate_to_datetime(headers.get("Date", ""))
    except (TypeError, ValueError):
        return 0.0
    return max(0.0, wait.total_seconds())


def content_fault(path: Path, target: Path) -> str | None:
    """What is wrong with a complete download of the file ``target``, as its first bytes show; None if nothing is."""
    with path.open("rb") as file:
        head = file.read(1024).removeprefix(BYTE_ORDER_MARK)
    magic, name = MAGIC.get(target.suffix, (b"", ""))
    if not head.strip():
        return "the file is empty"
    if target.suffix not in (".html", ".htm") and HTML.match(head):
        return f"a web page came where {target.name} is expected; the address may have moved"
    if not head.startswith(magic):
        return f"what came is not a {name} file"
    return None
