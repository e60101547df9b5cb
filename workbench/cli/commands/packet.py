"""``workbench packet``: what one coder hands in, or takes along."""

from argparse import ArgumentParser, Namespace

from exports.report import Fact, Kind, Report
from transcripts.i18n import N_, _
from workbench.cli.output import Output
from workbench.cli.parsing import TABLE_FORMATS, UsageError, add_coder, add_study, file_argument
from workbench.cli.studies import acting_coder, opened

DESCRIPTION = N_(
    "Write one coder's work into a study file of its own: texts, codebook and guide, and that coder's codings, memos "
    "and journal. What others did is not in it at all, so it can be sent while coding is blind. It opens as any study "
    "does (workbench FILE) and can be gone on with; workbench merge brings it back. With --blank it holds nobody's "
    "work and is handed to somebody who begins."
)
EXAMPLES = """
workbench packet msn.study --coder MA ma-2026-11-20.study
workbench packet msn.study --blank for-the-new-coder.study
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    file_argument(parser, "file", metavar=_("FILE"), help=_("the packet to write, such as ma.study"))
    add_coder(parser)
    parser.add_argument("--blank", action="store_true", help=_("nobody's work: texts, codebook and guide only"))
    parser.add_argument("--force", action="store_true", help=_("replace an earlier packet of this study"))
    group = parser.add_argument_group(_("output"))
    group.add_argument("--format", choices=TABLE_FORMATS, help=_("how the data are written"))


def run(args: Namespace, out: Output) -> int | None:
    """Write the packet."""
    from workbench.workflows.handing_in.packets import packet

    if args.blank and args.coder:
        raise UsageError(_("Say --blank or --coder: a blank packet holds nobody's work."))
    with opened(args.study) as study:
        coder = None if args.blank else acting_coder(study, args.coder)
        made = packet(study, coder, args.file, force=args.force)
    facts = (
        Fact("file", _("File"), made.path.name),
        Fact("coder", _("Coder"), coder.name if coder else None),
        Fact("transcripts", _("Transcripts"), made.transcripts, Kind.INTEGER),
        Fact("codes", _("Codes"), made.codes, Kind.INTEGER),
        Fact("codings", _("Codings"), made.codings, Kind.INTEGER),
        Fact("memos", _("Memos"), made.memos, Kind.INTEGER),
        Fact("bytes", _("Bytes"), made.size, Kind.INTEGER),
        Fact("base", _("Newest entry of the journal"), made.base or None),
    )
    out.show(Report("packet", facts=facts))
    out.say(_("The work of others is not in this file. Bring it back with `workbench merge`."))
    return None
