"""schochastics, ``goals_time/``: a row a goal, of which matches and goals are made.

The column ``game`` says in German how a match ended: ``Arsenal FC vs. SL Benfica 1:3 n.V. (Hinspiel 1:1)``.

- ``n.V.`` after extra time; ``i.E.`` on penalties, and the score shown is then that of the shoot-out, while the last
  running score is the match's; ``Wert.`` awarded, and the goals are those played; ``annull.`` void; ``abgebr.``
  abandoned. ``(Hinspiel 1:1)`` makes it a second leg and gives the first one, seen from this match's home side.
- A match without a goal is not in the file.
- The score after 90 minutes of a match with extra time follows from the minutes of its goals, if all are known and the
  match, or the tie, is then level; else it is None.
- A minute above 90 means extra time in a cup, marked or not, and stoppage time in a league. Minute 0 is unknown.
- The goals of a match are rejected where they do not add up to its score (13 matches of 67,000).
- ``champions-league.csv`` holds the CONCACAF Champions League, not Europe's, in 2008-09.

Own goals are not marked: ``scoring_team`` is the side credited.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import Literal

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.rows import GoalRow, MatchRow, Side
from pressbox.sources.tabular import (
    UNKNOWN_MATCH,
    BadCell,
    Cells,
    Table,
    given,
    parse_count,
    parse_iso_date,
    parse_season,
    parse_text,
    read_rows,
    read_table,
)

COMPETITIONS = {
    "champions-league": "uefa-cl",
    "dfb-pokal": "ger-cup",
    "eng-fa-cup": "eng-fa-cup",
    "eng-league-cup": "eng-league-cup",
    "eng-premier-league": "eng-1",
    "esp-copa-del-rey": "esp-cup",
    "esp-primera-division": "esp-1",
    "europa-league": "uefa-el",
    "fra-coupe-de-france": "fra-cup",
    "fra-ligue-1": "fra-1",
    "ita-serie-a": "ita-1",
}
"""File to competition; the names are those of the live files too."""

MISFILED = {("champions-league", "2008-09"): "concacaf-cl"}
"""Seasons of a file that are another competition's."""

GAME = re.compile(
    r"(?P<home>.+?) vs\. (?P<away>.+?) (?:(?P<home_goals>[0-9]+):(?P<away_goals>[0-9]+)|-:-)"
    r"(?: (?P<mark>n\.V\.|i\.E\.|Wert\.|annull\.|abgebr\.))?"
    r"(?: \(Hinspiel (?P<home_before>[0-9]+):(?P<away_before>[0-9]+)\))?"
)
MINUTE = re.compile(r"([0-9]+)(?:\+([0-9]+))?")
FULL_TIME = 90

Mark = Literal["n.V.", "i.E.", "Wert.", "annull.", "abgebr."]


@dataclasses.dataclass(frozen=True)
class Game:
    """What the column ``game`` says: the score shown, how it came about, the first leg seen from this home side."""

    home: str
    away: str
    score: tuple[int, int] | None
    mark: Mark | None
    first_leg: tuple[int, int] | None

    @property
    def side_names(self) -> dict[str, Side]:
        """Team to side."""
        return {self.home: "home", self.away: "away"}


def parse(bundle: Bundle) -> Parsed:
    """Read a file of goals."""
    file = bundle.name.split("/")[-1].removesuffix(".csv")
    if file not in COMPETITIONS:
        raise LayoutChanged(f"{bundle.name}: not a competition that is known ({', '.join(COMPETITIONS)}).")
    parsed = Parsed()
    for match, game, goals in _games(read_table(bundle.paths[0]), parsed):
        competition = MISFILED.get((file, match.season or ""), COMPETITIONS[file])
        _add(parsed, match._replace(competition=competition), game, goals)
    return parsed


def _games(table: Table, parsed: Parsed) -> list[tuple[MatchRow, Game, list[GoalRow]]]:
    """Group the goals by match, in the order of the file."""
    text, date = table.column("game", given(parse_text)), table.column("date", given(parse_iso_date))
    season = table.column("season", given(parse_season))
    player, team = table.column("scoring_player", parse_text), table.column("scoring_team", given(parse_text))
    minute = table.column("time", _minute)
    home_score, away_score = table.column("GH", given(parse_count)), table.column("GA", given(parse_count))
    games: dict[tuple[object, str], tuple[MatchRow, Game, list[GoalRow]]] = {}

    def read(line: int, cells: Cells) -> None:
        day, game = date(cells), parse_game(text(cells))
        side = game.side_names.get(team(cells))
        if side is None:
            raise BadCell(f'scoring_team: "{team(cells)}" is neither {game.home} nor {game.away}')
        goal = GoalRow(
            line, "", 0, side, player(cells), *minute(cells),
            own_goal=None, penalty=None, assist=None, home_score=home_score(cells), away_score=away_score(cells),
        )  # fmt: skip
        match = UNKNOWN_MATCH._replace(source_line=line, key=str(line), season=season(cells), date=day)
        games.setdefault((day, text(cells)), (match, game, []))[2].append(goal)

    read_rows(table, parsed, read)
    return list(games.values())


