"""Football.TXT, the fixture: two sides with their score between or behind them, and what a score says.

A score may hold up to four scorelines. ``3-4 pen. 1-1 a.e.t. (1-1, 0-1)`` is shoot-out, extra time, 90 minutes and
half time; ``docs/football_txt.md`` lists the notations. The scorelines that a file leaves out follow from a complete
list of goals (``with_goals``) or from a 0-0 (``goalless_at_half_time``).
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from pressbox.countries import country_code
from pressbox.sources.football_txt_lines import BadLine
from pressbox.sources.football_txt_people import Goal, Goals, score_at
from pressbox.sources.rows import MatchRow, Status


class Score(NamedTuple):
    """A score as printed, its three scorelines apart; ``extra_time`` is ``None`` where nothing tells."""

    full_time: Goals | None  # after 90 minutes
    half_time: Goals | None = None
    extra_time: bool | None = False
    after_extra_time: Goals | None = None
    shoot_out: Goals | None = None


class Fixture(NamedTuple):
    """Two sides, and what happened if anything did."""

    home: str
    away: str
    home_country: str | None
    away_country: str | None
    status: Status
    score: Score | None
    note: str | None


_SCORE = re.compile(
    r"""(?<!\S)
    (?: (?P<pens_first>\d{1,2}-\d{1,2})\s+pen\.?
        (?:\s+(?P<aet_pens>\d{1,2}-\d{1,2})\s+a\.e\.t\.?)?
        (?:\s+\((?P<earlier_pens>[\d, -]+)\))?
      | (?P<score>\d{1,2}-\d{1,2}) (?P<aet>\s+a\.e\.t\.?)?
        (?:\s+\((?P<earlier>[\d, -]+)\))?
        (?:,\s+(?P<pens>\d{1,2}-\d{1,2})\s+pen\.?)?
    )(?!\S)""",
    re.VERBOSE,
)
# Euro 1980 to 2004 says how it ended after the away side: `(aet, 5-4 pen)`, `(9-8 pen)`, `(aet/gg)`.
_ENDING = re.compile(
    r"\s+\((?=aet|\d)(?P<aet>aet)?(?:/(?P<sudden>gg|sg))?(?:,?\s*(?P<pens>\d{1,2}-\d{1,2}) pen\.?)?\)$"
)
_SUDDEN_DEATH = {"gg": "golden goal", "sg": "silver goal"}
_MARK = re.compile(r"\s*\[([^\[\]]+)\]$")
_MARKS: dict[str, Status] = {
    "cancelled": "cancelled",
    "awarded": "awarded",
    "abandoned": "abandoned",
    "annulled": "void",
    "void": "void",
    "walkover": "walkover",
    "postponed": "scheduled",
}
_VERSUS = re.compile(r"(\S.*?)\s+v\s+(\S.*)")
_NOT_PLAYED = re.compile(r"(\S.*?)(?:\s{2,}-\s{2,}|\s+n/p\s+)(\S.*)")
_EARLIER = re.compile(r"(\d{1,2}-\d{1,2})(?:,\s*(\d{1,2}-\d{1,2}))?")
_SIDE = re.compile(r"(?P<name>[^\W_](?:[\w.,&'’`´/()+-]| (?! ))*?)(?:\s+\((?P<country>[A-Z]{3})\))?")


def has_score(text: str) -> bool:
    """Tell whether a score stands somewhere in a line."""
    return _SCORE.search(text) is not None


def read_fixture(text: str) -> Fixture | None:
    """Read two sides with their score between or behind them, or without one; ``None`` if the text is no fixture.

    Raises
    ------
    BadLine
        If the score is impossible, or a side has no name.
    """
    text, status, note = _cut_mark(text.strip())
    text, ending = _cut_ending(text)
    found = _SCORE.search(text)
    if found is None:
        return _without_score(text, status, note)
    home, away = _sides(text[: found.start()].strip(), text[found.end() :].strip())
    score = _with_ending(_printed_score(found), ending)
    if status is None and _taken_back(score.half_time, score.full_time):
        status, note = "awarded", "score after 90 minutes below that at half time"
    if status != "awarded":
        _refuse_impossible(score)
    if ending and ending["sudden"]:
        note = _SUDDEN_DEATH[ending["sudden"]]
    return _fixture(home, away, status or "played", score, note)


def _cut_mark(text: str) -> tuple[str, Status | None, str | None]:
    """Take ``[awarded]`` or ``[cancelled; and why]`` off the end; an unknown mark is kept as a note."""
    found = _MARK.search(text)
    if found is None:
        return text, None, None
    status = _MARKS.get(found[1].partition(";")[0].strip().lower())
    return text[: found.start()], status, None if found[1] == status else found[1]


def _cut_ending(text: str) -> tuple[str, re.Match[str] | None]:
    found = _ENDING.search(text)
    return (text[: found.start()], found) if found else (text, None)


def _sides(before: str, after: str) -> tuple[str, str]:
    """Home and away side from what stands before and after the score."""
    versus = _VERSUS.fullmatch(before)
    if versus and not after:
        return versus[1], versus[2]
    if before and after and not versus:
        return before, after
    raise BadLine("a score without two sides")


def _without_score(text: str, status: Status | None, note: str | None) -> Fixture | None:
    """Read a fixture that was not played: a lone dash or ``n/p`` says so, a bare ``v`` says nothing."""
    if found := _VERSUS.fullmatch(text):
        return _fixture(found[1], found[2], status or "scheduled", None, note)
    if found := _NOT_PLAYED.fullmatch(text):
        return _fixture(found[1], found[2], status or "cancelled", None, note)
    return None


def _fixture(home: str, away: str, status: Status, score: Score | None, note: str | None) -> Fixture:
    (home, home_country), (away, away_country) = _side(home), _side(away)
    if home == away:
        raise BadLine(f'"{home}" plays itself')
    return Fixture(home, away, home_country, away_country, status, score, note)


@functools.lru_cache(maxsize=8192)
def _side(text: str) -> tuple[str, str | None]:
    """Split a side's name and the country behind it: ``Atalanta (ITA)``."""
    found = _SIDE.fullmatch(text)
    if found is None:
        raise BadLine(f'"{text}" is no name of a side')
    return found["name"], country_code(found["country"]) if found["country"] else None


