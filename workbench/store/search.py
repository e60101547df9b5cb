"""Finding words in all transcripts, blind to case and accents."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from transcripts.i18n import _
from transcripts.spans import Span
from workbench.errors import StoreError
from workbench.store.reader import Reader

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_PART = re.compile(r'"([^"]*)"|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn that holds what was looked for.

    Attributes:
        transcript: uuid.
        name: Name of the transcript.
        turn: Number of the turn.
        speaker: Its label, "" if none.
        start: Where the turn begins in the transcript's text.
        text: Its words.
        spans: Where the words looked for stand, in the transcript's text.
    """

    transcript: str
    name: str
    turn: int
    speaker: str
    start: int
    text: str
    spans: tuple[Span, ...]


def find(reader: Reader, query: str, *, transcript: str | None = None, limit: int = -1) -> list[Hit]:
    """Turns in which all words (and "phrases in quotes", and beginnings*) of the query stand, in text order.

    An elided article is no part of a word: ``l'image`` finds ``image`` and the other way round.

    Args:
        reader: Of the study.
        query: As typed.
        transcript: uuid, None for all.
        limit: The most to return, -1 for all.

    Raises:
        StoreError: If the query has no word in it.
    """
    phrases = parse(query)
    rows = reader.rows(
        "SELECT t.uuid, t.name, u.number, coalesce(s.label, ''), u.start, u.text FROM turn_index i"
        " JOIN turns u ON u.id = i.rowid JOIN revisions r ON r.id = u.revision_id"
        " JOIN transcripts t ON t.id = r.transcript_id AND t.revision = r.number AND t.deleted_at IS NULL"
        " LEFT JOIN speakers s ON s.id = u.speaker_id"
        " WHERE turn_index MATCH :match AND (:transcript IS NULL OR t.uuid = :transcript)"
        " ORDER BY i.rowid LIMIT :limit",
        match=_match(phrases),
        transcript=transcript,
        limit=limit,
    )
    return [
        Hit(uuid, name, turn, speaker, start, text, _spans(text, start, phrases))
        for uuid, name, turn, speaker, start, text in rows
    ]


def count(reader: Reader, query: str) -> int:
    """How many turns the query finds in the transcripts of the study."""
    found = reader.value(
        "SELECT count(*) FROM turn_index i JOIN turns u ON u.id = i.rowid JOIN revisions r ON r.id = u.revision_id"
        " JOIN transcripts t ON t.id = r.transcript_id AND t.revision = r.number AND t.deleted_at IS NULL"
        " WHERE turn_index MATCH :match",
        match=_match(parse(query)),
    )
    return int(found)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side.

    Attributes:
        words: Folded, at least one.
        prefix: Whether the last one is the beginning of a word.
    """

    words: tuple[str, ...]
    prefix: bool


def parse(query: str) -> list[Phrase]:
    """The phrases of a query.

    Raises:
        StoreError: If no word is in it.
    """
    phrases: list[Phrase] = []
    for part in _PART.finditer(query):
        written = part.group(1) if part.group(1) is not None else part.group(2)
        words = [fold(word) for word in _WORD.findall(written)]
        if part.group(1) is None and len(words) > 1 and len(words[0]) <= 2 and re.search(r"['’]", written):
            words = words[1:]
        if words:
            phrases.append(Phrase(tuple(words), written.endswith("*")))
    if not phrases:
        raise StoreError(_("There is no word to look for."), _("Type at least one letter or figure."))
    return phrases


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word without case, accents and typographic differences, as the index sees it."""
    plain = unicodedata.normalize("NFD", word.lower())
    return "".join(character for character in plain if not unicodedata.combining(character))


def _match(phrases: list[Phrase]) -> str:
    return " AND ".join('"' + " ".join(phrase.words) + '"' + ("*" if phrase.prefix else "") for phrase in phrases)


def _spans(text: str, start: int, phrases: list[Phrase]) -> tuple[Span, ...]:
    """Where the phrases stand: found on the words themselves, so that folding cannot shift an offset."""
    words = [(fold(match.group()), match.start(), match.end()) for match in _WORD.finditer(text)]
    spans: set[Span] = set()
    for phrase in phrases:
        size = len(phrase.words)
        for first in range(len(words) - size + 1):
            run = [word for word, _start, _end in words[first : first + size]]
            whole = run[:-1] == list(phrase.words[:-1])
            last, wanted = run[-1], phrase.words[-1]
            if whole and (last.startswith(wanted) if phrase.prefix else last == wanted):
                spans.add(Span(start + words[first][1], start + words[first + size - 1][2]))
    return tuple(sorted(spans))
