"""Players out, back and banned: claims of the team news, from the rows of reports, cards and minutes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

from tests.facts.naive.goals import is_called, ours
from tests.facts.naive.raw import Raw, Row
from tests.facts.naive.runs import same

Document = dict[str, Any]


def played(raw: Raw, claim: Document) -> list[Row]:
    """The side's matches that are over, oldest first."""
    return raw.past[raw.sides[claim["side"]]][::-1]


def is_he(spelling: str, player: str, claim: Document) -> bool:
    """Whether a source means a player: by his name, or by a nickname or a full name of his that the claim knows."""
    known = spelling in claim["names"]
    return is_called(spelling, player) or (known and (player in _subjects(claim) or _shares_a_word(spelling, player)))


def _shares_a_word(spelling: str, player: str) -> bool:
    """Whether two spellings have a word in common, accents apart: "Djene" and "Dakonam Djené"."""
    one, other = (
        unicodedata.normalize("NFKD", name).encode("ascii", "ignore").lower().split() for name in (spelling, player)
    )
    return bool(set(one) & set(other))


def _subjects(claim: Document) -> list[str]:
    """The player that a claim is about; of a claim about several none, as its spellings are of them all."""
    return [claim["value"]["player"]] if "player" in claim["value"] else []


def of_player(raw: Raw, claim: Document, table: str, match: Row, player: str) -> list[Row]:
    """What a table has of a player of the side in a match."""
    own = ours(raw, claim, match)
    return [row for row in raw.of_match(table, match) if row["side"] == own and is_he(row["player"], player, claim)]


def minutes(raw: Raw, claim: Document, match: Row, player: str) -> int:
    """Minutes of a player in a match; none where he is not listed."""
    return sum(row["minutes"] or 0 for row in of_player(raw, claim, "player_matches", match, player))


def absent(raw: Raw, claim: Document) -> Iterator[str]:
    """AVAIL_OUT: a reporter's last word is what is told, and he has not played since."""
    value, team = claim["value"], raw.sides[claim["side"]]
    rows = raw.select("SELECT * FROM availability WHERE team = ?", team)
    said = [row for row in rows if row["seen_at"] < raw.moment and is_he(row["player"], value["player"], claim)]
    newest = [row for row in said if row["seen_at"] == max(r["seen_at"] for r in said if r["source"] == row["source"])]
    words = [(row["status"], row["reason"], str(row["since"]) if row["since"] else None) for row in newest]
    yield from same(f"said, of {words}", (value["status"], value["reason"], value["since"]) in words, True)
    first = min((row["seen_at"].date() for row in newest if row["status"] == value["status"]), default=raw.today)
    later = [row for row in played(raw, claim) if row["date"] > first and row["id"] not in evidence_ids(claim)]
    yield from same("played since", [row["id"] for row in later if minutes(raw, claim, row, value["player"])], [])
    if value["minutes"]:
        (match,) = [row for row in played(raw, claim) if row["id"] in evidence_ids(claim)]
        yield from same("minutes", value["minutes"], minutes(raw, claim, match, value["player"]))


def evidence_ids(claim: Document) -> list[str]:
    """Ids of the matches that a claim rests on, in its order."""
    return [row["match"] for row in claim["evidence"]]


def back(raw: Raw, claim: Document) -> Iterator[str]:
    """AVAIL_RETURN: the matches since the last one, and that he missed those between."""
    value, (of_return, of_last) = claim["value"], evidence_ids(claim)
    rows = {row["id"]: row for row in played(raw, claim)}
    league = rows[of_return]["competition"]
    since, until = rows[of_last]["date"], rows[of_return]["date"]
    later = [row for row in rows.values() if row["competition"] == league and row["date"] > since]
    between = [row for row in later if claim["kind"] == "no start yet" or row["date"] < until]
    between = [row for row in between if raw.of_match("player_matches", row)]
    yield from same("since", value["since"], since.isoformat())
    yield from same("missed", value["missed"], len(between))
    yield from same("minutes", value["minutes"], minutes(raw, claim, rows[of_return], value["player"]))
    if claim["kind"] == "first minutes":
        yield from same("minutes between", sum(minutes(raw, claim, row, value["player"]) for row in between), 0)
        yield from same("played before", minutes(raw, claim, rows[of_last], value["player"]) > 0, True)
    else:
        lines = [line for row in between for line in of_player(raw, claim, "player_matches", row, value["player"])]
        yield from same("starts between", [line["match"] for line in lines if line["started"]], [])


def bookings(raw: Raw, claim: Document, player: str, rows: list[Row]) -> int:
    """Matches in which a player was booked and not sent off for a second booking."""
    kinds = [[card["kind"] for card in of_player(raw, claim, "cards", row, player)] for row in rows]
    return sum(shown.count("yellow") == 1 and "second_yellow" not in shown for shown in kinds)


def suspension(raw: Raw, claim: Document) -> Iterator[str]:
    """SUSPENSION: the booking or the dismissal, and the matches missed since."""
    value, rows = claim["value"], played(raw, claim)
    *missed, of_offence = evidence_ids(claim)
    earned = next(row for row in rows if row["id"] == of_offence)
    league = [row for row in rows if (row["competition"], row["season"]) == (earned["competition"], earned["season"])]
    shown = [card["kind"] for card in of_player(raw, claim, "cards", earned, value["player"])]
    if value["offence"] == "booking":
        until = [row for row in league if row["date"] <= earned["date"]]
        yield from same("booking", value["booking"], bookings(raw, claim, value["player"], until))
        yield from same("booked", "yellow" in shown, True)
    elif value["offence"] == "red":
        yield from same("sent off", "red" in shown, True)
    else:
        yield from same("booked twice", "second_yellow" in shown or shown.count("yellow") > 1, True)
    later = [row for row in rows if row["date"] > earned["date"]]
    yield from same("missed", set(missed) <= {row["id"] for row in later}, True)
    seen = [row for row in later if row["id"] in missed and minutes(raw, claim, row, value["player"])]
    yield from same("seen in matches missed", [row["id"] for row in seen], [])
    if claim["kind"] == "banned":
        of_league = {row["id"] for row in later if row["competition"] == earned["competition"]}
        yield from same("matches of the ban", (of_league - set(missed), len(missed) < value["matches"]), (set(), True))


def one_away(raw: Raw, claim: Document) -> Iterator[str]:
    """SUSPENSION, kind ``one booking away``: how often each was booked in the fixture's competition so far."""
    here = (raw.fixture["competition"], raw.fixture["season"])
    rows = [row for row in played(raw, claim) if (row["competition"], row["season"]) == here]
    found = [bookings(raw, claim, player, rows) for player in claim["value"]["players"]]
    yield from same("bookings", claim["value"]["bookings"], found)


CHECKS = {
    "AVAIL_OUT": absent,
    "AVAIL_RETURN": back,
    "SUSPENSION": suspension,
    "SUSPENSION/one booking away": one_away,
}
