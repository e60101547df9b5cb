"""``workbench new``: make a study."""

from argparse import ArgumentParser, Namespace

from transcripts.i18n import LANGUAGES, N_, _, language
from workbench.cli.output import Output
from workbench.cli.parsing import add_study
from workbench.cli.reserved import reserved_keys

DESCRIPTION = N_("Make a study. It is one file; nothing that is there already is overwritten.")
EXAMPLES = """
workbench new msn.study --codebook entretiens-medias-socionumeriques --coder MA
workbench new msn.study --coder MA --blind
workbench new msn.study --title "Médias socionumériques" --lang fr --codebook codes.yaml --guide guide.yaml
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("--title", default="", metavar="T", help=_("what the study is called; else as its file"))
    help_text = _("language of the study, its labels and reports, and of this command; else that of the interface")
    parser.add_argument("--lang", choices=LANGUAGES, help=help_text)
    help_text = _("a codebook to begin with: a file, or a template (see: workbench codebook templates)")
    parser.add_argument("--codebook", metavar=_("NAME|FILE"), help=help_text)
    parser.add_argument(
        "--guide", metavar=_("NAME|FILE"), help=_("the interview guide: a file, or guide-quatre-parties")
    )
    parser.add_argument("--coder", default="", metavar=_("NAME"), help=_("the first coder"))
    help_text = _("coders see their own codings alone until the seals are opened; see: workbench unseal --help")
    parser.add_argument("--blind", action="store_true", help=help_text)


def run(args: Namespace, out: Output) -> int | None:
    """Make the study."""
    from workbench.workflows.setting_up import find_codebook, find_guide
    from workbench.workflows.studies import new_study

    chosen = args.lang or language()
    book = find_codebook(args.codebook, language=chosen, reserved_keys=reserved_keys()) if args.codebook else None
    guide = find_guide(args.guide, language=chosen) if args.guide else None
    new_study(
        args.study,
        title=args.title,
        language=chosen,
        codebook=book,
        guide=guide,
        coder=args.coder,
        blind=args.blind,
    ).close()
    out.say(_("Made: {path}").format(path=args.study))
    if args.blind:
        out.say(_("It is blind. On a file that several people share this is a procedure, not a protection."))
    if not args.coder:
        out.say(_("Next, say who codes: workbench coders {study} add NAME").format(study=args.study))
    return None
