"""Every exception Pressbox raises on purpose, in one tree.

PressboxError
├── SourceError            a publisher's file or address
│   ├── FetchError         a download failed for good
│   ├── LayoutChanged      a file is not in the layout its source writes
│   └── PullRefused        a new copy is poorer than the kept one
├── StoreError             the data home and what lies in it
│   ├── SchemaMismatch     a store written by another version
│   ├── HomeNotUsable      the data home cannot be read or written
│   ├── StoreBusy          another process is changing the store
│   ├── NothingToIngest    a folder holds no file that any source knows
│   ├── UnknownTeam        a club name that is nobody's, or several clubs'
│   ├── UnknownCompetition a competition name that is nobody's
│   └── NoFixture          no such fixture on that date
├── NewsError              a report that cannot be taken
│   ├── UnknownPlayer      a player's name that nobody at the club bears, or several do
│   └── BadReport          a report that contradicts itself, or foretells
├── ForecastError          numbers about what may happen
│   ├── NotFitted          a model asked to predict before it was fitted
│   ├── NotConverged       a fit that did not settle
│   ├── TooFewMatches      not enough matches to say anything
│   └── BadProbability     rates or prices that make no distribution
├── ClaimError             a claim that cannot be evaluated or does not hold
├── PreviewError           a preview that cannot be composed or written
│   ├── BadHouseStyle      a style file that cannot be read
│   └── EditionError       a frozen preview, and the home's chain of them
│       ├── EditionRefused an edition that may not be published
│       ├── ChainBroken    an edition or the ledger is not what was written
│       └── NotGraded      no edition that can be graded, or no result to grade it by
└── SiteError              the site
    ├── SiteNotWritten     the site's folder cannot be written
    ├── NoMatches          a site of days without a match
    ├── NoSuchPage         an address that leads nowhere
    └── CannotServe        a port that cannot be had

A wrong argument from the programmer is still ``ValueError``. Each message says what the value was, where it
came from and what to do next; the same facts are attributes where a caller may want them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class PressboxError(Exception):
    """Anything Pressbox reports to its user in one line."""


class SourceError(PressboxError):
    """A publisher's file or address could not be used."""


class FetchError(SourceError):
    """A download failed after all its retries."""


class LayoutChanged(SourceError):
    """A file is not in the layout its source writes."""


class PullRefused(SourceError):
    """A new copy holds less than the kept one, so the kept one stays."""


class StoreError(PressboxError):
    """The data home or the store in it could not be used."""


class SchemaMismatch(StoreError):
    """The store was written by another version of Pressbox."""


class HomeNotUsable(StoreError):
    """The data home cannot be created, read or written."""


class StoreBusy(StoreError):
    """Another process is changing the store."""


class NothingToIngest(StoreError):
    """A folder holds no file that any source knows."""


class UnknownTeam(StoreError):
    """A club name that no team bears, or that several do."""

    def __init__(self, message: str, name: str = "", candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.candidates = tuple(candidates)


class UnknownCompetition(StoreError):
    """A competition name that no competition bears."""

    def __init__(self, message: str, name: str = "", candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.candidates = tuple(candidates)


class NoFixture(StoreError):
    """The store has no such fixture on that date."""


class NewsError(PressboxError):
    """A report on a player could not be taken."""


class UnknownPlayer(NewsError):
    """A player's name that nobody on the club's list bears, or that several do."""

    def __init__(self, message: str, name: str = "", candidates: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.name = name
        self.candidates = tuple(candidates)


class BadReport(NewsError):
    """A report whose parts contradict one another, or that is from the future."""


class ForecastError(PressboxError):
    """A forecast could not be made."""


class NotFitted(ForecastError):
    """A model was asked to predict before it was fitted."""


class NotConverged(ForecastError):
    """A fit did not settle, so it does not predict."""


class TooFewMatches(ForecastError):
    """There are not enough matches to say anything."""


class BadProbability(ForecastError):
    """Rates or prices that make no probability distribution."""


class ClaimError(PressboxError):
    """A claim cannot be evaluated, or its two computations differ."""


class PreviewError(PressboxError):
    """A preview cannot be composed or written."""


class BadHouseStyle(PreviewError):
    """A house style that cannot be read; says the file and what is wrong with it."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}.")
        self.path = path


class EditionError(PreviewError):
    """A frozen preview could not be published, read or graded."""


class EditionRefused(EditionError):
    """An edition made of what came after kick-off, or dated by a clock that went back."""


class ChainBroken(EditionError):
    """An edition or the ledger is not what was written."""


class NotGraded(EditionError):
    """There is no edition of before kick-off, or no result to grade it by."""


class SiteError(PressboxError):
    """The site could not be made or served."""


class SiteNotWritten(SiteError):
    """The site's folder cannot be made or written, or another build is under way in it."""


class NoMatches(SiteError):
    """There is no match on the days that a site was asked for."""


class NoSuchPage(SiteError):
    """There is no page at an address."""


class CannotServe(SiteError):
    """The address or the port to serve at cannot be had."""
