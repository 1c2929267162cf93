from __future__ import annotations

import json
import re

import pytest

from pressbox.publish.documents import render_json
from pressbox.publish.markdown import render_markdown
from tests import builders as b
from tests import stories

NOTE = re.compile(r"\[\^(\d+)\]")


@pytest.mark.parametrize("kind", stories.KINDS)
def test_every_footnote_is_written_and_used(kind: str):
    text = render_markdown(stories.preview_of(stories.KINDS[kind](), None))
    body, notes = text.split("\n---\n")
    written = re.findall(r"^\[\^(\d+)\]:", notes, re.M)
    assert set(NOTE.findall(body)) == set(written)
    assert written == [str(i) for i in range(1, len(written) + 1)]


def test_markdown_reads_as_the_preview_does():
    story = stories.second_leg()
    text = render_markdown(stories.preview_of(story, b.forecast(story.fixture, tie=stories.SECOND_LEG_TIE)))
    assert text.startswith("# Liverpool go to Atalanta 3-0 down on aggregate\n")
    assert "## Match preview\n" in text
    assert "having won the first leg of their Europa League quarter-final tie away last Thursday.[^1]" in text
    assert "Matches: 2024-04-11 Liverpool 0-3 Atalanta." in text
    assert text.endswith("\n")


def test_a_footnote_names_the_newest_three_matches_and_counts_the_rest():
    text = render_markdown(stories.preview_of(stories.league(), None))
    notes = [line for line in text.splitlines() if line.startswith("[^") and "Matches: " in line]
    assert any(re.search(r"; and 3 more\\?\.$", line) for line in notes)
    assert all(line.partition("Matches: ")[2].count(" v ") + len(re.findall(r" \d+-\d+ ", line)) <= 4 for line in notes)


def test_markdown_escapes_names():
    text = render_markdown(stories.preview_of(stories.marked_up(), None))
    assert "\\<script\\>alert(1)\\</script\\>" in text
    assert "<script" not in text.replace("\\<script", "")


@pytest.mark.parametrize("kind", stories.KINDS)
def test_the_json_document_is_the_preview(kind: str):
    preview = stories.preview_of(stories.KINDS[kind](), None)
    assert json.loads(render_json(preview)) == json.loads(json.dumps(preview.to_dict()))
