"""Finding where words of a quotation may stand: the search index names turns, their transcripts are then read whole."""

from bisect import bisect_left
from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from functools import cached_property

from workbench.store import participants as participant_store
from workbench.store.reader import Reader
from workbench.store.texts import SpokenText, spoken_texts
from workbench.workflows.verifying_text.folding import Word, words_in

_PHRASE = 12
_GRAM = 3
_MOST_GRAMS = 12
_MOST_TURNS = 60
_MOST_TRANSCRIPTS = 6
_MOST_OWN = 12
_KEPT = 64

_QUERY = (
    "SELECT t.id FROM turn_index i JOIN turns u ON u.id = i.rowid JOIN revisions r ON r.id = u.revision_id"
    " JOIN transcripts t ON t.id = r.transcript_id AND t.revision = r.number AND t.deleted_at IS NULL"
    " WHERE turn_index MATCH :match"
)


class Pages:
    """A transcript as words that can be looked up.

    Args:
        spoken: The transcript.
    """

    def __init__(self, spoken: SpokenText) -> None:
        self.spoken = spoken
        self.words: list[Word] = words_in(spoken.text)
        self._line = " " + " ".join(word.loose for word in self.words) + " "

    @cached_property
    def _offsets(self) -> list[int]:
        offsets, at = [], 0
        for word in self.words:
            offsets.append(at)
            at += len(word.loose) + 1
        return offsets

    def places(self, words: Sequence[str], *, start: int = 0, most: int = 50) -> Iterator[int]:
        """Where words stand side by side: numbers of the first word, in order.

        Args:
            words: Loose forms, at least one.
            start: Number of the first word that may be it.
            most: How many places to name.
        """
        wanted = " " + " ".join(words) + " "
        at = self._offsets[start] if start < len(self._offsets) else len(self._line)
        for _time in range(most):
            at = self._line.find(wanted, at)
            if at < 0:
                return
            yield bisect_left(self._offsets, at)
            at += 1


class Finder:
    """Names the transcripts in which a quotation may stand.

    Args:
        reader: Of the study.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._pages: OrderedDict[int, Pages] = OrderedDict()

    def pages(self, words: Sequence[Word], who: str = "") -> Iterator[Pages]:
        """The transcripts to look at, most promising first, each read when it is asked for.

        Args:
            words: The longest piece of a quotation.
            who: Pseudonym of who is said to speak; their transcripts come first.
        """
        own = self._of_person.get(who, [])[:_MOST_OWN]
        for number in own:
            if (page := self._read(number)) is not None:
                yield page
        for number in self._with_phrase(words) or self._with_grams(words):
            if number not in own and (page := self._read(number)) is not None:
                yield page

    @cached_property
    def _of_person(self) -> dict[str, list[int]]:
        """Pseudonym → row numbers of the transcripts that they speak in."""
        people = participant_store.numbers(self._reader)
        texts = participant_store.transcripts_of(self._reader)
        return {name: sorted(texts.get(number, ())) for number, name in people.items()}

    def _with_phrase(self, words: Sequence[Word]) -> list[int]:
        runs = _searchable(words)
        longest = max(runs, key=len, default=[])[:_PHRASE]
        if not longest:
            return []
        rows = self._reader.rows(_QUERY + " LIMIT :most", match=_phrase(longest), most=_MOST_TURNS)
        return list(dict.fromkeys(int(row[0]) for row in rows))[: 4 * _MOST_TRANSCRIPTS]

    def _with_grams(self, words: Sequence[Word]) -> list[int]:
        grams = [
            tuple(run[place : place + size])
            for run in _searchable(words)
            for size in (min(_GRAM, len(run)),)
            for place in range(len(run) - size + 1)
        ]
        # A word or two alone would name every transcript.
        grams = [gram for gram in dict.fromkeys(grams) if len(gram) == _GRAM or len(words) <= _GRAM]
        if not grams:
            return []
        # Spread over the quotation, so that a change in one place leaves others.
        grams = grams[:: -(-len(grams) // _MOST_GRAMS)]
        match = " OR ".join(_phrase(gram) for gram in grams)
        rows = self._reader.rows(_QUERY + " ORDER BY rank LIMIT :most", match=match, most=_MOST_TURNS)
        counts = Counter(int(row[0]) for row in rows)
        first = {number: place for place, number in enumerate(dict.fromkeys(int(row[0]) for row in rows))}
        return sorted(counts, key=lambda number: first[number])[:_MOST_TRANSCRIPTS]

    def _read(self, number: int) -> Pages | None:
        if number not in self._pages:
            for spoken in spoken_texts(self._reader, {number}):
                self._pages[number] = Pages(spoken)
        if number in self._pages:
            self._pages.move_to_end(number)
        found = self._pages.get(number)
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        return found


def _searchable(words: Sequence[Word]) -> list[list[str]]:
    """Runs of words as the index has them: it does not know that œ is oe, so words with either part the runs."""
    runs: list[list[str]] = [[]]
    for word in words:
        if "oe" in word.loose or "ae" in word.loose:
            runs.append([])
        else:
            runs[-1].append(word.loose)
    return [run for run in runs if run]


def _phrase(words: Sequence[str]) -> str:
    return '"' + " ".join(words) + '"'
