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
        examples: Words after ``workbench report NAME`` that show its use.
    """

    name: str
    title: str
    summary: str
    description: str
    function: str
    options: tuple[Option, ...] = ()
    layered: bool = True
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
