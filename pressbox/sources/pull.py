"""Live files of the sources to a folder that can be ingested like any other: ``<folder>/<source folder>/<path>``.

What is new is first downloaded to ``<folder>/.pull/incoming``. When all files of a source have been asked for, they
are laid over the kept ones in a view of links, and every bundle that a new file belongs to is read there, by the
source itself. A bundle that cannot be read, or that holds less than the kept one, is refused and the kept files
stay. Each file is replaced in one step. A pull may be interrupted at any moment; the next one goes on from there.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import filelock

from pressbox.errors import FetchError, HomeNotUsable, LayoutChanged, PullRefused, SourceError, StoreBusy
from pressbox.sources.base import Bundle, Download, Parsed, Source
from pressbox.sources.notes import Note, digest, read_note, write_note
from pressbox.sources.rows import TABLES
from pressbox.sources.tabular import season_between

if TYPE_CHECKING:  # httpx is loaded by those who fetch, not by those who only read the report
    from pressbox.sources.http import Fetcher

Outcome = Literal["fetched", "unchanged", "not there", "refused", "failed"]

WORK_FOLDER = ".pull"
FIRST_MONTH = 7  # a split-year season counts from July, when its first qualifying rounds are played
COUNTED = frozenset({"matches with a result", "readable rows"})
WITH_A_RESULT = frozenset({"played", "awarded", "walkover"})


@dataclasses.dataclass(frozen=True)
class PulledFile:
    """How one file fared: ``reason`` says why it was refused, failed or is not there."""

    source: str
    path: str
    url: str
    outcome: Outcome
    reason: str | None = None


@dataclasses.dataclass(frozen=True)
class PullReport:
    """How every file of a pull fared, in the order in which the sources name them."""

    files: tuple[PulledFile, ...]

    def only(self, outcome: Outcome) -> tuple[PulledFile, ...]:
        """The files with one outcome."""
        return tuple(file for file in self.files if file.outcome == outcome)

    @property
    def fetched(self) -> tuple[PulledFile, ...]:
        """Files that are new or newer than they were."""
        return self.only("fetched")

    @property
    def unchanged(self) -> tuple[PulledFile, ...]:
        """Files of which the kept copy is the newest."""
        return self.only("unchanged")

    @property
    def not_there(self) -> tuple[PulledFile, ...]:
        """Files that the publisher does not have, or not yet."""
        return self.only("not there")

    @property
    def refused(self) -> tuple[PulledFile, ...]:
        """Files that came and were not taken; kept copies stay."""
        return self.only("refused")

    @property
    def failed(self) -> tuple[PulledFile, ...]:
        """Files that could not be had."""
        return self.only("failed")


@dataclasses.dataclass(frozen=True)
class Step:
    """A file is about to be asked for: the ``number``-th of ``total``."""

    source: str
    path: str
    number: int
    total: int


@dataclasses.dataclass(frozen=True)
class Places:
    """Where one source's files lie: kept, just come, and both together for reading."""

    kept: Path
    incoming: Path
    notes: Path
    view: Path

    @classmethod
    def below(cls, folder: Path, source: Source) -> Places:
        """The places of a source below the folder that is pulled to."""
        work = folder / WORK_FOLDER
        return cls(folder / source.folder, *(work / name / source.folder for name in ("incoming", "notes", "view")))

    def known(self, path: str) -> Note:
        """Version of the newest copy that is there: come but not yet taken, or kept and still as it was fetched."""
        version = read_note(self._incoming_note(path))
        if version and version.get("sha256") == digest(self.incoming / path):
            return version
        self.discard(path)
        version = read_note(self._note(path))
        return version if version.get("sha256") == digest(self.kept / path) else {}

    def has_come(self, path: str) -> bool:
        """Whether a complete file waits to be taken or refused."""
        return (self.incoming / path).exists()

    def note_incoming(self, path: str, version: Note) -> None:
        """Note the version of a file that has come, so that an interrupted pull need not fetch it again."""
        write_note(self._incoming_note(path), {**version, "sha256": digest(self.incoming / path)})

    def take(self, path: str) -> bool:
        """Put a file that has come in the place of the kept one; False if it is the same to the byte."""
        new, kept = self.incoming / path, self.kept / path
        version = read_note(self._incoming_note(path))
        changed = digest(new) != digest(kept)
        kept.parent.mkdir(parents=True, exist_ok=True)
        new.replace(kept)
        write_note(self._note(path), version)
        self._incoming_note(path).unlink(missing_ok=True)
        return changed

    def discard(self, path: str) -> None:
        """Throw a file that has come away."""
        (self.incoming / path).unlink(missing_ok=True)
        self._incoming_note(path).unlink(missing_ok=True)

    @contextlib.contextmanager
    def overlaid(self, paths: Sequence[str]) -> Iterator[Path]:
        """A folder as the kept one would be with these files taken, for as long as the context lasts."""
        shutil.rmtree(self.view, ignore_errors=True)  # of a pull that was interrupted here
        self.kept.mkdir(parents=True, exist_ok=True)
        shutil.copytree(self.kept, self.view, copy_function=_link)
        try:
            for path in paths:
                place = self.view / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.unlink(missing_ok=True)
                _link(self.incoming / path, place)
            yield self.view
        finally:
            shutil.rmtree(self.view, ignore_errors=True)

    def _note(self, path: str) -> Path:
        return self.notes / f"{path}.json"

    def _incoming_note(self, path: str) -> Path:
        return self.incoming / f"{path}.json"


def default_seasons(today: dt.date) -> tuple[str, str]:
    """The previous and the current season: on 18 April 2024, 2022-23 and 2023-24."""
    start = today.year if today.month >= FIRST_MONTH else today.year - 1
    return season_between(start - 1), season_between(start)


