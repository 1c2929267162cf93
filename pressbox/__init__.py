"""Football match previews you can check.

In the order in which data flows:

``sources``
    bytes in, rows out; one module a publisher
``store``
    one DuckDB file; everything after reads only from here, as of a moment
``forecast``, ``facts``, ``squads``
    what may happen, what did happen, who may play; the three know nothing of one another
``preview``
    one document per fixture, from all of these
``publish``
    documents out: pages, text, JSON
``pipeline``, ``cli``
    the whole run on one page, and its commands

>>> import pressbox
>>> desk = pressbox.open()  # doctest: +SKIP
>>> fixture = desk.fixture("Atalanta", "Liverpool", on="2024-04-18")  # doctest: +SKIP
>>> desk.forecast(fixture).to_dict()["result"]  # doctest: +SKIP
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pressbox.errors import PressboxError

if TYPE_CHECKING:
    from pressbox.pipeline import Desk

__version__ = "0.1.0"
__all__ = ["PressboxError", "__version__", "open"]


def open(home: str | os.PathLike[str] | None = None) -> Desk:  # noqa: A001  (pressbox.open() is what people type)
    """Open the store of a data home; the embedded sample where the home is empty.

    Parameters
    ----------
    home : path, optional
        The data home; by default ``PRESSBOX_HOME``, else the platform's folder for user data.

    Raises
    ------
    StoreError
        If the store was written by another version or cannot be read.
    """
    from pressbox.pipeline import open_desk

    return open_desk(home)
