"""A build takes its place in one short step: all new files are on the disk before the first old one goes.

New files are written to a folder of their own inside the site. When all are there, a list of what is to be done is put
beside them; from then on the build counts as made. A build that is interrupted before has changed no page; one that is
interrupted after is finished by the next, from that list. Each file is replaced whole. Files that no build has made are
never touched.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import filelock

from pressbox.errors import SiteNotWritten
from pressbox.publish.site.manifest import FILE, FOLDER

_NEW = "new"
_LIST = "moves.json"
_LOCK = "lock"


class Staging:
    """The site's folder while a build is under way.

    Raises
    ------
    SiteNotWritten
        If the folder cannot be made or written, or another build is under way in it.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self._own = site / FOLDER
        self._new = self._own / _NEW
        self._lock = filelock.FileLock(self._own / _LOCK)

    def __enter__(self) -> Staging:
        with _told(self.site):
            self._own.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=0)
            except filelock.Timeout as error:
                raise SiteNotWritten(
                    f"another build is under way in {self.site}; wait for it, or choose another --out."
                ) from error
            self._finish()
            shutil.rmtree(self._new, ignore_errors=True)
            self._new.mkdir()
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._new, ignore_errors=True)
        self._lock.release()

    def write(self, files: Mapping[str, bytes]) -> None:
        """Put files of the new site beside the old one."""
        with _told(self.site):
            for name, content in files.items():
                path = self._new / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)

    def commit(self, manifest: str, gone: Iterable[str]) -> None:
        """Let the new files take the place of the old ones; those that are gone are removed."""
        self.write({f"{FOLDER}/{FILE}": manifest.encode()})
        with _told(self.site):
            names = sorted(str(p.relative_to(self._new)) for p in self._new.rglob("*") if p.is_file())
            for name in names:
                _to_disk(self._new / name)
            waiting = self._own / f"{_LIST}.new"
            waiting.write_text(json.dumps({"moves": names, "gone": sorted(gone)}), encoding="utf-8")
            _to_disk(waiting)
            waiting.replace(self._own / _LIST)
            self._finish()

    def _finish(self) -> None:
        """Do what a finished build has left to do; nothing where there is none."""
        listed = self._own / _LIST
        if not listed.exists():
            return
        todo = json.loads(listed.read_text(encoding="utf-8"))
        # The manifest comes last, so that it never speaks of files that are not there.
        for name in sorted(todo["moves"], key=lambda name: name.startswith(FOLDER)):
            target = self.site / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):  # moved before the interruption
                (self._new / name).replace(target)
        for name in todo["gone"]:
            (self.site / name).unlink(missing_ok=True)
        listed.unlink()


@contextlib.contextmanager
def _told(site: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SiteNotWritten(
            f"{site} could not be written: {reason}. Choose another folder with --out, or make room."
        ) from error


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
