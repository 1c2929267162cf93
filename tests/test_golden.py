"""Whole previews from the embedded sample, kept word for word: one a kind of match.

``pytest --update-golden`` writes them anew; read the difference as a reader would, and say in the commit why it
changed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pressbox.pipeline import Desk
from pressbox.publish.markdown import render_markdown
from pressbox.store.database import Store

GOLDEN = Path(__file__).parent / "golden"
KINDS = {
    "second-leg": ("Atalanta", "Liverpool", "2024-04-18"),
    "first-leg": ("Liverpool", "Atalanta", "2024-04-11"),
    "league": ("Liverpool", "Crystal Palace", "2024-04-14"),
    "derby": ("Everton", "Liverpool", "2023-02-13"),
    "neutral-final": ("Atalanta", "Bayer Leverkusen", "2024-05-22"),
    "no-line-ups": ("Roma", "AC Milan", "2024-04-18"),
    "little-data": ("Qarabag", "Braga", "2024-02-22"),
}


# Hashes of everything that is known change with every new thing that is read; the words need not.
HASHES = re.compile(r"^Edition: [0-9a-f]{16}\. Data: [0-9a-f]{16}\.", re.MULTILINE)


@pytest.mark.parametrize("kind", KINDS)
def test_the_preview_reads_as_it_was_read(kind: str, sample_store: Store, update_golden: bool):
    home, away, on = KINDS[kind]
    desk = Desk(sample_store)
    text = render_markdown(desk.preview(desk.fixture(home, away, on)))
    text, hashes = HASHES.subn("Edition: (hash). Data: (hash).", text)
    assert hashes == 1
    path = GOLDEN / f"{kind}.md"
    if update_golden:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
