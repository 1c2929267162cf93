"""Small turns of phrase."""

from pressbox.preview.news_words import mid_sentence


def test_a_reason_loses_its_capital_after_a_colon_unless_it_is_a_name():
    assert mid_sentence("Knee injury") == "knee injury"
    assert mid_sentence("Achilles injury") == "Achilles injury"
    assert mid_sentence("Bajcetic returned to training") == "Bajcetic returned to training"
