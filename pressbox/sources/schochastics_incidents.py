"""schochastics, ``goals_time2/``: the matches of a league and season with all their incidents, as JSON.

What the files do not say in so many words:

- A second yellow card is a second ``Yellow Card`` of the same player, without a red one.
- A minute without an apostrophe (``3`` for ``3'``) is the number of a kick in a shoot-out, and the score of the match
  then counts the shoot-out as one more goal of its winner. Those scores are taken from the goals instead.
- Extra time shows in incidents after the 90th minute; a single one is a slip for stoppage time.
- Play-offs stand among the league's matches: a pair with a club of the league below, or a pair that meets a second
  time at the same ground. Their ``round`` is "Play-offs".
- The goals of a match are rejected where they do not add up to its score; six of the eight such matches show a goal
  that did not count, the others were decided elsewhere.
"""

from __future__ import annotations

import collections
import dataclasses
import json
import re
from collections.abc import Sequence
from typing import Any

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed, read_text
from pressbox.sources.rows import CardRow, GoalRow, IncidentRow, MatchRow, Side, SubstitutionRow
from pressbox.sources.tabular import UNKNOWN_MATCH, BadCell, given, parse_count, parse_iso_date, parse_text

LEAGUES = {
    "deutschland_bundesliga": ("ger-1", "GER"),
    "england_premier-league": ("eng-1", "ENG"),
    "frankreich_ligue-1": ("fra-1", "FRA"),
    "italien_serie-a": ("ita-1", "ITA"),
    "spanien_la-liga": ("esp-1", "ESP"),
}
"""File to competition and country."""

STEM = re.compile(r"(?P<league>.+)-(?P<start>[0-9]{4})-[0-9]{2}(?P<end>[0-9]{2})")
MINUTE = re.compile(r"(?P<minute>[0-9]+)(?:\+(?P<stoppage>[0-9]+))?(?P<in_play>')?")
FULL_TIME = 90
CLUB_OF_THE_LEAGUE = 10  # matches: clubs of the league below play one to four

Item = dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Moment:
    """When and for which side: what all incidents have in common."""

    side: Side
    minute: int
    stoppage: int | None
    in_play: bool


@dataclasses.dataclass(frozen=True)
class Report:
    """One match as the file has it, its incidents with their moments."""

    line: int
    item: Item
    incidents: list[tuple[Moment, Item]]

    @property
    def goals(self) -> list[tuple[Moment, Item]]:
        """The incidents that changed the score."""
        return [(moment, item) for moment, item in self.incidents if "home_score" in item]

    @property
    def extra_time(self) -> bool:
        """Whether more than one incident came after the 90th minute."""
        return sum(moment.minute > FULL_TIME for moment, _ in self.incidents) > 1

    @property
    def shoot_out(self) -> bool:
        """Whether there are kicks of a shoot-out."""
        return not all(moment.in_play for moment, _ in self.incidents)


def season_files(season: str) -> list[str]:
    """Stems of the files of a season (``2023-24``)."""
    start, end = season.split("-")
    return [f"{league}-{start}-{start[:2]}{end}" for league in LEAGUES]


def parse(bundle: Bundle) -> Parsed:
    """Read a league's season."""
    stem = STEM.fullmatch(bundle.name.split("/")[-1].removesuffix(".json"))
    if stem is None or stem["league"] not in LEAGUES:
        raise LayoutChanged(f"{bundle.name}: expected <league>-2023-2024.json with a league of {', '.join(LEAGUES)}.")
    competition, country = LEAGUES[stem["league"]]
    blank = UNKNOWN_MATCH._replace(
        competition=competition,
        season=f"{stem['start']}-{stem['end']}",
        home_country=country,
        away_country=country,
    )
    parsed = Parsed()
    keys: set[str] = set()
    for line, item in enumerate(_items(bundle), start=1):
        parsed.data_rows += 1
        rows = Parsed()
        try:
            _add(rows, Report(line, item, _incidents(item)), blank)
        except (BadCell, LookupError, TypeError, ValueError, AttributeError) as error:
            parsed.reject(line, item, f"not a match with incidents ({error})")
            continue
        if rows.matches[0].key in keys:
            parsed.reject(line, item, f"{rows.matches[0].key} is in the file twice")
            continue
        keys.add(rows.matches[0].key)
        _extend(parsed, rows)
    parsed.matches = _with_rounds(parsed.matches)
    return parsed


