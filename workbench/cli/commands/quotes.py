"""``workbench quotes``: pick, order and cut the quotations of an article, and say how they are signed."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from transcripts.i18n import LANGUAGES, N_, _
from transcripts.spans import Span
from workbench.cli.output import Output
from workbench.cli.parsing import UsageError, add_coder, add_output, add_study
from workbench.cli.studies import opened, someone
from workbench.errors import StoreError

if TYPE_CHECKING:
    from workbench.store.picks import Pick
    from workbench.store.study_file import StudyFile

DESCRIPTION = N_(
    "Show the quotations picked for an article, pick further ones or put them back, order them, and cut words out of "
    "them, which are shown as […]. A quotation is named by its code and its number in the list. Passages to pick from "
    "come from `workbench report quotes`."
)
EXAMPLES = """
workbench quotes msn.study
workbench quotes msn.study pick IMAGE "récupérer notre image"
workbench quotes msn.study move IMAGE 2 1
workbench quotes msn.study cut IMAGE 1 "Alors oui,"
workbench quotes msn.study unpick IMAGE 1
workbench quotes msn.study sign "{noun} {pseudonym}, {category}" --noun femme=intervenante --noun homme=intervenant
"""
ACTIONS = ("pick", "unpick", "move", "cut", "uncut", "sign")


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_study(parser)
    parser.add_argument("action", nargs="?", choices=ACTIONS, help=_("what to do; without it, the list is shown"))
    help_text = _("the code, the number in its list, and the words or the new number")
    parser.add_argument("words", nargs="*", metavar=_("CODE NUMBER WORDS"), help=help_text)
    parser.add_argument("--code", default="", metavar=_("CODES"), help=_("list only those of these codes"))
    parser.add_argument("--transcript", metavar=_("NAME"), help=_("pick in this transcript"))
    parser.add_argument("--coding", metavar="UUID", help=_("pick the passage of this coding, as reports name it"))
    group = parser.add_argument_group(_("signature"))
    group.add_argument("--in", dest="language", choices=LANGUAGES, help=_("the language of the signature"))
    help_text = _("noun for a value of the attribute, =NOUN for everyone else; may be given several times")
    group.add_argument("--noun", action="append", default=[], metavar=_("VALUE=NOUN"), help=help_text)
    group.add_argument("--by", metavar=_("ATTRIBUTE"), help=_("the attribute that chooses the noun"))
    add_coder(parser)
    add_output(parser)


def run(args: Namespace, out: Output) -> int | None:
    """List, or do one act and say what is there now."""
    acts = {"pick": _pick, "unpick": _unpick, "move": _move, "cut": _cut, "uncut": _uncut, "sign": _sign}
    with opened(args.study, args.coder) as study:
        if args.action is None:
            _show(study, args, out)
        else:
            acts[args.action](study, args, out)
    return None


def _show(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.findings.making import make

    out.show(make(study, "quotes", options={"picked": True, "code": args.code}))


def _pick(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.store import codes
    from workbench.workflows.picking import pick

    needed = 1 if args.coding else 2
    if len(args.words) != needed:
        raise UsageError(_("Give the code and the words: workbench quotes STUDY pick CODE “words”"))
    code = codes.book(study.reader).named(args.words[0])
    transcript, span = _of_coding(study, args.coding) if args.coding else _of_words(study, args)
    _tell(study, pick(study, someone(study, args.coder), code.uuid, transcript, span), out)


def _of_coding(study: "StudyFile", uuid: str) -> tuple[str, Span]:
    from workbench.store import codings

    coding = codings.get(study.reader, uuid)
    if coding is None:
        raise StoreError(_("There is no such coding in this study."), _("See them with `workbench report quotes`."))
    return coding.transcript, coding.span


def _of_words(study: "StudyFile", args: Namespace) -> tuple[str, Span]:
    """The one place where the words stand."""
    from workbench.store import transcripts
    from workbench.store.texts import spoken_texts
    from workbench.workflows.picking import find_words

    wanted = transcripts.named(study.reader, args.transcript) if args.transcript else ""
    found = [
        (text, span)
        for text in spoken_texts(study.reader)
        if wanted in ("", text.uuid)
        for span in find_words(text.text, None, args.words[1])
    ]
    if len(found) != 1:
        names = ", ".join(dict.fromkeys(text.name for text, _span in found))
        raise StoreError(
            _("These words stand in {count} places.").format(count=len(found)),
            _("Give more of them, or --transcript: {names}.").format(names=names) if found else _("Copy them exactly."),
        )
    return found[0][0].uuid, found[0][1]


def _unpick(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.picking import unpick

    unpick(study, someone(study, args.coder), _named(study, args, 2).uuid)
    out.say(_("Put back."))


def _move(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.picking import move

    known = _named(study, args, 3)
    steps = {"up": known.place - 1, "down": known.place + 1, "first": 1, "last": 1_000_000}
    place = steps.get(args.words[2], _number(args.words[2]) if args.words[2] not in steps else 0)
    _tell(study, move(study, someone(study, args.coder), known.uuid, place), out)


def _cut(study: "StudyFile", args: Namespace, out: Output) -> None:
    from codebook.trimming import hides_negation
    from workbench.store import transcripts
    from workbench.workflows.picking import cut

    known = _named(study, args, 3)
    done = cut(study, someone(study, args.coder), known.uuid, _inside(study, known, args.words[2]))
    _tell(study, done, out)
    if hides_negation(transcripts.load(study.reader, done.transcript).text, done.cuts):
        out.say(_("Mind: words that deny something are among those cut."))


def _uncut(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.workflows.picking import uncut

    known = _named(study, args, 2, 3)
    words = _inside(study, known, args.words[2]) if len(args.words) == 3 else None
    _tell(study, uncut(study, someone(study, args.coder), known.uuid, words), out)


def _inside(study: "StudyFile", known: "Pick", words: str) -> Span:
    """The one place of the quotation where the words stand."""
    from workbench.store import transcripts
    from workbench.workflows.picking import find_words

    found = find_words(transcripts.load(study.reader, known.transcript).text, known.span, words)
    if len(found) != 1:
        raise StoreError(
            _("These words stand {count} times in the quotation.").format(count=len(found)),
            _("Give more of them.") if found else _("Copy them exactly."),
        )
    return found[0]


def _named(study: "StudyFile", args: Namespace, *lengths: int) -> "Pick":
    from workbench.workflows.picking import picked

    if len(args.words) not in lengths:
        raise UsageError(_("Name the quotation by its code and number: {example}").format(example="IMAGE 2"))
    return picked(study, args.words[0], _number(args.words[1]))


def _number(written: str) -> int:
    if not (written.isdecimal() and len(written) < 7):
        raise UsageError(_("“{word}” is no number of a quotation.").format(word=written))
    return int(written)


def _sign(study: "StudyFile", args: Namespace, out: Output) -> None:
    from workbench.store import participants
    from workbench.workflows.signing import Signatures, rule_of, set_signature

    language = args.language or study.language
    if len(args.words) > 1:
        raise UsageError(_("Give one template, such as {example}").format(example="“{noun} {pseudonym}, {category}”"))
    template = args.words[0] if args.words else None
    if template is None and (args.noun or args.by is not None):
        template = rule_of(study.reader, language).template.text
    nouns = dict(_pair(one) for one in args.noun)
    coder = someone(study, args.coder)
    set_signature(study, coder, template, language=language, attribute=args.by, nouns=nouns)
    signatures = Signatures(study.reader, language=language)
    for person in participants.all(study.reader)[:3]:
        out.say(signatures.of(person.pseudonym))


def _pair(written: str) -> tuple[str, str]:
    value, mark, noun = written.partition("=")
    if not mark:
        raise UsageError(_("Write a noun as VALUE=NOUN."))
    return value.strip(), noun.strip()


def _tell(study: "StudyFile", pick: "Pick", out: Output) -> None:
    """The quotation as it is now, ready to be copied."""
    from workbench.workflows.findings.copying import copied

    out.say(copied(study, pick))