def _printed_score(found: re.Match[str]) -> Score:
    """Sort the parts of a score: the shoot-out may come first or last, earlier scores are in parentheses."""
    pens = _goals(found["pens_first"] or found["pens"])
    first, second = _earlier(found["earlier_pens"] or found["earlier"])
    if found["pens_first"]:
        after = _goals(found["aet_pens"])
        if after is None and first is None:
            raise BadLine("a shoot-out without a score")
        return Score(first, second, after is not None, after, pens)
    if found["aet"]:
        return Score(first, second, True, _goals(found["score"]), pens)
    if second is not None:
        raise BadLine(f'two earlier scores without extra time in "{found.group()}"')
    return Score(_goals(found["score"]), first, None if pens else False, None, pens)


def _with_ending(score: Score, ending: re.Match[str] | None) -> Score:
    if ending is None:
        return score
    pens = _goals(ending["pens"]) or score.shoot_out
    if not ending["aet"]:
        return score._replace(shoot_out=pens)
    return score._replace(full_time=None, extra_time=True, after_extra_time=score.full_time, shoot_out=pens)


def _earlier(text: str | None) -> tuple[Goals | None, Goals | None]:
    if text is None:
        return None, None
    found = _EARLIER.fullmatch(text.strip())
    if found is None:
        raise BadLine(f'"({text})" is no earlier score')
    return _goals(found[1]), _goals(found[2])


@functools.lru_cache(maxsize=1024)
def _goals(text: str | None) -> Goals | None:
    if text is None:
        return None
    home, away = text.split("-")
    return int(home), int(away)


def _taken_back(earlier: Goals | None, later: Goals | None) -> bool:
    """Whether goals of the earlier score are gone; a decision at the table does that, play does not."""
    return earlier is not None and later is not None and (earlier[0] > later[0] or earlier[1] > later[1])


