"""Football.TXT, who did what: scorers, line-ups, substitutions and bookings, from the text of one statement.

A statement may run over several lines of a file; ``football_txt.py`` joins them and knows the match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from pressbox.sources.football_txt_lines import BadLine
from pressbox.sources.person_names import as_printed
from pressbox.sources.rows import CardRow, LineupRow, Side, SubstitutionRow

Goals = tuple[int, int]
"""Goals of the home side and of the away side."""

# --- scorers ---------------------------------------------------------------------------------------------------------


class Goal(NamedTuple):
    """One goal and the side credited with it."""

    side: Side
    player: str
    minute: int
    stoppage: int | None
    own_goal: bool
    penalty: bool


# `Havertz 45+1' (pen.)`, `Kü 53pen`, `M. Rosas 42'(p)`; more minutes of the same player follow without a name.
_GOAL = re.compile(
    r"""[\s,]*
    (?P<player>[^\d\s,;()][^\d,;()]*?)?\s*
    (?<!\d)(?P<minute>\d{1,3})(?:\+(?P<stoppage>\d{1,2}))?['’]?
    (?:\s*\((?P<kind>pen|p|o\.g|og)\.?\)|\s*(?P<bare_kind>pen|og)\b\.?)?
    [\s,]*""",
    re.VERBOSE,
)
_PENALTY = ("pen", "p")
_LAST_MINUTE = 130  # of extra time with its stoppage, which some files count on


def read_goals(text: str, score: Goals) -> list[Goal]:
    """Read a list of scorers, home side first, to goals in the order of the clock.

    A list of one side's scorers does not say whose they are; the score does.

    Parameters
    ----------
    text : str
        What stands between the outer parentheses.
    score : Goals
        The final score, shoot-out apart.

    Raises
    ------
    BadLine
        If the list cannot be read, or its goals do not add up to the score.
    """
    home, semicolon, away = text.partition(";")
    if not semicolon and score[0] == 0:
        home, away = "", text
    goals = [*_side_goals("home", home), *_side_goals("away", away)]
    listed = tuple(sum(goal.side == side for goal in goals) for side in ("home", "away"))
    if listed != score:
        raise BadLine(f"goals listed make it {listed[0]}-{listed[1]}, the score is {score[0]}-{score[1]}")
    return sorted(goals, key=_clock)


def _side_goals(side: Side, text: str) -> Iterator[Goal]:
    """Goals of one side; an own goal is listed with the side that profits."""
    player: str | None = None
    end = 0
    while end < len(text.rstrip(" ,")):
        found = _GOAL.match(text, end)
        player = found["player"] or player if found else None
        if found is None or player is None:
            raise BadLine(f'"{text[end:].strip()}" is no list of scorers')
        end = found.end()
        minute, stoppage = int(found["minute"]), found["stoppage"]
        if not 1 <= minute <= _LAST_MINUTE:
            raise BadLine(f"a goal in minute {minute}")
        kind = found["kind"] or found["bare_kind"]
        own_goal, penalty = kind in ("og", "o.g"), kind in _PENALTY
        yield Goal(side, as_printed(player), minute, int(stoppage) if stoppage else None, own_goal, penalty)


def _clock(goal: Goal) -> tuple[int, int]:
    return goal.minute, goal.stoppage or 0


def score_at(goals: Sequence[Goal], minute: int) -> Goals:
    """Score when this minute and its stoppage time were over, from a complete list of goals."""
    scored = [goal.side for goal in goals if goal.minute <= minute]
    return scored.count("home"), scored.count("away")


def running_scores(goals: Sequence[Goal]) -> Iterator[Goals | None]:
    """Score after each goal; ``None`` where both sides scored in one minute and nothing says who was first."""
    for number, goal in enumerate(goals, start=1):
        rivals = {other.side for other in goals if _clock(other) == _clock(goal)}
        so_far = [earlier.side for earlier in goals[:number]]
        yield (so_far.count("home"), so_far.count("away")) if len(rivals) == 1 else None


# --- line-ups --------------------------------------------------------------------------------------------------------


class Player(NamedTuple):
    """A player as he stands in a line-up, with what happened to him."""

    name: str
    minute: int | None  # when he came on
    stoppage: int | None
    captain: bool
    cards: tuple[Card, ...]
    replaced_by: tuple[Player, ...]


class Card(NamedTuple):
    """A booking."""

    kind: Literal["yellow", "second_yellow", "red"]
    minute: int | None
    stoppage: int | None


_FEWEST_LINES = 4


class Lineup(NamedTuple):
    """A side's eleven by lines, goalkeeper first; one line of eleven where the file does not group them."""

    lines: tuple[tuple[Player, ...], ...]

    @property
    def grouped(self) -> bool:
        """Whether the dashes tell the lines apart: the goalkeeper alone, then three lines or more."""
        return len(self.lines) >= _FEWEST_LINES and len(self.lines[0]) == 1

    @property
    def formation(self) -> str | None:
        """``4-3-3`` and the like."""
        return "-".join(str(len(line)) for line in self.lines[1:]) if self.grouped else None


_TOKEN = re.compile(
    r"""\s*(?:
    (?P<tag>\[[^\[\]]*\])
    | (?P<mark>[(),]|-(?=\s|$))
    | (?P<minute>\d{1,3}(?:\+\d{1,2})?['’]?(?=[\s(),\[]|$))
    | (?P<word>[^\s(),\[\]]+)
    )""",
    re.VERBOSE,
)
_TAG = re.compile(r"\[(?P<kind>c|Y|R|Y/R)(?:\s+(?P<minute>\d{1,3})(?:\+(?P<stoppage>\d{1,2}))?['’]?)?\]")
_CARDS: dict[str, Literal["yellow", "second_yellow", "red"]] = {"Y": "yellow", "Y/R": "second_yellow", "R": "red"}
_ELEVEN = 11


def read_lineup(text: str) -> Lineup:
    """Read one side's line-up: ``Neuer - Kimmich, Tah [Y], ... (Groß 46') - Havertz (63' Füllkrug)``.

    Raises
    ------
    BadLine
        If it cannot be read or is not of eleven players.
    """
    tokens = _Tokens(text)
    lines = [[_player(tokens)]]
    while (mark := tokens.take_mark()) is not None:
        if mark == "-":
            lines.append([])
        elif mark != ",":
            raise BadLine(f'a "{mark}" too many in a line-up')
        lines[-1].append(_player(tokens))
    starters = sum(map(len, lines))
    if starters != _ELEVEN:
        raise BadLine(f"a line-up of {starters} players")
    return Lineup(tuple(map(tuple, lines)))


class _Tokens:
    """The tokens of a line-up, each taken once."""

    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._next = 0

    @property
    def kind(self) -> str | None:
        """Kind of the next token: tag, mark, minute, word; ``None`` at the end."""
        return self._tokens[self._next][0] if self._next < len(self._tokens) else None

    def take(self) -> str:
        """Take the next token."""
        self._next += 1
        return self._tokens[self._next - 1][1]

    def take_mark(self) -> str | None:
        """Take the next token, a mark, or nothing at the end."""
        return self.take() if self.kind is not None else None

    def next_is(self, text: str) -> bool:
        """Tell whether the next token is this one."""
        return self.kind is not None and self._tokens[self._next][1] == text


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    text = text.rstrip()
    end = 0
    while end < len(text):
        found = _TOKEN.match(text, end)
        if found is None:
            raise BadLine(f'"{text[end:].strip()}" is no part of a line-up')
        assert found.lastgroup is not None
        yield found.lastgroup, found[found.lastgroup]
        end = found.end()


def _player(tokens: _Tokens) -> Player:
    """Read a player up to the next comma, dash or closing parenthesis; who came on for him is in parentheses."""
    words: list[str] = []
    minute: int | None = None
    stoppage: int | None = None
    tags: list[re.Match[str]] = []
    substitutes: list[Player] = []
    while tokens.kind is not None:
        if tokens.kind == "word":
            words.append(tokens.take())
        elif tokens.kind == "minute":
            minute, stoppage = _minute(tokens.take())
        elif tokens.kind == "tag":
            tags.append(_tag(tokens.take()))
        elif tokens.next_is("("):
            substitutes.append(_substitute(tokens))
        else:
            break
    if not words:
        raise BadLine("a line-up with a nameless player")
    cards = tuple(_card(tag) for tag in tags if tag["kind"] != "c")
    captain = len(cards) < len(tags)
    return Player(as_printed(" ".join(words)), minute, stoppage, captain, cards, tuple(substitutes))


def _substitute(tokens: _Tokens) -> Player:
    tokens.take()
    player = _player(tokens)
    if not tokens.next_is(")"):
        raise BadLine("a substitution without an end")
    tokens.take()
    return player


def _minute(text: str) -> tuple[int, int | None]:
    minute, plus, stoppage = text.rstrip("'’").partition("+")
    return int(minute), int(stoppage) if plus else None


def _tag(text: str) -> re.Match[str]:
    found = _TAG.fullmatch(text)
    if found is None:
        raise BadLine(f'"{text}" is no booking')
    return found


def _card(tag: re.Match[str]) -> Card:
    minute, stoppage = tag["minute"], tag["stoppage"]
    return Card(_CARDS[tag["kind"]], int(minute) if minute else None, int(stoppage) if stoppage else None)


# --- rows of a line-up -----------------------------------------------------------------------------------------------


class Whose(NamedTuple):
    """Where a line-up stands and whose it is; the first three columns of its rows."""

    source_line: int
    match: str
    side: Side


def lineup_rows(lineup: Lineup, whose: Whose) -> Iterator[LineupRow]:
    """Rows of the eleven, then of those who came on; line and slot only where the file tells the lines apart."""
    players = [player for line in lineup.lines for player in line]
    marked = any(player.captain for player in players)
    for number, line in enumerate(lineup.lines, start=1):
        for slot, player in enumerate(line, start=1):
            yield LineupRow(
                *whose,
                player=player.name,
                role="start",
                formation=lineup.formation,
                line=number if lineup.grouped else None,
                slot=slot if lineup.grouped else None,
                position=None,
                number=None,
                captain=player.captain if marked else None,
            )
    for _, substitute in _substitutions(players):
        yield LineupRow(*whose, substitute.name, "bench", None, None, None, None, None, None)


def substitution_rows(lineup: Lineup, whose: Whose) -> Iterator[SubstitutionRow]:
    """Rows of the substitutions, also of a substitute's own."""
    for player, substitute in _substitutions([player for line in lineup.lines for player in line]):
        yield SubstitutionRow(*whose, player.name, substitute.name, substitute.minute, substitute.stoppage)


def card_rows(lineup: Lineup, whose: Whose) -> Iterator[CardRow]:
    """Rows of the bookings."""
    players = [player for line in lineup.lines for player in line]
    for player in [*players, *(substitute for _, substitute in _substitutions(players))]:
        for card in player.cards:
            yield CardRow(*whose, player.name, card.minute, card.stoppage, card.kind, None)


def _substitutions(players: Sequence[Player]) -> Iterator[tuple[Player, Player]]:
    """Pairs of who went off and who came on."""
    for player in players:
        for substitute in player.replaced_by:
            yield player, substitute
        yield from _substitutions(player.replaced_by)
