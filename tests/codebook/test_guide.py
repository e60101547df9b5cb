"""Interview guides and attributes from files."""

import pytest

from codebook.attributes import read_attributes
from codebook.errors import CodebookError
from codebook.guide import guide_from_text, guide_from_yaml, read_guide
from codebook.guide_writer import write_guide
from codebook.shipped import CODEBOOKS, read_template


def text(words: str):
    return guide_from_text(words, name="guide.txt", language="fr")


def summary(guide) -> list[tuple[str, list[tuple[str, str, tuple[str, ...]]]]]:
    return [
        (section.title, [(question.name, question.text, question.codes) for question in section.questions])
        for section in guide.sections
    ]


def test_an_indented_text_gives_sections_questions_codes_and_follow_ups():
    guide = text("Objectifs\n  Q1. Pourquoi ? [OBJ, IMAGE]\n     - Et encore ?\n  2) Quand ?\n\nBilan\n\tEt alors ?\n")
    assert summary(guide) == [
        ("Objectifs", [("Q1", "Pourquoi ?", ("OBJ", "IMAGE")), ("Q2", "Quand ?", ())]),
        ("Bilan", [("Q3", "Et alors ?", ())]),
    ]
    assert guide.questions[0].follow_ups == ("Et encore ?",)


def test_a_plain_list_is_a_guide_without_sections():
    assert summary(text("1. Pourquoi ?\n2. Comment ?\n")) == [("", [("Q1", "Pourquoi ?", ()), ("Q2", "Comment ?", ())])]


def test_titles_of_a_marked_text_are_the_lines_with_a_hash():
    assert summary(text("# Un\n- Pourquoi ?\n## Deux\n- Comment ?\n")) == [
        ("Un", [("Q1", "Pourquoi ?", ())]),
        ("Deux", [("Q2", "Comment ?", ())]),
    ]


FORMS = {
    "numbers under bare titles": "Objectifs\n1. Pourquoi ? [OBJ]\n2) Quand ?\n\nBilan :\n3 - Et alors ?\n",
    "dashes under bare titles": "Objectifs\n- Pourquoi ? → OBJ\n• Quand ?\nBilan\n– Et alors ?\n",
    "hashes": "# Objectifs\nPourquoi ? -> OBJ\nQuand ?\n# Bilan\nEt alors ?\n",
    "hashes under a title": "# Guide\n## Objectifs\n- Pourquoi ? [OBJ]\n- Quand ?\n## Bilan\n- Et alors ?\n",
    "rules": "Objectifs\n=========\nPourquoi ? [OBJ]\nQuand ?\n\nBilan\n-----\nEt alors ?\n",
    "bold": "**Objectifs**\n1. Pourquoi ? [OBJ]\n2. Quand ?\n**Bilan** :\n3. Et alors ?\n",
    "dotted numbers": "1. Objectifs\n1.1 Pourquoi ? [OBJ]\n1.2 Quand ?\n2. Bilan\n2.1. Et alors ?\n",
    "indented": "1. Objectifs\n   Pourquoi ? => OBJ\n   Quand ?\n2. Bilan\n   Et alors ?\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_many_ways_to_write_a_guide_give_the_same_one(form):
    sections = text(FORMS[form]).sections
    assert [section.title.lstrip("12. ") for section in sections] == ["Objectifs", "Bilan"]
    assert [[question.text for question in section.questions] for section in sections] == [
        ["Pourquoi ?", "Quand ?"],
        ["Et alors ?"],
    ]
    assert [question.codes for section in sections for question in section.questions] == [("OBJ",), (), ()]
    assert all(not question.follow_ups for section in sections for question in section.questions)


def test_dashes_under_numbered_questions_are_follow_ups_with_or_without_indentation():
    for words in ("1. Pourquoi ?\n- Qui ?\n2. Quand ?\n", "1. Pourquoi ?\n   - Qui ?\n2. Quand ?\n"):
        assert [(one.name, one.follow_ups) for one in text(words).questions] == [("Q1", ("Qui ?",)), ("Q2", ())]


def test_a_title_over_everything_is_the_title_of_the_guide():
    assert text("# Mon guide\n## Un\nPourquoi ?\n").title == "Mon guide"


def test_names_that_questions_bring_along_are_not_given_to_others():
    assert [one.name for one in text("Pourquoi ?\nQ1. Comment ?\n").questions] == ["Q2", "Q1"]


def test_a_written_guide_reads_back_as_it_was(tmp_path):
    guide = guide_from_text(
        '# Guide\n## Un : deux\nQ7. Pourquoi ? [OBJ, A B]\n## "#"\n1. Non\n- yes\n', name="g", language="fr"
    )
    write_guide(guide, tmp_path / "g.yaml")
    again = read_guide(tmp_path / "g.yaml", "en")
    assert (again.title, summary(again)) == (guide.title, summary(guide))
    assert [one.follow_ups for one in again.questions] == [(), ("yes",)]


def test_a_guide_is_written_as_yaml_only_and_where_there_is_a_folder(tmp_path):
    guide = text("Pourquoi ?")
    with pytest.raises(CodebookError, match=r"g.docx"):
        write_guide(guide, tmp_path / "g.docx")
    with pytest.raises(CodebookError, match="cannot be written"):
        write_guide(guide, tmp_path / "nowhere" / "g.yaml")


def test_every_question_has_an_identity_of_its_own():
    guide = text("Pourquoi ?\nComment ?")
    assert len({question.uuid for question in guide.questions}) == 2


def test_a_year_at_the_beginning_of_a_question_is_no_name():
    assert text("En 2012 : pourquoi ?").questions[0].text == "En 2012 : pourquoi ?"


def test_questions_in_yaml_may_be_plain_texts():
    guide = guide_from_yaml(
        "sections:\n- title: Un\n  questions:\n  - Q7. Pourquoi ? [OBJ]\n  - {text: {en: How?}, codes: 'TON; AUTO'}\n",
        name="g.yaml",
        language="fr",
    )
    assert summary(guide) == [("Un", [("Q7", "Pourquoi ?", ("OBJ",)), ("Q2", "How?", ("TON", "AUTO"))])]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "Line 1 of guide.txt: there are no questions here."),
        ("Objectifs\n  Q1. Un ?\n  Q1. Deux ?\n", 'Line 3 of guide.txt: "Q1" is already the name of the question on'),
        ("Objectifs\n  [OBJ]\n", "Line 2 of guide.txt: this question has no words."),
    ],
)
def test_what_is_wrong_in_a_guide_is_said_with_its_line(words, message):
    with pytest.raises(CodebookError) as caught:
        text(words)
    assert caught.value.message.startswith(message) and caught.value.hint


