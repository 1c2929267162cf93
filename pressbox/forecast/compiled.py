"""Compile functions with numba, and keep the compiled code from one process to the next.

numba is imported without all of ``scipy.linalg``, which it imports only to see whether there is BLAS: 0.15 s that a
forecast does not have to spare. scipy is one of our dependencies, so there is; code that multiplies matrices gets it
when it is compiled.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
from numba.np import linalg

_looks_for_blas = linalg.ensure_blas
linalg.ensure_blas = lambda: None
try:
    import numba.np.arraymath
finally:
    linalg.ensure_blas = _looks_for_blas

Function = TypeVar("Function", bound=Callable[..., Any])


def jit(**options: bool) -> Callable[[Function], Function]:
    """Decorator that compiles a function at its first call; options are those of ``numba.njit``.

    Where no folder can be written, neither that of the package nor the user's, each process compiles anew.
    """

    def compiled(function: Function) -> Function:
        try:
            made = numba.njit(cache=True, error_model="numpy", **options)(function)
        except RuntimeError:  # "cannot cache function ...: no locator available"
            made = numba.njit(error_model="numpy", **options)(function)
        return cast("Function", made)

    return compiled


def compiled_before(function: Callable[..., Any]) -> bool:
    """Whether the compiled code of a function is at hand, in this process or kept from an earlier one."""
    made = cast("Any", function)
    if made.signatures:
        return True
    source, folder = Path(made.py_func.__code__.co_filename), made.stats.cache_path
    if folder is None:
        return False
    kept = Path(folder).glob(f"{source.stem}.{made.py_func.__name__}-*.nbi")
    return any(file.stat().st_mtime >= source.stat().st_mtime for file in kept)
