"""``workbench verify-text``: what a manuscript quotes, signs, counts and words, held against the study."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import LANGUAGES, N_, _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import add_output, add_study, file_argument
from workbench.cli.studies import opened

DESCRIPTION = N_(
    "Find every quotation, signature, count and word of quantity in a manuscript, and say which match the study, which "
    "nearly, and which do not. With --strict the exit code is 1 if anything is wrong or only nearly right."
)
EXAMPLES = """
workbench verify-text article.docx msn.study
workbench verify-text article.md msn.study --layer consensus --strict
workbench verify-text article.docx msn.study --output check.xlsx
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    file_argument(parser, "article", metavar=_("ARTICLE"), help=_("the manuscript: .docx, .md or .txt"))
    add_study(parser)
    help_text = _("a coder, or consensus; else the consensus, the only coder, or each coder")
    parser.add_argument("--layer", default="", metavar=_("NAME"), help=help_text)
    help_text = _("the language of the manuscript; else told by its words")
    parser.add_argument("--in", dest="language", choices=LANGUAGES, default="", help=help_text)
    parser.add_argument("--strict", action="store_true", help=_("exit with 1 if anything is not right"))
    parser.add_argument("--explain", action="store_true", help=_("print the passages behind every row"))
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Check the manuscript."""
    from workbench.workflows.findings.explaining import explained
    from workbench.workflows.verifying_text.report import verification_report

    with opened(args.study) as study:
        report = verification_report(study, args.article, layer=args.layer, language=args.language)
        out.show(explained(report) if args.explain else report)
    counts = {fact.name: fact.value for fact in report.facts}
    faults = sum(value for name in ("wrong", "nearly") if isinstance(value := counts[name], int))
    if args.strict and faults:
        said = ngettext("{count} thing is not right.", "{count} things are not right.", faults)
        out.say(said.format(count=faults))
        return 1
    return None