def test_a_guide_file_is_read_by_its_ending(tmp_path):
    (tmp_path / "g.md").write_text("# Un\n- Pourquoi ?", encoding="utf-8")
    (tmp_path / "g.yml").write_text("sections: [{questions: [Pourquoi ?]}]", encoding="utf-8")
    assert read_guide(tmp_path / "g.md", "fr").questions[0].text == "Pourquoi ?"
    assert read_guide(tmp_path / "g.yml", "fr").questions[0].text == "Pourquoi ?"
    with pytest.raises(CodebookError, match=r"g.pdf is no guide"):
        read_guide(tmp_path / "g.pdf", "fr")


def test_a_code_that_the_codebook_lacks_is_refused_when_the_question_is_linked():
    question = text("Pourquoi ? [IMAJE]").questions[0]
    with pytest.raises(CodebookError, match="IMAJE") as caught:
        question.codes_in(read_template(CODEBOOKS[0], "fr"))
    assert "IMAGE" in caught.value.hint


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("attributes: [{kind: text}]", "this attribute has no name"),
        ("attributes: [{name: a, kind: colour}]", '"colour" is no kind of attribute'),
        ("attributes: [{name: a}, {name: A}]", '"A" stands here a second time'),
        ("attributes: [{name: a, size: 3}]", '"size" is no field here'),
    ],
)
def test_what_is_wrong_in_attributes_is_said(tmp_path, words, message):
    (tmp_path / "p.yaml").write_text(words, encoding="utf-8")
    with pytest.raises(CodebookError, match=message):
        read_attributes(tmp_path / "p.yaml", "fr")


def test_an_attribute_is_a_text_unless_it_says_otherwise(tmp_path):
    (tmp_path / "p.yaml").write_text("attributes: [{name: ville, label: Ville}]", encoding="utf-8")
    (attribute,) = read_attributes(tmp_path / "p.yaml", "fr")
    assert (attribute.kind, attribute.label("en"), attribute.choices) == ("text", "Ville", ())
