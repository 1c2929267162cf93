"""A league season beside the side's earlier ones after as many matches: SEASON_COMPARE and STAGE_RECORD.

Points are those won on the field, at three for a win; seasons of leagues that gave two are not compared.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from pressbox.facts import words
from pressbox.facts.predicates import measured
from pressbox.facts.standing import Standing, standings
from pressbox.views import Question, Selection

if TYPE_CHECKING:
    from pressbox.domain import Dossier
    from pressbox.facts.claim import Claim
    from pressbox.views import SideMatch

FEWEST_PLAYED = 5
SEASONS = 4
"""Earlier seasons that must all be outdone."""

THREE_POINTS_SINCE = {"ENG": 1981}
WORLD_WIDE_SINCE = 1995
"""First season of three points for a win."""

DIFFERENCES = ((2, 0.6), (5, 0.35), (9, 0.12), (200, 0.05))
"""How seldom a season is so many points better or worse than the last."""


@dataclasses.dataclass(frozen=True)
class _Stage:
    """A side's first matches of a season, newest first."""

    season: str
    rows: tuple[SideMatch, ...]

    def total(self, what: str) -> int:
        return sum(measured(row, what, "120") or 0 for row in self.rows)

    def proof(self, what: str) -> tuple[Question, int]:
        first = self.rows[0]
        among = Selection(competitions=(first.competition,), phases=("league",), season=self.season, until=first.date)
        return Question("sum", first.team, what, 0, among), self.total(what)

    def length(self) -> tuple[Question, int]:
        asked, _ = self.proof("points")
        return Question("matches", asked.team, "", 0, asked.among), len(self.rows)


def mine_season_compare(dossier: Dossier) -> list[Claim]:
    """SEASON_COMPARE: points after as many matches of the last season in the same division."""
    found = ((standing, list(_stages(dossier, standing))) for standing in standings(dossier, FEWEST_PLAYED))
    return [_compared(standing, *stages[:2]) for standing, stages in found if _consecutive(stages)]


def mine_stage_records(dossier: Dossier) -> list[Claim]:
    """STAGE_RECORD: most or fewest points or goals after so many matches of a season, for years."""
    found = ((standing, list(_stages(dossier, standing))) for standing in standings(dossier, FEWEST_PLAYED))
    return [claim for standing, stages in found if len(stages) > SEASONS for claim in _records(standing, stages)]


def _stages(dossier: Dossier, standing: Standing) -> Iterator[_Stage]:
    """The season and those before it in the same division, newest first, as far back as all are on record."""
    league, count = standing.table.competition, standing.row.played
    if standing.row.deducted or len(standing.matches) != count or any(row.awarded for row in standing.matches):
        return
    complete = {entry.season[:4] for entry in dossier.covered if entry.competition == league.id and entry.complete}
    since = THREE_POINTS_SINCE.get(league.country or "", WORLD_WIDE_SINCE)
    yield _Stage(standing.table.season, standing.matches)
    by_year: dict[str, list[SideMatch]] = {}
    for row in standing.history.rows:
        if row.competition == league.id and row.phase == "league":
            by_year.setdefault(row.season[:4], []).append(row)
    for year in range(int(standing.table.season[:4]) - 1, since - 1, -1):
        rows = by_year.get(str(year), [])
        first = tuple(rows[-count:])
        if str(year) not in complete or (rows and not _cut_is_clear(rows, count)):
            return
        if rows:
            yield _Stage(first[0].season, first)


def _cut_is_clear(rows: Sequence[SideMatch], count: int) -> bool:
    """Whether there were so many matches, and the next was on a later day."""
    return len(rows) >= count and not (len(rows) > count and rows[-count - 1].date == rows[-count].date)


def _consecutive(stages: Sequence[_Stage]) -> bool:
    return len(stages) > 1 and int(stages[0].season[:4]) - int(stages[1].season[:4]) == 1


def _compared(standing: Standing, now: _Stage, then: _Stage) -> Claim:
    points, before = now.total("points"), then.total("points")
    gap = points - before
    more = "more" if gap > 0 else "fewer"
    stage = f"at the same stage of last season in {standing.league}"
    won = f"have taken {words.counted(points, 'point', 'points')} from {words.matches(len(now.rows))}"
    difference = f"{words.number(abs(gap))} {more} than" if gap else "as many as"
    return standing.claim(
        "SEASON_COMPARE",
        "points at this stage",
        f"{won}, {difference} {stage}",
        {"points": points, "last_season": before, "matches": len(now.rows)},
        [now.proof("points"), then.proof("points"), now.length(), then.length()],
        matches=[*now.rows, *then.rows],
        good=gap > 0 if gap else None,
        surprise=next(chance for most, chance in DIFFERENCES if abs(gap) <= most),
    )


@dataclasses.dataclass(frozen=True)
class Extreme:
    """A measure that may be the most or the fewest for years, and how it is said."""

    kind: str
    what: Literal["points", "goals for", "goals against"]
    noun: str
    verb: str
    most: bool
    good: bool


EXTREMES = (
    Extreme("most points", "points", "point", "taken", most=True, good=True),
    Extreme("fewest points", "points", "point", "taken", most=False, good=False),
    Extreme("most goals for", "goals for", "goal", "scored", most=True, good=True),
    Extreme("fewest goals for", "goals for", "goal", "scored", most=False, good=False),
    Extreme("most goals against", "goals against", "goal", "conceded", most=True, good=False),
    Extreme("fewest goals against", "goals against", "goal", "conceded", most=False, good=True),
)


def _records(standing: Standing, stages: Sequence[_Stage]) -> Iterator[Claim]:
    now, earlier = stages[0], stages[1:]
    for extreme in EXTREMES:
        value = now.total(extreme.what)
        outdone = list(takewhile(lambda stage: _beats(extreme, value, stage), earlier))  # noqa: B023 - used at once
        if len(outdone) >= SEASONS:
            equal = earlier[len(outdone)] if len(outdone) < len(earlier) else None
            yield _record(standing, extreme, now, outdone, equal)


def _season(standing: Standing, stages: Sequence[_Stage]) -> str:
    """A season of the division, by its name where it has had the same one all along."""
    if len({row.competition_name for stage in stages for row in stage.rows}) == 1:
        return f"{standing.table.competition.name} season"
    return "top-flight season" if standing.table.competition.tier == 1 else "season in the division"


def _beats(extreme: Extreme, value: int, stage: _Stage) -> bool:
    then = stage.total(extreme.what)
    return value > then if extreme.most else value < then


def _record(
    standing: Standing, extreme: Extreme, now: _Stage, outdone: Sequence[_Stage], equal: _Stage | None
) -> Claim:
    value = now.total(extreme.what)
    superlative = "most" if extreme.most else "fewest"
    since = equal.season if equal else f"at least {outdone[-1].season}"
    shown = [*outdone, equal] if equal else outdone
    season = _season(standing, [now, *shown])
    return standing.claim(
        "STAGE_RECORD",
        extreme.kind,
        f"have {extreme.verb} {words.counted(value, extreme.noun, f'{extreme.noun}s')}, their {superlative} after "
        f"{words.matches(len(now.rows))} of {words.a_name(season)} since {since}",
        {
            "value": value,
            "matches": len(now.rows),
            "seasons": {stage.season: stage.total(extreme.what) for stage in shown},
        },
        [now.length(), *(stage.proof(extreme.what) for stage in (now, *shown))],
        matches=[row for stage in (now, *shown[-1:]) for row in stage.rows],
        good=extreme.good,
        surprise=round(1 / (len(outdone) + 1), 4),
    )
