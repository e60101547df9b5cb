import pytest

from workbench.tui.widgets.line_completion import Field, candidates, word_at

FIELDS = (
    Field("layer", "Codings of", (("MA", "Maude"), ("JT", "Julien"), ("consensus", ""))),
    Field("transcripts", "Transcripts", (("I-05", ""), ("I-06", ""), ("I-07", "")), many=True),
    Field("category", "Catégorie", (("gestion de l'État", ""), ("santé et services sociaux", ""))),
    Field("hours_per_week", "Heures par semaine", ordered=True),
    Field("mention", "Mentions", (("prompted", "suscitées"), ("spontaneous", "spontanées"))),
)


def _texts(line: str, cursor: int | None = None) -> list[str]:
    return [one.text for one in candidates(line, len(line) if cursor is None else cursor, FIELDS)]


def _taken(line: str) -> str:
    return candidates(line, len(line), FIELDS)[0].put_into(line)[0]


def test_an_empty_line_offers_the_names():
    assert _texts("") == ["layer=", "transcripts=", "category=", "hours_per_week", "mention="]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("la", "layer="),
        ("cat", "category="),
        ("semaine", "hours_per_week"),
        ("codings", "layer="),
        ("trancsripts", "transcripts="),
    ],
)
def test_a_name_is_found_by_its_letters_its_title_or_nearly(typed, first):
    assert _texts(typed)[0] == first


def test_behind_a_name_come_its_values():
    assert _texts("layer=") == ["layer=MA ", "layer=JT ", "layer=consensus "]
    assert _texts("layer=jul") == ["layer=JT "]
    assert _texts("mention=spontanées") == ["mention=spontaneous "]


def test_of_several_values_those_that_stand_there_are_left_out():
    assert _texts("transcripts=I-05,") == ["transcripts=I-05,I-06", "transcripts=I-05,I-07"]


def test_a_value_with_blanks_is_quoted_and_can_be_gone_on_with():
    line = _taken("category=sante")
    assert line == '"category=santé et services sociaux" '
    assert _texts(line) == _texts("")
    assert _texts('"category=santé et s') == ['"category=santé et services sociaux" ']


def test_other_relations_offer_the_values_too():
    assert _texts("category!=gest") == ['"category!=gestion de l\'État" ']


def test_the_word_at_the_cursor_is_completed_and_the_others_stay():
    line = "lay mention=prompted"
    found = candidates(line, 3, FIELDS)[0]
    assert found.put_into(line) == ("layer= mention=prompted", 6)


def test_words_are_parted_by_blanks_outside_of_quotation_marks():
    assert word_at('a "b c" d', 5) == (2, 7)
    assert word_at("ab  cd", 3) == (3, 3)
    assert word_at("", 0) == (0, 0)


def test_an_unknown_name_offers_nothing():
    assert _texts("colour=r") == []
    assert _texts("zzzzzz") == []
