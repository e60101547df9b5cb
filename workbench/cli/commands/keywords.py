"""``workbench keywords``: the keyword rules of codes, what they find, and terms that could become rules."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study, whole_number
from workbench.cli.studies import acting_coder, opened, someone

if TYPE_CHECKING:
    from codebook.code import Code
    from exports.report import Report
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "Show the keyword rules of a code, or of all, and what each finds; try a rule, add rules or take them away. A word "
    'finds all its forms; "words in quotes" stand side by side as written; =word is that form alone; a star ends the '
    "beginning of a word; /…/ is a regular expression. A minus sign before any of them excludes: segments in which it "
    "stands are not suggested."
)
EXAMPLES = """
workbench keywords msn.study
workbench keywords msn.study IMAGE --try '"image de marque"'
workbench keywords msn.study IMAGE --add '/e-?réputation/'
workbench keywords msn.study IMAGE --add réputation --exclude 'image animée'
workbench keywords msn.study IMAGE --terms
"""
LIMIT = 50


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("code", nargs="?", metavar=_("CODE"), help=_("the code; without it, the rules of all codes"))
    rule = _("RULE")
    help_text = _("add a rule; may be given several times")
    parser.add_argument("--add", action="append", default=[], metavar=rule, help=help_text)
    help_text = _("add a rule that excludes, as --add=-RULE does")
    parser.add_argument("--exclude", action="append", default=[], metavar=rule, help=help_text)
    help_text = _("take a rule away, written as it is listed; --remove=-RULE for one that excludes")
    parser.add_argument("--remove", action="append", default=[], metavar=rule, help=help_text)
    parser.add_argument("--try", dest="tried", metavar=rule, help=_("show what a rule would find; nothing is changed"))
    help_text = _("propose terms that mark your passages of the code; nothing is changed")
    parser.add_argument("--terms", action="store_true", help=help_text)
    help_text = _("never propose this term for the code again")
    parser.add_argument("--never", action="append", default=[], metavar=_("TERM"), help=help_text)
    help_text = _("the most segments that --try shows; -1 for all")
    parser.add_argument("--limit", type=whole_number(-1), default=LIMIT, metavar="N", help=help_text)
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Change what is to be changed, then show."""
    changes = bool(args.add or args.exclude or args.remove or args.never)
    if args.code is None and (changes or args.terms or args.tried is not None):
        raise UsageError(_("Name the code: workbench keywords STUDY CODE"))
    with opened(args.study, args.coder) as study:
        if changes:
            _change(study, args, out)
        out.show(_report(study, args))
    return None


def _change(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.suggesting.proposed_terms import turn_down
    from workbench.workflows.suggesting.rule_edits import add_rules, remove_rules

    coder, code = someone(study, args.coder), _code(study, args.code)
    added = [*args.add, *(f"-{rule}" for rule in args.exclude)]
    if args.remove:
        remove_rules(study, coder, code.uuid, args.remove)
        count = len(args.remove)
        said = ngettext("{count} rule taken from {code}.", "{count} rules taken from {code}.", count)
        out.say(said.format(count=count, code=code.short))
    if added:
        count = len(add_rules(study, coder, code.uuid, added).keywords)
        said = ngettext("{code} has {count} rule now.", "{code} has {count} rules now.", count)
        out.say(said.format(code=code.short, count=count))
    for term in args.never:
        turn_down(study, coder, code.uuid, term)
        out.say(_("{term} is not proposed for {code} any more.").format(term=term, code=code.short))


def _report(study: "StudyFile", args: Namespace) -> "Report":
    from workbench.store import codes
    from workbench.workflows.suggesting import rule_report
    from workbench.workflows.suggesting.study_segments import study_segments

    reader, corpus = study.reader, study_segments(study)
    if args.terms:
        coder = acting_coder(study, args.coder).uuid
        return rule_report.terms_report(reader, corpus, coder, _code(study, args.code))
    whose = _whose(study, args.coder)
    if args.tried is not None:
        code = _code(study, args.code)
        return rule_report.trial_report(reader, corpus, whose, code, args.tried, limit=args.limit)
    shown = [_code(study, args.code)] if args.code else [code for code in codes.book(reader).codes if code.keywords]
    return rule_report.rules_report(reader, corpus, whose, shown)


def _whose(study: "StudyFile", name: str | None) -> str | None:
    """Whose codings count as coded: the coder's, where one can be told; in a blind study one must be."""
    from workbench.store import seals

    return acting_coder(study, name).uuid if seals.is_sealed(study.reader) else someone(study, name)


def _code(study: "StudyFile", name: str) -> "Code":
    from workbench.store import codes

    return codes.book(study.reader).named(name)
