from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re

import pytest

from pressbox.domain import Score, Tie
from pressbox.facts.words import _NUMBERS
from pressbox.preview.document import Preview, Sentence
from pressbox.preview.match_preview import NAME as MATCH_PREVIEW
from tests import builders as b
from tests import stories

SECTIONS = ["match preview", "form guide", "team news", "possible line-ups", "we say", "data analysis"]
KEYS = ["fixture", "edition", "headline", "standfirst", "sections", "forecast", "news", "lineups", "claims", "data"]


def told(preview: Preview, section: str) -> list[str]:
    return [" ".join(s.text for s in paragraph.sentences) for paragraph in preview.section(section).paragraphs]


def sentences(preview: Preview) -> list[Sentence]:
    return [s for section in preview.sections for paragraph in section.paragraphs for s in paragraph.sentences]


def second_leg() -> Preview:
    story = stories.second_leg()
    return stories.preview_of(story, b.forecast(story.fixture, tie=stories.SECOND_LEG_TIE))


@pytest.mark.parametrize("kind", stories.KINDS)
def test_every_kind_of_fixture_has_every_section_in_order(kind: str):
    preview = stories.preview_of(stories.KINDS[kind](), None)
    assert [section.name for section in preview.sections] == SECTIONS
    assert all(section.paragraphs for section in preview.sections)
    assert list(preview.to_dict()) == KEYS
    json.dumps(preview.to_dict())


def test_a_second_leg_opens_with_the_tie_and_argues_from_there():
    stake, home, away, meetings, following = told(second_leg(), MATCH_PREVIEW)
    assert stake.startswith("Atalanta lead Liverpool 3-0 on aggregate")
    assert "Liverpool must win by three goals to force extra time and by four or more to go through" in stake
    assert "Sporting CP 3-2 on aggregate in the round of 16" in stake
    assert "Hellas Verona" in home
    assert "second in Serie A" in home
    assert home.startswith("Atalanta ")
    assert "Crystal Palace" in away
    assert away.startswith("Liverpool ")
    assert "fourth" in meetings
    assert "25 November 2020" in meetings
    assert "Monza" in following
    assert "Fulham" in following


def test_a_round_that_the_side_s_paragraph_tells_is_not_told_before():
    """The last match, which put the other side out, is one of the paragraph; the opening would tell it first."""
    of = b.fixture("2024-05-25", stories.ARSENAL, stories.PALACE, b.FA_CUP, phase="final", round="Final", tie="final")
    semi_final = b.match("2024-05-18", stories.ARSENAL, "2-0", b.team("Fulham"), b.FA_CUP, round="Semi-finals", tie="s")
    story = b.dossier(of, recent={stories.ARSENAL.id: [semi_final]}, tie=Tie("final", 1, 1, None, False, True))
    text = " ".join(told(stories.preview_of(story, None), MATCH_PREVIEW))
    assert text.count("Fulham") == 1
    earlier = b.match("2024-05-22", stories.ARSENAL, "1-0", b.team("Everton"))
    between = b.dossier(of, recent={stories.ARSENAL.id: [earlier, semi_final]}, tie=story.tie)
    assert "Fulham" in told(stories.preview_of(between, None), MATCH_PREVIEW)[0]


def test_a_match_that_the_opening_told_is_not_told_as_the_one_before_the_last():
    of = b.fixture("2024-05-25", stories.ARSENAL, stories.PALACE, b.FA_CUP, phase="final", round="Final", tie="final")
    semi_final = b.match("2024-05-18", stories.ARSENAL, "2-0", b.team("Fulham"), b.FA_CUP, round="Semi-finals", tie="s")
    newest = b.match("2024-05-22", stories.ARSENAL, "1-0", b.team("Everton"))
    for others in range(8):  # so that some of the texts choose to tell the match before the last
        own = dataclasses.replace(of, id=f"{of.id}:{others}")
        story = b.dossier(
            own, recent={stories.ARSENAL.id: [newest, semi_final]}, tie=Tie("final", 1, 1, None, False, True)
        )
        assert " ".join(told(stories.preview_of(story, None), MATCH_PREVIEW)).count("Fulham") == 1


def test_a_preview_reads_the_same_in_every_edition():
    assert told(second_leg(), MATCH_PREVIEW) == told(second_leg(), MATCH_PREVIEW)


def test_the_first_leg_is_not_told_twice():
    assert " ".join(told(second_leg(), MATCH_PREVIEW)).count("last Thursday") == 1


