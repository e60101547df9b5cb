"""``workbench report ranking``: what matters to most participants."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import N_, _
from workbench.cli.output import Output, terminal_width
from workbench.cli.parsing import add_output, add_study, whole_number
from workbench.cli.studies import opened

DESCRIPTION = N_(
    "Rank the codes of a branch by the participants who mention them, with Wilson and bootstrap intervals, who "
    "says what, and which neighbours cannot be told apart. Only what a coder has marked done is counted."
)
EXAMPLES = """
workbench report ranking msn.study
workbench report ranking msn.study --branch /
workbench report ranking msn.study --branch OBJ --layer MA --format csv --output ranking.csv
"""
WIDTH = 100


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    help_text = _("the branch whose codes are ranked, / for the top; else the one that takes stances, else the top")
    parser.add_argument("--branch", default="", metavar=_("CODE"), help=help_text)
    help_text = _("a coder, or consensus; else the consensus, the only coder, or each coder")
    parser.add_argument("--layer", default="", metavar=_("NAME"), help=help_text)
    parser.add_argument("--draws", type=whole_number(1, 100_000), metavar="N", help=_("draws of the bootstrap"))
    parser.add_argument("--seed", type=whole_number(0, 2**32), metavar="N", help=_("seed of the bootstrap"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Rank."""
    from workbench.workflows.ranking_report import ranking_report
    from workbench.workflows.reporting import ranking

    with opened(args.study) as study:
        found = ranking(study, layer=args.layer, branch=args.branch, draws=args.draws, seed=args.seed)
    out.show(ranking_report(found, width=terminal_width() or WIDTH))
    return None
