"""``workbench report NAME``: every report that is declared, with its filters and its options."""

from argparse import ArgumentParser, Namespace
from typing import Any

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_output, add_study, whole_number
from workbench.cli.studies import opened
from workbench.errors import AnalysisError
from workbench.workflows.findings.options import Option, OptionKind, read_options
from workbench.workflows.findings.registry import kind
from workbench.workflows.findings.report_kind import ReportKind

EXPLAIN = N_("print the definition of every figure, and the passages behind every row")


class ReportCommand:
    """One report as a command.

    Attributes:
        DESCRIPTION: Its help.
        EXAMPLES: Lines that show its use.
    """

    def __init__(self, what: ReportKind) -> None:
        self._kind = what
        self.DESCRIPTION = what.description
        self.EXAMPLES = "\n".join(f"workbench report {what.name} {words}" for words in what.examples)

    def arguments(self, parser: ArgumentParser) -> None:
        """Declare the filters, the options, and how it comes out."""
        add_study(parser)
        add_filters(parser)
        own = parser.add_argument_group(_("this report")) if self._kind.options else parser
        for option in self._kind.options:
            _add_option(own, option)
        parser.add_argument("--explain", action="store_true", help=_(EXPLAIN))
        add_output(parser)

    def run(self, args: Namespace, out: Output) -> int | None:
        """Make it, show it."""
        from workbench.workflows.findings.explaining import explained
        from workbench.workflows.findings.filters import filter_of
        from workbench.workflows.findings.making import make

        options = {option.name: getattr(args, f"option_{option.name}") for option in self._kind.options}
        given = {name: value for name, value in options.items() if value is not None}
        _check(self._kind, given)
        wanted = filter_of(filter_values(args))
        with opened(args.study) as study:
            report = make(study, self._kind.name, wanted, given, whole=args.output is not None)
            out.show(explained(report) if args.explain else report)
        return None


def _check(what: ReportKind, given: dict[str, Any]) -> None:
    """Refuse values that no option takes as words that do not go together, before any study is opened."""
    try:
        read_options(what.options, given)
    except AnalysisError as error:
        raise UsageError(str(error)) from error


def command(name: str) -> ReportCommand:
    """The command of one report."""
    return ReportCommand(kind(name))


def add_filters(parser: ArgumentParser) -> None:
    """What a report looks at; the same for all of them."""
    group = parser.add_argument_group(_("filters"))
    help_text = _("a coder, or consensus; else the consensus, the only coder, or each coder")
    group.add_argument("--layer", default="", metavar=_("NAME"), help=help_text)
    group.add_argument(
        "--transcript",
        default="",
        metavar=_("NAMES"),
        help=_("only these, with commas between; \\, is a comma in a name"),
    )
    group.add_argument(
        "--participant",
        default="",
        metavar=_("NAMES"),
        help=_("only these, with commas between; \\, is a comma in a name"),
    )
    help_text = _("only participants whose attribute fits, such as category=…, hours>=8; may be repeated")
    group.add_argument("--where", action="append", default=[], metavar=_("CONDITION"), help=help_text)
    help_text = _("only what was said while this guide question was in force, by those who were asked it")
    group.add_argument("--question", default="", metavar=_("NAME"), help=help_text)
    help_text = _("only what the guide prompted, or only what came spontaneously")
    group.add_argument("--mention", default="any", choices=("any", "prompted", "spontaneous"), help=help_text)
    help_text = _("only this code and those under it; / for the top")
    group.add_argument("--branch", default="", metavar=_("CODE"), help=help_text)
    help_text = _("level of the codebook, 1 for the top: codes below count for the one above them")
    group.add_argument("--level", default=0, type=whole_number(0, 100), metavar="N", help=help_text)
    help_text = _("the codings as they were on that day or at that time")
    group.add_argument("--as-of", default="", metavar=_("DATE"), help=help_text)


def filter_values(args: Namespace) -> dict[str, object]:
    """The filters that a command's arguments ask for."""
    return {
        "layer": args.layer,
        "transcripts": args.transcript,
        "participants": args.participant,
        "where": args.where,
        "question": args.question,
        "mention": args.mention,
        "branch": args.branch,
        "level": args.level,
        "as_of": args.as_of,
    }


def _explained(option: Option) -> str:
    """What an option does, and what it is where it is not given."""
    said = _(option.help)
    if option.kind in (OptionKind.WHOLE, OptionKind.NUMBER, OptionKind.CHOICE) and option.default:
        return _("{text}; {value} by default").format(text=said, value=option.default)
    return said


def _add_option(parser: Any, option: Option) -> None:
    """One option of a report; values are read where the report is made, so that all doors say the same."""
    words: dict[str, Any] = {"dest": f"option_{option.name}", "default": None, "help": _explained(option)}
    if option.kind is OptionKind.YES_NO:
        words |= {"action": "store_const", "const": not option.default}
    elif option.kind is OptionKind.CHOICE:
        words["choices"] = option.choices
    else:
        words["metavar"] = {OptionKind.WHOLE: "N", OptionKind.NUMBER: "N", OptionKind.LIST: "A,B,…"}.get(
            option.kind, _("NAME")
        )
    parser.add_argument(f"--{option.name.replace('_', '-')}", **words)
