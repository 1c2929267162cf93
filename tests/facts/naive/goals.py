"""Goals, cards and counts: claims about players and courses of matches, from the rows of ``goals`` and the rest."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from typing import Any

from tests.facts.naive.raw import Raw, Row
from tests.facts.naive.runs import same

Document = dict[str, Any]

LETTERS = {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}


def plain(name: str) -> list[str]:
    text = "".join(LETTERS.get(c, c) for c in name.casefold())
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return sorted(text.replace("-", " ").split())


def is_called(spelling: str | None, name: str) -> bool:
    """Whether a source's spelling can be a player of that name: the same words, or a surname of his with initials."""
    if spelling is None:
        return False
    given, known = plain(spelling), plain(name)
    surname = [word for word in given if not word.endswith(".")]
    initials = {word[0] for word in given if word.endswith(".")}
    first = {word[0] for word in known if word not in surname}
    if initials and first and initials.isdisjoint(first):  # "Williams I." is not "Nico Williams"
        return False
    return given == known or (len(surname) < len(given) and set(surname) <= set(known))


@functools.lru_cache(maxsize=4)
def accounts(raw_of: Any) -> dict[str, list[Row]]:  # noqa: ANN401 - a connection of DuckDB
    """What every source that knows own goals says of them, by match."""
    rows = raw_of.execute(
        "SELECT x.match, s.home_score, s.away_score, s.own_goal, s.assist FROM said_goals AS s"
        " JOIN match_sources AS x ON x.bundle = s.bundle AND x.key = s.match WHERE s.own_goal IS NOT NULL"
    ).fetchall()
    told: dict[str, list[Row]] = {}
    for match, home, away, own, assist in rows:
        told.setdefault(match, []).append({"score": {"home": home, "away": away}, "own": own, "assist": assist})
    return told


def goals_of(raw: Raw, match: Row) -> list[Row]:
    """Goals of a match in order, with the score after each and whether any account calls it an own goal."""
    rows = sorted(raw.of_match("goals", match), key=lambda row: row["sequence"])
    told = accounts(raw.connection).get(match["id"], [])
    score = {"home": 0, "away": 0}
    for row in rows:
        score[row["side"]] += 1
        same_goal = [account for account in told if account["score"] == score]
        row["score"] = dict(score)
        row["own"] = bool(row["own_goal"]) or any(account["own"] for account in same_goal)
        row["made_by"] = row["assist"] or next((t["assist"] for t in same_goal if t["assist"]), None)
    assert score == {"home": match["home_final"], "away": match["away_final"]}, "goals are missing"
    return rows


def ours(raw: Raw, claim: Document, match: Row) -> str:
    return "home" if match["home"] == raw.sides[claim["side"]] else "away"


def evidence_rows(raw: Raw, claim: Document) -> list[Row]:
    """Rows of the matches that the claim rests on; each is over."""
    by_id = {row["id"]: row for row in raw.past[raw.sides[claim["side"]]]}
    return [by_id[row["match"]] for row in claim["evidence"]]


def scored(raw: Raw, claim: Document, match: Row, player: str) -> list[Row]:
    """Goals of a player for the claim's side."""
    own = ours(raw, claim, match)
    return [
        goal
        for goal in goals_of(raw, match)
        if goal["side"] == own and is_called(goal["player"], player) and not goal["own"]
    ]


