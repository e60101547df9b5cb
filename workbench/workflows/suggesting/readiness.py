"""What of a study has been read by the models, and thus what suggestions can be made with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.store import readings as reading_store
from workbench.store.reader import Reader
from workbench.suggest.blank_reader import BlankReader
from workbench.suggest.encoders import encoder_name
from workbench.suggest.language_models import text_reader
from workbench.suggest.levels import Level, Missing, level
from workbench.suggest.reading import TextReader
from workbench.workflows.suggesting.cutting import CutStudy

__all__ = ["Missing", "ReadBy", "Ready", "Sources", "look"]

NEARLY_ALL = 0.95
"""Share of the segments that must be read for a level to serve; the rest are read by rule and have no vectors."""


@dataclass(frozen=True, slots=True)
class Ready:
    """How far reading has come.

    Attributes:
        level: What lists are made with now.
        wanted: What they will be made with when everything is read.
        read: Segments that are read as wanted.
        pieces: Of how many.
    """

    level: Level
    wanted: Level
    read: int
    pieces: int

    @property
    def share(self) -> float:
        """From 0 to 1; 1 for a study without texts."""
        return self.read / self.pieces if self.pieces else 1.0

    @property
    def partial(self) -> bool:
        """Whether lists will be better once more is read."""
        return self.level is not self.wanted


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Who has read the segments of a language.

    Attributes:
        model: The name that readings are kept under.
        dimensions: Length of the word vectors that serve, 0 if none do: sentence vectors make them needless.
    """

    model: str
    dimensions: int


@dataclass(frozen=True, slots=True)
class Sources:
    """What the arrays are made of besides the texts; they are made anew when any of it differs.

    Attributes:
        read_by: Language → who has read its segments, as pairs.
        encoder: Name of the encoder whose vectors serve, "" without.
        whole: Whether nothing is left to be read.
    """

    read_by: tuple[tuple[str, ReadBy], ...]
    encoder: str
    whole: bool

    @property
    def models(self) -> list[str]:
        """Names of all of them, each once."""
        names = [read_by.model for _language, read_by in self.read_by]
        return list(dict.fromkeys([*names, self.encoder] if self.encoder else names))


def look(reader: Reader, cut: CutStudy) -> tuple[Ready, Sources]:
    """See how far reading has come; no model is loaded.

    Raises:
        SuggestError: If ``WORKBENCH_SUGGEST`` asks for a level that there is not.
    """
    wanted = level()
    readers = {language: text_reader(language) for language in dict.fromkeys(cut.languages)}
    encoder = encoder_name() if wanted is Level.FULL else ""
    words = _words_read(reader, cut, readers)
    meant = _encoded(reader, cut, encoder) if encoder else words
    both = sum(map(bool.__and__, words, meant))
    ready = Ready(_level(wanted, _share(words), _share(meant)), wanted, both, len(words))
    serving = {
        language: (BlankReader(language) if ready.level is Level.FLOOR else own) for language, own in readers.items()
    }
    full = ready.level is Level.FULL
    read_by = tuple(
        (language, ReadBy(own.name, 0 if full else own.dimensions)) for language, own in sorted(serving.items())
    )
    return ready, Sources(read_by, encoder if full else "", both == len(words))


def _level(wanted: Level, words: float, meant: float) -> Level:
    if wanted is Level.FLOOR or words < NEARLY_ALL:
        return Level.FLOOR
    return Level.FULL if wanted is Level.FULL and meant >= NEARLY_ALL else Level.BASE


def _share(read: Sequence[bool]) -> float:
    return sum(read) / len(read) if read else 1.0


def _words_read(reader: Reader, cut: CutStudy, readers: Mapping[str, TextReader]) -> list[bool]:
    """Whether each segment is read by who is to read it; what is read by rule need not be kept for that."""
    known = {
        language: None if isinstance(own, BlankReader) else reading_store.known(reader, own.name)
        for language, own in readers.items()
    }
    return [
        (kept := known[language]) is None or key in kept
        for language, key in zip(cut.languages, cut.hashes, strict=True)
    ]


def _encoded(reader: Reader, cut: CutStudy, encoder: str) -> list[bool]:
    kept = reading_store.known(reader, encoder)
    return [key in kept for key in cut.hashes]
