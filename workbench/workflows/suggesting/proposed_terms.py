"""Terms that mark the passages which a coder has coded: proposed as keyword rules, never added by themselves."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from codebook.code import Code
from codebook.keywords import Keyword, RuleKind, parse, understood
from transcripts.errors import StudyError
from transcripts.i18n import _, ngettext
from transcripts.spans import Span
from workbench.analysis.log_odds import log_odds
from workbench.store import codings as coding_store
from workbench.store import preferences
from workbench.store import transcripts as transcript_store
from workbench.store.reader import Reader, unpacked
from workbench.suggest.terms import Term, Terms, count_terms
from workbench.workflows.suggesting.rule_lookup import Lookup, Segmented, lookup

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

FEWEST = 3
"""Passages below which words in common say nothing."""

MOST = 20
_COVERED = 0.5
"""Share of a term's uses from which on the code's own rules are taken to have it already."""


@dataclass(frozen=True, slots=True)
class ProposedTerm:
    """A term that tells the coder's passages of a code from the rest.

    Attributes:
        rule: As a keyword rule.
        words: One or two.
        passages: How many of the coder's passages hold it.
        elsewhere: In how many segments without the code the rule stands.
        score: Standard deviations by which the log-odds of its use in the passages are above those in the rest.
        transcript: uuid of where the example stands.
        name: Name of that transcript.
        turn: Number of the turn.
        start: First character of the example in the transcript.
        text: The example: the segment with the term.
        mark: Where the term stands in ``text``.
    """

    rule: str
    words: int
    passages: int
    elsewhere: int
    score: float
    transcript: str
    name: str
    turn: int
    start: int
    text: str
    mark: Span


@dataclass(frozen=True, slots=True)
class ProposedTerms:
    """What could become rules of a code.

    Attributes:
        code: uuid.
        passages: How many passages the coder has coded with it.
        terms: The most telling first.
        reason: Why there are none; "" where there are some.
    """

    code: str
    passages: int
    terms: tuple[ProposedTerm, ...]
    reason: str = ""


Flags = NDArray[np.bool_]


def propose_terms(reader: Reader, corpus: Segmented, coder: str, code: Code, *, most: int = MOST) -> ProposedTerms:
    """The terms that tell a coder's passages of a code from the segments without it.

    Words are ordered by z-scored log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), words
    and pairs of words each among themselves. Left out are terms of the code's rules and those that were turned down.

    Args:
        reader: Of the study.
        corpus: Its segments.
        coder: uuid of whose passages.
        code: The code.
        most: Terms at most.
    """
    codings = coding_store.of_code(reader, [code.uuid], coder)
    if len(codings) < FEWEST:
        return ProposedTerms(code.uuid, len(codings), (), _too_few(code, len(codings)))
    found = lookup(corpus)
    passages = [list(_parts(found, one.transcript, one.span)) for one in codings]
    rest = found.candidate.copy()
    rest[[segment for parts in passages for segment, _span in parts]] = False
    counted = count_terms(found.rules.words, passages, rest)
    wanted = _without_known(found, code, _fresh(reader, code, counted.found, found))
    scored = _scored(wanted, counted)
    names = dict(transcript_store.numbers(reader).values())
    terms = tuple(_proposed(found, term, score, rest, names) for term, score in scored[:most])
    reason = "" if terms else _("Your passages of {code} share no words that are rarer elsewhere.")
    return ProposedTerms(code.uuid, len(codings), terms, reason.format(code=code.short))


def _too_few(code: Code, count: int) -> str:
    if not count:
        return _("You have no passage of {code} yet; terms are proposed from {fewest} on.").format(
            code=code.short, fewest=FEWEST
        )
    said = ngettext(
        "You have {count} passage of {code}; terms are proposed from {fewest} on.",
        "You have {count} passages of {code}; terms are proposed from {fewest} on.",
        count,
    )
    return said.format(count=count, code=code.short, fewest=FEWEST)


def _parts(found: Lookup, transcript: str, span: Span) -> Iterator[tuple[int, Span]]:
    """The segments that a passage touches, with the part of their text that it takes."""
    for place in found.segments.touched(transcript, span):
        own = found.pieces[place].span
        yield place, Span(max(span.start, own.start) - own.start, min(span.end, own.end) - own.start)


def _fresh(reader: Reader, code: Code, terms: Sequence[Term], found: Lookup) -> list[Term]:
    """The terms that were not turned down, numbers left out."""
    never = turned_down(reader, code.uuid)
    texts = found.rules.words.texts
    return [
        term
        for term in terms
        if not any(lemma.isdecimal() for lemma in term.lemmas) and term.written(texts) not in never
    ]


def _without_known(found: Lookup, code: Code, terms: Sequence[Term]) -> list[Term]:
    """The terms that no rule of the code has already, be it to exclude."""
    segments = sorted({place.segment for term in terms for place in term.places})
    known: dict[int, list[Span]] = {segment: [] for segment in segments}
    for rule in understood(code.keywords):
        try:
            marks = found.rules.marks(rule, segments)
        except StudyError:  # a pattern that takes too long finds nothing; it is told beside the rule
            continue
        for segment, spans in zip(segments, marks, strict=True):
            known[segment] += spans
    return [term for term in terms if not _known(term, known)]


def _known(term: Term, known: dict[int, list[Span]]) -> bool:
    covered = sum(any(place.span.overlaps(span) for span in known[place.segment]) for place in term.places)
    return covered >= _COVERED * len(term.places)


def _scored(terms: Sequence[Term], counted: Terms) -> list[tuple[Term, float]]:
    """Terms used more in the passages than in the rest, the most telling first."""
    found = [
        scored for size in (1, 2) for scored in _of_size([one for one in terms if len(one.lemmas) == size], counted)
    ]
    pairs = [(set(term.lemmas), term.passages) for term, _score in found if len(term.lemmas) > 1]
    kept = [
        (term, score)
        for term, score in found
        if len(term.lemmas) > 1 or not any(term.lemmas[0] in pair and term.passages == held for pair, held in pairs)
    ]
    return sorted(kept, key=lambda scored: (-scored[1], scored[0].lemmas))


def _of_size(terms: Sequence[Term], counted: Terms) -> Iterator[tuple[Term, float]]:
    """Terms of one or of two words with their scores; the other words count as one more item, for the totals."""
    inside = [len(term.places) for term in terms]
    outside = [term.rest for term in terms]
    first = np.array([*inside, max(0, counted.words - sum(inside))], np.int64)
    second = np.array([*outside, max(0, counted.rest - sum(outside))], np.int64)
    odds = log_odds(first, second)
    for item, delta, score in zip(odds.item.tolist(), odds.delta.tolist(), odds.z.tolist(), strict=True):
        if item < len(terms) and delta > 0:
            yield terms[item], score


def _proposed(found: Lookup, term: Term, score: float, rest: Flags, names: dict[str, str]) -> ProposedTerm:
    written = term.written(found.rules.words.texts)
    places = found.hits(Keyword(RuleKind.WORDS, written))
    shown = min(term.places, key=lambda place: len(found.pieces[place.segment].text))
    piece = found.pieces[shown.segment]
    return ProposedTerm(
        written,
        len(term.lemmas),
        term.passages,
        int(np.count_nonzero(rest[places])),
        round(score, 4),
        piece.transcript,
        names.get(piece.transcript, ""),
        piece.turn,
        piece.span.start,
        piece.text,
        shown.span,
    )


# -- turning down ----------------------------------------------------------------------------------------------------


def turned_down(reader: Reader, code: str) -> frozenset[str]:
    """Terms that are not proposed for a code any more, as they were proposed."""
    return frozenset(map(str, unpacked(preferences.value(reader, _name(code), "[]"))))


def turn_down(study: "StudyFile", coder: str | None, code: str, term: str) -> None:
    """Never propose a term for a code again, as one step that undo takes back.

    Args:
        study: Open.
        coder: uuid, None for nobody in particular.
        code: uuid.
        term: As it was proposed.

    Raises:
        CodebookError: If it is no rule.
    """
    with study.act(coder, "code.term") as act:
        known = turned_down(study.reader, code)
        act.facts["code"] = code
        preferences.put(act, _name(code), json.dumps(sorted({*known, parse(term).text}), ensure_ascii=False))


def _name(code: str) -> str:
    return f"terms.never.{code}"


__all__ = ["ProposedTerm", "ProposedTerms", "propose_terms", "turn_down", "turned_down"]
