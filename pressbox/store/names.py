"""Who is who: from the names in the files to one id a team, without a guess.

A name is resolved, in this order, by

1. ``team_names.csv``, for one source or for all;
2. equality, but for case, accents and punctuation, with a listed name of the same country: ``exact``;
3. the world registry (schochastics, which names a club and its country the same way in every file): ``registry``;
4. nothing: the team gets an id of its own, is reported as ``unknown`` with its nearest candidates, and joins no other
   but one of the same name and country.

Where a file gives one club the name of another, ``misnamed.csv`` puts it right before all this.

Clubs are kept apart by country; associations whose clubs play in each other's leagues, and states that were one, count
as one country when names are compared.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib import resources

from pressbox.countries import countries, country_code

REGISTRY_SOURCE = "schochastics"

_GROUPS = (
    ("ENG", "WAL"),
    ("FRA", "MON"),
    ("SUI", "LIE"),
    ("USA", "CAN"),
    ("AUS", "NZL"),
    ("IRL", "NIR"),
    ("GER", "GDR"),
    ("ITA", "SMR"),
    ("TCH", "CZE", "SVK"),
    ("YUG", "SCG", "SRB", "CRO", "SVN", "BIH", "MKD", "MNE", "KOS"),
    ("URS", "RUS", "UKR", "BLR", "GEO", "ARM", "AZE", "KAZ", "MDA", "LTU", "LVA", "EST", "UZB", "TJK", "KGZ", "TKM"),
)
_GROUP_OF = {code: group[0] for group in _GROUPS for code in group}
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


@dataclasses.dataclass(frozen=True)
class ListedTeam:
    """One team of ``teams.csv``."""

    id: str
    name: str
    country: str | None
    national: bool


@dataclasses.dataclass(frozen=True)
class SaidName:
    """A name as a source prints it, with what is known of its country."""

    source: str
    name: str
    area: str | None  # code of a country, or a confederation
    national: bool


@dataclasses.dataclass(frozen=True)
class Resolved:
    """Whom a said name means, and how that was decided."""

    team: str
    how: str  # listed, exact, registry or unknown


def name_key(name: str) -> str:
    """The form in which two names are compared: no case, accents or punctuation.

    Examples
    --------
    >>> name_key("Bor. Mönchengladbach"), name_key("Bodø/Glimt")
    ('bor monchengladbach', 'bodo glimt')
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+", " ", letters.replace("'", "").replace("’", "")).replace("_", " ").split())


def _slug(name: str) -> str:
    return name_key(name).replace(" ", "-") or "nameless"


def country_group(code: str | None) -> str | None:
    """One code for the countries that count as one when names are compared."""
    return _GROUP_OF.get(code, code) if code else None


def _is_wide(area: str | None) -> bool:
    """Whether an area holds more than one country."""
    return area is None or area not in countries()


def _fits(country: str | None, area: str | None) -> bool:
    """Whether a team of a country can be meant where a file tells an area."""
    if country is None or area is None:
        return True
    if _is_wide(area):
        return countries()[country].confederation == area
    return country_group(country) == country_group(area)


@functools.cache
def misnamed() -> tuple[tuple[object, ...], ...]:
    """Rows of ``misnamed.csv``, without the reason; no competition and no last day mean all."""
    return tuple(
        (
            row["source"],
            row["competition"] or None,
            row["name"],
            dt.date.fromisoformat(row["since"]),
            dt.date.fromisoformat(row["until"]) if row["until"] else None,
            row["means"],
            row["country"] or None,
        )
        for row in _rows("misnamed.csv")
    )


@functools.cache
def listed_teams() -> dict[str, ListedTeam]:
    """Teams of ``teams.csv``, and a national team for every country."""
    clubs = {
        row["id"]: ListedTeam(row["id"], row["name"], row["country"] or None, row["id"].startswith("nat-"))
        for row in _rows("teams.csv")
    }
    nations = {
        f"nat-{_slug(country.name)}": ListedTeam(f"nat-{_slug(country.name)}", country.name, code, national=True)
        for code, country in countries().items()
    }
    return nations | clubs


