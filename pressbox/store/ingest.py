"""Files to a store: read what changed, keep what did not, build beside the old store, then take its place.

The new store is a file of its own until it is whole, so whoever reads meanwhile, and whoever pulls the plug, sees the
old store or the new one. A file that cannot be read, or that holds less than the copy already kept, leaves the kept
rows as they are and is reported.
"""

from __future__ import annotations

import concurrent.futures.process
import contextlib
import dataclasses
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import duckdb
import filelock

import pressbox
from pressbox.errors import HomeNotUsable, NothingToIngest, PressboxError, StoreBusy, StoreError
from pressbox.sources.base import Bundle, Parsed, Source
from pressbox.sources.rows import TABLES
from pressbox.store import schema
from pressbox.store.database import STORE_FILE, attach, first_line, open_store
from pressbox.store.queries import connect, heeding_ctrl_c
from pressbox.store.resolve import reference_digest, resolve
from pressbox.workers import Workers

if TYPE_CHECKING:
    import pyarrow as pa

    from pressbox.store.ratings import RatingBook

Progress = Callable[[str, int, int], None]
"""Called with what is going on, how much is done, and of how much."""


class Rater(Protocol):
    """Who saves ratings in a store that is being built; the store itself knows nothing of forecasts."""

    version: str

    def __call__(self, book: RatingBook, progress: Progress) -> None:
        """Write ratings into the book."""
        ...


_PARALLEL_FROM = 20
"""Bundles from which two processes are worth their start."""
_MEMORY_LIMIT = "2GB"


@dataclasses.dataclass(frozen=True)
class FileReport:
    """What became of one bundle."""

    source: str
    name: str
    outcome: str  # new, changed, unchanged, refused or failed
    rows: int = 0
    rejected: int = 0
    reason: str = ""


@dataclasses.dataclass(frozen=True)
class IngestReport:
    """What an ingest did; ``changed`` is False where the store was left as it was."""

    files: tuple[FileReport, ...]
    changed: bool

    def count(self, outcome: str) -> int:
        """Number of bundles of an outcome."""
        return sum(file.outcome == outcome for file in self.files)


@dataclasses.dataclass
class _Reading:
    """One bundle's way through an ingest."""

    bundle: Bundle
    source: Source
    digest: str
    kept: int | None  # id in the old store
    kept_matches: int  # of another copy of the files: what a new one must not fall below
    fresh: bool  # False where the kept rows are still right


def find_bundles(folder: Path, sources: Sequence[Source]) -> list[tuple[Source, Bundle]]:
    """Bundles of every source below a data folder, or of the one source whose folder it is.

    Raises
    ------
    NothingToIngest
        If there are none.
    """
    if not folder.is_dir():
        raise NothingToIngest(f"{folder} is not a folder; name the folder that holds the sources' folders.")
    found = [
        (source, bundle)
        for source in sources
        for place in (folder / source.folder, folder if folder.resolve().name == source.folder else None)
        if place is not None and place.is_dir()
        for bundle in source.bundles(place)
    ]
    if not found:
        found = [(source, bundle) for source in sources if source.name == "tables" for bundle in source.bundles(folder)]
    if not found:
        known = ", ".join(sorted({source.folder for source in sources}))
        raise NothingToIngest(f"{folder} holds nothing that Pressbox can read; it looks for folders named {known}.")
    return found


def digest_of(bundle: Bundle) -> str:
    """SHA-256 over the bytes of a bundle's files."""
    digest = hashlib.sha256()
    for path in bundle.paths:
        digest.update(path.name.encode())
        with contextlib.suppress(OSError):  # an unreadable file fails when it is parsed, with a proper message
            digest.update(path.read_bytes())
    return digest.hexdigest()


def ingest(
    home: Path,
    folder: Path,
    sources: Sequence[Source],
    progress: Progress = lambda *_: None,
    rater: Rater | None = None,
) -> IngestReport:
    """Read a folder into the store of a data home, and rate its matches if there is who rates.

    Raises
    ------
    NothingToIngest
        If no source knows a file below the folder.
    StoreBusy
        If another process is ingesting into the same home.
    HomeNotUsable
        If the home cannot be written, or the disk is full; the store stays as it was.
    """
    found = find_bundles(folder, sources)
    with _writing(home):
        return _ingest_locked(home, found, progress, rater)


@contextlib.contextmanager
def _writing(home: Path) -> Iterator[None]:
    """The right to write in a home, for one process at a time."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(home / "pressbox.lock")
        with lock.acquire(timeout=0):
            _clear(home)
            yield
    except filelock.Timeout as error:
        raise StoreBusy(f"another process is changing the store in {home}; wait for it, then try again.") from error
    except OSError as error:
        raise HomeNotUsable(f"the data home {home} cannot be written: {error.strerror or error}.") from error
    except duckdb.Error as error:
        if isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException | duckdb.FatalException):
            raise HomeNotUsable(
                f"the store in {home} could not be written and stays as it was: {first_line(error)}"
            ) from error
        raise


def _clear(home: Path) -> None:
    """Remove what an interrupted ingest left behind; DuckDB's spill folder is one of these."""
    for remnant in home.glob(f"{STORE_FILE}.building*"):
        if remnant.is_dir():
            shutil.rmtree(remnant)
        else:
            remnant.unlink()


