"""Rulings from a table: read, held against the cases of a study, and made in one step."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from codebook.naming import loose_key
from codebook.ruling import Verdict
from exports.cells import without_guard
from transcripts.errors import StudyError
from transcripts.i18n import _
from workbench.errors import StoreError
from workbench.workflows.coding_plans import BadRowsError
from workbench.workflows.reading_tables import read_table
from workbench.workflows.ruling.deciding import Decision, rule_all
from workbench.workflows.ruling.outcomes import chosen_by, outcome
from workbench.workflows.ruling.queueing import case_called, queue
from workbench.workflows.ruling.values import OpenCase, Status
from workbench.workflows.ruling.verdicts import read_verdict

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile
    from workbench.workflows.sealing import Seal

_NAMES = {
    "case": "case|key|cas",
    "verdict": "verdict|ruling|arbitrage|decision",
    "answer": "answer|chosen|position|reponse",
    "reason": "reason|raison|motif",
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names.split("|")}


@dataclass(frozen=True, slots=True)
class RulingLine:
    """One row, as written; ``number`` is its line, 1 being the header."""

    number: int
    case: str
    verdict: str
    answer: str
    reason: str


@dataclass(frozen=True, slots=True)
class RulingPlan:
    """What a table would do.

    Attributes:
        decisions: To be made.
        already: Rows that say what stands already.
        blank: Rows without a verdict.
    """

    decisions: tuple[Decision, ...]
    already: int
    blank: int


def read_ruling_table(path: Path) -> tuple[RulingLine, ...]:
    """Read a table with the columns case and verdict and, if wanted, answer and reason; others are passed over.

    Raises:
        StoreError: If the file is no table, or lacks a column that is needed.
        TranscriptError: If it cannot be read, or has no rows.
    """
    table = read_table(path, _("{name} is no table that rulings can be read from."))
    fields = [_FIELD_OF.get(loose_key(heading).replace("_", " ").strip(), "") for heading in table.headings]
    missing = [name for name in ("case", "verdict") if name not in fields]
    if missing:
        raise StoreError(
            _("{name} lacks the columns {missing}; it has: {columns}.").format(
                name=path.name, missing=", ".join(missing), columns=", ".join(table.headings)
            ),
            _("Name them in the first line: case, verdict, answer, reason."),
        )
    return tuple(_line(number, cells, fields) for number, cells in enumerate(table.rows, start=2))


def _line(number: int, cells: Sequence[str], fields: Sequence[str]) -> RulingLine:
    values = dict.fromkeys(_NAMES, "")
    for name, cell in zip(fields, cells, strict=True):
        if name and not values[name]:
            values[name] = without_guard(cell)
    return RulingLine(number, **values)


def plan_rulings(
    study: "StudyFile", lines: Sequence[RulingLine], *, name: str, seal: "Seal | None" = None
) -> RulingPlan:
    """Hold every row against the cases as they stand; nothing is written.

    Args:
        study: Open.
        lines: As ``read_ruling_table`` gave them.
        name: Of the table, for what is said of it.
        seal: What who decides may see.

    Raises:
        BadRowsError: If any row cannot be taken: all of them, with their lines.
    """
    cases = queue(study, which="all", seal=seal).cases
    faults: list[tuple[int, str]] = []
    decisions: dict[str, Decision] = {}
    already = blank = 0
    for line in lines:
        if not line.verdict.strip():
            blank += 1
            continue
        try:
            decision = _decision(study, cases, line)
            if decision.case.key in decisions:
                raise StoreError(_("the table rules on this case twice"))
        except StudyError as error:
            faults.append((line.number, error.message.rstrip(".")))
            continue
        if stands(decision):
            already += 1
        else:
            decisions[decision.case.key] = decision
    if faults:
        raise BadRowsError(name, faults, _("See the cases with `workbench rule STUDY --all`."))
    return RulingPlan(tuple(decisions.values()), already, blank)


def _decision(study: "StudyFile", cases: Sequence[OpenCase], line: RulingLine) -> Decision:
    case = case_called(cases, line.case)
    verdict, chosen = read_verdict(line.verdict, case, answer=line.answer, secret=study.fact("salt"))
    outcome(case, verdict, chosen)
    return Decision(case, verdict, chosen_by(case, verdict, chosen), line.reason.strip())


def stands(decision: Decision) -> bool:
    """Whether a decision is what stands already."""
    case = decision.case
    if case.ruling is None or case.status is Status.STALE:
        return False
    chosen = case.chosen if decision.verdict is not Verdict.MAJORITY else decision.chosen
    return (case.ruling.verdict, chosen, case.ruling.reason) == (decision.verdict, decision.chosen, decision.reason)


def take_rulings(study: "StudyFile", plan: RulingPlan, *, coder: str) -> int:
    """Make the rulings of a plan: one transaction, one journal entry, one step to undo.

    Returns:
        How many.

    Raises:
        RulingError: If codings or rulings have changed since the plan was made.
        SealedError: If somebody's work on one of the transcripts is sealed from who does so.
    """
    return len(rule_all(study, plan.decisions, coder=coder, verb="ruling.import"))
