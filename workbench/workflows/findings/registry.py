"""Every report, declared once: the command line, the screens, the Python API and files of reports all go by this.

Nothing here imports what a report does, so that listing them costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from transcripts.i18n import N_, _
from workbench.errors import AnalysisError
from workbench.workflows.findings.options import Option, OptionKind

SEED = Option("seed", OptionKind.WHOLE, 20_111, N_("seed of what is drawn at random"), most=2**32)


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One report.

    Attributes:
        name: Stable English name: ``workbench report NAME``, ``study.report("NAME")``.
        title: What a person calls it, marked for translation.
        summary: One line for lists, marked for translation.
        description: Two or three sentences for its help, marked for translation.
        function: ``module:function`` under ``workbench.workflows.findings``. It takes an ``Evidence`` (an ``Inquiry``
            if not ``layered``) and the options by name, and returns a ``Part``.
        options: What can be asked of it besides the filter.
        layered: Whether it is made once for each layer of codings.
        counted: Whether its figures are those of the layers chosen, which it then says on its face.
        examples: Words after ``workbench report NAME`` that show its use.
    """

    name: str
    title: str
    summary: str
    description: str
    function: str
    options: tuple[Option, ...] = ()
    layered: bool = True
    counted: bool = True
    examples: tuple[str, ...] = ("msn.study",)

    def load(self) -> Callable[..., Any]:
        """The function that makes it."""
        module, name = self.function.split(":")
        return cast(Callable[..., Any], getattr(import_module(f"workbench.workflows.findings.{module}"), name))


