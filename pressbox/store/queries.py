"""How the store's code speaks to DuckDB: SQL from files, by name, and rows in bulk."""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from importlib import resources

import duckdb

from pressbox.store.schema import arrow_type


@functools.cache
def sql(name: str) -> str:
    """Text of ``store/sql/<name>.sql``."""
    return resources.files("pressbox.store").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")


def connect(path: str, **settings: str | int) -> duckdb.DuckDBPyConnection:
    """Open a database on two threads; DuckDB's own progress bar, which writes to stdout, stays off."""
    connection = duckdb.connect(path, config={"threads": 2, **settings})
    connection.execute("SET enable_progress_bar = false")
    return connection


@contextlib.contextmanager
def heeding_ctrl_c(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Let Ctrl-C end a query at once.

    DuckDB looks for signals only between the tasks of a query, and one task can last minutes. Python's own handler
    waits for DuckDB too; but the number of a signal is written to a pipe at once, and a thread reads it there.

    Raises
    ------
    KeyboardInterrupt
        Where DuckDB makes another error of it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    before = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    watcher = threading.Thread(target=_interrupt_on_signal, args=(connection, reading), daemon=True)
    watcher.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise KeyboardInterrupt from error
    finally:
        signal.set_wakeup_fd(before)
        os.close(writing)
        watcher.join()
        os.close(reading)


def _interrupt_on_signal(connection: duckdb.DuckDBPyConnection, reading: int) -> None:
    while number := os.read(reading, 1):
        if number[0] == signal.SIGINT:
            connection.interrupt()


def append_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Add rows, in the order of the table's columns, in one go; row by row DuckDB is slow."""
    import pyarrow as pa

    if not rows:
        return
    columns = connection.execute(f"SELECT name, type FROM pragma_table_info('{table}')").fetchall()
    types = [(name, arrow_type(kind)) for name, kind in columns]
    arrays = [pa.array(column, type=kind) for column, (_, kind) in zip(zip(*rows, strict=True), types, strict=True)]
    connection.register("incoming", pa.Table.from_arrays(arrays, names=[name for name, _ in types]))
    connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")
    connection.unregister("incoming")
