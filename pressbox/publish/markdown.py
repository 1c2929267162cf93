"""The preview as Markdown, its evidence as footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pressbox.publish.evidence_view import scope_of
from pressbox.publish.view import edition_lines, numbers

if TYPE_CHECKING:
    from pressbox.facts.claim import Claim
    from pressbox.preview.document import Preview, Section, Sentence

MATCHES_EACH = 3
"""Matches of a claim that its footnote names."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#])")


def render_markdown(preview: Preview) -> str:
    """Render headline, sections and footnotes."""
    numbered = numbers(preview)
    parts = [f"# {escaped(preview.headline)}", f"*{escaped(preview.standfirst)}*"]
    for section in preview.sections:
        parts += _section(section, numbered)
    parts += ["---", _edition(preview)]
    parts += [_footnote(claim, numbered[claim.id]) for claim in preview.claims]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    r"""Escape text so that no name is read as markup.

    >>> escaped("<b> & *")
    '\\<b\\> \\& \\*'
    """
    return _SPECIAL.sub(r"\\\1", text)


def _section(section: Section, numbered: dict[str, int]) -> list[str]:
    paragraphs = (" ".join(_sentence(s, numbered) for s in paragraph.sentences) for paragraph in section.paragraphs)
    return [f"## {section.name.capitalize()}", *paragraphs]


def _sentence(sentence: Sentence, numbered: dict[str, int]) -> str:
    return escaped(sentence.text) + "".join(f"[^{numbered[id_]}]" for id_ in sentence.claims)


def _footnote(claim: Claim, number: int) -> str:
    proof = f" Matches: {'; '.join(_matches(claim))}." if claim.evidence else ""
    return f"[^{number}]: {escaped(f'{claim.statement} ({scope_of(claim)}.){_rows(claim)}{proof}')}"


def _matches(claim: Claim) -> list[str]:
    """The newest matches of a claim, and how many more there are; the JSON document has all."""
    newest_first = sorted(claim.evidence, key=lambda row: row.date, reverse=True)
    told = [f"{row.date.isoformat()} {row.home} {row.score or 'v'} {row.away}" for row in newest_first[:MATCHES_EACH]]
    left = len(newest_first) - len(told)
    return [*told, f"and {left} more"] if left else told


def _rows(claim: Claim) -> str:
    rows: Sequence[str] = [
        f"{row.place}. {row.team.name}, {row.played} played, {row.points} points" for row in claim.coverage.table
    ]
    return f" Table: {'; '.join(rows)}." if rows else ""


def _edition(preview: Preview) -> str:
    return escaped(". ".join(f"{name}: {value}" for name, value in edition_lines(preview)) + ".")
