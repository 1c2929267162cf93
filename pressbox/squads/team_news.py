"""Team news of one club: reports, bans reckoned from cards, and returns, player by player.

In: the record of a club at a moment. Out: ``TeamNews``, whose ``to_dict`` is the document of ``news --json``. Where the
cards say that a player is banned, he is, whatever was reported before; a ban in another competition is told, but does
not keep him out.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from pressbox.domain import Report
from pressbox.squads.availability import BACK_FOR, Availability, Said, Status, availability_of
from pressbox.squads.ban_words import why_of
from pressbox.squads.injuries import Spell
from pressbox.squads.people import Roster, same_person
from pressbox.squads.returns import Return, returns
from pressbox.squads.squad_list import reader_name, squad_list
from pressbox.squads.suspensions import Ban, Tally, discipline, took_part
from pressbox.views import CardMatch, NewsRecord

GROUPS: tuple[Status, ...] = ("out", "suspended", "doubtful", "back")
"""What a reader is told, in this order; "available" is kept in the document only."""

FROM_CARDS = "bookings on record"
"""Source of a ban that is reckoned."""

FROM_MINUTES = "minutes on record"
"""Source of a return that nobody has reported."""

_CAUTION: Mapping[str, int] = {"out": 0, "suspended": 1, "doubtful": 2, "back": 3, "available": 4}
_HERE_WITHIN = 8
"""A player seen in none of so many matches of a club without a list may have left it."""

_MATCH_LASTS = dt.timedelta(minutes=135)


@dataclasses.dataclass(frozen=True)
class PlayerNews:
    """What is known of one player, and by whom.

    Attributes
    ----------
    expected_return : str or None
        As the source says, or an ISO date.
    estimated : bool
        Whether the return is reckoned from how long such injuries last.
    old : bool
        Whether nobody has renewed the report for long; ``confirmed_at`` is when it was last seen unchanged.
    due : bool
        Reported absent, but the day named for the return has come.
    ban : Ban or None
        The ban that keeps him out, has just been served, or is to be served in another competition.
    stories : tuple of Return
        How he has come back.
    """

    player: str
    status: Status
    reason: str | None
    since: dt.date | None
    expected_return: str | None
    source: str | None
    seen_at: dt.datetime
    chance: float | None = None
    estimated: bool = False
    old: bool = False
    due: bool = False
    confirmed_at: dt.datetime | None = None
    disagreement: tuple[Said, ...] = ()
    ban: Ban | None = None
    stories: tuple[Return, ...] = ()
    names: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """One player of ``news --json``."""
        return {
            "player": self.player,
            "status": self.status,
            "reason": self.reason,
            "since": self.since.isoformat() if self.since else None,
            "expected_return": self.expected_return,
            "source": self.source,
            "seen_at": self.seen_at.isoformat(),
            "chance": self.chance,
            "estimated": self.estimated,
            "old": self.old,
            "due": self.due,
            "disagreement": [
                {
                    "status": said.status,
                    "reason": said.reason,
                    "source": said.source,
                    "seen_at": said.seen_at.isoformat(),
                }
                for said in self.disagreement
            ],
            "ban": _ban_document(self.ban) if self.ban else None,
            "return": _return_document(self.stories[0]) if self.stories else None,
        }


@dataclasses.dataclass(frozen=True)
class OneAway:
    """A player whose next booking in a competition makes a ban of ``matches``."""

    player: str
    competition: str
    bookings: int
    matches: int
    tally: Tally

    def to_dict(self) -> dict[str, Any]:
        """One player of ``one_booking_away``."""
        return {
            "player": self.player,
            "competition": self.competition,
            "bookings": self.bookings,
            "matches": self.matches,
        }


@dataclasses.dataclass(frozen=True)
class TeamNews:
    """Who of a club may not play, who may, and who is back."""

    club: str
    as_of: str
    players: tuple[PlayerNews, ...]
    one_away: tuple[OneAway, ...] = ()

    def group(self, status: Status) -> tuple[PlayerNews, ...]:
        """The players of one status, by name."""
        return tuple(news for news in self.players if news.status == status)

    def to_dict(self) -> dict[str, Any]:
        """The document of ``news --json``."""
        return {
            "club": self.club,
            "as_of": self.as_of,
            "players": [news.to_dict() for news in self.players],
            "one_booking_away": [away.to_dict() for away in self.one_away],
        }


def team_news_of(record: NewsRecord) -> TeamNews:
    """News of a club before its match on the record's day, or else before its next one."""
    squad = record.squad
    roster = squad_list(record)
    found: dict[str, PlayerNews] = {}
    played = _played(record, roster)
    spells = [Spell(reason, days) for reason, days in record.spells]
    for player, reports in _reports_by_player(squad.reports, roster).items():
        known = _availability(record, player, reports, played.get(player, ()), spells)
        if known is not None and not _moved(record, known, reports):
            found[player] = _news(known)
    _tell_returns(found, record, roster)
    one_away = _tell_bans(found, record, roster)
    named = (dataclasses.replace(news, names=_spellings(roster, name)) for name, news in found.items())
    told = sorted(named, key=lambda item: (_CAUTION[item.status], item.player))
    return TeamNews(squad.team.name, str(squad.as_of), tuple(told), one_away)


