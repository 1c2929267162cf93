"""An edition: a preview as it was published, with its place in the chain; never edited.

An edition is one JSON file. It names the file before it by its hash, so that all editions of a home are one chain, and
its line in the ledger is made of nothing but its own bytes.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pressbox.publish.file_names import plain

MOMENTS = frozenset({"as_of", "made_at", "data_version", "hash", "movement"})
"""Keys of a preview's document that change with the moment it is asked for, though nothing that is told does."""


@dataclasses.dataclass(frozen=True)
class Edition:
    """A published preview.

    Attributes
    ----------
    number : int
        Its place among all editions of the home, from 1.
    published_at : datetime
        By the clock of the machine, UTC.
    previous : str or None
        SHA-256 of the file of the edition before it; None of the first.
    content : str
        Digest of what it tells, whatever the moment: two editions of the same content are never both kept.
    kick_off_at : datetime or None
        UTC with its offset, as known when it was published.
    late : bool
        Whether it was published when the match had begun; its knowledge is of before kick-off all the same.
    preview : mapping
        The document of ``preview --format json``.
    grid : tuple of tuple of float, or None
        Entry [h][a] is P(h-a after 90 minutes); None without a forecast.
    beside : mapping
        What simpler forecasts said at the same moment: by name (``elo``, ``base_rate``) their ``result``, ``over_2_5``
        and ``grid``.
    """

    number: int
    published_at: dt.datetime
    previous: str | None
    content: str
    kick_off_at: dt.datetime | None
    late: bool
    preview: Mapping[str, Any]
    grid: tuple[tuple[float, ...], ...] | None
    beside: Mapping[str, Any]

    @property
    def fixture(self) -> Mapping[str, Any]:
        """The fixture of its document."""
        return dict(self.preview["fixture"])

    @property
    def as_of(self) -> dt.datetime:
        """The moment after which it knows nothing."""
        return dt.datetime.fromisoformat(self.preview["edition"]["as_of"])

    @property
    def file(self) -> str:
        """Its path below the folder of editions."""
        fixture = self.fixture
        return f"{fixture['date']}/{self.number:06}-{plain(fixture['home'])}-{plain(fixture['away'])}.json"

    def to_dict(self) -> dict[str, Any]:
        """The document of its file."""
        return {
            "number": self.number,
            "published_at": self.published_at.isoformat(timespec="seconds"),
            "previous": self.previous,
            "content": self.content,
            "kick_off_at": self.kick_off_at.isoformat(timespec="seconds") if self.kick_off_at else None,
            "late": self.late,
            "preview": dict(self.preview),
            "grid": [list(row) for row in self.grid] if self.grid else None,
            "beside": dict(self.beside),
        }

    def render(self) -> bytes:
        """The bytes of its file."""
        return (json.dumps(self.to_dict(), ensure_ascii=False, indent=1) + "\n").encode()

    @classmethod
    def parse(cls, data: bytes) -> Edition:
        """The edition of a file.

        Raises
        ------
        ValueError
            If the bytes are no edition.
        """
        try:
            read = json.loads(data.decode())
            edition = cls(
                int(read["number"]),
                dt.datetime.fromisoformat(read["published_at"]),
                read["previous"],
                read["content"],
                dt.datetime.fromisoformat(read["kick_off_at"]) if read["kick_off_at"] else None,
                read["late"],
                read["preview"],
                tuple(tuple(row) for row in read["grid"]) if read["grid"] else None,
                read["beside"],
            )
            edition.entry(data)
        except (KeyError, TypeError, AttributeError, RecursionError, UnicodeError) as error:
            raise ValueError(f"no edition: {type(error).__name__}") from error
        return edition

    def entry(self, data: bytes) -> Entry:
        """Its line in the ledger, given the bytes of its file."""
        fixture = self.fixture
        return Entry(
            self.number,
            self.file,
            fixture["id"],
            dt.date.fromisoformat(fixture["date"]),
            fixture["home"],
            fixture["away"],
            self.as_of,
            self.published_at,
            self.late,
            self.content,
            hashlib.sha256(data).hexdigest(),
        )


@dataclasses.dataclass(frozen=True)
class Entry:
    """A line of the ledger: which edition there is, and the hash of its file.

    Attributes
    ----------
    fixture : str
        Id of the fixture.
    date : date
        Day of the match, as known when it was published.
    sha256 : str
        Of the file.
    """

    number: int
    file: str
    fixture: str
    date: dt.date
    home: str
    away: str
    as_of: dt.datetime
    published_at: dt.datetime
    late: bool
    content: str
    sha256: str

    def to_dict(self) -> dict[str, Any]:
        """The entry as a JSON document."""
        return dataclasses.asdict(self) | {
            "date": self.date.isoformat(),
            "as_of": self.as_of.isoformat(),
            "published_at": self.published_at.isoformat(timespec="seconds"),
        }

    def render(self) -> bytes:
        """The line, with a check of itself at its end."""
        document = self.to_dict()
        check = hashlib.sha256(json.dumps(document, ensure_ascii=False).encode()).hexdigest()[:16]
        return (json.dumps(document | {"check": check}, ensure_ascii=False) + "\n").encode()

    @classmethod
    def parse(cls, line: bytes) -> Entry:
        """The entry of a line.

        Raises
        ------
        ValueError
            If the bytes are not those that an entry is written as.
        """
        try:
            read = json.loads(line.decode())
            read.pop("check")
            read["date"] = dt.date.fromisoformat(read["date"])
            read["as_of"], read["published_at"] = (
                dt.datetime.fromisoformat(read[name]) for name in ("as_of", "published_at")
            )
            entry = cls(**read)
            same = entry.render() == line
        except (KeyError, TypeError, AttributeError, RecursionError, UnicodeError) as error:
            raise ValueError(f"no line of a ledger: {type(error).__name__}") from error
        if not same:
            raise ValueError("no line of a ledger as it is written")
        return entry


def content_of(document: Mapping[str, Any]) -> str:
    """Digest of what a preview tells, without moments and without what stands beside the forecast.

    Parameters
    ----------
    document : mapping
        Of a preview that is compared with no earlier edition.
    """
    told = {key: value for key, value in document.items() if key != "data"}  # that changes every day
    text = json.dumps(_without_moments(told), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _without_moments(part: object) -> object:
    if isinstance(part, Mapping):
        return {key: _without_moments(value) for key, value in part.items() if key not in MOMENTS}
    if isinstance(part, list | tuple):
        return [_without_moments(value) for value in part]
    return part
