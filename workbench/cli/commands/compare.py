"""``workbench compare``: how far coders agree."""

from argparse import ArgumentParser, Namespace
from typing import Any

from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_compared, add_output, add_study, split_list, whole_number
from workbench.cli.studies import opened
from workbench.errors import AnalysisError
from workbench.workflows.measuring.registry import MEASURES, wanted

INTERVALS = ("jackknife", "bootstrap", "hayes-krippendorff", "none")
DESCRIPTION = N_(
    "How far coders agree on the transcripts that all of them have marked done: on what is marked (|uα), on the code "
    "where both marked (cuα with its coverage), code by code ((k)uα, character F1), on sentences, turns, answers or a "
    "grid of your own. Intervals leave out one transcript after the other. What is undefined says why."
)
EXAMPLES = """
workbench compare msn.study
workbench compare msn.study --coders MA,JT --unit turn --code IMAGE,PROJET --format csv
workbench compare msn.study --measure all --by pair --output agreement.xlsx
workbench compare msn.study --paragraph --lang fr
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    add_compared(parser)
    parser.add_argument(
        "--unit",
        default="sentence",
        metavar=_("UNIT"),
        help=_(
            "on what presence is counted: span (nothing), sentence, turn, answer, grid:200 characters, grid:50w words"
        ),
    )
    measures = _("measures besides the usual ones, with commas between; all for all: {names}")
    names = ", ".join(one.name for one in MEASURES)
    parser.add_argument("--measure", metavar=_("NAMES"), help=measures.format(names=names))
    help_text = _(
        "how intervals are made: over transcripts, or by pairs of ratings (hayes-krippendorff: alphas on units only, "
        "and too narrow for text)"
    )
    parser.add_argument("--interval", choices=INTERVALS, default="jackknife", help=help_text)
    parser.add_argument("--seed", type=whole_number(0, 2**32), metavar="N", help=_("seed of the bootstrap, and of γ"))
    parser.add_argument("--draws", type=whole_number(100, 100_000), metavar="N", help=_("draws of the bootstrap"))
    parser.add_argument(
        "--by",
        metavar=_("NAMES"),
        help=_("what comes first: code, branch, pair, transcript or figure, each figure on a line"),
    )
    parser.add_argument("--any-two", action="store_true", help=_("count transcripts that only two have finished too"))
    parser.add_argument("--confusion", action="store_true", help=_("tell which codes are confused"))
    parser.add_argument("--drift", action="store_true", help=_("follow agreement through the transcripts as finished"))
    parser.add_argument("--threshold", metavar="X", help=_("hold lower bounds against this convention, such as .80"))
    parser.add_argument("--paragraph", action="store_true", help=_("only a paragraph for the methods section"))
    parser.add_argument("--all-codes", action="store_true", help=_("show the codes that nobody used as well"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Compare."""
    from workbench.workflows.comparing import compare
    from workbench.workflows.comparison_report import comparison_report, paragraph_report

    asked, by = _asked(args), _by(args.by)
    with opened(args.study) as study:
        found = compare(study, **asked, texts="transcript" in by, pairs="pair" in by)
        if args.paragraph:
            out.show(paragraph_report(found))
            return None
        out.show(comparison_report(found, all_codes=args.all_codes, by=by, confusion=args.confusion, drift=args.drift))
    return None


def _asked(args: Namespace) -> dict[str, Any]:
    """What is compared and how; words that cannot be meant are refused before any study is opened."""
    from workbench.workflows.measuring.units import read_unit

    measures = split_list(args.measure)
    try:
        wanted(measures, units=read_unit(args.unit).kind != "span")
    except AnalysisError as error:
        raise UsageError(str(error)) from error
    return {
        "coders": split_list(args.coders),
        "unit": args.unit,
        "codes": split_list(args.code),
        "transcripts": split_list(args.transcript),
        "measures": measures,
        "interval": args.interval,
        "seed": args.seed,
        "draws": args.draws,
        "any_two": args.any_two,
        "threshold": _threshold(args.threshold),
    }


def _by(written: str | None) -> list[str]:
    from workbench.workflows.comparison_report import known_cuts

    try:
        return known_cuts(split_list(written))
    except AnalysisError as error:
        raise UsageError(str(error)) from error


def _threshold(written: str | None) -> float | None:
    if written is None:
        return None
    try:
        number = float(written.replace(",", "."))
    except ValueError:
        number = float("nan")
    if not -1 <= number <= 1:
        raise UsageError(_("A threshold is a number from -1 to 1, such as .80."))
    return number