def pull(
    folder: Path,
    sources: Sequence[Source],
    seasons: Sequence[str],
    fetcher: Fetcher,
    progress: Callable[[Step], None] = lambda _: None,
) -> PullReport:
    """Download the live files of some sources and seasons.

    Parameters
    ----------
    folder : Path
        Where the sources' folders are; the result can be ingested from there.
    sources, seasons : sequence
        Whose files, of which seasons (``2023-24``).
    fetcher : Fetcher
        Asks for the files, one after the other.
    progress : callable, optional
        Called with a ``Step`` before each file is asked for.

    Returns
    -------
    PullReport
        One entry a file. A file that fails, is refused or is not there never stops the others.

    Raises
    ------
    StoreBusy
        If another pull to the same folder is running.
    HomeNotUsable
        If the folder cannot be made.
    """
    wanted = [(source, _wanted(source, seasons)) for source in sources]
    total = sum(len(downloads) for _, downloads in wanted)
    files: list[PulledFile] = []
    with _alone(folder):
        for source, downloads in wanted:
            places = Places.below(folder, source)
            asked: list[PulledFile] = []
            for download in downloads:
                progress(Step(source.name, download.path, len(files) + len(asked) + 1, total))
                asked.append(_fetch(source, download, places, fetcher))
            files += _settle(source, places, asked)
    return PullReport(tuple(files))


def _wanted(source: Source, seasons: Sequence[str]) -> list[Download]:
    """Downloads of all the seasons; a file that holds several of them once."""
    found = {download.path: download for season in seasons for download in source.downloads(season)}
    return list(found.values())


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    work = folder / WORK_FOLDER
    try:
        work.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeNotUsable(f"{work} cannot be made ({error.strerror}); name another folder.") from error
    try:
        with filelock.FileLock(work / "lock", timeout=0):
            yield
    except filelock.Timeout as error:
        raise StoreBusy(f"Another pull to {folder} is running; wait until it has ended.") from error


def _fetch(source: Source, download: Download, places: Places, fetcher: Fetcher) -> PulledFile:
    """Ask for one file. The outcome is ``fetched`` if a copy has come that is to be taken or refused."""
    path, url = download.path, download.url
    try:
        got = fetcher.fetch(url, places.incoming / path, places.known(path))
    except FetchError as error:
        return PulledFile(source.name, path, url, "failed", str(error))
    if got.outcome == "not there":
        return PulledFile(source.name, path, url, "not there", f"{url}: the server has no such file.")
    if got.outcome == "fetched":
        places.note_incoming(path, got.version)
    return PulledFile(source.name, path, url, "fetched" if places.has_come(path) else "unchanged")


def _settle(source: Source, places: Places, asked: Sequence[PulledFile]) -> Iterator[PulledFile]:
    """Take or refuse the files that have come."""
    come = [file.path for file in asked if file.outcome == "fetched"]
    refusals = _refusals(source, places, come) if come else {}
    for file in asked:
        if file.outcome != "fetched":
            yield file
        elif file.path in refusals:
            places.discard(file.path)
            yield dataclasses.replace(file, outcome="refused", reason=refusals[file.path])
        else:
            yield dataclasses.replace(file, outcome="fetched" if places.take(file.path) else "unchanged")


def _refusals(source: Source, places: Places, come: Sequence[str]) -> dict[str, str]:
    """Path to reason, for every file in a bundle that is not to be taken.

    A file that no bundle names, because the source only reads it beside others, is not refused for itself.
    """
    reasons = {}
    with places.overlaid(come) as view:
        kept = {bundle.name: bundle for bundle in source.bundles(places.kept)}
        for bundle in source.bundles(view):
            new = {path.relative_to(view).as_posix() for path in bundle.paths}.intersection(come)
            try:
                if new:
                    _check_not_poorer(source, bundle, kept.get(bundle.name))
            except PullRefused as error:
                reasons.update(dict.fromkeys(new, str(error).replace(str(view), str(places.kept))))
    return reasons


def _check_not_poorer(source: Source, new: Bundle, kept: Bundle | None) -> None:
    """Compare a bundle with the kept one.

    Raises
    ------
    PullRefused
        If the new one cannot be read or holds less.
    """
    try:
        gains = _holdings(_parse(source, new))
    except SourceError as error:
        raise PullRefused(f"{error} The new copy is not taken.") from error
    try:
        losses = _holdings(_parse(source, kept)) if kept else {}
    except SourceError:
        return  # anything that can be read is better than a kept copy that cannot
    for what, count in losses.items():
        # Few prices or goals less are a correction, none at all a loss; matches and rows only ever become more.
        if gains[what] < count and (what in COUNTED or gains[what] == 0):
            raise PullRefused(
                f"{new.name}: {gains[what]} {what} where the kept copy holds {count}, which stays;"
                " delete the kept file and pull again to take the new one."
            )


def _parse(source: Source, bundle: Bundle) -> Parsed:
    try:
        return source.parse(bundle)
    except SourceError:
        raise
    except Exception as error:  # What a publisher thinks up may crash a parser: this file's failure, not the pull's.
        raise LayoutChanged(f"{bundle.name}: {source.title} cannot be read ({error!r}).") from error


def _holdings(parsed: Parsed) -> dict[str, int]:
    """What there is of everything, ``COUNTED`` first."""
    with_a_result = sum(match.status in WITH_A_RESULT for match in parsed.matches)
    return {
        "matches with a result": with_a_result,
        "readable rows": parsed.data_rows - len(parsed.rejected),
        **{table: len(getattr(parsed, table)) for table in TABLES if table != "rejected"},
    }


def _link(source: str | Path, target: str | Path) -> None:
    """The same file under another name; a copy where the file system has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
