"""Ranks within a league, what a win would bring, and who can still be champions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.facts.naive.raw import Raw, Row
from tests.facts.naive.runs import same
from tests.facts.naive.tables import called, listed, standing, win_of

Document = dict[str, Any]


def league_rows(raw: Raw, claim: Document) -> list[Row]:
    """Fixtures of the league season that a claim speaks of, played or not."""
    (own,) = raw.select("SELECT * FROM matches WHERE id = ?", claim["evidence"][0]["match"])
    query = "SELECT * FROM matches WHERE competition = ? AND season = ? AND phase = 'league'"
    return raw.select(query, own["competition"], own["season"])


def rank(raw: Raw, claim: Document) -> Iterator[str]:
    """LEAGUE_RANK: goals for or against, and how many have more or fewer."""
    scored: dict[str, int] = {}
    conceded: dict[str, int] = {}
    for row in league_rows(raw, claim):
        for team, ours, theirs in (
            (row["home"], "home_final", "away_final"),
            (row["away"], "away_final", "home_final"),
        ):
            scored[team] = scored.get(team, 0) + (row[ours] if raw.over(row) else 0)
            conceded[team] = conceded.get(team, 0) + (row[theirs] if raw.over(row) else 0)
    own, value = raw.sides[claim["side"]], claim["value"]
    goals = {"goals for": scored, "goals against": conceded}[claim["kind"]]
    better = [g > goals[own] if claim["kind"] == "goals for" else g < goals[own] for g in goals.values()]
    yield from same("goals", value["value"], goals[own])
    yield from same("better", value["better"], sum(better))
    yield from same("level", value["level"], list(goals.values()).count(goals[own]) - 1)


def unlisted(rows: list[Row], teams: set[str]) -> list[Row]:
    """Pairings of a double round robin that no source has listed yet: each is still to be played."""
    on_file = {(row["home"], row["away"]) for row in rows}
    double = any(
        form["competition"] == rows[0]["competition"]
        and form["first_season"] <= rows[0]["season"] <= (form["last_season"] or "9")
        and form["meetings"] == "2"
        for form in listed("league_formats")
    )
    pairs = [(home, away) for home in teams for away in teams if home != away and (home, away) not in on_file]
    return [{"home": home, "away": away} for home, away in pairs] if double else []


def title(raw: Raw, claim: Document) -> Iterator[str]:
    """TITLE_MATH: points, matches left, what each can reach; and whether winning all would be enough."""
    points, own = standing(raw, claim), raw.sides[claim["side"]]
    rows = league_rows(raw, claim)
    win = win_of(rows[0]["competition"], rows[0]["season"])
    left = [row for row in rows if not raw.over(row) and row["status"] != "cancelled"]
    left += unlisted(rows, set(points))
    to_play = {team: sum(team in (row["home"], row["away"]) for row in left) for team in points}
    for told, value in claim["value"].items():
        found = [
            (points[team][0], to_play[team], points[team][0] + win * to_play[team])
            for team in points
            if told in called(raw, team)
        ]
        yield from same(told, (value["points"], value["left"], value["most"]) in found, True)
    most = points[own][0] + win * to_play[own]
    # A rival loses the meetings with a side that wins all of its matches; of today's at least one.
    reach, at_most, already = [], [], []
    for team, (have, _) in points.items():
        meetings = sum({row["home"], row["away"]} == {own, team} for row in left)
        if team != own:
            today = team in raw.sides.values()
            reach.append(have + win * (to_play[team] - meetings))
            at_most.append(have + win * (to_play[team] - today))
            already.append(have + win * today)
    after_defeat = most - win
    holds = {
        "in own hands": max(reach) < most,
        "out of own hands": max(reach) > most,
        "out of the race": any(have > most for team, (have, _) in points.items() if team != own),
        "champions": max(have + win * to_play[team] for team, (have, _) in points.items() if team != own)
        < points[own][0],
        "can be champions": max(at_most) < points[own][0] + win,
        "relegated": sum(have > most for have, _ in points.values()) >= len(points) - 4,
        "can be relegated": sum(have > after_defeat for have in already) >= len(points) - 4,
    }
    yield from same(claim["kind"], holds[claim["kind"]], True)


CHECKS = {
    "LEAGUE_RANK/goals for": rank,
    "LEAGUE_RANK/goals against": rank,
    "TITLE_MATH": title,
}
