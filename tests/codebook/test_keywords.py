"""Keyword rules: what an entry among the keywords of a code means."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.book import Codebook
from codebook.checks import check_keywords
from codebook.errors import CodebookError
from codebook.keywords import Keyword, RuleKind, faults, parse, split_keywords, telling_words, understood
from codebook.readers import read_codebook
from codebook.writers import to_csv, to_yaml, write_codebook

RULES = ("image", "réseau social", '"prise de parole"', "=SEO", "valid*", "-mirage", '-"image animée"', "/valid(er|é)/")
ODD = ("/a{1,3}; b/", '"oui, mais"', "-/x,y/", "-=non", "👍", "et/ou", "l'image", "/a/b/", "'image")


@pytest.mark.parametrize(
    ("written", "kind", "text", "excluded"),
    [
        ("image", RuleKind.WORDS, "image", False),
        (" réseau social ", RuleKind.WORDS, "réseau social", False),
        ('"prise de parole"', RuleKind.PHRASE, "prise de parole", False),
        ("« prise de parole »", RuleKind.PHRASE, "prise de parole", False),
        ("=SEO", RuleKind.EXACT, "SEO", False),
        ("/valid(er|é)/", RuleKind.PATTERN, "valid(er|é)", False),
        ("/a/b/", RuleKind.PATTERN, "a/b", False),
        ("et/ou", RuleKind.WORDS, "et/ou", False),
        ("-image", RuleKind.WORDS, "image", True),
        ('- "image animée"', RuleKind.PHRASE, "image animée", True),
        ("-=SEO", RuleKind.EXACT, "SEO", True),
        ("-/x+/", RuleKind.PATTERN, "x+", True),
        ("sous-titre", RuleKind.WORDS, "sous-titre", False),
        ("👍", RuleKind.WORDS, "👍", False),
    ],
)
def test_the_first_sign_says_what_kind_of_rule_it_is(written, kind, text, excluded):
    assert parse(written) == Keyword(kind, text, excluded)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "is empty"),
        ("-", "is empty"),
        ("=", "is empty"),
        ('""', "is empty"),
        ("//", "is empty"),
        ('-" "', "is empty"),
        ('"deux mots', "does not close it"),
        ('-"deux', "does not close it"),
        ('"deux" mots', "at character 7"),
        ('-"deux" mots', "at character 8"),
        ("/valid", "no slash at its end"),
        ("/", "no slash at its end"),
        ("/valid(er/", "at character 7: missing )"),
        ("/a{3,1}/", "at character 4: min repeat greater than max repeat"),
        ("-/*/", "at character 3: nothing to repeat"),
        (f"/{'a' * 501}/", "longer than 500 characters"),
    ],
)
def test_what_is_no_rule_is_refused_with_what_and_where(written, said):
    with pytest.raises(CodebookError) as refused:
        parse(written)
    assert said in refused.value.message
    assert refused.value.hint
    assert "\n" not in str(refused.value)
    assert len(refused.value.message) < 200


def test_a_pattern_that_later_versions_of_python_read_otherwise_warns_nobody(recwarn):
    assert parse("/[[a]/").kind is RuleKind.PATTERN
    assert not recwarn.list


def test_a_pattern_that_nests_too_deep_is_refused_like_any_other():
    with pytest.raises(CodebookError):
        parse("/" + "(" * 250 + ")" * 249 + "/")


@given(st.text(max_size=40))
def test_every_text_is_a_rule_or_refused_with_a_sentence(text):
    try:
        rule = parse(text)
    except CodebookError as refused:
        assert refused.hint
    else:
        assert rule.text.strip()
        assert parse(rule.written) == rule


def test_entries_that_are_no_rules_are_left_out_and_told():
    keywords = ("image", '"ouvert', "-", "projet")
    assert [rule.text for rule in understood(keywords)] == ["image", "projet"]
    assert set(faults(keywords)) == {'"ouvert', "-"}


def test_exclusions_and_patterns_tell_nothing_about_a_code_in_words():
    assert telling_words(RULES) == ("image", "réseau social", "prise de parole", "SEO", "valid*")


# -- in files --------------------------------------------------------------------------------------------------------


def book_with(*keywords: str) -> Codebook:
    made = Codebook()
    return made.add(made.new_code("Image", "fr", short="IMAGE", keywords=keywords))


@pytest.mark.parametrize("ending", [".yaml", ".csv"])
@pytest.mark.parametrize(
    "keywords", [RULES, ODD, ("image",), ("/a,b/",), ("-mot",), ("=mot", "b"), ('"a"',), RULES + ODD]
)
def test_rules_come_back_from_a_file_as_they_were(tmp_path: Path, ending, keywords):
    path = tmp_path / f"codes{ending}"
    write_codebook(book_with(*keywords), path)
    assert read_codebook(path, language="fr").codes[0].keywords == keywords


def test_what_a_spreadsheet_takes_for_a_formula_is_guarded_in_csv():
    assert "'=SEO; b" in to_csv(book_with("=SEO", "b"))
    assert "'-mirage" in to_csv(book_with("-mirage"))


def test_quotation_marks_of_a_phrase_are_quoted_in_yaml():
    assert "'\"prise de parole\"'" in to_yaml(book_with('"prise de parole"'))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("image, réputation", ["image", "réputation"]),
        ("image; mots, deux", ["image", "mots, deux"]),
        ("image\nmots; deux, trois", ["image", "mots; deux, trois"]),
        ('image, "oui, mais", -/a{1,3}/', ["image", '"oui, mais"', "-/a{1,3}/"]),
        ("/a{1,2}/", ["/a{1,2}/"]),
        ("/r/quebec, image", ["/r/quebec", "image"]),
        ('"oui, image', ['"oui', "image"]),
        ("5 \" d'écart, image", ["5 \" d'écart", "image"]),
        ("/a, b/, /c, d/", ["/a, b/", "/c, d/"]),
        ("", []),
    ],
)
def test_a_cell_is_cut_at_its_separators_but_not_inside_phrases_and_patterns(typed, words):
    assert [word.strip() for word in split_keywords(typed)] == words


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("codes.yaml", "- label: A\n- label: B\n  keywords: [image, '\"deux']\n", 2),
        ("codes.csv", "label,keywords\nA,image\nB,/valid(er/\n", 3),
    ],
)
def test_a_file_with_a_faulty_rule_is_refused_with_its_line(tmp_path: Path, name, text, line):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=rf"Line {line} of {name}: The (rule|pattern)"):
        read_codebook(path, language="fr")


def test_a_codebook_that_has_a_faulty_rule_already_still_opens_and_changes():
    book = book_with('"ouvert', "image")
    code = book.codes[0]
    with pytest.raises(CodebookError):
        check_keywords(code)
    assert book.change(code.uuid, definition="Autre.").codes[0].keywords == ('"ouvert', "image")
    assert Codebook((replace(code, short="I"),)).codes[0].keywords == ('"ouvert', "image")
