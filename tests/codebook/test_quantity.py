"""Words of quantity: every count has exactly one phrase, and the phrase leads back to the count."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.errors import CodebookError
from codebook.quantity import Measure, QuantityRule, QuantityTable, written_bound
from codebook.quantity_defaults import default_rules, default_table
from codebook.quantity_files import read_bound, rules_from
from codebook.quantity_phrases import Noun

ELEVEN = {
    "fr": (
        "aucun répondant",
        "un seul répondant",
        "deux répondants",
        "une minorité de répondants",
        "plusieurs répondants",
        "plusieurs répondants",
        "une majorité de répondants",
        "une majorité de répondants",
        "la plupart des répondants",
        "la plupart des répondants",
        "la quasi-totalité des répondants",
        "l’ensemble des répondants",
    ),
    "en": (
        "none of the participants",
        "a single participant",
        "two participants",
        "a minority of participants",
        "several participants",
        "several participants",
        "a majority of participants",
        "a majority of participants",
        "most participants",
        "most participants",
        "nearly all participants",
        "all participants",
    ),
}
WOMEN = Noun("intervenante", "intervenantes", feminine=True)
languages = st.sampled_from(["fr", "en"])


@pytest.mark.parametrize("language", ELEVEN)
def test_eleven_participants_are_worded_as_the_article_does(language):
    table = default_table(language)
    assert tuple(table.say(count, 11, with_count=False) for count in range(12)) == ELEVEN[language]


def test_the_figures_stand_beside_the_words_unless_asked_otherwise():
    assert default_table("fr").say(8, 11) == "la plupart des répondants (8 sur 11)"
    assert default_table("en").say(6, 12) == "half of the participants (6 of 12)"
    assert default_table("fr").say(8, 11, with_count=False) == "la plupart des répondants"


def test_noun_gender_and_elision_agree():
    table = default_table("fr", noun=WOMEN)
    said = [table.say(count, 11, with_count=False) for count in (0, 1, 6, 11)]
    assert said == [
        "aucune intervenante",
        "une seule intervenante",
        "une majorité d’intervenantes",
        "l’ensemble des intervenantes",
    ]


@pytest.mark.parametrize(
    ("language", "count", "total", "said"),
    [
        ("fr", 0, 4, "0 répondant sur 4"),
        ("fr", 1, 1, "1 répondant sur 1"),
        ("fr", 3, 4, "3 répondants sur 4"),
        ("en", 1, 3, "1 of 3 participants"),
        ("en", 1, 1, "1 of 1 participant"),
        ("fr", 0, 0, "0 répondant sur 0"),
    ],
)
def test_below_the_minimum_the_bare_count_is_given(language, count, total, said):
    assert default_table(language).say(count, total, with_count=False) == said


@given(languages, st.integers(5, 400), st.data())
def test_every_count_has_one_phrase_and_reading_it_back_contains_the_count(language, total, data):
    count = data.draw(st.integers(0, total))
    table = default_table(language, noun=data.draw(st.sampled_from([WOMEN, Noun("people", "people"), Noun("x", "xs")])))
    for with_count in (True, False):
        read = table.read(table.say(count, total, with_count=with_count))
        assert read is not None
        assert read.holds(count, total)
        assert count in table.counts(read, total)


@given(languages, st.integers(5, 60))
def test_the_phrases_share_all_counts_out_among_them(language, total):
    table = default_table(language)
    heads = {rule.bounds: rule for rule in table.rules}.values()
    told = sorted(count for rule in heads for count in table.counts(rule, total))
    assert told == list(range(total + 1))


@given(st.lists(st.fractions(0, 1), min_size=1, max_size=6, unique=True), st.integers(1, 40), st.data())
def test_any_table_that_is_accepted_words_every_count(borders, total, data):
    ends = sorted({0.0, 1.0, *(float(border) for border in borders)})
    rules = [
        QuantityRule(f"words {place} {{nouns}}", Measure.SHARE, least, most)
        for place, (least, most) in enumerate(pairwise(ends))
    ]
    table = QuantityTable("en", tuple(data.draw(st.permutations(rules))), minimum=1)
    for count in range(total + 1):
        assert sum(count in table.counts(rule, total) for rule in rules) == 1


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("La plupart des intervenants", 2 / 3, 0.85),
        ("la grande majorité des personnes interrogées (9 sur 11)", 2 / 3, 0.85),
        ("presque toutes les intervenantes", 0.85, 1),
        ("L'ensemble des répondants", 0, 0),
        ("quelques-unes des organisations", 0, 0.2),
        ("une majorité d’organismes publics", 0.5, 2 / 3),
    ],
)
def test_synonyms_and_other_nouns_are_read(text, least, most):
    read = default_table("fr").read(text)
    assert read is not None
    assert (read.least, read.most) == (least, most)


@pytest.mark.parametrize(
    "text", ["", "la plupart", "beaucoup de répondants", "la plupart des répondants souhaitent, eux,"]
)
def test_other_words_are_not_read(text):
    assert default_table("fr").read(text) is None


def without(phrase: str) -> tuple[QuantityRule, ...]:
    return tuple(rule for rule in default_rules("fr") if not rule.phrase.startswith(phrase))


def test_a_gap_is_refused_with_its_bounds():
    rules = tuple(rule for rule in default_rules("fr") if (rule.least, rule.most) != (2 / 3, 0.85))
    with pytest.raises(CodebookError, match=r"shares from 2/3 to 0\.85"):
        QuantityTable("fr", rules)


def test_a_table_that_does_not_begin_at_nothing_or_end_at_all_is_refused():
    with pytest.raises(CodebookError, match=r"shares from 0 to 0\.2"):
        QuantityTable("fr", tuple(rule for rule in default_rules("fr") if (rule.least, rule.most) != (0, 0.2)))
    with pytest.raises(CodebookError, match=r"shares from 0\.85 to 1"):
        QuantityTable("fr", tuple(rule for rule in default_rules("fr") if (rule.least, rule.most) != (0.85, 1)))


@pytest.mark.parametrize(
    "rule",
    [
        QuantityRule("beaucoup {de}{nouns}", Measure.SHARE, 0.6, 0.7),
        QuantityRule("deux ou trois {nouns}", Measure.COUNT, 2, 3),
        QuantityRule("tous sauf un", Measure.MISSING, 0, 1),
    ],
)
def test_an_overlap_is_refused_with_both_phrases(rule):
    with pytest.raises(CodebookError, match="both stand for") as told:
        QuantityTable("fr", (*default_rules("fr"), rule))
    assert rule.phrase in str(told.value)


def test_what_is_exact_goes_before_a_range_without_clashing():
    table = QuantityTable("fr", (*without("deux"), QuantityRule("deux ou trois {nouns}", Measure.COUNT, 2, 3)))
    assert table.say(3, 11, with_count=False) == "deux ou trois répondants"
    table = QuantityTable("fr", (*without("?"), QuantityRule("tous les {nouns} sauf un", Measure.MISSING, 1, 1)))
    assert table.say(10, 11) == "tous les répondants sauf un (10 sur 11)"


@pytest.mark.parametrize(
    "rule",
    [
        QuantityRule("x", Measure.SHARE, 0.5, 1.5),
        QuantityRule("x", Measure.COUNT, 2.5, 3),
        QuantityRule("x", Measure.COUNT, 3, 2),
        QuantityRule("x", Measure.COUNT, 3, float("inf")),
        QuantityRule("x", Measure.SHARE, float("nan"), 0.5),
        QuantityRule("", Measure.COUNT, 40, 40),
        QuantityRule("{noms}", Measure.COUNT, 40, 40),
        QuantityRule("{nouns", Measure.COUNT, 40, 40),
        QuantityRule("l’ensemble  des {nouns}", Measure.COUNT, 40, 40),
    ],
)
def test_bounds_and_phrases_that_mean_nothing_are_refused(rule):
    with pytest.raises(CodebookError):
        QuantityTable("fr", (*default_rules("fr"), rule))


def test_more_than_all_is_no_quantity():
    for count, total in ((12, 11), (-1, 11)):
        with pytest.raises(CodebookError):
            default_table("fr").say(count, total)


def test_a_minimum_below_one_is_refused():
    with pytest.raises(CodebookError):
        replace(default_table("fr"), minimum=0)


@pytest.mark.parametrize(
    ("written", "value"), [("2/3", 2 / 3), ("85 %", 0.85), ("0,5", 0.5), ("3", 3.0), ("1/0", None), ("tout", None)]
)
def test_bounds_are_read_as_people_write_them(written, value):
    assert read_bound(written) == value


@given(st.fractions(0, 1).map(float))
def test_a_bound_that_was_written_reads_back_the_same(value):
    assert read_bound(written_bound(value)) == value


def test_a_table_from_a_file_is_read_by_language():
    text = (
        "langue;expression;mesure;minimum;maximum;exemple\n"
        "fr;tous les {nouns};manquants;0;0;x\nen;all {nouns};missing;0;0;\n"
    )
    assert rules_from(text, name="q.csv") == {
        "fr": (QuantityRule("tous les {nouns}", Measure.MISSING, 0, 0),),
        "en": (QuantityRule("all {nouns}", Measure.MISSING, 0, 0),),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("language,phrase,measure,least\n", "no column most"),
        ("language,phrase,measure,least,most\nde,alle,count,1,1\n", '"de" is no language'),
        ("language,phrase,measure,least,most\nfr,tous,weight,1,1\n", '"weight" is no measure'),
        ("language,phrase,measure,least,most\nfr,tous,count,un,1\n", '"un" is no quantity'),
        ("language,phrase,measure,least,most\n", "no phrase"),
        ('language,phrase,measure,least,most\nfr,"tous,count,1,1\n', "cannot be read"),
    ],
)
def test_a_faulty_file_is_told_with_its_line(text, said):
    with pytest.raises(CodebookError, match=said) as told:
        rules_from(text, name="q.csv")
    assert "q.csv" in str(told.value)
