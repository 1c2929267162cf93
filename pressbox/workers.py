"""Processes that share the work of one command: Ctrl-C is for the one that hands it out, and they end with it."""

from __future__ import annotations

import concurrent.futures
import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from typing import Any, ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Workers(concurrent.futures.ProcessPoolExecutor):
    """Processes that begin anew, so that none inherits an open store.

    Each calls ``begin`` with ``given`` before its first piece of work. None sees Ctrl-C, not even while it starts;
    all end when the process that made them was killed.
    """

    def __init__(self, processes: int, begin: Callable[..., None] | None = None, *given: object) -> None:
        spawn = multiprocessing.get_context("spawn")
        super().__init__(processes, mp_context=spawn, initializer=_begin, initargs=(begin, given))

    def submit(
        self, work: Callable[_Given, _Result], /, *args: _Given.args, **kwargs: _Given.kwargs
    ) -> concurrent.futures.Future[_Result]:
        """Hand out a piece of work; the first ones start the processes, which inherit that Ctrl-C is held back."""
        with _ctrl_c_held_back():
            return super().submit(work, *args, **kwargs)


@contextlib.contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if begin is not None:
        begin(*given)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