KINDS: tuple[ReportKind, ...] = (
    ReportKind(
        "ranking",
        N_("Ranking"),
        N_("rank codes by the participants who mention them"),
        N_(
            "Rank the codes of a branch by the participants who mention them, with Wilson and bootstrap intervals, who "
            "says what, and which neighbours cannot be told apart. Only what a coder has marked done is counted."
        ),
        "ranking:ranking",
        (
            Option("draws", OptionKind.WHOLE, 5000, N_("draws of the bootstrap"), least=1, most=100_000),
            SEED,
        ),
        layered=False,
        examples=("msn.study", "msn.study --branch /", "msn.study --branch OBJ --layer MA --output ranking.csv"),
    ),
    ReportKind(
        "orders",
        N_("Participants' own orders"),
        N_("how participants rank codes themselves, and how far they agree"),
        N_(
            "The orders that participants give themselves: mean ranks (Borda), the orders with the fewest "
            "disagreements (Kemeny), and how far they agree (Kendall's W)."
        ),
        "orders:orders",
        (Option("draws", OptionKind.WHOLE, 5000, N_("permutations behind p"), least=100, most=100_000), SEED),
        layered=False,
        counted=False,
        examples=("msn.study --branch OBJ",),
    ),
    ReportKind(
        "recurrence",
        N_("Recurrence"),
        N_("how many speak of each code, asked or unasked"),
        N_(
            "For each code: how many of the participants read speak of it, prompted by a guide question or "
            "spontaneously, who was asked and did not take it up, who was never asked; mentions, length and "
            "concentration."
        ),
        "recurrence:recurrence",
        examples=("msn.study", "msn.study --branch OBJ --layer MA", "msn.study --mention spontaneous --level 1"),
    ),
    ReportKind(
        "divergence",
        N_("Divergence"),
        N_("where voices diverge: sides, atypical and single voices, groups"),
        N_(
            "Where participants take different sides, with facing quotations; who speaks of other things than the "
            "rest; what one voice alone says; and, by an attribute, how groups differ."
        ),
        "divergence:divergence",
        (
            Option("attribute", OptionKind.TEXT, "", N_("compare the groups that this attribute makes")),
            Option("quotations", OptionKind.WHOLE, 2, N_("passages shown a side, for the most divided codes"), most=20),
            Option("draws", OptionKind.WHOLE, 0, N_("shuffles; 0 for as many as the size allows"), most=100_000),
            SEED,
        ),
        examples=("msn.study", "msn.study --branch OBJ --layer MA", "msn.study --attribute category"),
    ),
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
        "quotes",
        N_("Quotations"),
        N_("the most telling passages of each code, signed"),
        N_(
            "The passages of codes, signed: what is picked first, then participants take turns, each with their most "
            "telling passage first. Passages that several coders marked are one quotation; cuts show as […]."
        ),
        "quotes:quotes",
        (
            Option("code", OptionKind.LIST, (), N_("codes, with commas between; those under them count too")),
            Option("stance", OptionKind.CHOICE, "", N_("only with this stance"), ("pro", "contra", "mixed", "neutral")),
            Option("strength", OptionKind.WHOLE, None, N_("only with at least this strength"), most=3),
            Option("max", OptionKind.WHOLE, None, N_("the most of each code, 0 for all; else 10, all of codes named")),
            Option("per_participant", OptionKind.WHOLE, 0, N_("the most of each participant on a code")),
            Option("longest", OptionKind.WHOLE, 0, N_("leave out passages of more words than that")),
            Option(
                "order", OptionKind.CHOICE, "telling", N_("most telling first, or as in the texts"), ("telling", "text")
            ),
            Option("picked", OptionKind.YES_NO, False, N_("only what is picked, in its order")),
        ),
        layered=False,
        examples=(
            "msn.study --code IMAGE --max 5 --output image.md",
            'msn.study --code OBJ --where "category=gestion de l\'État" --per-participant 1 --longest 60',
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
                N_("what together means"),
                ("sentence", "turn", "overlap", "near", "participant"),
            ),
            Option("within", OptionKind.WHOLE, 2, N_("turns between codings that are near"), most=1000),
            Option("least", OptionKind.WHOLE, 1, N_("leave rarer pairs out"), least=1),
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
            Option("lag", OptionKind.CHOICE, "coding", N_("what next means"), ("coding", "turn")),
            Option("within", OptionKind.WHOLE, 1, N_("how many codings or turns on"), least=1, most=1000),
            Option("whole", OptionKind.YES_NO, False, N_("follow the whole talk, not each participant's own words")),
            Option("least", OptionKind.WHOLE, 1, N_("leave rarer sequences out"), least=1),
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
            Option("base", OptionKind.WHOLE, 4, N_("interviews in the base"), least=1, most=1000),
            Option("run", OptionKind.WHOLE, 2, N_("interviews in a run"), least=1, most=1000),
            Option(
                "threshold", OptionKind.NUMBER, 5, N_("saturated at this share of new codes, in per cent"), most=100
            ),
            Option("draws", OptionKind.WHOLE, 1000, N_("random orders"), least=100, most=100_000),
            SEED,
        ),
        examples=("msn.study", "msn.study --base 5 --run 3 --threshold 0"),
    ),
    ReportKind(
        "coverage",
        N_("Coverage"),
        N_("what has been read and coded, and by whom"),
        N_("How far each coder is with the transcripts: to do, coding, done; participants read, codings, share coded."),
        "coverage:coverage",
        layered=False,
        counted=False,
        examples=("msn.study", "msn.study --layer MA --format csv"),
    ),
    ReportKind(
        "negative",
        N_("Negative cases"),
        N_("who was asked about a code, was read, and stays silent or contradicts"),
        N_(
            "For each code: the participants who were read and do not take it up although they were asked, or who "
            "contradict it, with what they say that comes nearest to it."
        ),
        "negative:negative",
        (
            Option("nearest", OptionKind.WHOLE, 2, N_("passages shown of each silent participant"), most=20),
            Option("all", OptionKind.YES_NO, False, N_("also those of whom it is not known whether they were asked")),
        ),
        examples=("msn.study --branch DIAL", "msn.study --branch OBJ --all --layer MA"),
    ),
    ReportKind(
        "codebook",
        N_("Codebook"),
        N_("the codes with their definitions, examples and use"),
        N_(
            "The codebook as a table for an appendix: definitions, when to use a code, an example, and how often it is."
        ),
        "codebook:codebook",
        layered=False,
        examples=("msn.study", "msn.study --output grille.docx"),
    ),
    ReportKind(
        "methods",
        N_("Methods"),
        N_("the methods section: sample, coders, agreement, origins, software"),
        N_(
            "What a reviewer asks for, as sentences and tables: who was interviewed, who coded what, how far they "
            "agree, how many codings came from suggestions, with which versions. In French with --lang fr."
        ),
        "methods:methods",
        (Option("unit", OptionKind.CHOICE, "sentence", N_("on what agreement is measured"), ("sentence", "turn")),),
        layered=False,
        counted=False,
        examples=("msn.study", "msn.study --lang fr --output methodes.docx"),
    ),
)


def kinds() -> tuple[ReportKind, ...]:
    """Every report, in the order of lists."""
    return KINDS


def kind(name: str) -> ReportKind:
    """The report of that name.

    Raises:
        AnalysisError: If there is none; the hint lists them.
    """
    for one in KINDS:
        if one.name == name:
            return one
    raise AnalysisError(
        _("There is no report {name}.").format(name=name),
        _("The reports are {names}.").format(names=", ".join(one.name for one in KINDS)),
    )
