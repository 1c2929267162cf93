"""What the miners of goals, cards and counts work with: one side's matches with their events, and its people.

``mine_events`` runs them all over one side.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pressbox.facts.claim import Claim, Coverage, Evidence, Scope, Value
from pressbox.facts.record import Record
from pressbox.facts.scorers import People, Play, plays
from pressbox.views import EventCount, EventQuestion

if TYPE_CHECKING:
    from pressbox.facts.history import History
    from pressbox.views import Answer, GoalEvent, Proof, SideMatch

UNDER_WAY = dt.timedelta(days=35)
"""How old a league's newest match can be for its season to be "this season": longer than a winter break, shorter than
a summer."""


@dataclasses.dataclass(frozen=True)
class Scene:
    """One side's matches with what happened in them."""

    history: History

    @functools.cached_property
    def plays(self) -> dict[str, Play]:
        """Matches of which something is known, newest first, by id."""
        return {play.row.match: play for play in plays(self.history.dossier, self.history.rows)}

    @functools.cached_property
    def people(self) -> People:
        """Its players."""
        return People(list(self.plays.values()))

    def people_against(self, row: SideMatch) -> People:
        """The players of its opponents in a match, as far as the dossier knows them."""
        dossier = self.history.dossier
        rows = dossier.histories.get(row.opponent)
        if rows is not None:
            return People(plays(dossier, rows))
        return People([play.seen_by_others for play in self.plays.values() if play.row.opponent == row.opponent])

    @functools.cached_property
    def told(self) -> tuple[tuple[str, Play], ...]:
        """The matches that a preview tells: last, second-last, first leg and last meeting, each once."""
        dossier, history = self.history.dossier, self.history
        first_leg = dossier.tie.first_leg if dossier.tie else None
        named = [("first leg", first_leg.fixture.id)] if first_leg else []
        record = Record.of_side(dossier, history.side)
        if not record.stale:
            newest = record.matches[: 2 if record.followed and record.sound(record.matches[:2]) else 1]
            named += zip(("last", "second-last"), (match.fixture.id for match in newest), strict=False)
        named += [("last meeting", match.fixture.id) for match in dossier.meetings[:1]]
        found: dict[str, str] = {}
        for which, match in named:
            found.setdefault(match, which)
        return tuple((which, self.plays[match]) for match, which in found.items() if match in self.plays)

    @functools.cached_property
    def league(self) -> tuple[SideMatch, ...]:
        """Its league matches of the season under way, newest first; none where one may be missing."""
        history = self.history
        table = history.dossier.tables.get(history.team.id)
        newest = next((row for row in history.rows if row.kind == "league"), None)
        if newest is None or table is None or history.seen_from - newest.date > UNDER_WAY:
            return ()
        own = table.row(history.team.id)
        rows = tuple(
            row for row in history.rows if (row.competition, row.season) == (newest.competition, newest.season)
        )
        same = (table.competition.id, table.season) == (newest.competition, newest.season)
        whole = same and own is not None and table.complete and own.played == len(rows)
        return rows if whole and not any(row.awarded for row in rows) else ()

    def whole(self, rows: Iterable[SideMatch]) -> list[Play] | None:
        """Some matches with their goals; None where the goals of one are not on file. A goalless one has none."""
        found = []
        for row in rows:
            play = self.plays.get(row.match)
            if play is None or not play.events.whole:
                return None
            found.append(play)
        return found

    def ask(
        self,
        count: EventCount,
        rows: Sequence[SideMatch],
        spellings: Sequence[str] = (),
        *,
        own: bool = True,
        minute: int = 0,
    ) -> EventQuestion:
        """Ask the store about some matches, one or all of a stretch: of one competition, or of all that count."""
        competitions = {row.competition for row in rows}
        days = [row.date for row in rows]
        named = tuple(competitions) if len(competitions) == 1 else ()
        return EventQuestion(count, self.history.team.id, min(days), max(days), named, tuple(spellings), own, minute)

    def claim(
        self,
        template: str,
        kind: str,
        statement: str,
        clause: str,
        value: Value,
        rows: Sequence[SideMatch],
        proofs: Iterable[tuple[Proof, Answer]],
        *,
        competitions: str | None = None,
        venue: str = "any",
        noun: str | None = None,
        within: str = "",
        good: bool | None = None,
        surprise: float | None = None,
        note: str | None = None,
    ) -> Claim:
        """A claim about the side; ``statement`` has no full stop, ``clause`` follows the side's name."""
        days = [row.date for row in rows]
        named = competitions or ", ".join(dict.fromkeys(row.competition_name for row in rows))
        return Claim(
            template,
            kind,
            self.history.team.name,
            self.history.side,
            f"{statement}.",
            clause,
            value,
            Scope(named, venue, min(days), max(days)),
            Coverage(min(days), max(days), len(rows), note),
            tuple(Evidence.of_row(row) for row in rows),
            short=clause,
            noun=noun,
            within=within,
            surprise=None if surprise is None else round(surprise, 6),
            good=good,
            proofs=tuple(proofs),
        )


def by_player(goals: Sequence[GoalEvent], people: People) -> dict[str, list[GoalEvent]]:
    """Goals of a match by who scored them; own goals and those that nobody can be named for are left out."""
    found: dict[str, list[GoalEvent]] = {}
    for goal in goals:
        if key := people.scorer(goal):
            found.setdefault(key, []).append(goal)
    return found


def mine_events(history: History) -> Iterator[Claim]:
    """Every claim about a side that goals, cards or counts settle."""
    from pressbox.facts import course, goals, incidents, players, scoring_form, statistics

    scene = Scene(history)
    for miner in (
        goals.mine_goals,
        course.mine_course,
        course.mine_leads,
        course.mine_late_goals,
        incidents.mine_incidents,
        players.mine_tallies,
        scoring_form.mine_streaks,
        scoring_form.mine_of_late,
        statistics.mine_ranks,
        statistics.mine_outshot,
    ):
        yield from miner(scene)
