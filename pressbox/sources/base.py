"""What a source is: one publisher, its files, and how to read them.

A source turns bundles into ``Parsed`` rows and knows nothing of other sources or of the store. To add one, write
``sources/<publisher>.py`` with a subclass of ``Source``, put a cut sample in ``tests/files/<publisher>/``, add a row
to ``docs/sources.md``, and name the class in ``SOURCES`` of ``sources/registry.py``.
"""

from __future__ import annotations

import abc
import dataclasses
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from pressbox.errors import LayoutChanged
from pressbox.sources.rows import (
    AvailabilityRow,
    CardRow,
    ClubNameRow,
    GoalRow,
    IncidentRow,
    LineupRow,
    MatchRow,
    MatchStatsRow,
    PlayerMatchRow,
    PriceRow,
    PublishedForecastRow,
    RejectedRow,
    SquadRow,
    SubstitutionRow,
)


@dataclasses.dataclass(frozen=True)
class Bundle:
    """The files that must be read together; for most sources, one file.

    Attributes
    ----------
    source : str
        Name of the source it belongs to.
    name : str
        Path below the folder of the source, with ``/``; unique in the source and the same on every machine.
    paths : tuple of Path
        The files, in the order in which ``parse`` wants them.
    """

    source: str
    name: str
    paths: tuple[Path, ...]


@dataclasses.dataclass
class Parsed:
    """The rows of one bundle. ``data_rows`` counts what the file holds: no header, no blank line."""

    data_rows: int = 0
    matches: list[MatchRow] = dataclasses.field(default_factory=list)
    goals: list[GoalRow] = dataclasses.field(default_factory=list)
    cards: list[CardRow] = dataclasses.field(default_factory=list)
    substitutions: list[SubstitutionRow] = dataclasses.field(default_factory=list)
    incidents: list[IncidentRow] = dataclasses.field(default_factory=list)
    lineups: list[LineupRow] = dataclasses.field(default_factory=list)
    match_stats: list[MatchStatsRow] = dataclasses.field(default_factory=list)
    prices: list[PriceRow] = dataclasses.field(default_factory=list)
    published_forecasts: list[PublishedForecastRow] = dataclasses.field(default_factory=list)
    player_matches: list[PlayerMatchRow] = dataclasses.field(default_factory=list)
    squads: list[SquadRow] = dataclasses.field(default_factory=list)
    availability: list[AvailabilityRow] = dataclasses.field(default_factory=list)
    club_names: list[ClubNameRow] = dataclasses.field(default_factory=list)
    rejected: list[RejectedRow] = dataclasses.field(default_factory=list)

    def reject(self, source_line: int, value: object, reason: str) -> None:
        """Keep a row that cannot be loaded, with where it is and why."""
        self.rejected.append(RejectedRow(source_line, str(value)[:500], reason))


@dataclasses.dataclass(frozen=True)
class Download:
    """One file that ``pull`` fetches: its address and its place below the source's folder."""

    url: str
    path: str


class Source(abc.ABC):
    """One publisher.

    Attributes
    ----------
    name : str
        Short name, unique, used in the store, in messages and on the command line.
    title, licence, home : str
        For people: the publisher, the licence as stated, the web page.
    folder : str
        Name of its folder in a data directory (``football-data``).
    version : int
        Raised when ``parse`` gives other rows for the same bytes, so that files are read again.
    priority : int
        Lower wins where two sources disagree about a match.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    licence: ClassVar[str]
    home: ClassVar[str]
    folder: ClassVar[str]
    version: ClassVar[int] = 1
    priority: ClassVar[int]

    @abc.abstractmethod
    def bundles(self, folder: Path) -> Iterator[Bundle]:
        """Find this source's bundles below ``folder`` (the source's own folder), sorted by name."""

    @abc.abstractmethod
    def parse(self, bundle: Bundle) -> Parsed:
        """Read a bundle to rows.

        Raises
        ------
        LayoutChanged
            If a file as a whole is not in this source's layout. A bad row is put in ``rejected`` instead.
        """

    def downloads(self, season: str) -> Iterator[Download]:  # noqa: ARG002
        """Live files of a season (``2023-24``), for ``pull``; none by default."""
        return iter(())


def read_text(path: Path, encodings: tuple[str, ...] = ("utf-8-sig",)) -> str:
    """Text of a plain or gzip file, in the first encoding that fits; every line ending becomes a line feed.

    Raises
    ------
    LayoutChanged
        If the file cannot be read, is a broken gzip, or fits none of the encodings.
    """
    data = read_bytes(path)
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            last = error
            continue
        return text.replace("\r\n", "\n").replace("\r", "\n")
    line = data.count(b"\n", 0, last.start) + 1
    raise LayoutChanged(
        f"{path}, line {line}: byte 0x{data[last.start]:02x} is not {encodings[-1]}; save the file as UTF-8."
    ) from last


def read_bytes(path: Path) -> bytes:
    """Bytes of a plain or gzip file.

    Raises
    ------
    LayoutChanged
        If the file cannot be read or is a broken gzip.
    """
    try:
        data = path.read_bytes()
        if path.suffix == ".gz":
            with gzip.open(io.BytesIO(data)) as file:
                return file.read()
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise LayoutChanged(f"{path}: broken gzip ({error}); fetch the file again.") from error
    except OSError as error:
        raise LayoutChanged(f"{path}: cannot be read ({error.strerror}).") from error
    return data
