"""Ask whether players reckoned to be banned are absent, and whether absences after a fifth booking are found.

    python benchmarks/suspensions/run.py HOME [--seasons 2021-22 2023-24]

HOME is a data home filled from ``../shared/data``. Every league match of every club is asked about as of the morning of
its day; who appeared is read from a record made long after it.
"""

from __future__ import annotations

import argparse
import collections
import dataclasses
import datetime as dt
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from pressbox.domain import AsOf, Team
from pressbox.pipeline import open_desk
from pressbox.squads.people import same_person
from pressbox.squads.suspensions import discipline, took_part
from pressbox.store.database import Store
from pressbox.store.discipline import card_record
from pressbox.views import CardMatch, CardRecord

LEAGUES = {"eng-1": "Premier League", "ita-1": "Serie A", "esp-1": "La Liga", "ger-1": "Bundesliga", "fra-1": "Ligue 1"}
FOLDER = Path(__file__).parent


@dataclasses.dataclass
class Count:
    """Of some, how many did."""

    of: int = 0
    good: int = 0

    def add(self, good: bool) -> None:
        """One more."""
        self.of += 1
        self.good += good

    def __str__(self) -> str:
        return f"{self.good} of {self.of} ({self.good / self.of:.1%})" if self.of else "none"


def as_of(day: dt.date) -> AsOf:
    """The start of a day."""
    return AsOf(dt.datetime.combine(day, dt.time(), dt.UTC))


def clubs(store: Store, league: str, season: str) -> list[Team]:
    """Clubs of a league's season."""
    query = (FOLDER / "clubs.sql").read_text(encoding="utf-8")
    return [store.team(row["id"]) for row in store.rows(query, {"competition": league, "season": season})]


def measure(store: Store, league: str, season: str) -> tuple[collections.Counter[str], dict[str, Count], list[str]]:
    """Bans by offence and whether the player was absent, absences found, and what was wrong."""
    end = dt.date(int(season[:4]) + 1, 7, 31)
    counts: dict[str, Count] = collections.defaultdict(Count)
    wrong: list[str] = []
    asked: collections.Counter[str] = collections.Counter()
    for team in clubs(store, league, season):
        whole = card_record(store, team, end, as_of(end))
        matches = [match for match in whole.matches if (match.competition, match.season) == (league, season)]
        barred: dict[str, dict[str, str]] = {}
        for match in matches:
            found = discipline(card_record(store, team, match.date, as_of(match.date))).barred(match.match)
            barred[match.match] = {ban.player: ban.offence for ban in found}
            for ban in found:
                absent = not took_part(ban.player, match)
                counts[ban.offence].add(absent)
                counts["all"].add(absent)
                if not absent:
                    wrong.append(f"{match.date} {team.name}: {ban.player}, {ban.offence} {ban.booking or ''}")
        asked["matches"] += len(matches)
        for name, found_too in absences(store, team, whole, matches, barred, league, season):
            counts[name].add(found_too)
    return asked, counts, wrong


def absences(
    store: Store,
    team: Team,
    whole: CardRecord,
    matches: list[CardMatch],
    barred: dict[str, dict[str, str]],
    league: str,
    season: str,
) -> Iterator[tuple[str, bool]]:
    """Absences right after what another count calls a fifth booking, and whether a ban was reckoned."""
    minutes = minutes_of(store, team, league, season)
    after = dict(zip((match.match for match in matches), matches[1:], strict=False))
    for match in matches[:-1]:
        following = after[match.match]
        for card in match.cards:
            if card.reason and "misses next match" in card.reason and not took_part(card.player, following):
                yield "the file's own note", card.player in barred[following.match]
    for player, played in minutes.items():
        booked = 0
        for at, match in enumerate(matches[:-1]):
            lasted, yellow = played.get(match.match, (0, 0))
            booked += yellow
            if not (yellow and booked == 5 and at < 19):
                continue
            # A regular who is away for that match and was on the pitch before.
            away = played.get(matches[at + 1].match, (0, 0))[0] == 0
            if away and lasted >= 45:
                found = barred[matches[at + 1].match]
                yield "fifth booking by FPL", any(same_person(name, player) for name in found)
    yield from naive(matches, barred, whole)


def naive(matches: list[CardMatch], barred: dict[str, dict[str, str]], whole: CardRecord) -> Iterator[tuple[str, bool]]:
    """Regulars who vanish from the incidents right after the fifth match with a yellow card, and come back."""
    booked: collections.Counter[str] = collections.Counter()
    first = {match.match for match in matches[:19]}
    england = whole.team.country == "ENG"
    for at, match in enumerate(matches[:-2]):
        for player in {card.player for card in match.cards if card.kind == "yellow"}:
            booked[player] += 1
            if booked[player] != 5 or (england and match.match not in first):
                continue
            before = sum(took_part(player, other) for other in matches[max(at - 5, 0) : at])
            if before >= 4 and not took_part(player, matches[at + 1]) and took_part(player, matches[at + 2]):
                yield "fifth yellow card by the file", player in barred[matches[at + 1].match]


def minutes_of(store: Store, team: Team, league: str, season: str) -> dict[str, dict[str, tuple[int, int]]]:
    """(Minutes, yellow cards) by player and match, where Fantasy Premier League tells them."""
    query = (FOLDER / "minutes.sql").read_text(encoding="utf-8")
    found: dict[str, dict[str, tuple[int, int]]] = collections.defaultdict(dict)
    for row in store.rows(query, {"competition": league, "season": season, "team": team.id}):
        found[row["player"]][row["match"]] = row["minutes"], row["yellow_cards"]
    return found


def main() -> None:
    """Print a table a league."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home")
    parser.add_argument("--seasons", nargs="+", default=["2021-22", "2022-23", "2023-24"])
    parser.add_argument("--leagues", nargs="+", default=["eng-1", "ita-1"])
    parser.add_argument("--wrong", action="store_true", help="list the bans that the next match belied")
    options = parser.parse_args()
    with open_desk(options.home) as desk:
        for league in options.leagues:
            began = time.perf_counter()
            total: dict[str, Count] = collections.defaultdict(Count)
            wrong: list[str] = []
            asked: collections.Counter[str] = collections.Counter()
            for season in options.seasons:
                matches, counts, more = measure(desk.store, league, season)
                asked.update(matches)
                wrong += more
                for name, count in counts.items():
                    total[name].of += count.of
                    total[name].good += count.good
            took = time.perf_counter() - began
            sys.stdout.write(f"{LEAGUES[league]}, {asked['matches']} club matches, {took:.0f} s\n")
            for name, count in sorted(total.items()):
                sys.stdout.write(f"  {name}: {count}\n")
            for line in wrong if options.wrong else ():
                sys.stdout.write(f"    {line}\n")


if __name__ == "__main__":
    main()
