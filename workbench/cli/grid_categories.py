"""The categories of a question, on the command line."""

from argparse import Namespace
from typing import TYPE_CHECKING

from exports.report import Column, Kind, Report, Table
from transcripts.i18n import _
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError
from workbench.cli.studies import someone

if TYPE_CHECKING:
    from workbench.store.study_file import StudyFile
    from workbench.workflows.framework_columns import GridColumn

VERBS = ("list", "add", "rename", "move", "remove", "define")


def categories(study: "StudyFile", args: Namespace, out: Output) -> None:
    """List the categories of the guide, or change those of one question."""
    from workbench.workflows.framework_columns import question_columns

    typed: list[str] = args.words
    names, verb, words = typed[:1], typed[1] if len(typed) > 1 else "list", typed[2:]
    if verb not in VERBS:
        raise UsageError(_("After the question comes one of: {verbs}").format(verbs=", ".join(VERBS)))
    columns = question_columns(study, names)
    if verb == "list":
        out.show(_listing(study, columns))
    else:
        _change(study, columns[0], verb, words, args, out)


def _change(
    study: "StudyFile", question: "GridColumn", verb: str, words: list[str], args: Namespace, out: Output
) -> None:
    from workbench.store.framework import category_named
    from workbench.workflows import categorising

    coder = someone(study, args.coder)
    wanted = {"add": (1, 2), "rename": (2, 2), "move": (2, 2), "remove": (1, 1), "define": (2, 2)}[verb]
    if not wanted[0] <= len(words) <= wanted[1] or (verb in ("add", "move") and not _is_place(words[1:])):
        raise UsageError(_usage(verb))
    label = words[0]
    if verb == "add":
        place = int(words[1]) if len(words) == 2 else None
        categorising.add_category(study, coder, question.uuid, label, definition=args.definition or "", place=place)
    else:
        one = category_named(study.reader, question.uuid, label)
        label = one.label
        if verb == "remove":
            categorising.remove_category(study, coder, one.uuid)
        elif verb == "rename":
            categorising.change_category(study, coder, one.uuid, label=words[1], definition=args.definition)
        elif verb == "define":
            categorising.change_category(study, coder, one.uuid, definition=words[1])
        else:
            categorising.change_category(study, coder, one.uuid, place=int(words[1]))
    out.say(_("{name}: {label}: done.").format(name=question.name, label=label))


def _is_place(words: list[str]) -> bool:
    return all(word.isdigit() and int(word) > 0 for word in words)


def _usage(verb: str) -> str:
    return {
        "add": _("workbench grid STUDY categories Q1 add LABEL [PLACE]"),
        "rename": _("workbench grid STUDY categories Q1 rename LABEL NEW"),
        "move": _("workbench grid STUDY categories Q1 move LABEL PLACE"),
        "remove": _("workbench grid STUDY categories Q1 remove LABEL"),
        "define": _("workbench grid STUDY categories Q1 define LABEL TEXT"),
    }[verb]


def _listing(study: "StudyFile", questions: "list[GridColumn]") -> Report:
    from workbench.store.framework import categories as read

    names = {one.uuid: one.name for one in questions}
    columns = (
        Column("question", _("question")),
        Column("place", _("place"), Kind.INTEGER),
        Column("label", _("category")),
        Column("definition", _("definition")),
        Column("cells", _("cells"), Kind.INTEGER),
    )
    rows = []
    for question in questions:
        for place, one in enumerate(read(study.reader, question.uuid), 1):
            rows.append((names[one.question], place, one.label, one.definition, one.cells))
    return Report("categories", tables=(Table("categories", columns, rows, heads=3),))
