"""Matches in words: on what occasion they were played and how they ended for one side.

In: a fixture or a match. Out: parts of sentences without a full stop.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressbox.facts import words

if TYPE_CHECKING:
    from pressbox.domain import Fixture, Match

_ROUNDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"quarter[- ]?finals?"), "quarter-finals"),
    (re.compile(r"semi[- ]?finals?"), "semi-finals"),
    (re.compile(r"finals?"), "final"),
    (re.compile(r"(knockout|knockout round|knock-out) play-?offs?"), "knockout play-offs"),
    (re.compile(r"play-?offs?( round)?"), "play-offs"),
    (re.compile(r"group(s| stage| matchday \d+| [a-z0-9]+)?"), "group stage"),
    (re.compile(r"(match for )?third[- ]place( play-?off| match)?"), "third-place match"),
)
_PLAIN_ROUND = re.compile(r"[a-z -]*\bround( of \d+)?")
_NUMBERED_ROUND = re.compile(r"round (\d+)")
_OUTCOMES = {"W": "win", "D": "draw", "L": "defeat"}


def stage(fixture: Fixture) -> str | None:
    """Name the stage in words.

    Quarter-finals, round of 16, third round; None in a league or where the name is not understood.
    """
    if fixture.phase == "final":
        return "final"
    name = (fixture.round or "").rsplit("|", 1)[-1].strip().lower()
    numbered = _NUMBERED_ROUND.fullmatch(name)
    if numbered:
        return f"{words.ordinal(int(numbered[1]))} round"
    known = next((text for pattern, text in _ROUNDS if pattern.fullmatch(name)), None)
    if known is None and _PLAIN_ROUND.fullmatch(name):
        return name
    return known or ("group stage" if fixture.phase == "group" else None)


def tie_name(fixture: Fixture) -> str:
    """Name one tie: "Europa League quarter-final tie", "UEFA Cup first-round tie", "Europa League tie"."""
    name = stage_of_one(fixture)
    if name is None:
        return f"{fixture.competition.name} tie"
    joined = name.replace(" ", "-") if "round" in name else name
    return f"{fixture.competition.name} {joined} tie"


def stage_of_one(fixture: Fixture) -> str | None:
    """Name the stage as one match has it: quarter-final, play-off, third round."""
    name = stage(fixture)
    return re.sub("(final|off)s$", r"\1", name) if name else None


def occasion(fixture: Fixture) -> str:
    """Where in the season: "in Serie A", "in the Europa League group stage", "in the FA Cup third round"."""
    if fixture.competition.kind == "friendly":
        return "in a friendly"
    name = stage(fixture)
    if name is None:
        return f"in {words.the(fixture.competition.name)}"
    # Leg 1 is also what a tie of one match has, so only a second leg shows that there were two.
    if fixture.leg == 2 and name not in ("final", "group stage"):
        return f"in the second leg of their {tie_name(fixture)}"
    return f"in the {fixture.competition.name} {name}"


def place(fixture: Fixture, team: str) -> str:
    """Say where the match was for a side: at home, away, or on neutral ground."""
    if fixture.neutral:
        return "on neutral ground"
    return "at home" if fixture.side(team) == "home" else "away"


def result_clause(match: Match, team: str, seen_from: dt.date) -> str:
    """Tell a match for one side.

    "beat Fulham 2-0 at home in the Premier League on Sunday 14 April".
    """
    return f"{_verb_phrase(match, team)} {occasion(match.fixture)} on {words.day(match.fixture.date, seen_from)}"


def result_noun(match: Match, team: str, seen_from: dt.date) -> str:
    """Name a match for one side, without its occasion: "a 2-0 home win over Fulham on Sunday 14 April"."""
    when = f"on {words.day(match.fixture.date, seen_from)}"
    opponent = match.opponent(team).name
    if match.awarded:
        return f"an awarded match with {opponent} {when}"
    if match.shoot_out_winner is not None:
        return f"a shoot-out {'win over' if won_shoot_out(match, team) else 'defeat by'} {opponent} {when}"
    ending = " (after extra time)" if match.extra_time else ""
    return f"{words.a_score(*match.goals(team))} {_ground_and_outcome(match, team)} {opponent}{ending} {when}"


def won_shoot_out(match: Match, team: str) -> bool:
    """Whether a side won the shoot-out of a match that had one."""
    return match.fixture.side(team) == match.shoot_out_winner


def _ground_and_outcome(match: Match, team: str) -> str:
    outcome = {"W": "win over", "D": "draw with", "L": "defeat by"}[match.outcome(team)]
    if match.fixture.neutral:
        return outcome
    return f"{match.fixture.side(team)} {outcome}"


def _verb_phrase(match: Match, team: str) -> str:
    opponent = match.opponent(team).name
    where = place(match.fixture, team)
    if match.awarded:
        return f"had their match with {opponent} awarded {match.score}"
    if match.shoot_out_winner is not None:
        verb = f"beat {opponent} on penalties" if won_shoot_out(match, team) else f"lost on penalties to {opponent}"
        return f"{verb} after {words.a_score(*match.goals(team))} {_OUTCOMES[match.outcome(team)]} {where}"
    ending = " after extra time" if match.extra_time else ""
    return f"{_played(match, team, opponent, where)}{ending}"


def _played(match: Match, team: str, opponent: str, where: str) -> str:
    scored, conceded = match.goals(team)
    score = f"{max(scored, conceded)}-{min(scored, conceded)}"
    outcome = match.outcome(team)
    if where == "on neutral ground":
        return {
            "W": f"beat {opponent} {score} {where}",
            "D": f"drew {score} with {opponent} {where}",
            "L": f"lost {score} to {opponent} {where}",
        }[outcome]
    if where == "away":
        verb = {"W": "won", "D": "drew", "L": "lost"}[outcome]
        return f"{verb} {score} away to {opponent}"
    return {
        "W": f"beat {opponent} {score} at home",
        "D": f"drew {score} at home with {opponent}",
        "L": f"lost {score} at home to {opponent}",
    }[outcome]
