"""Quotations: the words behind a coding, with who said them, where, and what stands around."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from codebook.coding import Coding
from codebook.study import Study
from transcripts.spans import Span

CONTEXT = 120


class QuotedTurn(Protocol):
    """What a quotation needs to know of a turn; ``StudyTurn`` has it."""

    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def span(self) -> Span: ...  # noqa: D102
    @property
    def speaker(self) -> str | None: ...  # noqa: D102
    @property
    def participant(self) -> str: ...  # noqa: D102


class QuotedTranscript(Protocol):
    """What a quotation needs to know of a transcript; ``StudyTranscript`` has it."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def turns(self) -> Sequence[QuotedTurn]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of a transcript.

    Attributes:
        text: The words themselves.
        before: What stands before, cut at a word; "" at the beginning.
        after: What stands after, cut at a word; "" at the end.
        speaker: Label of who speaks, "" if none.
        participant: Pseudonym of the participant who speaks, "" if none does.
        place: ``I-05 §17``: the participant (else the transcript) and the numbers of the turns.
    """

    text: str
    before: str
    after: str
    speaker: str
    participant: str
    place: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """One coding with its words.

    Attributes:
        coding: The coding: code, coder, span, strength and stance.
        transcript: Name of the transcript.
        coder: Name of the coder.
        excerpt: The words.
    """

    coding: Coding
    transcript: str
    coder: str
    excerpt: Excerpt


def excerpt(transcript: QuotedTranscript, span: Span, *, context: int = CONTEXT, participant: str = "") -> Excerpt:
    """The words of ``span``.

    Args:
        transcript: Where they stand.
        span: In code points of its text; what lies beyond the text is left out.
        context: How many characters to show at most on either side.
        participant: Pseudonym of whose words they are, where several speak; "" for the first who does.
    """
    turns = _turns_in(transcript.turns, span)
    # A span may begin in the question; whose words they are is the participant's matter.
    here = [turn for turn in turns if turn.participant and participant in ("", turn.participant)]
    spoken = next(iter(here or turns), None)
    return Excerpt(
        text=span.cut(transcript.text),
        before=_tail(transcript.text, span.start, context),
        after=_head(transcript.text, span.end, context),
        speaker=(spoken.speaker or "") if spoken else "",
        participant=spoken.participant if spoken else "",
        place=_place(transcript.name, spoken.participant if spoken else "", turns),
    )


def place(transcript: QuotedTranscript, span: Span) -> str:
    """Where a span stands: ``I-05 §17``, or ``I-05 §17–19`` over several turns."""
    return excerpt(transcript, span, context=0).place


def quotations(
    study: Study,
    codes: Iterable[str] | None = None,
    *,
    with_descendants: bool = True,
    coders: Collection[str] | None = None,
    context: int = CONTEXT,
) -> tuple[Quotation, ...]:
    """The passages of some codes, in the order of the study's transcripts and of their texts.

    Args:
        study: Where they are.
        codes: uuids of codes; None for all.
        with_descendants: Whether the codes under them count as well.
        coders: uuids of coders; None for all.
        context: Characters shown on either side, at most.
    """
    wanted = _wanted(study, codes, with_descendants=with_descendants)
    chosen = [
        coding
        for coding in study.codings
        if (wanted is None or coding.code in wanted) and (coders is None or coding.coder in coders)
    ]
    names = {uuid: coder.name for uuid, coder in study.coder_by_uuid.items()}
    return quote(study.transcript_by_uuid, chosen, names, context=context)


def quote(
    transcripts: Mapping[str, QuotedTranscript],
    codings: Iterable[Coding],
    coders: Mapping[str, str],
    *,
    context: int = CONTEXT,
) -> tuple[Quotation, ...]:
    """The same from plain values.

    Args:
        transcripts: uuid to transcript; their order is the order of the quotations.
        codings: Those to quote; codings of other transcripts are left out.
        coders: uuid to name.
        context: Characters shown on either side, at most.
    """
    order = {uuid: position for position, uuid in enumerate(transcripts)}
    ours = [coding for coding in codings if coding.transcript in order]
    ours.sort(key=lambda coding: (order[coding.transcript], coding.span, coders.get(coding.coder, ""), coding.uuid))
    return tuple(
        Quotation(
            coding=coding,
            transcript=transcripts[coding.transcript].name,
            coder=coders.get(coding.coder, ""),
            excerpt=excerpt(transcripts[coding.transcript], coding.span, context=context),
        )
        for coding in ours
    )


def _wanted(study: Study, codes: Iterable[str] | None, *, with_descendants: bool) -> set[str] | None:
    if codes is None:
        return None
    wanted = set(codes)
    if with_descendants:
        wanted |= {inner.uuid for code in tuple(wanted) for inner in study.book.descendants(code)}
    return wanted


def _turns_in(turns: Sequence[QuotedTurn], span: Span) -> list[QuotedTurn]:
    """The turns that share characters with ``span``."""
    at = max(0, bisect_right(turns, span.start, key=lambda turn: turn.span.start) - 1)
    found = []
    while at < len(turns) and turns[at].span.start < span.end:
        if turns[at].span.overlaps(span):
            found.append(turns[at])
        at += 1
    return found


def _place(name: str, participant: str, turns: Sequence[QuotedTurn]) -> str:
    who = participant or name
    if not turns:
        return who
    first, last = turns[0].number, turns[-1].number
    return f"{who} §{first}" if first == last else f"{who} §{first}–{last}"


def _tail(text: str, end: int, length: int) -> str:
    """At most ``length`` characters before ``end``, beginning with a whole word."""
    start = max(0, end - length)
    if 0 < start < end and not text[start - 1].isspace():
        while start < end and not text[start].isspace():
            start += 1
    return text[start:end].lstrip()


def _head(text: str, start: int, length: int) -> str:
    """At most ``length`` characters from ``start`` on, ending with a whole word."""
    end = min(len(text), start + length)
    if start < end < len(text) and not text[end].isspace():
        while end > start and not text[end - 1].isspace():
            end -= 1
    return text[start:end].rstrip()
