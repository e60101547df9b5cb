"""What there is to read in a study, and by which model."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transcripts.i18n import N_, _
from workbench.errors import SuggestError
from workbench.store import readings
from workbench.store.study_file import StudyFile
from workbench.suggest import packing
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.encoders import encoder_name, sentence_encoder
from workbench.suggest.language_models import text_reader
from workbench.suggest.levels import Level, level
from workbench.suggest.reading import TextReader

Texts = Mapping[bytes, str]
"""Hash of a segment → its words."""


@dataclass(frozen=True, slots=True)
class Job:
    """Segments that one model has yet to read.

    Attributes:
        model: Its name; readings are kept under it.
        kind: Of the packets that it makes, as in ``packing``.
        what: What is done, as a sentence.
        texts: The segments.
        read: Makes the packets of some texts, in order.
        at_once: Texts that it is given at once.
        pace: Seconds that a segment is thought to take before any has been measured.
    """

    model: str
    kind: int
    what: str
    texts: Texts
    read: Callable[[Sequence[str]], Iterable[bytes]]
    at_once: int
    pace: float


_WHAT = {"fr": N_("The words of French transcripts are read."), "en": N_("The words of English transcripts are read.")}


def jobs(study: StudyFile, texts: Mapping[str, Texts]) -> list[Job]:
    """What the models that are installed have yet to read, words before sentences; a job may have no texts left.

    Readings that are damaged are dropped, and read again.

    Args:
        study: Open for writing.
        texts: Language → its segments.
    """
    return [*_of_words(study, texts), *_of_sentences(study, texts)]


def _of_words(study: StudyFile, texts: Mapping[str, Texts]) -> Iterator[Job]:
    for language, some in sorted(texts.items()):
        reader = text_reader(language)
        if not isinstance(reader, BlankReader):
            unread = _unread(study, reader.name, packing.READING, some)
            yield Job(reader.name, packing.READING, _(_WHAT[language]), unread, _packed_by(reader), 64, 0.004)


def _of_sentences(study: StudyFile, texts: Mapping[str, Texts]) -> Iterator[Job]:
    if level() is Level.FULL:
        together = {key: text for some in texts.values() for key, text in some.items()}
        unread = _unread(study, encoder_name(), packing.VECTOR, together)
        yield Job(encoder_name(), packing.VECTOR, _("Sentence vectors are made."), unread, _encoded, 8, 0.005)


def _packed_by(reader: TextReader) -> Callable[[Sequence[str]], Iterable[bytes]]:
    return lambda texts: map(packing.pack_reading, reader.read(texts))


def _encoded(texts: Sequence[str]) -> Iterable[bytes]:
    encoder = sentence_encoder()
    if encoder is None:
        raise SuggestError(_("The sentence vectors are installed but cannot be loaded."))
    return map(packing.pack_vector, encoder.encode(texts))


def _unread(study: StudyFile, model: str, kind: int, texts: Texts) -> dict[bytes, str]:
    """The segments that a model has yet to read."""
    sound = {key: packing.is_sound(body, kind) for key, body in readings.all(study.reader, model)}
    damaged = [key for key, whole in sound.items() if not whole]
    if damaged:
        with study.act(None, "suggestion.read") as act:
            readings.drop(act, model, damaged)
    return {key: text for key, text in texts.items() if not sound.get(key)}
