"""What a report is, before it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

from transcripts.i18n import N_
from workbench.workflows.findings.options import Option, OptionKind

#: Reports that draw at random have it.
SEED = Option("seed", OptionKind.WHOLE, 20_111, N_("seed of what is drawn at random"), most=2**32)

#: Reports that can be told as an article tells them have it.
BRIEF = Option("brief", OptionKind.YES_NO, False, N_("show what an article prints: figures, sentences, quotations"))


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
