"""The pages over HTTP: GET and HEAD, every error the same JSON shape, ``{"error": {"status", "message"}}``."""

from __future__ import annotations

import collections
import datetime as dt
import json
import posixpath
import threading
import time
import traceback
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pressbox.errors import CannotServe, NoSuchPage, PressboxError
from pressbox.publish.site import addresses
from pressbox.publish.site.live import TYPES, Answer, LivePages
from pressbox.publish.site.manifest import digest
from pressbox.publish.site.newsroom import Newsroom

_KEPT = 500
"""Files kept in memory."""

_FRESH = 300.0
"""Seconds for which a file is not made again."""

_LONGEST = 300
"""Characters of a path at most."""


class Pages:
    """Files by their path, made one at a time and kept for a while; the store is opened again when it has changed.

    Parameters
    ----------
    open_desk : callable
        Opens what is asked.
    store_file : Path
        The file of the store, whether or not it is there.
    url : str, optional
        Where the pages are reached.
    """

    def __init__(
        self,
        open_desk: Callable[[], Newsroom],
        store_file: Path,
        url: str | None = None,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._open_desk = open_desk
        self._store_file = store_file
        self._url = url
        self._now = now
        self._making = threading.Lock()
        self._kept: collections.OrderedDict[str, tuple[float, Answer]] = collections.OrderedDict()
        self._desk: Newsroom | None = None
        self._stamp: object = None

    def answer(self, path: str) -> Answer:
        """The file of a path.

        Raises
        ------
        NoSuchPage
            If there is none.
        """
        with self._making:  # the store answers one question at a time
            desk = self._current_desk()
            kept = self._kept.get(path)
            if kept and time.monotonic() - kept[0] < _FRESH:
                self._kept.move_to_end(path)
                return kept[1]
            files = LivePages(desk, self._now(), self._url).files(path)
            for name, content in files.items():
                ending = posixpath.splitext(name)[1]
                self._kept[name] = time.monotonic(), Answer(content, TYPES[ending], f'"{digest(content)[:24]}"')
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[path][1]

    def _current_desk(self) -> Newsroom:
        stamp = _stamp_of(self._store_file)
        if self._desk is None or stamp != self._stamp:
            if self._desk is not None:
                self._desk.store.close()
            self._desk, self._stamp = self._open_desk(), stamp
            self._kept.clear()
        return self._desk


def _stamp_of(file: Path) -> object:
    try:
        about = file.stat()
    except OSError:
        return None
    return about.st_ino, about.st_mtime_ns, about.st_size


class Server(ThreadingHTTPServer):
    """The server of some pages.

    Raises
    ------
    CannotServe
        If the address or the port cannot be had.
    """

    daemon_threads = True

    def __init__(self, host: str, port: int, pages: Pages, tell: Callable[[str], None] = lambda _: None) -> None:
        self.pages = pages
        self.tell = tell
        try:
            super().__init__((host, port), _Handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise CannotServe(f"{host}:{port} cannot be served: {reason}. Choose another --port or --host.") from error


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "Pressbox"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/") or addresses.INDEX
        if len(path) > _LONGEST:
            self._refuse(HTTPStatus.NOT_FOUND, "there is no page of such a long address.")
            return
        try:
            found = self.server.pages.answer(path)
        except NoSuchPage as error:
            self._refuse(HTTPStatus.NOT_FOUND, str(error))
        except PressboxError as error:
            self._refuse(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
        except Exception:
            self.server.tell(traceback.format_exc())
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, "the page could not be made; the server's log says why.")
        else:
            self._send(found)

    def _send(self, found: Answer) -> None:
        if self.headers.get("If-None-Match") == found.tag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", found.tag)
            self.end_headers()
            return
        self._write(HTTPStatus.OK, found.content, found.type, {"ETag": found.tag, "Cache-Control": "no-cache"})

    def _refuse(self, status: HTTPStatus, message: str) -> None:
        document = json.dumps({"error": {"status": status.value, "message": message}}, ensure_ascii=False)
        more = {"Allow": "GET, HEAD"} if status is HTTPStatus.METHOD_NOT_ALLOWED else {}
        self._write(status, f"{document}\n".encode(), TYPES[".json"], more)

    def _write(self, status: HTTPStatus, content: bytes, type_: str, more: dict[str, str]) -> None:
        self.send_response(status)
        headers = {"Content-Type": type_, "Content-Length": str(len(content)), "X-Content-Type-Options": "nosniff"}
        for name, value in (headers | more).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what http.server refuses by itself in the same shape as everything else."""
        status = HTTPStatus(code)
        unknown_method = status is HTTPStatus.NOT_IMPLEMENTED
        refused = HTTPStatus.METHOD_NOT_ALLOWED if unknown_method else status
        told = "pages can only be read: GET or HEAD." if unknown_method else (message or explain or status.phrase)
        self.close_connection = True
        self._refuse(refused, told)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name that http.server has)
        self.server.tell(f"{self.address_string()} {format % args}")
