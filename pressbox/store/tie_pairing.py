"""Which knockout matches belong together, and which round they are: meetings to pairings.

A pairing is all that two clubs play against each other in one round: two legs, or one match, with the replays after it.
Where no source names the rounds they are counted back from the final: the two ties before it whose clubs are in it are
the semi-finals, the four before those the quarter-finals, as long as every club has such a tie.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterable, Sequence

from pressbox.store.stage_windows import first_round_size

LONGEST_TIE = dt.timedelta(days=200)
"""From one leg to the next; ties of the spring of 2020 were finished in August."""
_PHASES_APART = dt.timedelta(days=30)
_BEFORE_FINAL = dt.timedelta(days=3)
_COUNTED_BACK = ("Semi-finals", "Quarter-finals", "Round of 16", "Round of 32", "Round of 64")
_VOID = ("void", "abandoned", "cancelled")


@dataclasses.dataclass(frozen=True, slots=True)
class Meeting:
    """One match or fixture of a knockout phase."""

    match: str
    competition: str
    season: str
    phase: str
    round: str | None
    leg: int | None  # as the source says
    replay: bool
    headed: bool  # the phase is a source's word, not the calendar's
    date: dt.date
    home: str
    away: str
    status: str
    home_goals: int | None  # final, with extra time
    away_goals: int | None
    extra_time: bool | None
    shoot_out: bool | None
    shoot_out_winner: str | None  # home or away
    note: str | None

    @property
    def pair(self) -> frozenset[str]:
        """The two clubs."""
        return frozenset((self.home, self.away))

    @property
    def void(self) -> bool:
        """Whether it counts for nothing, unless it was all there was."""
        return self.status in _VOID

    @property
    def decided(self) -> bool:
        """Whether it has a result that counts."""
        return self.status in ("played", "awarded") and self.home_goals is not None and self.away_goals is not None

    @property
    def drawn(self) -> bool:
        """Whether it was played to a draw."""
        return self.decided and self.home_goals == self.away_goals


@dataclasses.dataclass(frozen=True, eq=False)
class Pairing:
    """What two clubs play in one round, by date."""

    meetings: tuple[Meeting, ...]
    phase: str
    round: str | None

    @property
    def competition(self) -> str:
        """Its competition."""
        return self.meetings[0].competition

    @property
    def season(self) -> str:
        """Its season."""
        return self.meetings[0].season

    @property
    def pair(self) -> frozenset[str]:
        """The two clubs."""
        return self.meetings[0].pair

    @property
    def first(self) -> dt.date:
        """Day of the first meeting."""
        return self.meetings[0].date

    @property
    def last(self) -> dt.date:
        """Day of the last meeting."""
        return self.meetings[-1].date

    @property
    def headed(self) -> bool:
        """Whether a source says that this is a knockout."""
        return any(meeting.headed for meeting in self.meetings)


def pair_up(meetings: Iterable[Meeting]) -> list[Pairing]:
    """Pairings of one competition's season, their rounds named as far as can be told."""
    by_pair: dict[frozenset[str], list[Meeting]] = {}
    for meeting in sorted(meetings, key=lambda meeting: (meeting.date, meeting.match)):
        by_pair.setdefault(meeting.pair, []).append(meeting)
    pairings = [_pairing(run) for same in by_pair.values() for run in _runs(same)]
    return _number_back(name_rounds(_without_groups(pairings)))


def _runs(meetings: Sequence[Meeting]) -> list[list[Meeting]]:
    """Cut the meetings of two clubs where a new tie begins."""
    runs = [[meetings[0]]]
    for meeting in meetings[1:]:
        if _together(runs[-1][-1], meeting):
            runs[-1].append(meeting)
        else:
            runs.append([meeting])
    return runs


def _together(earlier: Meeting, later: Meeting) -> bool:
    """Whether two meetings in a row can be of one tie."""
    if earlier.headed and later.headed and earlier.round and later.round:
        return earlier.round == later.round
    apart = later.date - earlier.date
    if earlier.phase != later.phase:  # a second leg on the far side of a date of stage_windows.csv
        return not (earlier.headed and later.headed) and apart <= _PHASES_APART
    return apart <= LONGEST_TIE


def _pairing(meetings: Sequence[Meeting]) -> Pairing:
    first = next((meeting for meeting in meetings if meeting.headed), meetings[0])
    return Pairing(tuple(meetings), first.phase, first.round)