def _refuse_impossible(score: Score) -> None:
    """Goals are not taken back, and a shoot-out has a winner."""
    in_time = [goals for goals in (score.half_time, score.full_time, score.after_extra_time) if goals is not None]
    for earlier, later in itertools.pairwise(in_time):
        if _taken_back(earlier, later):
            raise BadLine(f"{earlier[0]}-{earlier[1]} cannot become {later[0]}-{later[1]}")
    if score.shoot_out is not None and score.shoot_out[0] == score.shoot_out[1]:
        raise BadLine(f"a shoot-out cannot end {score.shoot_out[0]}-{score.shoot_out[1]}")


# --- scorelines of a match -------------------------------------------------------------------------------------------

_REGULAR_TIME, _HALF_TIME = 90, 45


def with_score(match: MatchRow, score: Score) -> MatchRow:
    """Give a match the scorelines of a score; what is goalless after extra time was so before."""
    goalless = (0, 0) if score.after_extra_time == (0, 0) else None
    (home, away), (home_ht, away_ht) = _pair(score.full_time or goalless), _pair(score.half_time)
    (home_aet, away_aet), (home_pens, away_pens) = _pair(score.after_extra_time), _pair(score.shoot_out)
    return match._replace(
        home_goals=home,
        away_goals=away,
        home_goals_ht=home_ht,
        away_goals_ht=away_ht,
        extra_time=score.extra_time,
        home_goals_aet=home_aet,
        away_goals_aet=away_aet,
        shoot_out=score.shoot_out is not None,
        home_pens=home_pens,
        away_pens=away_pens,
    )


def _pair(goals: Goals | None) -> tuple[int | None, int | None]:
    return goals or (None, None)


def final_score(match: MatchRow) -> Goals | None:
    """Goals in all, extra time included, the shoot-out not."""
    home, away = match.home_goals_aet, match.away_goals_aet
    if home is None or away is None:
        home, away = match.home_goals, match.away_goals
    return (home, away) if home is not None and away is not None else None


def with_goals(match: MatchRow, goals: Sequence[Goal]) -> MatchRow:
    """Take a match's earlier scorelines from its goals, all of which are given.

    Files leave out the score after 90 minutes of many matches with extra time, and now and then (Spain v Germany,
    Euro 2024) even that there was extra time; a goal in minute 91 or later tells. Where a printed half-time score
    differs from the goals (5 matches of the World Cups 2018 and 2022), the goals have it right.
    """
    if match.extra_time is False and any(goal.minute > _REGULAR_TIME for goal in goals):
        match = match._replace(extra_time=True, home_goals_aet=match.home_goals, away_goals_aet=match.away_goals)
    (home, away), (home_ht, away_ht) = score_at(goals, _REGULAR_TIME), score_at(goals, _HALF_TIME)
    return match._replace(home_goals=home, away_goals=away, home_goals_ht=home_ht, away_goals_ht=away_ht)


_CHANCE_ENDS = 10  # one match in six with goals has its final score at half time; ten in a row are one in 60 million


def without_copied_half_times(matches: Sequence[MatchRow]) -> list[MatchRow]:
    """Forget half-time scores where a run of them only repeats the final scores.

    The Premier League from August 2003 to October 2005 is such a run: upstream copied one score into both places.
    Goalless matches neither make nor break it.
    """
    kept = list(matches)
    scored = [at for at, match in enumerate(kept) if match.home_goals_ht is not None and _has_goals(match)]
    for repeats, run in itertools.groupby(scored, key=lambda at: _repeats_half_time(kept[at])):
        places = list(run)
        if repeats and len(places) >= _CHANCE_ENDS:
            for at in places:
                kept[at] = kept[at]._replace(home_goals_ht=None, away_goals_ht=None)
    return kept


def _has_goals(match: MatchRow) -> bool:
    return bool(match.home_goals or match.away_goals)


def _repeats_half_time(match: MatchRow) -> bool:
    return (match.home_goals, match.away_goals) == (match.home_goals_ht, match.away_goals_ht)


def goalless_at_half_time(matches: Sequence[MatchRow]) -> list[MatchRow]:
    """Give a 0-0 its half-time score, in a file that prints half-time scores: those of a 0-0 it leaves out."""
    if all(match.home_goals_ht is None for match in matches):
        return list(matches)
    return [
        match._replace(home_goals_ht=0, away_goals_ht=0)
        if match.status == "played" and match.home_goals_ht is None and (match.home_goals, match.away_goals) == (0, 0)
        else match
        for match in matches
    ]
