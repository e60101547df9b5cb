"""``workbench orders``: the orders in which participants rank codes themselves."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study, file_argument
from workbench.cli.studies import opened, someone

DESCRIPTION = N_(
    "The orders in which participants rank codes themselves, such as objectives by importance: show them, or bring "
    "them in from a table with a row for each participant and a column for each code, holding places. "
    "`workbench report orders` says how far they agree."
)
EXAMPLES = """
workbench orders msn.study
workbench orders msn.study import orders.csv
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("action", nargs="?", choices=("import",), help=_("what to do; without it, they are shown"))
    file_argument(parser, "file", nargs="?", metavar=_("FILE"), help=_("a table: .csv .tsv .xlsx"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be brought in"))
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Show or bring in."""
    from workbench.workflows.ordering import orders_table, read_orders, set_orders

    with opened(args.study, args.coder) as study:
        if args.action is None:
            out.show(orders_table(study))
            return None
        if args.file is None:
            raise UsageError(_("Name the table to bring in."))
        found = read_orders(study, args.file)
        count = len(found) if args.dry_run else set_orders(study, someone(study, args.coder), found)
        said = ngettext("Order of {count} participant.", "Orders of {count} participants.", count).format(count=count)
        out.say(said + (" " + _("Nothing was written.") if args.dry_run else ""))
    return None