def goal_events(raw: Raw, claim: Document) -> Iterator[str]:
    """GOAL_EVENTS: goals of the named match by player and minute."""
    (match,) = evidence_rows(raw, claim)
    goals, value, own = goals_of(raw, match), claim["value"], ours(raw, claim, match)
    if claim["kind"].startswith("scorers"):
        for part, wanted in (("for", True), ("against", False)):
            if part in value:
                rows = [goal for goal in goals if (goal["side"] == own) is wanted]
                named = [is_called(row["player"], told["player"]) for row, told in zip(rows, value[part], strict=True)]
                yield from same(f"named {part}", named, [True] * len(rows))
                yield from same("own goals", [told["own_goal"] for told in value[part]], [row["own"] for row in rows])
                minutes = [int(told["minute"].split("+")[0]) for told in value[part]]
                yield from same("minutes", minutes, [row["minute"] for row in rows])
    elif "goals" in value:
        yield from same("goals", value["goals"], len(scored(raw, claim, match, value["player"])))
    else:
        last = goals[-1]
        yield from same("own", value["own"], last["side"] == own)
        yield from same("player", True, is_called(last["player"], value["player"]))
        before = {**last["score"], last["side"]: last["score"][last["side"]] - 1}
        outcomes = [
            (score["home"] > score["away"]) - (score["home"] < score["away"]) for score in (before, last["score"])
        ]
        yield from same("changed the outcome", True, outcomes[0] != outcomes[1])
        yield from same("late", True, 85 <= last["minute"] <= 90)


def margins(raw: Raw, claim: Document, match: Row) -> list[int]:
    """The side's lead after each goal."""
    own = ours(raw, claim, match)
    other = "away" if own == "home" else "home"
    return [goal["score"][own] - goal["score"][other] for goal in goals_of(raw, match)]


def course(raw: Raw, claim: Document) -> Iterator[str]:
    """MATCH_COURSE of one match."""
    (match,) = evidence_rows(raw, claim)
    leads, ended = margins(raw, claim, match), match["for"] - match["against"]
    lost = claim["kind"] == "lead lost"
    yield from same("by", claim["value"]["by"], max(leads) if lost else -min(leads))
    yield from same("and ended so", True, ended <= 0 if lost else ended >= 0)


def season_of(raw: Raw, claim: Document) -> list[Row]:
    """League matches of the season of the newest of the evidence."""
    newest = max(evidence_rows(raw, claim), key=lambda row: row["date"])
    past = raw.past[raw.sides[claim["side"]]]
    return [row for row in past if (row["competition"], row["season"]) == (newest["competition"], newest["season"])]


def courses(raw: Raw, claim: Document) -> Iterator[str]:
    """MATCH_COURSE, kinds ``leads lost`` and ``recovered``."""
    leads = [(margins(raw, claim, row), row["for"] - row["against"]) for row in season_of(raw, claim)]
    if claim["kind"] == "leads lost":
        of = [ended for found, ended in leads if max(found, default=0) > 0]
        had = [ended for ended in of if ended <= 0]
    else:
        of = [ended for found, ended in leads if min(found, default=0) < 0]
        had = [ended for ended in of if ended >= 0]
    yield from same("count, of", (claim["value"]["count"], claim["value"]["of"]), (len(had), len(of)))


def late_goals(raw: Raw, claim: Document) -> Iterator[str]:
    """GOALS_PATTERN, kinds ``late goals`` and ``conceded late``."""
    own = claim["kind"] == "late goals"
    rows = [
        goal
        for match in season_of(raw, claim)
        for goal in goals_of(raw, match)
        if (goal["side"] == ours(raw, claim, match)) is own
    ]
    late = [goal for goal in rows if goal["minute"] > 75]
    yield from same("count, of", (claim["value"]["count"], claim["value"]["of"]), (len(late), len(rows)))


def tally(raw: Raw, claim: Document) -> Iterator[str]:
    """PLAYER_TALLY: top scorers, with nobody above them; goals of late; assists."""
    rows, value = evidence_rows(raw, claim), claim["value"]
    if claim["kind"] == "of late":
        yield from same("goals", value["goals"], sum(len(scored(raw, claim, row, value["player"])) for row in rows))
        yield from same("newest", rows, raw.within(claim)[: value["matches"]])
        return
    if claim["kind"] == "top assists":
        made = [goal["made_by"] for row in rows for goal in goals_of(raw, row) if goal["side"] == ours(raw, claim, row)]
        yield from same("assists", value["assists"], sum(is_called(name, value["players"][0]) for name in made))
        return
    counts: dict[str, int] = {}
    for row in rows:
        for goal in goals_of(raw, row):
            if goal["side"] == ours(raw, claim, row) and not goal["own"]:
                key = " ".join(plain(goal["player"]))
                counts[key] = counts.get(key, 0) + 1
    for player in value["players"]:
        yield from same(player, value["goals"], sum(n for key, n in counts.items() if is_called(key, player)))
    yield from same("most", value["goals"] >= max(counts.values()), True)
    yield from same("all goals", value["of"], sum(row["for"] for row in rows))
    if claim["kind"] != "top scorer all":
        yield from same("the season", {row["id"] for row in rows}, {row["id"] for row in season_of(raw, claim)})


