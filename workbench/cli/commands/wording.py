"""``workbench wording``: which words stand for which counts."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.i18n import LANGUAGES, N_, _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study, whole_number
from workbench.cli.studies import opened, someone

if TYPE_CHECKING:
    from codebook.quantity import QuantityRule
    from codebook.quantity_phrases import Noun
    from codebook.quantity_sentences import Verb
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "The words that stand for counts in this study, such as “la plupart” for 8 of 11: show them, say a count, change "
    "a phrase, import or export the table, or go back to the words that ship."
)
EXAMPLES = """
workbench wording msn.study
workbench wording msn.study say 6 11
workbench wording msn.study export wording.csv
workbench wording msn.study import wording.csv
workbench wording msn.study set "la plupart des {nouns}" --share 0.6-0.85 --in fr
workbench wording msn.study set --noun organisme,organismes --minimum 8
workbench wording msn.study set --verb évoque,évoquent
"""
ACTIONS = ("import", "export", "set", "say", "reset")


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("action", nargs="?", choices=ACTIONS, help=_("what to do; without it, the table is shown"))
    parser.add_argument("words", nargs="*", metavar=_("FILE|PHRASE|NUMBERS"), help=_("what to do it with"))
    parser.add_argument("--in", dest="language", choices=LANGUAGES, help=_("the language of the words"))
    group = parser.add_argument_group(_("setting"))
    group.add_argument("--share", metavar="A-B", help=_("shares that the phrase stands for, such as 2/3-0.85 or 1/2"))
    group.add_argument("--count", metavar="A-B", help=_("counts that the phrase stands for, such as 2 or 2-3"))
    group.add_argument("--missing", metavar="A-B", help=_("how many may be missing from all, such as 0"))
    help_text = _("the smallest total that words are used for")
    group.add_argument("--minimum", type=whole_number(1), metavar="N", help=help_text)
    help_text = _("who is counted: singular, plural, and feminine where it is so in French")
    group.add_argument("--noun", metavar=_("SINGULAR,PLURAL[,feminine]"), help=help_text)
    help_text = _("what they do with a theme, in sentences: of one, of many")
    group.add_argument("--verb", metavar=_("SINGULAR,PLURAL"), help=help_text)
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Show, say, set, import or export."""
    with opened(args.study, args.coder) as study:
        {
            None: _show,
            "say": _say,
            "set": _set,
            "import": _import,
            "export": _export,
            "reset": _reset,
        }[args.action](study, args, out)
    return None


def _show(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.wording_report import wording_report

    out.show(wording_report(study, language=args.language or ""))


def _say(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.wording_report import said_report

    if len(args.words) != 2 or not all(word.isdecimal() and len(word) < 10 for word in args.words):
        raise UsageError(_("Give the count and the total: workbench wording STUDY say 6 11"))
    count, total = map(int, args.words)
    out.show(said_report(study, count, total, language=args.language or ""))


def _import(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.wording import import_wording

    done = import_wording(study, someone(study, args.coder), _file(args))
    for language, count in done.items():
        said = ngettext("{language}: {count} phrase.", "{language}: {count} phrases.", count)
        out.say(said.format(language=language, count=count))


def _export(study: "StudyFile", args: Namespace, out: Output) -> None:
    from exports.writers import write_report
    from workbench.workflows.wording_report import wording_report

    path = _file(args)
    out.say_all(write_report(wording_report(study, language=args.language or ""), path).notes)
    out.say(_("Written: {path}").format(path=path))


def _reset(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.wording import reset_wording

    language = args.language or study.language
    reset_wording(study, someone(study, args.coder), language)
    out.say(_("{language}: the words that ship are in force.").format(language=language))


def _set(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.wording import Wording, set_counting, set_phrase

    language, coder = args.language or study.language, someone(study, args.coder)
    counting = (args.minimum, args.noun, args.verb)
    if not args.words and counting == (None, None, None):
        raise UsageError(_("Name a phrase with its bounds, or --minimum, --noun or --verb."))
    if args.words:
        set_phrase(study, coder, language, _rule(args))
    if counting != (None, None, None):
        noun, verb = _noun(args.noun), _verb(args.verb)
        set_counting(study, coder, minimum=args.minimum, noun=noun, verb=verb, language=language)
    wording = Wording(study, language=language)
    out.say(wording.say(6, 11) if args.verb is None else wording.mention("X", 6, 11))


def _rule(args: Namespace) -> "QuantityRule":
    from codebook.quantity import Measure, QuantityRule
    from codebook.quantity_files import read_bound

    given = [(measure, written) for measure in Measure if (written := getattr(args, measure.value))]
    if len(args.words) != 1 or len(given) != 1:
        raise UsageError(_("Give one phrase and one of --share, --count and --missing."))
    measure, written = given[0]
    least, _dash, most = written.replace("–", "-").partition("-")
    bounds = [read_bound(part) for part in (least, most or least)]
    if bounds[0] is None or bounds[1] is None:
        raise UsageError(_("Write bounds as {example}.").format(example="2/3-0.85"))
    return QuantityRule(args.words[0], measure, bounds[0], bounds[1])


def _noun(written: str | None) -> "Noun | None":
    from codebook.quantity_phrases import Noun

    if written is None:
        return None
    parts = [part.strip() for part in written.split(",")]
    if len(parts) not in (2, 3) or not all(parts):
        raise UsageError(_("Write the noun as {example}.").format(example="intervenante,intervenantes,feminine"))
    return Noun(parts[0], parts[1], feminine=len(parts) == 3 and parts[2][:1].casefold() == "f")


def _verb(written: str | None) -> "Verb | None":
    from codebook.quantity_sentences import Verb

    if written is None:
        return None
    parts = [part.strip() for part in written.split(",")]
    if len(parts) != 2 or not all(parts):
        raise UsageError(_("Write the verb as {example}.").format(example="mentionne,mentionnent"))
    return Verb(*parts)


def _file(args: Namespace) -> Path:
    if len(args.words) != 1:
        raise UsageError(_("Name the file: workbench wording STUDY {action} FILE").format(action=args.action))
    return Path(args.words[0])
