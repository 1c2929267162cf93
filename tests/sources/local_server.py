"""A publisher on this machine that answers as told, misbehaves as told, and keeps a log of who asked for what."""

from __future__ import annotations

import contextlib
import dataclasses
import socket
import struct
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclasses.dataclass(frozen=True)
class File:
    """A file, with what its server says of its version; ``sent`` cuts the body short of the announced length."""

    body: bytes
    etag: str | None = None
    modified: str | None = None
    ranges: bool = True
    sent: int | None = None

    def answer(self, handler: Handler) -> None:
        asked = handler.headers
        if (self.etag and asked["If-None-Match"] == self.etag) or (
            self.modified and asked["If-Modified-Since"] == self.modified
        ):
            handler.reply(304, self.version())
            return
        start = 0
        if self.ranges and asked["Range"] and asked["If-Range"] in (self.etag, self.modified):
            start = int(asked["Range"].removeprefix("bytes=").removesuffix("-"))
        part = {"Content-Range": f"bytes {start}-{len(self.body) - 1}/{len(self.body)}"} if start else {}
        handler.reply(206 if start else 200, self.version() | part, self.body[start:], self.sent)

    def version(self) -> dict[str, str]:
        given = {"ETag": self.etag, "Last-Modified": self.modified}
        return {name: value for name, value in given.items() if value}


@dataclasses.dataclass(frozen=True)
class Status:
    """A bare status, with headers and perhaps a body."""

    code: int
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    body: bytes = b""

    def answer(self, handler: Handler) -> None:
        handler.reply(self.code, self.headers, self.body)


@dataclasses.dataclass(frozen=True)
class Chunked:
    """A body whose length is not announced."""

    body: bytes

    def answer(self, handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(self.body), self.body))


@dataclasses.dataclass(frozen=True)
class Silence:
    """No answer until the publisher closes."""

    def answer(self, handler: Handler) -> None:
        handler.publisher.closing.wait(5)
        handler.close_connection = True


@dataclasses.dataclass(frozen=True)
class Reset:
    """The connection is reset without an answer."""

    def answer(self, handler: Handler) -> None:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
        handler.close_connection = True


Answer = File | Status | Chunked | Silence | Reset


@dataclasses.dataclass(frozen=True)
class Asked:
    """One request that came in."""

    path: str
    headers: dict[str, str]


class Publisher:
    """Answers per path, in turn; the last one for ever. Whatever has none is not found."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.log: list[Asked] = []
        self.thinking_seconds = 0.0  # between a request and its answer; requests that overlap count as at once
        self.at_once = 0
        self.most_at_once = 0
        self.closing = threading.Event()
        self.lock = threading.Lock()
        self.address = ""

    def serve(self, path: str, *answers: Answer) -> str:
        """Set the answers of a path; returns its address."""
        self.answers[path] = list(answers)
        return self.address + path

    def next_answer(self, path: str) -> Answer:
        answers = self.answers.get(path, [Status(404)])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def asked_for(self, path: str) -> list[Asked]:
        return [asked for asked in self.log if asked.path == path]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    publisher: Publisher

    def do_GET(self) -> None:
        publisher = self.publisher
        with publisher.lock:
            publisher.log.append(Asked(self.path, dict(self.headers)))
            publisher.at_once += 1
            publisher.most_at_once = max(publisher.most_at_once, publisher.at_once)
            answer = publisher.next_answer(self.path)
        publisher.closing.wait(publisher.thinking_seconds)
        with publisher.lock:
            publisher.at_once -= 1
        answer.answer(self)

    def reply(self, code: int, headers: Mapping[str, str], body: bytes = b"", sent: int | None = None) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:sent])
        self.close_connection = sent is not None

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002
        return "Thu, 18 Apr 2024 19:00:00 GMT"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is part of the play."""


@contextlib.contextmanager
def publishing() -> Iterator[Publisher]:
    """A publisher that is open for as long as the context lasts."""
    publisher = Publisher()
    server = QuietServer(("127.0.0.1", 0), type("PublisherHandler", (Handler,), {"publisher": publisher}))
    publisher.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield publisher
    finally:
        publisher.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()
