"""Single matches: last results, meetings, the tie so far, what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from tests.facts.naive.meetings import meetings as meetings_within
from tests.facts.naive.raw import Raw, Row
from tests.facts.naive.runs import same

Document = dict[str, Any]


def last_result(raw: Raw, claim: Document) -> Iterator[str]:
    """LAST_RESULT: the newest competitive match, or the one before it."""
    team, value = raw.sides[claim["side"]], claim["value"]
    national = raw.teams[team]["national"]
    rows = [row for row in raw.past[team] if national or row["kind"] not in ("friendly", "super-cup")]
    row = rows[{"last": 0, "second-last": 1}[claim["kind"]]]
    outcome = "W" if row["for"] > row["against"] else "D" if row["for"] == row["against"] else "L"
    yield from same("match", value["match"], row["id"])
    yield from same("score", (value["scored"], value["conceded"]), (row["for"], row["against"]))
    yield from same("outcome", value["outcome"], outcome)
    yield from same("evidence", [entry["match"] for entry in claim["evidence"]], [row["id"]])


def meetings(raw: Raw) -> list[Row]:
    """Meetings of the two that were played, the newest first, as the home side saw them."""
    rows = raw.past[raw.sides["home"]]
    return [row for row in rows if row["opponent"] == raw.sides["away"] and not row["awarded"]]


def all_time(raw: Raw, claim: Document) -> Iterator[str]:
    """H2H_ALLTIME: of all meetings on record, or of those since the day from which all are held."""
    on_record = "on record" in claim["statement"]
    rows, value = meetings(raw) if on_record else meetings_within(raw, claim), claim["value"]
    if not on_record:
        yield from same("since", claim["scope"]["since"], claim["coverage"]["first"])
        yield from same("month", f"{dt.date.fromisoformat(claim['scope']['since']):%B %Y}" in claim["statement"], True)
        yield from same("awarded", [row["awarded"] for row in rows], [False] * len(rows))
    yield from same("meeting", value["meeting"], len(rows) + 1)
    if rows:
        won = sum(row["for"] > row["against"] for row in rows)
        lost = sum(row["for"] < row["against"] for row in rows)
        told = (value["home_won"], value["drawn"], value["away_won"])
        yield from same("balance", told, (won, len(rows) - won - lost, lost))
    yield from same("evidence", [row["match"] for row in claim["evidence"]], [row["id"] for row in rows])


def last_meeting(raw: Raw, claim: Document) -> Iterator[str]:
    """H2H_LAST, kind ``last``: the newest meeting, the first leg of this tie apart."""
    tie, second_leg = raw.fixture["tie"], raw.fixture["leg"] == 2
    rows = [row for row in meetings(raw) if not (second_leg and row["leg"] == 1 and row["tie"] == tie)]
    yield from same("match", claim["value"]["match"], rows[0]["id"])
    yield from same("score", claim["value"]["score"], f"{rows[0]['home_final']}-{rows[0]['away_final']}")


def last_visit(raw: Raw, claim: Document) -> Iterator[str]:
    """H2H_LAST, kind ``last-visit``."""
    rows = [row for row in meetings(raw) if row["ground"] == "home"]
    yield from same("match", claim["value"]["match"], rows[0]["id"])
    yield from same("score", claim["value"]["score"], f"{rows[0]['home_final']}-{rows[0]['away_final']}")
    yield from same("visits", claim["value"]["visits"], len(rows))
    yield from same("evidence", [row["match"] for row in claim["evidence"]], [row["id"] for row in rows])


def first_leg(raw: Raw) -> tuple[int, int]:
    """Goals of the first leg of this tie, those of the side that is at home now in front."""
    (row,) = [row for row in raw.past[raw.sides["home"]] if row["tie"] == raw.fixture["tie"] and row["leg"] == 1]
    return row["for"], row["against"]


def tie(raw: Raw, claim: Document) -> Iterator[str]:
    """STAGE_STATE, kind ``tie``."""
    home, away = first_leg(raw)
    yield from same("aggregate", claim["value"], {"leg": 2, "home": home, "away": away})
    leader = None if home == away else "home" if home > away else "away"
    yield from same("leader", claim["side"], leader)


def need(raw: Raw, claim: Document) -> Iterator[str]:
    """CONDITIONAL, kinds ``deficit`` and ``level``."""
    home, away = first_leg(raw)
    yield from same("goals behind", claim["value"], abs(home - away))
    behind = None if home == away else "away" if home > away else "home"
    yield from same("who is behind", claim["side"], behind)


def path(raw: Raw, claim: Document) -> Iterator[str]:
    """STAGE_STATE, kind ``path``: the matches of the tie before, and that the side had the better of it."""
    rows = [row for row in raw.past[raw.sides[claim["side"]]] if row["competition"] == raw.fixture["competition"]]
    rows = [row for row in rows if row["season"] == raw.fixture["season"] and row["tie"] != raw.fixture["tie"]]
    legs = [row for row in rows if row["tie"] == rows[0]["tie"]][::-1]
    yield from same("scores", claim["value"]["scores"], [f"{row['home_final']}-{row['away_final']}" for row in legs])
    yield from same("evidence", [row["match"] for row in claim["evidence"]], [row["id"] for row in legs])
    ahead = sum(row["for"] - row["against"] for row in legs)
    on_penalties = legs[-1]["shoot_out_winner"] == ("home" if legs[-1]["home"] == raw.sides[claim["side"]] else "away")
    yield from same("went through", ahead > 0 or (ahead == 0 and on_penalties), True)


def matchday(raw: Raw, claim: Document) -> Iterator[str]:
    """STAGE_STATE, kind ``matchday``."""
    yield from same("matchday", claim["value"], raw.fixture["matchday"])


def leg(raw: Raw, claim: Document) -> Iterator[str]:
    """STAGE_STATE, kind ``leg``."""
    yield from same("leg", claim["value"], raw.fixture["leg"])


def round_of(raw: Raw, claim: Document) -> Iterator[str]:
    """STAGE_STATE, kind ``round``: the words are one way to say what the store has."""
    said = f"{raw.fixture['phase']} {raw.fixture['round']}".lower()
    first = str(claim["value"]).split()[0].rstrip("s")
    numbers = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7"}
    yield from same("round", first in said or numbers.get(first, "-") in said, True)


CHECKS = {
    "LAST_RESULT": last_result,
    "H2H_ALLTIME/n-th meeting": all_time,
    "H2H_LAST/last": last_meeting,
    "H2H_LAST/last-visit": last_visit,
    "STAGE_STATE/tie": tie,
    "STAGE_STATE/path": path,
    "STAGE_STATE/matchday": matchday,
    "STAGE_STATE/leg": leg,
    "STAGE_STATE/round": round_of,
    "CONDITIONAL/deficit": need,
    "CONDITIONAL/level": need,
}