@functools.cache
def _listed_names() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """(team, name, sources) of ``team_names.csv``, and each team under its own name."""
    rows = [
        (row["team"], row["name"], tuple(filter(None, row["sources"].split("|")))) for row in _rows("team_names.csv")
    ]
    return (*rows, *((team.id, team.name, ()) for team in listed_teams().values()))


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("pressbox.store").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def former_names() -> list[tuple[str, str, dt.date, dt.date]]:
    """(team, name, since, until) of ``former_names.csv``: what a team was called in its time."""
    return [
        (row["team"], row["name"], dt.date.fromisoformat(row["since"]), dt.date.fromisoformat(row["until"]))
        for row in _rows("former_names.csv")
    ]


class Names:
    """Resolves said names; remembers the teams it had to make up."""

    def __init__(self) -> None:
        self.teams: dict[str, tuple[ListedTeam, str]] = {team.id: (team, "listed") for team in listed_teams().values()}
        self._by_source: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for team, name, sources in _listed_names():
            for source in sources:
                self._by_source[source, name_key(name)].add(team)
            if not sources:
                self._by_name[name_key(name)].add(team)
        self._listed_exactly = {(source, name) for _, name, sources in _listed_names() for source in sources or ("",)}
        self._made_up: dict[str, set[str]] = defaultdict(set)
        self._own_use: dict[tuple[str, str], set[str]] = defaultdict(set)

    def resolve(self, said: Iterable[SaidName]) -> dict[SaidName, Resolved]:
        """Whom each name means; the registry's names are resolved first, so that others can equal them."""
        order = sorted(
            said, key=lambda name: (name.source != REGISTRY_SOURCE, _is_wide(name.area), name.source, name.name)
        )
        resolved = {}
        for name in order:
            resolved[name] = self._resolve(name)
            if not _is_wide(name.area):
                self._own_use[name.source, name.name].add(resolved[name].team)
        return resolved

    def search_keys(self) -> list[tuple[str, str, bool]]:
        """What each team is found by: (key, team, whether it is the team's own name)."""
        own = [(name_key(team.name), team.id, True) for team, _ in self.teams.values()]
        with_country = [(name_key(f"{team.name} {team.country}"), team.id, True) for team, _ in self.teams.values()]
        ids = [(name_key(team.id), team.id, True) for team, _ in self.teams.values()]
        return own + with_country + ids + [(name_key(name), team, False) for team, name, _ in _listed_names()]

    def _resolve(self, said: SaidName) -> Resolved:
        listed = self._listed(said)
        if listed is not None:
            exact = (said.source, said.name) in self._listed_exactly or ("", said.name) in self._listed_exactly
            return Resolved(listed, "listed" if exact else "exact")
        own = self._own_use[said.source, said.name]
        if _is_wide(said.area) and len(own) == 1:
            # A publisher's name for a club in its league is its name for it in Europe.
            return Resolved(next(iter(own)), "exact")
        made_up = self._only(self._made_up[name_key(said.name)], said)
        if made_up is not None:
            return Resolved(made_up, "registry" if self.teams[made_up][1] == "registry" else "unknown")
        return self._make_up(said)

    def _listed(self, said: SaidName) -> str | None:
        key = name_key(said.name)
        found = self._only(self._by_source[said.source, key], said) or self._only(self._by_name[key], said)
        if found or not said.national:
            return found
        code = country_code(said.name)
        return f"nat-{_slug(countries()[code].name)}" if code else None

    def _only(self, teams: Iterable[str], said: SaidName) -> str | None:
        """The one team that fits the name's kind and country; None where none or several do."""
        fitting = [
            team
            for team in teams
            if self.teams[team][0].national == said.national
            and (said.national or _fits(self.teams[team][0].country, said.area))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _make_up(self, said: SaidName) -> Resolved:
        country = None if _is_wide(said.area) else said.area
        how = "registry" if said.source == REGISTRY_SOURCE and country else "unknown"
        prefix = "nat" if said.national else (country or "xxx").lower()
        team_id = f"{prefix}-{_slug(said.name)}"
        while team_id in self.teams:  # the same letters, but another team
            team_id += "~"
        self.teams[team_id] = (ListedTeam(team_id, said.name, country, said.national), how)
        self._made_up[name_key(said.name)].add(team_id)
        return Resolved(team_id, how)


def candidates(name: str, teams: Sequence[ListedTeam], limit: int = 3) -> list[str]:
    """Names nearest to one that is not known, best first."""
    from rapidfuzz import fuzz, process

    choices = {team.id: name_key(team.name) for team in teams}
    by_id = {team.id: team.name for team in teams}
    found = process.extract(name_key(name), choices, scorer=fuzz.WRatio, limit=limit, score_cutoff=60)
    return [by_id[team_id] for _, _, team_id in found]
