"""What a round is called: from the headings in the files to phase, round, group, matchday and leg.

Headings differ between publishers (``Quarterfinals``, ``QF``, ``Quarter-finals - 1st Leg``); readers know one name.
A heading may have several parts, outermost first, joined by `` | ``.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import get_args

from pressbox.domain import Phase

PHASES: tuple[str, ...] = get_args(Phase)

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_LEGS = {"1st": 1, "first": 1, "1": 1, "hinspiel": 1, "2nd": 2, "second": 2, "2": 2, "rückspiel": 2}


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_LEG = _pattern(r"[-,(|]?\s*\b(1st|2nd|first|second|1|2)\.?\s+leg\b\)?|[-,(|]?\s*\bleg\s*([12])\b\)?")
_REPLAY = _pattern(r"[-,(|]?\s*\breplays?\s*\d*\b\)?")
_MATCHDAY = _pattern(
    r"\b(?:matchday|match day|spieltag|journ[ée]e|jornada|giornata|speelronde|md)\s*(\d+)"
    r"|\b(\d+)\.?\s+(?:matchday|spieltag)"
)
_GROUP = _pattern(r"\bgr(?:oup|uppe)\s*([a-p]|\d{1,2})(?![a-z0-9])")
_GROUP_PHASE = _pattern(r"\bgroup(?:s|\b)|^final round$")  # the World Cup of 1950 ended in a group
_SECOND_GROUPS = _pattern(r"\bsecond (?:round|stage|phase)\b|-inter\b")
_LEAGUE_PHASE = _pattern(r"^league\b")
_QUALIFYING = _pattern(r"\bqualif|\bpreliminary|\bprelimf?\b|\bq-?(?:\d|po\b)|play-?off round$|path\b")
_PLAY_OFFS = _pattern(r"\bplay-?\s?offs?\b|^intermediate stage|^zwischenrunde")
_ROUND = _pattern(
    r"\bround\s*(\d+)|\b(\d+)(?:st|nd|rd|th|\.)?\s+(?:qualifying\s+)?round|^(\d+)$|\bq-?(\d)"
    rf"|\b({'|'.join(_ORDINALS)})\s+(?:qualifying\s+)?round"
)
_NAMES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (_pattern(pattern), name)
    for pattern, name in (
        (r"third[- ]place|3rd place|third$|^3pp$", "Third-place match"),
        (r"quarter-?\s?finals?|\bqf\b|viertelfinale|1/4|last 8$", "Quarter-finals"),
        (r"semi-?\s?finals?|\bsf\b|^s$|^semis?$|halbfinale|1/2", "Semi-finals"),
        (r"sechzehntelfinale|round of 32|last 32|\br32\b|1/16|sixteenth-?finals?|16th[- ]finals?", "Round of 32"),
        (r"round of 16|last 16|\br16\b|achtelfinale|1/8|eighth-?finals?|8th[- ]finals?", "Round of 16"),
        (r"round of 64|last 64|\br64\b|1/32|32nd[- ]finals?", "Round of 64"),
        (r"round of 128|last 128|1/64", "Round of 128"),
        (r"^(?:the )?finals?(?: match)?$|^f$|^final \d|, final$", "Final"),
    )
)
_SPLIT = _pattern(r"^(championship|relegation|europe\w*)(?: round| group| play-?offs?)?\s*,\s*matchday")
_HALF = _pattern(r"^(apertura|clausura)$")
_SECOND_PHASE = _pattern(r"^phase\s*2 \| (\w+)$")
_DIVISION = _pattern(r"^\d(north|south|east|west)$")
_LEAGUE_PLAY_OFF = _pattern(
    r"\bplay-?\s?offs?\b|\bplay-?outs?\b|\brelegation\b|\bpromotion\b|^aufstieg\b|barrage|^finals\b"
)
_RELEGATION = _pattern(r"\brelegation\b|\bplay-?outs?\b|barrage")


@dataclasses.dataclass(frozen=True)
class Stage:
    """Where in a competition a match stands; None is not known."""

    phase: Phase | None
    round: str | None = None
    group: str | None = None
    matchday: int | None = None
    leg: int | None = None
    replay: bool = False


@functools.cache
def read_stage(heading: str | None, kind: str) -> Stage:
    """Stage that a heading means in a competition of a kind (league, cup, super-cup, tournament ...).

    Examples
    --------
    >>> read_stage("Quarterfinals - 2nd Leg", "cup")
    Stage(phase='knockout', round='Quarter-finals', group=None, matchday=None, leg=2, replay=False)
    >>> read_stage("Matchday 32", "league").matchday
    32
    """
    text = (heading or "").strip()
    bare = _REPLAY.sub("", _LEG.sub("", text)).strip(" -,|")
    stage = _league_stage(bare) if kind == "league" else _cup_stage(bare, kind)
    return dataclasses.replace(stage, leg=_leg(text), replay=bool(_REPLAY.search(text)))


def _league_stage(text: str) -> Stage:
    """Stage in a league: the rounds of the table, its parts, and the play-offs after it."""
    matchday = _number(_MATCHDAY, text)
    if split := _SPLIT.search(text):  # Scotland, Greece, Switzerland: the points of the first part are carried over
        return Stage("league", None, f"{split[1].capitalize()} round", matchday)
    if _LEAGUE_PLAY_OFF.search(text) and not text.lower().startswith("regular"):
        return Stage("play-off", _league_play_off(text))
    if part := _HALF.search(text):
        return Stage("league", None, part[1].capitalize())
    if part := _SECOND_PHASE.search(text):
        return Stage("league", "Second phase", part[1])
    if part := _DIVISION.search(text):
        return Stage("league", None, part[1].capitalize())
    matchday = matchday or _number(_ROUND, text)
    return Stage("league", f"Matchday {matchday}" if matchday else None, None, matchday)


def _league_play_off(text: str) -> str:
    """Round of the play-offs: who goes up is settled over rounds, who stays up mostly in one tie."""
    last = re.split(r" \| |, ", text)[-1]
    name = _name(last) or (f"Round {number}" if (number := _number(_ROUND, last)) else None)
    if _RELEGATION.search(text):
        return "Relegation play-off"
    return f"Play-off {name[0].lower()}{name[1:]}" if name else "Play-offs"


def _cup_stage(text: str, kind: str) -> Stage:
    if not text:
        return Stage(None)
    if group := _GROUP.search(text):
        return _group_stage(text, group[1].upper())
    matchday = _number(_MATCHDAY, text)
    if matchday is not None or _GROUP_PHASE.search(text) or _LEAGUE_PHASE.search(text):
        phase: Phase = "league" if _LEAGUE_PHASE.search(text) else "group"
        return Stage(phase, f"Matchday {matchday}" if matchday else f"{phase.capitalize()} stage", None, matchday)
    return _knockout_stage(text, kind)


def _group_stage(text: str, letter: str) -> Stage:
    name = f"Group {letter}"
    if _SECOND_GROUPS.search(text):
        name = f"Second group stage, group {letter}"
    if _PLAY_OFFS.search(text):  # level at the top of a group of the 1950s
        name += " play-off"
    return Stage("group", name, letter)


def _knockout_stage(text: str, kind: str) -> Stage:
    """Round of a knockout; the innermost part that has a name gives it."""
    name = next((name for part in reversed(text.split(" | ")) if (name := _name(part))), None)
    qualifying = kind != "tournament" and bool(_QUALIFYING.search(text)) and "knockout" not in text.lower()
    if name == "Final" and not qualifying:
        return Stage("final", name)
    if name is None:
        name = _plain_round(text, qualifying=qualifying)
    return Stage("qualifying" if qualifying else "knockout", name)


def _name(text: str) -> str | None:
    return next((name for pattern, name in _NAMES if pattern.search(text)), None)


def _plain_round(text: str, *, qualifying: bool) -> str:
    """A round without a name of its own: ``Round 4``, ``Qualifying round 2``, or the heading as it is."""
    if _PLAY_OFFS.search(text) or text == "Q-PO":
        return "Play-off round" if qualifying else "Knockout round play-offs"
    if (number := _number(_ROUND, text)) is not None:
        return f"Qualifying round {number}" if qualifying else f"Round {number}"
    if re.search("prelim", text, re.IGNORECASE):
        return "Preliminary round"
    return text[0].upper() + text[1:].lower() if text.istitle() else text


def _leg(text: str) -> int | None:
    found = _LEG.search(text)
    return _LEGS[(found[1] or found[2]).lower()] if found else None


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    if found is None:
        return None
    word = next(part for part in found.groups() if part)
    return int(word) if word.isdigit() else _ORDINALS[word.lower()]
