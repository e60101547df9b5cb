"""Keyword rules of a code: what each finds in the study, and what a new one would find.

Counted are the segments that can be suggested: participants' turns and pieces of long ones. A segment in which an
exclusion stands is never suggested for the code; the others in which a rule stands are favoured.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from codebook.code import Code
from codebook.keywords import Keyword, faults, parse
from transcripts.errors import StudyError
from transcripts.spans import Span
from workbench.store import transcripts as transcript_store
from workbench.store.reader import Reader
from workbench.suggest.pieces import Piece
from workbench.workflows.suggesting.rule_lookup import Lookup, Places, Segmented, hits, lookup, standing

__all__ = ["RuleCount", "RuleCounts", "RulePassage", "Trial", "count_rules", "hits", "standing", "try_rule"]

SHOWN = 100
"""Passages of a rule that are shown at once."""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What one rule finds.

    Attributes:
        rule: As it is written in the codebook.
        kind: ``words``, ``phrase``, ``exact`` or ``pattern``; "" where it is no rule.
        excluded: Whether it excludes.
        segments: In how many segments it stands; None where it cannot be looked for.
        transcripts: In how many transcripts these are; None likewise.
        coded: How many of the segments the coder has coded with the code; None likewise.
        barred: How many of the segments hold an exclusion; of a rule that excludes, how many hold one that includes;
            None likewise.
        barred_by: Exclusion → in how many of the segments it stands, if in any; of a rule that excludes, rule →
            likewise.
        fault: Why it cannot be looked for; "" where it can.
    """

    rule: str
    kind: str
    excluded: bool
    segments: int | None = None
    transcripts: int | None = None
    coded: int | None = None
    barred: int | None = None
    barred_by: dict[str, int] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """What the rules of a code find.

    Attributes:
        code: uuid.
        rules: One entry a keyword, in the order of the codebook.
        segments: How many there are to look in.
        matched: Segments in which a rule stands and no exclusion.
        barred: Segments in which an exclusion stands.
    """

    code: str
    rules: tuple[RuleCount, ...]
    segments: int
    matched: int
    barred: int


@dataclass(frozen=True, slots=True)
class RulePassage:
    """A segment in which a rule stands.

    Attributes:
        transcript: uuid.
        name: Name of the transcript.
        turn: Number of the turn.
        speaker: Label, "" if none.
        start: First character of the segment in its transcript.
        text: Its words.
        marks: Where the rule stands in ``text``.
        coded: Whether the coder has coded it with the code.
        barred_by: Exclusions of the code that stand in it, as they are written.
    """

    transcript: str
    name: str
    turn: int
    speaker: str
    start: int
    text: str
    marks: tuple[Span, ...]
    coded: bool
    barred_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule finds, and where.

    Attributes:
        count: How much.
        passages: The first of them, in the order of the study.
    """

    count: RuleCount
    passages: tuple[RulePassage, ...] = ()


def count_rules(reader: Reader, corpus: Segmented, coder: str | None, code: Code) -> RuleCounts:
    """What every rule of a code finds.

    Args:
        reader: Of the study.
        corpus: Its segments.
        coder: uuid of whose codings count as coded; None for anybody's.
        code: Whose keywords.
    """
    found = lookup(corpus)
    coded = found.coded(reader, coder, code.uuid)
    matched, barred = hits(corpus, code)
    counts = tuple(_count(found, code, written, coded) for written in code.keywords)
    return RuleCounts(code.uuid, counts, int(found.candidate.sum()), len(matched), len(barred))


def try_rule(
    reader: Reader, corpus: Segmented, coder: str | None, code: Code, written: str, *, limit: int = SHOWN
) -> Trial:
    """What a rule finds, be it one of the code's or one that is being typed.

    Args:
        reader: Of the study.
        corpus: Its segments.
        coder: uuid of whose codings count as coded; None for anybody's.
        code: What the rule is for.
        written: The rule.
        limit: The most passages, -1 for all.
    """
    found = lookup(corpus)
    coded = found.coded(reader, coder, code.uuid)
    count = _count(found, code, written, coded)
    if count.fault:
        return Trial(count)
    rule = parse(written)
    places = found.hits(rule)[: None if limit < 0 else limit]
    try:
        marks = found.rules.marks(rule, places.tolist())
    except StudyError as error:
        return Trial(RuleCount(written, rule.kind, rule.excluded, fault=str(error)))
    names = dict(transcript_store.numbers(reader).values())
    exclusions = [(one, found.all_hits([parse(one)])) for one in _others(code, rule, excluded=True)]
    done = frozenset(coded.tolist())
    return Trial(
        count,
        tuple(
            _passage(
                found.pieces[place], names, spans, place in done, [one for one, bars in exclusions if place in bars]
            )
            for place, spans in zip(places.tolist(), marks, strict=True)
        ),
    )


def _count(found: Lookup, code: Code, written: str, coded: Places) -> RuleCount:
    try:
        rule = parse(written)
    except StudyError as error:
        return RuleCount(written, "", written.startswith("-"), fault=str(error))
    try:
        places = found.hits(rule)
    except StudyError as error:
        return RuleCount(written, rule.kind, rule.excluded, fault=str(error))
    against = {one: found.all_hits([parse(one)]) for one in _others(code, rule, excluded=not rule.excluded)}
    shared = {one: len(np.intersect1d(places, other)) for one, other in against.items()}
    every = np.unique(np.concatenate([np.zeros(0, np.int64), *against.values()]))
    return RuleCount(
        written,
        rule.kind,
        rule.excluded,
        segments=len(places),
        transcripts=len(np.unique(found.transcript[places])),
        coded=len(np.intersect1d(places, coded)),
        barred=len(np.intersect1d(places, every)),
        barred_by={one: count for one, count in shared.items() if count},
    )


def _others(code: Code, rule: Keyword, *, excluded: bool) -> list[str]:
    """The code's rules that exclude, or those that include, this one apart."""
    good = [written for written in code.keywords if written not in faults([written])]
    return [written for written in good if (one := parse(written)).excluded is excluded and one != rule]


def _passage(
    piece: Piece, names: dict[str, str], marks: tuple[Span, ...], coded: bool, barred_by: Sequence[str]
) -> RulePassage:
    return RulePassage(
        piece.transcript,
        names.get(piece.transcript, ""),
        piece.turn,
        piece.speaker,
        piece.span.start,
        piece.text,
        marks,
        coded,
        tuple(barred_by),
    )
