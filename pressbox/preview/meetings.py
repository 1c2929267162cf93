"""The paragraph on past meetings, and the last one on what comes next.

In: the shelf of claims and the text's choices. Out: sentences. The last meeting or the last visit is told, with what
else is worth most: a thing that no other club has done, the last few meetings, the record of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressbox.facts.record import SIDES
from pressbox.preview import joining

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.preview.choice import Choice
    from pressbox.preview.document import Sentence
    from pressbox.preview.shelf import Shelf

WORTH = 0.2
"""Score below which a claim is not told."""
AT_MOST, AT_MOST_OF_FEW = 3, 4  # sentences; of a pairing with few meetings each of them is news
SECOND, OFTEN = 2, 8  # meetings
ALL_TIME_TOLD = 0.35  # of previews that have something else to tell of the meetings
NEXT_TOLD = 0.7
BOTH_TOLD = 0.45  # of previews in which the last visit was not the last meeting, where more is told

MORE = (
    ("UNIQUENESS", None),
    ("H2H_LASTN", None),
    ("MEETING_GAP", None),
    ("H2H_ALLTIME", "n-th visit"),
    ("H2H_ALLTIME", "record against a country"),
)
"""What is told of meetings besides the last and the record of all, by template and kind."""


def meetings(shelf: Shelf, choice: Choice) -> list[Sentence]:
    """Write the paragraph; empty where the two never met on record and no claim says so."""
    last, more = _lasts(shelf), _more(shelf)
    if len(last) > 1 and more and choice.share("lasts") > BOTH_TOLD:
        last = [choice.of("last told", last)]
    all_time = shelf.take("H2H_ALLTIME", "n-th meeting")
    if all_time and last and _meeting(all_time) == SECOND:  # the only one before it is told
        all_time = None
    more = [
        claim for claim in more if not (claim.kind == "n-th visit" and any("only earlier" in c.clause for c in last))
    ]
    if all_time and len([*last, *more]) > 1 and _often(all_time) and choice.share("all-time") > ALL_TIME_TOLD:
        all_time = None
    first = [all_time] if all_time else []
    orders = ((first, last, more), (last, more, first), (more, first, last), (last, first, more))
    told = [claim for part in choice.of("meetings order", orders) for claim in part]
    told = told[: AT_MOST if all_time is None or _often(all_time) else AT_MOST_OF_FEW]
    return [joining.statement(claim, choice) for claim in told]


def _often(all_time: Claim) -> bool:
    """Whether the two meet so often that one more needs no telling."""
    return _meeting(all_time) > OFTEN


def _meeting(all_time: Claim) -> int:
    """The how-manieth meeting this one is."""
    value = all_time.value
    return int(value.get("meeting") or 0) if isinstance(value, dict) else 0


def _lasts(shelf: Shelf) -> list[Claim]:
    last, visit = shelf.take("H2H_LAST", "last"), shelf.take("H2H_LAST", "last-visit", side="away")
    if last and visit and last.evidence[0] == visit.evidence[0]:
        last = None
    told = {row.match for claim in shelf.taken if claim.template == "LAST_RESULT" for row in claim.evidence}
    return [claim for claim in (visit, last) if claim and claim.evidence[0].match not in told]


def _more(shelf: Shelf) -> list[Claim]:
    """At most two, the most newsworthy, each of another template."""
    best: dict[str, Claim] = {}
    for template, kind in MORE:
        for claim in shelf.of(template):
            if (kind is None or claim.kind == kind) and (claim.score or 0) >= WORTH:
                best.setdefault(template, claim)
    chosen = sorted(best.values(), key=lambda claim: claim.score or 0, reverse=True)[:2]
    shelf.remove(chosen)
    return chosen


def following(shelf: Shelf, choice: Choice) -> list[Sentence]:
    """Write what comes next for both sides."""
    home, away = (shelf.take("NEXT_FIX", "next", side=side) for side in SIDES)
    runs = [claim for side in SIDES if (claim := shelf.take("NEXT_FIX", "away run", side=side))]
    told = []
    if home and away and home.noun and away.noun:
        if runs or choice.share("next") < NEXT_TOLD:
            told.append(joining.sentence(choice.of("next way", _next_ways(home, away, choice)), home, away))
    else:
        told += [joining.statement(claim, choice) for claim in (home, away) if claim]
    return told + [joining.statement(claim, choice) for claim in runs]


def _next_ways(home: Claim, away: Claim, choice: Choice) -> list[str]:
    """Both sides' next matches in one sentence."""
    same = home.within == away.within
    when = "on the same day" if same else away.within
    first = f"{home.noun} {home.within}"
    return [
        f"{home.subject} {joining.said(home, choice)}, and {away.subject} play {away.noun} {when}",
        f"Next for {home.subject} is {first}; for {away.subject}, {away.noun} {when}",
        f"After this {home.subject} play {first}, {away.subject} {away.noun} {when}",
        f"{home.subject} then have {first}, {away.subject} {away.noun} {when}",
        f"Still to come: {home.subject} play {first} and {away.subject} {away.noun} {when}",
        f"What follows is {first} for {home.subject} and {away.noun} {when} for {away.subject}",
    ]
