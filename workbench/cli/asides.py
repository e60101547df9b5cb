"""What ``workbench reread`` and ``workbench train`` share: beginning a layer aside, and telling how it agrees."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from transcripts.i18n import _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study, whole_number
from workbench.cli.studies import acting_coder, opened

if TYPE_CHECKING:
    from workbench.store.asides import Aside, Purpose
    from workbench.store.study_file import StudyFile

#: How many passages of a code are shown to people.
SHOWN = 5


def add_aside(parser: ArgumentParser) -> None:
    """The arguments that both have."""
    add_study(parser)
    parser.add_argument("transcripts", nargs="*", metavar=_("TRANSCRIPT"), help=_("with --begin: only these"))
    parser.add_argument("--begin", action="store_true", help=_("begin one; without it, show how the newest agrees"))
    help_text = _("passages of each code that are shown, those that cost most first; 0 for all")
    parser.add_argument("--passages", type=whole_number(0), default=SHOWN, metavar="N", help=help_text)
    add_coder(parser)
    add_output(parser)


def check(args: Namespace) -> None:
    """Refuse words that go with ``--begin`` only.

    Raises:
        UsageError: If transcripts are named without it.
    """
    if args.transcripts and not args.begin:
        raise UsageError(_("Transcripts are named with --begin."))


def tell_begun(study: "StudyFile", aside: "Aside", out: Output) -> None:
    """What was begun, and how to code it."""
    from workbench.store import states

    count = len(states.of_coder(study.reader, aside.layer.uuid))
    said = ngettext(
        "{layer}: {count} transcript to code, held against {reference}.",
        "{layer}: {count} transcripts to code, held against {reference}.",
        count,
    )
    out.say(said.format(layer=aside.layer.name, count=count, reference=aside.reference.name))
    name = f'"{aside.layer.name}"'
    out.say(_("Code it with: workbench {study} --coder {name}").format(study=study.path.name, name=name))


def show(args: Namespace, purpose: "Purpose", out: Output) -> None:
    """How the newest of this coder agrees with its reference."""
    from workbench.workflows.aside_report import aside_report
    from workbench.workflows.asides import latest

    with opened(args.study, args.coder) as study:
        coder = acting_coder(study, args.coder)
        out.show(aside_report(study, latest(study, coder, purpose), shown=args.passages))