def streak(raw: Raw, claim: Document) -> Iterator[str]:
    """PLAYER_STREAK: a goal in each of the newest matches of the scope."""
    rows, value = evidence_rows(raw, claim), claim["value"]
    yield from same("each", [bool(scored(raw, claim, row, value["player"])) for row in rows], [True] * value["matches"])
    newest = raw.within(claim, since_coverage=False)[: value["matches"]]
    yield from same("newest", [row["id"] for row in rows], [row["id"] for row in newest])


def incident(raw: Raw, claim: Document) -> Iterator[str]:
    """MATCH_INCIDENT: the card or the penalty is on record."""
    (match,) = evidence_rows(raw, claim)
    own, off = ours(raw, claim, match), claim["kind"] == "sent off"
    rows = raw.of_match("cards" if off else "incidents", match)
    kinds = ("red", "second_yellow") if off else ("penalty_missed",)
    named = [
        row["minute"]
        for row in rows
        if row["side"] == own and row["kind"] in kinds and is_called(row["player"], claim["value"]["player"])
    ]
    yield from same("minute", claim["value"]["minute"] in named, True)


COLUMNS = {"shots": "shots", "on target": "shots_on_target", "corners": "corners", "xg": "xg"}


def rank(raw: Raw, claim: Document) -> Iterator[str]:
    """EVENT_STAT of a season: the mean and its rank among all clubs of the league."""
    if claim["kind"] == "outshot":
        (match,) = evidence_rows(raw, claim)
        (stats,) = raw.of_match("match_stats", match)
        own = ours(raw, claim, match)
        told = (claim["value"]["shots"], claim["value"]["against"])
        yield from same("shots", told, (stats[f"{own}_shots"], stats[f"{'away' if own == 'home' else 'home'}_shots"]))
        return
    newest = season_of(raw, claim)[0]
    measure, against = COLUMNS[claim["kind"].removesuffix(" against")], claim["kind"].endswith(" against")
    counted: dict[str, list[float]] = {}
    rows = raw.select(
        "SELECT * FROM matches WHERE competition = ? AND season = ?", newest["competition"], newest["season"]
    )
    for row in rows:
        if not raw.over(row) or row["phase"] not in (None, "league"):
            continue
        (stats,) = raw.of_match("match_stats", row)
        for side, other in (("home", "away"), ("away", "home")):
            counted.setdefault(row[side], []).append(stats[f"{other if against else side}_{measure}"])
    means = {team: sum(values) / len(values) for team, values in counted.items()}
    mean, value = means[raw.sides[claim["side"]]], claim["value"]
    better = [other for other in means.values() if (other > mean + 1e-9 if value["most"] else other < mean - 1e-9)]
    yield from same("mean", value["mean"], round(mean, 4))
    yield from same("rank, clubs", (value["rank"], value["of"]), (len(better) + 1, len(means)))


CHECKS = {
    "GOAL_EVENTS": goal_events,
    "MATCH_COURSE/lead lost": course,
    "MATCH_COURSE/came from behind": course,
    "MATCH_COURSE/leads lost": courses,
    "MATCH_COURSE/recovered": courses,
    "GOALS_PATTERN/late goals": late_goals,
    "GOALS_PATTERN/conceded late": late_goals,
    "PLAYER_TALLY": tally,
    "PLAYER_STREAK": streak,
    "MATCH_INCIDENT": incident,
    "EVENT_STAT": rank,
}
