"""Questions answered from the rows at hand: the miners' own computation, and the check of somebody else's claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from pressbox.facts.predicates import Clock, holds, measured
from pressbox.views import NOT_COMPETITIVE, NOT_COUNTED, Answer, Question, Selection, SideMatch


def chosen(rows: Sequence[SideMatch], among: Selection, *, national: bool = False) -> tuple[SideMatch, ...]:
    """The rows that count, newest first.

    Parameters
    ----------
    rows : sequence of SideMatch
        One team's, newest first.
    among : Selection
    national : bool
        Whether the team is a national one, whose friendlies count.
    """
    found = tuple(row for row in rows if counts(row, among, national=national))
    return found if among.last is None else found[: among.last]


def counts(row: SideMatch, among: Selection, *, national: bool = False) -> bool:
    """Whether a match counts, the number of the newest apart."""
    if among.competitions:
        if row.competition not in among.competitions:
            return False
    elif not national and (row.kind in NOT_COMPETITIVE or row.competition in NOT_COUNTED):
        return False
    return (
        (not among.phases or (row.phase or "none") in among.phases)
        and (not among.venues or row.venue in among.venues)
        and (not among.opponents or row.opponent in among.opponents)
        and (among.opponent_country is None or row.opponent_country == among.opponent_country)
        and (among.season is None or row.season == among.season)
        and (among.since is None or row.date >= among.since)
        and (among.until is None or row.date <= among.until)
    )


def answer(question: Question, rows: Sequence[SideMatch], *, national: bool = False) -> Answer:
    """Answer a question from one team's matches, newest first; see ``Question``."""
    among = chosen(rows, question.among, national=national)
    return AGGREGATES[question.aggregate](question, among)


def run(rows: Iterable[SideMatch], what: str, threshold: int = 0, clock: Clock = "120") -> tuple[SideMatch, ...]:
    """The newest matches in a row that have a property; what is not known ends it."""
    return tuple(takewhile(lambda row: holds(row, what, threshold, clock) is True, rows))


def runs(
    rows: Iterable[SideMatch], what: str, threshold: int = 0, clock: Clock = "120"
) -> Iterator[tuple[SideMatch, ...]]:
    """Every unbroken run of a property, the newest first."""
    held: list[SideMatch] = []
    for row in rows:
        if holds(row, what, threshold, clock):
            held.append(row)
        elif held:
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


def _having(question: Question, among: Sequence[SideMatch]) -> list[SideMatch]:
    return [row for row in among if holds(row, question.what, question.threshold, question.among.clock)]


def _values(question: Question, among: Sequence[SideMatch]) -> list[int]:
    found = (measured(row, question.what, question.among.clock) for row in among)
    return [value for value in found if value is not None]


def _longest(question: Question, among: Sequence[SideMatch]) -> int:
    return max((len(held) for held in runs(among, question.what, question.threshold, question.among.clock)), default=0)


def _match(rows: Sequence[SideMatch], place: int) -> str | None:
    return rows[place].match if rows else None


AGGREGATES: dict[str, Callable[[Question, Sequence[SideMatch]], Answer]] = {
    "count": lambda question, among: len(_having(question, among)),
    "run": lambda question, among: len(run(among, question.what, question.threshold, question.among.clock)),
    "longest run": _longest,
    "last time": lambda question, among: _match(_having(question, among), 0),
    "first time": lambda question, among: _match(_having(question, among), -1),
    "sum": lambda question, among: sum(_values(question, among)),
    "most": lambda question, among: max(_values(question, among), default=None),
    "matches": lambda _, among: len(among),
    "opponents": lambda _, among: len({row.opponent for row in among}),
}
