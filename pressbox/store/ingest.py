"""Files to a store: read what changed, keep what did not, build beside the old store, then take its place.

The new store is a file of its own until it is whole, so whoever reads meanwhile, and whoever pulls the plug, sees the
old store or the new one. A file that cannot be read, or that holds less than the copy already kept, leaves the kept
rows as they are and is reported.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import dataclasses
import hashlib
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import filelock

import pressbox
from pressbox.errors import HomeNotUsable, NothingToIngest, PressboxError, StoreBusy
from pressbox.sources.base import Bundle, Parsed, Source
from pressbox.sources.rows import TABLES
from pressbox.store import schema
from pressbox.store.database import STORE_FILE, check_schema
from pressbox.store.resolve import reference_digest, resolve

if TYPE_CHECKING:
    import pyarrow as pa

Progress = Callable[[str, int, int], None]
"""Called with what is going on, how much is done, and of how much."""

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
    kept_matches: int
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


def ingest(home: Path, folder: Path, sources: Sequence[Source], progress: Progress = lambda *_: None) -> IngestReport:
    """Read a folder into the store of a data home.

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
        return _ingest_locked(home, found, progress)


@contextlib.contextmanager
def _writing(home: Path) -> Iterator[None]:
    """The right to write in a home, for one process at a time."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(home / "pressbox.lock")
        with lock.acquire(timeout=0):
            for remnant in home.glob("*.building*"):
                remnant.unlink()
            yield
    except filelock.Timeout as error:
        raise StoreBusy(f"another process is changing the store in {home}; wait for it, then try again.") from error
    except OSError as error:
        raise HomeNotUsable(f"the data home {home} cannot be written: {error.strerror or error}.") from error
    except duckdb.Error as error:
        if isinstance(error, duckdb.IOException | duckdb.OutOfMemoryException | duckdb.FatalException):
            raise HomeNotUsable(
                f"the store in {home} could not be written and stays as it was: {_first_line(error)}"
            ) from error
        raise


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0]


def _ingest_locked(home: Path, found: list[tuple[Source, Bundle]], progress: Progress) -> IngestReport:
    store = home / STORE_FILE
    readings = _readings(store, found, progress)
    reports = [_unchanged(reading) for reading in readings if not reading.fresh]
    fresh = [reading for reading in readings if reading.fresh]
    if not fresh and _same_reference(store):
        return IngestReport(tuple(reports), changed=False)
    building = home / f"{STORE_FILE}.building"
    try:
        with _new_store(building) as connection:
            reports += build(connection, fresh, store if store.exists() else None, progress)
        _take_place(building, store)
    finally:
        for remnant in home.glob(f"{building.name}*"):
            remnant.unlink(missing_ok=True)
    return IngestReport(tuple(reports), changed=True)


def _unchanged(reading: _Reading) -> FileReport:
    return FileReport(reading.source.name, reading.bundle.name, "unchanged", reading.kept_matches)


@contextlib.contextmanager
def _new_store(path: Path | str) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(str(path), config={"memory_limit": _MEMORY_LIMIT, "threads": 2})
    try:
        for table in schema.tables():
            connection.execute(table.ddl)
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


def _readings(store: Path, found: list[tuple[Source, Bundle]], progress: Progress) -> list[_Reading]:
    """Compare what is there with what the store already holds."""
    kept: dict[tuple[str, str], tuple[int, str, int, int]] = {}
    if store.exists():
        with duckdb.connect(str(store), read_only=True) as old:
            check_schema(old, store)
            rows = old.execute("SELECT source, name, id, digest, source_version, matches FROM bundles").fetchall()
        kept = {(row[0], row[1]): tuple(row[2:]) for row in rows}
    readings = []
    for done, (source, bundle) in enumerate(found):
        progress("comparing files", done, len(found))
        digest = digest_of(bundle)
        number, old_digest, version, matches = kept.get((source.name, bundle.name), (None, "", 0, 0))
        fresh = (old_digest, version) != (digest, source.version)
        readings.append(_Reading(bundle, source, digest, number, matches, fresh))
    return readings


def _same_reference(store: Path) -> bool:
    """Whether the store was made with the same names, competitions and code as this program has."""
    if not store.exists():
        return False
    with duckdb.connect(str(store), read_only=True) as old:
        row = old.execute("SELECT value FROM meta WHERE key = 'reference'").fetchone()
    return row is not None and row[0] == reference_digest()


def build(
    connection: duckdb.DuckDBPyConnection, fresh: Sequence[_Reading], old: Path | None, progress: Progress
) -> list[FileReport]:
    """Fill an empty store: kept rows of the old one, rows of fresh bundles, then everything derived from them."""
    replaced: set[int] = set()
    reports: list[FileReport] = []
    number = 0 if old is None else _attach(connection, old)
    for done, (reading, tables, reason) in enumerate(_parse_all(fresh)):
        progress("reading files", done, len(fresh))
        report = _judge(reading, tables, reason)
        reports.append(report)
        if tables is None or report.outcome in ("failed", "refused"):
            continue
        if reading.kept is not None:
            replaced.add(reading.kept)
        number += 1
        _insert(connection, number, reading, tables)
    if old is not None:
        progress("keeping what was there", 0, 1)
        _copy_kept(connection, replaced)
    resolve(connection, progress)
    _write_meta(connection)
    connection.execute("CHECKPOINT")
    return reports


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
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as pool:
        try:
            yield from (
                (reading, *parsed) for reading, parsed in zip(fresh, pool.map(_parse, jobs, chunksize=4), strict=True)
            )
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


def _attach(connection: duckdb.DuckDBPyConnection, old: Path) -> int:
    """Attach the old store; the highest bundle id in it."""
    quoted = str(old).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS old (READ_ONLY)")
    row = connection.execute("SELECT coalesce(max(id), 0) FROM old.bundles").fetchone()
    return int(row[0]) if row else 0


def _copy_kept(connection: duckdb.DuckDBPyConnection, replaced: set[int]) -> None:
    gone = list(replaced) or [-1]
    for name in TABLES:
        connection.execute(
            f"INSERT INTO said_{name} SELECT * FROM old.said_{name} WHERE NOT list_contains(?, bundle)", [gone]
        )
    connection.execute("INSERT INTO bundles SELECT * FROM old.bundles WHERE NOT list_contains(?, id)", [gone])
    connection.execute("DETACH old")


def _write_meta(connection: duckdb.DuckDBPyConnection) -> None:
    digests = connection.execute("SELECT source, name, digest FROM bundles ORDER BY ALL").fetchall()
    data_version = hashlib.sha256(repr((digests, reference_digest())).encode()).hexdigest()[:16]
    rows = {
        "schema_version": str(schema.SCHEMA_VERSION),
        "pressbox_version": pressbox.__version__,
        "data_version": data_version,
        "reference": reference_digest(),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", list(rows.items()))


def ingest_in_memory(folder: Path, sources: Sequence[Source]) -> duckdb.DuckDBPyConnection:
    """A store that lives in memory only: the embedded sample on a fresh machine.

    Raises
    ------
    NothingToIngest
        If no source knows a file below the folder.
    """
    found = find_bundles(folder, sources)
    connection = duckdb.connect(":memory:", config={"threads": 2})
    for table in schema.tables():
        connection.execute(table.ddl)
    readings = [_Reading(bundle, source, digest_of(bundle), None, 0, fresh=True) for source, bundle in found]
    build(connection, readings, None, lambda *_: None)
    return connection
