"""``workbench guide``: the interview guide, which turns put its questions, and who was asked what."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.i18n import N_, _, ngettext
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study, file_argument
from workbench.cli.studies import opened, someone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbench.store.guide_turns import Decided
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "Show the interview guide and how often each question was asked; import it from a file (.yaml, .txt, .md) or a "
    "template, export it as YAML, remove a question; link the turns of the interviewers to its questions: see what is "
    "proposed, accept it, or read what was decided from a table; show who was asked what."
)
EXAMPLES = """
workbench guide msn.study
workbench guide msn.study import guide.txt
workbench guide msn.study export guide.yaml
workbench guide msn.study link --format csv --output links.csv
workbench guide msn.study link --from links.csv
workbench guide msn.study link I-05 --accept
workbench guide msn.study asked
"""
ACTIONS = ("import", "export", "remove", "link", "asked")
FILE_ACTIONS = ("import", "export", "remove")


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("action", nargs="?", choices=ACTIONS, help=_("what to do; without it, the guide is shown"))
    words = _("the file, template or question; names of transcripts to link, else all")
    parser.add_argument("words", nargs="*", metavar=_("FILE|QUESTION|TRANSCRIPT"), help=words)
    file_argument(parser, "--from", dest="table", metavar=_("TABLE"), help=_("link as this table says"))
    parser.add_argument("--accept", action="store_true", help=_("link as proposed; what was decided stays"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be done"))
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """Show, import, export, remove, link."""
    _check(args)
    with opened(args.study, args.coder) as study:
        if args.action == "link":
            _link(study, args, out)
        elif args.action == "asked":
            from workbench.workflows.guide_report import asked_report

            out.show(asked_report(study))
        elif args.action:
            {"import": _import, "export": _export, "remove": _remove}[args.action](study, args, out)
        else:
            from workbench.workflows.guide_report import guide_report

            out.show(guide_report(study))
    return None


def _check(args: Namespace) -> None:
    """Refuse words that do not go together."""
    if args.action in FILE_ACTIONS and len(args.words) != 1:
        raise UsageError(_("Name one file, template or question after {action}.").format(action=args.action))
    if args.action == "asked" and args.words:
        raise UsageError(_("{action} takes no further words.").format(action=args.action))
    if args.action != "link" and (args.table or args.accept or args.dry_run):
        raise UsageError(_("--from, --accept and --dry-run go with link."))
    if args.table and (args.accept or args.words):
        raise UsageError(_("--from takes all from the table; leave --accept and the transcripts out."))


def _import(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.guiding import import_guide
    from workbench.workflows.setting_up import find_guide

    name = args.words[0]
    count = import_guide(study, someone(study, args.coder), find_guide(name, language=study.language))
    said = ngettext("{count} question brought in from {name}.", "{count} questions brought in from {name}.", count)
    out.say(said.format(count=count, name=name))


def _export(study: "StudyFile", args: Namespace, out: Output) -> None:
    from codebook.guide_writer import write_guide
    from workbench.workflows.guiding import guide_of

    path = Path(args.words[0])
    write_guide(guide_of(study), path)
    out.say(_("Written: {path}").format(path=path))


def _remove(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.guiding import remove_question

    count = remove_question(study, someone(study, args.coder), args.words[0])
    said = ngettext(
        "{name} is no longer in the guide; {count} turn was linked to it.",
        "{name} is no longer in the guide; {count} turns were linked to it.",
        count,
    )
    out.say(said.format(name=args.words[0], count=count))


def _link(study: "StudyFile", args: Namespace, out: Output) -> None:
    """Show proposals, or link as they or a table say."""
    from workbench.store import guide

    if args.table is not None:
        from workbench.workflows.link_tables import plan_links, read_link_table

        _decide(study, plan_links(study, read_link_table(args.table)), args, out)
        return
    chosen = _chosen(study, args.words)
    if not guide.questions(study.reader):
        out.say(_("This study has no guide yet: workbench guide STUDY import FILE"))
    if args.accept:
        _decide(study, _proposed(study, chosen), args, out)
    else:
        from workbench.workflows.guide_report import proposals_report

        out.show(proposals_report(study, chosen))


def _chosen(study: "StudyFile", names: "Sequence[str]") -> list[str]:
    from workbench.store import transcripts

    if names:
        return [transcripts.named(study.reader, name) for name in dict.fromkeys(names)]
    return [uuid for uuid, _name in transcripts.numbers(study.reader).values()]


def _proposed(study: "StudyFile", chosen: "Sequence[str]") -> "dict[str, list[Decided]]":
    """The proposals for turns of which nothing was said yet."""
    from workbench.workflows.linking import Proposer

    proposer = Proposer(study)
    open_ones = {uuid: [link.decision for link in proposer.propose(uuid) if not link.decided] for uuid in chosen}
    return {uuid: decisions for uuid, decisions in open_ones.items() if decisions}


def _decide(study: "StudyFile", plan: "Mapping[str, Sequence[Decided]]", args: Namespace, out: Output) -> None:
    from workbench.workflows.linking import confirm_all_links

    turns = sum(len({one.turn for one in decisions}) for decisions in plan.values())
    if args.dry_run:
        said = ngettext(
            "{count} turn would be linked in: {names}.", "{count} turns would be linked in: {names}.", turns
        )
    else:
        changed = confirm_all_links(study, someone(study, args.coder), plan)
        said = ngettext("{count} turn linked in: {names}.", "{count} turns linked in: {names}.", turns)
        unchanged = turns - changed
        if unchanged:
            told = ngettext("{count} of them was so already.", "{count} of them were so already.", unchanged)
            said += " " + told.format(count=unchanged)
    out.say(said.format(count=turns, names=_names(study, plan)))


def _names(study: "StudyFile", plan: "Mapping[str, object]", most: int = 12) -> str:
    from workbench.store import transcripts

    names = dict(transcripts.numbers(study.reader).values())
    shown = [names[uuid] for uuid in plan]
    return (", ".join(shown[:most]) or "–") + (" …" if len(shown) > most else "")
