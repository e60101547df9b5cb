"""``workbench participants``: who was interviewed or approached, what is known of them, and which speaker is who."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from exports.report import Report
from transcripts.i18n import N_, _
from transcripts.model import AttributeKind
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study, file_argument
from workbench.cli.studies import opened

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "List the participants with their attributes, or change what is known of them. Tables (.csv, .tsv, .xlsx) have a "
    "row for each participant, the pseudonym in the first column or in one called pseudonym or participant. Numbers "
    "may be written 8, ~8, 5-12, 1 234,5 or 12,5 %; dates 2024-03-12, 12 March 2024 or 12/03/2024 with the day first; "
    "? is unknown, – not asked. What could be meant in two ways is told."
)
EXAMPLES = """
workbench participants msn.study --format csv
workbench participants msn.study import people.xlsx --dry-run
workbench participants msn.study export people.csv
workbench participants msn.study set I-05 hours_per_week=~8 category="culture et éducation"
workbench participants msn.study add I-12
workbench participants msn.study rename I-12 I-13
workbench participants msn.study remove I-13
workbench participants msn.study attributes hours_per_week --kind number --dry-run
workbench participants msn.study recruitment I-14 status=refused reason="no time"
workbench participants msn.study link --accept
"""
ACTIONS: dict[str, str] = {
    "import": N_("bring in the table named after it"),
    "export": N_("write the table named after it; importing it again changes nothing"),
    "set": N_("PSEUDONYM… ATTRIBUTE=VALUE…; nothing after = takes away what is known"),
    "add": N_("PSEUDONYM…: cases without a transcript, for instance"),
    "rename": N_("OLD NEW"),
    "remove": N_("PSEUDONYM…: put in the bin; refused where they speak in a transcript"),
    "attributes": N_("list the attributes, or add or change the one named after it"),
    "recruitment": N_("list who was approached, accepted, refused; or PSEUDONYM… status=… reason=…"),
    "link": N_("which speaker is which participant: proposals, and --accept"),
}


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    said = "\n".join(_("{name}: {value}").format(name=name, value=_(text)) for name, text in ACTIONS.items())
    parser.add_argument("action", nargs="?", choices=tuple(ACTIONS), metavar=_("ACTION"), help=said.replace("%", "%%"))
    words = parser.add_argument("words", nargs="*", metavar=_("WORD"), help=_("what the action is about"))
    words.complete = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}  # type: ignore[attr-defined]
    parser.add_argument("--dry-run", action="store_true", help=_("say what would change; change nothing"))
    parser.add_argument(
        "--except", dest="without", metavar=_("COLUMNS"), help=_("import: columns to leave out, such as real names")
    )
    parser.add_argument("--new-choices", action="store_true", help=_("set: a word that is no choice becomes one"))
    _add_attribute_options(parser)
    _add_link_options(parser)
    add_coder(parser)
    add_output(parser)


def _add_attribute_options(parser: ArgumentParser) -> None:
    group = parser.add_argument_group(_("attributes NAME"))
    group.add_argument("--kind", choices=list(AttributeKind), help=_("the type of the attribute"))
    group.add_argument("--drop", action="store_true", help=_("take away values that do not fit the new type"))
    group.add_argument("--label-fr", metavar=_("LABEL"), help=_("its French label"))
    group.add_argument("--label-en", metavar=_("LABEL"), help=_("its English label"))
    group.add_argument("--choices", metavar=_("A;B;…"), help=_("what a choice offers, in order"))
    group.add_argument("--rename", metavar=_("NAME"), help=_("another name for it"))
    group.add_argument("--delete", action="store_true", help=_("take it away, with what is known by it"))


def _add_link_options(parser: ArgumentParser) -> None:
    group = parser.add_argument_group(_("link"))
    group.add_argument("--accept", action="store_true", help=_("take all proposals that leave no doubt"))
    file_argument(
        group,
        "--from",
        dest="table",
        metavar=_("TABLE"),
        help=_("links from a table: transcript, speaker, participant, role"),
    )


def run(args: Namespace, out: Output) -> int | None:
    """List participants or change what is known of them."""
    _check_options(args)
    with opened(args.study, args.coder) as study:
        if args.action is None:
            out.show(_listing(study))
        else:
            _action(args.action)(study, args, out)
    return None


#: Which action each option belongs to.
_BELONGS = {
    "without": ("import",),
    "dry_run": ("import", "attributes", "link"),
    "new_choices": ("set",),
    **dict.fromkeys(("kind", "drop", "label_fr", "label_en", "choices", "rename", "delete"), ("attributes",)),
    **dict.fromkeys(("accept", "table"), ("link",)),
}


def _check_options(args: Namespace) -> None:
    for option, actions in _BELONGS.items():
        if getattr(args, option) not in (None, False) and args.action not in actions:
            name = {"without": "except", "table": "from"}.get(option, option.replace("_", "-"))
            raise UsageError(_("--{option} goes with: {actions}").format(option=name, actions=", ".join(actions)))


def _action(name: str) -> "Callable[[StudyFile, Namespace, Output], None]":
    """What does it; imported only when it is wanted."""
    if name in ("import", "export"):
        from workbench.cli import participant_files as files

        return files.import_table if name == "import" else files.export_table
    if name == "attributes":
        from workbench.cli.attribute_acts import attributes

        return attributes
    if name == "recruitment":
        from workbench.cli.recruitment_acts import recruitment

        return recruitment
    if name == "link":
        from workbench.cli.speaker_links import link

        return link
    from workbench.cli import participant_acts

    acts: dict[str, Callable[[StudyFile, Namespace, Output], None]]
    acts = {"set": participant_acts.set_values, "add": participant_acts.add, "rename": participant_acts.rename}
    return acts.get(name, participant_acts.remove)


def _listing(study: "StudyFile") -> Report:
    from workbench.workflows.exporting import participants_table

    table = participants_table(study)
    return Report("participants", tables=(replace(table, rows=list(table.rows)),))
