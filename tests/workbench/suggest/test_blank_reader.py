"""The floor reads words without any model, and never fails."""

import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.reading import Reading


def read(text: str, language: str = "fr") -> Reading:
    (reading,) = BlankReader(language).read([text])
    return reading


def test_forms_of_a_word_meet_in_one_lemma() -> None:
    assert read("On validait.").lemmas[-1] == read("Il faut valider").lemmas[-1]


def test_an_elided_article_is_a_word_that_says_nothing() -> None:
    text = "C’est l’image"
    reading = read(text)
    assert [text[a:b] for a, b in zip(reading.starts, reading.ends, strict=True)] == ["C’", "est", "l’", "image"]
    assert reading.content == (False, False, False, True)


def test_english_contractions_stay_whole() -> None:
    assert read("They don't publish", "en").lemmas[:2] == ("they", "don't")


def test_each_language_has_its_own_name() -> None:
    assert len({BlankReader(language).name for language in ("fr", "en", "", "de")}) == 3


def test_a_language_that_nobody_knows_is_read_as_it_stands() -> None:
    assert read("Validierungen der Texte", "de").lemmas == ("validierungen", "der", "texte")


@given(st.text(), st.sampled_from(["fr", "en", ""]))
def test_any_text_has_one_reading_whose_columns_are_equally_long(text: str, language: str) -> None:
    reading = read(text, language)
    assert len(reading.lemmas) == len(reading.starts) == len(reading.ends) == len(reading.content)
    assert all(0 <= a < b <= len(text) for a, b in zip(reading.starts, reading.ends, strict=True))
    assert reading.vector.shape == (0,)


def test_as_many_readings_come_back_as_texts_were_given() -> None:
    assert [len(reading.lemmas) for reading in BlankReader("fr").read(["", "un mot", "", "\x00\ud800"])] == [0, 2, 0, 0]


def test_it_needs_no_language_model() -> None:
    said = (
        "import sys; from workbench.suggest.blank_reader import BlankReader as B;"
        " list(B('fr').read(['Une image'])); print('spacy' in sys.modules, 'sklearn' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, timeout=60, check=True).stdout
    assert out.split() == ["False", "False"]
