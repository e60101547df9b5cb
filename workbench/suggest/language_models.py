"""Readers of French and English: the best language model that is installed, else a floor that needs none.

Nothing is loaded before the first text is read: a model takes seconds and hundreds of megabytes. Of a model only what
makes lemmas is loaded, the word classes and the dictionary of forms. With the parser, reading was measured to take
another fifth to two fifths of the time, and not one lemma of 47,000 tokens of French and English talk was different.
"""

import logging
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from transcripts.i18n import _
from transcripts.small_words import is_small
from transcripts.words import word_set
from workbench.errors import SuggestError
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.installed_models import InstalledModel, broken, installed_models
from workbench.suggest.levels import Level, level
from workbench.suggest.plain_text import PlainText
from workbench.suggest.reading import Reading, TextReader

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_AT_ONCE = 64
_LONGEST_WORD = 64
_MOST_WORDS = 300_000
#: Word classes of which no word says something by itself.
_FUNCTION = word_set("ADP AUX CCONJ DET INTJ PART PRON PUNCT SCONJ SPACE SYM")

_readers: dict[str, "ModelReader"] = {}


def text_reader(language: str) -> TextReader:
    """The best reader of a language that is installed; loads nothing yet.

    Args:
        language: ``fr``, ``en``, or anything else for one that knows no language.
    """
    model = None if level() is Level.FLOOR else next(installed_models(language), None)
    if model is None:
        return BlankReader(language)
    if model.name not in _readers:
        _readers[model.name] = ModelReader(model)
    return _readers[model.name]


class _Word(NamedTuple):
    """What is kept of a form in one use: its lemma, whether it says something, the row of its vector or -1."""

    lemma: str
    content: bool
    row: int


class ModelReader:
    """Reads with a spaCy model.

    Args:
        model: Which one.
    """

    def __init__(self, model: InstalledModel) -> None:
        self._model = model
        self._nlp: Language | None = None
        self._words: dict[tuple[int, int, int], _Word | None] = {}

    @property
    def name(self) -> str:
        """Of the model and its version."""
        return self._model.name

    @property
    def language(self) -> str:
        """``fr`` or ``en``."""
        return self._model.language

    @property
    def dimensions(self) -> int:
        """Length of the vectors, 0 if the model has none."""
        return self._model.dimensions

    def read(self, texts: Sequence[str]) -> Iterator[Reading]:
        """One reading a text, in order.

        Raises:
            SuggestError: If the model is installed but cannot be loaded; ``text_reader`` then gives the next best.
        """
        nlp = self._loaded()
        for first in range(0, len(texts), _AT_ONCE):
            plain = [PlainText(text) for text in texts[first : first + _AT_ONCE]]
            parts = [list(one.parts()) for one in plain]
            with _quiet():
                docs = list(nlp.pipe([part.text for some in parts for part in some]))
            following = iter(docs)
            for one, some in zip(plain, parts, strict=True):
                starts = [part.start for part in some]
                yield self._reading(nlp, one, zip(starts, islice(following, len(some)), strict=True))

    def _loaded(self) -> "Language":
        if self._nlp is None:
            try:
                with _quiet():
                    import spacy

                    self._nlp = spacy.load(self._model.folder, exclude=list(self._model.unneeded))
            except Exception as error:  # whatever a damaged or unfitting package raises
                broken.add(self.name)
                raise SuggestError(
                    _("The language model {name} is installed but cannot be loaded.").format(name=self.name),
                    _("Install it anew; `workbench suggest STUDY --missing` says how."),
                ) from error
        return self._nlp

    def _reading(self, nlp: "Language", plain: PlainText, docs: "Iterable[tuple[int, Doc]]") -> Reading:
        lemmas: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        content: list[bool] = []
        rows: list[int] = []
        known = self._words
        for offset, doc in docs:
            for token in doc:
                key = (token.orth, token.lemma, token.pos)
                word = known[key] if key in known else self._learn(nlp, key, token)
                if word is None:
                    continue
                start = offset + token.idx
                lemmas.append(word.lemma)
                starts.append(plain.place(start))
                ends.append(plain.place(start + len(token)))
                content.append(word.content)
                if word.content and word.row >= 0:
                    rows.append(word.row)
        return Reading(tuple(lemmas), tuple(starts), tuple(ends), tuple(content), self._mean(nlp, rows))

    def _learn(self, nlp: "Language", key: tuple[int, int, int], token: "Token") -> _Word | None:
        """What is kept of a form that is met for the first time; None for what is no word."""
        if len(self._words) >= _MOST_WORDS:
            self._words.clear()
        form = token.text.lower()
        word = None
        if any(letter.isalnum() for letter in form):
            lemma = " ".join(token.lemma_.lower().split()).strip("-'")[:_LONGEST_WORD] or form[:_LONGEST_WORD]
            small = is_small(form, self.language) or is_small(lemma, self.language)
            says = not small and token.pos_ not in _FUNCTION
            word = _Word(lemma, says, self._row(nlp, token.orth, form))
        self._words[key] = word
        return word

    def _row(self, nlp: "Language", orth: int, form: str) -> int:
        """The row of a form's vector, that of its small letters where it has none; -1 if neither has."""
        if not self.dimensions:
            return -1
        vectors: Any = nlp.vocab.vectors
        row = int(vectors.find(key=orth))
        return row if row >= 0 else int(vectors.find(key=nlp.vocab.strings[form]))

    def _mean(self, nlp: "Language", rows: list[int]) -> "np.ndarray[Any, np.dtype[np.float32]]":
        if not rows:
            return np.zeros(self.dimensions, dtype=np.float32)
        table: Any = nlp.vocab.vectors.data
        mean: np.ndarray[Any, np.dtype[np.float32]] = table[rows].mean(axis=0, dtype=np.float32)
        return mean


@contextmanager
def _quiet() -> Iterator[None]:
    """What a model has to say about itself is for programmers; a screen or a terminal is no place for it."""
    logging.getLogger("spacy").setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
