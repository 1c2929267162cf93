"""Team news of one club: the newest credible report of each player.

In: the reports of a dossier. Out: ``TeamNews``, whose ``to_dict`` is the document of ``news --json``. A report that
nobody has renewed for two months no longer says anything; a player back from out, suspended or doubtful is "back" for
two weeks.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pressbox.domain import Dossier, Report, Side

Status = Literal["out", "suspended", "doubtful", "back", "available"]

GROUPS: tuple[Status, ...] = ("out", "suspended", "doubtful", "back")
"""What a reader is told, in this order; "available" is kept in the document only."""

STALE_AFTER = dt.timedelta(days=60)
BACK_FOR = dt.timedelta(days=14)

# Of two reports seen at one moment the more cautious is believed.
_CAUTION: dict[str, int] = {"out": 0, "suspended": 1, "doubtful": 2, "back": 3, "available": 4}


@dataclasses.dataclass(frozen=True)
class PlayerNews:
    """What is known of one player, and by whom."""

    player: str
    status: Status
    reason: str | None
    since: dt.date | None
    expected_return: str | None
    source: str | None
    seen_at: dt.datetime

    def to_dict(self) -> dict[str, str | None]:
        """One player of ``news --json``."""
        return {
            "player": self.player,
            "status": self.status,
            "reason": self.reason,
            "since": self.since.isoformat() if self.since else None,
            "expected_return": self.expected_return,
            "source": self.source,
            "seen_at": self.seen_at.isoformat(),
        }


@dataclasses.dataclass(frozen=True)
class TeamNews:
    """Who of a club may not play, who may, and who is back."""

    club: str
    as_of: str
    players: tuple[PlayerNews, ...]

    def group(self, status: Status) -> tuple[PlayerNews, ...]:
        """The players of one status, by name."""
        return tuple(news for news in self.players if news.status == status)

    def to_dict(self) -> dict[str, Any]:
        """The document of ``news --json``."""
        return {"club": self.club, "as_of": self.as_of, "players": [news.to_dict() for news in self.players]}


def team_news(dossier: Dossier, side: Side) -> TeamNews:
    """News of the fixture's home or away side."""
    team = dossier.fixture.home if side == "home" else dossier.fixture.away
    by_player: dict[str, list[Report]] = {}
    for report in sorted(dossier.reports.get(team.id, ()), key=_newest_first):
        by_player.setdefault(report.player, []).append(report)
    news = [_player_news(reports, dossier.fixture.date) for reports in by_player.values()]
    known = sorted((item for item in news if item is not None), key=lambda item: (_CAUTION[item.status], item.player))
    return TeamNews(team.name, str(dossier.as_of), tuple(known))


def _newest_first(report: Report) -> tuple[float, int]:
    return -report.seen_at.replace(tzinfo=dt.UTC).timestamp(), _CAUTION[report.status]


def _player_news(reports: Sequence[Report], on: dt.date) -> PlayerNews | None:
    newest = reports[0]
    if on - newest.seen_at.date() > STALE_AFTER or _served(newest, on):
        return None
    return PlayerNews(
        newest.player,
        "back" if _is_back(reports, on) else newest.status,
        newest.reason,
        newest.since,
        newest.expected_return,
        newest.reporter,
        newest.seen_at,
    )


def _served(report: Report, on: dt.date) -> bool:
    """Whether a ban ends on or before the day, as far as its report gives a date."""
    if report.status != "suspended" or report.expected_return is None:
        return False
    try:
        return dt.date.fromisoformat(report.expected_return) <= on
    except ValueError:
        return False


def _is_back(reports: Sequence[Report], on: dt.date) -> bool:
    newest = reports[0]
    if newest.status not in ("available", "back") or on - newest.seen_at.date() > BACK_FOR:
        return False
    absent = next((report for report in reports if report.status not in ("available", "back")), None)
    returned = min(report.seen_at.date() for report in reports if _after(report, absent))
    return newest.status == "back" or (absent is not None and on - returned <= BACK_FOR)


def _after(report: Report, absent: Report | None) -> bool:
    return report.status in ("available", "back") and (absent is None or report.seen_at >= absent.seen_at)
