"""Ties, cups, record results, and what other visitors did."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.facts.naive.raw import EUROPE, Raw, Row
from tests.facts.naive.runs import same
from tests.facts.naive.singles import first_leg

Document = dict[str, Any]


def family(raw: Raw) -> set[str]:
    """The fixture's competition and those that count with it."""
    own = raw.fixture["competition"]
    return EUROPE if own in EUROPE else {own}


def ties_over(raw: Raw, competitions: set[str]) -> list[tuple[Row, Row]]:
    """Ties over two legs that were over and whose first leg was played, each with that leg."""
    found = []
    for competition in sorted(competitions):
        matches = raw.select("SELECT * FROM matches WHERE competition = ? AND leg = 1", competition)
        legs = {row["tie"]: row for row in matches}
        for row in raw.select("SELECT * FROM ties WHERE competition = ? AND legs = 2", competition):
            first = legs.get(row["id"])
            if first and row["winner"] and row["last_date"] < raw.today and first["status"] == "played":
                found.append((row, first))
    return found


def began_as_this(raw: Raw, *, anywhere: bool) -> list[tuple[Row, str, str]]:
    """Ties that began as the fixture's did, each with the side that led and the one that was behind."""
    home, away = first_leg(raw)
    margin, won_away = abs(home - away), home > away  # who is at home now was away then
    found = []
    for tie, leg in ties_over(raw, family(raw) if anywhere else {raw.fixture["competition"]}):
        lead = leg["home_final"] - leg["away_final"]
        alike = abs(lead) >= margin if margin >= 3 else abs(lead) == margin
        if alike and lead and (anywhere or (lead < 0) == won_away):
            ahead, behind = (leg["home"], leg["away"]) if lead > 0 else (leg["away"], leg["home"])
            found.append((tie, ahead, behind))
    return found


def precedent(raw: Raw, claim: Document) -> Iterator[str]:
    """TIE_PRECEDENT, kind ``competition``."""
    alike = began_as_this(raw, anywhere=False)
    value = claim["value"]
    for qualifying, names in (
        (False, ("ties", "went_through")),
        (True, ("qualifying_ties", "qualifying_went_through")),
    ):
        of_phase = [(tie, ahead) for tie, ahead, _ in alike if (tie["phase"] == "qualifying") is qualifying]
        through = sum(tie["winner"] == ahead for tie, ahead in of_phase)
        yield from same(names[0], (value[names[0]], value[names[1]]), (len(of_phase), through))


def precedent_of_side(raw: Raw, claim: Document) -> Iterator[str]:
    """TIE_PRECEDENT, kind ``side``."""
    own = raw.sides[claim["side"]]
    alike = [tie for tie, _, behind in began_as_this(raw, anywhere=True) if behind == own]
    proper = [tie for tie in alike if tie["phase"] != "qualifying"]
    told = (claim["value"]["ties"], claim["value"]["went_through"])
    yield from same("ties, came through", told, (len(proper), sum(tie["winner"] == own for tie in proper)))


def trophy(raw: Raw, claim: Document) -> Iterator[str]:
    """TROPHY: finals won, by years; whose the last one is."""
    rows = raw.select("SELECT * FROM ties WHERE competition = ? AND phase = 'final'", claim["kind"])
    finals = sorted((row for row in rows if row["last_date"] < raw.today), key=lambda row: row["last_date"])
    own = raw.sides[claim["side"]]
    years = [row["last_date"].year for row in finals if row["winner"] == own]
    yield from same("won", (claim["value"]["won"], claim["value"]["years"]), (len(years), years))
    yield from same("holders", claim["value"]["holders"], finals[-1]["winner"] == own)


def extreme(raw: Raw, claim: Document) -> Iterator[str]:
    """RECORD_EXTREME: nothing wider in the scope, and as many as wide."""
    sign = 1 if claim["kind"].endswith("win") else -1
    margins = {row["id"]: sign * (row["for"] - row["against"]) for row in raw.within(claim)}
    value = claim["value"]
    yield from same("margin", value["margin"], margins.get(value["match"]))
    yield from same("widest", value["margin"], max(margins.values()))
    level = [match for match, margin in margins.items() if margin == value["margin"]]
    yield from same("level with", value["level_with"], len(level) - 1)
    yield from same("evidence", {row["match"] for row in claim["evidence"]}, set(level))


def unique_visitor(raw: Raw, claim: Document) -> Iterator[str]:
    """UNIQUENESS, kind ``first visits won``: who won each of the first so many visits."""
    guest = raw.sides[claim["side"]]
    (host,) = set(raw.sides.values()) - {guest}
    competitions = EUROPE if claim["scope"]["competitions"] == "Europe" else {raw.fixture["competition"]}
    visits: dict[str, list[bool]] = {}
    for row in raw.past[host][::-1]:
        if row["competition"] in competitions and row["ground"] == "home":
            visits.setdefault(row["opponent"], []).append(row["for"] < row["against"])
    often = claim["value"]["visits"]
    came = {team: won[:often] for team, won in visits.items() if len(won) >= often}
    yield from same("visitors", claim["value"]["visitors"], len(came))
    yield from same("who won them all", [team for team, won in came.items() if all(won)], [guest])


CHECKS = {
    "TIE_PRECEDENT/competition": precedent,
    "TIE_PRECEDENT/side": precedent_of_side,
    "TROPHY": trophy,
    "RECORD_EXTREME": extreme,
    "UNIQUENESS/first visits won": unique_visitor,
}
