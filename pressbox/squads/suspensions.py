"""Bans reckoned from bookings and dismissals: who is banned from which matches, and who is one booking away.

A player's matches are gone through in their order. A second yellow card in a match is a dismissal, and neither of the
two counts as a booking; a booking before a straight red card does. A ban is served in the next matches of its ground,
and is over for good once the player has been seen in one of them. Nothing is told of a competition whose rules are not
in ``suspension_rules.csv``, nor of bookings where the cards of one of the season's matches are missing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Literal

from pressbox.squads.people import same_person
from pressbox.squads.suspension_rules import Ground, Rule, rules_of
from pressbox.views import Card, CardMatch, CardRecord


@dataclasses.dataclass
class _Running:
    """A ban while the matches are gone through."""

    player: str
    offence: Literal["booking", "second yellow", "red"]
    booking: int
    earned: CardMatch
    rule: Rule
    served: list[CardMatch]
    lifted: bool = False

    @property
    def left(self) -> int:
        """Matches that may still be to come of it."""
        return 0 if self.lifted else self.rule.likely - len(self.served)


@dataclasses.dataclass(frozen=True)
class Ban:
    """A ban of one player.

    Attributes
    ----------
    offence : str
        ``booking``, ``second yellow`` or ``red``.
    booking : int
        Which of the season it was; 0 for a dismissal.
    earned : CardMatch
        The match it was earned in.
    length : int
        Matches that it brings for certain.
    ground : str
        Where it is served: ``competition`` or ``country``.
    missed : tuple of CardMatch
        Matches already over that he was banned from.
    ahead : tuple of CardMatch
        Matches to come that he is banned from, as far as they are on the calendar.
    perhaps : tuple of CardMatch
        Matches to come that he may be banned from, if somebody has made more of it.
    lifted : bool
        Whether he was seen in a match that he was thought to be banned from.
    """

    player: str
    offence: Literal["booking", "second yellow", "red"]
    booking: int
    earned: CardMatch
    length: int
    ground: Ground
    missed: tuple[CardMatch, ...]
    ahead: tuple[CardMatch, ...]
    perhaps: tuple[CardMatch, ...]
    lifted: bool

    @property
    def left(self) -> int:
        """Matches still to be served for certain."""
        return 0 if self.lifted else max(self.length - len(self.missed), 0)

    def bars(self, match: str) -> bool:
        """Whether he may not play in a match to come."""
        return any(ahead.match == match for ahead in self.ahead)

    def may_bar(self, match: str) -> bool:
        """Whether it is not known that he may play in a match to come."""
        return any(ahead.match == match for ahead in self.perhaps)


@dataclasses.dataclass(frozen=True)
class Tally:
    """A player's bookings of a season in a competition; ``ban`` is what the next one would bring."""

    player: str
    competition: str
    competition_name: str
    season: str
    bookings: int
    last: CardMatch
    ban: int

    @property
    def one_away(self) -> bool:
        """Whether the next booking makes a ban."""
        return self.ban > 0


@dataclasses.dataclass(frozen=True)
class Discipline:
    """Bans of a club's players, the newest last, and their tallies of the seasons under way."""

    bans: tuple[Ban, ...]
    tallies: tuple[Tally, ...]

    def barred(self, match: str) -> tuple[Ban, ...]:
        """Bans that keep a player out of a match to come."""
        return tuple(ban for ban in self.bans if ban.bars(match))


def discipline(record: CardRecord) -> Discipline:
    """Bans and tallies of a club, as of the record's moment."""
    running: list[_Running] = []
    tallies: dict[tuple[str, str, str], int] = {}
    last: dict[tuple[str, str, str], CardMatch] = {}
    gone = _Season()
    players = _players(record)
    for match in record.matches:
        if not match.over:
            break
        gone.enter(match)
        if gone.forgets(match):
            _forget(match, running, tallies)
        for ban in running:
            _serve(ban, match)
        for player, offence, booked in _offences(match.cards):
            if player not in players:
                continue
            key = (match.competition, match.season, player)
            if booked:
                tallies[key] = tallies.get(key, 0) + 1
                last[key] = match
            if gone.whole(match) or offence != "booking":
                running += _bans(match, player, offence, tallies.get(key, 0), gone.number(match))
    told = tuple(_told(ban, record.matches) for ban in running)
    return Discipline(told, tuple(_tallies(record, gone, tallies, last)))


def _players(record: CardRecord) -> frozenset[str]:
    """Names on cards that are players': managers are booked too, and do not take part."""
    carded = {card.player for match in record.matches for card in match.cards}
    seen = set(record.listed).union(*(match.seen for match in record.matches))
    return frozenset(name for name in carded if name in seen or any(same_person(name, other) for other in seen))


