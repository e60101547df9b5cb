"""What keyword rules cost in a large study: the index of its words, one rule, the rules of a whole codebook."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from codebook.code import Code
from codebook.keywords import parse
from tests.benchmarks import corpus
from transcripts.spans import Span
from workbench.suggest.pieces import Piece
from workbench.suggest.terms import count_terms
from workbench.workflows.suggesting.rule_lookup import hits, lookup

WORDS = 2_500_000
CODES = 60
RULES = ("direction", '"dans la journée"', "rassurer les familles", "vra*", "=familles")
PATTERN = "/sert .* familles/"
ONE_RULE = 0.2
"""Seconds for one rule, the best of three, once the words are numbered; measured are a tenth to a fifth of it."""

Figure = tuple[str, object, str, bool]


@dataclass(eq=False)
class Segments:
    """Turns of synthetic interviews, read by nobody."""

    pieces: Sequence[Piece]

    @property
    def languages(self) -> list[str]:
        return ["fr"] * len(self.pieces)

    @property
    def readings(self) -> list[None]:
        return [None] * len(self.pieces)


def main() -> list[Figure]:
    """Measure."""
    segments = Segments(
        [
            Piece(text.name, number, turn.span, "P", True, (turn.span,), turn.span.cut(text.text))
            for text in corpus.transcripts(WORDS)
            for number, turn in enumerate(text.turns, start=1)
        ]
    )
    found, seconds = timed(lambda: lookup(segments))
    figures: list[Figure] = [
        ("keywords: segments", len(segments.pieces), "", True),
        ("keywords: words numbered, s", seconds, "", True),
        (
            "keywords: MB of words",
            found.rules.words.number.nbytes / 1e6,
            "<= 50",
            found.rules.words.number.nbytes <= 50e6,
        ),
    ]
    found.hits(parse("page"))
    for rule in (*RULES, PATTERN):
        limit = "" if rule == PATTERN else f"<= {ONE_RULE}"
        spent = min(
            timed(lambda rule=rule: found.rules.hits(parse(rule)))[1] for _again in range(1 + 2 * (rule != PATTERN))
        )
        figures.append((f"keywords: {rule}, s", spent, limit, not limit or spent <= ONE_RULE))
    figures.append(("keywords: rules of 60 codes, s", timed(lambda: whole_book(segments))[1], "", True))
    figures.append(("keywords: terms of 200 passages, s", timed(lambda: terms(segments))[1], "", True))
    found.rules.patterns.close()
    return figures


def timed(work: Callable) -> tuple:
    """The result, and the seconds it took."""
    begun = time.perf_counter()
    return work(), time.perf_counter() - begun


def whole_book(segments: Segments) -> None:
    """Five rules and an exclusion for each of many codes."""
    source = random.Random(1)
    forms = [form for form in lookup(segments).rules.words.forms if len(form) > 4]
    for number in range(CODES):
        words = (*source.sample(forms, 5), f"-{source.choice(forms)}")
        hits(segments, Code(str(number), f"C{number}", {"fr": "c"}, keywords=words))


def terms(segments: Segments) -> None:
    """The terms of passages from all over the study."""
    step = len(segments.pieces) // 200
    passages = [[(at, Span(0, len(segments.pieces[at].text)))] for at in range(0, len(segments.pieces), step)]
    rest = np.ones(len(segments.pieces), np.bool_)
    rest[::step] = False
    count_terms(lookup(segments).rules.words, passages, rest)
