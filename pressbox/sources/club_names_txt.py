"""openfootball's dictionaries of club names (``clubs/<continent>/<country>/<cc>.clubs.txt``) to rows.

A club begins at the margin: ``SK Rapid Wien, 1899, @ Allianz Stadion, Wien (Hütteldorf)``: name, and where they are
known the year it was founded, its ground and its town. Indented lines with a bar are its other names, some with the
language they are in: ``| AC Mailand [de]``. ``ii)`` is a reserve side. Titles, comments and addresses are left out.
"""

from __future__ import annotations

import re

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Parsed
from pressbox.sources.rows import ClubNameRow

_TITLE = re.compile(r"^=", re.MULTILINE)
_LANGUAGE = re.compile(r"\s*\[[a-z]{2,3}\]$")
_RESERVES = re.compile(r"^ii\)\s*(?=\w)")
_YEAR = re.compile(r"(1[89]|20)\d{2}")
_ADDRESS = "//"
_SPONSOR = "$$"  # stands before and after a sponsor's name


def parse_club_names(text: str, country: str | None) -> Parsed:
    """Rows of a dictionary: each club under its own name, then under each alias.

    A data row is a line of a club, or a line of aliases.

    Raises
    ------
    LayoutChanged
        If the text has no title line.
    """
    if not _TITLE.search(text):
        raise LayoutChanged("no title line (= England), so no dictionary of clubs.")
    parsed = Parsed()
    club: ClubNameRow | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.partition("#")[0].replace(_SPONSOR, "")
        if line.strip() and not line.startswith("=") and _ADDRESS not in line:
            parsed.data_rows += 1
            club = _read(parsed, number, line, club, country)
    return parsed


def _read(parsed: Parsed, number: int, line: str, club: ClubNameRow | None, country: str | None) -> ClubNameRow | None:
    """Load a line's names, and return the club that the next line may have other names of."""
    own, _, others = line.partition("|")
    names = [name for text in others.split("|") if (name := _LANGUAGE.sub("", text.strip()))]
    if own.strip() and not own[0].isalnum():
        parsed.reject(number, line.strip(), "neither a club at the margin, other names (|) nor an address (//)")
        return club
    if own.strip():
        club = _club(number, own, country)
        parsed.club_names.append(club)
    elif club is None or not names:
        parsed.reject(number, line.strip(), "other names of no club, or none")
        return club
    parsed.club_names.extend(club._replace(source_line=number, alias=name) for name in names)
    return club


def _club(number: int, line: str, country: str | None) -> ClubNameRow:
    name, *others = (part.strip() for part in re.split(r"[,\t]", _RESERVES.sub("", line)))
    year = next((part for part in others if _YEAR.fullmatch(part)), None)
    towns = [part for part in others if part and part != year and "@" not in part]
    return ClubNameRow(
        source_line=number,
        club=name,
        alias=name,
        country=country,
        city=_town(towns[0]) if towns else None,
        founded=int(year) if year else None,
    )


def _town(text: str) -> str:
    """Town alone, of ``Giza › Giza`` (its region) or ``city:esteli``."""
    return text.partition("›")[0].strip().removeprefix("city:")
