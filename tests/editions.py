"""Small hand-made editions and archives of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

from pressbox.publish.archive import Archive
from pressbox.publish.edition import Edition, Entry

NOON = dt.datetime(2024, 4, 1, 12, tzinfo=dt.UTC)


def document(home: str = "Arsenal", away: str = "Chelsea", as_of: str = "2024-04-20T00:00:00+01:00") -> dict[str, Any]:
    """What an edition needs of a preview's document."""
    return {
        "fixture": {"id": f"eng-1.2023-24.{home}.{away}".lower(), "date": "2024-04-20", "home": home, "away": away},
        "edition": {"hash": "0" * 64, "data_version": "d", "model_version": "shots 1", "as_of": as_of},
        "headline": f"{home} v {away}",
        "forecast": None,
        "news": {"home": {"players": []}, "away": {"players": []}},
        "lineups": {"home": {"known": False, "eleven": []}, "away": {"known": False, "eleven": []}},
    }


def edition(number: int = 1, **changes: Any) -> Edition:  # noqa: ANN401
    """An edition without a place in the chain, published a minute after the one before."""
    made = Edition(
        number=0,
        published_at=NOON + dt.timedelta(minutes=number),
        previous=None,
        content=f"{number:016}",
        kick_off_at=dt.datetime(2024, 4, 20, 14, tzinfo=dt.UTC),
        late=False,
        preview=document(),
        grid=None,
        beside={},
    )
    return dataclasses.replace(made, **changes)


def filled(home: Path, count: int = 4) -> Archive:
    """An archive of some editions of different fixtures."""
    archive = Archive(home)
    for number in range(1, count + 1):
        made = edition(number, preview=document(home=f"Club {number}"))
        archive.add(lambda _, made=made: made)  # type: ignore[misc]
    return archive


def files(archive: Archive) -> list[Path]:
    """Files of the editions in their order."""
    return [archive.folder / entry.file for entry in archive.entries()]


def only(entries: tuple[Entry, ...]) -> Entry:
    """The one entry there is."""
    (entry,) = entries
    return entry
