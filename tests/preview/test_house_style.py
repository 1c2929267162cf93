"""A desk's own style: read, refused, applied."""

from pathlib import Path

import pytest

import pressbox
from pressbox.errors import BadHouseStyle
from pressbox.preview.house_style import HouseStyle
from tests import builders as b
from tests import stories

SENTENCE = "Inter Milan have won nine of their last 12 matches, one by 12-0 on 12 April, and are 15th with 12% at 1.5."


def style(folder: Path, text: str) -> HouseStyle:
    path = folder / "house_style.toml"
    path.write_text(text, encoding="utf-8")
    return HouseStyle.read(path)


def test_without_a_file_nothing_changes():
    preview = stories.preview_of(stories.second_leg(), b.forecast(stories.second_leg().fixture))
    assert HouseStyle().applied(preview) is preview
    assert HouseStyle().text(SENTENCE) == SENTENCE


def test_figures_from_two_on_leave_one_and_scores_alone():
    assert HouseStyle(words_below=2).text(SENTENCE) == SENTENCE.replace("nine", "9")


def test_words_up_to_nineteen_leave_scores_days_ordinals_and_percentages_alone():
    assert HouseStyle(words_below=20).text(SENTENCE) == SENTENCE.replace("last 12 matches", "last twelve matches")


def test_names_and_phrases_are_replaced_as_whole_words(tmp_path: Path):
    mine = style(tmp_path, '[names]\n"Inter Milan" = "Inter"\n[phrases]\n"in all competitions" = "all told"\n')
    assert mine.text("Inter Milan have won six in all competitions.") == "Inter have won six all told."
    assert mine.text("Inter Milano") == "Inter Milano"


def test_a_whole_preview_is_written_in_the_style(tmp_path: Path):
    preview = style(tmp_path, '[names]\nAtalanta = "La Dea"\n').applied(stories.preview_of(stories.second_leg(), None))
    assert "La Dea" in preview.headline
    assert "Atalanta" not in " ".join(
        s.text for section in preview.sections for paragraph in section.paragraphs for s in paragraph.sentences
    )
    assert any("Atalanta" in claim.statement for claim in preview.claims)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("words_below = 40", "words_below is 40"),
        ("words_below = true", "words_below is True"),
        ('colour = "red"', "'colour' is no part of a style"),
        ("[names]\nInter = 3", "'Inter' = 3"),
        ('names = "Inter"', "names is 'Inter'"),
        ("[names]\nx\n", "line 2"),
    ],
)
def test_a_style_that_cannot_be_read_says_where_and_why(tmp_path: Path, text: str, why: str):
    with pytest.raises(BadHouseStyle, match=r"house_style\.toml") as error:
        style(tmp_path, text)
    assert why in str(error.value)


def test_the_home_s_style_is_the_desk_s(tmp_path: Path):
    style(tmp_path, "words_below = 3")
    with pressbox.open(tmp_path) as desk:
        assert desk.house_style == HouseStyle(words_below=3)
