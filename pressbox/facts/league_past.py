"""A side among all that its league has seen: STAGE_RECORD, CLUB_PRECEDENT and the titles of TROPHY.

In: a dossier with the earlier seasons of the sides' leagues. Points are at three a win, and only seasons that gave
three are set beside one another; "since" names the first of the seasons that are whole without a break.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pressbox.countries import countries
from pressbox.facts import words
from pressbox.facts.past_stages import EXTREMES, THREE_POINTS_SINCE, WORLD_WIDE_SINCE
from pressbox.facts.standing import Standing, standings
from pressbox.views import LeagueTitleQuestion, StageQuestion

if TYPE_CHECKING:
    from pressbox.domain import Dossier
    from pressbox.facts.claim import Claim
    from pressbox.facts.past_stages import Extreme
    from pressbox.views import LeaguePast, StageLine

FEWEST_PLAYED = 8
FEWEST_SEASONS = 8
RANKS_TOLD = 3

HALF_A_SEASON = 19
"""Matches from which points say who may become champions."""

FEWEST_ALIKE = 5
"""Sides that a share is taken of."""

CONTENDERS = 2
"""Places from the top for which it is asked who became champions from there."""

OFTEN = 5
"""Times beyond which what a club has done before is no precedent."""

NAMED_AT_MOST = 3
NAMES_SETTLED = "1992"
"""Season from which the first divisions are called as they are now."""


def mine_league_records(dossier: Dossier) -> list[Claim]:
    """STAGE_RECORD, kinds ``league ...``: most or fewest of all sides of the league after so many matches."""
    return [
        claim
        for standing, past in _with_past(dossier)
        for extreme in EXTREMES
        for claim in _record(standing, past, extreme)
    ]


def _with_past(dossier: Dossier) -> Iterator[tuple[Standing, LeaguePast]]:
    for standing in standings(dossier, FEWEST_PLAYED):
        past = dossier.league_past.get(standing.team)
        clear = past and not standing.row.deducted and not any(row.awarded for row in standing.matches)
        if past and clear and len(past.seasons) >= FEWEST_SEASONS and _own(standing, past):
            yield standing, past


def _own(standing: Standing, past: LeaguePast) -> StageLine | None:
    """The side's line of the season under way."""
    now = (standing.team, past.season)
    return next((line for line in past.lines if (line.team, line.season) == now), None)


def _comparable(standing: Standing, past: LeaguePast, what: str) -> tuple[str, ...]:
    """The earlier seasons that a measure can be set beside."""
    if what != "points":
        return past.seasons
    since = THREE_POINTS_SINCE.get(standing.table.competition.country or "", WORLD_WIDE_SINCE)
    return tuple(season for season in past.seasons if int(season[:4]) >= since)


def measure(line: StageLine, what: str) -> int:
    """Points or goals of a line."""
    return {"points": line.points, "goals for": line.goals_for, "goals against": line.goals_against}[what]


def _record(standing: Standing, past: LeaguePast, extreme: Extreme) -> Iterator[Claim]:
    seasons, own = _comparable(standing, past, extreme.what), _own(standing, past)
    if own is None or len(seasons) < FEWEST_SEASONS:
        return
    value = measure(own, extreme.what)
    others = [
        measure(line, extreme.what) for line in past.lines if line != own and line.season in (*seasons, past.season)
    ]
    better = sum(other > value if extreme.most else other < value for other in others)
    level = others.count(value)
    if better >= RANKS_TOLD or level > (0 if better else RANKS_TOLD - 1):
        return
    superlative = "most" if extreme.most else "fewest"
    nth = f"{words.ordinal(better + 1)} {superlative}" if better else superlative
    degree = f"as {'many' if extreme.most else 'few'} as" if level else f"the {nth} that"
    asked = StageQuestion(past.competition, (past.season, *seasons), past.played, extreme.what, value, extreme.most)
    beyond = dataclasses.replace(asked, value=value + 1 if extreme.most else value - 1)
    yield standing.claim(
        "STAGE_RECORD",
        f"league {extreme.kind}",
        f"have {extreme.verb} {words.counted(value, extreme.noun, f'{extreme.noun}s')}, {degree} any side has had "
        f"{_stage(standing, past, seasons)}",
        {"value": value, "matches": past.played, "better": better, "level": level, "since": seasons[-1]},
        [(asked, better + level + 1), (beyond, better)],
        good=extreme.good,
        surprise=round((better + level + 1) / (len(others) + 2), 6),
    )


def _stage(standing: Standing, past: LeaguePast, seasons: Sequence[str]) -> str:
    """Where in which seasons: "after 29 matches of a Bundesliga season since 1992-93"."""
    competition, oldest = standing.table.competition, seasons[-1]
    if competition.tier != 1:
        season = "season in the division"
    else:
        season = f"{competition.name} season" if oldest >= NAMES_SETTLED else "top-flight season"
    return f"after {words.matches(past.played)} of {words.a_name(season)} since {oldest}"


