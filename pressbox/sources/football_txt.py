"""Football.TXT, the format of openfootball: the text of a match file to rows, in all its dialects.

A file is read line by line. Headings and date lines set what the fixtures below them have in common (round, date,
kick-off, place); a fixture line is a match; what follows it until the next one tells of it: scorers in parentheses,
then line-ups, the referee, the kicks of a shoot-out. ``docs/football_txt.md`` shows the dialects. A line that cannot
be read is rejected with the reason, and the reader goes on; fixtures below a date that is none are rejected with it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Parsed
from pressbox.sources.football_txt_lines import (
    BadLine,
    KickOff,
    Place,
    begins_with_date,
    cut_date,
    cut_kick_off,
    read_place,
)
from pressbox.sources.football_txt_people import (
    Whose,
    card_rows,
    lineup_rows,
    read_goals,
    read_lineup,
    running_scores,
    substitution_rows,
)
from pressbox.sources.football_txt_scores import (
    Fixture,
    final_score,
    goalless_at_half_time,
    has_score,
    read_fixture,
    with_goals,
    with_score,
    without_copied_half_times,
)
from pressbox.sources.person_names import as_printed
from pressbox.sources.rows import GoalRow, MatchRow, Side
from pressbox.sources.tabular import UNKNOWN_MATCH


@dataclasses.dataclass(frozen=True)
class Setting:
    """What the place of a file says, and the file itself does not.

    Attributes
    ----------
    competition, season : str
        Ids for the rows.
    years : tuple of int
        Calendar years of the season, earlier first.
    timezone : str or None
        IANA zone of kick-offs without an offset; ``None`` is the venue's own.
    town_first : bool
        Whether a place printed before the two sides is ``Town, Stadium``.
    """

    competition: str
    season: str
    years: tuple[int, ...]
    timezone: str | None = None
    town_first: bool = False


def parse_football_txt(text: str, setting: Setting) -> Parsed:
    """Rows of a match file; every fixture and every rejected line counts as a data row.

    Raises
    ------
    LayoutChanged
        If the text has no title line (``= English Premier League 2023/24``).
    """
    if not _TITLE.search(text):
        raise LayoutChanged(f"{setting.competition} {setting.season}: no title line (= ...), so not Football.TXT.")
    reader = _Reader(setting)
    for number, line in enumerate(text.split("\n"), start=1):
        reader.read(number, line.partition("#")[0].rstrip())
    reader.close_statement()
    parsed = reader.parsed
    parsed.matches[:] = goalless_at_half_time(without_copied_half_times(parsed.matches))
    parsed.data_rows = len(parsed.matches) + len(parsed.rejected)
    return parsed


_TITLE = re.compile(r"^= *[^=\s]", re.MULTILINE)
_HEADING = re.compile(r"(?P<section>=+)\s*(?P<title>[^=]+?)\s*=*|(?P<mark>[»▪]+)\s*(?P<text>[^»▪]+)")
_PLAIN_HEADING = re.compile(
    r"(?:Matchday|Round|Group|Gruppe|Preliminary|First|Second|Third|Fourth|Fifth|Last"
    r"|Quarter-?finals?|Semi-?finals?|Finals?|Play-?offs?|Play-?outs?|Replays?|Regular)\b[^@\[\]]*",
    re.IGNORECASE,
)
_LEG = re.compile(r"\b(?:(1st|first)|(2nd|second)) leg\b", re.IGNORECASE)
_LABEL = re.compile(r"\s*([^\W\d][^:@()\[\]\d]*?)\s*:\s*(\S.*)")
_REFEREE = re.compile(r"([^,()]+?)\s*(?:[,(]|$)")
_TWO_SQUADS = 60  # rows of two line-ups at the most


@dataclasses.dataclass
class _Statement:
    """Scorers or a line-up, which may take several lines; ``label`` is what stands before its colon."""

    line: int
    label: str | None
    text: str

    @property
    def complete(self) -> bool:
        balanced = self.text.count("(") <= self.text.count(")") and self.text.count("[") <= self.text.count("]")
        return balanced and (self.label is None or not self.text.endswith((",", "-")))

    def __str__(self) -> str:
        return f"{self.label}: {self.text}" if self.label else self.text


class _Reader:
    """The state of reading: what the lines so far say of the next one."""

    def __init__(self, setting: Setting) -> None:
        self.parsed = Parsed()
        self._setting = setting
        self._headings: dict[int, str] = {}  # by level, outermost first
        self._date: dt.date | None = None
        self._doubt: str | None = None  # why the date of the next fixtures is not known
        self._kick_off: KickOff | None = None
        self._place: Place | None = None
        self._match: MatchRow | None = None  # the one that statements are about
        self._statement: _Statement | None = None

    def read(self, number: int, line: str) -> None:
        """Read one line, its comment and trailing space removed."""
        if not line:
            self.close_statement()
            return
        try:
            if not self._continue_statement(line):
                self._begin(number, line)
        except BadLine as error:
            self.parsed.reject(number, line.strip(), str(error))

    def _begin(self, number: int, line: str) -> None:
        self.close_statement()
        if heading := _HEADING.fullmatch(line):
            self._open_heading(heading)
        elif line.lstrip().startswith("("):
            self._open_statement(_Statement(number, None, line.strip()))
        elif label := _LABEL.fullmatch(line):
            self._open_statement(_Statement(number, label[1], label[2]))
        else:
            self._read_dated(number, line)

    # --- headings, dates, fixtures ---

    def _open_heading(self, heading: re.Match[str]) -> None:
        if heading["section"]:
            self._set_heading(len(heading["section"]) - 1, heading["title"])
        else:
            self._set_heading(len(heading["mark"]) + 1, heading["text"])

    def _set_heading(self, level: int, text: str) -> None:
        """Replace the heading of a level and those inside it; level 0 is the title. Dates follow behind a bar."""
        self._headings = {outer: kept for outer, kept in self._headings.items() if outer < level}
        if level > 0:
            self._headings[level] = text.partition("|")[0].strip()
        self._match = None

    def _read_dated(self, number: int, line: str) -> None:
        """Read a line of date, kick-off, place and fixture, of which any may be missing."""
        self._match = None
        rest = self._read_kick_off(self._read_date(line)).strip()
        if rest.startswith("@"):
            place, _, rest = rest[1:].strip().partition("  ")
            self._place = read_place(place, town_first=self._setting.town_first)
        if rest and not self._read_fixture(number, rest.strip()):
            self._read_plain_heading(line)

    def _read_date(self, line: str) -> str:
        """Take a date off the line; a new date has its own kick-off and place."""
        try:
            date, rest = cut_date(line, self._setting.years)
        except BadLine as error:
            self._doubt = str(error)
            raise
        if date is not None:
            self._date, self._doubt, self._kick_off, self._place = date, None, None, None
        return rest

    def _read_kick_off(self, line: str) -> str:
        """Take a kick-off off the line; it holds until the next one."""
        try:
            kick_off, rest = cut_kick_off(line)
        except BadLine:
            self._kick_off = None
            raise
        self._kick_off = kick_off or self._kick_off
        return rest

    def _read_fixture(self, number: int, text: str) -> bool:
        """Load a fixture; ``False`` if the text is none."""
        sides, at, place = text.partition("@")
        fixture = read_fixture(sides)
        if fixture is None:
            return False
        if self._doubt:
            raise BadLine(f"date not known: {self._doubt}")
        self._match = self._match_row(number, fixture, read_place(place, town_first=False) if at else self._place)
        self.parsed.matches.append(self._match)
        return True

    def _read_plain_heading(self, line: str) -> None:
        """Read a heading without a mark; ``Group A | Germany Scotland ...`` only lists the sides of a group."""
        if not _PLAIN_HEADING.fullmatch(line):
            # It may have been a date: better no match than one on a wrong day.
            self._doubt = f'"{line.strip()}" cannot be read'
            raise BadLine("neither a heading, a date, a fixture nor what happened in one")
        if "|" not in line:
            self._set_heading(2, line)

    def _match_row(self, number: int, fixture: Fixture, place: Place | None) -> MatchRow:
        venue, city, attendance = place or Place(None, None, None)
        headings = " | ".join(text for _, text in sorted(self._headings.items()))
        match = UNKNOWN_MATCH._replace(
            source_line=number,
            key=str(number),
            competition=self._setting.competition,
            season=self._setting.season,
            date=self._date,
            kick_off=self._kick_off.time if self._kick_off else None,
            timezone=(self._kick_off.timezone or self._setting.timezone) if self._kick_off else None,
            round=headings or None,
            leg=_leg(headings),
            home=fixture.home,
            away=fixture.away,
            home_country=fixture.home_country,
            away_country=fixture.away_country,
            status=fixture.status,
            venue=venue,
            city=city,
            attendance=attendance,
            note=fixture.note,
        )
        return with_score(match, fixture.score) if fixture.score else match

    # --- what happened in a match ---

    def _open_statement(self, statement: _Statement) -> None:
        if self._match is None:
            raise BadLine("no match above it")
        self._statement = statement
        if statement.complete:
            self.close_statement()

    def _continue_statement(self, line: str) -> bool:
        """Add a line to the statement that is open, unless it begins something else."""
        statement = self._statement
        if statement is None or _interrupts(line, statement):
            return False
        statement.text += " " + line.strip()
        if statement.complete:
            self.close_statement()
        return True

    def close_statement(self) -> None:
        """Load the statement that is open, or reject it as a whole."""
        statement, self._statement = self._statement, None
        if statement is None or self._match is None:
            return
        try:
            self._load(statement, self._match)
        except BadLine as error:
            self.parsed.reject(statement.line, statement, str(error))

    def _load(self, statement: _Statement, match: MatchRow) -> None:
        if statement.label is None:
            self._load_goals(statement, match)
        elif statement.label == "Refs":
            self._replace_match(match._replace(referee=_referee(statement.text)))
        elif statement.label in (match.home, match.away):
            self._load_lineup(statement, match)
        elif statement.label != "Penalties":  # kicks of a shoot-out are no goals; who won it is in the fixture's line
            raise BadLine(f'"{statement.label}" is neither {match.home} nor {match.away}')

    def _load_goals(self, statement: _Statement, match: MatchRow) -> None:
        score = final_score(match)
        if score is None:
            raise BadLine("scorers of a match without a score")
        if self.parsed.goals and self.parsed.goals[-1].match == match.key:
            raise BadLine("scorers for the second time")
        if not statement.text.endswith(")"):
            raise BadLine("a list of scorers without an end")
        goals = read_goals(statement.text[1:-1], score)
        for sequence, (goal, running) in enumerate(zip(goals, running_scores(goals), strict=True), start=1):
            row = GoalRow(statement.line, match.key, sequence, *goal, None, *(running or (None, None)))
            self.parsed.goals.append(row)
        self._replace_match(with_goals(match, goals))

    def _load_lineup(self, statement: _Statement, match: MatchRow) -> None:
        side: Side = "home" if statement.label == match.home else "away"
        if any((row.match, row.side) == (match.key, side) for row in self.parsed.lineups[-_TWO_SQUADS:]):
            raise BadLine("a line-up for the second time")
        lineup = read_lineup(statement.text)
        whose = Whose(statement.line, match.key, side)
        self.parsed.lineups.extend(lineup_rows(lineup, whose))
        self.parsed.substitutions.extend(substitution_rows(lineup, whose))
        self.parsed.cards.extend(card_rows(lineup, whose))

    def _replace_match(self, match: MatchRow) -> None:
        self._match = self.parsed.matches[-1] = match


def _interrupts(line: str, statement: _Statement) -> bool:
    """Tell whether a line cannot belong to the statement that is open: the statement's end is missing."""
    if _HEADING.fullmatch(line) or _LABEL.fullmatch(line) or begins_with_date(line):
        return True
    return statement.label != "Penalties" and has_score(line)  # 1-0 Masny, 1-1 Bonhof ...


def _leg(headings: str) -> int | None:
    found = _LEG.search(headings)
    return (1 if found[1] else 2) if found else None


def _referee(text: str) -> str | None:
    """Name the first of ``Refs: Néstor Pitana (ARG), Hernán Maidana (ARG), ...``; the others are his assistants."""
    found = _REFEREE.match(text)
    return as_printed(found[1]) if found else None
