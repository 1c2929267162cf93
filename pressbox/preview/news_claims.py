"""Team news as claims: who is out, who has come back and how, who is banned or one booking from it.

In: the dossier and the team news of its sides. Out: claims with the questions that the store has to answer the same. A
report that is old or due to be over is news for the section of that name, not a claim.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pressbox.facts import words
from pressbox.facts.claim import Claim, Coverage, Evidence, Scope
from pressbox.facts.record import SIDES
from pressbox.preview.news_words import publisher
from pressbox.preview.team_news import team_news
from pressbox.views import PlayerQuestion

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Side
    from pressbox.facts.claim import Value
    from pressbox.squads.returns import Return
    from pressbox.squads.suspensions import Ban
    from pressbox.squads.team_news import PlayerNews, TeamNews
    from pressbox.views import Answer, NewsRecord, Proof, SquadMatch

_LEFT_WITHIN = dt.timedelta(days=4)
"""Days between a match in which a player went off and the report of his injury."""

_RECENT = 120
"""Matches of a side among which those of its news are."""


def mine_news(dossier: Dossier) -> list[Claim]:
    """Claims of the team news of both sides."""
    claims: list[Claim] = []
    for side in SIDES:
        team = dossier.fixture.team(side)
        record = dossier.news.get(team.id)
        if record is not None:
            teller = _Teller(dossier, side, record)
            claims += teller.told(team_news(dossier, side))
    return claims


class _Teller:
    """Claims about the players of one side."""

    def __init__(self, dossier: Dossier, side: Side, record: NewsRecord) -> None:
        self._fixture = dossier.fixture
        self._on = dossier.fixture.date
        self._side = side
        self._record = record
        self._team = record.squad.team
        self._rows = {row.match: row for row in dossier.histories.get(self._team.id, ())[:_RECENT]}
        self._matches = {match.match: match for match in record.cards.matches}

    def told(self, news: TeamNews) -> list[Claim]:
        claims = [claim for item in news.players for claim in self._player(item)]
        return claims + list(self._one_away(news))

    def _player(self, item: PlayerNews) -> Iterator[Claim]:
        reported = item.status in ("out", "doubtful") and item.ban is None
        if reported and item.reason and not (item.old or item.due):
            yield self._absence(item)
        for story in item.stories:
            if story.competition is not None:
                yield from self._return(item, story)
        if item.ban is not None:
            yield from self._ban(item, item.ban)

    def _absence(self, item: PlayerNews) -> Claim:
        cause = _cause(item.reason)
        last = self._went_off(item)
        since = f" since {words.day(item.since, self._on)}" if item.since else ""
        if item.status == "out" and (item.reason or "").lower() == "international duty":
            clause = "is away on international duty"
        elif item.status == "out":
            clause = f"has been out{cause}{since}" if since else f"is out{cause}"
        elif last is not None:
            match, minutes = last
            against = self._against(match.match)
            when = words.day(match.date, self._on)
            clause = f"is doubtful{cause}, having gone off after {minutes} minutes{against} on {when}"
        else:
            clause = f"is doubtful{cause}"
        value: Value = {
            "player": item.player,
            "status": item.status,
            "reason": item.reason,
            "since": item.since.isoformat() if item.since else None,
            "minutes": last[1] if last else None,
        }
        proofs: list[tuple[Proof, Answer]] = [(self._asked("status", item.names), item.status)]
        if last is not None:
            asked = self._asked("last minutes", item.names, last[0].competition)
            proofs.append((asked, last[0].date.isoformat()))
        note = f"as said by {publisher(item.source)}"
        evidence = [last[0].match] if last else []
        return self._claim("AVAIL_OUT", item.status, item.player, clause, value, "all", evidence, proofs, False, note)

    def _went_off(self, item: PlayerNews) -> tuple[SquadMatch, int] | None:
        """The last match on record, where he started it and went off just before he was reported injured."""
        match = self._record.squad.matches[0] if self._record.squad.matches else None
        if match is None or item.since is None or not dt.timedelta() <= item.since - match.date <= _LEFT_WITHIN:
            return None
        named = (player for player in match.appearances if player.player in item.names)
        player = next(named, None)
        if player is None or not player.started or player.sent_off or not 0 < player.minutes < 90:
            return None
        return match, player.minutes

    def _return(self, item: PlayerNews, story: Return) -> Iterator[Claim]:
        name = story.competition or ""
        where, since = f"in {words.the(name)}", words.day(story.since.date, self._on)
        when, missed = words.day(story.match.date, self._on), words.matches(story.missed)
        league = story.match.competition
        value: Value = {
            "player": item.player,
            "since": story.since.date.isoformat(),
            "missed": story.missed,
            "minutes": story.minutes,
        }
        if story.kind == "first minutes":
            clause = f"played on {when} for the first time {where} since {since}, after {missed} out"
            last = "last minutes"
        else:
            told = [m for m in self._record.squad.matches if m.date >= story.since.date]
            if not all(any(player.started for player in match.appearances) for match in told):
                return  # who started is inferred from minutes
            last = "last start"
            if story.kind == "first start":
                clause = f"started on {when} for the first time {where} since {since}"
            else:
                clause = f"has not started {where} since {since}"
        until = self._on if story.kind == "no start yet" else story.match.date - dt.timedelta(days=1)
        proofs: list[tuple[Proof, Answer]] = [
            (self._asked(last, item.names, league, until=until), story.since.date.isoformat())
        ]
        if story.kind != "no start yet":
            proofs.append((self._asked(last, item.names, league, until=story.match.date), story.match.date.isoformat()))
        evidence = [story.match.match, story.since.match]
        good = story.kind != "no start yet"
        yield self._claim("AVAIL_RETURN", story.kind, item.player, clause, value, name, evidence, proofs, good)

    def _ban(self, item: PlayerNews, ban: Ban) -> Iterator[Claim]:
        here, league = self._fixture.competition.name, ban.earned.competition_name
        why = _why(ban, self._on)
        if ban.bars(self._fixture.id):
            kind, clause, good = "banned", f"is banned from the match {why}", False
        elif item.status == "doubtful":
            return
        elif ban.ahead:
            kind, good = "banned elsewhere", True
            clause = f"is banned in {words.the(league)} {why}, but may play in {words.the(here)}"
        else:
            missed = words.listed([match.opponent_name for match in ban.missed])
            plural = "matches" if len(ban.missed) > 1 else "match"
            kind, good = "served", True
            allowed = "may play again" if here == league else f"may play in {words.the(here)}"
            clause = f"{allowed}, having missed the {league} {plural} with {missed} through a ban {why}"
        value: Value = {
            "player": item.player,
            "booking": ban.booking or None,
            "offence": ban.offence,
            "matches": ban.length,
        }
        what = "bookings" if ban.offence == "booking" else "dismissals"
        asked = self._asked(what, (ban.player,), ban.earned.competition, ban.earned.season, ban.earned.date)
        proofs: list[tuple[Proof, Answer]] = [(asked, ban.booking or 1)]
        evidence = [match.match for match in (*ban.missed, ban.earned)]
        yield self._claim("SUSPENSION", kind, item.player, clause, value, league, evidence, proofs, good)

    def _one_away(self, news: TeamNews) -> Iterator[Claim]:
        """Who a booking in this match would keep out of a later one."""
        here = self._fixture.competition
        away = [item for item in news.one_away if item.tally.competition == here.id]
        if not away:
            return
        names = words.listed([item.player for item in away])
        verb = "is" if len(away) == 1 else "are"
        clause = f"{verb} one booking from a ban in {words.the(here.name)}"
        value: Value = {"players": [item.player for item in away], "bookings": [item.bookings for item in away]}
        proofs: list[tuple[Proof, Answer]] = [
            (self._asked("bookings", (item.tally.player,), here.id, item.tally.season), item.bookings) for item in away
        ]
        evidence = list(dict.fromkeys(item.tally.last.match for item in away))
        yield self._claim(
            "SUSPENSION",
            "one booking away",
            self._team.name,
            clause,
            value,
            here.name,
            evidence,
            proofs,
            None,
            None,
            names,
        )

    def _asked(
        self,
        what: str,
        names: tuple[str, ...],
        competition: str | None = None,
        season: str | None = None,
        until: dt.date | None = None,
    ) -> PlayerQuestion:
        return PlayerQuestion(what, self._team.id, names, competition, season, until or self._on)

    def _against(self, match: str) -> str:
        found = self._matches.get(match)
        return f" against {found.opponent_name}" if found else ""

    def _claim(
        self,
        template: str,
        kind: str,
        subject: str,
        clause: str,
        value: Value,
        competitions: str,
        evidence: list[str],
        proofs: list[tuple[Proof, Answer]],
        good: bool | None,
        note: str | None = None,
        named: str | None = None,
    ) -> Claim:
        days = [self._rows[match].date for match in evidence if match in self._rows]
        return Claim(
            template=template,
            kind=kind,
            subject=subject,
            side=self._side,
            statement=f"{named or subject} {clause}.",
            clause=clause,
            value=value,
            scope=Scope(competitions=competitions, since=min(days, default=None), until=max(days, default=None)),
            coverage=Coverage(min(days, default=None), max(days, default=None), len(days), note),
            evidence=tuple(Evidence.of_row(self._rows[match]) for match in evidence if match in self._rows),
            short=clause,
            good=good,
            proofs=tuple(proofs),
        )


def _cause(reason: str | None) -> str:
    """A reason as the end of a clause: "with a knee injury", "through illness"."""
    said = (reason or "").strip()
    low = said.lower()
    if not said or low in ("unknown", "injured"):
        return ""
    if low == "illness":
        return " through illness"
    if low.endswith((" injury", "knock", "dead leg", "concussion", "hernia")) and len(low) < 25:
        article = "" if low == "concussion" else ("an " if low[0] in "aeiou" else "a ")
        return f" with {article}{low}"
    return f" ({said[0].lower() + said[1:]})"


def _why(ban: Ban, on: dt.date) -> str:
    when = f"against {ban.earned.opponent_name} on {words.day(ban.earned.date, on)}"
    if ban.offence == "booking":
        return f"for a {words.ordinal(ban.booking)} booking of the season, {when}"
    how = "for a second booking" if ban.offence == "second yellow" else "with a straight red card"
    return f"for being sent off {how} {when}"