def _extend(parsed: Parsed, rows: Parsed) -> None:
    """Take over the rows of a match that was read to its end."""
    parsed.matches += rows.matches
    parsed.goals += rows.goals
    parsed.cards += rows.cards
    parsed.substitutions += rows.substitutions
    parsed.incidents += rows.incidents
    parsed.rejected += rows.rejected


def _items(bundle: Bundle) -> list[Item]:
    (path,) = bundle.paths
    try:
        items = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise LayoutChanged(f"{path}, line {error.lineno}: not JSON ({error.msg}); fetch the file again.") from error
    if not isinstance(items, list):
        raise LayoutChanged(f"{path}: expected a list of matches.")
    return items


def _incidents(item: Item) -> list[tuple[Moment, Item]]:
    return [(_moment(incident), incident) for incident in item["incident"]["incidents"]]


def _moment(incident: Item) -> Moment:
    match = MINUTE.fullmatch(incident["minute"])
    if match is None or incident["team"] not in ("home", "away"):
        raise BadCell(f'no moment in "{incident}"')
    stoppage = int(match["stoppage"]) if match["stoppage"] else None
    return Moment(incident["team"], int(match["minute"]), stoppage, bool(match["in_play"]))


def _add(parsed: Parsed, report: Report, blank: MatchRow) -> None:
    """Add the rows of one match."""
    match = _match(report, blank)
    rows = Rows(report.line, match.key, report.extra_time)
    goals = rows.goals(report.goals)
    booked: set[tuple[Side, str]] = set()
    for moment, item in report.incidents:
        if moment.in_play:
            rows.add(parsed, moment, item, booked)
    parsed.matches.append(match)
    if _final(report) == _played(match):
        parsed.goals.extend(goals)
    elif goals:
        parsed.reject(
            report.line, report.item["incident"]["incidents"], f"the goals of {match.key} do not add up to its score"
        )


def _match(report: Report, blank: MatchRow) -> MatchRow:
    item = report.item
    home, away, date = str(item["home"]), str(item["away"]), given(parse_iso_date)(str(item["date"]))
    facts = item["incident"]["metadata"][0]
    match = blank._replace(
        source_line=report.line,
        key=f"{date} {home} {away}",
        date=date,
        home=home,
        away=away,
        extra_time=report.extra_time,
        shoot_out=report.shoot_out,
        venue=parse_text(facts.get("venue") or ""),
        city=parse_text(facts.get("city") or ""),
        attendance=parse_count((facts.get("attendance") or "").replace(" ", "")),
        referee=parse_text(facts.get("referee") or ""),
    )
    if report.shoot_out:
        return _after_shoot_out(match, report)
    shown = given(parse_count)(str(item["GH"])), given(parse_count)(str(item["GA"]))
    if report.extra_time:
        return _after_extra_time(match, report, shown)
    return match._replace(home_goals=shown[0], away_goals=shown[1])


def _after_shoot_out(match: MatchRow, report: Report) -> MatchRow:
    """The goals give the score; without an incident after 90 minutes, extra time cannot be told."""
    home, away = _final(report)
    winner = match.home if int(report.item["GH"]) > home else match.away
    match = match._replace(note=f"{winner} won the shoot-out")
    if report.extra_time:
        return _after_extra_time(match, report, (home, away))
    return match._replace(extra_time=None, home_goals=home, away_goals=away)