def test_the_headline_is_the_stake():
    assert second_leg().headline == "Liverpool go to Atalanta 3-0 down on aggregate"
    headlines = {kind: stories.preview_of(story(), None).headline for kind, story in stories.KINDS.items()}
    assert headlines["league"] in (
        "Second-placed Arsenal host fourth-placed Crystal Palace",
        "Fourth-placed Crystal Palace go to second-placed Arsenal",
    )
    assert headlines["first leg"] == "Liverpool host Atalanta in the first leg of their Europa League quarter-final tie"
    assert headlines["neutral final"] == "Atalanta and Bayer Leverkusen meet in the Europa League final"
    assert headlines["unknown clubs"] == "Eastville host Westville in the FA Cup first round"


@pytest.mark.parametrize(
    ("before", "headline"),
    [
        (Score(0, 2), "Atalanta must come back from 2-0 down on aggregate against Liverpool"),
        (Score(1, 1), "Atalanta and Liverpool level at 1-1 with one leg to play"),
    ],
)
def test_headlines_of_other_second_legs(before: Score, headline: str):
    first = dataclasses.replace(stories.FIRST_LEG, score=before.reversed)
    story = dataclasses.replace(stories.second_leg(), tie=Tie(stories.TIE, 2, 2, first, False, True))
    assert stories.preview_of(story, None).headline == headline


def test_the_standfirst_gives_the_day_the_place_and_the_score():
    assert second_leg().standfirst == (
        "Europa League quarter-final, second leg, Thursday 18 April 2024, Bergamo. "
        "We say Atalanta 1-2 Liverpool (Atalanta win 4-2 on aggregate)."
    )


def test_the_form_guide_reads_from_the_oldest():
    guide = told(stories.preview_of(stories.league(), None), "form guide")
    assert guide[0] == "Arsenal, last six in the Premier League, oldest first: WLWDWW."
    assert guide[1].startswith("Beat Brentford 4-1 at home in the Premier League on Saturday 9 March.")


def test_unknown_clubs_are_said_to_be_unknown():
    preview = stories.preview_of(stories.unknown_clubs(), None)
    occasion, home, away, meetings = told(preview, MATCH_PREVIEW)
    assert occasion == "Eastville and Westville meet in the FA Cup first round."
    for said, name in ((home, "Eastville"), (away, "Westville")):
        assert name in said
        assert re.search(r"\b[Nn]o match\b.+\bon record\b|\b[Oo]n record\b.+\bno match\b", said)
    assert meetings == "Eastville and Westville have not met before on record."
    assert told(preview, "team news")[0] == (
        "No team news of Eastville is on record; availability reports would fill this part."
    )
    assert told(preview, "possible line-ups")[0] == (
        "No recent line-up of Eastville is on record; elevens of this season's matches would fill this part."
    )
    unknown = "No forecast could be made: too few matches of the two sides are on record."
    assert told(preview, "we say") == [unknown]
    assert preview.to_dict()["lineups"]["home"]["known"] is False


def test_a_last_eleven_is_never_called_a_prediction():
    preview = second_leg()
    assert told(preview, "possible line-ups")[1].startswith("No line-up of Liverpool is predicted in this edition")
    lineup = preview.to_dict()["lineups"]["away"]
    assert lineup["known"] is False
    assert lineup["basis"] == "the last eleven on record, against Crystal Palace on Sunday 14 April"
    assert {player["p_start"] for player in lineup["eleven"]} == {None}
    assert [player["player"] for player in lineup["eleven"] if player["doubtful"]] == ["Wataru Endo"]


def test_the_data_analysis_adds_up():
    analysis = told(second_leg(), "data analysis")
    assert analysis[0].startswith("After 90 minutes: Atalanta 28%, draw 31%, Liverpool 41%.")
    assert "The likeliest scores of a draw are 1-1 (12.0%), 3-3 (8.0%) and 0-0 (6.0%)." in analysis[0]
    assert analysis[2] == (
        "To go through: Atalanta 93%, Liverpool 7%. The tie is decided in 90 minutes with a chance of 96%, "
        "in extra time with 2% and on penalties with 2%."
    )


def test_a_level_aggregate_names_the_likelier_side():
    tie = {**stories.SECOND_LEG_TIE, "predicted_aggregate": {"home": 4, "away": 4}}
    story = stories.second_leg()
    said = told(stories.preview_of(story, b.forecast(story.fixture, tie=tie, score=(1, 4))), "we say")[0]
    assert said == "Atalanta 1-4 Liverpool (4-4 on aggregate, Atalanta the likelier to go through)."


