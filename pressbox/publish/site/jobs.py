"""The pages that take long, made by several processes: each opens the store for itself and makes one page at a time."""

from __future__ import annotations

import concurrent.futures
import concurrent.futures.process
import contextlib
import dataclasses
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from pressbox.domain import Team
from pressbox.errors import SiteError
from pressbox.publish.site.club_page import make_club
from pressbox.publish.site.competition_page import make_competition
from pressbox.publish.site.match_page import Made, make_match
from pressbox.publish.site.newsroom import Newsroom
from pressbox.publish.site.scope import Scope
from pressbox.store.calendar import Listed
from pressbox.workers import Workers

Kind = Literal["match", "club", "competition"]

_ALONE = 4
"""Pages below which a second process is not worth its start."""


@dataclasses.dataclass(frozen=True)
class Job:
    """A page to be made: of a match, a club, or a competition with its fixtures."""

    name: str
    kind: Kind
    ones: tuple[Listed, ...] = ()
    team: Team | None = None


def run(job: Job, desk: Newsroom, scope: Scope) -> Made:
    """Make the page of a job."""
    if job.kind == "match":
        return make_match(desk, job.ones[0], scope)
    if job.kind == "competition":
        return make_competition(desk, job.ones[0].fixture.competition.id, job.ones, scope)
    if job.team is None:
        raise ValueError(f"{job.name} has no club")
    return make_club(desk, job.team, scope)


def run_all(
    jobs: Sequence[Job], desk: Newsroom, open_desk: Callable[[], Newsroom], scope: Scope, processes: int
) -> Iterator[tuple[Job, Made]]:
    """Make the pages of all jobs, in any order; in this process where there are few.

    Raises
    ------
    SiteError
        If a process ends before its work is done.
    """
    if processes < 2 or len(jobs) < _ALONE:
        yield from ((job, run(job, desk, scope)) for job in jobs)
        return
    pool = Workers(min(processes, len(jobs)), _begin, open_desk, scope)
    waiting = {pool.submit(_work, job): job for job in jobs}
    try:
        for future in concurrent.futures.as_completed(waiting):
            yield waiting[future], future.result()
    except concurrent.futures.process.BrokenProcessPool as error:
        raise SiteError(
            "a process that made pages ended early, perhaps for want of memory; no page was changed."
        ) from error
    finally:
        with contextlib.suppress(Exception):
            pool.shutdown(wait=True, cancel_futures=True)


_desk: Newsroom | None = None
_scope: Scope | None = None


def _begin(open_desk: Callable[[], Newsroom], scope: Scope) -> None:
    global _desk, _scope
    _desk, _scope = open_desk(), scope


def _work(job: Job) -> Made:
    assert _desk is not None
    assert _scope is not None
    return run(job, _desk, _scope)
