"""Who scored: the people of a side by every spelling of their names, and which goals can be put down to them.

Of a match with no account that tells own goals, a goal is put down to a player only where he is known to be one of the
side's: he scored for it on another day, or was shown a card in its shirt. The match's other side may have had him too,
and then nobody is named.
"""

from __future__ import annotations

import collections
import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Side
    from pressbox.views import CardEvent, GoalEvent, MatchEvents, SideMatch

_INITIALS = re.compile(r"(?P<surname>.+?)(?P<initials>(?: \w\.(?:-?\w\.)*)+)")
"""A surname before its initials, as some sources print names: "Ben Yedder W."."""

_NO_ACCENT = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)


@dataclasses.dataclass(frozen=True)
class Play:
    """A match of a side with what happened in it."""

    row: SideMatch
    events: MatchEvents

    @property
    def side(self) -> Side:
        """Which side of the files it was, on neutral ground too."""
        return "home" if self.events.home == self.row.team else "away"

    @property
    def goals_for(self) -> list[GoalEvent]:
        """Goals that count for it, own goals of the others included."""
        return [goal for goal in self.events.goals if goal.side == self.side]

    @property
    def goals_against(self) -> list[GoalEvent]:
        """Goals that count for the others."""
        return [goal for goal in self.events.goals if goal.side != self.side]

    @property
    def cards(self) -> list[CardEvent]:
        """Its own cards and missed penalties."""
        return [card for card in self.events.cards if card.side == self.side]

    @property
    def seen_by_others(self) -> Play:
        """The same match as the other side's."""
        row, events = self.row, self.events
        other = dataclasses.replace(
            row, team=row.opponent, team_name=row.opponent_name, opponent=row.team, opponent_name=row.team_name,
            goals_for=row.goals_against, goals_against=row.goals_for,
        )  # fmt: skip
        return Play(other, events)

    def course(self) -> list[tuple[int, int]] | None:
        """Goals for and against after each goal; None where the goals on file are not whole or not in order."""
        clock = [(goal.minute, goal.stoppage or 0) for goal in self.events.goals if goal.minute is not None]
        if not self.events.whole or clock != sorted(clock):
            return None
        score, scores = (0, 0), []
        for goal in self.events.goals:
            score = (score[0] + 1, score[1]) if goal.side == self.side else (score[0], score[1] + 1)
            scores.append(score)
        return scores


def plays(dossier: Dossier, rows: Iterable[SideMatch]) -> list[Play]:
    """Some matches of a side, those left out of which nothing is known."""
    found = ((row, dossier.events.get(row.match)) for row in rows)
    return [Play(row, events) for row, events in found if events is not None and row.team in (events.home, events.away)]


class People:
    """The players who scored for a side, each by all his spellings.

    Parameters
    ----------
    own : sequence of Play
        Every match of the side at hand.
    """

    def __init__(self, own: Sequence[Play]) -> None:
        spellings = collections.Counter(
            name
            for play in own
            for name in (goal.player for goal in play.goals_for if not goal.own_goal)
            if name is not None
        )
        spellings.update({name: 0 for play in own for name in (goal.assist for goal in play.goals_for) if name})
        spellings.update({card.player: 0 for play in own for card in play.cards if card.player})
        full = {_tokens(name): name for name in sorted(spellings) if not _INITIALS.fullmatch(name)}
        self._key = {name: _key(name, full) for name in spellings}
        self.spellings: Mapping[str, tuple[str, ...]] = _grouped(self._key)
        self._names = {key: _press_name(names, spellings) for key, names in self.spellings.items()}
        self._days = collections.defaultdict(set)
        for play in own:
            for goal in play.goals_for:
                if key := self.key(goal.player):
                    self._days[key].add(play.row.match)
        self._carded = {key for play in own for card in play.cards if (key := self.key(card.player))}
        self._others = {_tokens(goal.player) for play in own for goal in play.goals_against if goal.player}

    def key(self, spelling: str | None) -> str | None:
        """Who that is; None where nobody or one of several."""
        return self._key.get(spelling) if spelling else None

    def name(self, key: str) -> str:
        """As the press names him."""
        return self._names[key]

    def scorer(self, goal: GoalEvent) -> str | None:
        """Whom a goal for the side is put down to; None for an own goal and where that cannot be told."""
        key = self.key(goal.player)
        if key is None or goal.own_goal:
            return None
        return key if goal.own_goal is False or self._is_known(key, goal.player or "") else None

    def _is_known(self, key: str, spelling: str) -> bool:
        return (len(self._days[key]) > 1 or key in self._carded) and _tokens(spelling) not in self._others


def _tokens(name: str) -> tuple[str, ...]:
    """A name's words in no order, without accents: "Son Heung-Min" is "Heung-min Son".

    >>> _tokens("Heung-min Son")
    ('heung', 'min', 'son')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_NO_ACCENT))
    return tuple(sorted("".join(c for c in plain if not unicodedata.combining(c)).replace("-", " ").split()))


def _key(name: str, full: Mapping[tuple[str, ...], str]) -> str | None:
    """Who a spelling stands for: a surname with initials is the one full name that it fits, or nobody's else."""
    short = _INITIALS.fullmatch(name)
    if short is None:
        return " ".join(_tokens(name))
    surname, initial = set(_tokens(short["surname"])), _tokens(short["initials"])[0][0]
    fitting = [
        tokens
        for tokens in full
        if surname <= set(tokens) and (surname == set(tokens) or any(t[0] == initial for t in set(tokens) - surname))
    ]
    if len(fitting) > 1:
        return None
    return " ".join(fitting[0]) if fitting else " ".join((*sorted(surname), initial))


def _grouped(keys: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = {}
    for name in sorted(keys):
        if (key := keys[name]) is not None:
            grouped.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in grouped.items()}


def _press_name(names: Sequence[str], used: Mapping[str, int]) -> str:
    """The full name most used; where none is known the surname without its initials."""
    full = [name for name in names if not _INITIALS.fullmatch(name)]
    if full:
        return max(full, key=lambda name: (used[name], name))
    return press_name(names[0])


def press_name(name: str) -> str:
    """A name without the initials behind it.

    >>> press_name("Ben Yedder W."), press_name("Mario Pašalić")
    ('Ben Yedder', 'Mario Pašalić')
    """
    short = _INITIALS.fullmatch(name)
    return short["surname"] if short else name