def mine_league_precedents(dossier: Dossier) -> list[Claim]:
    """CLUB_PRECEDENT: what became of sides, and of this one, that had as many points after as many matches."""
    claims = []
    for standing, past in _with_past(dossier):
        seasons = _comparable(standing, past, "points")
        late = past.played >= HALF_A_SEASON
        if late and past.champions and standing.row.place <= CONTENDERS and len(seasons) >= FEWEST_SEASONS:
            claims += [*_sides_alike(standing, past, seasons), *_own_before(standing, past, seasons)]
    return claims


def _as_good(standing: Standing, past: LeaguePast, seasons: Sequence[str]) -> tuple[int, list[StageLine]]:
    """The side's points, and the sides of earlier seasons that had as many."""
    own = _own(standing, past)
    points = own.points if own else 0
    return points, [line for line in past.lines if line.season in seasons and line.points >= points]


def _won(past: LeaguePast, line: StageLine) -> bool:
    return past.champions.get(line.season) == line.team


def _sides_alike(standing: Standing, past: LeaguePast, seasons: Sequence[str]) -> Iterator[Claim]:
    points, alike = _as_good(standing, past, seasons)
    if len(alike) < FEWEST_ALIKE:
        return
    won = sum(_won(past, line) for line in alike)
    of = f"{words.number(len(alike))} sides that had {words.points(points)} or more {_stage(standing, past, seasons)}"
    sentence = f"All {of} became champions" if won == len(alike) else f"Of the {of}, {_became(won)}"
    asked = StageQuestion(past.competition, tuple(seasons), past.played, "points", points)
    claim = standing.claim(
        "CLUB_PRECEDENT",
        "champions from here",
        "",
        {"points": points, "matches": past.played, "sides": len(alike), "champions": won, "since": seasons[-1]},
        [(asked, len(alike)), (_champions(asked), won)],
        surprise=round((min(won, len(alike) - won) + 1) / (len(alike) + 2), 6),
    )
    yield claim.reworded(sentence)


def _became(won: int) -> str:
    return "none became champions" if won == 0 else f"{words.number(won)} became champions"


def _champions(asked: StageQuestion) -> StageQuestion:
    return dataclasses.replace(asked, champions=True)


def _own_before(standing: Standing, past: LeaguePast, seasons: Sequence[str]) -> Iterator[Claim]:
    points, alike = _as_good(standing, past, seasons)
    before = [line for line in alike if line.team == standing.team]
    if not 1 <= len(before) <= OFTEN:
        return
    won = sum(_won(past, line) for line in before)
    when = f"in {before[0].season}" if len(before) == 1 else f"{_times(len(before))} before"
    asked = StageQuestion(past.competition, tuple(seasons), past.played, "points", points, team=standing.team)
    yield standing.claim(
        "CLUB_PRECEDENT",
        "own from here",
        f"{'also ' if len(before) == 1 else 'have '}had {words.points(points)} or more after "
        f"{words.matches(past.played)} of a league season {when}{_since(seasons) if len(before) > 1 else ''}, and "
        f"{_ended(won, len(before))}",
        {"points": points, "matches": past.played, "seasons": len(before), "champions": won, "since": seasons[-1]},
        [(asked, len(before)), (_champions(asked), won)],
        good=won > 0,
        surprise=round(1 / (len(seasons) / len(before) + 1), 4),
    )


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{words.number(count)} times")


def _since(seasons: Sequence[str]) -> str:
    return f" since {seasons[-1]}"


def _ended(won: int, times: int) -> str:
    if times == 1:
        return "became champions" if won else "did not become champions"
    often = {0: "each time missed the title", times: "became champions each time"}
    return often.get(won, f"became champions {_times(won)}")


def mine_league_titles(dossier: Dossier) -> list[Claim]:
    """TROPHY, kind ``league title``: titles since the first season from which on all are on record."""
    return [
        _titles(standing, past, won)
        for standing in standings(dossier)
        if (past := dossier.league_past.get(standing.team)) and len(past.seasons) >= FEWEST_SEASONS
        if (won := [season for season in past.seasons if past.champions.get(season) == standing.team])
    ]


def _titles(standing: Standing, past: LeaguePast, won: Sequence[str]) -> Claim:
    country = countries()[standing.table.competition.country or ""].adjective
    holders, times = won[0] == past.seasons[0], _times(len(won))
    if len(won) <= NAMED_AT_MOST:
        when = f", in {words.listed(won[::-1])}"
    else:
        when = "" if holders else f", most recently in {won[0]}"
    since = f"since {past.seasons[-1]}"
    if holders:
        clause = f"are the {country} champions, and have won the title {times} {since}{when}"
    else:
        clause = f"have been {country} champions {times} {since}{when}"
    rows = [row for row in standing.history.rows if row.competition == past.competition]
    last = [row for season in won for row in [row for row in rows if row.season == season][:1]]
    return standing.claim(
        "TROPHY",
        "league title",
        clause,
        {"won": len(won), "seasons": list(won), "holders": holders, "since": past.seasons[-1]},
        [(LeagueTitleQuestion(past.competition, past.seasons, standing.team), len(won))],
        matches=last or None,
        good=True,
    )
