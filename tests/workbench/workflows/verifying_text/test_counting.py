"""What a manuscript counts: numbers in two languages, words of quantity, and which code they are about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codebook.book import Codebook
from codebook.quantity_defaults import default_table
from codebook.shipped import read_template
from transcripts.spans import Span
from workbench.workflows.verifying_text.naming import Naming, nearest
from workbench.workflows.verifying_text.numbers import WORDS, Numbers
from workbench.workflows.verifying_text.quantities import Quantities


def claims(text: str, language: str = "fr") -> list[tuple]:
    return [(one.span.cut(text), one.count, one.total, one.share) for one in Numbers(language).claims(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6 répondants sur 11", [("6 répondants sur 11", 6, 11, None)]),
        ("six des onze", [("six des onze", 6, 11, None)]),
        ("Dix des onze personnes rencontrées", [("Dix des onze personnes rencontrées", 10, 11, None)]),
        ("six répondants sur onze (6/11)", [("six répondants sur onze", 6, 11, None), ("6/11", 6, 11, None)]),
        ("54\u00a0% des répondants", [("54\u00a0% des répondants", None, None, 0.54)]),
        ("54,5 % d’entre eux", [("54,5 %", None, None, 0.545)]),
        ("vingt et une personnes", [("vingt et une personnes", 21, None, None)]),
        (
            "vingt-trois personnes sur quatre-vingt-dix-neuf",
            [("vingt-trois personnes sur quatre-vingt-dix-neuf", 23, 99, None)],
        ),
        ("trois organismes publics", [("trois organismes publics", 3, None, None)]),
        ("huit heures par semaine, le 12/05/2024, I-05 sur 11, version 2.0", []),
        ("un répondant et une participante", []),
        ("12 sur 11", []),
    ],
)
def test_french_counts(text, found):
    assert claims(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6 of 11", [("6 of 11", 6, 11, None)]),
        ("six of the eleven participants", [("six of the eleven participants", 6, 11, None)]),
        ("six out of eleven", [("six out of eleven", 6, 11, None)]),
        ("54% of participants", [("54% of participants", None, None, 0.54)]),
        ("54.5 per cent", [("54.5 per cent", None, None, 0.545)]),
        ("twenty-one people", [("twenty-one people", 21, None, None)]),
        ("one participant, two hours, 3.5 of 11", []),
    ],
)
def test_english_counts(text, found):
    assert claims(text, "en") == found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_number_below_a_hundred_can_be_written(language):
    assert set(range(100)) <= set(WORDS[language].values())


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("soixante et onze", 71),
        ("soixante-dix-sept", 77),
        ("quatre-vingts", 80),
        ("quatre-vingt-un", 81),
        ("vingt-et-un", 21),
    ],
)
def test_french_numbers_that_are_written_oddly(word, number):
    assert WORDS["fr"][word] == number


@given(st.integers(2, 99), st.integers(2, 99), st.sampled_from(["fr", "en"]))
def test_a_count_in_words_is_the_same_as_in_figures(left, right, language):
    count, total = sorted((left, right))
    spelled = {number: word for word, number in WORDS[language].items()}
    of = {"fr": "sur", "en": "of"}[language]
    (in_words,) = Numbers(language).claims(f"{spelled[count]} {of} {spelled[total]}")
    (in_figures,) = Numbers(language).claims(f"{count} {of} {total}")
    assert (in_words.count, in_words.total) == (in_figures.count, in_figures.total) == (count, total)


def quantities(text: str, language: str = "fr") -> list[tuple[str, str | None]]:
    found = Quantities(default_table(language)).find(text)
    return [(one.span.cut(text), one.rule and one.rule.phrase) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La plupart des répondants publient", [("La plupart des répondants", "la plupart des {nouns}")]),
        (
            "Presque toutes les intervenantes",
            [("Presque toutes les intervenantes", "presque {tous|toutes} les {nouns}")],
        ),
        ("la plupart d’entre eux", [("la plupart d’entre eux", "la plupart des {nouns}")]),
        ("Plusieurs évoquent la veille", [("Plusieurs", "plusieurs {nouns}")]),
        ("Une seule personne interrogée", [("Une seule personne interrogée", "{un seul|une seule} {noun}")]),
        ("Aucun n’évoque la veille", [("Aucun", "{aucun|aucune} {noun}")]),
        ("une majorité d’organismes publics", [("une majorité d’organismes publics", "une majorité {de}{nouns}")]),
        ("Certains répondants", [("Certains répondants", None)]),
        ("plusieurs publications par jour, tous les médias, la plupart du temps, une minorité visible", []),
    ],
)
def test_french_words_of_quantity(text, found):
    assert quantities(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Most participants agree", [("Most participants", "most {nouns}")]),
        ("Most of them agree", [("Most of them", "most {nouns}")]),
        ("Nearly all of the interviewees", [("Nearly all of the interviewees", "nearly all of the {nouns}")]),
        ("Several mention it", [("Several", "several {nouns}")]),
        ("None of the respondents", [("None of the respondents", "none of the {nouns}")]),
        ("Many people", [("Many people", None)]),
        ("most of the time, all media, several posts, half an hour, the most", []),
    ],
)
def test_english_words_of_quantity(text, found):
    assert quantities(text, "en") == found


@pytest.fixture
def book() -> Codebook:
    book = Codebook()
    branch = book.new_code("Usages", "fr", short="USAGE", codable=False)
    book = book.add(branch)
    for label, short in (
        ("Service à la clientèle", "SERVICE"),
        ("Dialogue", "DIAL"),
        ("Ton", "TON"),
        ("Veille", "VEILLE"),
    ):
        book = book.add(book.new_code(label, "fr", parent=branch.uuid, short=short))
    return book


def named(book: Codebook, text: str) -> list[str]:
    return [one.code.short for one in Naming(book).mentions(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("le service rendu à la clientèle", ["SERVICE"]),
        ("un service de presse", []),
        ("ils dialoguent et veillent", ["DIAL", "VEILLE"]),
        ("six mentions de DIAL contre trois de VEILLE", ["DIAL", "VEILLE"]),
        ("le ton des tonnes de textes", ["TON"]),
        ("les usages du dialogue", ["DIAL"]),
        ("leurs usages", []),
        ("USAGE", ["USAGE"]),
    ],
)
def test_codes_are_named_by_their_labels_and_short_names(book, text, codes):
    assert named(book, text) == codes


def test_a_count_is_about_the_code_after_it(book):
    text = "six parlent de dialogue et trois de veille"
    mentions = Naming(book).mentions(text, Span(0, len(text)))
    six, three = Span(0, 3), Span(text.index("trois"), text.index("trois") + 5)
    assert nearest(mentions, six, 0, three.start).short == "DIAL"
    assert nearest(mentions, three, six.end, len(text)).short == "VEILLE"
    assert nearest([], six, 0, 9) is None


def test_words_that_are_the_name_of_a_code_are_recognised_and_nothing_more():
    book = read_template("entretiens-medias-socionumeriques", "fr")
    naming = Naming(book)
    assert all(
        naming.is_name(words) for words in ("Dialogue", "DIALOGUE", "Promotion d'un projet", "promotion d’un projet")
    )
    assert not any(naming.is_name(words) for words in ("le dialogue", "Dialogue avec", "", "…"))