def _ingest_locked(
    home: Path, found: list[tuple[Source, Bundle]], progress: Progress, rater: Rater | None
) -> IngestReport:
    store = home / STORE_FILE
    old = store if store.exists() else None
    readings = _readings(old, found, progress)
    fresh = [reading for reading in readings if reading.fresh]
    reports = [
        FileReport(reading.source.name, reading.bundle.name, "unchanged") for reading in readings if not reading.fresh
    ]
    outdated = old is not None and not _up_to_date(old, rater)
    if not fresh and not outdated:
        return IngestReport(tuple(reports), changed=False)
    building = home / f"{STORE_FILE}.building"
    try:
        with _new_store(building) as connection:
            read, replaced = _read(connection, fresh, old, progress)
            changed = outdated or any(report.outcome in ("new", "changed") for report in read)
            if changed:
                _complete(connection, replaced, old, progress, rater)
        if changed:
            _take_place(building, store)
    finally:
        _clear(home)
    return IngestReport((*reports, *read), changed)


@contextlib.contextmanager
def _new_store(path: Path | str) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = connect(str(path), memory_limit=_MEMORY_LIMIT)
    try:
        for table in schema.tables():
            connection.execute(table.ddl)
        with heeding_ctrl_c(connection):
            yield connection
    finally:
        connection.close()


def _take_place(building: Path, store: Path) -> None:
    """Put the finished file in the store's place, in one step that survives a crash."""
    with building.open("rb+") as file:
        os.fsync(file.fileno())
    building.replace(store)
    folder = os.open(store.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _readings(old: Path | None, found: list[tuple[Source, Bundle]], progress: Progress) -> list[_Reading]:
    """Compare what is there with what the store already holds."""
    kept: dict[tuple[str, str], tuple[int, str, int, int]] = {}
    if old is not None:
        with open_store(old) as connection:
            query = "SELECT source, name, id, digest, source_version, matches FROM bundles"
            kept = {(row[0], row[1]): row[2:] for row in connection.execute(query).fetchall()}
    readings = []
    for done, (source, bundle) in enumerate(found):
        progress("comparing files", done, len(found))
        digest = digest_of(bundle)
        number, old_digest, version, matches = kept.get((source.name, bundle.name), (None, "", 0, 0))
        fresh = (old_digest, version) != (digest, source.version)
        # The same bytes read by a better parser may hold fewer matches than the old one saw in them.
        readings.append(_Reading(bundle, source, digest, number, matches if old_digest != digest else 0, fresh))
    return readings


def _up_to_date(store: Path, rater: Rater | None) -> bool:
    """Whether the store was made with the same names, competitions, code and ratings as this program has."""
    with open_store(store) as connection:
        meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    return meta.get("reference") == reference_digest() and (rater is None or meta.get("ratings") == rater.version)


def _read(
    connection: duckdb.DuckDBPyConnection, fresh: Sequence[_Reading], old: Path | None, progress: Progress
) -> tuple[list[FileReport], set[int]]:
    """Put the rows of fresh bundles into an empty store; what became of each, and the ids of those they replace."""
    number = 0 if old is None else _last_bundle(old)
    replaced: set[int] = set()
    reports: list[FileReport] = []
    connection.begin()  # one for all: a commit waits for the disk
    for done, (reading, tables, reason) in enumerate(_parse_all(fresh)):
        progress("reading files", done, len(fresh))
        report = _judge(reading, tables, reason)
        reports.append(report)
        if tables is None or report.outcome == "refused":
            continue
        if reading.kept is not None:
            replaced.add(reading.kept)
        number += 1
        _insert(connection, number, reading, tables)
    connection.commit()
    return reports, replaced


def _complete(
    connection: duckdb.DuckDBPyConnection,
    replaced: set[int],
    old: Path | None,
    progress: Progress,
    rater: Rater | None = None,
) -> None:
    """Add the rows of the old store that are not replaced, then everything that is derived."""
    if old is not None:
        progress("keeping what was there", 0, 1)
        _copy_kept(connection, replaced, old)
    resolve(connection, progress)
    if rater is not None:
        from pressbox.store.ratings import RatingBook

        rater(RatingBook(connection, old), progress)
    _write_meta(connection, rater)
    connection.execute("CHECKPOINT")


def _judge(reading: _Reading, tables: _Tables | None, reason: str) -> FileReport:
    name = (reading.source.name, reading.bundle.name)
    if tables is None:
        return FileReport(*name, "failed", reason=reason)
    rows, rejected = tables.data_rows, tables.tables["rejected"].num_rows
    matches = tables.tables["matches"].num_rows
    if matches < reading.kept_matches:
        reason = f"holds {matches:,} matches, fewer than the {reading.kept_matches:,} kept; the kept ones stay"
        return FileReport(*name, "refused", rows, rejected, reason)
    return FileReport(*name, "new" if reading.kept is None else "changed", rows, rejected)


@dataclasses.dataclass(frozen=True)
class _Tables:
    """A bundle's rows as Arrow tables: how they travel between processes and into DuckDB."""

    data_rows: int
    tables: dict[str, pa.Table]


def _parse_all(fresh: Sequence[_Reading]) -> Iterator[tuple[_Reading, _Tables | None, str]]:
    """Parse bundles, in two processes where there are many; the order is that of ``fresh``."""
    jobs = [(reading.source, reading.bundle) for reading in fresh]
    if len(jobs) < _PARALLEL_FROM:
        for reading, job in zip(fresh, jobs, strict=True):
            yield reading, *_parse(job)
        return
    with Workers(2) as pool:
        try:
            yield from (
                (reading, *parsed) for reading, parsed in zip(fresh, pool.map(_parse, jobs, chunksize=4), strict=True)
            )
        except concurrent.futures.process.BrokenProcessPool as error:
            raise StoreError(
                "a process that reads files ended early, perhaps for want of memory; the store stays as it was."
            ) from error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _parse(job: tuple[Source, Bundle]) -> tuple[_Tables | None, str]:
    source, bundle = job
    try:
        parsed = source.parse(bundle)
    except PressboxError as error:
        return None, str(error)
    return to_arrow(parsed), ""


def to_arrow(parsed: Parsed) -> _Tables:
    """Rows as columns, typed as the store wants them."""
    import pyarrow as pa

    tables = {}
    for name in TABLES:
        rows = getattr(parsed, name)
        types = schema.arrow_schema(name)
        columns = zip(*rows, strict=True) if rows else ((),) * len(types)
        tables[name] = pa.Table.from_arrays(
            [pa.array(column, type=field.type) for column, field in zip(columns, types, strict=True)], schema=types
        )
    return _Tables(parsed.data_rows, tables)


def _insert(connection: duckdb.DuckDBPyConnection, number: int, reading: _Reading, parsed: _Tables) -> None:
    for name, table in parsed.tables.items():
        if table.num_rows:
            connection.register("incoming", table)
            connection.execute(f"INSERT INTO said_{name} SELECT ?, * FROM incoming", [number])
            connection.unregister("incoming")
    source = reading.source
    connection.execute(
        "INSERT INTO bundles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            number,
            source.name,
            reading.bundle.name,
            reading.digest,
            source.version,
            source.priority,
            parsed.data_rows,
            parsed.tables["matches"].num_rows,
            parsed.tables["rejected"].num_rows,
        ],
    )


