"""``workbench report quotes``: passages of codes, signed for an article."""

from argparse import ArgumentParser, Namespace

from codebook.coding import Stance
from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_output, add_study, split_list, whole_number
from workbench.cli.studies import opened

DESCRIPTION = N_("The passages of some codes, in text order, each signed with its participant and attributes.")
EXAMPLES = """
workbench report quotes msn.study --code IMAGE --format md --output image.md
workbench report quotes msn.study --code OBJ --where "category=gestion de l'État" --sign category,hours_per_week
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("--code", metavar=_("CODES"), help=_("codes, with commas between; those under them count too"))
    parser.add_argument("--coder", metavar=_("NAMES"), help=_("only codings of these coders"))
    parser.add_argument("--transcript", metavar=_("NAMES"), help=_("only in these transcripts"))
    parser.add_argument("--participant", metavar=_("NAMES"), help=_("only by these participants"))
    help_text = _("only by participants with this attribute; may be given several times")
    parser.add_argument("--where", action="append", default=[], metavar=_("ATTRIBUTE=VALUE"), help=help_text)
    parser.add_argument("--stance", choices=[one.value for one in Stance], default="", help=_("only with this stance"))
    parser.add_argument("--strength", type=int, choices=range(4), help=_("only with at least this strength"))
    parser.add_argument(
        "--limit", type=whole_number(-1), default=0, metavar="N", help=_("the most passages of each code")
    )
    help_text = _("attributes that the signature names; else the first one that is a text or a choice")
    parser.add_argument("--sign", metavar=_("ATTRIBUTES"), help=help_text)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Show the passages."""
    from workbench.workflows.quoting import QuoteFilter, quotes_report

    wanted = QuoteFilter(
        codes=tuple(split_list(args.code)),
        coders=tuple(split_list(args.coder)),
        transcripts=tuple(split_list(args.transcript)),
        participants=tuple(split_list(args.participant)),
        attributes=tuple(_condition(text) for text in args.where),
        stance=args.stance,
        strength=args.strength,
        limit=max(0, args.limit),
    )
    with opened(args.study) as study:
        out.show(quotes_report(study, wanted, signed_with=split_list(args.sign)))
    return None


def _condition(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark:
        raise UsageError(_("Write a condition as ATTRIBUTE=VALUE."))
    return name.strip(), value.strip()