def _reports_by_player(reports: Sequence[Report], roster: Roster) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    for report in reports:
        found.setdefault(roster.own(report.player) or report.player, []).append(report)
    return found


def _availability(
    record: NewsRecord, player: str, reports: Sequence[Report], played: Sequence[dt.datetime], spells: Sequence[Spell]
) -> Availability | None:
    return availability_of(
        player,
        reports,
        record.squad.on,
        record.squad.as_of.utc,
        played=lambda seen: next((kick_off for kick_off in played if kick_off > seen), None),
        looked_at=record.looked_at,
        spells=spells,
    )


def _played(record: NewsRecord, roster: Roster) -> dict[str, list[dt.datetime]]:
    """Kick-offs of the matches that each player took part in; of a match without one the start of its day."""
    found: dict[str, set[dt.datetime]] = {}
    rows = [
        (match.date, match.kick_off_at, tuple(player.player for player in match.appearances if player.minutes))
        for match in record.squad.matches
    ]
    for date, kick_off_at, names in [*rows, *((m.date, m.kick_off_at, m.seen) for m in record.cards.matches)]:
        kick_off = kick_off_at or dt.datetime.combine(date, dt.time())
        for name in names:
            found.setdefault(roster.own(name) or name, set()).add(kick_off)
    return {player: sorted(kick_offs) for player, kick_offs in found.items()}


def _moved(record: NewsRecord, known: Availability, reports: Sequence[Report]) -> bool:
    """Whether a player has been seen with another club since he was last reported on here."""
    keys = {report.player_key for report in reports if report.player_key}
    gone = [record.squad.moved[key] for key in keys if key in record.squad.moved]
    return any(day > known.seen_at.date() for day in gone)


def _spellings(roster: Roster, player: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((player, *roster.spellings(player)))) if player in roster.players else (player,)


def _news(known: Availability) -> PlayerNews:
    return PlayerNews(
        player=known.player,
        status=known.status,
        reason=known.reason,
        since=known.since,
        expected_return=known.expected_return,
        source=known.source,
        seen_at=known.seen_at,
        chance=known.chance,
        estimated=known.estimated,
        old=known.old,
        due=known.due,
        confirmed_at=known.confirmed_at,
        disagreement=known.disagreement,
    )


def _tell_returns(found: dict[str, PlayerNews], record: NewsRecord, roster: Roster) -> None:
    """Add how players have come back; one who is reported absent again has not."""
    on = record.squad.on
    names = {match.match: match.competition_name for match in record.cards.matches}
    for story in returns(record.squad.matches):
        player = roster.own(story.player) or story.player
        news = found.get(player)
        if (news and news.status not in ("available", "back")) or on - story.match.date > BACK_FOR:
            continue
        if news is None:
            continue  # nobody has said anything of him: that he was left out for long is no news
        told = dataclasses.replace(story, competition=names.get(story.match.match) if story.competition else None)
        back: Status = "back" if story.kind == "first minutes" else news.status
        found[player] = dataclasses.replace(news, status=back, stories=(*news.stories, told))


def _tell_bans(found: dict[str, PlayerNews], record: NewsRecord, roster: Roster) -> tuple[OneAway, ...]:
    """Add bans that last, have just been served, or hold elsewhere; tell who is one booking away."""
    reckoned = discipline(record.cards)
    ahead = next((match for match in record.cards.matches if not match.over and match.date >= record.cards.on), None)
    season = max((match.season for match in record.cards.matches if match.date <= record.cards.on), default="")
    for ban in reckoned.bans:
        player = roster.own(ban.player)
        if player is None and ban.earned.season != season:
            continue  # whoever is not on the new season's list may have left
        name = player or reader_name(ban.player)
        told = _with_ban(found.get(name), name, ban, ahead, record)
        if told is not None:
            found[name] = told
    away = [
        OneAway(
            roster.own(tally.player) or reader_name(tally.player),
            tally.competition_name,
            tally.bookings,
            tally.ban,
            tally,
        )
        for tally in reckoned.tallies
        if tally.one_away and _is_here(tally, roster, record)
    ]
    return tuple(sorted(away, key=lambda item: (item.competition, item.player)))


