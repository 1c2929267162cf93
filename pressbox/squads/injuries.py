"""What a report's words say of an injury, and how long such injuries have lasted.

A return date is estimated, where the source gives none, as the day by which half of the absences on record for the same
part of the body that had lasted as long as this one were over.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
import statistics
from collections.abc import Sequence
from types import MappingProxyType

from pressbox.store.names import name_key

_PARTS = MappingProxyType(
    {
        "hamstring": ("hamstring", "biceps femoris"),
        "knee": ("knee", "acl", "cruciate", "meniscus", "ligament"),
        "ankle": ("ankle",),
        "calf": ("calf",),
        "groin": ("groin", "adductor"),
        "thigh": ("thigh", "quad", "quadriceps"),
        "foot": ("foot", "metatarsal", "toe", "heel"),
        "achilles": ("achilles",),
        "hip": ("hip", "pelvic", "pelvis"),
        "back": ("back injury", "back problem", "spine"),
        "shoulder": ("shoulder", "collarbone"),
        "head": ("head", "concussion", "facial", "eye"),
        "leg": ("leg", "shin"),
        "illness": ("illness", "ill", "flu", "virus", "covid"),
        "muscle": ("muscle", "muscular"),
        "knock": ("knock",),
    }
)
"""Words by which a part of the body is known, in whole words."""

_MUSCLES = frozenset({"muscle", "hamstring", "calf", "groin", "thigh", "leg"})
"""A "muscle injury" is any of these."""

_GONE = re.compile(
    r"\b(loan(ed)?|tran?sfer(red)?|permanent|joined|joins|left (the |his )?club|left by mutual|released|contract"
    r"|retired|signed|moved to|sold|recalled by|season long)\b",
    re.IGNORECASE,
)

ENOUGH = 8
"""Absences that an estimate takes at least."""


@dataclasses.dataclass(frozen=True, slots=True)
class Spell:
    """An absence that is over: its reason as it was reported, and its days."""

    reason: str
    days: int


@functools.lru_cache(maxsize=8192)
def body_part(reason: str | None) -> str | None:
    """The part of the body that a reason names; None where it names none.

    >>> body_part("left hamstring strain in the match with Napoli"), body_part("back in training")
    ('hamstring', None)
    """
    words = f" {name_key(reason or '')} "
    return next((part for part, names in _PARTS.items() if any(f" {name} " in words for name in names)), None)


def differ(one: str | None, other: str | None) -> bool:
    """Whether two reasons name parts of the body that cannot be the same.

    >>> differ("ankle injury", "foot injury"), differ("muscle injury", "calf injury"), differ("injured", "knee")
    (True, False, False)
    """
    first, second = body_part(one), body_part(other)
    if first is None or second is None or first == second or "knock" in (first, second):
        return False
    return not ("muscle" in (first, second) and {first, second} <= _MUSCLES)


def has_left(reason: str | None) -> bool:
    """Whether a reason says that the player is with another club, or with none."""
    return reason is not None and _GONE.search(reason) is not None


def estimated_return(reason: str | None, since: dt.date, on: dt.date, spells: Sequence[Spell]) -> dt.date | None:
    """Day by which half of such absences were over; None where fewer than ``ENOUGH`` had lasted as long.

    Parameters
    ----------
    since : date
        First day of the absence.
    on : date
        Day on which it still lasts.
    spells : sequence of Spell
        Absences that were over before.
    """
    part = body_part(reason)
    elapsed = (on - since).days
    lasted = [spell.days for spell in spells if part and body_part(spell.reason) == part and spell.days > elapsed]
    return since + dt.timedelta(days=round(statistics.median(lasted))) if len(lasted) >= ENOUGH else None