def _after_extra_time(match: MatchRow, report: Report, final: tuple[int, int]) -> MatchRow:
    home, away = _score([item for moment, item in report.goals if moment.minute <= FULL_TIME])
    return match._replace(home_goals=home, away_goals=away, home_goals_aet=final[0], away_goals_aet=final[1])


def _final(report: Report) -> tuple[int, int]:
    return _score([item for _, item in report.goals])


def _score(goals: Sequence[Item]) -> tuple[int, int]:
    return (int(goals[-1]["home_score"]), int(goals[-1]["away_score"])) if goals else (0, 0)


def _played(match: MatchRow) -> tuple[int | None, int | None]:
    """Goals of play: after extra time where there was any."""
    if match.home_goals_aet is not None:
        return match.home_goals_aet, match.away_goals_aet
    return match.home_goals, match.away_goals


@dataclasses.dataclass(frozen=True)
class Rows:
    """Makes the rows of one match's incidents."""

    line: int
    match: str
    extra_time: bool

    def goals(self, goals: list[tuple[Moment, Item]]) -> list[GoalRow]:
        """One row a goal, in order."""
        return [
            GoalRow(
                self.line,
                self.match,
                sequence,
                moment.side,
                parse_text(item["player_name"]),
                *self.clock(moment),
                own_goal=item["incident_type"] == "Own goal",
                penalty=item["incident_type"] == "Penalty Awarded",
                assist=parse_text(item.get("assist_player_name") or ""),
                home_score=int(item["home_score"]),
                away_score=int(item["away_score"]),
            )
            for sequence, (moment, item) in enumerate(goals, start=1)
        ]

    def add(self, parsed: Parsed, moment: Moment, item: Item, booked: set[tuple[Side, str]]) -> None:
        """Add a card, a substitution, a missed penalty or a disallowed goal; ``booked`` are those with a yellow."""
        start = (self.line, self.match, moment.side)
        clock, reason = self.clock(moment), parse_text(item.get("card_reason") or "")
        player = parse_text(item.get("player_name") or "")
        match item["incident_type"]:
            case "Yellow Card":
                second = player is not None and (moment.side, player) in booked
                booked.add((moment.side, player or ""))
                parsed.cards.append(CardRow(*start, player, *clock, "second_yellow" if second else "yellow", reason))
            case "Red Card":
                parsed.cards.append(CardRow(*start, player, *clock, "red", reason))
            case "Substitution":
                off, on = parse_text(item["player_out"]), parse_text(item["player_in"])
                parsed.substitutions.append(SubstitutionRow(*start, off, on, *clock))
            case "Penalty Awarded" if "home_score" not in item:
                parsed.incidents.append(IncidentRow(*start, player, *clock, "penalty_missed", reason))
            case "Goal Disallowed":
                parsed.incidents.append(IncidentRow(*start, player, *clock, "goal_disallowed", reason))
            case "Goal" | "Own goal" | "Penalty Awarded":
                pass
            case other:
                parsed.reject(self.line, item, f'"{other}" is not a kind of incident that is known')

    def clock(self, moment: Moment) -> tuple[int, int | None]:
        """Minute and stoppage time."""
        if moment.minute > FULL_TIME and not self.extra_time:
            return FULL_TIME, moment.minute - FULL_TIME
        return moment.minute, moment.stoppage


def _with_rounds(matches: list[MatchRow]) -> list[MatchRow]:
    """Tell play-offs from matches of the league."""
    played = collections.Counter(team for match in matches for team in (match.home, match.away))
    first: dict[tuple[str, str], MatchRow] = {}
    for match in sorted(matches, key=lambda match: str(match.date)):
        first.setdefault((match.home, match.away), match)
    regular = max(played.values(), default=0) > CLUB_OF_THE_LEAGUE

    def is_playoff(match: MatchRow) -> bool:
        stranger = regular and min(played[match.home], played[match.away]) < CLUB_OF_THE_LEAGUE
        return stranger or first[match.home, match.away] is not match

    return [match._replace(round="Play-offs") if is_playoff(match) else match for match in matches]