@pytest.mark.parametrize("kind", stories.KINDS)
def test_every_claim_cited_is_in_the_document(kind: str):
    preview = stories.preview_of(stories.KINDS[kind](), None)
    ids = {claim.id for claim in preview.claims}
    assert ids == {id_ for sentence in sentences(preview) for id_ in sentence.claims}


NUMBER = re.compile(r"\d+(?:-\d+)?|\b(?:" + "|".join(_NUMBERS[1:]) + r")\b")


@pytest.mark.parametrize("kind", stories.KINDS)
def test_every_number_of_the_match_preview_is_one_of_its_claims(kind: str):
    preview = stories.preview_of(stories.KINDS[kind](), None)
    statements = {claim.id: claim.statement for claim in preview.claims}
    for paragraph in preview.section(MATCH_PREVIEW).paragraphs:
        for sentence in paragraph.sentences:
            proved = " ".join(statements[id_] for id_ in sentence.claims)
            assert set(NUMBER.findall(sentence.text)) <= set(NUMBER.findall(proved))


@pytest.mark.parametrize("kind", stories.KINDS)
def test_no_claim_is_told_twice_in_the_match_preview(kind: str):
    preview = stories.preview_of(stories.KINDS[kind](), None)
    ids = [id_ for p in preview.section(MATCH_PREVIEW).paragraphs for s in p.sentences for id_ in s.claims]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", stories.KINDS)
def test_sentences_end_once_and_repeat_no_word(kind: str):
    for sentence in sentences(stories.preview_of(stories.KINDS[kind](), None)):
        assert re.search(r"[^.]\.$", sentence.text)
        assert not re.search(r"\b([A-Za-z]+) \1\b", sentence.text)
        assert "  " not in sentence.text


def test_the_same_input_makes_the_same_edition():
    assert second_leg().to_dict() == second_leg().to_dict()


def test_the_hash_covers_every_word():
    preview = second_leg()
    assert dataclasses.replace(preview, headline="Another").hash != preview.hash
    assert preview.to_dict()["edition"]["hash"] == preview.hash


def test_an_eleven_of_long_ago_is_not_shown():
    story = stories.second_leg()
    old = dataclasses.replace(story.lineups[stories.LIVERPOOL.id][0], date=dt.date(2023, 5, 28))
    preview = stories.preview_of(dataclasses.replace(story, lineups={stories.LIVERPOOL.id: (old,)}), None)
    assert preview.to_dict()["lineups"]["away"]["eleven"] == []
    assert told(preview, "possible line-ups")[-1].startswith("No recent line-up of Liverpool is on record")


def test_a_player_is_told_with_reason_return_and_source():
    story = stories.second_leg()
    news = (
        b.report(stories.LIVERPOOL, "Ben Doak", "out", "2024-04-17", reason="knee injury", expected_return="unknown"),
        b.report(stories.LIVERPOOL, "Conor Bradley", "out", "2024-04-17", reason="ankle", expected_return="in May"),
    )
    preview = stories.preview_of(dataclasses.replace(story, reports={stories.LIVERPOOL.id: news}), None)
    assert told(preview, "team news")[1] == (
        "Ben Doak is out: knee injury (The Daily, seen Wednesday 17 April). Conor Bradley is out: ankle; expected "
        "return: in May; in the last eleven on record, against Crystal Palace on Sunday 14 April "
        "(The Daily, seen Wednesday 17 April)."
    )


def test_nobody_goes_through_from_a_final():
    story = stories.neutral_final()
    tie = {**stories.SECOND_LEG_TIE, "leg": 1, "aggregate_before": None}
    analysis = told(stories.preview_of(story, b.forecast(story.fixture, tie=tie)), "data analysis")
    assert analysis[2].startswith("To win the final: Atalanta 93%, Bayer Leverkusen 7%.")


@pytest.mark.parametrize("kind", stories.KINDS)
def test_they_are_them_where_a_sentence_does_something_to_them(kind: str):
    preview = stories.preview_of(stories.KINDS[kind](), None)
    text = " ".join(told(preview, MATCH_PREVIEW))
    assert not re.search(r"\bgave they\b", text)


def test_we_say_may_join_the_chances_to_what_speaks_for_them():
    """Whatever the build, the favourite's chance is said and its claim is cited in the section."""
    story = stories.league()
    section = stories.preview_of(story, b.forecast(story.fixture, score=(2, 0))).section("we say")
    text = " ".join(s.text for s in section.paragraphs[1].sentences)
    assert re.search(r"\d+%", text)
    assert any(s.claims for s in section.paragraphs[1].sentences)