class _Season:
    """How far the club's seasons have gone."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._untold: set[tuple[str, str]] = set()
        self._rounds: dict[tuple[str, str], str | None] = {}
        self._before: dict[tuple[str, str], str | None] = {}

    def enter(self, match: CardMatch) -> None:
        key = match.competition, match.season
        self._numbers[key] = self._numbers.get(key, 0) + 1
        self._before[key] = self._rounds.get(key)
        self._rounds[key] = match.round
        if not match.told:
            self._untold.add(key)

    def number(self, match: CardMatch) -> int:
        return self._numbers[match.competition, match.season]

    def whole(self, match: CardMatch) -> bool:
        return (match.competition, match.season) not in self._untold

    def forgets(self, match: CardMatch) -> bool:
        """Whether the round after which bookings are forgotten ended before this match."""
        before = self._before[match.competition, match.season]
        rounds = {rule.after_round for rule in rules_of(match.competition, match.season) if rule.offence == "reset"}
        return before != match.round and before in rounds

    def next_number(self, competition: str, season: str) -> int:
        return self._numbers.get((competition, season), 0) + 1

    def is_whole(self, competition: str, season: str) -> bool:
        return (competition, season) not in self._untold


def _forget(match: CardMatch, running: Sequence[_Running], tallies: dict[tuple[str, str, str], int]) -> None:
    for key in [key for key in tallies if key[:2] == (match.competition, match.season)]:
        del tallies[key]
    for ban in running:
        if ban.offence == "booking" and ban.earned.competition == match.competition:
            ban.lifted = ban.lifted or ban.left > 0


def _offences(cards: Sequence[Card]) -> Iterator[tuple[str, Literal["booking", "second yellow", "red"], bool]]:
    """(player, offence, whether it counts as a booking) of a match; a dismissal after a booking is told once."""
    by_player: dict[str, list[Card]] = {}
    for card in cards:
        by_player.setdefault(card.player, []).append(card)
    for player, shown in by_player.items():
        kinds = [card.kind for card in shown]
        if "second_yellow" in kinds or kinds.count("yellow") > 1:
            yield player, "second yellow", False
        elif "red" in kinds:
            yield player, "red", "yellow" in kinds
        else:
            yield player, "booking", True


def _bans(
    match: CardMatch, player: str, offence: Literal["booking", "second yellow", "red"], booking: int, number: int
) -> list[_Running]:
    rules = rules_of(match.competition, match.season)
    found: list[_Running] = []
    if offence != "booking":
        reason = next((card.reason for card in match.cards if card.player == player and card.kind == "red"), None)
        words = (reason or "").split(",")[0]
        fitting = (rule for rule in rules if rule.offence == offence and (not rule.reasons or words in rule.reasons))
        found += [_Running(player, offence, 0, match, rule, []) for rule in fitting][:1]
    booked = offence == "booking" or (offence == "red" and _booked(match, player))
    if booked:
        counted = (rule for rule in rules if rule.offence == "booking" and rule.holds_at(booking, number))
        found += [_Running(player, "booking", booking, match, rule, []) for rule in counted][:1]
    return found


def _booked(match: CardMatch, player: str) -> bool:
    return any(card.player == player and card.kind == "yellow" for card in match.cards)


def _serve(ban: _Running, match: CardMatch) -> None:
    """Count a match of the ban's ground, unless the player was seen in it."""
    if ban.left <= 0 or not _is_ground(ban.rule, ban.earned, match):
        return
    expired = match.season != ban.earned.season and not ban.rule.carries_over
    if expired or took_part(ban.player, match):
        ban.lifted = True
    else:
        ban.served.append(match)


def took_part(player: str, match: CardMatch) -> bool:
    """Whether a player was seen in a match, as far as is on record."""
    carded = (card.player for card in match.cards)
    return player in carded or any(same_person(player, other) for other in match.seen)


def _is_ground(rule: Rule, earned: CardMatch, match: CardMatch) -> bool:
    if rule.served_in == "country":
        return match.country == earned.country and match.kind in ("league", "cup")
    if earned.kind == "league":
        return match.kind == "league" and match.country == earned.country
    return match.competition == earned.competition


def _told(ban: _Running, matches: Sequence[CardMatch]) -> Ban:
    ahead = [match for match in matches if not match.over and _is_ground(ban.rule, ban.earned, match)]
    if not ban.rule.carries_over:
        ahead = [match for match in ahead if match.season == ban.earned.season]
    certain = 0 if ban.lifted else max(ban.rule.ban - len(ban.served), 0)
    return Ban(
        ban.player,
        ban.offence,
        ban.booking,
        ban.earned,
        ban.rule.ban,
        ban.rule.served_in,
        tuple(ban.served[: ban.rule.ban]),
        tuple(ahead[:certain]),
        tuple(ahead[certain : max(ban.left, 0)]),
        ban.lifted,
    )


def _tallies(
    record: CardRecord,
    gone: _Season,
    tallies: dict[tuple[str, str, str], int],
    last: dict[tuple[str, str, str], CardMatch],
) -> Iterator[Tally]:
    """Tallies of the seasons that go on after the moment, where all cards are on record."""
    ahead = {(match.competition, match.season) for match in record.matches if not match.over}
    for (competition, season, player), bookings in tallies.items():
        if (competition, season) not in ahead or not gone.is_whole(competition, season):
            continue
        number = gone.next_number(competition, season)
        rules = (rule for rule in rules_of(competition, season) if rule.offence == "booking")
        ban = next((rule.ban for rule in rules if rule.holds_at(bookings + 1, number)), 0)
        match = last[competition, season, player]
        yield Tally(player, competition, match.competition_name, season, bookings, match, ban)