def _is_here(tally: Tally, roster: Roster, record: NewsRecord) -> bool:
    """Whether a player is still with the club, as far as lists, or else its last matches, tell."""
    if record.names:
        return roster.own(tally.player) is not None
    recent = [match for match in record.cards.matches if match.over][-_HERE_WITHIN:]
    return any(took_part(tally.player, match) for match in recent)


def _with_ban(
    news: PlayerNews | None, name: str, ban: Ban, ahead: CardMatch | None, record: NewsRecord
) -> PlayerNews | None:
    """A player's news with a ban; None where the ban is no news any more."""
    on, seen_at = record.cards.on, _ended(ban.earned)
    if ahead is not None and ban.bars(ahead.match):
        if news is not None and news.status == "out":
            return dataclasses.replace(news, ban=ban)
        free = _first_free(ban, record)
        return PlayerNews(name, "suspended", why_of(ban), ban.earned.date, free, FROM_CARDS, seen_at, 0.0, ban=ban)
    if ahead is not None and ban.may_bar(ahead.match) and (news is None or news.status in ("available", "suspended")):
        reason = f"perhaps banned for more than one match: {why_of(ban)}"
        return PlayerNews(name, "doubtful", reason, ban.earned.date, None, FROM_CARDS, seen_at, 0.2, ban=ban)
    if ban.ahead:
        # Banned elsewhere: free for this match, whatever a list of the league says.
        if news is None or news.status == "suspended":
            reason = f"free to play here; banned in the next match of {ban.earned.competition_name} for {why_of(ban)}"
            return PlayerNews(name, "available", reason, ban.earned.date, None, FROM_CARDS, seen_at, 1.0, ban=ban)
        return dataclasses.replace(news, ban=ban)
    if ban.missed and not (ban.lifted or ban.left or ban.perhaps) and on - ban.missed[-1].date <= BACK_FOR:
        if news is None or (news.status in ("suspended", "available", "back") and not news.stories):
            if _played_since(ban, record):
                return None
            last = _ended(ban.missed[-1])
            return PlayerNews(
                name,
                "back",
                f"back from a ban for {why_of(ban)}",
                ban.earned.date,
                None,
                FROM_CARDS,
                last,
                1.0,
                ban=ban,
            )
        return None if news.status != "doubtful" else dataclasses.replace(news, ban=ban)
    return None


def _played_since(ban: Ban, record: NewsRecord) -> bool:
    after = (match for match in record.cards.matches if match.over and match.date > ban.missed[-1].date)
    return any(same_person(ban.player, other) for match in after for other in match.seen)


def _ended(match: CardMatch) -> dt.datetime:
    """When it was known what had happened in a match."""
    if match.kick_off_at is None:
        return dt.datetime.combine(match.date, dt.time(23, 59, 59))
    return match.kick_off_at + _MATCH_LASTS


def _first_free(ban: Ban, record: NewsRecord) -> str | None:
    """Day of the club's first match that he may play in, where all the matches of the ban are on the calendar."""
    if len(ban.ahead) < ban.left:
        return None
    last = ban.ahead[-1]
    later = (match for match in record.cards.matches if not match.over and match.date > last.date)
    return next((match.date.isoformat() for match in later), None)


def _ban_document(ban: Ban) -> dict[str, Any]:
    return {
        "for": ban.offence,
        "booking": ban.booking or None,
        "competition": ban.earned.competition_name,
        "earned": {"match": ban.earned.match, "date": ban.earned.date.isoformat()},
        "matches": ban.length,
        "missed": [{"match": match.match, "date": match.date.isoformat()} for match in ban.missed],
        "banned_from": [{"match": match.match, "date": match.date.isoformat()} for match in ban.ahead],
    }


def _return_document(story: Return) -> dict[str, Any]:
    return {
        "kind": story.kind,
        "competition": story.competition,
        "match": {"match": story.match.match, "date": story.match.date.isoformat()},
        "since": {"match": story.since.match, "date": story.since.date.isoformat()},
        "missed": story.missed,
        "minutes": story.minutes,
    }
