"""Claims reckoned again the plain way: Python loops over the rows of ``matches``, sharing no code with Pressbox.

``differences`` takes a claim as its document (template, kind, side, value, scope, coverage, evidence) and says where
the rows tell another story. A template without a check is not passed: it is ``UNCHECKED``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.facts.naive import counts, goals, leagues, meetings, news, past, runs, seasons, singles, stages, tables
from tests.facts.naive.raw import Raw

Document = dict[str, Any]
Check = Callable[[Raw, Document], Iterator[str]]

CHECKS: dict[str, Check] = {
    **runs.CHECKS,
    **counts.CHECKS,
    **singles.CHECKS,
    **tables.CHECKS,
    **past.CHECKS,
    **meetings.CHECKS,
    **stages.CHECKS,
    **leagues.CHECKS,
    **seasons.CHECKS,
    **goals.CHECKS,
    **news.CHECKS,
}
"""By template, or by template and kind: ``COUNT_LASTN/all``."""

UNCHECKED = "no naive check"


def document(claim: Any) -> Document:  # noqa: ANN401 - a claim of the package under test
    """A claim as ``facts --json`` has it, with its kind and side, and the spellings of the players it is about."""
    names = {name for question, _ in claim.proofs for name in getattr(question, "names", ())}
    found: Document = {**claim.to_dict(), "kind": claim.kind, "side": claim.side, "names": names}
    return found


def name(claim: Document) -> str:
    """Template and kind."""
    return f"{claim['template']}/{claim['kind']}"


def checked(claim: Document) -> bool:
    """Whether there is a check for a claim."""
    return name(claim) in CHECKS or claim["template"] in CHECKS


def differences(raw: Raw, claim: Document) -> list[str]:
    """Where a claim is not what the rows say; ``[UNCHECKED]`` where nobody has written how to tell."""
    check = CHECKS.get(name(claim)) or CHECKS.get(claim["template"])
    if check is None:
        return [UNCHECKED]
    return [f"{name(claim)}: {claim['statement']} {difference}" for difference in check(raw, claim)]
