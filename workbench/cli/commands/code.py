"""``workbench code``: codings from a table."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import add_coder, add_study, file_argument
from workbench.cli.studies import acting_coder, opened

if TYPE_CHECKING:
    from codebook.coding import Coder
    from workbench.store.study_file import StudyFile
    from workbench.workflows.coding_lines import CodingTable
    from workbench.workflows.coding_plans import Plan

DESCRIPTION = N_(
    "Take codings from a CSV, TSV or XLSX table with the columns transcript, coder, start, end, code, quote, "
    "strength, stance and memo, of which transcript, code, and either start and end or quote are needed. Spans count "
    "Unicode code points from 0 and leave the end out. Every row is checked before any is written."
)
EXAMPLES = """
workbench code msn.study --from codings.csv --dry-run
workbench code msn.study --from codings.csv --coder MA --create-codes --done
"""
SHOWN = 12


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    file_argument(parser, "--from", dest="table", metavar=_("TABLE"), required=True, help=_("the table of codings"))
    add_coder(parser)
    parser.add_argument("--create-codes", action="store_true", help=_("make the codes that the codebook lacks"))
    help_text = _("mark every transcript that the table names as done, for each coder taken")
    parser.add_argument("--done", action="store_true", help=help_text)
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be done"))


def run(args: Namespace, out: Output) -> int | None:
    """Take the codings."""
    from workbench.workflows.coding_lines import read_coding_table
    from workbench.workflows.coding_plans import plan_codings
    from workbench.workflows.coding_tables import take_codings

    table = read_coding_table(args.table)
    with opened(args.study, args.coder) as study:
        plan = plan_codings(study, table, coder=_coder(study, table, args.coder), create_codes=args.create_codes)
        states = 0 if args.dry_run else take_codings(study, plan, done=args.done)
    out.say_all(_told(plan, dry=args.dry_run))
    if args.done and not args.dry_run:
        count = len(plan.transcripts) * len(plan.coders)
        out.say(
            _("Marked done: {count} of {total} readings, the others were already.").format(count=states, total=count)
        )
    return None


def _coder(study: "StudyFile", table: "CodingTable", name: str | None) -> "Coder | None":
    """Whose rows are taken: the coder named; the usual one where nobody is named or others are sealed; else all."""
    from workbench.store import seals

    # In a blind study nobody takes codings for others: what is there already would tell what they coded.
    if name or not any(line.coder for line in table.lines) or seals.is_sealed(study.reader):
        return acting_coder(study, name)
    return None


def _told(plan: "Plan", *, dry: bool) -> list[str]:
    count = len(plan.codings)
    names = ", ".join(coder.name for coder in plan.coders)
    head = (
        ngettext("{count} coding would be taken: {names}.", "{count} codings would be taken: {names}.", count)
        if dry
        else ngettext("{count} coding taken: {names}.", "{count} codings taken: {names}.", count)
    )
    told = [head.format(count=count, names=names)]
    if plan.already:
        said = ngettext("{count} was there already.", "{count} were there already.", plan.already)
        told.append(said.format(count=plan.already))
    if plan.new_codes:
        said = ngettext("{count} new code: {names}", "{count} new codes: {names}", len(plan.new_codes))
        names = ", ".join(code.short for code in plan.new_codes[:SHOWN]) + (" …" if len(plan.new_codes) > SHOWN else "")
        told.append(said.format(count=len(plan.new_codes), names=names))
    if plan.alike:
        said = ngettext(
            "{count} label written in several ways was taken as one code: {labels}",
            "{count} labels written in several ways were taken as one code each: {labels}",
            len(plan.alike),
        )
        labels = ", ".join("/".join(texts) for texts in plan.alike[:SHOWN]) + (" …" if len(plan.alike) > SHOWN else "")
        told.append(said.format(count=len(plan.alike), labels=labels))
    if plan.followed:
        lines = ", ".join(map(str, plan.followed[:SHOWN])) + (" …" if len(plan.followed) > SHOWN else "")
        told.append(
            _("Taken where the quote stands, not where start and end point: lines {lines}.").format(lines=lines)
        )
    for name, left in plan.left_out.items():
        said = ngettext("{count} row of {name} left out.", "{count} rows of {name} left out.", left)
        told.append(said.format(count=left, name=name))
    return told
