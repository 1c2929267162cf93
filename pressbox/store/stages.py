"""What a round is called: from the headings in the files to phase, round, group, matchday and leg.

Headings differ between publishers (``Quarterfinals``, ``QF``, ``Quarter-finals - 1st Leg``); readers know one name.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import get_args

from pressbox.domain import Phase

_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_LEG = re.compile(r"[-,(]?\s*\b(1st|2nd|first|second|1\.|2\.)\s+leg\b\)?|\bleg\s*(\d)\b", re.I)
_MATCHDAY = re.compile(r"\b(?:matchday|spieltag|journ[ée]e|jornada|giornata|md)\s*(\d+)", re.I)
_GROUP = re.compile(r"\bgroup\s+([a-z0-9]{1,2})\b", re.I)
_QUALIFYING = re.compile(
    r"qualif|preliminary|\bq-?(?:\d|po)|prelim|play-?off round$|\bpr\b|champions path|league path", re.I
)
_PLAY_OFF = re.compile(r"play-?\s?offs?\b|playout|play-out|relegation|promotion|barrage|split|championship round", re.I)

_KNOCKOUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), name)
    for pattern, name in (
        (r"third[- ]place|3rd place|match for third|third$", "Third-place match"),
        (r"quarter-?\s?finals?|\bqf\b|viertelfinale|1/4|last 8$", "Quarter-finals"),
        (r"semi-?\s?finals?|\bsf\b|^s$|^semi$|halbfinale|1/2", "Semi-finals"),
        (r"round of 16|last 16|\br16\b|achtelfinale|1/8|eighth-?finals?|8th finals", "Round of 16"),
        (r"round of 32|last 32|\br32\b|1/16|sixteenth-?finals?|16th finals", "Round of 32"),
        (r"round of 64|last 64|\br64\b|1/32|32nd finals", "Round of 64"),
        (r"round of 128|1/64", "Round of 128"),
        (r"^(the )?final( match)?$|^f$|^finals$|^final \d", "Final"),
        (r"knockout (round )?play-?offs?|knockout round play-?offs?", "Knockout round play-offs"),
    )
)
_ROUND = re.compile(
    r"\bround\s*(\d+)|\b(\d+)(?:st|nd|rd|th)?\s+round|^(\d+)$|^(first|second|third|fourth|fifth|sixth) round", re.I
)


@dataclasses.dataclass(frozen=True)
class Stage:
    """Where in a competition a match stands; None is not known."""

    phase: Phase | None
    round: str | None
    group: str | None = None
    matchday: int | None = None
    leg: int | None = None
    replay: bool = False


@functools.cache
def read_stage(heading: str | None, kind: str) -> Stage:
    """Stage that a heading means in a competition of a kind (league, cup, tournament ...).

    Examples
    --------
    >>> read_stage("Quarterfinals - 2nd Leg", "cup")
    Stage(phase='knockout', round='Quarter-finals', group=None, matchday=None, leg=2, replay=False)
    >>> read_stage("Matchday 32", "league").matchday
    32
    """
    text = (heading or "").strip()
    leg = _leg(text)
    matchday = _first_number(_MATCHDAY, text)
    group = _GROUP.search(text)
    replay = "replay" in text.lower()
    bare = _LEG.sub("", text).strip(" -,|")
    if kind == "league":
        return _league_stage(bare, matchday, leg)
    if not bare:
        return Stage(None, None, leg=leg)
    if group:
        letter = group[1].upper()
        phase: Phase = "qualifying" if _QUALIFYING.search(bare) else "group"
        return Stage(phase, f"Group {letter}", letter, matchday)
    last = bare.split(" | ")[-1].strip()
    outer = bare.split(" | ")[0].strip()
    qualifying = bool(_QUALIFYING.search(bare)) and "knockout" not in bare.lower()
    for part in (last, outer):
        for pattern, name in _KNOCKOUT:
            if pattern.search(part):
                if qualifying:
                    return Stage("qualifying", name, None, None, leg, replay)
                return Stage("final" if name == "Final" else "knockout", name, None, None, leg, replay)
    if matchday is not None:
        return Stage("group", f"Matchday {matchday}", None, matchday)
    name = _plain_round(bare)
    return Stage("qualifying" if qualifying else "knockout", name, None, None, leg, replay)


def _league_stage(text: str, matchday: int | None, leg: int | None) -> Stage:
    if matchday is not None and not _PLAY_OFF.search(text.split(" | ")[0]):
        return Stage("league", f"Matchday {matchday}", None, matchday)
    if text and _PLAY_OFF.search(text):
        return Stage("play-off", text, None, matchday, leg)
    if _ROUND.search(text) and matchday is None:
        number = _first_number(_ROUND, text)
        return Stage("league", f"Matchday {number}" if number else None, None, number)
    return Stage("league", None)


def _plain_round(text: str) -> str:
    """A round without a name of its own: ``Round 4``, or the heading as it is."""
    number = _first_number(_ROUND, text)
    if number is not None and not _QUALIFYING.search(text):
        return f"Round {number}"
    return text


def _leg(text: str) -> int | None:
    found = _LEG.search(text)
    if found is None:
        return None
    word = (found[1] or found[2]).lower()
    return 1 if word in ("1st", "first", "1.", "1") else 2


def _first_number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    if found is None:
        return None
    word = next(part for part in found.groups() if part)
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower())


PHASES: tuple[str, ...] = get_args(Phase)