def _without_groups(pairings: Sequence[Pairing]) -> list[Pairing]:
    """Leave out pairs that no source calls a knockout and whose clubs play others in between: a group's matches."""
    days: dict[str, list[tuple[dt.date, frozenset[str]]]] = {}
    for pairing in pairings:
        for meeting, team in itertools.product(pairing.meetings, pairing.pair):
            days.setdefault(team, []).append((meeting.date, pairing.pair))

    def interrupted(pairing: Pairing) -> bool:
        return any(
            pairing.first < day < pairing.last and pair != pairing.pair
            for team in pairing.pair
            for day, pair in days[team]
        )

    return [
        pairing for pairing in pairings if (pairing.headed and pairing.phase != "play-off") or not interrupted(pairing)
    ]


def name_rounds(pairings: Sequence[Pairing]) -> list[Pairing]:
    """Name the rounds of a knockout without any, counting back from the final."""
    names = _play_off_names(pairings) | _cup_names(pairings)
    return [names.get(id(pairing), pairing) for pairing in pairings]


def _play_off_names(pairings: Sequence[Pairing]) -> dict[int, Pairing]:
    """Two semi-finals and a final, where a league's file only says that they are play-offs."""
    nameless = [pairing for pairing in pairings if pairing.phase == "play-off" and pairing.round == "Play-offs"]
    rounds = ("Play-off final", "Play-off semi-finals")
    levels = _levels(nameless) if len(nameless) == 1 + 2 else []
    return _named(levels, rounds)


def _cup_names(pairings: Sequence[Pairing]) -> dict[int, Pairing]:
    nameless = [pairing for pairing in pairings if pairing.phase == "knockout" and pairing.round is None]
    headed = any(pairing.phase in ("knockout", "final") and pairing.headed for pairing in pairings)
    levels = [] if headed else _levels(nameless)
    if not levels:
        return {}
    final = dataclasses.replace(levels[0][0], phase="final", round="Final")
    named = _named(levels[1:], _COUNTED_BACK) | {id(levels[0][0]): final}
    if len(levels[-1]) == first_round_size(final.competition, final.season):
        named |= {id(pairing): _preliminary(pairing) for pairing in nameless if id(pairing) not in named}
    return named


def _named(levels: Sequence[Sequence[Pairing]], names: Sequence[str]) -> dict[int, Pairing]:
    """Pairings by identity, those of each level under its name."""
    return {
        id(pairing): dataclasses.replace(pairing, round=name)
        for level, name in zip(levels, names, strict=False)
        for pairing in level
    }


def _preliminary(pairing: Pairing) -> Pairing:
    return dataclasses.replace(pairing, phase="qualifying", round="Preliminary round")


def _levels(pairings: Sequence[Pairing]) -> list[list[Pairing]]:
    """The final, the semi-finals and so on back, as far as every club of a round has one tie before it."""
    rest = sorted(pairings, key=lambda pairing: pairing.last)
    if len(rest) < 2 or rest[-1].first - rest[-2].last < _BEFORE_FINAL:
        return []
    levels = [[rest.pop()]]
    while len(levels) <= len(_COUNTED_BACK):
        before = _before(levels[-1], rest)
        if before is None:
            break
        levels.append(before)
        rest = [pairing for pairing in rest if pairing not in before]
    return levels if len(levels) > 1 else []


def _before(level: Sequence[Pairing], rest: Sequence[Pairing]) -> list[Pairing] | None:
    """The round before a round, or None where it is not whole."""
    start = {team: pairing.first for pairing in level for team in pairing.pair}
    found = []
    for team, day in start.items():
        earlier = [pairing for pairing in rest if team in pairing.pair and pairing.last < day]
        if not earlier:
            return None
        found.append(earlier[-1])
    whole = len({id(pairing) for pairing in found}) == 2 * len(level)
    others = [pairing for pairing in rest if pairing not in found]
    return found if whole and all(pairing.first <= max(one.last for one in found) for pairing in others) else None


def _number_back(pairings: Sequence[Pairing]) -> list[Pairing]:
    """Name the four ties before the semi-finals, and the eight before those, whatever number their round had."""
    size: dict[str, list[Pairing]] = {}
    for pairing in pairings:
        if pairing.phase == "knockout" and pairing.round:
            size.setdefault(pairing.round, []).append(pairing)
    names = {}
    for count, after, name in ((4, "Semi-finals", "Quarter-finals"), (8, "Quarter-finals", "Round of 16")):
        if after not in size or name in size:
            continue
        numbered = [key for key in size if key.startswith("Round ") and not key.startswith("Round of")]
        last = max(numbered, key=lambda key: max(pairing.first for pairing in size[key]), default=None)
        if last is None or len(size[last]) != count:
            break
        names[last] = name
        size[name] = size.pop(last)
    return [dataclasses.replace(pairing, round=names.get(pairing.round or "", pairing.round)) for pairing in pairings]