def _add(parsed: Parsed, match: MatchRow, game: Game, goals: list[GoalRow]) -> None:
    """Put a match among the rows, and its goals if they add up to its score."""
    if not match.competition.endswith("-1"):
        if game.mark is None and _latest(goals) > FULL_TIME:
            game = dataclasses.replace(game, mark="n.V.")
    elif game.mark is None:
        goals = [_in_stoppage_time(goal) for goal in goals]
    final = (goals[-1].home_score, goals[-1].away_score)
    parsed.matches.append(_scored(match, game, goals)._replace(home=game.home, away=game.away))
    reason = f"the goals of {game.home} v {game.away} on {match.date} do not add up to its score"
    told = _steps_by_one(goals) and (game.mark not in (None, "n.V.") or final == game.score)
    for sequence, goal in enumerate(goals, start=1):
        if told:
            parsed.goals.append(goal._replace(match=match.key, sequence=sequence))
        else:
            parsed.reject(goal.source_line, goal.player, reason)


def _scored(match: MatchRow, game: Game, goals: list[GoalRow]) -> MatchRow:
    """Fill in score, status and leg."""
    match = match._replace(leg=2 if game.first_leg else None)
    shown = game.score or (None, None)
    final = (goals[-1].home_score, goals[-1].away_score)
    match game.mark:
        case "n.V.":
            return _with_extra_time(match, game, goals, shown)._replace(shoot_out=False)
        case "i.E.":
            match = match._replace(shoot_out=True, home_pens=shown[0], away_pens=shown[1])
            if _latest(goals) > FULL_TIME:
                return _with_extra_time(match, game, goals, final)
            return match._replace(home_goals=final[0], away_goals=final[1])
        case "Wert.":
            note = f"ended {final[0]}-{final[1]} on the pitch before it was awarded"
            match = match._replace(status="awarded", note=note)
        case "annull.":
            match = match._replace(status="void")
        case "abgebr.":
            match = match._replace(status="abandoned")
    return match._replace(home_goals=shown[0], away_goals=shown[1], extra_time=False, shoot_out=False)


def _with_extra_time(
    match: MatchRow, game: Game, goals: list[GoalRow], final: tuple[int | None, int | None]
) -> MatchRow:
    after_90 = _after_90_minutes(game, goals) or (None, None)
    return match._replace(
        extra_time=True,
        home_goals=after_90[0],
        away_goals=after_90[1],
        home_goals_aet=final[0],
        away_goals_aet=final[1],
    )


def _after_90_minutes(game: Game, goals: list[GoalRow]) -> tuple[int, int] | None:
    """Score after 90 minutes of a match that went to extra time; None where the goals cannot tell."""
    if any(goal.minute is None for goal in goals):
        return None
    earlier = [goal for goal in goals if (goal.minute or 0) <= FULL_TIME]
    home = sum(goal.side == "home" for goal in earlier)
    away = len(earlier) - home
    home_before, away_before = game.first_leg or (0, 0)
    return (home, away) if home + home_before == away + away_before else None


def _latest(goals: list[GoalRow]) -> int:
    return max(goal.minute or 0 for goal in goals)


def _in_stoppage_time(goal: GoalRow) -> GoalRow:
    over = (goal.minute or 0) - FULL_TIME
    return goal._replace(minute=FULL_TIME, stoppage=over) if over > 0 else goal


def _steps_by_one(goals: list[GoalRow]) -> bool:
    """Whether the running score goes up by the goal of the side credited, each time."""
    home = away = 0
    for goal in goals:
        home, away = home + (goal.side == "home"), away + (goal.side == "away")
        if (goal.home_score, goal.away_score) != (home, away):
            return False
    return True


@functools.lru_cache(maxsize=1 << 10)
def parse_game(text: str) -> Game:
    """Read the text of a game, white space already single.

    Raises
    ------
    BadCell
        If it is written in another way.
    """
    match = GAME.fullmatch(text)
    if match is None:
        raise BadCell(f'"{text}" is not a game like "Real Madrid vs. Odense BK 6:0"')
    score = _pair(match["home_goals"], match["away_goals"])
    mark: Mark | None = match["mark"]  # type: ignore[assignment]  # the pattern lists the marks
    return Game(match["home"], match["away"], score, mark, _pair(match["home_before"], match["away_before"]))


def _pair(home: str | None, away: str | None) -> tuple[int, int] | None:
    return (int(home), int(away)) if home and away else None


def _minute(cell: str) -> tuple[int | None, int | None]:
    match = MINUTE.fullmatch(cell.strip())
    if match is None:
        raise BadCell(f'"{cell}" is not a minute like 45 or 90+6')
    return int(match[1]) or None, int(match[2]) if match[2] else None
