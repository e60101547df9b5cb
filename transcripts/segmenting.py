"""Pieces of a transcript that are cut by rule: turns, paragraphs, sentences.

Sentences come from ``sentencex``, corrected where it and the other splitters measured know French titles and
abbreviations badly, and then kept to a readable length: speech that a machine wrote down without full stops would
else be one sentence of a thousand words.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import pairwise

from transcripts.language import guess_language
from transcripts.model import Transcript
from transcripts.paragraphs import paragraphs_of
from transcripts.spans import Span
from transcripts.words import word_set

LONGEST = 60
"""Words in a sentence, above which it is cut."""

_SHORTEST = 10
_WINDOW = 4_000


class Rule(StrEnum):
    """By what a transcript is cut."""

    TURN = "turn"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"


# A full stop after these, written with a capital, belongs to the word; "ma prof." may end a sentence.
_TITLES = word_set("M MM Mr Mrs Ms Mme Mlle Dr Drs Dre Pr Prof Mgr St Ste Sts Stes Cie")
# The same, however written.
_ALWAYS = word_set("vs cf ex réf éd c.-à-d i.e e.g")
# After these it does so before a number ("vol. 2", "8 h. 30"), as they can be words that end a sentence …
_MEASURES = word_set("art al vol no nos chap sec min h hr hrs max ext app av ann arr janv févr juill sept oct nov déc")
# … and after these before a number or a small letter.
_SHORT_FORMS = word_set("p pp fig env approx tél tel boul bd blvd dép dept nb a.m p.m")
_LAST_WORD = re.compile(r"(?:^|[\s(«\"“'’])([^\s(«\"“'’]{1,8})\.$")
_NUMERAL = re.compile(r"\s*(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s*")
_INITIALS = re.compile(r"(?:^|\s)[^\W\d_]\.-[^\W\d_]\.$")
# Ends that the splitter passes over; "I" is a capital anywhere in English and proves nothing.
_MISSED = re.compile(r"(?:\betc\.|…|\.\.\.)[\"»”)]*\s+(?=[«\"“(]?\s?(?!I\b)[A-ZÀ-ÖØ-Þ])")
_TOKEN = re.compile(r"\S+")
_PAUSE = re.compile(
    r"(?:…|\.\.\.|;|[—–]|[(\[](?:courte |longue |long |short )?(?:pause|silence|blanc)s?[)\]])[,.]?$", re.IGNORECASE
)


def segments(transcript: Transcript, rule: Rule = Rule.SENTENCE) -> list[Span]:
    """All segments of a transcript, in text order.

    They are disjoint, each lies inside one turn and neither begins nor ends with white space; together they hold
    every non-blank character of every turn.
    """
    return cut_turns(transcript.text, (turn.span for turn in transcript.turns), rule, transcript.language)


def cut_turns(text: str, turns: Iterable[Span], rule: Rule = Rule.SENTENCE, language: str = "") -> list[Span]:
    """The segments of the given turns of a text.

    Args:
        text: The text that the spans count in.
        turns: Disjoint, in text order.
        rule: By what to cut.
        language: ``fr`` or ``en``; guessed where unknown.
    """
    language = language or guess_language(text)
    found: list[Span] = []
    for turn in turns:
        if rule is Rule.TURN:
            found.extend(_trimmed(text, turn.start, turn.end))
            continue
        for paragraph in paragraphs_of(text, turn.start, turn.end):
            if rule is Rule.PARAGRAPH:
                found.extend(_trimmed(text, paragraph.start, paragraph.end))
            else:
                found.extend(_sentences(text, paragraph, language))
    return found


def sentences(text: str, language: str = "") -> list[Span]:
    """The sentences of a text that has no turns."""
    return cut_turns(text, [Span(0, len(text))] if text else [], Rule.SENTENCE, language)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without the white space at its ends; none where it is blank."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start < end:
        yield Span(start, end)


def _sentences(text: str, paragraph: Span, language: str) -> Iterator[Span]:
    """Sentences of one paragraph, none over the longest length."""
    for start, end in _windows(text, paragraph):
        ends = _repaired(text[start:end], _raw_ends(text[start:end], language))
        for left, right in pairwise([0, *ends]):
            for sentence in _trimmed(text, start + left, start + right):
                yield from _shortened(text, sentence)


def _windows(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    """Stretches short enough for the splitter, whose time grows with the square of unmatched quotes."""
    start = paragraph.start
    while paragraph.end - start > _WINDOW:
        limit = start + _WINDOW
        cut = max(text.rfind(mark, start, limit) for mark in (". ", "? ", "! ", "… "))
        cut = cut + 1 if cut > start else text.rfind(" ", start, limit)
        cut = cut if cut > start else limit
        yield start, cut
        start = cut
    yield start, paragraph.end


def _raw_ends(words: str, language: str) -> list[int]:
    """Where the splitter ends its sentences, as offsets into ``words``; the last is its length."""
    from sentencex import segment

    ends: list[int] = []
    position = 0
    for sentence in segment(language or "en", words):
        position += len(sentence)
        ends.append(position)
    if position != len(words):
        # Never seen, but a splitter that swallowed a character would shift every sentence after it.
        return [len(words)]
    return ends


def _repaired(words: str, ends: list[int]) -> list[int]:
    """The ends without those after abbreviations, and with those that the splitter missed."""
    if len(ends) > 1:
        kept: list[int] = []
        begin = 0
        for end in ends:
            if end == len(words) or not _unfinished(words[begin:end], words[end : end + 1]):
                kept.append(end)
                begin = end
        ends = kept
    if "etc." in words or "…" in words or "..." in words:
        ends = sorted({*ends, *(match.end() for match in _MISSED.finditer(words))})
    return ends


def _unfinished(sentence: str, follower: str) -> bool:
    """Whether the full stop that ends ``sentence`` belongs to its last word."""
    if _NUMERAL.fullmatch(sentence):
        return True
    closed = sentence[-80:].rstrip()
    if not closed.endswith("."):
        return False
    if len(closed) == len(sentence[-80:]) and (follower == "-" or follower.islower()):
        return True
    if _INITIALS.search(closed):
        return True
    last = _LAST_WORD.search(closed)
    if last is None:
        return False
    if last.group(1) in _TITLES:
        return True
    word = last.group(1).lower()
    if word in _ALWAYS:
        return True
    if word in _SHORT_FORMS and follower.islower():
        return True
    return follower.isdigit() and (word in _SHORT_FORMS or word in _MEASURES)


def _shortened(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence, or its parts of at most sixty words, cut at pauses, else commas, else evenly."""
    words = sentence.cut(text)
    if words.count(" ") < LONGEST // 2 and len(words) < LONGEST * 4:
        yield sentence
        return
    tokens = list(_TOKEN.finditer(words))
    while len(tokens) > LONGEST:
        size = _part(tokens)
        yield Span(sentence.start + tokens[0].start(), sentence.start + tokens[size - 1].end())
        tokens = tokens[size:]
    yield Span(sentence.start + tokens[0].start(), sentence.start + tokens[-1].end())


def _part(tokens: list[re.Match[str]]) -> int:
    """How many of too many words make the next part."""
    window = range(LONGEST, _SHORTEST - 1, -1)
    for size in window:
        if _PAUSE.search(tokens[size - 1].group()):
            return size
    for size in window:
        if tokens[size - 1].group().endswith((",", ":")):
            return size
    parts = -(-len(tokens) // LONGEST)
    return -(-len(tokens) // parts)