def _last_bundle(store: Path) -> int:
    """The highest bundle id in use."""
    with open_store(store) as connection:
        row = connection.execute("SELECT coalesce(max(id), 0) FROM bundles").fetchone()
    return int(row[0]) if row else 0


def _copy_kept(connection: duckdb.DuckDBPyConnection, replaced: set[int], old: Path) -> None:
    attach(connection, old, "old")
    gone = list(replaced) or [-1]
    for name in TABLES:
        connection.execute(
            f"INSERT INTO said_{name} SELECT * FROM old.said_{name} WHERE NOT list_contains(?, bundle)", [gone]
        )
    connection.execute("INSERT INTO bundles SELECT * FROM old.bundles WHERE NOT list_contains(?, id)", [gone])
    connection.execute("DETACH old")


def _write_meta(connection: duckdb.DuckDBPyConnection, rater: Rater | None) -> None:
    digests = connection.execute("SELECT source, name, digest, source_version FROM bundles ORDER BY ALL").fetchall()
    data_version = hashlib.sha256(repr((digests, reference_digest())).encode()).hexdigest()[:16]
    rows = {
        "schema_version": str(schema.SCHEMA_VERSION),
        "pressbox_version": pressbox.__version__,
        "data_version": data_version,
        "reference": reference_digest(),
    }
    if rater is not None:
        rows["ratings"] = rater.version
    connection.executemany("INSERT INTO meta VALUES (?, ?)", list(rows.items()))


def ingest_in_memory(folder: Path, sources: Sequence[Source]) -> duckdb.DuckDBPyConnection:
    """A store that lives in memory only: the embedded sample on a fresh machine.

    Raises
    ------
    NothingToIngest
        If no source knows a file below the folder.
    """
    found = find_bundles(folder, sources)
    connection = connect(":memory:")
    for table in schema.tables():
        connection.execute(table.ddl)
    readings = [_Reading(bundle, source, digest_of(bundle), None, 0, fresh=True) for source, bundle in found]
    _read(connection, readings, None, lambda *_: None)
    _complete(connection, set(), None, lambda *_: None)
    return connection
