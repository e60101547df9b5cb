"""How people came into the study, on the command line."""

from argparse import Namespace
from typing import TYPE_CHECKING

from transcripts.i18n import _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError
from workbench.cli.participant_words import assignments, some
from workbench.cli.studies import someone

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile


def recruitment(study: "StudyFile", args: Namespace, out: Output) -> None:
    """The flow of recruitment, or what is recorded of some people."""
    if not args.words:
        from workbench.workflows.recruitment_report import recruitment_report

        out.show(recruitment_report(study))
        return
    from workbench.workflows.recruiting import FIELDS, set_recruitment

    names, written = assignments(
        args.words, _("Say whose and what: workbench participants STUDY recruitment I-14 status=refused")
    )
    unknown = [name for name in written if name not in FIELDS]
    if unknown:
        raise UsageError(
            _("{name} is not recorded of recruitment; these are: {names}").format(
                name=unknown[0], names=", ".join(FIELDS)
            )
        )
    made = set_recruitment(study, someone(study, args.coder), names, written)
    said = ngettext("Recorded of {count} participant.", "Recorded of {count} participants.", len(names))
    out.say(said.format(count=len(names)))
    if made:
        out.say(_("New, in no transcript: {names}").format(names=some(made)))
