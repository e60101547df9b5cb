"""Keyword rules as reports: for the command line and files."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from codebook.code import Code
from codebook.keywords import parse
from exports.report import Column, Fact, Kind, Report, Row, Table
from transcripts.i18n import N_, _
from transcripts.spans import Span
from workbench.errors import SuggestError
from workbench.workflows.headings import columns
from workbench.workflows.suggesting.keyword_rules import RuleCount, count_rules, try_rule
from workbench.workflows.suggesting.proposed_terms import propose_terms
from workbench.workflows.suggesting.rule_lookup import Segmented, lookup

if TYPE_CHECKING:
    from workbench.store.reader import Reader

CONTEXT = 40

_KINDS = {
    "words": N_("words in all forms"),
    "phrase": N_("phrase"),
    "exact": N_("one form"),
    "pattern": N_("pattern"),
    "": N_("no rule"),
}


def rules_report(reader: "Reader", corpus: Segmented, coder: str | None, codes: Sequence[Code]) -> Report:
    """A line for every keyword rule of some codes, with what it finds.

    Args:
        reader: Of the study.
        corpus: Its segments.
        coder: uuid of whose codings count as coded; None for anybody's.
        codes: In the order of the lines.
    """
    counted = [(code, count_rules(reader, corpus, coder, code)) for code in codes]
    rows = [(code.short, *_cells(count)) for code, counts in counted for count in counts.rules]
    segments = lookup(corpus).candidate.sum()
    facts = [Fact("segments", _("Segments that can be suggested"), int(segments), Kind.INTEGER)]
    if len(counted) == 1:
        facts += [
            Fact("matched", _("Favoured by a rule"), counted[0][1].matched, Kind.INTEGER),
            Fact("barred", _("Barred by an exclusion"), counted[0][1].barred, Kind.INTEGER),
        ]
    table = Table("rules", (*columns("code"), *_rule_columns()), rows)
    return Report("keywords", facts=tuple(facts), tables=(table,), notes=_notes(rows))


def trial_report(
    reader: "Reader",
    corpus: Segmented,
    coder: str | None,
    code: Code,
    written: str,
    *,
    limit: int,
    context: int = CONTEXT,
) -> Report:
    """What one rule finds, with a line for every place in the first segments.

    Nothing is changed; the rule need not be one of the code's.

    Args:
        reader: Of the study.
        corpus: Its segments.
        coder: uuid of whose codings count as coded; None for anybody's.
        code: What the rule is for.
        written: The rule.
        limit: The most segments, -1 for all.
        context: Characters on either side.

    Raises:
        CodebookError: If it is no rule.
        SuggestError: If it is a pattern that takes too long.
    """
    parse(written)
    trial = try_rule(reader, corpus, coder, code, written, limit=limit)
    if trial.count.fault:
        raise SuggestError(trial.count.fault)
    rows = [
        (one.name, one.turn, one.speaker, *_in_context(one.text, one.start, mark, context), one.coded, one.barred_by)
        for one in trial.passages
        for mark in one.marks
    ]
    headings = (
        *columns("transcript", "turn", "speaker", "start", "end", "before", "hit", "after"),
        Column("coded", _("coded"), Kind.YES_NO),
        Column("barred_by", _("excluded by"), Kind.LIST),
    )
    count = Table("rules", (*columns("code"), *_rule_columns()), [(code.short, *_cells(trial.count))])
    lines = Table("lines", headings, rows)
    return Report("keywords", tables=(count, lines), blocks=(count, lines) if rows else (count,), notes=_notes(rows))


def terms_report(reader: "Reader", corpus: Segmented, coder: str, code: Code, *, context: int = CONTEXT) -> Report:
    """The terms that mark a coder's passages of a code, the most telling first.

    Args:
        reader: Of the study.
        corpus: Its segments.
        coder: uuid of whose passages.
        code: The code.
        context: Characters on either side of an example.
    """
    found = propose_terms(reader, corpus, coder, code)
    rows = [
        (
            *(one.rule, one.words, one.passages, one.elsewhere, one.score, one.name, one.turn),
            *_in_context(one.text, one.start, one.mark, context),
        )
        for one in found.terms
    ]
    headings = (
        Column("rule", _("term")),
        *columns("words"),
        Column("passages", _("passages with it"), Kind.INTEGER),
        Column("elsewhere", _("segments elsewhere"), Kind.INTEGER),
        Column("score", _("score"), Kind.NUMBER, definition=_score_words()),
        *columns("transcript", "turn", "start", "end", "before", "hit", "after"),
    )
    facts = (
        Fact("code", _("Code"), code.short),
        Fact("passages", _("Your passages"), found.passages, Kind.INTEGER),
    )
    notes = (found.reason,) if found.reason else ()
    terms = Table("terms", headings, rows)
    return Report("keywords", facts=facts, tables=(terms,), blocks=(terms,) if rows else (), notes=notes)


def _score_words() -> str:
    return _(
        "Log-odds of the term in your passages against the rest, divided by their standard deviation, with a prior"
        " (Monroe, Colaresi and Quinn 2008); it orders, it does not test."
    )


def _rule_columns() -> tuple[Column, ...]:
    return (
        Column("rule", _("rule")),
        Column("kind", _("kind"), words={kind: _(said) for kind, said in _KINDS.items()}),
        Column("excluded", _("excludes"), Kind.YES_NO),
        Column("segments", _("segments"), Kind.INTEGER),
        Column("transcripts", _("transcripts"), Kind.INTEGER),
        Column("coded", _("coded already"), Kind.INTEGER),
        Column("barred", _("excluded"), Kind.INTEGER),
        Column("barred_by", _("by"), Kind.LIST),
        Column("fault", _("fault")),
    )


def _cells(count: RuleCount) -> Iterator[str | int | bool | tuple[str, ...] | None]:
    yield from (count.rule, count.kind, count.excluded, count.segments, count.transcripts, count.coded, count.barred)
    yield tuple(f"{rule} ({shared})" for rule, shared in count.barred_by.items())
    yield count.fault


def _in_context(text: str, start: int, mark: Span, context: int) -> tuple[int, int, str, str, str]:
    before = text[max(0, mark.start - context) : mark.start]
    after = text[mark.end : mark.end + context]
    return start + mark.start, start + mark.end, before, mark.cut(text), after


def _notes(rows: Iterable[Row]) -> tuple[str, ...]:
    if not any(True for _row in rows):
        return ()
    return (
        _("Counted are participants' segments: turns, and pieces of at most about 60 words of long ones."),
        _("A segment in which an exclusion stands is not suggested for the code."),
    )
