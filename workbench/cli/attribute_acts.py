"""The attributes of participants, on the command line: listed, added, changed, taken away."""

from argparse import Namespace
from typing import TYPE_CHECKING

from exports.report import Column, Kind, Report, Table
from transcripts.i18n import _, ngettext
from transcripts.model import AttributeKind
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError
from workbench.cli.studies import someone
from workbench.workflows.headings import words

if TYPE_CHECKING:
    from workbench.store.participants import AttributeEntry
    from workbench.store.study_file import StudyFile
    from workbench.workflows.attribute_edits import AttributeChange


def attributes(study: "StudyFile", args: Namespace, out: Output) -> None:
    """List them, or add or change one."""
    from workbench.store import participants
    from workbench.store.participants import attribute_key

    wanted = _wanted(args)
    changes = bool(wanted.name or wanted.kind or wanted.labels or wanted.choices is not None or args.delete)
    if len(args.words) > 1 or (changes and not args.words):
        raise UsageError(_("Name one attribute: workbench participants STUDY attributes NAME"))
    if not changes:
        out.show(_listing(study, args.words))
        return
    name = args.words[0]
    known = {
        attribute_key(alias)
        for one in participants.attributes(study.reader)
        for alias in (one.name, *one.labels.values())
    }
    if args.delete or args.dry_run or attribute_key(name) in known:
        _change(study, participants.attribute_named(study.reader, name), wanted, args, out)
    else:
        from workbench.workflows.attribute_edits import add_attribute

        made = add_attribute(study, someone(study, args.coder), name, wanted)
        out.say(_("{name} is a new attribute: {kind}.").format(name=made.name, kind=words("attribute")[made.kind]))


def _wanted(args: Namespace) -> "AttributeChange":
    from workbench.workflows.attribute_edits import AttributeChange

    labels = {language: label for language in ("fr", "en") if (label := getattr(args, f"label_{language}")) is not None}
    choices = None if args.choices is None else [choice for choice in args.choices.split(";") if choice.strip()]
    return AttributeChange(args.rename, AttributeKind(args.kind) if args.kind else None, labels or None, choices)


def _change(
    study: "StudyFile", attribute: "AttributeEntry", wanted: "AttributeChange", args: Namespace, out: Output
) -> None:
    from workbench.workflows.attribute_edits import change_attribute, remove_attribute

    coder = someone(study, args.coder)
    if args.dry_run:
        _preview(study, attribute, wanted, out)
    elif args.delete:
        count = remove_attribute(study, coder, attribute)
        said = ngettext("{name} is gone, with {count} value.", "{name} is gone, with {count} values.", count)
        out.say(said.format(name=attribute.name, count=count))
    else:
        lost = change_attribute(study, coder, attribute, wanted, drop=args.drop)
        out.say(_("{name} is changed.").format(name=wanted.name or attribute.name))
        if lost:
            gone = ", ".join(one.pseudonym for one in lost)
            out.say(_("Nothing is recorded any more for: {names}").format(names=gone))


def _preview(study: "StudyFile", attribute: "AttributeEntry", wanted: "AttributeChange", out: Output) -> None:
    """What every value would be under another type."""
    from transcripts.attributes import written_value
    from workbench.workflows.attribute_edits import recasts

    kind = wanted.kind or attribute.kind
    read = recasts(study.reader, attribute, kind)
    lost = sum(one.after is None for one in read)
    columns = (
        Column("pseudonym", _("participant")),
        Column("before", _("before")),
        Column("after", _("after")),
        Column("read", _("can be read"), Kind.YES_NO),
    )
    rows = [
        (one.pseudonym, one.before, None if one.after is None else written_value(one.after), one.after is not None)
        for one in read
    ]
    out.show(Report("attribute-preview", tables=(Table("values", columns, rows),)))
    said = ngettext(
        "As {kind}: {lost} of {count} value cannot be read.",
        "As {kind}: {lost} of {count} values cannot be read.",
        len(read),
    )
    out.say(said.format(kind=words("attribute")[kind], lost=lost, count=len(read)))


def _listing(study: "StudyFile", names: list[str]) -> Report:
    from workbench.store import participants

    known = participants.attributes(study.reader)
    chosen = [participants.attribute_named(study.reader, name) for name in names] or known
    people = participants.all(study.reader)
    columns = (
        Column("name", _("attribute")),
        Column("kind", _("kind"), words=words("attribute")),
        Column("label_fr", _("French label")),
        Column("label_en", _("English label")),
        Column("choices", _("choices"), Kind.LIST),
        Column("participants", _("participants"), Kind.INTEGER),
    )
    rows = [
        (
            one.name,
            one.kind.value,
            one.labels.get("fr", ""),
            one.labels.get("en", ""),
            one.choices,
            sum(one.name in who.attributes for who in people),
        )
        for one in chosen
    ]
    return Report("attributes", tables=(Table("attributes", columns, rows),))
