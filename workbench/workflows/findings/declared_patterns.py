"""Reports on how codes lie among participants, texts and each other."""

from transcripts.i18n import N_
from workbench.workflows.findings.options import Option, OptionKind
from workbench.workflows.findings.report_kind import SEED, ReportKind

KINDS: tuple[ReportKind, ...] = (
    ReportKind(
        "matrix",
        N_("Matrix"),
        N_("codes against participants, transcripts, questions or groups"),
        N_(
            "Codes against participants, transcripts, guide questions or the values of an attribute, with the passages "
            "behind each cell: mentions, presence, participants, shares of rows or columns, or rates per 1,000 words."
        ),
        "matrix:matrix",
        (
            Option(
                "by",
                OptionKind.CHOICE,
                "participant",
                N_("what the columns are"),
                ("participant", "transcript", "question", "attribute"),
            ),
            Option("attribute", OptionKind.TEXT, "", N_("the attribute whose values are the columns")),
            Option(
                "cells",
                OptionKind.CHOICE,
                "mentions",
                N_("what the cells hold"),
                ("mentions", "presence", "participants", "row", "column", "words"),
            ),
        ),
        examples=(
            "msn.study --level 1",
            "msn.study --by question --cells participants",
            "msn.study --by attribute --attribute category",
        ),
    ),
    ReportKind(
        "cooccurrence",
        N_("Co-occurrence"),
        N_("which codes stand together"),
        N_(
            "Pairs of codes that stand together: in the same sentence or turn, overlapping, within some turns, or with "
            "the same participant; counts, Jaccard, PMI, and the network."
        ),
        "cooccurrence:cooccurrence",
        (
            Option(
                "by",
                OptionKind.CHOICE,
                "overlap",
                N_("what standing together means"),
                ("sentence", "turn", "overlap", "near", "participant"),
            ),
            Option("within", OptionKind.WHOLE, 2, N_("with --by near: how many turns apart at most"), most=1000),
            Option("least", OptionKind.WHOLE, 1, N_("leave out pairs that stand together less often"), least=1),
        ),
        examples=("msn.study", "msn.study --by participant --level 1", "msn.study --by near --within 3 --least 2"),
    ),
    ReportKind(
        "sequences",
        N_("Sequences"),
        N_("what follows what"),
        N_(
            "Which code follows which, in the order in which each participant says it, against what chance would give; "
            "with --transcript, where the codes stand along it."
        ),
        "sequences:sequences",
        (
            Option(
                "lag",
                OptionKind.CHOICE,
                "coding",
                N_("whether the next codings follow, or those of the next turns"),
                ("coding", "turn"),
            ),
            Option(
                "within", OptionKind.WHOLE, 1, N_("how many codings or turns further still follow"), least=1, most=1000
            ),
            Option("whole", OptionKind.YES_NO, False, N_("follow the whole talk, not each participant's own words")),
            Option("least", OptionKind.WHOLE, 1, N_("leave out what follows less often"), least=1),
        ),
        examples=("msn.study", "msn.study --lag turn --within 2", "msn.study --transcript I-05 --level 1"),
    ),
    ReportKind(
        "saturation",
        N_("Saturation"),
        N_("whether further interviews still brought new codes"),
        N_(
            "New codes by interview in the order of the field, the ratios of a base and runs after it, and the band "
            "that random orders of the same interviews give."
        ),
        "saturation:saturation",
        (
            Option("base", OptionKind.WHOLE, 4, N_("participants in the base"), least=1, most=1000),
            Option("run", OptionKind.WHOLE, 2, N_("participants in a run after it"), least=1, most=1000),
            Option(
                "threshold", OptionKind.NUMBER, 5, N_("saturated at this share of new codes, in per cent"), most=100
            ),
            Option(
                "draws", OptionKind.WHOLE, 1000, N_("random orders of the same interviews"), least=100, most=100_000
            ),
            SEED,
        ),
        examples=("msn.study", "msn.study --base 5 --run 3 --threshold 0"),
    ),
)
