"""Suggestions are off until somebody asks for them, code by code; a study may forbid them altogether."""

from enum import StrEnum

from codebook.code import Code
from codebook.coding import CoderKind
from transcripts.i18n import _
from workbench.errors import SuggestError
from workbench.store import coders as coder_store
from workbench.store import codes as code_store
from workbench.store import decisions, preferences, seals
from workbench.store.reader import Reader
from workbench.store.study_file import StudyFile

ALLOWED = "suggest.allowed"
LEARN_FROM = "suggest.learn_from"


class LearnFrom(StrEnum):
    """Whose codings and rejections suggestions learn from."""

    OWN = "own"
    ALL = "all"


def allowed(reader: Reader) -> bool:
    """Whether the study allows suggestions; it does until somebody forbids them."""
    return preferences.value(reader, ALLOWED, "yes") != "no"


def check_allowed(study: StudyFile, coder: str) -> None:
    """Refuse what the study forbids; every way to suggestions begins here.

    Args:
        study: The open study.
        coder: uuid of who asks.

    Raises:
        SuggestError: If the study forbids suggestions, or who asks is the consensus, which is made by rulings.
    """
    if not allowed(study.reader):
        raise SuggestError(
            _("This study forbids suggestions."),
            _("Whoever answers for the study allows them again: workbench suggest {study} --allow").format(
                study=study.path.name
            ),
        )
    for one in coder_store.all(study.reader, kind=CoderKind.CONSENSUS):
        if one.uuid == coder:
            raise SuggestError(
                _("The consensus is made by rulings and is suggested nothing."), _("Name a person who codes.")
            )


def check_code(study: StudyFile, code: str) -> Code:
    """The code, if passages can be suggested for it.

    Raises:
        SuggestError: If it is not in the study, in the bin, or only groups others.
    """
    book = code_store.book(study.reader)
    found = book.get(code) if code in book else None
    if found is None or found.deleted:
        raise SuggestError(
            _("The code {short} is no longer in the codebook.").format(short=found.short if found else "?"),
            _("Restore it, or choose another: workbench codebook {study}").format(study=study.path.name),
        )
    if not found.codable:
        raise SuggestError(
            _("The code {short} only groups others and is put on no passage.").format(short=found.short),
            _("Choose one of its sub-codes."),
        )
    return found


def ask(study: StudyFile, coder: str, code: str) -> None:
    """Switch suggestions for a code on for a coder.

    Raises:
        SuggestError: If the study forbids suggestions, or none can be made for the code.
    """
    check_allowed(study, coder)
    check_code(study, code)
    with study.act(coder, "suggestion.ask") as act:
        decisions.ask_for(act, coder, code, wanted=True)


def stop(study: StudyFile, coder: str, code: str) -> None:
    """Switch suggestions for a code off for a coder; what was decided stays."""
    with study.act(coder, "suggestion.stop") as act:
        decisions.ask_for(act, coder, code, wanted=False)


def asked(reader: Reader, coder: str) -> list[Code]:
    """The codes for which a coder asked suggestions, in the order of the codebook; those that only group left out."""
    wanted = decisions.asked_for(reader, coder)
    return [code for code in code_store.book(reader).codes if code.uuid in wanted and code.codable]


def forbid(study: StudyFile, coder: str | None) -> bool:
    """Forbid suggestions in this study, to everybody; whether that is new.

    Args:
        study: The open study.
        coder: uuid of who says so, None for nobody in particular.
    """
    return _put(study, coder, "suggestion.forbid", "no")


def allow(study: StudyFile, coder: str | None) -> bool:
    """Allow suggestions again; whether that is new."""
    return _put(study, coder, "suggestion.allow", None)


def _put(study: StudyFile, coder: str | None, verb: str, value: str | None) -> bool:
    with study.act(coder, verb) as act:
        preferences.put(act, ALLOWED, value)
        return act.changed


def blind(study: StudyFile) -> bool:
    """Whether the others' work is sealed from who looks."""
    return seals.is_sealed(study.reader)


def learn_from(study: StudyFile) -> LearnFrom:
    """Whose decisions are learned from: one's own, unless the study shares them and is not blind."""
    shared = preferences.value(study.reader, LEARN_FROM, LearnFrom.OWN) == LearnFrom.ALL
    return LearnFrom.ALL if shared and not blind(study) else LearnFrom.OWN


def put_learn_from(study: StudyFile, coder: str | None, source: LearnFrom) -> bool:
    """Say whose decisions are learned from; whether that is new.

    Raises:
        SuggestError: If all are asked for in a blind study.
    """
    if source is LearnFrom.ALL and blind(study):
        raise SuggestError(
            _("This study is blind: suggestions learn from one's own decisions only."),
            _("They can learn from everybody's once the seal is opened."),
        )
    with study.act(coder, "suggestion.learn") as act:
        preferences.put(act, LEARN_FROM, None if source is LearnFrom.OWN else source.value)
        return act.changed
