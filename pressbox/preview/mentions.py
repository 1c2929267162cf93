"""How a side is named from sentence to sentence: by name, as "they", or by a word that can mean no other side.

In: a fixture and a side. Out: the words that stand as the subject of a sentence. All are plural.
"""

from __future__ import annotations

import csv
import functools
from importlib import resources
from typing import TYPE_CHECKING

from pressbox.countries import countries

if TYPE_CHECKING:
    from pressbox.domain import Fixture, Side, Team
    from pressbox.preview.choice import Choice


@functools.cache
def _second_mentions() -> dict[str, str]:
    """By team id: the short name or nickname under which its readers know it."""
    text = resources.files("pressbox.preview").joinpath("second_mentions.csv").read_text(encoding="utf-8")
    return {row["team"]: row["mention"] for row in csv.DictReader(text.splitlines())}


class Mentions:
    """The subjects of a paragraph about one side, in turn.

    The first is the name. After it "they" alternates with the name and what else the side can be called; never twice
    the same but for "they".
    """

    def __init__(self, fixture: Fixture, side: Side, choice: Choice) -> None:
        self.name = fixture.team(side).name
        self._left = [self.name, *choice.ordered(f"mention {side}", others(fixture, side))]
        self._may_be_they = False

    def next(self) -> str:
        """The subject of the next sentence, as it stands inside one: "they", "the visitors"."""
        if self._may_be_they:
            self._may_be_they = False
            return "they"
        self._may_be_they = True
        return self._left.pop(0) if self._left else self.name

    def interrupted(self) -> None:
        """Something else was spoken of: the side must be named again."""
        self._may_be_they = False


def others(fixture: Fixture, side: Side) -> list[str]:
    """What a side can be called besides its name, such that it can mean no other side of the fixture."""
    team, other = (fixture.home, fixture.away) if side == "home" else (fixture.away, fixture.home)
    found = []
    short = _second_mentions().get(team.id)
    if short and short != team.name and not _could_mean(short, other):
        found.append(short)
    if not fixture.neutral:
        found += ["the home side", "the hosts"] if side == "home" else ["the visitors", "the away side"]
    nation = _nation(team, other)
    return [*found, *([nation] if nation else [])]


def _could_mean(mention: str, other: Team) -> bool:
    """Whether a reader could take a mention for the other side: "United" of Manchester and of Newcastle."""
    return mention in (other.name, _second_mentions().get(other.id)) or mention in other.name.split()


def _nation(team: Team, other: Team) -> str | None:
    """A club by its country, "the Italian side", where the other is a club of another one."""
    if team.national or other.national or not team.country or team.country == other.country:
        return None
    country = countries().get(team.country)
    return f"the {country.adjective} side" if country and country.adjective else None
